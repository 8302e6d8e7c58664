//! The sentence splitter: a run of final marks, closing marks after it, then anything but a lower-case letter.
//!
//! Works on the tokens of one block. An abbreviation token ("Inc.") ends a sentence only before a word that often begins one. Datelines
//! and bullets are cut off. Owns where sentences end; knows nothing of what they say.

use std::ops::Range;

use super::lexicon::{INTRODUCERS, SPEECH, STARTERS, TITLES};
use super::tokens::{Token, TokenKind};

/// Most tokens that a dateline takes ("KYIV, Ukraine, Nov. 29 (Wire) —").
const LONGEST_DATELINE: usize = 16;

/// Token ranges of the sentences of one block.
pub(super) fn split(text: &str, tokens: &[Token], block: Range<usize>) -> Vec<Range<usize>> {
    let block = Block { text, tokens, end: block.end, start: block.start };
    let mut out = Vec::new();
    let mut start = block.start;
    let mut at = block.start;
    if let Some(end) = block.dateline() {
        out.push(start..end);
        (start, at) = (end, end);
    }
    while at < block.end {
        at += 1;
        if is_bullet(block.form(at)) && at < block.end && at > start {
            out.push(start..at);
            start = at;
            continue;
        }
        let Some(stop) = block.stop(start, at - 1) else { continue };
        loop {
            if at < block.end && (is_final(block.form(at)) || block.is_closing(at)) {
                at += 1;
            } else if block.is_reference(at) {
                at += 3;
            } else {
                break;
            }
        }
        if at < block.end && block.breaks(stop, at) {
            out.push(start..at);
            start = at;
        }
    }
    if start < block.end {
        out.push(start..block.end);
    }
    out
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A full stop or an ellipsis.
    Full,
    /// A question or exclamation mark.
    Loud,
    /// The stop of an abbreviation or initial.
    Abbreviation,
}

struct Block<'t> {
    text: &'t str,
    tokens: &'t [Token],
    start: usize,
    end: usize,
}

impl<'t> Block<'t> {
    /// The form of a token of this block; `""` outside it.
    fn form(&self, at: usize) -> &'t str {
        if !(self.start..self.end).contains(&at) {
            return "";
        }
        self.tokens.get(at).map_or("", |token| token.span.slice(self.text))
    }

    fn touches(&self, before: usize, after: usize) -> bool {
        self.tokens.get(before).zip(self.tokens.get(after)).is_some_and(|(before, after)| before.touches(after))
    }

    /// How the token at `at` may end the sentence that began at `start`.
    fn stop(&self, start: usize, at: usize) -> Option<Stop> {
        let form = self.form(at);
        if is_final(form) {
            let nothing_before = at == start || (at == start + 1 && is_enumerator(self.form(start)));
            return match (nothing_before, form.contains(['!', '?'])) {
                (true, _) => None,
                (false, true) => Some(Stop::Loud),
                (false, false) => Some(Stop::Full),
            };
        }
        let stem = form.strip_suffix('.')?;
        let word = self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
        (word && at > start && !TITLES.contains(stem) && !INTRODUCERS.contains(stem)).then_some(Stop::Abbreviation)
    }

    /// Whether a sentence may begin at `next`, after a stop and its closing marks.
    fn breaks(&self, stop: Stop, next: usize) -> bool {
        let mut first = next;
        while first < self.end && first < next + 4 && is_opening(self.form(first)) {
            first += 1;
        }
        let form = self.form(first);
        if form.starts_with(char::is_lowercase) {
            // Who writes without capitals still ends sentences.
            if stop == Stop::Full && self.form(self.start).starts_with(char::is_lowercase) {
                return self.form(next - 1) == ".";
            }
            // "iPhone" begins a sentence, "however" does not.
            return form.chars().skip(1).take(2).any(char::is_uppercase);
        }
        let quoted = next > 0 && matches!(self.form(next - 1), "\"" | "”" | "'" | "’" | "»");
        match stop {
            _ if form.starts_with([',', ';', ':']) => false,
            Stop::Full => true,
            Stop::Loud => !(quoted && self.speaker_follows(first)),
            Stop::Abbreviation => {
                first > next && is_quote(self.form(next)) || STARTERS.contains(&lowered(form)) || is_bullet(form)
            }
        }
    }

    /// "“Why?” Mary Doe asked": the sentence goes on after a loud quotation.
    fn speaker_follows(&self, first: usize) -> bool {
        (first..first + 4)
            .take_while(|at| *at == first || self.form(*at).starts_with(char::is_uppercase) || self.is_speech(*at))
            .any(|at| self.is_speech(at))
    }

    fn is_speech(&self, at: usize) -> bool {
        SPEECH.contains(self.form(at))
    }

    /// A closing bracket or quotation mark; a straight mark closes when it touches what stands before it and not what comes after.
    fn is_closing(&self, at: usize) -> bool {
        match self.form(at) {
            ")" | "]" | "”" | "’" | "»" | "''" | "’’" => true,
            "\"" | "'" => self.touches(at.saturating_sub(1), at) && (at + 1 >= self.end || !self.opens_word(at)),
            _ => false,
        }
    }

    /// "[17]": a note's number behind the stop of its sentence.
    fn is_reference(&self, at: usize) -> bool {
        let number = self.form(at + 1);
        self.form(at) == "["
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && number.len() < 4
            && self.form(at + 2) == "]"
    }

    /// Whether a straight mark touches a letter or digit after it.
    fn opens_word(&self, at: usize) -> bool {
        self.touches(at, at + 1) && self.form(at + 1).starts_with(char::is_alphanumeric)
    }

    /// End of the dateline that opens the block: a place in capitals, or an agency in brackets, up to a dash.
    fn dateline(&self) -> Option<usize> {
        let place = self.form(self.start);
        if !place.starts_with(char::is_uppercase) {
            return None;
        }
        let capitals = place.chars().count() > 2 && place.chars().all(|c| c.is_uppercase() || c == '.');
        let mut agency = false;
        for at in self.start + 1..self.end.min(self.start + LONGEST_DATELINE) {
            let form = self.form(at);
            let spaced = !self.touches(at - 1, at) || !self.touches(at, at + 1);
            if matches!(form, "—" | "–" | "-" | "--" | "―") && spaced {
                return ((capitals || agency) && at + 1 < self.end).then_some(at + 1);
            }
            agency |= form == ")";
            let fits = form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || matches!(form, "," | "(" | ")" | "." | "/" | "-" | "’s" | "'s" | "and" | "of");
            if !fits {
                return None;
            }
        }
        None
    }
}

fn lowered(form: &str) -> String {
    if form.len() > 12 { String::new() } else { form.to_lowercase() }
}

fn is_final(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'))
}

fn is_opening(form: &str) -> bool {
    is_quote(form) || matches!(form, "(" | "[" | "—" | "–" | "-" | "--" | "…" | "...")
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "'" | "‘" | "«" | "``")
}

fn is_bullet(form: &str) -> bool {
    matches!(form, "•" | "●" | "■" | "▪" | "◦" | "‣" | "▶" | "►" | "◆")
}

/// "1", "12", "b": what stands before the stop of a list item.
fn is_enumerator(form: &str) -> bool {
    form.len() <= 2 && form.bytes().all(|byte| byte.is_ascii_digit()) || form.len() == 1
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
    fn stops_after_titles_do_not_split() {
        assert_eq!(
            sentences("Sen. J. Doe left. He said \"no.\" It rained."),
            ["Sen. J. Doe left.", "He said \"no.\"", "It rained."]
        );
    }

    #[test]
    fn an_abbreviation_splits_only_before_a_starter() {
        assert_eq!(sentences("He runs Acme Inc. The firm is old."), ["He runs Acme Inc.", "The firm is old."]);
        assert_eq!(sentences("He left the U.S. Army at 5 p.m. Monday."), ["He left the U.S. Army at 5 p.m. Monday."]);
        assert_eq!(sentences("She left the U.S. But he stayed."), ["She left the U.S.", "But he stayed."]);
    }

    #[test]
    fn quotations_close_after_the_stop() {
        assert_eq!(
            sentences("“We won.” “You lost.” (He left.) Rain."),
            ["“We won.”", "“You lost.”", "(He left.)", "Rain."]
        );
        assert_eq!(sentences("It is 'over.' 'Not yet.'"), ["It is 'over.'", "'Not yet.'"]);
    }

    #[test]
    fn what_belongs_to_a_sentence_stays_with_it() {
        assert_eq!(sentences("he came late. she did not."), ["he came late.", "she did not."]);
        assert_eq!(sentences("He lived here. [4] He left. [12]"), ["He lived here. [4]", "He left. [12]"]);
        assert_eq!(
            sentences("Big cats (e.g. The lion) roar. So do bears."),
            ["Big cats (e.g. The lion) roar.", "So do bears."]
        );
        assert_eq!(
            sentences("Born c. 1818, he left Reno, Cal., in May."),
            ["Born c. 1818, he left Reno, Cal., in May."]
        );
    }

    #[test]
    fn a_loud_quotation_goes_on_to_its_speaker() {
        assert_eq!(sentences("“Why?” he asked. Rain."), ["“Why?” he asked.", "Rain."]);
        assert_eq!(sentences("“Never!” Mary Doe said. Rain."), ["“Never!” Mary Doe said.", "Rain."]);
        assert_eq!(sentences("“Never!” Mary Doe left."), ["“Never!”", "Mary Doe left."]);
    }

    #[test]
    fn ellipses_and_enumerators() {
        assert_eq!(
            sentences("... And so on… but it ended... Then rain."),
            ["... And so on… but it ended...", "Then rain."]
        );
        assert_eq!(sentences("1. First things. 2. Next."), ["1. First things.", "2. Next."]);
    }

    #[test]
    fn datelines_and_bullets_stand_apart() {
        assert_eq!(sentences("KYIV, Nov 29 (Wire) — It snowed."), ["KYIV, Nov 29 (Wire) —", "It snowed."]);
        assert_eq!(sentences("Paris (Wire) - It rained."), ["Paris (Wire) -", "It rained."]);
        assert_eq!(sentences("• one thing • another"), ["• one thing", "• another"]);
        assert_eq!(sentences("Rain – and Snow – fell."), ["Rain – and Snow – fell."]);
    }

    /// Anything worse than linear would not come to an end here.
    #[test]
    fn hostile_runs_are_linear() {
        for unit in [".", "“", "A. ", "”", "! ", "U.S. ", "(", "- ", "\" ", "' "] {
            let text = unit.repeat(1_000_000 / unit.len());
            assert!(!sentences(&text).is_empty());
        }
    }
}
