//! Quantities told without a number: "none has died", "no arrests", "a hat-trick", "two boats, 11 rifles and a jeep", "half that number".

use super::fate;
use super::kind;
use super::lexer::{Number, Shape};
use super::nouns;
use super::quantity::{Form, Quantity};
use super::units;
use super::view::View;
use crate::extract::types::Value;
use crate::vocabulary::{Bound, FigureKind};

/// Adds them in place, order kept.
pub(super) fn add(view: View<'_>, all: Vec<Quantity>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    for index in 0..view.doc.sentences.len() {
        let Some(sentence) = view.doc.sentences.get(index) else { continue };
        for token in sentence.tokens.clone() {
            found.extend(told(view, token, index));
        }
    }
    for pair in all.windows(2) {
        if let [a, b] = pair {
            found.extend(last_of_list(view, a, b));
        }
    }
    if found.is_empty() {
        return all;
    }
    let mut all = all;
    all.append(&mut found);
    all.sort_by_key(|q| (q.tokens.start, q.tokens.end));
    all.dedup_by(|b, a| a.tokens.end > b.tokens.start);
    all
}

/// A quantity of `value` over some tokens.
fn worded(view: View<'_>, tokens: std::ops::Range<usize>, sentence: usize, value: f64) -> Quantity {
    let span = view.span(tokens.clone());
    let number = Number { span, value, shape: Shape::Words, scale: 0, article: false, bare_m: false };
    Quantity::new(number, span, tokens, sentence)
}

fn told(view: View<'_>, token: usize, sentence: usize) -> Option<Quantity> {
    let end = token + 1;
    match view.lower(token) {
        "none" if matches!(view.right(end, 0), "has" | "have" | "had" | "was" | "were") => {
            let happened = (1..=2).any(|on| fate::of_verb(view.right(end, on)));
            happened.then(|| worded(view, token..end, sentence, 0.0))
        }
        "no" if matches!(view.left(token, 1), "was" | "were" | "been" | "with" | "reported" | "are" | "is")
            || matches!(view.right(end, 1), "were" | "was" | "have" | "had") =>
        {
            (kind::of_noun(view.right(end, 0)) && nouns::plural(view, end))
                .then(|| worded(view, token..end, sentence, 0.0))
        }
        // "Among over-65s": an age; teams ("the Under-21s") are names.
        "over" | "under" if view.right(end, 0) == "-" && !view.capital(token) => {
            let digits = view.right(end, 1).strip_suffix('s')?;
            let years: f64 = digits.parse().ok().filter(|_| digits.len() <= 2 && view.touches(token))?;
            let team = view.lower(token) == "under" && ((15.0..=21.0).contains(&years) || years == 23.0);
            let mut q = worded(view, token..end + 2, sentence, years);
            q.bound = if view.lower(token) == "over" { Bound::Over } else { Bound::Under };
            q.unit = Some(units::YEARS);
            q.form = Form::Age;
            q.kind = FigureKind::Age;
            (years >= 2.0 && !team).then_some(q)
        }
        "hat"
            if matches!(view.right(end, 0), "-" | "trick")
                && matches!(view.left(token, 1), "a" | "second" | "first" | "his" | "her") =>
        {
            let stop = if view.right(end, 0) == "-" { token + 3 } else { token + 2 };
            view.right(stop - 1, 0).starts_with("trick").then_some(())?;
            let mut q = worded(view, token..stop, sentence, 3.0);
            if view.left(token, 1) == "a" {
                q.first = token - 1;
                q.span = view.span(token - 1..stop);
            }
            q.noun = Some(nouns::Noun { tokens: token..stop, head: stop - 1 });
            Some(q)
        }
        _ => None,
    }
}

/// "Two boats, 11 rifles and a jeep": the last item counts one.
fn last_of_list(view: View<'_>, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    let counts = |q: &Quantity| q.unit.is_none() && matches!(q.form, Form::Number | Form::Vague);
    if a.sentence != b.sentence || !counts(a) || !counts(b) {
        return None;
    }
    let first = nouns::after(view, a.tokens.end, false)?;
    let listed = matches!(view.lower(first.head + 1), "," | "and") && b.first <= first.head + 3;
    let second = nouns::after(view, b.tokens.end, false)?;
    let at = second.head + 1;
    let at = if view.right(at, 0) == "," { at + 1 } else { at };
    if !listed || view.right(at, 0) != "and" || !matches!(view.right(at, 1), "a" | "an") {
        return None;
    }
    let noun = nouns::after(view, at + 2, true)?;
    let ends = matches!(view.right(noun.head + 1, 0), "" | "." | "," | ";" | ")");
    (ends && noun.head <= at + 3).then(|| worded(view, at + 1..at + 2, b.sentence, 1.0))
}

/// "Fewer than half that number": half of the count before. "Not a single bus": none.
pub(super) fn refer(view: View<'_>, q: &mut Quantity, before: Option<&Quantity>) {
    let end = q.tokens.end;
    // "Every third child": one in three; "every third year" says how often.
    if q.form == Form::Rank
        && view.left(q.tokens.start, 1) == "every"
        && (2.0..=20.0).contains(&q.number.value)
        && nouns::after(view, end, true).is_some_and(|noun| {
            noun.head <= end + 2
                && (nouns::person(view.lower(noun.head))
                    || matches!(view.lower(noun.head), "household" | "home" | "house" | "family" | "company" | "firm"))
        })
    {
        q.form = Form::Fraction;
        q.unit = Some(units::PERCENT);
        q.value = Value::One(100.0 / q.number.value);
        q.number.shape = Shape::Fraction;
        q.first = q.tokens.start - 1;
        q.tokens.start = q.first;
        q.core = view.span(q.tokens.clone());
        q.span = q.core;
        q.noun = nouns::after(view, end, true);
    }
    if q.form == Form::Fraction
        && matches!(view.right(end, 0), "that" | "the")
        && matches!(view.right(end, 1), "number" | "figure" | "amount" | "total" | "sum")
        && let Some(base) =
            before.filter(|base| base.unit.map(|u| u.name) != q.unit.map(|u| u.name) && base.form == Form::Number)
    {
        q.value = Value::One(base.one() * q.one() / 100.0);
        q.form = Form::Number;
        q.unit = base.unit;
        q.tokens.end = end + 2;
        q.core = view.span(q.tokens.clone());
        q.span = q.span.cover(q.core);
    }
    let single = q.number.shape == Shape::Single
        || q.number.shape == Shape::Words && q.number.value == 1.0 && view.right(end, 0) == "of";
    if single && q.unit.is_none() && view.left(q.tokens.start, 1) == "not" {
        q.value = Value::One(0.0);
        q.first = q.tokens.start - 1;
        q.span = view.span(q.first..q.tokens.end);
    }
}
