//! What a rate is per: "a barrel", "an hour", "per head", "/kg". Owns the nouns that an article makes the base of a rate.

use std::sync::LazyLock;

use super::nouns;
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use super::words::{Words, set};

static BASES: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/per.txt")));

/// Finds the base of each rate.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    for q in all {
        if matches!(q.form, Form::Score | Form::Rank | Form::Age | Form::Fraction) {
            continue;
        }
        // Right after the unit, or after the noun counted.
        let ends = [
            Some(q.tokens.end),
            q.unit.is_none().then(|| nouns::after(view, q.tokens.end, false)).flatten().map(|noun| noun.head + 1),
        ];
        for end in ends.into_iter().flatten() {
            if let Some(base) = base(view, q, end) {
                q.per = Some(view.doc.token(base).span);
                if end == q.tokens.end && q.unit.is_some() {
                    q.span = q.span.cover(view.doc.token(base).span);
                }
                break;
            }
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
                    || q.unit.is_some_and(|unit| unit.dimension != Dimension::Duration));
            let relative = matches!(view.right(end, 2), "ago" | "earlier" | "later" | "before" | "after" | "-");
            (wanted && !relative).then_some(end + 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        super::super::words::assert_sorted(include_str!("lexicon/per.txt"));
    }
}
