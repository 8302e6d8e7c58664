//! Memory of inputs that were finished lately, so that most redeliveries cost a bare acknowledgement.
//!
//! The key is message id and body: a corrected article under the same id is new work. Asked only when the source says "redelivered".

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::transport::{Confirmed, Content};

/// 128 bits of BLAKE3: enough that two inputs never share one.
type Key = [u8; 16];

/// Two generations: when the young one is full it becomes the old one and the old one is forgotten.
#[derive(Debug)]
#[allow(clippy::zero_sized_map_values, reason = "the value is the proof that the key's outputs are safe")]
pub(super) struct Finished {
    generations: Mutex<(HashMap<Key, Confirmed>, HashMap<Key, Confirmed>)>,
    size: usize,
}

impl Finished {
    /// Remembers at least `size / 2` and at most `size` inputs.
    pub(super) fn new(size: usize) -> Self {
        Self { generations: Mutex::default(), size }
    }

    pub(super) fn recall(&self, content: &Content) -> Option<Confirmed> {
        if !content.redelivered {
            return None;
        }
        let key = key(content);
        let generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.0.get(&key).or_else(|| generations.1.get(&key)).copied()
    }

    pub(super) fn remember(&self, content: &Content, confirmed: Confirmed) {
        let key = key(content);
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if generations.0.len() >= self.size / 2 {
            generations.1 = std::mem::take(&mut generations.0);
        }
        generations.0.insert(key, confirmed);
    }
}

fn key(content: &Content) -> Key {
    let mut hasher = blake3::Hasher::new();
    let id = content.message_id.as_deref().unwrap_or_default();
    hasher.update(&(id.len() as u64).to_be_bytes()).update(id.as_bytes());
    for label in [&content.content_type, &content.content_encoding] {
        let label = label.as_deref().unwrap_or_default();
        hasher.update(&(label.len() as u64).to_be_bytes()).update(label.as_bytes());
    }
    hasher.update(&content.body);
    let mut key = Key::default();
    hasher.finalize_xof().fill(&mut key);
    key
}
