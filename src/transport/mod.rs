//! Where articles come from and where messages go: one trait, implemented by `amqp`, `files` and `script`.
//!
//! Owns the protocol that makes loss impossible: a [`Receipt`] can be settled only with an [`Outcome`], and the outcome `done` needs
//! a [`Confirmed`], which only a confirmed publish gives. What a transport must add is small: the four verbs of [`Ticket`].
//! Knows nothing of articles; it moves bytes.

pub mod amqp;
mod error;
pub mod files;
mod ledger;
mod receipt;
pub mod script;

use std::sync::Arc;

use crate::telemetry::trace::Trace;

pub use error::{Class, Failure, Fatal, PublishError, Stage};
pub use receipt::{Confirmed, Outcome, Receipt, Settled, Step, Ticket};

/// A source of deliveries together with the place where their results go. It heals itself: an outage is seen as silence.
pub trait Transport: Send + 'static {
    /// Waits for the next delivery. Cancel-safe. `None`: ended for good (a folder read once, or after [`Transport::stop_intake`]).
    ///
    /// # Errors
    /// Only what an operator must mend (wrong topology, refused credentials at the start): the worker exits.
    fn next(&mut self) -> impl Future<Output = Result<Option<Delivery>, Fatal>> + Send;

    /// Asks for no further deliveries. What was handed out can still be settled.
    fn stop_intake(&mut self) -> impl Future<Output = ()> + Send;

    /// Makes what was settled final (flushes acknowledgements or files) and closes. What was not settled goes back to its source.
    ///
    /// # Errors
    /// When something settled could not be made final. It will be delivered again, so nothing is lost.
    fn close(self) -> impl Future<Output = Result<(), Fatal>> + Send;
}

/// One message: what it says, and the duty to settle it.
#[must_use = "a delivery that is dropped comes back"]
#[derive(Debug)]
pub struct Delivery {
    /// The message.
    pub content: Arc<Content>,
    /// The duty.
    pub receipt: Receipt,
}

/// Where a message was taken from. Empty where a transport has no such names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The queue.
    pub queue: Arc<str>,
    /// The exchange that it was sent to; the default exchange has no name.
    pub exchange: String,
    /// The routing key that it was sent with.
    pub key: String,
    /// The broker's number for this delivery.
    pub tag: u64,
}

impl Source {
    /// The destination as OpenTelemetry writes it for `RabbitMQ`: exchange, routing key, and the queue where it is not the same.
    pub fn destination(&self) -> String {
        let Self { queue, exchange, key, .. } = self;
        let queue: &str = queue;
        let exchange = if exchange.is_empty() { "amq.default" } else { exchange };
        let parts = [exchange, key, if queue == key { "" } else { queue }];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
    }
}

/// A message as received; whatever a transport does not know is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The bytes, their content encoding not yet undone.
    pub body: Vec<u8>,
    /// MIME type.
    pub content_type: Option<String>,
    /// `gzip`, `zstd`, or a list of them.
    pub content_encoding: Option<String>,
    /// The sender's id of the message; a file's name for files.
    pub message_id: Option<String>,
    /// Headers that are text, names as sent (`CloudEvents` in binary mode puts its attributes there).
    pub headers: Vec<(String, String)>,
    /// The trace that it belongs to.
    pub trace: Trace,
    /// Where it was taken from.
    pub source: Source,
    /// Seconds since 1970 when the sender made the message.
    pub timestamp: Option<u64>,
    /// True when the source says that it was delivered before. It may have been finished then.
    pub redelivered: bool,
    /// How often we gave it to the retry ladder (our own header).
    pub attempts: u32,
    /// How often the broker took it back unsettled (`x-delivery-count`): a crash or a lost connection.
    pub returns: u32,
}
