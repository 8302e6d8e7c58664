//! A newsroom's own words: `analyse.words`.

use crate::{claimwire, json_lines};

const ARTICLE: &str = r#"{"id":"a","text":"Mara Holm said a merger of the two ports was on the cards."}"#;

fn certainty(arguments: &[&str]) -> String {
    let out = claimwire().args(arguments).args(["extract", "-"]).write_stdin(ARTICLE).assert().success();
    let records = json_lines(&out.get_output().stdout);
    records[0]["claims"][0]["certainty"].as_str().unwrap().to_owned()
}

fn file(contents: &str) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    std::fs::write(file.path(), contents).unwrap();
    file
}

#[test]
fn own_words_change_what_is_found_and_only_with_them() {
    assert_eq!(certainty(&[]), "certain");
    assert_eq!(certainty(&["--set", "analyse.words=tests/words/desk.txt"]), "possible");
    assert_eq!(certainty(&["--set", "analyse.words=tests/words"]), "possible", "a folder stands for its files");
}

#[test]
fn a_faulty_line_is_named_before_any_work() {
    let words = file("[hedges_possible]\non the cards\n\n[hedge_possible]\n");
    let setting = format!("analyse.words={}", words.path().display());
    for command in [
        &["extract", "-"][..],
        &["check", "--offline"],
        &["run", "--input", "tests/articles", "--output", "target/words", "--once"],
    ] {
        let out = claimwire().args(["--set", &setting]).args(command).write_stdin(ARTICLE).assert().code(1);
        let said = String::from_utf8_lossy(&out.get_output().stderr).into_owned();
        let place = format!("{}:4: unknown class `hedge_possible`", words.path().display());
        assert!(said.contains(&place) && said.contains("hedges_possible"), "{command:?}: {said}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let out = claimwire().args(["--set", "analyse.words=no-such.txt", "extract", "-"]).write_stdin("").assert().code(1);
    assert!(String::from_utf8_lossy(&out.get_output().stderr).contains("no-such.txt"));
}

#[test]
fn check_counts_them() {
    let out =
        claimwire().args(["check", "--offline", "--set", "analyse.words=tests/words/desk.txt"]).assert().success();
    assert!(String::from_utf8_lossy(&out.get_output().stdout).contains("# words: 3 of your own"));
}
