//! The duty for one article of a file: outputs are gathered in memory and become final together when it is acknowledged.

use std::fmt;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};
use serde_json::json;
use tokio::sync::mpsc::UnboundedSender;

use super::writer::{Entry, Outputs, ToWriter};
use super::{Back, Place};
use crate::transport::{Content, Failure, PublishError, Step, Ticket};
use crate::worker::job::Message;

/// What all tickets share.
pub(super) struct Shared {
    pub(super) writer: std::sync::mpsc::Sender<ToWriter>,
    pub(super) back: UnboundedSender<Back>,
    broken: AtomicBool,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("broken", &self.broken).finish_non_exhaustive()
    }
}

impl Shared {
    pub(super) fn new(writer: std::sync::mpsc::Sender<ToWriter>, back: UnboundedSender<Back>) -> Self {
        Self { writer, back, broken: AtomicBool::new(false) }
    }
}

/// One article's ticket.
pub(super) struct FileTicket {
    shared: Arc<Shared>,
    place: Place,
    content: Arc<Content>,
    gathered: Mutex<Gathered>,
    settled: bool,
}

#[derive(Default)]
struct Gathered {
    outputs: Outputs,
    /// Set when the article must be tried again, as the attempt with this number.
    again: Option<u32>,
}

impl FileTicket {
    pub(super) fn new(shared: Arc<Shared>, place: Place, content: Arc<Content>) -> Self {
        Self { shared, place, content, gathered: Mutex::default(), settled: false }
    }

    fn gather(&self, add: impl FnOnce(&mut Gathered)) {
        add(&mut self.gathered.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn deliver_again(&self, attempts: u32) {
        let content = Content { attempts, redelivered: true, ..Content::clone(&self.content) };
        let _ = self.shared.back.send(Back::Again(self.place.clone(), Box::new(content)));
    }
}

impl Ticket for FileTicket {
    fn live(&self) -> bool {
        !self.shared.broken.load(Ordering::Relaxed)
    }

    fn publish(&self, message: Message) -> BoxFuture<'_, Result<(), PublishError>> {
        self.gather(|gathered| {
            let alert = message.route.starts_with("alert.");
            let file = if alert { &mut gathered.outputs.alerts } else { &mut gathered.outputs.records };
            file.extend_from_slice(&message.body);
            file.push(b'\n');
        });
        ready(Ok(())).boxed()
    }

    fn forward<'a>(&'a self, step: &'a Step) -> BoxFuture<'a, Result<(), PublishError>> {
        self.gather(|gathered| match step {
            Step::Retry { attempt, .. } => gathered.again = Some(*attempt),
            Step::Park { attempt, failure } => gathered.outputs.parked = parked_line(&self.place, *attempt, failure),
        });
        ready(Ok(())).boxed()
    }

    fn acknowledge(mut self: Box<Self>) -> BoxFuture<'static, Result<(), PublishError>> {
        self.settled = true;
        let gathered = mem::take(&mut *self.gathered.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(attempts) = gathered.again {
            self.deliver_again(attempts);
            return ready(Ok(())).boxed();
        }
        let entry = Entry { place: self.place.clone(), outputs: gathered.outputs, delivered: true, finished: false };
        let sent = self.shared.writer.send(ToWriter::Entry(entry)).map_err(|_| {
            self.shared.broken.store(true, Ordering::Relaxed);
            PublishError::Lost("the output cannot be written".to_owned())
        });
        ready(sent).boxed()
    }
}

impl Drop for FileTicket {
    fn drop(&mut self) {
        if !self.settled {
            self.deliver_again(self.content.attempts);
        }
    }
}

/// What `parked.ndjson` says of an article. The article itself stays where it is, in the input folder.
pub(super) fn parked_line(place: &Place, attempt: u32, failure: &Failure) -> Vec<u8> {
    let line = json!({
        "file": &*place.file,
        "line": place.line,
        "stage": failure.stage.as_str(),
        "kind": failure.kind,
        "reason": failure.reason,
        "attempt": attempt,
    });
    let mut bytes = line.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}
