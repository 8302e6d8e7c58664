//! The public contract: the enriched record as it goes over the wire, its ids and its JSON Schema.
//!
//! Owns field names, spellings and offsets (code points). Knows nothing of how anything was extracted: `worker::job` fills it.
//! Compatibility: within version 1, only additions.

mod fingerprint;
mod ids;
mod schema;
mod types;
pub mod words;

pub use fingerprint::{SIMILAR, fingerprint, fingerprint_distance};
pub use ids::{alert_id, dedupe_key, record_id, text_hash};
pub use schema::schema;
pub use types::{
    ArticleInfo, Attribution, Claim, Claimer, Comparison, Extractor, Figure, Piece, Publisher, Record, Status,
    ValueOnWire,
};

/// The schema name of a record, and its AMQP `type`.
pub const SCHEMA: &str = "claimwire/record/1";
