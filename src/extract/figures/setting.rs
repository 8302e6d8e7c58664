//! When and where a figure held: the time phrase of its clause or sentence, and the place named after it.

use super::calendar::When;
use super::nouns;
use super::quantity::{Part, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::span::Span;
use crate::text::mentions::EntityKind;
use crate::text::{Pos, Relation};
use crate::vocabulary::{FigureKind, FigureRole};

/// How many neighbours on each side are looked at, so that a list of 50,000 numbers stays linear.
const NEIGHBOURS: usize = 8;
/// Words of a clause between "since" and its date.
const SINCE: usize = 8;

/// The time phrase of the quantity at an index; none for a duration.
pub(super) fn time(view: View<'_>, index: usize, whens: &[When], all: &[Quantity]) -> Option<Span> {
    let q = all.get(index)?;
    if matches!(q.kind, FigureKind::Age | FigureKind::Rank)
        || q.role == FigureRole::Time
        || q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration)
    {
        return None;
    }
    let sentence = view.sentence(q.tokens.start);
    let later = || {
        all.get(index + 1..)
            .unwrap_or_default()
            .iter()
            .take(NEIGHBOURS)
            .take_while(|other| other.sentence == q.sentence)
    };
    let sooner = || {
        all.get(..index)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(NEIGHBOURS)
            .take_while(|other| other.sentence == q.sentence)
    };
    let next = later().find(|other| other.role == FigureRole::Quantity).map_or(sentence.end, |other| other.first);
    let previous =
        sooner().find(|other| other.role == FigureRole::Quantity).map_or(sentence.start, |other| other.tokens.end);
    // After the figure in its own clause, before the next figure.
    let stop = clause_stop(view, q.tokens.end, sentence.end).min(next);
    let from = whens.partition_point(|when| when.tokens.start < q.tokens.end);
    let after = whens.get(from).filter(|when| {
        when.tokens.start < stop
            && !(when.modifier && when.tokens.len() > 1)
            && !speech(view, when.tokens.start, q.tokens.end)
    });
    let lasting =
        later().find(|other| other.role == FigureRole::Time && other.first < stop).map(|other| phrase(view, other));
    if let Some(found) = [after.map(|when| when.span), lasting].into_iter().flatten().min() {
        return Some(found);
    }
    if q.part == Some(Part::Prior) {
        return None;
    }
    let upto = whens.partition_point(|when| when.tokens.end <= q.first);
    let before = whens
        .get(..upto)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(NEIGHBOURS)
        .find(|when| !when.modifier && (q.part == Some(Part::Prior) || !other_value(view, when)))
        .filter(|when| {
            when.tokens.start >= previous.max(sentence.start)
                && !aside(view, when)
                && (closes(view, when, q.first)
                    || previous == sentence.start
                    || (previous..when.tokens.start)
                        .any(|token| matches!(view.lower(token), "," | ";" | "and" | "but" | "(")))
                && !speech(view, when.tokens.start, when.tokens.start)
        });
    let lasted = sooner()
        .find(|other| other.role == FigureRole::Time && other.first >= previous)
        .map(|other| phrase(view, other));
    before.map(|when| since_clause(view, when)).max(lasted)
}

/// "Since the war began in May 2022": the clause that a date ends is the period, not the date alone.
fn since_clause(view: View<'_>, when: &When) -> Span {
    let words = (1..=SINCE).map(|back| (back, view.left(when.tokens.start, back)));
    words
        .take_while(|(_, word)| !matches!(*word, "" | "," | ";" | "and" | "but"))
        .find(|(_, word)| *word == "since")
        .map_or(when.span, |(back, _)| view.span(when.tokens.start - back..when.tokens.end))
}

/// Figures of one list share the time told once: "310 cases and 12 deaths since 1 May", "up this year: Norden by 3%, Sund by 5%".
pub(super) fn share(view: View<'_>, all: &[Quantity], times: &mut [Option<Span>]) {
    let timeless = |q: &Quantity| {
        q.role == FigureRole::Time
            || q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration)
            || matches!(q.kind, FigureKind::Age | FigureKind::Rank)
    };
    for index in (1..all.len()).rev() {
        let (Some(a), Some(b)) = (all.get(index - 1), all.get(index)) else { continue };
        let end =
            a.noun.as_ref().filter(|noun| noun.tokens.start >= a.tokens.end).map_or(a.tokens.end, |noun| noun.head + 1);
        let joined = a.sentence == b.sentence && b.first == end + 1 && view.lower(end) == "and";
        if let Some(time) =
            times.get(index).copied().flatten().filter(|time| joined && time.start >= b.core.end && !timeless(a))
            && let Some(slot) = times.get_mut(index - 1)
        {
            *slot = slot.or(Some(time));
        }
    }
    for index in 1..all.len() {
        let (Some(a), Some(b)) = (all.get(index - 1), all.get(index)) else { continue };
        if quarterly(view, a, b, times.get(index - 1).copied().flatten()) {
            let told = times.get(index - 1).copied().flatten();
            if let Some(slot) = times.get_mut(index) {
                *slot = slot.or(told);
            }
            continue;
        }
        if a.sentence != b.sentence || timeless(b) || timeless(a) || b.part == Some(Part::Prior) {
            continue;
        }
        // Told in front of the first figure, or right behind it in the same breath.
        let told = times.get(index - 1).copied().flatten().filter(|time| time.start < a.core.start);
        if let Some(slot) = times.get_mut(index).filter(|slot| slot.is_none()) {
            *slot = told;
        }
    }
}

/// Results of a company: the next sentence speaks of the same quarter ("Revenue rose 8% in the third quarter. Costs fell 2%.").
fn quarterly(view: View<'_>, a: &Quantity, b: &Quantity, time: Option<Span>) -> bool {
    let result = |q: &Quantity| {
        q.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Money | Dimension::Percent | Dimension::Points))
    };
    let period = time.is_some_and(|time| {
        let words = time.slice(view.doc.text());
        ["quarter", "months ended", "fiscal", "half of"].iter().any(|word| words.contains(word))
    });
    a.sentence + 1 == b.sentence && period && result(a) && result(b) && b.part != Some(Part::Prior)
}

/// The end of the clause that goes on at `from`.
fn clause_stop(view: View<'_>, from: usize, end: usize) -> usize {
    (from..end.min(from + 60))
        .find(|token| {
            // "…, with November alone contributing 42": a clause without a verb of its own time.
            let absolute = view.lower(*token) == "," && view.lower(*token + 1) == "with";
            absolute
                || matches!(
                    view.lower(*token),
                    ";" | "—"
                        | "–"
                        | "("
                        | ")"
                        | "”"
                        | "\""
                        | "but"
                        | "while"
                        | "he"
                        | "she"
                        | "they"
                        | "we"
                        | "i"
                        | "who"
                        | "which"
                        | "whose"
                        | "although"
                        | "said"
                        | "says"
                        | "saying"
                        | "because"
                )
        })
        .unwrap_or(end)
}

/// "more than last year", "compared with March": the time of the other value.
fn other_value(view: View<'_>, when: &When) -> bool {
    let compared =
        |back: usize| matches!(view.left(when.tokens.start, back), "than" | "compared" | "against" | "versus");
    let mark = (1..=5).find(|back| view.left(when.tokens.start, *back) == ",").unwrap_or(6);
    (1..mark).any(compared) || view.lower(when.tokens.start) == "from" && view.left(when.tokens.start, 1) == "up"
}

/// "…, which ends on 30 September, …": the time of a relative clause.
fn aside(view: View<'_>, when: &When) -> bool {
    (1..=4).any(|back| matches!(view.left(when.tokens.start, back), "which" | "who" | "whose"))
        && view.right(when.tokens.end, 0) == ","
}

/// "…struck on Sunday, killing 31": the clause that the time closes goes on with a participle.
fn closes(view: View<'_>, when: &When, first: usize) -> bool {
    view.right(when.tokens.end, 0) == ","
        && view.right(when.tokens.end, 1).ends_with("ing")
        && first <= when.tokens.end + 8
}

/// "said on Thursday": the time of the speech, not of the figure.
fn speech(view: View<'_>, at: usize, floor: usize) -> bool {
    let said = |lower: &str| {
        matches!(
            lower,
            "said" | "says" | "told" | "announced" | "reported" | "say" | "according" | "released" | "published"
        )
    };
    (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|token| token >= floor.saturating_sub(3) && said(view.lower(token)))
    })
}

/// A duration that says when, with its preposition and article ("in just one day").
fn phrase(view: View<'_>, q: &Quantity) -> Span {
    let mut start = q.first;
    for _ in 0..4 {
        if matches!(
            view.left(start, 1),
            "in" | "over"
                | "the"
                | "just"
                | "only"
                | "during"
                | "past"
                | "last"
                | "first"
                | "for"
                | "within"
                | "next"
                | "a"
                | "previous"
                | "every"
        ) {
            start -= 1;
        } else {
            break;
        }
    }
    let mut end = q.tokens.end;
    if matches!(view.right(end, 0), "ago" | "earlier" | "later") {
        end += 1;
    } else if view.right(end, 0) == "of" && view.right(end, 1) == "the" {
        end += 3;
    }
    view.span(start..end)
}

/// The nearest "in Kalinov" of the sentence: after the figure, else before it.
pub(super) fn place(view: View<'_>, q: &Quantity) -> Option<Span> {
    if matches!(q.kind, FigureKind::Age | FigureKind::Rank) || q.role == FigureRole::Time {
        return None;
    }
    let sentence = view.sentence(q.tokens.start);
    let stop = sentence.end.min(q.tokens.end + 20);
    let stop = (q.tokens.end..stop).find(|token| matches!(view.lower(*token), "(" | ";")).unwrap_or(stop);
    (q.tokens.end..stop)
        .find_map(|token| named_place(view, token, stop))
        .or_else(|| (sentence.start..q.first).rev().take(20).find_map(|token| named_place(view, token, sentence.end)))
}

/// Whether a person is named at a token.
fn person(view: View<'_>, token: usize) -> bool {
    let at = view.doc.token(token).span.start;
    let mentions = &view.doc.mentions;
    let index = mentions.partition_point(|mention| mention.span.end <= at);
    mentions
        .get(index)
        .filter(|mention| mention.span.start <= at)
        .and_then(|mention| view.doc.entities.get(mention.entity))
        .is_some_and(|entity| entity.kind == EntityKind::Person)
}

fn named_place(view: View<'_>, token: usize, stop: usize) -> Option<Span> {
    if !matches!(view.lower(token), "in" | "at" | "near" | "across") {
        return None;
    }
    let mut start = token + 1;
    while start < stop
        && matches!(
            view.lower(start),
            "the" | "northern" | "southern" | "eastern" | "western" | "central" | "nearby" | "town" | "city" | "of"
        )
        && !view.capital(start)
    {
        start += 1;
    }
    let mut end = start;
    while end < stop && view.word(end) && view.capital(end) && !nouns::closed(view.lower(end)) {
        end += 1;
    }
    // "In Russian hands", "at Mary Roe": a modifier or a person is no place.
    let modifies = end < stop
        && matches!(view.doc.token(end).pos, Pos::Noun)
        && view.doc.token(end - 1).relation != Relation::Appos
        && view.word(end)
        && matches!(view.doc.token(end - 1).head as usize, head if head == end);
    (end > start
        && !modifies
        && !person(view, start)
        && !super::calendar::month(view, start)
        && !matches!(
            view.lower(start),
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
        ))
    .then(|| view.span(start..end))
}
