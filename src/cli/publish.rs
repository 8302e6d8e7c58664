//! `claimwire publish`: article files into the input queue.

use std::io::{self, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;

use super::{output, run};
use crate::config::Config;
use crate::transport::Content;
use crate::transport::amqp::Sender;
use crate::transport::files::reading::Articles;

/// Arguments of `publish`.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// Files (.ndjson, .jsonl, .json, .txt, .html; also .gz, .zst), or `-` for one JSON article a line on standard input.
    #[arg(required = true)]
    files: Vec<String>,
}

impl Publish {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        let (sent, left_out) = run::runtime()?.block_on(self.send_all(config))?;
        let mut out = output::plain();
        writeln!(out, "{sent} articles are in {}", config.consume.queue)?;
        out.flush()?;
        Ok(if left_out == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
    }

    async fn send_all(&self, config: &Config) -> anyhow::Result<(u64, u64)> {
        let mut sender = Sender::open(&config.settings()).await?;
        let (mut sent, mut left_out) = (0, 0);
        for file in &self.files {
            let mut articles = match file.as_str() {
                "-" => Articles::lines(BufReader::new(io::stdin())),
                path => Articles::open(Path::new(path), Arc::default()).with_context(|| path.to_owned())?,
            };
            let mut body = Vec::new();
            while let Some(place) = articles.next(&mut body).with_context(|| file.clone())? {
                if place.too_large || body.len() > config.work.max_body {
                    left_out += 1;
                    let limit = config.work.max_body;
                    let _ = writeln!(io::stderr(), "{file}:{}: left out, larger than {limit} bytes", place.line);
                    continue;
                }
                // Plain text takes its id from the message; for others it says where the article came from.
                let place_id = || format!("{file}:{}", place.line);
                let content = Content {
                    body: std::mem::take(&mut body),
                    content_type: Some(articles.content_type().to_owned()),
                    message_id: Some(articles.fallback_id().map_or_else(place_id, str::to_owned)),
                    ..Content::default()
                };
                sender.send(&content).await?;
                sent += 1;
            }
        }
        sender.finish().await?;
        Ok((sent, left_out))
    }
}
