//! `claimwire check`.

use crate::claimwire;

#[test]
fn the_merged_settings_are_printed() {
    let out =
        claimwire().args(["check", "--set", "log.level=debug"]).env("CLAIMWIRE__LANGUAGE__DEFAULT", "de").assert();
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
    claimwire().args(["check", "--config", "config/claimwire.toml"]).assert().success();
}

#[test]
fn a_missing_file_is_named() {
    let out = claimwire().args(["--config", "no-such.toml", "check"]).assert().code(1).get_output().clone();
    assert!(String::from_utf8_lossy(&out.stderr).contains("no-such.toml"));
}
