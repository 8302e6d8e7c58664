//! The tokeniser: lossless (tokens and the gaps between them rebuild the text), with the conventions of Universal Dependencies English:
//! clitics apart ("did" "n't", "Kyiv" "'s"), hyphenated words in parts, numbers whole ("2,030", "3.4"), currency signs apart.

use super::tags::{Pos, Relation};
use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, possibly with digits and inner dots ("U.S.", "A320").
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
    /// Relation to the head; [`Relation::Dep`] while not parsed.
    pub relation: Relation,
    /// Index of the head among the document's tokens; its own index for a root or while not parsed.
    pub head: u32,
}

impl Token {
    pub(super) fn end_of(text: &str) -> Self {
        let end = text.len();
        Self { span: Span::of(end, end), kind: TokenKind::Punct, pos: Pos::X, relation: Relation::Dep, head: u32::MAX }
    }

    /// True when nothing stands between this token and the next.
    pub fn touches(&self, next: &Self) -> bool {
        self.span.end == next.span.start
    }
}

/// Appends the tokens of one block.
pub(super) fn tokenise(text: &str, block: Span, out: &mut Vec<Token>) {
    let slice = block.slice(text);
    let mut rest = slice.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let kind = kind_of(c);
        let mut end = start + c.len_utf8();
        let mut kind = kind;
        while let Some(&(at, next)) = rest.peek() {
            let after = slice.get(at + next.len_utf8()..).and_then(|tail| tail.chars().next());
            if !joins(slice.get(start..at).unwrap_or_default(), kind, next, after) {
                break;
            }
            if kind == TokenKind::Number && next.is_alphabetic() {
                kind = TokenKind::Word;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        push(text, Span::new(block.start + start as u32, block.start + end as u32), kind, out);
    }
}

fn kind_of(c: char) -> TokenKind {
    if c.is_numeric() {
        TokenKind::Number
    } else if c.is_alphabetic() {
        TokenKind::Word
    } else if matches!(c, '$' | '£' | '€' | '¥' | '₹' | '%' | '+' | '=' | '<' | '>' | '°' | '§' | '#' | '&' | '@')
    {
        TokenKind::Symbol
    } else {
        TokenKind::Punct
    }
}

/// Whether `next` belongs to the token that `so_far` began.
fn joins(so_far: &str, kind: TokenKind, next: char, after: Option<char>) -> bool {
    let letter_after = after.is_some_and(char::is_alphabetic);
    match kind {
        TokenKind::Word => {
            next.is_alphanumeric()
                || is_combining(next)
                || (matches!(next, '\'' | '\u{2019}') && letter_after)
                || (next == '.' && is_dotted(so_far, after))
        }
        TokenKind::Number => {
            next.is_numeric()
                || (matches!(next, '.' | ',') && after.is_some_and(char::is_numeric))
                || (next.is_alphabetic() && so_far.len() <= 4)
        }
        TokenKind::Punct => {
            so_far.chars().last() == Some(next) && matches!(next, '.' | '-' | '!' | '?' | '_' | '*' | '`')
        }
        TokenKind::Symbol => false,
    }
}

/// "U.S.", "a.m.": single letters with dots; the last dot belongs to it.
fn is_dotted(so_far: &str, after: Option<char>) -> bool {
    let last = so_far.rsplit('.').next().unwrap_or_default();
    last.chars().count() == 1 && (so_far.contains('.') || after.is_some_and(char::is_alphabetic))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{AD}')
}

/// Pushes a word, its clitics apart.
fn push(text: &str, span: Span, kind: TokenKind, out: &mut Vec<Token>) {
    let form = span.slice(text);
    let cut = if kind == TokenKind::Word { clitic(form) } else { None };
    let mut add = |span: Span| {
        let head = out.len() as u32;
        out.push(Token { span, kind, pos: Pos::X, relation: Relation::Dep, head });
    };
    match cut {
        Some(at) => {
            add(Span::new(span.start, span.start + at));
            add(Span::new(span.start + at, span.end));
        }
        None => add(span),
    }
}

/// Where the clitic of a word begins ("n't", "'s", "'ll" …), in bytes.
fn clitic(form: &str) -> Option<u32> {
    let mark = form.rfind(['\'', '\u{2019}'])?;
    let tail: String = form.get(mark..)?.chars().skip(1).flat_map(char::to_lowercase).collect();
    let before = form.get(..mark)?;
    match tail.as_str() {
        "t" if before.ends_with(['n', 'N']) && before.len() > 1 => Some(mark as u32 - 1),
        "s" | "m" | "d" | "re" | "ve" | "ll" if !before.is_empty() => Some(mark as u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenise(text, Span::of(0, text.len()), &mut out);
        out.iter().map(|token| token.span.slice(text)).collect()
    }

    #[test]
    fn clitics_stand_apart() {
        assert_eq!(forms("Kyiv’s army didn't."), ["Kyiv", "’s", "army", "did", "n't", "."]);
    }

    #[test]
    fn numbers_and_signs() {
        assert_eq!(forms("$2.6bn, 2,030 (3%)."), ["$", "2.6bn", ",", "2,030", "(", "3", "%", ")", "."]);
    }

    #[test]
    fn dotted_abbreviations_keep_their_dots() {
        assert_eq!(forms("the U.S. said"), ["the", "U.S.", "said"]);
    }
}
