//! The operators' door: `/livez`, `/readyz`, `/metrics` and a status page, on a thread and a port of its own, off the data path.
//!
//! Reads what the worker tells (health, metrics) and decides nothing. One thing can be changed from here, and only from the same
//! host: the level of the log (`PUT /log`).

mod answer;
mod chart;
mod history;
mod level;
mod page;
mod ready;
mod route;
mod series;
mod server;
mod systemd;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::telemetry::log::Level;

pub use ready::Readiness;
pub use server::{AdminError, serve};
pub use systemd::Systemd;

/// What the server knows of its worker.
#[derive(Debug)]
pub struct Admin {
    /// The pulse of the data path.
    pub pulse: Pulse,
    /// Whether it can do its work.
    pub readiness: Readiness,
    /// Its log, when the level may be changed.
    pub log: Option<Level>,
}

/// How often the data path shows that it lives.
const TICK: Duration = Duration::from_millis(500);

/// The pulse of the data path: a task on its runtime that cannot tick when the runtime is stuck.
#[derive(Debug, Clone)]
pub struct Pulse {
    began: Instant,
    last: Arc<AtomicU64>,
}

impl Pulse {
    /// Starts ticking on the current runtime.
    pub fn start() -> Self {
        let pulse = Self { began: Instant::now(), last: Arc::default() };
        let ticking = pulse.clone();
        tokio::spawn(async move {
            loop {
                let now = ticking.began.elapsed().as_millis() as u64;
                ticking.last.store(now, Ordering::Relaxed);
                tokio::time::sleep(TICK).await;
            }
        });
        pulse
    }

    /// Time since the last tick.
    pub fn silence(&self) -> Duration {
        self.began.elapsed().saturating_sub(Duration::from_millis(self.last.load(Ordering::Relaxed)))
    }

    /// Time since the start.
    pub fn uptime(&self) -> Duration {
        self.began.elapsed()
    }
}
