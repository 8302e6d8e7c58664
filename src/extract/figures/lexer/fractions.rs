//! Parts and powers after digits: "3/4", "2½", "10 1/2", "6-1/4", "1.3e6", "5.5x10-3".

use super::digits::{plain, run};

/// "3/4" with its value; dates, seasons and "24/7" without.
pub(super) fn slash(bytes: &[u8], at: usize, first: usize) -> Option<(usize, Option<f64>)> {
    let bar = at + first;
    if bytes.get(bar) != Some(&b'/') {
        return None;
    }
    let second = run(bytes, bar + 1);
    if second == 0 {
        return None;
    }
    let end = bar + 1 + second;
    if bytes.get(end) == Some(&b'/') && run(bytes, end + 1) > 0 {
        return Some((end + 1 + run(bytes, end + 1), None));
    }
    let (above, below) = (plain(bytes, at, first), plain(bytes, bar + 1, second));
    let fraction = first <= 2 && second <= 3 && above > 0 && above < below && !matches!((above, below), (9, 11));
    Some((end, fraction.then(|| above as f64 / below as f64)))
}

/// "2½", "2 ½", "10 1/2": the fraction after whole digits.
pub(super) fn mixed_fraction(text: &str, at: usize) -> Option<(usize, f64)> {
    let bytes = text.as_bytes();
    if bytes.get(at) == Some(&b'-') && run(bytes, at + 1) == 1 && bytes.get(at + 2) == Some(&b'/') {
        // "6-1/4": halves, quarters and eighths of a price.
        let (end, value) = slash(bytes, at + 1, 1)?;
        let below = plain(bytes, at + 3, run(bytes, at + 3));
        return value.filter(|_| matches!(below, 2 | 4 | 8 | 16 | 32 | 64)).map(|value| (end, value));
    }
    let spaces = bytes.get(at..)?.iter().take(2).take_while(|byte| **byte == b' ').count();
    let start = at + spaces;
    let c = text.get(start..)?.chars().next()?;
    if let Some(value) = vulgar(c) {
        return Some((start + c.len_utf8(), value));
    }
    let first = run(bytes, start);
    if spaces == 0 || first != 1 {
        return None;
    }
    slash(bytes, start, first).and_then(|(end, value)| {
        let below = run(bytes, start + 2);
        let ends = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        value.filter(|_| below <= 2 && ends).map(|value| (end, value))
    })
}

pub(super) fn vulgar(c: char) -> Option<f64> {
    const TABLE: [(char, f64, f64); 18] = [
        ('¼', 1.0, 4.0),
        ('½', 1.0, 2.0),
        ('¾', 3.0, 4.0),
        ('⅐', 1.0, 7.0),
        ('⅑', 1.0, 9.0),
        ('⅒', 1.0, 10.0),
        ('⅓', 1.0, 3.0),
        ('⅔', 2.0, 3.0),
        ('⅕', 1.0, 5.0),
        ('⅖', 2.0, 5.0),
        ('⅗', 3.0, 5.0),
        ('⅘', 4.0, 5.0),
        ('⅙', 1.0, 6.0),
        ('⅚', 5.0, 6.0),
        ('⅛', 1.0, 8.0),
        ('⅜', 3.0, 8.0),
        ('⅝', 5.0, 8.0),
        ('⅞', 7.0, 8.0),
    ];
    TABLE.iter().find(|(known, _, _)| *known == c).map(|(_, above, below)| above / below)
}

pub(super) fn exponent(text: &str, at: usize) -> Option<(usize, i32)> {
    let bytes = text.as_bytes();
    let marked = matches!(bytes.get(at)?, b'e' | b'E');
    let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
    let digits = run(bytes, at + 1 + sign);
    let end = at + 1 + sign + digits;
    if !marked || !(1..=2).contains(&digits) || bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    text.get(at + 1..end)?.trim_start_matches('+').parse().ok().map(|exponent| (end, exponent))
}

/// "5.5x10-3", "2.48×10−5", "1.3 x 10^6", "4×10⁹": a power of ten, and its end.
pub(super) fn power_of_ten(text: &str, at: usize) -> Option<(usize, i32)> {
    let tail = text.get(at..)?;
    let rest = tail.strip_prefix(' ').unwrap_or(tail);
    let rest = rest.strip_prefix(['x', '×', '*'])?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix("10")?;
    let (marked, rest) = match rest.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (sign, rest) = match rest.chars().next()? {
        c @ ('-' | '−' | '⁻' | '–') => (-1, rest.get(c.len_utf8()..)?),
        '+' => (1, rest.get(1..)?),
        _ => (1, rest),
    };
    let mut exponent = 0;
    let mut end = at + tail.len() - rest.len();
    let mut raised = false;
    for c in rest.chars().take(3) {
        let digit = match c {
            '⁰' => 0,
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            '⁴'..='⁹' => c as i32 - '⁰' as i32,
            '0'..='9' => c as i32 - '0' as i32,
            _ => break,
        };
        raised |= !c.is_ascii_digit();
        exponent = exponent * 10 + digit;
        end += c.len_utf8();
    }
    let read = end > at + tail.len() - rest.len() && exponent <= 99;
    // Without any mark, "4x100" is four times a hundred.
    (read && (marked || raised || sign < 0)).then_some((end, sign * exponent))
}
