//! Our own JSON article: `id`, `url`, `title`, `text` or `html`, `language`, `published`, `source{name,domain}`, `authors[]`, `version`.
//!
//! Unknown keys are ignored; `id` or `url` is required. `text` is taken as it stands and wins over `html`, which is read as a
//! fragment that holds the article alone.

use serde::Deserialize;

use super::shapes::{Scalar, Things};
use super::{present, read};
use crate::article::{Article, Format, Message, Raw, Refusal, RefusalKind, Source, html};

/// The format.
pub(in crate::article) struct Own;

#[derive(Deserialize)]
struct Wire {
    id: Option<Scalar>,
    url: Option<String>,
    title: Option<String>,
    text: Option<String>,
    html: Option<String>,
    language: Option<String>,
    published: Option<String>,
    #[serde(default)]
    source: Option<WireSource>,
    #[serde(default)]
    authors: Option<Things>,
    version: Option<Scalar>,
}

#[derive(Deserialize, Default)]
struct WireSource {
    name: Option<String>,
    domain: Option<String>,
}

impl Format for Own {
    fn claims(&self, message: &Message<'_>) -> bool {
        message.is_json()
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let wire: Wire = read(raw.body)?;
        let id = present(wire.id.map(|id| id.0));
        let url = present(wire.url);
        let Some(id) = id.or_else(|| url.clone()) else {
            return Err(Refusal::new(RefusalKind::Schema, "id", "is missing; give an id or a url"));
        };
        let (text, blocks) = match (wire.text, wire.html) {
            (Some(text), _) => (text, Vec::new()),
            (None, Some(html)) => html::fragment::read(&html).map_err(|refusal| refusal.at("html"))?,
            (None, None) => {
                let reason = "is missing; an article without text may carry an empty one";
                return Err(Refusal::new(RefusalKind::Schema, "text", reason));
            }
        };
        let source = wire.source.unwrap_or_default();
        Ok(Article {
            id,
            url,
            title: wire.title,
            text,
            language: present(wire.language),
            published: wire.published,
            source: Source { name: source.name, domain: source.domain },
            authors: wire.authors.unwrap_or_default().0.into_iter().filter_map(|author| author.name).collect(),
            version: wire.version.map(|version| version.0),
            blocks,
            ..Article::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::BlockKind;

    fn decode_str(body: &str) -> Result<Article, Refusal> {
        Own.decode(&Raw { body: body.as_bytes(), ..Raw::default() })
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
        let deep = format!(r#"{{"id":7,"text":"x","section":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert!(decode_str(&deep).is_ok());
    }

    #[test]
    fn html_is_read_where_there_is_no_text() {
        let article = decode_str(r#"{"id":1,"html":"<h2>A &amp; B</h2><p>Said.</p>"}"#).unwrap();
        assert_eq!(article.text, "A & B\n\nSaid.");
        assert_eq!(article.blocks[0].kind, BlockKind::Heading);
        assert_eq!(decode_str(r#"{"id":1,"text":"<p>","html":"x"}"#).unwrap().text, "<p>");
    }

    #[test]
    fn authors_may_be_one_name_or_objects() {
        assert_eq!(decode_str(r#"{"id":1,"text":"","authors":"Ann Lee"}"#).unwrap().authors, ["Ann Lee"]);
        assert_eq!(decode_str(r#"{"id":1,"text":"","authors":["A",{"name":"B"}]}"#).unwrap().authors, ["A", "B"]);
    }

    #[test]
    fn refusals_name_the_field() {
        let deep = format!(r#"{{"id":{}"#, "[".repeat(100_000));
        let nested = format!(r#"{{"id":"a","html":"{}"}}"#, "<div>".repeat(1_000));
        let cases = [
            (r#"{"text":"x"}"#, "id"),
            (r#"{"id":"a"}"#, "text"),
            (r#"{"id":"a","text":7}"#, "text"),
            (r#"{"id":"a","text":"x","source":{"name":[]}}"#, "source.name"),
            (r#"{"id":"a","text":"x""#, "body"),
            (r#"{"id":"a","text":"\ud800"}"#, "text"),
            ("", "body"),
            (r#"{"id":"a","text":"x"} {}"#, "body"),
            (&deep, "id"),
            (&nested, "html"),
        ];
        for (body, field) in cases {
            assert_eq!(decode_str(body).unwrap_err().field, field, "{body}");
        }
    }
}
