//! Units written as marks or apart: 6'2", "2 1/2 in thick", "30 [pounds]".

use super::lexer::Shape;
use super::quantity::Quantity;
use super::units::{self, FEET, INCHES, POUNDS, Unit, money};

const FOOT: [char; 3] = ['\'', '’', '′'];
const INCH: [char; 3] = ['"', '”', '″'];

/// 6'2": the feet before a mark with inches behind it, and those inches; the unit and where it ends.
pub(super) fn feet_and_inches(text: &str, q: &Quantity) -> Option<(Unit, usize)> {
    let (start, end) = (q.core.start as usize, q.core.end as usize);
    let tail = text.get(end..)?;
    if !matches!(q.number.shape, Shape::Plain(1 | 2) | Shape::Digits) {
        return None;
    }
    if let Some(rest) = tail.strip_prefix(FOOT) {
        let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let inches = (1..=2).contains(&digits) && rest.get(digits..)?.starts_with(INCH);
        return inches.then(|| (FEET, end + tail.len() - rest.len()));
    }
    let mark = tail.chars().next().filter(|c| INCH.contains(c))?;
    let head = text.get(..start)?.strip_suffix(FOOT)?;
    head.ends_with(|c: char| c.is_ascii_digit()).then(|| (INCHES, end + mark.len_utf8()))
}

/// "2 1/2 in thick": "in" is a unit where a word of size follows.
pub(super) fn loose_inches(text: &str, q: &Quantity) -> Option<(Unit, usize)> {
    const SIZES: [&str; 8] = ["thick", "long", "wide", "tall", "high", "deep", "across", "in diameter"];
    let end = q.core.end as usize;
    let rest = text.get(end..)?.strip_prefix(" in ")?;
    let digits = matches!(q.number.shape, Shape::Plain(1..=3) | Shape::Digits);
    (digits && SIZES.iter().any(|size| rest.starts_with(size))).then_some((INCHES, end + 3))
}

/// "I lost 30 [pounds]": a unit that the editor put in brackets.
pub(super) fn bracketed(text: &str, q: &Quantity) -> Option<(Unit, usize)> {
    let end = q.core.end as usize;
    let tail = text.get(end..)?;
    let rest = tail.strip_prefix(' ').unwrap_or(tail);
    let open = rest.chars().next()?;
    let close = match open {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let at = end + tail.len() - rest.len() + 1;
    let found = units::after(text, at).or_else(|| money::after(text, at))?;
    let pounds = found.unit.name == "GBP" && text.get(at..found.end)? == "pounds" && q.number.value < 1000.0;
    let unit = if pounds { POUNDS } else { found.unit };
    (found.start == at && text.get(found.end..)?.starts_with(close)).then_some((unit, found.end + 1))
}
