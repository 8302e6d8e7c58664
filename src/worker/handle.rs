//! One delivery from receipt to settlement.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tracing::Instrument;

use super::finished::Finished;
use super::job::Product;
use super::pool::Pool;
use super::retry::Policy;
use super::sandbox::Sandbox;
use super::{Stop, Work};
use crate::telemetry::Event;
use crate::telemetry::events::{ArticleParked, ArticleRetried, MessageReceived, MessageSettled};
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

    /// Works on one delivery and settles it, within a span of its own that carries the sender's trace.
    pub async fn handle(self: Arc<Self>, delivery: Delivery, stop: Stop) -> Settled {
        let began = Instant::now();
        let content = &delivery.content;
        received(content).emit();
        let span = tracing::info_span!(
            "message",
            messaging.message.id = content.message_id.as_deref(),
            traceparent = content.traceparent.as_deref(),
        );
        let settled = self.settle(delivery, stop).instrument(span).await;
        MessageSettled { outcome: settled.as_str(), seconds: began.elapsed().as_secs_f64() }.emit();
        settled
    }

    async fn settle(&self, delivery: Delivery, mut stop: Stop) -> Settled {
        let Delivery { content, receipt } = delivery;
        if !receipt.live() {
            return Settled::Lost;
        }
        if let Some(confirmed) = self.finished.recall(&content) {
            return match receipt.settle(Outcome::Done(confirmed)).await {
                Settled::Done => Settled::Duplicate,
                other => other,
            };
        }
        let Some(worked) = self.work(&content, &mut stop).await else { return receipt.let_go() };
        match worked {
            Ok(product) => self.publish(&content, receipt, product).await,
            Err(failure) => self.forward(&content, receipt, failure).await,
        }
    }

    /// `None` when a stop was asked before the work began.
    async fn work(&self, content: &Arc<Content>, stop: &mut Stop) -> Option<Result<Product, Failure>> {
        if let Some(sandbox) = self.sandbox.as_ref().filter(|_| self.policy.suspects(content)) {
            let turn = tokio::select! { biased; () = stop.asked() => return None, turn = sandbox.turn() => turn };
            return Some(sandbox.run(content, turn).await);
        }
        let entered = tokio::select! {
            biased;
            () = stop.asked() => return None,
            entered = self.pool.enter(Arc::clone(content)) => entered,
        };
        Some(match entered {
            Ok(running) => running.finish().await,
            Err(failure) => Err(failure),
        })
    }

    async fn publish(&self, content: &Content, receipt: Receipt, product: Product) -> Settled {
        let outputs = std::iter::once(product.record).chain(product.alerts).collect();
        match receipt.publish(outputs).await {
            Ok(confirmed) => {
                self.finished.remember(content, confirmed);
                receipt.settle(Outcome::Done(confirmed)).await
            }
            Err(error) => match error.failure() {
                Some(failure) => self.forward(content, receipt, failure).await,
                None => Settled::Lost,
            },
        }
    }

    async fn forward(&self, content: &Content, receipt: Receipt, failure: Failure) -> Settled {
        let step = self.policy.step(content, failure);
        tell(content, &step);
        receipt.settle(Outcome::Forward(step)).await
    }
}

fn received(content: &Content) -> MessageReceived {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    let age = content.timestamp.map_or(-1.0, |sent| (now - sent as f64).max(0.0));
    MessageReceived { redelivered: content.redelivered, bytes: content.body.len() as u64, age }
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
