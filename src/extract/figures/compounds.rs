//! Compound measures in the smaller unit: "6ft 5in", "3 hours and 20 minutes", "6-foot-2", "12 years and six months".

use super::nouns;
use super::quantity::Quantity;
use super::units;
use super::view::View;
use crate::extract::types::Value;

/// "6ft 5in", "3 hours and 20 minutes", in the smaller unit.
pub(super) fn compound(view: View<'_>, a: &mut Quantity, b: &Quantity, gap: &str) -> bool {
    let (Some(bigger), Some(smaller)) = (a.unit, b.unit) else { return false };
    let Some(worth) = units::compound(bigger.name, smaller.name) else { return false };
    // "For 12 years and six months" is one term; "21 years and six months in the future" is told in two.
    let calendar = matches!(bigger.name, "years" | "weeks" | "days");
    let headed = matches!(
        view.left(a.tokens.start, 1),
        "for"
            | "of"
            | "to"
            | "after"
            | "in"
            | "lasted"
            | "took"
            | "takes"
            | "served"
            | "aged"
            | "than"
            | "within"
            | ","
    );
    if calendar && !headed {
        return false;
    }
    if !matches!(gap, "" | "and" | ",") || b.one() >= worth || view.left(a.tokens.start, 1) == "between" {
        return false;
    }
    a.value = Value::One(a.one() * worth + b.one());
    a.unit = Some(smaller);
    a.core = a.core.cover(b.core);
    a.span = a.core;
    a.tokens = a.tokens.start..b.tokens.end;
    true
}

/// "6-foot-2", "5 ft 2 in", "stands 6 feet 2": inches without a unit of their own.
pub(super) fn feet_and(view: View<'_>, a: &mut Quantity, b: &Quantity, gap: &str) -> bool {
    let small = b.unit.is_none() && b.small_whole() && b.one() < 12.0 && a.one().fract() == 0.0;
    if !small || a.unit != Some(units::FEET) || !matches!(gap, "" | "-") {
        return false;
    }
    let mut end = b.tokens.end;
    if gap.is_empty() {
        let (next, then) = (view.right(end, 0), view.right(end, 1));
        if next == "in"
            && !matches!(then, "the" | "a" | "an" | "his" | "her" | "their" | "its")
            && !view.capital(end + 1)
        {
            end += 1;
        } else if nouns::after(view, end, false).is_some() {
            return false;
        }
    }
    a.value = Value::One(a.one() * 12.0 + b.one());
    a.unit = Some(units::INCHES);
    a.core = a.core.cover(view.span(b.tokens.start..end));
    a.span = a.core;
    a.tokens = a.tokens.start..end;
    true
}
