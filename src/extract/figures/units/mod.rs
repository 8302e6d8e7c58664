//! Units of measure: the table, and the reading of a unit after a number. Owns `units.txt`; money stands in [`money`].

pub(super) mod money;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::types::FigureUnit;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    Percent,
    /// Percentage points.
    Points,
    /// Basis points: hundredths of a percentage point.
    Basis,
    Money,
    Duration,
    Distance,
    Mass,
    Temperature,
    /// Degrees that may be of an angle or of temperature.
    Angle,
    Area,
    Volume,
    Speed,
    /// A quantity per time with a name of its own (barrels per day).
    Rate,
    Power,
    Energy,
    Data,
    /// Points of an index.
    Index,
    /// Folds: doubled, threefold.
    Fold,
    /// Measures without a kind of their own in the contract.
    Other,
}

/// A unit: its name in the contract and what it measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub(super) name: FigureUnit,
    pub(super) dimension: Dimension,
}

pub(super) const PERCENT: Unit = Unit { name: "percent", dimension: Dimension::Percent };
pub(super) const PERCENTAGE_POINTS: Unit = Unit { name: "percentage points", dimension: Dimension::Points };
pub(super) const FOLD: Unit = Unit { name: "fold", dimension: Dimension::Fold };
pub(super) const FEET: Unit = Unit { name: "feet", dimension: Dimension::Distance };
pub(super) const INCHES: Unit = Unit { name: "inches", dimension: Dimension::Distance };
pub(super) const POUNDS: Unit = Unit { name: "pounds", dimension: Dimension::Mass };
pub(super) const YEARS: Unit = Unit { name: "years", dimension: Dimension::Duration };
pub(super) const METRES: Unit = Unit { name: "metres", dimension: Dimension::Distance };
pub(super) const INDEX_POINTS: Unit = Unit { name: "points", dimension: Dimension::Index };

const SOURCE: &str = include_str!("units.txt");

struct Table {
    any_case: HashMap<&'static str, Unit>,
    this_case: HashMap<&'static str, Unit>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { any_case: HashMap::new(), this_case: HashMap::new() };
    for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('|').map(str::trim);
        let (Some(name), Some(dimension)) = (columns.next(), columns.next().and_then(dimension)) else { continue };
        let unit = Unit { name, dimension };
        table
            .any_case
            .extend(columns.next().unwrap_or_default().split(", ").filter(|f| !f.is_empty()).map(|f| (f, unit)));
        table.this_case.extend(columns.next().unwrap_or_default().split_whitespace().map(|form| (form, unit)));
    }
    table
});

fn dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "percent" => Dimension::Percent,
        "points" => Dimension::Points,
        "basis" => Dimension::Basis,
        "duration" => Dimension::Duration,
        "distance" => Dimension::Distance,
        "mass" => Dimension::Mass,
        "temperature" => Dimension::Temperature,
        "angle" => Dimension::Angle,
        "area" => Dimension::Area,
        "volume" => Dimension::Volume,
        "speed" => Dimension::Speed,
        "rate" => Dimension::Rate,
        "power" => Dimension::Power,
        "energy" => Dimension::Energy,
        "data" => Dimension::Data,
        "other" => Dimension::Other,
        _ => return None,
    })
}

/// A unit found after a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) unit: Unit,
    /// Where its words begin and end, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// It touches the number, or hangs on by a hyphen.
    pub(super) glued: bool,
}

/// The unit that begins at `at` (the end of a number), after white space or a hyphen.
pub(super) fn after(text: &str, at: usize) -> Option<Found> {
    let start = skip_gap(text, at)?;
    let glued = start == at || text.as_bytes().get(at) == Some(&b'-');
    let ends = word_ends(text, start);
    for end in ends.iter().rev().copied() {
        let Some(form) = text.get(start..end) else { continue };
        // "10 l/km": the base of the rate is read later.
        let (form, end) = match form.split_once('/') {
            Some((unit, _)) if !unit.is_empty() && !form.contains(' ') && !known(form) => (unit, start + unit.len()),
            _ => (form, end),
        };
        let unit = TABLE
            .this_case
            .get(form)
            .filter(|_| glued || !matches!(form, "in" | "ins" | "h" | "K" | "V" | "W" | "J" | "L" | "mi"))
            .or_else(|| TABLE.any_case.get(normal(form).as_str()));
        if let Some(unit) = unit {
            return Some(Found { unit: *unit, start, end, glued });
        }
    }
    None
}

/// Whether a form is in the table as it is ("km/h").
fn known(form: &str) -> bool {
    TABLE.this_case.contains_key(form) || TABLE.any_case.contains_key(normal(form).as_str())
}

/// The offset after up to two spaces, a no-break space or one hyphen. Two characters at most: "152 - mile" is no unit.
pub(super) fn skip_gap(text: &str, at: usize) -> Option<usize> {
    let mut offset = at;
    for c in text.get(at..)?.chars().take(2) {
        let skips = matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
            || (c == '-' && offset == at)
            || (c == '\u{2011}' && offset == at);
        if !skips {
            break;
        }
        offset += c.len_utf8();
        if matches!(c, '-' | '\u{2011}') {
            break;
        }
    }
    Some(offset)
}

/// Lower case, single spaces.
fn normal(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for part in form.split(|c: char| c.is_whitespace()).filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(part.chars().flat_map(char::to_lowercase));
    }
    out
}

/// Ends of the first words at an offset, shortest first: five words, 48 bytes at most.
pub(super) fn word_ends(text: &str, start: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut chars = text.get(start..).unwrap_or_default().char_indices().take_while(|(at, _)| *at < 48).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if is_unit_char(c) {
            let solitary = matches!(c, '%' | '°' | 'º' | '″' | '′');
            if solitary || next.is_none_or(|next| !is_unit_char(next)) {
                ends.push(start + at + c.len_utf8());
                if ends.len() == 5 {
                    break;
                }
            }
        } else if !(c == '-' || c == '.' || c.is_whitespace() && c != '\n') || at == 0 {
            break;
        }
    }
    ends
}

fn is_unit_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '°' | 'º' | '²' | '³' | '^' | '/' | '″' | '′' | '$' | '€' | '£' | '℃')
}

/// The bigger unit's worth in the smaller one, for compound measures ("6ft 5in", "3 hours 20 minutes").
pub(super) fn compound(bigger: FigureUnit, smaller: FigureUnit) -> Option<f64> {
    match (bigger, smaller) {
        ("feet", "inches") => Some(12.0),
        ("hours", "minutes") | ("minutes", "seconds") => Some(60.0),
        ("years", "months") => Some(12.0),
        ("weeks", "days") => Some(7.0),
        ("days", "hours") => Some(24.0),
        ("stone", "pounds") => Some(14.0),
        ("pounds", "ounces") => Some(16.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Option<(&'static str, usize)> {
        after(text, 0).map(|found| (found.unit.name, found.end))
    }

    #[test]
    fn the_list_is_sorted_without_duplicates() {
        let names: Vec<&str> =
            SOURCE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split(" |").next()).collect();
        assert!(names.is_sorted_by(|a, b| a < b));
        let forms = SOURCE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('|').nth(2));
        let mut forms: Vec<&str> = forms.flat_map(|f| f.trim().split(", ")).filter(|f| !f.is_empty()).collect();
        forms.sort_unstable();
        let before = forms.len();
        forms.dedup();
        assert_eq!(before, forms.len());
        assert_eq!(forms.len(), TABLE.any_case.len());
    }

    #[test]
    fn units_in_full_and_short() {
        assert_eq!(unit(" per cent of"), Some(("percent", 9)));
        assert_eq!(unit("% of"), Some(("percent", 1)));
        assert_eq!(unit(" percentage points."), Some(("percentage points", 18)));
        assert_eq!(unit("-year-old"), Some(("years", 5)));
        assert_eq!(unit("km"), Some(("kilometres", 2)));
        assert_eq!(unit(" degrees Celsius"), Some(("degrees Celsius", 16)));
        assert_eq!(unit("°C"), Some(("degrees Celsius", 3)));
        assert_eq!(unit(" square miles,"), Some(("square miles", 13)));
        assert_eq!(unit(" miles an hour"), Some(("miles per hour", 14)));
        assert_eq!(unit(" GB"), Some(("gigabytes", 3)));
    }

    #[test]
    fn words_that_only_look_like_units_are_none() {
        assert_eq!(unit(" in the city"), None);
        assert_eq!(unit(" people"), None);
        assert_eq!(unit(" mining"), None);
    }
}
