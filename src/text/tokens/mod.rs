//! Tokens: lossless (tokens and the gaps between them rebuild the text), with the conventions of Universal Dependencies English.
//!
//! Clitics stand apart ("did" "n't", "Kyiv" "'s"), hyphenated words are cut at their hyphens, abbreviations keep their stop ("Sen.",
//! "U.S."), numbers are whole ("2,030", "3.4") but apart from units and currency signs ("$" "2.6" "bn"). Owns the token type and the
//! walk over a block; what each kind of token may hold is decided in the files beside this one. Knows nothing of sentences.

mod addresses;
mod marks;
mod numbers;
mod words;

use super::tags::{Fine, Pos, Relation};
use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, possibly with digits and inner dots ("U.S.", "A320"); also web addresses and handles.
    Word,
    /// Digits with their separators.
    Number,
    /// One punctuation mark, or a run of the same (ellipsis, dashes).
    Punct,
    /// Currency, percent and other signs.
    Symbol,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Part of speech; [`Pos::X`] while not tagged.
    pub pos: Pos,
    /// Finer part of speech, which tells tense and number; [`Fine::Other`] while not tagged.
    pub fine: Fine,
    /// Relation to the head; [`Relation::Dep`] while not parsed.
    pub relation: Relation,
    /// Index of the head among the document's tokens; its own index for a root or while not parsed.
    pub head: u32,
}

impl Token {
    pub(super) fn end_of(text: &str) -> Self {
        let end = text.len();
        Self {
            span: Span::of(end, end),
            kind: TokenKind::Punct,
            pos: Pos::X,
            fine: Fine::Other,
            relation: Relation::Dep,
            head: u32::MAX,
        }
    }

    /// True when nothing stands between this token and the next.
    pub fn touches(&self, next: &Self) -> bool {
        self.span.end == next.span.start
    }
}

/// Appends the tokens of one block.
pub(super) fn tokenise(text: &str, block: Span, out: &mut Vec<Token>) {
    let slice = block.slice(text);
    let mut chunk_start = 0;
    while let Some(skipped) = tail(slice, chunk_start).find(|c| !is_gap(c)) {
        let start = chunk_start + skipped;
        let end = tail(slice, start).find(is_gap).map_or(slice.len(), |length| start + length);
        let mut addresses = addresses::Finder::new(slice.get(start..end).unwrap_or_default());
        let mut at = start;
        while let Some(first) = tail(slice, at).chars().next().filter(|_| at < end) {
            let (kind, next) = match addresses.at(at - start) {
                Some(length) => (TokenKind::Word, at + length),
                None => piece(slice, at, first, at > start),
            };
            let next = next.clamp(at + first.len_utf8(), end.max(at + first.len_utf8()));
            push(slice, block.start, at, next, kind, out);
            at = next;
        }
        chunk_start = end;
    }
}

/// Kind and end of the token that begins at `at` with `first`.
fn piece(slice: &str, at: usize, first: char, inside: bool) -> (TokenKind, usize) {
    if first.is_alphabetic() {
        return words::end(slice, at);
    }
    if first.is_numeric() {
        return numbers::end(slice, at);
    }
    if let Some(end) = words::bare_clitic(slice, at, inside) {
        return (TokenKind::Word, end);
    }
    if !inside && let Some(end) = numbers::leading_point(slice, at) {
        return (TokenKind::Number, end);
    }
    marks::end(slice, at, first)
}

/// Appends a token, or the parts of a word that is cut at its clitics.
fn push(slice: &str, base: u32, start: usize, end: usize, kind: TokenKind, out: &mut Vec<Token>) {
    let mut add = |start: usize, end: usize| {
        let span = Span::new(base + start as u32, base + end as u32);
        let head = out.len() as u32;
        out.push(Token { span, kind, pos: Pos::X, fine: Fine::Other, relation: Relation::Dep, head });
    };
    let mut from = start;
    if kind == TokenKind::Word {
        for cut in words::cuts(slice.get(start..end).unwrap_or_default()).into_iter().filter(|cut| *cut > 0) {
            add(from, start + cut);
            from = start + cut;
        }
    }
    add(from, end);
}

/// The slice from a byte on; `""` outside it.
fn tail(slice: &str, at: usize) -> &str {
    slice.get(at..).unwrap_or_default()
}

/// The character at a byte.
fn char_at(slice: &str, at: usize) -> Option<char> {
    match slice.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => tail(slice, at).chars().next(),
    }
}

/// What separates tokens and belongs to none: white space, control characters, invisible marks.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Apostrophes, straight and curly.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2BC}')
}

#[cfg(test)]
mod tests;
