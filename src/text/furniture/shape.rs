//! What a block looks like: its words, how it begins and ends, where it stands.

use crate::block::{Block, BlockKind};

/// One block, looked at once.
pub(super) struct Shape<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Its text in lower case, curly apostrophes made straight.
    pub(super) lower: String,
    /// Its words: cut at white space, punctuation at their edges left out, empty ones too.
    pub(super) words: Vec<&'a str>,
    /// What the source format called it.
    pub(super) kind: BlockKind,
    /// Share of linked characters.
    pub(super) links: f32,
    /// Its number among the blocks.
    pub(super) index: usize,
    /// How many blocks come after it.
    pub(super) from_end: usize,
}

impl<'a> Shape<'a> {
    pub(super) fn new(text: &'a str, block: &Block, index: usize) -> Self {
        Self {
            text,
            lower: text.to_lowercase().replace('\u{2019}', "'"),
            words: text.split_whitespace().map(trim).filter(|word| !word.is_empty()).collect(),
            kind: block.kind,
            links: block.links,
            index,
            from_end: 0,
        }
    }

    /// The same, with so many blocks behind it.
    pub(super) fn with_rest(self, from_end: usize) -> Self {
        Self { from_end, ..self }
    }

    /// Ends like a sentence: a final mark, perhaps with closing marks after it.
    pub(super) fn ends(&self) -> bool {
        self.text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).ends_with(['.', '!', '?', '…'])
    }

    /// Begins with a quotation mark: somebody speaks.
    pub(super) fn opens_quotation(&self) -> bool {
        self.text.starts_with(['"', '“', '«', '‘', '\''])
    }

    /// Long enough for a sentence, and ends like one.
    pub(super) fn is_sentence(&self) -> bool {
        self.ends() && self.words.len() >= 3
    }

    /// "1 of 12", "0:00 / 2:14": where a reader stands in a gallery or a film.
    pub(super) fn is_counter(&self) -> bool {
        let number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let between = self.text.contains('/') || self.words.get(1) == Some(&"of");
        between
            && self.words.len() <= 3
            && self.words.len() >= 2
            && self.words.iter().filter(|word| **word != "of").all(number)
    }

    /// No words, or a lone letter ("X.", "***"): left over from somewhere.
    pub(super) fn is_junk(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphanumeric());
        match (letters.next(), letters.next()) {
            (None, _) => true,
            (Some(only), None) => only.is_alphabetic() && !self.opens_quotation(),
            _ => false,
        }
    }

    /// What stands before the first colon, in lower case, when that is short.
    pub(super) fn label(&self) -> Option<&str> {
        let (label, _) = self.lower.split_once(':')?;
        let label = label.trim_matches(|c: char| !c.is_alphanumeric());
        (!label.is_empty() && label.len() <= 40).then_some(label)
    }
}

/// A word without punctuation at its edges; inner marks and a final stop of an abbreviation's kind ("p.m.") go too.
fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#' | '©' | '&'))
}

/// A word that begins like a name: upper-case letter first.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Little words that may stand inside a name or between names.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "&"
            | "of"
            | "de"
            | "da"
            | "di"
            | "du"
            | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "al"
            | "el"
            | "la"
            | "le"
            | "in"
            | "for"
            | "the"
            | "at"
            | "with"
    )
}

#[cfg(test)]
impl<'a> Shape<'a> {
    /// A plain paragraph, fourth of its article.
    pub(super) fn of_line(text: &'a str) -> Self {
        let span = crate::span::Span::of(0, text.len());
        Self::new(text, &Block { span, kind: BlockKind::Paragraph, links: 0.0 }, 3)
    }
}
