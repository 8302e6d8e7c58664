//! Reports by a noun: "the claim that …", "his warning that …", "news of …", "Ukraine's figures".

use std::ops::Range;

use super::candidate::{Candidate, Construction, Manner};
use super::chunk;
use super::content;
use super::group;
use super::lexicon::LEXICON;
use super::view::{REACH, View};
use crate::text::{Pos, Relation};

/// The report that the noun at `at` makes.
pub(super) fn find(view: &View<'_, '_>, at: usize) -> Option<Candidate> {
    let lemma = LEXICON.noun(view.low(at))?;
    if view.pos(at) != Pos::Noun && !(view.pos(at) == Pos::Propn && view.capital(at)) {
        return None;
    }
    let region = view.region(at);
    let mut manner = Manner::default();
    let (source, after) = source(view, at, &region);
    let low = view.low(after);
    let start = if low == "that" && opens_clause(view, after + 1) {
        manner.that = true;
        after + 1
    } else if low == "to" && view.pos(after + 1) == Pos::Verb && source.is_some() {
        manner.infinitive = true;
        after
    } else if matches!(low, "for" | "of")
        && source.is_some()
        && matches!(
            lemma,
            "call"
                | "criticism"
                | "warning"
                | "demand"
                | "fear"
                | "accusation"
                | "prediction"
                | "threat"
                | "allegation"
                | "request"
                | "plea"
                | "description"
                | "promise"
        )
        || (view.form(after) == ":" && view.opens(after + 1).is_some())
    {
        after + 1
    } else if let Some(that) = distant(view, after, region.end) {
        manner.that = true;
        that + 1
    } else {
        return None;
    };
    let limit = governing_verb(view, at, start).or_else(|| matrix_verb(view, at, start, &region)).unwrap_or(usize::MAX);
    let end = content::end(view, start, &(region.start..region.end.min(limit)));
    (end > start).then_some(Candidate {
        anchor: at,
        cue: Some(at..at + 1),
        source,
        sources: Vec::new(),
        limit,
        content: vec![start..end],
        construction: Construction::Nominal,
        lemma,
        weak: !manner.that,
        manner,
        confidence: 0.0,
    })
}

/// Where the verb group begins whose subject the noun is: "the claim that the lake is clean | drew laughter".
fn governing_verb(view: &View<'_, '_>, noun: usize, start: usize) -> Option<usize> {
    let token = view.doc.token(noun);
    let verb = token.head as usize;
    if !matches!(token.relation, Relation::Nsubj | Relation::NsubjPass) || verb <= start || verb > noun + REACH {
        return None;
    }
    let auxiliaries = view.tree.children(verb).filter(|child| {
        matches!(view.doc.token(*child).relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
            && *child > start
            && *child < verb
    });
    Some(auxiliaries.min().unwrap_or(verb))
}

/// The same by counting, where the tree misses it: a sentence that opens with the noun's phrase needs a verb beyond those of the clauses inside
/// ("The claim that the lake is clean | divided the town").
fn matrix_verb(view: &View<'_, '_>, noun: usize, start: usize, region: &Range<usize>) -> Option<usize> {
    let verbal =
        |at: usize| group::is_auxiliary(view, at) || (view.pos(at) == Pos::Verb && view.finite(at) == Some(true));
    let opens = region.start == view.sentence(noun).start
        && noun < region.start + 10
        && !(region.start..noun)
            .any(|at| verbal(at) || view.is_punct(at) || view.pos(at) == Pos::Adp && at == region.start);
    if !opens || view.low(start.saturating_sub(1)) != "that" {
        return None;
    }
    let mut wanted = 1;
    let mut at = start;
    while at < region.end.min(start + REACH) {
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            continue;
        }
        if matches!(view.pos(at), Pos::Sconj | Pos::Cconj) || matches!(view.low(at), "who" | "which" | "what" | "that")
        {
            wanted += 1;
        }
        let misread = wanted == 0
            && view.is_participle(at)
            && matches!(view.pos(at + 1), Pos::Det | Pos::Propn | Pos::Pron | Pos::Adj | Pos::Noun);
        if verbal(at) || misread {
            if wanted == 0 {
                return Some(at);
            }
            wanted -= 1;
            at = group::end(view, at, region.end) - 1;
        }
        at += 1;
    }
    None
}

/// "that" behind attributes of the noun: "the announcement in May by the mayor that".
fn distant(view: &View<'_, '_>, at: usize, hi: usize) -> Option<usize> {
    // "the claim, shared 40,000 times, that"
    if view.form(at) == ","
        && let Some(close) = (at + 1..hi.min(at + 12)).find(|i| view.form(*i) == ",")
        && view.low(close + 1) == "that"
        && opens_clause(view, close + 2)
    {
        return Some(close + 1);
    }
    if !matches!(view.low(at), "in" | "on" | "by" | "from" | "last" | "this" | "at" | "of") {
        return None;
    }
    for next in at..hi.min(at + 12) {
        if view.low(next) == "that" && view.pos(next) == Pos::Sconj {
            return opens_clause(view, next + 1).then_some(next);
        }
        let passes =
            matches!(view.pos(next), Pos::Adp | Pos::Det | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Part);
        if !passes {
            return None;
        }
    }
    None
}

/// Whose statement it is: "Ukraine's claim", "his claim", "a claim by Ukraine", "Republicans have made the claim". Also the token after.
fn source(view: &View<'_, '_>, at: usize, region: &Range<usize>) -> (Option<Range<usize>>, usize) {
    let mut left = at;
    while left > region.start && left + 4 > at && matches!(view.pos(left - 1), Pos::Adj | Pos::Noun | Pos::Num) {
        left -= 1;
    }
    let mut after = at + 1;
    if let Some(owner) = left.checked_sub(1).filter(|i| *i >= region.start) {
        if view.is_possessive(owner) {
            return (Some(owner..owner + 1), after);
        }
        if chunk::is_genitive(view, owner) {
            let start = chunk::full_start(view, owner.saturating_sub(1), region.start);
            return (Some(start..owner + 1), after);
        }
    }
    if matches!(view.low(after), "by" | "from") {
        let end = chunk::base_end(view, after + 1, region.end);
        if end > after + 1 {
            let found = after + 1..end;
            after = end;
            return (Some(found), after);
        }
    }
    (None, after)
}

/// Whether "that" at the token before opens a clause, not a relative clause ("claims that were made").
fn opens_clause(view: &View<'_, '_>, at: usize) -> bool {
    let verb = view.pos(at) == Pos::Verb && !view.low(at).ends_with("ing");
    let closed = verb || group::is_auxiliary(view, at) || view.is_punct(at);
    !closed || view.opens(at).is_some()
}
