//! claimwire reads news articles and says who said what, what is asserted, and how many.
//!
//! # Flow: one struct per arrow
//! ```text
//! transport::Delivery ─ article::Article ─ text::Document ─ extract::Extraction ─ record::Record ─ Vec<alert::Alert>
//!    │ (bytes, headers)   (decoded, checked)  (sentences, tags,   (spans and enums    (wire)            │
//!    │                                         parse, mentions)    only, no strings)                    │
//!    └ Receipt ───────── worker::Outcome: done | retry | park ──────────── confirmed publishes ─────────┘
//! ```
//! A delivery is settled only after every publish that it caused is confirmed.
//!
//! # Layout
//! - [`span`], [`block`], [`lines`], [`vocabulary`]: leaves that everybody may use: a byte range; block structure; lines of a stream; the
//!   closed lists of the contract
//! - [`article`]: what we accept, decoded and checked
//! - [`text`]: the document: paragraphs, sentences, tokens, tags, parse, quotations, names
//! - [`extract`]: figures, attributions, claims; pure, total, deterministic
//! - [`record`]: the wire types, ids and the JSON Schema: the public contract
//! - [`alert`]: rules over records
//! - [`worker`]: `worker::job` (one article, pure) joins the layers above; the loop, retries, pool and drain need the feature
//! - `transport`: the trait, `amqp` (the only place that names lapin), `files`, `script` (feature `worker`)
//! - `config`, `telemetry`, `admin`, `cli`: the shell (feature `worker`)
//!
//! # Layering (guarded by `tests/house.rs`)
//! `text` and `extract` know no I/O, no tokio, no serde, no clock. `record` and `extract` do not know each other: `worker::job` joins
//! them. `cargo check --lib --no-default-features` builds the pure half, and CI proves that tokio is not in that tree.

#[cfg(feature = "worker")]
pub mod admin;
pub mod alert;
pub mod article;
pub mod block;
#[cfg(feature = "worker")]
pub mod cli;
#[cfg(feature = "worker")]
pub mod config;
pub mod extract;
pub mod lines;
pub mod record;
pub mod span;
#[cfg(feature = "worker")]
pub mod telemetry;
pub mod text;
#[cfg(feature = "worker")]
pub mod transport;
pub mod vocabulary;
pub mod worker;
