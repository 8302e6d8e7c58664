//! What a run on files found, as a table for people.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use clap::builder::styling::{AnsiColor, Style};

use crate::transport::files::Folders;
use crate::worker::Summary;
use crate::worker::job::Tally;

/// Sums over all articles of a run.
#[derive(Debug, Default)]
pub(super) struct Totals {
    articles: AtomicU64,
    skipped: AtomicU64,
    words: AtomicU64,
    attributions: AtomicU64,
    claims: AtomicU64,
    figures: AtomicU64,
    alerts: AtomicU64,
}

impl Totals {
    /// Adds one article.
    pub(super) fn count(&self, tally: &Tally) {
        self.articles.fetch_add(1, Relaxed);
        self.skipped.fetch_add(u64::from(tally.skipped), Relaxed);
        for (sum, more) in [
            (&self.words, tally.words),
            (&self.attributions, tally.attributions),
            (&self.claims, tally.claims),
            (&self.figures, tally.figures),
            (&self.alerts, tally.alerts),
        ] {
            sum.fetch_add(u64::from(more), Relaxed);
        }
    }
}

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const COUNT: Style = AnsiColor::Cyan.on_default().bold();

impl Totals {
    /// Prints what was found in how many words.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{BOLD}Found in {} words{BOLD:#}", self.words.load(Relaxed))?;
        for (what, count) in [
            ("attributions: who said what", &self.attributions),
            ("claims", &self.claims),
            ("figures", &self.figures),
            ("alerts", &self.alerts),
        ] {
            writeln!(out, "  {COUNT}{:>8}{COUNT:#}  {what}", count.load(Relaxed))?;
        }
        Ok(())
    }
}

/// Everything that the table tells.
pub(super) struct Found<'a> {
    pub(super) totals: &'a Totals,
    pub(super) summary: &'a Summary,
    pub(super) seconds: f64,
    pub(super) folders: &'a Folders,
}

impl Found<'_> {
    /// Prints it.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { totals, summary, .. } = self;
        if summary.done + summary.parked == 0 && summary.returned == 0 {
            let (input, output) = (self.folders.input.display(), self.folders.output.display());
            writeln!(out, "Nothing new in {input}: everything was read before. Remove {output} to begin anew.")?;
            return out.flush();
        }
        let rate = (summary.done + summary.parked) as f64 / self.seconds.max(0.001);
        writeln!(out, "{BOLD}Articles{BOLD:#}")?;
        let analysed = totals.articles.load(Relaxed).saturating_sub(totals.skipped.load(Relaxed));
        for (what, count) in [
            ("analysed", analysed),
            ("skipped (language, empty)", totals.skipped.load(Relaxed)),
            ("parked (unreadable)", summary.parked),
            ("given back (stopped early)", summary.returned),
        ] {
            if count > 0 || what == "analysed" {
                writeln!(out, "  {COUNT}{count:>8}{COUNT:#}  {what}")?;
            }
        }
        totals.print(out)?;
        writeln!(out, "{BOLD}Written{BOLD:#} in {:.1} s, {rate:.0} articles a second", self.seconds)?;
        for name in ["records.ndjson", "alerts.ndjson", "parked.ndjson"] {
            let path = self.folders.output.join(name);
            let bytes = std::fs::metadata(&path).map(|facts| facts.len()).unwrap_or_default();
            if bytes > 0 {
                writeln!(out, "  {bytes:>8}  bytes in {}", path.display())?;
            }
        }
        out.flush()
    }
}
