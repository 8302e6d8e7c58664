//! The network that tags and parses: what it reads from a word, what it looks at while it parses, and its arithmetic.
//!
//! A word becomes the sum of table rows (its own, its affixes', its shape's); a few convolutions over neighbours make it know its
//! context; a linear layer over that gives its tag; a transition parser (arc-hybrid, Kuhlmann et al. 2011) with a small feed-forward
//! scorer (Chen and Manning 2014, on convolved words as in Kiperwasser and Goldberg 2016) builds the tree. Inference is in integers
//! only, so every machine gives the same tree, whatever vectors it computes in. [`features`], [`transitions`] and [`view`] are shared with `training/`, so that what is
//! learnt and what is run cannot drift. Knows nothing of documents.

#![allow(clippy::inline_always, reason = "only what is inlined is compiled for the vectors of the processor at hand")]

pub mod features;
pub mod format;
pub mod headline;
pub mod transitions;
pub mod view;

mod encode;
mod kernel;
mod model;
mod parse;
mod vocabulary;

pub use model::{Linear, Model, ModelError};
pub use parse::Workspace;
pub use vocabulary::Vocabulary;

/// Width of a word vector.
pub const WIDTH: usize = 64;
/// A word with its neighbours, as a convolution sees it.
pub const WINDOW: usize = 3 * WIDTH;
/// Convolutions.
pub const LAYERS: usize = 4;
/// Units of the scorer of the parser.
pub const HIDDEN: usize = 128;
/// Binary places of weights.
pub const WEIGHT_BITS: u32 = 11;
/// Binary places of activations.
pub const VALUE_BITS: u32 = 8;
/// Largest activation, so that sums stay inside 32 bits.
pub const VALUE_LIMIT: i32 = 8191;
/// Weights of one output may add up to less than this, so that their sum over the largest activations stays inside 32 bits.
pub const SETTLED_LIMIT: i64 = i32::MAX as i64 / VALUE_LIMIT as i64 - 1_000;
