//! Whether the worker can do its work, and if not, what is missing.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::transport::amqp::Health;

/// A broker that blocks for longer than this makes the worker unready.
const PATIENCE: Duration = Duration::from_secs(30);

/// What readiness looks at.
#[derive(Debug)]
pub struct Readiness {
    health: watch::Receiver<Health>,
    stopping: Box<dyn StopCheck>,
    rules: usize,
    patience: Duration,
    blocked_since: Mutex<Option<Instant>>,
}

/// Whether a stop was asked. A closure in practice.
pub trait StopCheck: Send + Sync {
    /// True from the first signal on.
    fn stopping(&self) -> bool;
}

impl<F: Fn() -> bool + Send + Sync> StopCheck for F {
    fn stopping(&self) -> bool {
        self()
    }
}

impl std::fmt::Debug for dyn StopCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("StopCheck").field(&self.stopping()).finish()
    }
}

/// One thing that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) name: &'static str,
    /// Why it does not hold.
    pub(super) fault: Option<String>,
}

impl Readiness {
    /// Watches a connection. `rules` is the number of alert rules loaded.
    pub fn new(health: watch::Receiver<Health>, stopping: impl StopCheck + 'static, rules: usize) -> Self {
        Self { health, stopping: Box::new(stopping), rules, patience: PATIENCE, blocked_since: Mutex::default() }
    }

    /// With another time that the broker may block.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Looks at everything. A confirm over its timeout and a queue that is silent though it has something end the session, so they
    /// are seen here as not consuming.
    pub(super) fn checks(&self) -> Vec<Check> {
        let health = self.health.borrow().clone();
        let check = |name, fault| Check { name, fault };
        let consuming = (!health.consuming).then(|| health.reason.clone().unwrap_or_else(|| "not yet".to_owned()));
        let blocked = self.blocked_for(health.blocked).filter(|time| *time > self.patience);
        vec![
            check("running", self.stopping.stopping().then(|| "stopping".to_owned())),
            check("consuming", consuming),
            check("publishing", blocked.map(|time| format!("the broker has blocked for {} s", time.as_secs()))),
            check("forwarding", health.refused.then(|| "the parking queue or a rung of the ladder refuses".to_owned())),
            check("rules", (self.rules == 0).then(|| "no alert rule is loaded".to_owned())),
        ]
    }

    /// How the connection is.
    pub(super) fn health(&self) -> Health {
        self.health.borrow().clone()
    }

    fn blocked_for(&self, blocked: bool) -> Option<Duration> {
        let mut since = self.blocked_since.lock().unwrap_or_else(PoisonError::into_inner);
        if !blocked {
            *since = None;
            return None;
        }
        Some(since.get_or_insert_with(Instant::now).elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(readiness: &Readiness) -> Vec<&'static str> {
        readiness.checks().into_iter().filter(|check| check.fault.is_some()).map(|check| check.name).collect()
    }

    #[test]
    fn follows_the_broker_through_loss_block_and_return() {
        let (health, seen) = watch::channel(Health::default());
        let readiness = Readiness::new(seen, || false, 2);
        assert_eq!(faults(&readiness), ["consuming"]);
        health.send_modify(|health| health.consuming = true);
        assert_eq!(faults(&readiness), [""; 0]);
        health.send_modify(|health| health.blocked = true);
        assert_eq!(faults(&readiness), [""; 0], "a short block is no fault");
        *readiness.blocked_since.lock().unwrap() = Instant::now().checked_sub(PATIENCE * 2);
        assert_eq!(faults(&readiness), ["publishing"]);
        health.send_replace(Health { consuming: true, refused: true, ..Health::default() });
        assert_eq!(faults(&readiness), ["forwarding"]);
        health.send_replace(Health { reason: Some("gone".to_owned()), ..Health::default() });
        let checks = readiness.checks();
        assert_eq!(checks.iter().find(|check| check.name == "consuming").unwrap().fault.as_deref(), Some("gone"));
        health.send_replace(Health { consuming: true, ..Health::default() });
        assert_eq!(faults(&readiness), [""; 0]);
    }

    #[test]
    fn a_worker_that_stops_or_has_no_rules_is_not_ready() {
        let (health, seen) = watch::channel(Health { consuming: true, ..Health::default() });
        assert_eq!(faults(&Readiness::new(seen.clone(), || true, 1)), ["running"]);
        assert_eq!(faults(&Readiness::new(seen, || false, 0)), ["rules"]);
        drop(health);
    }
}
