//! Telephone numbers, web and mail addresses.

use super::super::lexer::Shape;
use super::super::quantity::Quantity;
use super::super::view::View;

/// Longest stretch without white space that is looked at for an address.
const CHUNK: usize = 200;

/// "+1-222-555", "020 7946 0000": three or more runs of digits in a chain.
pub(super) fn telephone(text: &str, q: &Quantity) -> bool {
    let (start, end) = (q.number.span.start as usize, q.number.span.end as usize);
    if q.unit.is_some() {
        return false;
    }
    let head = text.get(..start).unwrap_or_default();
    let spaced = q.number.shape == Shape::Digits
        && q.number.span.slice(text).contains(' ')
        && !q.number.span.slice(text).contains(|c: char| c.is_alphabetic())
        && head.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if spaced {
        return true;
    }
    if head.ends_with('+')
        && matches!(q.number.shape, Shape::Plain(1..=3))
        && text.get(end..).is_some_and(|tail| {
            tail.starts_with(['-', ' ']) && tail.get(1..2).is_some_and(|c| c.bytes().all(|b| b.is_ascii_digit()))
        })
    {
        return true;
    }
    // "020 7946 0018": groups beside one that begins with a nought.
    let zero = |token: &str| token.len() > 2 && token.starts_with('0') && token.bytes().all(|b| b.is_ascii_digit());
    let before = head.strip_suffix(' ').and_then(|head| head.rsplit(|c: char| !c.is_ascii_digit()).next());
    let after = text.get(end..).and_then(|tail| tail.strip_prefix(' ')).and_then(|tail| {
        let digits = tail.bytes().take(12).take_while(u8::is_ascii_digit).count();
        tail.get(..digits)
    });
    if matches!(q.number.shape, Shape::Plain(3..)) && (before.is_some_and(zero) || after.is_some_and(zero)) {
        return true;
    }
    let mut runs = 0;
    let mut seen_digit = false;
    for c in head.chars().rev().take(20) {
        match c {
            '0'..='9' => seen_digit = true,
            '-' | '‑' if seen_digit || runs == 0 => {
                runs += usize::from(seen_digit);
                seen_digit = false;
            }
            _ => break,
        }
    }
    runs += usize::from(seen_digit);
    let mut dash = false;
    let mut forward = 0;
    for c in text.get(end..).unwrap_or_default().chars().take(20) {
        match c {
            '-' | '‑' => dash = true,
            '0'..='9' => {
                forward += usize::from(dash);
                dash = false;
            }
            _ => break,
        }
    }
    runs + forward >= 2
}

/// A web or mail address around the number.
pub(super) fn in_address(view: View<'_>, q: &Quantity) -> bool {
    let text = view.doc.text();
    let bytes = text.as_bytes();
    let (start, end) = (q.number.span.start as usize, q.number.span.end as usize);
    let back = bytes
        .get(..start)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(CHUNK)
        .take_while(|b| !b.is_ascii_whitespace())
        .count();
    let on = bytes.get(end..).unwrap_or_default().iter().take(CHUNK).take_while(|b| !b.is_ascii_whitespace()).count();
    let chunk = bytes.get(start - back..end + on).unwrap_or_default();
    chunk.len() > (end - start) + 4
        && [&b"://"[..], b"www.", b".com", b"@", b".org/"]
            .iter()
            .any(|mark| memchr::memmem::find(chunk, mark).is_some())
}
