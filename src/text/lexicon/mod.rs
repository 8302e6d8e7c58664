//! Word lists of the English analysis: data files beside this one, one entry a line, sorted by bytes, `#` comments on top.
//!
//! Owns reading and looking up; each list's file says what it holds. Knows nothing of tokens or documents.

/// A sorted list of words.
#[derive(Debug)]
pub(crate) struct WordList(Vec<&'static str>);

impl WordList {
    /// Reads the lines of an embedded file; comments and empty lines are left out.
    pub(crate) fn read(file: &'static str) -> Self {
        Self(lines(file).collect())
    }

    /// Whether the entries stand in the order that looking them up needs, none twice.
    #[cfg(test)]
    pub(in crate::text) fn is_sorted(&self) -> bool {
        self.0.is_sorted_by(|a, b| a < b)
    }

    /// The entries.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }

    /// Whether the list holds exactly this word.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

/// The entries of an embedded file: its lines without comments and empty ones.
pub(in crate::text) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Declares word lists, each read once from the file beside the caller, and the test that they are sorted.
macro_rules! word_lists {
    ($($(#[$about:meta])* $name:ident = $file:literal;)+) => {
        $(
            $(#[$about])*
            pub(super) static $name: std::sync::LazyLock<$crate::text::lexicon::WordList> =
                std::sync::LazyLock::new(|| $crate::text::lexicon::WordList::read(include_str!($file)));
        )+

        #[cfg(test)]
        #[test]
        fn every_list_is_sorted_and_without_duplicates() {
            for (file, list) in [$(($file, &$name)),+] {
                assert!(list.is_sorted(), "{file}");
            }
        }
    };
}

pub(in crate::text) use word_lists;

word_lists! {
    /// Titles and the like, whose stop never ends a sentence.
    TITLES = "titles.txt";
    /// Other abbreviations written with a stop.
    ABBREVIATIONS = "abbreviations.txt";
    /// Abbreviations that introduce what follows, whose stop never ends a sentence.
    INTRODUCERS = "introducers.txt";
    /// Words that often begin a sentence.
    STARTERS = "starters.txt";
    /// Prefixes that stay with their word over a hyphen.
    PREFIXES = "prefixes.txt";
    /// Unit signs written against their number.
    UNITS = "units.txt";
    /// Inflected forms that no rule undoes.
    IRREGULAR = "irregular.txt";
    /// Stems that lost an "e" and do not show it.
    DROPPED_E = "dropped_e.txt";
    /// Stems that lost no "e", against the rules.
    KEEPS_NO_E = "keeps_no_e.txt";
    /// Verbs that follow the name of a speaker.
    SPEECH = "speech.txt";
}
