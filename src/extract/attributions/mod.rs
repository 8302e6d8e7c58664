//! Attributions: who said what. Source, cue and content of every report of speech, writing, thought or showing.
//!
//! Owns the order of the work: [`view`] prepares the document, the rule files propose candidates ([`verbs`], [`passive`], [`according`],
//! [`nominal`], [`owner`], [`adverb`], [`verbless`]), [`score`] judges them, [`continued`] gives cue-less quotations to the speaker before, and
//! [`finish`] makes attributions of what is left. Names are resolved by `text::mentions`, kinds by [`kind`]. Definitions:
//! `docs/RECORD.md`. Every rule looks at a bounded stretch, so that the work is linear in the text.

#![allow(clippy::single_range_in_vec_init, reason = "a content is a list of ranges, often of one")]

mod according;
mod adverb;
mod before;
mod bounds;
mod candidate;
mod chunk;
mod complement;
mod content;
mod continued;
mod features;
mod finish;
mod group;
mod inflect;
pub mod kind;
#[doc(hidden)]
pub mod learn;
mod lexicon;
mod model;
mod nominal;
mod openers;
mod owner;
mod passive;
mod phrases;
mod retag;
mod score;
mod sharing;
mod sources;
mod subject;
mod tree;
mod usage;
mod verbless;
mod verbs;
mod view;

use super::types::Attribution;
use crate::text::Document;
use candidate::Candidate;
use model::{MODEL, Model};
use view::View;

/// Finds them all.
pub fn extract(document: &Document<'_>) -> Vec<Attribution> {
    extract_with(document, MODEL.as_ref(), score::THRESHOLD)
}

/// The same with a given model (none: rules alone) and a given least confidence.
fn extract_with(document: &Document<'_>, model: Option<&Model>, threshold: f32) -> Vec<Attribution> {
    let view = View::new(document);
    let mut candidates = propose(&view);
    score::judge(&view, model, threshold, &mut candidates);
    continued::add(&view, &mut candidates);
    finish::attributions(&view, candidates)
}

/// Everything that may be a report, in the order of the text.
fn propose(view: &View<'_, '_>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for at in 0..view.len() {
        let found = according::find(view, at)
            .or_else(|| verbs::find(view, at, &out))
            .or_else(|| owner::find(view, at))
            .or_else(|| nominal::find(view, at))
            .or_else(|| adverb::find(view, at));
        out.extend(found);
    }
    let repeated = verbless::repeated_labels(view);
    for paragraph in view.doc.paragraphs.iter().filter(|paragraph| !paragraph.furniture) {
        let first = view.doc.sentences.get(paragraph.sentences.start).map(|sentence| sentence.tokens.start);
        let last = paragraph
            .sentences
            .end
            .checked_sub(1)
            .and_then(|last| view.doc.sentences.get(last))
            .map(|sentence| sentence.tokens.end);
        if let (Some(first), Some(last)) = (first, last) {
            verbless::find(view, first..last, &repeated, &mut out);
        }
    }
    out.sort_by_key(|candidate| (candidate.anchor, candidate.start()));
    drop_covered(&mut out);
    drop_twins(&mut out);
    out
}

/// Drops a candidate whose word is part of another one's cue: "view" in "takes the view", "know" in "wants to know".
fn drop_covered(candidates: &mut Vec<Candidate>) {
    let cues: Vec<_> = candidates.iter().map(|candidate| (candidate.anchor, candidate.cue.clone())).collect();
    let mut index: usize = 0;
    candidates.retain(|candidate| {
        let here = index;
        index += 1;
        let near = cues.get(here.saturating_sub(6)..cues.len().min(here + 7)).unwrap_or_default();
        !near.iter().any(|(anchor, cue)| {
            *anchor != candidate.anchor
                && cue.as_ref().is_some_and(|cue| {
                    cue.contains(&candidate.anchor) && candidate.cue.as_ref().is_some_and(|own| own.len() < cue.len())
                })
        })
    });
}

/// Drops verbless candidates whose content a cue already claims.
fn drop_twins(candidates: &mut Vec<Candidate>) {
    let claimed: std::collections::HashSet<usize> = candidates
        .iter()
        .filter(|candidate| candidate.cue.is_some())
        .flat_map(|candidate| candidate.content.iter().map(|piece| piece.start))
        .collect();
    candidates.retain(|candidate| candidate.cue.is_some() || !claimed.contains(&candidate.start()));
}
