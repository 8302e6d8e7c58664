//! The number lexer: one pass over the bytes of a text, every number in it with its value. Total and linear.
//!
//! Owns how numbers are written ("2,030", "4.7 million", "two hundred and six", "three-fifths", "dozens"). Must not know what is counted,
//! nor whether a number is a quantity at all: dates, names and pronouns are struck out later, by rules that see the words around them.

mod digits;
mod fractions;
mod lexicon;
mod parts;
mod scale;
#[cfg(test)]
mod tests;
mod words;

use crate::span::Span;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Digits without separators; how many.
    Plain(u8),
    /// Digits with separators, decimals, a scale word or an exponent.
    Digits,
    /// Words only.
    Words,
    /// A part of a whole: "a third", "3/4", "half"; the value is a decimal.
    Fraction,
    /// A plural of magnitude: the value is the low end, this the high one.
    Vague(f64),
    /// "Doubled", "threefold", "twice".
    Fold,
    /// "Halved": the value is 50.
    Halved,
    /// "Third", "12th".
    Ordinal,
    /// "A single".
    Single,
    /// Clock times, numeric dates, decades, versions: never a quantity.
    Opaque,
}

/// One number of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its bytes, sign and scale included.
    pub span: Span,
    /// Its value, scale multiplied out.
    pub value: f64,
    /// How it is written.
    pub shape: Shape,
    /// Power of ten of its scale word or suffix; 0 without one.
    pub scale: i8,
    /// It began with "a" or "an".
    pub article: bool,
    /// Its scale is a bare "m" that touches the digits: million, or metres.
    pub bare_m: bool,
}

impl Number {
    /// A number without a scale word.
    const fn new(span: Span, value: f64, shape: Shape) -> Self {
        Self { span, value, shape, scale: 0, article: false, bare_m: false }
    }
}

/// All numbers of a text, in order, none overlapping.
pub fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut out: Vec<Number> = Vec::new();
    let mut at = 0;
    let mut before = b' ';
    while let Some(&byte) = bytes.get(at) {
        let found = match byte {
            b'0'..=b'9' => digits::read(text, at),
            b'.' if !before.is_ascii_alphanumeric() && before != b'.' => digits::read_bare_decimal(text, at),
            b'A'..=b'Z' | b'a'..=b'z' => {
                let starts = !(before.is_ascii_alphanumeric() || before >= 0x80 && before_is_letter(text, at));
                if let Some(number) = starts.then(|| words::read(text, at)).flatten() {
                    Some(number)
                } else {
                    at += bytes.get(at..).map_or(1, |rest| rest.iter().take_while(|b| b.is_ascii_alphabetic()).count());
                    before = b'a';
                    continue;
                }
            }
            0xC2 | 0xE2 => digits::read_vulgar(text, at),
            _ => None,
        };
        match found {
            Some(number) if number.span.end as usize > at => {
                at = number.span.end as usize;
                before = bytes.get(at - 1).copied().unwrap_or(b' ');
                out.push(number);
            }
            _ => {
                before = byte;
                at += 1;
            }
        }
    }
    out
}

/// Whether the character before a byte offset is a letter (asked only where it is not ASCII).
fn before_is_letter(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphabetic)
}

/// `mantissa * 10^exponent`, rounded once, so that 318.4 million is 318400000 exactly.
fn scaled(mantissa: f64, exponent: i32) -> f64 {
    if exponent == 0 {
        return mantissa;
    }
    format!("{mantissa}e{exponent}").parse().unwrap_or(mantissa)
}

/// The offset after a gap inside a number: white space (three at most) or one hyphen, and what kind of gap.
fn gap(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    match bytes.get(at)? {
        b'-' => Some((at + 1, true)),
        b' ' => {
            let spaces = bytes.get(at..)?.iter().take(4).take_while(|b| **b == b' ').count();
            (spaces <= 3).then_some((at + spaces, false))
        }
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => Some((at + 2, false)),
        _ => None,
    }
}
