//! Character references: numbers after the HTML standard (with its windows-1252 repairs), names from the `html_escape` table.

use std::borrow::Cow;

/// Longest name with its semicolon is `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// Names that stand without a semicolon in old pages.
const LEGACY: &[(&str, char)] = &[
    ("amp", '&'),
    ("copy", '©'),
    ("gt", '>'),
    ("lt", '<'),
    ("nbsp", '\u{A0}'),
    ("pound", '£'),
    ("quot", '"'),
    ("reg", '®'),
];

/// What the standard puts in the place of `&#128;` to `&#159;`; `\0` where it changes nothing.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Decodes the references of a stretch of text or of an attribute value.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = if let Some(after) = reference(after, &mut out) {
            after
        } else {
            out.push('&');
            after
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Decodes what follows an ampersand and gives what follows the reference; none when it is no reference.
fn reference<'a>(after: &'a str, out: &mut String) -> Option<&'a str> {
    if let Some(number) = after.strip_prefix('#') {
        return numeric(number, out);
    }
    let length = after.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let (name, tail) = after.split_at_checked(length)?;
    if name.is_empty() {
        return None;
    }
    if let Some(tail) = tail.strip_prefix(';') {
        let whole = format!("&{name};");
        let decoded = html_escape::decode_html_entities(&whole);
        return (decoded != whole).then(|| {
            out.push_str(&decoded);
            tail
        });
    }
    let (_, c) = LEGACY.iter().find(|(legacy, _)| *legacy == name).filter(|_| !tail.starts_with('='))?;
    out.push(*c);
    Some(tail)
}

fn numeric<'a>(number: &'a str, out: &mut String) -> Option<&'a str> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let length = digits.bytes().take_while(|c| char::from(*c).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let (digits, tail) = digits.split_at_checked(length)?;
    // Too many digits overflow: out of range, like any other number beyond Unicode.
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    let repaired = code.checked_sub(0x80).and_then(|at| WINDOWS_1252.get(at as usize)).filter(|c| **c != '\0');
    let c = match (code, repaired) {
        (_, Some(c)) => *c,
        (0, None) => char::REPLACEMENT_CHARACTER,
        (code, None) => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    out.push(c);
    Some(tail.strip_prefix(';').unwrap_or(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(decode("A&amp;B &eacute;t&eacute; &#8217;&#x2019; &mdash;"), "A&B été ’’ —");
        assert_eq!(decode("&#147;quoted&#148; &#150;"), "“quoted” –");
        assert_eq!(decode("&#0;&#xD800;&#99999999999;"), "\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["AT&T & sons", "a && b", "&;", "&#;", "&#x;", "?a=1&copy=2", "&nosuch;", "&"] {
            assert_eq!(decode(text), text);
        }
    }

    #[test]
    fn old_pages_leave_out_the_semicolon() {
        assert_eq!(decode("Marks &amp Spencer, 5&#8364 a piece"), "Marks & Spencer, 5€ a piece");
    }

    #[test]
    fn decoding_happens_once() {
        assert_eq!(decode("&amp;lt;"), "&lt;");
    }
}
