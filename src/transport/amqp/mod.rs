//! `RabbitMQ` (AMQP 0-9-1). The only place that names lapin.
//!
//! A *session* is two connections (so that an alarm that stops publishing cannot stop acknowledgements), one consuming channel and
//! some publishing ones. Any fault ends the whole session; the broker then gives back whatever was not settled, and the supervisor
//! makes a new one. Nothing is repaired in place.

mod acks;
mod borrow;
pub mod config;
mod connect;
mod fault;
pub mod parked;
mod properties;
mod publisher;
mod send;
mod session;
mod supervisor;
mod ticket;
pub mod topology;

use tokio::sync::{mpsc, oneshot, watch};

pub use borrow::Borrower;
pub use config::Settings;
pub use connect::{ConnectError, connect};
pub use properties::header;
pub use send::{SendError, Sender};
pub use supervisor::Health;

use self::supervisor::Command;
use crate::transport::{Delivery, Fatal, Transport};

/// Directive for the log: lapin writes returned messages at WARN, bodies and all, and article text has no place in a log.
pub const QUIET: &str = "lapin=error";

/// The transport. It connects by itself and keeps trying.
#[derive(Debug)]
pub struct AmqpTransport {
    deliveries: mpsc::Receiver<Result<Delivery, Fatal>>,
    commands: mpsc::Sender<Command>,
    health: watch::Receiver<Health>,
}

impl AmqpTransport {
    /// Starts the supervisor on the current runtime. `threads` sets the automatic prefetch.
    pub fn start(settings: Settings, threads: usize) -> Self {
        let prefetch = settings.consume.prefetch(threads);
        let (sender, deliveries) = mpsc::channel(usize::from(prefetch));
        let (commands, orders) = mpsc::channel(4);
        let (report, health) = watch::channel(Health::default());
        tokio::spawn(supervisor::run(settings, prefetch, sender, orders, report));
        Self { deliveries, commands, health }
    }

    /// How the connection is, for readiness and metrics.
    pub fn health(&self) -> watch::Receiver<Health> {
        self.health.clone()
    }
}

impl Transport for AmqpTransport {
    async fn next(&mut self) -> Result<Option<Delivery>, Fatal> {
        self.deliveries.recv().await.transpose()
    }

    async fn stop_intake(&mut self) {
        let (done, stopped) = oneshot::channel();
        if self.commands.send(Command::StopIntake(done)).await.is_ok() {
            let _ = stopped.await;
        }
        self.deliveries.close();
    }

    async fn close(self) -> Result<(), Fatal> {
        let (done, closed) = oneshot::channel();
        if self.commands.send(Command::Close(done)).await.is_ok() {
            let _ = closed.await;
        }
        Ok(())
    }
}
