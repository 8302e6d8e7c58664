//! `claimwire sandbox` (hidden): the process in which the worker tries an article that has ended processes before.

use std::process::ExitCode;
use std::sync::Arc;

use super::engine::counted;
use crate::config::Config;
use crate::worker::sandbox::child;

/// Reads one message on standard input, answers on standard output.
pub(super) fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let work = counted(config, &Arc::default())?;
    child(&*work, std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}
