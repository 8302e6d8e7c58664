//! Words: where one ends, what stays with it (inner dots, prefixes, the stop of an abbreviation) and where its clitics begin.

use super::{TokenKind, char_at, is_apostrophe, tail};
use crate::text::lexicon::{ABBREVIATIONS, INTRODUCERS, PREFIXES, TITLES};

/// Longest word that is looked up as an abbreviation or prefix, in bytes.
const LONGEST_LISTED: usize = 12;

/// Ends of web and file names whose dot joins.
const DOMAINS: &[&str] = &["com", "doc", "edu", "gov", "html", "info", "int", "io", "mil", "net", "org", "pdf", "uk"];

/// Kind and end of the word that begins at `at`.
pub(super) fn end(slice: &str, at: usize) -> (TokenKind, usize) {
    let mut word = Reading { part: 0, dots: false, upper: true, hyphen: false };
    let mut end = at;
    while let Some(c) = char_at(slice, end) {
        let after = end + c.len_utf8();
        if !word.takes(slice, at, end, c) {
            break;
        }
        end = after;
    }
    let form = slice.get(at..end).unwrap_or_default();
    if char_at(slice, end) == Some('$') && word.upper && form.len() <= 3 {
        return (TokenKind::Symbol, end + 1);
    }
    if char_at(slice, end) == Some('.') && keeps_stop(slice, form, end, &word) {
        end += 1;
    }
    (TokenKind::Word, end)
}

/// State of a word while it is read, so that no rule has to look back.
struct Reading {
    /// Characters since the last dot.
    part: usize,
    dots: bool,
    /// Only upper-case letters and ampersands so far.
    upper: bool,
    hyphen: bool,
}

impl Reading {
    /// Whether the character at `here` belongs to the word.
    fn takes(&mut self, slice: &str, start: usize, here: usize, c: char) -> bool {
        if c.is_alphanumeric() || is_mark(c) {
            self.part += 1;
            self.upper &= c.is_uppercase();
            return true;
        }
        let next = char_at(slice, here + c.len_utf8());
        let letter = next.is_some_and(char::is_alphabetic);
        let joined = match c {
            '.' => letter && self.joins_at_dot(slice, here),
            '&' => self.upper && next.is_some_and(char::is_uppercase),
            '-' => letter && !self.hyphen && here - start <= LONGEST_LISTED && is_prefix(slice, start, here),
            '_' => next.is_some_and(char::is_alphanumeric),
            _ => is_apostrophe(c) && letter,
        };
        if joined {
            self.hyphen |= c == '-';
            self.dots |= c == '.';
            self.upper &= c == '&';
            self.part = 0;
        }
        joined
    }

    /// "U.S", "p.m", "Ph.D", "example.com".
    fn joins_at_dot(&self, slice: &str, here: usize) -> bool {
        let part = tail(slice, here + 1);
        let rest = part.find(|c: char| !c.is_alphanumeric()).unwrap_or(part.len().min(64)).min(64);
        let next = part.get(..rest).unwrap_or_default();
        if DOMAINS.binary_search(&next).is_ok() {
            return self.part > 1 || self.dots;
        }
        match self.part {
            1 => next.chars().nth(1).is_none() || (self.dots && next.len() <= 2),
            2 => next == "D" && slice.get(here - 2..here) == Some("Ph"),
            _ => false,
        }
    }
}

fn is_prefix(slice: &str, start: usize, end: usize) -> bool {
    PREFIXES.contains(&slice.get(start..end).unwrap_or_default().to_lowercase())
}

/// Whether the stop after a word belongs to it: dotted abbreviations, listed ones, initials.
fn keeps_stop(slice: &str, form: &str, stop: usize, word: &Reading) -> bool {
    let rest = tail(slice, stop + 1);
    if rest.starts_with('.') {
        return false;
    }
    if word.dots {
        return word.part == 1 || form == "Ph.D";
    }
    let mut ahead = rest.trim_start().chars();
    let next = ahead.next();
    if word.part == 1 {
        // An initial: another one or a capitalised name follows. "I." is seldom one.
        if form == "c" {
            return next.is_some_and(char::is_numeric);
        }
        let initial_follows = ahead.next() == Some('.');
        return word.upper
            && next.is_some_and(char::is_uppercase)
            && (form != "I" || initial_follows)
            && rest.starts_with(|c: char| c.is_whitespace() || c.is_uppercase());
    }
    if form.len() > LONGEST_LISTED {
        return false;
    }
    if form.eq_ignore_ascii_case("no") || form.eq_ignore_ascii_case("nos") {
        return form.starts_with('N') && next.is_some_and(char::is_numeric);
    }
    let listed = |form: &str| TITLES.contains(form) || ABBREVIATIONS.contains(form) || INTRODUCERS.contains(form);
    if !listed(form) {
        // "SEPT." in a headline; never the common words that a capital alone tells apart.
        let titled = if word.upper { title_case(form) } else { form.to_lowercase() };
        if !listed(&titled) || !word.upper && form == titled {
            return false;
        }
    }
    // "Sun", "Mass", "Miss" and the like are words too where nothing follows.
    next.is_some() || form.len() <= 5
}

fn title_case(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// Marks that continue a word: combining accents, joiners, the soft hyphen.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}')
}

/// A clitic or shortened word that begins with its apostrophe: "'s" after a token that ends in a mark ("U.S.'s"), "'em", "’90s".
pub(super) fn bare_clitic(slice: &str, at: usize, inside: bool) -> Option<usize> {
    let mark = char_at(slice, at).filter(|c| is_apostrophe(*c))?;
    let rest = tail(slice, at + mark.len_utf8());
    let length = rest.chars().take(6).take_while(char::is_ascii_alphanumeric).count();
    let form = rest.get(..length)?;
    let lower = form.to_ascii_lowercase();
    let whole = match lower.as_str() {
        "s" | "re" | "ve" | "ll" | "d" | "m" => inside,
        "em" | "tis" | "twas" | "cause" | "til" | "bout" | "cos" => !inside,
        _ => !inside && lower.len() == 3 && lower.ends_with("0s") && lower.starts_with(|c: char| c.is_ascii_digit()),
    };
    whole.then_some(at + mark.len_utf8() + length)
}

/// Where the parts of a word begin, first to last, as bytes; 0 for none.
pub(super) fn cuts(form: &str) -> [usize; 2] {
    let Some(mark) = form.rfind(is_apostrophe) else { return [contraction(form), 0] };
    let Some(last) = clitic(form, mark) else { return [0, 0] };
    let before = form.get(..last).unwrap_or_default();
    // "couldn't've", "I'd've"
    match before.rfind(is_apostrophe).and_then(|mark| clitic(before, mark)) {
        Some(first) => [first, last],
        None => [last, 0],
    }
}

/// Where the clitic around the apostrophe at `mark` begins ("n't", "'s", "'ll" …).
fn clitic(form: &str, mark: usize) -> Option<usize> {
    let tail = form.get(mark..)?.trim_start_matches(is_apostrophe);
    let before = form.get(..mark)?;
    let is = |clitic: &str| tail.eq_ignore_ascii_case(clitic);
    if is("t") && before.ends_with(['n', 'N']) && before.len() > 1 {
        return Some(mark - 1);
    }
    (!before.is_empty() && ["s", "m", "d", "re", "ve", "ll"].into_iter().any(is)).then_some(mark)
}

/// Words that are two without an apostrophe; 0 for all others.
fn contraction(form: &str) -> usize {
    if !matches!(form.len(), 5 | 6) {
        return 0;
    }
    let listed = ["cannot", "gimme", "gonna", "gotta", "lemme", "outta", "wanna"];
    if listed.iter().any(|word| form.eq_ignore_ascii_case(word)) { 3 } else { 0 }
}
