//! What the worker tells its operators: log lines, metrics, and the events that write both.
//!
//! Nothing here decides anything. Article text appears in logs at debug only, and never in metrics.

pub mod log;
