//! From words to vectors that know their context, and to tags.

use super::features::Features;
use super::kernel::{dot, settle};
use super::model::{Linear, Model};
use super::{HIDDEN, VALUE_LIMIT, WIDTH, WINDOW};
use crate::text::network::view::SLOTS;

/// A word's shares in the scorer, by slot.
pub(super) type Shares = [[i16; HIDDEN]; SLOTS];

impl Model {
    /// Word vectors after the last layer, with a row of nothing at both ends. `other` is a buffer.
    #[inline(always)]
    pub(super) fn encode(&self, words: &[Features], values: &mut Vec<[i16; WIDTH]>, other: &mut Vec<[i16; WIDTH]>) {
        values.clear();
        values.push([0; WIDTH]);
        values.extend(words.iter().map(|word| self.embed(word)));
        values.push([0; WIDTH]);
        for layer in &self.layers {
            other.clear();
            other.push([0; WIDTH]);
            let flat = values.as_flattened();
            for (at, centre) in values.iter().skip(1).take(words.len()).enumerate() {
                let window = flat.get(at * WIDTH..at * WIDTH + WINDOW).and_then(|window| window.try_into().ok());
                other.push(window.map_or(*centre, |window| convolve(layer, window, centre)));
            }
            other.push([0; WIDTH]);
            std::mem::swap(values, other);
        }
    }

    /// The sum of a word's rows.
    #[inline(always)]
    fn embed(&self, word: &Features) -> [i16; WIDTH] {
        let row = self.vocabulary.row(word.word).unwrap_or(self.words.len().saturating_sub(1));
        let mut affixes = [0_i16; WIDTH];
        for row in word.affixes {
            if let Some(row) = self.affixes.get(row as usize) {
                for (sum, value) in affixes.iter_mut().zip(row) {
                    *sum += i16::from(*value);
                }
            }
        }
        let mut out = [0; WIDTH];
        let own = self.words.get(row).unwrap_or(&[0; WIDTH]);
        for ((out, own), affix) in out.iter_mut().zip(own).zip(affixes) {
            let sum = i32::from(*own) * self.word_step + i32::from(affix) * self.affix_step;
            *out = (sum >> 8).clamp(-VALUE_LIMIT, VALUE_LIMIT) as i16;
        }
        out
    }

    /// Number of the best tag of every word.
    #[inline(always)]
    pub(super) fn tag(&self, values: &[[i16; WIDTH]], tags: &mut Vec<u8>) {
        tags.clear();
        let inner = values.get(1..values.len().saturating_sub(1)).unwrap_or_default();
        tags.extend(inner.iter().map(|value| self.tagger.best(value, 0..self.tagger.biases.len()) as u8));
    }

    /// Every word's shares in the scorer.
    #[inline(always)]
    pub(super) fn share(&self, values: &[[i16; WIDTH]], shares: &mut Vec<Shares>) {
        shares.clear();
        let inner = values.get(1..values.len().saturating_sub(1)).unwrap_or_default();
        for value in inner {
            let mut share = [[0; HIDDEN]; SLOTS];
            for (out, weights) in share.as_flattened_mut().iter_mut().zip(&self.shares.weights) {
                *out = settle(dot(value, weights));
            }
            shares.push(share);
        }
    }
}

/// One word of a convolution: its value plus what the layer finds in its window.
#[inline(always)]
fn convolve(layer: &Linear<WINDOW>, window: &[i16; WINDOW], centre: &[i16; WIDTH]) -> [i16; WIDTH] {
    let mut out = *centre;
    for ((out, weights), bias) in out.iter_mut().zip(&layer.weights).zip(&layer.biases) {
        let found = settle(dot(window, weights).wrapping_add(*bias)).max(0);
        *out = (i32::from(*out) + i32::from(found)).clamp(-VALUE_LIMIT, VALUE_LIMIT) as i16;
    }
    out
}

impl<const N: usize> Linear<N> {
    /// The output with the best score among some; the first of equals.
    #[inline(always)]
    pub(super) fn best(&self, x: &[i16; N], outputs: std::ops::Range<usize>) -> usize {
        let mut best = (i32::MIN, outputs.start);
        let weights = self.weights.get(outputs.clone()).unwrap_or_default();
        let biases = self.biases.get(outputs.clone()).unwrap_or_default();
        for (at, (weights, bias)) in weights.iter().zip(biases).enumerate() {
            let score = dot(x, weights).wrapping_add(*bias);
            if score > best.0 {
                best = (score, outputs.start + at);
            }
        }
        best.1
    }
}
