//! Word classes that names and role nouns put right: "Dale Prior said" (no adjective), "the WHO recommends" (no pronoun), "its chief
//! executive, …, said" (no adjective). Knows no cues.

use crate::text::mentions::lexicon::Shape;
use crate::text::mentions::{EntityKind, Form, phrase};
use crate::text::{Document, Pos, TokenKind};

/// Corrects the word classes of a document in place.
pub(super) fn correct(doc: &Document<'_>, pos: &mut [Pos]) {
    names(doc, pos);
    roles(doc, pos);
    bodies(doc, pos);
}

/// Words with a capital letter inside a name are parts of it.
fn names(doc: &Document<'_>, pos: &mut [Pos]) {
    for mention in &doc.mentions {
        if matches!(mention.form, Form::Pronoun | Form::Description) {
            continue;
        }
        let person = doc.entities.get(mention.entity).is_some_and(|entity| entity.kind == EntityKind::Person);
        for at in mention.tokens.clone() {
            let form = doc.form(at);
            let capital = doc.token(at).kind == TokenKind::Word && form.starts_with(char::is_uppercase);
            let acronym = form.len() > 1 && form.chars().all(char::is_uppercase);
            let opens = doc.sentence_of(at).and_then(|number| doc.sentences.get(number)).map(|s| s.tokens.start);
            // "Golding said": one word at the start, of somebody who is told in full elsewhere.
            let full = doc
                .entities
                .get(mention.entity)
                .is_some_and(|entity| entity.name.iter().any(|span| doc.tokens_in(*span).len() > 1));
            let sure = person && (mention.tokens.len() > 1 || full) || opens != Some(at);
            let Some(slot) = pos.get_mut(at) else { continue };
            let wrong = match slot {
                Pos::Adj | Pos::Adv => true,
                // "the Nursing Council"
                Pos::Verb if !person => doc.lower(at).ends_with("ing") && at + 1 < mention.tokens.end,
                Pos::Verb | Pos::Adp => person && !headline(doc, at),
                Pos::Pron | Pos::Det => acronym,
                _ => false,
            };
            if capital && sure && wrong {
                *slot = Pos::Propn;
            }
        }
    }
}

/// Whether a word stands in a line with capitals on most words: they tell nothing there.
pub(super) fn headline(doc: &Document<'_>, at: usize) -> bool {
    let Some(sentence) = doc.sentence_of(at).and_then(|number| doc.sentences.get(number)) else { return false };
    let words = || sentence.tokens.clone().take(40).filter(|at| doc.token(*at).kind == TokenKind::Word);
    words().filter(|at| doc.form(*at).starts_with(char::is_uppercase)).count() * 4 >= words().count() * 3
}

/// "think tank", "works council": a noun of two words whose first one looks like a verb.
fn bodies(doc: &Document<'_>, pos: &mut [Pos]) {
    for at in 1..pos.len() {
        let get = |at: usize| pos.get(at).copied().unwrap_or(Pos::X);
        let looks = get(at) == Pos::Verb && get(at + 1) == Pos::Noun;
        if looks
            && phrase::noun_in(doc, at..at + 2).is_some_and(|noun| noun.shape == Shape::Body)
            && let Some(slot) = pos.get_mut(at)
        {
            *slot = Pos::Noun;
        }
    }
}

/// A noun for somebody, tagged as an adjective, where no noun follows that it could belong to.
fn roles(doc: &Document<'_>, pos: &mut [Pos]) {
    for at in 1..pos.len() {
        let get = |at: usize| pos.get(at).copied().unwrap_or(Pos::X);
        let dated = super::view::is_time_word(doc.lower(at + 1));
        if get(at) != Pos::Adj
            || matches!(get(at + 1), Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Cconj) && !dated
            || doc.form(at + 1) == "-"
            || !matches!(get(at - 1), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Det | Pos::Pron | Pos::Part)
        {
            continue;
        }
        let noun = phrase::noun_in(doc, at - 1..at + 1).or_else(|| phrase::noun_in(doc, at..at + 1));
        if noun.is_some_and(|noun| noun.shape == Shape::Person)
            && let Some(slot) = pos.get_mut(at)
        {
            *slot = Pos::Noun;
        }
    }
}
