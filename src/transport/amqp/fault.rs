//! The end of a session: anybody may raise it, everybody sees it, the first reason stays.

use std::sync::Arc;

use tokio::sync::watch;

/// A flag with a reason. Clones are the same flag.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    sender: Arc<watch::Sender<Option<String>>>,
    receiver: watch::Receiver<Option<String>>,
}

impl Fault {
    pub(super) fn new() -> Self {
        let (sender, receiver) = watch::channel(None);
        Self { sender: Arc::new(sender), receiver }
    }

    pub(super) fn raise(&self, reason: impl Into<String>) {
        self.sender.send_if_modified(|held| {
            let first = held.is_none();
            if first {
                *held = Some(reason.into());
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

    pub(super) fn reason(&self) -> String {
        self.receiver.borrow().clone().unwrap_or_default()
    }
}
