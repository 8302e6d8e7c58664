//! Worker processes that are killed or asked to stop.

use std::io::BufRead;
use std::time::{Duration, Instant};

use crate::oracle::ids;
use crate::stub::{self, Plan};
use crate::{Place, process};

const LIMIT: Duration = Duration::from_secs(120);

/// Rolling restarts by kill -9 at random moments: no loss.
pub async fn workers_killed(place: Place) {
    let line = place.ready().await;
    let inputs = ids("killed", 4000);
    line.order("slow 1", &inputs).await;
    let plan = Plan::new(place.settings.clone());
    let mut workers = [stub::spawn(&plan), stub::spawn(&plan)];
    for round in 0..14_u64 {
        tokio::time::sleep(Duration::from_millis(60 + round * 37 % 110)).await;
        let worker = &mut workers[round as usize % 2];
        process::signal(worker.id() as i32, "KILL");
        worker.wait().unwrap();
        *worker = stub::spawn(&plan);
    }
    line.wait_for(inputs.len(), LIMIT).await;
    workers.into_iter().for_each(super::poison::finish);
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    assert!(found.parked.is_empty());
    println!("14 kills, 4000 inputs, {} duplicates", found.duplicates());
}

/// SIGTERM under load, 200 times at random moments: always out within the deadline with code 0, nothing lost.
pub async fn two_hundred_terms(place: Place) {
    let rounds: u64 = std::env::var("CLAIMWIRE_TERM_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let line = place.ready().await;
    let inputs = ids("term", rounds as usize * 40);
    line.order("slow 2", &inputs).await;
    let mut plan = Plan::new(place.settings.clone());
    plan.drain_ms = 5_000;
    let (mut slowest, mut chance) = (Duration::ZERO, 0x9e37_79b9_u64);
    for _ in 0..rounds {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut worker = stub::spawn(&plan);
        tokio::time::sleep(Duration::from_millis(chance >> 33 & 127)).await;
        let begin = Instant::now();
        process::signal(worker.id() as i32, "TERM");
        let status = tokio::task::block_in_place(|| worker.wait()).unwrap();
        slowest = slowest.max(begin.elapsed());
        // Before its handler is in place, SIGTERM ends a process by itself.
        assert!(status.success() || std::os::unix::process::ExitStatusExt::signal(&status) == Some(15), "{status}");
        assert!(begin.elapsed() < Duration::from_millis(plan.drain_ms + 5_000), "took {:?}", begin.elapsed());
    }
    let last = stub::spawn(&plan);
    line.wait_for(inputs.len(), LIMIT).await;
    super::poison::finish(last);
    line.assert_nothing_left().await;
    let found = line.collect().await;
    found.assert_complete(&inputs);
    println!("{rounds} terms, slowest {slowest:?}, {} duplicates", found.duplicates());
    // Started work is finished and acknowledged, and the broker has the acknowledgements before the end. A few may be late where the
    // goodbye takes longer than its time on a busy machine.
    assert!(found.duplicates() <= inputs.len() / 1000, "{} duplicates", found.duplicates());
}

/// What does not finish by the deadline goes back; a second signal does not wait for it.
pub async fn drain_deadline_and_second_signal(place: Place) {
    let line = place.ready().await;
    line.order("slow 60000", &ids("long", 2)).await;
    let mut plan = Plan::new(place.settings.clone());
    plan.drain_ms = 1_500;
    for signals in [1, 2] {
        let mut worker = stub::spawn(&plan);
        // What has not begun goes back at once: wait until both have.
        let begun = std::io::BufReader::new(worker.stdout.take().unwrap());
        tokio::task::block_in_place(|| assert_eq!(begun.lines().take(2).count(), 2));
        let begin = Instant::now();
        for _ in 0..signals {
            process::signal(worker.id() as i32, "TERM");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let status = tokio::task::block_in_place(|| worker.wait()).unwrap();
        let took = begin.elapsed();
        assert!(status.success(), "{status}");
        match signals {
            1 => assert!(took >= Duration::from_millis(1_500) && took < Duration::from_secs(5), "{took:?}"),
            _ => assert!(took < Duration::from_millis(1_400), "{took:?}"),
        }
        line.wait_for_length("claimwire.articles", 2, LIMIT).await;
    }
}
