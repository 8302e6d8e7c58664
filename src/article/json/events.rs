//! `CloudEvents` 1.0 around an article: structured mode (a JSON envelope) and binary mode (attributes in message headers).
//!
//! The binding for AMQP is written for AMQP 1.0; on 0-9-1 the same names stand in the headers. Prefixes `cloudEvents:` and
//! `cloudEvents_` are the binding's, `ce-` and `ce_` those of other bindings that bridges copy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{present, read};
use crate::article::{Article, Format, Message, Raw, Refusal, RefusalKind, decode_payload, essence_of};

const PREFIXES: [&str; 4] = ["cloudEvents:", "cloudEvents_", "ce-", "ce_"];

/// Binary mode: the body is the article, the headers describe the event.
pub(in crate::article) struct BinaryEvent;

/// Structured mode: the body is the envelope.
pub(in crate::article) struct StructuredEvent;

#[derive(Deserialize)]
struct Envelope<'a> {
    specversion: Option<String>,
    id: Option<String>,
    subject: Option<String>,
    datacontenttype: Option<String>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    data_base64: Option<String>,
}

fn attribute<'a>(raw: &Raw<'a>, name: &str) -> Option<&'a str> {
    raw.headers.iter().find_map(|(header, value)| {
        let found = PREFIXES.iter().filter_map(|prefix| header.strip_prefix(prefix)).any(|found| found == name);
        found.then_some(*value).filter(|value| !value.trim().is_empty())
    })
}

fn check_version(version: Option<&str>) -> Result<(), Refusal> {
    match version {
        Some(version) if version.starts_with("1.") => Ok(()),
        _ => Err(Refusal::new(RefusalKind::Schema, "specversion", "is not 1.x")),
    }
}

impl Format for BinaryEvent {
    fn claims(&self, message: &Message<'_>) -> bool {
        attribute(message.raw(), "specversion").is_some()
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        check_version(attribute(raw, "specversion"))?;
        // The subject names the article; the event's own id is new at every sending.
        let fallback = attribute(raw, "subject").or(raw.fallback_id).or_else(|| attribute(raw, "id"));
        let content_type = raw.content_type.or_else(|| attribute(raw, "datacontenttype"));
        decode_payload(&Raw { content_type, fallback_id: fallback, headers: &[], ..*raw })
    }
}

impl Format for StructuredEvent {
    fn claims(&self, message: &Message<'_>) -> bool {
        message.essence() == "application/cloudevents+json" || message.keys().event
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let envelope: Envelope<'_> = read(raw.body)?;
        check_version(envelope.specversion.as_deref())?;
        let (subject, id) = (present(envelope.subject), present(envelope.id));
        let fallback_id = subject.as_deref().or(raw.fallback_id).or(id.as_deref());
        let content_type = envelope.datacontenttype.as_deref();
        let inner = Raw { content_type, fallback_id, headers: &[], ..*raw };
        match (envelope.data, envelope.data_base64) {
            (Some(data), None) if is_json(content_type) => {
                decode_payload(&Raw { body: data.get().as_bytes(), ..inner }).map_err(|refusal| refusal.under("data"))
            }
            (Some(data), None) => {
                let text: String = serde_json::from_str(data.get()).map_err(|_| {
                    Refusal::new(RefusalKind::Schema, "data", "is not a string, but its type is not JSON")
                })?;
                // The string has been decoded from the envelope's UTF-8: a charset of the type no longer holds.
                let content_type = content_type.map(essence_of);
                let body = text.as_bytes();
                decode_payload(&Raw { body, content_type: content_type.as_deref(), ..inner })
                    .map_err(|refusal| refusal.under("data"))
            }
            (None, Some(packed)) => {
                let body = STANDARD.decode(packed.as_bytes()).map_err(|error| {
                    Refusal::new(RefusalKind::Syntax, "data_base64", format!("is not base64: {error}"))
                })?;
                decode_payload(&Raw { body: &body, ..inner }).map_err(|refusal| refusal.under("data_base64"))
            }
            (Some(_), Some(_)) => {
                Err(Refusal::new(RefusalKind::Schema, "data", "stands beside data_base64; one of them may be present"))
            }
            (None, None) => Err(Refusal::new(RefusalKind::Schema, "data", "is missing")),
        }
    }
}

fn is_json(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|mime| {
        let essence = essence_of(mime);
        essence.is_empty() || essence == "text/json" || essence.ends_with("/json") || essence.ends_with("+json")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn structured(body: &str) -> Result<Article, Refusal> {
        StructuredEvent.decode(&Raw { body: body.as_bytes(), ..Raw::default() })
    }

    fn envelope(rest: &str) -> String {
        format!(
            r#"{{"specversion":"1.0","id":"e1","source":"/crawler","type":"article.published","subject":"s1",{rest}}}"#
        )
    }

    #[test]
    fn json_text_and_base64_are_unpacked() {
        assert_eq!(structured(&envelope(r#""data":{"id":"a","text":"T"}"#)).unwrap().id, "a");
        let plain =
            structured(&envelope(r#""datacontenttype":"text/plain; charset=iso-8859-1","data":"caf\u00e9""#)).unwrap();
        assert_eq!((plain.id.as_str(), plain.text.as_str()), ("s1", "café"));
        let packed =
            structured(&envelope(r#""datacontenttype":"text/plain; charset=iso-8859-1","data_base64":"Y2Fm6Q==""#));
        assert_eq!(packed.unwrap().text, "café");
    }

    #[test]
    fn other_formats_may_stand_inside() {
        let body = envelope(r#""data":{"uri":"urn:x:1","bodies":[{"value":"T"}]}"#);
        assert_eq!(structured(&body).unwrap().id, "urn:x:1");
    }

    #[test]
    fn headers_make_a_binary_event() {
        for prefix in PREFIXES {
            let names: Vec<String> =
                ["specversion", "id", "subject"].iter().map(|name| format!("{prefix}{name}")).collect();
            let headers: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(["1.0", "e1", "s1"]).collect();
            let raw = Raw { body: b"T", content_type: Some("text/plain"), headers: &headers, ..Raw::default() };
            assert_eq!(crate::article::decode(&raw).unwrap().id, "s1", "{prefix}");
        }
    }

    #[test]
    fn refusals_name_the_field() {
        let cases = [
            (envelope(r#""data":{"id":"a"}"#), "data.text"),
            (envelope(r#""data":"{}""#), "data"),
            (envelope(r#""data":7,"datacontenttype":"text/plain""#), "data"),
            (envelope(r#""x":1"#), "data"),
            (envelope(r#""data_base64":"?""#), "data_base64"),
            (envelope(r#""data":{},"data_base64":"""#), "data"),
            (envelope(r#""data":{"id":"a","text":"T"}"#).replace("1.0", "0.3"), "specversion"),
            (envelope(&format!(r#""data":{}"#, envelope(r#""data":{"id":"a","text":"T"}"#))), "data"),
        ];
        for (body, field) in cases {
            assert_eq!(structured(&body).unwrap_err().field, field, "{body}");
        }
    }
}
