//! Where a content ends, judged by the linear model: every comma, dash and connective behind the cue is a possible end.

use std::ops::Range;

use super::candidate::{Candidate, Construction};
use super::content;
use super::features;
use super::model::Model;
use super::view::View;

/// Most ends that are judged for one content.
const MOST: usize = 24;

/// Moves the end of the content's last piece to the first place where the model ends it.
pub(super) fn adjust(view: &View<'_, '_>, model: &Model, candidate: &mut Candidate) {
    let Some((piece, hi)) = open_piece(view, candidate) else { return };
    let mut end = content::trim_end(view, piece.start, reach(view, piece.start, hi));
    for at in cuts(view, piece.start, hi) {
        let features = features::of_cut(view, candidate, piece.start, at, is_rule(view, &piece, at), hi);
        if model.sum(&features) > 0.0 {
            end = content::trim_end(view, piece.start, at);
            break;
        }
    }
    if end > piece.start
        && let Some(last) = candidate.content.last_mut()
    {
        last.end = end;
    }
}

/// The piece whose end is in question (the last one, if it stands behind the cue) and how far it could reach.
pub(super) fn open_piece(view: &View<'_, '_>, candidate: &Candidate) -> Option<(Range<usize>, usize)> {
    let piece = candidate.content.last()?.clone();
    let fits = matches!(
        candidate.construction,
        Construction::Clause
            | Construction::Quotation
            | Construction::Object
            | Construction::Infinitive
            | Construction::Preposition
            | Construction::Nominal
            | Construction::Passive
            | Construction::According
            | Construction::ClauseBefore
    );
    let region = view.region(candidate.anchor);
    let hi = region.end.min(candidate.limit);
    (fits && piece.start > candidate.anchor && piece.start < hi).then_some((piece, hi))
}

/// Where the content would end by the sentence alone: quotations that begin inside run to their end.
fn reach(view: &View<'_, '_>, start: usize, hi: usize) -> usize {
    let mut at = start;
    while at < hi {
        at = view.opens(at).map_or(at + 1, |quotation| quotation.end.max(at + 1));
    }
    at
}

/// Whether the rules ended the piece here.
pub(super) fn is_rule(view: &View<'_, '_>, piece: &Range<usize>, at: usize) -> bool {
    content::trim_end(view, piece.start, at) == piece.end
}

/// Places where a content that begins at `start` could end, outside of quotations inside it.
pub(super) fn cuts(view: &View<'_, '_>, start: usize, hi: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = start;
    while at < hi && out.len() < MOST {
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            if at < hi && at > start {
                out.push(at);
                at += 1;
            }
            continue;
        }
        let mark = matches!(view.form(at), "," | ";" | ":" | "(" | ")") || view.is_dash(at);
        let connective = matches!(
            view.low(at),
            "and"
                | "but"
                | "as"
                | "while"
                | "after"
                | "before"
                | "when"
                | "because"
                | "according"
                | "although"
                | "though"
                | "since"
                | "with"
                | "in"
                | "on"
                | "at"
                | "during"
                | "for"
                | "by"
                | "if"
                | "to"
                | "that"
                | "which"
                | "who"
                | "last"
                | "this"
        ) || view.is_time(at);
        let behind_mark = at > start && (matches!(view.form(at - 1), "," | ";" | ":" | "(") || view.is_dash(at - 1));
        if at > start && (mark || (connective && !behind_mark)) {
            out.push(at);
        }
        at += 1;
    }
    out
}
