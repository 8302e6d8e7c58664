//! The last parked articles, for the status page.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How many are remembered.
const MOST: usize = 10;

static RECENT: Mutex<VecDeque<Parked>> = Mutex::new(VecDeque::new());

/// One parked article.
#[derive(Debug, Clone)]
pub struct Parked {
    /// The sender's id of the message; may be empty.
    pub message_id: String,
    /// Kind of the failure, one word.
    pub kind: String,
    /// The reason for people.
    pub reason: String,
    /// When.
    pub at: Instant,
}

/// Remembers one.
pub(super) fn remember(message_id: &str, kind: &str, reason: &str) {
    let mut recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
    if recent.len() == MOST {
        recent.pop_front();
    }
    let (message_id, kind, reason) = (message_id.to_owned(), kind.to_owned(), reason.to_owned());
    recent.push_back(Parked { message_id, kind, reason, at: Instant::now() });
}

/// The newest first.
pub fn parked() -> Vec<Parked> {
    RECENT.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
}
