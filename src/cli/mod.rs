//! The commands, one file each. The only layer (with `main`) that uses `anyhow` and writes to stdout.

mod extract;

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
    /// Extract from articles on standard input (one JSON object a line) and write one record a line.
    Extract(extract::Extract),
}

/// Runs the command line; the exit code says how it went.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Extract(command) => command.run(),
    }
}
