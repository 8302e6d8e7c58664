//! The summary in the README is what the program prints. After a change of the rules: `CLAIMWIRE_UPDATE=1 cargo test --test cli readme`.

use crate::claimwire;

const ARTICLE: &str = "tests/articles/seed-000.json";

#[test]
fn the_summary_in_the_readme_is_what_the_program_prints() {
    let out = claimwire().args(["extract", "--format", "text", ARTICLE]).assert().success();
    let page = String::from_utf8(out.get_output().stdout.clone()).unwrap();
    let readme = std::fs::read_to_string("README.md").unwrap();
    let opening = format!("`claimwire extract --format text {ARTICLE}` prints:\n\n```text\n");
    let start = readme.find(&opening).expect("the README shows the summary") + opening.len();
    let end = start + readme[start..].find("```").expect("the block ends");
    if std::env::var_os("CLAIMWIRE_UPDATE").is_some() {
        std::fs::write("README.md", format!("{}{page}{}", &readme[..start], &readme[end..])).unwrap();
        return;
    }
    assert!(readme[start..end] == page, "run it again with CLAIMWIRE_UPDATE=1 and read the difference");
}
