//! `claimwire topology`: the queues and exchanges, made, checked or printed.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{output, run};
use crate::config::Config;
use crate::transport::amqp::config::Mode;
use crate::transport::amqp::connect;
use crate::transport::amqp::topology::Plan;

/// Arguments of `topology`.
#[derive(Debug, Args)]
pub(super) struct Topology {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make what is missing at the broker.
    Apply,
    /// Look whether everything is there.
    Check,
    /// Print the broker's definitions (JSON) for `rabbitmqctl import_definitions`.
    Export {
        /// The virtual host that the definitions are for.
        #[arg(long, default_value = "/")]
        vhost: String,
    },
}

impl Topology {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        let plan = Plan::new(&config.settings());
        let mut out = output::plain();
        match &self.action {
            Action::Apply => establish(config, &plan, Mode::Declare, &mut out)?,
            Action::Check => establish(config, &plan, Mode::Passive, &mut out)?,
            Action::Export { vhost } => {
                serde_json::to_writer_pretty(&mut out, &plan.definitions(vhost))?;
                writeln!(out)?;
            }
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn establish(config: &Config, plan: &Plan, mode: Mode, out: &mut dyn Write) -> anyhow::Result<()> {
    run::runtime()?.block_on(async {
        let connection = connect(&config.amqp, 0, "topology").await?;
        plan.establish(&connection, mode).await?;
        let _ = connection.close(200, "".into()).await;
        anyhow::Ok(())
    })?;
    let done = if mode == Mode::Declare { "is there now" } else { "is there" };
    for exchange in &plan.exchanges {
        writeln!(out, "exchange {} {done}", exchange.name)?;
    }
    for queue in &plan.queues {
        writeln!(out, "queue {} {done}", queue.name)?;
    }
    Ok(())
}
