//! `claimwire similar A B`: how near two articles are, by the fingerprints that their records carry.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};
use clap::Args;

use super::output;
use crate::article::{self, Raw};
use crate::record::{SIMILAR, fingerprint, fingerprint_distance};
use crate::transport::files::reading::Articles;

/// Arguments of `similar`.
#[derive(Debug, Args)]
pub(super) struct Similar {
    /// An article file, or a fingerprint of a record (16 hexadecimal digits).
    a: String,
    /// The other one.
    b: String,
}

impl Similar {
    /// Exit code 0 for copies of one story, 2 for different ones.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let (a, b) = (print_of(&self.a)?, print_of(&self.b)?);
        let distance = fingerprint_distance(&a, &b).context("a fingerprint has 16 hexadecimal digits")?;
        let similar = distance <= SIMILAR;
        let verdict = if similar { "copies of one story" } else { "different" };
        writeln!(output::plain(), "{a} {b}: {distance} of 64 bits differ (copies: at most {SIMILAR}): {verdict}")?;
        Ok(if similar { ExitCode::SUCCESS } else { ExitCode::from(2) })
    }
}

fn print_of(given: &str) -> anyhow::Result<String> {
    if given.len() == 16 && given.bytes().all(|c| c.is_ascii_hexdigit()) {
        return Ok(given.to_ascii_lowercase());
    }
    let mut articles = Articles::open(Path::new(given), Arc::default()).with_context(|| given.to_owned())?;
    let mut body = Vec::new();
    let place = articles.next(&mut body).with_context(|| given.to_owned())?;
    ensure!(place.is_some_and(|place| !place.too_large), "{given} holds no article, or one that is too large");
    let raw = Raw {
        body: &body,
        content_type: Some(articles.content_type()),
        fallback_id: articles.fallback_id(),
        ..Raw::default()
    };
    let article = article::decode(&raw).with_context(|| given.to_owned())?;
    Ok(fingerprint(&article.text))
}
