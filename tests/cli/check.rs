//! `claimwire check`.

use crate::claimwire;

/// A rule file that needs no extraction to hold.
fn rules(examples: &str) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    let rule = "[[rule]]\nid = \"any-claim\"\ntitle = \"t\"\nseverity = \"info\"\non = \"claim\"\nwhen = \"true\"\nsummary = \"s\"\n";
    std::fs::write(file.path(), format!("{rule}{examples}")).unwrap();
    file
}

fn check(examples: &str) -> (assert_cmd::Command, tempfile::NamedTempFile) {
    let file = rules(examples);
    let mut command = claimwire();
    command.args(["check", "--set", &format!("alerts.rules={}", file.path().display())]);
    (command, file)
}

#[test]
fn the_merged_settings_are_printed() {
    let (mut command, _rules) = check("");
    let out = command.args(["--set", "log.level=debug"]).env("CLAIMWIRE__LANGUAGE__DEFAULT", "de").assert();
    let page = String::from_utf8(out.success().get_output().stdout.clone()).unwrap();
    assert!(page.contains("level = \"debug\"") && page.contains("default = \"de\""), "{page}");
}

#[test]
fn a_misspelt_key_is_refused_with_the_one_that_was_meant() {
    let out = claimwire().args(["check", "--set", "log.levle=debug"]).assert().code(1).get_output().clone();
    assert!(String::from_utf8_lossy(&out.stderr).contains("did you mean `log.level`?"));
}

#[test]
fn the_shipped_file_is_accepted() {
    let (mut command, _rules) = check("");
    command.args(["--config", "config/claimwire.toml"]).assert().success();
}

#[test]
fn a_missing_file_is_named() {
    let out = claimwire().args(["--config", "no-such.toml", "check"]).assert().code(1).get_output().clone();
    assert!(String::from_utf8_lossy(&out.stderr).contains("no-such.toml"));
}

#[test]
fn a_rule_that_fails_its_own_example_is_told() {
    let (mut command, _rules) = check("[[rule.test]]\ntext = \"\"\nalerts = 2\n");
    let out = command.assert().code(1).get_output().clone();
    assert!(String::from_utf8_lossy(&out.stderr).contains("any-claim"), "{}", String::from_utf8_lossy(&out.stderr));
}
