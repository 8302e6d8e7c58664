//! Trains the linear model of attributions: is a candidate a report, which phrase is its source, where does its content end.
//!
//! Candidates and features come from the library, so that training and inference cannot drift. Labels come from the corpus.

use std::path::{Path, PathBuf};

use anyhow::Result;
use claimwire::extract::attributions::learn::{self, Cut, MAGIC, Proposal};
use claimwire::text::{Analyser, Scratch};
use clap::Args;

use crate::attribution_corpus::{self, Gold, Range};
use crate::attribution_cross;
use crate::attribution_logistic::{Example, Logistic, Settings};

/// The files of the corpus.
const NAMES: [&str; 2] = ["invented.jsonl.gz", "treebank.jsonl.gz"];
/// Least share of content (harmonic mean of both sides) that a candidate must share with a gold attribution of the same cue.
const SAME_CONTENT: f32 = 0.35;
/// Least share for a source to be the right one.
const SAME_SOURCE: f32 = 0.85;

/// Arguments of `attributions`.
#[derive(Debug, Args)]
pub(crate) struct Attributions {
    /// Folder with the corpus.
    #[arg(long)]
    data: PathBuf,
    /// Where to write the model.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Folder for predictions by cross-validation, instead of a model.
    #[arg(long)]
    cross: Option<PathBuf>,
    /// Least confidence of a prediction.
    #[arg(long, default_value_t = 0.25)]
    threshold: f32,
    /// Passes over the examples.
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    /// Strength of the pull of weights towards zero.
    #[arg(long, default_value_t = 1e-3)]
    decay: f32,
}

impl Attributions {
    pub(crate) fn run(&self) -> Result<()> {
        let corpus = NAMES.iter().map(|name| Corpus::read(&self.data, name)).collect::<Result<Vec<_>>>()?;
        let settings = Settings { epochs: self.epochs, decay: self.decay };
        if let Some(folder) = &self.cross {
            return attribution_cross::run(&corpus, settings, self.threshold, folder);
        }
        let examples: Vec<&Example> =
            corpus.iter().flat_map(|file| &file.documents).flat_map(|document| &document.examples).collect();
        let right = examples.iter().filter(|example| example.right).count();
        eprintln!("{} examples, {right} of them right", examples.len());
        if let Some(out) = &self.out {
            std::fs::write(out, train(&examples, settings))?;
        }
        Ok(())
    }
}

/// One file of the corpus.
pub(crate) struct Corpus {
    pub(crate) name: &'static str,
    pub(crate) documents: Vec<Labelled>,
}

/// A document with the examples that it gives.
pub(crate) struct Labelled {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) examples: Vec<Example>,
}

impl Corpus {
    fn read(folder: &Path, name: &'static str) -> Result<Self> {
        let analyser = Analyser::english();
        let mut scratch = Scratch::default();
        let mut documents = Vec::new();
        for document in attribution_corpus::read(&folder.join(name))? {
            let analysed = analyser.analyse(&document.text, &[], &mut scratch);
            let mut examples = Vec::new();
            for proposal in learn::proposals(&analysed) {
                label(&proposal, &document.gold, &mut examples);
            }
            documents.push(Labelled { id: document.id, text: document.text, examples });
        }
        Ok(Self { name, documents })
    }
}

/// A model file.
pub(crate) fn train(examples: &[&Example], settings: Settings) -> Vec<u8> {
    let logistic = Logistic::train(examples, learn::SIZE, settings);
    let (scale, weights) = logistic.quantised();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(scale.to_le_bytes());
    bytes.extend(weights.iter().map(|weight| *weight as u8));
    bytes
}

/// Turns a candidate into examples: one for the whole, one for each possible source, one for each place up to the content's end.
fn label(proposal: &Proposal, gold: &[Gold], examples: &mut Vec<Example>) {
    let content: Vec<Range> = proposal.content.iter().map(|span| (span.start, span.end)).collect();
    let mut best: Option<(&Gold, f32)> = None;
    for item in gold {
        let same_cue = match (item.cue, proposal.cue) {
            (Some(a), Some(b)) => a.0 < b.end && b.start < a.1,
            (None, None) => true,
            _ => false,
        };
        if !same_cue {
            continue;
        }
        // A quotation that goes on stands in further lines with the same cue.
        let joined: Vec<Range> = gold
            .iter()
            .filter(|other| other.cue.is_some() && other.cue == item.cue)
            .flat_map(|other| other.content.iter().copied())
            .collect();
        let share = shared(&item.content, &content).max(shared(&joined, &content));
        if share > best.map_or(0.0, |(_, top)| top) {
            best = Some((item, share));
        }
    }
    let found = best.filter(|(_, share)| *share >= SAME_CONTENT).map(|(item, _)| item);
    examples.push(Example { features: proposal.features.clone(), right: found.is_some() });
    let Some(item) = found else { return };
    if let Some(source) = item.source.filter(|_| proposal.sources.len() > 1) {
        for (span, features) in &proposal.sources {
            let right = shared(&[source], &[(span.start, span.end)]) >= SAME_SOURCE;
            examples.push(Example { features: features.clone(), right });
        }
    }
    if let Some((start, cuts)) = &proposal.open {
        label_cuts(item, *start, cuts, examples);
    }
}

/// Places before the gold end are no ends; the place at the gold end is one; what follows is not looked at.
fn label_cuts(item: &Gold, start: u32, cuts: &[Cut], examples: &mut Vec<Example>) {
    let piece = item.content.iter().find(|piece| piece.0.abs_diff(start) <= 3 || (piece.0 <= start && piece.1 > start));
    let Some(piece) = piece else { return };
    for cut in cuts {
        let reached = piece.1 <= cut.end + 1;
        let right = reached && piece.1 + 3 >= cut.end;
        if reached && !right {
            return;
        }
        examples.push(Example { features: cut.features.clone(), right });
        if right {
            return;
        }
    }
}

/// Shared bytes of two sets of ranges, as harmonic mean of both shares.
fn shared(a: &[Range], b: &[Range]) -> f32 {
    let length = |ranges: &[Range]| ranges.iter().map(|range| range.1 - range.0).sum::<u32>() as f32;
    let common: u32 = a.iter().flat_map(|x| b.iter().map(move |y| x.1.min(y.1).saturating_sub(x.0.max(y.0)))).sum();
    if common == 0 { 0.0 } else { 2.0 * common as f32 / (length(a) + length(b)) }
}
