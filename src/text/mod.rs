//! The document: paragraphs, sentences, tokens, tags, trees, quotations, and (as they come) names.
//!
//! Owns the analysis of a text and nothing about what is extracted from it. Every position is a byte span into the text given;
//! tokens and the gaps between them rebuild the text byte for byte. Knows no I/O, no clock, no serde.

mod analyser;
mod document;
pub mod furniture;
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
