//! Trains and scores the language model of claimwire. Not shipped; see README.md beside this crate's manifest.

mod attribution;
mod attribution_corpus;
mod attribution_cross;
mod attribution_logistic;
mod conllu;
mod eval;
mod export;
mod math;
mod names;
mod net;
mod oracle;
mod param;
mod raw;
mod rng;
mod show;
mod train;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use conllu::Sentence;
use net::{Net, Settings};

#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Learns a model from a folder of treebanks.
    Train(Train),
    /// Scores the shipped model, or another, on treebanks.
    Eval(eval::Eval),
    /// Learns the model of attributions from its corpus.
    Attributions(attribution::Attributions),
    /// Scores names and kinds of given sources on annotated articles.
    Names(names::Names),
    /// Prints sentences, or tokens with tags and heads, of articles.
    Show(show::Show),
}

#[derive(Debug, Args)]
struct Train {
    /// Folder with `en_ewt-ud-{train,dev}.conllu` and `en_gum-open-{train,dev}.conllu`.
    #[arg(long)]
    ud: PathBuf,
    /// Where to write the model.
    #[arg(long)]
    out: PathBuf,
    #[arg(long, default_value_t = 14)]
    epochs: usize,
    #[arg(long, default_value_t = 0.002)]
    rate: f32,
    #[arg(long, default_value_t = 8)]
    batch: usize,
    #[arg(long, default_value_t = 0.2)]
    drop_input: f32,
    #[arg(long, default_value_t = 0.15)]
    drop_context: f32,
    #[arg(long, default_value_t = 0.3)]
    drop_hidden: f32,
    #[arg(long, default_value_t = 0.25)]
    drop_word: f32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Scores on the development data after every pass of this number.
    #[arg(long, default_value_t = 1000)]
    every: usize,
    /// Learns from so many sentences of each treebank only: for a quick look whether two runs agree.
    #[arg(long)]
    limit: Option<usize>,
    /// Name and version that the model carries.
    #[arg(long, default_value = "claimwire-en-2")]
    name: String,
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Train(args) => train(&args),
        Command::Eval(args) => args.run(),
        Command::Attributions(args) => args.run(),
        Command::Names(args) => args.run(),
        Command::Show(args) => args.run(),
    }
}

fn train(args: &Train) -> Result<()> {
    let mut data = Vec::new();
    for name in ["en_ewt-ud-train.conllu", "en_gum-open-train.conllu"] {
        let sentences = conllu::read(&args.ud.join(name))?;
        data.extend(sentences.into_iter().take(args.limit.unwrap_or(usize::MAX)));
    }
    let dev = [
        ("EWT", conllu::read(&args.ud.join("en_ewt-ud-dev.conllu"))?),
        ("GUM", conllu::read(&args.ud.join("en_gum-open-dev.conllu"))?),
    ];
    let settings = Settings {
        epochs: args.epochs,
        rate: args.rate,
        batch: args.batch,
        drop_input: args.drop_input,
        drop_context: args.drop_context,
        drop_hidden: args.drop_hidden,
        drop_word: args.drop_word,
        seed: args.seed,
    };
    let started = std::time::Instant::now();
    let net = train::train(&data, &settings, |epoch, loss, net| {
        eprintln!("pass {epoch}: loss {loss:.0}, {:.0} s", started.elapsed().as_secs_f32());
        if (epoch + 1) % args.every == 0 {
            for (name, dev) in &dev {
                eprintln!("  {name} {}", score(net, dev));
            }
        }
    });
    for (name, dev) in &dev {
        eprintln!("{name} {}", score(&net, dev));
    }
    let packed = claimwire::text::network::format::write(&export::export(&net, &args.name)?);
    eprintln!("{} bytes", packed.len());
    std::fs::write(&args.out, packed)?;
    Ok(())
}

/// Tag and tree scores of the network in floating point.
fn score(net: &Net, sentences: &[Sentence]) -> String {
    let (mut words, mut pos, mut fine, mut heads, mut labelled) = (0, 0, 0, 0, 0);
    for sentence in sentences {
        let example = net.example(sentence);
        let (tags, state) = net.predict(&example.inputs);
        for (at, word) in sentence.words.iter().enumerate() {
            let tag = net.tags[tags[at]];
            let item = state.item(at as u32);
            words += 1;
            pos += usize::from(tag.0 == word.pos);
            fine += usize::from(tag.1 == word.fine);
            heads += usize::from(item.head == word.head);
            labelled += usize::from(item.head == word.head && item.relation == word.relation);
        }
    }
    let percent = |count: usize| 100.0 * count as f32 / words as f32;
    format!("UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2}", percent(pos), percent(fine), percent(heads), percent(labelled))
}
