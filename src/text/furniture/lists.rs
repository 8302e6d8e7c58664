//! The word lists of this folder, read once.

use crate::text::lexicon::word_lists;

word_lists! {
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
    /// What a reader operates or receives on a page.
    CONTROLS = "controls.txt";
    /// Words that join those of a control.
    GLUE = "glue.txt";
    /// Beginnings of what a page says of its article.
    NOTICES = "notices.txt";
    /// What a page calls its article.
    SELVES = "selves.txt";
}
