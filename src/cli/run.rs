//! `claimwire run`: the worker, on a folder of files or on a queue.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use clap::Args;

use super::summary::{Found, Totals};
use super::{engine, output, progress, signals};
use crate::article::{Raw, Refusal, encoding};
use crate::config::Config;
use crate::text::Scratch;
use crate::transport::files::{Files, Folders};
use crate::transport::{Content, Failure, Stage};
use crate::worker::job::{Engine, Product};
use crate::worker::pool::Pool;
use crate::worker::retry::Policy;
use crate::worker::{Handler, Stop, Work};

/// Arguments of `run`.
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
}

impl Run {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        match (&self.input, &self.output) {
            (Some(input), Some(output)) => {
                let folders = Folders { input: input.clone(), output: output.clone(), once: self.once };
                runtime()?.block_on(on_files(&folders, config))
            }
            _ => anyhow::bail!("give --input and --output"),
        }
    }
}

/// Few threads: they only wait for files and network; the analysis has its own.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("no runtime")
}

async fn on_files(folders: &Folders, config: &Config) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let totals = Arc::new(Totals::default());
    let handler = handler(config, Arc::clone(&totals))?;
    let files = Files::open(folders)?;
    let bar = progress::Bar::start(files.progress());
    let stop = Stop::default();
    signals::ask_on_signal(stop.clone())?;
    let result = crate::worker::run(files, handler, stop).await;
    bar.finish();
    let summary = result?;
    let found = Found { totals: &totals, summary: &summary, seconds: started.elapsed().as_secs_f64(), folders };
    found.print(&mut output::styled())?;
    Ok(ExitCode::SUCCESS)
}

/// The threads and the policy, as the settings want them.
fn handler(config: &Config, totals: Arc<Totals>) -> anyhow::Result<Arc<Handler>> {
    let engine = engine::engine(config)?;
    let limits = config.work.clone();
    let work = move |content: &Content, scratch: &mut Scratch| {
        let product = analyse(&engine, &limits, content, scratch)?;
        totals.count(&product.tally);
        Ok(product)
    };
    let pool = Pool::start(config.work.threads(), config.work.hard_limit, Arc::new(work)).context("no threads")?;
    Ok(Arc::new(Handler::new(pool, Policy::default(), None, &config.work, config.drain.timeout)))
}

fn analyse(engine: &Engine, limits: &Work, content: &Content, scratch: &mut Scratch) -> Result<Product, Failure> {
    let refused = |refusal: Refusal| Failure::permanent(Stage::Decode, refusal.kind.as_str(), refusal.to_string());
    if content.body.len() > limits.max_body {
        let reason = format!("body: is larger than {} bytes as received", limits.max_body);
        return Err(Failure::permanent(Stage::Decode, "too-large", reason));
    }
    let body =
        encoding::decode(&content.body, content.content_encoding.as_deref(), limits.max_decoded).map_err(refused)?;
    let headers: Vec<(&str, &str)> =
        content.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let raw = Raw {
        body: &body,
        content_type: content.content_type.as_deref(),
        fallback_id: content.message_id.as_deref(),
        headers: &headers,
        now: Some(jiff::Timestamp::now()),
    };
    engine.run(&raw, scratch).map_err(refused)
}
