//! Names and references: who and what a text names, and to whom a noun phrase refers.
//!
//! Owns the entities of a document, their mentions, and the resolution of short names, descriptions and pronouns to the shortest full
//! name in the article. Prefers no answer to a wrong one. Works on capital letters, lexicons and tokens, with tags as evidence only.
//! Knows nothing of cues or contents: a caller that finds reports hands in its sources with [`resolve_all`].

mod chunks;
mod descriptions;
mod earlier;
mod entities;
pub mod lexicon;
pub mod phrase;
mod pronoun_forms;
mod pronouns;
mod reading;
mod referent;
mod roles;
mod speakers;
mod synonyms;
mod types;

use std::ops::Range;

pub use referent::is_firm;
pub use speakers::{Source, Speakers, resolve_all};
pub use types::{Entity, EntityKind, Form, Gender, Mention, Number, Resolved};

use super::document::Document;

/// Finds the names of a document and who they belong to.
pub(super) fn find(document: &Document<'_>) -> (Vec<Mention>, Vec<Entity>) {
    entities::find(document)
}

/// Resolves one source noun phrase without knowledge of other sources. Pronouns stay as they are.
pub fn resolve(document: &Document<'_>, tokens: Range<usize>) -> Resolved {
    Speakers::default().resolve(document, tokens)
}

#[cfg(test)]
mod tests;
