//! Headlines made out of treebank sentences: short ones again, in title case or all in capitals, without their final stop.
//!
//! The treebanks hold few headlines; a tagger that has seen none takes every capital for a name.

use claimwire::text::{Pos, Relation};

use crate::conllu::Sentence;
use crate::rng::Rng;

/// Longest sentence that reads as a headline, in words.
const LONGEST: usize = 14;
/// Shortest.
const SHORTEST: usize = 4;

/// Headlines out of a share of the sentences that could be one. The order is that of the data.
pub fn make(data: &[Sentence], share: f32, rng: &mut Rng) -> Vec<Sentence> {
    let fits = |sentence: &&Sentence| {
        (SHORTEST..=LONGEST).contains(&sentence.words.len()) && sentence.words.iter().any(|word| word.pos == Pos::Verb)
    };
    let mut out = Vec::new();
    for sentence in data.iter().filter(fits) {
        if rng.unit() >= share {
            continue;
        }
        let shout = rng.unit() < 0.25;
        let mut headline = sentence.clone();
        drop_stop(&mut headline);
        for (at, word) in headline.words.iter_mut().enumerate() {
            let small = matches!(word.pos, Pos::Adp | Pos::Det | Pos::Cconj | Pos::Part) && at > 0;
            if shout {
                word.form = word.form.to_uppercase();
            } else if !small && word.form.starts_with(char::is_lowercase) && word.form.len() > 2 {
                let mut chars = word.form.chars();
                word.form = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
            }
        }
        out.push(headline);
    }
    out
}

/// Takes the final full stop away, which nothing hangs on.
fn drop_stop(sentence: &mut Sentence) {
    let last = sentence.words.len() as u32 - 1;
    let stop = sentence.words.last().is_some_and(|word| word.form == "." && word.relation == Relation::Punct);
    if stop && sentence.words.iter().all(|word| word.head != last) {
        sentence.words.pop();
        // The root's head is the number of words.
        for word in &mut sentence.words {
            if word.head == last + 1 {
                word.head = last;
            }
        }
    }
}
