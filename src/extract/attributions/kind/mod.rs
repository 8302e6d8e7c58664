//! What kind of speaker a source is, decided from its noun phrase and from what the article says of its referent.
//!
//! Definitions stand in `docs/RECORD.md` ("Kind"): by answerability, not by form. Here: names, pronouns and what is left;
//! [`bodies`], [`phrases`], [`roles`] and [`serves`] judge the rest.

mod bodies;
mod phrases;
mod roles;
mod serves;

use std::ops::Range;

use crate::text::Document;
use crate::text::mentions::lexicon;
use crate::text::mentions::phrase;
use crate::text::mentions::{Entity, EntityKind, Resolved, is_firm};
use crate::vocabulary::SourceKind;

/// The kind of a source. `cue` is the lower-cased reporting word, `""` for none. An empty token range means that the text names nobody.
pub fn of(document: &Document<'_>, tokens: Range<usize>, resolved: &Resolved, cue: &str) -> SourceKind {
    if tokens.is_empty() {
        return SourceKind::Unknown;
    }
    if let Some(entity) = resolved.entity.and_then(|index| document.entities.get(index)) {
        // "The charity, Common Ground, said": the noun before the name.
        let described = || {
            let before = tokens.start..tokens.end.min(tokens.start + 12);
            phrases::of(document, &before).filter(|kind| *kind != SourceKind::Person)
        };
        return of_entity(document, entity)
            .or_else(described)
            .or_else(|| apposed(document, &tokens))
            .unwrap_or(SourceKind::Person);
    }
    if is_firm(document, &tokens) {
        // A name that ends like a possessive is a firm's, unless the lexicon knows better.
        return lexicon::name(&phrase::key_of(document, tokens)).unwrap_or(SourceKind::Company);
    }
    let head = phrase::parse(document, tokens.clone());
    let witness = head.noun.is_some_and(|noun| noun.kind == SourceKind::Witness);
    if !witness && is_withheld(document, &tokens)
        || (!witness && is_withheld(document, &resolved.phrase) && !is_witness(document, &resolved.phrase))
    {
        return SourceKind::Anonymous;
    }
    let phrase = if resolved.phrase.is_empty() { tokens } else { resolved.phrase.clone() };
    if let Some(first) = bodies::first_of_several(document, &phrase) {
        return of_entity(document, first).unwrap_or(SourceKind::Person);
    }
    phrases::of(document, &phrase)
        .or_else(|| apposed(document, &phrase))
        .unwrap_or_else(|| without_noun(document, &phrase, cue))
}

/// "Spotlight on Fraud, a pressure group": a body's noun behind the name.
fn apposed(document: &Document<'_>, tokens: &Range<usize>) -> Option<SourceKind> {
    let comma = tokens.clone().take(24).find(|at| document.form(*at) == ",")?;
    let behind = comma + 1..tokens.end;
    let article = matches!(document.lower(behind.start), "a" | "an" | "the");
    let noun = phrase::parse(document, behind.clone()).noun.filter(|noun| noun.shape == lexicon::Shape::Body);
    noun.filter(|_| article).and_then(|_| phrases::of(document, &behind))
}

fn is_witness(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    phrase::parse(document, tokens.clone()).noun.is_some_and(|noun| noun.kind == SourceKind::Witness)
}

fn is_withheld(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let span = document.cover(tokens.clone());
    !tokens.is_empty() && tokens.len() < 60 && lexicon::withheld(&document.slice(span).to_lowercase())
}

/// The kind of a named entity; `None` for a person of whom nothing is said.
pub(super) fn of_entity(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    match entity.kind {
        EntityKind::Place => Some(SourceKind::Official),
        EntityKind::Document => Some(SourceKind::Document),
        EntityKind::Group => Some(SourceKind::Collective),
        EntityKind::Body => Some(bodies::of_body(document, entity).unwrap_or(SourceKind::Organisation)),
        EntityKind::Person => {
            let known = entity
                .name
                .iter()
                .any(|span| lexicon::politician(&phrase::key_of(document, document.tokens_in(*span))));
            if known {
                Some(SourceKind::Official)
            } else {
                roles::of_entity(document, entity)
                    .filter(|kind| *kind != SourceKind::Person)
                    .or_else(|| bodies::owner(document, entity))
                    .or_else(|| roles::of_entity(document, entity))
            }
        }
        EntityKind::Other => roles::of_entity(document, entity)
            .or_else(|| bodies::by_words(document, entity))
            .or_else(|| bodies::owner(document, entity).filter(|_| is_like_a_person(document, entity)))
            .or_else(|| (!is_like_a_person(document, entity)).then_some(SourceKind::Company)),
    }
}

/// Two or three plain words, where nothing tells of a body.
fn is_like_a_person(document: &Document<'_>, entity: &Entity) -> bool {
    entity.name.first().is_some_and(|span| {
        let tokens = document.tokens_in(*span);
        let place = tokens.len() > 1 && lexicon::place(document.lower(tokens.end - 1)).is_some();
        tokens.len() <= 3 && !place
    })
}

/// What is left when the lexicon knows no noun of the phrase.
fn without_noun(document: &Document<'_>, tokens: &Range<usize>, cue: &str) -> SourceKind {
    let parsed = phrase::parse(document, tokens.clone());
    let first = document.lower(tokens.start);
    if tokens.len() == 1 {
        match first {
            "he" | "she" | "his" | "her" | "i" | "me" | "my" | "you" | "your" | "someone" | "somebody" | "who"
            | "one" | "another" => return SourceKind::Person,
            "they" | "their" | "them" | "we" | "us" | "our" | "some" | "many" | "most" | "few" | "others"
            | "nobody" | "everyone" | "everybody" | "all" | "both" | "none" | "several" | "these" | "those" => {
                return SourceKind::Collective;
            }
            "it" | "its" | "this" | "that" | "which" => {
                return if shows(cue) { SourceKind::Document } else { SourceKind::Company };
            }
            _ => {}
        }
    }
    if tokens.clone().any(|at| matches!(document.form(at), "%" | "percent")) {
        return SourceKind::Collective;
    }
    if let Some(kind) = bodies::in_words(document, &parsed.core) {
        return kind;
    }
    if parsed.core.len() >= 5 && tokens.clone().any(|at| document.lower(at) == "old") {
        return SourceKind::Witness;
    }
    let last = document.lower(parsed.core.end.saturating_sub(1));
    let single = lexicon::stem(last);
    if single.ends_with("ologist") || single.ends_with("ographer") {
        return SourceKind::Expert;
    }
    if single.ends_with("maker") {
        return SourceKind::Company;
    }
    if shows(cue) {
        return SourceKind::Document;
    }
    if last.ends_with('s') && !last.ends_with("ss") { SourceKind::Collective } else { SourceKind::Person }
}

/// Cues of texts and images rather than of people.
fn shows(cue: &str) -> bool {
    matches!(
        cue.rsplit(' ').next().unwrap_or_default(),
        "show"
            | "shows"
            | "showed"
            | "shown"
            | "suggest"
            | "suggests"
            | "suggested"
            | "indicate"
            | "indicates"
            | "indicated"
            | "reveal"
            | "reveals"
            | "revealed"
            | "contain"
            | "contains"
            | "reads"
            | "list"
            | "lists"
            | "listed"
    )
}
