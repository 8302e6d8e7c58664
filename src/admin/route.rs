//! What each path answers. Pure: a path and the state of the worker give a status, a type and a body.

use std::time::Duration;

use serde_json::{Map, json};

use super::answer::{Answer, text};
use super::history::History;
use super::{Admin, Readiness, level, page};
use crate::telemetry::metrics;

/// A data path that is silent for longer than this is stuck. Nothing that the broker does can make it silent.
const STUCK: Duration = Duration::from_secs(15);

/// Answers a GET. `open_metrics`: the reader takes that format.
pub(super) fn answer(path: &str, open_metrics: bool, admin: &Admin, history: &History) -> Answer {
    let Admin { pulse, readiness, log } = admin;
    match path {
        "/livez" => live(pulse.silence()),
        "/readyz" => ready(readiness),
        "/metrics" => scrape(open_metrics),
        "/log" => level::show(log.as_ref()),
        "/" => Answer { status: 200, content_type: "text/html; charset=utf-8", body: page::page(admin, history) },
        _ => text(404, "there are /, /livez, /readyz, /metrics and /log\n"),
    }
}

fn scrape(open_metrics: bool) -> Answer {
    let metrics = metrics::metrics();
    let (content_type, body) = if open_metrics {
        (metrics::CONTENT_TYPE, metrics.page())
    } else {
        (metrics::PLAIN_CONTENT_TYPE, metrics.plain_page())
    };
    Answer { status: 200, content_type, body }
}

fn live(silence: Duration) -> Answer {
    if silence < STUCK {
        return text(200, "ok\n");
    }
    text(503, &format!("the data path has been silent for {} s\n", silence.as_secs()))
}

fn ready(readiness: &Readiness) -> Answer {
    let checks = readiness.checks();
    let faults: Map<String, serde_json::Value> = checks
        .iter()
        .map(|check| (check.name.to_owned(), check.fault.as_deref().map_or(json!("ok"), |fault| json!(fault))))
        .collect();
    let ready = checks.iter().all(|check| check.fault.is_none());
    Answer {
        status: if ready { 200 } else { 503 },
        content_type: "application/json",
        body: format!("{}\n", json!({ "ready": ready, "checks": faults })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_stuck_data_path_is_dead() {
        assert_eq!(live(Duration::from_secs(1)).status, 200);
        let dead = live(Duration::from_mins(1));
        assert_eq!((dead.status, dead.body.as_str()), (503, "the data path has been silent for 60 s\n"));
    }
}
