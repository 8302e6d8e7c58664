//! The retry policy: what to do with an input that was not done.

use serde::{Deserialize, Serialize};

use crate::transport::{Class, Content, Failure, Step};

/// When to try again and when to stop, from the section `[retry]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Number of rungs of the ladder.
    pub rungs: usize,
    /// Tries of one input before it is parked.
    pub max_attempts: u32,
    /// Returns by the broker (crashes, lost connections) from which an input is worked on in a process of its own.
    pub crash_limit: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self { rungs: 3, max_attempts: 5, crash_limit: 3 }
    }
}

impl Policy {
    /// Attempts are counted by our own header and by the broker, whichever is higher: the header survives the ladder, the broker
    /// sees the tries that ended in a crash.
    pub fn step(&self, content: &Content, failure: Failure) -> Step {
        let attempt = content.attempts.max(content.returns).saturating_add(1);
        let rung = (content.attempts as usize).min(self.rungs.saturating_sub(1));
        if failure.class == Class::Permanent || attempt >= self.max_attempts || self.rungs == 0 {
            Step::Park { attempt, failure }
        } else {
            Step::Retry { rung, attempt, failure }
        }
    }

    /// True when an input is suspected of ending the processes that work on it.
    pub fn suspects(&self, content: &Content) -> bool {
        content.returns >= self.crash_limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Stage;

    fn content(attempts: u32, returns: u32) -> Content {
        Content { attempts, returns, ..Content::default() }
    }

    fn transient() -> Failure {
        Failure::transient(Stage::Publish, "unroutable", "no queue")
    }

    #[test]
    fn climbs_the_ladder_and_parks_at_the_end() {
        let policy = Policy::default();
        let rungs: Vec<_> = (0..5)
            .map(|attempts| match policy.step(&content(attempts, 0), transient()) {
                Step::Retry { rung, attempt, .. } => Some((rung, attempt)),
                Step::Park { .. } => None,
            })
            .collect();
        assert_eq!(rungs, [Some((0, 1)), Some((1, 2)), Some((2, 3)), Some((2, 4)), None]);
    }

    #[test]
    fn permanent_failures_are_parked_at_once() {
        let failure = Failure::permanent(Stage::Decode, "syntax", "not JSON");
        assert!(matches!(Policy::default().step(&content(0, 0), failure), Step::Park { attempt: 1, .. }));
    }

    #[test]
    fn the_brokers_count_holds_when_it_is_higher() {
        assert!(matches!(Policy::default().step(&content(0, 7), transient()), Step::Park { attempt: 8, .. }));
        assert!(Policy::default().suspects(&content(0, 3)) && !Policy::default().suspects(&content(9, 2)));
    }
}
