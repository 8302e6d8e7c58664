//! Descriptions that refer back: "the ministry", "the Russian intelligence agency", "the 58-year-old", "the former transport minister".

use std::ops::Range;

use super::lexicon::{self, Shape};
use super::phrase::{self, Determiner, Phrase};
use super::pronouns;
use super::referent;
use super::speakers::Speakers;
use super::types::{Entity, EntityKind, Gender, Mention, Resolved};
use crate::text::document::Document;
use crate::vocabulary::SourceKind;

/// How many candidates are looked at; keeps long lists linear.
const CANDIDATES: usize = 60;
/// How far back a noun is searched for another use of it, in tokens.
const SEEN: usize = 400;

/// The referent of a description, or `None` when nothing fits well enough.
pub(super) fn resolve(
    document: &Document<'_>,
    tokens: &Range<usize>,
    parsed: &Phrase,
    speakers: &Speakers,
) -> Option<Resolved> {
    let definite = parsed.determiner == Determiner::Definite;
    if let Some(found) = variation(document, tokens, parsed, speakers) {
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
            .or_else(|| other_word(document, tokens, parsed, head, speakers)),
        Shape::Body if parsed.determiner == Determiner::Bare => named_below(document, tokens, parsed),
        Shape::Body if definite => by_name_word(document, tokens, parsed, head)
            .or_else(|| heard_before(document, tokens, parsed, head, speakers))
            .or_else(|| last_firm(document, tokens, parsed, head))
            .or_else(|| last_of_sort(document, tokens, parsed, head)),
        Shape::Document if definite => heard_before(document, tokens, parsed, head, speakers),
        _ => None,
    }
}

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

/// Entities mentioned before a place, last mention first, then those named soon after.
fn before<'d>(document: &'d Document<'_>, at: usize) -> impl Iterator<Item = (usize, &'d Entity)> {
    before_with(document, at).map(|(mention, entity)| (mention.entity, entity))
}

/// The same with the mentions.
fn before_with<'d>(document: &'d Document<'_>, at: usize) -> impl Iterator<Item = (&'d Mention, &'d Entity)> {
    let end = document.mentions.partition_point(|mention| mention.tokens.start < at);
    let earlier = document.mentions.get(..end).unwrap_or_default().iter().rev().take(CANDIDATES);
    earlier.filter_map(|mention| document.entities.get(mention.entity).map(|entity| (mention, entity)))
}

/// Words of a phrase's core before its head that say which one is meant.
fn modifiers<'d>(document: &'d Document<'_>, parsed: &Phrase) -> impl Iterator<Item = &'d str> {
    let range = parsed.core.start..parsed.head.start;
    range
        .map(|at| document.lower(at))
        .filter(|word| word.len() > 2 && !matches!(*word, "own" | "same" | "former" | "then"))
}

/// Words of a phrase's core before its last word ("Russian intelligence" in "the Russian intelligence agency").
fn words_before_last<'d>(document: &'d Document<'_>, parsed: &Phrase) -> impl Iterator<Item = &'d str> {
    (parsed.core.start..parsed.head.end.saturating_sub(1))
        .map(|at| document.lower(at))
        .filter(|word| (word.len() > 2 || word.ends_with('.')) && !matches!(*word, "own" | "same" | "former" | "then"))
}

/// Somebody whose role has the same head noun and every modifier.
fn by_role(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase) -> Option<Resolved> {
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

/// Other words for whoever was spoken of last: "the 71-year-old", "the former judge", "the mother of three", "the ex-miner".
fn variation(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase, speakers: &Speakers) -> Option<Resolved> {
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

/// Words of an entity's name and roles.
fn describes(document: &Document<'_>, entity: &Entity, word: &str) -> bool {
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

fn body_kind(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    entity
        .name
        .iter()
        .flat_map(|span| document.tokens_in(*span))
        .filter_map(|at| lexicon::noun(document.lower(at)))
        .next_back()
        .map(|noun| noun.kind)
}

/// Nouns that mean the same thing in news.
fn group(head: &str) -> u8 {
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
fn heard_before(
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

/// "the midfielder", "the Labour politician": a word that news puts for a name told just before.
///
/// A description heard with the same noun comes first: then the word has its own person.
fn other_word(
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
fn last_of_sort(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase, head: &str) -> Option<Resolved> {
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
fn last_firm(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase, head: &str) -> Option<Resolved> {
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
