//! The committed JSON Schemas are those of the code, and everything that we write keeps to them.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may say so by a panic"
)]

mod support;

use std::process::Command;

fn schema_of(message: &str) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_claimwire")).args(["schema", message]).output().unwrap();
    assert!(out.status.success());
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn committed_schemas_are_those_of_the_code() {
    for message in ["record", "article", "alert"] {
        support::assert_generated(&format!("docs/schema/{message}.json"), &schema_of(message));
    }
}

#[test]
fn every_sample_gives_a_valid_record() {
    let out = Command::new(env!("CARGO_BIN_EXE_claimwire")).arg("extract").args(support::samples()).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut records = 0;
    for line in out.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        support::check_record(&serde_json::from_slice(line).unwrap());
        records += 1;
    }
    assert!(records >= 13);
}

#[test]
fn every_json_sample_is_a_valid_article() {
    let validator = support::validator(&claimwire::article::schema());
    for file in support::samples().iter().filter(|file| file.extension().is_some_and(|ending| ending == "json")) {
        let article = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        assert!(validator.is_valid(&article), "{}", file.display());
    }
}
