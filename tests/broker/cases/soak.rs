//! Minutes of work under random kills of workers and broker: `CLAIMWIRE_SOAK_SECONDS=900 cargo test --test broker -- soak`.

use std::time::{Duration, Instant};

use lapin::BasicProperties;
use lapin::options::BasicPublishOptions;

use crate::oracle::Line;
use crate::stub::{self, Order, Plan};
use crate::{Place, process};

/// How long it runs, in seconds.
pub fn seconds() -> u64 {
    std::env::var("CLAIMWIRE_SOAK_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(120)
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Publishes a batch; false when the broker went away meanwhile, and nobody knows how much of it arrived.
async fn publish(line: &Line, ids: &[String]) -> bool {
    let mut confirms = Vec::new();
    for (number, id) in ids.iter().enumerate() {
        let act = if number == 7 { "bad" } else { "slow 4" };
        let body = serde_json::to_vec(&Order { id: id.clone(), act: act.to_owned() }).unwrap();
        let properties = BasicProperties::default().with_message_id(id.as_str().into()).with_delivery_mode(2);
        let options = BasicPublishOptions::default();
        match line.channel.basic_publish("".into(), "claimwire.articles".into(), options, &body, properties).await {
            Ok(confirm) => confirms.push(confirm),
            Err(_) => return false,
        }
    }
    for confirm in confirms {
        match tokio::time::timeout(Duration::from_secs(10), confirm).await {
            Ok(Ok(confirm)) if confirm.is_ack() => {}
            _ => return false,
        }
    }
    true
}

/// Tells the state every so often.
const TELL: Duration = Duration::from_secs(30);

pub async fn soak(place: Place) {
    let seed = std::env::var("CLAIMWIRE_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(place.node.port.into());
    println!("soak: {} seconds, seed {seed}", seconds());
    let mut line = place.ready().await;
    let plan = Plan::new(place.settings.clone());
    // The first worker is never killed by us: its memory is watched.
    let mut workers: Vec<_> = (0..3).map(|_| stub::spawn(&plan)).collect();
    let (mut inputs, mut chance, mut unsure) = (Vec::new(), Chance(seed), None::<Vec<String>>);
    let (mut kills, mut terms, mut broker_kills, mut memory) = (0, 0, 0, Vec::new());
    let begin = Instant::now();
    let end = Duration::from_secs(seconds());
    let (mut next, mut tell) = (Duration::from_secs(3), TELL);
    while begin.elapsed() < end {
        let batch = unsure.take().unwrap_or_else(|| {
            let batch: Vec<String> = (0..120).map(|number| format!("soak-{:06}", inputs.len() + number)).collect();
            inputs.extend(batch.clone());
            batch
        });
        if !publish(&line, &batch).await {
            unsure = Some(batch);
            line = place.line().await;
        }
        memory.push(process::resident(workers[0].id()));
        if begin.elapsed() >= tell {
            tell += TELL;
            println!(
                "soak: {:4} s, {} inputs, {} settled, {kills} workers killed, {terms} stopped, {broker_kills} brokers killed, {} KiB",
                begin.elapsed().as_secs(),
                inputs.len(),
                line.settled().await,
                memory.last().unwrap_or(&0),
            );
        }
        // Always some hundreds at work when something is killed, never an endless backlog.
        while inputs.len() > line.settled().await + 1500 && begin.elapsed() < next {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        if begin.elapsed() < next {
            continue;
        }
        // Often enough that a busy machine, where a broker takes a minute to come back, sees many kills, too.
        next = begin.elapsed() + Duration::from_millis(1000 + chance.below(2000));
        let victim = 1 + chance.below(2) as usize;
        match chance.below(12) {
            0 => {
                // The broker, and a worker while it is away.
                broker_kills += 1;
                kills += 1;
                tokio::task::block_in_place(|| {
                    place.node.kill();
                    process::signal(workers[victim].id() as i32, "KILL");
                    workers[victim].wait().unwrap();
                    workers[victim] = stub::spawn(&plan);
                    place.node.restart();
                });
                line = place.line().await;
            }
            1..=4 => {
                terms += 1;
                super::poison::finish(std::mem::replace(&mut workers[victim], stub::spawn(&plan)));
            }
            _ => {
                kills += 1;
                process::signal(workers[victim].id() as i32, "KILL");
                workers[victim].wait().unwrap();
                workers[victim] = stub::spawn(&plan);
            }
        }
    }
    if let Some(batch) = unsure {
        assert!(publish(&line, &batch).await);
    }
    line.wait_for(inputs.len(), Duration::from_secs(200)).await;
    let alive = workers[0].try_wait().unwrap().is_none();
    workers.into_iter().for_each(super::poison::finish);
    line.assert_nothing_left().await;
    let found = line.collect().await;
    let half = memory.len() / 2;
    let highest = |part: &[u64]| part.iter().copied().max().unwrap_or(0) / 1024;
    println!(
        "soak: {:?}, {} inputs, {kills} workers killed, {terms} stopped, {broker_kills} brokers killed; lost 0 if no failure \
         follows; {} parked, {} duplicates; memory of a worker {} MiB in the first half, {} in the second",
        begin.elapsed(),
        inputs.len(),
        found.parked.len(),
        found.duplicates(),
        highest(&memory[..half]),
        highest(&memory[half..]),
    );
    found.assert_complete(&inputs);
    assert!(seconds() < 900 || kills + broker_kills >= 30, "too few kills");
    assert!(alive, "the worker that nobody killed has ended");
    assert!(highest(&memory[half..]) <= highest(&memory[..half]) * 3 / 2 + 8, "memory grows");
}
