//! The vocabulary: from the key of a word to its row, by sorted keys and an index over their upper halves.

/// Sorted keys; a word's row is its place.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    keys: Vec<u32>,
    /// Where the keys with each upper half begin.
    starts: Vec<u32>,
}

impl Vocabulary {
    /// Takes keys in rising order.
    pub fn new(keys: Vec<u32>) -> Self {
        let mut starts = Vec::with_capacity(1 << 16);
        let mut at = 0;
        for half in 0..=u32::from(u16::MAX) {
            while keys.get(at).is_some_and(|key| key >> 16 < half) {
                at += 1;
            }
            starts.push(at as u32);
        }
        Self { keys, starts }
    }

    /// The keys.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The row of a key.
    #[inline]
    pub fn row(&self, key: u32) -> Option<usize> {
        let start = *self.starts.get((key >> 16) as usize)? as usize;
        let run = self.keys.get(start..)?.iter().take_while(|other| **other <= key);
        let before = run.clone().count();
        run.last().filter(|other| **other == key).map(|_| start + before - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_to_their_places() {
        let keys = vec![0, 7, 65_535, 65_536, 65_540, u32::MAX];
        let vocabulary = Vocabulary::new(keys.clone());
        for (at, key) in keys.iter().enumerate() {
            assert_eq!(vocabulary.row(*key), Some(at));
        }
        assert_eq!(vocabulary.row(8), None);
        assert_eq!(vocabulary.row(70_000), None);
    }
}
