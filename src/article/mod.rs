//! What we accept: bytes and a content type become an [`Article`], or a [`Refusal`] that names the field and the reason.
//!
//! Owns every input format, each in its own file behind one trait. Knows nothing of queues, of language analysis or of what is
//! extracted. The `text` of a JSON article is kept code point for code point: offsets in the record refer to it. For HTML it is the
//! text that readers see. `docs/FORMATS.md` says which field comes from where.

mod charset;
pub mod encoding;
mod html;
mod json;
mod message;
mod notes;
mod plain;
mod refusal;
mod schema;
mod title;
mod withheld;

pub use message::Raw;
pub use notes::Note;
pub use refusal::{Refusal, RefusalKind};
pub use schema::schema;

use message::{Message, essence_of, parameter_of};

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
    /// What is odd about the text; sorted, without repetition.
    pub notes: Vec<Note>,
    /// True when the title was put before the text ([`Article::put_title_first`]).
    pub title_analysed: bool,
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

/// One input format.
trait Format: Sync {
    /// Whether this format claims the message, by its content type and, for JSON, by its keys.
    fn claims(&self, message: &Message<'_>) -> bool;

    /// Decodes a message that it claims.
    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal>;
}

/// Envelopes around the other formats.
const ENVELOPES: &[&dyn Format] = &[&json::BinaryEvent, &json::StructuredEvent];

/// Formats of an article, the more telling first: our own JSON claims what is left of JSON.
const PAYLOADS: &[&dyn Format] = &[
    &json::Ninjs,
    &json::NewsArticle,
    &json::Own,
    #[cfg(feature = "pages")]
    &html::Page,
    &plain::Plain,
];

/// Decodes one message.
///
/// # Errors
/// The class of the refusal, the field and the reason. The same bytes are refused again, except for an embargo that has passed.
pub fn decode(raw: &Raw<'_>) -> Result<Article, Refusal> {
    let message = Message::new(*raw);
    let mut article = match ENVELOPES.iter().find(|format| format.claims(&message)) {
        Some(envelope) => envelope.decode(raw)?,
        None => decode_unwrapped(&message)?,
    };
    article.notes.extend(notes::of_text(&article.text));
    article.notes.sort_unstable();
    article.notes.dedup();
    Ok(article)
}

/// Decodes what stood in an envelope; envelopes do not nest.
fn decode_payload(raw: &Raw<'_>) -> Result<Article, Refusal> {
    let message = Message::new(*raw);
    if ENVELOPES.iter().any(|format| format.claims(&message)) {
        return Err(Refusal::new(RefusalKind::Schema, "body", "is an event inside an event"));
    }
    decode_unwrapped(&message)
}

fn decode_unwrapped(message: &Message<'_>) -> Result<Article, Refusal> {
    let Some(format) = PAYLOADS.iter().find(|format| format.claims(message)) else {
        let shown: String = message.essence().chars().take(60).collect();
        let reason = format!("{shown} is not a format that we read");
        return Err(Refusal::new(RefusalKind::ContentType, "content_type", reason));
    };
    format.decode(message.raw())
}
