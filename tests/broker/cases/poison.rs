//! Articles that panic, abort the process or never end, and their neighbours.

use std::process::Child;
use std::time::{Duration, Instant};

use crate::Place;
use crate::oracle::ids;
use crate::stub::{self, Local, Plan};

const LIMIT: Duration = Duration::from_secs(120);

/// An abort kills the worker; a supervisor restarts it; after `crash_limit` the suspect runs in a process of its own and is parked.
/// Its neighbours, which came back as often, are done.
pub async fn abort_is_parked_neighbours_are_done(place: Place) {
    let line = place.ready().await;
    let (before, after) = (ids("before", 40), ids("after", 40));
    line.order("ok", &before).await;
    line.order("abort", &ids("abort", 1)).await;
    line.order("ok", &after).await;
    let plan = Plan::new(place.settings.clone());
    let mut worker = stub::spawn(&plan);
    let (begin, mut crashes) = (Instant::now(), 0);
    while line.settled().await < 81 {
        assert!(begin.elapsed() < LIMIT, "{crashes} crashes");
        if worker.try_wait().unwrap().is_some() {
            crashes += 1;
            worker = stub::spawn(&plan);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    finish(worker);
    let found = line.collect().await;
    found.assert_complete(&[before, ids("abort", 1), after].concat());
    assert_eq!(found.parked.len(), 1);
    assert!(found.reason("abort-00000").starts_with("crash/crash: ended the process that worked on it"));
    assert!((1..=4).contains(&crashes), "{crashes} crashes");
}

/// An article that never ends holds a thread until the limit; the thread is replaced, the article parked.
pub async fn endless_is_parked(place: Place) {
    let line = place.ready().await;
    line.order("loop", &ids("loop", 3)).await;
    let good = ids("good", 100);
    line.order("ok", &good).await;
    let mut plan = Plan::new(place.settings.clone());
    plan.hard_limit_ms = 1_500;
    let worker = Local::start(&plan);
    line.wait_for(103, LIMIT).await;
    worker.stop().await;
    let found = line.collect().await;
    found.assert_complete(&[ids("loop", 3), good].concat());
    assert_eq!(found.reason("loop-00002"), "extract/overrun: did not end within 1.5s");
    line.assert_nothing_left().await;
}

/// The same id twice with the same body, and once with another: the corrected article is not swallowed.
pub async fn duplicates_share_their_id(place: Place) {
    let line = place.ready().await;
    let twice = ids("twice", 10);
    line.order("ok", &twice).await;
    line.order("ok", &twice).await;
    let worker = Local::start(&Plan::new(place.settings.clone()));
    line.wait_for_length("claimwire.search", 20, LIMIT).await;
    worker.stop().await;
    let found = line.collect().await;
    found.assert_complete(&twice);
    assert_eq!(found.duplicates(), 10);
}

/// Two workers: a slow one does not hoard, the other gets its share; memory is bounded by the prefetch.
pub async fn slow_worker_does_not_hoard(place: Place) {
    let line = place.ready().await;
    let inputs = ids("share", 400);
    line.order("slow 20", &inputs).await;
    let mut settings = place.settings.clone();
    settings.consume.prefetch = 20;
    let (one, two) = (Local::start(&Plan::new(settings.clone())), Local::start(&Plan::new(settings)));
    line.wait_for(400, LIMIT).await;
    let (one, two) = (one.stop().await, two.stop().await);
    line.collect().await.assert_complete(&inputs);
    assert!(one.done >= 100 && two.done >= 100, "{one:?} {two:?}");
}

pub fn finish(mut worker: Child) {
    crate::process::signal(worker.id() as i32, "TERM");
    worker.wait().unwrap();
}
