//! A progress bar on standard error, where a terminal reads.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::transport::files::Progress;

/// The bar and the task that moves it.
pub(super) struct Bar {
    bar: ProgressBar,
    task: tokio::task::JoinHandle<()>,
}

impl Bar {
    /// Draws four times a second; nothing where no terminal reads.
    pub(super) fn start(progress: Arc<Progress>) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let target = if terminal { ProgressDrawTarget::stderr_with_hz(4) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let template = "{bar:30.cyan/dim} {binary_bytes} of {binary_total_bytes}, {msg}, {eta} to go";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let moved = bar.clone();
        let task = tokio::spawn(async move {
            loop {
                moved.set_length(progress.bytes.load(Relaxed));
                moved.set_position(progress.read.load(Relaxed));
                moved.set_message(format!("{} articles", progress.articles.load(Relaxed)));
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
        });
        Self { bar, task }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.task.abort();
        self.bar.finish_and_clear();
    }
}
