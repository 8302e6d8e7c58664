//! `text/plain`: the body is the text; the id comes from the transport (file name or message id).

use super::{Article, Raw, Refusal, RefusalKind};

pub(super) fn decode(raw: &Raw<'_>) -> Result<Article, Refusal> {
    let text = std::str::from_utf8(raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(raw.body)).map_err(|error| {
        let at = error.valid_up_to();
        Refusal::new(RefusalKind::Encoding, "body", format!("is not UTF-8: invalid byte at offset {at}"))
    })?;
    let id = raw.fallback_id.filter(|id| !id.trim().is_empty()).ok_or_else(|| {
        Refusal::new(RefusalKind::Schema, "id", "is missing; plain text needs a message id (or a file name)")
    })?;
    Ok(Article { id: id.to_owned(), text: text.to_owned(), ..Article::default() })
}
