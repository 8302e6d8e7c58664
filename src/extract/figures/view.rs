//! Looking around in a document: words beside a place, never past the sentence. Owns no rule.

use std::ops::Range;

use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Where the sentence of every token begins and ends (one past its last token): neighbours are asked for all the time.
pub(super) struct Edges(Vec<(u32, u32)>);

impl Edges {
    /// The edges of all sentences of a document.
    pub(super) fn of(doc: &Document<'_>) -> Self {
        let mut edges: Vec<(u32, u32)> = (0..doc.tokens.len() as u32).map(|token| (token, token)).collect();
        for sentence in &doc.sentences {
            for edge in edges.get_mut(sentence.tokens.clone()).unwrap_or_default() {
                *edge = (sentence.tokens.start as u32, sentence.tokens.end as u32);
            }
        }
        Self(edges)
    }
}

/// A document as the figure rules see it.
#[derive(Clone, Copy)]
pub(super) struct View<'d> {
    pub(super) doc: &'d Document<'d>,
    pub(super) edges: &'d Edges,
}

impl<'d> View<'d> {
    /// Tokens of the sentence that holds a token; empty when it is in none.
    pub(super) fn sentence(self, token: usize) -> Range<usize> {
        self.edges.0.get(token).map_or(token..token, |(start, end)| *start as usize..*end as usize)
    }

    /// Lower-case form of a token.
    pub(super) fn lower(self, token: usize) -> &'d str {
        self.doc.lower(token)
    }

    /// Lower-case form of the token `back` places before `token` (1 is its neighbour); `""` past the start of the sentence.
    pub(super) fn left(self, token: usize, back: usize) -> &'d str {
        let start = self.sentence(token.min(self.doc.tokens.len().saturating_sub(1))).start;
        token.checked_sub(back).filter(|at| *at >= start).map_or("", |at| self.doc.lower(at))
    }

    /// Lower-case form of the token `forward` places after `end` (0 is the token at `end`), in the sentence of the token before `end`.
    pub(super) fn right(self, end: usize, forward: usize) -> &'d str {
        let stop = self.sentence(end.saturating_sub(1)).end;
        let at = end + forward;
        if at < stop { self.doc.lower(at) } else { "" }
    }

    /// True when the token begins with a capital letter.
    pub(super) fn capital(self, token: usize) -> bool {
        self.doc.form(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// True when the token is made of letters.
    pub(super) fn word(self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// True when a token is a word that may head a noun phrase.
    pub(super) fn word_after_is_noun(self, token: usize) -> bool {
        self.word(token) && !super::nouns::closed(self.lower(token))
    }

    /// True when nothing stands between a token and the next.
    pub(super) fn touches(self, token: usize) -> bool {
        matches!((self.doc.tokens.get(token), self.doc.tokens.get(token + 1)), (Some(a), Some(b)) if a.touches(b))
    }

    /// Bytes from one token to another, the last included.
    pub(super) fn span(self, tokens: Range<usize>) -> Span {
        self.doc.cover(tokens)
    }

    /// Words of a sentence as a headline prints them: most of its long words begin with a capital.
    pub(super) fn headline_case(self, sentence: &Range<usize>) -> bool {
        let (mut capital, mut small) = (0, 0);
        for token in sentence.clone().take(40).filter(|token| self.word(*token) && self.lower(*token).len() > 3) {
            if self.capital(token) {
                capital += 1;
            } else {
                small += 1;
            }
        }
        capital > 2 * small && capital + small >= 5
    }
}
