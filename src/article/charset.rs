//! Bytes to text: byte order marks, the charset that the sender names (WHATWG encoding standard), UTF-8 otherwise.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::{Note, Refusal, RefusalKind};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Strict UTF-8, without its byte order mark.
pub(super) fn utf8(body: &[u8]) -> Result<&str, Refusal> {
    let body = body.strip_prefix(BOM).unwrap_or(body);
    std::str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        Refusal::new(RefusalKind::Encoding, "body", format!("is not UTF-8: invalid byte at offset {at}"))
    })
}

/// Plain text: a byte order mark decides, then the named charset, then UTF-8; a byte that does not fit is refused.
pub(super) fn strict<'a>(body: &'a [u8], label: Option<&str>) -> Result<Cow<'a, str>, Refusal> {
    let encoding = match (Encoding::for_bom(body), label) {
        (Some((encoding, _)), _) => encoding,
        (None, Some(label)) => named(label)?,
        (None, None) => encoding_rs::UTF_8,
    };
    if encoding == encoding_rs::UTF_8 {
        return utf8(body).map(Cow::Borrowed);
    }
    let body = Encoding::for_bom(body).map_or(body, |(_, length)| body.get(length..).unwrap_or_default());
    encoding.decode_without_bom_handling_and_without_replacement(body).ok_or_else(|| {
        Refusal::new(RefusalKind::Encoding, "body", format!("is not {}: some bytes do not decode", encoding.name()))
    })
}

/// A page, as a browser reads it: byte order mark, named charset, `meta` charset, UTF-8 where it is valid, windows-1252 otherwise.
/// Bytes that do not decode become U+FFFD, which is reported.
#[cfg_attr(not(feature = "pages"), allow(dead_code, reason = "only whole pages are read as leniently as browsers do"))]
pub(super) fn lenient<'a>(body: &'a [u8], label: Option<&str>, meta: Option<&str>) -> (Cow<'a, str>, Option<Note>) {
    let found = |label: &str| Encoding::for_label(label.trim().as_bytes());
    let encoding = label.and_then(found).or_else(|| meta.and_then(found)).unwrap_or_else(|| {
        if std::str::from_utf8(body).is_ok() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 }
    });
    let (text, _, replaced) = encoding.decode(body);
    (text, replaced.then_some(Note::Replaced))
}

fn named(label: &str) -> Result<&'static Encoding, Refusal> {
    let shown: String = label.chars().take(40).collect();
    Encoding::for_label(label.trim().as_bytes())
        .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
        .ok_or_else(|| Refusal::new(RefusalKind::Encoding, "charset", format!("{shown} is not a charset that we read")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_charsets_are_decoded() {
        assert_eq!(strict(b"caf\xE9 \x80", Some("iso-8859-1")).unwrap(), "café €");
        assert_eq!(strict(b"\xD2\xC5\xCB\xC1", Some("KOI8-R")).unwrap(), "река");
        assert_eq!(strict(b"\x83j\x83\x85\x81[\x83X", Some("shift_jis")).unwrap(), "ニュース");
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(strict(b"\xEF\xBB\xBFA", Some("iso-8859-1")).unwrap(), "A");
        assert_eq!(strict(b"\xFF\xFEA\0\xE9\0", None).unwrap(), "Aé");
    }

    #[test]
    fn bytes_that_do_not_fit_are_refused() {
        assert_eq!(strict(b"caf\xE9", None).unwrap_err().kind, RefusalKind::Encoding);
        assert_eq!(strict(b"\x81", Some("shift_jis")).unwrap_err().kind, RefusalKind::Encoding);
        assert_eq!(&*strict(b"x", Some("klingon")).unwrap_err().field, "charset");
        assert_eq!(&*strict(b"x", Some("iso-2022-kr")).unwrap_err().field, "charset");
    }

    #[test]
    fn pages_are_read_as_browsers_read_them() {
        assert_eq!(lenient(b"caf\xE9", None, None), ("café".into(), None));
        assert_eq!(lenient("café".as_bytes(), None, None).0, "café");
        assert_eq!(lenient(b"caf\xE9", Some("utf-8"), None), ("caf\u{FFFD}".into(), Some(Note::Replaced)));
        assert_eq!(lenient(b"\xD2", None, Some("koi8-r")).0, "р");
    }
}
