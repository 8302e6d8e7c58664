//! Points and folds: "a half-point move", "quarter-point", "10-fold", "three times higher". Owns the comparatives.

use super::lexer::Shape;
use super::quantity::{Form, Quantity};
use super::units;
use super::view::View;
use crate::extract::types::Value;
use crate::span::Span;

/// Comparatives that make "three times" a multiple, and "a third" a part.
pub(super) fn comparative(lower: &str) -> bool {
    matches!(
        lower,
        "higher"
            | "lower"
            | "more"
            | "less"
            | "fewer"
            | "larger"
            | "bigger"
            | "smaller"
            | "greater"
            | "faster"
            | "slower"
            | "longer"
            | "cheaper"
            | "shorter"
            | "stronger"
            | "heavier"
            | "likelier"
            | "worse"
            | "better"
            | "older"
            | "younger"
            | "wider"
            | "deeper"
            | "richer"
            | "costlier"
    )
}

/// "A half-point move", "2.5 points".
pub(super) fn points(text: &str, q: &mut Quantity, at: usize) {
    let Some(start) = units::skip_gap(text, at) else { return };
    let Some(end) = units::word_ends(text, start).first().copied() else { return };
    let form = text.get(start..end).unwrap_or_default();
    if !(form.eq_ignore_ascii_case("point") || form.eq_ignore_ascii_case("points")) || start == q.core.end as usize {
        return;
    }
    let unit = match q.number.shape {
        Shape::Fraction => units::PERCENTAGE_POINTS,
        Shape::Digits if q.number.value.fract() != 0.0 => units::INDEX_POINTS,
        _ => return,
    };
    q.unit = Some(unit);
    q.hyphen = text.as_bytes().get(q.core.end as usize) == Some(&b'-');
    q.core = Span::of(q.core.start as usize, end);
}

/// "Quarter-point", "quarter mile": an ordinal word that is a part of a unit.
pub(super) fn part_of_a_unit(text: &str, q: &mut Quantity) {
    let form = text.get(q.number.span.start as usize..q.number.span.end as usize).unwrap_or_default();
    if !form.eq_ignore_ascii_case("quarter") {
        return;
    }
    let end = q.core.end as usize;
    let of_a_point = ["-point", "-percentage-point", " percentage point", "-percentage point"];
    if of_a_point.iter().any(|suffix| text.get(end..).is_some_and(|tail| tail.starts_with(suffix))) {
        q.form = Form::Number;
        q.value = Value::One(0.25);
        q.unit = Some(units::PERCENTAGE_POINTS);
        q.hyphen = true;
        let point = text.get(end..).and_then(|tail| tail.find("point")).map_or(end, |at| end + at + 5);
        q.core = Span::of(q.core.start as usize, point);
    }
}

/// "10-fold", "tenfold" as two words.
pub(super) fn fold_suffix(text: &str, q: &mut Quantity) {
    let end = q.core.end as usize;
    let tail = text.get(end..).unwrap_or_default();
    for suffix in ["-fold", " fold", "fold"] {
        if tail.starts_with(suffix)
            && !tail.get(suffix.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
        {
            fold(q);
            q.core = Span::of(q.core.start as usize, end + suffix.len());
            return;
        }
    }
}

/// "Three times higher", "four times as many": a multiple.
pub(super) fn times(view: View<'_>, q: &mut Quantity) {
    let end = q.tokens.end;
    if q.form != Form::Number || view.right(end, 0) != "times" {
        return;
    }
    let next = view.right(end, 1);
    let large = q.one() >= 1000.0;
    let clause = next == "that" && !matches!(view.right(end, 2), "of" | "" | "." | ",");
    if large || clause {
        return;
    }
    if comparative(next)
        || matches!(
            next,
            "oversubscribed" | "as" | "the" | "that" | "what" | "its" | "their" | "his" | "her" | "faster"
        )
    {
        fold(q);
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
    }
}

/// Makes a quantity a multiple.
pub(super) fn fold(q: &mut Quantity) {
    q.form = Form::Fold;
    q.unit = Some(units::FOLD);
}

/// "Lost 240 points to 27,110": the points of an index, and the level it closed at.
pub(super) fn of_an_index(view: View<'_>, all: &mut [Quantity]) {
    for index in 0..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let Some(q) = tail.first_mut().filter(|q| q.unit.is_none() && q.form == Form::Number) else { continue };
        let end = q.tokens.end;
        if matches!(view.right(end, 0), "points" | "point") && indexed(view, q) {
            q.unit = Some(units::INDEX_POINTS);
            q.core = q.core.cover(view.doc.token(end).span);
            q.span = q.span.cover(q.core);
            q.tokens.end = end + 1;
        } else if matches!(view.left(q.first, 1), "to" | "at")
            && head.iter().rev().take(2).any(|a| a.sentence == q.sentence && a.unit == Some(units::INDEX_POINTS))
            && !view.word_after_is_noun(end)
            || q.one() >= 1000.0
                && view.left(q.first, 1) == "at"
                && matches!(
                    view.left(q.first, 2),
                    "lower" | "higher" | "down" | "up" | "flat" | "closed" | "ended" | "finished"
                )
                && indexed(view, q)
        {
            q.unit = Some(units::INDEX_POINTS);
        }
    }
}

/// A stock index within reach, in the same sentence.
fn indexed(view: View<'_>, q: &Quantity) -> bool {
    let named = |lower: &str| {
        matches!(
            lower,
            "dow"
                | "nasdaq"
                | "s&p"
                | "ftse"
                | "nikkei"
                | "dax"
                | "cac"
                | "stoxx"
                | "sensex"
                | "nifty"
                | "kospi"
                | "topix"
                | "asx"
                | "index"
                | "composite"
                | "average"
                | "hang"
                | "bovespa"
                | "ibex"
                | "tsx"
                | "benchmark"
        )
    };
    (1..=14).any(|back| named(view.left(q.first, back))) || (1..=8).any(|on| named(view.right(q.tokens.end, on)))
}
/// "Slipped two points", "rose three places": steps of a poll or a table.
pub(super) fn steps(view: View<'_>, q: &Quantity) -> bool {
    q.noun.as_ref().is_some_and(|noun| {
        noun.tokens.start >= q.tokens.end
            && matches!(view.lower(noun.head), "points" | "places" | "spots" | "notches" | "point" | "place")
    })
}
