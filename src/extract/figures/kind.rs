//! What a figure measures, from the closed list of kinds: by unit, by counted noun, by what happened to the persons counted.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::ages;
use super::fate::{happened, told_otherwise, toll, verb_after, verb_before};
use super::nouns;
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use super::words::entries;
use crate::vocabulary::{FigureKind, FigureRole};

type Table = HashMap<&'static str, FigureKind>;

static NOUNS: LazyLock<Table> = LazyLock::new(|| table(include_str!("lexicon/kinds.txt")));

fn table(list: &'static str) -> Table {
    entries(list)
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(word, kind)| Some((word, FigureKind::parse(kind)?)))
        .collect()
}

/// Whether a noun tells by itself what happened ("arrests", "injuries").
pub(super) fn of_noun(lower: &str) -> bool {
    NOUNS.get(lower).is_some_and(|kind| !matches!(kind, FigureKind::Personnel | FigureKind::Jobs | FigureKind::Votes))
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
        q.persons = q.noun.as_ref().is_some_and(|noun| nouns::persons(view.lower(noun.head)));
    }
}

/// "Two soldiers and five civilians died": what happened to the last of a list happened to all of it.
pub(super) fn share(view: View<'_>, all: &mut [Quantity]) {
    for index in (1..all.len()).rev() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first()) else { continue };
        let end = a.noun.as_ref().filter(|noun| noun.tokens.start >= a.tokens.end).map(|noun| noun.head + 1);
        let joined = end.is_some_and(|end| b.first == end + 1 && matches!(view.lower(end), "and" | ","));
        let befell =
            matches!(b.kind, FigureKind::Deaths | FigureKind::Injured | FigureKind::Arrests | FigureKind::Displaced);
        let by_verb = b
            .noun
            .as_ref()
            .is_some_and(|noun| of_persons(view, noun.head) && verb_after(view, noun.head + 1) == Some(b.kind));
        if joined && befell && by_verb && matches!(a.kind, FigureKind::People | FigureKind::Personnel) {
            a.kind = b.kind;
        }
    }
}

fn of_persons(view: View<'_>, head: usize) -> bool {
    nouns::persons(view.lower(head)) || nouns::person(view.lower(head))
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
    if let Some(kind) = toll(view, q) {
        return kind;
    }
    let Some(noun) = &q.noun else {
        // "Killing more than 10,000", "a mother of three": persons without a noun.
        let number = matches!(q.form, Form::Number | Form::Vague) && q.one() > 0.0;
        let befell = number.then(|| verb_before(view, q)).flatten().filter(|kind| {
            matches!(
                kind,
                FigureKind::Deaths
                    | FigureKind::Injured
                    | FigureKind::Casualties
                    | FigureKind::Displaced
                    | FigureKind::Arrests
            )
        });
        let children = view.left(q.first, 1) == "of" && ages::parent(view.left(q.first, 2));
        return befell.unwrap_or(if children { FigureKind::People } else { FigureKind::Count });
    };
    if noun.tokens.start < q.tokens.end
        && let Some(kind) = verb_after(view, q.tokens.end).filter(|kind| person_kind(*kind))
    {
        return kind;
    }
    let head = view.lower(noun.head);
    let own = noun.tokens.start >= q.tokens.end;
    if let Some(kind) = NOUNS.get(head).copied().filter(|kind| *kind != FigureKind::Personnel) {
        return kind;
    }
    let crowd = matches!(
        head,
        "village"
            | "town"
            | "crowd"
            | "population"
            | "audience"
            | "attendance"
            | "workforce"
            | "army"
            | "congregation"
            | "community"
            | "city"
            | "turnout"
            | "membership"
            | "garrison"
            | "contingent"
    );
    let persons = crowd && !own || nouns::persons(head) || nouns::person(head) || demonym(view, noun.head);
    if !persons {
        return if q.per.is_some() { FigureKind::Rate } else { FigureKind::Count };
    }
    if let Some(kind) = happened(view, q, noun.head) {
        return kind;
    }
    // "Including two guards", "three of them": some of the persons before.
    if let Some(other) = before
        .iter()
        .rev()
        .take(2)
        .find(|other| other.sentence == q.sentence && person_kind(other.kind) && other.role != FigureRole::Time)
    {
        let including = matches!(view.left(q.first, 1), "including" | "included")
            || matches!(view.left(q.first, 2), "including" | "them");
        let told = !own && !including && told_otherwise(view, q.tokens.end);
        if !told && (including || !own && q.one() != 0.0 || view.right(q.tokens.end, 0) == "of") {
            return other.kind;
        }
    }
    if NOUNS.get(head) == Some(&FigureKind::Personnel) || own && uniformed(view, noun) {
        return FigureKind::Personnel;
    }
    FigureKind::People
}

/// "mobilized men", "security agents": a modifier that makes persons a force.
fn uniformed(view: View<'_>, noun: &nouns::Noun) -> bool {
    noun.tokens.clone().any(|token| {
        matches!(
            view.lower(token),
            "mobilized"
                | "mobilised"
                | "military"
                | "security"
                | "police"
                | "armed"
                | "uniformed"
                | "army"
                | "navy"
                | "combat"
        )
    })
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
        && view.left(q.first, 1) == "of"
        && matches!(view.left(q.first, 2), "strongest" | "largest" | "quake" | "earthquake" | "tremor" | "aftershock");
    small && (beside || quake)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        let list = include_str!("lexicon/kinds.txt");
        super::super::words::assert_sorted(list);
        assert_eq!(entries(list).count(), NOUNS.len());
    }
}
