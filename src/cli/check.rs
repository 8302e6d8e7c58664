//! `claimwire check`: are the settings right? Prints the merged result with secrets masked.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::output;
use crate::config::{self, Config};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        let mut out = output::plain();
        out.write_all(config::show(config).as_bytes()).and_then(|()| out.flush()).context("standard output")?;
        Ok(ExitCode::SUCCESS)
    }
}
