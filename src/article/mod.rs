//! What we accept: bytes and a content type become an [`Article`], or a [`Refusal`] that names the field and the reason.
//!
//! Owns every input format, each in its own file. Knows nothing of queues, of language analysis or of what is extracted.
//! The `text` of a JSON article is kept code point for code point: offsets in the record refer to it.

pub mod encoding;
mod json;
mod plain;
mod refusal;

pub use refusal::{Refusal, RefusalKind};

use crate::block::Block;

/// One article, decoded and checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// The publisher's id; the url when there was none. Never empty.
    pub id: String,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The text that is analysed and that all offsets refer to.
    pub text: String,
    /// Language as the publisher gave it (BCP 47), not guessed.
    pub language: Option<String>,
    /// Date of publication as received, with its precision; never invented.
    pub published: Option<String>,
    /// The outlet.
    pub source: Source,
    /// Bylines as received.
    pub authors: Vec<String>,
    /// The publisher's version of the article, as received.
    pub version: Option<String>,
    /// Block structure, when the format had any; sorted, not overlapping.
    pub blocks: Vec<Block>,
    /// Why the article must not be analysed, when the publisher says so.
    pub withheld: Option<Withheld>,
}

/// The outlet of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub name: Option<String>,
    /// Its domain.
    pub domain: Option<String>,
}

/// Why a publisher does not want an article used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Withdrawn by the publisher.
    Canceled,
    /// Held back by the publisher.
    Withheld,
    /// Under embargo until a time in the future.
    Embargoed,
}

/// The bytes of one message with what the transport says of them.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'a> {
    /// The body, its content encoding already undone.
    pub body: &'a [u8],
    /// MIME type with parameters, when the sender gave one; JSON is assumed when not.
    pub content_type: Option<&'a str>,
    /// Id to fall back on for formats that carry none (a file's name, the message id).
    pub fallback_id: Option<&'a str>,
}

/// Decodes one message.
pub fn decode(raw: &Raw<'_>) -> Result<Article, Refusal> {
    let mime = raw.content_type.unwrap_or("application/json");
    let essence = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" | "application/octet-stream" | "" => json::decode(raw),
        "text/plain" => plain::decode(raw),
        other => {
            Err(Refusal::new(RefusalKind::ContentType, "content_type", format!("{other} is not a format that we read")))
        }
    }
}
