//! Pronouns as sources: agreement in gender and number, and the last speaker or subject that fits.

use std::ops::Range;

use super::lexicon::Shape;
use super::phrase;
use super::pronoun_forms::{agreement, counts, personal};
use super::referent;
use super::speakers::Speakers;
use super::types::{EntityKind, Form, Gender, Mention, Number, Resolved};
use crate::text::document::Document;

/// How many sentences back an antecedent may stand.
const SENTENCES: usize = 8;
/// How many candidates are looked at; keeps long lists linear.
const CANDIDATES: usize = 24;

/// The referent, or `None` when nothing fits well enough.
pub(super) fn resolve(document: &Document<'_>, tokens: &Range<usize>, speakers: &Speakers) -> Option<Resolved> {
    let at = tokens.start;
    let lower = document.lower(at);
    match lower {
        "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves" => first_person(document, at, speakers),
        "who" | "which" | "that" | "whose" | "whom" => relative(document, at),
        "one" | "another" | "others" | "some" | "both" | "all" | "many" | "most" | "several" => {
            part_of(document, tokens, speakers)
        }
        _ if counts(lower) => part_of(document, tokens, speakers),
        _ if personal(lower) => third_person(document, at, lower, speakers),
        _ => None,
    }
}

/// "one", "another": somebody out of a group heard shortly before. The name stays; the group tells the kind. A number of them ("three
/// had expected a cut") has the group's name.
fn part_of(document: &Document<'_>, tokens: &Range<usize>, speakers: &Speakers) -> Option<Resolved> {
    let sentence = document.sentence_of(tokens.start)?;
    let group = speakers.heard.iter().rev().take(CANDIDATES).find(|heard| {
        heard.at < tokens.start
            && heard.number == Number::Plural
            && heard.resolved.entity.is_none()
            && sentence.saturating_sub(heard.sentence) <= 3
    })?;
    let name = if counts(document.lower(tokens.start)) && tokens.len() == 1 {
        group.resolved.name.clone()
    } else {
        vec![document.cover(tokens.clone())]
    };
    Some(Resolved { name, entity: None, phrase: group.resolved.phrase.clone() })
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

/// What an antecedent gains in the pronoun's own paragraph.
const PARAGRAPH: f32 = 1.0;

fn same_paragraph(document: &Document<'_>, a: usize, b: usize) -> bool {
    let paragraph = |at: usize| document.sentences.get(at).map(|sentence| sentence.paragraph);
    paragraph(a) == paragraph(b)
}

/// A possible antecedent and how well it fits.
struct Candidate {
    resolved: Resolved,
    at: usize,
    score: f32,
}

/// Keeps the better candidate; the later one of equals.
fn keep(best: &mut Option<Candidate>, candidate: Candidate) {
    let better = best
        .as_ref()
        .is_none_or(|old| candidate.score > old.score || (candidate.score >= old.score && candidate.at >= old.at));
    if better {
        *best = Some(candidate);
    }
}

/// Whether somebody can be meant by a pronoun of this gender and number.
fn compatible(pronoun: (Gender, Number), other: (Gender, Number, Option<Shape>)) -> bool {
    let (gender, number, shape) = other;
    match pronoun.0 {
        Gender::Male | Gender::Female => {
            (gender == pronoun.0 || (gender == Gender::Unknown && matches!(shape, Some(Shape::Person) | None)))
                && number != Number::Plural
        }
        Gender::Neuter => !matches!(shape, Some(Shape::Person | Shape::Group)) && number != Number::Plural,
        Gender::Unknown => {
            pronoun.1 == Number::Plural
                && (number == Number::Plural
                    || shape == Some(Shape::Body)
                    || (number == Number::Unknown && shape.is_none()))
                && !(shape == Some(Shape::Document) && number != Number::Plural)
        }
    }
}

/// "he", "it", "they": the candidate that agrees, is near, and was heard or named as a subject.
///
/// The weights follow the salience factors of Lappin and Leass (1994): recency, subject before others, names before descriptions.
pub(super) fn third_person(document: &Document<'_>, at: usize, lower: &str, speakers: &Speakers) -> Option<Resolved> {
    let (_, gender, number) = agreement(lower);
    let sentence = document.sentence_of(at)?;
    let inside = document.quotation_at(document.token(at).span.start).is_some();
    let personal = matches!(gender, Gender::Male | Gender::Female);
    let reach = if personal { SENTENCES } else { SENTENCES / 2 };
    let mut best: Option<Candidate> = None;
    for heard in speakers.heard.iter().rev().take(CANDIDATES) {
        let distance = sentence.saturating_sub(heard.sentence);
        if heard.at >= at || distance > reach || (heard.quoted && !inside) {
            continue;
        }
        let known = speakers.gender_of(heard);
        if !compatible((gender, number), (known, heard.number, heard.shape)) {
            continue;
        }
        let mut score = -(distance as f32) + if heard.silent { 0.5 } else { 1.0 };
        score += if same_paragraph(document, heard.sentence, sentence) { PARAGRAPH } else { 0.0 };
        if personal {
            score += if known == gender { 3.0 } else { 0.0 };
            score += if heard.resolved.entity.is_some() { 1.0 } else { 0.0 };
            score -= if heard.indefinite { 1.0 } else { 0.0 };
            score -= if heard.resolved.entity.is_none() && heard.vague { 3.0 } else { 0.0 };
        } else if gender == Gender::Neuter {
            score += if heard.shape.is_some() { 1.0 } else { 0.0 };
        } else {
            score += if heard.number == Number::Plural { 2.0 } else { 0.0 };
        }
        keep(&mut best, Candidate { resolved: heard.resolved.clone(), at: heard.at, score });
    }
    named(document, at, sentence, inside, (gender, number), speakers, &mut best);
    described(document, at, sentence, (gender, number), &mut best);
    best.map(|candidate| candidate.resolved)
}

/// Somebody of unknown gender, spoken of last: for other words than a pronoun ("the 71-year-old").
///
/// An age that somebody is known not to have rules them out.
pub(super) fn somebody(document: &Document<'_>, at: usize, age: Option<u8>, speakers: &Speakers) -> Option<Resolved> {
    let fits = |entity: usize| {
        document.entities.get(entity).is_some_and(|entity| {
            entity.kind == EntityKind::Person && (age.is_none() || entity.age.is_none() || entity.age == age)
        })
    };
    let sentence = document.sentence_of(at)?;
    let mut best: Option<Candidate> = None;
    for heard in speakers.heard.iter().rev().take(CANDIDATES) {
        let distance = sentence.saturating_sub(heard.sentence);
        let named = heard.resolved.entity.is_some_and(fits);
        if heard.at < at && distance <= SENTENCES / 2 && named && !heard.quoted && !heard.silent {
            let score = 1.5 - distance as f32;
            keep(&mut best, Candidate { resolved: heard.resolved.clone(), at: heard.at, score });
        }
    }
    let end = document.mentions.partition_point(|mention| mention.tokens.start < at);
    for mention in document.mentions.get(..end).unwrap_or_default().iter().rev().take(CANDIDATES) {
        let there = document.sentence_of(mention.tokens.start).unwrap_or_default();
        let distance = sentence.saturating_sub(there);
        if distance > SENTENCES / 2 {
            break;
        }
        if fits(mention.entity) && document.quotation_at(mention.span.start).is_none() {
            let score = if is_subject(document, mention, there) { 1.0 } else { 0.0 } - distance as f32;
            let resolved = referent::of_entity(document, mention.entity, mention.tokens.clone());
            keep(&mut best, Candidate { resolved, at: mention.tokens.start, score });
        }
    }
    best.map(|candidate| candidate.resolved)
}

/// Names before a place as candidates.
fn named(
    document: &Document<'_>,
    at: usize,
    sentence: usize,
    inside: bool,
    pronoun: (Gender, Number),
    speakers: &Speakers,
    best: &mut Option<Candidate>,
) {
    let personal = matches!(pronoun.0, Gender::Male | Gender::Female);
    let end = document.mentions.partition_point(|mention| mention.tokens.start < at);
    for mention in document.mentions.get(..end).unwrap_or_default().iter().rev().take(CANDIDATES) {
        let there = document.sentence_of(mention.tokens.start).unwrap_or_default();
        let distance = sentence.saturating_sub(there);
        if distance > if personal { 4 } else { 2 } {
            break;
        }
        let Some(entity) = document.entities.get(mention.entity) else { continue };
        let quoted = document.quotation_at(mention.span.start).is_some();
        if mention.form == Form::Pronoun || (quoted && !inside) {
            continue;
        }
        let gender = if entity.gender == Gender::Unknown { speakers.learned(mention.entity) } else { entity.gender };
        let subject = is_subject(document, mention, there);
        let fits = match entity.kind {
            EntityKind::Person => personal && compatible(pronoun, (gender, entity.number, Some(Shape::Person))),
            EntityKind::Other => personal && subject && mention.tokens.len() > 1 && gender != Gender::Neuter,
            EntityKind::Body => !personal && subject && pronoun.0 == Gender::Neuter,
            EntityKind::Place => {
                !personal
                    && subject
                    && pronoun.0 == Gender::Neuter
                    && mention.tokens.start == sentence_start(document, there)
            }
            EntityKind::Group => !personal && subject && pronoun.0 == Gender::Unknown,
            EntityKind::Document => subject && pronoun.0 == Gender::Neuter,
        };
        if !fits {
            continue;
        }
        let mut score = -(distance as f32);
        score += if same_paragraph(document, there, sentence) { PARAGRAPH } else { 0.0 };
        if personal {
            score += if gender == pronoun.0 { 3.0 } else { 0.0 };
            score += if entity.kind == EntityKind::Other { -1.0 } else { 1.0 };
            score += if subject { 1.0 } else { -1.0 };
        }
        let resolved = referent::of_entity(document, mention.entity, mention.tokens.clone());
        keep(best, Candidate { resolved, at: mention.tokens.start, score });
    }
}

fn sentence_start(document: &Document<'_>, sentence: usize) -> usize {
    document.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.start)
}

/// Whether a name opens its sentence, a title or role before it aside.
fn is_subject(document: &Document<'_>, mention: &Mention, sentence: usize) -> bool {
    let start = sentence_start(document, sentence);
    mention.tokens.start < start + 6
        && !(start..mention.tokens.start).any(|at| {
            matches!(
                document.lower(at),
                "of" | "in"
                    | "to"
                    | "for"
                    | "with"
                    | "by"
                    | "on"
                    | "at"
                    | "from"
                    | ","
                    | "said"
                    | "told"
                    | "after"
                    | "and"
            )
        })
}

/// "a spokeswoman for Tarn", "researchers at the University of Lund": the end of a description with the name that it needs.
fn with_body(document: &Document<'_>, phrase: &phrase::Phrase, end: usize) -> usize {
    let core = phrase.core.end;
    if !matches!(document.lower(core), "for" | "at" | "from" | "of") || core + 1 >= end {
        return core;
    }
    let name = core + 1 + usize::from(document.lower(core + 1) == "the");
    referent::mention_at(document, name).map_or(core, |mention| mention.tokens.end)
}

/// Descriptions that open the sentences before a place: "The scientists …", "A retired welder …".
fn described(
    document: &Document<'_>,
    at: usize,
    sentence: usize,
    pronoun: (Gender, Number),
    best: &mut Option<Candidate>,
) {
    for back in 0..=2usize {
        let Some(there) = sentence.checked_sub(back) else { return };
        let Some(range) = document.sentences.get(there).map(|sentence| sentence.tokens.clone()) else { return };
        let end = range.end.min(range.start + 10).min(at);
        if range.start >= end || (back == 0 && at < range.start + 3) {
            continue;
        }
        let phrase = phrase::parse(document, range.start..end);
        let opens = matches!(
            document.lower(range.start),
            "in" | "on"
                | "at"
                | "for"
                | "by"
                | "from"
                | "with"
                | "after"
                | "before"
                | "of"
                | "to"
                | "as"
                | "under"
                | "during"
                | "like"
                | "per"
                | "since"
        );
        if opens
            || phrase.noun.is_none()
            || phrase.core.end >= end
            || referent::mention_at(document, phrase.core.end - 1).is_some()
        {
            continue;
        }
        let tokens = range.start..with_body(document, &phrase, end);
        let own = referent::own_words(document, &tokens);
        let heard = referent::heard(document, &tokens, &own);
        // "Its director, Ann Lee, stayed away": the description has told a name, and it is a person's.
        let apposed = referent::mention_at(document, tokens.end + 1).filter(|mention| {
            document.form(tokens.end) == ","
                && mention.tokens.start == tokens.end + 1
                && document.entities.get(mention.entity).is_some_and(|entity| entity.kind == EntityKind::Person)
        });
        let resolved = apposed.map_or(own, |name| referent::of_entity(document, name.entity, name.tokens.clone()));
        let personal = matches!(pronoun.0, Gender::Male | Gender::Female);
        // "The use of two boats" is nobody, whatever its gender.
        let somebody = heard.shape.is_some() || apposed.is_some() || heard.gender == pronoun.0;
        if personal && !somebody || !compatible(pronoun, (heard.gender, heard.number, heard.shape)) {
            continue;
        }
        let score = -(back as f32) - 0.5
            + if heard.gender == pronoun.0 && heard.gender != Gender::Unknown { 2.0 } else { 0.0 }
            + if pronoun.0 == Gender::Unknown && heard.number == Number::Plural { 1.5 } else { 0.0 };
        keep(best, Candidate { resolved, at: range.start, score });
    }
}
