//! Whether the proposition is negated: cue and scope.
//!
//! Source: cues and scopes of BioScope (Vincze et al. 2008); implicative signatures (Karttunen 2012); lexicon rules in the manner of
//! TruthTeller (Lotan, Stern and Dagan 2013).

use std::ops::Range;

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use crate::extract::types::Attribution;
use crate::text::Pos;
use crate::vocabulary::Polarity;

/// The polarity of a draft. `denied` is true when the cue says no to the content.
pub(super) fn of(grammar: &Grammar<'_>, draft: &Draft, attribution: Option<&Attribution>, denied: bool) -> Polarity {
    let inside = is_negated(grammar, draft) ^ calls_false(grammar, draft);
    let outside = denied || attribution.is_some_and(|attribution| cue_negates(grammar, attribution));
    if inside == outside { Polarity::Positive } else { Polarity::Negative }
}

/// Whether the proposition itself holds a negation in scope.
pub(super) fn is_negated(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    holds_negator(grammar, draft) || negative_verb(grammar, draft)
}

/// Whether a negator, and not only the meaning of a verb, negates it.
pub(super) fn holds_negator(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let subject = draft.runs.first().filter(|run| run.start < draft.start).cloned().unwrap_or(0..0);
    negator_in(grammar, subject) || negator_in(grammar, draft.scope(grammar))
}

/// "the report is false", "lies", "without merit": a word that says no to what it is said of, and holds no negator itself.
fn calls_false(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let scope = draft.scope(grammar);
    let verdict = draft.group.is_none_or(|group| group.copula || !group.is_finite());
    draft.owner.is_some()
        && verdict
        && grammar.marks.of(Class::Denial, scope).any(|mark| !negator_in(grammar, mark.start..mark.end))
}

/// Whether a negator stands in a token range and none of the exceptions covers it.
pub(super) fn negator_in(grammar: &Grammar<'_>, tokens: Range<usize>) -> bool {
    grammar.marks.of(Class::Negator, tokens.clone()).any(|mark| {
        let word = grammar.document.lower(mark.start);
        let before = grammar.document.lower(mark.start.wrapping_sub(1));
        if grammar.marks.covers(Class::NegatorException, mark.start) {
            return false;
        }
        match word {
            // "few" and "little" negate as quantifiers only, not as adjectives after a determiner.
            "few" | "little" if mark.end == mark.start + 1 => {
                !matches!(
                    before,
                    "a" | "the" | "these" | "those" | "his" | "her" | "its" | "their" | "every" | "with" | "this"
                ) && (word == "few" || grammar.document.token(mark.start).pos != Pos::Propn)
            }
            // "a pause, not a divorce": says what it is not beside what it is.
            "not" if before == "," && !is_verbal(grammar, mark.end) => false,
            "no" => grammar.document.lower(mark.end) != "." || grammar.document.token(mark.start).pos != Pos::Noun,
            _ => true,
        }
    })
}

/// Whether a verb group starts at a token.
fn is_verbal(grammar: &Grammar<'_>, at: usize) -> bool {
    !grammar.groups_in(at..at + 1).is_empty()
}

/// Whether the main verb is one whose complement does not hold ("failed to", "lacks").
fn negative_verb(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    draft.group.is_some_and(|group| grammar.marks.at(Class::NegativeVerb, group.head).is_some())
}

/// "does not believe", "few drivers think": the negation stands in cue or source and reaches the content.
fn cue_negates(grammar: &Grammar<'_>, attribution: &Attribution) -> bool {
    let cue = attribution.cue.map_or(0..0, |cue| grammar.document.tokens_in(cue));
    let doubt = cue.clone().any(|at| matches!(grammar.document.lower(at), "doubt" | "doubts" | "doubted" | "doubting"));
    let negator = negator_in(grammar, cue);
    let source = attribution.source.map_or(0..0, |source| grammar.document.tokens_in(source));
    let first = source.start..source.end.min(source.start + 2);
    doubt || negator || negator_in(grammar, first)
}
