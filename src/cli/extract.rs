//! `claimwire extract`: articles in, records out, in order, without a broker.

use std::io::{self, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::engine::engine;
use super::{output, people};
use crate::article::{Raw, Refusal, RefusalKind};
use crate::config::Config;
use crate::text::Scratch;
use crate::transport::files::reading::{Articles, LIMIT};
use crate::worker::job::Engine;

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Files (.ndjson, .jsonl, .json, .txt, .html; also .gz, .zst), or `-` for one JSON article a line on standard input.
    #[arg(default_value = "-")]
    files: Vec<String>,

    /// How to write what was found.
    #[arg(long, value_enum, default_value_t = Format::Ndjson)]
    format: Format,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One record a line.
    Ndjson,
    /// One indented JSON array of records.
    Json,
    /// For people: who said what, claims, figures.
    Text,
}

impl Extract {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        let mut session = Session::new(self.format, config)?;
        for file in &self.files {
            let articles = match file.as_str() {
                "-" => Articles::lines(BufReader::with_capacity(1 << 16, io::stdin())),
                path => Articles::open(Path::new(path), Arc::default()).with_context(|| path.to_owned())?,
            };
            session.read(articles, (file != "-").then_some(file.as_str()))?;
        }
        session.finish()
    }
}

/// One run over all files.
struct Session {
    engine: Engine,
    scratch: Scratch,
    format: Format,
    out: Box<dyn Write>,
    written: usize,
    refused: usize,
}

impl Session {
    fn new(format: Format, config: &Config) -> anyhow::Result<Self> {
        let out = if format == Format::Text { output::styled() } else { Box::new(output::plain()) };
        Ok(Self { engine: engine(config)?, scratch: Scratch::default(), format, out, written: 0, refused: 0 })
    }

    fn read(&mut self, mut articles: Articles, file: Option<&str>) -> anyhow::Result<()> {
        let mut body = Vec::new();
        while let Some(place) = articles.next(&mut body).with_context(|| file.unwrap_or("standard input").to_owned())? {
            let raw = Raw {
                body: &body,
                content_type: Some(articles.content_type()),
                fallback_id: articles.fallback_id(),
                ..Raw::default()
            };
            let outcome = if place.too_large {
                let reason = format!("is larger than {LIMIT} bytes");
                Err(Refusal::new(RefusalKind::TooLarge, "body", reason))
            } else {
                self.write(&raw)?
            };
            if let Err(refusal) = outcome {
                self.refused += 1;
                report(&refusal, file, place.line);
            }
        }
        Ok(())
    }

    /// Writes one record; the inner result is the article's, the outer one the stream's.
    fn write(&mut self, raw: &Raw<'_>) -> io::Result<Result<(), Refusal>> {
        let bytes = match self.format {
            Format::Ndjson => self.engine.run(raw, &mut self.scratch).map(|product| product.record.body),
            Format::Json => self.engine.with_record(raw, &mut self.scratch, |record| {
                // Serialising these types cannot fail: string keys, finite numbers.
                serde_json::to_vec_pretty(record).unwrap_or_default()
            }),
            Format::Text => self.engine.with_record(raw, &mut self.scratch, people::describe),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let (before, after): (&[u8], &[u8]) = match (self.format, self.written) {
            (Format::Ndjson, _) => (b"", b"\n"),
            (Format::Json, 0) => (b"[\n", b""),
            (Format::Json, _) => (b",\n", b""),
            (Format::Text, 0) => (b"", b""),
            (Format::Text, _) => (b"\n", b""),
        };
        self.written += 1;
        self.out.write_all(before)?;
        self.out.write_all(&bytes)?;
        self.out.write_all(after)?;
        Ok(Ok(()))
    }

    fn finish(mut self) -> anyhow::Result<ExitCode> {
        if self.format == Format::Json {
            self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(if self.refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
    }
}

/// One JSON error on standard error.
fn report(refusal: &Refusal, file: Option<&str>, line: u64) {
    let mut error =
        json!({ "line": line, "field": refusal.field, "reason": refusal.reason, "kind": refusal.kind.as_str() });
    if let (Some(file), Some(fields)) = (file, error.as_object_mut()) {
        fields.insert("file".to_owned(), file.into());
    }
    let _ = writeln!(io::stderr().lock(), "{error}");
}
