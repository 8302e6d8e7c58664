//! The last parked articles, for the status page.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many are remembered.
const MOST: usize = 10;

static RECENT: Mutex<VecDeque<(String, String)>> = Mutex::new(VecDeque::new());

/// Remembers one: message id and reason.
pub(super) fn remember(message_id: &str, reason: &str) {
    let mut recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
    if recent.len() == MOST {
        recent.pop_front();
    }
    recent.push_back((message_id.to_owned(), reason.to_owned()));
}

/// The newest first: message id and reason.
pub fn parked() -> Vec<(String, String)> {
    RECENT.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
}
