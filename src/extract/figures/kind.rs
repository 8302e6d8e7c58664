//! What a figure measures, from the closed list of kinds: by unit, by counted noun, by what happened to the persons counted.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::nouns;
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use super::words::entries;
use crate::vocabulary::{FigureKind, FigureRole};

type Table = HashMap<&'static str, FigureKind>;

static NOUNS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/kinds.txt")));
static VERBS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/kind_verbs.txt")));

fn table(list: &'static str) -> Table {
    entries(list)
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(word, kind)| Some((word, FigureKind::parse(kind)?)))
        .collect()
}

/// Decides the kinds in order; a figure without a noun of its own follows the one before.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    for index in 0..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let Some(q) = tail.first_mut() else { continue };
        if matches!(q.form, Form::Rank | Form::Age) {
            continue;
        }
        q.kind = decide(view, q, head);
    }
}

fn decide(view: View<'_>, q: &Quantity, before: &[Quantity]) -> FigureKind {
    if q.form == Form::Score {
        return FigureKind::Score;
    }
    if let Some(unit) = q.unit {
        return by_unit(view, q, unit.dimension);
    }
    if magnitude(view, q) {
        return FigureKind::Magnitude;
    }
    if view.left(q.first, 1) == "of" && view.left(q.first, 2) == "ratio" {
        return FigureKind::Ratio;
    }
    let Some(noun) = &q.noun else {
        return FigureKind::Count;
    };
    let head = view.lower(noun.head);
    let own = noun.tokens.start >= q.tokens.end;
    if let Some(kind) = NOUNS.get(head).copied().filter(|kind| *kind != FigureKind::Personnel) {
        return kind;
    }
    let persons = nouns::persons(head) || nouns::person(head) || demonym(view, noun.head);
    if !persons {
        return if q.per.is_some() { FigureKind::Rate } else { FigureKind::Count };
    }
    if let Some(kind) = happened(view, q, noun.head) {
        return kind;
    }
    // "Including four children", "nine of them": some of the persons before.
    if let Some(other) = before
        .iter()
        .rev()
        .take(2)
        .find(|other| other.sentence == q.sentence && person_kind(other.kind) && other.role != FigureRole::Time)
    {
        let including = matches!(view.left(q.first, 1), "including" | "included")
            || matches!(view.left(q.first, 2), "including" | "them");
        if including || !own || view.right(q.tokens.end, 0) == "of" {
            return other.kind;
        }
    }
    if NOUNS.get(head) == Some(&FigureKind::Personnel) {
        return FigureKind::Personnel;
    }
    FigureKind::People
}

/// "Ukrainians", "Turkish Americans": a capitalised plural that ends like a people.
fn demonym(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    view.capital(token)
        && (lower.ends_with("ans")
            || lower.ends_with("ese")
            || lower.ends_with("ish")
            || lower.ends_with("is")
            || lower.ends_with("ers"))
}

pub(super) fn person_kind(kind: FigureKind) -> bool {
    matches!(
        kind,
        FigureKind::Deaths
            | FigureKind::Injured
            | FigureKind::Casualties
            | FigureKind::Displaced
            | FigureKind::Personnel
            | FigureKind::Arrests
            | FigureKind::People
            | FigureKind::Votes
    )
}

fn by_unit(view: View<'_>, q: &Quantity, dimension: Dimension) -> FigureKind {
    match dimension {
        Dimension::Percent | Dimension::Points | Dimension::Basis => FigureKind::Percent,
        Dimension::Money => FigureKind::Money,
        Dimension::Duration => FigureKind::Duration,
        Dimension::Distance => FigureKind::Distance,
        Dimension::Mass => FigureKind::Mass,
        Dimension::Temperature => FigureKind::Temperature,
        Dimension::Angle => {
            let warm =
                view.sentence(q.tokens.start).skip_while(|token| token + 30 < q.tokens.start).take(60).any(|token| {
                    matches!(
                        view.lower(token),
                        "temperature"
                            | "temperatures"
                            | "heat"
                            | "cold"
                            | "warming"
                            | "warmer"
                            | "thermometer"
                            | "weather"
                            | "freezing"
                            | "fever"
                            | "hot"
                    )
                });
            if warm { FigureKind::Temperature } else { FigureKind::Index }
        }
        Dimension::Area => FigureKind::Area,
        Dimension::Volume => FigureKind::Volume,
        Dimension::Speed => FigureKind::Speed,
        Dimension::Rate => FigureKind::Rate,
        Dimension::Power => FigureKind::Power,
        Dimension::Energy => FigureKind::Energy,
        Dimension::Data => FigureKind::Data,
        Dimension::Index | Dimension::Other => FigureKind::Index,
        Dimension::Fold => FigureKind::Ratio,
    }
}

/// "A 6.4-magnitude quake", "magnitude 6.4", "the strongest of 5.1".
fn magnitude(view: View<'_>, q: &Quantity) -> bool {
    let small = q.one() < 10.0 && q.one() > 0.0 && q.number.scale == 0;
    let beside = (1..=5).any(|back| matches!(view.left(q.tokens.start, back), "magnitude" | "richter"))
        || (0..=1).any(|on| view.right(q.tokens.end, on) == "magnitude");
    let quake = q.one().fract() != 0.0
        && q.noun.is_none()
        && view.left(q.first, 1) == "of"
        && matches!(view.left(q.first, 2), "strongest" | "largest" | "quake" | "earthquake" | "tremor" | "aftershock");
    small && (beside || quake)
}

/// What the verbs close by say of the persons counted.
fn happened(view: View<'_>, q: &Quantity, head: usize) -> Option<FigureKind> {
    // Right after the noun: "17 people were killed", "400 residents have fled".
    let start = head.max(q.tokens.end.saturating_sub(1)) + 1;
    let mut skipped = 0;
    for forward in 0..7 {
        let lower = view.right(start, forward);
        if lower.is_empty() || matches!(lower, "," | ";" | "(" | "." | "—" | "–") && forward > 0 {
            break;
        }
        if let Some(kind) = VERBS.get(lower) {
            let object = matches!(lower, "killed" | "injured" | "wounded" | "hurt")
                && skipped == 0
                && view.right(start, forward + 1) == "the";
            if !object && *kind != FigureKind::Jobs && *kind != FigureKind::Personnel {
                return Some(*kind);
            }
        }
        if lower == "tested" && view.right(start, forward + 1) == "positive" || lower == "infected" {
            return Some(FigureKind::Cases);
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
                | "sleeping"
                | "left"
                | "dead"
                | "others"
                | "forced"
        );
        skipped += 1;
        if lower == "sleeping" && matches!(view.right(start, forward + 1), "outdoors" | "outside" | "rough") {
            return Some(FigureKind::Displaced);
        }
        if !passes && forward > 2 || matches!(lower, "and" | "but" | "when" | "after" | "while" | "as") {
            break;
        }
    }
    // Right before the number: "killing at least 31 people and injuring more than 400".
    for back in 1..=5 {
        let lower = view.left(q.first, back);
        if lower.is_empty() || matches!(lower, "," | ";" | "." | ":" | "(" | ")") {
            break;
        }
        if let Some(kind) = VERBS.get(lower) {
            let direct = back <= 2 || matches!(kind, FigureKind::Deaths | FigureKind::Injured) && back <= 3;
            if direct {
                return Some(*kind);
            }
        }
        if nouns::closed(lower)
            && !matches!(
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
            )
        {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_whole() {
        for (list, table) in
            [(include_str!("lexicon/kinds.txt"), &NOUNS), (include_str!("lexicon/kind_verbs.txt"), &VERBS)]
        {
            super::super::words::assert_sorted(list);
            assert_eq!(entries(list).count(), table.len());
        }
    }
}
