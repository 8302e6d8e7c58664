//! The thread that reads: finds files in the folder, in the order of their names, and hands on one article after the other.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use tokio::sync::mpsc;

use super::journal::Done;
use super::reading::{self, Articles, LIMIT};
use super::ticket::parked_line;
use super::writer::{Entry, Outputs, ToWriter};
use super::{Item, Place, Progress};
use crate::transport::{Content, Failure, Stage};

/// How often a watched folder is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Reads a folder once, or watches it.
pub(super) struct Reader {
    pub(super) input: PathBuf,
    pub(super) output: PathBuf,
    pub(super) once: bool,
    pub(super) done: Done,
    pub(super) items: mpsc::Sender<Item>,
    pub(super) writer: std::sync::mpsc::Sender<ToWriter>,
    pub(super) progress: Arc<Progress>,
}

/// Nobody reads on: the worker stops.
struct Stopped;

/// What tells that a file has changed.
type Shape = (u64, Option<SystemTime>);

impl Reader {
    /// Runs until all is read or nobody wants more.
    pub(super) fn run(mut self) {
        let mut seq = 0;
        let mut before: BTreeMap<String, Shape> = BTreeMap::new();
        while !self.items.is_closed() {
            let found = match self.find() {
                Ok(found) => found,
                Err(error) => return self.give_up(&self.input, &error),
            };
            let fresh: Vec<(String, Shape)> =
                found.into_iter().filter(|(file, _)| !matches!(self.done.get(file), Some(None))).collect();
            // In a watched folder a file may still be growing: it is read when it has rested for one pause.
            let ready: Vec<&(String, Shape)> =
                fresh.iter().filter(|(file, shape)| self.once || before.get(file) == Some(shape)).collect();
            self.progress.files.fetch_add(ready.len() as u64, Ordering::Relaxed);
            self.progress.bytes.fetch_add(ready.iter().map(|(_, (length, _))| length).sum(), Ordering::Relaxed);
            for (file, _) in ready {
                match self.read(file, &mut seq) {
                    Ok(Ok(())) => {}
                    Ok(Err(Stopped)) => return,
                    Err(error) => return self.give_up(&self.input.join(file), &error),
                }
            }
            if self.once {
                return;
            }
            before = fresh.into_iter().collect();
            self.rest();
        }
    }

    /// A pause that ends early when the worker stops.
    fn rest(&self) {
        let slices = 20;
        for _ in 0..slices {
            if self.items.is_closed() {
                return;
            }
            std::thread::sleep(PAUSE / slices);
        }
    }

    fn give_up(&self, path: &Path, error: &io::Error) {
        let _ = self.writer.send(ToWriter::Broken(format!("{}: {error}", path.display())));
    }

    /// All files that announce articles, by name, with `/` between the parts of a path.
    fn find(&self) -> io::Result<BTreeMap<String, Shape>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![(self.input.clone(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            if folder == self.output {
                continue;
            }
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                let (kind, name) = (entry.file_type()?, entry.file_name());
                let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
                let file = format!("{prefix}{name}");
                if kind.is_dir() {
                    folders.push((entry.path(), format!("{file}/")));
                } else if reading::without_endings(&file).is_some() {
                    // Between listing and asking, a file may have gone.
                    let Ok(facts) = std::fs::metadata(entry.path()) else { continue };
                    if facts.is_file() {
                        found.insert(file, (facts.len(), facts.modified().ok()));
                    }
                }
            }
        }
        Ok(found)
    }

    fn read(&mut self, file: &str, seq: &mut u64) -> io::Result<Result<(), Stopped>> {
        let skip = self.done.get(file).copied().flatten().unwrap_or_default();
        let name: Arc<str> = file.into();
        let mut place = |line: u64| {
            let place = Place { seq: *seq, file: Arc::clone(&name), line };
            *seq += 1;
            place
        };
        let mut articles = Articles::open(&self.input.join(file), Arc::clone(&self.progress.read))?;
        let message_id = articles.fallback_id().and_then(|_| reading::without_endings(file)).map(str::to_owned);
        let mut last = skip;
        let mut body = Vec::new();
        loop {
            let at = match articles.next(&mut body) {
                Ok(Some(at)) if at.line <= skip => continue,
                Ok(Some(at)) => at,
                Ok(None) => break,
                // The file is damaged: what came before stands, and the rest cannot be read by trying again.
                Err(error) if is_damage(&error) => {
                    let failure = Failure::permanent(Stage::Decode, "damaged", format!("cannot be unpacked: {error}"));
                    last += 1;
                    self.park(place(last), &failure);
                    break;
                }
                Err(error) => return Err(error),
            };
            last = at.line;
            if at.too_large {
                let reason = format!("body: is larger than {LIMIT} bytes");
                self.park(place(at.line), &Failure::permanent(Stage::Decode, "too-large", reason));
                continue;
            }
            let content = Content {
                body: std::mem::take(&mut body),
                content_type: Some(articles.content_type().to_owned()),
                message_id: message_id.clone(),
                ..Content::default()
            };
            if self.items.blocking_send(Item { place: place(at.line), content }).is_err() {
                return Ok(Err(Stopped));
            }
        }
        let end = Entry { place: place(last), outputs: Outputs::default(), delivered: false, finished: true };
        let _ = self.writer.send(ToWriter::Entry(end));
        self.done.insert(file.to_owned(), None);
        Ok(Ok(()))
    }

    fn park(&self, place: Place, failure: &Failure) {
        let parked = parked_line(&place, 1, failure);
        let outputs = Outputs { parked, ..Outputs::default() };
        let _ = self.writer.send(ToWriter::Entry(Entry { place, outputs, delivered: false, finished: false }));
    }
}

/// Whether the bytes of the file are wrong, rather than the disk or our rights.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | Other | UnexpectedEof)
}
