//! Which deliveries of a channel may be acknowledged together: all up to the highest contiguous finished tag. Pure.

use std::collections::{BTreeMap, BTreeSet};

/// Which tags may be acknowledged, and how. `A` acknowledges one, `T` is a moment.
#[derive(Debug)]
pub(super) struct Ledger<A, T> {
    /// The lowest tag that is not known to be finished.
    next: u64,
    /// Finished and not yet acknowledged.
    finished: BTreeMap<u64, (T, A)>,
    /// Acknowledged alone, beyond `next`.
    alone: BTreeSet<u64>,
}

impl<A, T: Copy + Ord> Ledger<A, T> {
    /// For a channel whose first tag is 1.
    pub(super) fn new() -> Self {
        Self { next: 1, finished: BTreeMap::new(), alone: BTreeSet::new() }
    }

    /// A tag is finished.
    pub(super) fn finish(&mut self, tag: u64, now: T, acker: A) {
        self.finished.insert(tag, (now, acker));
        while self.finished.contains_key(&self.next) || self.alone.remove(&self.next) {
            self.next += 1;
        }
    }

    /// How many are finished and not acknowledged.
    pub(super) fn waiting(&self) -> usize {
        self.finished.len()
    }

    /// The highest finished tag below the first gap: all up to it may be acknowledged at once.
    pub(super) fn take_contiguous(&mut self) -> Option<A> {
        let beyond = self.finished.split_off(&self.next);
        let mut below = std::mem::replace(&mut self.finished, beyond);
        below.pop_last().map(|(_, (_, acker))| acker)
    }

    /// Finished tags beyond a gap that have waited since before `since`.
    pub(super) fn take_waiting(&mut self, since: T) -> Vec<A> {
        let tags: Vec<u64> =
            self.finished.iter().filter(|(_, (finished, _))| *finished <= since).map(|(tag, _)| *tag).collect();
        tags.into_iter()
            .filter_map(|tag| {
                self.alone.insert(tag);
                self.finished.remove(&tag).map(|(_, acker)| acker)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn acknowledges_up_to_the_first_gap() {
        let (mut ledger, now) = (Ledger::new(), Instant::now());
        for tag in [2, 3, 1, 5] {
            ledger.finish(tag, now, tag);
        }
        assert_eq!((ledger.take_contiguous(), ledger.take_contiguous()), (Some(3), None));
        ledger.finish(4, now, 4);
        assert_eq!(ledger.take_contiguous(), Some(5));
    }

    #[test]
    fn never_acknowledges_a_tag_twice_or_an_unfinished_one() {
        let (mut ledger, now) = (Ledger::new(), Instant::now());
        ledger.finish(2, now, 2);
        ledger.finish(4, now, 4);
        assert_eq!((ledger.take_contiguous(), ledger.take_waiting(now)), (None, vec![2, 4]));
        ledger.finish(1, now, 1);
        // Up to 1 only: 2 is acknowledged already, and naming it again would close the channel.
        assert_eq!(ledger.take_contiguous(), Some(1));
        ledger.finish(3, now, 3);
        assert_eq!((ledger.take_contiguous(), ledger.next), (Some(3), 5));
        ledger.finish(5, now, 5);
        assert_eq!(ledger.take_contiguous(), Some(5));
    }
}
