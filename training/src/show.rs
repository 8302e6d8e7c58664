//! Prints what the analysis makes of articles, for reading by eye: a sentence a line, or its tokens with tags and heads.

use std::path::PathBuf;

use anyhow::Result;
use claimwire::text::{Analyser, Scratch};
use clap::Args;

use crate::attribution_corpus;

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Articles, JSON lines with `id` and `text`, `.gz` or plain.
    file: PathBuf,
    /// Prints tokens as `form/TAG/relation>head`.
    #[arg(long)]
    trees: bool,
}

impl Show {
    pub(crate) fn run(&self) -> Result<()> {
        let analyser = Analyser::english();
        let mut scratch = Scratch::default();
        for article in attribution_corpus::read(&self.file)? {
            println!("# {}", article.id);
            let document = analyser.analyse(&article.text, &[], &mut scratch);
            for sentence in &document.sentences {
                if self.trees {
                    let words = sentence.tokens.clone().map(|at| {
                        let token = document.token(at);
                        let head = if token.head as usize == at { "ROOT" } else { document.form(token.head as usize) };
                        format!("{}/{:?}/{:?}>{head}", document.form(at), token.pos, token.relation)
                    });
                    println!("{}", words.collect::<Vec<_>>().join(" "));
                } else {
                    println!("{}", document.slice(sentence.span).replace('\n', " "));
                }
            }
        }
        Ok(())
    }
}
