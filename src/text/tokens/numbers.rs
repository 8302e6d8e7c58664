//! Numbers: digits with separators between digits, apart from a unit written against them, together with an ordinal ending.

use super::{TokenKind, char_at, tail};
use crate::text::lexicon::UNITS;

/// Longest unit sign, in bytes.
const LONGEST_UNIT: usize = 4;

/// Kind and end of the number that begins at `at`.
pub(super) fn end(slice: &str, at: usize) -> (TokenKind, usize) {
    let digits = digits(slice, at);
    let letters = tail(slice, digits);
    if !letters.starts_with(char::is_alphabetic) {
        return (TokenKind::Number, digits);
    }
    let run = letters.find(|c: char| !c.is_alphanumeric()).unwrap_or(letters.len());
    let unit = letters.get(..run).unwrap_or_default();
    // "7a.m." is a time, not a code.
    let half_day = matches!(unit, "a" | "p") && letters.get(run..).is_some_and(|rest| rest.starts_with(".m"));
    if half_day || (unit.len() <= LONGEST_UNIT && UNITS.contains(unit)) {
        return (TokenKind::Number, digits);
    }
    // "19th", "1970s", "3D", "4gamer"
    (TokenKind::Word, digits + run)
}

/// End of the digits: separators stand between digits only; two hyphens make a date or telephone number.
fn digits(slice: &str, at: usize) -> usize {
    let mut end = at;
    let mut hyphens = 0;
    while let Some(c) = char_at(slice, end) {
        let digit_next = char_at(slice, end + c.len_utf8()).is_some_and(char::is_numeric);
        let taken = match c {
            '.' | ',' | ':' | '/' => digit_next,
            '-' => digit_next && (hyphens > 0 || second_hyphen(slice, end + 1)),
            _ => c.is_numeric(),
        };
        if !taken {
            break;
        }
        hyphens += usize::from(c == '-');
        end += c.len_utf8();
    }
    end
}

/// Whether a short run of digits and another hyphen with a digit follow ("2022-11-29", "555-010-4477").
fn second_hyphen(slice: &str, at: usize) -> bool {
    let rest = tail(slice, at);
    let run = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    run <= 4
        && rest.get(run..).is_some_and(|rest| {
            rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// ".265": a number that begins with its point.
pub(super) fn leading_point(slice: &str, at: usize) -> Option<usize> {
    let next = tail(slice, at).strip_prefix('.')?;
    next.starts_with(|c: char| c.is_ascii_digit()).then(|| digits(slice, at + 1))
}
