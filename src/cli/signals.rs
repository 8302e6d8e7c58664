//! SIGTERM and SIGINT: the first asks for a drain, the second for an end at once.

use crate::worker::Stop;

/// Passes signals on to the worker for as long as the program runs.
pub(super) fn ask_on_signal(stop: Stop) -> std::io::Result<()> {
    let mut signals = Signals::new()?;
    tokio::spawn(async move {
        loop {
            signals.next().await;
            stop.ask();
        }
    });
    Ok(())
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! { _ = self.terminate.recv() => {} _ = self.interrupt.recv() => {} }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
