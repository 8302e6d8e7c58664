//! Article files: which format a name announces, unpacking, and one article after the other with bounded memory.
//!
//! Knows nothing of what is inside an article; `article` decodes the bytes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::lines::Lines;

/// Largest article, unpacked, in bytes. A longer line is skipped over and reported, never held in memory.
pub(crate) const LIMIT: usize = 16 << 20;

/// How articles lie in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One JSON article a line (`.ndjson`, `.jsonl`).
    Lines,
    /// One JSON article (`.json`).
    Json,
    /// One text (`.txt`).
    Text,
    /// One page (`.html`, `.htm`).
    Html,
}

impl Layout {
    /// MIME type of one article.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Lines | Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Html => "text/html",
        }
    }
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstd,
}

/// Reads a file's name: its layout, its packing, and what remains of the name (the id of a text).
fn read_name(path: &Path) -> Option<(Layout, Packing, &str)> {
    let name = path.file_name()?.to_str()?;
    let (name, packing) = if let Some(inner) = name.strip_suffix(".gz") {
        (inner, Packing::Gzip)
    } else if let Some(inner) = name.strip_suffix(".zst") {
        (inner, Packing::Zstd)
    } else {
        (name, Packing::None)
    };
    let (stem, extension) = name.rsplit_once('.')?;
    let layout = match extension.to_ascii_lowercase().as_str() {
        "ndjson" | "jsonl" => Layout::Lines,
        "json" => Layout::Json,
        "txt" => Layout::Text,
        "html" | "htm" => Layout::Html,
        _ => return None,
    };
    (!stem.is_empty()).then_some((layout, packing, stem))
}

/// A path without the endings that tell format and packing; none when it announces no articles.
pub(crate) fn without_endings(path: &str) -> Option<&str> {
    let (_, _, stem) = read_name(Path::new(path))?;
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path.get(..name + stem.len())
}

/// Counts the bytes that were read of a file, packed as they are.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What remains to be read.
enum Rest {
    Lines(Lines<Box<dyn BufRead + Send>>),
    /// The file is one article.
    Whole(Box<dyn BufRead + Send>),
    Nothing,
}

/// The articles of one file or of a pipe, in order.
pub(crate) struct Articles {
    rest: Rest,
    layout: Layout,
    stem: Option<String>,
}

/// Where an article stands, and whether it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Line in the file, from 1; always 1 where the file is one article.
    pub(crate) line: u64,
    /// Set where the article is longer than [`LIMIT`]: its bytes were skipped.
    pub(crate) too_large: bool,
}

impl Articles {
    /// One JSON article a line.
    pub(crate) fn lines(reader: impl BufRead + Send + 'static) -> Self {
        Self { rest: Rest::of(Box::new(reader), Layout::Lines), layout: Layout::Lines, stem: None }
    }

    /// Opens a file; its name says how to read it. `read` counts its bytes as they are read.
    pub(crate) fn open(path: &Path, read: Arc<AtomicU64>) -> io::Result<Self> {
        let (layout, packing, stem) = read_name(path).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a name that we read: expected .ndjson, .jsonl, .json, .txt or .html, and .gz or .zst after it",
            )
        })?;
        let file = Counted { file: File::open(path)?, read };
        let reader: Box<dyn BufRead + Send> = match packing {
            Packing::None => Box::new(BufReader::with_capacity(1 << 16, file)),
            Packing::Gzip => Box::new(BufReader::new(flate2::read::MultiGzDecoder::new(file))),
            Packing::Zstd => Box::new(BufReader::new(zstd::Decoder::new(file)?)),
        };
        Ok(Self { rest: Rest::of(reader, layout), layout, stem: Some(stem.to_owned()) })
    }

    /// MIME type of each article.
    pub(crate) fn content_type(&self) -> &'static str {
        self.layout.content_type()
    }

    /// The id of an article whose format carries none: the file's name without its endings.
    pub(crate) fn fallback_id(&self) -> Option<&str> {
        match self.layout {
            Layout::Lines => None,
            _ => self.stem.as_deref(),
        }
    }

    /// Puts the next article into `body`. Blank lines are passed over but counted.
    pub(crate) fn next(&mut self, body: &mut Vec<u8>) -> io::Result<Option<Place>> {
        if let Rest::Lines(lines) = &mut self.rest {
            let found = lines.next_into(body)?;
            return Ok(found.map(|line| Place { line: line.number, too_large: line.too_long }));
        }
        let Rest::Whole(reader) = std::mem::replace(&mut self.rest, Rest::Nothing) else { return Ok(None) };
        body.clear();
        reader.take(LIMIT as u64 + 1).read_to_end(body)?;
        Ok(Some(Place { line: 1, too_large: body.len() > LIMIT }))
    }
}

impl Rest {
    fn of(reader: Box<dyn BufRead + Send>, layout: Layout) -> Self {
        if layout == Layout::Lines { Self::Lines(Lines::new(reader, LIMIT)) } else { Self::Whole(reader) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_announce_the_format() {
        for name in ["a.json", "a.b.ndjson.gz", "a.JSONL", "a.txt.zst", "a.html"] {
            assert!(without_endings(name).is_some(), "{name}");
        }
        for name in ["a", ".json", "a.pdf", "a.gz", "README.md", "a.json.tmp"] {
            assert!(without_endings(name).is_none(), "{name}");
        }
    }

    #[test]
    fn endings_come_off() {
        assert_eq!(without_endings("a.b/notice.txt.gz"), Some("a.b/notice"));
        assert_eq!(without_endings("x.ndjson"), Some("x"));
    }

    #[test]
    fn a_line_too_long_is_passed_over_and_its_neighbours_are_read() {
        let mut input = b"first\n\n".to_vec();
        input.resize(input.len() + LIMIT + 70_000, b'x');
        input.extend_from_slice(b"\nlast");
        let mut articles = Articles::lines(io::Cursor::new(input));
        let mut body = Vec::new();
        assert_eq!(articles.next(&mut body).unwrap(), Some(Place { line: 1, too_large: false }));
        assert_eq!(articles.next(&mut body).unwrap(), Some(Place { line: 3, too_large: true }));
        assert_eq!(articles.next(&mut body).unwrap(), Some(Place { line: 4, too_large: false }));
        assert_eq!(body, b"last");
        assert_eq!(articles.next(&mut body).unwrap(), None);
    }
}
