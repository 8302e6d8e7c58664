//! From a document to what it says: figures, attributions, claims. Pure, total, deterministic.
//!
//! Owns the order of the three extractors and the shape of their common result. Knows no I/O, no clock, no JSON: results are spans and
//! closed words only, and `worker::job` turns them into the wire record. Lexicons are data files beside the rules that use them.

pub mod attributions;
pub mod claims;
pub mod figures;
mod types;

pub use types::{Attribution, Claim, Comparison, Extraction, Figure, FigureUnit, Value};

use crate::text::Document;

/// Extracts everything from an analysed document.
///
/// Figures come first (claims link them), then attributions, then claims. Items are ordered by their place in the text.
/// `outlet` is the web domain of the publisher, where known.
pub fn extract(document: &Document<'_>, outlet: Option<&str>) -> Extraction {
    extract_with(document, outlet, claims::Lexicons::embedded())
}

/// The same, by a newsroom's own words for claims.
pub fn extract_with(document: &Document<'_>, outlet: Option<&str>, words: &claims::Lexicons) -> Extraction {
    let figures = figures::extract(document, outlet);
    let attributions = attributions::extract(document);
    let mut extraction = Extraction { attributions, claims: Vec::new(), figures };
    claims::extract_with(document, &mut extraction, words);
    extraction
}
