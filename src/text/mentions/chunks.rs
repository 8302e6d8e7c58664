//! Cuts capitalised names out of the token stream: "Jens Stoltenberg", "Ministry of Health and Sport", "Ger van der Berg".
//!
//! Owns where a name begins and ends, and which capital letters are only the start of a sentence or of a headline. Who is meant is
//! decided elsewhere.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon;
use super::phrase;
use crate::text::document::Document;
use crate::text::tags::Pos;
use crate::text::tokens::TokenKind;

/// Longest name, in tokens: bounds the work on a text all in capitals.
const LONGEST: usize = 24;

/// One run of capitalised words with what joins them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    /// All of it, titles included.
    pub tokens: Range<usize>,
    /// An acronym in brackets right behind it.
    pub acronym: Option<usize>,
    /// True when it begins its sentence (its first capital letter then proves nothing).
    pub initial: bool,
}

/// How the words of a document are written where a capital letter means something.
struct Case<'d> {
    lower: HashSet<&'d str>,
    upper: HashSet<&'d str>,
}

/// Names in order of their place.
pub(super) fn find(document: &Document<'_>) -> Vec<Chunk> {
    let shouting: Vec<bool> =
        document.sentences.iter().map(|sentence| is_headline(document, sentence.tokens.clone())).collect();
    let case = case_of(document, &shouting);
    let mut out = Vec::new();
    for (sentence, shouts) in document.sentences.iter().zip(shouting) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match chunk(document, &case, at, sentence.tokens.clone(), shouts) {
                Some(found) => {
                    at = found.acronym.map_or(found.tokens.end, |acronym| acronym + 2).max(at + 1);
                    out.push(found);
                }
                None => at += 1,
            }
        }
    }
    out
}

fn first_char(form: &str) -> char {
    form.chars().next().unwrap_or(' ')
}

/// A word with a capital letter.
pub(super) fn is_capital(document: &Document<'_>, at: usize) -> bool {
    document.token(at).kind == TokenKind::Word && first_char(document.form(at)).is_uppercase()
}

/// All capitals, at least two ("SVR", "U.S.").
pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && form.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '&' | '+'))
}

/// Nearly all long words have capitals.
fn is_headline(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let (mut upper, mut lower) = (0, 0);
    let stopped = document.form(tokens.end.saturating_sub(1)) == ".";
    for at in tokens {
        let form = document.form(at);
        if document.token(at).kind == TokenKind::Word && form.len() > 3 {
            if first_char(form).is_uppercase() { upper += 1 } else { lower += 1 }
        }
    }
    // A stop at the end is the mark of a sentence: "Prime Minister Clara Roth spoke."
    upper >= 4 && upper >= 3 * lower && (lower == 0 || !stopped)
}

/// Whether a token opens a sentence, a quotation or a line of a list.
fn opens(document: &Document<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let mut before = at;
    // A longer run of marks than this opens nothing that reads as language.
    while before > sentence.start && before + 8 > at {
        before -= 1;
        match document.form(before) {
            "\"" | "“" | "‘" | "'" | "«" | "(" | "[" | "-" | "–" | "—" | "•" | "*" | "…" | "..." | "`" | "``" =>
                {}
            ":" | "." | "!" | "?" => return true,
            _ => return false,
        }
        // An opening mark after a comma or a word opens what it encloses.
        if matches!(document.form(before), "\"" | "“" | "‘" | "«") {
            return true;
        }
    }
    true
}

fn case_of<'d>(document: &'d Document<'_>, shouting: &[bool]) -> Case<'d> {
    let mut case = Case { lower: HashSet::new(), upper: HashSet::new() };
    for (sentence, shouts) in document.sentences.iter().zip(shouting) {
        for at in sentence.tokens.clone() {
            if document.token(at).kind != TokenKind::Word {
                continue;
            }
            if !is_capital(document, at) {
                case.lower.insert(document.lower(at));
            } else if !shouts && !opens(document, at, &sentence.tokens) {
                case.upper.insert(document.lower(at));
            }
        }
    }
    case
}

/// Whether the capital letter of a word can be trusted to show a name.
fn is_name_word(document: &Document<'_>, case: &Case<'_>, at: usize, initial: bool, shouts: bool) -> bool {
    if !is_capital(document, at) {
        return false;
    }
    let lower = document.lower(at);
    let word = lexicon::word(lower);
    let month = word.calendar && lexicon::given(lower).is_some() && is_capital(document, at + 1);
    let titled =
        month || at > 0 && lexicon::honorific(document.lower(at - 1)).is_some() && is_capital(document, at - 1);
    if (word.calendar && !titled) || lower == "i" {
        return false;
    }
    if initial
        && !shouts
        && is_capital(document, at + 1)
        && lexicon::place(&phrase::key_of(document, at..at + 2)).is_some()
    {
        return true;
    }
    if !initial && !shouts {
        return !(word.opener
            && lower.len() <= 5
            && matches!(
                lower,
                "the"
                    | "a"
                    | "an"
                    | "and"
                    | "but"
                    | "of"
                    | "in"
                    | "on"
                    | "at"
                    | "for"
                    | "to"
                    | "by"
                    | "he"
                    | "she"
                    | "it"
                    | "we"
                    | "they"
                    | "as"
                    | "is"
                    | "if"
                    | "that"
                    | "this"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "our"
                    | "my"
                    | "with"
                    | "from"
            ));
    }
    if shouts {
        return case.upper.contains(lower)
            || lexicon::given(lower).is_some()
            || lexicon::place(lower).is_some()
            || lexicon::name(lower).is_some()
            || (is_acronym(document.form(at)) && lower.len() <= 4 && !case.lower.contains(lower) && !word.opener);
    }
    if word.opener {
        return false;
    }
    if case.upper.contains(lower)
        || lexicon::given(lower).is_some()
        || lexicon::honorific(lower).is_some()
        || lexicon::place(lower).is_some()
        || (is_acronym(document.form(at)) && !case.lower.contains(lower))
    {
        return true;
    }
    match document.token(at).pos {
        Pos::Propn => true,
        Pos::X => {
            let verb = matches!(
                document.lower(at + 1),
                "said"
                    | "says"
                    | "told"
                    | "announced"
                    | "reported"
                    | "'s"
                    | "has"
                    | "will"
                    | "denied"
                    | "accused"
                    | "confirmed"
            );
            !case.lower.contains(lower)
                && (is_capital(document, at + 1)
                    || is_acronym(document.form(at))
                    || (verb && lexicon::noun(lower).is_none()))
        }
        _ => is_capital(document, at + 1) && !case.lower.contains(lower),
    }
}

/// The name that begins at a token, if one does.
fn chunk(
    document: &Document<'_>,
    case: &Case<'_>,
    start: usize,
    sentence: Range<usize>,
    shouts: bool,
) -> Option<Chunk> {
    // "al-Shabaab", "el Sisi"
    if matches!(document.lower(start), "al" | "el") && !is_capital(document, start) {
        let next = if document.form(start + 1) == "-" { start + 2 } else { start + 1 };
        let mut rest = if next < sentence.end { chunk(document, case, next, sentence, shouts)? } else { return None };
        rest.tokens.start = start;
        return Some(rest);
    }
    if !is_capital(document, start) {
        return None;
    }
    // "Sen. Ann Lee, D-Ohio,": party and state.
    let party = matches!(document.form(start), "D" | "R" | "I") && document.form(start + 1) == "-";
    if party && start > 0 && matches!(document.form(start - 1), "," | "(") {
        return None;
    }
    let initial = opens(document, start, &sentence);
    if !is_name_word(document, case, start, initial, shouts) {
        return None;
    }
    let mut end = start + 1;
    let mut body = lexicon::word(document.lower(start)).body;
    while end < sentence.end && end - start < LONGEST {
        // "the Refugee Council Anna Lee": a given name behind a body's word opens another name.
        let another = end > start + 1
            && lexicon::word(document.lower(end - 1)).body
            && lexicon::given(document.lower(end)).is_some()
            && is_capital(document, end)
            && is_capital(document, end + 1)
            && !lexicon::word(document.lower(end + 1)).body;
        if another {
            break;
        }
        let Some(next) = joined(document, case, start, end, &sentence, body, shouts) else { break };
        body |= (end..next).any(|at| lexicon::word(document.lower(at)).body);
        end = next;
    }
    let acronym = (document.form(end) == "(" && document.form(end + 2) == ")" && is_acronym(document.form(end + 1)))
        .then_some(end + 1)
        .filter(|_| end - start > 1);
    Some(Chunk { tokens: start..end, acronym, initial })
}

/// Where the name goes on to when it goes on at `end`: the index behind its next word.
fn joined(
    document: &Document<'_>,
    case: &Case<'_>,
    start: usize,
    end: usize,
    sentence: &Range<usize>,
    body: bool,
    shouts: bool,
) -> Option<usize> {
    let name_at = |at: usize| at < sentence.end && is_name_word(document, case, at, false, shouts);
    let touching = |at: usize| document.token(at).touches(&document.token(at + 1));
    let last = document.lower(end - 1);
    match document.form(end) {
        // "Jean-Pierre", "Rolls-Royce", "al-Amin"
        "-" | "‐" | "‑" if touching(end - 1) && touching(end) => (name_at(end + 1)
            || (lexicon::particle(document.lower(end + 1)) && document.form(end + 2) == "-"))
            .then_some(end + 2),
        // "George W. Bush", "St. Louis", "Col. Efraín"
        "." if touching(end - 1) && name_at(end + 1) => {
            let short = last.chars().count() == 1 || lexicon::honorific(last).is_some();
            (short || lexicon::word(last).suffix).then_some(end + 2)
        }
        "&" => name_at(end + 1).then_some(end + 2),
        "'" | "’" if last.ends_with('s') && touching(end - 1) && !touching(end) => {
            // "Workers' Alliance", but not "the Greens' Anna Lee"
            (name_at(end + 1) && lexicon::word(document.lower(end + 1)).body).then_some(end + 2)
        }
        "'s" | "’s" if name_at(end + 1) => {
            matches!(last, "people" | "women" | "men" | "children" | "workers" | "king" | "queen" | "lloyd" | "st")
                .then_some(end + 2)
        }
        _ => {
            if name_at(end) {
                return Some(end + 1);
            }
            let lower = document.lower(end);
            // "Save Our Harbour", "Hands Off The Fells": a small word with a capital letter belongs to the name around it.
            if !shouts && is_capital(document, end) && matches!(lower, "our" | "your" | "my" | "the" | "of" | "for") {
                let next = if document.form(end + 1) == "The" { end + 2 } else { end + 1 };
                return name_at(next).then_some(next + 1);
            }
            if lexicon::particle(lower) {
                let mut at = end + 1;
                while at < sentence.end
                    && at < end + 4
                    && (lexicon::particle(document.lower(at)) || (document.form(at) == "-" && touching(at - 1)))
                {
                    at += 1;
                }
                return name_at(at).then_some(at + 1);
            }
            let text = lower == "of" && end - start == 1 && lexicon::word(last).document;
            if !(body || text) {
                return None;
            }
            let head = lexicon::word(last).body || lexicon::word(last).document || end - start > 1;
            match lower {
                "of" | "for" | "on" if head => {
                    if name_at(end + 1) {
                        Some(end + 2)
                    } else {
                        (document.lower(end + 1) == "the" && name_at(end + 2)).then_some(end + 3)
                    }
                }
                // "Food and Drug Administration" is found from its end, "Ministry of Health and Sport" from its "of".
                "and" if (start..end).any(|at| matches!(document.lower(at), "of" | "for")) => {
                    let after = document.lower(end + 1);
                    let other = lexicon::word(after).body
                        || lexicon::given(after).is_some()
                        || lexicon::place(after).is_some()
                        || is_acronym(document.form(end + 1));
                    (name_at(end + 1) && !other && !is_capital(document, end + 2)).then_some(end + 2)
                }
                _ => None,
            }
        }
    }
}
