//! Names and designations: "Article 5", "Boeing 777", "the Big Three", "508 BC", "220 South Mill Street".

use std::sync::LazyLock;

use super::super::lexer::Shape;
use super::super::nouns;
use super::super::quantity::{Form, Quantity};
use super::super::units::Dimension;
use super::super::view::View;
use super::super::words::{Words, set};

static DESIGNATORS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/designators.txt")));

/// "Article 5", "page 12", "No. 10", "Highway 35".
pub(super) fn designated(view: View<'_>, q: &Quantity) -> bool {
    if q.prefixed || q.unit.is_some_and(|unit| !matches!(unit.dimension, Dimension::Duration | Dimension::Angle)) {
        return false;
    }
    if !matches!(q.number.shape, Shape::Plain(_) | Shape::Words | Shape::Digits)
        || q.number.article
        || q.form != Form::Number
    {
        return false;
    }
    let at = q.tokens.start;
    let (one, two) = (view.left(at, 1), view.left(at, 2));
    let name = if one == "."
        && matches!(two, "no" | "nos" | "art" | "sec" | "para" | "fig" | "ch" | "vol" | "nr" | "nrs" | "ex")
    {
        two
    } else {
        one
    };
    if matches!(one, "#" | "§" | "№") || one == "p" && two == "&" {
        return true;
    }
    if one == "number" && view.left(at, 2) != "a" && q.number.shape != Shape::Words {
        return !matches!(two, "the");
    }
    if !DESIGNATORS.contains(name) || nouns::closed(name) && name != "no" {
        return false;
    }
    let capital = view.capital(at.saturating_sub(1)) || one == ".";
    let index = matches!(
        name,
        "fortune"
            | "ftse"
            | "nikkei"
            | "stoxx"
            | "russell"
            | "cac"
            | "dax"
            | "nasdaq"
            | "topix"
            | "kospi"
            | "asx"
            | "tsx"
    );
    let clear = index
        || matches!(
            name,
            "article"
                | "section"
                | "chapter"
                | "page"
                | "paragraph"
                | "para"
                | "no."
                | "no"
                | "highway"
                | "route"
                | "channel"
                | "flight"
                | "clause"
                | "exit"
                | "apollo"
                | "update"
                | "phase"
                | "stage"
                | "grade"
                | "level"
                | "type"
        );
    if name == "no" && one != "." {
        return view.capital(at - 1) && q.number.shape != Shape::Words;
    }
    clear || capital || !nouns::plural(view, q.tokens.end)
}

/// A number after a capitalised word inside a sentence: "Kanal 7", "Boeing 777"; and written numbers with a capital: "the Big Three".
pub(super) fn named(view: View<'_>, q: &Quantity, earlier: bool) -> bool {
    if q.unit.is_some() || q.prefixed || !matches!(q.form, Form::Number) {
        return false;
    }
    let sentence = view.sentence(q.tokens.start);
    let at = q.tokens.start;
    if at <= sentence.start {
        // "Zero Hedge asked": a name opens the sentence.
        return q.number.shape == Shape::Words
            && q.number.value == 0.0
            && view.capital(q.tokens.end)
            && !view.headline_case(&sentence);
    }
    let before = at - 1;
    let name_before =
        view.word(before) && view.capital(before) && before > sentence.start && !nouns::closed(view.lower(before));
    let counted = nouns::after(view, q.tokens.end, false).is_some_and(|noun| nouns::plural(view, noun.head));
    match q.number.shape {
        Shape::Plain(_) => {
            let elliptic = earlier && matches!(view.left(before, 1), "and" | "," | ";" | "but" | "while");
            let headline = view.headline_case(&sentence);
            let title = view.doc.form(before) == "The" && before > sentence.start && view.word(before - 1);
            title || name_before && !counted && !elliptic && !headline
        }
        Shape::Words => {
            let capital = view.capital(at) && view.word(before) && q.number.scale == 0;
            let group = view.lower(before) == "of" && before > sentence.start && view.capital(before - 1);
            let neighbour = group || view.capital(before) || view.capital(q.tokens.end) || view.lower(before) == "the";
            capital && neighbour && !view.headline_case(&sentence) && !matches!(view.left(at, 1), ":" | "“" | "\"")
        }
        _ => false,
    }
}

/// "[17]", "508 BC", "220 South Mill Street": notes, eras and addresses.
pub(super) fn reference(view: View<'_>, q: &Quantity) -> bool {
    if q.unit.is_some() || !matches!(q.number.shape, Shape::Plain(_)) {
        return false;
    }
    let right = view.right(q.tokens.end, 0);
    let note = view.left(q.tokens.start, 1) == "[" && right == "]";
    let era = matches!(right, "bc" | "bce" | "ad") && view.capital(q.tokens.end);
    let street = view.capital(q.tokens.end)
        && (1..=3).any(|on| {
            matches!(
                view.right(q.tokens.end, on).trim_end_matches('.'),
                "street" | "st" | "avenue" | "ave" | "road" | "rd" | "boulevard" | "blvd" | "drive" | "lane" | "square"
            ) && view.capital(q.tokens.end + on)
        });
    note || era || street
}
