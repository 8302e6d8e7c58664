//! What the scorer looks at in a state of the parser: a few words, and table rows for what was built and how far things lie.
//! Shared with training.

use super::transitions::{NONE, State};
use crate::text::tags::Relation;

/// Words that the scorer sees: the top three of the stack, the front of the buffer, the leftmost children of the top and the front
/// (often the preposition or conjunction that tells what a phrase is for).
pub const SLOTS: usize = 6;

/// Most table rows that the scorer sees.
pub const ROWS: usize = 32;

const RELATIONS: usize = Relation::ALL.len();
const BINS: usize = 9;
const COUNTS: usize = 4;
/// Outermost children that are looked at: both of two items of the stack, the left one of the front.
const CHILDREN: usize = 5;
/// Items whose children are looked at as a set.
const PARENTS: usize = 3;
/// Most relations of one set that are looked at.
const SET: usize = 5;

const ABSENT: usize = 0;
const RELATED: usize = ABSENT + SLOTS;
const SETS: usize = RELATED + CHILDREN * (RELATIONS + 1);
const DISTANCES: usize = SETS + PARENTS * RELATIONS;
const VALENCIES: usize = DISTANCES + 2 * (BINS + 1);
/// Rows of the table.
pub const TABLE: usize = VALENCIES + PARENTS * COUNTS * COUNTS + 1;
/// The last row: seen in every state, so it is the bias; also stands for what is not there.
pub const BLANK: u16 = (TABLE - 1) as u16;

/// What is seen in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Words by slot, or [`NONE`] (an empty place or the root: then a row stands for it).
    pub slots: [u32; SLOTS],
    rows: [u16; ROWS],
    len: usize,
}

impl View {
    /// Rows of the table, the bias left out.
    pub fn rows(&self) -> impl Iterator<Item = u16> + '_ {
        self.rows.iter().take(self.len).copied()
    }

    fn add(&mut self, row: usize) {
        if let Some(slot) = self.rows.get_mut(self.len) {
            *slot = row as u16;
            self.len += 1;
        }
    }
}

/// Looks at a state.
pub fn view(state: &State) -> View {
    let (s0, s1, s2, b0) = (state.stack(0), state.stack(1), state.stack(2), state.front());
    let root = state.root();
    let parents = [s0, s1, b0].map(|item| state.item(item));
    let [first, second, front] = &parents;
    let slots = [s0, s1, s2, b0, first.children[0], front.children[0]];
    let mut view = View { slots, rows: [BLANK; ROWS], len: 0 };
    for at in 0..SLOTS {
        if let Some(slot) = view.slots.get_mut(at).filter(|slot| **slot >= root) {
            *slot = NONE;
            view.add(ABSENT + at);
        }
    }
    let outermost = [first.children[0], first.children[1], second.children[0], second.children[1], front.children[0]];
    for (at, child) in outermost.into_iter().enumerate() {
        let relation = if child == NONE { RELATIONS } else { state.item(child).relation as usize };
        view.add(RELATED + at * (RELATIONS + 1) + relation);
    }
    for (at, parent) in parents.iter().enumerate() {
        let count = |side: u8| usize::from(side).min(COUNTS - 1);
        view.add(VALENCIES + at * COUNTS * COUNTS + count(parent.valency[0]) * COUNTS + count(parent.valency[1]));
        let mut set = parent.relations;
        for _ in 0..SET {
            if set != 0 {
                view.add(SETS + at * RELATIONS + set.trailing_zeros() as usize);
                set &= set - 1;
            }
        }
    }
    view.add(DISTANCES + distance(s0, b0));
    view.add(DISTANCES + BINS + 1 + distance(s1, s0));
    view
}

/// Bin of a distance in words: 1 to 4, 5 to 7, 8 to 12, 13 to 20, more; the last bin for what is not there.
fn distance(left: u32, right: u32) -> usize {
    if left == NONE || right == NONE {
        return BINS;
    }
    match right.saturating_sub(left) {
        short @ 0..=4 => short as usize,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::network::transitions::Move;

    #[test]
    fn rows_stay_inside_the_table() {
        let mut state = State::default();
        state.reset(60);
        for step in 0..60 {
            let seen = view(&state);
            assert!(seen.rows().all(|row| usize::from(row) < TABLE));
            assert!(seen.slots.iter().all(|slot| *slot == NONE || *slot < 60));
            state.make(if step % 3 == 2 { Move::Left } else { Move::Shift }, Relation::Xcomp);
        }
    }
}
