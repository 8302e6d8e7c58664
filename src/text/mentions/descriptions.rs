//! Descriptions that refer back by their own nouns: "the ministry", "the Russian intelligence agency", "the foreign minister". Words that
//! share nothing with the name are in `synonyms`.

use std::ops::Range;

use super::earlier::{CANDIDATES, before, body_kind, by_role, group, heard_before, modifiers, words_before_last};
use super::lexicon::{self, Shape};
use super::phrase::{self, Determiner, Phrase};
use super::referent;
use super::speakers::Speakers;
use super::synonyms;
use super::types::{Entity, EntityKind, Resolved};
use crate::text::document::Document;

/// The referent of a description, or `None` when nothing fits well enough.
pub(super) fn resolve(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    speakers: &Speakers,
) -> Option<Resolved> {
    let definite = parsed.determiner == Determiner::Definite;
    if let Some(found) = synonyms::variation(document, tokens, parsed, speakers) {
        return Some(found);
    }
    let noun = parsed.noun?;
    if noun.plural {
        return None;
    }
    if parsed.determiner == Determiner::Indefinite {
        let article = matches!(document.lower(parsed.core.start.saturating_sub(1)), "a" | "an");
        return if noun.shape == Shape::Person && article { named_below(document, tokens, parsed) } else { None };
    }
    let head = lexicon::stem(document.lower(parsed.head.end - 1));
    match noun.shape {
        Shape::Person => by_role(document, tokens, parsed)
            .or_else(|| by_owned_role(document, tokens, parsed))
            .or_else(|| named_below(document, tokens, parsed))
            .or_else(|| synonyms::other_word(document, tokens, parsed, head, speakers)),
        Shape::Body if parsed.determiner == Determiner::Bare => named_below(document, tokens, parsed),
        Shape::Body if definite => by_name_word(document, tokens, parsed, head)
            .or_else(|| heard_before(document, tokens, parsed, head, speakers))
            .or_else(|| synonyms::last_firm(document, tokens, parsed, head))
            .or_else(|| synonyms::last_of_sort(document, tokens, parsed, head)),
        Shape::Document if definite => heard_before(document, tokens, parsed, head, speakers),
        _ => None,
    }
}

/// "Ardania's foreign minister": whose it is need not stand beside the name again, if only one has that role.
fn by_owned_role(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase) -> Option<Resolved> {
    let mark = parsed.core.clone().find(|at| matches!(document.form(*at), "'s" | "’s"))?;
    let owner =
        referent::mention_at(document, mark.checked_sub(1)?).and_then(|owner| document.entities.get(owner.entity))?;
    if mark >= parsed.head.start || !matches!(owner.kind, EntityKind::Body | EntityKind::Place) {
        return None;
    }
    let head = phrase::key_of(document, parsed.head.clone());
    let has_role = |entity: &Entity| {
        entity.kind == EntityKind::Person
            && entity
                .roles
                .iter()
                .any(|role| phrase::key_of(document, phrase::parse(document, role.clone()).head) == head)
    };
    let mut all = document.entities.iter().enumerate().take(4 * CANDIDATES).filter(|(_, entity)| has_role(entity));
    let (only, _) = all.next()?;
    all.next().is_none().then(|| referent::of_entity(document, only, tokens.clone()))
}

/// A headline or a first line says "minister", "rail union"; the text below gives the name, beside the same noun.
fn named_below(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase) -> Option<Resolved> {
    let sentence = document.sentence_of(tokens.start)?;
    let bare = parsed.determiner == Determiner::Bare;
    if sentence > if bare { 1 } else { 3 } || parsed.determiner == Determiner::Possessive {
        return None;
    }
    // "the regional governor said", "a federal judge ruled": the next sentences name a person of that role.
    if !bare && (parsed.noun?.shape != Shape::Person || parsed.noun?.plural || parsed.rest.len() > 12) {
        return None;
    }
    let last = if bare { usize::MAX } else { sentence + 3 };
    let head = document.lower(parsed.head.end.saturating_sub(1));
    let start = document.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
    let fits = |entity: &Entity| match entity.kind {
        EntityKind::Person => {
            parsed.noun.is_some_and(|noun| noun.shape == Shape::Person)
                && entity.roles.iter().any(|role| {
                    let other = phrase::parse(document, role.clone());
                    other.head.clone().any(|at| document.lower(at) == head)
                })
        }
        EntityKind::Body => {
            parsed.noun.is_some_and(|noun| noun.shape == Shape::Body)
                && describes(document, entity, head)
                && modifiers(document, parsed).all(|word| describes(document, entity, word))
        }
        _ => false,
    };
    let mut found = document
        .mentions
        .get(start..)?
        .iter()
        .take(CANDIDATES)
        .take_while(|mention| document.sentence_of(mention.tokens.start).unwrap_or_default() <= last)
        .filter(|mention| document.entities.get(mention.entity).is_some_and(fits))
        .map(|mention| mention.entity);
    let first = found.next()?;
    found.all(|other| other == first).then(|| referent::of_entity(document, first, tokens.clone()))
}

/// Words of an entity's name and roles.
pub(super) fn describes(document: &Document<'_>, entity: &Entity, word: &str) -> bool {
    let stem = lexicon::stem(word);
    let in_name =
        entity.name.iter().any(|span| document.tokens_in(*span).any(|at| lexicon::stem(document.lower(at)) == stem));
    in_name
        || entity.roles.iter().any(|role| {
            let parsed = phrase::parse(document, role.clone());
            parsed.noun.is_some() && parsed.core.clone().any(|at| lexicon::stem(document.lower(at)) == stem)
        })
}

/// "the ministry" after "Ministry of Health"; "the Russian intelligence agency" after "Russian Foreign Intelligence Service".
fn by_name_word(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase, head: &str) -> Option<Resolved> {
    let kind = parsed.noun?.kind;
    let words: Vec<&str> = words_before_last(document, parsed).collect();
    let fits = |entity: &Entity| {
        if entity.kind != EntityKind::Body {
            return false;
        }
        if describes(document, entity, head) || head == "union" && is_named_with(document, entity, group(head)) {
            return words.iter().all(|word| describes(document, entity, word));
        }
        let shared = words.iter().filter(|word| describes(document, entity, word)).count();
        shared >= 2 && shared == words.len() && body_kind(document, entity) == Some(kind)
    };
    let found = before(document, tokens.start).find(|(_, entity)| fits(entity))?;
    Some(referent::of_entity(document, found.0, tokens.clone()))
}

/// "the union": a name with a word for the same thing ("Federation of Teachers").
fn is_named_with(document: &Document<'_>, entity: &Entity, meaning: u8) -> bool {
    entity
        .name
        .iter()
        .any(|span| document.tokens_in(*span).any(|at| group(lexicon::stem(document.lower(at))) == meaning))
}
