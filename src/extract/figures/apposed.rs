//! What stands behind a comma and says that the value before it has moved: "4.9 million passengers, 11% more than a year earlier", "sales of
//! $3bn, an increase of 5%", "a tenth of its staff, about 1,400 people". Must not know the verbs before the value.

use super::directions::{self, direction, earlier};
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::text::Pos;
use crate::vocabulary::{Change, FigureKind, FigureRole};

/// Fills in what an apposition says of the figure before it, or takes from it.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let Some(b) = tail.first_mut() else { continue };
        if b.role == FigureRole::Time {
            continue;
        }
        if let Some(way) = against_before(view, b) {
            if b.unit.is_none() {
                b.change = b.change.or(Some(way));
            }
            if let Some(a) = head.last_mut().filter(|a| b.part.is_none() && beside(view, a, b) && still(a)) {
                a.change = Some(way);
            }
        }
        if let Some(way) = by_noun(view, b)
            && let Some(a) = head.iter_mut().rev().take(3).find(|a| !circumstance(view, a))
            && still(a)
            && clear(view, a, b)
            && amount_of(view, a, b)
        {
            a.change = Some(way);
        }
        if let Some(a) = head.last()
            && b.change.is_none()
            && b.part.is_none()
            && a.part.is_none()
            && (share_in_heads(view, a, b) || coordinated(view, a, b))
        {
            b.change = a.change;
        }
    }
}

/// Whether `b` says only by how much what `a` tells has moved: then both measure one thing.
pub(super) fn amount_behind(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    b.unit.is_some()
        && (against_before(view, b).is_some() && beside(view, a, b)
            || by_noun(view, b).is_some() && !circumstance(view, a) && clear(view, a, b) && amount_of(view, a, b))
}

/// A value of which nothing has been told yet.
fn still(a: &Quantity) -> bool {
    a.change.is_none()
        && a.part.is_none()
        && a.role != FigureRole::Time
        && matches!(a.form, Form::Number | Form::Vague)
        && a.kind != FigureKind::Age
}

/// Which way a figure says that something lies from what it was before: "11% more than a year earlier", "7% below the previous quarter".
fn against_before(view: View<'_>, b: &Quantity) -> Option<Change> {
    let end = past_rate(view, b);
    let end = b.noun.as_ref().filter(|noun| b.unit.is_none() && noun.head == end).map_or(end, |noun| noun.head + 1);
    let word = view.right(end, 0);
    let base = match (word, view.right(end, 1)) {
        (
            "more" | "fewer" | "less" | "higher" | "lower" | "larger" | "smaller" | "dearer" | "cheaper" | "longer"
            | "shorter",
            "than",
        )
        | ("up" | "down", "on" | "from") => end + 2,
        ("above" | "below", _) => end + 1,
        _ => return None,
    };
    let way = match word {
        "longer" => Some(Change::Up),
        "shorter" => Some(Change::Down),
        "above" => Some(Change::Up),
        "below" => Some(Change::Down),
        _ => direction(word),
    };
    way.filter(|_| earlier(view, base))
}

/// The end of a figure with the base of its rate ("11 cents a gallon dearer").
fn past_rate(view: View<'_>, b: &Quantity) -> usize {
    let end = b.tokens.end;
    if b.per.is_some() && matches!(view.right(end, 0), "a" | "an" | "per") { end + 2 } else { end }
}

/// Right behind the value, a comma between and no verb.
fn beside(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let comma = view.left(b.first, 1) == "," || view.left(b.first, 1) == "or" && view.left(b.first, 2) == ",";
    comma && clear(view, a, b) && amount_of(view, a, b)
}

/// Nothing but the rest of the value's own phrase stands between two figures.
fn clear(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let gap = a.tokens.end..b.first;
    a.sentence == b.sentence
        && gap.len() <= 14
        && !gap.into_iter().any(|token| {
            matches!(view.doc.token(token).pos, Pos::Verb | Pos::Aux)
                || matches!(view.lower(token), ";" | ":" | "while" | "but" | "(" | "”" | "\"")
        })
}

/// `b` can say by how much `a` has moved: a share of it, or an amount in its own unit.
fn amount_of(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let own = |q: &Quantity| q.noun.as_ref().filter(|noun| noun.tokens.start >= q.tokens.end).map(|noun| noun.head);
    if a.unit.is_none() && b.unit.is_none() {
        // "12 points, a gain of three places": two things.
        return own(b).is_none_or(|thing| own(a).is_some_and(|other| view.lower(other) == view.lower(thing)));
    }
    b.form == Form::Fraction
        || b.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points))
        || b.unit.map(|unit| unit.dimension) == a.unit.map(|unit| unit.dimension)
}

/// A figure that tells where or among what, and not how much ("at 4,020 theatres").
fn circumstance(view: View<'_>, a: &Quantity) -> bool {
    a.role == FigureRole::Time
        || matches!(view.left(a.first, 1), "at" | "in" | "across" | "from" | "for" | "on" | "with") && a.unit.is_none()
}

/// ", an increase of 5%", ", a sharp drop of £40": the noun of change that carries the amount.
fn by_noun(view: View<'_>, b: &Quantity) -> Option<Change> {
    let noun = view.left(b.first, 2);
    let opens = |back: usize| matches!(view.left(b.first, back), "a" | "an") && view.left(b.first, back + 1) == ",";
    let moving = directions::is_noun(noun);
    (view.left(b.first, 1) == "of" && moving && (opens(3) || opens(4))).then(|| direction(noun)).flatten()
}

/// "A tenth of its staff, about 1,400 people": what the share comes to in heads.
fn share_in_heads(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let share = a.form == Form::Fraction || a.unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
    let beside = view.left(b.first, 1) == "," || view.left(b.first, 1) == "or";
    let whole = b.noun.as_ref().is_some_and(|noun| noun.head < b.tokens.end + 4 && noun.tokens.start >= b.tokens.end);
    share
        && beside
        && whole
        && b.unit.is_none()
        && (b.persons || b.kind == FigureKind::Jobs)
        && view.right(a.tokens.end, 0) == "of"
        && b.first <= a.tokens.end + 6
        && clear(view, a, b)
}

/// "Lost some 1,300 tanks and upwards of 2,500 trucks": one verb moves both counts.
fn coordinated(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let counts = |q: &Quantity| {
        q.unit.is_none()
            && matches!(q.form, Form::Number | Form::Vague)
            && q.noun.as_ref().is_some_and(|noun| noun.tokens.start >= q.tokens.end)
    };
    let end = a.noun.as_ref().map_or(a.tokens.end, |noun| noun.head + 1);
    counts(a)
        && counts(b)
        && a.sentence == b.sentence
        && b.first == end + 1
        && matches!(view.lower(end), "and" | "or")
        && direction(view.left(a.first, 1)).is_some()
}
