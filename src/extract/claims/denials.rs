//! Denials of what somebody else reports ("denied a report that …", "rejected claims that …"). The words inside belong to that report, so
//! that the one who denies would be left without a claim: the whole content is one, over the report and what it says.
//!
//! Knows which attribution stands inside which; decides nothing about any attribute.

use std::ops::Range;

use super::act;
use super::clauses::{Grammar, Kind};
use super::draft::Draft;
use super::regions::LEAST_SURE;
use crate::extract::types::Attribution;

/// Adds one claim for each denied report, in place of the shreds that the report inside has left of the content.
pub(super) fn add(grammar: &Grammar<'_>, attributions: &[Attribution], drafts: &mut Vec<Draft>) {
    let mut denied: Vec<usize> = attributions
        .iter()
        .enumerate()
        .filter(|(inner, _)| !grammar.voices.is_verbal(*inner))
        .filter_map(|(_, inner)| inner.parent)
        .collect();
    denied.sort_unstable();
    denied.dedup();
    denied.retain(|outer| {
        attributions.get(*outer).is_some_and(|outer| {
            outer.confidence >= LEAST_SURE && act::of_cue(grammar, Some(outer)).denies && outer.content.len() == 1
        })
    });
    // Whoever denies in words of their own as well ("denied a report that …, saying …") has claims already.
    denied.retain(|outer| drafts.iter().all(|draft| draft.owner != Some(*outer) || draft.group.is_none()));
    drafts.retain(|draft| draft.owner.is_none_or(|owner| denied.binary_search(&owner).is_err()));
    for outer in denied {
        let Some(content) = attributions.get(outer).and_then(|outer| outer.content.first()) else { continue };
        let tokens: Range<usize> = grammar.document.tokens_in(*content);
        let Some(sentence) = grammar.document.sentence_of(tokens.start) else { continue };
        drafts.push(Draft {
            sentence,
            owner: Some(outer),
            kind: Kind::Main,
            runs: vec![tokens.clone()],
            start: tokens.start,
            end: tokens.end,
            group: None,
            condition: None,
        });
    }
}
