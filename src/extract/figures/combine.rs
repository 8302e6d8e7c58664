//! Two numbers that are one figure: ranges with a shared scale, scores, odds, compound measures; and two ends of a change that are not.

use std::sync::LazyLock;

use super::compounds::{compound, feet_and};
use super::directions;
use super::lexer::Shape;
use super::nouns;
use super::odds::{odds, one_of_a_group, shilling};
use super::quantity::{Form, Part, Quantity};
use super::units::Dimension;
use super::view::View;
use super::words::{Words, set};
use crate::extract::types::Value;
use crate::vocabulary::Bound;

static SCORE_WORDS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/score_words.txt")));

/// Joins neighbours; the order is kept.
pub(super) fn combine(view: View<'_>, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for next in quantities {
        match out.pop() {
            None => out.push(next),
            Some(mut last) if last.sentence == next.sentence => {
                let joined = join(view, &mut last, &next, out.last());
                if joined {
                    out.push(last);
                } else {
                    let mut next = next;
                    share(view, &mut last, &mut next);
                    out.push(last);
                    out.push(next);
                }
            }
            Some(last) => {
                out.push(last);
                out.push(next);
            }
        }
    }
    out
}

/// The words between two quantities, when few: lower case, trimmed.
fn between(view: View<'_>, a: &Quantity, b: &Quantity) -> Option<String> {
    let gap = view.doc.text().get(a.core.end as usize..b.core.start as usize)?;
    (gap.len() <= 24).then(|| gap.trim().to_lowercase())
}

fn join(view: View<'_>, a: &mut Quantity, b: &Quantity, earlier: Option<&Quantity>) -> bool {
    let Some(gap) = between(view, a, b) else { return false };
    if matches!(a.value, Value::Two(..)) || matches!(b.value, Value::Two(..)) || !plain(a) || !plain(b) {
        return false;
    }
    if matches!(gap.as_str(), "of every" | "out of every" | "in every" | "out of") && shilling(a, b) {
        return true;
    }
    if compound(view, a, b, &gap) || feet_and(view, a, b, &gap) {
        return true;
    }
    if let Some(noun) = gap.strip_suffix(" to")
        && matches!(noun, "vote" | "votes" | "goals" | "goal" | "games" | "points" | "sets" | "frames" | "seats")
        && a.small_whole()
        && b.small_whole()
        && nouns::after(view, b.tokens.end, false).is_none_or(|noun| SCORE_WORDS.contains(view.lower(noun.head)))
        && view.left(a.tokens.start, 1) != "from"
        && directions::before(view, a.tokens.start, 2).is_none()
    {
        // "By 214 votes to 209", "five goals to three".
        a.noun = Some(nouns::Noun { tokens: a.tokens.end..a.tokens.end + 1, head: a.tokens.end });
        return score(a, b);
    }
    if gap.ends_with(" in") && one_of_a_group(view, a, b, &gap) {
        return odds(view, a, b, "in");
    }
    let spaced = gap.strip_suffix(" a").or_else(|| gap.strip_suffix(" an")).unwrap_or(&gap);
    match spaced {
        "-" | "–" | "—" | "−" | "~" | "‑" | "- to -" | "-to-" if next_set(a, b, earlier) => score(a, b),
        "-" | "–" | "—" | "−" | "~" | "‑" | "- to -" | "-to-" => dash(view, a, b),
        "to" | "- to" | "to about" | "to around" | "to more than" | "to over" | "to at least" | "to nearly"
        | "to almost" => to(view, a, b),
        "or" | "- or" if !listed(view, a, earlier) => {
            let close = a.one() < b.one() && b.one() <= a.one().max(1.0) * 10.0;
            close && same_measure(a, b, false) && !(a.unit.is_some() && b.unit.is_none()) && range(view, a, b)
        }
        "and" if view.left(a.tokens.start, 1) == "between" || view.left(a.tokens.start, 2) == "between" => {
            same_measure(a, b, true) && range(view, a, b)
        }
        "and" if matches!(view.left(a.tokens.start, 1), "of") && view.left(a.tokens.start, 2) == "ages" => {
            range(view, a, b)
        }
        "of" if b.one() == 10.0 && matches!(b.number.shape, Shape::Plain(2) | Shape::Words) => odds(view, a, b, "in"),
        "in" | "in every" | "out of" | "out of every" | "of every" | "-in-" | "over" => odds(view, a, b, &gap),
        _ => false,
    }
}

fn plain(q: &Quantity) -> bool {
    matches!(q.form, Form::Number | Form::Fold | Form::Fraction) && q.number.shape != Shape::Halved
}

/// "10, 20 or 25": a list, no range.
fn listed(view: View<'_>, a: &Quantity, earlier: Option<&Quantity>) -> bool {
    earlier.is_some_and(|e| {
        e.sentence == a.sentence && e.tokens.end + 1 == a.tokens.start && view.left(a.tokens.start, 1) == ","
    })
}

/// Same unit, or one of them without (which then takes the other's).
fn same_measure(a: &Quantity, b: &Quantity, loose: bool) -> bool {
    match (a.unit, b.unit) {
        (Some(x), Some(y)) => x.name == y.name,
        (None, None) => true,
        (None, Some(_)) => !b.prefixed || loose,
        (Some(_), None) => true,
    }
}

/// Makes `a` the range from a to b, scale and unit shared.
fn range(view: View<'_>, a: &mut Quantity, b: &Quantity) -> bool {
    let (mut low, high) = (a.one(), b.one());
    let scale = 10_f64.powi(i32::from(b.number.scale));
    if a.number.scale == 0 && b.number.scale > 0 && low.abs() < 1000.0 && low * scale <= high {
        low = format!("{low}e{}", b.number.scale).parse().unwrap_or(low);
    }
    a.unit = a.unit.or(b.unit);
    // A cold range may be told downwards ("from -18 to -34").
    a.value = if low <= high { Value::Two(low, high) } else { Value::Two(high, low) };
    a.bound = Bound::Range;
    a.number.scale = a.number.scale.max(b.number.scale);
    a.hyphen = b.hyphen;
    a.core = a.core.cover(b.core);
    a.span = a.core;
    a.tokens = a.tokens.start..b.tokens.end;
    a.form = if a.unit.is_some_and(|unit| unit.dimension == Dimension::Fold) { Form::Fold } else { a.form };
    if matches!(view.left(a.tokens.start, 1), "between" | "from") {
        a.first = a.tokens.start - 1;
    } else if view.left(a.tokens.start, 1) == "ages" || view.left(a.tokens.start, 2) == "ages" {
        a.first = a.tokens.start;
    }
    true
}

/// "40-45 seats", "4-1", "$1.1bn-1.3bn".
fn dash(view: View<'_>, a: &mut Quantity, b: &Quantity) -> bool {
    let measured = a.unit.is_some() || b.unit.is_some();
    let spaced = !view.touches(a.tokens.end.saturating_sub(1));
    if spaced
        && (!measured && a.one() >= b.one() || a.unit.is_some() != b.unit.is_some() && !b.bare() && a.unit.is_some())
    {
        return false;
    }
    if !measured && a.small_whole() && b.small_whole() && !spaced && (a.one() >= b.one() || tallied(view, a, b)) {
        return score(a, b);
    }
    if !same_measure(a, b, false)
        || a.one() * 10_f64.powi(i32::from(b.number.scale - a.number.scale).max(0)) > b.one() && a.one() > b.one()
    {
        return false;
    }
    range(view, a, b)
}

/// "7-6, 3-6, 6-1": behind one score, the next pair is one, too.
fn next_set(a: &Quantity, b: &Quantity, earlier: Option<&Quantity>) -> bool {
    a.small_whole()
        && b.small_whole()
        && a.one() <= 20.0
        && b.one() <= 20.0
        && earlier
            .is_some_and(|e| e.form == Form::Score && e.sentence == a.sentence && e.tokens.end + 1 == a.tokens.start)
}

fn score(a: &mut Quantity, b: &Quantity) -> bool {
    a.form = Form::Score;
    a.value = Value::Two(a.one(), b.one());
    a.bound = Bound::Equal;
    a.core = a.core.cover(b.core);
    a.span = a.core;
    a.tokens = a.tokens.start..b.tokens.end;
    true
}

/// Words of winning or voting close by, and nothing counted after.
fn tallied(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let near = (1..=4).any(|back| SCORE_WORDS.contains(view.left(a.tokens.start, back)))
        || (0..=1).any(|on| SCORE_WORDS.contains(view.right(b.tokens.end, on)));
    near && nouns::after(view, b.tokens.end, false).is_none_or(|noun| SCORE_WORDS.contains(view.lower(noun.head)))
}

/// "2 to 3 billion euros" is a range; "from 9 to 12" after a verb of change is not; "eight to one" is a tally.
fn to(view: View<'_>, a: &mut Quantity, b: &Quantity) -> bool {
    let moved = view.left(a.tokens.start, 1) == "from" || directions::before(view, a.tokens.start, 5).is_some();
    if !moved
        && !a.unit.is_some_and(|unit| unit.dimension == Dimension::Fold)
        && a.small_whole()
        && b.small_whole()
        && a.one() > b.one()
        && a.one() < 1000.0
    {
        return score(a, b);
    }
    if matches!(a.number.shape, Shape::Fold)
        || !same_measure(a, b, true)
        || (a.unit.is_some()
            && b.unit.is_none()
            && a.prefixed
            && b.number.scale == 0
            && nouns::after(view, b.tokens.end, false).is_some())
    {
        return false;
    }
    if tallied(view, a, b)
        && a.small_whole()
        && b.small_whole()
        && (1..=3).any(|back| SCORE_WORDS.contains(view.left(a.tokens.start, back)))
    {
        return score(a, b);
    }
    let from = view.left(a.tokens.start, 1) == "from" || view.left(a.tokens.start, 2) == "from";
    if from && changed(view, a) {
        return false;
    }
    // "Fell 3% to 120", "rose $1.20 to $78.40"; but "raised $2m to $3m", "costs $2 to $3" are ranges.
    let money = a.unit.is_some_and(|unit| unit.dimension == Dimension::Money);
    let moved_itself = money
        && b.prefixed
        && a.prefixed
        && directions::before(view, a.tokens.start, 2)
            .is_some_and(|(_, verb)| directions::moves_itself(view.lower(verb)));
    // "Widened by $4.3bn to $71.1bn": the amount and what it led to.
    let by_amount = a.unit.is_some() == b.unit.is_some()
        && view.left(a.tokens.start, 1) == "by"
        && directions::before(view, a.tokens.start, 3).is_some();
    if !from
        && (by_amount
            || a.unit.is_some() && !money && directions::before(view, a.tokens.start, 3).is_some()
            || moved_itself)
    {
        return false;
    }
    if a.one() > b.one()
        && a.number.scale >= b.number.scale
        && !a.unit.is_some_and(|unit| unit.dimension == Dimension::Temperature)
    {
        return false;
    }
    range(view, a, b)
}

/// A word of change before "from", past one comma at most ("to lift the quota again this year, from 9 to 12").
fn changed(view: View<'_>, a: &Quantity) -> bool {
    let from =
        if view.left(a.tokens.start, 1) == "from" { a.tokens.start - 1 } else { a.tokens.start.saturating_sub(2) };
    directions::before(view, from, 12).is_some()
        || view.left(from, 1) == "," && directions::before(view, from - 1, 16).is_some()
}

/// "More than 100 but fewer than 300 people", "above 2% and below 4%": two open bounds close a range.
pub(super) fn enclose(view: View<'_>, all: Vec<Quantity>) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::with_capacity(all.len());
    for b in all {
        match out.last_mut() {
            Some(a) if encloses(view, a, &b) => {
                let (low, high) = (a.one().min(b.one()), a.one().max(b.one()));
                a.unit = a.unit.or(b.unit);
                a.value = Value::Two(low, high);
                a.bound = Bound::Range;
                a.core = a.core.cover(b.core);
                a.span = a.span.cover(b.span);
                a.tokens = a.tokens.start..b.tokens.end;
                a.hyphen = b.hyphen;
            }
            _ => out.push(b),
        }
    }
    out
}

fn encloses(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let floor = |bound| matches!(bound, Bound::Over | Bound::AtLeast);
    let roof = |bound| matches!(bound, Bound::Under | Bound::AtMost);
    let opposite =
        floor(a.bound) && roof(b.bound) && a.one() < b.one() || roof(a.bound) && floor(b.bound) && b.one() < a.one();
    // As many as "up to 300" are a limit of their own.
    let worded = |q: &Quantity| !matches!(view.lower(q.first), "up" | "as" | "within");
    if a.sentence != b.sentence || !opposite || !same_measure(a, b, true) || !worded(a) || !worded(b) {
        return false;
    }
    let link = (a.tokens.end..b.first).map(|token| view.lower(token));
    let mut words = 0;
    for lower in link {
        words += 1;
        if words > 2 || !matches!(lower, "and" | "but" | "," | "yet") {
            return false;
        }
    }
    words > 0
}

/// What two neighbours that stay apart share: the two ends of a change, and units of hanging hyphens ("three- and five-door").
fn share(view: View<'_>, a: &mut Quantity, b: &mut Quantity) {
    let Some(gap) = between(view, a, b) else { return };
    if gap == "to" && a.form == Form::Number && b.form == Form::Number {
        let from = view.left(a.tokens.start, 1) == "from" || view.left(a.tokens.start, 2) == "from";
        if from && same_measure(a, b, true) {
            a.part = Some(Part::Prior);
            b.part = Some(Part::Result);
            if a.unit.is_none() {
                a.unit = b.unit;
            }
            if a.number.scale == 0 && b.number.scale > 0 && a.one() < 1000.0 {
                let scaled = format!("{}e{}", a.one(), b.number.scale).parse().unwrap_or(a.one());
                if scaled < b.one() * 10.0 {
                    a.value = Value::One(scaled);
                    a.number.scale = b.number.scale;
                }
            }
        }
    }
    if gap == "and" && elided(view, a, b) {
        a.unit = b.unit;
    }
    if matches!(gap.as_str(), "- and" | "- or") {
        a.unit = a.unit.or(b.unit);
        a.hyphen = b.hyphen;
    }
}

/// "45 and 50 litres", "fell 3 and 4 percent": the first takes the unit of the second. A count or a name before ("Article 5 and 10 percent") does not.
fn elided(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let measured = b.unit.is_some_and(|unit| {
        matches!(
            unit.dimension,
            Dimension::Percent
                | Dimension::Distance
                | Dimension::Mass
                | Dimension::Temperature
                | Dimension::Volume
                | Dimension::Area
                | Dimension::Speed
                | Dimension::Power
        )
    });
    let free = a.tokens.start.checked_sub(1).is_none_or(|before| !view.capital(before));
    measured
        && free
        && a.bare()
        && b.form == Form::Number
        && a.number.scale == b.number.scale
        && matches!(a.number.shape, Shape::Plain(1..=3) | Shape::Digits | Shape::Words)
        && a.one() > 0.0
        && a.one() <= b.one() * 10.0
        && b.one() <= a.one() * 10.0
        && matches!(a.value, Value::One(_))
        && matches!(b.value, Value::One(_))
        && !a.hyphen
        && !b.hyphen
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        super::super::words::assert_sorted(include_str!("lexicon/score_words.txt"));
    }
}
