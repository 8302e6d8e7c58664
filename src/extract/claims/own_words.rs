//! A newsroom's own words: files of entries under the names of classes, added to the words that ship.
//!
//! Owns the format of such a file and what is wrong with one; reads no file itself. Format and example: `docs/LEXICONS.md`.

use super::lexicons::{Class, Lexicons};
use crate::text::split;

/// Most words of an entry: as far as the matcher looks.
const LONGEST_ENTRY: usize = 6;

/// What is wrong with a line of a file of words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct WordsError {
    /// Name of the file, as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: WordsProblem,
}

/// What is wrong, and what was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsProblem {
    /// A heading that names no class.
    #[error("unknown class `{name}`; there are {}", known())]
    UnknownClass {
        /// As written.
        name: String,
    },
    /// A heading without its closing bracket.
    #[error("a class is written [name] on a line of its own")]
    Heading,
    /// An entry before the first heading.
    #[error("no class: write a line like [hedges_possible] before the first entry")]
    NoClass,
    /// An entry that the matcher would not find.
    #[error("an entry has at most {LONGEST_ENTRY} words and marks; `{0}` has more")]
    TooLong(String),
    /// An entry without a letter.
    #[error("an entry is made of words; `{0}` has none")]
    NoWord(String),
}

fn known() -> String {
    let names: Vec<&str> = Class::ALL.iter().map(|(_, name)| *name).collect();
    names.join(", ")
}

impl Lexicons {
    /// Adds the entries of a file. Gives how many there were.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn read(&mut self, file: &str, contents: &str) -> Result<usize, WordsError> {
        let mut class: Option<Class> = None;
        let mut entries = 0;
        for (index, raw) in contents.lines().enumerate() {
            let fault = |problem| WordsError { file: file.to_owned(), line: index + 1, problem };
            let line = raw.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(heading) = line.strip_prefix('[') {
                let name = heading.strip_suffix(']').ok_or_else(|| fault(WordsProblem::Heading))?.trim();
                let found = Class::parse(name);
                class = Some(found.ok_or_else(|| fault(WordsProblem::UnknownClass { name: name.to_owned() }))?);
                continue;
            }
            let class = class.ok_or_else(|| fault(WordsProblem::NoClass))?;
            let words = split(line);
            if words.len() > LONGEST_ENTRY {
                return Err(fault(WordsProblem::TooLong(line.to_owned())));
            }
            if !line.chars().any(char::is_alphanumeric) {
                return Err(fault(WordsProblem::NoWord(line.to_owned())));
            }
            self.add(class, &words.join(" "));
            entries += 1;
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(contents: &str) -> Result<usize, String> {
        Lexicons::embedded().clone().read("own.txt", contents).map_err(|error| error.to_string())
    }

    #[test]
    fn entries_stand_under_their_class() {
        assert_eq!(read("# ours\n\n[hedges_possible]\non the cards\n  a long shot \n[act_deny]\npooh-pooh\n"), Ok(3));
        assert_eq!(read(""), Ok(0));
    }

    #[test]
    fn a_wrong_line_is_named_with_what_is_wrong() {
        let error = read("[hedges_posible]\n").unwrap_err();
        assert!(error.starts_with("own.txt:1: unknown class `hedges_posible`; there are negators, "), "{error}");
        assert!(read("on the cards\n").unwrap_err().starts_with("own.txt:1: no class"));
        assert!(read("[negators]\n\na b c d e f g\n").unwrap_err().starts_with("own.txt:3: an entry has at most 6"));
        assert!(read("[negators]\n--\n").unwrap_err().starts_with("own.txt:2: an entry is made of words"));
        assert!(read("[negators\n").unwrap_err().starts_with("own.txt:1: a class is written"));
    }
}
