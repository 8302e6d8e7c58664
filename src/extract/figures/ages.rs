//! Ages: "18-month-old", "Roe, 47,", "aged 47", "a boy of five", "adults under 30".

use super::lexer::Shape;
use super::nouns;
use super::quantity::{Form, Quantity};
use super::units::{self, Dimension};
use super::view::View;
use crate::extract::types::Value;
use crate::vocabulary::{Bound, FigureKind};

/// Ages: "18-month-old", "Roe, 47,", "aged 47", "a boy of five". Returns whether the quantity is one.
pub(super) fn age(view: View<'_>, q: &mut Quantity) -> bool {
    let end = q.tokens.end;
    let duration = q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration);
    if duration {
        let old = (0..=1).find(|on| matches!(view.right(end, *on), "old" | "olds"));
        let of_age = view.right(end, 0) == "of" && view.right(end, 1) == "age";
        let stop = match old {
            Some(0) => Some(end + 1),
            Some(1) if matches!(view.right(end, 0), "-") => Some(end + 2),
            _ => of_age.then_some(end + 2),
        };
        let Some(stop) = stop else { return false };
        q.core = q.core.cover(view.doc.token(stop - 1).span);
        q.tokens.end = stop;
        q.hyphen = old == Some(1);
        return aged(q, false);
    }
    if q.unit.is_some() || q.number.scale > 0 || q.one() > 120.0 || q.one() < 1.0 || q.form != Form::Number {
        return false;
    }
    if matches!(view.right(end, 0), "yo" | "y.o." | "y/o") {
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
        return aged(q, true);
    }
    let first = q.first;
    let (one, two, three) = (view.left(first, 1), view.left(first, 2), view.left(first, 3));
    let word = matches!(one, "aged" | "age" | "ages")
        || (matches!(one, "of" | "between" | "from" | "at") && matches!(two, "age" | "ages" | "aged"))
        || (matches!(q.value, Value::Two(..))
            && (matches!(one, "aged" | "ages")
                || matches!(two, "aged" | "ages")
                || (matches!(two, "of") && matches!(three, "ages" | "age"))
                || (one == "of" && matches!(two, "ages" | "age"))))
        || (matches!(one, "turned" | "turns" | "turning")
            && nouns::after(view, end, false).is_none()
            && q.one() >= 13.0);
    // "Two children aged six and nine".
    let second = one == "and"
        && (matches!(three, "aged" | "ages") || view.left(first, 4) == "aged" && two == ",")
        && nouns::after(view, end, false).is_none();
    let word = word || second;
    if word {
        if matches!(one, "of" | "between" | "from") && matches!(two, "age" | "ages" | "aged")
            || two == "of" && three == "ages"
        {
            // "between the ages of 18 and 29": the whole phrase is the figure.
            let mut back = if two == "of" { 3 } else { 2 };
            if view.left(first, back + 1) == "the" {
                back += 1;
            }
            if view.left(first, back + 1) == "between" {
                back += 1;
            }
            if matches!(q.value, Value::Two(..)) {
                q.first = first - back;
                q.span = view.span(q.first..first).cover(q.span);
            }
        }
        if one == "of" && two == "age" && q.bound == Bound::Equal {
            // "Children under the age of five".
            let back = if three == "the" { 4 } else { 3 };
            let limit = match view.left(first, back) {
                "under" | "below" => Some(Bound::Under),
                "over" | "above" => Some(Bound::Over),
                _ => None,
            };
            if let Some(limit) = limit {
                q.bound = limit;
                q.first = first - back;
                q.span = view.span(q.first..first).cover(q.span);
            }
        }
        return aged(q, true);
    }
    let whole = q.one().fract() == 0.0 && matches!(q.value, Value::One(_));
    // "adults under 30", "voters over 65"
    let limit = matches!(q.bound, Bound::Under | Bound::Over)
        && first > 0
        && (q.number.shape == Shape::Plain(2)
            // "children under five": too few to count children.
            || (whole && matches!(one, "children" | "kids" | "babies" | "infants" | "toddlers" | "boys" | "girls")
                && nouns::after(view, end, false).is_none()));
    if limit && nouns::persons(one) && view.word(first - 1) {
        return aged(q, true);
    }
    let whole_number =
        q.one().fract() == 0.0 && matches!(q.value, Value::One(_)) && matches!(q.number.shape, Shape::Plain(2));
    let person_is = matches!(one, "is" | "was" | "'s" | "’s") && matches!(two, "who" | "he" | "she");
    if whole_number
        && person_is
        && q.one() >= 13.0
        && matches!(view.right(end, 0), "" | "." | "," | ")" | ";" | "and" | "when")
    {
        return aged(q, true);
    }
    // "since I was six"
    let speaker_was = one == "was" && two == "i" && whole && q.one() >= 3.0 && q.bound == Bound::Equal;
    if speaker_was && matches!(view.right(end, 0), "" | "." | "," | "”" | "\"" | "and" | "when") {
        return aged(q, true);
    }
    // "a boy of five"
    if whole
        && one == "of"
        && nouns::person(two)
        && !parent(two)
        && nouns::after(view, end, false).is_none()
        && q.one() < 100.0
    {
        return aged(q, true);
    }
    // "Mary Roe, 47, said": a name in front, a comma or the end behind.
    let plain = matches!(q.number.shape, Shape::Plain(1..=3));
    let name = one == ","
        && first >= 2
        && view.word(first - 2)
        && view.capital(first - 2)
        && !super::calendar::month(view, first - 2);
    let two_names =
        name && first >= 3 && (view.capital(first - 3) || matches!(three, "mr" | "mrs" | "ms" | "." | "of" | "the"));
    // "Her grandmother, 74, said", "the striker, 23, signed": who it is told by a noun.
    let role = one == "," && nouns::person(two) && view.right(end, 0) == "," && q.one() >= 3.0;
    if role && whole && q.number.shape == Shape::Plain(2) && q.bound == Bound::Equal {
        return aged(q, true);
    }
    // "The median age of its residents is 47".
    let mean = (2..=9).any(|back| {
        view.left(first, back) == "age"
            && matches!(view.left(first, back + 1), "median" | "average" | "mean" | "retirement" | "pension")
    });
    if mean && matches!(one, "is" | "was" | "to" | "of" | "at" | "from") && nouns::after(view, end, false).is_none() {
        return aged(q, true);
    }
    let closes = matches!(view.right(end, 0), "," | "." | ";" | ")" | "”" | "")
        || matches!(view.right(end, 0), "who" | "of" | "from" | "was" | "and");
    if plain
        && whole
        && q.bound == Bound::Equal
        && name
        && closes
        && q.one() >= 3.0
        && (two_names || view.right(end, 0) == ",")
    {
        return aged(q, true);
    }
    false
}

fn aged(q: &mut Quantity, years: bool) -> bool {
    if years {
        q.unit = Some(units::YEARS);
    }
    q.form = Form::Age;
    q.kind = FigureKind::Age;
    q.span = q.span.cover(q.core);
    true
}

/// Who has the children that "of three" counts.
pub(super) fn parent(lower: &str) -> bool {
    matches!(lower, "mother" | "father" | "parent" | "parents" | "mum" | "dad" | "mom" | "grandmother" | "grandfather")
}
