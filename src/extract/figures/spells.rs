//! Durations that only say when another figure held ("in the past three years"), and the superlatives they follow.

use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;

/// A duration that only says when another figure held.
pub(super) fn only_when(view: View<'_>, q: &Quantity, others: bool) -> bool {
    if q.form == Form::Age || !q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration) || q.hyphen {
        return false;
    }
    let right = view.right(q.tokens.end, 0);
    if matches!(right, "ago" | "earlier" | "later" | "hence" | "ended" | "ending" | "into") {
        return true;
    }
    if matches!(right, "before" | "after") {
        return !matches!(view.left(q.first, 1), "lasted" | "took" | "takes" | "last" | "lasting" | "for" | "spent");
    }
    if right == "from" && matches!(view.right(q.tokens.end, 1), "now" | "today")
        || right == "to" && super::calendar::month(view, q.tokens.end + 1)
    {
        return true;
    }
    // The words right before the number, "just" and articles apart.
    let mut at = q.tokens.start;
    while matches!(view.left(at, 1), "just" | "only" | "the" | "a" | "about" | "nearly" | "almost" | "some" | "around")
    {
        at -= 1;
    }
    // A race is run "in 9.87 seconds"; that is its result.
    if view.left(at, 1) == "in" && q.one().fract() != 0.0 && q.unit.is_some_and(|unit| unit.name == "seconds") {
        return false;
    }
    match view.left(at, 1) {
        "past" | "last" | "first" | "next" | "previous" | "coming" | "final" | "preceding" | "recent" | "opening"
        | "every" => true,
        "in" | "during" | "throughout" => true,
        "than" => view.left(at, 3) == "in" || view.left(at, 3) == "over",
        // "40,000 over three years", "Over five years, …" say when; "to be phased in over four years" is a figure.
        "over" => others && (view.left(at, 2).is_empty() || numeric(view, at - 2)),
        // "the biggest for nine years"
        "for" | "since" => (2..14).any(|back| superlative(view.left(at, back))),
        _ => false,
    }
}

fn numeric(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    lower.starts_with(|c: char| c.is_ascii_digit())
        || matches!(lower, "million" | "billion" | "trillion" | "percent" | "thousand" | "%" | "jobs" | "people")
}

/// Words that make a record.
pub(super) fn superlative(lower: &str) -> bool {
    matches!(
        lower,
        "highest"
            | "biggest"
            | "largest"
            | "deadliest"
            | "worst"
            | "heaviest"
            | "steepest"
            | "most"
            | "lowest"
            | "smallest"
            | "weakest"
            | "fewest"
            | "best"
            | "fastest"
            | "slowest"
            | "strongest"
            | "hottest"
            | "coldest"
            | "longest"
    )
}
