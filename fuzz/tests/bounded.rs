//! Every target for a bounded time, in CI: `CLAIMWIRE_FUZZ_SECONDS` for all together (65), `CLAIMWIRE_FUZZ_SEED` for other inputs (1).
//! Fails on a crash, a hang or growth; the input is kept in `fuzz/crashes/`.

use std::process::ExitCode;

use claimwire_fuzz::driver::{Plan, run};

fn main() -> ExitCode {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let seconds = number("CLAIMWIRE_FUZZ_SECONDS").unwrap_or(65);
    let seed = number("CLAIMWIRE_FUZZ_SEED").unwrap_or(1);
    let plan = Plan { seconds, seed, names: Vec::new() };
    if run(&plan) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
