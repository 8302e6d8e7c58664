//! Reads the attribution corpus: JSON lines with code-point spans, plain or gzip. Gives byte ranges.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde_json::Value;

/// A byte range.
pub(crate) type Range = (u32, u32);

/// One document with its attributions.
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) gold: Vec<Gold>,
}

/// One attribution.
pub(crate) struct Gold {
    pub(crate) source: Option<Range>,
    /// The source's full name; empty for none.
    pub(crate) source_name: String,
    /// Its kind, as on the wire.
    pub(crate) source_kind: String,
    pub(crate) cue: Option<Range>,
    pub(crate) content: Vec<Range>,
}

/// All documents of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let plain: Box<dyn BufRead> =
        if packed { Box::new(BufReader::new(GzDecoder::new(file))) } else { Box::new(BufReader::new(file)) };
    plain.lines().map(|line| document(&line?)).collect()
}

fn document(line: &str) -> Result<Document> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().context("text")?.to_owned();
    let id = value["id"].as_str().context("id")?.to_owned();
    let mut offsets: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    offsets.push(text.len() as u32);
    let range = |item: &Value| -> Option<Range> {
        let of = |end: usize| offsets.get(item["span"][end].as_u64()? as usize).copied();
        Some((of(0)?, of(1)?))
    };
    let gold = value["attributions"].as_array().map_or(&[][..], Vec::as_slice).iter().map(|item| Gold {
        source: range(&item["source"]),
        source_name: item["source_name"].as_str().unwrap_or_default().to_owned(),
        source_kind: item["source_kind"].as_str().unwrap_or_default().to_owned(),
        cue: range(&item["cue"]),
        content: item["content"].as_array().map_or(Vec::new(), |pieces| pieces.iter().filter_map(range).collect()),
    });
    let gold = gold.collect();
    Ok(Document { id, text, gold })
}
