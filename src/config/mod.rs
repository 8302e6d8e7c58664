//! The settings: what they are, where they come from, and how they are shown.
//!
//! Layers, later ones win: the defaults, file after file (`--config`), `CLAIMWIRE__SECTION__KEY`, `--set section.key=value`.
//! Each part of the program owns the struct of its section; this module only puts them together. Secrets are never values: a key
//! that ends in `_file` names the file that holds one.

mod keys;
mod layers;
mod sections;
mod show;

use serde::{Deserialize, Serialize};

pub use layers::{Problem, load};
pub use sections::{Admin, Alerts, Analyse, Language, Log, LogFormat, Trace};
pub use show::{masked_url, show};

use crate::transport::amqp::Settings;
use crate::transport::amqp::config::{Amqp, Consume, Park, Publish, Retry, Topology};
use crate::worker::{Drain, Work};

/// Every setting of the program.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How to reach the broker.
    pub amqp: Amqp,
    /// What to read.
    pub consume: Consume,
    /// Where results go.
    pub publish: Publish,
    /// When to try again.
    pub retry: Retry,
    /// Where hopeless articles wait for people.
    pub park: Park,
    /// Who makes queues and exchanges.
    pub topology: Topology,
    /// Language of the articles.
    pub language: Language,
    /// What of an article is analysed.
    pub analyse: Analyse,
    /// How articles are worked on.
    pub work: Work,
    /// How the worker stops.
    pub drain: Drain,
    /// Alert rules.
    pub alerts: Alerts,
    /// Logs.
    pub log: Log,
    /// Traces.
    pub trace: Trace,
    /// Health, metrics and status page.
    pub admin: Admin,
}

impl Config {
    /// The sections that the AMQP transport reads.
    pub fn settings(&self) -> Settings {
        let Self { amqp, consume, publish, retry, park, topology, .. } = self.clone();
        Settings { amqp, consume, publish, retry, park, topology }
    }
}

/// The shipped file: every key with its default and its meaning.
pub const SHIPPED: &str = include_str!("../../config/claimwire.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_the_defaults() {
        assert_eq!(toml::from_str::<Config>(SHIPPED).unwrap(), Config::default());
    }

    /// The keys of the shipped file in order, commented-out ones too, each with the line above it.
    fn shipped_keys() -> Vec<(String, String)> {
        let (mut section, mut above, mut found) = (String::new(), "", Vec::new());
        for line in SHIPPED.lines() {
            let bare = line.trim_start_matches("# ");
            let name = bare.split(" =").next().unwrap();
            if let Some(inner) = line.strip_prefix('[') {
                section = inner.trim_end_matches(']').to_owned();
            } else if bare.contains(" = ") && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                found.push((format!("{section}.{name}"), above.to_owned()));
            }
            above = line;
        }
        found
    }

    #[test]
    fn the_shipped_file_has_every_key_with_one_comment_line() {
        let shipped = shipped_keys();
        let mut names: Vec<_> = shipped.iter().map(|(key, _)| key.clone()).collect();
        let mut valid = keys::all(&serde_json::to_value(Config::default()).unwrap());
        names.sort();
        valid.sort();
        assert_eq!(names, valid);
        for (key, above) in shipped {
            assert!(above.starts_with("# ") && above.ends_with('.'), "{key} has no comment above it: {above:?}");
        }
    }
}
