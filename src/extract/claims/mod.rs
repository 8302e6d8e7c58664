//! Claims: what is asserted, by whom, how firmly, on what evidence.
//!
//! Owns the order of the steps: whose words ([`regions`]), one clause for each proposition ([`clauses`]), then one file an attribute.
//! Works on attributions and figures found before; knows nothing of how they were found. Values and rules: `docs/RECORD.md`.

mod act;
mod certainty;
mod check;
mod clauses;
mod condition;
mod contradictions;
mod denials;
mod draft;
mod evidence;
mod figures;
mod inflect;
mod lexicons;
mod links;
mod own_words;
mod polarity;
mod regions;
mod relatives;
mod time;
mod trim;
mod verbless;
mod verbs;

pub use lexicons::{Class, Lexicons};
pub use own_words::{WordsError, WordsProblem};

use std::ops::Range;

use super::types::{Attribution, Claim, Extraction};
use crate::span::Span;
use crate::text::Document;
use crate::vocabulary::{Evidence, Stance, Time};
use clauses::{Grammar, Kind};
use draft::Draft;

/// Adds the claims of a document and links figures to them, by the words that ship.
pub fn extract(document: &Document<'_>, extraction: &mut Extraction) {
    extract_with(document, extraction, Lexicons::embedded());
}

/// Adds the claims of a document and links figures to them, by the given words.
pub fn extract_with(document: &Document<'_>, extraction: &mut Extraction, lexicons: &Lexicons) {
    let marks = lexicons.marks(document);
    let groups = verbs::groups(document, &marks);
    let voices = regions::Voices::new(document, &extraction.attributions, &marks, &groups);
    let figure_tokens: Vec<Range<usize>> =
        extraction.figures.iter().map(|figure| document.tokens_in(figure.span)).collect();
    let grammar = Grammar { document, marks: &marks, groups: &groups, voices: &voices, figures: &figure_tokens };
    let attributions = &extraction.attributions;
    let drafts = drafts(&grammar, attributions);
    let mut claims: Vec<Claim> = Vec::with_capacity(drafts.len());
    let mut before: Option<(usize, Option<usize>, Time)> = None;
    for draft in &drafts {
        let carried = before
            .filter(|(sentence, owner, _)| *sentence == draft.sentence && *owner == draft.owner)
            .map(|(.., time)| time);
        let claim = claim(&grammar, attributions, draft, carried);
        before = Some((draft.sentence, draft.owner, claim.time));
        claims.push(claim);
    }
    figures::link(&mut extraction.figures, &mut claims, &drafts, document);
    evidence::apply(&grammar, attributions, &drafts, &mut claims);
    contradictions::apply(&grammar, attributions, &drafts, &mut claims, &extraction.figures);
    for (draft, claim) in drafts.iter().zip(claims.iter_mut()) {
        (claim.check, claim.score) = check::of(&grammar, draft, claim);
    }
    extraction.claims = claims;
}

/// Every proposition of the document, by place in the text.
fn drafts(grammar: &Grammar<'_>, attributions: &[Attribution]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for region in grammar.voices.regions(grammar.document) {
        for clause in clauses::of(grammar, &region) {
            let Some(mut draft) = Draft::new(grammar, &region, &clause) else { continue };
            if !is_claim(grammar, &draft) {
                continue;
            }
            if draft.condition.is_none()
                && (draft.owner.is_some() || draft.kind != Kind::Main)
                && let Some(sentence) = grammar.document.sentences.get(draft.sentence)
            {
                draft.condition =
                    condition::leading(grammar, sentence.tokens.clone(), draft.start, draft.kind != Kind::Main);
            }
            out.push(draft);
        }
    }
    out.extend(told_of_sources(grammar, attributions));
    denials::add(grammar, attributions, &mut out);
    drop_fragments(grammar, &mut out);
    // One clause may be told of two sources that share it; the fuller subject stays.
    let words = |draft: &Draft| draft.runs.iter().map(ExactSizeIterator::len).sum::<usize>();
    out.sort_by_key(|draft| (draft.start, draft.end, draft.owner, usize::MAX - words(draft)));
    out.dedup_by(|next, kept| {
        (next.start, next.end, next.owner) == (kept.start, kept.end, kept.owner) && next.kind == Kind::Relative
    });
    out
}

/// What relative clauses tell of a source ("Ann Lee, who studied 40 cases, said ..."): the voice around the report says it.
fn told_of_sources(grammar: &Grammar<'_>, attributions: &[Attribution]) -> Vec<Draft> {
    let document = grammar.document;
    let mut out = Vec::new();
    let mut seen: Vec<Span> = Vec::new();
    for attribution in attributions {
        let Some(source) = attribution.source.filter(|source| !seen.contains(source)) else { continue };
        // Sources repeat where a quotation goes on; the last few are enough to see it.
        seen.truncate(8);
        seen.insert(0, source);
        let mut run: Vec<usize> = document.tokens_in(source).take(60).collect();
        let Some(sentence) = run.first().and_then(|first| document.sentence_of(*first)) else { continue };
        let owner =
            attribution.parent.filter(|_| run.first().is_some_and(|first| grammar.voices.owner(*first).is_some()));
        let region = regions::Region { sentence, owner, tokens: Vec::new() };
        for clause in relatives::take(grammar, &mut run) {
            out.extend(Draft::new(grammar, &region, &clause));
        }
    }
    out
}

/// Takes out shreds of a content ("by the way", "him") beside which the same voice says something whole.
fn drop_fragments(grammar: &Grammar<'_>, drafts: &mut Vec<Draft>) {
    let mut whole: Vec<usize> =
        drafts.iter().filter(|draft| draft.group.is_some()).filter_map(|draft| draft.owner).collect();
    whole.sort_unstable();
    drafts.retain(|draft| {
        let Some(owner) = draft.owner else { return true };
        let words: Vec<usize> =
            draft.tokens().filter(|at| grammar.document.token(*at).kind != crate::text::TokenKind::Punct).take(5).collect();
        let pronoun = matches!(words.as_slice(), [only] if matches!(grammar.document.lower(*only), "him" | "her" | "me" | "us" | "them" | "he" | "she" | "they" | "you"));
        let shred = words.len() < 5
            && draft.group.is_none()
            && !grammar.has_figure(draft.start..draft.end)
            && whole.binary_search(&owner).is_ok();
        !pronoun && !shred
    });
}

/// Whether anything is asserted: what somebody said always is, unless it is only marks; the writer's words need a verb of their own.
fn is_claim(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let words = draft.tokens().filter(|at| grammar.document.token(*at).kind != crate::text::TokenKind::Punct).count();
    if draft.owner.is_some() {
        return words > 0;
    }
    let finite = draft.group.is_some_and(|group| group.is_finite());
    let first = grammar.document.lower(draft.first_word(grammar));
    // A lower clause that was left alone, a question word's question, a verb with nothing said.
    let alone = matches!(first, "if" | "unless" | "when" | "after" | "before" | "once" | "until")
        && !draft.tokens().any(|at| grammar.document.lower(at) == ",");
    let asked = matches!(first, "how" | "what" | "why" | "where" | "who" | "which")
        && certainty::ends_in_question(grammar, draft);
    let empty = draft.group.is_some_and(|group| {
        group.end >= draft.end && (group.copula || verbs::is_auxiliary(grammar.document, group.head))
    });
    // "That's why ..." cut after its pronoun.
    let clitic = first.starts_with('\'') && first.len() > 1 && draft.runs.len() == 1;
    if alone || asked || empty || clitic {
        return false;
    }
    match draft.kind {
        Kind::Main => {
            words >= 2
                && (finite
                    || (words >= 3
                        && (draft.group.is_some() || grammar.has_figure(draft.start..draft.end))
                        && is_whole_sentence(grammar, draft)))
        }
        _ => words >= 2,
    }
}

/// A verbless sentence of the writer is a headline when nothing else stands in it.
fn is_whole_sentence(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    grammar.document.sentences.get(draft.sentence).is_some_and(|sentence| {
        sentence
            .tokens
            .clone()
            .all(|at| grammar.voices.owner(at).is_none() && grammar.voices.role(at) == regions::Role::Said)
    })
}

/// One claim with every attribute that its own clause and cue decide.
fn claim(grammar: &Grammar<'_>, attributions: &[Attribution], draft: &Draft, before: Option<Time>) -> Claim {
    let attribution = draft.attribution(attributions);
    let cue = act::of_cue(grammar, attribution);
    let act = act::of(grammar, draft, attribution, cue);
    let polarity = polarity::of(grammar, draft, attribution, cue.denies);
    let (certainty, hedges) = certainty::of(grammar, draft, attribution);
    let spans: Vec<Span> = draft.spans(grammar);
    let subject = draft.group.filter(|group| group.start > draft.start).map(|group| draft.start..group.start);
    let object = match spans.as_slice() {
        [first, _, ..] => Some(*first),
        _ => subject.map(|tokens| grammar.document.cover(tokens)),
    };
    Claim {
        spans,
        attribution: draft.owner,
        object,
        act,
        polarity,
        certainty,
        hedges,
        stance: attribution.map_or(Stance::Endorse, |attribution| attribution.stance),
        evidence: Evidence::Unstated,
        evidence_spans: Vec::new(),
        time: time::of(grammar, draft, attribution, act, before),
        condition: draft.condition.clone().map(|tokens| grammar.document.cover(tokens)),
        check: crate::vocabulary::Check::Worthy,
        score: 0.0,
        contradicts: Vec::new(),
        figures: Vec::new(),
        confidence: attribution.map_or(0.8, |attribution| attribution.confidence),
    }
}
