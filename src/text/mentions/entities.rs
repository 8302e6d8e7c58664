//! Decides who is meant: gathers names into entities, links short names and acronyms to the full name.
//!
//! Two passes over the names: names of several words first (a headline may use the short form before the text gives the full one),
//! single words after them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::chunks;
use super::lexicon::{self, Shape};
use super::phrase;
use super::reading::{Named, first_unit, is_single, last_unit, read};
use super::types::{Entity, EntityKind, Form, Gender, Mention, Number};
use crate::text::document::Document;

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
