//! Links every figure to the claim that holds it, and back.

use super::draft::Draft;
use super::regions::LONGEST;
use crate::extract::types::{Claim, Figure};
use crate::text::Document;

/// Sets `Figure.claim` and `Claim.figures`. The smallest claim that holds the figure in its own words wins; then one that repeats it in
/// its subject; then one whose condition holds it.
pub(super) fn link(figures: &mut [Figure], claims: &mut [Claim], drafts: &[Draft], document: &Document<'_>) {
    for (index, figure) in figures.iter_mut().enumerate() {
        let tokens = document.tokens_in(figure.span);
        // Drafts are in order of their start, and none is longer than a region: look at those around the figure only.
        let from = drafts.partition_point(|draft| draft.start + LONGEST < tokens.start);
        let near = |(_, draft): &(usize, &Draft)| draft.start < tokens.start + LONGEST;
        let here = drafts.iter().enumerate().skip(from).take_while(near);
        let best = here
            .filter_map(|(at, draft)| {
                let inside = draft.runs.iter().any(|run| run.contains(&tokens.start));
                let rank = if inside && draft.start <= tokens.start {
                    0
                } else if inside {
                    1
                } else if draft.condition.as_ref().is_some_and(|condition| condition.contains(&tokens.start)) {
                    2
                } else {
                    return None;
                };
                Some((rank, draft.end - draft.start, at))
            })
            .min();
        figure.claim = best.map(|(.., at)| at);
        if let Some(claim) = best.and_then(|(.., at)| claims.get_mut(at)) {
            claim.figures.push(index);
        }
    }
}
