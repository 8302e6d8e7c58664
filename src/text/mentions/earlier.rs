//! What was named or heard before a place: candidates for what a later phrase means, by role, by noun, by kind.
//!
//! Chooses by likeness only; which phrase may mean whom is for `descriptions` and `synonyms`.

use std::ops::Range;

use super::lexicon;
use super::phrase::{self, Phrase};
use super::referent;
use super::speakers::Speakers;
use super::types::{Entity, EntityKind, Mention, Resolved};
use crate::text::document::Document;
use crate::vocabulary::SourceKind;

/// How many candidates are looked at; keeps long lists linear.
pub(super) const CANDIDATES: usize = 60;

/// Entities mentioned before a place, last mention first, then those named soon after.
pub(super) fn before<'d>(document: &'d Document<'_>, at: usize) -> impl Iterator<Item = (usize, &'d Entity)> {
    before_with(document, at).map(|(mention, entity)| (mention.entity, entity))
}

/// The same with the mentions.
pub(super) fn before_with<'d>(
    document: &'d Document<'_>,
    at: usize,
) -> impl Iterator<Item = (&'d Mention, &'d Entity)> {
    let end = document.mentions.partition_point(|mention| mention.tokens.start < at);
    let earlier = document.mentions.get(..end).unwrap_or_default().iter().rev().take(CANDIDATES);
    earlier.filter_map(|mention| document.entities.get(mention.entity).map(|entity| (mention, entity)))
}

/// Words of a phrase's core before its head that say which one is meant.
pub(super) fn modifiers<'d>(document: &'d Document<'_>, parsed: &Phrase) -> impl Iterator<Item = &'d str> {
    let range = parsed.core.start..parsed.head.start;
    range
        .map(|at| document.lower(at))
        .filter(|word| word.len() > 2 && !matches!(*word, "own" | "same" | "former" | "then"))
}

/// Words of a phrase's core before its last word ("Russian intelligence" in "the Russian intelligence agency").
pub(super) fn words_before_last<'d>(document: &'d Document<'_>, parsed: &Phrase) -> impl Iterator<Item = &'d str> {
    (parsed.core.start..parsed.head.end.saturating_sub(1))
        .map(|at| document.lower(at))
        .filter(|word| (word.len() > 2 || word.ends_with('.')) && !matches!(*word, "own" | "same" | "former" | "then"))
}

/// Somebody whose role has the same head noun and every modifier.
pub(super) fn by_role(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase) -> Option<Resolved> {
    let head = phrase::key_of(document, parsed.head.clone());
    let fits = |entity: &Entity| {
        entity.kind == EntityKind::Person
            && entity.roles.iter().any(|role| {
                let other = phrase::parse(document, role.clone());
                let same = phrase::key_of(document, other.head.clone()) == head
                    || (other.head.clone()).any(|at| document.lower(at) == head);
                same && modifiers(document, parsed).all(|word| role.clone().any(|at| document.lower(at) == word))
            })
    };
    let found = before(document, tokens.start).find(|(_, entity)| fits(entity))?;
    Some(referent::of_entity(document, found.0, tokens.clone()))
}

/// The kind that the last noun of a body's name tells.
pub(super) fn body_kind(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    entity
        .name
        .iter()
        .flat_map(|span| document.tokens_in(*span))
        .filter_map(|at| lexicon::noun(document.lower(at)))
        .next_back()
        .map(|noun| noun.kind)
}

/// Nouns that mean the same thing in news.
pub(super) fn group(head: &str) -> u8 {
    match head {
        "poll" | "survey" => 1,
        "study" | "paper" | "research" | "analysis" | "report" | "document" | "dossier" | "evaluation" | "review" => 2,
        "letter" | "note" | "memo" | "email" => 4,
        "company" | "firm" | "group" | "business" | "maker" => 5,
        "union" | "federation" | "guild" | "brotherhood" => 6,
        "ministry" | "department" => 7,
        "agency" | "service" => 8,
        "newspaper" | "daily" | "weekly" => 9,
        _ => 0,
    }
}

/// A source heard before whose head noun is the same.
pub(super) fn heard_before(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    head: &str,
    speakers: &Speakers,
) -> Option<Resolved> {
    // "the refugee agency" is not the disaster agency heard before, though both nouns are one entry of the lexicon.
    let words: Vec<&str> = words_before_last(document, parsed).collect();
    let found = speakers.heard.iter().rev().take(CANDIDATES).find(|heard| {
        let other = phrase::parse(document, heard.resolved.phrase.clone());
        if heard.at >= tokens.start || other.head.is_empty() || heard.resolved.phrase.is_empty() {
            return false;
        }
        let its = lexicon::stem(document.lower(other.head.end - 1));
        let same = its == head || (group(head) != 0 && group(head) == group(its));
        same && other.noun.is_some_and(|noun| !noun.plural)
            && words.iter().all(|word| heard.resolved.phrase.clone().any(|at| document.lower(at) == *word))
    })?;
    Some(found.resolved.clone())
}
