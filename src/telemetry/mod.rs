//! What the worker tells its operators: log lines, metrics, and the events that write both.
//!
//! Nothing here decides anything. Article text appears in logs at debug only, and never in metrics.

mod document;
pub mod events;
mod limit;
pub mod log;
pub mod metrics;
#[cfg(feature = "otlp")]
pub mod otlp;
mod recent;
pub mod span;
pub mod trace;

pub use document::document;
pub use events::Event;
pub use recent::{Parked, parked};

#[cfg(test)]
mod tests;
