//! One session: everything between a connect and the next fault.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use lapin::options::{
    BasicCancelOptions, BasicConsumeOptions, BasicNackOptions, BasicQosOptions, ConfirmSelectOptions,
    QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{Channel, Connection, ConnectionStatus, Consumer};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use super::acks::{self, Note};
use super::config::Settings;
use super::connect::{ConnectError, connect};
use super::fault::{Cause, Fault};
use super::properties;
use super::publisher::Publisher;
use super::ticket::{AmqpTicket, Link};
use super::topology::{Plan, TopologyError};
use crate::telemetry::Event;
use crate::telemetry::events::ConsumerCancelled;
use crate::transport::{Delivery, Fatal, Receipt};

/// How often the state of the connections is looked at: lapin tells nobody that they are lost.
const LOOK: Duration = Duration::from_millis(50);
/// Longest wait for the broker's goodbye, once for what is settled and once for the connections.
const GOODBYE: Duration = Duration::from_secs(2);

/// Why a session could not begin.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Topology(#[from] TopologyError),
    #[error("{0}")]
    Amqp(#[from] lapin::Error),
}

/// An open session.
pub(super) struct Session {
    link: Arc<Link>,
    consume: Connection,
    publish: Connection,
    channel: Channel,
    consumer_tag: ShortString,
    tasks: JoinSet<()>,
}

impl Session {
    /// Connects, establishes the topology, starts consuming.
    pub(super) async fn open(
        settings: &Arc<Settings>,
        turn: usize,
        prefetch: u16,
        deliveries: &mpsc::Sender<Result<Delivery, Fatal>>,
    ) -> Result<Self, OpenError> {
        let (consume, publish) =
            tokio::try_join!(connect(&settings.amqp, turn, "consume"), connect(&settings.amqp, turn, "publish"))?;
        Plan::new(settings).establish(&consume, settings.topology.mode).await?;

        let fault = Fault::new();
        let mut tasks = JoinSet::new();
        let mut publishers = Vec::new();
        for _ in 0..settings.publish.channels.max(1) {
            let channel = publish.create_channel().await?;
            channel.confirm_select(ConfirmSelectOptions::default()).await?;
            let (sender, jobs) = mpsc::channel(64);
            let status = publish.status().clone();
            let publisher = Publisher {
                channel,
                jobs,
                fault: fault.clone(),
                confirm_timeout: settings.publish.confirm_timeout.0,
                blocked: Box::new(move || status.blocked()),
            };
            tasks.spawn(publisher.run());
            publishers.push(sender);
        }
        let (acks, notes) = mpsc::unbounded_channel();
        let consume_config = &settings.consume;
        tasks.spawn(acks::run(notes, fault.clone(), consume_config.ack_batch, consume_config.ack_delay.0));
        let link = Arc::new(Link {
            fault,
            publishers,
            acks,
            settings: Arc::clone(settings),
            outstanding: AtomicU64::new(0),
            stopping: AtomicBool::new(false),
            refused: AtomicBool::new(false),
        });

        let probe = consume.create_channel().await?;
        let channel = consume.create_channel().await?;
        channel.basic_qos(prefetch, BasicQosOptions::default()).await?;
        let mut arguments = FieldTable::default();
        if consume_config.priority != 0 {
            arguments.insert("x-priority".into(), AMQPValue::LongInt(consume_config.priority));
        }
        let queue = consume_config.queue.as_str().into();
        let consumer = channel.basic_consume(queue, "".into(), BasicConsumeOptions::default(), arguments).await?;
        let consumer_tag = consumer.tag();
        let last = Arc::new(AtomicU64::new(0));
        let status = consume.status().clone();
        tasks.spawn(forward(consumer, status, Arc::clone(&link), deliveries.clone(), Arc::clone(&last)));
        tasks.spawn(watch_silence(probe, Arc::clone(&link), last));
        Ok(Self { link, consume, publish, channel, consumer_tag, tasks })
    }

    /// Waits for the end and tells its cause.
    pub(super) async fn ended(&self) -> Cause {
        loop {
            tokio::select! {
                () = self.link.fault.raised() => return self.link.fault.cause(),
                () = tokio::time::sleep(LOOK) => {
                    for (connection, role, name) in
                        [(&self.consume, "consume", "consuming"), (&self.publish, "publish", "publishing")]
                    {
                        if !connection.status().connected() {
                            let reason = format!("the {name} connection is lost");
                            self.link.fault.raise(Cause::new(role, "connection", reason));
                        }
                    }
                }
            }
        }
    }

    /// True while copies for the ladder or the parking queue are refused.
    pub(super) fn refused(&self) -> bool {
        self.link.refused.load(Ordering::Relaxed)
    }

    /// True while the broker takes no publishes.
    pub(super) fn blocked(&self) -> bool {
        self.publish.status().blocked()
    }

    /// From now on what the broker delivers is dropped unsettled. The consumer is cancelled only in [`Session::close`].
    pub(super) fn stop_intake(&self) {
        self.link.stopping.store(true, Ordering::Relaxed);
    }

    /// Makes sure that the broker has every acknowledgement, gives the rest back, then closes.
    pub(super) async fn close(self) {
        tokio::select! {
            () = self.link.fault.raised() => {}
            _ = tokio::time::timeout(GOODBYE, self.settle()) => {}
        }
        self.end(true).await;
    }

    /// `RabbitMQ` takes acknowledgements for a quorum queue ahead of its log: with 32 under way the channel holds further ones back,
    /// and those are forgotten when it closes (measured on 3.10; `rabbit_fifo_client`, `unsent_commands`). The cancel goes through
    /// the log behind those under way; once the passive declare after it is answered, the held ones are under way as well, in order
    /// before the end of the channel. So the cancel must come last, and not when intake stops.
    async fn settle(&self) -> lapin::Result<()> {
        let (done, flushed) = oneshot::channel();
        if self.link.acks.send(Note::Flush(done)).is_ok() {
            let _ = flushed.await;
        }
        self.channel.basic_cancel(self.consumer_tag.clone(), BasicCancelOptions::default()).await?;
        // A nack on purpose: from 4.3 on it does not count as a failed delivery, the end of a channel does.
        self.channel.basic_nack(0, BasicNackOptions { multiple: true, requeue: true }).await?;
        let options = QueueDeclareOptions { passive: true, durable: true, ..QueueDeclareOptions::default() };
        let queue = self.link.settings.consume.queue.as_str().into();
        self.channel.queue_declare(queue, options, FieldTable::default()).await?;
        self.channel.close(200, "bye".into()).await
    }

    /// Ends everything at once.
    pub(super) async fn abandon(self) {
        self.end(false).await;
    }

    async fn end(mut self, politely: bool) {
        self.link.fault.raise(Cause::new("both", "closed", "closed"));
        self.tasks.shutdown().await;
        let Self { consume, publish, .. } = self;
        // A broker that has stopped answering must not hold up the next session.
        let goodbye = tokio::spawn(async move {
            let both = async { tokio::join!(consume.close(200, "bye".into()), publish.close(200, "bye".into())) };
            let _ = tokio::time::timeout(GOODBYE, both).await;
        });
        if politely {
            let _ = goodbye.await;
        }
    }
}

/// Turns what the broker delivers into deliveries of ours. The end of the stream is a fault unless we asked for it: a queue deleted
/// under a consumer, for one, ends it without any error.
async fn forward(
    mut consumer: Consumer,
    status: ConnectionStatus,
    link: Arc<Link>,
    deliveries: mpsc::Sender<Result<Delivery, Fatal>>,
    last: Arc<AtomicU64>,
) {
    let (begin, queue) = (Instant::now(), Arc::<str>::from(link.settings.consume.queue.as_str()));
    while let Some(item) = consumer.next().await {
        let mut delivery = match item {
            Ok(delivery) => delivery,
            Err(error) => return link.fault.raise(Cause::consume("consume", format!("consume: {error}"))),
        };
        if !delivery.acker.usable() {
            return link.fault.raise(Cause::consume("channel", "a delivery of a closed channel"));
        }
        last.store(begin.elapsed().as_millis() as u64, Ordering::Relaxed);
        let content = Arc::new(properties::content(&mut delivery, &queue));
        let (tag, acker) = (delivery.delivery_tag, delivery.acker);
        let ticket = AmqpTicket::new(Arc::clone(&link), tag, acker, delivery.properties, Arc::clone(&content));
        let delivery = Delivery { content, receipt: Receipt::new(ticket) };
        // While stopping, deliveries that nobody takes are held by the broker as unsettled, up to the prefetch.
        if deliveries.send(Ok(delivery)).await.is_err() && !link.stopping.load(Ordering::Relaxed) {
            break;
        }
    }
    if !link.stopping.load(Ordering::Relaxed) {
        // A lost connection ends the stream, too.
        if status.connected() && !link.fault.is_raised() {
            ConsumerCancelled { queue: link.settings.consume.queue.clone() }.emit();
        }
        link.fault.raise(Cause::consume("cancelled", "the broker has ended the consumer"));
    }
}

/// Asks the broker for the length of the queue twice a heartbeat. No answer within a heartbeat, or a full queue of which nothing
/// reaches us, is a fault.
async fn watch_silence(channel: Channel, link: Arc<Link>, last: Arc<AtomicU64>) {
    let begin = Instant::now();
    let heartbeat = link.settings.amqp.heartbeat.0;
    let consume = &link.settings.consume;
    loop {
        tokio::select! {
            () = link.fault.raised() => return,
            () = tokio::time::sleep(heartbeat / 2) => {}
        }
        let options = QueueDeclareOptions { passive: true, durable: true, ..QueueDeclareOptions::default() };
        let asked = channel.queue_declare(consume.queue.as_str().into(), options, FieldTable::default());
        match tokio::time::timeout(heartbeat, asked).await {
            Err(_) => {
                return link
                    .fault
                    .raise(Cause::consume("unanswered", format!("the broker has not answered for {heartbeat:?}")));
            }
            Ok(Err(error)) => return link.fault.raise(Cause::consume("queue", format!("{}: {error}", consume.queue))),
            Ok(Ok(queue)) => {
                let silent = begin.elapsed().saturating_sub(Duration::from_millis(last.load(Ordering::Relaxed)));
                let idle = link.outstanding.load(Ordering::Relaxed) == 0;
                let stopping = link.stopping.load(Ordering::Relaxed);
                if queue.message_count() > 0 && idle && silent > consume.silence.0 && consume.priority >= 0 && !stopping
                {
                    let reason = format!("nothing for {silent:?} from a queue that is not empty");
                    return link.fault.raise(Cause::consume("silence", reason));
                }
            }
        }
    }
}
