//! What a thread does with one message in earnest: undo the encoding, hand it to the engine, turn a refusal into a failure.

use std::sync::Arc;

use super::config::Work as Limits;
use super::job::{Engine, Product};
use super::pool::Work;
use crate::article::{Raw, Refusal, RefusalKind, encoding};
use crate::text::Scratch;
use crate::transport::{Content, Failure, Stage};

/// The engine's work, within the limits of size.
pub fn of_engine(engine: Arc<Engine>, limits: &Limits) -> Arc<Work> {
    let (max_body, max_decoded) = (limits.max_body, limits.max_decoded);
    Arc::new(move |content: &Content, scratch: &mut Scratch| {
        work(&engine, content, scratch, max_body, max_decoded).map_err(|refusal| failure(&refusal))
    })
}

fn work(
    engine: &Engine,
    content: &Content,
    scratch: &mut Scratch,
    max_body: usize,
    max_decoded: usize,
) -> Result<Product, Refusal> {
    if content.body.len() > max_body {
        let reason = format!("has {} bytes, more than {max_body}", content.body.len());
        return Err(Refusal::new(RefusalKind::TooLarge, "body", reason));
    }
    let body = encoding::decode(&content.body, content.content_encoding.as_deref(), max_decoded)?;
    let headers: Vec<(&str, &str)> =
        content.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let raw = Raw {
        body: &body,
        content_type: content.content_type.as_deref(),
        fallback_id: content.message_id.as_deref(),
        headers: &headers,
        now: Some(jiff::Timestamp::now()),
    };
    engine.run(&raw, scratch)
}

/// A refusal is permanent: the same bytes are refused again.
fn failure(refusal: &Refusal) -> Failure {
    Failure::permanent(Stage::Decode, refusal.kind.as_str(), refusal.to_string())
}
