//! Parts written in words: "three-fifths", "half a million", "a hundredth", "two and a half".

use super::lexicon::{Class, Word, word_at};
use super::words::{next, small};
use super::{Number, Shape, gap, scaled};
use crate::span::Span;

/// "Three-fifths", "one third", "one twenty-fifth", "two thirds of a million": a cardinal and its denominator.
pub(super) fn parts(bytes: &[u8], at: usize, end: usize, value: f64) -> Option<Number> {
    if value < 1.0 {
        return None;
    }
    let (part, stop) = denominator(bytes, end)?;
    let fits = match part.class {
        // "Two quarters" are periods of a year; "three quarters" is a part.
        Class::Parts => value > 1.0 && (part.value != 4.0 || value == 3.0 || bytes.get(stop - 1) == Some(&b'h')),
        Class::Part => value == 1.0,
        _ => false,
    };
    fits.then(|| of_a_scale(bytes, at, stop, value / part.value))
}

/// The denominator after a gap: "fifth", "thirtieths", "twenty-fifth", "one-hundredth".
pub(super) fn denominator(bytes: &[u8], at: usize) -> Option<(Word, usize)> {
    let spaced_hyphen = || (bytes.get(at..at + 3) == Some(b" - ")).then(|| word_at(bytes, at + 3)).flatten();
    let (word, stop) = next(bytes, at).or_else(spaced_hyphen)?;
    let single = |value: f64| Word { class: Class::Part, value };
    match word.class {
        Class::Part | Class::Parts if word.value > 1.0 => Some((word, stop)),
        Class::Rank if word.value > 12.0 => Some((single(word.value), stop)),
        Class::Tens => {
            let (ordinal, end) = next(bytes, stop).filter(|(ordinal, _)| ordinal.value < 10.0)?;
            let value = word.value + ordinal.value;
            match ordinal.class {
                Class::Part | Class::Rank => Some((single(value), end)),
                Class::Parts => Some((Word { class: Class::Parts, value }, end)),
                _ => None,
            }
        }
        Class::Unit if word.value == 1.0 => next(bytes, stop)
            .filter(|(part, _)| part.class == Class::Part && part.value >= 100.0)
            .or_else(|| long_denominator(bytes, at)),
        Class::Unit | Class::Teen => long_denominator(bytes, at),
        _ => None,
    }
}

/// "Two-hundred-and-fifths", "ten-thousandth", "one hundred and fifth": a denominator of a hundred and more in several words. It begins after a
/// space, so that "thirty-five hundredths" stays 35 of them.
fn long_denominator(bytes: &[u8], at: usize) -> Option<(Word, usize)> {
    let (_, hyphen) = gap(bytes, at)?;
    let (first, mut stop) = next(bytes, at).filter(|_| !hyphen)?;
    let (mut total, mut group) = (0.0, first.value);
    for _ in 0..6 {
        let hyphened = bytes.get(stop..stop + 5).is_some_and(|and| and.eq_ignore_ascii_case(b"-and-"));
        let after = if hyphened { stop + 4 } else { small(bytes, stop, b"and").unwrap_or(stop) };
        let (word, end) = next(bytes, after)?;
        match word.class {
            Class::Scale if word.value == 2.0 => group *= 100.0,
            Class::Scale => {
                total += scaled(group, word.value as i32);
                group = 0.0;
            }
            Class::Unit | Class::Teen | Class::Tens => group += word.value,
            Class::Part | Class::Parts | Class::Rank => {
                let value = total + if word.value >= 100.0 { group * word.value } else { group + word.value };
                let class = if word.class == Class::Parts { Class::Parts } else { Class::Part };
                return (value >= 100.0).then_some((Word { class, value }, end));
            }
            _ => return None,
        }
        stop = end;
    }
    None
}

/// A fraction, or a number where "of a million" (or "million") follows.
pub(super) fn of_a_scale(bytes: &[u8], at: usize, end: usize, value: f64) -> Number {
    let of = small(bytes, end, b"of").and_then(|after| small(bytes, after, b"a"));
    let after = of.unwrap_or(end);
    match next(bytes, after) {
        Some((scale, stop)) if scale.class == Class::Scale && scale.value >= 3.0 => Number {
            scale: scale.value as i8,
            ..Number::new(Span::of(at, stop), value * scaled(1.0, scale.value as i32), Shape::Words)
        },
        _ => Number::new(Span::of(at, end), value, Shape::Fraction),
    }
}

/// "Half", "half a million", "half a dozen", "half million".
pub(super) fn half(text: &str, at: usize, end: usize) -> Number {
    let bytes = text.as_bytes();
    let after = small(bytes, end, b"a").unwrap_or(end);
    if let Some((word, stop)) = next(bytes, after) {
        if word.class == Class::Scale {
            return Number {
                scale: word.value as i8,
                ..Number::new(Span::of(at, stop), scaled(0.5, word.value as i32), Shape::Words)
            };
        }
        if word.class == Class::Dozen {
            return Number::new(Span::of(at, stop), 6.0, Shape::Words);
        }
    }
    of_a_scale(bytes, at, end, 0.5)
}

/// "And a half", "and three quarters", with its end.
pub(super) fn and_a_part(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    const HYPHENED: &[u8] = b"-and-a-half";
    if bytes.get(at..at + HYPHENED.len()).is_some_and(|tail| tail.eq_ignore_ascii_case(HYPHENED)) {
        return Some((at + HYPHENED.len(), 0.5));
    }
    let after = small(bytes, at, b"and")?;
    let (word, stop) = next(bytes, after)?;
    let (part, end) = match word.class {
        Class::Part if word.value == 2.0 => return Some((stop, 0.5)),
        Class::Article | Class::Unit if word.value >= 1.0 => next(bytes, stop)?,
        _ => return None,
    };
    let fits = match part.class {
        Class::Part => word.value == 1.0,
        Class::Rank => word.value == 1.0 && part.value > 20.0,
        Class::Parts => word.value > 1.0,
        _ => false,
    };
    // "Two and a fifth man": with an article only halves, thirds and quarters read as parts of one.
    (fits && (part.value <= 4.0 || part.value > 20.0 || word.class == Class::Unit))
        .then_some((end, word.value / part.value))
}
