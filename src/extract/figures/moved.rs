//! A word of change right behind a figure: "18% higher", "a 5% cut", "7% below the previous quarter". Must not know what stands before it.

use super::change::direction;
use super::quantity::Quantity;
use super::units::Dimension;
use super::view::View;
use crate::vocabulary::{Change, FigureKind};

/// A word of change right after a figure.
pub(super) fn following(view: View<'_>, q: &Quantity, end: usize) -> Option<Change> {
    // "11 cents a gallon dearer": past the base of the rate.
    let rate = q.per.is_some()
        && matches!(view.right(end, 0), "a" | "an" | "per")
        && matches!(view.right(end, 2), "dearer" | "cheaper" | "higher" | "lower" | "more" | "less");
    let end = if rate { end + 2 } else { end };
    let (next, then) = (view.right(end, 0), view.right(end, 1));
    if q.unit.is_none() && q.kind != FigureKind::Jobs {
        return None;
    }
    if let Some(way) = direction(next).filter(|_| !matches!(next, "contract" | "contracts")) {
        let rated = !matches!(next, "up" | "off" | "down")
            || q.unit.is_some_and(|unit| {
                matches!(unit.dimension, Dimension::Percent | Dimension::Points | Dimension::Money | Dimension::Index)
            });
        let verb_of_others = matches!(next, "cut" | "cuts" | "lost" | "raised" | "fell" | "rose" | "grew" | "dropped");
        let particle_to = matches!(next, "up" | "down") && matches!(then, "to" | "for");
        let loss = next == "loss" && q.unit.is_some_and(|unit| unit.dimension == Dimension::Money);
        if loss || matches!(next, "more" | "less" | "fewer") && view.right(end, 1) == "or" {
            return None;
        }
        return (rated && !verb_of_others && !particle_to)
            .then_some(way)
            .or_else(|| (matches!(next, "cut") && q.unit.is_some()).then_some(Change::Down));
    }
    if matches!(next, "was" | "were" | "been") && matches!(then, "lost" | "shed" | "slashed" | "wiped") {
        return Some(Change::Down);
    }
    // "7% below the previous quarter": the base is the same thing earlier.
    let earlier = matches!(then, "the" | "its" | "a" | "last" | "their")
        && (1..=3).any(|on| matches!(view.right(end, on), "previous" | "last" | "prior" | "earlier" | "preceding"))
        && q.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points));
    match next {
        "below" if earlier => return Some(Change::Down),
        "above" if earlier => return Some(Change::Up),
        _ => {}
    }
    let worse = next == "worse" || then == "worse";
    if worse {
        return Some(Change::Down);
    }
    // "a 5% pay rise".
    let rated = q.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points));
    if rated
        && !super::nouns::closed(next)
        && view.word(end)
        && let Some(way) = direction(then).filter(|_| {
            matches!(
                then,
                "rise"
                    | "increase"
                    | "cut"
                    | "drop"
                    | "fall"
                    | "reduction"
                    | "decline"
                    | "hike"
                    | "growth"
                    | "jump"
                    | "surge"
                    | "decrease"
            )
        })
    {
        return Some(way);
    }
    None
}
