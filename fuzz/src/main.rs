//! The driver: runs every target on mutations of its committed corpus for a bounded time, and reports what it saw.
//!
//!     cargo run --profile quick -p claimwire-fuzz --bin fuzz -- --seconds 60 --seed 1 [TARGET …]
//!
//! Exit code 1 when an input crashed a target, took longer than a second, or memory grew beyond the limit; the input is kept in
//! `fuzz/crashes/`. CI runs it for a minute; a long run is for people.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use claimwire_fuzz::mutate::{Random, mutate};
use claimwire_fuzz::{TARGETS, Target};

/// An input that takes longer is a hang.
const HANG: Duration = Duration::from_secs(1);
/// An input that takes longer is timed again.
const SLOW: Duration = Duration::from_millis(5);
/// Resident memory that all targets together must stay below, in KiB.
const MAX_RSS: u64 = 1 << 20;

struct Arguments {
    seconds: u64,
    seed: u64,
    names: Vec<String>,
}

#[derive(Default)]
struct Report {
    inputs: u64,
    crashes: u64,
    slowest: Duration,
    hangs: u64,
}

fn main() -> ExitCode {
    let arguments = arguments();
    let chosen: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| arguments.names.is_empty() || arguments.names.iter().any(|name| name == target.name))
        .collect();
    // A crash is told by its saved input, not by a page of text.
    std::panic::set_hook(Box::new(|_| {}));
    let share = Duration::from_secs(arguments.seconds) / u32::try_from(chosen.len().max(1)).unwrap_or(1);
    println!(
        "| target | inputs | per second | crashes | slowest | over 1 s | peak RSS so far |\n|---|---|---|---|---|---|---|"
    );
    let (mut failed, mut total) = (false, 0);
    for target in chosen {
        let report = run(target, arguments.seed, share);
        let rss = peak_rss();
        println!(
            "| {} | {} | {} | {} | {:.1} ms | {} | {} MiB |",
            target.name,
            report.inputs,
            report.inputs / share.as_secs().max(1),
            report.crashes,
            report.slowest.as_secs_f64() * 1000.0,
            report.hangs,
            rss >> 10
        );
        total += report.inputs;
        failed |= report.crashes > 0 || report.hangs > 0 || rss > MAX_RSS;
    }
    println!("\n{total} inputs, seed {}", arguments.seed);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn arguments() -> Arguments {
    let mut out = Arguments { seconds: 60, seed: 1, names: Vec::new() };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--seconds" => out.seconds = given.next().and_then(|value| value.parse().ok()).unwrap_or(out.seconds),
            "--seed" => out.seed = given.next().and_then(|value| value.parse().ok()).unwrap_or(out.seed),
            name => out.names.push(name.to_owned()),
        }
    }
    out
}

fn run(target: &Target, seed: u64, share: Duration) -> Report {
    let corpus = corpus(target.name);
    let mut random = Random::new(seed ^ target.name.bytes().fold(0, |sum, byte| sum * 31 + u64::from(byte)));
    let mut report = Report::default();
    let begun = Instant::now();
    // The seeds themselves first, then mutations.
    let mut seeds = corpus.iter();
    while begun.elapsed() < share {
        let input = seeds.next().cloned().unwrap_or_else(|| mutate(&mut random, &corpus, target.max_len));
        let at = Instant::now();
        let crashed = catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err();
        let mut took = at.elapsed();
        // On a busy machine the scheduler takes longer than any target: only what is slow again is slow.
        for _ in 0..3 {
            if took > SLOW && !crashed {
                let again = Instant::now();
                (target.run)(&input);
                took = took.min(again.elapsed());
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

/// The committed seeds of a target, in the order of their names, and those that all targets share.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = [base.join("corpus").join(name), base.join("../tests/articles/formats")]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()))
        .collect();
    files.sort();
    let mut out: Vec<Vec<u8>> = files.iter().filter_map(|path| fs::read(path).ok()).collect();
    // Packed seeds are made here: packed bytes do not diff.
    if matches!(name, "gzip" | "zstd") {
        out = out.iter().filter_map(|data| pack(name, data).ok()).collect();
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

/// Peak resident memory in KiB; 0 where the system does not tell.
fn peak_rss() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
