//! `claimwire extract`.

use crate::{claimwire, json_lines};

const GOOD: &str = r#"{"id":"a","text":"\"It is closed,\" said Anna Lee."}"#;

#[test]
fn a_line_in_is_a_line_out_in_order_skipped_ones_too() {
    let input = format!("{GOOD}\n\n{}\n{GOOD}\n", r#"{"id":"b","text":""}"#);
    let out = claimwire().args(["extract", "-"]).write_stdin(input).assert().success().get_output().clone();
    let records = json_lines(&out.stdout);
    let ids: Vec<_> = records.iter().map(|record| record["article"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "a"]);
    assert_eq!(records[1]["status"], "skipped");
    assert_eq!(records[1]["reason"], "empty text");
    assert_eq!(records[0], records[2], "the same bytes in give the same bytes out");
    assert!(out.stderr.is_empty());
}

#[test]
fn a_refused_line_is_one_json_error_and_exit_code_two() {
    let input = format!("{GOOD}\nnonsense\n{}\n{GOOD}\n", r#"{"id":"b","text":[1]}"#);
    let out = claimwire().arg("extract").write_stdin(input).assert().code(2).get_output().clone();
    assert_eq!(json_lines(&out.stdout).len(), 2);
    let errors = json_lines(&out.stderr);
    assert_eq!(errors.len(), 2);
    assert_eq!((errors[0]["line"].as_u64(), errors[0]["field"].as_str()), (Some(2), Some("body")));
    assert_eq!((errors[1]["line"].as_u64(), errors[1]["field"].as_str()), (Some(3), Some("text")));
    assert!(errors.iter().all(|error| !error["reason"].as_str().unwrap().is_empty()));
}

#[test]
fn files_are_read_by_their_names_packed_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let gz = folder.path().join("one.ndjson.gz");
    let mut packer = flate2::write::GzEncoder::new(std::fs::File::create(&gz).unwrap(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, format!("{GOOD}\n{GOOD}\n").as_bytes()).unwrap();
    packer.finish().unwrap();
    let zst = folder.path().join("notice.txt.zst");
    std::fs::write(&zst, zstd::encode_all(&b"It is closed, said Anna Lee."[..], 0).unwrap()).unwrap();
    let out = claimwire().arg("extract").args([&gz, &zst]).assert().success().get_output().clone();
    let records = json_lines(&out.stdout);
    assert_eq!(records.len(), 3);
    assert_eq!(records[2]["article"]["id"], "notice");
}

#[test]
fn json_is_one_array() {
    let out = claimwire().args(["extract", "--format", "json", "-"]).write_stdin(format!("{GOOD}\n{GOOD}\n")).assert();
    let array: serde_json::Value = serde_json::from_slice(&out.success().get_output().stdout).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 2);
    let out = claimwire().args(["extract", "--format", "json", "-"]).write_stdin("").assert();
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&out.success().get_output().stdout).unwrap(),
        serde_json::json!([])
    );
}

#[test]
fn text_is_for_people_without_colours_where_no_terminal_reads() {
    let out = claimwire().args(["extract", "--format", "text", "tests/articles/dam-denial.json"]).assert().success();
    let page = String::from_utf8(out.get_output().stdout.clone()).unwrap();
    assert!(page.starts_with("Ministry denies that dam was unsafe\n"), "{page}");
    assert!(!page.contains('\u{1b}'));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let out = claimwire().args(["extract", "no-such.json"]).assert().code(1).get_output().clone();
    assert!(String::from_utf8_lossy(&out.stderr).contains("no-such.json"));
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_quiet() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    let many = folder.path().join("many.ndjson");
    std::fs::write(&many, format!("{GOOD}\n").repeat(2_000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimwire"))
        .args(["extract".as_ref(), many.as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}
