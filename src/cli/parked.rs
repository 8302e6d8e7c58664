//! `claimwire parked`: what lies in the parking queue, and what becomes of it.

use std::cell::{Cell, RefCell};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::{output, run};
use crate::config::Config;
use crate::transport::amqp::parked::{self, Verdict, Walked};

/// Arguments of `parked`.
#[derive(Debug, Args)]
pub(super) struct Parked {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// One line a message: id, stage/kind, attempts, size, reason.
    List(Filter),
    /// The messages themselves, as they came.
    Show(Filter),
    /// Send them back to the input queue, to start afresh.
    Replay(Change),
    /// Drop them for good.
    Drop(Change),
}

/// Which messages.
#[derive(Debug, Args)]
struct Filter {
    /// Only this message id.
    #[arg(long)]
    id: Option<String>,
    /// Only failures of this stage: decode, extract, publish, crash.
    #[arg(long)]
    stage: Option<String>,
    /// Only failures of this kind, as `list` shows it.
    #[arg(long)]
    kind: Option<String>,
    /// Only reasons that contain this.
    #[arg(long)]
    reason: Option<String>,
    /// At most so many.
    #[arg(long)]
    limit: Option<u64>,
}

/// A change, or what it would be.
#[derive(Debug, Args)]
struct Change {
    #[command(flatten)]
    filter: Filter,
    /// Only tell what would be done.
    #[arg(long)]
    dry_run: bool,
    /// All of them: needed when no filter is given.
    #[arg(long)]
    all: bool,
}

impl Filter {
    fn fits(&self, message: &parked::Parked) -> bool {
        let equal = |wanted: &Option<String>, is: Option<&str>| wanted.is_none() || wanted.as_deref() == is;
        equal(&self.id, message.id.as_deref())
            && equal(&self.stage, Some(&message.stage))
            && equal(&self.kind, Some(&message.kind))
            && self.reason.as_ref().is_none_or(|part| message.reason.contains(part.as_str()))
    }

    fn is_empty(&self) -> bool {
        self.id.is_none()
            && self.stage.is_none()
            && self.kind.is_none()
            && self.reason.is_none()
            && self.limit.is_none()
    }
}

impl Parked {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        match &self.action {
            Action::List(filter) => {
                walk(config, filter, Verdict::Leave, line)?;
            }
            Action::Show(filter) => {
                walk(config, filter, Verdict::Leave, whole)?;
            }
            Action::Replay(change) => self::change(config, change, Verdict::Replay)?,
            Action::Drop(change) => self::change(config, change, Verdict::Drop)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn change(config: &Config, change: &Change, verdict: Verdict) -> anyhow::Result<()> {
    anyhow::ensure!(change.all || !change.filter.is_empty(), "name what is meant with a filter, or say --all");
    if change.dry_run {
        walk(config, &change.filter, Verdict::Leave, line)?;
        return Ok(());
    }
    let Walked { seen, replayed, dropped } = walk(config, &change.filter, verdict, |_, _| Ok(()))?;
    let mut out = output::plain();
    writeln!(out, "{seen} looked at, {replayed} sent back, {dropped} dropped")?;
    out.flush()?;
    Ok(())
}

type Tell = fn(&mut dyn Write, &parked::Parked) -> io::Result<()>;

/// Walks with a progress bar where a terminal reads, and tells each message that fits.
fn walk(config: &Config, filter: &Filter, verdict: Verdict, tell: Tell) -> anyhow::Result<Walked> {
    let terminal = io::stderr().is_terminal() && verdict != Verdict::Leave;
    let target = if terminal { ProgressDrawTarget::stderr_with_hz(4) } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(0), target);
    let out = RefCell::new(output::plain());
    let broken = Cell::new(None);
    let fitting = Cell::new(0);
    let visit = |message: &parked::Parked, total: u64| {
        bar.set_length(total);
        bar.inc(1);
        if !filter.fits(message) {
            return Verdict::Leave;
        }
        if filter.limit.is_some_and(|limit| fitting.get() >= limit) {
            return Verdict::Stop;
        }
        fitting.set(fitting.get() + 1);
        if let Err(error) = tell(&mut *out.borrow_mut(), message) {
            broken.set(Some(error));
            return Verdict::Stop;
        }
        verdict
    };
    let walked = run::runtime()?.block_on(parked::walk(&config.settings(), visit))?;
    bar.finish_and_clear();
    if let Some(error) = broken.take() {
        return Err(error.into());
    }
    out.borrow_mut().flush()?;
    Ok(walked)
}

fn line(out: &mut dyn Write, message: &parked::Parked) -> io::Result<()> {
    let parked::Parked { id, stage, kind, reason, attempts, body, .. } = message;
    let id = id.as_deref().unwrap_or("-");
    writeln!(out, "{id}\t{stage}/{kind}\t{attempts}\t{}\t{reason}", body.len())
}

fn whole(out: &mut dyn Write, message: &parked::Parked) -> io::Result<()> {
    write!(out, "# ")?;
    line(out, message)?;
    out.write_all(&message.body)?;
    writeln!(out)
}
