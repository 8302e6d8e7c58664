//! How firmly the claimer puts it, and the words that say so.
//!
//! Source: FactBank (Sauri and Pustejovsky 2009) for the values; CoNLL-2010 (Farkas et al. 2010) for cue and scope. Approximators of
//! numbers, frequency words and "will" are no hedges.

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::{Class, Mark};
use super::verbs;
use crate::extract::types::Attribution;
use crate::span::Span;
use crate::text::Pos;
use crate::vocabulary::Certainty;

/// The certainty of a draft and its hedges.
pub(super) fn of(grammar: &Grammar<'_>, draft: &Draft, attribution: Option<&Attribution>) -> (Certainty, Vec<Span>) {
    let document = grammar.document;
    let refusal = draft.is_past_refusal(grammar);
    let mut found: Vec<(Certainty, Mark)> = Vec::new();
    let cue = attribution.and_then(|attribution| attribution.cue).map_or(0..0, |cue| grammar.document.tokens_in(cue));
    let scope = draft.scope(grammar);
    let subject = draft.runs.first().filter(|run| run.start < draft.start).cloned().unwrap_or(0..0);
    for (class, certainty) in [
        (Class::Possible, Certainty::Possible),
        (Class::Probable, Certainty::Probable),
        (Class::Unknown, Certainty::Unknown),
    ] {
        for tokens in [cue.clone(), subject.clone(), scope.clone()] {
            let marks = grammar.marks.of(class, tokens).filter(|mark| hedges(grammar, *mark));
            let marks = marks.filter(|mark| !(refusal && document.lower(mark.start) == "could"));
            found.extend(marks.map(|mark| (certainty, mark)));
        }
    }
    if ends_in_question(grammar, draft) && attribution.is_none_or(|a| a.quote == crate::vocabulary::QuoteType::Direct) {
        return (Certainty::Unknown, Vec::new());
    }
    found.sort_by_key(|(_, mark)| (mark.start, usize::MAX - mark.end));
    found.dedup_by(|next, kept| next.1.start < kept.1.end && next.1.end <= kept.1.end && next.0 == kept.0);
    let certainty = found.iter().map(|(certainty, _)| *certainty).max().unwrap_or(Certainty::Certain);
    (certainty, found.iter().map(|(_, mark)| grammar.document.cover(mark.start..mark.end)).collect())
}

/// Whether a match hedges where it stands.
fn hedges(grammar: &Grammar<'_>, mark: Mark) -> bool {
    let document = grammar.document;
    if grammar.marks.covers(Class::HedgeException, mark.start) {
        return false;
    }
    let word = document.lower(mark.start);
    let tag = document.token(mark.start).pos;
    let next = document.lower(mark.end);
    match word {
        "may" | "might" | "could" => verbs::is_auxiliary(document, mark.start),
        // To appear in court is no hedge.
        "appear" | "appears" | "appeared" | "appearing" => {
            !matches!(next, "in" | "at" | "on" | "before" | "alongside" | "with" | "for" | "," | "." | "from")
        }
        "estimates" | "doubt" | "doubts" | "expects" | "guess" | "hint" | "hints" | "suspect" | "suspects" => {
            !matches!(tag, Pos::Noun | Pos::Adj)
        }
        "think" | "thinks" | "believe" | "believes" | "believed" | "feel" | "feels" | "assume" | "expected"
        | "seems" | "seem" => true,
        _ => true,
    }
}

pub(super) fn ends_in_question(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    (draft.end..draft.end + 3).any(|at| grammar.document.lower(at).starts_with('?'))
        && grammar.document.sentence_of(draft.end).is_none_or(|sentence| sentence == draft.sentence)
}
