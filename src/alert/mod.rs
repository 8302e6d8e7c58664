//! Alert rules over records: which statements an editor wants to hear of at once.
//!
//! A rule is a CEL condition (Common Expression Language, cel.dev) over one item of a record: an attribution, a claim or a figure.
//! Owns rule files, their evaluation and the wire form of an alert. Knows records only, never how they were made.

mod rules;
mod schema;
mod template;
mod wire;

pub use rules::{RuleError, RuleTest, Rules, SHIPPED};
pub use schema::schema;
pub use wire::{Alert, Matched, RuleInfo, Severity};

/// The schema name of an alert, and its AMQP `type`.
pub const SCHEMA: &str = "claimwire/alert/1";
