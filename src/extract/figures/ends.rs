//! The two ends of a change told by two figures: "from 9 to 12", "120, up from 116", "fell 3 cents, or 1.2%, to $24.50"; and lists whose
//! items move alike.

use super::alternates::restates;
use super::apposed;
use super::directions::{before, direction};
use super::quantity::{Form, Part, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::extract::types::Value;
use crate::text::Pos;
use crate::vocabulary::{Change, FigureRole};

/// Fills in what one figure says of the next.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    apart(view, all);
    restated(view, all);
    pairs(view, all);
    listed(view, all);
    apposed::assign(view, all);
}

/// "Declined from 58 percent in the last poll to 55 percent": the two ends with words between them.
fn apart(view: View<'_>, all: &mut [Quantity]) {
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first_mut()) else { continue };
        let ends = a.sentence == b.sentence
            && view.left(a.first, 1) == "from"
            && view.left(b.first, 1) == "to"
            && b.first.saturating_sub(a.tokens.end) <= 9
            && b.unit.is_some()
            && a.unit.map(|unit| unit.name) == b.unit.map(|unit| unit.name);
        if ends
            && matches!((a.value, b.value), (Value::One(_), Value::One(_)))
            && let Some((way, _)) = before(view, a.first, 6)
        {
            a.part = Some(Part::Prior);
            a.change = None;
            b.part = Some(Part::Result);
            b.change = Some(way);
        }
    }
}

/// "Fell 3 cents, or 1.2%", "rose to $2bn (£1.6bn)": both tellings have moved alike.
fn restated(view: View<'_>, all: &mut [Quantity]) {
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(b)) = (head.last(), tail.first_mut()) else { continue };
        if b.change.is_none() && b.part.is_none() && (a.change.is_some() || a.part.is_some()) && restates(view, a, b) {
            b.change = a.change;
            b.part = a.part;
        }
    }
    // "Dropped by almost 9 per cent, to 1,187 offences": what the amount led to.
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(c)) = (head.last(), tail.first_mut()) else { continue };
        let reached = view.left(c.first, 1) == "to" && view.left(c.first, 2) == "," && c.first == a.tokens.end + 2;
        if reached && a.change.is_some() && a.part.is_none() && c.change.is_none() && c.part.is_none() {
            c.change = a.change;
            c.part = Some(Part::Result);
        }
    }
    // "Fell 3 cents, or 1.2%, to $24.50": what both tellings led to.
    for index in 2..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let ([.., a, b], Some(c)) = (&*head, tail.first_mut()) else { continue };
        let reached = view.left(c.first, 1) == "to" && view.left(c.first, 2) == "," && c.sentence == b.sentence;
        if reached
            && c.change.is_none()
            && c.part.is_none()
            && a.part.is_none()
            && restates(view, a, b)
            && c.first <= b.tokens.end + 2
        {
            c.change = b.change;
            c.part = c.change.map(|_| Part::Result);
        }
    }
}

/// "fell by 17 percent in Norden, 5 percent in Sund and 4 percent in Lorvane": later items move as the first.
fn listed(view: View<'_>, all: &mut [Quantity]) {
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(b)) = (head.last(), tail.first_mut()) else { continue };
        let rated = a.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points))
            && a.unit.map(|unit| unit.name) == b.unit.map(|unit| unit.name);
        let apart = b.first.saturating_sub(a.tokens.end);
        if !rated
            || a.sentence != b.sentence
            || b.change.is_some()
            || a.change.is_none()
            || a.part == Some(Part::Result)
            || b.part.is_some()
            || !(1..=8).contains(&apart)
        {
            continue;
        }
        let verbless = (a.tokens.end..b.first).all(|token| {
            !matches!(view.doc.token(token).pos, Pos::Verb | Pos::Aux | Pos::Pron)
                && !matches!(view.lower(token), "of" | "to" | "from" | "than" | "against" | "with" | "(" | ".")
        });
        let comma = matches!(view.left(b.first, 1), "," | "and" | ";");
        if verbless && comma {
            b.change = a.change;
        }
    }
}

/// "X, up from Y", "X compared with Y": the two ends of a change told as neighbours.
fn pairs(view: View<'_>, all: &mut [Quantity]) {
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first_mut()) else { continue };
        if a.sentence != b.sentence || a.role == FigureRole::Time || b.role == FigureRole::Time {
            continue;
        }
        let (one, two) = (view.left(b.first, 1), view.left(b.first, 2));
        if one == "from"
            && let Some(way) = direction(two)
            && matches!(two, "up" | "down" | "rise" | "increase" | "drop" | "fall" | "decline" | "jump" | "reduction")
            && comparable(a, b)
        {
            a.change = a.change.or(Some(way));
            a.part = a.part.or(Some(Part::Result));
            b.part = Some(Part::Prior);
            b.change = None;
        }
        // "Turnout was 61.8 percent, up 4.3 points": the value has moved by the amount.
        let by = matches!(one, "up" | "down")
            && two == ","
            && b.first == a.tokens.end + 2
            && b.unit.is_some_and(|unit| {
                matches!(unit.dimension, Dimension::Percent | Dimension::Points | Dimension::Money | Dimension::Index)
            });
        if by && a.change.is_none() && a.part.is_none() && matches!(a.form, Form::Number) {
            a.change = direction(one);
            a.part = a.change.map(|_| Part::Result);
        }
        if b.part == Some(Part::Result) && a.part == Some(Part::Prior) {
            a.change = None;
            if b.change.is_none() {
                b.change = Some(if b.one() >= a.one() { Change::Up } else { Change::Down });
            }
        }
    }
}

/// Same unit and no part of a whole: one may be the other's old value.
pub(super) fn comparable(a: &Quantity, b: &Quantity) -> bool {
    a.unit.map(|unit| unit.name) == b.unit.map(|unit| unit.name)
        || b.unit.is_none() && a.unit.is_none()
        || (a.unit.is_none() != b.unit.is_none() && (a.bare() || b.bare()))
}
