//! The word lists behind names and references, each a data file in `lexicon/`, read once into tables.
//!
//! Words are looked up without spaces and hyphens, in lower case, so that "vice-president" and "vice president" are one entry.
//! Owns the lists and plural forms; knows nothing of documents.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::types::Gender;
use crate::text::lexicon::lines;
use crate::vocabulary::SourceKind;

/// What sort of thing a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A human being by role.
    Person,
    /// Something that acts through people.
    Body,
    /// Something that is read or seen.
    Document,
    /// People that answer for nothing together.
    Group,
}

/// A common noun that can stand for a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// The kind of source, when nothing else in the phrase tells.
    pub kind: SourceKind,
    /// What it stands for.
    pub shape: Shape,
    /// A role whose kind is that of the body it serves ("spokesman", "director").
    pub carrier: bool,
    /// True for a plural form.
    pub plural: bool,
}

macro_rules! list {
    ($file:literal) => {
        include_str!(concat!("lexicon/", $file, ".txt"))
    };
}

/// First list that holds a word decides.
const NOUNS: &[(&str, SourceKind, Shape)] = &[
    (list!("nouns/person_anonymous"), SourceKind::Anonymous, Shape::Person),
    (list!("nouns/person_international"), SourceKind::International, Shape::Person),
    (list!("nouns/person_official"), SourceKind::Official, Shape::Person),
    (list!("nouns/person_company"), SourceKind::Company, Shape::Person),
    (list!("nouns/person_organisation"), SourceKind::Organisation, Shape::Person),
    (list!("nouns/person_expert"), SourceKind::Expert, Shape::Person),
    (list!("nouns/person_media"), SourceKind::Media, Shape::Person),
    (list!("nouns/person_witness"), SourceKind::Witness, Shape::Person),
    (list!("nouns/person_agency"), SourceKind::Agency, Shape::Person),
    (list!("nouns/person_private"), SourceKind::Person, Shape::Person),
    (list!("nouns/document"), SourceKind::Document, Shape::Document),
    (list!("nouns/body_official"), SourceKind::Official, Shape::Body),
    (list!("nouns/body_agency"), SourceKind::Agency, Shape::Body),
    (list!("nouns/body_international"), SourceKind::International, Shape::Body),
    (list!("nouns/body_organisation"), SourceKind::Organisation, Shape::Body),
    (list!("nouns/body_company"), SourceKind::Company, Shape::Body),
    (list!("nouns/body_expert"), SourceKind::Expert, Shape::Body),
    (list!("nouns/body_media"), SourceKind::Media, Shape::Body),
    (list!("nouns/group_collective"), SourceKind::Collective, Shape::Group),
];

/// Proper names whose kind is a fact.
const NAMES: &[(&str, SourceKind)] = &[
    (list!("names/official"), SourceKind::Official),
    (list!("names/agency"), SourceKind::Agency),
    (list!("names/international"), SourceKind::International),
    (list!("names/organisation"), SourceKind::Organisation),
    (list!("names/media"), SourceKind::Media),
    (list!("names/company"), SourceKind::Company),
    (list!("names/collective"), SourceKind::Collective),
];

/// What a capitalised word inside a name says of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameWord {
    /// Legal form of a firm ("plc").
    pub suffix: bool,
    /// Mostly in names of firms ("Airlines").
    pub company: bool,
    /// Makes a body of it ("Ministry").
    pub body: bool,
    /// Makes a text of it ("Treaty").
    pub document: bool,
    /// Opens sentences, is no name ("However").
    pub opener: bool,
    /// Day, month or other capitalised word that names nobody.
    pub calendar: bool,
    /// Mostly the last word of an outlet's name ("Gazette").
    pub media: bool,
    /// Ends the core of a noun phrase ("of", "who", "was").
    pub ends_phrase: bool,
    /// Stands behind the noun it describes ("seen", "aware").
    pub postmodifier: bool,
    /// May follow a personal name ("KC", "Jr").
    pub postnominal: bool,
}

struct Tables {
    nouns: HashMap<String, Noun>,
    carriers: HashMap<String, Shape>,
    names: HashMap<String, SourceKind>,
    words: HashMap<&'static str, NameWord>,
    given: HashMap<&'static str, Gender>,
    honorifics: HashMap<&'static str, Gender>,
    gendered: HashMap<&'static str, Gender>,
    places: HashMap<String, u16>,
    demonyms: HashMap<String, u16>,
    particles: HashSet<&'static str>,
    marks: Vec<&'static str>,
    politicians: HashSet<String>,
    variations: HashSet<&'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(read);

fn gender_of(letter: &str) -> Gender {
    match letter {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => Gender::Unknown,
    }
}

fn gendered(file: &'static str) -> HashMap<&'static str, Gender> {
    lines(file).filter_map(|line| line.split_once('\t')).map(|(word, letter)| (word, gender_of(letter))).collect()
}

/// Appends a word as the tables spell it: no spaces, hyphens or stops.
pub fn push_key(key: &mut String, lower: &str) {
    key.extend(lower.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{2010}' | '\u{2011}' | '.')));
}

fn key(word: &str) -> String {
    let mut out = String::new();
    push_key(&mut out, word);
    out
}

fn read() -> Tables {
    let mut nouns = HashMap::new();
    for (file, kind, shape) in NOUNS {
        for word in lines(file) {
            nouns.entry(key(word)).or_insert(Noun { kind: *kind, shape: *shape, carrier: false, plural: false });
        }
    }
    let carriers: HashMap<String, Shape> =
        lines(list!("nouns/person_carrier")).map(|word| (key(word), Shape::Person)).collect();
    let mut names = HashMap::new();
    for (file, kind) in NAMES {
        for word in lines(file) {
            names.entry(key(word)).or_insert(*kind);
        }
    }
    let mut words: HashMap<&'static str, NameWord> = HashMap::new();
    for word in lines(list!("company_suffixes")) {
        words.entry(word).or_default().suffix = true;
    }
    for word in lines(list!("company_words")) {
        words.entry(word).or_default().company = true;
    }
    for word in lines(list!("body_words")) {
        words.entry(word).or_default().body = true;
    }
    for word in lines(list!("document_words")) {
        words.entry(word).or_default().document = true;
    }
    for word in lines(list!("sentence_openers")) {
        words.entry(word).or_default().opener = true;
    }
    for word in lines(list!("media_words")) {
        words.entry(word).or_default().media = true;
    }
    for word in lines(list!("phrase_enders")) {
        words.entry(word).or_default().ends_phrase = true;
    }
    for word in lines(list!("postmodifiers")) {
        words.entry(word).or_default().postmodifier = true;
    }
    for word in lines(list!("postnominals")) {
        words.entry(word).or_default().postnominal = true;
    }
    for word in lines(list!("months_days")) {
        words.entry(word).or_default().calendar = true;
    }
    let mut places = HashMap::new();
    let mut demonyms = HashMap::new();
    for (index, line) in lines(list!("countries")).enumerate() {
        let number = index as u16 + 1;
        let (name, adjectives) = line.split_once('\t').unwrap_or((line, ""));
        places.insert(key(name), number);
        for adjective in adjectives.split(',').filter(|word| !word.is_empty()) {
            demonyms.entry(key(adjective)).or_insert(number);
        }
    }
    for word in lines(list!("cities")).chain(lines(list!("regions"))) {
        places.entry(key(word)).or_insert(0);
    }
    Tables {
        nouns,
        carriers,
        names,
        words,
        given: gendered(list!("given_names")),
        honorifics: gendered(list!("honorifics")),
        gendered: gendered(list!("gendered_nouns")),
        places,
        demonyms,
        particles: lines(list!("name_particles")).collect(),
        marks: lines(list!("nouns/anonymous_marks")).collect(),
        politicians: lines(list!("names/politicians")).map(key).collect(),
        variations: lines(list!("variations")).collect(),
    }
}

/// The noun that a key spells, in the singular or plural.
pub fn noun(key: &str) -> Option<Noun> {
    let tables = &*TABLES;
    let look = |key: &str, plural: bool| {
        let carrier = tables.carriers.contains_key(key);
        let found = tables.nouns.get(key).copied();
        let default = Noun { kind: SourceKind::Person, shape: Shape::Person, carrier: true, plural };
        match found {
            Some(noun) => Some(Noun {
                carrier: carrier && (noun.shape == Shape::Person || noun.kind == SourceKind::Company),
                plural,
                ..noun
            }),
            None => carrier.then_some(default),
        }
    };
    // "automaker", "chipmaker"; but people make laws, films and peace.
    let maker = |key: &str, plural: bool| {
        let noun = Noun { kind: SourceKind::Company, shape: Shape::Body, carrier: false, plural };
        let person = ["lawmaker", "policymaker", "filmmaker", "peacemaker"].iter().any(|maker| key.ends_with(maker));
        (key.len() > 6 && key.ends_with("maker") && !person).then_some(noun)
    };
    look(key, false)
        .or_else(|| singular(key, |form| look(form, true)))
        .or_else(|| maker(key, false).or_else(|| key.strip_suffix('s').and_then(|stem| maker(stem, true))))
}

/// Tries the singular forms of a plural.
fn singular<T>(word: &str, mut look: impl FnMut(&str) -> Option<T>) -> Option<T> {
    if let Some(stem) = word.strip_suffix("men") {
        return look(&format!("{stem}man"));
    }
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2)?;
    if let Some(found) = look(stem) {
        return Some(found);
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return look(&format!("{stem}y"));
    }
    word.strip_suffix("es").and_then(look)
}

/// The singular of a lower-case noun, as far as its ending tells; the word itself otherwise.
pub fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

/// The kind of a well-known name.
pub fn name(key: &str) -> Option<SourceKind> {
    TABLES.names.get(key).copied()
}

/// What a lower-cased word says inside a name.
pub fn word(lower: &str) -> NameWord {
    TABLES.words.get(lower).or_else(|| TABLES.words.get(lower.strip_suffix('.')?)).copied().unwrap_or_default()
}

/// Whether a key spells the name of a head of state or another holder of high office.
pub fn politician(key: &str) -> bool {
    TABLES.politicians.contains(key)
}

/// The gender of a given name; `None` when it is not listed.
pub fn given(lower: &str) -> Option<Gender> {
    TABLES.given.get(lower).copied()
}

/// The gender of a form of address, with its stop or without; `None` when it is none.
pub fn honorific(lower: &str) -> Option<Gender> {
    TABLES.honorifics.get(lower.strip_suffix('.').unwrap_or(lower)).copied()
}

/// The gender of a noun for a person; unknown when it does not tell.
pub fn gender_of_noun(lower: &str) -> Gender {
    TABLES.gendered.get(lower).copied().unwrap_or_default()
}

/// A number for a country (0 for another place); `None` when the key names no place.
pub fn place(key: &str) -> Option<u16> {
    TABLES.places.get(key).copied()
}

/// The country of an adjective or people, in the singular or plural.
pub fn demonym(key: &str) -> Option<u16> {
    let tables = &*TABLES;
    let look = |key: &str| tables.demonyms.get(key).copied();
    look(key).or_else(|| key.strip_suffix('s').and_then(look))
}

/// "de", "van", "bin" …
pub fn particle(lower: &str) -> bool {
    TABLES.particles.contains(lower)
}

/// Whether a noun is one that news puts for a name told just before ("midfielder", "politician").
pub fn variation(lower: &str) -> bool {
    TABLES.variations.contains(lower)
}

/// Whether a word opens the names of statistics offices ("Statistics Norway").
pub fn statistics(lower: &str) -> bool {
    matches!(lower, "statistics" | "stats")
}

/// Whether a lower-cased phrase says that a name is withheld.
pub fn withheld(lower: &str) -> bool {
    TABLES.marks.iter().any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_without_duplicates() {
        let files = NOUNS.iter().map(|(file, ..)| *file).chain(NAMES.iter().map(|(file, _)| *file)).chain([
            list!("nouns/person_carrier"),
            list!("nouns/anonymous_marks"),
            list!("company_suffixes"),
            list!("company_words"),
            list!("body_words"),
            list!("document_words"),
            list!("sentence_openers"),
            list!("months_days"),
            list!("countries"),
            list!("cities"),
            list!("regions"),
            list!("given_names"),
            list!("honorifics"),
            list!("gendered_nouns"),
            list!("name_particles"),
            list!("media_words"),
            list!("phrase_enders"),
            list!("postmodifiers"),
            list!("postnominals"),
            list!("names/politicians"),
            list!("variations"),
        ]);
        for file in files {
            let words: Vec<&str> = lines(file).map(|line| line.split('\t').next().unwrap()).collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
            assert!(file.starts_with('#'));
        }
    }

    #[test]
    fn plurals_are_derived() {
        assert_eq!(noun("ministries").map(|noun| (noun.kind, noun.plural)), Some((SourceKind::Official, true)));
        assert_eq!(noun("spokesmen").map(|noun| noun.carrier), Some(true));
        assert_eq!(noun("boxes"), None);
    }
}
