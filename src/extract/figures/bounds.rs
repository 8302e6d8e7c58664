//! Words that bound a number: "over", "at least", "or more", "an estimated". A bound word binds to its own number only.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::view::View;
use super::words::entries;
use crate::vocabulary::Bound;

type Table = HashMap<&'static str, Bound>;

static BEFORE: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/bounds.txt")));
static AFTER: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/bounds_after.txt")));

fn table(list: &'static str) -> Table {
    entries(list)
        .filter_map(|line| line.rsplit_once(" | "))
        .filter_map(|(phrase, bound)| Some((phrase, Bound::parse(bound)?)))
        .collect()
}

/// Words that stand between a bound word and its number without changing it.
const FILLERS: [&str; 5] = ["another", "a further", "an additional", "an extra", "a record"];

/// The bound before the token `at` and the token where its words begin.
pub(super) fn before(view: View<'_>, at: usize) -> Option<(Bound, usize)> {
    let mut found: Option<(Bound, usize)> = None;
    let mut start = at;
    // Bounds may stand in a row ("only about", "as many as an estimated"): the one next to the number counts, unless it is a filler.
    for _ in 0..3 {
        let Some((bound, phrase, begin)) = longest(view, start) else { break };
        found = match found {
            None => Some((bound, begin)),
            Some((Bound::Equal, _)) => Some((bound, begin)),
            Some((kept, _)) => Some((kept, begin)),
        };
        start = begin;
        if bound != Bound::Equal
            && !FILLERS.contains(&phrase.as_str())
            && view.left(start, 1) != "only"
            && view.left(start, 1) != "just"
            && view.left(start, 1) != "as"
        {
            break;
        }
    }
    found
}

/// The longest phrase of the table that ends right before a token.
fn longest(view: View<'_>, at: usize) -> Option<(Bound, String, usize)> {
    for words in (1..=6).rev() {
        if view.left(at, words).is_empty() {
            continue;
        }
        let phrase = (1..=words).rev().map(|back| view.left(at, back)).collect::<Vec<_>>().join(" ");
        if let Some(bound) = BEFORE.get(phrase.as_str()) {
            return veto(view, at, words, &phrase).map_or_else(|| Some((*bound, phrase, at - words)), |()| None);
        }
    }
    None
}

/// "Talk about 2 million", "go over 100 pages": prepositions of a verb, no bounds.
fn veto(view: View<'_>, at: usize, words: usize, phrase: &str) -> Option<()> {
    let before = view.left(at, words + 1);
    let talk = phrase == "about"
        && matches!(
            before,
            "talk"
                | "talking"
                | "talks"
                | "talked"
                | "think"
                | "thinking"
                | "ask"
                | "asked"
                | "know"
                | "knows"
                | "worried"
                | "concerned"
                | "speak"
                | "speaking"
                | "hear"
                | "heard"
                | "complained"
                | "learn"
                | "is"
                | "'s"
        );
    let sum = phrase == "up to" && matches!(before, "add" | "adds" | "added" | "adding");
    // "Burns over 30 percent of his body", "a cut spread over nine months": where or when.
    let spread = phrase == "over" && matches!(before, "burns" | "burned" | "spread" | "scattered" | "spaced");
    let range_word = phrase == "within" && matches!(before, "from");
    (talk || sum || spread || range_word).then_some(())
}

/// The bound after the token `end - 1` and the end of its words.
pub(super) fn after(view: View<'_>, end: usize) -> Option<(Bound, usize)> {
    for words in (1..=3).rev() {
        if view.right(end, words - 1).is_empty() {
            continue;
        }
        let phrase = (0..words).map(|forward| view.right(end, forward)).collect::<Vec<_>>().join(" ");
        if let Some(bound) = AFTER.get(phrase.as_str()) {
            // "A $15 minimum wage", "a $2,000 maximum penalty": the noun's own modifier, no bound.
            let modifier = matches!(phrase.as_str(), "minimum" | "maximum")
                && view.word(end + words)
                && !view.right(end, words).is_empty()
                && !super::nouns::closed(view.right(end, words));
            if modifier {
                return None;
            }
            return Some((*bound, end + words));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::view::Edges;
    use super::*;
    use crate::text::{Analyser, Scratch};

    fn bound(text: &str, at: usize) -> Option<(Bound, usize)> {
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        before(View { doc: &document, edges: &Edges::of(&document) }, at)
    }

    #[test]
    fn lists_are_sorted_and_whole() {
        super::super::words::assert_sorted(include_str!("lexicon/bounds.txt"));
        super::super::words::assert_sorted(include_str!("lexicon/bounds_after.txt"));
        assert_eq!(entries(include_str!("lexicon/bounds.txt")).count(), BEFORE.len());
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(bound("No more than 12 came", 3), Some((Bound::AtMost, 0)));
        assert_eq!(bound("It took at least another 40", 5), Some((Bound::AtLeast, 2)));
        assert_eq!(bound("only about 30", 2), Some((Bound::About, 0)));
    }

    #[test]
    fn a_preposition_of_a_verb_is_no_bound() {
        assert_eq!(bound("We talk about 12 people", 3), None);
    }
}
