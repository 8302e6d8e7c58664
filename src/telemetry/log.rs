//! The log: for people on a terminal, one JSON object a line otherwise; on standard error, so that standard output stays for results.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::filter::{EnvFilter, ParseError};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};
use tracing_subscriber::{Layer, Registry, fmt};

use crate::config::{Log, LogFormat};

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// `log.level` cannot be read.
    #[error("log.level: {0}")]
    Level(#[from] ParseError),
    /// Somebody else has set up a log.
    #[error(transparent)]
    Twice(#[from] TryInitError),
    /// The log is gone.
    #[error(transparent)]
    Gone(#[from] reload::Error),
}

/// Changes the level of a running log.
#[derive(Debug, Clone)]
pub struct Level(reload::Handle<EnvFilter, Registry>);

impl Level {
    /// Sets the level or the directives, as in `log.level`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn set(&self, directives: &str) -> Result<(), LogError> {
        Ok(self.0.reload(filter(directives)?)?)
    }
}

/// lapin writes returned messages at WARN, bodies and all: article text has no place in a log.
fn filter(directives: &str) -> Result<EnvFilter, LogError> {
    Ok(EnvFilter::try_new(directives)?.add_directive("lapin=error".parse()?))
}

/// Starts the log of this process.
///
/// # Errors
/// When the level cannot be read or a log runs already.
pub fn start(log: &Log) -> Result<Level, LogError> {
    let (filter, handle) = reload::Layer::new(filter(&log.level)?);
    let terminal = stderr().is_terminal();
    let text = match log.format {
        LogFormat::Auto => terminal,
        LogFormat::Text => true,
        LogFormat::Json => false,
    };
    let lines = if text {
        fmt::layer().with_writer(stderr).with_ansi(terminal).with_target(false).compact().boxed()
    } else {
        fmt::layer().json().flatten_event(true).with_target(false).with_current_span(false).with_writer(stderr).boxed()
    };
    tracing_subscriber::registry().with(filter).with(lines).try_init()?;
    Ok(Level(handle))
}
