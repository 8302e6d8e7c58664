//! The sections that belong to no single part of the program.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// `[language]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Language {
    /// Two-letter code that holds when neither the text nor the article decides.
    pub default: String,
}

impl Default for Language {
    fn default() -> Self {
        Self { default: "en".to_owned() }
    }
}

/// `[analyse]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Analyse {
    /// Put the title before the text as its first paragraph, unless the text begins with it.
    pub title: bool,
    /// Files of a newsroom's own words for claims, added to those that ship; a folder stands for its `*.txt`.
    pub words: Vec<PathBuf>,
}

/// `[alerts]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Alerts {
    /// Rule files that replace the built-in rules.
    pub rules: Vec<PathBuf>,
}

/// `[log]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `error`, `warn`, `info`, `debug`, `trace`, or directives like `info,claimwire::worker=debug`.
    pub level: String,
    /// How lines are written.
    pub format: LogFormat,
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Auto }
    }
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people on a terminal, JSON otherwise.
    #[default]
    Auto,
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// `[trace]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Trace {
    /// Address of an OpenTelemetry collector (OTLP over HTTP); empty for none.
    pub otlp: String,
    /// Share of the traces begun here that are recorded, 0 to 1.
    pub sample: f64,
}

impl Default for Trace {
    fn default() -> Self {
        Self { otlp: String::new(), sample: 1.0 }
    }
}

/// `[admin]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Admin {
    /// Address and port; empty for none.
    pub listen: String,
}

impl Default for Admin {
    fn default() -> Self {
        Self { listen: "127.0.0.1:9464".to_owned() }
    }
}
