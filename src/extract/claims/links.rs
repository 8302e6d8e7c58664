//! How a verb group hangs on what stands before it: a clause of its own, a participle, part of the clause, or nothing between.

use super::clauses::Grammar;
use super::lexicons::Class;
use super::verbs::{Form, Group};
use crate::text::{Pos, Relation};

/// How a verb group is joined to what stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Link {
    /// A new clause that begins at this place of the run (after the connective).
    Clause { at: usize, shares_subject: bool },
    /// A participle after a comma.
    Participle { at: usize },
    /// Part of the clause before.
    Subordinate,
    /// No connective.
    Bare,
}

pub(super) fn link(grammar: &Grammar<'_>, run: &[usize], from: usize, place: usize, group: &Group) -> Link {
    let document = grammar.document;
    let token = |place: usize| run.get(place).copied().unwrap_or(usize::MAX);
    if !group.is_finite() {
        let comma = place > from && document.lower(token(place - 1)) == ",";
        // "with November alone adding 400": the participle has a subject of its own.
        let with = (place.saturating_sub(7).max(from)..place).rev().find(|at| document.lower(token(*at)) == "with");
        if let Some(with) = with.filter(|with| group.form == Form::Gerund && *with + 1 < place && *with > 0) {
            let set_off = document.lower(token(with - 1)) == ",";
            if set_off && !(with + 1..place).any(|at| grammar.is_punctuation(token(at))) {
                return Link::Participle { at: with + 1 };
            }
        }
        let joined =
            place > from && document.lower(token(place - 1)) == "and" && grammar.has_figure(group.end..group.end + 4);
        let apart = comma && place > 0 || joined && place > 3;
        // "..., followed by the union with 20 percent"
        let counted =
            group.form == Form::Participle && comma && !group.doubtful && grammar.has_figure(group.end..group.end + 10);
        let says = counted || apart && group.form == Form::Gerund;
        return if says { Link::Participle { at: place } } else { Link::Subordinate };
    }
    for at in (from..place).rev() {
        let here = token(at);
        let word = document.lower(here);
        let next = at + 1;
        match word {
            "and" | "but" | "or" | "yet" | "nor" | "so" => {
                let comma = at > from && document.lower(token(at - 1)) == ",";
                if word != "and" && word != "but" && (!comma || document.token(here).pos == Pos::Adv) {
                    continue;
                }
                let coordinated = joins_clauses(grammar, run, from, at, place, group);
                if !coordinated {
                    continue;
                }
                let shares_subject = next == place || (next..place).all(|at| is_light(grammar, token(at)));
                // "designs and makes lenses", "collapsed or were damaged": one predicate, not two.
                let object = at >= from + 2 || (at == from + 1 && grammar.is_punctuation(token(from)));
                if shares_subject && (word == "or" || !object) {
                    return Link::Subordinate;
                }
                return Link::Clause { at: next, shares_subject };
            }
            ";" | ":" | "–" | "—" | "--" | "―" => {
                let shares_subject = next == place;
                return Link::Clause { at: next, shares_subject };
            }
            // "said that A and that B": two contents.
            "that" if at > from && matches!(document.lower(token(at - 1)), "and" | "but") => {
                return Link::Clause { at: next, shares_subject: false };
            }
            "while" | "whereas" | "although" | "though" | "because" | "however" if at > 0 => {
                return Link::Clause { at: next, shares_subject: false };
            }
            // "a cut before autumn would be": before a noun it opens no clause.
            "as" | "after" | "before" | "since" | "until" | "than" | "till" if document.token(here).pos == Pos::Adp => {
            }
            "who" | "which" | "whose" | "whom" | "where" | "that" | "as" | "when" | "after" | "before" | "since"
            | "until" | "if" | "unless" | "how" | "what" | "why" | "whether" | "than" | "once" | "whoever" | "till" => {
                return Link::Subordinate;
            }
            _ => {}
        }
    }
    Link::Bare
}

/// Whether a coordinator joins clauses and not noun phrases.
fn joins_clauses(grammar: &Grammar<'_>, run: &[usize], from: usize, at: usize, place: usize, group: &Group) -> bool {
    let document = grammar.document;
    let here = run.get(at).copied().unwrap_or(usize::MAX);
    let comma = at > from && run.get(at - 1).is_some_and(|before| document.lower(*before) == ",");
    let token = document.token(here);
    if comma || at + 1 == place || token.relation == Relation::Dep {
        return true;
    }
    // "A did B and C did D": the nouns beside the coordinator can only be joined where a lower clause opened before them.
    let opened = run.get(from..at).unwrap_or_default().iter().any(|at| {
        let tag = document.token(*at).pos;
        tag == Pos::Sconj
            || matches!(document.lower(*at), "that" | "which" | "who" | "when" | "because" | "if" | "where" | "how")
    });
    let before = from.checked_sub(1).and_then(|before| run.get(before)).copied().unwrap_or(usize::MAX);
    let takes_clause =
        grammar.marks.at(Class::Probable, before).is_some() || grammar.marks.at(Class::Planning, before).is_some();
    if !opened && !takes_clause {
        return true;
    }
    let head = token.head as usize;
    // By the parse the coordinator hangs on the second clause; a noun before the verb means two nouns were joined.
    !(head < group.start && head > here) || super::verbs::subject_of(document, group.head) == Some(head)
}

/// Adverbs and the like, which make no subject.
pub(super) fn is_light(grammar: &Grammar<'_>, at: usize) -> bool {
    let word = grammar.document.lower(at);
    let tag = grammar.document.token(at).pos;
    grammar.is_punctuation(at)
        || matches!(tag, Pos::Adv | Pos::Part)
        || matches!(
            word,
            "then" | "also" | "later" | "now" | "not" | "never" | "still" | "only" | "even" | "instead" | "therefore"
        )
        || word.ends_with("ly")
}

/// Whether a participle at a place of the run adds something that can be asked about.
pub(super) fn worth_a_claim(grammar: &Grammar<'_>, run: &[usize], at: usize) -> bool {
    let Some((first, last)) = run.get(at).zip(run.last()) else { return false };
    let word = grammar.document.lower(*first);
    if matches!(
        word,
        "including"
            | "according"
            | "citing"
            | "saying"
            | "adding"
            | "arguing"
            | "regarding"
            | "following"
            | "concerning"
    ) {
        return false;
    }
    let end = (*first..=*last).find(|at| grammar.document.lower(*at) == ",").unwrap_or(last + 1);
    grammar.has_figure(*first..end) || grammar.marks.has(Class::Record, *first..end) || end - first >= 5
}
