//! Headlines in title case or capitals: which of their words would begin with a capital in running text.
//!
//! The tagger reads capitals as a sign of names, and in "Minister Denies Taking Bribes" every word has one. What the rest of the
//! article writes small is small; what it writes with a capital inside a sentence is a name; for the others the tagger is asked
//! with all capitals taken away (`network::headline`). Owns the decision for each word; knows nothing of the network.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Document;

/// Fewer words tell nothing about a style.
const FEWEST: usize = 4;
/// Words up to this length, in bytes, may be small in title case ("of", "with", "from").
const SMALL: usize = 4;
/// Most words that are looked at: headlines are short, and a hostile text is not read twice.
const MOST: usize = 40;

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As running text does.
    Running,
    /// Every Longer Word Begins with One.
    Title,
    /// ALL LETTERS ARE.
    Capitals,
}

/// The style of a sentence.
pub(super) fn style(document: &Document<'_>, sentence: usize) -> Style {
    let Some(range) = document.sentences.get(sentence).map(|sentence| sentence.tokens.clone()) else {
        return Style::Running;
    };
    if range.len() > MOST {
        return Style::Running;
    }
    let (mut words, mut capitals, mut title) = (0, 0, 0);
    for form in range.map(|token| document.form(token)) {
        let mut letters = form.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        let rest_capital = letters.clone().all(char::is_uppercase);
        let small = form.len() <= SMALL && !first.is_uppercase();
        if small && form.chars().count() > 1 {
            continue;
        }
        words += 1;
        title += usize::from(first.is_uppercase());
        capitals += usize::from(first.is_uppercase() && rest_capital);
    }
    match () {
        () if words < FEWEST || title < words => Style::Running,
        () if capitals == words => Style::Capitals,
        () => Style::Title,
    }
}

/// How the running text of an article writes its words; read by key only, so that the order of the map does not matter.
#[derive(Debug)]
pub(super) struct Usage<'a>(HashMap<&'a str, (bool, bool)>);

impl<'a> Usage<'a> {
    /// Reads all sentences in the style of running text; the first word of each tells nothing.
    pub(super) fn of(document: &'a Document<'_>) -> Self {
        let mut found: HashMap<&str, (bool, bool)> = HashMap::new();
        for (index, sentence) in document.sentences.iter().enumerate() {
            if style(document, index) != Style::Running {
                continue;
            }
            for token in sentence.tokens.clone().skip(1) {
                let Some(first) = document.form(token).chars().next().filter(|c| c.is_alphabetic()) else { continue };
                let (small, capital) = found.entry(document.lower(token)).or_default();
                *small |= first.is_lowercase();
                *capital |= first.is_uppercase();
            }
        }
        Self(found)
    }

    /// Whether a word, by its lower-cased form, is a name: `None` when the article does not say.
    pub(super) fn is_name(&self, lower: &str) -> Option<bool> {
        match self.0.get(lower)? {
            (false, true) => Some(true),
            (true, false) => Some(false),
            // Both: "the House" and "the house".
            _ => None,
        }
    }
}

/// A word as running text would write it, were it a name.
pub(super) fn as_name<'a>(form: &'a str, lower: &str, style: Style) -> Cow<'a, str> {
    if style != Style::Capitals {
        return Cow::Borrowed(form);
    }
    let mut letters = lower.chars();
    letters.next().map_or(Cow::Borrowed(form), |first| Cow::Owned(first.to_uppercase().chain(letters).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analyser, Pos, Scratch};

    fn analysed(text: &str) -> Document<'_> {
        Analyser::english().analyse(text, &[], &mut Scratch::default())
    }

    #[test]
    fn styles_are_told_apart() {
        for (text, expected) in [
            ("Minister Denies Taking Bribes from Builders", Style::Title),
            ("MINISTER DENIES TAKING BRIBES", Style::Capitals),
            ("Minister denies taking bribes", Style::Running),
            ("The minister, Ann Lee, met Bo Ek in Porto on Monday.", Style::Running),
            ("Ann Lee", Style::Running),
        ] {
            assert_eq!(style(&analysed(text), 0), expected, "{text}");
        }
    }

    #[test]
    fn verbs_and_nouns_of_a_headline_are_no_names() {
        for text in [
            "Lee Says Builders Paid for Bridge\n\nThe minister, Ann Lee, said no.",
            "LEE SAYS BUILDERS PAID FOR BRIDGE\n\nThe minister, Ann Lee, said no.",
        ] {
            let document = analysed(text);
            let of = |lower: &str| {
                let at = (0..document.tokens.len()).find(|token| document.lower(*token) == lower);
                document.tokens[at.unwrap()].pos
            };
            assert_eq!(
                (of("says"), of("paid"), of("builders"), of("lee")),
                (Pos::Verb, Pos::Verb, Pos::Noun, Pos::Propn)
            );
        }
    }
}
