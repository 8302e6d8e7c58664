//! Whose verb it is: the subject before the verb group, the one shared with an earlier report, the main one of the sentence; and which words
//! an earlier report has taken.

use std::ops::Range;

use super::candidate::{Candidate, Construction};
use super::group::{self, Group};
use super::subject;
use super::usage;
use super::view::{REACH, View};
use crate::text::Pos;

/// The comma that closes the relative clause in which a cue stands, when a finite verb follows it; without a comma, the verb that no clause inside needs.
pub(super) fn relative_end(view: &View<'_, '_>, group: &Group, region: &Range<usize>) -> Option<usize> {
    let before = group.tokens.start.checked_sub(1)?;
    if !matches!(view.low(before), "who" | "which") {
        return None;
    }
    let verbal = |at: usize| view.finite(at) == Some(true) || group::is_auxiliary(view, at);
    let heads = !(region.start..before).rev().take(40).any(verbal);
    // Clauses that still lack their verb: the content's own, and those that open inside it.
    let mut wanted = 1;
    let mut at = group.cue.end;
    while at < region.end {
        if heads {
            let reduced = view.is_subject_pronoun(at) && view.pos(at - 1) == Pos::Noun;
            if reduced
                || matches!(view.pos(at), Pos::Sconj | Pos::Cconj) && view.low(at) != "that"
                || matches!(view.low(at), "who" | "which" | "what")
            {
                wanted += 1;
            }
            if verbal(at) {
                if wanted == 0 {
                    return Some(at);
                }
                wanted -= 1;
                at = group::end(view, at, region.end) - 1;
            }
        }
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            continue;
        }
        if view.form(at) == "," && (view.finite(at + 1) == Some(true) || group::is_auxiliary(view, at + 1)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The first token of a content before the cue clause that begins at `clause`: behind an earlier report of the sentence that is complete
/// before it ("He denied it, and the fee was legal, he said"), but not behind one that is itself reported ("The state has declared an
/// emergency, the ministry said").
pub(super) fn floor(
    view: &View<'_, '_>,
    clause: usize,
    at: usize,
    region: &Range<usize>,
    earlier: &[Candidate],
) -> usize {
    let complete = |other: &&Candidate| !other.weak && other.content.iter().all(|piece| piece.end < clause.max(1));
    let found = earlier.iter().rev().take(6).take_while(|other| other.anchor >= region.start).find(complete);
    let Some(other) = found else { return region.start };
    let question = other.construction == Construction::Passive && other.lemma == "ask" && other.source.is_none();
    let reported = !question
        && matches!(
            other.construction,
            Construction::Clause
                | Construction::Object
                | Construction::Infinitive
                | Construction::Preposition
                | Construction::Passive
                | Construction::Nominal
        )
        && clause.checked_sub(1).is_some_and(|mark| view.form(mark) == ",")
        && !(region.start..clause).any(|i| i > other.anchor && view.form(i) == ";")
        && !matches!(view.low(clause), "and" | "but");
    // Behind "and", the clause before the cue begins at the conjunction of a second subject.
    if reported { region.start } else { floor_after(view, other, at) }
}

/// First token that an earlier report of the same sentence leaves free for a content before the cue.
fn floor_after(view: &View<'_, '_>, other: &Candidate, at: usize) -> usize {
    let end = other
        .content
        .iter()
        .chain(other.source.as_ref())
        .chain(other.cue.as_ref())
        .map(|range| range.end)
        .filter(|end| *end <= at)
        .max();
    let mut floor = end.unwrap_or(0);
    while floor < at
        && (view.is_punct(floor) && view.opens(floor).is_none()
            || matches!(
                view.low(floor),
                "and" | "but" | "while" | "on" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday"
            ))
    {
        floor += 1;
    }
    floor
}

/// The subject right before the verb group.
pub(super) fn subject(view: &View<'_, '_>, group: &Group, region: &Range<usize>) -> Option<Range<usize>> {
    if group.manner.infinitive || (group.manner.gerund) {
        return None;
    }
    let lo = region.start.max(group.tokens.start.saturating_sub(REACH));
    let found = subject::before(view, group.tokens.start, lo)?;
    Some(found).filter(|range| range.end > range.start)
}

/// The source of a verb without a subject of its own: that of the report before it in the sentence, or the subject of its clause.
pub(super) fn shared(
    view: &View<'_, '_>,
    group: &Group,
    region: &Range<usize>,
    earlier: &[Candidate],
) -> Option<Range<usize>> {
    let inner = view.inner_quotation(group.tokens.start);
    let reported = earlier
        .iter()
        .rev()
        .take(6)
        .take_while(|other| other.anchor >= region.start)
        .find(|other| {
            other.anchor < group.tokens.start
                && view.inner_quotation(other.anchor) == inner
                && other.source.is_some()
                && other.content.iter().all(|piece| !(piece.start < group.tokens.start && group.tokens.end < piece.end))
        })
        .and_then(|other| other.source.clone());
    if reported.is_some() {
        return reported;
    }
    main_subject(view, region, group.tokens.start)
}

/// Whose participle it is behind a comma: "The agency alleges that the alliance aims to freeze it, arguing that …" is the agency's, for the
/// alliance says nothing. None where two speak before it, or none.
pub(super) fn speaker(
    view: &View<'_, '_>,
    group: &Group,
    region: &Range<usize>,
    earlier: &[Candidate],
) -> Option<Range<usize>> {
    let comma = group.tokens.start.checked_sub(1).filter(|comma| view.form(*comma) == ",")?;
    let inner = view.inner_quotation(group.tokens.start);
    let mut speakers = earlier
        .iter()
        .rev()
        .take(6)
        .take_while(|other| other.anchor >= region.start)
        .filter(|other| {
            other.anchor < comma
                && view.inner_quotation(other.anchor) == inner
                && !other.weak
                && !usage::is_belief(other.lemma)
                && matches!(other.construction, Construction::Clause | Construction::Quotation)
        })
        .filter_map(|other| other.source.clone());
    let speaker = speakers.next()?;
    speakers.all(|other| other == speaker).then_some(speaker)
}

/// The subject of the first finite verb of a region, before `limit`.
pub(super) fn main_subject(view: &View<'_, '_>, region: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let mut at = region.start;
    while at < limit.min(region.start + 60) {
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            continue;
        }
        let verbal = group::is_auxiliary(view, at) || (view.pos(at) == Pos::Verb && !view.low(at).ends_with("ing"));
        if verbal
            && at > region.start
            && let Some(subject) = subject::before(view, at, region.start)
            && !matches!(view.low(subject.start), "who" | "which" | "that")
        {
            return Some(subject);
        }
        at += 1;
    }
    None
}

/// Who is quoted in "state television quoted the commander as saying that …".
pub(super) fn quoted(view: &View<'_, '_>, at: usize, region: &Range<usize>) -> Option<Range<usize>> {
    let link = at.checked_sub(1).filter(|link| view.low(*link) == "as")?;
    let quoting = |i: &usize| {
        matches!(
            view.low(*i),
            "quoted"
                | "quotes"
                | "quoting"
                | "quote"
                | "cited"
                | "cites"
                | "citing"
                | "cite"
                | "described"
                | "describes"
        )
    };
    let verb = (region.start..link).rev().take(30).find(quoting)?;
    let mut end = link;
    while end > verb + 1 && view.is_punct(end - 1) {
        end -= 1;
    }
    (end > verb + 1).then(|| verb + 1..end)
}
