//! What several test files share: an engine, and records checked against the contract before anyone looks at them.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use claimwire::alert::Rules;
use claimwire::article::Raw;
use claimwire::text::{Analyser, Scratch};
use claimwire::worker::job::{Engine, Options, Product};
use serde_json::{Value, json};

/// The engine as shipped.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    Engine::new(Analyser::english(), Rules::shipped().expect("shipped rules compile"), Options::default())
});

static RECORD_SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| validator(&claimwire::record::schema()));
static ALERT_SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| validator(&claimwire::alert::schema()));

/// Makes a validator of one of our schemas.
pub(crate) fn validator(schema: &schemars::Schema) -> jsonschema::Validator {
    jsonschema::validator_for(schema.as_value()).expect("the generated schema is a schema")
}

/// Runs one JSON article and checks its messages.
pub(crate) fn run(article: &Value) -> Product {
    let body = article.to_string();
    let raw = Raw { body: body.as_bytes(), ..Raw::default() };
    let product = ENGINE.run(&raw, &mut Scratch::default()).expect("the article is accepted");
    check_record(&parse(&product.record.body));
    for alert in &product.alerts {
        assert_valid(&ALERT_SCHEMA, &parse(&alert.body));
    }
    product
}

/// The record of a text.
pub(crate) fn record_of(text: &str) -> Value {
    parse(&run(&json!({ "id": "test", "text": text })).record.body)
}

pub(crate) fn parse(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("messages are JSON")
}

/// The contract, as far as a schema and the slices can tell.
pub(crate) fn check_record(record: &Value) {
    assert_valid(&RECORD_SCHEMA, record);
    let text: Vec<char> = record["text"].as_str().expect("text").chars().collect();
    check_slices(record, &text);
}

fn assert_valid(validator: &jsonschema::Validator, value: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "not valid against its schema: {errors:#?}");
}

/// Every `text` beside a `span` equals the slice.
fn check_slices(value: &Value, text: &[char]) {
    match value {
        Value::Object(fields) => {
            if let (Some(span), Some(slice)) =
                (fields.get("span").and_then(Value::as_array), fields.get("text").and_then(Value::as_str))
            {
                let at = |i: usize| span[i].as_u64().expect("offset") as usize;
                assert!(at(0) <= at(1) && at(1) <= text.len(), "span {span:?} leaves the text");
                assert_eq!(text[at(0)..at(1)].iter().collect::<String>(), slice);
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
    files.retain(|path| path.is_file());
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
