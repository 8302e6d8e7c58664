//! Every event changes the metrics that it says it changes, and every metric is changed by some event.

use std::collections::BTreeSet;

use super::events::*;
use super::metrics::{self, Metrics};

/// Names of the metrics whose lines differ between two pages.
fn changed(before: &str, after: &str) -> BTreeSet<String> {
    let old: BTreeSet<&str> = before.lines().collect();
    after
        .lines()
        .filter(|line| !line.starts_with('#') && !old.contains(line))
        .filter_map(|line| line.split(['{', ' ']).next())
        .map(|name| {
            let name = name.strip_prefix("claimwire_").unwrap();
            ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
        })
        .collect()
}

fn check<E: Event>(event: &E, seen: &mut BTreeSet<String>) {
    let metrics = Metrics::default();
    // Gauges start where any event moves them.
    metrics.connected.set(7);
    metrics.blocked.set(7);
    let before = metrics.page();
    event.count(&metrics);
    let changed = changed(&before, &metrics.page());
    let declared: BTreeSet<String> = E::SPEC.metrics.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(changed, declared, "{}", E::SPEC.name);
    seen.extend(changed);
    event.log();
}

#[test]
fn events_change_what_they_say_and_every_metric_has_its_event() {
    let seen = &mut BTreeSet::new();
    let text = || "x".to_owned();
    check(&WorkerStarted { version: "0", threads: 1, rules: 1 }, seen);
    check(&AdminListening { address: text() }, seen);
    check(&StopAsked { signal: "SIGTERM" }, seen);
    check(&WorkerStopped { done: 1, duplicates: 1, retried: 1, parked: 1, returned: 1, lost: 1 }, seen);
    check(&MessageReceived { redelivered: true, bytes: 10, age: 3.0 }, seen);
    check(&MessageSettled { outcome: "done", seconds: 0.1 }, seen);
    let extracted =
        ArticleExtracted { status: "complete", words: 1, attributions: 1, claims: 1, figures: 1, seconds: 0.1 };
    check(&extracted, seen);
    check(&AlertRaised { severity: text(), rule: text() }, seen);
    check(&ExtractOverrun { limit: 60.0, replaced: true }, seen);
    let retried =
        ArticleRetried { message_id: text(), rung: 0, attempt: 1, stage: "publish", kind: text(), reason: text() };
    check(&retried, seen);
    check(&ArticleParked { message_id: text(), attempt: 1, stage: "decode", kind: text(), reason: text() }, seen);
    check(&MessagePublished { route: "record", result: "ack", seconds: 0.1 }, seen);
    check(&ForwardRefused { reason: text() }, seen);
    check(&SessionOpened { queue: text(), prefetch: 1 }, seen);
    check(&SessionLost { reason: text(), pause: 0.1 }, seen);
    check(&BrokerBlocked {}, seen);
    check(&BrokerUnblocked { seconds: 1.0 }, seen);
    let all: BTreeSet<String> = metrics::SPECS.iter().map(|metric| metric.name.to_owned()).collect();
    assert_eq!(*seen, all);
    assert!(super::parked().iter().any(|(id, _)| id == "x"));
}

#[test]
fn names_are_what_operators_expect() {
    for metric in metrics::SPECS {
        let counter = metric.kind.ends_with("counter");
        assert_eq!(counter, metric.name.ends_with("_total"), "{}", metric.name);
        assert!(metric.help.ends_with('.'), "{}", metric.name);
    }
    let page = Metrics::default().page();
    assert!(page.ends_with("# EOF\n") && page.contains("claimwire_build_info{version="), "{page}");
    assert!(
        page.contains("\n# TYPE claimwire_claims counter\n") && page.contains("\nclaimwire_claims_total 0\n"),
        "{page}"
    );
    let plain = Metrics::default().plain_page();
    assert!(plain.contains("\n# TYPE claimwire_claims_total counter\n") && !plain.contains("# EOF"), "{plain}");
}
