//! Dictionary forms by rule: endings of English inflection undone, irregular forms from a list.
//!
//! Owns lemmas and what a finer tag says of tense; knows nothing of documents. The rules for a dropped "e" follow English spelling.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::lexicon::{DROPPED_E, IRREGULAR, KEEPS_NO_E};
use super::tags::{Fine, Pos};

/// Irregular forms, sorted: "class form lemma".
static FORMS: LazyLock<Vec<(&str, &str, &str)>> = LazyLock::new(|| {
    let split = |line: &'static str| {
        let mut words = line.split(' ');
        Some((words.next()?, words.next()?, words.next()?))
    };
    IRREGULAR.iter().filter_map(split).collect()
});

/// Dictionary form of a lower-cased word ("said" → "say", "parties" → "party"), by its word class; classes without inflection give the
/// word itself.
pub fn lemma(lower: &str, pos: Pos) -> Cow<'_, str> {
    let class = match pos {
        Pos::Verb | Pos::Aux => "v",
        Pos::Noun => "n",
        Pos::Adj | Pos::Adv => "a",
        _ => return Cow::Borrowed(lower),
    };
    if let Ok(at) = FORMS.binary_search_by(|(c, form, _)| (*c, *form).cmp(&(class, lower))) {
        return FORMS.get(at).map_or(Cow::Borrowed(lower), |(_, _, lemma)| Cow::Borrowed(*lemma));
    }
    match class {
        "v" => verb(lower),
        "n" => noun(lower),
        _ => Cow::Borrowed(lower),
    }
}

/// When a verb form is set by itself: the simple past, the present, neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "said".
    Past,
    /// "say", "says".
    Present,
    /// Modals, infinitives and participles, whose time another word sets; all that is no verb.
    Open,
}

/// The tense that a finer tag names.
pub const fn tense(fine: Fine) -> Tense {
    match fine {
        Fine::Vbd => Tense::Past,
        Fine::Vbp | Fine::Vbz => Tense::Present,
        _ => Tense::Open,
    }
}

/// Whether a finer tag is that of a finite verb or modal.
pub const fn is_finite(fine: Fine) -> bool {
    matches!(fine, Fine::Vbd | Fine::Vbp | Fine::Vbz | Fine::Md)
}

fn verb(lower: &str) -> Cow<'_, str> {
    if let Some(stem) = lower.strip_suffix("ing").filter(|stem| has_vowel(stem)) {
        return restore(stem);
    }
    if let Some(stem) = lower.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    if let Some(stem) = lower.strip_suffix("eed").filter(|stem| has_vowel(stem)) {
        return Cow::Owned(format!("{stem}ee"));
    }
    if let Some(stem) = lower.strip_suffix("ed").filter(|stem| has_vowel(stem)) {
        return restore(stem);
    }
    third_person(lower)
}

/// "goes", "tries", "watches", "says".
fn third_person(lower: &str) -> Cow<'_, str> {
    if let Some(stem) = lower.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    let sibilant =
        |stem: &&str| stem.ends_with(['x', 'o']) || ["ss", "sh", "ch", "zz"].iter().any(|end| stem.ends_with(end));
    if let Some(stem) = lower.strip_suffix("es").filter(sibilant) {
        return Cow::Borrowed(stem);
    }
    let stem = lower.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']));
    Cow::Borrowed(stem.unwrap_or(lower))
}

fn noun(lower: &str) -> Cow<'_, str> {
    if let Some(stem) = lower.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return if stem == "mov" || stem == "cook" {
            Cow::Owned(format!("{stem}ie"))
        } else {
            Cow::Owned(format!("{stem}y"))
        };
    }
    if let Some(stem) = lower.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        // "women" is in the list; "specimen", "regimen" too.
        return Cow::Owned(format!("{stem}man"));
    }
    third_person(lower)
}

/// The base form of what stands before "-ed" or "-ing": a doubled consonant made single, a dropped "e" put back.
fn restore(stem: &str) -> Cow<'_, str> {
    let mut back = stem.chars().rev();
    let (last, before, third) = (back.next(), back.next(), back.next());
    let (Some(last), Some(before)) = (last, before) else { return Cow::Borrowed(stem) };
    if KEEPS_NO_E.contains(stem) {
        return Cow::Borrowed(stem);
    }
    if DROPPED_E.contains(stem) {
        return Cow::Owned(format!("{stem}e"));
    }
    if last == before && !is_vowel(last) && !matches!(last, 's' | 'z' | 'f') {
        let single = stem.get(..stem.len() - 1).unwrap_or(stem);
        // "called", "filled", "added" keep both; "planned", "controlled" do not.
        let short = vowel_groups(single) == 1;
        let keeps = matches!(last, 'l') && short || single == "ad" || single == "er";
        return Cow::Borrowed(if keeps { stem } else { single });
    }
    if takes_e(stem, last, before, third) { Cow::Owned(format!("{stem}e")) } else { Cow::Borrowed(stem) }
}

/// Whether a base form that lost its last letter before an ending lost an "e".
fn takes_e(stem: &str, last: char, before: char, third: Option<char>) -> bool {
    let pair = third.is_some_and(is_vowel) && is_vowel(before);
    let short = vowel_groups(stem) == 1;
    match last {
        'u' | 'v' | 'z' => before != 'z',
        'c' => true,
        's' => before != 's',
        'e' => true,
        'g' => matches!(before, 'r' | 'd' | 'n' | 'a' | 'e' | 'i' | 'u') && !(before == 'u' && pair),
        'l' => {
            is_vowel(before) && !pair && (short || matches!(before, 'i' | 'u'))
                || matches!(before, 'b' | 'c' | 'd' | 'f' | 'g' | 'k' | 'p' | 't' | 'z')
        }
        _ if !is_vowel(before) || matches!(last, 'w' | 'x' | 'y' | 'h') => false,
        // A short word with one vowel would have doubled its consonant.
        _ if short => !pair || before == 'u' && third == Some('q'),
        't' => matches!(before, 'a' | 'u') && !pair || before == 'a' && matches!(third, Some('i' | 'u')),
        'r' => matches!(before, 'i' | 'u' | 'a') && !pair || before == 'i' && third == Some('u'),
        'n' => before == 'i' && !pair,
        'd' => matches!(before, 'i' | 'a' | 'u' | 'o') && (!pair || third == Some('u')),
        'm' => before == 'u' && !pair,
        'k' => !pair,
        _ => false,
    }
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(|c| is_vowel(c) || c == 'y')
}

/// Runs of vowels, "y" inside a word counted as one.
fn vowel_groups(stem: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for (at, c) in stem.char_indices() {
        // The "u" of "qu" is no vowel of its own.
        let vowel = is_vowel(c) && !(c == 'u' && stem.get(..at).is_some_and(|start| start.ends_with('q')))
            || c == 'y' && at > 0;
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        for (form, base) in [
            ("said", "say"),
            ("told", "tell"),
            ("was", "be"),
            ("says", "say"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("planned", "plan"),
            ("called", "call"),
            ("added", "add"),
            ("claimed", "claim"),
            ("estimated", "estimate"),
            ("argued", "argue"),
            ("urged", "urge"),
            ("warned", "warn"),
            ("promised", "promise"),
            ("agreed", "agree"),
            ("raised", "raise"),
            ("making", "make"),
            ("helping", "help"),
            ("voted", "vote"),
            ("including", "include"),
            ("required", "require"),
            ("announced", "announce"),
            ("stressed", "stress"),
            ("passes", "pass"),
            ("goes", "go"),
            ("edited", "edit"),
            ("developed", "develop"),
            ("repeated", "repeat"),
            ("settled", "settle"),
            ("determined", "determine"),
            ("bringing", "bring"),
            ("controlled", "control"),
            ("'s", "be"),
            ("revealed", "reveal"),
            ("alleging", "allege"),
        ] {
            assert_eq!(lemma(form, Pos::Verb), base, "{form}");
        }
    }

    #[test]
    fn nouns_and_adjectives() {
        for (form, base) in [
            ("parties", "party"),
            ("men", "man"),
            ("houses", "house"),
            ("boxes", "box"),
            ("crisis", "crisis"),
            ("policemen", "policeman"),
        ] {
            assert_eq!(lemma(form, Pos::Noun), base, "{form}");
        }
        assert_eq!(lemma("worse", Pos::Adj), "bad");
        assert_eq!(lemma("London", Pos::Propn), "London");
    }
}
