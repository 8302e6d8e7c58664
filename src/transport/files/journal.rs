//! What is final: how far each input file was read, and how long the output files were then.
//!
//! `state.ndjson` only grows. Its last whole line is the truth; whatever the outputs hold beyond it belongs to articles that will be
//! read again, and is cut off at the start. That is why a process that was killed loses nothing and repeats nothing.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::transport::Fatal;

const FORMAT: &str = "claimwire/state/1";

/// The first line: whose state it is.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: String,
    input: PathBuf,
}

/// One step: everything up to here is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    /// Path below the input folder.
    pub(super) file: String,
    /// Lines of it that are done.
    pub(super) line: u64,
    /// True when the file was read to its end.
    pub(super) finished: bool,
    /// Lengths of `records.ndjson`, `alerts.ndjson` and `parked.ndjson` in bytes.
    pub(super) lengths: [u64; 3],
}

/// How far the input files were read: lines, or nothing when finished.
pub(super) type Done = BTreeMap<String, Option<u64>>;

/// The names of the outputs, in the order of [`Step::lengths`].
pub(super) const OUTPUTS: [&str; 3] = ["records.ndjson", "alerts.ndjson", "parked.ndjson"];

/// The open files of an output folder.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    state: File,
    outputs: [File; 3],
    lengths: [u64; 3],
}

impl Journal {
    /// Opens or begins an output folder and cuts off what is not final.
    pub(super) fn open(folder: &Path, input: &Path) -> Result<(Self, Done), Fatal> {
        let path = folder.join("state.ndjson");
        let mut state = open_file(&path)?;
        match state.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Fatal(format!("{}: another process writes into this folder", folder.display())));
            }
            Err(TryLockError::Error(error)) => return Err(told(&path)(error)),
        }
        let mut text = Vec::new();
        state.read_to_end(&mut text).map_err(told(&path))?;
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        text.truncate(whole);
        cut(&mut state, whole as u64).map_err(told(&path))?;
        let (mut done, mut lengths) = (Done::new(), [0; 3]);
        let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        match lines.next() {
            None => {
                let header = Header { format: FORMAT.to_owned(), input: input.to_owned() };
                append(&mut state, &header).map_err(told(&path))?;
            }
            Some(line) => check_header(line, input, &path)?,
        }
        for line in lines {
            let step: Step =
                serde_json::from_slice(line).map_err(|error| Fatal(format!("{}: {error}", path.display())))?;
            done.insert(step.file, (!step.finished).then_some(step.line));
            lengths = step.lengths;
        }
        let open = |name: &str, length: u64| -> Result<File, Fatal> {
            let path = folder.join(name);
            let mut file = open_file(&path)?;
            let is = file.metadata().map_err(told(&path))?.len();
            if is < length {
                let told =
                    format!("{}: is shorter than state.ndjson says; remove the folder to begin anew", path.display());
                return Err(Fatal(told));
            }
            cut(&mut file, length).map_err(told(&path))?;
            Ok(file)
        };
        let [records, alerts, parked] = OUTPUTS;
        let [a, b, c] = lengths;
        let outputs = [open(records, a)?, open(alerts, b)?, open(parked, c)?];
        Ok((Self { folder: folder.to_owned(), state, outputs, lengths }, done))
    }

    /// Appends to the outputs, not yet final.
    pub(super) fn write(&mut self, parts: [&[u8]; 3]) -> Result<[u64; 3], Fatal> {
        let files = self.outputs.iter_mut().zip(self.lengths.iter_mut()).zip(OUTPUTS);
        for (((file, length), name), part) in files.zip(parts) {
            file.write_all(part).map_err(told(&self.folder.join(name)))?;
            *length += part.len() as u64;
        }
        Ok(self.lengths)
    }

    /// Makes everything that was written final: first the outputs reach the disk, then the steps.
    pub(super) fn commit(&mut self, steps: &[Step]) -> Result<(), Fatal> {
        for (file, name) in self.outputs.iter().zip(OUTPUTS) {
            file.sync_data().map_err(told(&self.folder.join(name)))?;
        }
        let path = self.folder.join("state.ndjson");
        for step in steps {
            append(&mut self.state, step).map_err(told(&path))?;
        }
        self.state.sync_data().map_err(told(&path))
    }
}

fn check_header(line: &[u8], input: &Path, path: &Path) -> Result<(), Fatal> {
    let header: Header = serde_json::from_slice(line)
        .ok()
        .filter(|header: &Header| header.format == FORMAT)
        .ok_or_else(|| Fatal(format!("{}: is not a state of claimwire", path.display())))?;
    if header.input == input {
        return Ok(());
    }
    let (theirs, ours) = (header.input.display(), input.display());
    Err(Fatal(format!("{}: belongs to the input {theirs}, not {ours}; give another output folder", path.display())))
}

fn told(path: &Path) -> impl Fn(std::io::Error) -> Fatal {
    let path = path.display().to_string();
    move |error| Fatal(format!("{path}: {error}"))
}

fn open_file(path: &Path) -> Result<File, Fatal> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(told(path))
}

fn cut(file: &mut File, length: u64) -> std::io::Result<()> {
    file.set_len(length)?;
    file.seek(SeekFrom::End(0)).map(drop)
}

fn append(file: &mut File, line: &impl Serialize) -> std::io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    file.write_all(&bytes)
}
