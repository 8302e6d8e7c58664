//! `claimwire check`: are the settings and the rules right? Prints the merged settings with secrets masked.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::Args;
use serde_json::json;

use super::{engine, output, run, traces};
use crate::article::Raw;
use crate::config::{self, Config};
use crate::text::Scratch;
use crate::transport::amqp::config::Amqp;
use crate::transport::amqp::connect;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Log in at the broker even where no setting of `[amqp]` differs from its default.
    #[arg(long)]
    broker: bool,

    /// Leave the broker alone.
    #[arg(long, conflicts_with = "broker")]
    offline: bool,
}

impl Check {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<ExitCode> {
        let mut out = output::plain();
        out.write_all(config::show(config).as_bytes()).context("standard output")?;
        let (rules, examples) = check_rules(config)?;
        traces::check(&config.trace)?;
        writeln!(out, "\n# rules: {rules}, which hold on their {examples} examples")?;
        if let Some((_, entries)) = engine::words(config)? {
            writeln!(out, "# words: {entries} of your own")?;
        }
        if self.broker || (!self.offline && config.amqp != Amqp::default()) {
            run::runtime()?.block_on(async {
                let connection = connect(&config.amqp, 0, "check").await?;
                let _ = connection.close(200, "".into()).await;
                anyhow::Ok(())
            })?;
            writeln!(out, "# broker: reachable, login accepted")?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Compiles the rules and runs the examples that stand in their files.
fn check_rules(config: &Config) -> anyhow::Result<(usize, usize)> {
    let engine = engine::engine(config)?;
    let rules = engine::rules(config)?;
    let mut scratch = Scratch::default();
    let (mut examples, mut wrong) = (0, Vec::new());
    for (rule, test) in rules.tests() {
        let body = json!({ "id": "example", "text": test.text }).to_string();
        let product = engine.run(&Raw { body: body.as_bytes(), ..Raw::default() }, &mut scratch)?;
        let suffix = format!(".{rule}");
        let raised = product.alerts.iter().filter(|alert| alert.route.ends_with(&suffix)).count();
        if raised != test.alerts {
            wrong.push(format!("{rule} raises {raised} alerts, its example says {}: {}", test.alerts, test.text));
        }
        examples += 1;
    }
    ensure!(wrong.is_empty(), "rules that do not hold on their examples:\n  {}", wrong.join("\n  "));
    Ok((rules.len(), examples))
}
