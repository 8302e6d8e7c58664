//! A broker in memory whose faults follow a script: for orders of events that a real broker cannot be forced into.
//!
//! The script is asked before every act and says how it goes. It must be deterministic; the transport adds no chance of its own, so
//! that a schedule can be repeated exactly. Knows nothing of what the messages mean.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::{BoxFuture, FutureExt};
use tokio::sync::Notify;

use super::ledger::Ledger;
use super::{Content, Delivery, Fatal, PublishError, Receipt, Step, Ticket, Transport};
use crate::worker::job::Message;

/// Acknowledgements that one beyond a gap waits for the gap to close.
const PATIENCE: u64 = 3;

/// What a worker is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Take the next delivery.
    Deliver,
    /// Publish an output.
    Publish,
    /// Publish a copy for the ladder or the parking queue.
    Forward,
    /// Acknowledge.
    Acknowledge,
}

/// How it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Well, after so many turns of the other tasks.
    Well(u8),
    /// The broker refuses it.
    Nack,
    /// No queue is bound.
    Return,
    /// The session ends before the broker has it.
    LostBefore,
    /// The session ends when the broker has it, before we know.
    LostAfter,
    /// The worker's process dies before the broker has it.
    KilledBefore,
    /// The worker's process dies when the broker has it.
    KilledAfter,
}

/// Decides the fate of every act.
pub type Script = Box<dyn FnMut(Act) -> Fate + Send>;

/// The broker. Clones are the same broker; it outlives the workers.
#[derive(Clone)]
pub struct Broker {
    state: Arc<Mutex<State>>,
    /// Something arrived or left.
    change: Arc<Notify>,
    /// The worker was killed.
    death: Arc<Notify>,
}

impl std::fmt::Debug for Broker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Broker").finish_non_exhaustive()
    }
}

struct State {
    script: Script,
    input: VecDeque<Content>,
    unsettled: BTreeMap<u64, Content>,
    ladder: Vec<Content>,
    parked: Vec<(Content, Step)>,
    outputs: Vec<Message>,
    last_tag: u64,
    /// The worker's memory of what may be acknowledged; it dies with the session.
    ledger: Ledger<u64, u64>,
    /// Acknowledgements given, as a clock.
    acknowledged: u64,
    violations: u64,
    session: u64,
    killed: bool,
    redelivered: u64,
}

impl State {
    /// The end of a session: what was not settled comes back in its old order, before everything that waits.
    fn end_session(&mut self) {
        self.session += 1;
        self.last_tag = 0;
        self.ledger = Ledger::new();
        for (_, mut content) in std::mem::take(&mut self.unsettled).into_iter().rev() {
            content.redelivered = true;
            content.returns += 1;
            self.redelivered += 1;
            self.input.push_front(content);
        }
    }
}

impl State {
    /// Writes the acknowledgements that are due, as the task of a real channel does. One of a tag that is not unsettled would close a
    /// real channel.
    fn write(&mut self, since: u64) {
        if let Some(tag) = self.ledger.take_contiguous() {
            self.violations += u64::from(!self.unsettled.contains_key(&tag));
            self.unsettled = self.unsettled.split_off(&(tag + 1));
        }
        for tag in self.ledger.take_waiting(since) {
            self.violations += u64::from(self.unsettled.remove(&tag).is_none());
        }
    }
}

/// Everything that the broker holds at the end.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    /// Inputs that wait or are on the ladder or unsettled.
    pub waiting: usize,
    /// Inputs that were parked, with the step that parked them.
    pub parked: Vec<(Content, Step)>,
    /// Outputs in order of arrival, copies too.
    pub outputs: Vec<Message>,
    /// Deliveries that came back.
    pub redelivered: u64,
    /// What breaks the protocol: an acknowledgement of what is not unsettled, a copy that does not count its attempts.
    pub violations: u64,
}

impl Broker {
    /// A broker with inputs and a script.
    pub fn new(inputs: impl IntoIterator<Item = Content>, script: Script) -> Self {
        let state = State {
            script,
            input: inputs.into_iter().collect(),
            unsettled: BTreeMap::new(),
            ladder: Vec::new(),
            parked: Vec::new(),
            outputs: Vec::new(),
            last_tag: 0,
            ledger: Ledger::new(),
            acknowledged: 0,
            violations: 0,
            session: 0,
            killed: false,
            redelivered: 0,
        };
        Self { state: Arc::new(Mutex::new(state)), change: Arc::new(Notify::new()), death: Arc::new(Notify::new()) }
    }

    /// A new worker's connection. What another worker left unsettled comes back.
    pub fn connect(&self) -> ScriptTransport {
        let mut state = self.lock();
        state.end_session();
        state.killed = false;
        ScriptTransport { broker: self.clone(), stopped: false }
    }

    /// True when the script has killed the worker.
    pub fn has_killed(&self) -> bool {
        self.lock().killed
    }

    /// Waits until the script kills the worker.
    pub async fn kills(&self) {
        self.death.notified().await;
    }

    /// Looks at everything.
    pub fn holdings(&self) -> Holdings {
        let state = self.lock();
        Holdings {
            waiting: state.input.len() + state.ladder.len() + state.unsettled.len(),
            parked: state.parked.clone(),
            outputs: state.outputs.clone(),
            redelivered: state.redelivered,
            violations: state.violations,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fate(&self, act: Act) -> Fate {
        (self.lock().script)(act)
    }

    /// Kills the worker: the caller's task never goes on.
    async fn kill<T>(&self) -> T {
        self.lock().killed = true;
        self.death.notify_one();
        std::future::pending().await
    }
}

/// The transport of one worker.
#[derive(Debug)]
pub struct ScriptTransport {
    broker: Broker,
    stopped: bool,
}

impl Transport for ScriptTransport {
    async fn next(&mut self) -> Result<Option<Delivery>, Fatal> {
        loop {
            let changed = self.broker.change.notified();
            {
                let mut state = self.broker.lock();
                if state.input.is_empty() && !state.ladder.is_empty() {
                    let back = std::mem::take(&mut state.ladder);
                    state.input.extend(back);
                }
                if state.input.is_empty() {
                    let now = state.acknowledged;
                    state.write(now);
                }
                let nothing_left = state.input.is_empty() && state.unsettled.is_empty();
                if self.stopped || (nothing_left && !state.killed) {
                    return Ok(None);
                }
                if !state.input.is_empty() && !state.killed {
                    match (state.script)(Act::Deliver) {
                        Fate::Well(_) | Fate::Nack | Fate::Return => {
                            let delivery = self.deliver(&mut state);
                            if delivery.is_some() {
                                return Ok(delivery);
                            }
                        }
                        Fate::LostBefore | Fate::LostAfter => {
                            state.end_session();
                            continue;
                        }
                        Fate::KilledBefore | Fate::KilledAfter => {
                            state.killed = true;
                            self.broker.death.notify_one();
                        }
                    }
                }
            }
            changed.await;
        }
    }

    async fn stop_intake(&mut self) {
        self.stopped = true;
    }

    async fn close(self) -> Result<(), Fatal> {
        let mut state = self.broker.lock();
        let now = state.acknowledged;
        state.write(now);
        state.end_session();
        Ok(())
    }
}

impl ScriptTransport {
    fn deliver(&self, state: &mut State) -> Option<Delivery> {
        let content = state.input.pop_front()?;
        state.last_tag += 1;
        let (tag, session) = (state.last_tag, state.session);
        state.unsettled.insert(tag, content.clone());
        let content = Arc::new(content);
        let ticket = ScriptTicket { broker: self.broker.clone(), tag, session, content: Arc::clone(&content) };
        Some(Delivery { content, receipt: Receipt::new(ticket) })
    }
}

struct ScriptTicket {
    broker: Broker,
    tag: u64,
    session: u64,
    content: Arc<Content>,
}

fn lost() -> PublishError {
    PublishError::Lost("the session has ended".to_owned())
}

impl ScriptTicket {
    /// One act: `store` is what the broker does with it.
    async fn act(&self, act: Act, store: impl FnOnce(&mut State)) -> Result<(), PublishError> {
        if !self.live() {
            return Err(lost());
        }
        let fate = self.broker.fate(act);
        if let Fate::Well(turns) = fate {
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            if !self.live() {
                return Err(lost());
            }
        }
        let to = || "the script".to_owned();
        let stored = matches!(fate, Fate::Well(_) | Fate::LostAfter | Fate::KilledAfter);
        {
            let mut state = self.broker.lock();
            if stored {
                store(&mut state);
            }
            if matches!(fate, Fate::LostBefore | Fate::LostAfter) {
                state.end_session();
            }
        }
        self.broker.change.notify_one();
        match fate {
            Fate::Well(_) => Ok(()),
            Fate::Nack => Err(PublishError::Nacked { to: to() }),
            Fate::Return => Err(PublishError::Unroutable { to: to() }),
            Fate::LostBefore | Fate::LostAfter => Err(lost()),
            Fate::KilledBefore | Fate::KilledAfter => self.broker.kill().await,
        }
    }
}

impl Ticket for ScriptTicket {
    fn live(&self) -> bool {
        let state = self.broker.lock();
        state.session == self.session && !state.killed
    }

    fn publish(&self, message: Message) -> BoxFuture<'_, Result<(), PublishError>> {
        self.act(Act::Publish, |state| state.outputs.push(message)).boxed()
    }

    fn forward<'a>(&'a self, step: &'a Step) -> BoxFuture<'a, Result<(), PublishError>> {
        self.act(Act::Forward, |state| {
            let (Step::Retry { attempt, .. } | Step::Park { attempt, .. }) = step;
            state.violations += u64::from(*attempt <= self.content.attempts);
            let copy = Content { redelivered: false, returns: 0, attempts: *attempt, ..(*self.content).clone() };
            match step {
                Step::Retry { .. } => state.ladder.push(copy),
                Step::Park { .. } => state.parked.push((copy, step.clone())),
            }
        })
        .boxed()
    }

    /// Gathered and written later, unless the script says "at once": a session that ends meanwhile takes it along.
    fn acknowledge(self: Box<Self>) -> BoxFuture<'static, Result<(), PublishError>> {
        async move {
            if !self.live() {
                return Err(lost());
            }
            let fate = self.broker.fate(Act::Acknowledge);
            {
                let mut state = self.broker.lock();
                state.acknowledged += 1;
                let now = state.acknowledged;
                state.ledger.finish(self.tag, now, self.tag);
                if matches!(fate, Fate::Well(0) | Fate::LostAfter | Fate::KilledAfter) {
                    state.write(now.saturating_sub(PATIENCE));
                }
                if matches!(fate, Fate::LostBefore | Fate::LostAfter) {
                    state.end_session();
                }
            }
            self.broker.change.notify_one();
            match fate {
                Fate::Well(_) | Fate::Nack | Fate::Return => Ok(()),
                Fate::LostBefore | Fate::LostAfter => Err(lost()),
                Fate::KilledBefore | Fate::KilledAfter => self.broker.kill().await,
            }
        }
        .boxed()
    }
}
