//! What the transport hands over, and what every format wants to know of it first: the media type and the telling keys.

use std::cell::OnceCell;

use super::json::Keys;

/// The bytes of one message with what the transport says of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw<'a> {
    /// The body, its content encoding already undone ([`super::encoding::decode`]).
    pub body: &'a [u8],
    /// MIME type with parameters, when the sender gave one; JSON is assumed when not.
    pub content_type: Option<&'a str>,
    /// Id to fall back on for formats that carry none (a file's name, the message id).
    pub fallback_id: Option<&'a str>,
    /// Headers of the message as text, for `CloudEvents` in binary mode; names as sent.
    pub headers: &'a [(&'a str, &'a str)],
    /// The time by which an embargo is judged. No clock is read here: without one, every embargo holds.
    pub now: Option<jiff::Timestamp>,
}

/// A message that is being asked which format it has.
pub(super) struct Message<'a> {
    raw: Raw<'a>,
    essence: String,
    keys: OnceCell<Keys>,
}

impl<'a> Message<'a> {
    pub(super) fn new(raw: Raw<'a>) -> Self {
        Self { raw, essence: essence_of(raw.content_type.unwrap_or_default()), keys: OnceCell::new() }
    }

    pub(super) fn raw(&self) -> &Raw<'a> {
        &self.raw
    }

    /// Media type without parameters, in lower case; empty when the sender gave none.
    pub(super) fn essence(&self) -> &str {
        &self.essence
    }

    /// True for JSON by name, and for what clients send that name nothing.
    pub(super) fn is_json(&self) -> bool {
        let essence = self.essence();
        matches!(essence, "" | "application/json" | "application/octet-stream" | "text/json")
            || essence.ends_with("+json")
    }

    /// The telling keys of a JSON body; none for other types.
    pub(super) fn keys(&self) -> Keys {
        if self.is_json() { *self.keys.get_or_init(|| Keys::of(self.raw.body)) } else { Keys::default() }
    }
}

/// The media type without its parameters, in lower case.
pub(super) fn essence_of(mime: &str) -> String {
    mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A parameter of a media type, without quotes.
pub(super) fn parameter_of<'a>(mime: &'a str, name: &str) -> Option<&'a str> {
    mime.split(';').skip(1).find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_taken_apart() {
        assert_eq!(essence_of(" Text/HTML ; charset=x"), "text/html");
        assert_eq!(parameter_of("text/plain; format=flowed; Charset=\"utf-8\"", "charset"), Some("utf-8"));
        assert_eq!(parameter_of("text/plain", "charset"), None);
    }
}
