//! From a number to a measured quantity: the unit or currency beside it, fractions in percent, folds. Owns what stands directly around
//! the number; must not know vetoes or the sentence.

use super::lexer::{Number, Shape};
use super::quantity::{Form, Quantity};
use super::units::{self, Dimension, Unit, money};
use super::view::View;
use super::words::{Words, set};
use crate::extract::types::Value;
use crate::span::Span;
use crate::vocabulary::Bound;
use std::sync::LazyLock;

static METRES: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/metre_words.txt")));

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

/// Reads what is measured around one number; none where the number belongs to no analysed sentence.
pub(super) fn measure(view: View<'_>, number: Number) -> Option<Quantity> {
    let text = view.doc.text();
    let tokens = view.doc.tokens_in(number.span);
    let first = view.doc.tokens.get(tokens.start)?;
    if !first.span.overlaps(number.span) {
        return None;
    }
    let sentence = view.doc.sentence_of(tokens.start)?;
    let mut q = Quantity::new(number, number.span, tokens, sentence);
    match number.shape {
        Shape::Vague(high) => {
            q.form = Form::Vague;
            q.value = Value::Two(number.value, high);
            q.bound = Bound::Range;
        }
        Shape::Fold => fold(&mut q),
        Shape::Halved => {
            q.value = Value::One(50.0);
            q.unit = Some(units::PERCENT);
        }
        Shape::Ordinal => q.form = Form::Rank,
        _ => {}
    }
    attach(text, &mut q);
    if q.number.bare_m && q.unit.is_none() && metres(view, &q) {
        q.value = Value::One(number.value / 1e6);
        q.number.value = number.value / 1e6;
        q.number.scale = 0;
        q.unit = Some(units::METRES);
    }
    q.tokens = view.doc.tokens_in(q.core);
    q.first = q.tokens.start;
    if q.unit.is_none() {
        times(view, &mut q);
    }
    if number.shape == Shape::Fraction && q.unit.is_none() {
        q.form = Form::Fraction;
        q.unit = Some(units::PERCENT);
        q.value = Value::One(number.value * 100.0);
    }
    q.span = q.core;
    Some(q)
}

fn fold(q: &mut Quantity) {
    q.form = Form::Fold;
    q.unit = Some(units::FOLD);
}

/// Finds currency before or after, then coins, then a unit.
fn attach(text: &str, q: &mut Quantity) {
    let start = q.core.start as usize;
    let mut end = q.core.end as usize;
    if matches!(q.number.shape, Shape::Fold | Shape::Halved) {
        return;
    }
    if matches!(q.number.shape, Shape::Ordinal) {
        part_of_a_unit(text, q);
        return;
    }
    let digits = matches!(q.number.shape, Shape::Plain(_) | Shape::Digits | Shape::Fraction);
    if digits && let Some((unit, begin)) = money::before(text, start) {
        q.unit = Some(unit);
        q.prefixed = true;
        if q.number.scale == 0 {
            end = spaced_scale(text, end, q);
        }
        q.core = Span::of(begin, end);
        if let Some(name) = money::after(text, end)
            .filter(|found| found.unit.name == unit.name || unit.name == "USD" && found.unit.name.ends_with('D'))
        {
            q.unit = Some(name.unit);
            q.core = Span::of(begin, name.end);
        }
        return;
    }
    // "Half a mile", "hundreds of thousands of dollars": the unit stands after a small word.
    let at = match q.number.shape {
        Shape::Fraction | Shape::Words if (q.number.value - 0.5).abs() < 1e-9 || q.number.shape == Shape::Fraction => {
            after_word(text, end, &["an ", "a "]).unwrap_or(end)
        }
        Shape::Vague(_) => after_word(text, end, &["of "]).unwrap_or(end),
        Shape::Words | Shape::Digits if q.number.scale > 0 => {
            after_word(text, end, &["of "]).filter(|at| money::after(text, *at).is_some()).unwrap_or(end)
        }
        _ => end,
    };
    let at = ["-plus ", "-odd ", "+ "]
        .iter()
        .find(|word| text.get(end..).is_some_and(|tail| tail.starts_with(**word)))
        .map_or(at, |word| end + word.len() - 1);
    let take = |q: &mut Quantity, unit: Unit, found: units::Found| {
        q.unit = Some(unit);
        q.hyphen = text.as_bytes().get(q.core.end as usize) == Some(&b'-');
        q.core = Span::of(start, found.end);
    };
    if let Some(found) = units::after(text, at).filter(|found| plausible_unit(text, q, found)) {
        let scale = match found.unit.dimension {
            Dimension::Basis => Some((units::PERCENTAGE_POINTS, 0.01)),
            _ => None,
        };
        let unit = scale.map_or(found.unit, |(unit, _)| unit);
        if let Some((_, factor)) = scale {
            // Two decimals of a percentage point: rounded once, so that 25 basis points are 0.25 exactly.
            q.value = Value::One((q.number.value * factor * 1e6).round() / 1e6);
        }
        take(q, unit, found);
        if unit.dimension == Dimension::Temperature {
            spaced_minus(text, q);
        }
        return;
    }
    if let Some(found) = money::after(text, at).filter(|found| plausible_currency(text, q, found)) {
        let unit = if mass_not_money(text, q, &found) {
            Unit { name: "pounds", dimension: Dimension::Mass }
        } else {
            found.unit
        };
        take(q, unit, found);
        late_scale(text, q);
        add_coins(text, q);
        return;
    }
    if let Some(found) = money::millions_after(text, at).filter(|_| q.number.scale == 0) {
        q.value = Value::One(q.number.value * 1e6);
        q.number.scale = 6;
        take(q, found.unit, found);
        return;
    }
    if let Some(found) = money::coins_after(text, at) {
        take(q, found.unit, found);
        return;
    }
    points(text, q, at);
    if q.unit.is_none() {
        fold_suffix(text, q);
    }
}

/// The offset after one of some small words that follow a gap.
fn after_word(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let tail = text.get(at..)?;
    let trimmed = tail.trim_start_matches([' ', '-']);
    let skipped = tail.len() - trimmed.len();
    // The gap before the unit stays, so the offset points at the space.
    words.iter().find(|word| skipped == 1 && trimmed.starts_with(**word)).map(|word| at + skipped + word.len() - 1)
}

/// "$5 m", "$3 bn" in loose setting.
fn spaced_scale(text: &str, end: usize, q: &mut Quantity) -> usize {
    let tail = text.get(end..).unwrap_or_default();
    let ends = |len: usize| !tail.get(len..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
    if tail.starts_with(" m") && ends(2) {
        q.value = Value::One(q.number.value * 1e6);
        q.number.scale = 6;
        return end + 2;
    }
    end
}

/// "a low of - 20 degrees Celsius", as tokenised wires write it.
fn spaced_minus(text: &str, q: &mut Quantity) {
    let head = text.get(..q.core.start as usize).unwrap_or_default();
    let signed = head
        .strip_suffix("- ")
        .is_some_and(|rest| rest.ends_with(' ') && rest.trim_end().ends_with(char::is_alphabetic));
    if signed && q.number.value > 0.0 {
        q.value = Value::One(-q.number.value);
        q.core = Span::of(q.core.start as usize - 2, q.core.end as usize);
    }
}

/// Words that double as units: "three second-half goals", "10 second graders".
fn plausible_unit(text: &str, q: &Quantity, found: &units::Found) -> bool {
    let tail = text.get(found.end..).unwrap_or_default();
    let form = text.get(found.start..found.end).unwrap_or_default();
    let word_before_hyphen = |suffixes: &[&str]| {
        suffixes.iter().any(|suffix| tail.strip_prefix('-').is_some_and(|rest| rest.starts_with(suffix)))
    };
    match found.unit.dimension {
        Dimension::Duration if form.eq_ignore_ascii_case("second") => {
            q.number.value == 1.0 || found.glued && !word_before_hyphen(&["half", "place", "hand", "string", "row"])
        }
        Dimension::Duration => !word_before_hyphen(&["ender", "sider"]),
        Dimension::Angle => true,
        Dimension::Temperature if form.len() == 1 => {
            q.number.value < 150.0 && (!tail.starts_with(['-', '/', '.']) || tail.starts_with(". "))
        }
        Dimension::Other if form.len() == 1 => found.glued || !tail.starts_with('.') || tail.len() < 3,
        Dimension::Volume if form == "cups" => tail.starts_with(" of "),
        Dimension::Mass if form == "stone" => !tail.trim_start().starts_with(|c: char| c.is_alphabetic()) || q.hyphen,
        _ => true,
    }
}

/// "20 won", "3 real": verbs and adjectives, not currencies.
fn plausible_currency(text: &str, q: &Quantity, found: &units::Found) -> bool {
    let form = text.get(found.start..found.end).unwrap_or_default();
    match form.to_lowercase().as_str() {
        "won" | "rand" | "lev" | "dong" | "sol" => {
            q.number.value >= 100.0 && (q.number.scale > 0 || q.number.shape == Shape::Digits)
        }
        _ => !found.unit.name.is_empty(),
    }
}

/// "25 pounds of rice" is a mass, "361 million pounds" is money.
fn mass_not_money(text: &str, q: &Quantity, found: &units::Found) -> bool {
    let form = text.get(found.start..found.end).unwrap_or_default().to_lowercase();
    if !matches!(form.as_str(), "pound" | "pounds") {
        return false;
    }
    let head = text.get(..q.core.start as usize).unwrap_or_default();
    let mut before = head.split_whitespace().rev().take(3);
    if before.any(|word| {
        matches!(
            word,
            "cost"
                | "costs"
                | "paid"
                | "pay"
                | "pays"
                | "worth"
                | "price"
                | "priced"
                | "spent"
                | "spend"
                | "fined"
                | "charge"
                | "charged"
                | "earn"
                | "earns"
                | "earned"
        )
    }) {
        return false;
    }
    let tail = text.get(found.end..).unwrap_or_default();
    let of_goods = tail.starts_with(" of ") || tail.starts_with('-') || found.glued;
    of_goods || (q.number.scale == 0 && q.number.value < 1000.0 && !tail.trim_start().starts_with("sterling"))
}

/// "80 USD million".
fn late_scale(text: &str, q: &mut Quantity) {
    let end = q.core.end as usize;
    for (word, exponent) in [(" million", 6), (" billion", 9)] {
        if q.number.scale == 0 && text.get(end..).is_some_and(|tail| tail.starts_with(word)) {
            q.value = Value::One(q.number.value * 10_f64.powi(exponent));
            q.number.scale = exponent as i8;
            q.core = Span::of(q.core.start as usize, end + word.len());
        }
    }
}

/// "13 dollars and 45 cents".
fn add_coins(text: &str, q: &mut Quantity) {
    let end = q.core.end as usize;
    let Some(at) =
        after_word(text, end, &["and "]).map(|at| at + 1).or_else(|| units::skip_gap(text, end).filter(|at| *at > end))
    else {
        return;
    };
    let Some(rest) = text.get(at..text.len().min(at + 24)).or_else(|| text.get(at..)) else { return };
    let Some(coins) =
        super::lexer::numbers(rest).into_iter().next().filter(|number| number.span.start == 0 && number.value < 100.0)
    else {
        return;
    };
    if let Some(found) = money::coins_after(text, at + coins.span.end as usize) {
        q.value = Value::One(((q.number.value * 100.0) + coins.value).round() / 100.0);
        q.core = Span::of(q.core.start as usize, found.end);
    }
}

/// "A half-point move", "2.5 points".
fn points(text: &str, q: &mut Quantity, at: usize) {
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
fn part_of_a_unit(text: &str, q: &mut Quantity) {
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
fn fold_suffix(text: &str, q: &mut Quantity) {
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
fn times(view: View<'_>, q: &mut Quantity) {
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
    if comparative(next) || matches!(next, "as" | "the" | "that" | "what" | "its" | "their" | "his" | "her" | "faster")
    {
        fold(q);
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
    }
}

/// Whether a bare "m" after digits means metres.
fn metres(view: View<'_>, q: &Quantity) -> bool {
    let end = view.doc.tokens_in(q.core).end;
    METRES.contains(view.right(end, 0)) || METRES.contains(view.right(end, 1)) && view.right(end, 0) != "people"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::figures::lexer;
    use crate::extract::figures::view::Edges;
    use crate::text::{Analyser, Scratch};

    fn first(text: &str) -> (f64, Option<&'static str>, String) {
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        let number = lexer::numbers(text).into_iter().find(|n| n.shape != Shape::Opaque).unwrap();
        let q = measure(View { doc: &document, edges: &Edges::of(&document) }, number).unwrap();
        (q.one(), q.unit.map(|unit| unit.name), q.core.slice(text).to_owned())
    }

    #[test]
    fn lists_are_sorted() {
        super::super::words::assert_sorted(include_str!("lexicon/metre_words.txt"));
    }

    #[test]
    fn money() {
        assert_eq!(first("It lost $4.5m."), (4.5e6, Some("USD"), "$4.5m".to_owned()));
        assert_eq!(first("It cost 35 Canadian dollars."), (35.0, Some("CAD"), "35 Canadian dollars".to_owned()));
        assert_eq!(first("a 12-cent rise"), (12.0, Some("cents"), "12-cent".to_owned()));
        assert_eq!(
            first("hundreds of millions of euros"),
            (1e8, Some("EUR"), "hundreds of millions of euros".to_owned())
        );
        assert_eq!(first("361 million pounds"), (3.61e8, Some("GBP"), "361 million pounds".to_owned()));
        assert_eq!(first("25 pounds of flour"), (25.0, Some("pounds"), "25 pounds".to_owned()));
    }

    #[test]
    fn parts_and_points() {
        assert_eq!(first("25 basis points"), (0.25, Some("percentage points"), "25 basis points".to_owned()));
        assert_eq!(first("a half-point move").0, 0.5);
        assert_eq!(first("half a mile"), (0.5, Some("miles"), "half a mile".to_owned()));
        assert_eq!(first("a quarter of voters"), (25.0, Some("percent"), "a quarter".to_owned()));
        assert_eq!(first("three times higher"), (3.0, Some("fold"), "three times".to_owned()));
    }

    #[test]
    fn bare_m() {
        assert_eq!(first("a wall 48m high"), (48.0, Some("metres"), "48m".to_owned()));
        assert_eq!(first("48m users"), (48e6, None, "48m".to_owned()));
    }
}
