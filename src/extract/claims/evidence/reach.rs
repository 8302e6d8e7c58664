//! Which claims a remark speaks of: those of its sentence, the last ones, those of a named speaker, or all of a statement.

use std::ops::Range;

use super::remarks::Remark;
use crate::extract::claims::clauses::Grammar;
use crate::extract::claims::draft::Draft;
use crate::extract::types::{Attribution, Claim};
use crate::text::Pos;
use crate::vocabulary::Evidence;

/// Gives a remark to the claims that it reaches.
pub(super) fn give(
    grammar: &Grammar<'_>,
    attributions: &[Attribution],
    drafts: &[Draft],
    claims: &mut [Claim],
    remark: &Remark,
) {
    let document = grammar.document;
    let same_sentence = |draft: &Draft| draft.sentence == remark.sentence && draft.start < remark.tokens.start;
    let own = drafts
        .iter()
        .any(|draft| draft.owner.is_some() && same_sentence(draft) && !remark.tokens.contains(&draft.start));
    let last = drafts.iter().rposition(|draft| {
        draft.owner.is_some() && draft.sentence < remark.sentence && draft.sentence + 3 >= remark.sentence
    });
    let last_owner = last.and_then(|last| drafts.get(last)).and_then(|draft| draft.owner);
    let subject_names = names_in(grammar, remark.subject.clone());
    let span = document.cover(remark.tokens.clone());
    let paragraph = document.sentences.get(remark.sentence).map_or(0, |sentence| sentence.paragraph);
    let topic = content_words(grammar, remark.subject.clone());
    let neither = remark
        .subject
        .clone()
        .any(|at| matches!(document.lower(at), "neither" | "either" | "both" | "accounts" | "claims"));
    for (draft, claim) in drafts.iter().zip(claims.iter_mut()) {
        let Some(owner) = draft.owner else { continue };
        let Some(attribution) = attributions.get(owner) else { continue };
        if claim.evidence != Evidence::Unstated {
            continue;
        }
        let here = document.sentences.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        let before = draft.sentence < remark.sentence;
        let close = before && here + 1 >= paragraph;
        let same_name = !subject_names.is_empty() && shares_name(grammar, attribution, &subject_names);
        let reached = if remark.status == Evidence::Disputed {
            if remark.wide {
                draft.sentence == remark.sentence
            } else {
                draft.sentence + 1 == remark.sentence && last_owner == Some(owner)
            }
        } else if remark.status == Evidence::Unverified && neither {
            before && here + 3 >= paragraph
        } else if own {
            same_sentence(draft)
        } else if remark.wide {
            same_name || (close && draft.sentence + 2 >= remark.sentence)
        } else if remark.status == Evidence::Unverified {
            let about = before && draft.sentence + 5 >= remark.sentence && {
                let sentence = document.sentences.get(draft.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
                content_words(grammar, sentence).iter().any(|word| topic.contains(word))
            };
            about || close && (same_name || (last_owner == Some(owner) && topic.is_empty()))
        } else {
            last_owner == Some(owner) && close
        };
        if reached {
            claim.evidence = remark.status;
            claim.evidence_spans = vec![span];
        }
    }
}

/// Nouns and the like of a token range, to see whether a remark speaks of the same thing.
fn content_words(grammar: &Grammar<'_>, tokens: Range<usize>) -> Vec<String> {
    tokens
        .filter(|at| {
            let word = grammar.document.lower(*at);
            word.len() > 4
                && grammar.document.form(*at).starts_with(char::is_lowercase)
                && !matches!(grammar.document.token(*at).pos, Pos::Verb | Pos::Adv | Pos::Aux | Pos::Det | Pos::Pron)
                && !matches!(
                    word,
                    "could"
                        | "claim"
                        | "claims"
                        | "their"
                        | "independently"
                        | "immediately"
                        | "authenticity"
                        | "report"
                        | "reports"
                        | "which"
                        | "account"
                        | "whether"
                )
        })
        .map(|at| grammar.document.lower(at).to_owned())
        .collect()
}

/// Lower-cased capitalised words of a token range.
fn names_in(grammar: &Grammar<'_>, tokens: Range<usize>) -> Vec<String> {
    tokens
        .filter(|at| {
            grammar.document.form(*at).starts_with(char::is_uppercase)
                && !matches!(
                    grammar.document.lower(*at),
                    "the" | "a" | "an" | "he" | "she" | "it" | "they" | "its" | "neither" | "none" | "no"
                )
                && grammar.document.token(*at).pos != Pos::Pron
        })
        .map(|at| grammar.document.lower(at).to_owned())
        .collect()
}

fn shares_name(grammar: &Grammar<'_>, attribution: &Attribution, names: &[String]) -> bool {
    attribution
        .source_name
        .iter()
        .chain(attribution.source.iter())
        .flat_map(|span| grammar.document.tokens_in(*span))
        .any(|at| names.iter().any(|name| name == grammar.document.lower(at)))
}
