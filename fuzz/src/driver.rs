//! The driver: runs targets on their committed seeds and on mutations of them for a bounded time, and reports what it saw.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::mutate::{Random, mutate};
use crate::{TARGETS, Target};

/// An input that takes longer, in processor time, is a hang.
const HANG: Duration = Duration::from_secs(1);
/// An input that takes longer by the clock is run again and its processor time taken: on a busy machine waiting takes longer than work.
const SUSPECT: Duration = Duration::from_millis(500);
/// Resident memory that all targets together must stay below, in KiB.
const MAX_RSS: u64 = 1 << 20;

/// What to run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// For all targets together.
    pub seconds: u64,
    /// The same seed gives the same inputs.
    pub seed: u64,
    /// Names of targets; empty for all.
    pub names: Vec<String>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { seconds: 60, seed: 1, names: Vec::new() }
    }
}

#[derive(Default)]
struct Report {
    inputs: u64,
    crashes: u64,
    slowest: Duration,
    hangs: u64,
}

/// Runs a plan and prints a table. False when an input crashed a target or hung, memory grew beyond the limit, or a name is wrong.
pub fn run(plan: &Plan) -> bool {
    let chosen: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| plan.names.is_empty() || plan.names.iter().any(|name| name == target.name))
        .collect();
    if let Some(wrong) = plan.names.iter().find(|name| TARGETS.iter().all(|target| target.name != name.as_str())) {
        println!("no target {wrong}");
        return false;
    }
    // A crash is told by its saved input, not by a page of text.
    std::panic::set_hook(Box::new(|_| {}));
    let share = Duration::from_secs(plan.seconds) / u32::try_from(chosen.len().max(1)).unwrap_or(1);
    println!(
        "| target | inputs | per second | crashes | slowest | over 1 s | peak RSS so far |\n|---|---|---|---|---|---|---|"
    );
    let (mut well, mut total) = (true, 0);
    for target in chosen {
        let report = fuzz(target, plan.seed, share);
        let rss = peak_rss();
        println!(
            "| {} | {} | {:.0} | {} | {:.1} ms | {} | {} MiB |",
            target.name,
            report.inputs,
            report.inputs as f64 / share.as_secs_f64().max(0.001),
            report.crashes,
            report.slowest.as_secs_f64() * 1000.0,
            report.hangs,
            rss >> 10
        );
        total += report.inputs;
        well &= report.crashes == 0 && report.hangs == 0 && rss <= MAX_RSS && report.inputs > 0;
    }
    println!("\n{total} inputs, seed {}", plan.seed);
    well
}

fn fuzz(target: &Target, seed: u64, share: Duration) -> Report {
    let corpus = corpus(target);
    let mut random = Random::new(
        seed ^ target.name.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))),
    );
    let mut report = Report::default();
    let begun = Instant::now();
    // The seeds themselves first, then mutations.
    let mut seeds = corpus.iter();
    while begun.elapsed() < share {
        let input = seeds.next().cloned().unwrap_or_else(|| mutate(&mut random, &corpus, target.max_len));
        let at = Instant::now();
        let crashed = catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err();
        let mut took = at.elapsed();
        if took > SUSPECT && !crashed {
            let before = worked();
            let again = Instant::now();
            (target.run)(&input);
            took = took.min(again.elapsed());
            if let Some((before, after)) = before.zip(worked()) {
                took = took.min(after.saturating_sub(before));
            }
        }
        report.inputs += 1;
        report.slowest = report.slowest.max(took);
        report.crashes += u64::from(crashed);
        report.hangs += u64::from(took > HANG);
        if (crashed && report.crashes <= 20) || (took > HANG && report.hangs <= 20) {
            keep(target.name, if crashed { "crash" } else { "slow" }, report.inputs, &input);
        }
    }
    report
}

/// The committed seeds of a target, in the order of their names.
fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = target
        .seeds
        .iter()
        .filter_map(|folder| fs::read_dir(base.join(folder)).ok())
        .flat_map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()))
        .collect();
    files.sort();
    let mut out: Vec<Vec<u8>> = files.iter().filter_map(|path| fs::read(path).ok()).collect();
    // Packed seeds are made here: packed bytes do not diff.
    if matches!(target.name, "gzip" | "zstd") {
        out = out.iter().filter_map(|data| pack(target.name, data).ok()).collect();
    }
    out.push(Vec::new());
    out
}

fn pack(name: &str, data: &[u8]) -> std::io::Result<Vec<u8>> {
    use std::io::Write as _;
    if name == "zstd" {
        return zstd::encode_all(data, 3);
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(data)?;
    encoder.finish()
}

fn keep(target: &str, what: &str, number: u64, input: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crashes");
    let path = folder.join(format!("{target}-{what}-{number}"));
    if fs::create_dir_all(&folder).and_then(|()| fs::write(&path, input)).is_ok() {
        println!("<!-- {} -->", path.display());
    }
}

/// Processor time of this thread so far; none where the system does not tell.
fn worked() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Peak resident memory in KiB; 0 where the system does not tell.
fn peak_rss() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
