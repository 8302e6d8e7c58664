//! What the article says of somebody: titles, appositions and relative clauses ("chief economist at a bank", "who sells honey there").
//!
//! Knows nothing of names; bodies are judged in [`bodies`], noun phrases in [`phrases`].

use std::ops::Range;

use super::{bodies, phrases};
use crate::text::mentions::Entity;
use crate::text::{Document, TokenKind};
use crate::vocabulary::SourceKind;

/// The first role that tells more than "a person".
pub(super) fn of_entity(document: &Document<'_>, entity: &Entity) -> Option<SourceKind> {
    let kinds = || entity.roles.iter().filter_map(|role| of_role(document, role));
    // "Dr Anna Lee, chief executive of Tarn": a degree tells less than an office.
    let degree = |role: &&Range<usize>| {
        matches!(document.lower(role.start), "dr" | "dr." | "prof" | "prof." | "professor" | "doctor")
    };
    // "the commission's chairman, retired judge Amos Lund": what somebody was tells less than what he is.
    let past = |role: &&Range<usize>| {
        (role.start..role.end).take(2).any(|at| matches!(document.lower(at), "former" | "retired" | "ex" | "then"))
    };
    let told = |kind: &SourceKind| *kind != SourceKind::Person;
    let office = || entity.roles.iter().filter(|role| !degree(role));
    office()
        .filter(|role| !past(role))
        .filter_map(|role| of_role(document, role))
        .find(told)
        .or_else(|| office().filter_map(|role| of_role(document, role)).find(told))
        .or_else(|| kinds().find(|kind| *kind != SourceKind::Person))
        .or_else(|| kinds().next())
}

/// A title or apposition: "chief economist at Castell Bank", "of the Senckenberg museum", "who sells honey there".
fn of_role(document: &Document<'_>, role: &Range<usize>) -> Option<SourceKind> {
    match document.lower(role.start) {
        "of" | "from" | "at" | "with" => {
            // "Lena Hart of Quarry Street" lives there.
            if role.clone().any(|at| is_street(document.lower(at))) {
                // "Ann Lee, 46, of Quarry Street" is how a court names the accused.
                let aged = role.start > 1 && document.token(role.start - 2).kind == TokenKind::Number;
                return Some(if aged { SourceKind::Person } else { SourceKind::Witness });
            }
            let body = bodies::in_words(document, &(role.start + 1..role.end))?;
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
        _ => phrases::of(document, role),
    }
}

fn is_street(lower: &str) -> bool {
    matches!(lower, "street" | "road" | "avenue" | "lane" | "row" | "terrace" | "close" | "crescent" | "boulevard")
}

/// "heads the malaria programme at the charity Lark": a programme is run for somebody.
fn of_programme(document: &Document<'_>, words: Range<usize>) -> Range<usize> {
    let programme = words.clone().take(8).find(|at| matches!(document.lower(*at), "programme" | "program" | "project"));
    let body = programme.filter(|at| matches!(document.lower(at + 1), "at" | "of" | "for") && at + 2 < words.end);
    body.map_or(words.start, |at| at + 2)..words.end
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
        | "owns" | "manages" => bodies::in_words(document, &of_programme(document, words.clone()))
            .or_else(|| phrases::of(document, &words).filter(|kind| *kind != SourceKind::Document)),
        "teaches" | "taught" | "studies" | "studied" | "researches" | "examined" | "reviewed" | "involved"
        | "wrote" | "published" | "follows" | "tracks" | "specialises" | "specializes" | "advises" | "advised"
        | "traces" | "authored" | "analyses" | "analyzes" | "models" | "lectures" | "designed" | "discovered"
        | "excavated" | "catalogued" => Some(SourceKind::Expert),
        "covers" | "covered" => Some(match bodies::in_words(document, &words) {
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
