//! Where a content begins and ends: clause starts, clause ends, quotations that run past the sentence. Knows no sources.

use std::ops::Range;

use super::inflect::Forms;
use super::lexicon::{Frames, LEXICON};
use super::view::{REACH, View};
use crate::text::Pos;

/// One past the last token of a content that begins at `start` inside `region`. Final stops and a trailing comma are left out, a closing
/// quotation mark is kept when the content holds its opening one.
pub(super) fn end(view: &View<'_, '_>, start: usize, region: &Range<usize>) -> usize {
    let hi = region.end.min(start + REACH);
    let mut at = start;
    let mut stop = None;
    let mut depth = 0usize;
    while at < hi {
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            continue;
        }
        let form = view.form(at);
        match form {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 => {
                stop = Some(at);
                break;
            }
            ")" | "]" => depth -= 1,
            ";" if depth == 0 => {
                stop = Some(at);
                break;
            }
            "," if depth == 0 && at > start && ends_at_comma(view, at, hi) => {
                stop = Some(at);
                break;
            }
            _ => {}
        }
        if depth == 0 && at > start && ends_without_comma(view, at, hi) {
            stop = Some(at);
            break;
        }
        at += 1;
    }
    trim_end(view, start, stop.unwrap_or(at.max(hi)).min(view.len()))
}

/// Whether the content ends at this comma: what follows is another report of the same source, or the writer's again.
fn ends_at_comma(view: &View<'_, '_>, comma: usize, hi: usize) -> bool {
    let mut next = comma + 1;
    let low = view.low(next);
    if low == "according" && view.low(next + 1) == "to" {
        return true;
    }
    // ", adding that", ", saying", ", citing"
    if is_report(view, next, Forms::GERUND, Frames::CLAUSE)
        || matches!(low, "citing" | "accusing" | "blaming" | "describing" | "calling")
    {
        return true;
    }
    if matches!(low, "and" | "but" | "while" | "then" | "or" | "yet" | "although" | "though" | "as") {
        let joint = view.low(next).to_owned();
        next += 1;
        if view.pos(next) == Pos::Adv {
            next += 1;
        }
        if joint == "and" || joint == "but" || joint == "then" || joint == "or" {
            // ", and said", ", but offered no proof"
            if is_finite_verb(view, next) && !starts_subject(view, next) {
                return true;
            }
        }
        return starts_report(view, next, hi);
    }
    starts_report(view, next, hi)
}

/// "… and said", "… according to", "… before adding" without a comma.
fn ends_without_comma(view: &View<'_, '_>, at: usize, _hi: usize) -> bool {
    let low = view.low(at);
    if low == "according" && view.low(at + 1) == "to" {
        return true;
    }
    if matches!(low, "and" | "but") {
        let mut next = at + 1;
        if view.pos(next) == Pos::Adv {
            next += 1;
        }
        return is_report(view, next, Forms::PAST.or(Forms::THIRD), Frames::CLAUSE)
            && LEXICON.verb(view.low(next)).is_some_and(|(verb, _)| !verb.weak)
            && view.pos(next) == Pos::Verb;
    }
    matches!(low, "before" | "after" | "while") && is_report(view, at + 1, Forms::GERUND, Frames::CLAUSE)
}

/// Whether the word at `at` is a reporting verb in one of the forms.
pub(super) fn is_report(view: &View<'_, '_>, at: usize, forms: Forms, frames: Frames) -> bool {
    LEXICON.verb(view.low(at)).is_some_and(|(verb, which)| {
        which.any(forms)
            && verb.frames.any(frames)
            && !verb.weak
            && view.pos(at) != Pos::Noun
            && view.pos(at) != Pos::Propn
    })
}

fn is_finite_verb(view: &View<'_, '_>, at: usize) -> bool {
    let aux = super::group::is_auxiliary(view, at);
    aux || (view.pos(at) == Pos::Verb && !view.low(at).ends_with("ing"))
}

fn starts_subject(view: &View<'_, '_>, at: usize) -> bool {
    view.is_subject_pronoun(at) || matches!(view.pos(at), Pos::Det | Pos::Noun | Pos::Propn | Pos::Pron)
}

/// Whether "SUBJECT said" begins here: a short noun phrase and then a strong reporting verb, or the verb itself ("said the mayor").
fn starts_report(view: &View<'_, '_>, at: usize, hi: usize) -> bool {
    let strong = |i: usize| {
        LEXICON.verb(view.low(i)).is_some_and(|(verb, forms)| {
            matches!(
                verb.lemma,
                "say"
                    | "tell"
                    | "add"
                    | "write"
                    | "note"
                    | "explain"
                    | "warn"
                    | "argue"
                    | "claim"
                    | "insist"
                    | "report"
                    | "announce"
                    | "acknowledge"
                    | "admit"
                    | "believe"
                    | "think"
                    | "allege"
                    | "assert"
                    | "declare"
                    | "state"
                    | "show"
                    | "suggest"
                    | "contend"
                    | "recall"
                    | "caution"
                    | "predict"
                    | "estimate"
                    | "concede"
                    | "deny"
                    | "call"
                    | "describe"
            ) && forms.any(Forms::PAST.or(Forms::THIRD).or(Forms::BASE))
                && view.pos(i) == Pos::Verb
        })
    };
    if matches!(view.low(at), "said" | "says") {
        return true;
    }
    let mut end = super::chunk::base_end(view, at, hi.min(at + 12));
    while end > at && end < hi.min(at + 16) && view.pos(end) == Pos::Adp {
        let next = super::chunk::base_end(view, end + 1, hi.min(at + 16));
        if next <= end + 1 {
            break;
        }
        end = next;
    }
    if end == at {
        return false;
    }
    while view.pos(end) == Pos::Adv || super::group::is_auxiliary(view, end) {
        end += 1;
    }
    end < hi && strong(end)
}

/// Leaves out closing punctuation that does not belong to the content.
pub(super) fn trim_end(view: &View<'_, '_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start {
        let last = end - 1;
        let opened_outside = view.closes(last).is_some_and(|quotation| quotation.start < start);
        let lonely_open = view.opens(last).is_some();
        let plain = view.is_punct(last)
            && view.closes(last).is_none()
            && !matches!(view.form(last), ")" | "]" | "%" | "'" | "’" | "”" | "\"");
        if plain || opened_outside || lonely_open {
            end = last;
        } else {
            break;
        }
    }
    end
}

/// Where the clause before `end` begins, not before `lo`: behind the last semicolon, or behind an earlier report's own comma.
pub(super) fn clause_start(view: &View<'_, '_>, end: usize, lo: usize) -> usize {
    let lo = lo.max(end.saturating_sub(REACH));
    let mut at = end;
    while at > lo {
        let left = at - 1;
        if let Some(quotation) = view.closes(left) {
            at = quotation.start.max(lo);
            if quotation.start < lo {
                return lo;
            }
            continue;
        }
        if matches!(view.form(left), ";") {
            return at;
        }
        at = left;
    }
    skip_openers(view, lo, end)
}

/// Skips bylines ("LONDON (Reuters) -"), dashes and bullets at the head of a sentence.
pub(super) fn skip_openers(view: &View<'_, '_>, start: usize, end: usize) -> usize {
    let head = start..end.min(start + 24);
    // A place line: capitals, then a dash.
    if head
        .clone()
        .next()
        .is_some_and(|at| view.form(at).chars().all(|c| c.is_uppercase() || c == '.') && view.form(at).len() > 1)
        && let Some(dash) = head.clone().find(|at| view.is_dash(*at) || view.form(*at) == "-")
        && view.capital(dash + 1)
    {
        return dash + 1;
    }
    let mut at = start;
    while at < end && view.is_punct(at) && view.opens(at).is_none() && view.form(at) != "(" {
        at += 1;
    }
    at
}
