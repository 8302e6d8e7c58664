//! What the noun phrase of a source tells of its kind: its noun, the noun behind "of", a role told without a name.
//!
//! Knows nothing of names and of what the article says elsewhere.

use std::ops::Range;

use super::{bodies, serves};
use crate::text::mentions::lexicon::{self, Noun, Shape};
use crate::text::mentions::phrase::{self, Determiner, Phrase};
use crate::text::{Document, TokenKind};
use crate::vocabulary::SourceKind;

/// The kind that the nouns of a phrase tell.
pub(super) fn of(document: &Document<'_>, tokens: &Range<usize>) -> Option<SourceKind> {
    let parsed = phrase::parse(document, tokens.clone());
    if let Some(kind) = of_part(document, &parsed) {
        return Some(kind);
    }
    let noun = parsed.noun?;
    if parsed.rest.end <= tokens.end && is_cover(document, &parsed) {
        return Some(SourceKind::Anonymous);
    }
    Some(of_noun(document, &parsed, noun))
}

/// "some of your colleagues", "61% of those under 30", "a copy of the draft": the noun behind "of" counts.
fn of_part(document: &Document<'_>, parsed: &Phrase) -> Option<SourceKind> {
    let last = parsed.core.end.saturating_sub(1);
    let counted = document.token(last).kind == TokenKind::Number;
    let head = document.lower(last);
    // "six in ten parents", "one in nine"
    if document.lower(parsed.rest.start) == "in" && (counted || is_number_word(head)) {
        let next = document.lower(parsed.rest.start + 1);
        return (is_number_word(next) || document.token(parsed.rest.start + 1).kind == TokenKind::Number)
            .then_some(SourceKind::Collective);
    }
    if document.lower(parsed.rest.start) != "of" {
        return None;
    }
    let part = matches!(
        head,
        "some"
            | "many"
            | "most"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "several"
            | "few"
            | "all"
            | "both"
            | "half"
            | "third"
            | "quarter"
            | "majority"
            | "minority"
            | "number"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "group"
            | "pair"
            | "couple"
            | "host"
            | "handful"
            | "lot"
            | "team"
            | "cache"
            | "series"
            | "set"
            | "batch"
            | "trove"
            | "raft"
            | "string"
            | "percent"
            | "percentage"
            | "share"
            | "proportion"
            | "fraction"
            | "cent"
            | "%"
            | "thirds"
            | "quarters"
            | "any"
            | "none"
            | "each"
    );
    if !part && !counted && !is_number_word(head) {
        return None;
    }
    of(document, &(parsed.rest.start + 1..parsed.rest.end))
        .map(|kind| if kind == SourceKind::Person { SourceKind::Collective } else { kind })
}

fn is_number_word(lower: &str) -> bool {
    matches!(
        lower,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "twenty"
            | "hundred"
    )
}

/// "two officials", "a Western diplomat", "a former adviser": the role is told and the name is not.
fn is_cover(document: &Document<'_>, parsed: &Phrase) -> bool {
    let head = lexicon::stem(document.lower(parsed.head.end.saturating_sub(1)));
    let first = document.lower(parsed.core.start.saturating_sub(1));
    let counted = parsed.determiner == Determiner::Indefinite && is_number_word(first) && first != "one"
        || document.token(parsed.core.start).kind == TokenKind::Number;
    // "one juror", "one official" among several who could be named.
    if first == "one" && parsed.noun.is_some_and(|noun| !noun.plural) && is_member(head) {
        return true;
    }
    let says = |words: &[&str]| (parsed.core.start..parsed.head.start).any(|at| words.contains(&document.lower(at)));
    match head {
        "official" | "diplomat" | "aide" | "adviser" | "advisor" | "trader" | "banker" | "executive" | "employee"
        | "lawmaker" | "backbencher" | "officer" | "minister" | "negotiator" => {
            let plural = parsed.noun.is_some_and(|noun| noun.plural);
            let single = parsed.determiner == Determiner::Indefinite && !plural;
            counted && plural
                || single
                    && (matches!(head, "diplomat" | "aide" | "adviser" | "advisor")
                        || says(&["senior", "former", "western", "ex"]))
        }
        "people" | "person" => {
            counted
                && document.token(parsed.core.start).kind != TokenKind::Number
                && !document.lower(parsed.core.start).contains("illion")
                && parsed.rest.start < parsed.rest.end
        }
        _ => false,
    }
}

/// One of a body or a meeting.
fn is_member(head: &str) -> bool {
    matches!(
        head,
        "official"
            | "diplomat"
            | "juror"
            | "member"
            | "shareholder"
            | "executive"
            | "trader"
            | "lawmaker"
            | "minister"
            | "investor"
            | "banker"
            | "employee"
            | "adviser"
            | "advisor"
            | "aide"
            | "delegate"
            | "participant"
            | "attendee"
            | "negotiator"
            | "staffer"
    )
}

fn of_noun(document: &Document<'_>, parsed: &Phrase, noun: Noun) -> SourceKind {
    match noun.shape {
        Shape::Document
            if document.lower(parsed.head.start) == "figures"
                && serves::left_is(document, parsed, &["opposition", "political", "senior", "public", "leading"]) =>
        {
            SourceKind::Official
        }
        Shape::Document if noun.plural && document.lower(parsed.head.start) == "reports" => {
            let owned =
                parsed.determiner == Determiner::Definite || matches!(document.lower(parsed.rest.start), "by" | "of");
            if owned { SourceKind::Document } else { SourceKind::Media }
        }
        Shape::Person
            if matches!(document.lower(parsed.head.start), "attorney" | "lawyer")
                && serves::left_is(
                    document,
                    parsed,
                    &["city", "town", "district", "state", "county", "government", "federal"],
                ) =>
        {
            SourceKind::Official
        }
        Shape::Person if noun.carrier => serves::served(document, parsed).map_or(noun.kind, |body| match body {
            SourceKind::Person if matches!(document.lower(parsed.head.start), "manager" | "boss") => SourceKind::Person,
            SourceKind::Collective | SourceKind::Document | SourceKind::Person => noun.kind,
            other => other,
        }),
        Shape::Document
            if serves::left_is_media(document, parsed)
                && matches!(
                    document.lower(parsed.head.start),
                    "investigation" | "report" | "analysis" | "headline" | "interview"
                ) =>
        {
            SourceKind::Media
        }
        // "a woman holding a child", "farmers in the valley" tell what they saw.
        Shape::Person if noun.kind == SourceKind::Person && !noun.carrier && is_scene(document, parsed, noun) => {
            SourceKind::Witness
        }
        Shape::Body => bodies::of_noun_phrase(document, parsed, noun),
        // "a reader", "the buyer": one of many is somebody.
        Shape::Group if is_one_of_many(document, parsed, noun) => SourceKind::Person,
        _ => noun.kind,
    }
}

/// A noun for people of one sort, of whom one is meant: not "the public", "the majority".
fn is_one_of_many(document: &Document<'_>, parsed: &Phrase, noun: Noun) -> bool {
    let head = document.lower(parsed.head.end.saturating_sub(1));
    let single = parsed.determiner != Determiner::Bare && !noun.plural && parsed.head.len() == 1;
    let agent = ["er", "or", "ist", "ant", "ent", "ian"].iter().any(|ending| head.ends_with(ending));
    single && agent && !matches!(head, "quarter" | "other" | "percent" | "cent" | "establishment" | "internet")
}

/// Somebody met on the spot: a bare description with a place or an action.
fn is_scene(document: &Document<'_>, parsed: &Phrase, noun: Noun) -> bool {
    let next = document.lower(parsed.rest.start);
    let placed = parsed.rest.start < parsed.rest.end
        && (matches!(next, "in" | "at" | "outside" | "near" | "who") || next.ends_with("ing"));
    let indefinite =
        parsed.determiner == Determiner::Indefinite || (noun.plural && parsed.determiner == Determiner::Bare);
    indefinite && placed
}
