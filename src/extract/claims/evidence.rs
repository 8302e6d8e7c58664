//! What the article says of the support for a claim, also when it says so in another sentence that points back.
//!
//! Two steps: what the attribution itself names (a document, a poll), then the remarks of the article, each with the claims it reaches.
//! Source: evidentiality (Aikhenvald 2004), rumour status values (Zubiaga et al. 2016), shell nouns that point back (Schmid 2000).

use std::ops::Range;

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use super::regions::{LONGEST, Role};
use crate::extract::types::{Attribution, Claim};
use crate::span::Span;
use crate::text::Pos;
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
        if let Some(remark) = remark(grammar, sentence) {
            // Drafts are in order of their sentences; a remark reaches so far and no farther, which keeps the work linear.
            let from = drafts.partition_point(|draft| draft.sentence + REACH < sentence);
            let to = drafts.partition_point(|draft| draft.sentence <= sentence + REACH);
            let near = drafts.get(from..to).zip(claims.get_mut(from..to));
            if let Some((drafts, claims)) = near {
                reach(grammar, attributions, drafts, claims, &remark);
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

/// One remark of the article on the support of claims.
#[derive(Debug, Clone)]
struct Remark {
    sentence: usize,
    status: Evidence,
    /// Tokens that say so.
    tokens: Range<usize>,
    /// Tokens of what stands before the remark in its sentence: the one of whom it is said.
    subject: Range<usize>,
    /// It speaks of a whole statement or of several claims.
    wide: bool,
}

fn remark(grammar: &Grammar<'_>, sentence: usize) -> Option<Remark> {
    let range = grammar.document.sentences.get(sentence)?.tokens.clone();
    let range = range.start..range.end.min(range.start + LONGEST);
    absent(grammar, sentence, range.clone())
        .or_else(|| unverified(grammar, sentence, range.clone()))
        .or_else(|| supported(grammar, sentence, range.clone()))
        .or_else(|| disputed(grammar, sentence, range))
}

/// "did not provide any evidence", "offered no proof", "without citing a source".
fn absent(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let noun = grammar.marks.of(Class::EvidenceNoun, range.clone()).find(|noun| {
        let from = noun.start.saturating_sub(8).max(range.start);
        let giving = grammar.marks.of(Class::Giving, from..noun.start).next_back_mark();
        let Some(giving) = giving else { return false };
        let negated = grammar
            .marks
            .of(Class::Negator, giving.start.saturating_sub(4).max(range.start)..noun.start)
            .next()
            .is_some()
            || grammar.document.lower(giving.start.wrapping_sub(1)) == "without";
        negated && grammar.voices.owner(noun.start).is_none()
    })?;
    let from = noun.start.saturating_sub(8).max(range.start);
    let giving = grammar.marks.of(Class::Giving, from..noun.start).next_back_mark()?;
    let groups = grammar.groups_in(giving.start.saturating_sub(4).max(range.start)..giving.end);
    let start = grammar
        .groups
        .get(groups)
        .unwrap_or_default()
        .iter()
        .find(|group| group.head == giving.start || group.tokens().contains(&giving.start))
        .map_or(giving.start, |group| group.start);
    let start = if grammar.document.lower(start.wrapping_sub(1)) == "without" { start - 1 } else { start };
    let wide = is_wide(grammar, range.clone());
    Some(Remark { sentence, status: Evidence::Absent, tokens: start..noun.end, subject: range.start..start, wide })
}

/// "could not be independently verified", "has not been confirmed", "unconfirmed reports".
fn unverified(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let checking = grammar.marks.of(Class::Verifying, range.clone()).find(|mark| {
        let from = mark.start.saturating_sub(6).max(range.start);
        let negated = grammar.marks.of(Class::Negator, from..mark.start).next().is_some();
        let neither = grammar
            .marks
            .of(Class::Negator, range.start..mark.start)
            .any(|mark| grammar.document.lower(mark.start) == "neither");
        let able = (from..mark.start).any(|at| {
            matches!(grammar.document.lower(at), "could" | "able" | "been" | "unable" | "be" | "independently")
        });
        grammar.voices.owner(mark.start).is_none() && (negated || neither) && able
    })?;
    let from = range.start;
    let passive = (checking.start.saturating_sub(4).max(range.start)..checking.start)
        .any(|at| matches!(grammar.document.lower(at), "be" | "been"));
    let wide = is_wide(grammar, range.clone());
    let end = if passive { checking.end } else { range.end };
    let end = (checking.end..end).find(|at| matches!(grammar.document.lower(*at), "." | "," | ";")).unwrap_or(end);
    // The remark is the whole of a short passive, else from the verb on.
    let start = if passive {
        from
    } else {
        grammar
            .groups
            .get(grammar.groups_in(from..checking.end))
            .unwrap_or_default()
            .iter()
            .find(|group| group.tokens().contains(&checking.start))
            .map_or(checking.start, |group| group.start)
    };
    let subject = if passive { from..checking.start } else { checking.end..end };
    Some(Remark { sentence, status: Evidence::Unverified, tokens: start..end, subject, wide })
}

/// "A memo seen by the paper appears to back that up."
fn supported(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let document = grammar.marks.of(Class::Document, range.clone()).next()?;
    let back = (document.end..range.end).find(|at| {
        matches!(
            grammar.document.lower(*at),
            "back"
                | "backs"
                | "backed"
                | "support"
                | "supports"
                | "supported"
                | "corroborate"
                | "corroborates"
                | "confirms"
                | "bears"
                | "bear"
        )
    })?;
    let points = (back + 1..range.end.min(back + 5)).any(|at| {
        matches!(
            grammar.document.lower(at),
            "that"
                | "this"
                | "it"
                | "claim"
                | "claims"
                | "account"
                | "accounts"
                | "version"
                | "allegation"
                | "allegations"
        )
    });
    let writer = grammar.voices.owner(back).is_none() && grammar.voices.role(back) == Role::Said;
    (points && writer).then_some(Remark {
        sentence,
        status: Evidence::Given,
        tokens: range.start..range.end,
        subject: 0..0,
        wide: false,
    })
}

/// "In fact, two of them were away": the writer sets facts against what was just claimed; "wrongly said".
fn disputed(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let mark =
        grammar.marks.of(Class::Disputing, range.clone()).find(|mark| grammar.voices.owner(mark.start).is_none())?;
    let leads = mark.start <= range.start + 1;
    let adverb = matches!(grammar.voices.role(mark.end), Role::Cue(_));
    let corrects = grammar.document.lower(mark.start) == "correction";
    if !(leads || adverb || corrects) {
        return None;
    }
    let tokens = if adverb || corrects { mark.start..mark.end } else { range.clone() };
    Some(Remark { sentence, status: Evidence::Disputed, tokens, subject: 0..0, wide: adverb || corrects })
}

/// Whether a remark speaks of a statement, a report, or of several claims.
fn is_wide(grammar: &Grammar<'_>, range: Range<usize>) -> bool {
    range.clone().any(|at| {
        matches!(
            grammar.document.lower(at),
            "claims"
                | "statement"
                | "allegations"
                | "accusations"
                | "accounts"
                | "reports"
                | "assertions"
                | "neither"
                | "either"
                | "study"
                | "dossier"
        )
    })
}

/// Gives a remark to the claims that it reaches.
fn reach(grammar: &Grammar<'_>, attributions: &[Attribution], drafts: &[Draft], claims: &mut [Claim], remark: &Remark) {
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

/// The last mark of an iterator over marks.
trait NextBack {
    fn next_back_mark(self) -> Option<super::lexicons::Mark>;
}

impl<I: Iterator<Item = super::lexicons::Mark>> NextBack for I {
    fn next_back_mark(self) -> Option<super::lexicons::Mark> {
        self.last()
    }
}
