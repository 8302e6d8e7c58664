//! Written numbers as a table: word to class and value. Owns `number_words.txt`; knows nothing of how the words combine.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word does inside a written number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Class {
    /// Zero to nine.
    Unit,
    /// Ten to nineteen.
    Teen,
    /// Twenty, thirty … ninety.
    Tens,
    /// Hundred and up: the value is a power of ten.
    Scale,
    /// Dozen.
    Dozen,
    /// "Hundreds": the value is a power of ten.
    Vague,
    /// "Dozens".
    Dozens,
    /// "Scores".
    Scores,
    /// "Half", "third": the value is the denominator.
    Part,
    /// "Thirds".
    Parts,
    /// "Doubled", "threefold".
    Fold,
    /// "Halved".
    Halve,
    /// An ordinal that is no denominator.
    Rank,
    /// "Several", "few".
    Few,
    /// "Single".
    Single,
    /// "Couple".
    Couple,
    /// "Minus".
    Minus,
    /// "A".
    Article,
    /// "Point".
    Point,
}

/// A number word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Word {
    pub(super) class: Class,
    pub(super) value: f64,
}

const SOURCE: &str = include_str!("number_words.txt");

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let entries = SOURCE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split(' ');
        let word = parts.next()?;
        let class = class(parts.next()?)?;
        let value = parts.next()?.parse().ok()?;
        Some((word, Word { class, value }))
    });
    entries.collect()
});

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "unit" => Class::Unit,
        "teen" => Class::Teen,
        "tens" => Class::Tens,
        "scale" => Class::Scale,
        "dozen" => Class::Dozen,
        "vague" => Class::Vague,
        "dozens" => Class::Dozens,
        "scores" => Class::Scores,
        "part" => Class::Part,
        "parts" => Class::Parts,
        "fold" => Class::Fold,
        "halve" => Class::Halve,
        "rank" => Class::Rank,
        "few" => Class::Few,
        "single" => Class::Single,
        "couple" => Class::Couple,
        "minus" => Class::Minus,
        "article" => Class::Article,
        "point" => Class::Point,
        _ => return None,
    })
}

/// Longest entry, in bytes.
const LONGEST: usize = 12;

/// The number word at a byte offset, whatever its case, and where it ends; none where the letters run on.
pub(super) fn word_at(text: &[u8], at: usize) -> Option<(Word, usize)> {
    let mut lower = [0_u8; LONGEST];
    let mut len = 0;
    for &byte in text.get(at..)? {
        if !byte.is_ascii_alphabetic() {
            // A letter beyond ASCII runs on ("fünf"); punctuation beyond ASCII does not.
            if (0xC3..=0xCE).contains(&byte) {
                return None;
            }
            break;
        }
        *lower.get_mut(len)? = byte.to_ascii_lowercase();
        len += 1;
    }
    let word = std::str::from_utf8(lower.get(..len)?).ok()?;
    WORDS.get(word).map(|found| (*found, at + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_without_duplicates_and_read_whole() {
        let words: Vec<&str> =
            SOURCE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split(' ').next()).collect();
        assert!(words.is_sorted_by(|a, b| a < b));
        assert_eq!(words.len(), WORDS.len());
        assert_eq!(words.iter().map(|w| w.len()).max(), Some(LONGEST));
    }

    #[test]
    fn words_end_at_their_letters() {
        assert_eq!(word_at(b"Three-", 0).map(|(w, end)| (w.value, end)), Some((3.0, 5)));
        assert_eq!(word_at(b"oneself", 0), None);
    }
}
