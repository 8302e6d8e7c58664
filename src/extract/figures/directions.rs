//! Words of rising and falling, and which way each points: verbs, nouns, adverbs. Owns `up_down.txt`; knows words and their neighbours, no figures.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::calendar;
use super::view::View;
use super::words::entries;
use crate::vocabulary::Change;

static UP_DOWN: LazyLock<HashMap<&'static str, Change>> = LazyLock::new(|| {
    let list = entries(include_str!("lexicon/up_down.txt"));
    list.filter_map(|line| line.split_once(' ')).filter_map(|(word, way)| Some((word, Change::parse(way)?))).collect()
});

/// The direction of a word.
pub(super) fn direction(lower: &str) -> Option<Change> {
    UP_DOWN.get(lower).copied()
}

/// A word of change within `reach` tokens before a token, in the same clause; its direction and place.
pub(super) fn before(view: View<'_>, at: usize, reach: usize) -> Option<(Change, usize)> {
    for back in 1..=reach {
        let lower = view.left(at, back);
        if lower.is_empty() || clause_end(lower) {
            return None;
        }
        if let Some(way) = direction(lower) {
            if bound_use(view, at - back) {
                continue;
            }
            return Some((way, at - back));
        }
    }
    None
}

/// "More than 3", "less than half", "no fewer than": the word bounds a number, it is no change. Likewise "up to".
pub(super) fn bound_use(view: View<'_>, at: usize) -> bool {
    let next = view.lower(at + 1);
    match view.lower(at) {
        "higher" | "lower" if next == "than" => true,
        "more" | "less" | "fewer" | "greater" => next == "than",
        "up" => {
            next == "to" && !moves_up(view.left(at, 1))
                || matches!(
                    view.left(at, 1),
                    "set"
                        | "made"
                        | "make"
                        | "take"
                        | "took"
                        | "end"
                        | "ended"
                        | "turned"
                        | "showed"
                        | "ramp"
                        | "back"
                        | "lined"
                        | "signed"
                        | "picked"
                )
        }
        "off" => {
            matches!(view.left(at, 1), "paid" | "pay" | "laid" | "lay" | "kicked" | "set" | "called" | "took" | "take")
                || matches!(next, "the")
        }
        "down" => matches!(view.left(at, 1), "shot" | "gunned" | "broke" | "put" | "sat" | "laid" | "set"),
        // "A storm surge of three metres" is a height.
        "surge" | "surges" => matches!(view.left(at, 1), "storm" | "tidal"),
        // "The lower house", "a contract worth £5m": no change at all.
        "lower" | "higher" => matches!(next, "house" | "chamber" | "court" | "league" | "deck" | "back" | "education"),
        "contract" => !matches!(view.left(at, 1), "to" | "will" | "would" | "could" | "may" | "might" | "should"),
        _ => false,
    }
}

/// Verbs that take "up" for their direction ("edged up to 3.8 percent"): there it is no part of "up to".
pub(super) fn moves_up(lower: &str) -> bool {
    matches!(
        lower,
        "edged"
            | "edging"
            | "crept"
            | "creeping"
            | "inched"
            | "inching"
            | "ticked"
            | "ticking"
            | "nudged"
            | "shot"
            | "moved"
            | "climbed"
            | "picked"
            | "jumped"
    )
}

/// Verbs of change without an object: what they name has moved by the amount behind them.
pub(super) fn moves_itself(lower: &str) -> bool {
    matches!(
        lower,
        "rose"
            | "fell"
            | "climbed"
            | "dropped"
            | "slipped"
            | "slid"
            | "sank"
            | "jumped"
            | "surged"
            | "soared"
            | "plunged"
            | "tumbled"
            | "slumped"
            | "gained"
            | "advanced"
            | "declined"
            | "dipped"
            | "plummeted"
            | "rallied"
            | "edged"
            | "rising"
            | "falling"
            | "climbing"
            | "dropping"
            | "gaining"
            | "rise"
            | "fall"
            | "up"
            | "down"
            | "off"
            | "shed"
            | "eased"
    )
}

fn clause_end(lower: &str) -> bool {
    matches!(lower, ";" | ":" | "(" | ")" | "—" | "." | "\"" | "“" | "”" | "," | "–")
}

/// Nouns that carry the amount of a change ("an increase of 5%", "a 5% pay cut").
pub(super) fn is_noun(lower: &str) -> bool {
    matches!(
        lower,
        "cut"
            | "decline"
            | "decrease"
            | "drop"
            | "fall"
            | "gain"
            | "growth"
            | "hike"
            | "increase"
            | "jump"
            | "plunge"
            | "reduction"
            | "rise"
            | "slump"
            | "surge"
    )
}

/// Whether the base of a comparison is the same thing at another time ("than a year earlier", "than in March", "below the previous quarter").
pub(super) fn earlier(view: View<'_>, at: usize) -> bool {
    let first = view.right(at, 0);
    if matches!(first, "before" | "last") {
        return true;
    }
    let sentence = view.sentence(at.saturating_sub(1)).end;
    if matches!(first, "in" | "during" | "at") {
        return (at + 1..sentence.min(at + 5))
            .any(|token| calendar::month(view, token) || calendar::digits(view, token).is_some())
            || (1..=3).any(|on| matches!(view.right(at, on), "previous" | "last" | "year" | "same" | "prior"));
    }
    (0..=3).take_while(|on| view.word(at + on) && !view.right(at, *on).is_empty()).any(|on| {
        matches!(view.right(at, on), "earlier" | "previous" | "ago" | "prior" | "preceding" | "last" | "before")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        super::super::words::assert_sorted(include_str!("lexicon/up_down.txt"));
        assert_eq!(direction("slipped"), Some(Change::Down));
        assert_eq!(direction("table"), None);
    }
}
