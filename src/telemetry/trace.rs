//! Trace context (W3C Trace Context, level 1): taken from a message, handed on with everything that the message causes.
//!
//! Without an exporter the sender's context is passed on as it came, so that no consumer has a parent that nobody recorded. Where
//! none came, a trace begins here. Ids are chance: they never reach a record.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use super::span::{self, Kind, Span};

/// What a `traceparent` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The trace, never 0.
    pub trace: u128,
    /// The span that caused this, never 0.
    pub span: u64,
    /// Whether the trace is recorded.
    pub sampled: bool,
}

impl Context {
    /// Reads the header. Nothing when it is not valid: a broken context is none.
    pub fn parse(header: &str) -> Option<Self> {
        let mut parts = header.splitn(5, '-');
        let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        // A later version may have more parts, version 00 may not.
        let known = hex(version, 2)? != 0xff && (version != "00" || parts.next().is_none());
        let (trace, span) = (hex(trace, 32)?, hex(span, 16)? as u64);
        let sampled = hex(flags, 2)? & 1 == 1;
        (known && trace != 0 && span != 0).then_some(Self { trace, span, sampled })
    }

    /// The first of a new trace.
    fn root() -> Self {
        let trace = (u128::from(chance()) << 64) | u128::from(chance());
        // The low bits decide, as with the samplers of OpenTelemetry: all who see the trace decide alike.
        let share = SAMPLED.get().copied().unwrap_or(1.0);
        let sampled = ((trace as u64) >> 8) as f64 / (1_u64 << 56) as f64;
        Self { trace, span: chance(), sampled: sampled < share }
    }

    /// Another span of the same trace.
    pub(super) fn child(self) -> Self {
        Self { span: chance(), ..self }
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace, self.span, u8::from(self.sampled))
    }
}

/// Lower-case hexadecimal of exactly this length.
fn hex(text: &str, length: usize) -> Option<u128> {
    let plain = text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| u128::from_str_radix(text, 16).ok()).flatten()
}

/// Not 0. A fresh hasher's keys are the standard library's only source of chance.
fn chance() -> u64 {
    RandomState::new().hash_one(0).max(1)
}

static SAMPLED: OnceLock<f64> = OnceLock::new();

/// Sets the share, 0 to 1, of the traces begun here that are recorded. The first call holds; without one it is all of them.
pub fn sample(share: f64) {
    let _ = SAMPLED.set(share);
}

/// The trace of one message. The default is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    parent: Option<Context>,
    own: Option<Context>,
    state: Option<String>,
}

impl Trace {
    /// Takes up what the message's headers say, or begins a trace.
    pub fn begin(traceparent: Option<&str>, tracestate: Option<&str>) -> Self {
        let parent = traceparent.and_then(Context::parse);
        let own = match parent {
            Some(parent) if parent.sampled && span::exporting() => parent.child(),
            Some(parent) => parent,
            None => Context::root(),
        };
        Self { parent, own: Some(own), state: parent.and(tracestate).map(str::to_owned) }
    }

    /// `traceparent` for what this message causes.
    pub fn header(&self) -> Option<String> {
        self.own.map(|own| own.to_string())
    }

    /// `tracestate` as it came.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// The id of the trace, for log lines.
    pub fn id(&self) -> Option<String> {
        self.own.map(|own| format!("{:032x}", own.trace))
    }

    /// The span of the message itself.
    pub fn message(&self, operation: &'static str) -> Span {
        match self.recorded() {
            Some(own) => Span::begin(own, self.parent.map(|parent| (parent.span, true)), operation, Kind::Consumer),
            None => Span::default(),
        }
    }

    /// A stage of its handling, from now on.
    pub fn stage(&self, operation: &'static str, kind: Kind) -> Span {
        match self.recorded() {
            Some(own) => Span::begin(own.child(), Some((own.span, false)), operation, kind),
            None => Span::default(),
        }
    }

    /// A stage that is over.
    pub fn past(&self, operation: &'static str, began: SystemTime, took: Duration) {
        self.stage(operation, Kind::Internal).over(began, took);
    }

    fn recorded(&self) -> Option<Context> {
        self.own.filter(|own| own.sampled && span::exporting())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn a_context_reads_back() {
        let context = Context::parse(GIVEN).unwrap();
        assert_eq!((context.to_string().as_str(), context.sampled), (GIVEN, true));
        assert!(!Context::parse(&GIVEN.replace("-01", "-00")).unwrap().sampled);
        let later = "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes";
        assert_eq!(Context::parse(later), Some(context));
    }

    #[test]
    fn a_broken_context_is_none() {
        for broken in [
            "",
            "00",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-+af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-ä",
        ] {
            assert_eq!(Context::parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn without_an_exporter_the_context_is_passed_on_as_it_came() {
        let trace = Trace::begin(Some(GIVEN), Some("vendor=1"));
        assert_eq!((trace.header().as_deref(), trace.state()), (Some(GIVEN), Some("vendor=1")));
        assert_eq!(trace.stage("send", Kind::Producer).header(), None);
    }

    #[test]
    fn where_none_came_a_trace_begins_and_none_is_like_another() {
        let ids: std::collections::BTreeSet<_> =
            (0..1000).map(|_| Trace::begin(Some("broken"), Some("x")).id()).collect();
        assert_eq!(ids.len(), 1000);
        let trace = Trace::begin(None, Some("vendor=1"));
        assert!(Context::parse(&trace.header().unwrap()).unwrap().sampled && trace.state().is_none());
    }
}
