//! The commands, one file each. The only layer (with `main`) that uses `anyhow` and writes to the standard streams.

mod extract;
mod output;
mod people;
mod reading;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news, says who said what, what is asserted and how many.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract from articles and write one record each, without a broker.
    Extract(extract::Extract),
}

/// Runs the command line; the exit code says how it went: 0 well, 1 failed, 2 something was refused.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Extract(command) => command.run(),
    };
    outcome.unwrap_or_else(|error| output::failed(&error))
}
