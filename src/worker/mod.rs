//! The worker: consume, extract, publish, confirm, settle.
//!
//! [`job`] is the pure part (one article in, messages out) and is built without the feature `worker`, too.

mod assemble;
pub mod job;
