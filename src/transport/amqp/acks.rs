//! Acknowledgements, gathered: one `ack multiple` up to the highest contiguous finished tag; what has waited long behind a slow
//! neighbour is acknowledged alone.

use std::time::{Duration, Instant};

use lapin::Acker;
use lapin::options::BasicAckOptions;
use tokio::sync::{mpsc, oneshot};

use super::fault::{Cause, Fault};
use crate::telemetry::Event;
use crate::telemetry::events::AckFailed;
use crate::transport::ledger::Ledger;

/// How long a finished tag waits for a gap before it to close.
const PATIENCE: Duration = Duration::from_millis(50);

/// What the task is told.
pub(super) enum Note {
    /// This delivery is finished.
    Finished(u64, Acker),
    /// Write everything now and say so.
    Flush(oneshot::Sender<()>),
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
                    if ledger.waiting() < batch { continue }
                    None
                }
                Some(Note::Flush(done)) => Some(done),
                None => return,
            },
            _ = tick.tick(), if ledger.waiting() > 0 => None,
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
