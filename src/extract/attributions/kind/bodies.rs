//! What kind of body a name or a noun phrase stands for: ministry, police, firm, union, university, outlet.

use std::ops::Range;

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

pub(super) fn mentions_in<'d>(document: &'d Document<'_>, tokens: &Range<usize>) -> &'d [Mention] {
    let start = document.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let end = document.mentions.partition_point(|mention| mention.tokens.start < tokens.end).max(start);
    document.mentions.get(start..end).unwrap_or_default()
}
