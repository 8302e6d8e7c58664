//! Every metric, declared once: name, kind, labels, meaning. `docs/EVENTS.md` is made from this list.
//!
//! Names follow Prometheus: prefix, base unit, `_total` for counters. Values change only through [`events`](super::events).

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;
use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The prefix of every name.
pub const PREFIX: &str = "claimwire";

/// The connections of a session.
pub(super) const ROLES: [&str; 2] = ["consume", "publish"];

/// Label names and values.
pub type Labels = Vec<(&'static str, Cow<'static, str>)>;

/// Histograms of one name, all with the same buckets.
pub type Histograms = Family<Labels, Histogram, Buckets>;

/// Upper bounds of a histogram.
#[derive(Debug, Clone, Copy)]
pub struct Buckets(&'static [f64]);

impl MetricConstructor<Histogram> for Buckets {
    fn new_metric(&self) -> Histogram {
        Histogram::new(self.0.iter().copied())
    }
}

/// Seconds from 50 microseconds (a short article) to a minute (the hard limit).
const WORK: Buckets = Buckets(&[
    0.000_05, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 10.0, 60.0,
]);
/// Seconds from 100 microseconds (a thread was free) to a minute (all of them are held).
const WAIT: Buckets = Buckets(&[0.000_1, 0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 5.0, 15.0, 60.0]);
/// Seconds from a millisecond (a confirm) to half a minute (its timeout).
const CONFIRM: Buckets = Buckets(&[0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0]);
/// Seconds from a second (fresh) to a day (a backlog).
const AGE: Buckets = Buckets(&[1.0, 5.0, 30.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0, 86_400.0]);
/// Bytes from a brief to the largest message.
const SIZE: Buckets = Buckets(&[1_024.0, 4_096.0, 16_384.0, 65_536.0, 262_144.0, 1_048_576.0, 4_194_304.0]);

/// A series without labels is there from the start: a rate from nothing is no rate.
trait Begin {
    fn begin(&self, labels: &[&str]);
}

impl<M: Clone, C: MetricConstructor<M>> Begin for Family<Labels, M, C> {
    fn begin(&self, labels: &[&str]) {
        if labels.is_empty() {
            drop(self.get_or_create(&Labels::new()));
        }
    }
}

impl Begin for Gauge {
    fn begin(&self, _labels: &[&str]) {}
}

impl Begin for Gauge<f64, AtomicU64> {
    fn begin(&self, _labels: &[&str]) {}
}

impl Begin for Counter<f64, AtomicU64> {
    fn begin(&self, _labels: &[&str]) {}
}

/// What a metric is, for the documentation.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Without prefix, with `_total` for counters.
    pub name: &'static str,
    /// `counter`, `gauge` or `histogram`.
    pub kind: &'static str,
    /// Label names.
    pub labels: &'static [&'static str],
    /// Meaning, with its unit.
    pub help: &'static str,
}

macro_rules! metrics {
    ($( $field:ident: $kind:ident $name:literal [$($label:literal),*] $help:literal $(in $buckets:ident)?; )+) => {
        /// All metrics of a process.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "the help text says it")]
        pub struct Metrics {
            registry: Registry,
            $( #[doc = $help] pub $field: metrics!(@type $kind), )+
        }

        /// The declared metrics, in the order of the page.
        pub const SPECS: &[Spec] = &[
            $( Spec { name: metrics!(@name $kind $name), kind: metrics!(@kind $kind), labels: &[$($label),*], help: $help }, )+
        ];

        impl Default for Metrics {
            fn default() -> Self {
                let mut registry = Registry::with_prefix(PREFIX);
                $( let $field = metrics!(@new $kind $($buckets)?);
                   registry.register($name, $help.trim_end_matches('.'), $field.clone()); )+
                $( $field.begin(&[$($label),*]); )+
                let build = Family::<Labels, Gauge>::default();
                build.get_or_create(&vec![("version", env!("CARGO_PKG_VERSION").into())]).set(1);
                registry.register("build_info", "What runs: always 1, the version is a label", build);
                Self { registry, $( $field, )+ }.with_roles()
            }
        }
    };
    (@type counter) => { Family<Labels, Counter> };
    (@type seconds_counter) => { Counter<f64, AtomicU64> };
    (@type gauge) => { Gauge };
    (@type gauges) => { Family<Labels, Gauge> };
    (@type ratio) => { Gauge<f64, AtomicU64> };
    (@type histogram) => { Histograms };
    (@new counter) => { Family::<Labels, Counter>::default() };
    (@new seconds_counter) => { Counter::<f64, AtomicU64>::default() };
    (@new gauge) => { Gauge::default() };
    (@new gauges) => { Family::<Labels, Gauge>::default() };
    (@new ratio) => { Gauge::<f64, AtomicU64>::default() };
    (@new histogram $buckets:ident) => { Family::<Labels, Histogram, Buckets>::new_with_constructor($buckets) };
    (@kind counter) => { "counter" };
    (@kind seconds_counter) => { "counter" };
    (@kind histogram) => { "histogram" };
    (@kind $gauge:ident) => { "gauge" };
    (@name counter $name:literal) => { concat!($name, "_total") };
    (@name seconds_counter $name:literal) => { concat!($name, "_total") };
    (@name $kind:ident $name:literal) => { $name };
}

metrics! {
    received: counter "messages_received" ["queue", "redelivered"] "Deliveries taken from the source: a queue, or files.";
    done: counter "messages_done" ["outcome"] "Deliveries settled: done, duplicate, retried, parked, returned or lost.";
    in_flight: gauge "messages_in_flight" [] "Deliveries at work.";
    prefetch: gauge "prefetch" [] "Most unsettled deliveries that the broker gives this worker.";
    age: histogram "message_age_seconds" [] "Age of a message when it is taken, from its timestamp, in seconds." in AGE;
    body: histogram "body_bytes" [] "Size of a message as received, in bytes." in SIZE;
    queue_wait: histogram "queue_wait_seconds" [] "From the receipt of a delivery to a thread that is free for it, in seconds." in WAIT;
    busy: ratio "pool_busy_ratio" [] "Share of the analysing threads that are at work at this moment, 0 to 1.";
    stage: histogram "stage_seconds" ["stage"] "Time in a stage (decode, extract, encode, confirm; settle: from receipt to settled), in seconds." in WORK;
    over_budget: counter "extract_over_budget" [] "Articles cut or parked because they took longer than work.budget.";
    overrun: counter "extract_overrun" [] "Articles given up because they held a thread too long.";
    published: counter "publish" ["route", "result"] "Messages published: ack, nack, returned, timeout, error.";
    confirm: histogram "confirm_seconds" [] "From a publish to its confirm, in seconds." in CONFIRM;
    confirms_pending: gauge "confirms_pending" [] "Messages published whose fate the broker has not told.";
    ack_failed: counter "ack_failed" [] "Acknowledgements that the broker did not take; those deliveries come again.";
    connected: gauges "amqp_connected" ["role"] "1 while the connection (consume or publish) is part of an open session.";
    reconnects: counter "amqp_reconnects" ["role", "cause"] "Sessions lost or not opened: which connection (consume, publish or both), and why in a word.";
    cancelled: counter "consumer_cancelled" [] "Times that the broker ended our consumer (queue deleted, moved, or our silence).";
    blocked: gauges "amqp_blocked" ["role"] "1 while the broker takes no publishes (role publish: the connection that it blocks).";
    blocked_seconds: seconds_counter "amqp_blocked_seconds" [] "Time in which the broker took no publishes, in seconds.";
    retried: counter "retry" ["rung"] "Articles given to the retry ladder, by rung from 0.";
    parked: counter "parked" ["reason"] "Articles parked, by the kind of their failure.";
    returned: counter "drain_returned" [] "Deliveries given back when the worker stopped.";
    articles: counter "articles" ["status"] "Records made: complete, truncated or skipped.";
    words: counter "words" [] "Words analysed.";
    attributions: counter "attributions" [] "Attributions found.";
    claims: counter "claims" [] "Claims found.";
    figures: counter "figures" [] "Figures found.";
    alerts: counter "alerts" ["severity", "rule"] "Alerts raised.";
}

impl Metrics {
    /// Not connected is a value, too: an alert on it must not wait for the first connection.
    fn with_roles(self) -> Self {
        for role in ROLES {
            self.connected.get_or_create(&vec![("role", role.into())]).set(0);
        }
        self.blocked.get_or_create(&vec![("role", "publish".into())]).set(0);
        self
    }

    /// All values in the `OpenMetrics` text format.
    pub fn page(&self) -> String {
        let mut page = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut page, &self.registry);
        page
    }
}

impl Metrics {
    /// All values in the older text format of Prometheus, for readers that do not ask for `OpenMetrics`: there the `_total` of a
    /// counter belongs to its name, and nothing marks the end.
    pub fn plain_page(&self) -> String {
        let mut plain = String::new();
        for line in self.page().lines().filter(|line| *line != "# EOF") {
            let mut words = line.splitn(4, ' ');
            match (words.next(), words.next(), words.next(), words.next()) {
                (Some("#"), Some(what), Some(name), Some(rest)) if is_counter(name) => {
                    let _ = writeln!(plain, "# {what} {name}_total {rest}");
                }
                _ => {
                    let _ = writeln!(plain, "{line}");
                }
            }
        }
        plain
    }
}

fn is_counter(name: &str) -> bool {
    let Some(name) = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix('_')) else { return false };
    SPECS.iter().any(|spec| spec.name.strip_suffix("_total") == Some(name))
}

/// MIME type of [`Metrics::plain_page`].
pub const PLAIN_CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// MIME type of [`Metrics::page`].
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The metrics of this process.
pub fn metrics() -> &'static Metrics {
    static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::default);
    &METRICS
}
