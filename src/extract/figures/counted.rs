//! What is counted or measured: the noun phrase after the number, behind "of", before it, or taken over from the figure before.

use super::nouns::{self, Noun};
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use super::{alternates, apposed, things};
use crate::extract::types::Value;
use crate::text::Pos;
use crate::vocabulary::FigureRole;

/// Finds the noun of every quantity; later ones may take over from earlier ones.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    for index in 0..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let Some((q, rest)) = tail.split_first_mut() else { continue };
        if q.role == FigureRole::Time {
            continue;
        }
        let noun = q.noun.clone().or_else(|| direct(view, q, rest.first()));
        let straight = noun.is_some();
        let noun = noun
            .or_else(|| ahead(view, q, rest))
            .or_else(|| number_of(view, q))
            .or_else(|| reached(view, q))
            .or_else(|| inherited(view, q, head));
        let own = straight
            && noun.as_ref().is_some_and(|noun| noun.tokens.start >= q.tokens.end && noun.head < q.tokens.end + 10);
        if let Some(noun) = &noun {
            q.counted = vec![view.span(noun.tokens.clone())];
            if own && extends(q) {
                q.span = q.span.cover(view.doc.token(noun.head).span);
            }
        } else if let Some(other) = head.last().filter(|other| alternates::restates(view, other, q)) {
            // "3 cents, or 1.2%": both measure the same thing.
            q.counted.clone_from(&other.counted);
            q.noun.clone_from(&other.noun);
            continue;
        } else if let Some(other) = head.last().filter(|other| {
            measured(q)
                && other.noun.is_some()
                && (earlier_value(view, other, q) || apposed::amount_behind(view, other, q))
        }) {
            q.counted.clone_from(&other.counted);
            q.noun.clone_from(&other.noun);
            continue;
        } else if lasts(q) {
            let thing = things::lasted(view, q).map(|noun| view.span(noun.tokens));
            q.counted = vec![thing.unwrap_or(view.doc.token(q.tokens.end.saturating_sub(1)).span)];
            continue;
        } else if measured(q)
            && let Some(thing) = things::measured(view, q)
        {
            q.counted = vec![view.span(thing.tokens.clone())];
            q.noun = Some(thing);
            continue;
        }
        q.noun = noun;
    }
}

/// "23 percent of capacity, down from 61 percent", "$640m for bad loans, against $410m": the old value of the same thing.
fn earlier_value(view: View<'_>, other: &Quantity, q: &Quantity) -> bool {
    let (one, two) = (view.left(q.first, 1), view.left(q.first, 2));
    let linked = one == "from" && (matches!(two, "up" | "down") || q.first == other.tokens.end + 1)
        || matches!(one, "against" | "versus")
        || matches!(one, "with" | "to") && two == "compared";
    linked
        && other.sentence == q.sentence
        && q.unit.is_some()
        && other.unit.map(|unit| unit.name) == q.unit.map(|unit| unit.name)
        && other.form == q.form
        && other.noun.is_some()
        && q.first <= other.tokens.end + 8
}

/// Whether the head noun belongs to the span of the figure: counted things and parts of a whole, not the goods of a measure.
fn extends(q: &Quantity) -> bool {
    q.unit.is_none() || q.form == Form::Fraction
}

fn measured(q: &Quantity) -> bool {
    q.unit.is_some() && q.form != Form::Age || q.form == Form::Number
}

/// A duration that counts nothing but its own unit ("ten days").
fn lasts(q: &Quantity) -> bool {
    q.unit.is_some_and(|unit| unit.dimension == Dimension::Duration)
        && !q.hyphen
        && q.form == Form::Number
        && q.per.is_none()
}

/// The noun after the number, perhaps behind "of".
fn direct(view: View<'_>, q: &Quantity, next: Option<&Quantity>) -> Option<Noun> {
    let end = after_suffix(view, q);
    if matches!(q.form, Form::Score) {
        let noun = nouns::after(view, end, true).filter(|noun| noun.head == end);
        return noun.filter(|noun| super::words_of_result(view.lower(noun.head)));
    }
    if q.form == Form::Rank {
        return in_a_row(view, q.tokens.start + 1);
    }
    if q.form == Form::Age && !q.hyphen && view.left(q.first, 1) == "," {
        return name_before(view, q.first - 1);
    }
    if q.form == Form::Age {
        return if q.hyphen || q.tokens.len() > 1 && view.lower(q.tokens.end - 1) == "old" {
            nouns::after(view, q.tokens.end, true).filter(|noun| noun.head < q.tokens.end + 3)
        } else {
            // "Volunteers aged 18 to 55".
            let aged = (1..=3).find(|back| view.left(q.tokens.start, *back) == "aged");
            // "A girl of 8", "children under the age of five", "adults over 65".
            let of = (view.left(q.first, 1) == "of" && nouns::person(view.left(q.first, 2))).then_some(2);
            let limited = (q.first < q.tokens.start && nouns::persons(view.left(q.first, 1))).then_some(1);
            aged.and_then(|back| q.tokens.start.checked_sub(back + 1))
                .or_else(|| of.or(limited).and_then(|back| q.first.checked_sub(back)))
                .filter(|head| things::telling(view, *head))
                .map(|head| things::phrase(view, head))
        };
    }
    let right = view.right(end, 0);
    if right == "-"
        && matches!(view.right(end, 1), "and" | "or" | "to")
        && let Some(next) = next.filter(|next| next.sentence == q.sentence && next.first <= end + 3)
    {
        // "Three- and four-person crews": what the second counts.
        return direct(view, next, None);
    }
    if right == "of" {
        // "four of the seven judges": the noun stands behind the second number.
        if let Some(next) = next.filter(|next| {
            next.unit.is_none() && next.sentence == q.sentence && next.first <= end + 2 && next.tokens.start <= end + 5
        }) && let Some(noun) = nouns::after(view, next.tokens.end, next.one() == 1.0)
        {
            return Some(noun);
        }
        if matches!(view.right(end, 1), "them" | "which" | "whom" | "us" | "it" | "these" | "those")
            && !view.word_after_is_noun(end + 2)
        {
            return None;
        }
        return nouns::of_phrase(view, end);
    }
    if let Some(unit) = q.unit {
        match unit.dimension {
            Dimension::Duration if q.hyphen => nouns::after(view, end, true),
            Dimension::Fold | Dimension::Percent | Dimension::Points => {
                if q.form == Form::Fraction {
                    nouns::after(view, end, false)
                } else {
                    things::after_percent(view, q, end)
                }
            }
            _ if q.hyphen => nouns::after(view, end, true),
            Dimension::Money => things::bought(view, q, end),
            _ => None,
        }
    } else {
        let singular = q.one() == 1.0 && matches!(q.value, Value::One(_)) || right == "-";
        // "Four “loopholes” remain".
        let quoted = matches!(right, "“" | "‘" | "\"" | "''" | "``");
        let start = if right == "-" || quoted { end + 1 } else { end };
        let start = if matches!(view.right(start, 0), "more" | "other" | "fewer") { start + 1 } else { start };
        // "15,000 20-foot containers": a measure hangs on the noun.
        if let Some(next) = next.filter(|next| next.hyphen && next.first == start && next.sentence == q.sentence) {
            return direct(view, next, None);
        }
        if view.right(start, 0) == "head" && view.right(start, 1) == "of" {
            // "24,000 head of cattle".
            return nouns::of_phrase(view, start + 1);
        }
        let noun = nouns::after(view, start, singular);
        if right == "-" {
            return hyphenated(view, start).or(noun);
        }
        noun
    }
}

/// "A ninth straight meeting", "the seventh increase in a row": what a tally counts; a place in a table counts nothing.
fn in_a_row(view: View<'_>, end: usize) -> Option<Noun> {
    let straight = matches!(view.right(end, 0), "straight" | "consecutive" | "successive");
    let start = if straight { end + 1 } else { end };
    let noun = nouns::after(view, start, true).filter(|noun| noun.head < start + 3)?;
    let row = view.right(noun.head + 1, 0) == "in" && view.right(noun.head + 1, 2) == "row"
        || view.right(noun.head + 1, 0) == "running";
    // "A fifth consecutive month" says for how long, not of what.
    (straight || row).then_some(noun).filter(|noun| !things::period(view.lower(noun.head)))
}

/// "Mary Roe, 47": the capitalised words before the comma.
fn name_before(view: View<'_>, comma: usize) -> Option<Noun> {
    let mut start = comma;
    while start > 0
        && comma - start < 4
        && (view.word(start - 1) && view.capital(start - 1) || matches!(view.lower(start - 1), "." | "-"))
        && !view.left(comma, comma - start + 1).is_empty()
    {
        start -= 1;
    }
    if start == comma && nouns::person(view.left(comma, 1)) {
        // "The striker, 23,": who it is told by a noun.
        return Some(things::phrase(view, comma - 1));
    }
    (start < comma && view.word(comma - 1)).then(|| Noun { tokens: start..comma, head: comma - 1 })
}

/// "300-strong choir" counts the convoy, "seven-member board" the members.
fn hyphenated(view: View<'_>, at: usize) -> Option<Noun> {
    if matches!(view.lower(at), "strong" | "magnitude") {
        return nouns::after(view, at + 1, true);
    }
    Some(Noun { tokens: at..at + 1, head: at })
}

/// The end of a quantity with what bounds it afterwards ("100 or more").
fn after_suffix(view: View<'_>, q: &Quantity) -> usize {
    super::bounds::after(view, q.tokens.end).map_or(q.tokens.end, |(_, end)| end)
}

/// "Casualties since the invasion have reached 738,660": what has come so far is its subject, whatever was counted before.
fn reached(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let verb = view.left(q.first, 1);
    let come = matches!(verb, "reached" | "totalled" | "totaled" | "numbered" | "exceeded" | "topped" | "surpassed");
    if !come || q.unit.is_some() || !matches!(q.form, Form::Number | Form::Vague) {
        return None;
    }
    // "Total casualties since … have reached": what is summed says its name, even where the tree has no subject.
    let summed = || {
        let total = (2..=14).find(|back| view.left(q.first, *back) == "total")?;
        nouns::after(view, q.first - total + 1, false)
    };
    things::measured(view, q).or_else(summed).filter(|noun| noun.head < q.first)
}

/// "Three of them", "9 dead", "and Norden 25", "20 are shut": the noun of the count before.
fn inherited(view: View<'_>, q: &Quantity, before: &[Quantity]) -> Option<Noun> {
    if q.unit.is_some_and(|unit| unit.dimension != Dimension::Percent)
        || matches!(q.form, Form::Score | Form::Rank | Form::Age)
    {
        return None;
    }
    if q.unit.is_some() && q.form != Form::Fraction {
        return polled(view, q, before);
    }
    let candidate = before.iter().rev().take(4).find(|other| {
        other.role != FigureRole::Time
            && (other.unit.is_none() || other.form == Form::Fraction)
            && other.noun.is_some()
            && matches!(other.form, Form::Number | Form::Vague | Form::Fraction)
            && !(view.right(other.tokens.end, 0) == "of" && matches!(view.right(other.tokens.end, 1), "them" | "whom"))
            && other.sentence + 2 >= q.sentence
    })?;
    let near =
        candidate.sentence == q.sentence || view.right(q.tokens.end, 0) == "of" || q.sentence == candidate.sentence + 1;
    near.then(|| candidate.noun.clone()).flatten()
}

/// "Of 900 members, 24 percent said …": a share that acts is a share of the persons counted before.
fn polled(view: View<'_>, q: &Quantity, before: &[Quantity]) -> Option<Noun> {
    let acts = view.doc.tokens.get(q.tokens.end).is_some_and(|token| matches!(token.pos, Pos::Verb | Pos::Aux));
    let opens = view.left(q.first, 1).is_empty()
        || matches!(view.left(q.first, 1), "," | "and" | "while" | "but" | ";" | "“" | "that");
    if !acts || !opens {
        return None;
    }
    let persons = |other: &&Quantity| {
        other.sentence + 3 >= q.sentence
            && other.form != Form::Age
            && other.noun.as_ref().is_some_and(|noun| nouns::persons(view.lower(noun.head)))
    };
    before.iter().rev().take(6).find(persons)?.noun.clone()
}

/// "10, 12 or 15 boats": the noun at the end of the list.
fn ahead(view: View<'_>, q: &Quantity, rest: &[Quantity]) -> Option<Noun> {
    let mut end = q.tokens.end;
    for next in rest.iter().take(6) {
        let same = next.sentence == q.sentence && next.unit.is_none() && q.unit.is_none() && next.form == q.form;
        let joined = same
            && next.first >= end
            && next.first - end <= 3
            && (end..next.first).all(|token| matches!(view.lower(token), "," | "or" | "and" | "to" | "from" | "about"));
        if !joined {
            return None;
        }
        if let Some(noun) = nouns::after(view, next.tokens.end, false) {
            return Some(noun);
        }
        end = next.tokens.end;
    }
    None
}

/// "put the number of pupils at 31", "a hamlet of 90", "a crowd of 7,000".
fn number_of(view: View<'_>, q: &Quantity) -> Option<Noun> {
    if q.unit.is_some() || q.form != Form::Number {
        return None;
    }
    if view.left(q.first, 1) == "of"
        && q.first >= 2
        && matches!(
            view.left(q.first, 2),
            "village"
                | "town"
                | "crowd"
                | "population"
                | "audience"
                | "attendance"
                | "workforce"
                | "army"
                | "congregation"
                | "community"
                | "city"
                | "turnout"
                | "membership"
                | "garrison"
                | "contingent"
        )
    {
        return Some(Noun { tokens: q.first - 2..q.first - 1, head: q.first - 2 });
    }
    let linked =
        matches!(view.left(q.first, 1), "is" | "was" | "at" | "reached" | "to" | "are" | "were" | "exceeds" | "topped");
    let group = (2..9).find(|back| {
        linked && matches!(view.left(q.first, *back), "population" | "attendance" | "membership" | "workforce")
    });
    if let Some(back) = group {
        return Some(Noun { tokens: q.first - back..q.first - back + 1, head: q.first - back });
    }
    for back in 2..22 {
        let lower = view.left(q.first, back);
        if lower.is_empty() || matches!(lower, ";" | "." | ":") {
            return None;
        }
        if lower == "of" && matches!(view.left(q.first, back + 1), "number" | "numbers" | "tally" | "count" | "total") {
            return nouns::of_phrase(view, q.first - back).filter(|noun| noun.head < q.first);
        }
    }
    None
}
