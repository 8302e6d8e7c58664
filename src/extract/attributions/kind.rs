//! What kind of speaker a source is, decided from its noun phrase and from what the article says of its referent.
//!
//! Definitions stand in `docs/RECORD.md` ("Kind"): by answerability, not by form. Bodies are judged in `kind_bodies`.

use std::ops::Range;

use super::kind_bodies;
use crate::text::mentions::lexicon::{self, Noun, Shape};
use crate::text::mentions::phrase::{self, Determiner, Phrase};
use crate::text::mentions::{Entity, EntityKind, Resolved};
use crate::text::{Document, TokenKind};
use crate::vocabulary::SourceKind;

/// The kind of a source. `cue` is the lower-cased reporting word, `""` for none. An empty token range means that the text names nobody.
pub fn of(document: &Document<'_>, tokens: Range<usize>, resolved: &Resolved, cue: &str) -> SourceKind {
    if tokens.is_empty() {
        return SourceKind::Unknown;
    }
    if let Some(entity) = resolved.entity.and_then(|index| document.entities.get(index)) {
        return of_entity(document, entity).unwrap_or(SourceKind::Person);
    }
    let head = phrase::parse(document, tokens.clone());
    let witness = head.noun.is_some_and(|noun| noun.kind == SourceKind::Witness);
    if !witness && is_withheld(document, &tokens)
        || (!witness && is_withheld(document, &resolved.phrase) && !is_witness(document, &resolved.phrase))
    {
        return SourceKind::Anonymous;
    }
    let phrase = if resolved.phrase.is_empty() { tokens } else { resolved.phrase.clone() };
    if let Some(first) = kind_bodies::first_of_several(document, &phrase) {
        return of_entity(document, first).unwrap_or(SourceKind::Person);
    }
    of_phrase(document, &phrase).unwrap_or_else(|| without_noun(document, &phrase, cue))
}

fn is_witness(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    phrase::parse(document, tokens.clone()).noun.is_some_and(|noun| noun.kind == SourceKind::Witness)
}

fn is_withheld(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let span = document.cover(tokens.clone());
    !tokens.is_empty() && tokens.len() < 60 && lexicon::withheld(&document.slice(span).to_lowercase())
}

/// The kind of a named entity; `None` for a person of whom nothing is said.
pub(super) fn of_entity(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    match entity.kind {
        EntityKind::Place => Some(SourceKind::Official),
        EntityKind::Document => Some(SourceKind::Document),
        EntityKind::Group => Some(SourceKind::Collective),
        EntityKind::Body => Some(kind_bodies::of_body(document, entity).unwrap_or(SourceKind::Organisation)),
        EntityKind::Person => {
            let known = entity
                .name
                .iter()
                .any(|span| lexicon::politician(&phrase::key_of(document, document.tokens_in(*span))));
            if known {
                Some(SourceKind::Official)
            } else {
                of_roles(document, entity)
                    .filter(|kind| *kind != SourceKind::Person)
                    .or_else(|| kind_bodies::owner(document, entity))
                    .or_else(|| of_roles(document, entity))
            }
        }
        EntityKind::Other => of_roles(document, entity)
            .or_else(|| kind_bodies::by_words(document, entity))
            .or_else(|| (!is_like_a_person(document, entity)).then_some(SourceKind::Company)),
    }
}

/// Two or three plain words, where nothing tells of a body.
fn is_like_a_person(document: &Document<'_>, entity: &Entity) -> bool {
    entity.name.first().is_some_and(|span| {
        let tokens = document.tokens_in(*span);
        let place = tokens.len() > 1 && lexicon::place(document.lower(tokens.end - 1)).is_some();
        tokens.len() <= 3 && !place
    })
}

/// The first role that tells more than "a person".
fn of_roles(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    let kinds = || entity.roles.iter().filter_map(|role| of_role(document, role));
    // "Dr Anna Lee, chief executive of Tarn": a degree tells less than an office.
    let degree = |role: &&Range<usize>| {
        matches!(document.lower(role.start), "dr" | "dr." | "prof" | "prof." | "professor" | "doctor")
    };
    let office = entity.roles.iter().filter(|role| !degree(role)).filter_map(|role| of_role(document, role));
    office
        .into_iter()
        .find(|kind| *kind != SourceKind::Person)
        .or_else(|| kinds().find(|kind| *kind != SourceKind::Person))
        .or_else(|| kinds().next())
}

/// A title or apposition: "chief economist at Castell Bank", "of the Senckenberg museum", "who sells honey there".
fn of_role(document: &Document<'_>, role: &Range<usize>) -> Option<SourceKind> {
    match document.lower(role.start) {
        "of" | "from" | "at" | "with" => {
            // "Lena Hart of Quarry Street" lives there.
            if role.clone().any(|at| is_street(document.lower(at))) {
                return Some(SourceKind::Witness);
            }
            let body = kind_bodies::in_words(document, &(role.start + 1..role.end))?;
            let apposed = role.start.checked_sub(1).is_some_and(|before| document.form(before) == ",");
            // "Anna Lee of the Steppe Forum" is asked for what she knows; "…, of the group Save Our Gulls" speaks for it.
            if !apposed && matches!(body, SourceKind::Organisation | SourceKind::Company | SourceKind::Expert) {
                return Some(SourceKind::Expert);
            }
            matches!(
                body,
                SourceKind::Expert
                    | SourceKind::Media
                    | SourceKind::Organisation
                    | SourceKind::International
                    | SourceKind::Agency
            )
            .then_some(body)
            .or((apposed && body == SourceKind::Company).then_some(body))
        }
        "who" | "whose" => of_clause(document, role),
        "testified" => Some(SourceKind::Witness),
        "prosecuting" => Some(SourceKind::Official),
        "defending" | "mitigating" => Some(SourceKind::Person),
        _ => of_phrase(document, role),
    }
}

fn is_street(lower: &str) -> bool {
    matches!(lower, "street" | "road" | "avenue" | "lane" | "row" | "terrace" | "close" | "crescent" | "boulevard")
}

/// What a relative clause tells: "who leads its delegation", "who teaches history", "whose shop lost its roof".
fn of_clause(document: &Document<'_>, clause: &Range<usize>) -> Option<SourceKind> {
    let verb = clause.clone().skip(1).find(|at| {
        let lower = document.lower(*at);
        !matches!(
            lower,
            "has"
                | "have"
                | "had"
                | "is"
                | "was"
                | "were"
                | "are"
                | "also"
                | "now"
                | "once"
                | "currently"
                | "previously"
                | "not"
                | "been"
                | "himself"
                | "herself"
        ) && !lower.ends_with("ly")
    })?;
    let words = verb + 1..clause.end;
    match document.lower(verb) {
        "firm" | "company" | "business" if document.lower(clause.start) == "whose" => Some(SourceKind::Company),
        "edits" | "edited" | "reported" => Some(SourceKind::Media),
        "leads" | "led" | "heads" | "headed" | "chairs" | "chaired" | "runs" | "ran" | "directs" | "founded"
        | "owns" | "manages" => kind_bodies::in_words(document, &words)
            .or_else(|| of_phrase(document, &words).filter(|kind| *kind != SourceKind::Document)),
        "teaches" | "taught" | "studies" | "studied" | "researches" | "examined" | "reviewed" | "involved"
        | "wrote" | "published" | "follows" | "tracks" | "specialises" | "specializes" | "advises" | "advised"
        | "traces" | "authored" | "analyses" | "analyzes" | "models" | "lectures" | "designed" | "discovered"
        | "excavated" | "catalogued" => Some(SourceKind::Expert),
        "covers" | "covered" => Some(match kind_bodies::in_words(document, &words) {
            Some(SourceKind::Media) => SourceKind::Media,
            _ => SourceKind::Expert,
        }),
        "saw" | "witnessed" | "sells" | "sold" | "grows" | "raises" | "cleans" | "walked" | "waited" | "queued"
        | "farms" | "keeps" | "survived" | "lost" | "fled" | "escaped" | "lives" | "lived" | "watched" | "heard"
        | "clung" | "injured" | "rescued" | "evacuated" | "trapped" => Some(SourceKind::Witness),
        "house" | "home" | "shop" | "flat" | "farm" | "car" | "street" if document.lower(clause.start) == "whose" => {
            Some(SourceKind::Witness)
        }
        "represents" | "represented" | "plays" | "played" => Some(SourceKind::Person),
        "house" | "home" | "stall" | "sister" | "brother" | "son" | "daughter" | "husband" | "wife" | "mother"
        | "father" | "shop"
            if document.lower(clause.start) == "whose" =>
        {
            Some(SourceKind::Witness)
        }
        "died" | "won" | "scored" | "denies" | "pleaded" | "faces" | "starred" => Some(SourceKind::Person),
        _ => None,
    }
}

/// The kind that the nouns of a phrase tell.
pub(super) fn of_phrase(document: &Document<'_>, tokens: &Range<usize>) -> Option<SourceKind> {
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
    of_phrase(document, &(parsed.rest.start + 1..parsed.rest.end))
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
                && kind_bodies::left_is(
                    document,
                    parsed,
                    &["opposition", "political", "senior", "public", "leading"],
                ) =>
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
                && kind_bodies::left_is(
                    document,
                    parsed,
                    &["city", "town", "district", "state", "county", "government", "federal"],
                ) =>
        {
            SourceKind::Official
        }
        Shape::Person if noun.carrier => kind_bodies::served(document, parsed).map_or(noun.kind, |body| match body {
            SourceKind::Collective | SourceKind::Document | SourceKind::Person => noun.kind,
            other => other,
        }),
        Shape::Document
            if kind_bodies::left_is_media(document, parsed)
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
        Shape::Body => kind_bodies::of_noun_phrase(document, parsed, noun),
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

/// What is left when the lexicon knows no noun of the phrase.
fn without_noun(document: &Document<'_>, tokens: &Range<usize>, cue: &str) -> SourceKind {
    let parsed = phrase::parse(document, tokens.clone());
    let first = document.lower(tokens.start);
    if tokens.len() == 1 {
        match first {
            "he" | "she" | "his" | "her" | "i" | "me" | "my" | "you" | "your" | "someone" | "somebody" | "who"
            | "one" | "another" => return SourceKind::Person,
            "they" | "their" | "them" | "we" | "us" | "our" | "some" | "many" | "most" | "few" | "others"
            | "nobody" | "everyone" | "everybody" | "all" | "both" | "none" | "several" | "these" | "those" => {
                return SourceKind::Collective;
            }
            "it" | "its" | "this" | "that" | "which" => {
                return if shows(cue) { SourceKind::Document } else { SourceKind::Company };
            }
            _ => {}
        }
    }
    if tokens.clone().any(|at| matches!(document.form(at), "%" | "percent")) {
        return SourceKind::Collective;
    }
    if let Some(kind) = kind_bodies::in_words(document, &parsed.core) {
        return kind;
    }
    if parsed.core.len() >= 5 && tokens.clone().any(|at| document.lower(at) == "old") {
        return SourceKind::Witness;
    }
    let last = document.lower(parsed.core.end.saturating_sub(1));
    let single = lexicon::stem(last);
    if single.ends_with("ologist") || single.ends_with("ographer") {
        return SourceKind::Expert;
    }
    if single.ends_with("maker") {
        return SourceKind::Company;
    }
    if shows(cue) {
        return SourceKind::Document;
    }
    if last.ends_with('s') && !last.ends_with("ss") { SourceKind::Collective } else { SourceKind::Person }
}

/// Cues of texts and images rather than of people.
fn shows(cue: &str) -> bool {
    matches!(
        cue.rsplit(' ').next().unwrap_or_default(),
        "show"
            | "shows"
            | "showed"
            | "shown"
            | "suggest"
            | "suggests"
            | "suggested"
            | "indicate"
            | "indicates"
            | "indicated"
            | "reveal"
            | "reveals"
            | "revealed"
            | "contain"
            | "contains"
            | "reads"
            | "list"
            | "lists"
            | "listed"
    )
}
