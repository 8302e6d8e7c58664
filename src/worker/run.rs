//! The loop: take a delivery, hand it to a task, count how it ended; then drain. Any transport.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use super::Handler;
use crate::telemetry::Event;
use crate::telemetry::events::DrainExpired;
use crate::transport::{Fatal, Settled, Transport};

/// Runs until the source ends or a stop is asked; then lets started work finish within the drain deadline.
///
/// # Errors
/// What only an operator can mend.
pub async fn run<T: Transport>(mut transport: T, handler: Arc<Handler>, mut stop: Stop) -> Result<Summary, Fatal> {
    let mut at_work = JoinSet::new();
    let mut summary = Summary::default();
    let ended = loop {
        tokio::select! {
            biased;
            () = stop.asked() => break Ok(()),
            Some(settled) = at_work.join_next() => summary.count(&settled),
            next = transport.next(), if at_work.len() < handler.in_flight() => match next {
                Ok(Some(delivery)) => { at_work.spawn(Arc::clone(&handler).handle(delivery, stop.clone())); }
                Ok(None) => break Ok(()),
                Err(fatal) => break Err(fatal),
            },
        }
    };
    transport.stop_intake().await;
    let too_late = stop.too_late(handler.drain_timeout());
    tokio::pin!(too_late);
    loop {
        tokio::select! {
            biased;
            () = &mut too_late => {
                let unfinished = at_work.len() as u64;
                summary.returned += unfinished;
                if unfinished > 0 {
                    DrainExpired { unfinished }.emit();
                }
                break;
            }
            settled = at_work.join_next() => match settled {
                Some(settled) => summary.count(&settled),
                None => break,
            },
        }
    }
    at_work.shutdown().await;
    let closed = transport.close().await;
    ended.and(closed).map(|()| summary)
}

/// How the inputs of one run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Published and let go.
    pub done: u64,
    /// Finished before, let go without work.
    pub duplicates: u64,
    /// Given to the retry ladder.
    pub retried: u64,
    /// Parked.
    pub parked: u64,
    /// Given back at the drain.
    pub returned: u64,
    /// Lost their session; delivered again.
    pub lost: u64,
}

impl Summary {
    fn count(&mut self, settled: &Result<Settled, JoinError>) {
        let counter = match settled {
            Ok(Settled::Done) => &mut self.done,
            Ok(Settled::Duplicate) => &mut self.duplicates,
            Ok(Settled::Retried) => &mut self.retried,
            Ok(Settled::Parked) => &mut self.parked,
            Ok(Settled::Returned) => &mut self.returned,
            Ok(Settled::Lost) | Err(_) => &mut self.lost,
        };
        *counter += 1;
    }
}

/// How urgently the worker must stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    Running,
    Drain,
    Now,
}

/// Tells the loop and its tasks to stop: first asked, then at once. Cheap to clone; all clones see the same.
#[derive(Debug, Clone)]
pub struct Stop {
    sender: Arc<watch::Sender<Urgency>>,
    receiver: watch::Receiver<Urgency>,
}

impl Default for Stop {
    fn default() -> Self {
        let (sender, receiver) = watch::channel(Urgency::Running);
        Self { sender: Arc::new(sender), receiver }
    }
}

impl Stop {
    /// The first call asks for a drain, the second for an end at once.
    pub fn ask(&self) {
        self.sender.send_modify(|urgency| {
            *urgency = if *urgency == Urgency::Running { Urgency::Drain } else { Urgency::Now };
        });
    }

    /// True once a drain was asked.
    pub fn is_asked(&self) -> bool {
        *self.receiver.borrow() >= Urgency::Drain
    }

    /// Waits until a drain is asked.
    pub async fn asked(&mut self) {
        let _ = self.receiver.wait_for(|urgency| *urgency >= Urgency::Drain).await;
    }

    /// Waits until waiting must end: at the deadline after a drain was asked, or at once.
    async fn too_late(mut self, deadline: Duration) {
        let mut other = self.clone();
        let drained = async {
            self.asked().await;
            tokio::time::sleep(deadline).await;
        };
        let now = async {
            let _ = other.receiver.wait_for(|urgency| *urgency == Urgency::Now).await;
        };
        tokio::select! { () = drained => {} () = now => {} }
    }
}
