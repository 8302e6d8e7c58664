//! No fault yet: where a message goes, and what it carries.

use std::time::Duration;

use lapin::BasicProperties;
use lapin::options::BasicGetOptions;
use lapin::types::{AMQPValue, FieldTable};

use crate::Place;
use crate::oracle::{headers, ids};
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(60);

/// Good ones are done, bad ones parked with a reason, a panic costs one article, an unroutable one climbs the ladder and is parked.
pub async fn done_retried_and_parked(place: Place) {
    let line = place.ready().await;
    let good = ids("good", 300);
    line.order("ok", &good).await;
    line.order("bad", &ids("bad", 3)).await;
    line.order("panic", &ids("panic", 2)).await;
    let mut settings = place.settings.clone();
    settings.retry.max_attempts = 3;
    line.order("unroutable", &ids("unroutable", 2)).await;
    line.put(b"not json", BasicProperties::default()).await;

    let worker = Local::start(&Plan::new(settings));
    line.wait_for(308, LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;

    let mut found = line.collect().await;
    assert!(found.parked.remove("not json").is_some());
    let inputs: Vec<_> = [good, ids("bad", 3), ids("panic", 2), ids("unroutable", 2)].concat();
    found.assert_complete(&inputs);
    assert_eq!((found.search.len(), found.duplicates()), (300, 0));
    assert_eq!(found.reason("bad-00000"), "decode/schema: text: is missing");
    assert!(found.reason("panic-00001").starts_with("extract/panic: panicked at tests/broker/stub.rs"));
    assert_eq!(found.reason("unroutable-00000"), "publish/unroutable: no queue is bound for claimwire.out nowhere.en");
    assert_eq!(found.parked["unroutable-00000"]["x-claimwire-attempts"], "3");
    assert!(found.parked["unroutable-00000"].contains_key("x-claimwire-first-failure"));
    assert_eq!((summary.done, summary.retried, summary.parked), (300, 4, 8));
}

/// What the wire contract promises of an output, and that the trace context goes through.
pub async fn properties_of_an_output(place: Place) {
    let line = place.ready().await;
    let mut given = FieldTable::default();
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    given.insert("traceparent".into(), AMQPValue::LongString(trace.into()));
    let properties = BasicProperties::default().with_message_id("m".into()).with_headers(given);
    line.put(br#"{"id":"a","act":"ok"}"#, properties).await;
    let worker = Local::start(&Plan::new(place.settings.clone()));
    line.wait_for_length("claimwire.search", 1, LIMIT).await;
    worker.stop().await;

    for (queue, schema) in [("claimwire.search", "claimwire/record/1"), ("claimwire.alerts", "claimwire/alert/1")] {
        let message = line.channel.basic_get(queue.into(), BasicGetOptions::default()).await.unwrap().unwrap();
        let properties = &message.delivery.properties;
        let short = |value: &Option<lapin::types::ShortString>| value.clone().unwrap().to_string();
        assert_eq!(short(properties.kind()), schema);
        assert_eq!(short(properties.content_type()), "application/json");
        assert_eq!(short(properties.app_id()), "claimwire");
        assert_eq!(properties.delivery_mode(), &Some(2));
        assert!(properties.timestamp().unwrap() > 1_700_000_000);
        let headers = headers(properties);
        assert_eq!(headers["cloudEvents_specversion"], "1.0");
        assert_eq!(headers["cloudEvents_id"], short(properties.message_id()));
        assert_eq!(headers["cloudEvents_type"], schema);
        assert_eq!(headers["cloudEvents_source"], "/claimwire");
        assert_eq!(headers["traceparent"], trace);
    }
}

/// A record that is larger than may be published: its article is parked at once and says why, even one that is itself larger than that.
pub async fn record_above_the_limit(place: Place) {
    let line = place.ready().await;
    let mut settings = place.settings.clone();
    settings.publish.max_body = 100;
    line.order("ok", &ids("large", 2)).await;
    let long = format!(r#"{{"id":"long","act":"ok","pad":"{}"}}"#, "x".repeat(500));
    line.put(long.as_bytes(), BasicProperties::default().with_message_id("long".into())).await;

    let worker = Local::start(&Plan::new(settings));
    line.wait_for(3, LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    assert!(found.search.is_empty());
    let reason = found.reason("large-00001");
    assert!(reason.starts_with("publish/too-large: ") && reason.contains("more than 100"), "{reason}");
    assert!(found.parked.iter().any(|(_, headers)| headers["x-claimwire-attempts"] == "1"));
    assert_eq!((summary.done, summary.retried, summary.parked), (0, 0, 3));
}
