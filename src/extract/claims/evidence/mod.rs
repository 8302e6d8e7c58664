//! What the article says of the support for a claim, also when it says so in another sentence that points back.
//!
//! Two steps: what the attribution itself names (a document, a poll), then the remarks of the article, each with the claims it reaches.
//! Source: evidentiality (Aikhenvald 2004), rumour status values (Zubiaga et al. 2016), shell nouns that point back (Schmid 2000).

mod reach;
mod remarks;

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use crate::extract::types::{Attribution, Claim};
use crate::span::Span;
use crate::vocabulary::{Evidence, SourceKind};

/// How many sentences away a remark on a statement finds the claims of that statement.
const REACH: usize = 100;

/// Sets `evidence` and `evidence_spans` of all claims. `drafts` is parallel to `claims`.
pub(super) fn apply(grammar: &Grammar<'_>, attributions: &[Attribution], drafts: &[Draft], claims: &mut [Claim]) {
    for (draft, claim) in drafts.iter().zip(claims.iter_mut()) {
        if let Some(span) = named_support(grammar, draft, attributions) {
            claim.evidence = Evidence::Given;
            claim.evidence_spans = vec![span];
        }
    }
    unconfirmed_condition(grammar, drafts, claims);
    polls(grammar, attributions, drafts, claims);
    for sentence in 0..grammar.document.sentences.len() {
        if let Some(remark) = remarks::of(grammar, sentence) {
            // Drafts are in order of their sentences; a remark reaches so far and no farther, which keeps the work linear.
            let from = drafts.partition_point(|draft| draft.sentence + REACH < sentence);
            let to = drafts.partition_point(|draft| draft.sentence <= sentence + REACH);
            let near = drafts.get(from..to).zip(claims.get_mut(from..to));
            if let Some((drafts, claims)) = near {
                reach::give(grammar, attributions, drafts, claims, &remark);
            }
        }
    }
}

/// The document that a claim hangs on: its source, or one that its sentence names beside the cue ("in a letter").
fn named_support(grammar: &Grammar<'_>, draft: &Draft, attributions: &[Attribution]) -> Option<Span> {
    let attribution = draft.attribution(attributions)?;
    if attribution.source_kind == SourceKind::Document {
        return attribution.source.or(attribution.cue);
    }
    // "a Herald investigation found": the outlet's own inquiry.
    if attribution.source_kind == SourceKind::Media
        && let Some(source) = attribution.source
        && grammar.marks.has(Class::Document, grammar.document.tokens_in(source))
    {
        return Some(source);
    }
    let sentence = grammar.document.sentences.get(draft.sentence)?;
    grammar
        .marks
        .of(Class::Document, sentence.tokens.clone())
        .filter(|mark| grammar.voices.owner(mark.start) == attribution.parent)
        .find_map(|mark| {
            let from = (mark.start.saturating_sub(5)..mark.start)
                .rev()
                .find(|at| matches!(grammar.document.lower(*at), "in" | "citing" | "from" | "cited"))?;
            let word = grammar.document.lower(mark.start);
            let plain = from + 1 < mark.start && grammar.groups_in(from + 1..mark.start).next().is_none();
            let vouched = matches!(grammar.document.lower(from), "in" | "citing" | "cited")
                && !matches!(
                    word,
                    "record"
                        | "records"
                        | "video"
                        | "report"
                        | "test"
                        | "tests"
                        | "poll"
                        | "polls"
                        | "e"
                        | "contract"
                        | "investigation"
                        | "inquiry"
                );
            (plain && vouched).then(|| grammar.document.cover(from..mark.end))
        })
}

/// In a story on a poll, the writer's percentages come from the poll.
fn polls(grammar: &Grammar<'_>, attributions: &[Attribution], drafts: &[Draft], claims: &mut [Claim]) {
    let is_poll = |attribution: &&Attribution| {
        attribution.source_kind == SourceKind::Document
            && attribution.source.is_some_and(|source| {
                let tokens = grammar.document.tokens_in(source);
                tokens
                    .clone()
                    .any(|at| matches!(grammar.document.lower(at), "poll" | "polls" | "survey" | "surveys" | "polling"))
            })
    };
    let Some(source) = attributions.iter().find(is_poll).and_then(|attribution| attribution.source) else { return };
    for (draft, claim) in drafts.iter().zip(claims.iter_mut()) {
        let percent = (draft.start..draft.end).any(|at| matches!(grammar.document.lower(at), "percent" | "%" | "cent"));
        let margin = (draft.start..draft.end).any(|at| grammar.document.lower(at) == "margin");
        if draft.owner.is_none()
            && claim.evidence == Evidence::Unstated
            && percent
            && !margin
            && grammar.document.token(draft.start).span.start > source.start
        {
            claim.evidence = Evidence::Given;
            claim.evidence_spans = vec![source];
        }
    }
}

/// "If the ministry's figures are accurate, ...": what hangs on that is unverified.
fn unconfirmed_condition(grammar: &Grammar<'_>, drafts: &[Draft], claims: &mut [Claim]) {
    for (draft, claim) in drafts.iter().zip(claims.iter_mut()) {
        let Some(condition) = draft.condition.clone() else { continue };
        let truth = condition.clone().any(|at| {
            matches!(
                grammar.document.lower(at),
                "accurate"
                    | "correct"
                    | "confirmed"
                    | "verified"
                    | "true"
                    | "authentic"
                    | "reliable"
                    | "genuine"
                    | "borne"
            )
        });
        if truth && claim.evidence == Evidence::Unstated {
            claim.evidence = Evidence::Unverified;
            claim.evidence_spans = vec![grammar.document.cover(condition)];
        }
    }
}
