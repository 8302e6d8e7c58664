//! English verb and noun inflection by rule, with a list of irregular verbs. Knows words only, no cues.

/// Which form of a verb a word may be; a word can be several ("put").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Forms(u8);

impl Forms {
    /// "say"
    pub(super) const BASE: Self = Self(1);
    /// "says"
    pub(super) const THIRD: Self = Self(2);
    /// "said" as past tense
    pub(super) const PAST: Self = Self(4);
    /// "said" as past participle
    pub(super) const PARTICIPLE: Self = Self(8);
    /// "saying"
    pub(super) const GERUND: Self = Self(16);

    /// Whether any of `other` is among these.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const IRREGULAR: &str = include_str!("lexicon/irregular.txt");

/// Calls `add` with every form of a verb.
pub(super) fn verb(lemma: &str, mut add: impl FnMut(String, Forms)) {
    if lemma == "be" {
        for (form, forms) in [
            ("be", Forms::BASE),
            ("is", Forms::THIRD),
            ("'s", Forms::THIRD),
            ("are", Forms::THIRD),
            ("'re", Forms::THIRD),
            ("am", Forms::THIRD),
            ("was", Forms::PAST),
            ("were", Forms::PAST),
            ("been", Forms::PARTICIPLE),
            ("being", Forms::GERUND),
        ] {
            add(form.to_owned(), forms);
        }
        return;
    }
    add(lemma.to_owned(), Forms::BASE);
    if lemma == "have" {
        add("has".to_owned(), Forms::THIRD);
    } else {
        add(third(lemma), Forms::THIRD);
    }
    add(with_vowel_ending(lemma, "ing"), Forms::GERUND);
    if doubles(lemma) {
        add(doubled(lemma, "ing"), Forms::GERUND);
    }
    let irregular = IRREGULAR.lines().filter_map(|line| line.split_once(' ')).find(|(word, _)| *word == lemma);
    if let Some((past, participle)) = irregular.and_then(|(_, rest)| rest.split_once(' ')) {
        add(past.to_owned(), Forms::PAST);
        add(participle.to_owned(), Forms::PARTICIPLE);
        return;
    }
    add(with_vowel_ending(lemma, "ed"), Forms::PAST.or(Forms::PARTICIPLE));
    if doubles(lemma) {
        add(doubled(lemma, "ed"), Forms::PAST.or(Forms::PARTICIPLE));
    }
}

/// The plural of a noun, or the third person of a verb.
pub(super) fn third(lemma: &str) -> String {
    let vowel_before_y = lemma.len() >= 2 && is_vowel(lemma.chars().rev().nth(1).unwrap_or('x'));
    if lemma.ends_with('y') && !vowel_before_y {
        return format!("{}ies", lemma.trim_end_matches('y'));
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end)) || matches!(lemma, "go" | "echo" | "veto") {
        return format!("{lemma}es");
    }
    format!("{lemma}s")
}

fn with_vowel_ending(lemma: &str, ending: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie").filter(|_| ending == "ing") {
        return format!("{stem}ying");
    }
    if ["ee", "ye", "oe"].iter().any(|end| lemma.ends_with(end)) {
        return if ending == "ed" { format!("{lemma}d") } else { format!("{lemma}ing") };
    }
    if let Some(stem) = lemma.strip_suffix('e') {
        return format!("{stem}{ending}");
    }
    let vowel_before_y = is_vowel(lemma.chars().rev().nth(1).unwrap_or('x'));
    if ending == "ed" && lemma.ends_with('y') && !vowel_before_y {
        return format!("{}ied", lemma.trim_end_matches('y'));
    }
    format!("{lemma}{ending}")
}

/// Whether the last consonant may double ("admitted"). Spelling alone cannot tell stress, so both forms are listed.
fn doubles(lemma: &str) -> bool {
    let mut back = lemma.chars().rev();
    let (Some(last), Some(middle), Some(first)) = (back.next(), back.next(), back.next()) else { return false };
    !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | 'h') && is_vowel(middle) && (!is_vowel(first) || first == 'u')
}

fn doubled(lemma: &str, ending: &str) -> String {
    let last = lemma.chars().next_back().map(String::from).unwrap_or_default();
    format!("{lemma}{last}{ending}")
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(lemma: &str) -> Vec<String> {
        let mut out = Vec::new();
        verb(lemma, |form, _| out.push(form));
        out
    }

    #[test]
    fn regular_verbs() {
        assert_eq!(forms("deny"), ["deny", "denies", "denying", "denied"]);
        assert!(forms("admit").contains(&"admitted".to_owned()));
        assert!(forms("agree").contains(&"agreed".to_owned()));
        assert!(forms("argue").contains(&"arguing".to_owned()));
        assert!(forms("say").contains(&"says".to_owned()));
    }

    #[test]
    fn irregular_verbs() {
        assert!(forms("say").contains(&"said".to_owned()));
        assert!(!forms("say").contains(&"sayed".to_owned()));
        assert!(forms("lie").contains(&"lying".to_owned()));
    }
}
