//! Words that only sometimes are units: "second", "C", "won", "pounds". Owns which reading the surroundings allow.

use super::lexer::Shape;
use super::quantity::Quantity;
use super::units::{self, Dimension};

/// Words that double as units: "three second-half goals", "10 second graders".
pub(super) fn plausible_unit(text: &str, q: &Quantity, found: &units::Found) -> bool {
    let tail = text.get(found.end..).unwrap_or_default();
    let form = text.get(found.start..found.end).unwrap_or_default();
    let word_before_hyphen = |suffixes: &[&str]| {
        suffixes.iter().any(|suffix| tail.strip_prefix('-').is_some_and(|rest| rest.starts_with(suffix)))
    };
    match found.unit.dimension {
        Dimension::Duration if form.eq_ignore_ascii_case("second") => {
            let part = q.number.shape == Shape::Fraction
                && !tail.starts_with(|c: char| c.is_alphanumeric() || c == '-')
                && !tail.starts_with(" half");
            part || q.number.value == 1.0
                || found.glued && !word_before_hyphen(&["half", "place", "hand", "string", "row"])
        }
        Dimension::Duration => !word_before_hyphen(&["ender", "sider"]),
        Dimension::Angle => true,
        Dimension::Temperature if form.len() == 1 => {
            // "To 1.5C." ends a sentence, "5C.2" is a mark.
            let stops = tail.strip_prefix('.').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            q.number.value < 150.0 && (!tail.starts_with(['-', '/', '.']) || stops)
        }
        Dimension::Other if form.len() == 1 => found.glued || !tail.starts_with('.') || tail.len() < 3,
        Dimension::Volume if matches!(form, "cup" | "cups") => {
            tail.starts_with(" of ") || q.number.shape == Shape::Fraction && form == "cup"
        }
        Dimension::Mass if form == "stone" => !tail.trim_start().starts_with(|c: char| c.is_alphabetic()) || q.hyphen,
        _ => true,
    }
}

/// "20 won", "3 real": verbs and adjectives, not currencies.
pub(super) fn plausible_currency(text: &str, q: &Quantity, found: &units::Found) -> bool {
    let form = text.get(found.start..found.end).unwrap_or_default();
    match form.to_lowercase().as_str() {
        "won" | "rand" | "lev" | "dong" | "sol" => {
            q.number.value >= 100.0 && (q.number.scale > 0 || q.number.shape == Shape::Digits)
        }
        _ => !found.unit.name.is_empty(),
    }
}

/// "25 pounds of rice" is a mass, "361 million pounds" is money.
pub(super) fn mass_not_money(text: &str, q: &Quantity, found: &units::Found) -> bool {
    let form = text.get(found.start..found.end).unwrap_or_default().to_lowercase();
    if !matches!(form.as_str(), "pound" | "pounds") {
        return false;
    }
    if form == "pound" && found.glued {
        // "A three-pound coin" apart, the singular with a hyphen weighs.
        return !text.get(found.end..).is_some_and(|tail| tail.starts_with(" coin") || tail.starts_with(" note"));
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
    // "Five pounds 20 pence", "5 pounds and 20p".
    let coins =
        tail.trim_start_matches(' ').trim_start_matches("and ").trim_start_matches(|c: char| c.is_ascii_digit());
    if coins.trim_start().starts_with("pence") || coins.starts_with("p ") || coins.starts_with("p.") {
        return false;
    }
    let of_goods = tail.starts_with(" of ") || tail.starts_with('-') || found.glued;
    of_goods || (q.number.scale == 0 && q.number.value < 1000.0 && !tail.trim_start().starts_with("sterling"))
}
