//! `text/plain`: the body is the text, in the charset that the sender names; the id comes from the transport.

use super::{Article, Format, Message, Raw, Refusal, RefusalKind, charset, parameter_of};

/// The format.
pub(super) struct Plain;

impl Format for Plain {
    fn claims(&self, message: &Message<'_>) -> bool {
        message.essence() == "text/plain"
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let label = raw.content_type.and_then(|mime| parameter_of(mime, "charset"));
        let text = charset::strict(raw.body, label)?.into_owned();
        let id = raw.fallback_id.filter(|id| !id.trim().is_empty()).ok_or_else(|| {
            Refusal::new(RefusalKind::Schema, "id", "is missing; plain text needs a message id (or a file name)")
        })?;
        Ok(Article { id: id.to_owned(), text, ..Article::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_parameter_is_obeyed_and_the_text_kept() {
        let raw = |content_type, body| Raw {
            body,
            content_type: Some(content_type),
            fallback_id: Some("a.txt"),
            ..Raw::default()
        };
        let latin = Plain.decode(&raw("text/plain; charset=\"ISO-8859-1\"", b"caf\xE9\r\n")).unwrap();
        assert_eq!((latin.id.as_str(), latin.text.as_str()), ("a.txt", "café\r\n"));
        assert!(Plain.decode(&raw("text/plain", b"caf\xE9")).is_err());
        assert_eq!(Plain.decode(&raw("text/plain", b"\xEF\xBB\xBFx")).unwrap().text, "x");
    }

    #[test]
    fn an_id_must_come_from_outside() {
        let raw = Raw { body: b"x", content_type: Some("text/plain"), ..Raw::default() };
        assert_eq!(&*Plain.decode(&raw).unwrap_err().field, "id");
    }
}
