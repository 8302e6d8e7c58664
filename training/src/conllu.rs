//! CoNLL-U: reading trees, writing them back with other tags and heads. Keeps what the scorer and the raw-text measures need.

use std::path::Path;

use anyhow::{Context, Result};
use claimwire::text::{Fine, Pos, Relation};

/// One word of a tree.
#[derive(Debug, Clone)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Lower-cased, apostrophes straight, as `Document::lower` gives it.
    pub lower: String,
    /// Dictionary form.
    pub lemma: String,
    /// Word class.
    pub pos: Pos,
    /// Penn tag.
    pub fine: Fine,
    /// Index of the head; the number of words for the root.
    pub head: u32,
    /// Relation to the head.
    pub relation: Relation,
    /// True when white space or the end follows.
    pub space_after: bool,
}

/// One tree.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Words in order; neither ranges nor empty nodes.
    pub words: Vec<Word>,
    /// True when a paragraph or document begins here.
    pub opens_paragraph: bool,
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse(&text).with_context(|| format!("in {}", path.display()))
}

/// Reads CoNLL-U text.
pub fn parse(text: &str) -> Result<Vec<Sentence>> {
    let mut out = Vec::new();
    let mut sentence = Sentence::default();
    let mut heads: Vec<usize> = Vec::new();
    // A range line ("2-3 didn't") says what follows its last word.
    let mut range: Option<(usize, bool)> = None;
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                let len = sentence.words.len();
                for (word, head) in sentence.words.iter_mut().zip(heads.drain(..)) {
                    word.head = head.checked_sub(1).unwrap_or(len) as u32;
                }
                out.push(std::mem::take(&mut sentence));
                range = None;
            }
            continue;
        }
        if line.starts_with('#') {
            sentence.opens_paragraph |= line.starts_with("# newpar") || line.starts_with("# newdoc");
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, pos, fine, _, head, relation, _, misc] = fields.as_slice() else {
            anyhow::bail!("not ten fields: {line}");
        };
        let spaced = !misc.split('|').any(|note| note == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            range = Some((last.parse()?, spaced));
            continue;
        }
        if id.contains('.') {
            continue;
        }
        let number: usize = id.parse()?;
        let space_after = match range {
            Some((last, _)) if number < last => false,
            Some((last, after)) if number == last => after,
            _ => spaced,
        };
        heads.push(head.parse().with_context(|| format!("head of {line}"))?);
        sentence.words.push(Word {
            form: (*form).to_owned(),
            lower: lower(form),
            lemma: (*lemma).to_owned(),
            pos: Pos::named(pos),
            fine: Fine::named(fine),
            head: 0,
            relation: Relation::named(relation),
            space_after,
        });
    }
    Ok(out)
}

/// As `Document::lower`.
pub fn lower(form: &str) -> String {
    form.chars().map(|c| if c == '\u{2019}' { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}

/// Writes trees as CoNLL-U.
pub fn write(sentences: &[Sentence]) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for sentence in sentences {
        for (at, word) in sentence.words.iter().enumerate() {
            let head = if word.head as usize == sentence.words.len() { 0 } else { word.head as usize + 1 };
            let misc = if word.space_after { "_" } else { "SpaceAfter=No" };
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{misc}",
                at + 1,
                word.form,
                word.lemma,
                word.pos.name(),
                word.fine.name(),
                word.relation.name()
            );
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_say_what_follows_their_last_word() {
        let text = "# newpar\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tDo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_\n\
            2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\n";
        let read = parse(text).unwrap();
        let [sentence] = read.as_slice() else { panic!("one sentence") };
        assert!(sentence.opens_paragraph);
        assert_eq!(sentence.words.iter().map(|word| word.space_after).collect::<Vec<_>>(), [false, false, false]);
        assert_eq!(sentence.words[2].head, 3);
        assert_eq!(parse(&write(&read)).unwrap()[0].words[0].head, 2);
    }
}
