//! Which noun phrase is the source: the rules and the tree each propose, the linear model chooses.

use std::ops::Range;

use super::candidate::Candidate;
use super::features;
use super::model::Model;
use super::view::View;

/// Adds a possible source, unless it is known already.
pub(super) fn propose(candidate: &mut Candidate, source: Option<Range<usize>>) {
    if let Some(source) = source.filter(|range| !range.is_empty())
        && !candidate.sources.contains(&source)
        && candidate.sources.len() < 6
    {
        candidate.sources.push(source);
    }
}

/// Takes the source that the model likes best; the first one where none is clearly better.
pub(super) fn choose(view: &View<'_, '_>, model: &Model, candidate: &mut Candidate) {
    if candidate.sources.len() < 2 {
        return;
    }
    let mut best: Option<(f32, Range<usize>)> = None;
    for (rank, source) in candidate.sources.iter().enumerate() {
        let sum = model.sum(&features::of_source(view, candidate, rank));
        if best.as_ref().is_none_or(|(top, _)| sum > *top) {
            best = Some((sum, source.clone()));
        }
    }
    if let Some((_, source)) = best {
        candidate.source = Some(source);
    }
}
