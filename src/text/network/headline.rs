//! Reads a sentence whose capitals tell nothing (a headline) twice: without them, to hear which words are names all the same, then with
//! the capitals of those. Shared with training, which measures it. Knows nothing of documents: whoever calls says what is known of a word.

use super::features;
use super::{Model, Workspace};
use crate::text::tags::Pos;

/// A word of a headline.
#[derive(Debug, Clone)]
pub struct Word<'a> {
    /// As it stands there.
    pub form: &'a str,
    /// Lower-cased, apostrophes straight.
    pub lower: &'a str,
    /// As a name would be written in running text.
    pub as_name: std::borrow::Cow<'a, str>,
    /// Whether it is a name, where the article tells.
    pub is_name: Option<bool>,
}

impl Model {
    /// Tags and parses the words of one headline; the result is read from `work`, as after [`Model::analyse`].
    pub fn analyse_headline(&self, words: &[Word<'_>], work: &mut Workspace) {
        work.words.clear();
        work.words.extend(words.iter().enumerate().map(|(at, word)| features::read(word.lower, word.lower, at == 0)));
        self.analyse(work);
        // Without a verb or a small word it is more likely a list of names.
        let names_only = words.iter().enumerate().all(|(at, word)| {
            !matches!(self.tag_of(work, at).0, Pos::Verb | Pos::Aux) && !word.form.starts_with(char::is_lowercase)
        });
        let names: Vec<bool> = (0..words.len())
            .map(|at| {
                let told = words.get(at).and_then(|word| word.is_name);
                // The first word has its capital in running text, too.
                at == 0 || names_only || told.unwrap_or_else(|| self.tag_of(work, at).0 == Pos::Propn)
            })
            .collect();
        work.words.clear();
        work.words.extend(words.iter().zip(names).enumerate().map(|(at, (word, is_name))| {
            features::read(if is_name { &word.as_name } else { word.lower }, word.lower, at == 0)
        }));
        self.analyse(work);
    }
}
