//! The document: paragraphs, sentences, tokens, quotations, and (as they come) tags, parse and names.
//!
//! Owns the analysis of a text and nothing about what is extracted from it. Every position is a byte span into the text given;
//! tokens and the gaps between them rebuild the text byte for byte. Knows no I/O, no clock, no serde.

mod document;
pub mod furniture;
pub mod language;
pub(crate) mod lexicon;
pub mod mentions;
mod paragraphs;
mod quotes;
mod sentences;
mod tags;
mod tokens;

pub use document::{Document, Paragraph, Sentence};
pub use quotes::Quotation;
pub use tags::{Pos, Relation};
pub use tokens::{Token, TokenKind};

use crate::block::Block;

/// Turns texts into documents. Holds whatever a language needs (model, lexicons); shared by all threads.
#[derive(Debug, Default)]
pub struct Analyser {
    _private: (),
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    _private: (),
}

impl Analyser {
    /// The English analyser with its embedded model.
    pub fn english() -> Self {
        Self { _private: () }
    }

    /// Name and version of the language model, for the record's `extractor.model`.
    pub fn model_name(&self) -> &'static str {
        "rules-en-1"
    }

    /// Analyses one text. `blocks` may be empty (then lines are the blocks); it must be sorted and not overlap.
    pub fn analyse<'a>(&self, text: &'a str, blocks: &[Block], _scratch: &mut Scratch) -> Document<'a> {
        let paragraphs = paragraphs::split(text, blocks);
        let mut document = Document::new(text);
        for (block, mark) in furniture::mark(text, &paragraphs) {
            document.push_paragraph(block, mark);
        }
        document.quotations = quotes::find(&document);
        (document.mentions, document.entities) = mentions::find(&document);
        document
    }
}
