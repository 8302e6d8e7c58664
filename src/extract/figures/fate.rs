//! What happened to the persons counted: killed, hurt, held, driven out, or only missing. Owns the reading of the verbs around a count.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::nouns;
use super::quantity::Quantity;
use super::view::View;
use super::words::entries;
use crate::vocabulary::FigureKind;

static VERBS: LazyLock<HashMap<&'static str, FigureKind>> = LazyLock::new(|| {
    entries(include_str!("lexicon/kind_verbs.txt"))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(word, kind)| Some((word, FigureKind::parse(kind)?)))
        .collect()
});

/// Whether a verb tells what happened to persons.
pub(super) fn of_verb(lower: &str) -> bool {
    VERBS.contains_key(lower)
}

/// "Casualties since the spring have reached 9,100", "raised the death toll to 8": the subject tells, not a noun of its own.
pub(super) fn toll(view: View<'_>, q: &Quantity) -> Option<FigureKind> {
    if q.noun.as_ref().is_some_and(|noun| noun.tokens.start >= q.tokens.end) {
        return None;
    }
    let reached = matches!(
        view.left(q.first, 1),
        "reached"
            | "hit"
            | "to"
            | "at"
            | "topped"
            | "passed"
            | "stood"
            | "was"
            | "is"
            | "exceeded"
            | "surpassed"
            | "of"
    );
    for back in 2..=14 {
        let lower = view.left(q.first, back);
        if lower.is_empty() || matches!(lower, ";" | ".") {
            return None;
        }
        match lower {
            "casualties" if reached => return Some(FigureKind::Casualties),
            "toll" | "deaths" | "fatalities" | "dead" if reached => return Some(FigureKind::Deaths),
            "injuries" if reached => return Some(FigureKind::Injured),
            "cases" | "infections" if reached => return Some(FigureKind::Cases),
            _ => {}
        }
    }
    None
}

/// "12 were killed, 40 are missing", "… and six escaped": a verb of its own that does no harm; "three were children" says who they were.
pub(super) fn told_otherwise(view: View<'_>, end: usize) -> bool {
    let (next, then) = (view.right(end, 0), view.right(end, 1));
    if matches!(
        next,
        "missing" | "unaccounted" | "trapped" | "rescued" | "survived" | "escaped" | "recovered" | "unhurt"
    ) {
        return true;
    }
    let linked =
        matches!(next, "are" | "were" | "is" | "was" | "have" | "had" | "has" | "remain" | "remained" | "remains");
    linked
        && !matches!(
            then,
            "of" | "from" | "under" | "aged" | "a" | "an" | "in" | "believed" | "thought" | "" | "women" | "men"
        )
        && !nouns::persons(then)
        && !nouns::person(then)
        || linked && matches!(then, "missing")
}

/// What the verbs close by say of the persons counted.
pub(super) fn happened(view: View<'_>, q: &Quantity, head: usize) -> Option<FigureKind> {
    let start = head.max(q.tokens.end.saturating_sub(1)) + 1;
    verb_after(view, start).or_else(|| verb_before(view, q))
}

/// Right after the noun: "12 people were killed", "three cooks at the camp had died", "90 residents have fled".
pub(super) fn verb_after(view: View<'_>, start: usize) -> Option<FigureKind> {
    // A phrase that hangs on the noun ("at the clinic", "of the board") may stand before the verb.
    let hung =
        matches!(view.right(start, 0), "at" | "in" | "of" | "from" | "on" | "aboard" | "near" | "who" | "across");
    let reach = if hung { 10 } else { 7 };
    for forward in 0..reach {
        let lower = view.right(start, forward);
        if lower.is_empty()
            || matches!(
                lower,
                "," | ";"
                    | "("
                    | "."
                    | "—"
                    | "–"
                    | ":"
                    | "”"
                    | "and"
                    | "but"
                    | "when"
                    | "after"
                    | "while"
                    | "as"
                    | "that"
                    | "if"
            )
        {
            return None;
        }
        let next = view.right(start, forward + 1);
        if let Some(kind) = VERBS.get(lower) {
            let object = matches!(lower, "killed" | "injured" | "wounded" | "hurt" | "killing")
                && forward == 0
                && matches!(next, "the" | "a" | "an" | "at" | "by")
                && next != "by";
            let done_to = matches!(
                kind,
                FigureKind::Deaths
                    | FigureKind::Injured
                    | FigureKind::Displaced
                    | FigureKind::Arrests
                    | FigureKind::Votes
            );
            if !object && done_to {
                return Some(with_wounded(*kind, next, view.right(start, forward + 2)));
            }
        }
        if matches!(lower, "taken" | "rushed" | "treated" | "airlifted")
            && (1..=3).any(|on| view.right(start, forward + on) == "hospital")
        {
            return Some(FigureKind::Injured);
        }
        if lower == "tested" && next == "positive" || lower == "infected" {
            return Some(FigureKind::Cases);
        }
        if lower == "sleeping" && matches!(next, "outdoors" | "outside" | "rough") {
            return Some(FigureKind::Displaced);
        }
        let passes = matches!(
            lower,
            "were"
                | "was"
                | "had"
                | "have"
                | "has"
                | "been"
                | "are"
                | "is"
                | "being"
                | "also"
                | "reported"
                | "confirmed"
                | "feared"
                | "believed"
                | "to"
                | "be"
                | "of"
                | "them"
                | "who"
                | "or"
                | "badly"
                | "seriously"
                | "critically"
                | "left"
                | "others"
                | "forced"
        );
        if !passes && !hung && forward > 2 {
            return None;
        }
    }
    None
}

/// "Killed or wounded" together are casualties.
fn with_wounded(kind: FigureKind, next: &str, then: &str) -> FigureKind {
    let both =
        kind == FigureKind::Deaths && matches!(next, "or" | "and") && VERBS.get(then) == Some(&FigureKind::Injured);
    if both { FigureKind::Casualties } else { kind }
}

/// Right before the number: "killing at least 6 people and injuring more than 50"; "losses exceeded 300 men".
pub(super) fn verb_before(view: View<'_>, q: &Quantity) -> Option<FigureKind> {
    for back in 1..=5 {
        let lower = view.left(q.first, back);
        if lower.is_empty() || matches!(lower, "," | ";" | "." | ":" | "(" | ")") {
            return None;
        }
        if matches!(lower, "losses" | "casualties") && back <= 3 {
            return Some(FigureKind::Casualties);
        }
        if let Some(kind) = VERBS.get(lower) {
            let close = back <= 2 || matches!(kind, FigureKind::Deaths | FigureKind::Injured) && back <= 3;
            if close {
                let joined = matches!(view.left(q.first, back + 1), "or" | "and")
                    && *kind == FigureKind::Injured
                    && VERBS.get(view.left(q.first, back + 2)) == Some(&FigureKind::Deaths);
                return Some(if joined { FigureKind::Casualties } else { *kind });
            }
        }
        let passes = matches!(
            lower,
            "at" | "than"
                | "the"
                | "a"
                | "an"
                | "over"
                | "about"
                | "of"
                | "some"
                | "up"
                | "to"
                | "another"
                | "as"
                | "least"
                | "more"
                | "have"
                | "has"
                | "had"
        );
        if nouns::closed(lower) && !passes {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        let list = include_str!("lexicon/kind_verbs.txt");
        super::super::words::assert_sorted(list);
        assert_eq!(entries(list).count(), VERBS.len());
    }
}
