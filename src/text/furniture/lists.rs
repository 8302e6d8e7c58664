//! The word lists of this folder, read once.

use std::sync::LazyLock;

use crate::text::lexicon::WordList;

macro_rules! lists {
    ($($(#[$about:meta])* $name:ident = $file:literal;)+) => {
        $($(#[$about])* pub(super) static $name: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!($file)));)+

        #[cfg(test)]
        #[test]
        fn every_list_is_sorted_and_without_duplicates() {
            for file in [$(include_str!($file)),+] {
                let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
                assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
            }
        }
    };
}

lists! {
    /// Whole blocks that label or operate the page.
    LABELS = "labels.txt";
    /// Openings of a line that sends the reader elsewhere.
    REFERENCES = "references.txt";
    /// Verbs by which a page asks for something.
    IMPERATIVES = "imperatives.txt";
    /// What a page speaks of when it speaks of itself.
    PAGE_NOUNS = "page_nouns.txt";
    /// Work that a credit names.
    ROLES = "roles.txt";
    /// Labels before an address.
    CONTACTS = "contacts.txt";
    /// Words of page data.
    STAMPS = "stamps.txt";
    /// Months, days, zones.
    CALENDAR = "calendar.txt";
    /// Beginnings of notes from desk to desk.
    DESK = "desk.txt";
}
