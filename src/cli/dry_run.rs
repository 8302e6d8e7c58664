//! `claimwire run --dry-run`: what the worker would do with the articles that wait. Publishes nothing, gives everything back.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use tokio::task::JoinSet;

use super::engine::counted;
use super::output;
use super::summary::{BOLD, COUNT, Totals};
use crate::config::Config;
use crate::transport::amqp::Borrower;
use crate::transport::{Content, Failure};
use crate::worker::job::Product;
use crate::worker::pool::Pool;
use crate::worker::{Stop, signals};

/// Failures that are shown one by one.
const SHOWN: usize = 10;

/// Looks at up to `limit` articles.
pub(super) async fn run(config: &Config, limit: usize) -> anyhow::Result<ExitCode> {
    let totals = Arc::new(Totals::default());
    let threads = config.work.threads();
    let pool = Pool::start(threads, config.work.hard_limit, counted(config, &totals)?).context("no threads")?;
    let (pool, mut stop) = (Arc::new(pool), Stop::default());
    signals::listen(&stop)?;
    let began = Instant::now();
    let mut borrower = Borrower::open(&config.settings()).await?;
    let mut found = Found { waiting: borrower.waiting, ..Found::default() };
    let mut at_work = JoinSet::new();
    let looked = loop {
        if found.taken >= limit {
            break Ok(());
        }
        let next = tokio::select! {
            biased;
            () = stop.asked() => break Ok(()),
            next = borrower.next() => next,
        };
        match next {
            Ok(Some(content)) => {
                found.taken += 1;
                at_work.spawn(work(Arc::clone(&pool), Arc::new(content)));
            }
            Ok(None) => break Ok(()),
            Err(fatal) => break Err(fatal),
        }
        while let Some(done) = at_work.try_join_next() {
            found.note(done?);
        }
    };
    while let Some(done) = at_work.join_next().await {
        found.note(done?);
    }
    borrower.give_back().await?;
    looked?;
    found.print(&totals, &config.consume.queue, began.elapsed().as_secs_f64(), &mut output::styled())?;
    Ok(if found.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// One article: its id for people, and what became of it.
type Done = (String, Result<Product, Failure>);

async fn work(pool: Arc<Pool>, content: Arc<Content>) -> Done {
    let id = content.message_id.clone().unwrap_or_else(|| "(no message id)".to_owned());
    let worked = match pool.enter(content).await {
        Ok(running) => running.finish().await,
        Err(failure) => Err(failure),
    };
    (id, worked)
}

#[derive(Debug, Default)]
struct Found {
    waiting: u32,
    taken: usize,
    bytes: usize,
    /// Routing key → messages that would be published with it.
    routes: BTreeMap<String, u64>,
    failed: Vec<(String, Failure)>,
}

impl Found {
    fn note(&mut self, (id, worked): Done) {
        match worked {
            Ok(Product { record, alerts, .. }) => {
                for message in std::iter::once(record).chain(alerts) {
                    self.bytes += message.body.len();
                    *self.routes.entry(message.route).or_default() += 1;
                }
            }
            Err(failure) => self.failed.push((id, failure)),
        }
    }

    fn print(&self, totals: &Totals, queue: &str, seconds: f64, out: &mut dyn Write) -> io::Result<()> {
        let Self { waiting, taken, bytes, routes, failed } = self;
        writeln!(out, "{BOLD}Looked at{BOLD:#} {taken} of {waiting} articles in {queue}; all were given back")?;
        totals.print(out)?;
        writeln!(out, "{BOLD}Would publish{BOLD:#} {bytes} bytes")?;
        for (route, count) in routes {
            writeln!(out, "  {COUNT}{count:>8}{COUNT:#}  {route}")?;
        }
        if !failed.is_empty() {
            writeln!(out, "{BOLD}Would park or retry{BOLD:#}")?;
            writeln!(out, "  {COUNT}{:>8}{COUNT:#}  articles", failed.len())?;
            for (id, Failure { stage, kind, reason, .. }) in failed.iter().take(SHOWN) {
                writeln!(out, "            {id}: {}/{kind}: {reason}", stage.as_str())?;
            }
        }
        let rate = *taken as f64 / seconds.max(0.001);
        writeln!(out, "{BOLD}Took{BOLD:#} {seconds:.1} s, {rate:.0} articles a second, nothing published")?;
        out.flush()
    }
}
