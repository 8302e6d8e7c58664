//! What a rate is per: "a barrel", "an hour", "per head", "/kg". Owns the nouns that an article makes the base of a rate.

use std::sync::LazyLock;

use super::nouns;
use super::quantity::{Form, Part, Quantity};
use super::things;
use super::units::Dimension;
use super::view::View;
use super::words::{Words, set};
use crate::span::Span;
use crate::text::TokenKind;

static BASES: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/per.txt")));

/// Finds the base of each rate.
pub(super) fn assign(view: View<'_>, all: &mut Vec<Quantity>) {
    for q in all.iter_mut() {
        if matches!(q.form, Form::Score | Form::Rank | Form::Age | Form::Fraction) {
            continue;
        }
        // Right after the unit, after its goods ("3,100 kWh of power a year"), or after the noun counted.
        let goods = (q.unit.is_some() && view.right(q.tokens.end, 0) == "of")
            .then(|| nouns::of_phrase(view, q.tokens.end))
            .flatten()
            .filter(|noun| noun.head <= q.tokens.end + 4);
        let ends = [
            Some(q.tokens.end),
            goods.map(|noun| noun.head + 1),
            q.unit.is_none().then(|| nouns::after(view, q.tokens.end, false)).flatten().map(|noun| noun.head + 1),
        ];
        for end in ends.into_iter().flatten() {
            if view.right(end, 0) == "per"
                && let Some(base) = counted_base(view, end + 1)
            {
                q.per = Some(base);
                break;
            }
            if let Some(base) = base(view, q, end) {
                q.per = Some(view.doc.token(base).span);
                if end == q.tokens.end && q.unit.is_some() {
                    q.span = q.span.cover(view.doc.token(base).span);
                }
                break;
            }
        }
    }
    // The number of a base is no figure of its own.
    let bases: Vec<Span> = all.iter().filter_map(|q| q.per).collect();
    all.retain(|q| {
        let index = bases.partition_point(|base| base.end <= q.core.start);
        !bases.get(index).is_some_and(|base| base.start <= q.core.start && q.core.end <= base.end)
    });
    shared(all);
}

/// "212 cases per 100,000 people", "$4 per 1,000 cubic metres", "per 40ft container": the number of the base with its noun.
fn counted_base(view: View<'_>, at: usize) -> Option<Span> {
    let token = view.doc.tokens.get(at)?;
    // "Per million British thermal units".
    let bare = at < view.sentence(at.saturating_sub(1)).end && things::scale(view.lower(at));
    if !bare && token.kind != TokenKind::Number {
        return None;
    }
    let scaled = things::scale(view.right(at + 1, 0)) && at + 1 < view.sentence(at).end;
    let end = if scaled { at + 2 } else { at + 1 };
    let stop =
        nouns::after(view, end, false).or_else(|| nouns::after(view, end, true)).filter(|noun| noun.head < end + 4);
    Some(token.span.cover(view.span(at..stop.map_or(end, |noun| noun.head + 1))))
}

/// The earlier end of a change shares the base of the later ("from $15.65 to $16.10 an hour").
fn shared(all: &mut [Quantity]) {
    for index in 1..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first()) else { continue };
        let ends = a.part == Some(Part::Prior) && b.part == Some(Part::Result) && a.sentence == b.sentence;
        if ends && a.per.is_none() && a.unit.map(|unit| unit.name) == b.unit.map(|unit| unit.name) {
            a.per = b.per;
        }
    }
}

fn base(view: View<'_>, q: &Quantity, end: usize) -> Option<usize> {
    let money = q.unit.is_some_and(|unit| unit.dimension == Dimension::Money);
    let next = view.right(end, 1);
    match view.right(end, 0) {
        "per" if !next.is_empty() && view.word(end + 1) => Some(end + 1),
        "/" if view.word(end + 1) && q.unit.is_some() => Some(end + 1),
        "-" if matches!(next, "a" | "an") && view.right(end, 2) == "-" && BASES.contains(view.right(end, 3)) => {
            Some(end + 3)
        }
        "a" | "an" | "each" | "every" => {
            let time = matches!(
                next,
                "second"
                    | "minute"
                    | "hour"
                    | "day"
                    | "night"
                    | "week"
                    | "month"
                    | "quarter"
                    | "year"
                    | "decade"
                    | "season"
                    | "game"
            );
            let wanted = BASES.contains(next)
                && (money
                    || q.unit.is_none() && time
                    || q.unit.is_some_and(|unit| unit.dimension != Dimension::Duration || shorter(unit.name, next)));
            let relative = matches!(view.right(end, 2), "ago" | "earlier" | "later" | "before" | "after" | "-");
            (wanted && !relative).then_some(end + 1)
        }
        _ => None,
    }
}

/// "Ten days a year", "three hours a week": a span of time is told of a longer one.
fn shorter(unit: &str, base: &str) -> bool {
    let order = ["second", "minute", "hour", "day", "week", "month", "year"];
    let place = |name: &str| order.iter().position(|word| *word == name);
    let unit = place(unit.strip_suffix('s').unwrap_or(unit));
    matches!((unit, place(if base == "night" { "day" } else { base })), (Some(unit), Some(base)) if unit < base)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        super::super::words::assert_sorted(include_str!("lexicon/per.txt"));
    }
}
