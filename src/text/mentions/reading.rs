//! Reads one run of capitals: which words are titles, which the name, and what the name is of. Who is meant is decided in `entities`.

use std::ops::Range;

use super::chunks::{self, Chunk};
use super::lexicon::{self, Shape};
use super::phrase;
use super::roles::{self, Beside};
use super::types::{EntityKind, Gender};
use crate::text::document::Document;
use crate::vocabulary::SourceKind;

/// A name with its titles apart and what stands beside it.
pub(super) struct Named {
    pub title: Range<usize>,
    pub name: Range<usize>,
    pub acronym: Option<usize>,
    pub kind: EntityKind,
    pub gender: Gender,
    /// The kind is certain (title, role, suffix), not a default.
    pub sure: bool,
    pub beside: Beside,
    pub initial: bool,
}

/// Takes titles off a name and reads what it is.
pub(super) fn read(document: &Document<'_>, chunk: &Chunk, sentence: &Range<usize>) -> Option<Named> {
    let (start, mut end) = (chunk.tokens.start, chunk.tokens.end);
    while end > start + 2 && lexicon::word(document.lower(end - 1)).postnominal {
        end -= 1;
    }
    let whole = phrase::key_of(document, start..end);
    let politician = lexicon::politician(&whole);
    let known = lexicon::name(&whole).is_some() || lexicon::place(&whole).is_some() || politician;
    let mut name = start;
    let mut gender = Gender::Unknown;
    let mut titled = false;
    let mut business = false;
    // "General Assembly", "Attorney General's Office" begin with titles and are bodies.
    let body_last = lexicon::word(document.lower(end - 1)).body && lexicon::given(document.lower(end - 1)).is_none();
    if !known {
        name = if body_last { start } else { after_titles(document, start, end) };
        if name == start && chunk.initial && end > start + 1 {
            name = after_business(document, start, end);
            business = name > start;
        }
        titled = name > start;
        for at in start..name {
            if let Some(told) = lexicon::honorific(document.lower(at)).filter(|told| *told != Gender::Unknown) {
                gender = told;
            }
        }
    }
    let addressed = gender != Gender::Unknown;
    // "Secretary of State John Lee": the role began before the run of capitals.
    if name == start
        && start >= 2
        && end > start + 2
        && document.lower(start - 1) == "of"
        && phrase::noun_in(document, start - 2..start + 1).is_some_and(|noun| noun.shape == Shape::Person)
    {
        name = start + 1;
    }
    if name >= end || is_role(document, name..end, politician || addressed) {
        return None;
    }
    let title = start..name;
    let range = name..end;
    let beside = roles::beside(document, &(range.start..chunk.tokens.end), &title, sentence);
    let words = |test: fn(lexicon::NameWord) -> bool| range.clone().any(|at| test(lexicon::word(document.lower(at))));
    let first = document.lower(name);
    let last = document.lower(end - 1);
    let given = lexicon::given(first);
    let key = phrase::key_of(document, range.clone());
    let honorific = (start..name).any(|at| lexicon::honorific(document.lower(at)).is_some());
    let multi = !is_single(document, &range);
    // "Taylor-Mills" is no firm's word, "Wessel Mills" may be.
    let plain_last = last_unit(document, &range).len() == 1;
    let (kind, sure) = if politician || lexicon::politician(&key) {
        (EntityKind::Person, true)
    } else if lexicon::place(&key).is_some() && !honorific {
        (EntityKind::Place, true)
    } else if lexicon::name(&key) == Some(SourceKind::Collective) {
        (EntityKind::Group, true)
    } else if (lexicon::name(&key).is_some() && !honorific) || (multi && heads_body(document, &range)) {
        (EntityKind::Body, true)
    } else if lexicon::word(last).document && multi {
        (EntityKind::Document, true)
    } else if chunk.acronym.is_some() && !honorific && given.is_none() {
        (EntityKind::Body, true)
    } else if honorific && !words(|word| word.body) {
        (EntityKind::Person, true)
    } else if words(|word| word.suffix) && multi {
        (EntityKind::Body, true)
    } else if beside.shows_person(document) && !lexicon::word(last).body {
        (EntityKind::Person, true)
    } else if (multi
        && plain_last
        && (lexicon::word(last).body || lexicon::word(first).body || lexicon::word(last).company))
        || (multi && lexicon::word(last).media && given.is_none())
        || (multi && lexicon::word(first).media && lexicon::particle(document.lower(name + 1)))
        || (!multi
            && !chunk.initial
            && lexicon::word(first).media
            && matches!(document.lower(name.wrapping_sub(1)), "the"))
        || business
        || beside.body_noun(document).is_some()
    {
        (EntityKind::Body, true)
    } else if multi && given.is_some() {
        (EntityKind::Person, true)
    } else if words(|word| word.body) && multi && plain_last {
        (EntityKind::Body, true)
    } else if lexicon::demonym(&key).is_some() {
        (EntityKind::Group, true)
    } else if chunks::is_acronym(document.form(name)) && !multi {
        (EntityKind::Body, false)
    } else if titled || (!multi && given.is_some()) {
        (EntityKind::Person, false)
    } else if !multi && governs(document, end) {
        (EntityKind::Place, false)
    } else {
        (EntityKind::Other, false)
    };
    if kind == EntityKind::Person {
        if gender == Gender::Unknown {
            gender = gender_of_roles(document, &beside);
        }
        if gender == Gender::Unknown {
            gender = given.unwrap_or_default();
        }
    }
    let acronym = chunk.acronym.filter(|_| kind != EntityKind::Person);
    Some(Named { title, name: range, acronym, kind, gender, sure, beside, initial: chunk.initial })
}

/// "Centre for Ocean Law", "Committee on the Treaty": the word before the preposition says what it is.
fn heads_body(document: &Document<'_>, name: &Range<usize>) -> bool {
    name.clone()
        .skip(1)
        .find(|at| matches!(document.lower(*at), "of" | "for" | "on"))
        .is_some_and(|of| lexicon::word(document.lower(of - 1)).body)
}

/// Where the titles at the start of a run of capitals end ("Prime Minister Anna Lee" → 2).
fn after_titles(document: &Document<'_>, start: usize, end: usize) -> usize {
    let mut name = start;
    let mut at = start;
    while at + 1 < end && at < start + 8 {
        at += 1;
        // The title may be one word or several; the longest run that ends in a noun for a person is taken.
        let last = document.lower(at - 1);
        let head = phrase::head_of(document, start..at);
        // "Professors Anna Lee and Bo Kim"; "Teachers Union" is a name.
        let many = lexicon::given(document.lower(at)).is_some() && at + 1 < end;
        let person = head.0.is_some_and(|noun| noun.shape == Shape::Person && (many || !noun.plural));
        let title = lexicon::honorific(last).is_some() || (person && lexicon::given(last).is_none());
        if title && !matches!(document.lower(at), "of" | "for" | "-" | "and" | "'s" | "’s") {
            name = at;
            if document.form(at) == "." {
                name = at + 1;
            }
        }
    }
    // A first name that is also a title word stays ("Dean Baker", "Sheikh Hasina" are left to the lexicon).
    if name == start + 1 && end - name == 1 && lexicon::given(document.lower(start)).is_some() { start } else { name }
}

/// "Ardania's foreign minister", "the Ardanian government": what has ministers is a country.
fn governs(document: &Document<'_>, end: usize) -> bool {
    if !matches!(document.form(end), "'s" | "’s") {
        return false;
    }
    (end + 1..end + 4).any(|at| {
        let lower = document.lower(at);
        matches!(
            lower,
            "minister"
                | "president"
                | "government"
                | "parliament"
                | "army"
                | "ministry"
                | "premier"
                | "ambassador"
                | "military"
                | "capital"
        )
    })
}

/// A firm's noun that opens a sentence is no part of the name ("Chipmaker Orvane").
fn after_business(document: &Document<'_>, start: usize, end: usize) -> usize {
    let word = lexicon::word(document.lower(start));
    let noun = lexicon::noun(document.lower(start));
    let business = noun.is_some_and(|noun| noun.shape == Shape::Body) && !word.body && !word.company && !word.media;
    if business && start + 1 < end && document.form(start + 1) != "-" { start + 1 } else { start }
}

/// "Prime Minister", "the Chief Justice": a role in capitals names nobody. A surname may be a noun too ("Dean Baker").
fn is_role(document: &Document<'_>, name: Range<usize>, named: bool) -> bool {
    if named && name.len() > 1 || lexicon::given(document.lower(name.start)).is_some() {
        return false;
    }
    // "Department of Foreign Workers" is no worker, "Minister of Health" a minister.
    let of = name.clone().skip(1).find(|at| matches!(document.lower(*at), "of" | "for" | "on"));
    let name = name.start..of.unwrap_or(name.end);
    let (noun, head) = phrase::head_of(document, name.clone());
    let person = noun.is_some_and(|noun| noun.shape == Shape::Person);
    person && (name.len() > 1 || head.len() == name.len())
}

fn gender_of_roles(document: &Document<'_>, beside: &Beside) -> Gender {
    for range in [&beside.before, &beside.after].into_iter().flatten() {
        let phrase = phrase::parse(document, range.clone());
        let gender =
            phrase.head.clone().map(|at| lexicon::gender_of_noun(document.lower(at))).find(|g| *g != Gender::Unknown);
        if let Some(gender) = gender.filter(|_| phrase.noun.is_some_and(|noun| noun.shape == Shape::Person)) {
            return gender;
        }
    }
    Gender::Unknown
}

fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "‐" | "‑")
}

/// The first word of a name with what hyphens join to it.
pub(super) fn first_unit(document: &Document<'_>, name: &Range<usize>) -> Range<usize> {
    let mut end = name.start + 1;
    while end + 1 < name.end && is_hyphen(document.form(end)) {
        end += 2;
    }
    name.start..end
}

/// The last word of a name with what hyphens join to it.
pub(super) fn last_unit(document: &Document<'_>, name: &Range<usize>) -> Range<usize> {
    let mut start = name.end.saturating_sub(1).max(name.start);
    while start >= name.start + 2 && is_hyphen(document.form(start - 1)) {
        start -= 2;
    }
    start..name.end
}

/// Whether a name is one word, hyphens included.
pub(super) fn is_single(document: &Document<'_>, name: &Range<usize>) -> bool {
    first_unit(document, name).end == name.end
}
