//! Faults of the broker itself. They take turns on a broker of their own.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::Place;
use crate::oracle::ids;
use crate::stub::{Local, Plan};

const LIMIT: Duration = Duration::from_secs(120);

/// Killed as by a power cut, restarted on the same data: nothing is lost, and consuming goes on within 3 s of the open port.
pub async fn broker_killed(place: Place) {
    let line = place.ready().await;
    let inputs = ids("kill", 2000);
    line.order("ok", &inputs).await;
    let worker = Local::start(&Plan::new(place.settings.clone()));
    line.wait_for(100, LIMIT).await;
    place.node.kill();
    let mut health = worker.health.clone();
    tokio::time::timeout(LIMIT, health.wait_for(|health| !health.consuming)).await.expect("noticed").unwrap();
    let opened = tokio::task::block_in_place(|| place.node.restart());
    tokio::time::timeout(LIMIT, health.wait_for(|health| health.consuming)).await.expect("back").unwrap();
    let back = opened.elapsed();
    let line = place.line().await;
    line.wait_for(inputs.len(), LIMIT).await;
    worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    println!("consuming {back:?} after the port opened; {} duplicates", found.duplicates());
    assert!(back < Duration::from_secs(3), "consuming {back:?} after the port opened");
}

/// Frozen for three heartbeats.
pub async fn broker_frozen(place: Place) {
    let line = place.ready().await;
    let inputs = ids("freeze", 600);
    line.order("slow 4", &inputs).await;
    let worker = Local::start(&Plan::new(place.settings.clone()));
    line.wait_for(20, LIMIT).await;
    let heartbeat = place.settings.amqp.heartbeat.0;
    let begin = Instant::now();
    place.node.signal("STOP");
    let mut health = worker.health.clone();
    let noticed = tokio::time::timeout(heartbeat * 3, health.wait_for(|health| !health.consuming)).await.is_ok();
    let after = begin.elapsed();
    tokio::time::sleep((heartbeat * 3).saturating_sub(after)).await;
    place.node.signal("CONT");
    assert!(noticed, "not noticed within three heartbeats");
    assert!(after <= heartbeat * 2 + Duration::from_millis(500), "noticed after {after:?}");
    tokio::time::timeout(LIMIT, health.wait_for(|health| health.consuming)).await.expect("back").unwrap();
    let line = place.line().await;
    line.wait_for(inputs.len(), LIMIT).await;
    worker.stop().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    println!("noticed after {after:?}; {} duplicates", found.duplicates());
}

/// A memory alarm: blocked is seen, nothing is retried or lost, and a block longer than the confirm timeout is no fault.
pub async fn memory_alarm(place: Place) {
    alarm(place, &["set_vm_memory_high_watermark", "absolute", "1MB"], &["set_vm_memory_high_watermark", "0.4"]).await;
}

/// A disk alarm.
pub async fn disk_alarm(place: Place) {
    alarm(place, &["set_disk_free_limit", "900000000000000"], &["set_disk_free_limit", "1MB"]).await;
}

async fn alarm(place: Place, raise: &'static [&'static str], lift: &'static [&'static str]) {
    let line = place.ready().await;
    let mut settings = place.settings.clone();
    settings.publish.confirm_timeout.0 = Duration::from_secs(2);
    let worker = Local::start(&Plan::new(settings));
    let (node, over) = (place.node, Cell::new(false));
    // Work that does not run out: the broker tells a connection that it is blocked when it publishes next.
    let feed = async {
        let mut fed = Vec::new();
        while !over.get() {
            let fresh = ids(&format!("alarm-{}", fed.len()), 10);
            line.order("slow 50", &fresh).await;
            fed.extend(fresh);
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        fed
    };
    let trouble = async {
        line.wait_for(20, LIMIT).await;
        tokio::task::spawn_blocking(|| node.ctl(raise)).await.unwrap();
        let mut health = worker.health.clone();
        let seen = tokio::time::timeout(LIMIT, health.wait_for(|health| health.blocked)).await.is_ok();
        tokio::time::sleep(Duration::from_secs(4)).await;
        let during = worker.health.borrow().clone();
        tokio::task::spawn_blocking(|| node.ctl(lift)).await.unwrap();
        over.set(true);
        (seen, during)
    };
    let (inputs, (seen, during)) = tokio::join!(feed, trouble);
    assert!(seen, "the block is not seen");
    assert!(during.consuming && during.sessions == 1, "the block was taken for a fault: {during:?}");
    line.wait_for(inputs.len(), LIMIT).await;
    let summary = worker.stop().await;
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    assert_eq!((found.duplicates(), summary.retried, summary.lost), (0, 0, 0), "{summary:?}");
}

/// The broker closes a channel whose delivery stays unsettled too long (checked once a minute, here every two seconds).
pub async fn consumer_timeout(place: Place) {
    let line = place.ready().await;
    let (limit, tick) = ("consumer_timeout, 5000", "channel_tick_interval, 2000");
    for setting in [limit, tick] {
        tokio::task::block_in_place(|| place.node.ctl(&["eval", &format!("application:set_env(rabbit, {setting}).")]));
    }
    let slow = ids("slow", 1);
    line.order("loop", &slow).await;
    let mut plan = Plan::new(place.settings.clone());
    plan.hard_limit_ms = 25_000;
    let worker = Local::start(&plan);
    let mut health = worker.health.clone();
    let rebuilt = tokio::time::timeout(LIMIT, health.wait_for(|health| health.sessions >= 2)).await.is_ok();
    tokio::task::block_in_place(|| {
        place.node.ctl(&["eval", "application:set_env(rabbit, consumer_timeout, 1800000)."])
    });
    assert!(rebuilt, "the channel is not rebuilt");
    let quick = ids("quick", 20);
    line.order("ok", &quick).await;
    line.wait_for(21, LIMIT).await;
    worker.stop.ask();
    worker.stop.ask();
    let _ = worker.ended().await;
    let found = line.collect().await;
    found.assert_complete(&[slow, quick].concat());
    assert!(found.reason("slow-00000").contains("overrun"), "{}", found.reason("slow-00000"));
}
