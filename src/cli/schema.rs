//! `claimwire schema`: the JSON Schemas of what goes in and comes out.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::output;
use crate::{alert, article, record};

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct Print {
    /// Which messages.
    of: Message,
}

/// The messages that have a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Message {
    /// What we publish for search.
    Record,
    /// What we accept as JSON.
    Article,
    /// What a rule raises.
    Alert,
}

impl Print {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let schema = match self.of {
            Message::Record => record::schema(),
            Message::Article => article::schema(),
            Message::Alert => alert::schema(),
        };
        let mut out = output::plain();
        serde_json::to_writer_pretty(&mut out, &schema)?;
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
