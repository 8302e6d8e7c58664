//! The thread that writes: puts results into the order of the input and makes them final in batches.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::journal::{Journal, Step};
use super::{Back, Place, Progress};
use crate::transport::Fatal;

/// Longest that a result waits before it is final.
const DELAY: Duration = Duration::from_millis(200);

/// Most results that wait to be final.
const BATCH: usize = 256;

/// What an article adds to the three files.
#[derive(Debug, Default)]
pub(super) struct Outputs {
    pub(super) records: Vec<u8>,
    pub(super) alerts: Vec<u8>,
    pub(super) parked: Vec<u8>,
}

/// One article's result, or the end of a file.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) outputs: Outputs,
    /// True when the worker had it in hand; false when the reader settled it.
    pub(super) delivered: bool,
    /// True at the end of a file.
    pub(super) finished: bool,
}

/// What the writer is told.
#[derive(Debug)]
pub(super) enum ToWriter {
    Entry(Entry),
    /// An input cannot be read: what is done becomes final, then it is over.
    Broken(String),
    Close,
}

/// Writes until it is told to close or cannot write.
pub(super) fn run(
    journal: Journal,
    entries: &Receiver<ToWriter>,
    back: &UnboundedSender<Back>,
    progress: &Progress,
) -> Result<(), Fatal> {
    let mut writer =
        Writer { journal, waiting: BTreeMap::new(), next: 0, steps: Vec::new(), last: None, since: None, written: 0 };
    let result = writer.serve(entries, back, progress);
    if let Err(Fatal(reason)) = &result {
        let _ = back.send(Back::Broken(reason.clone()));
    }
    result
}

struct Writer {
    journal: Journal,
    /// Results whose predecessors are not there yet.
    waiting: BTreeMap<u64, Entry>,
    /// What comes next.
    next: u64,
    /// Steps that are written but not final.
    steps: Vec<Step>,
    /// The newest step of the file at hand.
    last: Option<(Arc<str>, Step)>,
    /// When the oldest result that is not final was written.
    since: Option<Instant>,
    /// Results written since then.
    written: usize,
}

impl Writer {
    fn serve(
        &mut self,
        entries: &Receiver<ToWriter>,
        back: &UnboundedSender<Back>,
        progress: &Progress,
    ) -> Result<(), Fatal> {
        loop {
            let wait = self.since.map_or(Duration::from_hours(1), |since| DELAY.saturating_sub(since.elapsed()));
            match entries.recv_timeout(wait) {
                Ok(ToWriter::Entry(entry)) => {
                    self.waiting.insert(entry.place.seq, entry);
                    let written = self.write_ready(progress)?;
                    if written > 0 {
                        let _ = back.send(Back::Written(written));
                    }
                }
                Ok(ToWriter::Broken(reason)) => return self.commit().and(Err(Fatal(reason))),
                Ok(ToWriter::Close) | Err(RecvTimeoutError::Disconnected) => return self.commit(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.written >= BATCH || self.since.is_some_and(|since| since.elapsed() >= DELAY) {
                self.commit()?;
            }
        }
    }

    /// Writes all results that are next; returns how many of them the worker had delivered.
    fn write_ready(&mut self, progress: &Progress) -> Result<usize, Fatal> {
        let mut written = 0;
        while let Some(entry) = self.waiting.remove(&self.next) {
            self.next += 1;
            let Outputs { records, alerts, parked } = &entry.outputs;
            let lengths = self.journal.write([records, alerts, parked])?;
            let step =
                Step { file: entry.place.file.to_string(), line: entry.place.line, finished: entry.finished, lengths };
            if let Some((file, before)) = self.last.replace((Arc::clone(&entry.place.file), step))
                && file != entry.place.file
            {
                self.steps.push(before);
            }
            self.since.get_or_insert_with(Instant::now);
            self.written += 1;
            if entry.delivered {
                written += 1;
            } else if !entry.finished {
                progress.articles.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok(written)
    }

    fn commit(&mut self) -> Result<(), Fatal> {
        self.since = None;
        self.written = 0;
        self.steps.extend(self.last.take().map(|(_, step)| step));
        if self.steps.is_empty() {
            return Ok(());
        }
        self.journal.commit(&self.steps)?;
        self.steps.clear();
        Ok(())
    }
}
