//! Keeps a session open: one path for every fault, with jittered backoff.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot, watch};

use super::config::{Period, Settings};
use super::connect::ConnectError;
use super::fault::Cause;
use super::session::{OpenError, Session};
use super::topology::TopologyError;
use crate::telemetry::Event;
use crate::telemetry::events::{BrokerBlocked, BrokerUnblocked, SessionLost, SessionOpened};
use crate::transport::{Delivery, Fatal};

/// Orders from the worker.
#[derive(Debug)]
pub(super) enum Command {
    StopIntake(oneshot::Sender<()>),
    Close(oneshot::Sender<()>),
}

/// How the connection is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// A session is open and consuming.
    pub consuming: bool,
    /// The broker takes no publishes (an alarm).
    pub blocked: bool,
    /// The broker refuses copies for the ladder or the parking queue: it is full or missing, and inputs stay with the broker.
    pub refused: bool,
    /// Sessions that were opened.
    pub sessions: u64,
    /// Why the last session ended, or why there is none yet.
    pub reason: Option<String>,
}

/// How often `blocked` is looked at.
const LOOK: Duration = Duration::from_millis(200);

/// Runs until closed.
pub(super) async fn run(
    settings: Settings,
    prefetch: u16,
    deliveries: mpsc::Sender<Result<Delivery, Fatal>>,
    mut commands: mpsc::Receiver<Command>,
    health: watch::Sender<Health>,
) {
    let settings = Arc::new(settings);
    let mut backoff = Backoff::new(settings.amqp.backoff_min, settings.amqp.backoff_max);
    let mut opened = 0_u64;
    for turn in 0.. {
        let opening = Session::open(&settings, turn, prefetch, &deliveries);
        let session = tokio::select! {
            session = opening => session,
            command = commands.recv() => return finish(command, commands).await,
        };
        let Cause { role, kind: cause, reason } = match session {
            Ok(session) => {
                opened += 1;
                backoff.reset();
                SessionOpened { queue: settings.consume.queue.clone(), prefetch: prefetch.into() }.emit();
                health.send_replace(Health { consuming: true, sessions: opened, ..Health::default() });
                match attend(session, &mut commands, &health).await {
                    Some(cause) => cause,
                    None => return,
                }
            }
            Err(error) if for_an_operator(&error, opened == 0) => {
                health.send_modify(|health| health.reason = Some(error.to_string()));
                let _ = deliveries.send(Err(Fatal(error.to_string()))).await;
                let command = commands.recv().await;
                return finish(command, commands).await;
            }
            Err(error) => Cause::new("both", "open", error.to_string()),
        };
        let pause = backoff.next();
        SessionLost { role, cause, reason: reason.clone(), pause: pause.as_secs_f64() }.emit();
        health.send_replace(Health { sessions: opened, reason: Some(reason), ..Health::default() });
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            command = commands.recv() => return finish(command, commands).await,
        }
    }
}

/// Tells that the broker blocks, or how long it did.
fn tell(blocked: bool, since: &mut Option<Instant>) {
    if blocked {
        *since = Some(Instant::now());
        BrokerBlocked {}.emit();
    } else {
        let seconds = since.take().map_or(0.0, |since| since.elapsed().as_secs_f64());
        BrokerUnblocked { seconds }.emit();
    }
}

/// Serves one session. The cause when it ended by a fault; `None` when we closed it.
async fn attend(
    session: Session,
    commands: &mut mpsc::Receiver<Command>,
    health: &watch::Sender<Health>,
) -> Option<Cause> {
    let (mut stopping, mut since) = (false, None);
    loop {
        tokio::select! {
            cause = session.ended() => {
                session.abandon().await;
                if since.is_some() {
                    tell(false, &mut since);
                }
                if stopping {
                    finish(commands.recv().await, std::mem::replace(commands, mpsc::channel(1).1)).await;
                    return None;
                }
                return Some(cause);
            }
            command = commands.recv() => match command {
                Some(Command::StopIntake(done)) => {
                    stopping = true;
                    session.stop_intake();
                    health.send_modify(|health| health.consuming = false);
                    let _ = done.send(());
                }
                Some(Command::Close(done)) => {
                    session.close().await;
                    let _ = done.send(());
                    return None;
                }
                None => {
                    session.close().await;
                    return None;
                }
            },
            () = tokio::time::sleep(LOOK) => {
                let (blocked, refused) = (session.blocked(), session.refused());
                health.send_if_modified(|health| {
                    if health.blocked != blocked {
                        tell(blocked, &mut since);
                    }
                    let before = (health.blocked, health.refused);
                    (health.blocked, health.refused) = (blocked, refused);
                    before != (blocked, refused)
                });
            }
        }
    }
}

/// Answers the orders that come when there is no session.
async fn finish(first: Option<Command>, mut commands: mpsc::Receiver<Command>) {
    let mut command = first;
    while let Some(Command::StopIntake(done) | Command::Close(done)) = command {
        let _ = done.send(());
        command = commands.recv().await;
    }
}

/// Trying again cannot mend these: arguments that differ, always; a refused login and the like only before the first session, since
/// later they are the middle of a rotation.
fn for_an_operator(error: &OpenError, first: bool) -> bool {
    match error {
        OpenError::Topology(TopologyError::Different { .. }) => true,
        OpenError::Topology(TopologyError::Forbidden { .. })
        | OpenError::Connect(ConnectError::Refused { .. } | ConnectError::Configuration(_)) => first,
        _ => false,
    }
}

/// Doubling waits, half of each by chance.
#[derive(Debug)]
struct Backoff {
    min: Duration,
    max: Duration,
    next: Duration,
}

impl Backoff {
    fn new(min: Period, max: Period) -> Self {
        Self { min: min.0, max: max.0.max(min.0), next: min.0 }
    }

    fn reset(&mut self) {
        self.next = self.min;
    }

    fn next(&mut self) -> Duration {
        let whole = self.next;
        self.next = (self.next * 2).min(self.max);
        // A fresh hasher's keys are the standard library's only source of chance.
        let chance = (RandomState::new().hash_one(0) % 1000) as u32;
        whole / 2 + whole / 2 * chance / 1000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_their_bound() {
        let mut backoff = Backoff::new(Period(Duration::from_millis(100)), Period(Duration::from_secs(2)));
        let waits: Vec<_> = (0..8).map(|_| backoff.next()).collect();
        assert!(waits.iter().all(|wait| *wait >= Duration::from_millis(50) && *wait <= Duration::from_secs(2)));
        assert!(waits[7] >= Duration::from_secs(1) && waits[0] <= Duration::from_millis(100));
    }
}
