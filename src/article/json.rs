//! Our own JSON article: `id`, `url`, `title`, `text`, `language`, `published`, `source{name,domain}`, `authors[]`, `version`.
//!
//! Unknown keys are ignored; `id` or `url` is required. The text is taken as it stands.

use serde::Deserialize;

use super::{Article, Raw, Refusal, RefusalKind, Source};

#[derive(Deserialize)]
struct Wire {
    id: Option<Scalar>,
    url: Option<String>,
    title: Option<String>,
    text: Option<String>,
    language: Option<String>,
    published: Option<String>,
    #[serde(default)]
    source: Option<WireSource>,
    #[serde(default)]
    authors: Option<Vec<String>>,
    version: Option<Scalar>,
}

#[derive(Deserialize, Default)]
struct WireSource {
    name: Option<String>,
    domain: Option<String>,
}

/// A string or an integer: publishers send both for ids and versions.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Unsigned(u64),
    Signed(i64),
}

impl Scalar {
    fn into_string(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Unsigned(number) => number.to_string(),
            Self::Signed(number) => number.to_string(),
        }
    }
}

pub(super) fn decode(raw: &Raw<'_>) -> Result<Article, Refusal> {
    let body = raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(raw.body);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new(RefusalKind::Syntax, "body", "is empty; expected one JSON object"));
    }
    if let Err(error) = std::str::from_utf8(body) {
        let at = error.valid_up_to();
        return Err(Refusal::new(RefusalKind::Encoding, "body", format!("is not UTF-8: invalid byte at offset {at}")));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let wire: Wire = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        // "?" is a place that has no path: the document itself is not well formed.
        let field = if matches!(path.as_str(), "." | "?") { "body".to_owned() } else { path };
        let kind = if error.inner().is_data() { RefusalKind::Schema } else { RefusalKind::Syntax };
        Refusal::new(kind, field, error.inner().to_string())
    })?;
    if let Err(error) = deserializer.end() {
        return Err(Refusal::new(RefusalKind::Syntax, "body", error.to_string()));
    }
    let id = wire.id.map(Scalar::into_string).filter(|id| !id.trim().is_empty());
    let url = wire.url.filter(|url| !url.trim().is_empty());
    let Some(id) = id.or_else(|| url.clone()) else {
        return Err(Refusal::new(RefusalKind::Schema, "id", "is missing; give an id or a url"));
    };
    let Some(text) = wire.text else {
        return Err(Refusal::new(
            RefusalKind::Schema,
            "text",
            "is missing; an article without text may carry an empty one",
        ));
    };
    let source = wire.source.unwrap_or_default();
    Ok(Article {
        id,
        url,
        title: wire.title,
        text,
        language: wire.language.filter(|language| !language.trim().is_empty()),
        published: wire.published,
        source: Source { name: source.name, domain: source.domain },
        authors: wire.authors.unwrap_or_default(),
        version: wire.version.map(Scalar::into_string),
        blocks: Vec::new(),
        withheld: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_str(body: &str) -> Result<Article, Refusal> {
        decode(&Raw { body: body.as_bytes(), content_type: None, fallback_id: None })
    }

    #[test]
    fn the_text_is_kept_code_point_for_code_point() {
        let article = decode_str(r#"{"id":"a","text":" A&amp;B\r\n\u0000é\u0301 "}"#).unwrap();
        assert_eq!(article.text, " A&amp;B\r\n\0é\u{301} ");
    }

    #[test]
    fn the_url_stands_in_for_a_missing_id() {
        assert_eq!(decode_str(r#"{"url":"https://example.org/1","text":""}"#).unwrap().id, "https://example.org/1");
    }

    #[test]
    fn unknown_keys_are_ignored() {
        assert!(decode_str(r#"{"id":7,"text":"x","section":{"a":[1]}}"#).is_ok());
    }

    #[test]
    fn refusals_name_the_field() {
        let cases = [
            (r#"{"text":"x"}"#, "id"),
            (r#"{"id":"a"}"#, "text"),
            (r#"{"id":"a","text":7}"#, "text"),
            (r#"{"id":"a","text":"x","source":{"name":[]}}"#, "source.name"),
            (r#"{"id":"a","text":"x""#, "body"),
            (r#"{"id":"a","text":"\ud800"}"#, "text"),
            ("", "body"),
            (r#"{"id":"a","text":"x"} {}"#, "body"),
        ];
        for (body, field) in cases {
            assert_eq!(decode_str(body).unwrap_err().field, field, "{body}");
        }
    }
}
