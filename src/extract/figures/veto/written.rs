//! Written numbers that do not count: the pronoun "one", "the two", "zero-sum", "two-way", "the single biggest".

use std::sync::LazyLock;

use super::super::lexer::Shape;
use super::super::nouns;
use super::super::quantity::{Form, Quantity};
use super::super::units::Dimension;
use super::super::view::View;
use super::super::words::{Words, set};
use crate::extract::types::Value;

static ADJECTIVAL: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/adjectival.txt")));
static NOT_ONE: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/not_one.txt")));
static ONE_AFTER: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/one_after.txt")));

/// Written numbers that do not count: the pronoun "one", "the two", "zero-sum", "two-way".
pub(super) fn written(view: View<'_>, q: &Quantity) -> bool {
    let (left, right) = (view.left(q.tokens.start, 1), view.right(q.tokens.end, 0));
    if q.form == Form::Number && q.unit.is_none() && hyphenated_type(view, q) {
        return true;
    }
    // "Half-year sales": a reporting period, like "full-year".
    let period = q.hyphen
        && q.unit.is_some_and(|unit| unit.name == "years")
        && q.number.span.slice(view.doc.text()).eq_ignore_ascii_case("half");
    if period || enumerates(view, q) {
        return true;
    }
    match q.number.shape {
        Shape::Words if q.number.value == 1.0 && !q.number.article && q.number.scale == 0 => pronoun_one(view, q),
        Shape::Words if q.number.value == 2.0 && matches!(left, "the" | "these" | "those") && q.unit.is_none() => {
            !matches!(right, "of" | "-")
        }
        // "From zero to 100 km/h" is a range that begins there.
        Shape::Words if q.number.value == 0.0 && matches!(q.value, Value::One(_)) => {
            right == "-"
                || left == "for" && right != "people"
                || matches!(right, "tolerance" | "hour" | "carbon" | "in" | "sum")
                || matches!(
                    left,
                    "net" | "ground" | "near" | "absolute" | "below" | "above" | "sub" | "to" | "from" | "-"
                )
        }
        Shape::Words if q.number.article && q.number.scale == 2 && right == "percent" => false,
        // "the thousand", "million-dollar": a bare scale counts only after half or an article.
        Shape::Words if q.number.scale > 0 && bare_scale(view, q) => q.unit.is_none() || q.hyphen,
        Shape::Single => single(view, q),
        _ => false,
    }
}

/// "One, the price, and two, the delay": number words that only say which point comes.
fn enumerates(view: View<'_>, q: &Quantity) -> bool {
    let small = q.number.shape == Shape::Words && q.unit.is_none() && (2.0..=6.0).contains(&q.number.value);
    small
        && view.right(q.tokens.end, 0) == ","
        && matches!(view.left(q.tokens.start, 1), "and" | "," | ";" | "—")
        && (view.sentence(q.tokens.start).start..q.tokens.start)
            .any(|token| view.lower(token) == "one" && matches!(view.right(token + 1, 0), "," | ":"))
}

fn bare_scale(view: View<'_>, q: &Quantity) -> bool {
    !q.number.span.slice(view.doc.text()).contains([' ', '-'])
}

/// "Two-way", "four-star", "three-pronged": a type, unless the noun tells a size.
fn hyphenated_type(view: View<'_>, q: &Quantity) -> bool {
    let end = q.tokens.end;
    if view.right(end, 0) != "-" || !view.touches(end.saturating_sub(1)) || !view.touches(end) {
        return false;
    }
    let noun = view.right(end, 1);
    // "Three- and five-door": the hanging hyphen before says that both count.
    if matches!(view.left(q.tokens.start, 1), "and" | "or") && view.left(q.tokens.start, 2) == "-" {
        return false;
    }
    let digit = view.doc.form(end + 1).starts_with(|c: char| c.is_numeric());
    if digit
        || noun.is_empty()
        || matches!(noun, "odd" | "plus" | "ish" | "to" | "and" | "or")
        || super::super::lexer::numbers(noun).first().is_some_and(|n| n.span.len() as usize == noun.len())
    {
        return false;
    }
    !(ADJECTIVAL.contains(noun) || ADJECTIVAL.contains(noun.trim_end_matches('s')))
}

fn pronoun_one(view: View<'_>, q: &Quantity) -> bool {
    let (left, right) = (view.left(q.tokens.start, 1), view.right(q.tokens.end, 0));
    if left == "not" && right == "of" {
        // "Not one of the 19": none of them.
        return false;
    }
    if ONE_AFTER.contains(left) && q.unit.is_none_or(|unit| unit.dimension == Dimension::Duration) {
        return true;
    }
    if left == "-" {
        // "One-on-one".
        return true;
    }
    if let Some(unit) = q.unit {
        // "One day", "one point": an idiom unless something makes it a measure.
        let idiom = unit.dimension == Dimension::Duration
            && !q.hyphen
            && !matches!(
                left,
                "in" | "just"
                    | "only"
                    | "than"
                    | "least"
                    | "for"
                    | "within"
                    | "about"
                    | "after"
                    | "over"
                    | "every"
                    | "of"
                    | "is"
                    | "lasted"
                    | "to"
            );
        return idiom && view.right(q.tokens.end, 0) != "of";
    }
    if q.form != Form::Number {
        return false;
    }
    if right == "-" {
        return !ADJECTIVAL.contains(view.right(q.tokens.end, 1));
    }
    let noun = q.tokens.end < view.sentence(q.tokens.start).end && view.word(q.tokens.end) && !nouns::closed(right);
    !noun || NOT_ONE.contains(right) || certain(view, q.tokens.end)
}

/// "One study found", "one resident said": a certain one that speaks, no count.
fn certain(view: View<'_>, end: usize) -> bool {
    nouns::after(view, end, true).is_some_and(|noun| {
        matches!(
            view.right(noun.head + 1, 0),
            "said"
                | "says"
                | "told"
                | "found"
                | "finds"
                | "showed"
                | "shows"
                | "suggested"
                | "suggests"
                | "wrote"
                | "noted"
                | "called"
                | "asked"
                | "argued"
                | "argues"
                | "recalled"
                | "added"
                | "explained"
                | "warned"
                | "put"
                | "estimated"
                | "estimates"
                | "concluded"
                | "described"
                | "posted"
                | "tweeted"
                | "claimed"
        )
    })
}

/// "A single X", "not a single X", "in a single day" count; "every single", "the single biggest" do not.
fn single(view: View<'_>, q: &Quantity) -> bool {
    let right = view.right(q.tokens.end, 0);
    if q.unit.is_some() {
        return !q.number.article;
    }
    !q.number.article
        || right.is_empty()
        || nouns::closed(right)
        || right == "-"
        || !view.word(q.tokens.end)
        || matches!(
            right,
            "mother" | "father" | "parent" | "market" | "currency" | "man" | "woman" | "mum" | "mom" | "dose"
        )
        || (q.unit.is_none() && view.left(q.tokens.start, 1) != "not")
}
