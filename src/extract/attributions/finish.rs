//! From candidates in tokens to attributions in bytes: quote type, stance, name, kind, parents, order.

use std::ops::Range;

use super::candidate::{Candidate, Construction};
use super::kind;
use super::lexicon::LEXICON;
use super::view::View;
use crate::extract::types::Attribution;
use crate::span::Span;
use crate::text::mentions::{self, Source};
use crate::vocabulary::{QuoteType, Stance};

/// Builds the attributions of the candidates that are to be reported.
pub(super) fn attributions(view: &View<'_, '_>, mut candidates: Vec<Candidate>) -> Vec<Attribution> {
    candidates.sort_by_key(|candidate| {
        (candidate.start(), std::cmp::Reverse(candidate.content.last().map_or(0, |piece| piece.end)), candidate.anchor)
    });
    let doc = view.doc;
    let contents: Vec<Vec<Span>> = candidates
        .iter()
        .map(|candidate| candidate.content.iter().map(|piece| doc.cover(piece.clone())).collect())
        .collect();
    let sources: Vec<Source> = candidates
        .iter()
        .zip(&contents)
        .map(|(candidate, content)| Source { tokens: candidate.source.clone(), content: content.clone() })
        .collect();
    let resolved = mentions::resolve_all(doc, &sources);
    let parents = parents(&candidates);
    candidates
        .iter()
        .zip(contents)
        .zip(resolved)
        .zip(parents)
        .map(|(((candidate, content), resolved), parent)| {
            let cue = candidate.cue.clone().map(|range| doc.cover(range));
            let cue_text = candidate
                .cue
                .clone()
                .map_or(String::new(), |range| range.map(|at| view.low(at)).collect::<Vec<_>>().join(" "));
            Attribution {
                source: candidate.source.clone().map(|range| doc.cover(range)),
                source_kind: kind::of(doc, candidate.source.clone().unwrap_or(0..0), &resolved, &cue_text),
                source_name: resolved.name,
                cue,
                quote: quote_type(view, candidate),
                content,
                stance: stance(candidate),
                parent,
                confidence: candidate.confidence,
            }
        })
        .collect()
}

/// The stance that the cue shows.
fn stance(candidate: &Candidate) -> Stance {
    if candidate.lemma.is_empty() {
        return Stance::Neutral;
    }
    LEXICON.stance(candidate.lemma)
}

/// How much of the content stands in quotation marks, counted in words. Inside an outer quotation only the inner marks count.
fn quote_type(view: &View<'_, '_>, candidate: &Candidate) -> QuoteType {
    let outer = view.inner_quotation(candidate.anchor).filter(|_| candidate.construction != Construction::Continued);
    let (mut quoted, mut words) = (0usize, 0usize);
    for at in candidate.content.iter().cloned().flatten() {
        if view.is_punct(at) {
            continue;
        }
        words += 1;
        let inside = view.inner_quotation(at).filter(|number| Some(*number) != outer);
        quoted += usize::from(inside.is_some());
    }
    if quoted == 0 {
        QuoteType::Indirect
    } else if quoted * 20 >= words * 19 {
        QuoteType::Direct
    } else {
        QuoteType::Mixed
    }
}

/// For each candidate the innermost other one whose content holds its cue (its content, where it has no cue). One sweep over the text.
fn parents(candidates: &[Candidate]) -> Vec<Option<usize>> {
    // Content pieces by start; a stack of those still open.
    let mut pieces: Vec<(Range<usize>, usize)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(index, candidate)| candidate.content.iter().cloned().map(move |piece| (piece, index)))
        .collect();
    pieces.sort_by_key(|(piece, index)| (piece.start, std::cmp::Reverse(piece.end), *index));
    let mut order: Vec<(usize, usize)> =
        candidates.iter().enumerate().map(|(index, candidate)| (place(candidate), index)).collect();
    order.sort_unstable();
    let mut out = vec![None; candidates.len()];
    let mut open: Vec<(Range<usize>, usize)> = Vec::new();
    let mut next = 0;
    for (at, index) in order {
        while let Some((piece, owner)) = pieces.get(next).filter(|(piece, _)| piece.start <= at) {
            open.retain(|(other, _)| other.end > piece.start);
            open.push((piece.clone(), *owner));
            next += 1;
        }
        open.retain(|(piece, _)| piece.end > at);
        let parent =
            open.iter().rev().find(|(piece, owner)| *owner != index && piece.contains(&at)).map(|(_, owner)| *owner);
        if let Some(slot) = out.get_mut(index) {
            *slot = parent;
        }
    }
    out
}

/// Where a candidate stands: its cue, or its source, or its content.
fn place(candidate: &Candidate) -> usize {
    if candidate.construction == Construction::Continued {
        return candidate.start();
    }
    candidate.cue.as_ref().or(candidate.source.as_ref()).map_or(candidate.start(), |range| range.start)
}
