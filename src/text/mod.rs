//! The document: paragraphs, sentences, tokens, tags, trees, quotations, and (as they come) names.
//!
//! Owns the analysis of a text and nothing about what is extracted from it. Every position is a byte span into the text given;
//! tokens and the gaps between them rebuild the text byte for byte. Knows no I/O, no clock, no serde.

mod analyser;
mod document;
pub mod furniture;
mod headlines;
pub mod language;
pub(crate) mod lexicon;
pub mod mentions;
pub mod morphology;
pub mod network;
mod paragraphs;
mod quotes;
mod sentences;
mod tags;
mod tokens;

pub use analyser::{Analyser, Scratch};
pub use document::{Document, Paragraph, Sentence};
pub use network::ModelError;
pub use quotes::Quotation;
pub use tags::{Fine, Pos, Relation};
pub use tokens::{Token, TokenKind};

use crate::span::Span;

/// The words and marks of a short phrase, apart as they are in a document ("didn't" is "did", "n't").
pub fn split(phrase: &str) -> Vec<&str> {
    let mut found = Vec::new();
    tokens::tokenise(phrase, Span::of(0, phrase.len()), &mut found);
    found.iter().filter_map(|token| phrase.get(token.span.start as usize..token.span.end as usize)).collect()
}
