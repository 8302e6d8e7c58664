//! Reports in the passive: "is said to be ill", "was reported", "is portrayed by", "were told that". The subject belongs to the content.

use std::ops::Range;

use super::candidate::{Candidate, Construction};
use super::chunk;
use super::complement;
use super::content;
use super::group::Group;
use super::lexicon::{Frames, Verb};
use super::view::View;
use crate::text::Pos;

/// Fills a candidate whose verb group is passive.
pub(super) fn find(
    view: &View<'_, '_>,
    mut base: Candidate,
    group: &Group,
    verb: &Verb,
    region: &Range<usize>,
) -> Option<Candidate> {
    if !verb.frames.any(Frames::PASSIVE) && !verb.frames.any(Frames::ADDRESSEE) && !verb.frames.any(Frames::OBJECT) {
        return None;
    }
    let after = group.cue.end;
    base.construction = Construction::Passive;
    let subject = chunk::subject_before(view, group.tokens.start, region.start);
    let hi = region.end;
    // "were told that …": the subject only listened.
    if verb.frames.any(Frames::ADDRESSEE)
        || subject.as_ref().is_some_and(|range| view.low(range.start) == "it" && range.len() == 1)
    {
        let mut at = after;
        if view.low(at) == "by" {
            let end = chunk::full_end(view, at + 1, hi);
            base.source = Some(at + 1..end).filter(|range| !range.is_empty());
            at = end.max(at + 1);
        }
        let frames = Frames::CLAUSE;
        let found = complement::find(view, at, region, frames, true).or_else(|| {
            (view.low(at) == "to" && view.pos(at + 1) == Pos::Verb).then_some(complement::Complement {
                start: at,
                construction: Construction::Passive,
                that: false,
            })
        })?;
        let end = content::end(view, found.start, region);
        base.manner.that = found.that;
        base.content = vec![found.start..end];
        return (end > found.start).then_some(base);
    }
    let subject = subject?;
    let low = view.low(after);
    let mut content = vec![subject];
    match low {
        "by" => {
            let end = chunk::full_end(view, after + 1, hi);
            if end == after + 1 {
                return None;
            }
            base.source = Some(after + 1..chunk::base_end(view, after + 1, hi).max(end.min(hi)));
            if matches!(view.low(end), "as" | "of" | "for" | "to") {
                content.push(end..content::end(view, end, region));
            }
        }
        "to" | "as" | "of" | "for" | "at" | "on" | "over" | "in" => {
            let end = content::end(view, after, region);
            if end > after {
                content.push(after..end);
            }
        }
        _ if view.opens(after).is_some() => {
            content.push(after..content::end(view, after, region));
        }
        _ => {}
    }
    base.content = content;
    Some(base)
}
