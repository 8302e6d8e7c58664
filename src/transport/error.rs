//! What can go wrong with a delivery, by what must be done about it: try again later, or never again.

use std::borrow::Cow;

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// The same message may succeed later: a missing queue, a full one, a worker in trouble.
    Transient,
    /// The same message will fail again: it is parked.
    Permanent,
}

/// Where a message failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Reading the message: encoding, format, schema, size.
    Decode,
    /// Analysing the article: a panic, or far beyond its time.
    Extract,
    /// Publishing its outputs.
    Publish,
    /// It ended the process that worked on it.
    Crash,
}

impl Stage {
    /// The word for headers and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Extract => "extract",
            Self::Publish => "publish",
            Self::Crash => "crash",
        }
    }
}

/// Why an input was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", .stage.as_str())]
pub struct Failure {
    /// Where it failed.
    pub stage: Stage,
    /// Whether trying again can help.
    pub class: Class,
    /// One stable word for metrics and filters (`syntax`, `panic`, `unroutable`, …).
    pub kind: Cow<'static, str>,
    /// The reason for people. Never article text.
    pub reason: String,
}

impl Failure {
    /// A failure that will happen again.
    pub fn permanent(stage: Stage, kind: impl Into<Cow<'static, str>>, reason: impl Into<String>) -> Self {
        Self { stage, class: Class::Permanent, kind: kind.into(), reason: reason.into() }
    }

    /// A failure that may pass.
    pub fn transient(stage: Stage, kind: impl Into<Cow<'static, str>>, reason: impl Into<String>) -> Self {
        Self { stage, class: Class::Transient, kind: kind.into(), reason: reason.into() }
    }
}

/// Why a publish was not confirmed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// The broker refused it (a queue is full).
    #[error("the broker refused the message for {to}")]
    Nacked {
        /// Exchange and routing key.
        to: String,
    },
    /// No queue wanted it.
    #[error("no queue is bound for {to}")]
    Unroutable {
        /// Exchange and routing key.
        to: String,
    },
    /// It can never be published (larger than the broker takes).
    #[error("{0}")]
    Permanent(String),
    /// The session is gone, or the fate of the message is unknown: the input comes back by itself.
    #[error("{0}")]
    Lost(String),
}

impl PublishError {
    /// What to tell the retry policy; `None` when the session is gone and there is nothing to tell.
    pub fn failure(&self) -> Option<Failure> {
        let (class, kind) = match self {
            Self::Nacked { .. } => (Class::Transient, "nacked"),
            Self::Unroutable { .. } => (Class::Transient, "unroutable"),
            Self::Permanent(_) => (Class::Permanent, "too-large"),
            Self::Lost(_) => return None,
        };
        Some(Failure { stage: Stage::Publish, class, kind: kind.into(), reason: self.to_string() })
    }
}

/// What only an operator can mend. The worker exits with the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fatal(pub String);
