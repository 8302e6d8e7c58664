//! `claimwire run`: the worker, on a folder of files or on a queue.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use clap::Args;

use super::summary::{Found, Totals};
use super::traces::Traces;
use super::{dry_run, engine, output, progress, settings};
use tokio::sync::watch;

use crate::admin::{self, Admin, AdminError, Pulse, Readiness, Systemd};
use crate::config::Config;
use crate::telemetry::Event;
use crate::telemetry::events::{AdminUnavailable, WorkerStarted, WorkerStopped};
use crate::telemetry::log::Level;
use crate::transport::amqp::{AmqpTransport, Health};
use crate::transport::files::{Files, Folders};
use crate::worker::pool::{Pool, Work};
use crate::worker::sandbox::Sandbox;
use crate::worker::{self, Handler, Stop, signals};

/// Arguments of `run`. Without a folder it works on the queue.
#[derive(Debug, Args)]
pub(super) struct Run {
    /// A folder of articles (.json, .ndjson, .jsonl, .txt, .html; also .gz, .zst), read with its subfolders.
    #[arg(long, value_name = "DIR", requires = "output")]
    input: Option<PathBuf>,

    /// The folder that gets records.ndjson, alerts.ndjson and parked.ndjson.
    #[arg(long, value_name = "DIR", requires = "input")]
    output: Option<PathBuf>,

    /// End when every file of the folder is read, instead of waiting for more.
    #[arg(long, requires = "input")]
    once: bool,

    /// Look at articles that wait in the queue and tell what would become of them: publishes nothing, gives all of them back.
    #[arg(long = "dry-run", conflicts_with = "input")]
    dry: bool,

    /// Articles that a dry run looks at, at most; other workers do not get them meanwhile.
    #[arg(long, value_name = "N", requires = "dry", default_value_t = 100)]
    limit: usize,
}

impl Run {
    pub(super) fn run(&self, settings: &settings::Settings, config: &Config, log: Level) -> anyhow::Result<ExitCode> {
        let runtime = runtime()?;
        let traces = Traces::start(&config.trace, &runtime)?;
        let code = runtime.block_on(self.work(settings, config, log));
        traces.finish();
        code
    }

    async fn work(&self, settings: &settings::Settings, config: &Config, log: Level) -> anyhow::Result<ExitCode> {
        if self.dry {
            return dry_run::run(config, self.limit).await;
        }
        let totals = Arc::new(Totals::default());
        let work = engine::counted(config, &totals)?;
        if let (Some(input), Some(output)) = (&self.input, &self.output) {
            let folders = Folders { input: input.clone(), output: output.clone(), once: self.once };
            return on_files(&folders, config, handler(config, work, None)?, &totals, log).await;
        }
        let sandbox = Sandbox::new(child(settings)?, config.work.hard_limit);
        on_queue(config, handler(config, work, Some(sandbox))?, log).await
    }
}

/// Few threads: they only wait for files and network; the analysis has its own.
pub(super) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("no runtime")
}

async fn on_files(
    folders: &Folders,
    config: &Config,
    handler: Arc<Handler>,
    totals: &Totals,
    log: Level,
) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let files = Files::open(folders)?;
    let bar = progress::Bar::start(files.progress());
    let stop = Stop::default();
    signals::listen(&stop)?;
    if !folders.once {
        // A worker that goes on is watched like one on a queue. Another one beside it may have the port: then it goes unwatched.
        let reading = Health { consuming: true, ..Health::default() };
        let served = serve(config, &stop, watch::channel(reading).1, engine::rules(config)?.len(), log);
        if let Err(error) = served {
            AdminUnavailable { reason: error.to_string() }.emit();
        }
    }
    let result = crate::worker::run(files, handler, stop).await;
    bar.finish();
    let summary = result?;
    let found = Found { totals, summary: &summary, seconds: started.elapsed().as_secs_f64(), folders };
    found.print(&mut output::styled())?;
    Ok(ExitCode::SUCCESS)
}

/// The admin server, when the settings want one.
fn serve(
    config: &Config,
    stop: &Stop,
    health: watch::Receiver<Health>,
    rules: usize,
    log: Level,
) -> Result<(), AdminError> {
    if config.admin.listen.is_empty() {
        return Ok(());
    }
    let stopping = stop.clone();
    let readiness = Readiness::new(health, move || stopping.is_asked(), rules);
    admin::serve(&config.admin.listen, Admin { pulse: Pulse::start(), readiness, log: Some(log) }).map(drop)
}

async fn on_queue(config: &Config, handler: Arc<Handler>, log: Level) -> anyhow::Result<ExitCode> {
    let stop = Stop::default();
    signals::listen(&stop)?;
    let transport = AmqpTransport::start(config.settings(), config.work.threads());
    let rules = engine::rules(config)?.len();
    serve(config, &stop, transport.health(), rules, log)?;
    if let Some(manager) = Systemd::of_environment().context("NOTIFY_SOCKET")? {
        manager.ready(transport.health(), stop.clone());
    }
    let (threads, rules) = (config.work.threads() as u64, rules as u64);
    WorkerStarted { version: env!("CARGO_PKG_VERSION"), threads, rules }.emit();
    let summary = crate::worker::run(transport, handler, stop).await?;
    let worker::Summary { done, duplicates, retried, parked, returned, lost } = summary;
    WorkerStopped { done, duplicates, retried, parked, returned, lost }.emit();
    Ok(ExitCode::SUCCESS)
}

/// The threads and the policy, as the settings want them.
fn handler(config: &Config, work: Arc<Work>, sandbox: Option<Sandbox>) -> anyhow::Result<Arc<Handler>> {
    let mut bounds = config.work.clone();
    if sandbox.is_some() && bounds.in_flight == 0 {
        bounds.in_flight = usize::from(config.consume.prefetch(bounds.threads()));
    }
    let pool = Pool::start(bounds.threads(), bounds.hard_limit, work).context("no threads")?;
    Ok(Arc::new(Handler::new(pool, config.retry.policy(), sandbox, &bounds, config.drain.timeout)))
}

/// The command of a process for one suspect: this program with the same settings.
fn child(settings: &settings::Settings) -> anyhow::Result<Vec<OsString>> {
    let program = std::env::current_exe().context("where this program lies")?;
    let mut command = vec![program.into_os_string(), "sandbox".into()];
    command.extend(settings.arguments());
    Ok(command)
}
