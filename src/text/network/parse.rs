//! Greedy parsing: in every state the best allowed move.

use super::encode::Shares;
use super::features::Features;
use super::kernel::{add, dot};
use super::model::Model;
use super::transitions::{Item, Move, State};
use super::view::{BLANK, View, view};
use super::{HIDDEN, WIDTH};
use crate::text::tags::{Fine, Pos, Relation};

/// Buffers for one sentence, reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The words to analyse; filled by the caller.
    pub words: Vec<Features>,
    values: Vec<[i16; WIDTH]>,
    other: Vec<[i16; WIDTH]>,
    tags: Vec<u8>,
    shares: Vec<Shares>,
    state: State,
}

impl Workspace {
    /// What was found for a word: head (the number of words stands for the root), relation.
    pub fn item(&self, word: usize) -> Item {
        self.state.item(word as u32)
    }
}

/// The work that is compiled for every kind of vector. A type and not a closure: what calls a closure would not be inlined.
struct Analysis<'a> {
    model: &'a Model,
    work: &'a mut Workspace,
}

impl pulp::NullaryFnOnce for Analysis<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.model.analyse_here(self.work);
    }
}

impl Model {
    /// Tags and parses the words of the workspace, which are one sentence.
    pub fn analyse(&self, work: &mut Workspace) {
        pulp::Arch::new().dispatch(Analysis { model: self, work });
    }

    #[inline(always)]
    fn analyse_here(&self, work: &mut Workspace) {
        self.encode(&work.words, &mut work.values, &mut work.other);
        self.tag(&work.values, &mut work.tags);
        self.share(&work.values, &mut work.shares);
        work.state.reset(work.words.len());
        while !work.state.is_done() {
            let hidden = self.hidden(&work.shares, &view(&work.state));
            let action = self.best_move(&hidden, &work.state);
            let relation = self.best_relation(&hidden, action, &work.state);
            work.state.make(action, relation);
        }
    }

    /// The tag that [`Self::analyse`] gave a word.
    pub fn tag_of(&self, work: &Workspace, word: usize) -> (Pos, Fine) {
        work.tags.get(word).and_then(|tag| self.tags.get(usize::from(*tag))).copied().unwrap_or_default()
    }

    /// Units of the scorer in a state.
    #[inline(always)]
    fn hidden(&self, shares: &[Shares], seen: &View) -> [i16; HIDDEN] {
        let mut sum = self.table.get(usize::from(BLANK)).copied().unwrap_or([0; HIDDEN]);
        for (slot, item) in seen.slots.into_iter().enumerate() {
            if let Some(share) = shares.get(item as usize).and_then(|share| share.get(slot)) {
                add(&mut sum, share);
            }
        }
        for row in seen.rows() {
            if let Some(row) = self.table.get(usize::from(row)) {
                add(&mut sum, row);
            }
        }
        sum.map(|unit| unit.max(0))
    }

    #[inline(always)]
    fn best_move(&self, hidden: &[i16; HIDDEN], state: &State) -> Move {
        let mut best = (i32::MIN, None);
        for ((action, weights), bias) in Move::ALL.into_iter().zip(&self.moves.weights).zip(&self.moves.biases) {
            if state.allows(action) {
                let score = dot(hidden, weights).wrapping_add(*bias);
                if best.1.is_none() || score > best.0 {
                    best = (score, Some(action));
                }
            }
        }
        best.1.unwrap_or(Move::Shift)
    }

    /// The relation of the arc that a move makes: that of the root is given, no other arc has it.
    #[inline(always)]
    fn best_relation(&self, hidden: &[i16; HIDDEN], action: Move, state: &State) -> Relation {
        let count = Relation::ALL.len();
        let side = match action {
            Move::Shift => return Relation::Dep,
            Move::Left if state.front() == state.root() => return Relation::Root,
            Move::Left => 0,
            Move::Right => count,
        };
        Relation::of((self.relations.best(hidden, side..side + count) - side) as u8)
    }
}
