//! Pronouns as sources: agreement in gender and number, and the last speaker or subject that fits.

use std::ops::Range;

use super::lexicon::Shape;
use super::referent;
use super::speakers::{Heard, Speakers};
use super::types::{EntityKind, Form, Gender, Mention, Number, Resolved};
use crate::text::document::Document;

/// How many sentences back an antecedent may stand.
const SENTENCES: usize = 8;
/// How many candidates are looked at; keeps long lists linear.
const CANDIDATES: usize = 24;

/// Words that can stand for a source by themselves.
pub(super) fn is_pronoun(lower: &str) -> bool {
    personal(lower)
        || matches!(
            lower,
            "who"
                | "which"
                | "that"
                | "whose"
                | "whom"
                | "this"
                | "these"
                | "those"
                | "one"
                | "another"
                | "others"
                | "some"
                | "many"
                | "most"
                | "few"
                | "all"
                | "both"
                | "none"
                | "nobody"
                | "someone"
                | "somebody"
                | "everyone"
                | "everybody"
                | "anyone"
                | "you"
                | "your"
                | "several"
        )
}

fn personal(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she"
            | "it"
            | "they"
            | "his"
            | "her"
            | "hers"
            | "its"
            | "their"
            | "theirs"
            | "him"
            | "them"
            | "himself"
            | "herself"
            | "itself"
            | "themselves"
            | "i"
            | "we"
            | "me"
            | "us"
            | "my"
            | "our"
            | "myself"
            | "ourselves"
    )
}

/// Shape, gender and number that a pronoun tells of itself.
pub(super) fn agreement(lower: &str) -> (Option<Shape>, Gender, Number) {
    match lower {
        "he" | "his" | "him" | "himself" => (Some(Shape::Person), Gender::Male, Number::Singular),
        "she" | "her" | "hers" | "herself" => (Some(Shape::Person), Gender::Female, Number::Singular),
        "it" | "its" | "itself" => (None, Gender::Neuter, Number::Singular),
        "i" | "me" | "my" | "myself" => (Some(Shape::Person), Gender::Unknown, Number::Singular),
        "one" | "another" | "someone" | "somebody" => (Some(Shape::Person), Gender::Unknown, Number::Singular),
        _ => (None, Gender::Unknown, Number::Plural),
    }
}

/// The referent, or `None` when nothing fits well enough.
pub(super) fn resolve(document: &Document<'_>, tokens: &Range<usize>, speakers: &Speakers) -> Option<Resolved> {
    let at = tokens.start;
    let lower = document.lower(at);
    match lower {
        "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves" => first_person(document, at, speakers),
        "who" | "which" | "that" | "whose" | "whom" => relative(document, at),
        "one" | "another" | "others" | "some" | "both" | "two" | "three" | "all" | "many" | "most" | "several" => {
            part_of(document, tokens, speakers)
        }
        _ if personal(lower) => third_person(document, at, lower, speakers),
        _ => None,
    }
}

/// "one", "another": somebody out of a group heard shortly before. The name stays; the group tells the kind.
fn part_of(document: &Document<'_>, tokens: &Range<usize>, speakers: &Speakers) -> Option<Resolved> {
    let sentence = document.sentence_of(tokens.start)?;
    let group = speakers.heard.iter().rev().take(CANDIDATES).find(|heard| {
        heard.at < tokens.start
            && heard.number == Number::Plural
            && heard.resolved.entity.is_none()
            && sentence.saturating_sub(heard.sentence) <= 3
    })?;
    Some(Resolved { name: vec![document.cover(tokens.clone())], entity: None, phrase: group.resolved.phrase.clone() })
}

/// "I" inside a quotation is its speaker.
fn first_person(document: &Document<'_>, at: usize, speakers: &Speakers) -> Option<Resolved> {
    let byte = document.token(at).span.start;
    let singular = matches!(document.lower(at), "i" | "me" | "my" | "myself");
    let speaker = speakers.speaker_at(byte)?;
    let fits = if singular { speaker.shape != Some(Shape::Document) } else { true };
    fits.then(|| speaker.resolved.clone())
}

/// The noun phrase right before a relative pronoun.
fn relative(document: &Document<'_>, at: usize) -> Option<Resolved> {
    let mut end = at;
    while end > 0 && at - end < 2 && matches!(document.form(end - 1), "," | "—" | "–" | "-") {
        end -= 1;
    }
    let mention = referent::mention_at(document, end.checked_sub(1)?);
    if let Some(mention) = mention {
        return Some(referent::of_entity(document, mention.entity, mention.tokens.clone()));
    }
    // Back to the determiner of the phrase, within its clause.
    let mut start = end;
    while start > 0 && end - start < 12 {
        let lower = document.lower(start - 1);
        if matches!(document.form(start - 1), "," | ";" | ":" | "." | "\"" | "“" | "”") {
            break;
        }
        start -= 1;
        if matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "some" | "two" | "three" | "several")
        {
            let after_of = start > 0 && document.lower(start - 1) == "of";
            if !after_of {
                break;
            }
        }
    }
    (start < end).then(|| referent::own_words(document, &(start..end)))
}

fn compatible(gender: Gender, number: Number, shape: Option<Shape>, heard: (Gender, Number, Option<Shape>)) -> bool {
    let (its_gender, its_number, its_shape) = heard;
    let person = shape == Some(Shape::Person);
    match gender {
        Gender::Male | Gender::Female => {
            (its_gender == gender || (its_gender == Gender::Unknown && matches!(its_shape, Some(Shape::Person) | None)))
                && its_number != Number::Plural
                && person
        }
        Gender::Neuter => !matches!(its_shape, Some(Shape::Person | Shape::Group)) && its_number != Number::Plural,
        Gender::Unknown => {
            number == Number::Plural
                && its_shape != Some(Shape::Document)
                && (its_number == Number::Plural || its_shape == Some(Shape::Body))
        }
    }
}

/// "he", "it", "they": the last compatible speaker, unless somebody newer was made the subject since.
fn third_person(document: &Document<'_>, at: usize, lower: &str, speakers: &Speakers) -> Option<Resolved> {
    let (shape, gender, number) = agreement(lower);
    let sentence = document.sentence_of(at)?;
    let inside = document.quotation_at(document.token(at).span.start).is_some();
    let fits = |heard: &&Heard| {
        heard.at < at
            && sentence.saturating_sub(heard.sentence) <= SENTENCES
            && (inside || !heard.quoted)
            && compatible(gender, number, shape, (heard.gender, heard.number, heard.shape))
    };
    let speaker = speakers.heard.iter().rev().take(CANDIDATES).find(fits);
    let named = subject_before(document, at, sentence, inside, |entity| {
        let shape_of = match entity.kind {
            EntityKind::Person => Some(Shape::Person),
            EntityKind::Body => Some(Shape::Body),
            EntityKind::Place => Some(Shape::Body),
            EntityKind::Group => Some(Shape::Group),
            EntityKind::Document => Some(Shape::Document),
            EntityKind::Other => None,
        };
        compatible(gender, number, shape, (entity.gender, entity.number, shape_of)) && entity.kind != EntityKind::Other
    });
    match (speaker, named) {
        (Some(heard), Some(mention)) => {
            let there = document.sentence_of(mention.tokens.start).unwrap_or_default();
            let newer = there > heard.sentence && mention.tokens.start > heard.at;
            Some(if newer {
                referent::of_entity(document, mention.entity, mention.tokens.clone())
            } else {
                heard.resolved.clone()
            })
        }
        (Some(heard), None) => Some(heard.resolved.clone()),
        (None, Some(mention)) => Some(referent::of_entity(document, mention.entity, mention.tokens.clone())),
        (None, None) => None,
    }
}

/// The first fitting name of the nearest sentence before a place: subjects come first in English.
fn subject_before<'d>(
    document: &'d Document<'_>,
    at: usize,
    sentence: usize,
    inside: bool,
    fits: impl Fn(&super::types::Entity) -> bool,
) -> Option<&'d Mention> {
    let end = document.mentions.partition_point(|mention| mention.tokens.start < at);
    let mut best: Option<(&Mention, usize)> = None;
    for mention in document.mentions.get(..end)?.iter().rev().take(CANDIDATES) {
        let there = document.sentence_of(mention.tokens.start)?;
        if sentence.saturating_sub(there) > 3 || best.is_some_and(|(_, found)| found != there) {
            break;
        }
        let quoted = document.quotation_at(mention.span.start).is_some();
        if mention.form == Form::Pronoun || (quoted && !inside) {
            continue;
        }
        if document.entities.get(mention.entity).is_some_and(&fits) {
            best = Some((mention, there));
        }
    }
    best.map(|(mention, _)| mention)
}
