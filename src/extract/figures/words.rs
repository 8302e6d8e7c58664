//! Word lists embedded beside the rules: sets of single words, and phrases with a value.

use std::collections::HashSet;

/// A set of lower-case words.
pub(super) type Words = HashSet<&'static str>;

/// The entries of a list: one a line, `#` begins a comment line.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The entries of a list as a set.
pub(super) fn set(list: &'static str) -> Words {
    entries(list).collect()
}

#[cfg(test)]
pub(super) fn assert_sorted(list: &'static str) {
    let all: Vec<&str> = entries(list).collect();
    for pair in all.windows(2) {
        assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
    }
}
