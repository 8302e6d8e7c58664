//! One delivery's way back into its session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use futures_util::future::{BoxFuture, FutureExt};
use lapin::types::ShortString;
use lapin::{Acker, BasicProperties};
use tokio::sync::{mpsc, oneshot};

use super::acks::Note;
use super::config::Settings;
use super::fault::{Cause, Fault};
use super::properties;
use super::publisher::{CONFIRM_TIMEOUT, Job};
use crate::telemetry::Event;
use crate::telemetry::events::{ConfirmAwaited, MessagePublished};
use crate::telemetry::span::{Kind, Value};
use crate::transport::{Content, PublishError, Step, Ticket};
use crate::worker::job::Message;

/// What the tickets of a session share.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) fault: Fault,
    pub(super) publishers: Vec<mpsc::Sender<Job>>,
    pub(super) acks: mpsc::UnboundedSender<Note>,
    pub(super) settings: Arc<Settings>,
    /// Deliveries that are not settled yet.
    pub(super) outstanding: AtomicU64,
    /// True once intake was stopped: a delivery may then be dropped unsettled.
    pub(super) stopping: AtomicBool,
    /// True when the last copy for the ladder or the parking queue was refused.
    pub(super) refused: AtomicBool,
}

impl Link {
    async fn publish(
        &self,
        ticket: &AmqpTicket,
        exchange: &str,
        key: &str,
        properties: BasicProperties,
        body: Vec<u8>,
    ) -> Result<(), PublishError> {
        let trace = &ticket.content.trace;
        let mut span = trace.stage("send", Kind::Producer);
        span.describe(|| format!("{exchange}:{key}"), || described(exchange, key, &properties, body.len()));
        let traceparent = span.header().or_else(|| trace.header());
        let properties = properties::traced(properties, traceparent.as_deref(), trace.state());
        let fate = self.send(ticket.tag, exchange, key, properties, body).await;
        if let Err(error) = &fate {
            span.fail(result_of(&self.fault, error));
        }
        fate
    }

    async fn send(
        &self,
        shard: u64,
        exchange: &str,
        key: &str,
        properties: BasicProperties,
        body: Vec<u8>,
    ) -> Result<(), PublishError> {
        let short = |text: &str| {
            ShortString::try_new(text).map_err(|error| PublishError::Permanent(format!("{exchange} {key}: {error}")))
        };
        let (reply, answer) = oneshot::channel();
        let job = Job { exchange: short(exchange)?, key: short(key)?, properties, body, reply };
        let index = shard as usize % self.publishers.len().max(1);
        let publisher = self.publishers.get(index).ok_or_else(|| self.lost())?;
        let (began, route) = (Instant::now(), self.route(exchange, key));
        let fate = {
            let _awaited = Awaited::begin();
            match publisher.send(job).await {
                Ok(()) => answer.await.map_err(|_| self.lost()).flatten(),
                Err(_) => Err(self.lost()),
            }
        };
        let result = fate.as_ref().map_or_else(|error| result_of(&self.fault, error), |()| "ack");
        MessagePublished { route, result, seconds: began.elapsed().as_secs_f64() }.emit();
        fate
    }

    /// What a message is, for metrics.
    fn route(&self, exchange: &str, key: &str) -> &'static str {
        let Settings { park, .. } = &*self.settings;
        match (exchange == park.exchange, key == park.queue) {
            (true, true) => "parked",
            (true, false) => "retry",
            _ if key.starts_with("alert.") => "alert",
            _ => "record",
        }
    }

    fn lost(&self) -> PublishError {
        PublishError::Lost(format!("the session has ended: {}", self.fault.cause().reason))
    }
}

/// A failed publish in a word.
fn result_of(fault: &Fault, error: &PublishError) -> &'static str {
    match error {
        PublishError::Nacked { .. } => "nack",
        PublishError::Unroutable { .. } => "returned",
        PublishError::Lost(_) if fault.cause().kind == CONFIRM_TIMEOUT => "timeout",
        PublishError::Permanent(_) | PublishError::Lost(_) => "error",
    }
}

/// What a span says of a message that is sent, in OpenTelemetry's words.
fn described(exchange: &str, key: &str, properties: &BasicProperties, size: usize) -> Vec<(&'static str, Value)> {
    let mut attributes = vec![
        ("messaging.system", "rabbitmq".into()),
        ("messaging.operation.name", "send".into()),
        ("messaging.operation.type", "send".into()),
        ("messaging.destination.name", format!("{exchange}:{key}").as_str().into()),
        ("messaging.rabbitmq.destination.routing_key", key.into()),
        ("messaging.message.body.size", (size as u64).into()),
    ];
    if let Some(id) = properties.message_id() {
        attributes.push(("messaging.message.id", id.as_str().into()));
    }
    attributes
}

/// A publish whose fate is not known; the count is right even when whoever waits is dropped.
struct Awaited;

impl Awaited {
    fn begin() -> Self {
        ConfirmAwaited { change: 1 }.emit();
        Self
    }
}

impl Drop for Awaited {
    fn drop(&mut self) {
        ConfirmAwaited { change: -1 }.emit();
    }
}

/// The ticket of a delivery.
pub(super) struct AmqpTicket {
    link: Arc<Link>,
    tag: u64,
    acker: Option<Acker>,
    original: BasicProperties,
    content: Arc<Content>,
}

impl AmqpTicket {
    pub(super) fn new(
        link: Arc<Link>,
        tag: u64,
        acker: Acker,
        original: BasicProperties,
        content: Arc<Content>,
    ) -> Self {
        link.outstanding.fetch_add(1, Ordering::Relaxed);
        Self { link, tag, acker: Some(acker), original, content }
    }
}

impl Ticket for AmqpTicket {
    fn live(&self) -> bool {
        !self.link.fault.is_raised()
    }

    fn publish(&self, message: Message) -> BoxFuture<'_, Result<(), PublishError>> {
        let (limit, size) = (self.link.settings.publish.max_body, message.body.len());
        if size > limit {
            // Of what we made only: a copy of what the broker gave us is no larger than it takes.
            let reason = format!("{size} bytes for {} are more than {limit}", message.route);
            return std::future::ready(Err(PublishError::Permanent(reason))).boxed();
        }
        let properties = properties::output(&message);
        let exchange = &self.link.settings.publish.exchange;
        async move { self.link.publish(self, exchange, &message.route, properties, message.body).await }.boxed()
    }

    fn forward<'a>(&'a self, step: &'a Step) -> BoxFuture<'a, Result<(), PublishError>> {
        async move {
            let Settings { retry, park, .. } = &*self.link.settings;
            let rung = match step {
                Step::Retry { rung, .. } => retry.rungs.get(*rung),
                Step::Park { .. } => None,
            };
            let key = rung.map_or_else(|| park.queue.clone(), |rung| retry.queue(*rung));
            let properties = properties::copy(&self.original, step);
            let fate = self.link.publish(self, &park.exchange, &key, properties, self.content.body.clone()).await;
            let refused = matches!(fate, Err(PublishError::Nacked { .. } | PublishError::Unroutable { .. }));
            self.link.refused.store(refused, Ordering::Relaxed);
            fate
        }
        .boxed()
    }

    fn acknowledge(mut self: Box<Self>) -> BoxFuture<'static, Result<(), PublishError>> {
        let told = match self.acker.take() {
            Some(acker) if self.live() => self.link.acks.send(Note::Finished(self.tag, acker)).is_ok(),
            _ => false,
        };
        std::future::ready(if told { Ok(()) } else { Err(self.link.lost()) }).boxed()
    }

    fn let_go(mut self: Box<Self>) {
        self.acker = None;
    }
}

impl Drop for AmqpTicket {
    fn drop(&mut self) {
        self.link.outstanding.fetch_sub(1, Ordering::Relaxed);
        // A task that died with its delivery would leave it with us, unsettled, for as long as the channel lives.
        if self.acker.is_some() && self.live() && !self.link.stopping.load(Ordering::Relaxed) {
            self.link.fault.raise(Cause::consume("dropped", "a delivery was dropped unsettled"));
        }
    }
}
