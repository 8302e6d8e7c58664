//! One delivery from receipt to settlement.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tracing::Instrument;

use super::finished::Finished;
use super::job::{Product, Tally, Times};
use super::pool::Pool;
use super::retry::Policy;
use super::sandbox::Sandbox;
use super::{Stop, Work};
use crate::telemetry::Event;
use crate::telemetry::events::{
    AlertRaised, ArticleExtracted, ArticleParked, ArticlePublished, ArticleRetried, ArticleStarted, MessageReceived,
    MessageSettled,
};
use crate::telemetry::span::{Kind, Span, Value};
use crate::transport::{Content, Delivery, Failure, Outcome, Receipt, Settled, Step};

/// Everything that the tasks of a worker share.
#[derive(Debug)]
pub struct Handler {
    pool: Pool,
    policy: Policy,
    finished: Finished,
    sandbox: Option<Sandbox>,
    in_flight: usize,
    drain_timeout: Duration,
}

impl Handler {
    /// Joins the parts. Without a sandbox, suspects are worked on by the pool like all others.
    pub fn new(pool: Pool, policy: Policy, sandbox: Option<Sandbox>, work: &Work, drain_timeout: Duration) -> Self {
        let finished = Finished::new(work.remember);
        Self { pool, policy, finished, sandbox, in_flight: work.in_flight(), drain_timeout }
    }

    /// Most deliveries at work at a time.
    pub fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// How long started work may take after a stop was asked.
    pub fn drain_timeout(&self) -> Duration {
        self.drain_timeout
    }

    /// Works on one delivery and settles it, within a span of its own that carries on the sender's trace.
    pub async fn handle(self: Arc<Self>, delivery: Delivery, stop: Stop) -> Settled {
        let began = Instant::now();
        let content = Arc::clone(&delivery.content);
        received(&content).emit();
        let line = tracing::info_span!(
            "message",
            messaging.message.id = content.message_id.as_deref(),
            trace_id = content.trace.id(),
        );
        let mut span = content.trace.message("process");
        span.describe(|| content.source.destination(), || described(&content, "process", "process"));
        let settled = self.settle(delivery, began, &mut span, stop).instrument(line).await;
        span.set("claimwire.outcome", settled.as_str());
        MessageSettled { outcome: settled.as_str(), seconds: began.elapsed().as_secs_f64() }.emit();
        settled
    }

    async fn settle(&self, delivery: Delivery, began: Instant, span: &mut Span, mut stop: Stop) -> Settled {
        let Delivery { content, receipt } = delivery;
        if !receipt.live() {
            return Settled::Lost;
        }
        if let Some(confirmed) = self.finished.recall(&content) {
            return match end(&content, receipt, Outcome::Done(confirmed)).await {
                Settled::Done => Settled::Duplicate,
                other => other,
            };
        }
        let Some(worked) = self.work(&content, began, &mut stop).await else { return receipt.let_go() };
        let published = match worked {
            Ok(product) => self.publish(&content, receipt, product).await,
            Err(failure) => Err(Some((receipt, failure))),
        };
        match published {
            Ok(settled) => settled,
            Err(Some((receipt, failure))) => {
                span.fail(&failure.kind);
                self.forward(&content, receipt, failure).await
            }
            Err(None) => Settled::Lost,
        }
    }

    /// `None` when a stop was asked before the work began.
    async fn work(&self, content: &Arc<Content>, began: Instant, stop: &mut Stop) -> Option<Result<Product, Failure>> {
        let worked = if let Some(sandbox) = self.sandbox.as_ref().filter(|_| self.policy.suspects(content)) {
            let turn = tokio::select! { biased; () = stop.asked() => return None, turn = sandbox.turn() => turn };
            sandbox.run(content, turn).await
        } else {
            let wait = content.trace.stage("wait", Kind::Internal);
            let entered = tokio::select! {
                biased;
                () = stop.asked() => return None,
                entered = self.pool.enter(Arc::clone(content)) => entered,
            };
            drop(wait);
            ArticleStarted { waited: began.elapsed().as_secs_f64() }.emit();
            let started = SystemTime::now();
            let worked = match entered {
                Ok(running) => running.finish().await,
                Err(failure) => Err(failure),
            };
            stages(content, started, worked.as_ref());
            worked
        };
        if let Ok(product) = &worked {
            extracted(product);
        }
        Some(worked)
    }

    /// Publishes and settles; gives the receipt back with the failure when the article must go elsewhere.
    async fn publish(
        &self,
        content: &Content,
        receipt: Receipt,
        product: Product,
    ) -> Result<Settled, Option<(Receipt, Failure)>> {
        let began = Instant::now();
        let outputs: Vec<_> = std::iter::once(product.record).chain(product.alerts).collect();
        let messages = outputs.len() as u64;
        match receipt.publish(outputs).await {
            Ok(confirmed) => {
                ArticlePublished { messages, seconds: began.elapsed().as_secs_f64() }.emit();
                self.finished.remember(content, confirmed);
                Ok(end(content, receipt, Outcome::Done(confirmed)).await)
            }
            Err(error) => Err(error.failure().map(|failure| (receipt, failure))),
        }
    }

    async fn forward(&self, content: &Content, receipt: Receipt, failure: Failure) -> Settled {
        let step = self.policy.step(content, failure);
        tell(content, &step);
        end(content, receipt, Outcome::Forward(step)).await
    }
}

/// Settles a receipt.
async fn end(content: &Content, receipt: Receipt, outcome: Outcome) -> Settled {
    let mut span = content.trace.stage("ack", Kind::Client);
    span.describe(|| content.source.destination(), || described(content, "ack", "settle"));
    let settled = receipt.settle(outcome).await;
    if settled == Settled::Lost {
        span.fail(settled.as_str());
    }
    settled
}

/// What a span says of a delivery, in OpenTelemetry's words.
fn described(content: &Content, name: &str, kind: &str) -> Vec<(&'static str, Value)> {
    let source = &content.source;
    let mut attributes = vec![
        ("messaging.system", "rabbitmq".into()),
        ("messaging.operation.name", name.into()),
        ("messaging.operation.type", kind.into()),
        ("messaging.destination.name", source.destination().as_str().into()),
        ("messaging.rabbitmq.destination.routing_key", source.key.as_str().into()),
        ("messaging.rabbitmq.message.delivery_tag", source.tag.into()),
        ("messaging.message.body.size", (content.body.len() as u64).into()),
    ];
    if let Some(id) = &content.message_id {
        attributes.push(("messaging.message.id", id.as_str().into()));
    }
    attributes
}

/// The stages on the thread, as its clock saw them; of a failure only that there was one.
fn stages(content: &Content, started: SystemTime, worked: Result<&Product, &Failure>) {
    let Ok(Product { times: Times { decode, extract, encode }, .. }) = worked else {
        let took = started.elapsed().unwrap_or_default();
        return content.trace.past("extract", started, took);
    };
    let mut began = started;
    for (stage, took) in [("decode", *decode), ("extract", *extract), ("encode", *encode)] {
        content.trace.past(stage, began, took);
        began += took;
    }
}

fn extracted(product: &Product) {
    let Tally { words, attributions, claims, figures, skipped, truncated, .. } = product.tally;
    let Times { decode, extract, encode } = product.times;
    ArticleExtracted {
        status: if skipped {
            "skipped"
        } else if truncated {
            "truncated"
        } else {
            "complete"
        },
        words: words.into(),
        attributions: attributions.into(),
        claims: claims.into(),
        figures: figures.into(),
        decode: decode.as_secs_f64(),
        extract: extract.as_secs_f64(),
        encode: encode.as_secs_f64(),
    }
    .emit();
    for alert in &product.alerts {
        // `alert.<severity>.<rule>`
        let mut parts = alert.route.split('.').skip(1).map(str::to_owned);
        AlertRaised { severity: parts.next().unwrap_or_default(), rule: parts.next().unwrap_or_default() }.emit();
    }
}

fn received(content: &Content) -> MessageReceived {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    let age = content.timestamp.map_or(-1.0, |sent| (now - sent as f64).max(0.0));
    let queue = if content.source.queue.is_empty() { "files" } else { &*content.source.queue }.to_owned();
    MessageReceived { queue, redelivered: content.redelivered, bytes: content.body.len() as u64, age }
}

fn tell(content: &Content, step: &Step) {
    let message_id = content.message_id.clone().unwrap_or_default();
    match step.clone() {
        Step::Retry { rung, attempt, failure: Failure { stage, kind, reason, .. } } => {
            let (rung, stage, kind) = (rung as u64, stage.as_str(), kind.into_owned());
            ArticleRetried { message_id, rung, attempt, stage, kind, reason }.emit();
        }
        Step::Park { attempt, failure: Failure { stage, kind, reason, .. } } => {
            let (stage, kind) = (stage.as_str(), kind.into_owned());
            ArticleParked { message_id, attempt, stage, kind, reason }.emit();
        }
    }
}
