//! Takes a noun phrase apart: determiner, core, head noun. Works on function words and lexicons, with tags as evidence where there are any.

use std::ops::Range;

use super::lexicon::{self, Noun};
use crate::text::document::Document;
use crate::text::tags::Pos;

/// Longest phrase that is looked at, in tokens: bounds the work on a hostile text.
const LONGEST: usize = 80;

/// How a phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// Nothing.
    Bare,
    /// "the", "this", "that", "these", "those".
    Definite,
    /// "a", "an", "one", "another", "some", a number.
    Indefinite,
    /// "his", "their", "my".
    Possessive,
}

/// A noun phrase and its parts, as token indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// How it begins.
    pub determiner: Determiner,
    /// From the first word after the determiner to the head noun: "former transport minister" in
    /// "the former transport minister of Lower Saarn".
    pub core: Range<usize>,
    /// The words behind the head that belong to the phrase.
    pub rest: Range<usize>,
    /// What the head noun is, when the lexicon knows it.
    pub noun: Option<Noun>,
    /// Where the head noun begins: several tokens for "prime minister", "vice-president".
    pub head: Range<usize>,
}

/// Whether a token ends the core of a noun phrase whatever stands before it.
fn ends_core(document: &Document<'_>, at: usize) -> bool {
    let lower = document.lower(at);
    let word = lexicon::word(lower);
    if word.ends_phrase {
        let goes_on = (lower == "per" && document.lower(at + 1) == "cent") || names_on(document, at);
        return !goes_on;
    }
    matches!(document.form(at), "," | "(" | "[" | ";" | ":" | "–" | "—" | "--" | "“" | "\"" | "…" | "...")
}

/// "University of Texas", "Ministry of Health": the preposition belongs to a name.
fn names_on(document: &Document<'_>, at: usize) -> bool {
    let capital = |at: usize| document.form(at).starts_with(char::is_uppercase);
    matches!(document.lower(at), "of" | "for")
        && at > 0
        && capital(at - 1)
        && capital(at + 1)
        && lexicon::word(document.lower(at - 1)).body
}

/// "more than 900 pages", "at least two officials": what bounds a number is no head.
fn after_quantity(document: &Document<'_>, start: usize, end: usize) -> usize {
    let two = matches!(
        (document.lower(start), document.lower(start + 1)),
        ("more" | "fewer" | "less", "than") | ("at", "least" | "most") | ("up", "to") | ("as", "many")
    );
    if two && start + 3 < end { start + 2 } else { start }
}

fn is_article(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "my" | "our" | "your" | "no" | "every")
}

/// Whether a token continues a name that began before it ("Bank of Meridia").
fn inside_name(document: &Document<'_>, at: usize) -> bool {
    let after = document.mentions.partition_point(|mention| mention.tokens.start < at);
    after.checked_sub(1).and_then(|index| document.mentions.get(index)).is_some_and(|mention| mention.tokens.end > at)
}

/// A participle behind its noun: "a tally kept by the paper", "a message circulating on the net".
fn is_participle(document: &Document<'_>, first: usize, at: usize) -> bool {
    let lower = document.lower(at);
    let next = document.lower(at + 1);
    if at > first && lexicon::word(lower).postmodifier && head_of(document, first..at).0.is_some() {
        return true;
    }
    let form = (lower.ends_with("ed")
        || lower.ends_with("ing")
        || lower.ends_with("wn")
        || lower.ends_with("en")
        || matches!(lower, "kept" | "held" | "made" | "led" | "run" | "built" | "found" | "put" | "sent" | "heard"))
        && (lower.len() > 4 || matches!(lower, "kept" | "held" | "made" | "led" | "run" | "sent"))
        && at > first;
    if next == "by" {
        return form;
    }
    form && matches!(
        next,
        "in" | "on"
            | "at"
            | "for"
            | "with"
            | "from"
            | "to"
            | "of"
            | "under"
            | "after"
            | "last"
            | "this"
            | "earlier"
            | "before"
            | "during"
            | "between"
            | "today"
            | "yesterday"
            | "the"
            | "a"
            | "an"
            | "as"
            | "through"
            | "into"
            | "about"
            | "over"
            | "just"
    ) && head_of(document, first..at).0.is_some()
}

fn determiner_of(document: &Document<'_>, at: usize) -> Option<Determiner> {
    Some(match document.lower(at) {
        "the" | "this" | "that" | "these" | "those" => Determiner::Definite,
        "a" | "an" | "one" | "another" | "some" | "any" | "several" | "many" | "most" | "two" | "three" | "four"
        | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "no" | "each" | "every" | "few" | "other" => {
            Determiner::Indefinite
        }
        "his" | "her" | "its" | "their" | "my" | "our" | "your" => Determiner::Possessive,
        _ => return None,
    })
}

/// Takes a phrase apart. The range is trusted to be a noun phrase; anything else gives an arbitrary but valid answer.
pub fn parse(document: &Document<'_>, tokens: Range<usize>) -> Phrase {
    let tokens = tokens.start..tokens.end.min(tokens.start.saturating_add(LONGEST)).max(tokens.start);
    let mut start = tokens.start;
    while start < tokens.end && matches!(document.form(start), "\"" | "“" | "‘" | "'" | "," | "-") {
        start += 1;
    }
    start = after_quantity(document, start, tokens.end);
    let determiner = if start + 1 < tokens.end { determiner_of(document, start) } else { None };
    // "one of them", "many in the west": the determiner is itself the head.
    let alone = determiner.is_some() && ends_core(document, start + 1) && !is_article(document.lower(start));
    let first = if determiner.is_some() && !alone { start + 1 } else { start };
    let mut end = first;
    while end < tokens.end && (end == first || !ends_core(document, end) || inside_name(document, end)) {
        end += 1;
        if end < tokens.end && is_participle(document, first, end) && !inside_name(document, end) {
            break;
        }
    }
    // "the 58-year-old": a number joined by hyphens stays whole, which the loop above already does.
    let (noun, head) = head_of(document, first..end);
    Phrase { determiner: determiner.unwrap_or(Determiner::Bare), core: first..end, rest: end..tokens.end, noun, head }
}

/// The noun at the end of a range: the longest entry of up to five tokens.
pub fn head_of(document: &Document<'_>, range: Range<usize>) -> (Option<Noun>, Range<usize>) {
    let mut end = range.end;
    while end > range.start + 1 && matches!(document.form(end - 1), "'s" | "’s" | "'" | "’" | "," | ".") {
        end -= 1;
    }
    for start in end.saturating_sub(5).max(range.start)..end {
        if let Some(noun) = noun_in(document, start..end) {
            return (Some(noun), start..end);
        }
    }
    (None, end.saturating_sub(1).max(range.start)..end)
}

/// The lexicon's noun that these tokens spell.
pub fn noun_in(document: &Document<'_>, range: Range<usize>) -> Option<Noun> {
    if range.len() == 1 {
        let lower = document.lower(range.start);
        if !lower.contains(['-', '.']) {
            return lexicon::noun(lower);
        }
    }
    lexicon::noun(&key_of(document, range))
}

/// The words of a range as the lexicons spell them.
pub fn key_of(document: &Document<'_>, range: Range<usize>) -> String {
    let mut key = String::new();
    for at in range {
        lexicon::push_key(&mut key, document.lower(at));
    }
    key
}

/// Whether a tag, where there is one, allows a word to be a noun.
pub fn may_be_noun(document: &Document<'_>, at: usize) -> bool {
    matches!(document.token(at).pos, Pos::X | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb)
}
