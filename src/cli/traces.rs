//! Starts and ends the export of spans, as `[trace]` wants it.

use anyhow::{Result, ensure};
use tokio::runtime::Runtime;

use crate::config::Trace;
use crate::telemetry::trace;

/// A running export; none when the settings name no collector.
#[derive(Debug)]
pub(super) struct Traces {
    #[cfg(feature = "otlp")]
    exporter: Option<crate::telemetry::otlp::Exporter>,
}

/// Checks the settings.
pub(super) fn check(settings: &Trace) -> Result<()> {
    ensure!((0.0..=1.0).contains(&settings.sample), "trace.sample = {} is not between 0 and 1", settings.sample);
    let Trace { otlp, .. } = settings;
    ensure!(
        otlp.is_empty() || otlp.starts_with("http://"),
        "trace.otlp = {otlp:?}: give http://host:4318/v1/traces; a collector on this host or network takes them from there"
    );
    ensure!(
        otlp.is_empty() || cfg!(feature = "otlp"),
        "trace.otlp: this build exports no spans; build it with --features otlp"
    );
    Ok(())
}

impl Traces {
    /// Starts.
    #[cfg_attr(not(feature = "otlp"), allow(unused_variables, reason = "nothing runs without the feature"))]
    pub(super) fn start(settings: &Trace, runtime: &Runtime) -> Result<Self> {
        check(settings)?;
        trace::sample(settings.sample);
        #[cfg(feature = "otlp")]
        {
            let begin = || {
                let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
                let instance = format!("{}-{}", host.trim(), std::process::id());
                crate::telemetry::otlp::Exporter::start(&settings.otlp, &instance, runtime.handle().clone())
            };
            let exporter = (!settings.otlp.is_empty()).then(begin).transpose()?;
            Ok(Self { exporter })
        }
        #[cfg(not(feature = "otlp"))]
        Ok(Self {})
    }

    /// Sends the last spans.
    #[cfg_attr(not(feature = "otlp"), allow(clippy::unused_self, reason = "nothing runs without the feature"))]
    pub(super) fn finish(self) {
        #[cfg(feature = "otlp")]
        if let Some(exporter) = self.exporter {
            exporter.finish();
        }
    }
}
