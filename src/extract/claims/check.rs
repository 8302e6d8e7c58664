//! Whether a claim is worth checking, with a score that ranks.
//!
//! Source: the classes of ClaimBuster (Hassan et al. 2017) and the claim types of Full Fact (Konstantinovskiy et al. 2021): figures,
//! comparison, cause, law and named actors raise the score; judgement, formula and vagueness lower it.

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use super::verbs::Form;
use crate::extract::types::Claim;
use crate::text::Pos;
use crate::vocabulary::{Act, Certainty, Check, Evidence};

/// The score (0..1) and its class.
pub(super) fn of(grammar: &Grammar<'_>, draft: &Draft, claim: &Claim) -> (Check, f32) {
    let document = grammar.document;
    let tokens = draft.start..draft.end;
    let has = |class: Class| grammar.marks.has(class, tokens.clone());
    let mut score: f32 = 0.55;
    if grammar.has_figure(tokens.clone()) {
        score += 0.30;
    }
    score += 0.08 * f32::from(u8::from(has(Class::Record)));
    score += 0.06 * f32::from(u8::from(has(Class::Causal)));
    score += 0.08 * f32::from(u8::from(has(Class::Law)));
    let named = draft.tokens().skip(1).any(|at| {
        document.token(at).pos == Pos::Propn || document.form(at).starts_with(char::is_uppercase) && at > draft.start
    });
    score += if named { 0.10 } else { 0.0 };
    score += match claim.act {
        Act::Accuse | Act::Deny | Act::Plan | Act::Admit => 0.08,
        Act::Opine => -0.40,
        Act::Demand => -0.35,
        _ => 0.0,
    };
    if claim.evidence != Evidence::Unstated {
        score += 0.05;
    }
    if claim.certainty == Certainty::Unknown {
        score -= 0.40;
    }
    let first = document.lower(draft.start);
    if matches!(first, "i" | "we") {
        score -= 0.12;
    }
    if has(Class::Formula) {
        score -= 0.60;
    }
    if has(Class::Evaluative) {
        score -= 0.10;
    }
    let length: usize = draft.runs.iter().map(ExactSizeIterator::len).sum();
    if length < 5 {
        score -= 0.12;
    }
    if !grammar.has_figure(tokens.clone()) && has(Class::Vague) {
        score -= 0.08;
    }
    if draft.owner.is_none()
        && draft.group.is_some_and(|group| group.form == Form::Present)
        && !grammar.has_figure(tokens)
    {
        score -= 0.10;
    }
    let score = score.clamp(0.0, 1.0);
    let check = match score {
        score if score >= 0.45 => Check::Worthy,
        score if score >= 0.28 => Check::Minor,
        _ => Check::None,
    };
    (check, score)
}
