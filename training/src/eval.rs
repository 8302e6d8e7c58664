//! Scores a packed model: tags and trees on gold tokens, tokens and sentences on raw text, speed.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use claimwire::text::network::headline::Word;
use claimwire::text::network::{Model, Workspace, features, format};
use claimwire::text::{Analyser, Relation, Scratch};
use clap::Args;

use crate::conllu::{self, Sentence};
use crate::raw;

/// The model that ships.
static SHIPPED: &[u8] = include_bytes!("../../models/english.bin");

/// Verbs of speech whose arguments are scored, by dictionary form.
static SPEECH: &str = include_str!("speech.txt");

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub struct Eval {
    /// Treebanks in CoNLL-U.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A model other than the shipped one.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Writes each file's analysis of the gold tokens beside this folder's namesake, as CoNLL-U.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Passes over the data for the speed; the median is told.
    #[arg(long, default_value_t = 3)]
    passes: usize,
}

impl Eval {
    /// Prints one table a file.
    pub fn run(&self) -> Result<()> {
        let packed = match &self.model {
            Some(path) => std::fs::read(path).with_context(|| format!("reading {}", path.display()))?,
            None => SHIPPED.to_vec(),
        };
        let started = Instant::now();
        let model = format::read(&packed)?;
        println!("{}: {} bytes packed, unpacked in {:.0} ms", model.name, packed.len(), millis(started.elapsed()));
        let analyser = Analyser::with_model(&packed)?;
        for path in &self.files {
            let gold = conllu::read(path)?;
            let mut work = Workspace::default();
            let guess: Vec<Sentence> = gold.iter().map(|sentence| analyse(&model, sentence, &mut work)).collect();
            println!("\n{}", path.display());
            trees(&gold, &guess);
            headlines(&model, &gold, &mut work);
            let text = raw::text(&gold);
            let document = analyser.analyse(&text.text, &[], &mut Scratch::default());
            raw::report(&text, &document);
            self.speed(&model, &analyser, &gold, &text.text);
            if let Some(folder) = &self.out {
                let name = path.file_name().context("a file has a name")?;
                std::fs::write(folder.join(name), conllu::write(&guess))?;
            }
        }
        Ok(())
    }

    fn speed(&self, model: &Model, analyser: &Analyser, gold: &[Sentence], text: &str) {
        let words: usize = gold.iter().map(|sentence| sentence.words.len()).sum();
        let mut work = Workspace::default();
        let mut scratch = Scratch::default();
        let parse = median(self.passes, || {
            for sentence in gold {
                read(sentence, &mut work);
                model.analyse(&mut work);
            }
        });
        let whole = median(self.passes, || {
            std::hint::black_box(analyser.analyse(text, &[], &mut scratch));
        });
        let rate = |time: Duration| words as f64 / time.as_secs_f64() / 1000.0;
        println!(
            "tags and trees {:.0}k words/s, raw text to document {:.0}k words/s of processor time",
            rate(parse),
            rate(whole)
        );
    }
}

fn read(sentence: &Sentence, work: &mut Workspace) {
    work.words.clear();
    let words = sentence.words.iter().enumerate();
    work.words.extend(words.map(|(at, word)| features::read(&word.form, &word.lower, at == 0)));
}

fn analyse(model: &Model, sentence: &Sentence, work: &mut Workspace) -> Sentence {
    read(sentence, work);
    model.analyse(work);
    taken(model, sentence, work)
}

/// The sentence with what the model found.
fn taken(model: &Model, sentence: &Sentence, work: &Workspace) -> Sentence {
    let mut guess = sentence.clone();
    for (at, word) in guess.words.iter_mut().enumerate() {
        let item = work.item(at);
        (word.pos, word.fine) = model.tag_of(work, at);
        (word.head, word.relation) = (item.head, item.relation);
    }
    guess
}

/// Short sentences put into title case: as running text would be read, and as headlines are.
fn headlines(model: &Model, gold: &[Sentence], work: &mut Workspace) {
    let gold: Vec<Sentence> =
        gold.iter().filter(|sentence| (4..=14).contains(&sentence.words.len())).map(in_title_case).collect();
    let plain: Vec<Sentence> = gold.iter().map(|sentence| analyse(model, sentence, work)).collect();
    println!("in title case, read like running text");
    trees(&gold, &plain);
    let read: Vec<Sentence> = gold
        .iter()
        .map(|sentence| {
            let words = sentence.words.iter().map(|word| Word {
                form: &word.form,
                lower: &word.lower,
                as_name: word.form.as_str().into(),
                is_name: None,
            });
            model.analyse_headline(&words.collect::<Vec<_>>(), work);
            taken(model, sentence, work)
        })
        .collect();
    println!("in title case, read as headlines");
    trees(&gold, &read);
}

/// The same sentence with capitals on all words but the small ones.
fn in_title_case(sentence: &Sentence) -> Sentence {
    const SMALL: [&str; 19] = [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "n't", "of", "on", "or", "'s", "the", "to",
        "with", "'re",
    ];
    let mut titled = sentence.clone();
    for (at, word) in titled.words.iter_mut().enumerate() {
        let mut letters = word.form.chars();
        if (at == 0 || !SMALL.contains(&word.lower.as_str()))
            && let Some(first) = letters.next()
        {
            word.form = first.to_uppercase().chain(letters).collect();
        }
    }
    titled
}

fn median(passes: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..passes.max(1))
        .map(|_| {
            let started = on_processor();
            run();
            on_processor().saturating_sub(started)
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Time that this thread spent on a processor (Linux); the wall clock elsewhere. A busy machine then does not count against the model.
fn on_processor() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Counts of one measure.
#[derive(Default)]
struct Count {
    gold: usize,
    guess: usize,
    right: usize,
}

impl Count {
    fn print(&self, name: &str) {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (precision, recall) = (percent(self.right, self.guess), percent(self.right, self.gold));
        let f1 = percent(2 * self.right, self.gold + self.guess);
        println!("  {name:<28} gold {:5}  P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}", self.gold);
    }
}

fn trees(gold: &[Sentence], guess: &[Sentence]) {
    let speech: Vec<&str> = SPEECH.lines().filter(|line| !line.starts_with('#')).collect();
    let (mut words, mut pos, mut fine, mut heads, mut labelled) = (0, 0, 0, 0, 0);
    let mut subjects = Count::default();
    let mut clauses = Count::default();
    for (gold, guess) in gold.iter().zip(guess) {
        let spoken = |head: u32| {
            gold.words.get(head as usize).is_some_and(|word| {
                word.pos == claimwire::text::Pos::Verb && speech.contains(&word.lemma.to_lowercase().as_str())
            })
        };
        for (gold, guess) in gold.words.iter().zip(&guess.words) {
            words += 1;
            pos += usize::from(gold.pos == guess.pos);
            fine += usize::from(gold.fine == guess.fine);
            heads += usize::from(gold.head == guess.head);
            labelled += usize::from(gold.head == guess.head && gold.relation == guess.relation);
            let is_subject = |relation: Relation| relation.base() == Relation::Nsubj;
            let is_clause = |relation: Relation| matches!(relation.base(), Relation::Ccomp | Relation::Parataxis);
            for (count, is) in [(&mut subjects, &is_subject as &dyn Fn(Relation) -> bool), (&mut clauses, &is_clause)] {
                let (in_gold, in_guess) =
                    (is(gold.relation) && spoken(gold.head), is(guess.relation) && spoken(guess.head));
                count.gold += usize::from(in_gold);
                count.guess += usize::from(in_guess);
                count.right += usize::from(in_gold && in_guess && gold.head == guess.head);
            }
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / words as f64;
    println!(
        "gold tokens: {words} words, UPOS {:.2}, XPOS {:.2}, UAS {:.2}, LAS {:.2}",
        percent(pos),
        percent(fine),
        percent(heads),
        percent(labelled)
    );
    subjects.print("subjects of speech verbs");
    clauses.print("clauses of speech verbs");
}
