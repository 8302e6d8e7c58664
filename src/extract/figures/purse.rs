//! Money told in pieces: a scale or coins behind the currency ("80 USD million", "13 dollars and 45 cents").

use super::lexer::Shape;
use super::measure::after_word;
use super::quantity::Quantity;
use super::units::{self, money};
use crate::extract::types::Value;
use crate::span::Span;

/// "80 USD million".
pub(super) fn late_scale(text: &str, q: &mut Quantity) {
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
pub(super) fn add_coins(text: &str, q: &mut Quantity) {
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
    let tail = text.get(at + coins.span.end as usize..).unwrap_or_default();
    let spoken = q.number.shape == Shape::Words && coins.shape == Shape::Words && coins.scale == 0 && coins.value > 9.0;
    if spoken && at == end + 1 && !tail.trim_start_matches(' ').starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        // "It cost five dollars fifty."
        q.value = Value::One(((q.number.value * 100.0) + coins.value).round() / 100.0);
        q.core = Span::of(q.core.start as usize, at + coins.span.end as usize);
        return;
    }
    if let Some(found) = money::coins_after(text, at + coins.span.end as usize) {
        q.value = Value::One(((q.number.value * 100.0) + coins.value).round() / 100.0);
        q.core = Span::of(q.core.start as usize, found.end);
    }
}

/// "$5 m", "$3 bn" in loose setting.
pub(super) fn spaced_scale(text: &str, end: usize, q: &mut Quantity) -> usize {
    let tail = text.get(end..).unwrap_or_default();
    let ends = |len: usize| !tail.get(len..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
    if tail.starts_with(" m") && ends(2) {
        q.value = Value::One(q.number.value * 1e6);
        q.number.scale = 6;
        return end + 2;
    }
    end
}
