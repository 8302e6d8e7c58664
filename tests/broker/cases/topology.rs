//! Queues, exchanges and bindings that are wrong, missing, full or taken away.

use std::time::Duration;

use lapin::BasicProperties;
use lapin::options::{
    BasicConsumeOptions, BasicGetOptions, BasicNackOptions, BasicPublishOptions, BasicQosOptions,
    ExchangeDeclareOptions, ExchangeDeleteOptions, QueueBindOptions, QueueDeclareOptions, QueueDeleteOptions,
};
use lapin::types::{AMQPValue, FieldTable};

use crate::Place;
use crate::oracle::ids;
use crate::stub::{Local, Plan};
use claimwire::transport::amqp::config::Mode;

const LIMIT: Duration = Duration::from_secs(60);

/// An existing queue with other arguments: one clear message and the end, no loop.
pub async fn wrong_arguments(place: Place) {
    let line = place.line().await;
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    line.channel.queue_declare("claimwire.articles".into(), options, FieldTable::default()).await.unwrap();
    let worker = Local::start(&Plan::new(place.settings.clone()));
    let fatal = worker.ended().await.unwrap_err().to_string();
    assert!(fatal.contains("claimwire.articles exists with other arguments than ours"), "{fatal}");
}

/// Passive mode does not make what is missing, and goes on when an operator does.
pub async fn passive_waits_for_the_operator(place: Place) {
    let line = place.line().await;
    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::Passive;
    let worker = Local::start(&Plan::new(settings));
    let mut health = worker.health.clone();
    let red = health.wait_for(|health| health.reason.as_deref().is_some_and(|reason| reason.contains("is missing")));
    tokio::time::timeout(LIMIT, red).await.expect("a red health").unwrap();
    line.declare().await;
    let inputs = ids("passive", 20);
    line.order("ok", &inputs).await;
    line.wait_for(20, LIMIT).await;
    worker.stop().await;
    line.collect().await.assert_complete(&inputs);
}

/// The input queue is deleted under the consumer: noticed, and in passive mode healed when it is back.
pub async fn queue_deleted(place: Place) {
    let line = place.ready().await;
    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::Passive;
    let worker = Local::start(&Plan::new(settings));
    let mut health = worker.health.clone();
    health.wait_for(|health| health.consuming).await.unwrap();
    line.channel.queue_delete("claimwire.articles".into(), QueueDeleteOptions::default()).await.unwrap();
    tokio::time::timeout(LIMIT, health.wait_for(|health| !health.consuming)).await.expect("noticed").unwrap();
    line.declare().await;
    let inputs = ids("again", 20);
    line.order("ok", &inputs).await;
    line.wait_for(20, LIMIT).await;
    worker.stop().await;
    line.collect().await.assert_complete(&inputs);
}

/// The output exchange is deleted: the publish closes its channel, nothing is lost, work goes on when it is back.
pub async fn exchange_deleted(place: Place) {
    let line = place.ready().await;
    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::Passive;
    let worker = Local::start(&Plan::new(settings));
    let mut health = worker.health.clone();
    health.wait_for(|health| health.consuming).await.unwrap();
    line.channel.exchange_delete("claimwire.out".into(), ExchangeDeleteOptions::default()).await.unwrap();
    let inputs = ids("gone", 30);
    line.order("ok", &inputs).await;
    tokio::time::timeout(LIMIT, health.wait_for(|health| !health.consuming)).await.expect("noticed").unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    line.declare().await;
    line.wait_for(30, LIMIT).await;
    worker.stop().await;
    line.assert_nothing_left().await;
    line.collect().await.assert_complete(&inputs);
}

/// A binding is missing: returns are no successes; the ladder carries the articles until it is back.
pub async fn binding_missing(place: Place) {
    let line = place.ready().await;
    let unbind = || async {
        let (queue, exchange, key) = ("claimwire.search".into(), "claimwire.out".into(), "record.#".into());
        line.channel.queue_unbind(queue, exchange, key, FieldTable::default()).await.unwrap();
    };
    unbind().await;
    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::Passive;
    settings.retry.max_attempts = 50;
    let inputs = ids("unbound", 300);
    line.order("ok", &inputs).await;
    let worker = Local::start(&Plan::new(settings));
    let begin = std::time::Instant::now();
    while line.length("claimwire.retry.300ms").await + line.length("claimwire.retry.600ms").await == 0 {
        assert!(begin.elapsed() < LIMIT, "nothing reached the ladder");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let (queue, exchange, key) = ("claimwire.search".into(), "claimwire.out".into(), "record.#".into());
    line.channel.queue_bind(queue, exchange, key, QueueBindOptions::default(), FieldTable::default()).await.unwrap();
    line.wait_for(300, LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    assert!(found.parked.is_empty() && summary.retried > 0, "{summary:?}");
}

/// One route refuses (a full queue), the other takes: never a wrong confirm, and no loss. Half of thousands of confirms are nacks.
pub async fn full_queue(place: Place) {
    let line = place.line().await;
    let mut arguments = FieldTable::default();
    arguments.insert("x-max-length".into(), AMQPValue::LongLongInt(500));
    arguments.insert("x-overflow".into(), AMQPValue::LongString("reject-publish".into()));
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    line.channel.queue_declare("claimwire.search".into(), options, arguments).await.unwrap();
    let mut settings = place.settings.clone();
    // The search queue is the operator's own here.
    let mut rest = settings.clone();
    rest.topology.search_queue = "claimwire.other".to_owned();
    claimwire::transport::amqp::topology::Plan::new(&rest).establish(&line.connection, Mode::Declare).await.unwrap();
    let options = ExchangeDeclareOptions { passive: true, ..ExchangeDeclareOptions::default() };
    line.channel
        .exchange_declare("claimwire.out".into(), lapin::ExchangeKind::Topic, options, FieldTable::default())
        .await
        .unwrap();
    line.channel
        .queue_unbind("claimwire.other".into(), "claimwire.out".into(), "record.#".into(), FieldTable::default())
        .await
        .unwrap();
    line.channel
        .queue_bind(
            "claimwire.search".into(),
            "claimwire.out".into(),
            "record.#".into(),
            QueueBindOptions::default(),
            FieldTable::default(),
        )
        .await
        .unwrap();
    settings.topology.mode = Mode::None;
    settings.retry.max_attempts = 3;
    let inputs = ids("full", 2000);
    line.order("ok", &inputs).await;
    let worker = Local::start(&Plan::new(settings));
    let begin = std::time::Instant::now();
    while line.length("claimwire.search").await + line.length("claimwire.parked").await < 2000 {
        assert!(begin.elapsed() < LIMIT, "{} parked", line.length("claimwire.parked").await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    assert!(found.parked.len() >= 1400, "{summary:?}");
    assert!(found.reason(found.parked.keys().next().unwrap()).starts_with("publish/nacked"));
}

/// The parking queue is missing: the input stays where it is, and is parked when there is one.
pub async fn parking_missing(place: Place) {
    let line = place.ready().await;
    line.channel.queue_delete("claimwire.parked".into(), QueueDeleteOptions::default()).await.unwrap();
    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::None;
    let bad = ids("bad", 10);
    line.order("bad", &bad).await;
    let worker = Local::start(&Plan::new(settings));
    let good = ids("good", 100);
    line.order("ok", &good).await;
    line.wait_for_length("claimwire.search", 100, LIMIT).await;
    line.declare().await;
    line.wait_for_length("claimwire.parked", 10, LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    line.collect().await.assert_complete(&[bad, good].concat());
    assert_eq!((summary.lost, summary.parked), (0, 10), "{summary:?}");
}

/// The parking queue is full and refuses: the inputs stay unacknowledged, others are done meanwhile, and all are parked as soon as
/// there is room.
pub async fn parking_full(place: Place) {
    let line = place.line().await;
    let mut arguments = FieldTable::default();
    for (name, value) in [("x-queue-type", "quorum"), ("x-overflow", "reject-publish")] {
        arguments.insert(name.into(), AMQPValue::LongString(value.into()));
    }
    arguments.insert("x-max-length".into(), AMQPValue::LongLongInt(5));
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    line.channel.queue_declare("claimwire.parked".into(), options, arguments).await.unwrap();
    let mut rest = place.settings.clone();
    rest.park.queue = "claimwire.other".to_owned();
    claimwire::transport::amqp::topology::Plan::new(&rest).establish(&line.connection, Mode::Declare).await.unwrap();
    let (queue, key) = ("claimwire.parked", "claimwire.parked".into());
    let (options, none) = (QueueBindOptions::default(), FieldTable::default());
    line.channel.queue_bind(queue.into(), "claimwire.dlx".into(), key, options, none).await.unwrap();

    let old = ids("old", 10);
    for id in &old {
        let body = format!("{{\"id\":\"{id}\"}}");
        let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default().with_delivery_mode(2));
        line.channel.basic_publish("".into(), queue.into(), options, body.as_bytes(), properties).await.unwrap();
    }
    line.wait_for_length(queue, 10, LIMIT).await;

    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::None;
    let bad = ids("bad", 20);
    line.order("bad", &bad).await;
    let worker = Local::start(&Plan::new(settings));
    let good = ids("good", 100);
    line.order("ok", &good).await;
    line.wait_for_length("claimwire.search", 100, LIMIT).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(line.length(queue).await, 10);
    assert!(worker.health.borrow().refused, "{:?}", worker.health.borrow());
    // Somebody makes room by taking them out.
    line.wait_for(130, LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&[old, bad, good].concat());
    assert_eq!((summary.lost, summary.parked, found.parked.len()), (0, 20, 30), "{summary:?}");
}

/// Why the limit of returns is a large number and not -1: looked at 25 times, a message is still there; under -1 this broker (3.x)
/// gives it up at its first return.
pub async fn never_given_up(place: Place) {
    let line = place.ready().await;
    let channel = line.connection.create_channel().await.unwrap();
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    arguments.insert("x-delivery-limit".into(), AMQPValue::LongLongInt(-1));
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    channel.queue_declare("minus-one".into(), options, arguments).await.unwrap();
    let ours = ["claimwire.parked", "claimwire.search", "claimwire.alerts", "claimwire.retry.300ms"];
    for queue in ["minus-one"].iter().chain(&ours[..3]) {
        let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default().with_delivery_mode(2));
        line.channel.basic_publish("".into(), (*queue).into(), options, b"x", properties).await.unwrap().await.unwrap();
    }
    for look in 0..25 {
        for queue in ["minus-one"].iter().chain(&ours[..3]) {
            let got = channel.basic_get((*queue).into(), BasicGetOptions::default()).await.unwrap();
            assert_eq!(got.is_some(), *queue != "minus-one" || look == 0, "{queue}, look {look}");
            if let Some(message) = got {
                message.acker.nack(BasicNackOptions { requeue: true, ..BasicNackOptions::default() }).await.unwrap();
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A consumer that gets nothing from a queue that is not empty (here another one is the single active consumer, and full): a fault, and work
/// goes on when the way is free.
pub async fn silent_consumer(place: Place) {
    let line = place.ready().await;
    let queue = "claimwire.articles";
    line.channel.queue_delete(queue.into(), QueueDeleteOptions::default()).await.unwrap();
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    arguments.insert("x-single-active-consumer".into(), AMQPValue::Boolean(true));
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    line.channel.queue_declare(queue.into(), options, arguments).await.unwrap();
    let hoarder = line.connection.create_channel().await.unwrap();
    hoarder.basic_qos(1, BasicQosOptions::default()).await.unwrap();
    let consumer = hoarder
        .basic_consume(queue.into(), "hoarder".into(), BasicConsumeOptions::default(), FieldTable::default())
        .await
        .unwrap();
    let inputs = ids("silent", 5);
    line.order("ok", &inputs).await;

    let mut settings = place.settings.clone();
    settings.topology.mode = Mode::Passive;
    settings.consume.silence.0 = Duration::from_secs(1);
    let worker = Local::start(&Plan::new(settings));
    let mut health = worker.health.clone();
    let fault = health.wait_for(|health| health.reason.as_deref().is_some_and(|reason| reason.contains("nothing for")));
    tokio::time::timeout(LIMIT, fault).await.expect("a silent consumer is a fault").unwrap();
    hoarder.close(200, "enough".into()).await.unwrap();
    drop(consumer);
    line.wait_for(5, LIMIT).await;
    worker.stop().await;
    line.collect().await.assert_complete(&inputs);
}
