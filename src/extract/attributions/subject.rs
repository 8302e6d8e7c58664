//! The noun phrase before a verb group: its subject, with appositions and relative clauses between them. Knows no cues.

use std::ops::Range;

use super::chunk;
use super::view::View;
use crate::text::Pos;
use crate::text::mentions::lexicon::Shape;
use crate::text::mentions::phrase;

/// The noun phrase that is the subject of a verb group beginning at `group`.
pub(super) fn before(view: &View<'_, '_>, group: usize, lo: usize) -> Option<Range<usize>> {
    let mut end = group;
    while end > lo && view.pos(end - 1) == Pos::Adv && !view.is_punct(end - 1) && !view.capital(end - 1) {
        end -= 1;
    }
    let dated = date_start(view, end, lo);
    if dated < end {
        if let Some(found) = described(view, dated, end, lo) {
            return Some(found);
        }
        end = dated;
    }
    let last = end.checked_sub(1).filter(|at| *at >= lo)?;
    if matches!(view.low(last), "who" | "which" | "that") {
        return relative(view, last, lo);
    }
    if view.form(last) == "," || view.is_dash(last) {
        return interrupted(view, last, lo, 0);
    }
    if view.low(last) == ")" {
        let open = (lo..last).rev().take(30).find(|at| view.low(*at) == "(")?;
        let head = open.checked_sub(1).filter(|at| *at >= lo && view.is_nominal(*at))?;
        return Some(chunk::full_start(view, head, lo)..end);
    }
    if let Some(the) = nominalised(view, last, lo) {
        return Some(the..end);
    }
    let name = view.pos(last) == Pos::Adv && view.capital(last) && last > lo && view.pos(last - 1) == Pos::Propn;
    if !view.is_nominal(last)
        && !name
        && !matches!(
            view.low(last),
            "all"
                | "both"
                | "some"
                | "many"
                | "few"
                | "others"
                | "most"
                | "this"
                | "these"
                | "those"
                | "another"
                | "each"
                | "either"
                | "neither"
                | "several"
                | "half"
        )
    {
        return None;
    }
    Some(chunk::full_start(view, last, lo)..end)
}

/// Where a date begins that ends before `end`: "the ministry | on Monday | said", "a corporal | yesterday | told"; `end` where none does.
pub(super) fn date_start(view: &View<'_, '_>, end: usize, lo: usize) -> usize {
    let Some(last) = end.checked_sub(1).filter(|last| *last > lo) else { return end };
    let period = matches!(
        view.low(last),
        "week" | "month" | "year" | "night" | "spring" | "summer" | "autumn" | "winter" | "morning" | "evening"
    );
    let mut start = if view.is_time(last) {
        last
    } else if period && matches!(view.low(last - 1), "last" | "this" | "next" | "earlier") {
        last - 1
    } else if view.pos(last) == Pos::Num && view.is_time(last - 1) {
        // "on March 9"
        last - 1
    } else {
        return end;
    };
    // "9 May", "late Monday", "on", "since"
    for _ in 0..3 {
        let Some(left) = start.checked_sub(1).filter(|left| *left > lo) else { break };
        let joins = view.pos(left) == Pos::Num && start < last + 1 && view.is_time(start)
            || matches!(view.low(left), "on" | "in" | "since" | "late" | "early" | "by" | "dated");
        if !joins {
            break;
        }
        start = left;
    }
    let before = start.saturating_sub(1);
    let follows = view.is_nominal(before) && !view.is_time(before) || is_done(view, before) || view.low(before) == ")";
    if start > lo && follows { start } else { end }
}

/// A past participle behind its noun, by its form: "published", "carried" (out).
fn is_done(view: &View<'_, '_>, at: usize) -> bool {
    let low = view.low(at);
    let particle = matches!(low, "out" | "up") && at > 0;
    let verb = if particle { at - 1 } else { at };
    view.pos(verb) == Pos::Verb && (view.low(verb).ends_with("ed") || view.is_participle(verb))
}

/// "a survey carried out in June | found": the noun before a participle that a date follows.
fn described(view: &View<'_, '_>, dated: usize, end: usize, lo: usize) -> Option<Range<usize>> {
    let last = dated.checked_sub(1).filter(|at| *at > lo + 1 && is_done(view, *at))?;
    let verb = if view.pos(last) == Pos::Verb { last } else { last - 1 };
    let head = verb.checked_sub(1).filter(|at| *at >= lo && view.is_nominal(*at) && !view.is_time(*at))?;
    // "The council published last week found …": only what somebody makes is published.
    let start = chunk::full_start(view, head, lo);
    let opens = start == lo || !matches!(view.pos(start - 1), Pos::Verb | Pos::Adp);
    (opens && !matches!(view.pos(head), Pos::Pron)).then_some(start..end)
}

/// An adjective that stands for its noun ("the 58-year-old", "the accused"): the token of its article.
fn nominalised(view: &View<'_, '_>, last: usize, lo: usize) -> Option<usize> {
    if view.pos(last) != Pos::Adj {
        return None;
    }
    let inside = |at: &usize| {
        matches!(view.pos(*at), Pos::Adj | Pos::Num | Pos::Noun | Pos::Adv)
            || matches!(view.form(*at), "-" | "\u{2010}")
    };
    let first = (lo..last).rev().take(6).take_while(inside).last().unwrap_or(last);
    first.checked_sub(1).filter(|the| *the >= lo && view.low(*the) == "the")
}

/// A relative pronoun as subject: the noun phrase that it stands for, where that is right before it; else the pronoun. "that" only behind
/// a noun.
fn relative(view: &View<'_, '_>, pronoun: usize, lo: usize) -> Option<Range<usize>> {
    let comma = pronoun > lo && (view.form(pronoun - 1) == "," || view.is_dash(pronoun - 1));
    let end = pronoun - usize::from(comma);
    let head = end.checked_sub(1).filter(|at| *at >= lo && view.is_nominal(*at) && !view.is_time(*at));
    match head {
        // "objections from residents who say": somebody is meant by "who".
        Some(head) if view.low(pronoun) == "who" && is_people(view, head) => {
            let start = chunk::base_start(view, head, lo);
            let of = start > lo && view.low(start - 1) == "of";
            Some(if of { chunk::full_start(view, head, lo) } else { start }..end)
        }
        Some(head) => Some(chunk::full_start(view, head, lo)..end),
        None => (view.low(pronoun) != "that").then_some(pronoun..pronoun + 1),
    }
}

/// A noun for people.
fn is_people(view: &View<'_, '_>, at: usize) -> bool {
    phrase::noun_in(view.doc, at..at + 1).is_some_and(|noun| noun.shape == Shape::Person)
}

/// "the minister, a former judge, said": the phrase before the inserted part, together with it when it describes the source.
fn interrupted(view: &View<'_, '_>, mark: usize, lo: usize, depth: u8) -> Option<Range<usize>> {
    let dash = view.form(mark) != ",";
    let open = (lo..mark)
        .rev()
        .take(60)
        .take_while(|at| view.closes(*at).is_none())
        .find(|at| if dash { view.is_dash(*at) } else { view.form(*at) == "," && !is_number_comma(view, *at) });
    let Some(open) = open.filter(|at| *at > lo) else {
        // No opening mark: perhaps a relative clause without a comma before it.
        return None;
    };
    let first = open + 1;
    let low = view.low(first);
    let relative = (first..mark).take(40).any(|at| matches!(view.low(at), "who" | "which" | "whose" | "whom"))
        && matches!(low, "who" | "which" | "whose" | "whom" | "of" | "in" | "to" | "with" | "for");
    let adverbial = !relative
        && (matches!(view.pos(first), Pos::Adv | Pos::Sconj | Pos::Verb | Pos::Cconj)
            || view.is_time(first)
            || (view.pos(first) == Pos::Adp && !matches!(low, "of" | "from")));
    let head = open - 1;
    // Lists inside the inserted part ("a judge from Lund, Sweden, and a father of two"): try the comma before.
    let descriptive = relative || !adverbial;
    // "Ann Lee, 46, of Mill Lane, Upton, admitted": where somebody lives runs over a comma.
    let base = chunk::base_start(view, head, lo);
    let lives = depth < 3 && base > lo + 2 && matches!(view.low(base - 1), "of" | "from") && view.form(base - 2) == ",";
    if lives && view.is_nominal(head) {
        let name = base - 3;
        return match interrupted(view, base - 2, lo, depth + 1) {
            Some(found) => Some(found.start..mark),
            None if view.is_nominal(name) => Some(chunk::full_start(view, name, lo)..mark),
            None => None,
        };
    }
    let mut whole = if view.is_nominal(head) || view.low(head) == ")" {
        let age = view.pos(head) == Pos::Num && head > lo && view.form(head - 1) == ",";
        let place = depth < 3
            && head > lo
            && chunk::base_start(view, head, lo) > lo
            && view.form(chunk::base_start(view, head, lo) - 1) == ",";
        let outer = if (age || place) && depth < 3 {
            let comma = chunk::base_start(view, head, lo) - 1;
            let inner = comma.checked_sub(1).filter(|at| *at >= lo && view.is_nominal(*at));
            inner.map(|at| chunk::full_start(view, at, lo)..open)
        } else {
            None
        };
        outer.unwrap_or_else(|| chunk::full_start(view, head, lo)..open)
    } else if view.form(head) == "," && depth < 3 {
        interrupted(view, head, lo, depth + 1)?
    } else {
        // The comma may close an earlier inserted part: "Anna Berg, 40, who …, said".
        return None;
    };
    if view.low(head) == ")" {
        let paren = (lo..head).rev().take(30).find(|at| view.low(*at) == "(");
        if let Some(noun) = paren.and_then(|at| at.checked_sub(1)).filter(|at| *at >= lo) {
            whole = chunk::full_start(view, noun, lo)..open;
        }
    }
    if descriptive { Some(whole.start..mark) } else { Some(whole) }
}

fn is_number_comma(view: &View<'_, '_>, at: usize) -> bool {
    at > 0
        && view.doc.token(at - 1).touches(&view.doc.token(at))
        && view.doc.token(at).touches(&view.doc.token(at + 1))
        && view.pos(at + 1) == Pos::Num
}
