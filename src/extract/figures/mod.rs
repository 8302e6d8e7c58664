//! Figures: every quantity of a document, with its value, bound, unit, kind, what is counted, when, where, and how it compares.
//!
//! Owns the order of the stages; each is a file of its own: [`lexer`] (numbers), `measure` (units and money), `veto` (what is no
//! quantity), `combine` (ranges, scores, odds), `bounds`, `shares` (fractions, folds), `ranks`, `ages`, `spells` (durations that only say
//! when), `dollars` (whose dollar), `counted`, `things`, `parties` and `subjects` (what is measured), `kind` and `fate`, `change`, `ends`, `apposed`
//! and `alternates`, `compare`, `setting` (time and place). Must not know attributions, claims or the wire.

#![allow(clippy::float_cmp, reason = "values are compared with the small whole numbers that the lexer itself wrote")]

mod ages;
mod agree;
mod alternates;
mod apposed;
mod bounds;
mod calendar;
mod change;
mod combine;
mod compare;
mod compounds;
mod counted;
mod directions;
mod dollars;
mod ends;
mod extras;
mod fate;
mod kind;
pub mod lexer;
mod marks;
mod measure;
mod moved;
mod nouns;
mod odds;
mod parties;
mod plausible;
mod points;
mod purse;
mod quantity;
mod ranks;
mod rates;
mod setting;
mod shares;
mod spells;
mod subjects;
mod things;
mod units;
mod veto;
mod view;
mod words;

use quantity::{Form, Quantity};
use units::Dimension;
use view::{Edges, View};

use super::types::{Figure, Value};
use crate::text::Document;
use crate::vocabulary::{Bound, FigureKind, FigureRole};

/// All figures of a document, by place in the text.
///
/// `outlet` is the web domain of the publisher, where known: it tells whose dollar a bare "$" is.
pub fn extract(document: &Document<'_>, outlet: Option<&str>) -> Vec<Figure> {
    let edges = Edges::of(document);
    let view = View { doc: document, edges: &edges };
    let whens = calendar::find(view);
    let mut all: Vec<Quantity> =
        lexer::numbers(document.text()).into_iter().filter_map(|number| measure::measure(view, number)).collect();
    // "Ten dollars and 30 cents" is one sum; its coins are no second.
    all.dedup_by(|b, a| a.core.end > b.number.span.start);
    all.retain(|q| !veto::dated(q, &whens));
    all = combine::combine(view, all);
    all = strike(view, all);
    for q in &mut all {
        bound(view, q);
    }
    all = combine::enclose(view, all);
    all = extras::add(view, shape(view, all));
    points::of_an_index(view, &mut all);
    rates::assign(view, &mut all);
    dollars::assign(view, outlet, &mut all);
    roles(view, &mut all);
    counted::assign(view, &mut all);
    kind::assign(view, &mut all);
    kind::share(view, &mut all);
    agree::assign(&mut all);
    change::assign(view, &mut all);
    let comparisons = compare::assign(view, &mut all);
    let mut times: Vec<Option<crate::span::Span>> =
        (0..all.len()).map(|index| setting::time(view, index, &whens, &all)).collect();
    setting::share(view, &all, &mut times);
    let settings: Vec<_> = times.into_iter().zip(all.iter().map(|q| setting::place(view, q))).collect();
    all.into_iter()
        .zip(comparisons)
        .zip(settings)
        .map(|((q, compare), (time, place))| figure(q, compare, time, place))
        .collect()
}

/// Leaves out what is no quantity.
fn strike(view: View<'_>, all: Vec<Quantity>) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::with_capacity(all.len());
    for q in all {
        let earlier = out.last().is_some_and(|last| last.sentence == q.sentence && last.unit.is_none());
        if !veto::strikes(view, &q, earlier) {
            out.push(q);
        }
    }
    out
}

/// Bound words before and after.
fn bound(view: View<'_>, q: &mut Quantity) {
    let vague = q.form == Form::Vague;
    if q.form == Form::Rank {
        // "Up to second place" tells a way, no bound.
        return;
    }
    if let Some((found, first)) = bounds::before(view, q.tokens.start) {
        let over_time = found == Bound::Over
            && first + 1 == q.tokens.start
            && view.lower(first) == "over"
            && q.unit.is_some_and(|unit| {
                unit.dimension == Dimension::Duration
                    && matches!(unit.name, "years" | "months" | "weeks" | "decades" | "days" | "centuries")
            });
        let age = q.unit.is_some() && view.right(q.tokens.end, 0) == "old";
        // "Edged up to 3.8 percent", "was up to 50.3 from 49.8": the particle belongs to a verb of moving.
        let moved = directions::moves_up(view.left(first, 1));
        let up_to_change = found == Bound::AtMost
            && view.lower(first) == "up"
            && (moved
                || matches!(view.left(first, 1), "is" | "was" | "are" | "were" | "been" | "went" | "go")
                    && view.right(q.tokens.end, 0) == "from");
        if !up_to_change {
            q.first = first;
            q.span = view.span(first..q.tokens.start).cover(q.span);
            if matches!(q.value, Value::One(_)) && !vague && (!over_time || age) {
                q.bound = found;
            }
        }
    }
    if matches!(q.value, Value::One(_)) && q.form != Form::Score {
        if let Some((found, end)) = bounds::after(view, q.tokens.end) {
            q.bound = found;
            q.span = q.span.cover(view.doc.token(end - 1).span);
        } else if let Some((found, end)) = q
            .bare()
            .then(|| nouns::after(view, q.tokens.end, false))
            .flatten()
            .filter(|noun| view.right(noun.head + 1, 0) == "or")
            .and_then(|noun| bounds::after(view, noun.head + 1))
            .filter(|(found, _)| *found != Bound::About)
        {
            // "Firms with 250 employees or more".
            q.bound = found;
            q.span = q.span.cover(view.doc.token(end - 1).span);
        } else if view.right(q.tokens.end, 0) == "-" && matches!(view.right(q.tokens.end, 1), "odd" | "plus" | "ish") {
            q.bound = if view.right(q.tokens.end, 1) == "plus" { Bound::AtLeast } else { Bound::About };
        }
    }
    if q.first < q.tokens.start || view.lower(q.tokens.start) == "between" {
        q.span = view.span(q.first..q.tokens.start.max(q.first + 1)).cover(q.span);
    }
}

/// Settles the forms that are figures only in company: fractions, folds, ranks, ages.
fn shape(view: View<'_>, all: Vec<Quantity>) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::with_capacity(all.len());
    for mut q in all {
        extras::refer(view, &mut q, out.last());
        let keep = match q.form {
            Form::Fraction => {
                q.unit != Some(units::PERCENT)
                    || q.tokens.len() > 3
                    || shares::fraction(view, &q)
                    || ranks::rank_with_article(view, &mut q)
            }
            Form::Fold => shares::fold(view, &q),
            Form::Rank => ranks::rank(view, &mut q),
            _ => {
                ages::age(view, &mut q);
                true
            }
        };
        if keep {
            out.push(q);
        }
    }
    out
}

/// Durations that only say when another figure held.
fn roles(view: View<'_>, all: &mut [Quantity]) {
    let mut others = vec![false; view.doc.sentences.len()];
    for q in all.iter().filter(|q| !q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration)) {
        if let Some(flag) = others.get_mut(q.sentence) {
            *flag = true;
        }
    }
    for q in all {
        let others = others.get(q.sentence).copied().unwrap_or_default();
        if spells::only_when(view, q, others) {
            q.role = FigureRole::Time;
        }
    }
}

/// Nouns that a score may stand before ("a 5-2 rout", "a 30-21 vote").
fn words_of_result(lower: &str) -> bool {
    matches!(
        lower,
        "win"
            | "victory"
            | "defeat"
            | "loss"
            | "draw"
            | "rout"
            | "thumping"
            | "thrashing"
            | "vote"
            | "split"
            | "lead"
            | "triumph"
            | "ruling"
            | "decision"
            | "score"
    )
}

fn figure(
    q: Quantity,
    compare: Option<super::types::Comparison>,
    time: Option<crate::span::Span>,
    place: Option<crate::span::Span>,
) -> Figure {
    let (low, high) = limits(q.value, q.bound, q.form);
    let unit = match q.kind {
        FigureKind::Score | FigureKind::Rank | FigureKind::Magnitude => None,
        FigureKind::Votes if !q.persons => None,
        kind if kind::person_kind(kind) && q.unit.is_none() => Some("people"),
        FigureKind::Cases if q.persons => Some("people"),
        _ => q.unit.map(|unit| unit.name),
    };
    let since = compare.as_ref().and_then(|compare| compare.since);
    let time = time.filter(|time| !since.is_some_and(|since| since.overlaps(*time)));
    Figure {
        span: q.span,
        value: q.value,
        bound: q.bound,
        unit,
        per: q.per,
        kind: q.kind,
        role: q.role,
        fraction: q.form == Form::Fraction || q.number.shape == lexer::Shape::Halved,
        low,
        high,
        counted: q.counted,
        time,
        place,
        change: q.change,
        compare,
        claim: None,
    }
}

/// Smallest and largest value that the words allow; open ends and mere approximations have none beyond the number itself.
fn limits(value: Value, bound: Bound, form: Form) -> (Option<f64>, Option<f64>) {
    match (value, bound) {
        _ if form == Form::Score => (None, None),
        (Value::Two(low, high), _) => (Some(low), Some(high)),
        (Value::One(one), Bound::Over | Bound::AtLeast) => (Some(one), None),
        (Value::One(one), Bound::Under | Bound::AtMost) => (None, Some(one)),
        (Value::One(one), _) => (Some(one), Some(one)),
    }
}
