//! Integer arithmetic of the network. Sums wrap in theory and stay far inside 32 bits in practice: activations are bounded, and the
//! exporter bounds the weights.

use super::{VALUE_LIMIT, WEIGHT_BITS};

/// Sum of products.
#[inline(always)]
pub(super) fn dot<const N: usize>(x: &[i16; N], weights: &[i16; N]) -> i32 {
    x.iter().zip(weights).fold(0_i32, |sum, (x, weight)| sum.wrapping_add(i32::from(*x) * i32::from(*weight)))
}

/// A sum of products with its bias, as an activation.
#[inline(always)]
pub(super) fn settle(sum: i32) -> i16 {
    (sum >> WEIGHT_BITS).clamp(-VALUE_LIMIT, VALUE_LIMIT) as i16
}

/// `sum += row`, saturating.
#[inline(always)]
pub(super) fn add<const N: usize>(sum: &mut [i16; N], row: &[i16; N]) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum = sum.saturating_add(*value);
    }
}
