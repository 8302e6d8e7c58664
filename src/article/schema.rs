//! The JSON Schema of our own JSON article, for senders. `json` is what decides; a test holds the two together.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// An article for claimwire. Unknown keys are ignored; `id` or `url` is required.
#[derive(JsonSchema)]
#[schemars(title = "claimwire article, version 1", extend("allOf" = [
    { "anyOf": [{ "required": ["id"] }, { "required": ["url"] }] },
    { "anyOf": [{ "required": ["text"] }, { "required": ["html"] }] },
]))]
#[allow(dead_code, reason = "only its schema is used")]
struct ArticleMessage {
    /// The publisher's id; the url stands in when it is missing.
    id: Option<Id>,
    /// Where it stands on the web.
    url: Option<String>,
    /// The headline.
    title: Option<String>,
    /// The text that is analysed, taken code point for code point; all offsets of the record refer to it.
    text: Option<String>,
    /// HTML that holds the article alone; read where there is no `text`.
    html: Option<String>,
    /// Language as the publisher gives it (BCP 47), for texts too short to tell.
    language: Option<String>,
    /// Date of publication; handed through as it stands.
    published: Option<String>,
    /// The outlet.
    source: Option<Outlet>,
    /// Bylines.
    authors: Option<Authors>,
    /// The publisher's version of the article.
    version: Option<Id>,
}

/// The outlet.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
struct Outlet {
    /// Its name.
    name: Option<String>,
    /// Its domain.
    domain: Option<String>,
}

/// One name, or several, as text or as objects.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
enum Authors {
    One(String),
    Many(Vec<Author>),
}

/// A name as it stands in the byline.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
enum Author {
    Text(String),
    Object { name: Option<String> },
}

/// Publishers send ids and versions as text or as whole numbers.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
enum Id {
    Text(String),
    Number(i64),
}

/// The JSON Schema (draft 2020-12) of an article.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ArticleMessage>()
}

#[cfg(test)]
mod tests {
    use crate::article::{Raw, decode};

    #[test]
    fn schema_and_decoder_agree() {
        let schema = serde_json::to_value(super::schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let cases = [
            r#"{"id":"a","text":"x"}"#,
            r#"{"id":7,"text":"x","version":2,"unknown":{}}"#,
            r#"{"url":"https://example.org","text":"","authors":["A B"],"source":{"name":"N","domain":null}}"#,
            r#"{"id":"a","text":"x","title":null,"language":"en","published":"2025"}"#,
            r#"{"text":"x"}"#,
            r#"{"id":"a"}"#,
            r#"{"id":"a","text":7}"#,
            r#"{"id":"a","text":"x","title":[]}"#,
            r#"{"id":"a","text":"x","language":1}"#,
            r#"{"id":"a","text":"x","published":1}"#,
            r#"{"id":"a","text":"x","authors":"A B"}"#,
            r#"{"id":"a","html":"<p>x","authors":[{"name":"A B"}]}"#,
            r#"{"id":"a","html":1}"#,
            r#"{"id":"a","text":"x","source":{"name":1}}"#,
            r#"{"id":1.5,"text":"x"}"#,
            r#"{"id":"a","text":"x","version":true}"#,
            "[]",
        ];
        for body in cases {
            let decoded = decode(&Raw { body: body.as_bytes(), ..Raw::default() });
            assert_eq!(validator.is_valid(&serde_json::from_str(body).unwrap()), decoded.is_ok(), "{body}");
        }
    }
}
