//! The worker against a broker in memory, over thousands of random schedules of faults at every step.
//!
//! A schedule is its seed. All: `cargo test --test model`. One, as a failure prints it: `CLAIMWIRE_SEED=123 cargo test --test model`.
//! More or fewer: `CLAIMWIRE_SCHEDULES=100000`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails here says so"
)]
#![cfg(feature = "worker")]
#![allow(missing_docs, clippy::pedantic, reason = "test code")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use claimwire::text::Scratch;
use claimwire::transport::script::{Act, Broker, Fate, Holdings, Script};
use claimwire::transport::{Class, Content, Failure, Stage, Step};
use claimwire::worker::job::{Message, Product, Tally, Times};
use claimwire::worker::pool::{Pool, Work};
use claimwire::worker::retry::Policy;
use claimwire::worker::{self, Handler, Stop};
use uuid::Uuid;

/// `SplitMix64` (Steele, Lea, Flood 2014): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// What an input asks for is its content type; its body is its own.
fn input(id: &str, act: &str, body: &str) -> Content {
    Content {
        body: format!("{id} {body}").into_bytes(),
        content_type: Some(act.to_owned()),
        message_id: Some(id.to_owned()),
        ..Content::default()
    }
}

fn inputs(chance: &mut Chance) -> Vec<Content> {
    let mut inputs: Vec<Content> = (0..3 + chance.below(12))
        .map(|number| {
            let act = ["ok", "ok", "ok", "ok", "ok", "ok", "bad", "panic"][chance.below(8) as usize];
            input(&format!("a{number}"), act, "first")
        })
        .collect();
    // The same message twice, and a corrected article under the same message id.
    if chance.below(3) == 0 {
        inputs.push(inputs[0].clone());
    }
    if chance.below(2) == 0 {
        inputs.push(input("a1", "ok", "corrected"));
    }
    inputs
}

fn id_of(kind: &str, content: &Content) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, &[kind.as_bytes(), b" ", &content.body].concat())
}

fn work() -> Arc<Work> {
    Arc::new(|content: &Content, _: &mut Scratch| {
        match content.content_type.as_deref() {
            Some("bad") => return Err(Failure::permanent(Stage::Decode, "schema", "text: is missing")),
            Some("panic") => panic!("as ordered"),
            _ => {}
        }
        let message = |kind: &str, schema| Message {
            id: id_of(kind, content),
            schema,
            route: format!("{kind}.en"),
            body: content.body.clone(),
        };
        Ok(Product {
            record: message("record", "claimwire/record/1"),
            alerts: vec![message("alert", "claimwire/alert/1")],
            tally: Tally::default(),
            times: Times::default(),
        })
    })
}

/// Faults at a rate of the schedule's own, until its budget is spent.
fn script(mut chance: Chance) -> Script {
    let rate = 2 + chance.below(30);
    let mut budget = chance.below(40);
    Box::new(move |act| {
        if budget == 0 || chance.below(rate) != 0 {
            return Fate::Well(chance.below(4) as u8);
        }
        budget -= 1;
        let refusable = matches!(act, Act::Publish | Act::Forward);
        match chance.below(if refusable { 6 } else { 4 }) {
            0 => Fate::LostBefore,
            1 => Fate::LostAfter,
            2 => Fate::KilledBefore,
            3 => Fate::KilledAfter,
            4 => Fate::Nack,
            _ => Fate::Return,
        }
    })
}

#[derive(Debug, Default)]
struct Counts {
    lives: u64,
    redelivered: u64,
    copies: u64,
    duplicates_spared: u64,
    parked: u64,
}

/// Runs one schedule to its end: worker after worker until the broker has nothing left.
fn run(seed: u64) -> (Vec<Content>, Holdings, Counts, Policy) {
    let mut chance = Chance(seed);
    let inputs = inputs(&mut chance);
    let broker = Broker::new(inputs.clone(), script(Chance(chance.next())));
    let policy = Policy { rungs: 2, max_attempts: 4 + chance.below(3) as u32, crash_limit: u32::MAX };
    let mut counts = Counts::default();
    loop {
        counts.lives += 1;
        assert!(counts.lives < 500, "seed {seed}: it does not end");
        let limits = worker::Work { in_flight: 1 + chance.below(8) as usize, ..worker::Work::default() };
        let handler = Handler::new(Pool::inline(work()), policy, None, &limits, Duration::from_secs(20));
        let drain_after = (chance.below(4) == 0).then(|| chance.below(60));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        let ended = runtime.block_on(async {
            let stop = Stop::default();
            let transport = broker.connect();
            let asked = stop.clone();
            let drain = async {
                let Some(turns) = drain_after else { return std::future::pending().await };
                for _ in 0..turns {
                    tokio::task::yield_now().await;
                }
                asked.ask();
                std::future::pending::<()>().await
            };
            tokio::select! {
                biased;
                () = broker.kills() => None,
                summary = worker::run(transport, Arc::new(handler), stop) => Some(summary.unwrap()),
                () = drain => None,
            }
        });
        drop(runtime);
        if let Some(summary) = ended {
            counts.duplicates_spared += summary.duplicates;
            let holdings = broker.holdings();
            if holdings.waiting == 0 {
                counts.redelivered = holdings.redelivered;
                counts.parked = holdings.parked.len() as u64;
                counts.copies = holdings.outputs.len() as u64;
                return (inputs, holdings, counts, policy);
            }
        }
    }
}

/// Every input is done (all its outputs are there) or parked; what is parked has a reason that fits; nothing else is there.
fn check(seed: u64, inputs: &[Content], holdings: &Holdings, policy: Policy) {
    let outputs: BTreeSet<Uuid> = holdings.outputs.iter().map(|message| message.id).collect();
    let mut parked: BTreeMap<&[u8], Vec<&Step>> = BTreeMap::new();
    for (content, step) in &holdings.parked {
        parked.entry(&content.body).or_default().push(step);
    }
    let mut expected = BTreeSet::new();
    for content in inputs {
        let both = [id_of("record", content), id_of("alert", content)];
        expected.extend(both);
        let done = both.iter().all(|id| outputs.contains(id));
        let steps = parked.get(content.body.as_slice());
        assert!(done || steps.is_some(), "seed {seed}: LOST {:?}", String::from_utf8_lossy(&content.body));
        let kinds: Vec<_> = steps
            .into_iter()
            .flatten()
            .map(|step| match step {
                Step::Park { failure, .. } => failure.kind.as_ref(),
                Step::Retry { .. } => "a retry is no parking",
            })
            .collect();
        let fits: &[&str] = match content.content_type.as_deref() {
            Some("bad") => &["schema"],
            Some("panic") => &["panic"],
            _ => &["nacked", "unroutable"],
        };
        assert!(kinds.iter().all(|kind| fits.contains(kind)), "seed {seed}: {kinds:?} for {content:?}");
    }
    for (content, step) in &holdings.parked {
        let Step::Park { attempt, failure } = step else { continue };
        let patient = failure.class == Class::Permanent || *attempt >= policy.max_attempts;
        assert!(patient, "seed {seed}: parked after {attempt} of {} attempts: {content:?}", policy.max_attempts);
    }
    assert!(outputs.is_subset(&expected), "seed {seed}: an output that nobody asked for");
    assert_eq!(holdings.violations, 0, "seed {seed}: the protocol is broken");
}

fn quiet_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if info.payload().downcast_ref::<&str>() != Some(&"as ordered") {
            before(info);
        }
    }));
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

#[test]
fn no_schedule_loses_an_article() {
    quiet_panics();
    if let Some(seed) = number("CLAIMWIRE_SEED") {
        let (inputs, holdings, counts, policy) = run(seed);
        println!("{counts:#?}\n{holdings:#?}");
        return check(seed, &inputs, &holdings, policy);
    }
    let schedules = number("CLAIMWIRE_SCHEDULES").unwrap_or(10_000);
    let mut sum = Counts::default();
    let mut count = 0;
    for seed in 0..schedules {
        let outcome = std::panic::catch_unwind(|| {
            let (inputs, holdings, counts, policy) = run(seed);
            check(seed, &inputs, &holdings, policy);
            (inputs.len() as u64, counts)
        });
        let Ok((inputs, counts)) = outcome else {
            panic!("repeat it with: CLAIMWIRE_SEED={seed} cargo test --test model");
        };
        count += inputs;
        sum.lives += counts.lives;
        sum.redelivered += counts.redelivered;
        sum.copies += counts.copies;
        sum.duplicates_spared += counts.duplicates_spared;
        sum.parked += counts.parked;
    }
    println!("{schedules} schedules, {count} inputs: {sum:?}");
    assert!(
        sum.redelivered > schedules && sum.lives > schedules && sum.duplicates_spared > 0,
        "too few faults: {sum:?}"
    );
}

#[test]
fn a_seed_gives_the_same_schedule_again() {
    quiet_panics();
    for seed in [1, 77, 4_242] {
        let texts: Vec<_> = (0..2).map(|_| format!("{:?}", run(seed).1)).collect();
        assert_eq!(texts[0], texts[1]);
    }
}
