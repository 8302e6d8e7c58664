//! The sentence splitter: a run of final marks, closing marks after it, then anything but a lower-case letter.

use std::ops::Range;

use super::tokens::{Token, TokenKind};

/// Abbreviations after which a stop does not end a sentence, lower-cased, without the stop, sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "art", "aug", "brig", "calif", "capt", "cmdr", "co", "col", "corp", "dec", "dr", "feb", "fig", "fla",
    "gen", "gov", "hon", "inc", "jan", "jr", "lt", "ltd", "maj", "mass", "mr", "mrs", "ms", "no", "nov", "oct", "pa",
    "prof", "rep", "rev", "sen", "sept", "sgt", "sr", "st", "supt", "vs",
];

/// Token ranges of the sentences of one block.
pub(super) fn split(text: &str, tokens: &[Token], block: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = block.start;
    let mut at = block.start;
    while at < block.end {
        at += 1;
        let form = form(text, tokens, at - 1);
        if !is_final(form) || (form == "." && after_abbreviation(text, tokens, start, at - 1)) {
            continue;
        }
        while at < block.end && (is_final(self::form(text, tokens, at)) || is_closing(text, tokens, at)) {
            at += 1;
        }
        let next = self::form(text, tokens, at);
        if !next.chars().next().is_some_and(char::is_lowercase) {
            out.push(start..at);
            start = at;
        }
    }
    if start < block.end {
        out.push(start..block.end);
    }
    out
}

fn form<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.span.slice(text))
}

fn is_final(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'))
}

/// A closing bracket or quotation mark; a straight mark closes when it touches what stands before it.
fn is_closing(text: &str, tokens: &[Token], at: usize) -> bool {
    match form(text, tokens, at) {
        ")" | "]" | "”" | "’" | "»" => true,
        "\"" | "'" => {
            at > 0 && tokens.get(at - 1).zip(tokens.get(at)).is_some_and(|(before, mark)| before.touches(mark))
        }
        _ => false,
    }
}

fn after_abbreviation(text: &str, tokens: &[Token], start: usize, stop: usize) -> bool {
    if stop <= start {
        return false;
    }
    let Some(word) = tokens.get(stop - 1).filter(|token| token.kind == TokenKind::Word) else { return false };
    let lower = word.span.slice(text).to_lowercase();
    let initial = lower.chars().count() == 1;
    initial || ABBREVIATIONS.binary_search(&lower.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        super::super::tokens::tokenise(text, Span::of(0, text.len()), &mut tokens);
        split(text, &tokens, 0..tokens.len())
            .into_iter()
            .map(|r| tokens[r.start].span.cover(tokens[r.end - 1].span).slice(text))
            .collect()
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn stops_after_titles_do_not_split() {
        assert_eq!(
            sentences("Sen. J. Doe left. He said \"no.\" It rained."),
            ["Sen. J. Doe left.", "He said \"no.\"", "It rained."]
        );
    }
}
