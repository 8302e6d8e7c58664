//! The commands, one file each. The only layer (with `main`) that uses `anyhow` and writes to the standard streams.

mod check;
mod dry_run;
mod engine;
mod extract;
mod output;
mod parked;
mod people;
mod progress;
mod publish;
mod run;
mod sandbox;
mod schema;
mod settings;
mod similar;
mod summary;
mod topology;
mod traces;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::telemetry;

/// Reads news, says who said what, what is asserted and how many.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(flatten)]
    settings: settings::Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the worker: on the queue, or on a folder of files.
    Run(run::Run),
    /// Extract from articles and write one record each, without a broker.
    Extract(extract::Extract),
    /// Put article files into the input queue.
    Publish(publish::Publish),
    /// List, show, replay or drop what is parked.
    Parked(parked::Parked),
    /// Make, check or print queues and exchanges.
    Topology(topology::Topology),
    /// Check the settings and print them merged, secrets masked.
    Check(check::Check),
    /// Print a JSON Schema.
    Schema(schema::Print),
    /// Say how near two articles are, by their fingerprints.
    Similar(similar::Similar),
    /// Work on one suspect message; the worker starts this by itself.
    #[command(hide = true)]
    Sandbox,
}

/// Runs the command line; the exit code says how it went: 0 well, 1 failed, 2 something was refused.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    dispatch(&arguments).unwrap_or_else(|error| output::failed(&error))
}

fn dispatch(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let config = arguments.settings.load()?;
    let log = telemetry::log::start(&config.log)?;
    match &arguments.command {
        Command::Run(command) => command.run(&arguments.settings, &config, log),
        Command::Extract(command) => command.run(&config),
        Command::Publish(command) => command.run(&config),
        Command::Parked(command) => command.run(&config),
        Command::Topology(command) => command.run(&config),
        Command::Similar(command) => command.run(),
        Command::Sandbox => sandbox::run(&config),
        Command::Check(command) => command.run(&config),
        Command::Schema(command) => command.run(),
    }
}
