//! Repeats: an event that comes too often is counted, not written.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lines of one event in one window.
const MOST: u32 = 20;
/// The window.
const WINDOW: Duration = Duration::from_secs(10);

/// The memory of one event.
#[derive(Debug)]
pub(super) struct Limit(Mutex<Option<(Instant, u32)>>);

impl Limit {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Whether a line may be written: how many were left out before it, or nothing. Unlimited events always pass.
    pub(super) fn pass(&self, limited: bool) -> Option<u32> {
        if limited { self.pass_at(Instant::now()) } else { Some(0) }
    }

    fn pass_at(&self, now: Instant) -> Option<u32> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.as_mut() {
            Some((began, count)) if now.duration_since(*began) < WINDOW => {
                *count += 1;
                (*count <= MOST).then_some(0)
            }
            _ => {
                let left_out = state.map_or(0, |(_, count)| count.saturating_sub(MOST));
                *state = Some((now, 1));
                Some(left_out)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_counted() {
        let (limit, start) = (Limit::new(), Instant::now());
        let passed = (0..100).filter(|_| limit.pass_at(start).is_some()).count();
        assert_eq!(passed, MOST as usize);
        assert_eq!(limit.pass_at(start + WINDOW), Some(80));
        assert_eq!(limit.pass_at(start + WINDOW), Some(0));
    }
}
