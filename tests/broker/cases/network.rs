//! Faults between worker and broker, by a proxy of ours.

use std::time::{Duration, Instant};

use crate::Place;
use crate::oracle::{Line, ids};
use crate::proxy::{Mode, Way};
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(60);

/// Waits until the worker has a session (again).
async fn consuming(worker: &Local) {
    let mut health = worker.health.clone();
    tokio::time::timeout(LIMIT, health.wait_for(|health| health.consuming)).await.expect("a session").unwrap();
}

async fn settle_and_check(line: &Line, worker: Local, inputs: &[String]) -> usize {
    line.wait_for(inputs.len(), LIMIT).await;
    worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(inputs);
    assert!(found.parked.is_empty(), "parked by a fault of the network: {:?}", found.parked.keys());
    found.duplicates()
}

/// Cuts both connections after every class of byte offset, either way: within a frame, before a confirm, between confirms, after
/// the last confirm and before the acknowledgement.
pub async fn cuts_at_every_offset(place: Place) {
    let line = place.ready().await;
    let (proxy, settings) = place.proxied().await;
    let worker = Local::start(&Plan::new(settings));
    consuming(&worker).await;
    let mut inputs = Vec::new();
    let mut rounds = 0;
    // To the broker: about 1,000 bytes an input (two publishes); to the worker: about 130 a delivery and 21 a confirm.
    for (way, step, count) in [(Way::ToBroker, 173, 40), (Way::ToWorker, 23, 40)] {
        for round in 0..count {
            let fresh = ids(&format!("{way:?}-{round}"), 6);
            let before = proxy.cuts();
            proxy.cut_after(way, round * step);
            line.order("ok", &fresh).await;
            inputs.extend(fresh);
            line.wait_for(inputs.len(), LIMIT).await;
            rounds += proxy.cuts() - before;
        }
    }
    assert!(rounds >= 60, "only {rounds} cuts");
    let duplicates = settle_and_check(&line, worker, &inputs).await;
    println!("{rounds} cuts, {} inputs, {duplicates} duplicates", inputs.len());
}

/// Hundreds of deliveries at work when the connections go, again and again.
pub async fn cuts_under_load(place: Place) {
    let line = place.ready().await;
    let (proxy, settings) = place.proxied().await;
    let inputs = ids("load", 3000);
    line.order("ok", &inputs).await;
    let worker = Local::start(&Plan::new(settings));
    for round in 0..20_u64 {
        consuming(&worker).await;
        tokio::time::sleep(Duration::from_millis(7 + round * 13 % 60)).await;
        proxy.cut();
    }
    let duplicates = settle_and_check(&line, worker, &inputs).await;
    println!("20 cuts, 3000 inputs, {duplicates} duplicates");
}

/// A black hole both ways is noticed within two heartbeats (a partition, a frozen host); work goes on when it lifts.
pub async fn black_hole(place: Place) {
    noticed_and_healed(place, Mode::BlackHole).await;
}

/// Half open: what we send arrives, the answers do not.
pub async fn only_to_broker(place: Place) {
    noticed_and_healed(place, Mode::Only(Way::ToBroker)).await;
}

/// Half open: the broker's words arrive, ours do not.
pub async fn only_to_worker(place: Place) {
    noticed_and_healed(place, Mode::Only(Way::ToWorker)).await;
}

async fn noticed_and_healed(place: Place, mode: Mode) {
    let line = place.ready().await;
    let (proxy, settings) = place.proxied().await;
    let heartbeat = settings.amqp.heartbeat.0;
    let worker = Local::start(&Plan::new(settings));
    consuming(&worker).await;
    let inputs = ids("hole", 400);
    line.order("slow 5", &inputs).await;
    line.wait_for(20, LIMIT).await;
    let begin = Instant::now();
    proxy.set(mode);
    let mut health = worker.health.clone();
    tokio::time::timeout(LIMIT, health.wait_for(|health| !health.consuming)).await.expect("noticed").unwrap();
    let noticed = begin.elapsed();
    proxy.set(Mode::Pass);
    proxy.cut();
    consuming(&worker).await;
    let duplicates = settle_and_check(&line, worker, &inputs).await;
    println!("{mode:?} noticed after {noticed:?} (heartbeat {heartbeat:?}); {duplicates} duplicates");
    // Half a second for a busy machine.
    assert!(noticed <= heartbeat * 2 + Duration::from_millis(500), "noticed after {noticed:?} only");
}

/// Latency and a slow drip are no faults: the work goes on in the same session.
pub async fn slow_is_not_broken(place: Place) {
    let line = place.ready().await;
    let (proxy, settings) = place.proxied().await;
    let worker = Local::start(&Plan::new(settings));
    consuming(&worker).await;
    let mut inputs = Vec::new();
    for mode in [Mode::Delay(Duration::from_millis(40)), Mode::Drip(64)] {
        proxy.set(mode);
        let fresh = ids(&format!("{mode:?}"), 40);
        line.order("ok", &fresh).await;
        inputs.extend(fresh);
        line.wait_for(inputs.len(), LIMIT).await;
    }
    proxy.set(Mode::Pass);
    assert_eq!(worker.health.borrow().sessions, 1, "{:?}", worker.health.borrow());
    settle_and_check(&line, worker, &inputs).await;
}

/// Nobody there at the start, refused for a while later: the worker waits with a bounded backoff.
pub async fn absent_broker(place: Place) {
    let line = place.ready().await;
    let (proxy, settings) = place.proxied().await;
    proxy.set(Mode::Refuse);
    let worker = Local::start(&Plan::new(settings));
    let inputs = ids("late", 50);
    line.order("ok", &inputs).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(!worker.health.borrow().consuming);
    let begin = Instant::now();
    proxy.set(Mode::Pass);
    consuming(&worker).await;
    assert!(begin.elapsed() < Duration::from_secs(3), "consuming after {:?}", begin.elapsed());
    settle_and_check(&line, worker, &inputs).await;
}

/// A delivery acknowledged late, after its session has gone, must not be acknowledged in the next one.
pub async fn work_longer_than_a_session(place: Place) {
    let line = place.ready().await;
    let (proxy, settings) = place.proxied().await;
    let worker = Local::start(&Plan::new(settings));
    consuming(&worker).await;
    let slow = ids("slow", 2);
    line.order("slow 800", &slow).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    proxy.cut();
    let quick = ids("quick", 20);
    line.order("ok", &quick).await;
    settle_and_check(&line, worker, &[slow, quick].concat()).await;
}

/// An address in brackets.
pub async fn ipv6(place: Place) {
    if !crate::node::ipv6() {
        return println!("not tested: this machine has no IPv6");
    }
    let line = place.ready().await;
    let mut settings = place.settings.clone();
    settings.amqp.urls = vec![settings.amqp.urls[0].replace("127.0.0.1", "[::1]")];
    let inputs = ids("six", 20);
    line.order("ok", &inputs).await;
    let worker = Local::start(&Plan::new(settings));
    settle_and_check(&line, worker, &inputs).await;
}

/// Finished, but its acknowledgement is lost with the connection: what comes back costs a bare acknowledgement. A corrected article
/// under the same message id is new work.
pub async fn finished_before(place: Place) {
    let line = place.ready().await;
    let (proxy, mut settings) = place.proxied().await;
    settings.consume.ack_batch = 1000;
    settings.consume.ack_delay.0 = Duration::from_secs(30);
    settings.consume.prefetch = 200;
    let worker = Local::start(&Plan::new(settings));
    let (inputs, corrected) = (ids("before", 100), ids("corrected", 1));
    line.order("ok", &inputs).await;
    line.wait_for(100, LIMIT).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let body = br#"{"id":"corrected-00000","act":"ok"}"#;
    proxy.cut();
    consuming(&worker).await;
    line.put(body, lapin::BasicProperties::default().with_message_id(inputs[0].as_str().into())).await;
    line.wait_for(101, LIMIT).await;
    line.wait_for_length("claimwire.articles", 0, LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&[inputs, corrected].concat());
    // The first acknowledgements are written at once.
    assert!(summary.duplicates >= 50 && summary.done == 101 && found.duplicates() == 0, "{summary:?}");
}
