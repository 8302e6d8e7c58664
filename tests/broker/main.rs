//! Delivery, proven against a real RabbitMQ. One test program, so that its brokers serve all tests and are stopped at the end.
//!
//! `cargo test --test broker` runs all; `cargo test --test broker -- cuts` those with "cuts" in their name. Tests on the shared
//! broker run side by side, each in a vhost of its own; those that hurt the broker take turns on a second one.

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
#![allow(missing_docs, unreachable_pub, clippy::pedantic, clippy::exit, reason = "test code")]

mod cases;
mod collector;
mod metrics;
mod node;
mod oracle;
mod process;
mod proxy;
mod secret;
mod stub;
mod tls;

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use claimwire::transport::amqp::Settings;
use claimwire::transport::amqp::config::Period;
use libtest_mimic::{Arguments, Failed, Trial};

use self::node::Node;
use self::oracle::{Basket, Line, url};
use self::proxy::Proxy;

/// What a test gets: a broker, a vhost of its own, settings that point there.
pub struct Place {
    pub node: &'static Node,
    pub vhost: &'static str,
    pub settings: Settings,
    found: Basket,
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Place {
    pub async fn line(&self) -> Line {
        Line::open(self.node.port, self.vhost, &self.settings, self.found.clone()).await
    }

    /// A line, with the topology made.
    pub async fn ready(&self) -> Line {
        let line = self.line().await;
        line.declare().await;
        line
    }

    /// A proxy before the broker, and settings that go through it.
    pub async fn proxied(&self) -> (Proxy, Settings) {
        let proxy = Proxy::start(self.node.port).await;
        let mut settings = self.settings.clone();
        settings.amqp.urls = vec![url(proxy.port, self.vhost)];
        (proxy, settings)
    }
}

static SHARED: LazyLock<Node> = LazyLock::new(|| Node::start("shared", &cases::vhosts(false)));
static ROUGH: LazyLock<Node> = LazyLock::new(|| Node::start("rough", &cases::vhosts(true)));
static TURN: Mutex<()> = Mutex::new(());

/// Settings for tests: short delays, a short heartbeat.
fn settings(port: u16, vhost: &str) -> Settings {
    let mut settings = Settings::default();
    settings.amqp.urls = vec![url(port, vhost)];
    settings.amqp.heartbeat = Period(Duration::from_secs(2));
    settings.amqp.connect_timeout = Period(Duration::from_secs(5));
    settings.publish.confirm_timeout = Period(Duration::from_secs(10));
    settings.retry.rungs = vec![Period(Duration::from_millis(300)), Period(Duration::from_millis(600))];
    settings
}

fn trial(case: &'static cases::Case) -> Trial {
    Trial::test(case.name, move || {
        let begin = std::time::Instant::now();
        let turn = case.rough.then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
        let node: &'static Node = if case.rough { &ROUGH } else { &SHARED };
        let settings = settings(node.port, case.name);
        let place = Place { node, vhost: case.name, settings, found: Basket::default(), _turn: turn };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let test = std::panic::AssertUnwindSafe(|| {
            runtime.block_on(async { tokio::time::timeout(cases::limit(case), (case.run)(place)).await })
        });
        let ended = std::panic::catch_unwind(test);
        runtime.shutdown_background();
        println!("{}: {:.1?}", case.name, begin.elapsed());
        match ended {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Failed::from(format!("did not end within {:?}", cases::limit(case)))),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                Err(Failed::from(
                    text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default(),
                ))
            }
        }
    })
}

fn main() {
    if stub::play() {
        return;
    }
    if std::env::var_os("CLAIMWIRE_TEST_LOG").is_some() {
        tracing_subscriber::fmt().with_env_filter("claimwire=debug,lapin=error").init();
    }
    // A failure tells itself; a backtrace through the runtime does not help.
    std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(6);
    let seen = metrics::watch();
    let all = arguments.filter.is_none() && !arguments.list && !arguments.exact;
    let conclusion = libtest_mimic::run(&arguments, cases::ALL.iter().map(trial).collect());
    for node in [LazyLock::get(&SHARED), LazyLock::get(&ROUGH)].into_iter().flatten() {
        node.stop();
    }
    if all && !conclusion.has_failed() {
        seen.assert_every_metric_was_written();
    }
    conclusion.exit();
}
