//! A word of change right behind a figure: "18% higher", "a 5% cut", "7% below the previous quarter". Must not know what stands before it.

use super::directions::{self, direction, earlier};
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
    let rated = q.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points));
    let based = rated && matches!(then, "the" | "its" | "a" | "last" | "their") && earlier(view, end + 1);
    match next {
        "below" if based => return Some(Change::Down),
        "above" if based => return Some(Change::Up),
        _ => {}
    }
    let worse = next == "worse" || then == "worse";
    if worse {
        return Some(Change::Down);
    }
    // "a 5% pay rise".
    if rated
        && !super::nouns::closed(next)
        && view.word(end)
        && let Some(way) = direction(then).filter(|_| directions::is_noun(then))
    {
        return Some(way);
    }
    None
}
