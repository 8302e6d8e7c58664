//! What several test programs share.

#![allow(dead_code, reason = "no test program uses all of it")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

static RECORD: LazyLock<jsonschema::Validator> = LazyLock::new(|| compile(&claimwire::record::schema()));

/// Makes a validator of one of our schemas.
pub(crate) fn compile(schema: &schemars::Schema) -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::to_value(schema).unwrap()).unwrap()
}

/// Checks a record against its schema and every slice against its span.
pub(crate) fn check_record(record: &Value) {
    let problems: Vec<String> =
        RECORD.iter_errors(record).map(|problem| format!("{}: {problem}", problem.instance_path())).collect();
    assert!(problems.is_empty(), "{}: {problems:#?}", record["article"]["id"]);
    let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
    check_slices(record, &text);
}

/// Wherever `span` and `text` stand side by side, the text is the slice.
fn check_slices(value: &Value, text: &[char]) {
    match value {
        Value::Object(fields) => {
            if let (Some(span), Some(slice)) = (fields.get("span"), fields.get("text").and_then(Value::as_str)) {
                let [start, end] = [0, 1].map(|at| span[at].as_u64().unwrap() as usize);
                assert_eq!(text[start..end].iter().collect::<String>(), slice);
            }
            fields.values().for_each(|field| check_slices(field, text));
        }
        Value::Array(items) => items.iter().for_each(|item| check_slices(item, text)),
        _ => {}
    }
}

/// The sample articles, sorted.
pub(crate) fn samples() -> Vec<PathBuf> {
    let mut files: Vec<_> =
        std::fs::read_dir(repository().join("tests/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The folder of this package.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file made by the program is committed as it is made. `UPDATE_GENERATED=1 cargo test` writes it.
pub(crate) fn assert_generated(path: &str, made: &str) {
    let path = repository().join(path);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == made, "{} is out of date; run UPDATE_GENERATED=1 cargo test and commit it", path.display());
}
