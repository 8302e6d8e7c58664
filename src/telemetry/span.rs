//! Spans: what a trace consists of. Recorded only while somebody exports them (feature `otlp`); otherwise they cost nothing.

use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use super::trace::Context;

/// The role of a span, as OpenTelemetry names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Work on a message.
    Consumer,
    /// A message sent.
    Producer,
    /// A request to the broker.
    Client,
    /// Work inside the process.
    Internal,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number.cast_signed())
    }
}

/// A span that has ended, for exporters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Its ids.
    pub context: Context,
    /// The span above it, and whether that is another process's.
    pub parent: Option<(u64, bool)>,
    /// Its role.
    pub kind: Kind,
    /// Operation and target.
    pub name: String,
    /// Begin.
    pub began: SystemTime,
    /// End.
    pub ended: SystemTime,
    /// Names after the conventions of OpenTelemetry.
    pub attributes: Vec<(&'static str, Value)>,
    /// The kind of the failure, when it failed.
    pub error: Option<String>,
}

type Sink = Box<dyn Fn(Ended) + Send + Sync>;

static SINK: OnceLock<Sink> = OnceLock::new();

/// Gives every span that ends from now on to an exporter. False when there is one already.
pub fn export_to(sink: impl Fn(Ended) + Send + Sync + 'static) -> bool {
    SINK.set(Box::new(sink)).is_ok()
}

/// Whether anybody wants spans.
pub(super) fn exporting() -> bool {
    SINK.get().is_some()
}

/// A span that has begun. It ends when it is dropped. The default records nothing.
#[must_use = "it measures as long as it is held"]
#[derive(Debug, Default)]
pub struct Span(Option<Box<Ended>>);

impl Span {
    pub(super) fn begin(context: Context, parent: Option<(u64, bool)>, operation: &str, kind: Kind) -> Self {
        let now = SystemTime::now();
        let (attributes, name) = (Vec::new(), operation.to_owned());
        Self(Some(Box::new(Ended { context, parent, kind, name, began: now, ended: now, attributes, error: None })))
    }

    /// `traceparent` for what this span causes; nothing when it is not recorded.
    pub fn header(&self) -> Option<String> {
        self.0.as_ref().map(|span| span.context.to_string())
    }

    /// Says more about a recorded span: its target (part of the name) and attributes.
    pub fn describe(
        &mut self,
        target: impl FnOnce() -> String,
        attributes: impl FnOnce() -> Vec<(&'static str, Value)>,
    ) {
        if let Some(span) = &mut self.0 {
            let target = target();
            if !target.is_empty() {
                span.name.push(' ');
                span.name.push_str(&target);
            }
            span.attributes.extend(attributes());
        }
    }

    /// Adds an attribute to a recorded span.
    pub fn set(&mut self, name: &'static str, value: impl Into<Value>) {
        if let Some(span) = &mut self.0 {
            span.attributes.push((name, value.into()));
        }
    }

    /// Marks a recorded span as failed.
    pub fn fail(&mut self, kind: &str) {
        self.set("error.type", kind);
        if let Some(span) = &mut self.0 {
            span.error = Some(kind.to_owned());
        }
    }

    /// Ends a span that was over before it could be told.
    pub(super) fn over(mut self, began: SystemTime, took: Duration) {
        if let Some(span) = self.0.take() {
            send(Ended { began, ended: began + took, ..*span });
        }
    }
}

impl Drop for Span {
    fn drop(&mut self) {
        if let Some(span) = self.0.take() {
            send(Ended { ended: SystemTime::now(), ..*span });
        }
    }
}

fn send(span: Ended) {
    if let Some(sink) = SINK.get() {
        sink(span);
    }
}
