//! The engine as the settings want it, with its rules read from their files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::summary::Totals;
use crate::alert::Rules;
use crate::config::Config;
use crate::extract::claims::Lexicons;
use crate::text::{Analyser, Scratch};
use crate::transport::Content;
use crate::worker::job::{Engine, Options};
use crate::worker::pool::Work;
use crate::worker::work;

/// Makes the engine.
pub(super) fn engine(config: &Config) -> anyhow::Result<Engine> {
    let options = Options {
        default_language: config.language.default.clone(),
        title: config.analyse.title,
        max_body: config.publish.max_body,
    };
    let engine = Engine::new(Analyser::english(), rules(config)?, options);
    Ok(match words(config)? {
        Some((words, _)) => engine.with_words(words),
        None => engine,
    })
}

/// What a thread does with one message; what was found is counted.
pub(super) fn counted(config: &Config, totals: &Arc<Totals>) -> anyhow::Result<Arc<Work>> {
    let work = work::of_engine(Arc::new(engine(config)?), &config.work);
    let totals = Arc::clone(totals);
    Ok(Arc::new(move |content: &Content, scratch: &mut Scratch| {
        let product = work(content, scratch)?;
        totals.count(&product.tally);
        Ok(product)
    }))
}

/// Reads a newsroom's own words; none where no file is configured. With how many entries they hold.
pub(super) fn words(config: &Config) -> anyhow::Result<Option<(Lexicons, usize)>> {
    if config.analyse.words.is_empty() {
        return Ok(None);
    }
    let mut words = Lexicons::embedded().clone();
    let mut entries = 0;
    for (name, contents) in read_all(&config.analyse.words, "txt")? {
        entries += words.read(&name, &contents)?;
    }
    Ok(Some((words, entries)))
}

/// Reads the rules: the configured files and folders, or the built-in ones.
pub(super) fn rules(config: &Config) -> anyhow::Result<Rules> {
    if config.alerts.rules.is_empty() {
        return Ok(Rules::shipped()?);
    }
    let read = read_all(&config.alerts.rules, "toml")?;
    Ok(Rules::read(read.iter().map(|(name, contents)| (name.as_str(), contents.as_str())))?)
}

/// Names and contents of files; a folder stands for its files of the given ending, by name.
fn read_all(paths: &[PathBuf], ending: &str) -> anyhow::Result<Vec<(String, String)>> {
    let mut read = Vec::new();
    for path in paths {
        for file in files(path, ending).with_context(|| path.display().to_string())? {
            let name = file.display().to_string();
            let contents = std::fs::read_to_string(&file).with_context(|| name.clone())?;
            read.push((name, contents));
        }
    }
    Ok(read)
}

/// A file is itself; a folder is its files of the given ending, by name.
fn files(path: &Path, ending: &str) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files =
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    Ok(files)
}
