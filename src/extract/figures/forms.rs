//! Forms that need their neighbours to be figures: fractions, folds, ranks, ages, and durations that only say when.

use super::lexer::Shape;
use super::nouns;
use super::points::comparative;
use super::quantity::{Form, Quantity};
use super::units::{self, Dimension};
use super::view::View;
use crate::extract::types::Value;
use crate::vocabulary::{Bound, FigureKind};

/// Whether a fraction is a part of a whole: "a third of voters", "fell by half"; not "a third person", "the first half".
pub(super) fn fraction(view: View<'_>, q: &Quantity) -> bool {
    if q.number.shape == Shape::Halved {
        return true;
    }
    let (left, right) = (view.left(q.first, 1), view.right(q.tokens.end, 0));
    let near_left = view.left(q.tokens.start, 1);
    let text = q.number.span.slice(view.doc.text());
    if matches!(
        near_left,
        "first"
            | "second"
            | "other"
            | "latter"
            | "better"
            | "final"
            | "top"
            | "bottom"
            | "opening"
            | "next"
            | "last"
            | "past"
            | "1st"
            | "2nd"
            | "another"
    ) {
        return false;
    }
    if near_left == "and"
        && !q.number.article
        && view.left(q.tokens.start, 2) != "third"
        && right != "of"
        && text.eq_ignore_ascii_case("half")
    {
        return false;
    }
    if text.contains("a half") && near_left == "and" && right != "of" {
        return false;
    }
    if right == "-" && view.touches(q.tokens.end.saturating_sub(1)) {
        return false;
    }
    if matches!(
        right,
        "time"
            | "marathon"
            | "sister"
            | "brother"
            | "century"
            | "term"
            | "price"
            | "way"
            | "past"
            | "moon"
            | "party"
            | "world"
            | "option"
            | "person"
            | "year"
            | "runway"
            | "expected"
            | "hour"
    ) {
        return false;
    }
    let bounded = q.bound != Bound::Equal;
    let ends = right.is_empty()
        || matches!(
            right,
            "." | ","
                | ";"
                | ")"
                | "in"
                | "since"
                | "on"
                | "to"
                | "from"
                | "over"
                | "and"
                | "this"
                | "last"
                | "by"
                | "–"
                | "—"
                | "but"
                | "are"
                | "were"
                | "said"
                | "have"
                | "had"
                | "is"
                | "was"
                | "would"
        );
    if text.eq_ignore_ascii_case("half") {
        return matches!(
            right,
            "of" | "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "her"
                | "that"
                | "all"
                | "those"
                | "these"
                | "as"
                | "our"
                | "my"
                | "what"
                | "were"
                | "have"
                | "are"
                | "said"
                | "would"
        ) || bounded
            || nouns::plural(view, q.tokens.end)
            || matches!(left, "by" | "than" | "in" | "about" | "another" | "only" | "to") && ends;
    }
    if q.number.article {
        return right == "of"
            || left.is_empty() && ends
            || comparative(right)
            || bounded
            || matches!(left, "by" | "than" | "to" | "or" | "down" | "up") && ends
            || (matches!(left, "fell" | "rose" | "dropped" | "cut" | "slashed" | "lost") && ends);
    }
    true
}

/// Whether a fold is a multiple of something: verbs always, "double" and "twice" with what they multiply.
pub(super) fn fold(view: View<'_>, q: &Quantity) -> bool {
    let right = view.right(q.tokens.end, 0);
    match view.lower(q.tokens.start) {
        "double" | "triple" | "treble" | "quadruple" | "twice" | "thrice" => {
            let base = matches!(
                right,
                "the"
                    | "that"
                    | "as"
                    | "its"
                    | "their"
                    | "what"
                    | "last"
                    | "this"
                    | "his"
                    | "her"
                    | "those"
                    | "than"
                    | "our"
                    | "in"
                    | "to"
                    | "by"
            ) && !(matches!(right, "in" | "to" | "by" | "this" | "last" | "that")
                && view.lower(q.tokens.start) == "twice");
            let verb = matches!(
                view.left(q.first, 1),
                "to" | "would" | "will" | "could" | "may" | "might" | "than" | "nearly" | "almost"
            ) && view.lower(q.tokens.start) != "twice";
            base || (q.bound != Bound::Equal && view.lower(q.tokens.start) != "twice") || verb
        }
        "doubles" => {
            view.left(q.first, 1) != "the"
                && !matches!(right, "title" | "match" | "final" | "partner" | "pair" | "team" | "tennis")
        }
        "doubling" | "tripling" | "trebling" => {
            matches!(right, "of" | "the" | "its" | "their" | "to" | "in" | "from" | "every" | "" | ",")
        }
        "doubled" | "tripled" | "trebled" => !matches!(right, "down" | "back" | "over" | "up"),
        _ => true,
    }
}

/// "A third straight quarter": what looked like a part is an ordinal.
pub(super) fn rank_with_article(view: View<'_>, q: &mut Quantity) -> bool {
    if !q.number.article || q.one() > 34.0 {
        return false;
    }
    let whole = (100.0 / q.one()).round();
    let mut ordinal = Quantity { form: Form::Rank, unit: None, value: Value::One(whole), ..q.clone() };
    ordinal.tokens.start = q.tokens.end.saturating_sub(1).max(q.tokens.start);
    ordinal.first = ordinal.tokens.start;
    ordinal.core = view.span(ordinal.tokens.clone());
    ordinal.number.shape = Shape::Ordinal;
    let ranks = rank(view, &mut ordinal);
    if ranks {
        *q = ordinal;
    }
    ranks
}

/// Turns an ordinal into a rank where it states a place or a tally; false where it only picks one out.
pub(super) fn rank(view: View<'_>, q: &mut Quantity) -> bool {
    let (at, end) = (q.tokens.start, q.tokens.end);
    let (left, right) = (view.left(at, 1), view.right(end, 0));
    let run = |token: usize| matches!(view.right(token, 0), "consecutive" | "straight" | "successive" | "running");
    let in_a_row = (0..=3).find(|forward| {
        view.right(end, *forward) == "in"
            && view.right(end, forward + 1) == "a"
            && view.right(end, forward + 2) == "row"
    });
    let placed = matches!(
        left,
        "finished"
            | "finish"
            | "finishing"
            | "ranked"
            | "ranks"
            | "ranking"
            | "placed"
            | "came"
            | "stands"
            | "sits"
            | "lies"
            | "lie"
            | "sit"
            | "stand"
            | "are"
            | "is"
            | "joint"
            | "climbed"
            | "dropped"
            | "up"
            | "down"
            | "in"
            | "to"
    );
    let table = right == "in"
        && matches!(view.right(end, 1), "the" | "their" | "its" | "a")
        && (1..=3).any(|on| {
            matches!(
                view.right(end, 1 + on),
                "table"
                    | "standings"
                    | "league"
                    | "rankings"
                    | "ranking"
                    | "list"
                    | "group"
                    | "poll"
                    | "polls"
                    | "championship"
                    | "conference"
                    | "division"
            )
        });
    let place = matches!(right, "place" | "position") && left != "the";
    if run(end) {
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
        if view.word(q.tokens.end) && !nouns::closed(view.right(q.tokens.end, 0)) {
            q.core = q.core.cover(view.doc.token(q.tokens.end).span);
            q.tokens.end += 1;
        }
    } else if let Some(forward) = in_a_row {
        q.tokens.end = end + forward + 3;
        q.core = q.core.cover(view.doc.token(q.tokens.end - 1).span);
    } else if table {
        let stop = (1..=3)
            .find(|on| {
                matches!(
                    view.right(end, 1 + on),
                    "table"
                        | "standings"
                        | "league"
                        | "rankings"
                        | "ranking"
                        | "list"
                        | "group"
                        | "poll"
                        | "polls"
                        | "championship"
                        | "conference"
                        | "division"
                )
            })
            .unwrap_or(1);
        q.tokens.end = end + stop + 2;
        q.core = q.core.cover(view.doc.token(q.tokens.end - 1).span);
    } else if place
        && matches!(left, "in" | "into" | "to" | "for" | "from" | "took" | "finished" | "secured" | "shared")
    {
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
    } else if !(placed
        && matches!(left, "finished" | "ranked" | "placed" | "came" | "ranks" | "finishing")
        && (right.is_empty()
            || matches!(
                right,
                "in" | "," | "." | "with" | "behind" | "at" | "among" | "out" | "on" | "and" | "overall" | "of"
            )))
    {
        return false;
    }
    q.kind = FigureKind::Rank;
    q.span = q.core;
    true
}

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
            }
        }
        return aged(q, true);
    }
    let whole = q.one().fract() == 0.0 && matches!(q.value, Value::One(_));
    // "adults under 30", "voters over 65"
    let limit = matches!(q.bound, Bound::Under | Bound::Over) && q.number.shape == Shape::Plain(2) && first > 0;
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
    // "a boy of five"
    if whole && one == "of" && nouns::person(two) && nouns::after(view, end, false).is_none() && q.one() < 100.0 {
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

/// A duration that only says when another figure held.
pub(super) fn only_when(view: View<'_>, q: &Quantity, others: bool) -> bool {
    if q.form == Form::Age || !q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration) || q.hyphen {
        return false;
    }
    let right = view.right(q.tokens.end, 0);
    if matches!(right, "ago" | "earlier" | "later" | "hence" | "ended" | "ending" | "into") {
        return true;
    }
    if matches!(right, "before" | "after") {
        return !matches!(view.left(q.first, 1), "lasted" | "took" | "takes" | "last" | "lasting" | "for" | "spent");
    }
    if right == "from" && matches!(view.right(q.tokens.end, 1), "now" | "today")
        || right == "to" && super::calendar::month(view, q.tokens.end + 1)
    {
        return true;
    }
    // The words right before the number, "just" and articles apart.
    let mut at = q.tokens.start;
    while matches!(view.left(at, 1), "just" | "only" | "the" | "a" | "about" | "nearly" | "almost" | "some" | "around")
    {
        at -= 1;
    }
    match view.left(at, 1) {
        "past" | "last" | "first" | "next" | "previous" | "coming" | "final" | "preceding" | "recent" | "opening"
        | "every" => true,
        "in" | "during" | "throughout" => true,
        "than" => view.left(at, 3) == "in" || view.left(at, 3) == "over",
        // "40,000 over three years", "Over five years, …" say when; "to be phased in over four years" is a figure.
        "over" => others && (view.left(at, 2).is_empty() || numeric(view, at - 2)),
        // "the biggest for nine years"
        "for" | "since" => (2..14).any(|back| superlative(view.left(at, back))),
        _ => false,
    }
}

fn numeric(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    lower.starts_with(|c: char| c.is_ascii_digit())
        || matches!(lower, "million" | "billion" | "trillion" | "percent" | "thousand" | "%" | "jobs" | "people")
}

/// Words that make a record.
pub(super) fn superlative(lower: &str) -> bool {
    matches!(
        lower,
        "highest"
            | "biggest"
            | "largest"
            | "deadliest"
            | "worst"
            | "heaviest"
            | "steepest"
            | "most"
            | "lowest"
            | "smallest"
            | "weakest"
            | "fewest"
            | "best"
            | "fastest"
            | "slowest"
            | "strongest"
            | "hottest"
            | "coldest"
            | "longest"
    )
}
