//! From a number to a measured quantity: the unit or currency beside it, fractions in percent, folds. Owns what stands directly around
//! the number; must not know vetoes or the sentence.

use super::lexer::{Number, Shape};
use super::marks;
use super::plausible::{mass_not_money, plausible_currency, plausible_unit};
use super::points::{fold, fold_suffix, part_of_a_unit, points, times};
use super::purse::{add_coins, late_scale, spaced_scale};
use super::quantity::{Form, Quantity};
use super::units::{self, Dimension, Unit, money};
use super::view::View;
use super::words::{Words, set};
use crate::extract::types::Value;
use crate::span::Span;
use crate::vocabulary::Bound;
use std::sync::LazyLock;

static METRES: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/metre_words.txt")));

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
        if q.number.scale == 0 && q.number.value.fract() == 0.0 {
            // "$10 and 30 cents".
            add_coins(text, q);
        }
        return;
    }
    // "Half a mile", "hundreds of thousands of dollars": the unit stands after a small word.
    let at = match q.number.shape {
        Shape::Fraction | Shape::Words if (q.number.value - 0.5).abs() < 1e-9 || q.number.shape == Shape::Fraction => {
            let point = |at: usize| text.get(at..).is_some_and(|tail| tail.starts_with(" point"));
            let measured =
                |at: &usize| units::after(text, *at).is_some() || money::coins_after(text, *at).is_some() || point(*at);
            let of = after_word(text, end, &["of an ", "of a ", "of one "]).filter(measured);
            of.or_else(|| after_word(text, end, &["an ", "a "])).unwrap_or(end)
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
    if let Some((unit, stop)) = marks::feet_and_inches(text, q).or_else(|| marks::loose_inches(text, q)) {
        q.unit = Some(unit);
        q.core = Span::of(start, stop);
        return;
    }
    if let Some((unit, stop)) = marks::bracketed(text, q) {
        q.unit = Some(unit);
        q.core = Span::of(start, stop);
        return;
    }
    if let Some(found) = money::after(text, at).filter(|found| plausible_currency(text, q, found)) {
        let unit = if mass_not_money(text, q, &found) { units::POUNDS } else { found.unit };
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

/// The offset after one of some small words that follow a gap.
pub(super) fn after_word(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let tail = text.get(at..)?;
    let trimmed = tail.trim_start_matches([' ', '-']);
    let skipped = tail.len() - trimmed.len();
    // The gap before the unit stays, so the offset points at the space.
    words.iter().find(|word| skipped == 1 && trimmed.starts_with(**word)).map(|word| at + skipped + word.len() - 1)
}

/// Whether a bare "m" after digits means metres.
fn metres(view: View<'_>, q: &Quantity) -> bool {
    let tokens = view.doc.tokens_in(q.core);
    let (start, end) = (tokens.start, tokens.end);
    let small = q.number.value < 10_000e6;
    let race = [60.0, 100.0, 110.0, 200.0, 400.0, 800.0, 1500.0, 5000.0].contains(&(q.number.value / 1e6));
    if race && matches!(view.left(start, 1), "the" | "women's" | "men's" | "'s" | "’s") {
        return true;
    }
    // "A leap of 7.12m", "cleared 2.31m": athletes are measured to the centimetre.
    let centimetres = q.number.span.slice(view.doc.text()).trim_end_matches('m').split_once('.');
    if q.number.value < 100e6
        && centimetres.is_some_and(|(_, decimals)| decimals.len() == 2)
        && (1..=4).any(|back| {
            matches!(
                view.left(start, back),
                "leap"
                    | "leapt"
                    | "jumped"
                    | "throw"
                    | "threw"
                    | "hurled"
                    | "putt"
                    | "vault"
                    | "vaulted"
                    | "cleared"
                    | "clearance"
            )
        })
    {
        return true;
    }
    // "A wall with a height of 48m", "1m is 100 cm".
    if small
        && (1..=4).any(|back| {
            matches!(
                view.left(start, back),
                "height" | "depth" | "length" | "width" | "altitude" | "elevation" | "wingspan" | "diameter" | "radius"
            )
        })
    {
        return true;
    }
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
