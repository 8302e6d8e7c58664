//! The noun phrase after a number, found without a tagger: closed words end it, a plural heads it. Owns what a plural noun looks like.

use std::ops::Range;
use std::sync::LazyLock;

use super::view::View;
use super::words::{Words, set};
use crate::text::{Pos, TokenKind};

static CLOSED: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/stop.txt")));
static IRREGULAR: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/irregular_plurals.txt")));
static NOT_PLURAL: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/not_plural.txt")));
static PERSONS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/persons.txt")));
static NOT_PERSONS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/not_persons.txt")));

/// Longest noun phrase looked for, in tokens.
const LONGEST: usize = 9;

/// A counted noun phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Noun {
    /// From its first modifier to its head.
    pub(super) tokens: Range<usize>,
    /// The token of the head noun.
    pub(super) head: usize,
}

/// A word that no noun phrase goes past.
pub(super) fn closed(lower: &str) -> bool {
    CLOSED.contains(lower)
}

/// Whether a token looks like a plural noun.
pub(super) fn plural(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    if !view.word(token) || closed(lower) || NOT_PLURAL.contains(lower) {
        return false;
    }
    if IRREGULAR.contains(lower) {
        return true;
    }
    lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && !lower.contains('.')
        || lower.ends_with("womens")
}

/// Endings of plural nouns for persons.
const ENDINGS: [&str; 17] = [
    "ists", "ians", "ees", "men", "women", "workers", "ologists", "goers", "holders", "writers", "makers", "keepers",
    "leaders", "fighters", "owners", "players", "seekers",
];

/// Whether a noun, by its lower-case form, names persons.
pub(super) fn persons(lower: &str) -> bool {
    if PERSONS.contains(lower) {
        return true;
    }
    if NOT_PERSONS.contains(lower) {
        return false;
    }
    ENDINGS.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending))
}

/// Whether a singular noun names a person ("sailor", "girl").
pub(super) fn person(lower: &str) -> bool {
    match lower {
        "man" | "woman" | "child" | "person" | "policeman" | "policewoman" => true,
        _ => {
            PERSONS.contains(format!("{lower}s").as_str())
                || PERSONS.contains(format!("{lower}es").as_str())
                || lower.strip_suffix('y').is_some_and(|stem| PERSONS.contains(format!("{stem}ies").as_str()))
        }
    }
}

/// The noun phrase that begins at `at`, in the sentence of the token before; a plural head unless `singular`.
pub(super) fn after(view: View<'_>, at: usize, singular: bool) -> Option<Noun> {
    let stop = view.sentence(at.checked_sub(1)?).end.min(at + LONGEST);
    let mut end = at;
    // "Low- and middle-income families": a hanging hyphen carries the phrase over its conjunction.
    let hangs = |token: usize| {
        matches!(view.lower(token), "and" | "or")
            && token > at + 1
            && view.lower(token - 1) == "-"
            && view.touches(token - 2)
    };
    while end < stop && (inside(view, end, at) || hangs(end)) {
        end += 1;
    }
    if end > at && end < stop && view.lower(end) == "(" && plural_head(view, at..end).is_none() {
        // "4 CID (Criminal …) officers": the phrase goes on behind the bracket.
        let sentence = view.sentence(at - 1).end;
        let close = (end..sentence.min(end + 12)).find(|token| view.lower(*token) == ")");
        if let Some(head) = close.map(|close| close + 1).filter(|head| plural(view, *head) && !singular) {
            return Some(Noun { tokens: at..head + 1, head });
        }
    }
    let head = if singular {
        single_head(view, at..end)
    } else {
        plural_head(view, at..end).or_else(|| tagged_head(view, at..end))
    }?;
    Some(Noun { tokens: at..head + 1, head })
}

/// Whether a token can belong to a noun phrase that began at `start`.
fn inside(view: View<'_>, token: usize, start: usize) -> bool {
    let lower = view.lower(token);
    let Some(found) = view.doc.tokens.get(token) else { return false };
    match found.kind {
        TokenKind::Word => {
            matches!(lower, "'s" | "'" | "like" | "off" | "home") && token > start && lower.starts_with('\'')
                || !closed(lower)
        }
        TokenKind::Punct => matches!(lower, "-" | "'" | "’" | "‑") && token > start && view.touches(token - 1),
        TokenKind::Number | TokenKind::Symbol => false,
    }
}

/// The first plural that no apostrophe and no further plural follows.
fn plural_head(view: View<'_>, tokens: Range<usize>) -> Option<usize> {
    let mut at = tokens.start;
    while at < tokens.end {
        let state = at == tokens.start
            && matches!(view.lower(at), "dead" | "injured" | "wounded" | "missing" | "homeless" | "hurt");
        if state && !tokens.clone().skip(1).any(|later| plural(view, later)) {
            return Some(at);
        }
        if plural(view, at) && !finite_verb(view, at) {
            let next = view.lower(at + 1);
            if at + 1 < tokens.end && matches!(next, "'" | "’" | "'s" | "-") {
                at += 2;
                continue;
            }
            // "Teenagers vapes": persons are no modifier, but for "women ministers".
            let compound = view.doc.token(at).head as usize == at + 1 && !persons(view.lower(at));
            if at + 1 < tokens.end
                && plural(view, at + 1)
                && !finite_verb(view, at + 1)
                && nominal(view, at + 1)
                && (compound || MODIFIERS.contains(&view.lower(at)))
            {
                at += 1;
                continue;
            }
            return Some(at);
        }
        if stops_modifiers(view, at, tokens.start) {
            return None;
        }
        at += 1;
    }
    None
}

/// A verb that ends the search for a head: tagged as one and not a participle in front of a noun.
fn stops_modifiers(view: View<'_>, token: usize, start: usize) -> bool {
    match view.doc.token(token).pos {
        Pos::Verb | Pos::Aux => {
            token == start && !view.lower(token).ends_with("ed") && !view.lower(token).ends_with("ing")
        }
        _ => false,
    }
}

fn finite_verb(view: View<'_>, token: usize) -> bool {
    matches!(view.doc.token(token).pos, Pos::Verb | Pos::Aux)
}

fn nominal(view: View<'_>, token: usize) -> bool {
    matches!(view.doc.token(token).pos, Pos::X | Pos::Noun | Pos::Propn) && !verb_like(view.lower(token))
}

/// Third persons that follow a plural subject only as a verb are rare; these forms are verbs more often than nouns.
fn verb_like(lower: &str) -> bool {
    matches!(
        lower,
        "needs"
            | "says"
            | "means"
            | "makes"
            | "takes"
            | "gives"
            | "goes"
            | "comes"
            | "seems"
            | "remains"
            | "includes"
            | "wants"
            | "covers"
            | "reaches"
    )
}

/// A group noun without a plural ("9 dead"), or what a tagger calls a noun.
fn tagged_head(view: View<'_>, tokens: Range<usize>) -> Option<usize> {
    tokens.rev().find(|token| {
        matches!(view.doc.token(*token).pos, Pos::Noun | Pos::Propn) && !IRREGULAR_PAST.contains(&view.lower(*token))
    })
}

/// The last word of a singular phrase, verbs at its end cut off.
fn single_head(view: View<'_>, tokens: Range<usize>) -> Option<usize> {
    let tagged = view.doc.tokens.get(tokens.clone()).is_some_and(|all| all.iter().any(|token| token.pos != Pos::X));
    if tagged {
        let run = tokens.clone().take_while(|token| {
            matches!(view.doc.token(*token).pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Punct)
                || view.lower(*token).ends_with("ed")
                || view.lower(*token).ends_with("ing")
        });
        return run
            .filter(|token| {
                // "One civilian was killed": taggers call some persons adjectives.
                let person = view.doc.token(*token).pos == Pos::Adj && person(view.lower(*token));
                (person || matches!(view.doc.token(*token).pos, Pos::Noun | Pos::Propn))
                    && !IRREGULAR_PAST.contains(&view.lower(*token))
            })
            .last();
    }
    let mut end = tokens.end;
    while end > tokens.start + 1 {
        let lower = view.lower(end - 1);
        let verb = verb_like(lower)
            || lower.ends_with("ed")
            || (lower.ends_with('s') && !lower.ends_with("ss"))
            || !view.word(end - 1)
            || super::directions::direction(lower).is_some()
            || IRREGULAR_PAST.contains(&lower);
        if !verb {
            break;
        }
        end -= 1;
    }
    (end > tokens.start && view.word(end - 1)).then(|| end - 1)
}

/// Plurals that stand before another noun ("jobs figures", "women ministers").
const MODIFIERS: [&str; 22] = [
    "arms",
    "children",
    "communications",
    "data",
    "drugs",
    "goods",
    "government",
    "homes",
    "human",
    "jobs",
    "men",
    "police",
    "rights",
    "sales",
    "savings",
    "securities",
    "services",
    "sports",
    "systems",
    "trades",
    "weapons",
    "women",
];

/// Common pasts without -ed.
const IRREGULAR_PAST: [&str; 76] = [
    "ran", "went", "came", "took", "made", "gave", "got", "left", "met", "won", "held", "kept", "began", "spoke",
    "stood", "sent", "sang", "rang", "sank", "fell", "rose", "drew", "blew", "broke", "drove", "flew", "grew", "knew",
    "saw", "wore", "wrote", "shot", "hit", "led", "fled", "fed", "lost", "paid", "said", "sold", "told", "bought",
    "brought", "built", "caught", "felt", "fought", "found", "heard", "stole", "struck", "swam", "swept", "threw",
    "woke", "spent", "slept", "sat", "sought", "became", "ate", "drank", "hid", "bit", "chose", "froze", "tore",
    "hung", "stuck", "swung", "wept", "set", "put", "seen", "given", "shown",
];

/// The noun phrase after "of" and a determiner ("of the province", "of its mass", "of them"); `at` is the token of "of".
pub(super) fn of_phrase(view: View<'_>, at: usize) -> Option<Noun> {
    let mut start = at + 1;
    let stop = view.sentence(at).end;
    while start < stop
        && matches!(
            view.lower(start),
            "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "my"
                | "your"
                | "all"
                | "these"
                | "those"
                | "this"
                | "that"
                | "such"
                | "any"
                | "some"
                | "it"
                | "them"
                | "'s"
        )
        && start < at + 4
    {
        start += 1;
    }
    after(view, start, false)
        .filter(|noun| noun.head < at + 6)
        .or_else(|| after(view, start, true))
        .map(|noun| Noun { tokens: start..noun.head + 1, head: noun.head })
}

#[cfg(test)]
mod tests {
    use super::super::view::Edges;
    use super::*;
    use crate::text::{Analyser, Scratch};

    fn head(text: &str, at: usize, singular: bool) -> Option<String> {
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        after(View { doc: &document, edges: &Edges::of(&document) }, at, singular)
            .map(|noun| document.form(noun.head).to_owned())
    }

    #[test]
    fn lists_are_sorted() {
        for list in [
            include_str!("lexicon/stop.txt"),
            include_str!("lexicon/irregular_plurals.txt"),
            include_str!("lexicon/not_plural.txt"),
            include_str!("lexicon/persons.txt"),
            include_str!("lexicon/not_persons.txt"),
        ] {
            super::super::words::assert_sorted(list);
        }
    }

    #[test]
    fn the_plural_heads_the_phrase() {
        assert_eq!(head("40 newly trained Ruritanian pilots left", 1, false).as_deref(), Some("pilots"));
        assert_eq!(head("12 nurses’ contracts expired", 1, false).as_deref(), Some("contracts"));
        assert_eq!(head("40 of them left", 1, false), None);
    }

    #[test]
    fn persons_by_list_and_suffix() {
        assert!(persons("geologists") && persons("carers") && persons("firemen"));
        assert!(!persons("numbers") && !persons("restaurants") && !persons("trees"));
    }
}
