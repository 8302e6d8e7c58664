//! Decides who is meant: gathers names into entities, links short names and acronyms to the full name, says what each is.
//!
//! Two passes over the names: names of several words first (a headline may use the short form before the text gives the full one),
//! single words after them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::chunks::{self, Chunk};
use super::lexicon::{self, Shape};
use super::phrase;
use super::roles::{self, Beside};
use super::types::{Entity, EntityKind, Form, Gender, Mention, Number};
use crate::text::document::Document;
use crate::vocabulary::SourceKind;

/// A name with its titles apart and what stands beside it.
struct Named {
    title: Range<usize>,
    name: Range<usize>,
    acronym: Option<usize>,
    kind: EntityKind,
    gender: Gender,
    /// The kind is certain (title, role, suffix), not a default.
    sure: bool,
    beside: Beside,
    initial: bool,
}

/// Entities and the tables by which later names find them.
struct Register<'d, 'a> {
    document: &'d Document<'a>,
    entities: Vec<Entity>,
    /// Tokens of the name that an entity was made from.
    names: Vec<Range<usize>>,
    /// Full names by key.
    full: HashMap<String, usize>,
    /// People by last name, bodies by acronym, firms by first word: the entity named last.
    short: HashMap<String, Vec<usize>>,
}

/// Mentions by place, entities by first mention.
pub(super) fn find(document: &Document<'_>) -> (Vec<Mention>, Vec<Entity>) {
    let chunks = chunks::find(document);
    let mut named: Vec<Named> = Vec::with_capacity(chunks.len());
    let mut at = 0;
    for chunk in &chunks {
        while document.sentences.get(at).is_some_and(|sentence| sentence.tokens.end <= chunk.tokens.start) {
            at += 1;
        }
        let sentence = document.sentences.get(at).map_or(0..0, |sentence| sentence.tokens.clone());
        named.extend(read(document, chunk, &sentence));
    }
    let natives = natives(document);
    for item in named.iter_mut().filter(|item| item.kind == EntityKind::Other && item.name.len() == 1) {
        if has_natives(document.lower(item.name.start), &natives) {
            (item.kind, item.sure) = (EntityKind::Place, true);
        }
    }
    let mut register =
        Register { document, entities: Vec::new(), names: Vec::new(), full: HashMap::new(), short: HashMap::new() };
    let mut owner: Vec<Option<(usize, Form)>> = vec![None; named.len()];
    for (index, item) in named.iter().enumerate().filter(|(_, item)| !is_single(document, &item.name)) {
        if let Some(slot) = owner.get_mut(index) {
            *slot = Some(register.full_name(item));
        }
    }
    for (index, item) in named.iter().enumerate().filter(|(_, item)| is_single(document, &item.name)) {
        if let Some(slot) = owner.get_mut(index) {
            *slot = register.single(item);
        }
    }
    for (item, owner) in named.iter().zip(&owner) {
        if let Some((entity, Form::ShortName)) = owner {
            register.judge_by_short(*entity, &item.name);
        }
    }
    let mentions: Vec<Mention> = named
        .iter()
        .zip(owner)
        .filter_map(|(item, owner)| {
            let (entity, form) = owner?;
            let tokens = item.name.start..item.acronym.map_or(item.name.end, |acronym| acronym + 2);
            Some(Mention { span: document.cover(tokens.clone()), tokens, entity, form })
        })
        .collect();
    (mentions, register.entities)
}

/// Capitalised words that may name a people or what belongs to a country ("Ardanian").
fn natives<'d>(document: &'d Document<'_>) -> HashSet<&'d str> {
    (0..document.tokens.len())
        .filter(|at| chunks::is_capital(document, *at))
        .map(|at| document.lower(at))
        .filter(|lower| ["an", "ese", "ish", "i"].iter().any(|ending| lower.ends_with(ending)))
        .collect()
}

/// "Ardania" is a country where there are Ardanians.
fn has_natives(name: &str, natives: &HashSet<&str>) -> bool {
    name.len() > 4
        && ["n", "an", "ian", "ese", "ish", "i"]
            .iter()
            .any(|ending| natives.contains(format!("{name}{ending}").as_str()))
}

/// Takes titles off a name and reads what it is.
fn read(document: &Document<'_>, chunk: &Chunk, sentence: &Range<usize>) -> Option<Named> {
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
    } else if lexicon::name(&key).is_some() && !honorific {
        (EntityKind::Body, true)
    } else if multi && heads_body(document, &range) {
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
        let person = head.0.is_some_and(|noun| noun.shape == Shape::Person && !noun.plural);
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
fn first_unit(document: &Document<'_>, name: &Range<usize>) -> Range<usize> {
    let mut end = name.start + 1;
    while end + 1 < name.end && is_hyphen(document.form(end)) {
        end += 2;
    }
    name.start..end
}

/// The last word of a name with what hyphens join to it.
fn last_unit(document: &Document<'_>, name: &Range<usize>) -> Range<usize> {
    let mut start = name.end.saturating_sub(1).max(name.start);
    while start >= name.start + 2 && is_hyphen(document.form(start - 1)) {
        start -= 2;
    }
    start..name.end
}

/// Whether a name is one word, hyphens included.
fn is_single(document: &Document<'_>, name: &Range<usize>) -> bool {
    first_unit(document, name).end == name.end
}

impl Register<'_, '_> {
    fn key(&self, range: Range<usize>) -> String {
        phrase::key_of(self.document, range)
    }

    /// The entity of a name of several words, made when new.
    fn full_name(&mut self, item: &Named) -> (usize, Form) {
        let key = self.key(item.name.clone());
        let last = self.key(last_unit(self.document, &item.name));
        let first = self.key(first_unit(self.document, &item.name));
        let known = self
            .full
            .get(&key)
            .copied()
            .or_else(|| self.same_person(item, &first, &last))
            .or_else(|| self.same_body(item, &first));
        if let Some(entity) = known {
            self.learn(entity, item);
            self.full.entry(key).or_insert(entity);
            return (entity, Form::FullName);
        }
        let entity = self.add(item);
        self.full.insert(key, entity);
        if matches!(item.kind, EntityKind::Person | EntityKind::Other) {
            self.short.entry(last).or_default().push(entity);
            if lexicon::place(&first).is_none() && lexicon::demonym(&first).is_none() && lexicon::name(&first).is_none()
            {
                self.short.entry(first).or_default().push(entity);
            }
        } else if item.kind != EntityKind::Place {
            let word = lexicon::word(self.document.lower(item.name.start));
            if !word.body && lexicon::place(&first).is_none() && lexicon::demonym(&first).is_none() {
                self.short.entry(first).or_default().push(entity);
            }
            let initials = self.initials(&item.name);
            if initials.len() > 1 {
                self.short.entry(initials).or_default().push(entity);
            }
        }
        (entity, Form::FullName)
    }

    fn initials(&self, name: &Range<usize>) -> String {
        name.clone()
            .filter(|at| chunks::is_capital(self.document, *at))
            .filter_map(|at| self.document.lower(at).chars().next())
            .collect()
    }

    /// "Jens P. Stoltenberg" and "Jens Stoltenberg".
    fn same_person(&self, item: &Named, first: &str, last: &str) -> Option<usize> {
        if item.kind != EntityKind::Person {
            return None;
        }
        self.short.get(last)?.iter().rev().take(8).copied().find(|entity| {
            self.names.get(*entity).is_some_and(|name| {
                self.key(first_unit(self.document, name)) == first && self.key(last_unit(self.document, name)) == last
            })
        })
    }

    /// "Halvorsen Optics" and "Halvorsen Optics ASA": one begins with the other.
    fn same_body(&self, item: &Named, first: &str) -> Option<usize> {
        let words = |range: &Range<usize>| -> Vec<&str> { range.clone().map(|at| self.document.lower(at)).collect() };
        let mine = words(&item.name);
        self.short.get(first)?.iter().rev().take(8).copied().find(|entity| {
            let known = self
                .entities
                .get(*entity)
                .is_some_and(|entity| matches!(entity.kind, EntityKind::Body | EntityKind::Other));
            known
                && self.names.get(*entity).is_some_and(|name| {
                    let other = words(name);
                    let (long, short) = if mine.len() > other.len() { (&mine, &other) } else { (&other, &mine) };
                    short.len() > 1
                        && long.starts_with(short)
                        && !matches!(long.get(short.len()).copied(), Some("of" | "for" | "and"))
                })
        })
    }

    /// The entity of a single word: a short form, an acronym, a place, or a new name.
    fn single(&mut self, item: &Named) -> Option<(usize, Form)> {
        let at = item.name.start;
        let key = self.key(item.name.clone());
        let acronym = chunks::is_acronym(self.document.form(at));
        let placed = at > 0
            && matches!(
                self.document.lower(at - 1),
                "in" | "to" | "from" | "of" | "at" | "near" | "around" | "outside" | "for" | "the" | "across" | ","
            );
        let known =
            item.title.is_empty() && !acronym && (lexicon::name(&key).is_some() || lexicon::demonym(&key).is_some());
        // "Police", "Officials" at the start of a sentence are no short form of a name.
        let common = item.initial
            && item.title.is_empty()
            && lexicon::noun(&key).is_some_and(|noun| noun.plural || noun.shape == Shape::Body);
        let linkable = !known && !common && (item.kind != EntityKind::Place || !placed);
        if let Some(entity) = self.by_short(item, &key).filter(|_| linkable) {
            self.learn(entity, item);
            return Some((entity, if acronym { Form::Acronym } else { Form::ShortName }));
        }
        if let Some(entity) = self.full.get(&key).copied() {
            self.learn(entity, item);
            return Some((entity, Form::FullName));
        }
        let lower = self.document.lower(at);
        // A word that only opens a sentence, or a bare role word, names nobody.
        if item.kind == EntityKind::Other
            && (item.initial && !chunks::is_capital(self.document, at + 1) && lexicon::noun(lower).is_some())
        {
            return None;
        }
        // "the Frenchman" is somebody else's other name.
        let people = lexicon::gender_of_noun(lower) != Gender::Unknown;
        if item.kind == EntityKind::Other && (lexicon::noun(lower).is_some() || people) {
            return None;
        }
        let entity = self.add(item);
        self.full.insert(key, entity);
        Some((entity, Form::FullName))
    }

    fn by_short(&self, item: &Named, key: &str) -> Option<usize> {
        let candidates = self.short.get(key)?;
        let own = lexicon::name(key).is_some();
        let fits = |entity: &&usize| {
            // "NASA" stands for itself beside a "NASA & Company"; it may be the acronym of a longer name.
            let opens = self.names.get(**entity).is_some_and(|name| {
                !is_single(self.document, name)
                    && self.document.lower(name.start) == self.document.lower(item.name.start)
            });
            if own && opens {
                return false;
            }
            self.entities.get(**entity).is_some_and(|entity| {
                let clash =
                    item.gender != Gender::Unknown && entity.gender != Gender::Unknown && item.gender != entity.gender;
                let person = item.sure && item.kind == EntityKind::Person;
                let place = item.kind == EntityKind::Place && entity.kind != EntityKind::Person;
                !clash && !place && (!person || matches!(entity.kind, EntityKind::Person | EntityKind::Other))
            })
        };
        // The one named last before this place, else the first one after it.
        let before =
            candidates.iter().rev().take(16).filter(fits).find(|entity| self.first(**entity) <= item.name.start);
        before.or_else(|| candidates.iter().take(16).find(fits)).copied()
    }

    fn first(&self, entity: usize) -> usize {
        self.entities.get(entity).map_or(usize::MAX, |entity| entity.first)
    }

    fn add(&mut self, item: &Named) -> usize {
        let entity = self.entities.len();
        let tokens = item.name.start..item.acronym.map_or(item.name.end, |acronym| acronym + 2);
        self.entities.push(Entity {
            name: vec![self.document.cover(tokens)],
            kind: item.kind,
            gender: match item.kind {
                EntityKind::Person => item.gender,
                EntityKind::Other => Gender::Unknown,
                _ => Gender::Neuter,
            },
            number: if item.kind == EntityKind::Group { Number::Plural } else { Number::Singular },
            roles: Vec::new(),
            age: None,
            first: item.name.start,
        });
        self.names.push(item.name.clone());
        self.learn(entity, item);
        entity
    }

    /// Who goes by the last word of a name is a person, who goes by the first a body, where nothing better tells.
    fn judge_by_short(&mut self, index: usize, short: &Range<usize>) {
        let (Some(name), Some(entity)) = (self.names.get(index).cloned(), self.entities.get_mut(index)) else { return };
        if entity.kind != EntityKind::Other || is_single(self.document, &name) {
            return;
        }
        let key = phrase::key_of(self.document, short.clone());
        if key == phrase::key_of(self.document, last_unit(self.document, &name)) {
            entity.kind = EntityKind::Person;
        } else if key == phrase::key_of(self.document, first_unit(self.document, &name)) {
            entity.kind = EntityKind::Body;
            entity.gender = Gender::Neuter;
        }
    }

    /// Takes over what this mention tells of an entity.
    fn learn(&mut self, index: usize, item: &Named) {
        if let Some(acronym) = item.acronym {
            let key = self.key(acronym..acronym + 1);
            let list = self.short.entry(key).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
        let document = self.document;
        let Some(entity) = self.entities.get_mut(index) else { return };
        if item.acronym.is_some() && entity.name.first().is_some_and(|span| !document.slice(*span).ends_with(')')) {
            entity.name =
                vec![document.cover(item.name.start..item.acronym.map_or(item.name.end, |acronym| acronym + 2))];
        }
        entity.first = entity.first.min(item.name.start);
        entity.age = entity.age.or(item.beside.age);
        if entity.gender == Gender::Unknown {
            entity.gender = item.gender;
        }
        if item.sure && item.kind == EntityKind::Person && entity.kind == EntityKind::Other {
            entity.kind = EntityKind::Person;
            entity.gender = item.gender;
        }
        if item.kind == EntityKind::Place && entity.kind == EntityKind::Other {
            entity.kind = EntityKind::Place;
            entity.gender = Gender::Neuter;
        }
        // Enough to tell what somebody is; more would only be repetition.
        if entity.roles.len() < 8 {
            entity.roles.extend(item.beside.before.clone());
            entity.roles.extend(item.beside.after.clone());
            if item.beside.before.is_none() && !item.title.is_empty() {
                entity.roles.push(item.title.clone());
            }
        }
    }
}
