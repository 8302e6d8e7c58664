//! The sections `[work]`, `[retry]`'s limits and `[drain]` of the configuration.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How articles are worked on: section `[work]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Work {
    /// Threads that analyse; 0 for one a core.
    pub threads: usize,
    /// Most deliveries at work at a time (files); with a broker the prefetch bounds it. 0 for four a thread.
    pub in_flight: usize,
    /// Time budget of one article; over it, `over_budget` decides.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub budget: Duration,
    /// What becomes of an article over its budget.
    pub over_budget: OverBudget,
    /// Longest that one article may hold a thread before it is parked and the thread replaced.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub hard_limit: Duration,
    /// Largest message in bytes, as received.
    pub max_body: usize,
    /// Largest message in bytes, its encoding undone.
    pub max_decoded: usize,
    /// Finished inputs that are remembered, so that a redelivery costs a bare acknowledgement.
    pub remember: usize,
}

/// What becomes of an article over its time budget.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OverBudget {
    /// A record of status `truncated`, analysed up to a sentence boundary.
    #[default]
    Truncate,
    /// The article is parked.
    Park,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            threads: 0,
            in_flight: 0,
            budget: Duration::from_secs(2),
            over_budget: OverBudget::Truncate,
            hard_limit: Duration::from_mins(1),
            max_body: 4 << 20,
            max_decoded: 16 << 20,
            remember: 65_536,
        }
    }
}

impl Work {
    /// The number of threads to start.
    pub fn threads(&self) -> usize {
        match self.threads {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            threads => threads,
        }
    }

    /// The most deliveries at work at a time.
    pub fn in_flight(&self) -> usize {
        if self.in_flight == 0 { self.threads() * 4 } else { self.in_flight }
    }
}

/// How the worker stops: section `[drain]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Drain {
    /// How long started work may take after SIGTERM or SIGINT; below the grace time of whatever runs the worker.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub timeout: Duration,
}

impl Default for Drain {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(25) }
    }
}
