//! Odds and shares told by two numbers: "one in five", "four out of ten", "one resident in four", "$4 of every $5". Owns which pairs are a part of a
//! whole; must not know ranges or scores.

use super::lexer::Shape;
use super::nouns;
use super::quantity::{Form, Quantity};
use super::units::{self, Dimension};
use super::view::View;
use crate::extract::types::Value;
use crate::text::Pos;

/// "One in five", "four out of ten": percent.
pub(super) fn odds(view: View<'_>, a: &mut Quantity, b: &Quantity, gap: &str) -> bool {
    let (part, whole) = (a.one(), b.one());
    let whole_fits = b.unit.is_none()
        && b.form == Form::Number
        && !b.prefixed
        && whole.fract() == 0.0
        && part < whole
        && !matches!(b.number.shape, Shape::Single);
    let round = whole <= 20.0 || whole % 10.0 == 0.0 && (part <= 20.0 && gap != "out of" || part <= 9.0);
    if !whole_fits
        || !a.small_whole()
        || !round
        || part < 1.0
        || units::after(view.doc.text(), b.core.end as usize)
            .is_some_and(|found| found.unit.dimension == Dimension::Duration)
    {
        return false;
    }
    if gap == "in" && part > 20.0 || gap == "over" && part > 1.0 {
        return false;
    }
    a.form = Form::Fraction;
    a.unit = Some(units::PERCENT);
    a.value = Value::One(part / whole * 100.0);
    a.number.shape = Shape::Fraction;
    a.core = a.core.cover(b.core);
    a.span = a.core;
    a.tokens = a.tokens.start..b.tokens.end;
    true
}

/// "One resident in four", "one voter in ten": the group that the odds are told of stands inside; "one goal in four games" counts.
pub(super) fn one_of_a_group(view: View<'_>, a: &mut Quantity, b: &Quantity, gap: &str) -> bool {
    let head = a.tokens.end;
    let fits = a.one() == 1.0
        && a.bare()
        && b.bare()
        && b.small_whole()
        && gap.split(' ').count() == 2
        && b.tokens.start == head + 2
        && (nouns::person(view.lower(head)) || GROUPS.contains(&view.lower(head)))
        && nouns::after(view, b.tokens.end, false)
            .is_none_or(|noun| noun.head > b.tokens.end || acts(view, b.tokens.end));
    if fits {
        a.noun = Some(nouns::Noun { tokens: head..head + 1, head });
    }
    fits
}

/// Things that odds are told of, besides persons.
const GROUPS: [&str; 15] = [
    "birth",
    "business",
    "case",
    "company",
    "death",
    "family",
    "firm",
    "flat",
    "home",
    "hospital",
    "household",
    "job",
    "pregnancy",
    "school",
    "vehicle",
];

/// "Misses school", "tests positive": a verb that looks like a plural; what it acts on follows at once. A noun has its verb there, or a preposition.
fn acts(view: View<'_>, at: usize) -> bool {
    let Some(token) = view.doc.tokens.get(at) else { return false };
    let next = view.right(at + 1, 0);
    let object = !next.is_empty()
        && view.doc.tokens.get(at + 1).is_some_and(|next| {
            matches!(next.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det | Pos::Pron | Pos::Num)
        });
    view.lower(at).ends_with('s') && (token.pos == Pos::Verb || object || !nouns::plural(view, at))
}

/// "$4 of every $5": a share of the money.
pub(super) fn shilling(a: &mut Quantity, b: &Quantity) -> bool {
    let money = a.unit.is_some_and(|unit| unit.dimension == Dimension::Money) && a.unit == b.unit;
    if !money || a.one() >= b.one() || a.one() <= 0.0 || b.one() > 1000.0 {
        return false;
    }
    a.form = Form::Fraction;
    a.value = Value::One(a.one() / b.one() * 100.0);
    a.unit = Some(units::PERCENT);
    a.number.shape = Shape::Fraction;
    a.core = a.core.cover(b.core);
    a.span = a.core;
    a.tokens = a.tokens.start..b.tokens.end;
    true
}
