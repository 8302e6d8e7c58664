#!/usr/bin/env python3
"""Breaks the delivery protocol on purpose, one place at a time, and looks whether tests/model.rs notices.

    python3 tests/model_mutations.py            all mutations
    python3 tests/model_mutations.py swallow    those with "swallow" in their name (or any other given part)

The delivery core (transport without brokers, worker without the analysis) is copied into a small crate of its own, so that a
mutation builds in seconds. Ends with 1 when a mutation survives. docs/DELIVERY.md has the results."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEDULES = "10000"

# name, file, what stands there, what is put in its place
MUTATIONS = [
    ("failures of a publish are ignored", "transport/receipt.rs",
     "try_join_all(outputs.into_iter().map(|message| self.ticket.publish(message))).await?;",
     "let _ = try_join_all(outputs.into_iter().map(|message| self.ticket.publish(message))).await;"),
    ("only the first output is confirmed", "transport/receipt.rs",
     "outputs.into_iter().map(|message|", "outputs.into_iter().take(1).map(|message|"),
    ("acknowledged before the confirms", "transport/receipt.rs",
     "try_join_all(outputs.into_iter().map(|message| self.ticket.publish(message))).await?;",
     "let _ = futures_util::FutureExt::now_or_never(try_join_all(outputs.into_iter().map(|message| self.ticket.publish(message))));"),
    ("a return is taken for success", "transport/receipt.rs",
     "self.ticket.publish(message))).await?;",
     "async { match self.ticket.publish(message).await { Err(PublishError::Unroutable { .. }) => Ok(()), other => other } })).await?;"),
    ("a nack is taken for success", "transport/receipt.rs",
     "self.ticket.publish(message))).await?;",
     "async { match self.ticket.publish(message).await { Err(PublishError::Nacked { .. }) => Ok(()), other => other } })).await?;"),
    ("an unknown fate is taken for success", "transport/receipt.rs",
     "self.ticket.publish(message))).await?;",
     "async { match self.ticket.publish(message).await { Err(PublishError::Lost(_)) => Ok(()), other => other } })).await?;"),
    ("the retry copy is dropped", "transport/receipt.rs",
     "if self.forward(step).await.is_err()",
     "if matches!(step, Step::Park { .. }) && self.forward(step).await.is_err()"),
    ("the parked copy is dropped", "transport/receipt.rs",
     "if self.forward(step).await.is_err()",
     "if matches!(step, Step::Retry { .. }) && self.forward(step).await.is_err()"),
    ("a refused copy is taken for safe", "transport/receipt.rs",
     "Err(refused) if !self.live() => return Err(refused),",
     "Err(_) if true => return Ok(()),\n                Err(refused) if !self.live() => return Err(refused),"),
    ("acknowledged beyond the first gap", "transport/ledger.rs",
     "self.finished.split_off(&self.next)", "BTreeMap::new()"),
    ("a gap is taken for finished", "transport/ledger.rs",
     "|| self.alone.remove(&self.next) {", "|| self.alone.remove(&self.next) || self.next < tag {"),
    ("acknowledged in a later session", "transport/script.rs",
     "state.session == self.session && !state.killed", "!state.killed"),
    ("finished tags outlive their session", "transport/script.rs",
     "        self.ledger = Ledger::new();\n", ""),
    ("a corrected article is swallowed", "worker/finished.rs",
     "    hasher.update(&content.body);\n", ""),
    ("everything redelivered is taken for finished", "worker/handle.rs",
     "if let Some(confirmed) = self.finished.recall(&content) {",
     "if content.redelivered { let _ = receipt.settle(Outcome::Done(crate::transport::Confirmed::forged())).await; return Settled::Duplicate; }\n        if let Some(confirmed) = self.finished.recall(&content) {"),
    ("a transient failure is parked at once", "worker/retry.rs",
     "attempt >= self.max_attempts", "attempt >= 1"),
    ("attempts are not counted", "worker/retry.rs",
     "content.attempts.max(content.returns).saturating_add(1)", "content.attempts.max(content.returns)"),
    ("a panic is not caught", "worker/pool.rs",
     "catch_unwind(AssertUnwindSafe(|| work(content, scratch))).unwrap_or_else(",
     "Ok::<_, Box<dyn Any + Send>>(work(content, scratch)).unwrap_or_else("),
    ("what is at work at the drain is taken for done", "worker/handle.rs",
     "else { return receipt.let_go() };",
     "else { return receipt.settle(Outcome::Done(crate::transport::Confirmed::forged())).await };"),
]

STUBS = """//! The delivery core, without brokers and without analysis.
#![allow(missing_docs, dead_code, unused)]
pub mod telemetry;
pub mod transport;
pub mod worker;
pub mod record { pub const SCHEMA: &str = "claimwire/record/1"; }
pub mod text { #[derive(Debug, Default)] pub struct Scratch; }
"""

MANIFEST = """[package]
name = "claimwire"
version = "0.0.0"
edition = "2024"
[features]
default = ["worker"]
worker = []
[dependencies]
blake3 = "1"
futures-util = "0.3"
jiff = { version = "1", features = ["serde"] }
prometheus-client = "0.26"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
thiserror = "2"
tokio = { version = "1", features = ["full", "test-util"] }
tracing = "0.1"
uuid = { version = "1", features = ["v5", "serde"] }
[profile.dev]
opt-level = 1
debug = false
[workspace]
"""


def job():
    """The types of a job, without the engine."""
    source = (ROOT / "src/worker/job.rs").read_text()
    types = re.findall(r"^#\[derive[^\n]*\npub struct (?:Message|Product|Times|Tally) \{.*?^\}\n", source, re.S | re.M)
    return "use std::time::Duration;\n\nuse serde::{Deserialize, Serialize};\nuse uuid::Uuid;\n\n" + "\n".join(types)


def core(crate):
    """Writes the crate."""
    src = crate / "src"
    shutil.rmtree(src, ignore_errors=True)
    for folder in ("transport", "worker", "telemetry"):
        (src / folder).mkdir(parents=True)
    for name in ("error", "ledger", "receipt", "script"):
        shutil.copy(ROOT / f"src/transport/{name}.rs", src / "transport")
    for name in ("config", "finished", "handle", "pool", "retry", "run", "sandbox"):
        shutil.copy(ROOT / f"src/worker/{name}.rs", src / "worker")
    transport = (ROOT / "src/transport/mod.rs").read_text()
    (src / "transport/mod.rs").write_text(transport.replace("pub mod amqp;\n", "").replace("pub mod files;\n", ""))
    worker = (ROOT / "src/worker/mod.rs").read_text()
    for gone in ("mod assemble;", "pub mod signals;", "pub mod work;"):
        worker = re.sub(rf'(#\[cfg\(feature = "worker"\)\]\n)?{re.escape(gone)}\n', "", worker)
    (src / "worker/mod.rs").write_text(worker)
    (src / "worker/job.rs").write_text(job())
    told = ("events", "limit", "metrics", "recent", "span", "trace")
    for name in told:
        shutil.copy(ROOT / f"src/telemetry/{name}.rs", src / "telemetry")
    modules = "".join(f"pub mod {name};\n" for name in told)
    (src / "telemetry/mod.rs").write_text(f"{modules}pub use events::Event;\n")
    (src / "lib.rs").write_text(STUBS)
    receipt = src / "transport/receipt.rs"
    forged = "impl Confirmed { pub fn forged() -> Self { Self(()) } }\n\n/// Where a copy of an input goes"
    receipt.write_text(receipt.read_text().replace("/// Where a copy of an input goes", forged, 1))
    (crate / "tests").mkdir(exist_ok=True)
    shutil.copy(ROOT / "tests/model.rs", crate / "tests")
    (crate / "Cargo.toml").write_text(MANIFEST)
    shutil.copy(ROOT / "Cargo.lock", crate)


def model(crate):
    """Runs the model test: True when it passes, and what it said."""
    built = subprocess.run(["cargo", "test", "--quiet", "--test", "model", "--no-run"], cwd=crate, capture_output=True, text=True)
    if built.returncode:
        sys.exit(f"it does not build:\n{built.stderr[-3000:]}")
    command = ["env", f"CLAIMWIRE_SCHEDULES={SCHEDULES}", "cargo", "test", "--quiet", "--test", "model", "--", "--nocapture"]
    try:
        ran = subprocess.run(command, cwd=crate, capture_output=True, text=True, timeout=300, errors="replace")
    except subprocess.TimeoutExpired:
        return False, "it does not end"
    said = ran.stdout + ran.stderr
    first = re.search(r"(seed \d+: [^\n]{0,90})|(too few faults)|(as ordered)", said)
    return ran.returncode == 0, first.group(0) if first else said.strip()[-200:]


def main():
    wanted = [mutation for mutation in MUTATIONS if not sys.argv[1:] or any(part in mutation[0] for part in sys.argv[1:])]
    with tempfile.TemporaryDirectory(prefix="claimwire-mutations-") as folder:
        crate = pathlib.Path(folder)
        core(crate)
        passed, said = model(crate)
        if not passed:
            sys.exit(f"the model fails without any mutation: {said}")
        survivors = []
        for name, file, old, new in wanted:
            core(crate)
            path = crate / "src" / file
            source = path.read_text()
            if source.count(old) != 1:
                sys.exit(f"{name}: stands {source.count(old)} times in {file}: {old}")
            path.write_text(source.replace(old, new))
            passed, said = model(crate)
            if passed:
                survivors.append(name)
            print(f"{'SURVIVES' if passed else 'seen'}\t{name}\t{'' if passed else said}", flush=True)
        print(f"{len(wanted) - len(survivors)} of {len(wanted)} mutations are seen")
        return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
