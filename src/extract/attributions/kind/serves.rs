//! Whom somebody serves: the body that a spokesman, director or governor answers for, told beside the role or spoken of last.
//!
//! Knows roles that carry a body's kind; what kind a body is, is for [`bodies`](super::bodies).

use std::ops::Range;

use super::bodies::{in_words, mentions_in, of_body, of_noun_phrase};
use super::phrases;
use crate::text::Document;
use crate::text::mentions::EntityKind;
use crate::text::mentions::lexicon::Shape;
use crate::text::mentions::phrase::{self, Phrase};
use crate::vocabulary::SourceKind;

/// The kind of the body that somebody with a carrier role serves.
pub(super) fn served(document: &Document<'_>, parsed: &Phrase) -> Option<SourceKind> {
    // "the union's regional organiser", "finance ministry spokesman", "RKM spokesperson"
    let before = parsed.core.start..parsed.head.start;
    // "Penmoor manager Alan Rees": right behind a name that is no firm's, a manager trains a team.
    let trains = matches!(document.lower(parsed.head.end.saturating_sub(1)), "manager" | "coach" | "boss" | "captain")
        && !before.is_empty()
        && before.clone().all(|at| document.form(at).starts_with(char::is_uppercase))
        && mentions_in(document, &before).last().is_some_and(|mention| mention.tokens.end == before.end);
    // "the prime minister's spokesman", "Harrow's chairman"
    let owner = before.end.checked_sub(1).filter(|mark| matches!(document.form(*mark), "'s" | "’s"));
    if let Some(mark) = owner.filter(|mark| *mark > before.start) {
        let (noun, _) = phrase::head_of(document, before.start..mark);
        let serves = noun.filter(|noun| noun.shape == Shape::Person && !noun.carrier).map(|noun| noun.kind);
        if let Some(kind) = serves.filter(|kind| *kind != SourceKind::Person) {
            return Some(kind);
        }
        let named = mentions_in(document, &before).last().is_some_and(|mention| mention.tokens.end == mark);
        let runs = document.lower(parsed.head.end - 1);
        if named
            && left(document, &before).is_none()
            && (runs.starts_with("chair") || matches!(runs, "boss" | "president"))
        {
            return Some(SourceKind::Company);
        }
    }
    if trains && !matches!(left(document, &before), Some(SourceKind::Company | SourceKind::Media)) {
        return Some(SourceKind::Person);
    }
    if let Some(kind) = left(document, &before) {
        return Some(kind);
    }
    // "a spokesman for the interior ministry", "head of sales at Orvane"
    let mut at = parsed.rest.start;
    while at < parsed.rest.end {
        if matches!(document.form(at), ",") || matches!(document.lower(at), "who" | "which" | "that") {
            break;
        }
        if matches!(document.lower(at), "of" | "for" | "at" | "with" | "from" | "in") {
            let words = at + 1..parsed.rest.end;
            let next = phrase::parse(document, words.clone());
            let told = in_words(document, &(next.core.clone()))
                .or_else(|| phrases::of(document, &words).filter(|kind| *kind != SourceKind::Person));
            if told.is_some() {
                return told;
            }
        }
        at += 1;
    }
    // "a spokesman for Tarn": whose name tells nothing is a firm more often than not.
    let named = mentions_in(document, &parsed.rest).iter().any(|mention| {
        matches!(
            document.entities.get(mention.entity).map(|entity| entity.kind),
            Some(EntityKind::Other | EntityKind::Body)
        )
    });
    if named && document.lower(parsed.head.end.saturating_sub(1)).starts_with("spokes") {
        return Some(SourceKind::Company);
    }
    nearest(document, parsed)
}

/// Whether one of these words stands before the head.
pub(super) fn left_is(document: &Document<'_>, parsed: &Phrase, words: &[&str]) -> bool {
    (parsed.core.start..parsed.head.start).any(|at| words.contains(&document.lower(at)))
}

/// Whether an outlet's name stands before the head ("a Courier investigation").
pub(super) fn left_is_media(document: &Document<'_>, parsed: &Phrase) -> bool {
    left(document, &(parsed.core.start..parsed.head.start)) == Some(SourceKind::Media)
}

/// "a spokesman", "its director": the body spoken of last.
fn nearest(document: &Document<'_>, parsed: &Phrase) -> Option<SourceKind> {
    let role = document.lower(parsed.head.end.saturating_sub(1));
    let central =
        role == "governor" && matches!(parsed.determiner, phrase::Determiner::Definite | phrase::Determiner::Bare);
    let speaks = central || role.starts_with("spokes") || matches!(parsed.determiner, phrase::Determiner::Possessive);
    let runs = matches!(
        role,
        "director"
            | "manager"
            | "head"
            | "chair"
            | "chairman"
            | "chairwoman"
            | "founder"
            | "co-founder"
            | "boss"
            | "treasurer"
            | "trustee"
    );
    // "The charity welcomed it. Chief executive Ruth Lund said": of an organisation only; a ministry told before is another's.
    let executive = role == "executive" && parsed.determiner == phrase::Determiner::Bare;
    if !speaks && !runs && !executive {
        return None;
    }
    let end = document.mentions.partition_point(|mention| mention.tokens.start < parsed.core.start);
    let named = document.mentions.get(..end)?.iter().rev().take(12).find_map(|mention| {
        let entity = document.entities.get(mention.entity)?;
        let firm = || (speaks && entity.kind == EntityKind::Body).then_some(SourceKind::Company);
        let kind = of_body(document, entity).or_else(firm)?;
        let body = entity.kind == EntityKind::Body || entity.kind == EntityKind::Other && !role.starts_with("spokes");
        (body && kind != SourceKind::Media).then_some((mention.tokens.start, kind))
    });
    let floor = named.map_or(parsed.core.start.saturating_sub(60), |(at, _)| at);
    let described = (floor..parsed.core.start).rev().take(60).find_map(|at| {
        let noun = phrase::noun_in(document, at..at + 1)?;
        let realm = matches!(document.lower(at), "kingdom" | "state" | "country");
        let article = matches!(document.lower(at.saturating_sub(1)), "the" | "The");
        (noun.shape == Shape::Body && !noun.plural && article && !realm).then_some(noun.kind)
    });
    if central {
        // A governor runs a bank or a province: only a bank told shortly before makes it the former.
        let from =
            parsed.core.start.saturating_sub(if parsed.determiner == phrase::Determiner::Bare { 60 } else { 200 });
        let bank = (from..parsed.core.start).any(|at| document.lower(at) == "bank")
            || described.or(named.map(|(_, kind)| kind)) == Some(SourceKind::Agency)
                && parsed.determiner == phrase::Determiner::Definite;
        return bank.then_some(SourceKind::Agency);
    }
    if executive {
        return described.or(named.map(|(_, kind)| kind)).filter(|kind| *kind == SourceKind::Organisation);
    }
    described.or(named.map(|(_, kind)| kind)).or(role.starts_with("spokes").then_some(SourceKind::Company))
}

/// A body among the words before a role noun.
fn left(document: &Document<'_>, before: &Range<usize>) -> Option<SourceKind> {
    if before.is_empty() {
        return None;
    }
    for end in (before.start + 1..=before.end).rev() {
        let last = end - 1;
        if matches!(document.form(last), "'s" | "’s" | "-") {
            continue;
        }
        let (noun, head) = phrase::head_of(document, before.start..end);
        if let Some(noun) = noun.filter(|noun| noun.shape == Shape::Body && head.end == end) {
            let part = Phrase {
                core: before.start..end,
                head,
                rest: end..end,
                noun: Some(noun),
                determiner: phrase::Determiner::Bare,
            };
            return Some(of_noun_phrase(document, &part, noun));
        }
    }
    in_words(document, before)
}
