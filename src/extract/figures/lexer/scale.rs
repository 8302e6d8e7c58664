//! The scale after digits: a letter suffix that touches them ("2.6bn", "60M") or scale words ("million", "lakh crore", "Mio.").

use super::lexicon::{self, Class};
use super::{Number, Shape, gap, parts, scaled, words};
use crate::span::Span;

/// Reads the scale after digits: a letter suffix that touches them ("2.6bn", "60M"), or scale words ("million", "lakh crore", "Mio.").
pub(super) fn with_scale(text: &str, start: usize, end: usize, value: f64, shape: Shape) -> Number {
    let mut number = Number::new(Span::of(start, end), value, shape);
    let bytes = text.as_bytes();
    let letters =
        bytes.get(end..).map_or(0, |rest| rest.iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count());
    let joined = bytes.get(end + letters).is_some_and(u8::is_ascii_digit);
    let glued = bytes.get(end..end + letters).unwrap_or_default();
    let exponent = match glued {
        _ if joined => 0,
        b"m" | b"M" | b"MM" => 6,
        b"k" | b"K" => 3,
        b"b" | b"B" => 9,
        _ => 0,
    };
    if exponent > 0 {
        number.bare_m = glued == b"m";
        return scale(number, end + letters, exponent);
    }
    let mut at = end;
    let mut total = 0;
    loop {
        let next = if at == end && letters > 0 { Some((at, true)) } else { gap(bytes, at) };
        let Some((word_at, _)) = next else { break };
        let Some((word, stop)) = lexicon::word_at(bytes, word_at) else { break };
        let ends = !bytes.get(stop).is_some_and(u8::is_ascii_digit);
        match word.class {
            Class::Scale if ends && total + (word.value as i32) <= 18 => {
                total += word.value as i32;
                at = stop;
                // German abbreviations keep their stop.
                if matches!(text.get(word_at..stop), Some("Mio" | "Mrd")) && bytes.get(at) == Some(&b'.') {
                    at += 1;
                }
            }
            Class::Dozen | Class::Dozens if total == 0 => {
                number.value *= 12.0;
                number.span = Span::of(start, stop);
                number.shape = Shape::Digits;
                return number;
            }
            _ => break,
        }
    }
    if total > 0 {
        number = scale(number, at, total);
        if let Some((stop, half)) = parts::and_a_part(bytes, at) {
            number.value += scaled(half, total);
            number.span = Span::of(start, stop);
        } else if let Some((stop, more)) = words::smaller_tail(text, at, total) {
            number.value += more;
            number.span = Span::of(start, stop);
        }
    } else if bytes.get(end..).is_some_and(|rest| rest.starts_with(b" M")) && shape == Shape::Digits {
        let ends = !bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric);
        if ends {
            number = scale(number, end + 2, 6);
        }
    }
    number
}

fn scale(mut number: Number, end: usize, exponent: i32) -> Number {
    number.value = scaled(number.value, exponent);
    number.scale = exponent as i8;
    number.span = Span::of(number.span.start as usize, end);
    number.shape = Shape::Digits;
    number
}
