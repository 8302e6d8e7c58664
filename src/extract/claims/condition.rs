//! The condition of a claim: the if, unless or without clause. A leading one is taken out of the claim, any other stays in.
//!
//! Source: conditional SLINKs of TimeML (Pustejovsky et al. 2003); a condition does not lower certainty here.

use std::ops::Range;

use super::clauses::Grammar;
use super::lexicons::Class;
use crate::text::Pos;

/// Finds the condition in the tokens of a clause and removes it when it leads.
pub(super) fn take(grammar: &Grammar<'_>, tokens: &mut Vec<usize>) -> Option<Range<usize>> {
    let document = grammar.document;
    let place = tokens.iter().position(|at| opens(grammar, *at, tokens.first() == Some(at)))?;
    let start = *tokens.get(place)?;
    let comma = tokens.iter().skip(place).position(|at| document.lower(*at) == ",").map(|offset| place + offset);
    if place == 0 {
        // "If rates fall, prices will rise": up to the comma; with no comma the clause is nothing but its condition.
        let comma = comma?;
        let last = *tokens.get(comma.checked_sub(1)?)?;
        if comma + 1 >= tokens.len() {
            return None;
        }
        tokens.drain(..=comma);
        return Some(start..last + 1);
    }
    let end = comma.unwrap_or(tokens.len());
    let last = *tokens.get(end.checked_sub(1)?)?;
    (last >= start).then_some(start..last + 1)
}

/// Whether a condition opens at a token.
fn opens(grammar: &Grammar<'_>, at: usize, leading: bool) -> bool {
    let document = grammar.document;
    if grammar.marks.at(Class::Condition, at).is_none() {
        return false;
    }
    let before = document.lower(at.wrapping_sub(1));
    match document.lower(at) {
        // "asked if" is a question, "as if" a comparison, "even if" a concession that changes nothing.
        "if" => {
            !matches!(
                before,
                "as" | "ask" | "asked" | "asks" | "asking" | "wonder" | "wonders" | "know" | "see" | "unclear" | "what"
            ) && !matches!(document.lower(at + 1), "not" | "any" | "anything" | "ever")
        }
        "without" => leading && document.token(at + 1).pos != Pos::Verb && !document.lower(at + 1).ends_with("ing"),
        "provided" | "providing" | "assuming" => {
            document.lower(at + 1) == "that" || (document.token(at).pos == Pos::Sconj)
        }
        "should" => leading,
        _ => true,
    }
}

/// The leading condition of a sentence that stands outside the claim ("If the ministry's figures are right, ...").
///
/// `hangs` is true for what hangs on the clause before: the condition reaches it at any distance.
pub(super) fn leading(
    grammar: &Grammar<'_>,
    sentence: Range<usize>,
    claim_start: usize,
    hangs: bool,
) -> Option<Range<usize>> {
    let document = grammar.document;
    let start = sentence.clone().take(20).find(|at| document.token(*at).kind != crate::text::TokenKind::Punct)?;
    if !matches!(document.lower(start), "if" | "unless") {
        return None;
    }
    let comma = (start..sentence.end.min(start + 40)).find(|at| document.lower(*at) == ",")?;
    (comma < claim_start && (hangs || comma + 12 > claim_start)).then_some(start..comma)
}
