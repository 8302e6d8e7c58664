//! Runs the literate cases of `tests/cases/*.md`: prose, an article, and what must be found in it: all of it, and nothing else.
//!
//! A case is a heading, an `article` block and one or more blocks of expectations, one item a line, in the order of the text:
//! - `figures`: `figure text | key=value …`
//! - `attributions`: `source | cue | content | key=value …` (`-` for none; pieces of a broken content joined by ` … `)
//! - `claims`: `claim text | key=value …` (several spans joined by ` … `)
//! - `boilerplate`: the text of a furniture block
//!
//! Only the keys that stand in a line are compared. An empty block means that the article must stay silent.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails here says so"
)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

struct Case {
    heading: String,
    article: String,
    blocks: Vec<(String, Vec<String>)>,
}

#[test]
fn literate_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let (mut run, mut failures) = (0, String::new());
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in read(&fs::read_to_string(&path).unwrap()) {
            run += 1;
            let record = support::record_of(&case.article);
            for (kind, expected) in &case.blocks {
                if let Err(difference) = compare(kind, expected, &record) {
                    let _ = writeln!(failures, "\n{name}: {} ({kind})\n{}\n{difference}", case.heading, case.article);
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(run > 0, "no case was found");
}

fn read(file: &str) -> Vec<Case> {
    let (mut cases, mut heading, mut lines) = (Vec::<Case>::new(), String::new(), file.lines());
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        } else if let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) {
            let block: Vec<String> = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned).collect();
            if kind == "article" {
                cases.push(Case { heading: heading.clone(), article: block.join("\n"), blocks: Vec::new() });
            } else {
                let case = cases.last_mut().expect("an article stands before its expectations");
                case.blocks.push((kind.to_owned(), block.into_iter().filter(|line| !line.trim().is_empty()).collect()));
            }
        }
    }
    cases
}

fn compare(kind: &str, expected: &[String], record: &Value) -> Result<(), String> {
    let items = record[kind].as_array().unwrap_or_else(|| panic!("no such block: {kind}"));
    let items: Vec<&Value> = items.iter().filter(|item| item["role"] != "time").collect();
    let found: Vec<String> = items.iter().map(|item| describe(kind, item)).collect();
    let columns = if kind == "attributions" { 3 } else { 1 };
    let mut missing = Vec::new();
    let mut matched = vec![false; items.len()];
    for line in expected {
        let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let head = parts[..columns.min(parts.len())].join(" | ");
        let keys = parts.get(columns).map_or_else(Vec::new, |keys| pairs(keys));
        let hit = (0..items.len()).find(|&i| {
            !matched[i] && found[i] == head && keys.iter().all(|(key, value)| field(items[i], key) == *value)
        });
        match hit {
            Some(i) => matched[i] = true,
            None => missing.push(line.as_str()),
        }
    }
    let extra: Vec<String> =
        (0..items.len()).filter(|&i| !matched[i]).map(|i| format!("{} {}", found[i], items[i])).collect();
    if missing.is_empty() && extra.is_empty() {
        return Ok(());
    }
    Err(format!("  missing: {missing:#?}\n  not expected: {extra:#?}"))
}

fn describe(kind: &str, item: &Value) -> String {
    let text = |value: &Value| value["text"].as_str().unwrap_or("-").to_owned();
    let joined = |value: &Value| value.as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(" … ");
    match kind {
        "attributions" => format!("{} | {} | {}", text(&item["source"]), text(&item["cue"]), joined(&item["content"])),
        "claims" => joined(&item["spans"]),
        _ => text(item),
    }
}

/// `key=value key=value`; a value may hold spaces and reaches to the next key.
fn pairs(keys: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for word in keys.split_whitespace() {
        match word.split_once('=') {
            Some((key, value)) if !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                out.push((key.to_owned(), value.to_owned()));
            }
            _ => {
                let last = out.last_mut().unwrap_or_else(|| panic!("not key=value: {keys}"));
                last.1 = format!("{} {word}", last.1);
            }
        }
    }
    for (_, value) in &mut out {
        *value = value.trim_matches('"').to_owned();
    }
    out
}

/// A field of an item as an expectation writes it.
fn field(item: &Value, key: &str) -> String {
    let value = match key {
        "name" => &item["source_name"],
        "kind" if item.get("source_kind").is_some() => &item["source_kind"],
        "kind" if item.get("claimer").is_some() => &item["claimer"]["kind"],
        "claimer" => match &item["claimer"]["name"] {
            Value::Null => &item["claimer"]["kind"],
            name => name,
        },
        "relation" => &item["compare"]["relation"],
        key => &item[key],
    };
    show(value)
}

fn show(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(show).collect::<Vec<_>>().join(","),
        Value::Object(fields) => fields.get("text").map_or_else(|| value.to_string(), show),
        other => other.to_string(),
    }
}
