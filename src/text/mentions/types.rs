//! What a mention and an entity are. Owns the shapes only; how they are found is the business of the files beside this one.

use std::ops::Range;

use crate::span::Span;

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The fullest form: "Jens Stoltenberg", "Russian Foreign Intelligence Service (SVR)".
    FullName,
    /// A part of it: "Stoltenberg", "Halvorsen".
    ShortName,
    /// Its initials: "the SVR".
    Acronym,
    /// A common noun phrase that refers back: "the ministry", "the 58-year-old".
    Description,
    /// "he", "it", "they".
    Pronoun,
}

/// What an entity is, as far as its words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EntityKind {
    /// One human being.
    Person,
    /// A ministry, company, court, party, outlet: anything that acts through people.
    Body,
    /// A country, city or region (which may speak for its government).
    Place,
    /// Several people, or a people.
    Group,
    /// A law, report, treaty, study.
    Document,
    /// Not known.
    #[default]
    Other,
}

/// Grammatical gender of the pronoun that may stand for an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gender {
    /// "she"
    Female,
    /// "he"
    Male,
    /// "it"
    Neuter,
    /// Not known.
    #[default]
    Unknown,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
    /// Not known.
    #[default]
    Unknown,
}

/// One place of the text where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the name alone, without article, title or possessive mark.
    pub span: Span,
    /// The same as token indices of the document.
    pub tokens: Range<usize>,
    /// Index into [`crate::text::Document::entities`].
    pub entity: usize,
    /// How it names the entity.
    pub form: Form,
}

/// Somebody or something that the article names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entity {
    /// The shortest full name in the article, as spans to be joined by a space.
    pub name: Vec<Span>,
    /// What it is.
    pub kind: EntityKind,
    /// Gender, where a title, a first name or a role word tells.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Token ranges of titles and appositions that say what it is ("fire chief", "the governor", "chief economist at Castell Bank").
    pub roles: Vec<Range<usize>>,
    /// Age in years where an apposition states it.
    pub age: Option<u8>,
    /// Token index of its first mention.
    pub first: usize,
}

/// To whom a source noun phrase refers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// The shortest full name, as spans to be joined by a space; the phrase's own words where nothing better is known;
    /// empty when there is no source.
    pub name: Vec<Span>,
    /// Index into [`crate::text::Document::entities`], where it is a named one.
    pub entity: Option<usize>,
    /// Tokens of the phrase that introduced the referent: the source itself, or the antecedent of a pronoun or description.
    pub phrase: Range<usize>,
}
