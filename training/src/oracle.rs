//! The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): how many gold arcs each move makes unreachable.

use claimwire::text::network::transitions::{Move, NONE, State};

/// The gold tree of a sentence.
#[derive(Debug)]
pub struct Gold {
    heads: Vec<u32>,
    children: Vec<Vec<u32>>,
}

impl Gold {
    /// Heads by word; the number of words stands for the root.
    pub fn new(heads: Vec<u32>) -> Self {
        let mut children = vec![Vec::new(); heads.len() + 1];
        for (child, head) in heads.iter().enumerate() {
            children[*head as usize].push(child as u32);
        }
        Self { heads, children }
    }

    /// The gold head of a word.
    pub fn head(&self, word: u32) -> u32 {
        self.heads.get(word as usize).copied().unwrap_or(NONE)
    }

    /// Costs of the moves in the order of [`Move::ALL`]; none for a move that is not allowed.
    pub fn costs(&self, state: &State) -> [Option<usize>; 3] {
        let (top, below, front) = (state.stack(0), state.stack(1), state.front());
        let waiting = |word: u32| self.children[word as usize].iter().filter(|child| **child >= front).count();
        Move::ALL.map(|action| {
            state.allows(action).then(|| match action {
                Move::Shift => {
                    let stack = state.whole_stack();
                    let head = self.head(front);
                    let head_lost = head < front && stack.split_last().is_some_and(|(_, rest)| rest.contains(&head));
                    let lost = self.children[front as usize].iter().filter(|child| stack.contains(child)).count();
                    usize::from(head_lost) + lost
                }
                Move::Left => {
                    let head = self.head(top);
                    let head_lost = head == below || (head > front && head != NONE);
                    usize::from(head_lost) + waiting(top)
                }
                Move::Right => {
                    let head = self.head(top);
                    usize::from(head >= front) + waiting(top)
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimwire::text::Relation;

    /// Following moves of cost 0 rebuilds a projective tree exactly.
    #[test]
    fn free_moves_rebuild_the_tree() {
        let heads = vec![1, 6, 3, 1, 5, 3];
        let gold = Gold::new(heads.clone());
        let mut state = State::default();
        state.reset(heads.len());
        while !state.is_done() {
            let costs = gold.costs(&state);
            let at = costs.iter().position(|cost| *cost == Some(0)).expect("a free move");
            state.make(Move::ALL[at], Relation::Dep);
        }
        let built: Vec<u32> = (0..heads.len() as u32).map(|word| state.item(word).head).collect();
        assert_eq!(built, heads);
    }
}
