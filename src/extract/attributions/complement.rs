//! What follows a cue: a clause, a quotation, an infinitive, an object. Decides where the content starts and by which construction.

use std::ops::Range;

use super::candidate::Construction;
use super::chunk;
use super::group::is_auxiliary;
use super::inflect::Forms;
use super::lexicon::{Frames, LEXICON};
use super::view::View;
use crate::text::Pos;

/// A complement found behind a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Complement {
    /// First token of the content.
    pub(super) start: usize,
    pub(super) construction: Construction,
    /// Introduced by "that".
    pub(super) that: bool,
}

/// Farthest that an addressee and adverbials may push the complement from its cue, in tokens.
const GAP: usize = 24;

/// The complement of a cue whose words end before `at`.
pub(super) fn find(
    view: &View<'_, '_>,
    at: usize,
    region: &Range<usize>,
    frames: Frames,
    quoting: bool,
) -> Option<Complement> {
    let hi = region.end;
    let speaks = frames.any(Frames::CLAUSE) || frames.any(Frames::ADDRESSEE);
    let reports = speaks || frames.any(Frames::QUOTATION);
    if at >= hi {
        return None;
    }
    // "blasted: “…”": with a colon and a quotation, any verb of the lexicon speaks.
    if view.form(at) == ":" && view.opens(at + 1).is_some() {
        return Some(Complement { start: at + 1, construction: Construction::Colon, that: false });
    }
    // Directly behind the cue.
    if let Some(found) = direct(view, at, hi, speaks, reports) {
        return Some(found);
    }
    // "plans to hire", "denied taking"
    if frames.any(Frames::INFINITIVE) {
        let negated = usize::from(view.low(at) == "not");
        // "agreed on Monday night to raise"
        let dated = view.skip_dates(at + negated, hi);
        let to = dated + usize::from(view.low(dated) == "also");
        if view.low(to) == "to" && view.pos(to) != Pos::Adp && view.pos(to + 1) != Pos::Noun {
            return Some(Complement {
                start: to - negated.min(to - at),
                construction: Construction::Infinitive,
                that: false,
            });
        }
        // "denied meeting them", "admitted having lied", "denied ever being a member"
        let verb = at + usize::from(view.pos(at) == Pos::Adv);
        let auxiliary = matches!(view.low(verb), "having" | "being") && view.pos(verb) == Pos::Aux;
        if view.low(verb).ends_with("ing") && view.pos(verb) == Pos::Verb || auxiliary {
            return Some(Complement { start: at, construction: Construction::Infinitive, that: false });
        }
    }
    // "denied rumours on social media that …": what is denied is the report, not its clause alone.
    if frames.any(Frames::OBJECT) && !frames.any(Frames::ADDRESSEE) && is_report_noun(view, at, hi) {
        return Some(Complement { start: at, construction: Construction::Object, that: false });
    }
    // Behind an addressee and adverbials: "told reporters in Lund on Monday that", "said in a statement that".
    if reports && let Some(found) = distant(view, at, hi, speaks) {
        return Some(
            object_before(view, at, hi, frames).filter(|_| found.construction == Construction::Quotation).map_or(
                found,
                |ends| {
                    // "lambasted the scheme as “a sham”": what stands before the quotation is its object, not an addressee.
                    let close = found.start > ends || view.opens(ends).is_some();
                    if close {
                        Complement { start: at, construction: Construction::Object, that: false }
                    } else {
                        found
                    }
                },
            ),
        );
    }
    // "told the children they were camping": the clause begins behind the addressee.
    let listener = chunk::base_end(view, at, hi);
    if frames.any(Frames::ADDRESSEE)
        && listener > at
        && !view.is_time(at)
        && view.finite(listener) != Some(true)
        && !is_auxiliary(view, listener)
        && view.pos(listener) != Pos::Adp
        && is_near_clause(view, listener, hi)
    {
        return Some(Complement { start: listener, construction: Construction::Clause, that: false });
    }
    // A clause without "that". "say" takes nothing else.
    if speaks && let Some(start) = bare_clause(view, at, hi) {
        return Some(Complement { start, construction: Construction::Clause, that: false });
    }
    // "half said so", "he said no"
    let ends = at + 1 >= hi || view.is_punct(at + 1);
    if frames.any(Frames::SAY) && ends && matches!(view.low(at), "so" | "no" | "yes" | "otherwise") {
        return Some(Complement { start: at, construction: Construction::Clause, that: false });
    }
    if frames.any(Frames::SAY) && chunk::base_end(view, at, hi) > at && !view.is_time(at) {
        return Some(Complement { start: at, construction: Construction::Clause, that: false });
    }
    let objects = frames.any(Frames::OBJECT) || frames.any(Frames::OBJECT_INFINITIVE);
    if objects && !quoting {
        // "announced on Thursday the recall of"
        let dated = view.skip_dates(at, hi);
        let adverb = view.pos(dated) == Pos::Adv && view.pos(dated + 1) != Pos::Punct;
        let start = if adverb && !view.is_time(dated) { dated + 1 } else { dated };
        let plea = matches!(view.low(start), "guilty") || (view.low(start) == "not" && view.low(start + 1) == "guilty");
        let counted = start + chunk::bound_words(view, start);
        let nominal =
            chunk::base_end(view, counted, hi) > counted || (view.opens(start).is_some() && start < hi) || plea;
        let wh = matches!(view.low(start), "what" | "how" | "why");
        if nominal && !view.is_time(start) || wh {
            return Some(Complement { start, construction: Construction::Object, that: false });
        }
    }
    None
}

/// A noun that reports with its clause: "rumours on social media that …".
fn is_report_noun(view: &View<'_, '_>, at: usize, hi: usize) -> bool {
    let end = chunk::base_end(view, at, hi);
    end > at
        && LEXICON.noun(view.low(end - 1)).is_some()
        && (end..hi.min(end + 10)).take_while(|at| view.pos(*at) != Pos::Verb).any(|at| view.low(at) == "that")
}

/// The end of the noun phrase right behind a verb that takes an object and no addressee, or an addressee and an infinitive ("advises him to
/// “leave it alone”").
fn object_before(view: &View<'_, '_>, at: usize, hi: usize, frames: Frames) -> Option<usize> {
    let end = chunk::base_end(view, at, hi);
    let object = frames.any(Frames::OBJECT) && !frames.any(Frames::ADDRESSEE) && !frames.any(Frames::SAY);
    let order = frames.any(Frames::OBJECT_INFINITIVE) && view.low(end) == "to" && view.opens(end + 1).is_some();
    (end > at && !view.is_time(at) && (object || order)).then_some(end)
}

/// A subject right here and its finite verb within a few words.
fn is_near_clause(view: &View<'_, '_>, first: usize, hi: usize) -> bool {
    let end = chunk::base_end(view, first, hi);
    let verb = end + usize::from(view.pos(end) == Pos::Adv);
    end > first && (view.finite(verb) == Some(true) || is_auxiliary(view, verb))
}

/// "that …", ": …", "“…”", "how …" directly behind the cue, or behind a comma or an adverb.
fn direct(view: &View<'_, '_>, at: usize, hi: usize, speaks: bool, reports: bool) -> Option<Complement> {
    let mut next = at;
    while next < hi
        && (view.is_time(next) || matches!(view.pos(next), Pos::Adv) && !is_wh(view.low(next)))
        && next < at + 4
    {
        next += 1;
    }
    let low = view.low(next);
    if reports {
        if low == ":" {
            return Some(Complement { start: next + 1, construction: Construction::Colon, that: false });
        }
        let comma = usize::from(view.form(next) == ",");
        if next + comma < hi
            && let Some(quotation) = view.opens(next + comma)
        {
            let words = quotation.len();
            if words > 3 || comma == 1 {
                return Some(Complement { start: next + comma, construction: Construction::Quotation, that: false });
            }
        }
    }
    // "shouted that nobody had been asked": verbs of voice take a clause too.
    if reports && low == "that" && is_complementiser(view, next, hi) {
        return Some(Complement { start: next + 1, construction: Construction::Clause, that: true });
    }
    if !speaks {
        return None;
    }
    if view.form(next) == "," && view.low(next + 1) == "that" && next + 2 < hi {
        return Some(Complement { start: next + 2, construction: Construction::Clause, that: true });
    }
    // "accepted, however, that"
    if view.form(next) == ","
        && let Some(comma) = (next + 1..hi.min(next + 7)).find(|at| view.form(*at) == ",")
        && view.low(comma + 1) == "that"
        && comma + 2 < hi
    {
        return Some(Complement { start: comma + 2, construction: Construction::Clause, that: true });
    }
    if is_wh(low) && next + 1 < hi && !view.is_punct(next + 1) {
        return Some(Complement { start: next, construction: Construction::Clause, that: true });
    }
    None
}

fn is_wh(low: &str) -> bool {
    matches!(low, "how" | "why" | "what" | "whether" | "if" | "where" | "who" | "when" | "which")
}

/// "that" before a clause, not "that plan", not "that's false".
fn is_complementiser(view: &View<'_, '_>, at: usize, hi: usize) -> bool {
    if is_subject_that(view, at) {
        return false;
    }
    if view.pos(at) == Pos::Det && !view.is_subject_pronoun(at + 1) {
        // A determiner by the tagger: believe it unless a determiner follows ("that the").
        return view.pos(at + 1) == Pos::Det;
    }
    at + 1 < hi && !view.is_punct(at + 1) || view.opens(at + 1).is_some() || view.form(at + 1) == ","
}

/// "that" as the subject of its clause ("that's false", "that was never the plan"): a finite verb follows at once.
fn is_subject_that(view: &View<'_, '_>, at: usize) -> bool {
    view.pos(at) != Pos::Sconj && view.is_finite_auxiliary(at + 1)
}

/// Over noun phrases, prepositional phrases and times to "that", a colon or a quotation.
fn distant(view: &View<'_, '_>, at: usize, hi: usize, speaks: bool) -> Option<Complement> {
    let limit = hi.min(at + GAP);
    let mut next = at;
    while next < limit {
        let low = view.low(next);
        if next > at {
            if speaks
                && low == "that"
                && view.pos(next) != Pos::Det
                && (!view.is_punct(next + 1) || view.opens(next + 1).is_some())
                && (view.pos(next + 1) != Pos::Verb || view.low(next + 1).ends_with("ing"))
                && !(is_auxiliary(view, next + 1) && view.low(next + 1) != "had")
            {
                return Some(Complement { start: next + 1, construction: Construction::Clause, that: true });
            }
            if low == ":" {
                return Some(Complement { start: next + 1, construction: Construction::Colon, that: false });
            }
            let comma = usize::from(view.form(next) == ",");
            // "said on the station’s “Morning Show” that": a title is no statement.
            if comma == 0
                && let Some(title) = view.opens(next).filter(|title| title.len() <= 8)
                && (chunk::is_genitive(view, next - 1)
                    || matches!(view.low(next - 1), "on" | "of" | "show" | "programme" | "program"))
            {
                next = title.end + usize::from(view.form(title.end) == ",");
                if speaks && is_near_clause(view, next, hi) {
                    return Some(Complement { start: next, construction: Construction::Clause, that: false });
                }
                if view.low(next) != "that" {
                    return None;
                }
                continue;
            }
            if let Some(quotation) = view.opens(next + comma).filter(|_| next + comma < hi)
                && quotation.len() > 5
                && (comma == 1 || next > at)
            {
                return Some(Complement { start: next + comma, construction: Construction::Quotation, that: false });
            }
            if speaks && matches!(low, "how" | "why" | "whether") {
                return Some(Complement { start: next, construction: Construction::Clause, that: true });
            }
        }
        let passes = matches!(
            view.pos(next),
            Pos::Det
                | Pos::Noun
                | Pos::Propn
                | Pos::Adj
                | Pos::Adp
                | Pos::Num
                | Pos::Adv
                | Pos::Pron
                | Pos::Part
                | Pos::Sym
        ) || matches!(view.form(next), "-" | "&")
            || matches!(
                low,
                "and" | "interviewed" | "published" | "released" | "posted" | "issued" | "broadcast" | "aired"
            );
        // "informs visitors, in three languages, that"
        if speaks
            && low == ","
            && let Some(close) = (next + 1..limit.min(next + 9)).find(|at| view.form(*at) == ",")
            && view.low(close + 1) == "that"
            && close + 2 < hi
        {
            return Some(Complement { start: close + 2, construction: Construction::Clause, that: true });
        }
        let subject = view.is_subject_pronoun(next) && !matches!(low, "it" | "you");
        // "told supporters this weekend he would"
        if speaks && subject && next > at && view.finite(next + 1) == Some(true) {
            return Some(Complement { start: next, construction: Construction::Clause, that: false });
        }
        if !passes || subject {
            return None;
        }
        next += 1;
    }
    None
}

/// A clause that begins behind the cue without "that": a subject, then a finite verb. Returns its first token.
fn bare_clause(view: &View<'_, '_>, at: usize, hi: usize) -> Option<usize> {
    // Times and "in a statement" may stand before the clause.
    let mut start = at;
    let mut skips = 0;
    while start < hi && skips < 4 {
        skips += 1;
        if view.is_time(start)
            || (view.pos(start) == Pos::Adv && !view.is_subject_pronoun(start) && view.low(start) != "there")
        {
            start += 1;
        } else if view.pos(start) == Pos::Adp && chunk::is_report_adverbial(view, start) {
            start = chunk::base_end(view, start + 1, hi).max(start + 1);
        } else {
            break;
        }
    }
    if view.low(start) == "that" && start + 1 < hi && view.pos(start) != Pos::Det && !is_subject_that(view, start) {
        start += 1;
    }
    [start, at]
        .into_iter()
        .find(|first| !view.is_time(*first) && !chunk::is_report_adverbial(view, *first) && is_clause(view, *first, hi))
}

/// Whether a subject and its finite verb begin at `first`.
pub(super) fn is_clause(view: &View<'_, '_>, first: usize, hi: usize) -> bool {
    if first >= hi || (view.is_punct(first) && view.opens(first).is_none()) {
        return false;
    }
    if matches!(view.low(first), "he" | "she" | "they" | "i" | "we" | "there") {
        return true;
    }
    if matches!(view.low(first), "if" | "when" | "although" | "while" | "since" | "because" | "unless" | "once")
        && view.pos(first) != Pos::Adv
    {
        return true;
    }
    let mut at = first;
    let limit = hi.min(first + 40);
    let mut nominal = false;
    // Over the subject with its attachments to the first finite verb.
    while at < limit {
        if let Some(quotation) = view.opens(at) {
            if quotation.len() > 12 {
                return false;
            }
            nominal = true;
            at = quotation.end;
            continue;
        }
        let pos = view.pos(at);
        if is_auxiliary(view, at) && (nominal || (at > first && view.pos(at - 1) == Pos::Adj)) {
            return true;
        }
        match pos {
            Pos::Verb if nominal => {
                let (finite, low) = (is_finite(view, at), view.low(at));
                if finite {
                    return true;
                }
                if low.ends_with("ing") && at == first {
                    nominal = true;
                }
            }
            Pos::Verb if at == first && view.low(at).ends_with("ing") => nominal = true,
            Pos::Part if view.low(at) == "to" && view.pos(at + 1) == Pos::Verb => return false,
            Pos::Sconj if !nominal => {}
            Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num => nominal = true,
            Pos::Punct if matches!(view.form(at), "." | ":" | ";" | "?" | "!") => return false,
            Pos::Cconj if !nominal => return false,
            _ => {}
        }
        at += 1;
    }
    false
}

/// A verb form that can be finite: not "-ing", and "-ed" only without a following "by" or "to" right behind its noun.
fn is_finite(view: &View<'_, '_>, at: usize) -> bool {
    if let Some(finite) = view.finite(at) {
        return finite;
    }
    let low = view.low(at);
    if low.ends_with("ing") || (at > 0 && view.low(at - 1) == "to") {
        return false;
    }
    if low.ends_with("ed") || low.ends_with("en") {
        return view.low(at + 1) != "by";
    }
    LEXICON.verb(low).is_none_or(|(_, forms)| forms.any(Forms::PAST.or(Forms::THIRD).or(Forms::BASE)))
}
