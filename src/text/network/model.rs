//! What a model holds, in the integers that inference uses.

use super::vocabulary::Vocabulary;
use super::{HIDDEN, WIDTH, WINDOW};
use crate::text::tags::{Fine, Pos};

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not unpack.
    #[error("the language model does not unpack")]
    Packed,
    /// Another kind or version of file.
    #[error("the language model has another format")]
    Format,
    /// A part is missing, too short or too long.
    #[error("the language model is cut or damaged")]
    Damaged,
}

/// A linear layer: one row of weights and one bias for each output.
#[derive(Debug, Clone, Default)]
pub struct Linear<const N: usize> {
    /// Weights with [`super::WEIGHT_BITS`] binary places.
    pub weights: Vec<[i16; N]>,
    /// Biases with the places of a product.
    pub biases: Vec<i32>,
}

/// A model.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Name and version, for the record.
    pub name: &'static str,
    /// Words that have a row.
    pub vocabulary: Vocabulary,
    /// Rows of words; the row after the last word is for all others.
    pub words: Vec<[i8; WIDTH]>,
    /// Value of one step of a word row, with 8 more binary places than an activation.
    pub word_step: i32,
    /// Rows of affixes and shapes.
    pub affixes: Vec<[i8; WIDTH]>,
    /// Value of one step of an affix row.
    pub affix_step: i32,
    /// Convolutions over a word and its neighbours.
    pub layers: Vec<Linear<WINDOW>>,
    /// What each output of `tagger` means.
    pub tags: Vec<(Pos, Fine)>,
    /// Tags of a word.
    pub tagger: Linear<WIDTH>,
    /// A word's share in the scorer, all slots after each other ([`super::HIDDEN`] outputs each).
    pub shares: Linear<WIDTH>,
    /// Rows of the scorer's view, as activations; the blank row is the bias.
    pub table: Vec<[i16; HIDDEN]>,
    /// Moves.
    pub moves: Linear<HIDDEN>,
    /// Relations of left arcs, then of right ones.
    pub relations: Linear<HIDDEN>,
}
