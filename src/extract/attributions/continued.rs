//! Quotations without a cue of their own: the speaker of the report before goes on. Runs after the cues of the text are settled.

use super::candidate::{Candidate, Construction};
use super::view::View;

/// Fewest tokens, marks included, of a quotation that can be a statement of its own.
const SHORTEST: usize = 6;

/// Adds a candidate for every free quotation that continues an earlier one. `found` is sorted by content start.
pub(super) fn add(view: &View<'_, '_>, found: &mut Vec<Candidate>) {
    let mut taken = vec![false; view.doc.quotations.len()];
    for candidate in found.iter() {
        // A report inside a quotation does not claim the quotation that holds it.
        let home = view.quotation(candidate.anchor);
        for piece in &candidate.content {
            let mut at = piece.start;
            while at < piece.end {
                let Some(number) = view.quotation(at) else {
                    at += 1;
                    continue;
                };
                if let Some(slot) = taken.get_mut(number).filter(|_| home != Some(number)) {
                    *slot = true;
                }
                at = view.quotation_tokens(number).end.max(at + 1);
            }
        }
    }
    let mut added: Vec<Candidate> = Vec::new();
    let mut next = 0;
    let mut last: Option<Candidate> = None;
    for number in 0..view.doc.quotations.len() {
        let tokens = view.quotation_tokens(number);
        if view.quotation(tokens.start) != Some(number) {
            continue;
        }
        // The speaker heard last before this quotation.
        while let Some(candidate) = found.get(next).filter(|candidate| candidate.start() < tokens.start) {
            if candidate.source.is_some() && view.quotation(candidate.anchor).is_none() {
                last = Some(candidate.clone());
            }
            next += 1;
        }
        if taken.get(number).copied().unwrap_or(false) {
            continue;
        }
        let Some(before) = last.as_ref().filter(|_| is_statement(view, &tokens)) else { continue };
        let near = match (view.paragraph(before.anchor), view.paragraph(tokens.start)) {
            (Some(a), Some(b)) => b.saturating_sub(a) <= 1,
            _ => false,
        };
        let spoke = before.content.iter().any(|piece| piece.clone().any(|at| view.quotation(at).is_some()));
        let same = view.paragraph(before.anchor) == view.paragraph(tokens.start);
        if near && (spoke || same) {
            let candidate =
                Candidate { content: vec![tokens.clone()], construction: Construction::Continued, ..before.clone() };
            let mut heard = candidate.clone();
            heard.anchor = tokens.start;
            last = Some(Candidate { cue: candidate.cue.clone(), ..heard });
            added.push(candidate);
        }
    }
    found.extend(added);
}

/// A quotation that fills its sentence: not a scare quote.
fn is_statement(view: &View<'_, '_>, tokens: &std::ops::Range<usize>) -> bool {
    if tokens.len() < SHORTEST || !view.capital(tokens.start + 1) {
        return false;
    }
    let sentence = view.sentence(tokens.start);
    let before = sentence.start..tokens.start;
    before.clone().all(|at| view.is_punct(at) || view.low(at) == "and" || view.low(at) == "but")
}
