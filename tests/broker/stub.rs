//! A worker whose work does as the message says, for faults that the real extraction does not have; in this process or in one of
//! its own (the test program called again with an environment variable).

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use claimwire::text::Scratch;
use claimwire::transport::amqp::{AmqpTransport, Settings};
use claimwire::transport::{Content, Failure, Stage};
use claimwire::worker::job::{Message, Product, Tally, Times};
use claimwire::worker::pool::{Pool, Work};
use claimwire::worker::sandbox::{self, Sandbox};
use claimwire::worker::{self, Handler, Stop, Summary};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const ROLE: &str = "CLAIMWIRE_TEST_ROLE";
const PLAN: &str = "CLAIMWIRE_TEST_PLAN";

/// How a stub worker is set up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    pub settings: Settings,
    pub threads: usize,
    pub hard_limit_ms: u64,
    pub drain_ms: u64,
    pub sandbox: bool,
}

impl Plan {
    pub fn new(settings: Settings) -> Self {
        Self { settings, threads: 2, hard_limit_ms: 60_000, drain_ms: 20_000, sandbox: true }
    }

    fn handler(&self) -> Arc<Handler> {
        let limit = Duration::from_millis(self.hard_limit_ms);
        let pool = Pool::start(self.threads, limit, work()).unwrap();
        let sandbox = self.sandbox.then(|| {
            let program = std::env::current_exe().unwrap();
            let command = vec!["/usr/bin/env".into(), format!("{ROLE}=sandbox").into(), program.into()];
            Sandbox::new(command, limit)
        });
        let limits = worker::Work { in_flight: 100_000, ..worker::Work::default() };
        let drain = Duration::from_millis(self.drain_ms);
        Arc::new(Handler::new(pool, self.settings.retry.policy(), sandbox, &limits, drain))
    }
}

/// A worker in this process.
pub struct Local {
    pub stop: Stop,
    pub health: tokio::sync::watch::Receiver<claimwire::transport::amqp::Health>,
    task: tokio::task::JoinHandle<Result<Summary, claimwire::transport::Fatal>>,
}

impl Local {
    pub fn start(plan: &Plan) -> Self {
        let stop = Stop::default();
        let transport = AmqpTransport::start(plan.settings.clone(), plan.threads);
        let health = transport.health();
        let task = tokio::spawn(worker::run(transport, plan.handler(), stop.clone()));
        Self { stop, health, task }
    }

    pub async fn stop(self) -> Summary {
        self.stop.ask();
        self.ended().await.expect("no fatal error")
    }

    pub async fn ended(self) -> Result<Summary, claimwire::transport::Fatal> {
        tokio::time::timeout(Duration::from_secs(60), self.task).await.expect("the worker ends").unwrap()
    }
}

/// A worker in a process of its own.
pub fn spawn(plan: &Plan) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .env(ROLE, "worker")
        .env(PLAN, serde_json::to_string(plan).unwrap())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Plays the part that the environment asks for, if any. True when it did.
pub fn play() -> bool {
    match std::env::var(ROLE).as_deref() {
        Ok("worker") => {
            end_with_parent();
            let plan: Plan = serde_json::from_str(&std::env::var(PLAN).unwrap()).unwrap();
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
            let summary = runtime.block_on(async {
                let stop = Stop::default();
                worker::signals::listen(&stop).unwrap();
                let transport = AmqpTransport::start(plan.settings.clone(), plan.threads);
                worker::run(transport, plan.handler(), stop).await
            });
            let _ = writeln!(std::io::stdout(), "{summary:?}");
            runtime.shutdown_background();
            std::process::exit(i32::from(summary.is_err()));
        }
        Ok("sandbox") => {
            sandbox::child(&*work(), std::io::stdin(), std::io::stdout()).unwrap();
            true
        }
        _ => false,
    }
}

/// A test that fails leaves no workers behind.
fn end_with_parent() {
    let parent = std::os::unix::process::parent_id();
    std::thread::spawn(move || {
        while std::os::unix::process::parent_id() == parent {
            std::thread::sleep(Duration::from_millis(500));
        }
        std::process::exit(9);
    });
}

/// What a test message asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    pub id: String,
    /// `ok`, `panic`, `abort`, `loop`, `bad`, `slow <ms>`, `unroutable`.
    pub act: String,
}

pub fn article_uuid(id: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, id.as_bytes())
}

pub fn work() -> Arc<Work> {
    Arc::new(|content: &Content, _: &mut Scratch| {
        let order: Order = serde_json::from_slice(&content.body)
            .map_err(|error| Failure::permanent(Stage::Decode, "syntax", error.to_string()))?;
        let mut route = "record.en";
        match order.act.split_once(' ').unwrap_or((&order.act, "")) {
            ("panic", _) => panic!("as ordered"),
            ("abort", _) => std::process::abort(),
            ("loop", _) => std::thread::sleep(Duration::from_secs(3600)),
            ("slow", millis) => {
                let pause = Duration::from_millis(millis.parse().unwrap());
                // Long work says that it has begun, for tests that wait for it.
                if pause > Duration::from_secs(30) && std::env::var_os(ROLE).is_some() {
                    println!("begun");
                }
                std::thread::sleep(pause);
            }
            ("bad", _) => return Err(Failure::permanent(Stage::Decode, "schema", "text: is missing")),
            ("unroutable", _) => route = "nowhere.en",
            _ => {}
        }
        let message = |kind: &str, schema: &'static str, route: &str| Message {
            id: article_uuid(&format!("{kind} {}", order.id)),
            schema,
            route: route.to_owned(),
            body: serde_json::to_vec(&serde_json::json!({"id": order.id, "pad": "x".repeat(200)})).unwrap(),
        };
        Ok(Product {
            record: message("record", "claimwire/record/1", route),
            alerts: vec![message("alert", "claimwire/alert/1", "alert.low.stub")],
            tally: Tally { words: 9, attributions: 1, claims: 1, figures: 1, alerts: 1, ..Tally::default() },
            times: Times::default(),
        })
    })
}
