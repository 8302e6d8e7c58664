//! Fixed words behind a verb that belong to its cue: particles ("point out") and prepositions ("warn of").

use super::lexicon::{self, Verb};
use super::view::View;

/// Which fixed words made the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    None,
    Particle,
    Preposition,
}

/// Fixed words behind the verb at `at` that belong to the cue; the longest match wins. Gives the end of the cue and the phrase as listed.
pub(super) fn end(view: &View<'_, '_>, at: usize, verb: &Verb, hi: usize) -> (usize, Phrase, &'static str) {
    let fits = |phrase: &&lexicon::Phrase| {
        phrase
            .rest
            .iter()
            .enumerate()
            .all(|(offset, word)| at + 1 + offset < hi && view.low(at + 1 + offset).eq_ignore_ascii_case(word))
            // "said no" is a phrase, "said no decision had been made" is none.
            && !(phrase.rest.last() == Some(&"no") && view.is_modifier_of_noun(at + phrase.rest.len()))
    };
    let particle = verb.phrases.iter().find(fits);
    // "insisted on Sunday" is a date, not a phrase.
    let preposition = verb.prepositions.iter().find(fits).filter(|phrase| !view.is_time(at + 1 + phrase.rest.len()));
    match (particle, preposition) {
        (Some(a), b) if b.is_none_or(|b| a.rest.len() >= b.rest.len()) => {
            (at + 1 + a.rest.len(), Phrase::Particle, a.whole)
        }
        (_, Some(b)) => (at + 1 + b.rest.len(), Phrase::Preposition, b.whole),
        _ => (at + 1, Phrase::None, verb.lemma),
    }
}

/// "warned on Tuesday of floods": the token behind a one-word preposition of the verb that a date keeps from it. The cue is the verb alone.
pub(super) fn after_date(view: &View<'_, '_>, at: usize, verb: &Verb, hi: usize) -> Option<(usize, &'static str)> {
    let next = view.skip_dates(at + 1, hi);
    if next == at + 1 {
        return None;
    }
    let fits = |phrase: &&lexicon::Phrase| phrase.rest.first() == Some(&view.low(next)) && phrase.rest.len() == 1;
    verb.prepositions.iter().find(fits).map(|phrase| (next + 1, phrase.whole))
}
