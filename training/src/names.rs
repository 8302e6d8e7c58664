//! Scores names and kinds of sources apart from everything else: the gold sources of a corpus go in, names and kinds come out.
//!
//! What it measures is `text::mentions` and the kind of a source; how well sources are found is no part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use claimwire::extract::attributions::kind;
use claimwire::span::Span;
use claimwire::text::mentions::{Resolved, Source, resolve_all};
use claimwire::text::{Analyser, Document, Scratch};
use clap::Args;

use crate::attribution_corpus::{self, Gold, Range};

/// Words that make a source a pronoun, for the table by class.
const PRONOUNS: &str = " he she it they i we him her them his its their who which that whose you one another others some many most few both all ";

/// Arguments of `names`.
#[derive(Debug, Args)]
pub(crate) struct Names {
    /// Files of annotated articles, JSON lines, `.gz` or plain.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Prints every difference: document, source, both names, both kinds.
    #[arg(long)]
    errors: bool,
}

/// Right answers out of all.
#[derive(Default, Clone, Copy)]
struct Count {
    all: usize,
    name: usize,
    kind: usize,
}

impl Count {
    fn print(&self, label: &str) {
        let share = |part: usize| 100.0 * part as f64 / self.all.max(1) as f64;
        println!("  {label:<14} {:5}  names {:5.1}  kinds {:5.1}", self.all, share(self.name), share(self.kind));
    }
}

impl Names {
    pub(crate) fn run(&self) -> Result<()> {
        let analyser = Analyser::english();
        let mut scratch = Scratch::default();
        for path in &self.files {
            let mut total = Count::default();
            let mut forms: BTreeMap<&'static str, Count> = BTreeMap::new();
            let mut kinds: BTreeMap<String, Count> = BTreeMap::new();
            for document in attribution_corpus::read(path)? {
                let analysed = analyser.analyse(&document.text, &[], &mut scratch);
                let sources: Vec<Source> = document.gold.iter().map(|gold| source(&analysed, gold)).collect();
                let resolved = resolve_all(&analysed, &sources);
                for ((gold, source), resolved) in document.gold.iter().zip(&sources).zip(&resolved) {
                    let Some(tokens) = source.tokens.clone().filter(|tokens| !tokens.is_empty()) else { continue };
                    let cue = gold.cue.map_or_else(String::new, |cue| slice(&document.text, cue).to_lowercase());
                    let kind = kind::of(&analysed, tokens.clone(), resolved, &cue).as_str();
                    let name = spelled(&analysed, resolved);
                    let count = Count {
                        all: 1,
                        name: usize::from(same(&gold.source_name, &name)),
                        kind: usize::from(kind == gold.source_kind),
                    };
                    let words = analysed.slice(analysed.cover(tokens));
                    for slot in [
                        &mut total,
                        forms.entry(form(words)).or_default(),
                        kinds.entry(gold.source_kind.clone()).or_default(),
                    ] {
                        slot.all += 1;
                        slot.name += count.name;
                        slot.kind += count.kind;
                    }
                    if self.errors && count.name + count.kind < 2 {
                        let mark = |right: usize| if right == 1 { ' ' } else { '*' };
                        println!(
                            "{}\t{}{} [{words}]\t{} / {name}\t{} / {kind}\t{cue}",
                            document.id,
                            mark(count.name),
                            mark(count.kind),
                            gold.source_name,
                            gold.source_kind
                        );
                    }
                }
            }
            println!("{}", path.display());
            total.print("all");
            forms.iter().for_each(|(label, count)| count.print(label));
            kinds.iter().for_each(|(label, count)| count.print(label));
        }
        Ok(())
    }
}

fn source(document: &Document<'_>, gold: &Gold) -> Source {
    let span = |range: Range| Span { start: range.0, end: range.1 };
    Source {
        tokens: gold.source.map(|range| document.tokens_in(span(range))),
        content: gold.content.iter().copied().map(span).collect(),
    }
}

fn slice(text: &str, range: Range) -> &str {
    text.get(range.0 as usize..range.1 as usize).unwrap_or_default()
}

fn spelled(document: &Document<'_>, resolved: &Resolved) -> String {
    resolved.name.iter().map(|span| document.slice(*span)).collect::<Vec<_>>().join(" ")
}

/// How a source is put: a pronoun, a description, a name.
fn form(words: &str) -> &'static str {
    if PRONOUNS.contains(&format!(" {} ", words.to_lowercase())) {
        return "pronoun";
    }
    let capital = words.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    if capital || !words.contains(' ') && words.starts_with(char::is_uppercase) { "with a name" } else { "description" }
}

/// At least half of the words in common (their F1), articles aside: the measure of the article scorer.
fn same(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        text.to_lowercase()
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .filter(|word| !word.is_empty() && !matches!(*word, "the" | "a" | "an"))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    4 * a.intersection(&b).count() >= a.len() + b.len()
}
