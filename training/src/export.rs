//! From floating point to the integers that inference uses.

use anyhow::{Result, ensure};
use claimwire::text::Relation;
use claimwire::text::network::{HIDDEN, Linear, Model, SETTLED_LIMIT, VALUE_BITS, Vocabulary, WEIGHT_BITS, WIDTH};

use crate::net::Net;
use crate::param::Param;

/// Builds the model that ships.
pub fn export(net: &Net, name: &str) -> Result<Model> {
    let mut keys: Vec<u32> = net.own_keys.keys().copied().collect();
    keys.sort_unstable();
    let mut words: Vec<f32> = Vec::with_capacity((keys.len() + 1) * WIDTH);
    for key in &keys {
        words.extend(net.own.row(net.own_keys.get(key).copied().unwrap_or(0)));
    }
    words.extend(net.own.row(0));
    let (words, word_step) = steps(&words);
    // Rows that no word of the data touched hold their random beginnings; nothing is better.
    let mut affixes = net.affix.value.clone();
    for (row, values) in affixes.chunks_exact_mut(WIDTH).enumerate() {
        if !net.affix.was_touched(row) {
            values.fill(0.0);
        }
    }
    let (affixes, affix_step) = steps(&affixes);
    let mut relations = linear::<HIDDEN>(&net.relations.0, Some(&net.relations.1))?;
    for side in [0, Relation::ALL.len()] {
        relations.biases[side + Relation::Root as usize] = i32::MIN / 2;
    }
    let mut shares = Linear::default();
    for slot in &net.slots {
        shares.weights.extend(linear::<WIDTH>(slot, None)?.weights);
    }
    shares.biases = vec![0; shares.weights.len()];
    Ok(Model {
        name: name.to_owned().leak(),
        vocabulary: Vocabulary::new(keys),
        words,
        word_step,
        affixes,
        affix_step,
        layers: net.layers.iter().map(|(weights, bias)| linear(weights, Some(bias))).collect::<Result<_>>()?,
        tags: net.tags.clone(),
        tagger: linear(&net.tag.0, Some(&net.tag.1))?,
        shares,
        table: net
            .table
            .value
            .as_chunks::<HIDDEN>()
            .0
            .iter()
            .map(|row| row.map(|value| (value * (1_u32 << VALUE_BITS) as f32).round() as i16))
            .collect(),
        moves: linear(&net.moves.0, Some(&net.moves.1))?,
        relations,
    })
}

/// Rows in steps of one size, so that the largest value takes 127 of them; the size has 8 more binary places than an activation.
fn steps(values: &[f32]) -> (Vec<[i8; WIDTH]>, i32) {
    let top = values.iter().fold(0.0_f32, |top, value| top.max(value.abs()));
    let step = (top / 127.0 * (1_u32 << (VALUE_BITS + 8)) as f32).ceil().max(1.0);
    let scale = (1_u32 << (VALUE_BITS + 8)) as f32 / step;
    let rows = values.as_chunks::<WIDTH>().0.iter().map(|row| row.map(|value| (value * scale).round() as i8)).collect();
    (rows, step as i32)
}

/// Weights turned to one row an output.
fn linear<const N: usize>(weights: &Param, bias: Option<&Param>) -> Result<Linear<N>> {
    let scale = (1_u32 << WEIGHT_BITS) as f32;
    let outputs = weights.width;
    let mut out = Linear { weights: vec![[0; N]; outputs], biases: vec![0; outputs] };
    for (input, row) in weights.value.chunks_exact(outputs).enumerate() {
        for (output, value) in row.iter().enumerate() {
            let step = (value * scale).round();
            ensure!(step.abs() < 32_000.0, "a weight of {value} does not fit");
            out.weights[output][input] = step as i16;
        }
    }
    for row in &out.weights {
        let sum: i64 = row.iter().map(|weight| i64::from(*weight).abs()).sum();
        ensure!(sum < SETTLED_LIMIT, "weights of one output add up to {sum}: sums could leave 32 bits");
    }
    if let Some(bias) = bias {
        for (out, value) in out.biases.iter_mut().zip(&bias.value) {
            *out = (value * scale * (1_u32 << VALUE_BITS) as f32).round() as i32;
        }
    }
    Ok(out)
}
