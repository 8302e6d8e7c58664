//! The driver's command line, for people; CI runs `tests/bounded.rs`.
//!
//!     cargo run -p claimwire-fuzz --bin fuzz -- --seconds 60 --seed 1 [TARGET …]
//!
//! Exit code 1 when an input crashed a target, took longer than a second, or memory grew beyond the limit; the input is kept in
//! `fuzz/crashes/`.

use std::process::ExitCode;

use claimwire_fuzz::driver::{Plan, run};

fn main() -> ExitCode {
    let mut plan = Plan::default();
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--seconds" => plan.seconds = given.next().and_then(|value| value.parse().ok()).unwrap_or(plan.seconds),
            "--seed" => plan.seed = given.next().and_then(|value| value.parse().ok()).unwrap_or(plan.seed),
            name => plan.names.push(name.to_owned()),
        }
    }
    if run(&plan) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
