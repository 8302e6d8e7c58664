//! The end of a session: anybody may raise it, everybody sees it, the first reason stays.

use std::sync::Arc;

use tokio::sync::watch;

/// Why a session ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cause {
    /// The connection that failed: `consume`, `publish` or `both`.
    pub(super) role: &'static str,
    /// One word, for metrics.
    pub(super) kind: &'static str,
    /// For people.
    pub(super) reason: String,
}

impl Cause {
    pub(super) fn new(role: &'static str, kind: &'static str, reason: impl Into<String>) -> Self {
        Self { role, kind, reason: reason.into() }
    }

    /// Of the consuming connection.
    pub(super) fn consume(kind: &'static str, reason: impl Into<String>) -> Self {
        Self::new("consume", kind, reason)
    }

    /// Of the publishing connection.
    pub(super) fn publish(kind: &'static str, reason: impl Into<String>) -> Self {
        Self::new("publish", kind, reason)
    }
}

/// A flag with a cause. Clones are the same flag.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    sender: Arc<watch::Sender<Option<Cause>>>,
    receiver: watch::Receiver<Option<Cause>>,
}

impl Fault {
    pub(super) fn new() -> Self {
        let (sender, receiver) = watch::channel(None);
        Self { sender: Arc::new(sender), receiver }
    }

    pub(super) fn raise(&self, cause: Cause) {
        self.sender.send_if_modified(|held| {
            let first = held.is_none();
            if first {
                *held = Some(cause);
            }
            first
        });
    }

    pub(super) fn is_raised(&self) -> bool {
        self.receiver.borrow().is_some()
    }

    /// Waits for the flag. Cancel-safe.
    pub(super) async fn raised(&self) {
        let _ = self.receiver.clone().wait_for(Option::is_some).await;
    }

    pub(super) fn cause(&self) -> Cause {
        self.receiver.borrow().clone().unwrap_or_default()
    }
}
