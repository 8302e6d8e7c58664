//! One publishing task for one channel with confirms. Never two: lapin gives confirms to the wrong messages when two tasks publish
//! on one channel.
//!
//! A publish ends well only with an ack and without a return. lapin hangs a returned message on "the next confirm", which can be
//! another's when the broker confirms several at once, so returns are matched by what they say of themselves. A confirm that never
//! comes is a fault of the session; time while the broker blocks does not count.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt};
use futures_util::stream::{FuturesUnordered, StreamExt};
use lapin::options::BasicPublishOptions;
use lapin::types::ShortString;
use lapin::{BasicProperties, Channel, Confirmation, PublisherConfirm};
use tokio::sync::{mpsc, oneshot};

use super::fault::{Cause, Fault};
use crate::transport::PublishError;

/// Something to publish.
pub(super) struct Job {
    pub(super) exchange: ShortString,
    pub(super) key: ShortString,
    pub(super) properties: BasicProperties,
    pub(super) body: Vec<u8>,
    pub(super) reply: oneshot::Sender<Result<(), PublishError>>,
}

/// What a return says of itself.
type Label = (ShortString, ShortString, Option<ShortString>);

struct Pending {
    number: u64,
    label: Label,
    reply: oneshot::Sender<Result<(), PublishError>>,
}

type Confirming = BoxFuture<'static, (Pending, lapin::Result<Confirmation>)>;
type Sending = BoxFuture<'static, (Pending, lapin::Result<PublisherConfirm>)>;

/// Confirms that may be outstanding.
const WINDOW: usize = 1024;
/// The kind of the fault when a confirm does not come.
pub(super) const CONFIRM_TIMEOUT: &str = "confirm-timeout";
/// How often the clock of confirms is read.
const TICK: Duration = Duration::from_millis(100);

pub(super) struct Publisher {
    pub(super) channel: Channel,
    pub(super) jobs: mpsc::Receiver<Job>,
    pub(super) fault: Fault,
    pub(super) confirm_timeout: Duration,
    /// True while the broker blocks the connection.
    pub(super) blocked: Box<dyn Fn() -> bool + Send>,
}

impl Publisher {
    /// Publishes until the session ends. Whoever waits for a reply then learns that the session is lost.
    pub(super) async fn run(mut self) {
        let mut confirming: FuturesUnordered<Confirming> = FuturesUnordered::new();
        let mut sending: Option<Sending> = None;
        let mut returned = HashSet::new();
        // Begin of each outstanding publish, on a clock that stands still while the broker blocks.
        let mut begun: BTreeMap<u64, Duration> = BTreeMap::new();
        let mut clock = Duration::ZERO;
        let mut number = 0;
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = self.fault.raised() => return,
                Some(first) = confirming.next() => {
                    if let Err(error) = settle(first, &mut confirming, &mut returned, &mut begun).await {
                        return self.fault.raise(Cause::publish("publish", format!("publish: {error}")));
                    }
                }
                (pending, sent) = async { match sending.as_mut() { Some(sending) => sending.await, None => std::future::pending().await } } => {
                    sending = None;
                    match sent {
                        Ok(confirm) => confirming.push(confirm.map(move |confirmed| (pending, confirmed)).boxed()),
                        Err(error) => return self.fault.raise(Cause::publish("publish", format!("publish: {error}"))),
                    }
                }
                job = self.jobs.recv(), if sending.is_none() && confirming.len() < WINDOW => {
                    let Some(job) = job else { return };
                    number += 1;
                    begun.insert(number, clock);
                    sending = Some(send(self.channel.clone(), job, number));
                }
                _ = tick.tick() => {
                    if !(self.blocked)() {
                        clock += TICK;
                    }
                    let oldest = begun.first_key_value().map_or(clock, |(_, begun)| *begun);
                    if clock.saturating_sub(oldest) > self.confirm_timeout {
                        let reason = format!("no confirm within {:?}", self.confirm_timeout);
                        return self.fault.raise(Cause::publish(CONFIRM_TIMEOUT, reason));
                    }
                }
            }
        }
    }
}

fn send(channel: Channel, job: Job, number: u64) -> Sending {
    let Job { exchange, key, properties, body, reply } = job;
    let label = (exchange.clone(), key.clone(), properties.message_id().clone());
    let pending = Pending { number, label, reply };
    async move {
        let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
        let sent = channel.basic_publish(exchange, key, options, &body, properties).await;
        (pending, sent)
    }
    .boxed()
}

/// Answers for a confirm and for all others that are there: a return may hang on any of them.
async fn settle(
    first: (Pending, lapin::Result<Confirmation>),
    confirming: &mut FuturesUnordered<Confirming>,
    returned: &mut HashSet<Label>,
    begun: &mut BTreeMap<u64, Duration>,
) -> lapin::Result<()> {
    let mut batch = vec![first];
    for _ in 0..2 {
        while let Some(Some(next)) = confirming.next().now_or_never() {
            batch.push(next);
        }
        tokio::task::yield_now().await;
    }
    let mut answers = Vec::with_capacity(batch.len());
    for (pending, confirmation) in batch {
        let (accepted, message) = match confirmation? {
            Confirmation::Ack(message) => (true, message),
            Confirmation::Nack(message) => (false, message),
            Confirmation::NotRequested => (false, None),
        };
        if let Some(message) = message {
            let delivery = &message.delivery;
            let id = delivery.properties.message_id().clone();
            returned.insert((delivery.exchange.clone(), delivery.routing_key.clone(), id));
        }
        answers.push((pending, accepted));
    }
    for (Pending { number, label, reply }, accepted) in answers {
        begun.remove(&number);
        let to = || format!("{} {}", label.0, label.1);
        let answer = if returned.remove(&label) {
            Err(PublishError::Unroutable { to: to() })
        } else if accepted {
            Ok(())
        } else {
            Err(PublishError::Nacked { to: to() })
        };
        let _ = reply.send(answer);
    }
    Ok(())
}
