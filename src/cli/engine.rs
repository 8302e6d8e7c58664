//! The engine as the settings want it, with its rules read from their files.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::alert::Rules;
use crate::config::Config;
use crate::text::Analyser;
use crate::worker::job::{Engine, Options};

/// Makes the engine.
pub(super) fn engine(config: &Config) -> anyhow::Result<Engine> {
    let options = Options {
        default_language: config.language.default.clone(),
        title: config.analyse.title,
        max_body: config.publish.max_body,
    };
    Ok(Engine::new(Analyser::english(), rules(config)?, options))
}

/// Reads the rules: the configured files and folders, or the built-in ones.
pub(super) fn rules(config: &Config) -> anyhow::Result<Rules> {
    if config.alerts.rules.is_empty() {
        return Ok(Rules::shipped()?);
    }
    let mut files = Vec::new();
    for path in &config.alerts.rules {
        files.extend(rule_files(path).with_context(|| path.display().to_string())?);
    }
    let mut read = Vec::new();
    for file in &files {
        read.push((
            file.display().to_string(),
            std::fs::read_to_string(file).with_context(|| file.display().to_string())?,
        ));
    }
    Ok(Rules::read(read.iter().map(|(name, contents)| (name.as_str(), contents.as_str())))?)
}

/// A file is itself; a folder is its `*.toml`, by name.
fn rule_files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files =
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    Ok(files)
}
