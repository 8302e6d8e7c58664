//! The rules of the house: who may know whom, how long a file may be, how it opens, and which licences we take in.

#![allow(
    clippy::expect_used,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may say so by a panic"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every Rust file of the program with its contents, by path.
fn sources() -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned();
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The code that ships: no tests, no comments.
fn shipped(path: &Path, source: &str) -> String {
    if path.file_stem().is_some_and(|stem| stem == "tests") || path.iter().any(|part| part == "tests") {
        return String::new();
    }
    let before_tests = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether a word stands in a text as a whole.
fn names(text: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(part_of_name) && !text[at + word.len()..].starts_with(part_of_name))
}

#[test]
fn layers_know_only_what_lies_below_them() {
    let pure = [
        "serde",
        "serde_json",
        "tokio",
        "tracing",
        "std::fs",
        "std::net",
        "std::time",
        "std::env",
        "std::thread",
        "crate::record",
        "crate::article",
        "crate::worker",
        "crate::alert",
        "crate::transport",
        "crate::config",
        "crate::cli",
        "crate::telemetry",
    ];
    let rules: &[(&str, &[&str])] = &[
        ("src/text/", &pure),
        ("src/text/", &["crate::extract"]),
        ("src/extract/", &pure),
        (
            "src/record/",
            &["crate::extract", "crate::text", "crate::worker", "crate::transport", "crate::article", "crate::alert"],
        ),
        ("src/alert/", &["crate::extract", "crate::text", "crate::worker", "crate::transport", "crate::article"]),
        (
            "src/article/",
            &[
                "crate::extract",
                "crate::text",
                "crate::worker",
                "crate::transport",
                "crate::record",
                "std::fs",
                "std::net",
                "tokio",
            ],
        ),
        (
            "src/transport/",
            &["crate::cli", "crate::config", "crate::extract", "crate::text", "crate::record", "crate::article"],
        ),
        ("src/worker/", &["crate::cli", "crate::config", "lapin"]),
    ];
    let mut broken = Vec::new();
    for (path, source) in sources() {
        let code = shipped(&path, &source);
        let name = path.to_str().unwrap();
        for (layer, forbidden) in rules.iter().filter(|(layer, _)| name.starts_with(layer)) {
            for word in forbidden.iter().filter(|word| names(&code, word)) {
                broken.push(format!("{name}: {layer} must not know {word}"));
            }
        }
        if !name.starts_with("src/transport/amqp") && names(&code, "lapin") {
            broken.push(format!("{name}: only src/transport/amqp names lapin"));
        }
        if !name.starts_with("src/cli/") && name != "src/main.rs" && names(&code, "anyhow") {
            broken.push(format!("{name}: anyhow is for cli and main; use a typed error"));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_file_says_what_it_owns() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, source)| !source.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "these do not open with `//!`: {silent:?}");
}

#[test]
fn files_stay_short() {
    let mut sizes: Vec<(usize, PathBuf)> =
        sources().into_iter().map(|(path, source)| (source.lines().count(), path)).collect();
    sizes.sort();
    let at = |share: usize| &sizes[(sizes.len() - 1) * share / 100];
    assert!(at(50).0 <= 170, "the median file has {} lines", at(50).0);
    assert!(
        at(90).0 <= 400,
        "more than a tenth of the files have over 400 lines: {:?}",
        &sizes[sizes.len() * 9 / 10..]
    );
    assert!(at(100).0 <= 800, "too long: {:?}", at(100));
}

/// The licences that deny.toml allows.
fn allowed() -> Vec<String> {
    let deny: toml::Table = toml::from_str(include_str!("../deny.toml")).unwrap();
    deny["licenses"]["allow"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// An SPDX expression (annex D of the specification): OR over AND over names and parentheses. `/` is the old way to write OR.
fn acceptable(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ").replace(" WITH ", "-WITH-");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let ok = any(&words, &mut at, allowed);
    assert_eq!(at, words.len(), "cannot read {expression}");
    ok
}

fn any(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut ok = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        ok |= all(words, at, allowed);
    }
    ok
}

fn all(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut ok = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        ok &= one(words, at, allowed);
    }
    ok
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let word = words[*at];
    *at += 1;
    if word != "(" {
        return allowed.iter().any(|name| name == word);
    }
    let ok = any(words, at, allowed);
    assert_eq!(words[*at], ")");
    *at += 1;
    ok
}

#[test]
fn every_dependency_has_a_licence_that_we_take() {
    let allowed = allowed();
    assert!(acceptable("(MIT OR GPL-3.0) AND ISC", &allowed) && !acceptable("MIT AND GPL-3.0", &allowed));
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(if cfg!(feature = "otlp") { &["--features", "otlp"][..] } else { &[] })
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let refused: Vec<_> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(|license| acceptable(license, &allowed)))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(packages.len() > 100 && refused.is_empty(), "{refused:#?}");
}
