//! The network in floating point: the same shape as `claimwire::text::network`, with its gradients.

use std::collections::HashMap;

use claimwire::text::network::features::{self, AFFIX_ROWS, Features};
use claimwire::text::network::transitions::{Move, NONE, State};
use claimwire::text::network::view::{BLANK, SLOTS, TABLE, View, view};
use claimwire::text::network::{HIDDEN, LAYERS, WIDTH, WINDOW};
use claimwire::text::{Fine, Pos, Relation};

use crate::conllu::Sentence;
use crate::math::{axpy, backward, forward, softmax};
use crate::oracle::Gold;
use crate::param::Param;
use crate::rng::Rng;

/// Relations that an arc can have.
pub const RELATIONS: usize = Relation::ALL.len();

/// One word as the network reads it.
#[derive(Debug, Clone)]
pub struct Input {
    /// Rows.
    pub features: Features,
    /// Row of its own vector, 0 for an unknown word.
    pub own: usize,
    /// How often it stands in the training data.
    pub count: usize,
    /// Number of its tag.
    pub tag: usize,
}

/// A sentence ready to learn from.
#[derive(Debug)]
pub struct Example {
    /// Words.
    pub inputs: Vec<Input>,
    /// Tree.
    pub gold: Gold,
    /// Relations.
    pub relations: Vec<Relation>,
}

/// What varies from run to run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// First learning rate; falls to nothing in a line.
    pub rate: f32,
    /// Sentences a step.
    pub batch: usize,
    /// Share of word values dropped.
    pub drop_input: f32,
    /// Share of convolved values dropped.
    pub drop_context: f32,
    /// Quarters of scorer units dropped.
    pub drop_hidden: f32,
    /// How soon a rare word is read as unknown.
    pub drop_word: f32,
    /// Seed.
    pub seed: u64,
}

/// All that is learnt.
#[derive(Debug)]
pub struct Net {
    /// Keys of words with a vector of their own; row 0 is for all others.
    pub own_keys: HashMap<u32, usize>,
    counts: HashMap<u32, usize>,
    /// Tags.
    pub tags: Vec<(Pos, Fine)>,
    /// Own vectors.
    pub own: Param,
    /// Affix rows.
    pub affix: Param,
    /// Convolutions: weights, then biases.
    pub layers: Vec<(Param, Param)>,
    /// Tags.
    pub tag: (Param, Param),
    /// Scorer: words by slot.
    pub slots: Vec<Param>,
    /// Scorer: rows of the view; the blank row is the bias.
    pub table: Param,
    /// Moves.
    pub moves: (Param, Param),
    /// Relations of left arcs, then of right ones.
    pub relations: (Param, Param),
}

/// What one sentence's pass forward leaves.
#[derive(Debug, Default)]
pub struct Pass {
    /// Inputs of each layer and the last output, each with a row of nothing at both ends.
    pub values: Vec<Vec<f32>>,
    masks: Vec<Vec<f32>>,
    /// Scorer's share of every word by slot.
    pub shares: Vec<Vec<f32>>,
}

impl Net {
    /// A network for the words and tags of the data.
    pub fn new(data: &[Sentence], rng: &mut Rng) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        let mut order = Vec::new();
        let mut pairs: HashMap<(Pos, Fine), usize> = HashMap::new();
        for word in data.iter().flat_map(|sentence| &sentence.words) {
            let key = features::word_key(&word.lower);
            *counts.entry(key).or_insert_with(|| {
                order.push(key);
                0
            }) += 1;
            *pairs.entry((word.pos, word.fine)).or_default() += 1;
        }
        let own_keys: HashMap<u32, usize> =
            order.iter().filter(|key| counts[*key] >= 2).enumerate().map(|(at, key)| (*key, at + 1)).collect();
        let mut tags: Vec<(Pos, Fine)> =
            pairs.iter().filter(|(_, count)| **count >= 4).map(|(pair, _)| *pair).collect();
        tags.sort_unstable();
        let scale = |inputs: usize| (3.0 / inputs as f32).sqrt();
        Self {
            own: Param::new(own_keys.len() + 1, WIDTH, 0.1, true, rng),
            affix: Param::new(AFFIX_ROWS, WIDTH, 0.1, true, rng),
            layers: (0..LAYERS)
                .map(|_| (Param::new(WINDOW, WIDTH, scale(WINDOW), false, rng), Param::new(1, WIDTH, 0.0, false, rng)))
                .collect(),
            tag: (Param::new(WIDTH, tags.len(), scale(WIDTH), false, rng), Param::new(1, tags.len(), 0.0, false, rng)),
            slots: (0..SLOTS).map(|_| Param::new(WIDTH, HIDDEN, 0.5 * scale(WIDTH), false, rng)).collect(),
            table: Param::new(TABLE, HIDDEN, 0.1, true, rng),
            moves: (Param::new(HIDDEN, 3, scale(HIDDEN), false, rng), Param::new(1, 3, 0.0, false, rng)),
            relations: (
                Param::new(HIDDEN, 2 * RELATIONS, scale(HIDDEN), false, rng),
                Param::new(1, 2 * RELATIONS, 0.0, false, rng),
            ),
            own_keys,
            counts,
            tags,
        }
    }

    /// Every matrix.
    pub fn params(&mut self) -> Vec<&mut Param> {
        let mut all = vec![&mut self.own, &mut self.affix, &mut self.table];
        for pair in self.layers.iter_mut().chain([&mut self.tag, &mut self.moves, &mut self.relations]) {
            all.push(&mut pair.0);
            all.push(&mut pair.1);
        }
        all.extend(self.slots.iter_mut());
        all
    }

    /// Makes a sentence ready.
    pub fn example(&self, sentence: &Sentence) -> Example {
        let inputs = sentence
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let features = features::read(&word.form, &word.lower, at == 0);
                let pair = (word.pos, word.fine);
                // A rare pair counts as the first pair of its class.
                let same_class = || self.tags.iter().position(|tag| tag.0 == word.pos);
                let tag = self.tags.iter().position(|tag| *tag == pair).or_else(same_class).unwrap_or(0);
                Input {
                    own: self.own_keys.get(&features.word).copied().unwrap_or(0),
                    count: self.counts.get(&features.word).copied().unwrap_or(0),
                    features,
                    tag,
                }
            })
            .collect();
        Example {
            inputs,
            gold: Gold::new(sentence.words.iter().map(|word| word.head).collect()),
            relations: sentence.words.iter().map(|word| word.relation).collect(),
        }
    }

    /// Runs a sentence through the layers. `noise` drops values while learning.
    pub fn encode(&self, inputs: &[Input], mut noise: Option<(&Settings, &mut Rng)>) -> Pass {
        let len = inputs.len();
        let mask = |len: usize, context: bool, noise: &mut Option<(&Settings, &mut Rng)>| -> Vec<f32> {
            let Some((settings, rng)) = noise else { return Vec::new() };
            let share = if context { settings.drop_context } else { settings.drop_input };
            (0..len).map(|_| if rng.unit() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect()
        };
        let mut pass = Pass::default();
        let mut x = vec![0.0; (len + 2) * WIDTH];
        for (input, x) in inputs.iter().zip(x[WIDTH..].chunks_exact_mut(WIDTH)) {
            axpy(1.0, self.own.row(input.own), x);
            for row in input.features.affixes {
                axpy(1.0, self.affix.row(row as usize), x);
            }
        }
        let apply = |mask: &[f32], x: &mut [f32]| x.iter_mut().zip(mask).for_each(|(x, m)| *x *= m);
        let first = mask(len * WIDTH, false, &mut noise);
        apply(&first, &mut x[WIDTH..]);
        pass.masks.push(first);
        for (weights, bias) in &self.layers {
            let mut next = x.clone();
            let dropped = mask(len * WIDTH, true, &mut noise);
            for at in 0..len {
                let mut z = [0.0; WIDTH];
                z.copy_from_slice(&bias.value);
                forward(&x[at * WIDTH..at * WIDTH + WINDOW], &weights.value, &mut z);
                for (d, z) in z.iter().enumerate() {
                    let keep = dropped.get(at * WIDTH + d).copied().unwrap_or(1.0);
                    next[(at + 1) * WIDTH + d] += z.max(0.0) * keep;
                }
            }
            pass.values.push(std::mem::replace(&mut x, next));
            pass.masks.push(dropped);
        }
        pass.values.push(x);
        pass
    }

    /// Scores of the tags of one word.
    pub fn tag_scores(&self, pass: &Pass, at: usize) -> Vec<f32> {
        let mut scores = self.tag.1.value.clone();
        forward(last(pass, at), &self.tag.0.value, &mut scores);
        scores
    }

    /// Each word's share in the scorer, by slot.
    pub fn share(&self, pass: &mut Pass) {
        let len = pass.values[LAYERS].len() / WIDTH - 2;
        let mut shares = Vec::with_capacity(SLOTS);
        for slot in &self.slots {
            let mut share = vec![0.0; len * HIDDEN];
            for (at, out) in share.chunks_exact_mut(HIDDEN).enumerate() {
                forward(last(pass, at), &slot.value, out);
            }
            shares.push(share);
        }
        pass.shares = shares;
    }

    /// Units of the scorer in a state.
    pub fn hidden(&self, pass: &Pass, seen: &View) -> Vec<f32> {
        let mut z = self.table.row(BLANK as usize).to_vec();
        for (share, item) in pass.shares.iter().zip(seen.slots) {
            if item != NONE {
                axpy(1.0, &share[item as usize * HIDDEN..(item as usize + 1) * HIDDEN], &mut z);
            }
        }
        for row in seen.rows() {
            axpy(1.0, self.table.row(row as usize), &mut z);
        }
        z.iter_mut().for_each(|z| *z = z.max(0.0));
        z
    }

    /// Scores of the moves.
    pub fn move_scores(&self, hidden: &[f32]) -> Vec<f32> {
        let mut scores = self.moves.1.value.clone();
        forward(hidden, &self.moves.0.value, &mut scores);
        scores
    }

    /// Scores of the relations of both kinds of arc.
    pub fn relation_scores(&self, hidden: &[f32]) -> Vec<f32> {
        let mut scores = self.relations.1.value.clone();
        forward(hidden, &self.relations.0.value, &mut scores);
        scores
    }

    /// Tags and parses a sentence: tag numbers, and the state at the end.
    pub fn predict(&self, inputs: &[Input]) -> (Vec<usize>, State) {
        let mut pass = self.encode(inputs, None);
        let tags = (0..inputs.len()).map(|at| best(&self.tag_scores(&pass, at))).collect();
        self.share(&mut pass);
        let mut state = State::default();
        state.reset(inputs.len());
        while !state.is_done() {
            let hidden = self.hidden(&pass, &view(&state));
            let scores = self.move_scores(&hidden);
            let action = choose(&scores, |at| state.allows(Move::ALL[at]));
            let relation = best_relation(&self.relation_scores(&hidden), Move::ALL[action], &state);
            state.make(Move::ALL[action], relation);
        }
        (tags, state)
    }

    /// Learns from one sentence: adds its gradients. `explore` follows wrong moves most of the time. Returns the loss.
    pub fn learn(&mut self, example: &Example, settings: &Settings, explore: bool, rng: &mut Rng) -> f32 {
        let len = example.inputs.len();
        let mut inputs = example.inputs.clone();
        for input in &mut inputs {
            if input.own != 0 && rng.unit() < settings.drop_word / (settings.drop_word + input.count as f32) {
                input.own = 0;
            }
        }
        let mut pass = self.encode(&inputs, Some((settings, rng)));
        self.share(&mut pass);
        let mut loss = 0.0;
        let mut dlast = vec![0.0; (len + 2) * WIDTH];
        for (at, input) in inputs.iter().enumerate() {
            let mut scores = self.tag_scores(&pass, at);
            softmax(&mut scores);
            loss -= scores[input.tag].max(1e-9).ln();
            scores[input.tag] -= 1.0;
            let dx = &mut dlast[(at + 1) * WIDTH..(at + 2) * WIDTH];
            backward(last(&pass, at), &self.tag.0.value, &scores, Some(dx), &mut self.tag.0.grad);
            axpy(1.0, &scores, &mut self.tag.1.grad);
        }
        let mut dshares = vec![vec![0.0; len * HIDDEN]; SLOTS];
        let mut state = State::default();
        state.reset(len);
        while !state.is_done() {
            loss += self.learn_move(example, settings, explore, rng, &pass, &mut state, &mut dshares);
        }
        for (slot, dshare) in self.slots.iter_mut().zip(&dshares) {
            for (at, dshare) in dshare.chunks_exact(HIDDEN).enumerate() {
                let dx = &mut dlast[(at + 1) * WIDTH..(at + 2) * WIDTH];
                backward(last(&pass, at), &slot.value, dshare, Some(dx), &mut slot.grad);
            }
        }
        self.learn_layers(&inputs, &pass, dlast);
        loss
    }

    #[allow(clippy::too_many_arguments, reason = "one step of the loop above")]
    fn learn_move(
        &mut self,
        example: &Example,
        settings: &Settings,
        explore: bool,
        rng: &mut Rng,
        pass: &Pass,
        state: &mut State,
        dshares: &mut [Vec<f32>],
    ) -> f32 {
        let costs = example.gold.costs(state);
        let least = costs.iter().flatten().min().copied().unwrap_or(0);
        let seen = view(state);
        let mut hidden = self.hidden(pass, &seen);
        let keep = 1.0 / (1.0 - settings.drop_hidden);
        hidden.iter_mut().for_each(|h| *h *= if rng.unit() < settings.drop_hidden { 0.0 } else { keep });
        let scores = self.move_scores(&hidden);
        let guess = choose(&scores, |at| costs[at].is_some());
        // Loss: minus the log of the share of all cheapest moves.
        let mut shares: Vec<f32> = scores
            .iter()
            .zip(&costs)
            .map(|(score, cost)| if cost.is_some() { *score } else { f32::MIN / 4.0 })
            .collect();
        softmax(&mut shares);
        let right: f32 = shares.iter().zip(&costs).filter(|(_, cost)| **cost == Some(least)).map(|(p, _)| p).sum();
        let mut loss = -right.max(1e-9).ln();
        let dscores: Vec<f32> = shares
            .iter()
            .zip(&costs)
            .map(|(p, cost)| if *cost == Some(least) { p - p / right.max(1e-9) } else { *p })
            .collect();
        let mut dhidden = vec![0.0; HIDDEN];
        backward(&hidden, &self.moves.0.value, &dscores, Some(&mut dhidden), &mut self.moves.0.grad);
        axpy(1.0, &dscores, &mut self.moves.1.grad);

        let free = choose(&scores, |at| costs[at] == Some(least));
        let action = Move::ALL[if explore && rng.unit() < 0.9 { guess } else { free }];
        let mut relation = Relation::Dep;
        if action != Move::Shift {
            let child = state.stack(0);
            let head = if action == Move::Left { state.front() } else { state.stack(1) };
            let mut scores = self.relation_scores(&hidden);
            relation = best_relation(&scores, action, state);
            if example.gold.head(child) == head && head != state.root() {
                let side = if action == Move::Left { 0 } else { RELATIONS };
                let gold = example.relations[child as usize] as usize;
                let mut dscores = vec![0.0; 2 * RELATIONS];
                let scores = &mut scores[side..side + RELATIONS];
                softmax(scores);
                loss -= scores[gold].max(1e-9).ln();
                scores[gold] -= 1.0;
                dscores[side..side + RELATIONS].copy_from_slice(scores);
                backward(&hidden, &self.relations.0.value, &dscores, Some(&mut dhidden), &mut self.relations.0.grad);
                axpy(1.0, &dscores, &mut self.relations.1.grad);
            }
        }
        for (d, h) in dhidden.iter_mut().zip(&hidden) {
            *d = if *h > 0.0 { *d * keep } else { 0.0 };
        }
        for (dshare, item) in dshares.iter_mut().zip(seen.slots) {
            if item != NONE {
                axpy(1.0, &dhidden, &mut dshare[item as usize * HIDDEN..(item as usize + 1) * HIDDEN]);
            }
        }
        axpy(1.0, &dhidden, self.table.touch(BLANK as usize));
        for row in seen.rows() {
            axpy(1.0, &dhidden, self.table.touch(row as usize));
        }
        state.make(action, relation);
        loss
    }

    fn learn_layers(&mut self, inputs: &[Input], pass: &Pass, mut dout: Vec<f32>) {
        let len = inputs.len();
        for (layer, (weights, bias)) in self.layers.iter_mut().enumerate().rev() {
            let x = &pass.values[layer];
            let out = &pass.values[layer + 1];
            let mask = &pass.masks[layer + 1];
            let mut dx = dout.clone();
            for at in 0..len {
                let mut dz = [0.0; WIDTH];
                for (d, dz) in dz.iter_mut().enumerate() {
                    let here = (at + 1) * WIDTH + d;
                    // The unit was on exactly where it changed the value.
                    if out[here] > x[here] {
                        *dz = dout[here] * mask[at * WIDTH + d];
                    }
                }
                let window = at * WIDTH..at * WIDTH + WINDOW;
                backward(&x[window.clone()], &weights.value, &dz, Some(&mut dx[window]), &mut weights.grad);
                axpy(1.0, &dz, &mut bias.grad);
            }
            dx[..WIDTH].fill(0.0);
            dx[(len + 1) * WIDTH..].fill(0.0);
            dout = dx;
        }
        for (at, input) in inputs.iter().enumerate() {
            let dx: Vec<f32> = (0..WIDTH).map(|d| dout[(at + 1) * WIDTH + d] * pass.masks[0][at * WIDTH + d]).collect();
            axpy(1.0, &dx, self.own.touch(input.own));
            for row in input.features.affixes {
                axpy(1.0, &dx, self.affix.touch(row as usize));
            }
        }
    }
}

/// A word's vector after the last layer.
pub fn last(pass: &Pass, at: usize) -> &[f32] {
    &pass.values[LAYERS][(at + 1) * WIDTH..(at + 2) * WIDTH]
}

/// Index of the best score; the first of equals.
pub fn best(scores: &[f32]) -> usize {
    choose(scores, |_| true)
}

fn choose(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut top: Option<usize> = None;
    for at in (0..scores.len()).filter(|at| allowed(*at)) {
        if top.is_none_or(|top| scores[at] > scores[top]) {
            top = Some(at);
        }
    }
    top.unwrap_or(0)
}

/// The relation of an arc: that of the root is given, no other arc has it.
fn best_relation(scores: &[f32], action: Move, state: &State) -> Relation {
    if action == Move::Left && state.front() == state.root() {
        return Relation::Root;
    }
    let side = if action == Move::Left { 0 } else { RELATIONS };
    let scores = &scores[side..side + RELATIONS];
    let at = choose(scores, |at| at != Relation::Root as usize);
    Relation::of(at as u8)
}
