//! What kind of body a name or a noun phrase stands for: ministry, police, firm, union, university, outlet.

use std::ops::Range;

use super::phrases;
use crate::text::Document;
use crate::text::mentions::lexicon::{self, Noun, Shape};
use crate::text::mentions::phrase::{self, Phrase};
use crate::text::mentions::{Entity, EntityKind, Mention};
use crate::vocabulary::SourceKind;

/// Most tokens of a list of names that is read as one: bounds the work on a hostile text.
const LONGEST_LIST: usize = 80;

/// The kind of a named body; `None` when neither its words nor its appositions tell.
pub(super) fn of_body(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    by_words(document, entity).or_else(|| {
        let mut roles = entity.roles.iter().map(|role| phrase::parse(document, role.clone()));
        let kind = |role: Phrase| {
            let noun = role.noun.filter(|noun| noun.shape == Shape::Body)?;
            // "the group Save Our Gulls"; "the energy group Tarn" is a firm.
            let plain = role.core.len() == 1 && document.lower(role.head.end - 1) == "group";
            Some(if plain { SourceKind::Organisation } else { of_noun_phrase(document, &role, noun) })
        };
        roles.find_map(kind)
    })
}

/// What the words of a name tell.
pub(super) fn by_words(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    let span = entity.name.first()?;
    let tokens = document.tokens_in(*span);
    let bracket = tokens.clone().find(|at| document.form(*at) == "(");
    let name = tokens.start..bracket.unwrap_or(tokens.end);
    for start in name.clone().take(2) {
        if let Some(kind) = lexicon::name(&phrase::key_of(document, start..name.end)) {
            return Some(kind);
        }
    }
    // "NHS Wales", "UN Women"
    let first = document.form(name.start);
    if name.len() > 1
        && first.len() > 1
        && first.chars().all(char::is_uppercase)
        && lexicon::place(document.lower(name.start)).is_none()
    {
        let known = lexicon::name(document.lower(name.start));
        let service = (first == "NHS").then_some(SourceKind::Agency);
        if let Some(kind) = known.or(service) {
            return Some(kind);
        }
    }
    if let Some(kind) = bracket.and_then(|at| lexicon::name(document.lower(at + 1))) {
        return Some(kind);
    }
    name_kind(document, &name)
}

/// The kind that the head word of a name tells: the word before "of" or "for", else the last one, else any.
fn name_kind(document: &Document<'_>, name: &Range<usize>) -> Option<SourceKind> {
    let of = name.clone().skip(1).find(|at| matches!(document.lower(*at), "of" | "for" | "on"));
    let head = of.unwrap_or(name.end).checked_sub(1)?;
    let word = |at: usize| lexicon::word(document.lower(at));
    if name.clone().any(|at| word(at).suffix && at + 1 == name.end) {
        return Some(SourceKind::Company);
    }
    if lexicon::statistics(document.lower(name.start)) && name.len() > 1 {
        return Some(SourceKind::Agency);
    }
    if document.lower(head) == "bank" {
        let place = (head + 2..name.end).any(|at| lexicon::place(document.lower(at)).is_some());
        let central =
            name.clone().any(|at| matches!(document.lower(at), "central" | "reserve" | "national" | "federal"));
        return Some(if place || central || of.is_some() { SourceKind::Agency } else { SourceKind::Company });
    }
    let romance = word(name.start).media && lexicon::particle(document.lower(name.start + 1));
    let single = name.len() == 1 && document.lower(name.start.wrapping_sub(1)) == "the";
    if word(name.end - 1).media && (name.len() > 1 || single) || romance {
        return Some(SourceKind::Media);
    }
    let (noun, _) = phrase::head_of(document, name.start..head + 1);
    if let Some(noun) = noun.filter(|noun| noun.shape == Shape::Body) {
        return Some(refine(document, name, head, noun.kind));
    }
    if name.clone().any(|at| word(at).company) {
        return Some(SourceKind::Company);
    }
    name.clone()
        .filter_map(|at| phrase::noun_in(document, at..at + 1))
        .find(|noun| noun.shape == Shape::Body)
        .map(|noun| noun.kind)
}

/// What the first words of a name add to its head: "World … Organization", "National … Institute".
fn refine(document: &Document<'_>, name: &Range<usize>, head: usize, kind: SourceKind) -> SourceKind {
    let first = document.lower(name.start);
    let says = |words: &[&str]| name.clone().any(|at| words.contains(&document.lower(at)));
    let state = matches!(kind, SourceKind::Agency | SourceKind::Organisation | SourceKind::Official);
    let across = matches!(
        first,
        "pan" | "world" | "international" | "inter" | "global" | "african" | "asian" | "arab" | "european"
    );
    let of_states =
        matches!(document.lower(head), "organisation" | "organization") && document.lower(head + 1) == "for";
    if state && kind != SourceKind::Official && (across && kind == SourceKind::Agency || of_states) {
        return SourceKind::International;
    }
    if matches!(document.lower(head), "observatory" | "institute" | "center" | "centre" | "service" | "laboratory")
        && (first == "national"
            || says(&[
                "meteorological",
                "seismological",
                "statistics",
                "geological",
                "geophysical",
                "weather",
                "hydrological",
            ]))
    {
        return SourceKind::Agency;
    }
    if matches!(document.lower(head), "department" | "administration" | "office" | "council" | "commission")
        && says(&[
            "customs",
            "electoral",
            "tax",
            "revenue",
            "meteorological",
            "police",
            "fire",
            "statistics",
            "audit",
            "transportation",
            "aviation",
            "drug",
            "food",
        ])
    {
        return SourceKind::Agency;
    }
    let members = name.clone().any(|at| matches!(document.form(at), "'" | "’"))
        || says(&["teachers", "farmers", "workers", "employers", "traders", "carriers", "nurses"]);
    if matches!(document.lower(head), "council" | "committee") && members {
        return SourceKind::Organisation;
    }
    kind
}

/// A body by common noun: "the interior ministry", "a Dutch chipmaker", "the regional council".
pub(super) fn of_noun_phrase(document: &Document<'_>, parsed: &Phrase, noun: Noun) -> SourceKind {
    let before = parsed.core.start..parsed.head.start;
    let says = |words: &[&str]| before.clone().any(|at| words.contains(&document.lower(at)));
    match document.lower(parsed.head.end.saturating_sub(1)) {
        "agency" if says(&["news", "press"]) => SourceKind::Media,
        "official" | "officials" => noun.kind,
        "agency" if says(&["rating", "ratings", "advertising", "travel", "polling", "estate"]) => SourceKind::Company,
        "bank" if says(&["central", "reserve", "national"]) => SourceKind::Agency,
        "group" | "groups"
            if says(&[
                "rights",
                "aid",
                "advocacy",
                "campaign",
                "environmental",
                "militant",
                "armed",
                "rebel",
                "lobby",
                "consumer",
                "farm",
                "industry",
                "trade",
            ]) =>
        {
            SourceKind::Organisation
        }
        "office" if says(&["statistics", "statistical", "met", "audit", "tax", "patent"]) => SourceKind::Agency,
        "commission" | "council" | "board" | "committee" | "authority" | "tribunal"
            if says(&["electoral", "election", "elections", "competition", "securities"]) =>
        {
            SourceKind::Agency
        }
        _ => noun.kind,
    }
}

/// The kind of the body, place or known name that some words are about: their head first, then any other.
pub(super) fn in_words(document: &Document<'_>, words: &Range<usize>) -> Option<SourceKind> {
    let parsed = phrase::parse(document, words.clone());
    let kind = |mention: &Mention| {
        let entity = document.entities.get(mention.entity)?;
        match entity.kind {
            EntityKind::Body => of_body(document, entity),
            EntityKind::Place if document.form(mention.tokens.end) != "-" => Some(SourceKind::Official),
            EntityKind::Other => by_words(document, entity),
            _ => None,
        }
    };
    let mentions = mentions_in(document, words);
    let last = mentions.iter().find(|mention| mention.tokens.contains(&parsed.core.end.saturating_sub(1)));
    let noun =
        || parsed.noun.filter(|noun| noun.shape == Shape::Body).map(|noun| of_noun_phrase(document, &parsed, noun));
    last.and_then(kind).or_else(noun).or_else(|| mentions.iter().find_map(kind)).or_else(|| called(document, words))
}

/// "the group Save Our Gulls", "the think tank Quill": a body's noun before a name that tells nothing.
fn called(document: &Document<'_>, words: &Range<usize>) -> Option<SourceKind> {
    let name = words.clone().skip(1).take(6).find(|at| document.form(*at).starts_with(char::is_uppercase))?;
    let (noun, head) = phrase::head_of(document, words.start..name);
    let noun = noun.filter(|noun| noun.shape == Shape::Body && !noun.plural)?;
    let group = matches!(document.lower(head.end - 1), "group" | "organisation" | "organization");
    Some(if group { SourceKind::Organisation } else { noun.kind })
}

/// "the Chronicle's Anna Lee": whose people speak for it, or know what it knows.
pub(super) fn owner(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    let before = entity.first.checked_sub(1)?;
    let bare = matches!(document.form(before), "'" | "’") && before > 0 && document.lower(before - 1).ends_with('s');
    if !bare && !matches!(document.form(before), "'s" | "’s") {
        return None;
    }
    let kind = in_words(document, &(before.saturating_sub(3)..before))?;
    matches!(kind, SourceKind::Media | SourceKind::International | SourceKind::Agency | SourceKind::Expert)
        .then_some(kind)
}

/// "Anna Lee, Bo Kim and Cy Dow", "Both the Rail Board and the Bus Board": the first of several names joined by "and".
pub(super) fn first_of_several<'d>(document: &'d Document<'_>, tokens: &Range<usize>) -> Option<&'d Entity> {
    let mentions = mentions_in(document, tokens);
    let (first, last) = (mentions.first()?, mentions.last()?);
    if tokens.len() > LONGEST_LIST {
        return None;
    }
    let joined = (first.tokens.end..last.tokens.start).any(|at| document.lower(at) == "and");
    let whole = first.tokens.start <= tokens.start + 2
        && last.tokens.end >= tokens.end
        && !(tokens.start..last.tokens.start).any(|at| {
            matches!(
                document.lower(at),
                "of" | "for" | "who" | "at" | "between" | "with" | "from" | "in" | "by" | "to" | "on"
            )
        });
    (joined && whole && first.entity != last.entity).then(|| document.entities.get(first.entity)).flatten()
}

fn mentions_in<'d>(document: &'d Document<'_>, tokens: &Range<usize>) -> &'d [Mention] {
    let start = document.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let end = document.mentions.partition_point(|mention| mention.tokens.start < tokens.end).max(start);
    document.mentions.get(start..end).unwrap_or_default()
}

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
