//! The JSON formats: what they share (syntax errors that name the field, values of several shapes). Each format has its own file.

mod events;
mod ninjs;
mod own;
mod schema_org;
mod shapes;
mod sniff;

pub(super) use events::{BinaryEvent, StructuredEvent};
pub(super) use ninjs::Ninjs;
pub(super) use own::Own;
pub(super) use schema_org::NewsArticle;
#[cfg(feature = "pages")]
pub(super) use schema_org::{Facts, facts_of_page};
pub(super) use sniff::Keys;

use serde::Deserialize;

use super::{Refusal, RefusalKind, charset};

/// Reads one JSON document, whole.
///
/// # Errors
/// Names the field; "body" where the document itself is not well formed.
fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    let text = charset::utf8(body)?;
    if text.trim_ascii().is_empty() {
        return Err(Refusal::new(RefusalKind::Syntax, "body", "is empty; expected one JSON object"));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        // "?" is a place that has no path: the document itself is not well formed.
        let field = if matches!(path.as_str(), "." | "?") { "body".to_owned() } else { path };
        let kind = if error.inner().is_data() { RefusalKind::Schema } else { RefusalKind::Syntax };
        Refusal::new(kind, field, error.inner().to_string())
    })?;
    match deserializer.end() {
        Ok(()) => Ok(value),
        Err(error) => Err(Refusal::new(RefusalKind::Syntax, "body", error.to_string())),
    }
}

/// The value, unless it is white space only.
fn present(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// The host of a web address, without "www."; none for other identifiers.
pub(super) fn domain_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_read_from_web_addresses_only() {
        assert_eq!(domain_of("https://www.Example.org:443/a?b").as_deref(), Some("example.org"));
        assert_eq!(domain_of("http://user@news.example.org").as_deref(), Some("news.example.org"));
        assert_eq!(domain_of("urn:newsml:example.org:20260101:a"), None);
        assert_eq!(domain_of("https://"), None);
    }
}
