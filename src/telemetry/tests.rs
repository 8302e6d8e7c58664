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
    for role in metrics::ROLES {
        metrics.connected.get_or_create(&vec![("role", role.into())]).set(7);
        metrics.blocked.get_or_create(&vec![("role", role.into())]).set(7);
    }
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
    check(&AdminUnavailable { reason: text() }, seen);
    check(&StopAsked { signal: "SIGTERM" }, seen);
    check(&WorkerStopped { done: 1, duplicates: 1, retried: 1, parked: 1, returned: 1, lost: 1 }, seen);
    check(&DrainExpired { unfinished: 1 }, seen);
    check(&MessageReceived { queue: text(), redelivered: true, bytes: 10, age: 3.0 }, seen);
    check(&MessageSettled { outcome: "returned", seconds: 0.1 }, seen);
    check(&ArticleStarted { waited: 0.1 }, seen);
    check(&PoolBusy { busy: 1, threads: 2 }, seen);
    check(&ExtractOverBudget { budget: 2.0, parked: false }, seen);
    let (decode, extract, encode) = (0.1, 0.1, 0.1);
    let (words, attributions, claims, figures) = (1, 1, 1, 1);
    check(
        &ArticleExtracted { status: "complete", words, attributions, claims, figures, decode, extract, encode },
        seen,
    );
    check(&AlertRaised { severity: text(), rule: text() }, seen);
    check(&ExtractOverrun { limit: 60.0, replaced: true }, seen);
    let retried =
        ArticleRetried { message_id: text(), rung: 0, attempt: 1, stage: "publish", kind: text(), reason: text() };
    check(&retried, seen);
    check(&ArticleParked { message_id: text(), attempt: 1, stage: "decode", kind: text(), reason: text() }, seen);
    check(&MessagePublished { route: "record", result: "ack", seconds: 0.1 }, seen);
    check(&ConfirmAwaited { change: 1 }, seen);
    check(&ArticlePublished { messages: 1, seconds: 0.1 }, seen);
    check(&AckFailed { reason: text() }, seen);
    check(&ConsumerCancelled { queue: text() }, seen);
    check(&ForwardRefused { reason: text() }, seen);
    check(&SessionOpened { queue: text(), prefetch: 1 }, seen);
    check(&SessionLost { role: "both", cause: "open", reason: text(), pause: 0.1 }, seen);
    check(&BrokerBlocked {}, seen);
    check(&BrokerUnblocked { seconds: 1.0 }, seen);
    check(&LogLevelChanged { before: text(), after: text() }, seen);
    check(&SpansLost { reason: text() }, seen);
    let all: BTreeSet<String> = metrics::SPECS.iter().map(|metric| metric.name.to_owned()).collect();
    assert_eq!(*seen, all);
    assert!(super::parked().iter().any(|parked| parked.message_id == "x"));
}

#[test]
fn names_are_what_operators_expect() {
    for metric in metrics::SPECS {
        let counter = metric.kind.ends_with("counter");
        assert_eq!(counter, metric.name.ends_with("_total"), "{}", metric.name);
        assert!(metric.help.ends_with('.'), "{}", metric.name);
    }
    let page = Metrics::default().page();
    assert!(page.contains("claimwire_amqp_connected{role=\"consume\"} 0"), "{page}");
    assert!(page.ends_with("# EOF\n") && page.contains("claimwire_build_info{version="), "{page}");
    assert!(
        page.contains("\n# TYPE claimwire_claims counter\n") && page.contains("\nclaimwire_claims_total 0\n"),
        "{page}"
    );
    let plain = Metrics::default().plain_page();
    assert!(plain.contains("\n# TYPE claimwire_claims_total counter\n") && !plain.contains("# EOF"), "{plain}");
}
