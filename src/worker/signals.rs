//! SIGTERM and SIGINT: the first asks for a drain, the second ends the worker at once.

use tokio::signal::unix::{SignalKind, signal};

use super::Stop;
use crate::telemetry::Event;
use crate::telemetry::events::StopAsked;

/// Listens for signals on the current runtime and asks `stop` at each.
///
/// # Errors
/// When the system does not let us listen.
pub fn listen(stop: &Stop) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = stop.clone();
    tokio::spawn(async move {
        loop {
            let name = tokio::select! {
                Some(()) = terminate.recv() => "SIGTERM",
                Some(()) = interrupt.recv() => "SIGINT",
                else => return,
            };
            StopAsked { signal: name }.emit();
            stop.ask();
        }
    });
    Ok(())
}
