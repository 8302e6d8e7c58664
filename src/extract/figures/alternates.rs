//! Two measures of one thing: "3 cents, or 1.2%", "$2bn (£1.6bn)", "1.3 million people, or one in twelve". The second follows the first in
//! what it measures and how it moved.

use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::vocabulary::FigureRole;

/// Whether `b` says once more, in another unit, what `a` said.
pub(super) fn restates(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    if a.sentence != b.sentence || b.unit.is_none() || a.role == FigureRole::Time || b.role == FigureRole::Time {
        return false;
    }
    let forms = |q: &Quantity| matches!(q.form, Form::Number | Form::Fraction);
    let same = a.unit.map(|unit| unit.name) == b.unit.map(|unit| unit.name) && a.per.is_some() == b.per.is_some();
    if !forms(a) || !forms(b) || same || !kin(a, b) {
        return false;
    }
    let end = a.noun.as_ref().filter(|noun| noun.head >= a.tokens.end).map_or(a.tokens.end, |noun| noun.head + 1);
    // A rate stands behind its base ("$2 a share, or …").
    let end = if a.per.is_some() && b.first > end + 2 && matches!(view.lower(end), "a" | "an" | "per" | "each") {
        end + 2
    } else {
        end
    };
    match b.first.checked_sub(end) {
        Some(1) => matches!(view.lower(end), "or" | "("),
        Some(2) => view.lower(end) == "," && matches!(view.lower(end + 1), "or"),
        _ => false,
    }
}

/// Dimensions that can tell the same thing.
fn kin(a: &Quantity, b: &Quantity) -> bool {
    let share = |dimension| matches!(dimension, Dimension::Percent | Dimension::Points);
    let Some(second) = b.unit.map(|unit| unit.dimension) else { return false };
    match a.unit.map(|unit| unit.dimension) {
        None => share(second),
        Some(first) => {
            first == second
                || share(second) && first != Dimension::Duration
                || share(first) && second == Dimension::Money
                || first == Dimension::Index && share(second)
        }
    }
}
