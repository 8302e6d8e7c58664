//! Every door: each format through `run --input`, hostile input within bounds, and fingerprints of altered copies.

#![allow(
    clippy::expect_used,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may say so by a panic"
)]

mod formats;
mod hostile;
mod similar;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run over a folder left behind.
struct Outcome {
    /// Records by article id.
    records: BTreeMap<String, Value>,
    /// Lines of `parked.ndjson`.
    parked: Vec<Value>,
    /// Peak resident memory in MiB; 0 where the system does not tell.
    peak: u64,
}

/// Runs the worker once over a folder.
fn run(input: &Path, more: &[&str]) -> Outcome {
    let output = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimwire"))
        .args(["run".as_ref(), "--once".as_ref(), "--input".as_ref(), input.as_os_str(), "--output".as_ref()])
        .arg(output.path())
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        let page = std::fs::read_to_string(&status).unwrap_or_default();
        let line = page.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
        peak = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(peak);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(std::time::Duration::from_millis(3));
    };
    assert!(ended.success(), "{ended}");
    let read = |name: &str| -> Vec<Value> {
        let text = std::fs::read_to_string(output.path().join(name)).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let records =
        read("records.ndjson").into_iter().map(|record| (record["article"]["id"].as_str().unwrap().to_owned(), record));
    Outcome { records: records.collect(), parked: read("parked.ndjson"), peak: peak >> 10 }
}
