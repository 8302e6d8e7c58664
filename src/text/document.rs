//! The document itself: what the analysis found, and the ways to walk it.

use std::ops::Range;

use super::furniture::Mark;
use super::mentions::{Entity, Mention};
use super::{quotes::Quotation, sentences, tokens, tokens::Token};
use crate::block::{Block, BlockKind};
use crate::span::Span;

/// A block of the text with the sentences inside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Its bytes, without white space at the edges.
    pub span: Span,
    /// What the source format called it.
    pub kind: BlockKind,
    /// True for page furniture, which is never analysed and holds no sentences.
    pub furniture: bool,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
}

/// A text and its analysis.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    text: &'a str,
    lower: String,
    lowered: Vec<Span>,
    /// Blocks in order, furniture included.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order; none overlap, none cross a paragraph.
    pub sentences: Vec<Sentence>,
    /// Tokens in order, of all paragraphs that are not furniture.
    pub tokens: Vec<Token>,
    /// Quotations in order of their opening mark.
    pub quotations: Vec<Quotation>,
    /// Names in order of their place; none overlap.
    pub mentions: Vec<Mention>,
    /// What the mentions name, by first mention.
    pub entities: Vec<Entity>,
    /// How many sentences the text has, when the analysis was cut short before the last of them.
    pub cut: Option<usize>,
}

impl<'a> Document<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            lower: String::with_capacity(text.len()),
            lowered: Vec::new(),
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            quotations: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            cut: None,
        }
    }

    /// Ends the document before a sentence: what comes after has no sentences and no tokens.
    pub(super) fn cut_before(&mut self, sentence: usize) {
        let Some(first) = self.sentences.get(sentence).map(|sentence| sentence.tokens.start) else { return };
        self.cut = Some(self.sentences.len());
        self.sentences.truncate(sentence);
        self.tokens.truncate(first);
        self.lowered.truncate(first);
        for paragraph in &mut self.paragraphs {
            paragraph.sentences = paragraph.sentences.start.min(sentence)..paragraph.sentences.end.min(sentence);
        }
    }

    pub(super) fn push_paragraph(&mut self, block: Block, mark: Mark) {
        let first_sentence = self.sentences.len();
        if mark == Mark::Text {
            let first_token = self.tokens.len();
            tokens::tokenise(self.text, block.span, &mut self.tokens);
            for token in self.tokens.get(first_token..).unwrap_or_default() {
                let start = self.lower.len();
                for c in token.span.slice(self.text).chars() {
                    let c = if c == '\u{2019}' { '\'' } else { c };
                    self.lower.extend(c.to_lowercase());
                }
                self.lowered.push(Span::of(start, self.lower.len()));
            }
            let paragraph = self.paragraphs.len();
            for range in sentences::split(self.text, &self.tokens, first_token..self.tokens.len()) {
                let span = self.cover(range.clone());
                self.sentences.push(Sentence { span, tokens: range, paragraph });
            }
        }
        let (furniture, sentences) = (mark == Mark::Furniture, first_sentence..self.sentences.len());
        self.paragraphs.push(Paragraph { span: block.span, kind: block.kind, furniture, sentences });
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        span.slice(self.text)
    }

    /// The token at an index; an empty token at the end of the text when there is none.
    pub fn token(&self, index: usize) -> Token {
        self.tokens.get(index).copied().unwrap_or(Token::end_of(self.text))
    }

    /// The surface form of a token; `""` when there is none.
    pub fn form(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span.slice(self.text))
    }

    /// The lower-cased form of a token with curly apostrophes made straight; `""` when there is none.
    pub fn lower(&self, index: usize) -> &str {
        self.lowered.get(index).map_or("", |span| span.slice(&self.lower))
    }

    /// The span from the first to the last token of a range; empty at the end of the text for an empty range.
    pub fn cover(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Token::end_of(self.text).span,
        }
    }

    /// Index of the first token that ends after a byte offset (the token at or after it).
    pub fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= byte)
    }

    /// Token indices that lie in a span, at least in part.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// Index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(index).filter(|sentence| sentence.tokens.contains(&token)).map(|_| index)
    }

    /// The quotation that holds a byte offset, if any (the innermost one opens last).
    pub fn quotation_at(&self, byte: u32) -> Option<&Quotation> {
        self.quotations.iter().rev().find(|quotation| quotation.span.start <= byte && byte < quotation.span.end)
    }
}
