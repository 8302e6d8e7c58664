//! A folder of articles in, three files out: the embedded default, the backfill tool and the newcomer's first command.
//!
//! One thread reads ([`folder`]), one writes ([`writer`]); the worker's tasks work between them. What was written and how far was
//! read become final together ([`journal`]): killed at any time, the next run loses nothing and repeats nothing.
//! Output is in the order of the input, whatever the number of threads.

mod folder;
mod journal;
pub(crate) mod reading;
mod ticket;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use tokio::sync::mpsc;

use super::{Content, Delivery, Fatal, Receipt, Transport};
use journal::Journal;
use ticket::{FileTicket, Shared};
use writer::ToWriter;

/// Where articles lie and where results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Read with its subfolders, in the order of the names.
    pub input: PathBuf,
    /// Gets `records.ndjson`, `alerts.ndjson`, `parked.ndjson` and `state.ndjson`.
    pub output: PathBuf,
    /// Ends when all files are read; otherwise waits for more.
    pub once: bool,
}

/// How far it is, for a progress bar.
#[derive(Debug, Default)]
pub struct Progress {
    /// Files that are to be read in this run.
    pub files: AtomicU64,
    /// Their bytes, packed as they are.
    pub bytes: AtomicU64,
    /// Bytes read.
    pub read: Arc<AtomicU64>,
    /// Articles whose results are written.
    pub articles: AtomicU64,
}

/// Most articles whose results wait for the one before them. Bounds memory when one article takes long.
const WINDOW: usize = 512;

/// One article on its way from the reader.
struct Item {
    place: Place,
    content: Content,
}

/// Where an article stands.
#[derive(Debug, Clone)]
struct Place {
    /// Counts everything that was read, from 0: the order of the output.
    seq: u64,
    /// Path below the input folder, with `/` between its parts.
    file: Arc<str>,
    /// Line in the file, from 1.
    line: u64,
}

/// What comes back to [`Files::next`].
#[allow(clippy::large_enum_variant, reason = "one a message, moved once; a box would cost more")]
enum Back {
    /// An article that must be delivered again.
    Again(Place, Box<Content>),
    /// So many results were written.
    Written(usize),
    /// The writer gave up.
    Broken(String),
}

/// The transport.
#[derive(Debug)]
pub struct Files {
    items: mpsc::Receiver<Item>,
    back: mpsc::UnboundedReceiver<Back>,
    shared: Arc<Shared>,
    progress: Arc<Progress>,
    outstanding: usize,
    ended: bool,
    stopped: bool,
    writer: JoinHandle<Result<(), Fatal>>,
}

impl Files {
    /// Takes up where the last run into the same output folder stopped.
    ///
    /// # Errors
    /// When a folder cannot be used, another process uses it, or its state belongs to another input folder.
    pub fn open(folders: &Folders) -> Result<Self, Fatal> {
        let unusable = |path: &Path, error: &dyn std::fmt::Display| Fatal(format!("{}: {error}", path.display()));
        std::fs::create_dir_all(&folders.output).map_err(|error| unusable(&folders.output, &error))?;
        let input = folders.input.canonicalize().map_err(|error| unusable(&folders.input, &error))?;
        let output = folders.output.canonicalize().map_err(|error| unusable(&folders.output, &error))?;
        let (journal, done) = Journal::open(&output, &input)?;
        let progress = Arc::new(Progress::default());
        let (to_items, items) = mpsc::channel(8);
        let (to_back, back) = mpsc::unbounded_channel();
        let (to_writer, from_all) = std::sync::mpsc::channel();
        let shared = Arc::new(Shared::new(to_writer.clone(), to_back.clone()));
        let reader = folder::Reader {
            input,
            output,
            once: folders.once,
            done,
            items: to_items,
            writer: to_writer,
            progress: Arc::clone(&progress),
        };
        let no_thread = |error: std::io::Error| Fatal(format!("no thread: {error}"));
        let counts = Arc::clone(&progress);
        let writer = std::thread::Builder::new()
            .name("write files".to_owned())
            .spawn(move || writer::run(journal, &from_all, &to_back, &counts))
            .map_err(no_thread)?;
        std::thread::Builder::new().name("read files".to_owned()).spawn(move || reader.run()).map_err(no_thread)?;
        Ok(Self { items, back, shared, progress, outstanding: 0, ended: false, stopped: false, writer })
    }

    /// How far it is.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    fn deliver(&self, place: Place, content: Content) -> Delivery {
        let content = Arc::new(content);
        let ticket = FileTicket::new(Arc::clone(&self.shared), place, Arc::clone(&content));
        Delivery { content, receipt: Receipt::new(ticket) }
    }
}

impl Transport for Files {
    async fn next(&mut self) -> Result<Option<Delivery>, Fatal> {
        loop {
            if self.ended && self.outstanding == 0 {
                return Ok(None);
            }
            tokio::select! {
                biased;
                back = self.back.recv() => match back {
                    Some(Back::Again(place, content)) if !self.stopped => {
                        return Ok(Some(self.deliver(place, *content)));
                    }
                    Some(Back::Again(..)) => self.outstanding = self.outstanding.saturating_sub(1),
                    Some(Back::Written(count)) => {
                        self.outstanding = self.outstanding.saturating_sub(count);
                        self.progress.articles.fetch_add(count as u64, Ordering::Relaxed);
                    }
                    Some(Back::Broken(reason)) => return Err(Fatal(reason)),
                    None => return Ok(None),
                },
                item = self.items.recv(), if !self.ended && self.outstanding < WINDOW => match item {
                    Some(Item { place, content }) => {
                        self.outstanding += 1;
                        return Ok(Some(self.deliver(place, content)));
                    }
                    None => self.ended = true,
                },
            }
        }
    }

    async fn stop_intake(&mut self) {
        self.items.close();
        self.ended = true;
        self.stopped = true;
    }

    async fn close(self) -> Result<(), Fatal> {
        let Self { items, shared, writer, .. } = self;
        drop(items);
        let _ = shared.writer.send(ToWriter::Close);
        tokio::task::spawn_blocking(move || writer.join())
            .await
            .map_err(|error| Fatal(error.to_string()))?
            .unwrap_or_else(|_| Err(Fatal("the thread that writes files panicked".to_owned())))
    }
}
