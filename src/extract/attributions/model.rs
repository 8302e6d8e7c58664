//! The linear model of attributions: hashed features, 8-bit weights, embedded in the binary. Trained by `training/`.

use std::sync::LazyLock;

use super::features::BITS;

/// Head of the model file; the scale follows as a little-endian `f32`, then one signed byte a weight.
pub(super) const MAGIC: &[u8; 8] = b"CWATTR01";

static BYTES: &[u8] = include_bytes!("../../../models/attribution.bin");

/// The embedded model; none where the file holds no model of this version (then the rules decide alone).
pub(super) static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(BYTES));

/// Weights.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    scale: f32,
    weights: &'static [u8],
}

impl Model {
    /// Reads a model file.
    pub(super) fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (scale, weights) = rest.split_first_chunk::<4>()?;
        (weights.len() == 1 << BITS).then(|| Self { scale: f32::from_le_bytes(*scale), weights })
    }

    /// The sum of the weights of some features, in log-odds.
    pub(super) fn sum(&self, features: &[u32]) -> f32 {
        let sum: i32 = features
            .iter()
            .map(|feature| self.weights.get(*feature as usize).map_or(0, |weight| i32::from(weight.cast_signed())))
            .sum();
        sum as f32 * self.scale
    }

    /// The same as a probability.
    pub(super) fn probability(&self, features: &[u32]) -> f32 {
        1.0 / (1.0 + (-self.sum(features)).exp())
    }
}
