//! The words of a claim that carry its content, as stems, so that claims can be compared.

use std::collections::BTreeSet;

use crate::extract::claims::clauses::Grammar;
use crate::extract::claims::draft::Draft;
use crate::text::{Pos, TokenKind, morphology};

/// Letters of a stem: enough to join "deploy", "deploying" and "deployment".
const STEM: usize = 5;

/// Verbs and nouns that say next to nothing.
const LIGHT: &[&str] = &[
    "about", "accord", "after", "again", "also", "any", "anyon", "anyth", "be", "been", "befor", "call", "claim",
    "come", "could", "do", "does", "even", "ever", "every", "from", "get", "give", "go", "have", "he", "her", "him",
    "his", "into", "it", "its", "make", "many", "more", "most", "mostl", "much", "never", "nobod", "none", "noth",
    "now", "one", "only", "other", "our", "over", "said", "say", "she", "some", "still", "such", "take", "than",
    "that", "thei", "their", "them", "then", "there", "these", "they", "this", "those", "under", "until", "use",
    "very", "was", "we", "were", "what", "when", "where", "which", "while", "will", "with", "would", "year", "you",
    "your",
];

/// The stems of a claim.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    stems: BTreeSet<String>,
}

impl Words {
    pub(super) fn of(grammar: &Grammar<'_>, draft: &Draft) -> Self {
        Self { stems: draft.tokens().filter_map(|at| stem(grammar, at)).collect() }
    }

    pub(super) fn len(&self) -> u32 {
        self.stems.len() as u32
    }

    pub(super) fn has(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    pub(super) fn shared(&self, other: &Self) -> u32 {
        self.stems.intersection(&other.stems).count() as u32
    }

    /// Shared stems in percent of the shorter side.
    pub(super) fn alike(&self, other: &Self) -> u32 {
        100 * self.shared(other) / self.len().min(other.len()).max(1)
    }
}

/// The stem of a token, when it carries content.
pub(super) fn stem(grammar: &Grammar<'_>, at: usize) -> Option<String> {
    let token = grammar.document.token(at);
    let word = grammar.document.lower(at);
    let content = token.kind == TokenKind::Word
        && !matches!(token.pos, Pos::Det | Pos::Adp | Pos::Aux | Pos::Pron | Pos::Sconj | Pos::Cconj | Pos::Part);
    if !content {
        return None;
    }
    let lemma = morphology::lemma(word, token.pos);
    // "gas", "bus" keep what would else leave nothing.
    let bare = lemma.trim_end_matches('s');
    let stem: String = if bare.len() > 2 { bare } else { lemma.as_ref() }.chars().take(STEM).collect();
    (stem.chars().count() > 2 && LIGHT.binary_search(&stem.as_str()).is_err()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_stems_are_sorted_for_the_search() {
        assert!(LIGHT.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
