//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011): a stack, a buffer, three moves. Shared with training.
//!
//! The root is the last item of the buffer; only the last item of the stack may hang from it, so a tree has one root.

use crate::text::tags::Relation;

/// One move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Move {
    /// Pushes the front of the buffer.
    Shift,
    /// Hangs the top of the stack from the front of the buffer.
    Left,
    /// Hangs the top of the stack from the item below it.
    Right,
}

impl Move {
    /// All moves, in the order of the scorer's outputs.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// What is known of one item so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its head, or [`NONE`].
    pub head: u32,
    /// Relation to the head.
    pub relation: Relation,
    /// Leftmost and rightmost children so far, or [`NONE`].
    pub children: [u32; 2],
    /// Children on the left and on the right, counted to 255.
    pub valency: [u8; 2],
    /// Relations of its children so far, one bit each.
    pub relations: u64,
}

/// No item.
pub const NONE: u32 = u32::MAX;

const BARE: Item = Item { head: NONE, relation: Relation::Dep, children: [NONE; 2], valency: [0; 2], relations: 0 };

/// A sentence half parsed. Item `len` is the root.
#[derive(Debug, Default, Clone)]
pub struct State {
    items: Vec<Item>,
    stack: Vec<u32>,
    front: u32,
}

impl State {
    /// Begins a sentence of `len` words.
    pub fn reset(&mut self, len: usize) {
        self.items.clear();
        self.items.resize(len + 1, BARE);
        self.stack.clear();
        self.front = 0;
    }

    /// Index of the root.
    pub fn root(&self) -> u32 {
        self.items.len().saturating_sub(1) as u32
    }

    /// Front of the buffer.
    pub fn front(&self) -> u32 {
        self.front
    }

    /// The stack's item `below` the top (0 is the top), or [`NONE`].
    pub fn stack(&self, below: usize) -> u32 {
        self.stack.len().checked_sub(below + 1).and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    /// The whole stack, bottom first.
    pub fn whole_stack(&self) -> &[u32] {
        &self.stack
    }

    /// What is known of an item; a bare one for [`NONE`].
    pub fn item(&self, index: u32) -> Item {
        self.items.get(index as usize).copied().unwrap_or(BARE)
    }

    /// Whether a move is possible.
    pub fn allows(&self, action: Move) -> bool {
        match action {
            Move::Shift => self.front < self.root(),
            Move::Left => !self.stack.is_empty() && (self.front < self.root() || self.stack.len() == 1),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// Whether the tree is complete.
    pub fn is_done(&self) -> bool {
        self.stack.is_empty() && self.front == self.root()
    }

    /// Makes a move; `relation` labels the arc of a left or right one. A move that is not allowed does nothing.
    pub fn make(&mut self, action: Move, relation: Relation) {
        if !self.allows(action) {
            return;
        }
        let head = match action {
            Move::Shift => {
                self.stack.push(self.front);
                self.front += 1;
                return;
            }
            Move::Left => self.front,
            Move::Right => self.stack(1),
        };
        let Some(child) = self.stack.pop() else { return };
        if let Some(item) = self.items.get_mut(child as usize) {
            item.head = head;
            item.relation = relation;
        }
        let side = usize::from(child > head);
        if let Some(item) = self.items.get_mut(head as usize) {
            // Children come from the inside out on either side, so the newest is the outermost.
            if let (Some(outer), Some(count)) = (item.children.get_mut(side), item.valency.get_mut(side)) {
                *outer = child;
                *count = count.saturating_add(1);
            }
            item.relations |= 1 << relation as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_built_and_has_one_root() {
        let mut state = State::default();
        state.reset(3);
        for (action, relation) in [
            (Move::Shift, Relation::Dep),
            (Move::Left, Relation::Nsubj),
            (Move::Shift, Relation::Dep),
            (Move::Shift, Relation::Dep),
            (Move::Right, Relation::Obj),
            (Move::Left, Relation::Root),
        ] {
            assert!(state.allows(action));
            state.make(action, relation);
        }
        assert!(state.is_done());
        assert_eq!([0, 1, 2].map(|item| state.item(item).head), [1, 3, 1]);
        assert_eq!(state.item(1).children, [0, 2]);
    }

    #[test]
    fn some_move_is_always_allowed_until_done() {
        let mut state = State::default();
        state.reset(40);
        let mut seed = 7_u32;
        while !state.is_done() {
            let moves: Vec<Move> = Move::ALL.into_iter().filter(|action| state.allows(*action)).collect();
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.make(moves[(seed >> 16) as usize % moves.len()], Relation::Dep);
        }
        assert!((0..40).all(|item| state.item(item).head != NONE));
    }
}
