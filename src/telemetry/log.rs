//! The log: for people on a terminal, one JSON object a line otherwise; on standard error, so that standard output stays for results.

use std::io::{IsTerminal, stderr};
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::filter::{EnvFilter, LevelFilter, ParseError};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};
use tracing_subscriber::{Layer, Registry, fmt};

use super::Event;
use super::events::LogLevelChanged;
use crate::config::{Log, LogFormat};
use crate::transport::amqp::QUIET;

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// A directive that cannot be read.
    #[error("log.level: {0}")]
    Level(#[from] ParseError),
    /// A word that is no level would be taken for the name of a module: everything else would fall silent.
    #[error("log.level: `{0}` is neither error, warn, info, debug, trace, off nor module=level")]
    NoLevel(String),
    /// Somebody else has set up a log.
    #[error(transparent)]
    Twice(#[from] TryInitError),
    /// The log is gone.
    #[error(transparent)]
    Gone(#[from] reload::Error),
}

/// Longest directives that are read, in bytes.
const LONGEST: usize = 1024;

/// Changes the level of a running log. Clones change the same log.
#[derive(Debug, Clone)]
pub struct Level {
    filter: reload::Handle<EnvFilter, Registry>,
    now: Arc<Mutex<String>>,
}

impl Level {
    /// Sets the level or the directives, as in `log.level`, and tells what held before.
    ///
    /// # Errors
    /// When they cannot be read: then nothing has changed.
    pub fn set(&self, directives: &str) -> Result<String, LogError> {
        let filter = read(directives)?;
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        self.filter.reload(filter)?;
        let before = std::mem::replace(&mut *now, directives.trim().to_owned());
        LogLevelChanged { before: before.clone(), after: now.clone() }.emit();
        Ok(before)
    }

    /// What holds.
    pub fn now(&self) -> String {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads `level` or `module=level`, separated by commas.
fn read(directives: &str) -> Result<EnvFilter, LogError> {
    let wrong = |directive: &str| LogError::NoLevel(directive.chars().take(80).collect());
    if directives.len() > LONGEST {
        return Err(wrong(directives));
    }
    let directives: Vec<&str> = directives.split(',').map(str::trim).collect();
    for &directive in &directives {
        let (target, level) =
            directive.rsplit_once('=').map_or((None, directive), |(target, level)| (Some(target), level));
        // The parser reads nothing as `error` and numbers as levels: neither is meant.
        let level = level.trim();
        let known = level.starts_with(|c: char| c.is_ascii_alphabetic()) && level.parse::<LevelFilter>().is_ok();
        if !known || target.is_some_and(|target| target.trim().is_empty()) {
            return Err(wrong(directive));
        }
    }
    // Whatever the level: the library of the broker would write bodies.
    Ok(EnvFilter::try_new(directives.join(","))?.add_directive(QUIET.parse()?))
}

/// Starts the log of this process.
///
/// # Errors
/// When the level cannot be read or a log runs already.
pub fn start(log: &Log) -> Result<Level, LogError> {
    let (filter, handle) = reload::Layer::new(read(&log.level)?);
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
    Ok(Level { filter: handle, now: Arc::new(Mutex::new(log.level.trim().to_owned())) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_modules_are_read_and_misspellings_refused() {
        for good in ["info", " warn ", "off", "info,claimwire::worker=debug", "info, claimwire[message]=trace", "WARN"]
        {
            assert!(read(good).is_ok(), "{good}");
        }
        for wrong in ["", "wran", "info,wran", "claimwire=loud", "=debug", "3", "info,", "claimwire=", "\u{0}"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read(&"info,".repeat(400)).is_err());
    }
}
