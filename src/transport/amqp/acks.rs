//! Acknowledgements, gathered: one `ack multiple` up to the highest contiguous finished tag; what has waited long behind a slow
//! neighbour is acknowledged alone.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use lapin::Acker;
use lapin::options::BasicAckOptions;
use tokio::sync::{mpsc, oneshot};

use super::fault::{Cause, Fault};
use crate::telemetry::Event;
use crate::telemetry::events::AckFailed;

/// How long a finished tag waits for a gap before it to close.
const PATIENCE: Duration = Duration::from_millis(50);

/// What the task is told.
pub(super) enum Note {
    /// This delivery is finished.
    Finished(u64, Acker),
    /// Write everything now and say so.
    Flush(oneshot::Sender<()>),
}

/// Which tags may be acknowledged, and how. Pure, so that its rule can be tested.
#[derive(Debug)]
struct Ledger<A> {
    /// The lowest tag that is not known to be finished.
    next: u64,
    /// Finished and not yet acknowledged.
    finished: BTreeMap<u64, (Instant, A)>,
    /// Acknowledged alone, beyond `next`.
    alone: BTreeSet<u64>,
}

impl<A> Ledger<A> {
    fn new() -> Self {
        Self { next: 1, finished: BTreeMap::new(), alone: BTreeSet::new() }
    }

    fn finish(&mut self, tag: u64, now: Instant, acker: A) {
        self.finished.insert(tag, (now, acker));
        while self.finished.contains_key(&self.next) || self.alone.remove(&self.next) {
            self.next += 1;
        }
    }

    /// The highest finished tag below the first gap: all up to it may be acknowledged at once.
    fn take_contiguous(&mut self) -> Option<A> {
        let beyond = self.finished.split_off(&self.next);
        let mut below = std::mem::replace(&mut self.finished, beyond);
        below.pop_last().map(|(_, (_, acker))| acker)
    }

    /// Finished tags beyond a gap that have waited since before `since`.
    fn take_waiting(&mut self, since: Instant) -> Vec<A> {
        let tags: Vec<u64> =
            self.finished.iter().filter(|(_, (finished, _))| *finished <= since).map(|(tag, _)| *tag).collect();
        tags.into_iter()
            .filter_map(|tag| {
                self.alone.insert(tag);
                self.finished.remove(&tag).map(|(_, acker)| acker)
            })
            .collect()
    }
}

/// Gathers and writes until the session ends.
pub(super) async fn run(mut notes: mpsc::UnboundedReceiver<Note>, fault: Fault, batch: usize, delay: Duration) {
    let mut ledger = Ledger::new();
    let mut tick = tokio::time::interval(delay.max(Duration::from_millis(1)));
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let flush = tokio::select! {
            biased;
            () = fault.raised() => return,
            note = notes.recv() => match note {
                Some(Note::Finished(tag, acker)) => {
                    ledger.finish(tag, Instant::now(), acker);
                    if ledger.finished.len() < batch { continue }
                    None
                }
                Some(Note::Flush(done)) => Some(done),
                None => return,
            },
            _ = tick.tick(), if !ledger.finished.is_empty() => None,
        };
        let now = Instant::now();
        let since = if flush.is_some() { now } else { now.checked_sub(PATIENCE).unwrap_or(now) };
        let contiguous = ledger.take_contiguous().map(|acker| (acker, true));
        let waiting = ledger.take_waiting(since).into_iter().map(|acker| (acker, false));
        for (acker, multiple) in contiguous.into_iter().chain(waiting) {
            tokio::select! {
                () = fault.raised() => return,
                acked = acker.ack(BasicAckOptions { multiple }) => match acked {
                    Ok(true) => {}
                    Ok(false) => return refused(&fault, "an acknowledgement came too late for its channel".to_owned()),
                    Err(error) => return refused(&fault, format!("acknowledge: {error}")),
                },
            }
        }
        if let Some(done) = flush {
            let _ = done.send(());
        }
    }
}

fn refused(fault: &Fault, reason: String) {
    AckFailed { reason: reason.clone() }.emit();
    fault.raise(Cause::consume("acknowledge", reason));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acknowledges_up_to_the_first_gap() {
        let (mut ledger, now) = (Ledger::new(), Instant::now());
        for tag in [2, 3, 1, 5] {
            ledger.finish(tag, now, tag);
        }
        assert_eq!((ledger.take_contiguous(), ledger.take_contiguous()), (Some(3), None));
        ledger.finish(4, now, 4);
        assert_eq!(ledger.take_contiguous(), Some(5));
    }

    #[test]
    fn never_acknowledges_a_tag_twice_or_an_unfinished_one() {
        let (mut ledger, now) = (Ledger::new(), Instant::now());
        ledger.finish(2, now, 2);
        ledger.finish(4, now, 4);
        assert_eq!((ledger.take_contiguous(), ledger.take_waiting(now)), (None, vec![2, 4]));
        ledger.finish(1, now, 1);
        // Up to 1 only: 2 is acknowledged already, and naming it again would close the channel.
        assert_eq!(ledger.take_contiguous(), Some(1));
        ledger.finish(3, now, 3);
        assert_eq!((ledger.take_contiguous(), ledger.next), (Some(3), 5));
        ledger.finish(5, now, 5);
        assert_eq!(ledger.take_contiguous(), Some(5));
    }
}
