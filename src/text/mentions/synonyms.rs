//! Other words for somebody named just before, which share nothing with the name: "the 58-year-old", "the midfielder", "the lender".
//!
//! Owns which nouns news uses so and whom they may mean; descriptions that share a noun with the name are in `descriptions`.

use std::ops::Range;

use super::earlier::{before, before_with, body_kind, by_role, group, heard_before};
use super::lexicon::{self, Shape};
use super::phrase::{self, Determiner, Phrase};
use super::pronouns;
use super::referent;
use super::speakers::Speakers;
use super::types::{Entity, EntityKind, Gender, Mention, Resolved};
use crate::text::document::Document;
use crate::vocabulary::SourceKind;

/// How far back a noun is searched for another use of it, in tokens.
const SEEN: usize = 400;

/// "the 58-year-old"
pub(super) fn by_age(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    speakers: &Speakers,
) -> Option<Resolved> {
    if parsed.determiner != Determiner::Definite {
        return None;
    }
    let at = parsed.core.start;
    let age: u8 = document.form(at).parse().ok()?;
    if !document.lower(at + 2).starts_with("year") {
        return None;
    }
    match before(document, tokens.start).find(|(_, entity)| entity.age == Some(age)) {
        Some((known, _)) => Some(referent::of_entity(document, known, tokens.clone())),
        None => pronouns::somebody(document, tokens.start, Some(age), speakers),
    }
}

/// "the Italian", "the Swede": one of a people, and no group of them.
pub(super) fn native(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    speakers: &Speakers,
) -> Option<Resolved> {
    let at = parsed.core.start;
    let lower = document.lower(at);
    let one = lower.ends_with("an")
        || matches!(lower, "swede" | "dane" | "pole" | "turk" | "finn" | "spaniard" | "scot" | "briton");
    let fits = parsed.determiner == Determiner::Definite
        && parsed.core.len() == 1
        && parsed.rest.is_empty()
        && document.form(at).starts_with(char::is_uppercase)
        && one
        && lexicon::demonym(lower).is_some();
    if fits { pronouns::somebody(document, tokens.start, None, speakers) } else { None }
}

/// Other words for whoever was spoken of last: "the 71-year-old", "the former judge", "the mother of three", "the ex-miner".
pub(super) fn variation(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    speakers: &Speakers,
) -> Option<Resolved> {
    let lower = |at: usize| document.lower(at);
    if parsed.determiner != Determiner::Definite || parsed.noun.is_some_and(|noun| noun.plural) {
        return None;
    }
    let age = document.form(parsed.core.start).parse::<u8>().ok();
    let age = age.filter(|_| lower(parsed.core.start + 2).starts_with("year"));
    let person = parsed.noun.is_some_and(|noun| noun.shape == Shape::Person);
    let former = person && matches!(lower(parsed.core.start), "former" | "retired")
        || lower(parsed.core.start).starts_with("ex-")
        || (lower(parsed.core.start) == "ex" && document.form(parsed.core.start + 1) == "-");
    let parent = person
        && matches!(lower(parsed.head.end), "of" | "-")
        && (parsed.head.end..parsed.head.end + 4)
            .any(|at| matches!(lower(at), "one" | "two" | "three" | "four" | "five" | "six"));
    // "the Frenchman"
    let native = document.form(parsed.core.start).starts_with(char::is_uppercase)
        && parsed.core.len() == 1
        && lexicon::gender_of_noun(lower(parsed.core.start)) != Gender::Unknown;
    if !(age.is_some() || former || parent || native) || tokens.len() > 30 {
        return None;
    }
    by_role(document, tokens, parsed).or_else(|| pronouns::somebody(document, tokens.start, age, speakers))
}

/// "the midfielder", "the Labour politician": a word that news puts for a name told just before.
///
/// A description heard with the same noun comes first: then the word has its own person.
pub(super) fn other_word(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    head: &str,
    speakers: &Speakers,
) -> Option<Resolved> {
    // "The Economist" is a name.
    let named = document.form(parsed.head.start).starts_with(char::is_uppercase);
    let noun = parsed.noun?;
    // "the officer": of the one named before, unless the text has spoken of another already.
    let sole = || {
        let telling = !matches!(noun.kind, SourceKind::Person | SourceKind::Witness | SourceKind::Collective);
        let from = tokens.start.saturating_sub(SEEN);
        telling && !(from..tokens.start).any(|at| lexicon::stem(document.lower(at)) == head)
    };
    if parsed.determiner != Determiner::Definite || named || parsed.rest.len() > 12 {
        return None;
    }
    let variation = lexicon::variation(head);
    if !variation && (!parsed.rest.is_empty() || parsed.core.len() != parsed.head.len() || !sole()) {
        return None;
    }
    if let Some(found) = heard_before(document, tokens, parsed, head, speakers) {
        return Some(found);
    }
    let found = pronouns::somebody(document, tokens.start, None, speakers)?;
    let entity = document.entities.get(found.entity?)?;
    let kind = parsed.noun?.kind;
    // "the singer" is not the minister heard before.
    let mut roles = entity.roles.iter().filter_map(|role| phrase::parse(document, role.clone()).noun).peekable();
    let fits = if variation {
        roles.peek().is_none() || roles.any(|noun| noun.kind == kind || noun.carrier)
    } else {
        roles.any(|noun| noun.kind == kind && !noun.carrier)
    };
    fits.then_some(found)
}

/// Nouns that news puts for a body whose name was told just before, with the kinds of body they are put for.
const SYNONYMS: &[(&[&str], &[SourceKind])] = &[
    (&["watchdog", "regulator", "authority"], &[SourceKind::Agency, SourceKind::Official]),
    (
        &[
            "carrier",
            "airline",
            "utility",
            "retailer",
            "supermarket",
            "carmaker",
            "automaker",
            "chipmaker",
            "drugmaker",
            "manufacturer",
            "supplier",
            "operator",
            "developer",
            "insurer",
            "brewer",
            "builder",
        ],
        &[SourceKind::Company],
    ),
    (&["lender"], &[SourceKind::Company, SourceKind::Agency, SourceKind::International]),
    (
        &["association", "charity", "group", "lobby", "organisation", "organization", "federation"],
        &[SourceKind::Organisation],
    ),
];

/// The kind of a named body, as far as its name and the nouns beside it tell. A lender is a bank.
fn sort_of(document: &Document<'_>, entity: &Entity, head: &str) -> Option<SourceKind> {
    if !matches!(entity.kind, EntityKind::Body | EntityKind::Other) {
        return None;
    }
    let names = || entity.name.iter().flat_map(|span| document.tokens_in(*span));
    if head == "lender" && !names().any(|at| document.lower(at).contains("bank")) {
        return None;
    }
    let known = entity.name.iter().find_map(|span| lexicon::name(&phrase::key_of(document, document.tokens_in(*span))));
    let firm = || {
        names().any(|at| {
            let word = lexicon::word(document.lower(at));
            word.company || word.suffix
        })
    };
    let role = || {
        let mut nouns = entity.roles.iter().filter_map(|role| phrase::parse(document, role.clone()).noun);
        nouns.find(|noun| noun.shape == Shape::Body).map(|noun| noun.kind)
    };
    known.or_else(|| body_kind(document, entity)).or_else(|| firm().then_some(SourceKind::Company)).or_else(role)
}

/// "the newspaper", "the club", "the agency": the outlet, club or state agency named last.
pub(super) fn last_of_sort(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    head: &str,
) -> Option<Resolved> {
    let sort = |kind: SourceKind| {
        move |entity: &Entity| {
            matches!(entity.kind, EntityKind::Body | EntityKind::Other)
                && entity.name.iter().any(|span| {
                    let name = document.tokens_in(*span);
                    let word = |at: usize| lexicon::word(document.lower(at));
                    lexicon::name(&phrase::key_of(document, name.clone())) == Some(kind)
                        || kind == SourceKind::Media && name.clone().next_back().is_some_and(|at| word(at).media)
                        || kind == SourceKind::Agency && lexicon::statistics(document.lower(name.start))
                })
        }
    };
    let wide = SYNONYMS.iter().find(|(words, _)| words.contains(&head)).map(|(_, kinds)| *kinds);
    if let Some(kinds) = wide.filter(|_| parsed.core.len() == 1 && parsed.rest.len() <= 12) {
        let here = document.sentence_of(tokens.start).unwrap_or_default();
        let near = |mention: &Mention| {
            here.saturating_sub(document.sentence_of(mention.tokens.start).unwrap_or_default()) <= 3
        };
        let found = before_with(document, tokens.start)
            .take_while(|(mention, _)| near(mention))
            .filter(|(mention, _)| !is_employer(document, mention))
            .find(|(_, entity)| sort_of(document, entity, head).is_some_and(|kind| kinds.contains(&kind)));
        if let Some((mention, _)) = found {
            return Some(referent::of_entity(document, mention.entity, tokens.clone()));
        }
    }
    let wanted = match head {
        "newspaper" | "paper" | "daily" | "weekly" | "broadcaster" | "magazine" | "outlet" | "channel" => {
            SourceKind::Media
        }
        "agency" | "office" => SourceKind::Agency,
        _ => return None,
    };
    let near = |mention: &Mention| {
        let here = document.sentence_of(tokens.start).unwrap_or_default();
        here.saturating_sub(document.sentence_of(mention.tokens.start).unwrap_or_default()) <= 4
    };
    if !parsed.rest.is_empty() && parsed.rest.len() > 12 || parsed.core.len() > 2 {
        return None;
    }
    let fits = sort(wanted);
    let found = before_with(document, tokens.start).take_while(|(mention, _)| near(mention)).find(|(_, e)| fits(e))?;
    Some(referent::of_entity(document, found.0.entity, tokens.clone()))
}

/// "the company": the firm named last.
pub(super) fn last_firm(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    head: &str,
) -> Option<Resolved> {
    // "the Swiss group", "the Dutch-listed company" tell only where it is at home.
    let plain = (parsed.core.start..parsed.head.start).all(|at| {
        let lower = document.lower(at);
        matches!(lower, "-" | "listed" | "based")
            || lexicon::demonym(lower).is_some()
            || lexicon::place(lower).is_some()
            || document.form(at).starts_with(char::is_uppercase)
    });
    if group(head) != 5 || !plain {
        return None;
    }
    let firm = |entity: &Entity| {
        entity.kind == EntityKind::Body
            && (entity.roles.iter().any(|role| {
                phrase::parse(document, role.clone())
                    .noun
                    .is_some_and(|noun| noun.kind == SourceKind::Company && noun.shape == Shape::Body)
            }) || entity.name.iter().flat_map(|span| document.tokens_in(*span)).any(|at| {
                let word = lexicon::word(document.lower(at));
                word.company || word.suffix
            }))
    };
    let found = before_with(document, tokens.start)
        .find(|(mention, entity)| firm(entity) && !is_employer(document, mention))
        .or_else(|| before_with(document, tokens.start).find(|(_, entity)| firm(entity)))?;
    Some(referent::of_entity(document, found.0.entity, tokens.clone()))
}

/// "an analyst at Lark Securities": a firm that only says where somebody works.
fn is_employer(document: &Document<'_>, mention: &Mention) -> bool {
    let before = document.lower(mention.tokens.start.saturating_sub(1));
    let before = if before == "the" { document.lower(mention.tokens.start.saturating_sub(2)) } else { before };
    matches!(before, "at" | "of" | "from" | "with" | "by" | "for")
}
