//! The worker: consume, extract, publish, confirm, settle.
//!
//! [`job`] is the pure part (one article in, messages out) and is built without the feature `worker`, too. The rest joins a
//! [`Transport`](crate::transport::Transport) to it: [`run`] is the loop, [`retry`] the policy, [`pool`] the threads.

mod assemble;
pub mod job;

#[cfg(feature = "worker")]
mod config;
#[cfg(feature = "worker")]
mod finished;
#[cfg(feature = "worker")]
mod handle;
#[cfg(feature = "worker")]
pub mod pool;
#[cfg(feature = "worker")]
pub mod retry;
#[cfg(feature = "worker")]
mod run;
#[cfg(feature = "worker")]
pub mod sandbox;
#[cfg(feature = "worker")]
pub mod signals;
#[cfg(feature = "worker")]
pub mod work;

#[cfg(feature = "worker")]
pub use config::{Drain, OverBudget, Work};
#[cfg(feature = "worker")]
pub use handle::Handler;
#[cfg(feature = "worker")]
pub use run::{Stop, Summary, run};
