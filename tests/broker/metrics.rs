//! Every metric is written by some test of this suite: a thread looks at all of them while the tests run.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use claimwire::telemetry::metrics::{self, SPECS};

/// Not reached with the stub's work. The first is read from the program itself in `over_budget_and_level_of_the_log`; the second needs
/// a broker that closes a channel between a delivery and its acknowledgement.
const ELSEWHERE: [&str; 2] = ["extract_over_budget_total", "ack_failed_total"];

/// Metrics that had a value other than 0.
pub struct Seen(Arc<Mutex<BTreeSet<&'static str>>>);

pub fn watch() -> Seen {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let noted = Arc::clone(&seen);
    std::thread::spawn(move || {
        loop {
            note(&noted);
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    Seen(seen)
}

fn note(seen: &Mutex<BTreeSet<&'static str>>) {
    let page = metrics::metrics().page();
    for line in page.lines().filter(|line| !line.starts_with('#')) {
        let Some((series, value)) = line.rsplit_once(' ') else { continue };
        let name = series.split('{').next().unwrap().trim_start_matches("claimwire_");
        let written = value.parse::<f64>().is_ok_and(|value| value != 0.0);
        let spec = SPECS.iter().find(|spec| name == spec.name || name.strip_suffix("_count") == Some(spec.name));
        if let Some(spec) = spec.filter(|_| written) {
            seen.lock().unwrap().insert(spec.name);
        }
    }
}

impl Seen {
    pub fn assert_every_metric_was_written(&self) {
        note(&self.0);
        let seen = self.0.lock().unwrap();
        let silent: Vec<_> = SPECS
            .iter()
            .map(|spec| spec.name)
            .filter(|name| !seen.contains(name) && !ELSEWHERE.contains(name))
            .collect();
        assert!(silent.is_empty(), "no test has written {silent:?}");
    }
}
