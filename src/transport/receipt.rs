//! The duty to settle a delivery, and the invariant: an input is let go only after confirms that cover each of its outputs, or its
//! copy on the retry ladder or in the parking queue.

use std::fmt;
use std::time::Duration;

use futures_util::future::{BoxFuture, try_join_all};

use super::{Failure, PublishError};
use crate::telemetry::Event;
use crate::telemetry::events::ForwardRefused;
use crate::worker::job::Message;

/// What a transport can do for one delivery. Dropping a ticket gives the delivery back to its source.
pub trait Ticket: Send + Sync {
    /// False once the session that it belongs to is gone: work on it is in vain, it comes back.
    fn live(&self) -> bool;

    /// Publishes one output and waits until it is safe.
    fn publish(&self, message: Message) -> BoxFuture<'_, Result<(), PublishError>>;

    /// Publishes a copy of the input (same body, same properties) where the step says, and waits until it is safe.
    fn forward<'a>(&'a self, step: &'a Step) -> BoxFuture<'a, Result<(), PublishError>>;

    /// Lets the input go. It may return before the source knows; if that is lost, the input is delivered again.
    fn acknowledge(self: Box<Self>) -> BoxFuture<'static, Result<(), PublishError>>;

    /// Gives the delivery back on purpose. Most transports have nothing to do but to drop.
    fn let_go(self: Box<Self>) {}
}

/// Proof that everything an input caused is safe. Only [`Receipt::publish`] makes one; the memory of finished inputs keeps copies.
#[derive(Debug, Clone, Copy)]
pub struct Confirmed(());

/// Where a copy of an input goes when it was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To the rung of the retry ladder, as the attempt with this number (from 1).
    Retry {
        /// Index into the configured rungs.
        rung: usize,
        /// How often it will have been tried.
        attempt: u32,
        /// Why.
        failure: Failure,
    },
    /// To the parking queue, for people.
    Park {
        /// How often it was tried.
        attempt: u32,
        /// Why.
        failure: Failure,
    },
}

/// What became of an input.
#[derive(Debug)]
pub enum Outcome {
    /// All outputs are confirmed.
    Done(Confirmed),
    /// It goes elsewhere, with its reasons.
    Forward(Step),
}

/// How a receipt ended, for counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Settled {
    /// Published and let go.
    Done,
    /// Finished before, let go without work.
    Duplicate,
    /// On the retry ladder.
    Retried,
    /// In the parking queue.
    Parked,
    /// Given back on purpose (drain).
    Returned,
    /// The session went away: it is delivered again.
    Lost,
}

impl Settled {
    /// The word for logs and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Duplicate => "duplicate",
            Self::Retried => "retried",
            Self::Parked => "parked",
            Self::Returned => "returned",
            Self::Lost => "lost",
        }
    }
}

/// The duty to settle one delivery: not `Clone`, used up by [`Receipt::settle`].
#[must_use = "settle it, or let it go on purpose"]
pub struct Receipt {
    ticket: Box<dyn Ticket>,
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt").field("live", &self.live()).finish()
    }
}

impl Receipt {
    /// Wraps a transport's ticket.
    pub fn new(ticket: impl Ticket + 'static) -> Self {
        Self { ticket: Box::new(ticket) }
    }

    /// False once the session is gone: the input comes back, so that work on it is in vain.
    pub fn live(&self) -> bool {
        self.ticket.live()
    }

    /// Publishes all outputs at once and waits for every confirm.
    ///
    /// # Errors
    /// The first publish that failed. Others may have arrived: they carry the same ids when the input is tried again.
    pub async fn publish(&self, outputs: Vec<Message>) -> Result<Confirmed, PublishError> {
        try_join_all(outputs.into_iter().map(|message| self.ticket.publish(message))).await?;
        Ok(Confirmed(()))
    }

    /// Ends the duty. A copy that the broker refuses is offered again and again while the session lives: the input stays with its
    /// source meanwhile, and the source sends no more than the prefetch.
    pub async fn settle(self, outcome: Outcome) -> Settled {
        let settled = match &outcome {
            Outcome::Done(_) => Settled::Done,
            Outcome::Forward(step) => {
                if self.forward(step).await.is_err() {
                    return Settled::Lost;
                }
                match step {
                    Step::Retry { .. } => Settled::Retried,
                    Step::Park { .. } => Settled::Parked,
                }
            }
        };
        match self.ticket.acknowledge().await {
            Ok(()) => settled,
            Err(_) => Settled::Lost,
        }
    }

    /// Gives the delivery back on purpose.
    pub fn let_go(self) -> Settled {
        self.ticket.let_go();
        Settled::Returned
    }

    async fn forward(&self, step: &Step) -> Result<(), PublishError> {
        let mut pause = Duration::from_millis(250);
        loop {
            match self.ticket.forward(step).await {
                Ok(()) => return Ok(()),
                Err(lost @ PublishError::Lost(_)) => return Err(lost),
                Err(refused) if !self.live() => return Err(refused),
                Err(refused) => {
                    ForwardRefused { reason: refused.to_string() }.emit();
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_secs(15));
                }
            }
        }
    }
}
