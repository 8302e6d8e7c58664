//! Reports in the passive: "is said to be ill", "was reported", "is portrayed by", "were told that". The subject belongs to the content.

use std::ops::Range;

use super::candidate::{Candidate, Construction, Manner};
use super::chunk;
use super::complement;
use super::content;
use super::group::Group;
use super::lexicon::{Frames, Verb};
use super::subject;
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
    let subject = subject::before(view, group.tokens.start, region.start);
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
        // "The harbour was closed, it was reported."
        let impersonal = subject.as_ref().filter(|range| view.low(range.start) == "it").map(|range| range.start);
        let ended = at >= region.end || view.is_final(at) || matches!(view.form(at), "," | ";");
        if let Some(mark) = impersonal.and_then(|it| it.checked_sub(1)).filter(|mark| ended && view.form(*mark) == ",")
        {
            let start = content::skip_openers(view, content::clause_start(view, mark, region.start), mark);
            base.content = vec![start..content::trim_end(view, start, mark)];
            base.construction = Construction::ClauseBefore;
            return (mark > start + 1).then_some(base);
        }
        let found = complement::find(view, at, region, frames, true).or_else(|| {
            let to = at + usize::from(view.low(at) == "not");
            (view.low(to) == "to" && view.pos(to + 1) == Pos::Verb).then_some(complement::Complement {
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
    // "the man, identified by relatives as Berg, died": the participle behind its noun.
    let apposed = || {
        let comma = group.tokens.start.checked_sub(1).filter(|at| view.form(*at) == "," && *at > region.start)?;
        let head = comma.checked_sub(1).filter(|at| view.is_nominal(*at))?;
        (group.tokens.len() == 1 && matches!(view.low(group.cue.end), "by" | "as"))
            .then(|| chunk::base_start(view, head, region.start)..comma)
    };
    let subject = subject.or_else(apposed)?;
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

/// "Asked whether he would stand, he …": the question of somebody whom the text seldom names ("Asked by reporters why …").
pub(super) fn asked(view: &View<'_, '_>, at: usize, region: &Range<usize>) -> Option<Candidate> {
    let opens = at == region.start || matches!(view.form(at - 1), "," | "(") || view.closes(at - 1).is_some();
    let when = at > region.start && matches!(view.low(at - 1), "when" | "if");
    if view.low(at) != "asked" || !(opens || when) {
        return None;
    }
    let mut next = at + 1;
    let mut source = None;
    if view.low(next) == "by" {
        let end = chunk::base_end(view, next + 1, region.end);
        source = Some(next + 1..end).filter(|range| !range.is_empty());
        while end > next && next < region.end && !is_question(view.low(next)) && view.form(next) != "," {
            next += 1;
        }
    }
    next = view.skip_dates(next, region.end);
    if !is_question(view.low(next)) {
        return None;
    }
    let stop = (next..region.end).find(|i| view.form(*i) == ",").unwrap_or(region.end);
    let end = content::trim_end(view, next, stop);
    (end > next + 1).then(|| Candidate {
        anchor: at,
        cue: Some(at..at + 1),
        sources: source.clone().into_iter().collect(),
        source,
        content: vec![next..end],
        limit: stop,
        construction: Construction::Passive,
        lemma: "ask",
        weak: false,
        manner: Manner { passive: true, that: true, ..Manner::default() },
        confidence: 0.0,
    })
}

fn is_question(low: &str) -> bool {
    matches!(low, "whether" | "if" | "why" | "how" | "what" | "when" | "where" | "who" | "which")
}
