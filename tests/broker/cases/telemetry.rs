//! What operators see: readiness, traces, the level of the log, a dry run.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use claimwire::admin::{self, Admin, Pulse, Readiness};
use lapin::BasicProperties;
use lapin::options::{BasicAckOptions, BasicGetOptions};
use lapin::types::{AMQPValue, FieldTable};

use super::whole::{Worker, ask, claimwire, get};
use crate::Place;
use crate::collector::{Collector, Span};
use crate::oracle::{Line, headers, ids};
use crate::process::signal;
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(120);

fn blocking<T>(work: impl FnOnce() -> T) -> T {
    tokio::task::block_in_place(work)
}

/// `/readyz` until it answers so; its checks.
async fn readyz(address: &str, status: u16, check: &str, says: &str) -> serde_json::Value {
    let begin = Instant::now();
    loop {
        let (got, body) = blocking(|| get(address, "/readyz"));
        let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
        let reason = answer["checks"][check].as_str().unwrap_or_default();
        if got == status && reason.contains(says) {
            assert_eq!(answer["ready"], status == 200, "{body}");
            return answer["checks"].clone();
        }
        assert!(begin.elapsed() < LIMIT, "not {status} with {check}: {says}: {got} {body}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Readiness goes with the broker through loss, return, block and release, and each time says why; liveness never changes.
pub async fn ready_follows_the_broker(place: Place) {
    let line = place.ready().await;
    line.order("slow 40", &ids("ready", 2000)).await;
    let worker = Local::start(&Plan::new(place.settings.clone()));
    let stopping = worker.stop.clone();
    let readiness = Readiness::new(worker.health.clone(), move || stopping.is_asked(), 1);
    let admin = Admin { pulse: Pulse::start(), readiness: readiness.patient_for(Duration::from_secs(1)), log: None };
    let address = admin::serve("127.0.0.1:0", admin).unwrap().to_string();
    let live = || assert_eq!(blocking(|| get(&address, "/livez")).0, 200, "alive whatever the broker does");

    let checks = readyz(&address, 200, "consuming", "ok").await;
    for name in ["running", "publishing", "rules"] {
        assert_eq!(checks[name], "ok", "{checks}");
    }

    blocking(|| place.node.kill());
    let lost = readyz(&address, 503, "consuming", "").await;
    assert_ne!(lost["consuming"], "ok", "{lost}");
    let gone = readyz(&address, 503, "consuming", "127.0.0.1").await;
    assert_eq!(gone["publishing"], "ok", "{gone}");
    println!("lost: {lost}; then: {gone}");
    live();

    blocking(|| place.node.restart());
    readyz(&address, 200, "consuming", "ok").await;
    // The broker tells a connection that it is blocked when it publishes next: there must be work.
    let line = place.line().await;
    line.order("slow 40", &ids("more", 3000)).await;

    blocking(|| place.node.ctl(&["set_vm_memory_high_watermark", "absolute", "1MB"]));
    let blocked = readyz(&address, 503, "publishing", "the broker has blocked for").await;
    assert_eq!(blocked["consuming"], "ok", "blocked is not lost: {blocked}");
    println!("blocked: {blocked}");
    live();
    blocking(|| place.node.ctl(&["set_vm_memory_high_watermark", "0.4"]));
    readyz(&address, 200, "publishing", "ok").await;

    let asked = worker.stop.clone();
    asked.ask();
    readyz(&address, 503, "running", "stopping").await;
    let summary = worker.ended().await.unwrap();
    assert!(summary.returned > 0, "what was not started goes back: {summary:?}");
}

/// A text header of the first message in a queue that has one; the message is taken.
async fn take(line: &Line, queue: &str) -> (serde_json::Value, BTreeMap<String, String>) {
    let begin = Instant::now();
    loop {
        if let Some(message) = line.channel.basic_get(queue.into(), BasicGetOptions::default()).await.unwrap() {
            message.acker.ack(BasicAckOptions::default()).await.unwrap();
            let body = serde_json::from_slice(&message.data).unwrap_or_default();
            return (body, headers(&message.properties));
        }
        assert!(begin.elapsed() < LIMIT, "nothing in {queue}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn traced(id: &str, traceparent: &str) -> BasicProperties {
    let mut headers = FieldTable::default();
    if !traceparent.is_empty() {
        headers.insert("traceparent".into(), AMQPValue::LongString(traceparent.into()));
        headers.insert("tracestate".into(), AMQPValue::LongString("vendor=1".into()));
    }
    BasicProperties::default().with_message_id(id.into()).with_headers(headers)
}

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const PRODUCER: &str = "b7ad6b7169203331";

/// A producer's trace goes through the worker into the record, into the alert and into the parked copy; where there is none, the
/// worker begins one. With the feature `otlp` the collector gets the spans between.
pub async fn one_trace_from_producer_to_record(place: Place) {
    let line = place.ready().await;
    let collector = Collector::start();
    let mut command = claimwire(&place);
    if cfg!(feature = "otlp") {
        command.env("CLAIMWIRE__TRACE__OTLP", &collector.endpoint);
    }
    let mut worker = Worker::spawn(&mut command);
    let given = format!("00-{TRACE}-{PRODUCER}-01");
    let article = |id: &str| serde_json::json!({"id": id, "text": "It is closed, said Anna Lee."}).to_string();

    line.put(article("traced").as_bytes(), traced("m-traced", &given)).await;
    let (record, record_headers) = take(&line, "claimwire.search").await;
    assert_eq!(record["article"]["id"], "traced");
    assert_eq!(record_headers["tracestate"], "vendor=1");
    line.put(b"not JSON", traced("m-bad", &given)).await;
    let (_, parked_headers) = take(&line, "claimwire.parked").await;
    line.put(article("plain").as_bytes(), traced("m-plain", "")).await;
    let (_, plain_headers) = take(&line, "claimwire.search").await;
    let unsampled = format!("00-{TRACE}-{PRODUCER}-00");
    line.put(article("unsampled").as_bytes(), traced("m-unsampled", &unsampled)).await;
    let (_, unsampled_headers) = take(&line, "claimwire.search").await;

    signal(worker.pid(), "TERM");
    assert!(blocking(|| worker.child.wait()).unwrap().success());

    for headers in [&record_headers, &parked_headers] {
        assert!(headers["traceparent"].starts_with(&format!("00-{TRACE}-")), "{headers:?}");
    }
    assert_eq!(unsampled_headers["traceparent"], unsampled, "what the sender does not record is passed on as it came");
    let plain = &plain_headers["traceparent"];
    assert!(plain.len() == 55 && plain.ends_with("-01") && !plain.contains(TRACE), "{plain}");
    if cfg!(feature = "otlp") {
        let spans = collector.spans();
        check_spans(&spans, &record_headers["traceparent"], &parked_headers["traceparent"], plain);
    } else {
        assert_eq!(record_headers["traceparent"], given, "nobody records: the producer stays the parent");
    }
}

fn check_spans(spans: &[Span], record: &str, parked: &str, plain: &str) {
    let of = |id: &str| -> Vec<&Span> {
        let all =
            spans.iter().filter(|span| span.attributes.get("messaging.message.id").is_some_and(|have| have == id));
        all.collect()
    };
    let process = |id: &str| *of(id).iter().find(|span| span.kind == 5).unwrap_or_else(|| panic!("{id}: {spans:#?}"));
    let own = process("m-traced");
    assert_eq!((own.trace.as_str(), own.parent.as_str()), (TRACE, PRODUCER), "the producer is the parent");
    assert_eq!(own.name, "process amq.default:claimwire.articles");
    assert_eq!((own.service["service.name"].as_str(), own.status), ("claimwire", 0));
    for (name, value) in [
        ("messaging.system", "rabbitmq"),
        ("messaging.operation.name", "process"),
        ("messaging.operation.type", "process"),
        ("messaging.destination.name", "amq.default:claimwire.articles"),
        ("messaging.rabbitmq.destination.routing_key", "claimwire.articles"),
        ("messaging.rabbitmq.message.delivery_tag", "1"),
        ("claimwire.outcome", "done"),
    ] {
        assert_eq!(own.attributes[name], value, "{own:#?}");
    }
    let below: BTreeMap<&str, &Span> =
        spans.iter().filter(|span| span.parent == own.id).map(|span| (span.name.as_str(), span)).collect();
    let (send, ack) = ("send claimwire.out:record.en", "ack amq.default:claimwire.articles");
    for stage in ["wait", "decode", "extract", "encode", send, ack] {
        let stage = below.get(stage).unwrap_or_else(|| panic!("no {stage} in {below:#?}"));
        assert!(stage.trace == TRACE && stage.begin <= stage.end && stage.begin + 1_000_000 >= own.begin, "{stage:#?}");
    }
    assert_eq!((below[send].kind, below[ack].kind), (4, 3));
    assert_eq!(record, format!("00-{TRACE}-{}-01", below[send].id), "the record's parent is the span that sent it");
    let failed = process("m-bad");
    assert_eq!((failed.status, failed.attributes["error.type"].as_str()), (2, "syntax"), "{failed:#?}");
    assert!(spans.iter().any(|span| span.parent == failed.id && parked.contains(&span.id)), "{parked}");
    let begun = process("m-plain");
    assert!(begun.parent.is_empty() && plain.contains(&begun.trace), "{begun:#?} {plain}");
    assert!(of("m-unsampled").is_empty(), "not recorded");
}

/// An article over its budget is counted; the level of the log changes while the worker runs, and a wrong one changes nothing.
pub async fn over_budget_and_level_of_the_log(place: Place) {
    let line = place.ready().await;
    let mut worker = Worker::spawn(claimwire(&place).env("CLAIMWIRE__WORK__BUDGET", "0s"));
    let address = worker.event("admin_listening")["address"].as_str().unwrap().to_owned();
    let put = |level: &str, more: &str| {
        let length = level.len();
        let head =
            format!("PUT /log HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n");
        blocking(|| ask(&address, &format!("{head}{level}")))
    };
    assert_eq!(blocking(|| get(&address, "/log")), (200, "info\n".to_owned()));
    assert_eq!(put("wran", "").0, 400);
    assert_eq!(put("debug", "Origin: http://example.org\r\n").0, 403);
    assert_eq!(put(&"x".repeat(5000), "").0, 413);
    assert_eq!(blocking(|| get(&address, "/log")).1, "info\n");
    assert_eq!(put("info,claimwire=debug", "").0, 200);
    assert_eq!(worker.event("log_level_changed")["after"], "info,claimwire=debug");
    let body = serde_json::json!({"id": "a", "text": "It is closed, said Anna Lee. It is open."}).to_string();
    line.put(body.as_bytes(), BasicProperties::default()).await;
    let settled = worker.event("message_settled");
    assert_eq!((settled["level"].as_str(), settled["outcome"].as_str()), (Some("DEBUG"), Some("done")), "{settled}");
    assert_eq!(put("warn", "").0, 200);
    assert_eq!(blocking(|| get(&address, "/log")).1, "warn\n");
    assert_eq!(blocking(|| ask(&address, "DELETE /log HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")).0, 405);

    let metrics = blocking(|| get(&address, "/metrics")).1;
    for series in [
        "extract_over_budget_total 1",
        "articles_total{status=\"truncated\"} 1",
        "messages_received_total{queue=\"claimwire.articles\",redelivered=\"false\"} 1",
        "amqp_connected{role=\"publish\"} 1",
        "prefetch 8",
        "queue_wait_seconds_count 1",
        "stage_seconds_count{stage=\"confirm\"} 1",
    ] {
        assert!(metrics.contains(&format!("claimwire_{series}\n")), "no {series} in {metrics}");
    }
    signal(worker.pid(), "TERM");
    assert!(blocking(|| worker.child.wait()).unwrap().success());
}

/// A dry run tells what would become of the articles that wait; afterwards the queue is as it was, and nothing is anywhere else.
pub async fn dry_run_changes_nothing(place: Place) {
    let line = place.ready().await;
    let mut bodies = Vec::new();
    for number in 0..12 {
        let text = "\"The bridge is closed,\" said Anna Lee. At least 12 lorries were waiting.";
        let body = match number {
            4 => "not JSON".to_owned(),
            _ => serde_json::json!({"id": format!("a{number}"), "text": text}).to_string(),
        };
        line.put(body.as_bytes(), BasicProperties::default().with_message_id(format!("m{number}").into())).await;
        bodies.push(body);
    }
    let run = |more: &[&str]| {
        let out = blocking(|| claimwire(&place).args(["run", "--dry-run"]).args(more).output()).unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    };
    let (code, table, log) = run(&[]);
    assert_eq!(code, Some(2), "{table}{log}");
    for told in ["Looked at 12 of 12", "11  record.en", "m4: decode/syntax", "attributions", "nothing published"] {
        assert!(table.contains(told), "no {told:?} in {table}");
    }
    let (code, table, _) = run(&["--limit", "3"]);
    assert_eq!(code, Some(0), "the first three are good: {table}");
    assert!(table.contains("Looked at 3 of 12"), "{table}");

    line.wait_for_length("claimwire.articles", 12, LIMIT).await;
    for queue in ["claimwire.search", "claimwire.alerts", "claimwire.parked"] {
        assert_eq!(line.length(queue).await, 0, "{queue}");
    }
    for rung in &place.settings.retry.rungs {
        assert_eq!(line.length(&place.settings.retry.queue(*rung)).await, 0);
    }
    let mut left = Vec::new();
    while let Some(message) =
        line.channel.basic_get("claimwire.articles".into(), BasicGetOptions::default()).await.unwrap()
    {
        left.push(String::from_utf8(message.data.clone()).unwrap());
        message.acker.ack(BasicAckOptions::default()).await.unwrap();
    }
    // A quorum queue puts what was given back in front, in the order of its return.
    left.sort();
    bodies.sort();
    assert_eq!(left, bodies, "the same articles");
}
