//! Numbers written with digits: sign, thousands separators, decimals, slashes, vulgar fractions, exponents, then a scale.

use super::fractions::{exponent, mixed_fraction, power_of_ten, slash, vulgar};
use super::scale::with_scale;
use super::{Number, Shape, scaled};
use crate::span::Span;

/// More digits than this are an identifier.
const MOST_DIGITS: usize = 18;

/// Reads the number whose first digit stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let first = run(bytes, at);
    let mut end = at + first;
    if first > MOST_DIGITS {
        return Some(opaque(at, end));
    }
    let mut shape = Shape::Plain(first as u8);
    let mut digits: String = text.get(at..end)?.to_owned();
    let start = signed_start(bytes, at);

    if let Some(stop) = clock_or_date(bytes, at, first) {
        return Some(opaque(at, stop));
    }
    if let Some((stop, value)) = slash(bytes, at, first) {
        return Some(match value {
            Some(value) => finish(start.0, stop, if start.1 { -value } else { value }, Shape::Fraction),
            None => opaque(at, stop),
        });
    }
    if let Some(stop) = groups(bytes, at, first) {
        shape = Shape::Digits;
        digits = text.get(at..stop)?.chars().filter(char::is_ascii_digit).collect();
        end = stop;
    }
    match bytes.get(end) {
        Some(b'.') if run(bytes, end + 1) > 0 => {
            let decimals = run(bytes, end + 1);
            let stop = end + 1 + decimals;
            if bytes.get(stop) == Some(&b'.') && run(bytes, stop + 1) > 0 {
                return Some(dotted(text, at, end));
            }
            if bytes.get(stop) == Some(&b',') && decimals == 3 && first <= 3 && matches!(run(bytes, stop + 1), 1 | 2) {
                let tail = stop + 1 + run(bytes, stop + 1);
                digits = format!("{digits}{}.{}", text.get(end + 1..stop)?, text.get(stop + 1..tail)?);
                end = tail;
            } else {
                digits = format!("{digits}.{}", text.get(end + 1..stop)?);
                end = stop;
            }
            shape = Shape::Digits;
        }
        Some(b',') if shape != Shape::Digits && decimal_comma(bytes, at, end, first) => {
            let stop = end + 1 + run(bytes, end + 1);
            digits = format!("{digits}.{}", text.get(end + 1..stop)?);
            end = stop;
            shape = Shape::Digits;
        }
        _ => {}
    }
    if digits.len() > MOST_DIGITS + 6 {
        return Some(opaque(at, end));
    }
    let mut value: f64 = digits.parse().ok()?;
    if let Some((stop, exponent)) = exponent(text, end).or_else(|| power_of_ten(text, end)) {
        value = scaled(value, exponent);
        shape = Shape::Digits;
        end = stop;
    }
    if let Some((stop, part)) = mixed_fraction(text, end) {
        value += part;
        shape = Shape::Digits;
        end = stop;
    }
    if matches!(shape, Shape::Plain(_)) {
        if let Some(stop) = ordinal_suffix(bytes, end) {
            return Some(finish(at, stop, value, Shape::Ordinal));
        }
        if bytes.get(end) == Some(&b's') && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return Some(opaque(at, end + 1));
        }
        // "The 80's", "the 1920’s".
        let rest = text.get(end..).unwrap_or_default();
        let marked = rest.strip_prefix('\'').or_else(|| rest.strip_prefix('’')).and_then(|rest| rest.strip_prefix('s'));
        if matches!(shape, Shape::Plain(2 | 4))
            && value % 10.0 == 0.0
            && value > 0.0
            && marked.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            && !bytes.get(at.wrapping_sub(1)).is_some_and(|byte| matches!(byte, b'$' | 0xA3))
        {
            return Some(opaque(at, end + rest.len() - marked.map_or(0, str::len)));
        }
    }
    if start.1 {
        value = -value;
    }
    Some(with_scale(text, start.0, end, value, shape))
}

/// Reads ".08".
pub(super) fn read_bare_decimal(text: &str, at: usize) -> Option<Number> {
    let decimals = run(text.as_bytes(), at + 1);
    if decimals == 0 || decimals > MOST_DIGITS {
        return None;
    }
    let end = at + 1 + decimals;
    if text.as_bytes().get(end) == Some(&b'.') && run(text.as_bytes(), end + 1) > 0 {
        return Some(dotted(text, at, end));
    }
    let value: f64 = format!("0{}", text.get(at..end)?).parse().ok()?;
    Some(with_scale(text, at, end, value, Shape::Digits))
}

/// Reads a vulgar fraction ("½") that stands alone.
pub(super) fn read_vulgar(text: &str, at: usize) -> Option<Number> {
    let c = text.get(at..)?.chars().next()?;
    let value = vulgar(c)?;
    Some(finish(at, at + c.len_utf8(), value, Shape::Fraction))
}

fn finish(start: usize, end: usize, value: f64, shape: Shape) -> Number {
    Number::new(Span::of(start, end), value, shape)
}

fn opaque(start: usize, end: usize) -> Number {
    finish(start, end, 0.0, Shape::Opaque)
}

/// Length of the run of digits at an offset.
pub(super) fn run(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// The value of up to nine digits.
pub(super) fn plain(bytes: &[u8], at: usize, len: usize) -> u64 {
    bytes.get(at..at + len).unwrap_or_default().iter().take(9).fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'))
}

/// Where a number begins when a sign touches its digits, and whether it is negative. A mark after a letter, digit or bracket is a dash.
fn signed_start(bytes: &[u8], at: usize) -> (usize, bool) {
    let free = |before: usize| {
        before == 0
            || bytes
                .get(before - 1)
                .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'[' | b'"' | b'>' | b'$'))
    };
    // "75 -300mm", as tokenised wires write a range.
    let after_digit = |before: usize| {
        before > 1 && bytes.get(before - 1) == Some(&b' ') && bytes.get(before - 2).is_some_and(u8::is_ascii_digit)
    };
    if at > 0 && bytes.get(at - 1) == Some(&b'-') && free(at - 1) && !after_digit(at - 1) {
        return (at - 1, true);
    }
    if at > 2 && bytes.get(at - 3..at) == Some("\u{2212}".as_bytes()) && free(at - 3)
        || at == 3 && bytes.get(..3) == Some("\u{2212}".as_bytes())
    {
        return (at - 3, true);
    }
    (at, false)
}

/// "16:40", "5:1", "2016-05-12": the end of a clock time, odds or ISO date.
fn clock_or_date(bytes: &[u8], at: usize, first: usize) -> Option<usize> {
    let mut end = at + first;
    if bytes.get(end) == Some(&b':') && run(bytes, end + 1) > 0 {
        while bytes.get(end) == Some(&b':') && run(bytes, end + 1) > 0 {
            end += 1 + run(bytes, end + 1);
        }
        if bytes.get(end) == Some(&b'.') {
            // "4:05.2": hundredths of a second.
            let tail = run(bytes, end + 1);
            end += if tail > 0 { 1 + tail } else { 0 };
        }
        return Some(end);
    }
    if first == 4 && bytes.get(end) == Some(&b'-') && run(bytes, end + 1) == 2 {
        let month = plain(bytes, end + 1, 2);
        let stop = end + 3;
        if bytes.get(stop) == Some(&b'-') && run(bytes, stop + 1) == 2 && month <= 12 {
            return Some(stop + 3);
        }
    }
    None
}

/// The end of the thousands groups that follow the first digits.
fn groups(bytes: &[u8], at: usize, first: usize) -> Option<usize> {
    if first > 3 {
        return None;
    }
    let start = at + first;
    if bytes.get(start) == Some(&b',') {
        return comma_groups(bytes, start, first);
    }
    let separator = separator(bytes, start)?;
    if separator == b" " && (after_capitalised_word(bytes, at) || bytes.get(at) == Some(&b'0')) {
        return None;
    }
    let mut end = start;
    while bytes.get(end..)?.starts_with(separator) && run(bytes, end + separator.len()) == 3 {
        end += separator.len() + 3;
    }
    (end > start).then_some(end)
}

/// Western groups of three, or Indian groups of two with three at the end.
fn comma_groups(bytes: &[u8], start: usize, first: usize) -> Option<usize> {
    let mut end = start;
    let mut indian = false;
    while bytes.get(end) == Some(&b',') {
        match run(bytes, end + 1) {
            3 => end += 4,
            2 if first <= 2 && (indian || end == start) => {
                indian = true;
                end += 3;
                continue;
            }
            _ => break,
        }
        if indian {
            return Some(end);
        }
    }
    (end > start && !indian).then_some(end)
}

fn separator(bytes: &[u8], at: usize) -> Option<&'static [u8]> {
    const SEPARATORS: [&[u8]; 6] =
        [b" ", b"'", "\u{A0}".as_bytes(), "\u{2009}".as_bytes(), "\u{202F}".as_bytes(), "\u{2019}".as_bytes()];
    SEPARATORS.into_iter().find(|separator| bytes.get(at..).is_some_and(|rest| rest.starts_with(separator)))
}

/// "May 12 300 people", "Apollo 11 300 times": a name or a month before, so the space divides two numbers. Codes ("NOK 45 300") do not count.
fn after_capitalised_word(bytes: &[u8], at: usize) -> bool {
    let head = bytes.get(..at).unwrap_or_default();
    let Some((b' ', head)) = head.split_last().map(|(last, head)| (*last, head)) else { return false };
    let letters = head.iter().rev().take(20).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = head.get(head.len() - letters..).unwrap_or_default();
    word.first().is_some_and(u8::is_ascii_uppercase) && word.iter().any(u8::is_ascii_lowercase)
}

/// "2,7": one comma, one or two digits after it, no further list.
fn decimal_comma(bytes: &[u8], at: usize, comma: usize, first: usize) -> bool {
    let decimals = run(bytes, comma + 1);
    let after = comma + 1 + decimals;
    let in_list = (at > 1 && bytes.get(at - 1) == Some(&b',') && bytes.get(at - 2).is_some_and(u8::is_ascii_digit))
        || (matches!(bytes.get(after), Some(b',' | b'.')) && run(bytes, after + 1) > 0);
    first <= 3 && matches!(decimals, 1 | 2) && !in_list
}

/// "1.111.111" is grouped; any other chain of dots is a date, a version or an address.
fn dotted(text: &str, at: usize, first_dot: usize) -> Number {
    let bytes = text.as_bytes();
    let (mut end, mut groups, mut threes) = (first_dot, 0, true);
    while bytes.get(end) == Some(&b'.') && run(bytes, end + 1) > 0 {
        threes &= run(bytes, end + 1) == 3;
        end += 1 + run(bytes, end + 1);
        groups += 1;
    }
    let digits: String = text.get(at..end).unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    if threes
        && groups >= 2
        && first_dot - at <= 3
        && first_dot > at
        && digits.len() <= MOST_DIGITS
        && let Ok(value) = digits.parse()
    {
        return with_scale(text, at, end, value, Shape::Digits);
    }
    opaque(at, end)
}

fn ordinal_suffix(bytes: &[u8], at: usize) -> Option<usize> {
    let suffix = bytes.get(at..at + 2)?;
    let matches = [b"st", b"nd", b"rd", b"th"].iter().any(|known| suffix.eq_ignore_ascii_case(*known));
    (matches && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric)).then_some(at + 2)
}
