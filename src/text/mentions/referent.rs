//! From a source noun phrase to a name: which word of it names the source, and what to do when none does.

use std::ops::Range;

use super::descriptions;
use super::lexicon::{self, Shape};
use super::phrase::{self, Determiner, Phrase};
use super::speakers::{Heard, Speakers};
use super::synonyms;
use super::types::{EntityKind, Gender, Mention, Number, Resolved};
use super::{pronoun_forms, pronouns};
use crate::text::document::Document;
use crate::text::tags::Pos;
use crate::text::tokens::TokenKind;

/// Longest source that is looked at, in tokens: bounds the work on a hostile text.
const LONGEST: usize = 120;

/// Resolves one phrase.
pub(super) fn resolve(document: &Document<'_>, tokens: Range<usize>, speakers: &Speakers) -> Resolved {
    let tokens = tokens.start..tokens.end.min(tokens.start.saturating_add(LONGEST));
    if let Some(name) = firm(document, &tokens) {
        return Resolved { name: vec![document.cover(name)], entity: None, phrase: tokens };
    }
    let tokens = trim(document, tokens);
    if tokens.is_empty() {
        return Resolved::default();
    }
    if tokens.len() <= 2
        && pronoun_forms::is_pronoun(document.lower(tokens.start))
        && !is_initials(document, tokens.start)
        && (tokens.len() == 1 || pronoun_forms::is_pronoun(document.lower(tokens.end - 1)))
    {
        return pronouns::resolve(document, &tokens, speakers).unwrap_or_else(|| own_words(document, &tokens));
    }
    let parsed = phrase::parse(document, tokens.clone());
    let other = synonyms::by_age(document, &tokens, &parsed, speakers)
        .or_else(|| synonyms::native(document, &tokens, &parsed, speakers));
    if let Some(found) = other {
        return found;
    }
    if is_coordination(document, &tokens) {
        // "Professors Anna Lee and Bo Kim": what they are stands before their names and is none.
        let first = mentions_in(document, &tokens).first().map_or(tokens.start, |mention| mention.tokens.start);
        let role = phrase::noun_in(document, first.saturating_sub(1).max(tokens.start)..first);
        let from =
            if role.is_some_and(|noun| noun.plural && noun.shape == Shape::Person) { first } else { tokens.start };
        return Resolved { name: vec![document.cover(from..tokens.end)], entity: None, phrase: tokens };
    }
    if let Some(mention) = name_in(document, &tokens) {
        return of_entity(document, mention.entity, tokens);
    }
    by_producer(document, &tokens, &parsed)
        .or_else(|| descriptions::resolve(document, &tokens, &parsed, speakers))
        .unwrap_or_else(|| own_words(document, &tokens))
}

/// "Moody’s", where a verb and nothing owned follows: the mark is part of the name.
pub(super) fn firm(document: &Document<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let last = tokens.end.checked_sub(1).filter(|last| *last > tokens.start)?;
    let verb = matches!(document.token(tokens.end).pos, Pos::Verb | Pos::Aux);
    let own = document.lower(last) == "'s" && document.form(last - 1).starts_with(char::is_uppercase);
    let start = tokens.start + usize::from(document.lower(tokens.start) == "the");
    (own && verb && tokens.len() <= 5 && start < last).then_some(start..tokens.end)
}

/// Whether a source is a name that ends like a possessive ("Moody’s said").
pub fn is_firm(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    firm(document, tokens).is_some()
}

/// "the WHO", "IT": initials that look like a pronoun in lower case.
fn is_initials(document: &Document<'_>, at: usize) -> bool {
    let form = document.form(at);
    let sentence = document.sentence_of(at).and_then(|number| document.sentences.get(number));
    // A headline in capitals has pronouns in capitals.
    let shouts = sentence.is_some_and(|sentence| {
        !sentence.tokens.clone().any(|other| document.form(other).chars().any(char::is_lowercase))
    });
    form.chars().count() > 1 && form.chars().all(char::is_uppercase) && !shouts
}

/// "a poll of 900 adults by Quill Research" → "Quill Research poll": whose work a text is belongs to its name.
///
/// Who merely saw or obtained it does not.
fn by_producer(document: &Document<'_>, tokens: &Range<usize>, parsed: &Phrase) -> Option<Resolved> {
    parsed.noun.filter(|noun| noun.shape == Shape::Document && !noun.plural)?;
    let by = parsed.rest.clone().take(24).find(|at| document.lower(*at) == "by")?;
    let seen = (parsed.core.start..by).any(|at| {
        matches!(
            document.lower(at),
            "seen"
                | "obtained"
                | "reviewed"
                | "viewed"
                | "leaked"
                | "signed"
                | "read"
                | "cited"
                | "quoted"
                | "who"
                | "which"
                | "that"
        )
    });
    let mention = mentions_in(document, &(by + 1..tokens.end)).first()?;
    let near = (by + 1..mention.tokens.start).all(|at| {
        document.lower(at) == "the" || phrase::noun_in(document, at..at + 1).is_some_and(|noun| !noun.plural)
    });
    let entity = document.entities.get(mention.entity)?;
    let body = matches!(entity.kind, EntityKind::Body | EntityKind::Other);
    if seen || !near || !body {
        return None;
    }
    let mut name = entity.name.clone();
    name.push(document.cover(parsed.head.clone()));
    Some(Resolved { name, entity: None, phrase: tokens.clone() })
}

/// "Anna Lee and Bo Kim", "Kosovo and Serbia": several names of one kind, none of which stands for all.
fn is_coordination(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let mentions = mentions_in(document, tokens);
    let kind = |mention: &Mention| document.entities.get(mention.entity).map(|entity| entity.kind);
    let (Some(first), Some(last)) = (mentions.first(), mentions.last()) else { return false };
    let before = before_titles(document, last.tokens.start, tokens.start);
    first.entity != last.entity
        && document.lower(before) == "and"
        && kind(first) == kind(last)
        && last.tokens.end >= tokens.end
        && first.tokens.start <= tokens.start + 4
        && !(tokens.start..before).any(|at| matches!(document.lower(at), "of" | "for" | "who" | "at"))
}

/// Without marks at the edges and a possessive at the end.
fn trim(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (tokens.start, tokens.end.min(document.tokens.len()));
    while start < end && matches!(document.form(start), "\"" | "“" | "‘" | "," | "(" | "[" | ":") {
        start += 1;
    }
    while start < end && matches!(document.form(end - 1), "'s" | "’s" | "'" | "’" | "," | "\"" | "”" | ":" | "--" | "—")
    {
        end -= 1;
    }
    start..end
}

/// The resolution to an entity.
pub(super) fn of_entity(document: &Document<'_>, entity: usize, phrase: Range<usize>) -> Resolved {
    let name = document.entities.get(entity).map(|entity| entity.name.clone()).unwrap_or_default();
    Resolved { name, entity: Some(entity), phrase }
}

/// The phrase itself, without what only describes it further.
pub(super) fn own_words(document: &Document<'_>, tokens: &Range<usize>) -> Resolved {
    let parsed = phrase::parse(document, tokens.clone());
    let mut end = parsed.core.end;
    while end < tokens.end && !stops(document, end, &parsed) {
        end += 1;
    }
    Resolved { name: vec![document.cover(tokens.start..end)], entity: None, phrase: tokens.clone() }
}

/// Where the words that name a described source end.
fn stops(document: &Document<'_>, at: usize, parsed: &Phrase) -> bool {
    if matches!(document.form(at), "," | "(" | ";" | "—" | "–") {
        return true;
    }
    let document_like = parsed.noun.is_some_and(|noun| noun.shape == Shape::Document);
    let lower = document.lower(at);
    matches!(lower, "who" | "which" | "whose" | "whom" | "where" | "that" | "when")
        || (document_like
            && matches!(
                lower,
                "seen"
                    | "obtained"
                    | "reviewed"
                    | "published"
                    | "released"
                    | "completed"
                    | "leaked"
                    | "circulated"
                    | "compiled"
                    | "dated"
                    | "issued"
                    | "taken"
                    | "posted"
                    | "put"
                    | "filed"
            ))
}

/// Mentions inside a token range.
pub(super) fn mentions_in<'d>(document: &'d Document<'_>, tokens: &Range<usize>) -> &'d [Mention] {
    let start = document.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let end = document.mentions.partition_point(|mention| mention.tokens.start < tokens.end).max(start);
    document.mentions.get(start..end).unwrap_or_default()
}

/// The mention that a token belongs to.
pub(super) fn mention_at<'d>(document: &'d Document<'_>, token: usize) -> Option<&'d Mention> {
    let after = document.mentions.partition_point(|mention| mention.tokens.start <= token);
    document.mentions.get(after.checked_sub(1)?).filter(|mention| mention.tokens.contains(&token))
}

/// The name that the phrase stands for: its head, or the apposition to a head that describes.
fn name_in<'d>(document: &'d Document<'_>, tokens: &Range<usize>) -> Option<&'d Mention> {
    let parsed = phrase::parse(document, tokens.clone());
    let kind_of =
        |mention: &Mention| document.entities.get(mention.entity).map(|entity| entity.kind).unwrap_or_default();
    let mut last = parsed.core.end.checked_sub(1)?;
    while last > parsed.core.start && matches!(document.form(last), "'s" | "’s" | "'" | "’" | ".") {
        last -= 1;
    }
    while last > parsed.core.start
        && lexicon::word(document.lower(last)).postnominal
        && mention_at(document, last).is_none()
    {
        last -= 1;
    }
    // "executive director of the Refugee Council Anna Lee": a person's name that ends the phrase names the role before it.
    let ends = mentions_in(document, tokens)
        .last()
        .filter(|mention| mention.tokens.end == tokens.end && kind_of(mention) == EntityKind::Person);
    if let Some(mention) = ends {
        let role = parsed.noun.is_some_and(|noun| noun.shape == Shape::Person && !noun.plural);
        let before = document.lower(mention.tokens.start.saturating_sub(1));
        if role
            && mention.tokens.start > parsed.core.end
            && !lexicon::word(before).ends_phrase
            && document.form(mention.tokens.start - 1).chars().any(char::is_alphabetic)
        {
            return Some(mention);
        }
    }
    if let Some(mention) = mention_at(document, last).filter(|mention| mention.tokens.start >= tokens.start) {
        // "the Russians", "Americans" are people of no name; "the Farmers' List" is one.
        return Some(mention).filter(|mention| kind_of(mention) != EntityKind::Group);
    }
    if parsed.noun.is_some_and(|noun| noun.plural || noun.shape == Shape::Document) {
        return None;
    }
    // A singular role or body may be named by an apposition: "the liquidator, Anna Lee".
    let wanted = |mention: &Mention| match (parsed.noun.map(|noun| noun.shape), kind_of(mention)) {
        (Some(Shape::Document | Shape::Group), _)
        | (_, EntityKind::Place | EntityKind::Group | EntityKind::Document) => false,
        (_, EntityKind::Person) => true,
        (Some(Shape::Body), _) => true,
        (_, EntityKind::Other) => mention.tokens.len() > 1 || parsed.determiner != Determiner::Indefinite,
        _ => false,
    };
    for mention in mentions_in(document, &(parsed.core.end..tokens.end)) {
        let before = before_titles(document, mention.tokens.start, parsed.core.end);
        if document.lower(before) == "and" {
            return None;
        }
        let relative =
            (parsed.core.end..before).any(|at| matches!(document.lower(at), "who" | "which" | "whose" | "that"));
        if relative {
            return None;
        }
        let apposed = matches!(document.form(before), "," | "(" | "—" | "–")
            && ends_segment(document, mention.tokens.end, tokens.end);
        let called = matches!(document.lower(before), "called" | "named" | "dubbed");
        if (apposed || called) && wanted(mention) {
            return Some(mention);
        }
    }
    None
}

/// The token before a name with its titles and role words.
fn before_titles(document: &Document<'_>, name: usize, floor: usize) -> usize {
    let mut at = name.saturating_sub(1);
    while at > floor && at + 6 > name {
        let role = matches!(document.token(at).kind, TokenKind::Word | TokenKind::Number)
            && !matches!(
                document.lower(at),
                "of" | "from"
                    | "at"
                    | "by"
                    | "in"
                    | "for"
                    | "to"
                    | "with"
                    | "and"
                    | "who"
                    | "called"
                    | "named"
                    | "dubbed"
                    | "on"
            );
        if !role && !matches!(document.form(at), "." | "-") {
            break;
        }
        at -= 1;
    }
    at
}

fn ends_segment(document: &Document<'_>, at: usize, end: usize) -> bool {
    at >= end
        || matches!(document.form(at), "," | ")" | "(" | "—" | "–" | "of" | "from" | "at" | ";" | "'s" | "’s")
        || !document.form(at).chars().next().is_some_and(char::is_lowercase)
        || matches!(document.lower(at), "who" | "which" | "whose" | "and" | "in")
}

/// What later words must agree with when they mean this source.
pub(super) fn heard(document: &Document<'_>, tokens: &Range<usize>, resolved: &Resolved) -> Heard {
    let at = tokens.start;
    let span = document.cover(tokens.clone());
    let mut out = Heard {
        resolved: resolved.clone(),
        at,
        sentence: document.sentence_of(at).unwrap_or_default(),
        shape: None,
        gender: Gender::Unknown,
        number: Number::Singular,
        quoted: document.quotation_at(span.start).is_some(),
        indefinite: false,
        vague: false,
        silent: false,
    };
    if let Some(entity) = resolved.entity.and_then(|index| document.entities.get(index)) {
        out.gender = entity.gender;
        out.number = entity.number;
        out.shape = match entity.kind {
            EntityKind::Person => Some(Shape::Person),
            EntityKind::Document => Some(Shape::Document),
            EntityKind::Group => Some(Shape::Group),
            EntityKind::Body | EntityKind::Place => Some(Shape::Body),
            EntityKind::Other => None,
        };
        return out;
    }
    let phrase = phrase::parse(document, resolved.phrase.clone());
    out.shape = phrase.noun.map(|noun| noun.shape);
    out.gender = match out.shape {
        Some(Shape::Person) => phrase
            .head
            .clone()
            .map(|at| lexicon::gender_of_noun(document.lower(at)))
            .find(|gender| *gender != Gender::Unknown)
            .unwrap_or_default(),
        Some(_) => Gender::Neuter,
        None => Gender::Unknown,
    };
    if out.shape.is_none() && phrase.core.len() >= 5 && document.lower(phrase.core.end - 1) == "old" {
        out.shape = Some(Shape::Person);
    }
    out.number = number_of(document, &phrase);
    out.indefinite = phrase.determiner == Determiner::Indefinite;
    let vague = pronoun_forms::is_pronoun(document.lower(at)) && tokens.len() == 1;
    out.vague = vague && resolved.name.first() == Some(&span);
    if pronoun_forms::is_pronoun(document.lower(resolved.phrase.start)) && resolved.phrase.len() == 1 {
        (out.shape, out.gender, out.number) = pronoun_forms::agreement(document.lower(resolved.phrase.start));
    }
    out
}

/// Number of a described source.
fn number_of(document: &Document<'_>, phrase: &Phrase) -> Number {
    let joined = phrase.core.clone().any(|at| document.lower(at) == "and");
    let first = document.lower(phrase.core.start.saturating_sub(1));
    if document.token(phrase.core.start).kind == TokenKind::Number && document.form(phrase.core.start + 1) != "-" {
        return Number::Plural;
    }
    let singular = matches!(first, "a" | "an" | "one" | "another" | "this" | "that" | "each" | "every")
        && phrase.determiner != Determiner::Bare;
    let counted = phrase.determiner == Determiner::Indefinite && !singular;
    if phrase.noun.is_some_and(|noun| noun.plural) || (joined && !singular) || counted {
        return Number::Plural;
    }
    if phrase.noun.is_none() && !singular {
        let last = document.lower(phrase.core.end.saturating_sub(1));
        return if last.ends_with('s') && !last.ends_with("ss") { Number::Plural } else { Number::Unknown };
    }
    if phrase.noun.is_some_and(|noun| noun.shape == Shape::Group) { Number::Plural } else { Number::Singular }
}
