//! Threads that do nothing but analyse, apart from the threads that talk to the network (whose heartbeats must not wait).
//!
//! One bounded channel feeds all of them, so that a slow article never blocks another thread's work. A panic is caught and costs
//! the article; an article that never ends costs the thread, which is replaced.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::job::Product;
use crate::telemetry::Event;
use crate::telemetry::events::{ExtractOverrun, PoolBusy};
use crate::text::Scratch;
use crate::transport::{Content, Failure, Stage};

/// What a thread does with one message. Tests bring their own.
pub type Work = dyn Fn(&Content, &mut Scratch) -> Result<Product, Failure> + Send + Sync;

struct Job {
    content: Arc<Content>,
    started: oneshot::Sender<()>,
    reply: oneshot::Sender<Result<Product, Failure>>,
}

type Jobs = Arc<Mutex<mpsc::Receiver<Job>>>;

/// The threads.
pub struct Pool {
    /// None when the caller's own thread does the work.
    sender: Option<mpsc::Sender<Job>>,
    jobs: Jobs,
    work: Arc<Work>,
    limit: Duration,
    load: Arc<Load>,
}

/// How many threads are at work.
#[derive(Debug)]
struct Load {
    busy: AtomicU64,
    threads: u64,
}

impl Load {
    fn new(threads: usize) -> Arc<Self> {
        Arc::new(Self { busy: AtomicU64::new(0), threads: threads as u64 })
    }

    fn begin(&self) {
        self.tell(self.busy.fetch_add(1, Ordering::Relaxed) + 1);
    }

    fn end(&self) {
        let less = |busy: u64| Some(busy.saturating_sub(1));
        let before = self.busy.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).unwrap_or_default();
        self.tell(before.saturating_sub(1));
    }

    fn tell(&self, busy: u64) {
        PoolBusy { busy, threads: self.threads }.emit();
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").field("limit", &self.limit).finish_non_exhaustive()
    }
}

impl Pool {
    /// Starts `threads` threads (at least one). `limit` is the longest that one article may hold a thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(threads: usize, limit: Duration, work: Arc<Work>) -> std::io::Result<Self> {
        hide_panics_of_pool_threads();
        let threads = threads.max(1);
        let (sender, receiver) = mpsc::channel(threads);
        let load = Load::new(threads);
        let pool = Self { sender: Some(sender), jobs: Arc::new(Mutex::new(receiver)), work, limit, load };
        for _ in 0..threads {
            pool.spawn()?;
        }
        Ok(pool)
    }

    /// No threads: whoever waits does the work. For tests that must be repeatable; it blocks the runtime.
    pub fn inline(work: Arc<Work>) -> Self {
        let (_, receiver) = mpsc::channel(1);
        Self { sender: None, jobs: Arc::new(Mutex::new(receiver)), work, limit: Duration::MAX, load: Load::new(1) }
    }

    fn spawn(&self) -> std::io::Result<()> {
        let (jobs, work, load) = (Arc::clone(&self.jobs), Arc::clone(&self.work), Arc::clone(&self.load));
        std::thread::Builder::new().name("extract".to_owned()).spawn(move || serve(&jobs, &*work, &load)).map(drop)
    }

    /// Waits for a free thread. Dropped while it waits, it costs nothing.
    ///
    /// # Errors
    /// When there is no thread left.
    pub async fn enter(&self, content: Arc<Content>) -> Result<Running<'_>, Failure> {
        let Some(sender) = &self.sender else {
            tokio::task::yield_now().await;
            return Ok(Running { pool: self, answer: Answer::Inline(content) });
        };
        let (started, has_started) = oneshot::channel();
        let (reply, answer) = oneshot::channel();
        sender.send(Job { content, started, reply }).await.map_err(|_| gone())?;
        has_started.await.map_err(|_| gone())?;
        Ok(Running { pool: self, answer: Answer::Thread(answer) })
    }
}

/// Work that a thread has begun.
#[derive(Debug)]
pub struct Running<'a> {
    pool: &'a Pool,
    answer: Answer,
}

#[derive(Debug)]
enum Answer {
    Thread(oneshot::Receiver<Result<Product, Failure>>),
    Inline(Arc<Content>),
}

impl Running<'_> {
    /// Waits for the end.
    ///
    /// # Errors
    /// What the work says; a panic; an overrun of the limit.
    pub async fn finish(self) -> Result<Product, Failure> {
        let Self { pool, answer } = self;
        let answer = match answer {
            Answer::Thread(answer) => answer,
            Answer::Inline(content) => return attempt(&*pool.work, &content, &mut Scratch::default()),
        };
        if let Ok(answer) = tokio::time::timeout(pool.limit, answer).await {
            return answer.map_err(|_| gone())?;
        }
        let replaced = pool.spawn().is_ok();
        pool.load.end();
        ExtractOverrun { limit: pool.limit.as_secs_f64(), replaced }.emit();
        let reason = format!("did not end within {:?}", pool.limit);
        Err(Failure::permanent(Stage::Extract, "overrun", reason))
    }
}

fn gone() -> Failure {
    Failure::transient(Stage::Extract, "pool", "the threads are gone")
}

fn serve(jobs: &Jobs, work: &Work, load: &Load) {
    let mut scratch = Scratch::default();
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let Some(Job { content, started, reply }) = job else { return };
        if started.send(()).is_err() {
            continue; // let go while it waited
        }
        load.begin();
        let result = attempt(work, &content, &mut scratch);
        // Nobody waits: the limit has passed and another thread has taken this one's place, or the worker has stopped.
        if reply.send(result).is_err() {
            return;
        }
        load.end();
    }
}

fn attempt(work: &Work, content: &Content, scratch: &mut Scratch) -> Result<Product, Failure> {
    catch_unwind(AssertUnwindSafe(|| work(content, scratch))).unwrap_or_else(|panic| {
        *scratch = Scratch::default();
        Err(Failure::permanent(Stage::Extract, "panic", described(&*panic)))
    })
}

thread_local! {
    static PANICKED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Where it panicked. The message is left out: it may quote the article.
fn described(_panic: &(dyn Any + Send)) -> String {
    let at = PANICKED_AT.with(|at| at.borrow_mut().take()).unwrap_or_else(|| "an unknown place".to_owned());
    format!("panicked at {at}")
}

/// A panic of a pool thread is told by its parked message and a log line, not by a backtrace that may quote the article.
fn hide_panics_of_pool_threads() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() == Some("extract") {
                PANICKED_AT.with(|at| *at.borrow_mut() = info.location().map(ToString::to_string));
            } else {
                before(info);
            }
        }));
    });
}
