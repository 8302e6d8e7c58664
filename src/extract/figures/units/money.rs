//! Money: the currency before or after a number. Owns `currencies.txt` and `coins.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Dimension, Found, Unit, skip_gap, word_ends};
use crate::extract::types::FigureUnit;

const CURRENCIES: &str = include_str!("currencies.txt");
const COINS: &str = include_str!("coins.txt");

struct Table {
    /// Signs and codes, longest first.
    signs: Vec<(&'static str, FigureUnit)>,
    names: HashMap<&'static str, FigureUnit>,
    coins: HashMap<&'static str, FigureUnit>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { signs: Vec::new(), names: HashMap::new(), coins: HashMap::new() };
    for line in CURRENCIES.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('|').map(str::trim);
        let Some(code) = columns.next() else { continue };
        table.signs.extend(columns.next().unwrap_or_default().split(' ').map(|sign| (sign, code)));
        table.names.extend(columns.next().unwrap_or_default().split(", ").map(|name| (name, code)));
    }
    table.signs.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    table.coins.extend(COINS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')));
    table
});

const fn unit(code: FigureUnit) -> Unit {
    Unit { name: code, dimension: Dimension::Money }
}

/// The currency that ends where a number begins, and where it starts.
pub(in super::super) fn before(text: &str, number: usize) -> Option<(Unit, usize)> {
    let head = text.get(..number)?;
    let tight = head.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    let spaced = tight.len() < head.len();
    if head.len() - tight.len() > 4 {
        return None;
    }
    for (sign, code) in &TABLE.signs {
        let Some(rest) = tight.strip_suffix(sign).or_else(|| small_letters(tight, sign)) else { continue };
        let lettered = sign.starts_with(|c: char| c.is_alphabetic());
        if lettered && rest.ends_with(|c: char| c.is_alphanumeric()) || spaced && matches!(*sign, "R") {
            continue;
        }
        if *sign == "$" {
            return Some(dollar(rest));
        }
        return Some((unit(code), rest.len()));
    }
    None
}

/// "nzd$15", "us$4": letters in small type before the sign of the dollar.
fn small_letters<'t>(head: &'t str, sign: &str) -> Option<&'t str> {
    let at = head.len().checked_sub(sign.len()).filter(|_| sign.len() > 2 && sign.ends_with('$'))?;
    head.get(at..)?.eq_ignore_ascii_case(sign).then(|| head.get(..at)).flatten()
}

/// "us $ 150 million", "C $1.34": a country's letters apart from the sign, as tokenised wires write them.
fn dollar(rest: &str) -> (Unit, usize) {
    const APART: [(&str, FigureUnit); 8] = [
        ("us ", "USD"),
        ("US ", "USD"),
        ("u.s. ", "USD"),
        ("U.S. ", "USD"),
        ("c ", "CAD"),
        ("C ", "CAD"),
        ("nz ", "NZD"),
        ("hk ", "HKD"),
    ];
    for (letters, code) in APART {
        if let Some(head) = rest.strip_suffix(letters)
            && !head.ends_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’')
        {
            return (unit(code), head.len());
        }
    }
    (unit("USD"), rest.len())
}

/// The currency after a number: a sign or code ("15€", "70m EUR") or a name ("euros", "Canadian dollars").
pub(in super::super) fn after(text: &str, at: usize) -> Option<Found> {
    let start = skip_gap(text, at)?;
    let glued = start == at || text.as_bytes().get(at) == Some(&b'-');
    let tail = text.get(start..)?;
    for (sign, code) in &TABLE.signs {
        let lettered = sign.starts_with(|c: char| c.is_alphabetic());
        if lettered && sign.len() < 3 {
            continue;
        }
        if let Some(rest) = tail.strip_prefix(sign) {
            // A sign with a gap, or before digits, belongs to the next number.
            let next = rest.trim_start().chars().next();
            let coins = next.is_some_and(|c| c.is_ascii_digit()) && coins_follow(rest);
            let runs_on = !coins
                && (rest.starts_with(|c: char| c.is_alphanumeric()) || !lettered && next.is_some_and(char::is_numeric));
            let apart = tail.len() + 1 == text.get(at..)?.len() && !rest.trim_start().starts_with(['$', '€', '£']);
            if !runs_on && (lettered || glued || *sign != "$" || apart || coins) {
                return Some(Found { unit: unit(code), start, end: start + sign.len(), glued });
            }
        }
    }
    for end in word_ends(text, start).iter().rev().copied() {
        let name = text.get(start..end)?.to_lowercase();
        let code = TABLE.names.get(name.as_str()).or_else(|| CODES.iter().find(|code| name.eq_ignore_ascii_case(code)));
        if let Some(code) = code {
            return Some(Found { unit: unit(code), start, end, glued });
        }
    }
    None
}

/// "10 $ 30 cent": digits and coins behind the sign, which then belongs to the number before.
fn coins_follow(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let word: String = rest.get(digits..).unwrap_or_default().trim_start_matches(' ').chars().take(6).collect();
    let word = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (1..=2).contains(&digits) && matches!(word, "cent" | "cents" | "pence" | "kopecks")
}

/// Codes that are common in small letters, too.
const CODES: [&str; 7] = ["USD", "EUR", "GBP", "AUD", "CAD", "NZD", "CHF"];

/// "120 MEUR": millions before the code, as company reports write them.
pub(in super::super) fn millions_after(text: &str, at: usize) -> Option<Found> {
    let start = skip_gap(text, at)?;
    let tail = text.get(start..)?.strip_prefix('M')?;
    let code = tail.get(..3)?;
    let known =
        code.bytes().all(|b| b.is_ascii_uppercase()) && !tail.get(3..)?.starts_with(|c: char| c.is_alphanumeric());
    let (_, code) = TABLE.signs.iter().find(|(sign, _)| known && *sign == code)?;
    Some(Found { unit: unit(code), start, end: start + 4, glued: start == at })
}

/// Hundredths after a number: "12 cents", "50p". They keep their own unit, as written.
pub(in super::super) fn coins_after(text: &str, at: usize) -> Option<Found> {
    let start = skip_gap(text, at)?;
    let glued = start == at || text.as_bytes().get(at) == Some(&b'-');
    // "70 US cents", "12 Canadian cents": whose they are goes unsaid in the record.
    let ends = word_ends(text, start);
    let first = ends.first().copied()?;
    let whose = matches!(text.get(start..first)?, "US" | "Australian" | "Canadian" | "euro");
    let (begin, end) = match ends.get(1).copied().filter(|_| whose) {
        Some(end) => (skip_gap(text, first)?, end),
        None => (start, first),
    };
    let name = text.get(begin..end)?.to_lowercase();
    let coin = TABLE.coins.get(name.as_str()).filter(|_| name != "p" || start == at)?;
    Some(Found { unit: unit(coin), start, end, glued })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_before(text: &str) -> Option<(&'static str, usize)> {
        before(text, text.len()).map(|(unit, start)| (unit.name, start))
    }

    #[test]
    fn the_lists_are_sorted_without_duplicates() {
        for list in [CURRENCIES, COINS] {
            let keys: Vec<&str> =
                list.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split(' ').next()).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        }
        let names: usize = CURRENCIES
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split('|').nth(2))
            .map(|n| n.split(", ").count())
            .sum();
        assert_eq!(names, TABLE.names.len());
    }

    #[test]
    fn signs_and_codes_before() {
        assert_eq!(code_before("paid $"), Some(("USD", 5)));
        assert_eq!(code_before("paid A$"), Some(("AUD", 5)));
        assert_eq!(code_before("NOK "), Some(("NOK", 0)));
        assert_eq!(code_before("Rs "), Some(("INR", 0)));
        assert_eq!(code_before("RM"), Some(("MYR", 0)));
        assert_eq!(code_before("CAR"), None);
        assert_eq!(code_before("the "), None);
    }

    #[test]
    fn names_after() {
        assert_eq!(after(" Canadian dollars a day", 0).map(|f| f.unit.name), Some("CAD"));
        assert_eq!(after("€ and", 0).map(|f| f.unit.name), Some("EUR"));
        assert_eq!(after(" EUR 70m", 0).map(|f| f.unit.name), Some("EUR"));
        assert_eq!(after(" $5", 0), None);
        assert_eq!(after(" people", 0), None);
    }
}
