//! What a thread does with one message in earnest: undo the encoding, hand it to the engine, turn a refusal into a failure.

use std::sync::Arc;
use std::time::Instant;

use super::config::{OverBudget, Work as Limits};
use super::job::{Engine, Over, Product, Times};
use super::pool::Work;
use crate::article::{Raw, Refusal, RefusalKind, encoding};
use crate::telemetry::Event;
use crate::telemetry::events::ExtractOverBudget;
use crate::text::Scratch;
use crate::transport::{Content, Failure, Stage};

/// The engine's work, within the limits of size and time.
pub fn of_engine(engine: Arc<Engine>, limits: &Limits) -> Arc<Work> {
    let limits = limits.clone();
    Arc::new(move |content: &Content, scratch: &mut Scratch| {
        let product = work(&engine, content, scratch, &limits).map_err(|refusal| failure(&refusal))?;
        let parked = product.tally.truncated && limits.over_budget == OverBudget::Park;
        if product.tally.truncated {
            ExtractOverBudget { budget: limits.budget.as_secs_f64(), parked }.emit();
        }
        if parked {
            let reason = format!("took longer than {:?}", limits.budget);
            return Err(Failure::permanent(Stage::Extract, "over-budget", reason));
        }
        Ok(product)
    })
}

fn work(engine: &Engine, content: &Content, scratch: &mut Scratch, limits: &Limits) -> Result<Product, Refusal> {
    if content.body.len() > limits.max_body {
        let reason = format!("has {} bytes, more than {}", content.body.len(), limits.max_body);
        return Err(Refusal::new(RefusalKind::TooLarge, "body", reason));
    }
    let started = Instant::now();
    let body = encoding::decode(&content.body, content.content_encoding.as_deref(), limits.max_decoded)?;
    let headers: Vec<(&str, &str)> =
        content.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let raw = Raw {
        body: &body,
        content_type: content.content_type.as_deref(),
        fallback_id: content.message_id.as_deref(),
        headers: &headers,
        now: Some(jiff::Timestamp::now()),
    };
    let (mut times, mut last) = (Times::default(), started);
    let mut over = |stage| {
        let now = Instant::now();
        let took = match stage {
            Over::Decode => &mut times.decode,
            Over::Extract => &mut times.extract,
            Over::Encode => &mut times.encode,
        };
        *took = now.duration_since(last);
        last = now;
    };
    let product = engine.run_observed(&raw, scratch, &mut || started.elapsed() < limits.budget, &mut over)?;
    Ok(Product { times, ..product })
}

/// A refusal is permanent: the same bytes are refused again.
fn failure(refusal: &Refusal) -> Failure {
    Failure::permanent(Stage::Decode, refusal.kind.as_str(), refusal.to_string())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::alert::Rules;
    use crate::text::Analyser;
    use crate::worker::job::Options;

    fn run(limits: &Limits) -> Result<Product, Failure> {
        let engine = Arc::new(Engine::new(Analyser::english(), Rules::default(), Options::default()));
        let body = br#"{"id":"a","text":"The mayor spoke. The bridge is shut."}"#.to_vec();
        of_engine(engine, limits)(&Content { body, ..Content::default() }, &mut Scratch::default())
    }

    #[test]
    fn within_its_budget_a_record_is_complete() {
        assert!(!run(&Limits::default()).unwrap().tally.truncated);
    }

    #[test]
    fn over_its_budget_a_record_is_truncated() {
        let product = run(&Limits { budget: Duration::ZERO, ..Limits::default() }).unwrap();
        let record = String::from_utf8(product.record.body).unwrap();
        assert!(product.tally.truncated && record.contains("after 0 of 2 sentences"), "{record}");
    }

    #[test]
    fn over_its_budget_an_article_is_parked_on_wish() {
        let limits = Limits { budget: Duration::ZERO, over_budget: OverBudget::Park, ..Limits::default() };
        assert_eq!(run(&limits).unwrap_err().kind, "over-budget");
    }

    #[test]
    fn too_large_a_body_is_refused() {
        assert_eq!(run(&Limits { max_body: 10, ..Limits::default() }).unwrap_err().kind, "too-large");
    }
}
