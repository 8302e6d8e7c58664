//! `claimwire run` on folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{claimwire, json_lines};

/// A folder of `articles` good articles in several files and formats, with 30 bad lines among them.
fn fill(input: &Path, articles: usize) {
    let article = |id: usize| {
        let text = "\"The bridge is closed,\" said Anna Lee. At least 12 lorries were waiting. ".repeat(1 + id % 40);
        serde_json::json!({ "id": format!("n{id}"), "text": text }).to_string()
    };
    fs::create_dir_all(input.join("sub")).unwrap();
    for (file, ids) in (0..articles - 2).collect::<Vec<_>>().chunks(articles.div_ceil(3)).enumerate() {
        let mut lines = String::new();
        for id in ids {
            if id % (articles / 30) == 7 {
                lines.push_str("{\"id\": 1}\n\n");
            }
            lines.push_str(&article(*id));
            lines.push('\n');
        }
        if file == 1 {
            fs::write(input.join("1.ndjson.zst"), zstd::encode_all(lines.as_bytes(), 1).unwrap()).unwrap();
        } else {
            fs::write(input.join(format!("{file}.ndjson")), lines).unwrap();
        }
    }
    fs::write(input.join("sub/one.json"), article(articles - 2)).unwrap();
    fs::write(input.join(format!("n{}.txt", articles - 1)), "It is closed, said Anna Lee.").unwrap();
    fs::write(input.join("notes.md"), "not an article").unwrap();
}

fn start(input: &Path, output: &Path, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_claimwire"))
        .args(["run".as_ref(), "--input".as_ref(), input.as_os_str(), "--output".as_ref(), output.as_os_str()])
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The three outputs as they are.
fn outputs(output: &Path) -> BTreeMap<&'static str, Vec<u8>> {
    ["records.ndjson", "alerts.ndjson", "parked.ndjson"]
        .into_iter()
        .map(|name| (name, fs::read(output.join(name)).unwrap()))
        .collect()
}

#[test]
fn killed_again_and_again_it_loses_nothing_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (input, straight, broken) = (folder.path().join("in"), folder.path().join("a"), folder.path().join("b"));
    fill(&input, 900);
    assert!(start(&input, &straight, &["--once"]).wait().unwrap().success());
    let mut kills = 0;
    for round in 0_u64.. {
        let mut child = start(&input, &broken, &["--once"]);
        std::thread::sleep(Duration::from_millis(30 + round * 23));
        if child.try_wait().unwrap().is_some() {
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        assert!(round < 200, "it never comes to an end");
    }
    assert!(start(&input, &broken, &["--once"]).wait().unwrap().success());
    assert!(kills >= 1, "the machine was too fast for this test to mean anything");
    assert_eq!(outputs(&broken), outputs(&straight));
    let records = json_lines(&outputs(&broken)["records.ndjson"]);
    let mut ids: Vec<_> = records.iter().map(|record| record["article"]["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((records.len(), ids.len()), (900, 900));
    let parked = json_lines(&outputs(&broken)["parked.ndjson"]);
    assert_eq!(parked.len(), 30);
    assert!(parked.iter().all(|line| line["kind"] == "schema" && line["reason"].as_str().unwrap().contains("text")));
}

#[test]
fn damaged_and_huge_files_are_parked_and_their_neighbours_done() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(&input).unwrap();
    let good = "{\"id\":\"good\",\"text\":\"It is closed, said Anna Lee.\"}\n";
    let packed = zstd::encode_all(good.repeat(1000).as_bytes(), 1).unwrap();
    fs::write(input.join("damaged.ndjson.zst"), &packed[..packed.len() - 3]).unwrap();
    fs::write(input.join("no.json.gz"), "this is no gzip").unwrap();
    let mut huge = vec![b'['; (16 << 20) + 5];
    huge.push(b'\n');
    huge.extend_from_slice(good.as_bytes());
    fs::write(input.join("huge.ndjson"), huge).unwrap();
    fs::write(input.join("latin.txt"), b"caf\xe9").unwrap();
    fs::write(input.join("deep.json"), "[".repeat(100_000)).unwrap();
    fs::write(input.join("empty.json"), "").unwrap();
    fs::write(input.join("empty.ndjson"), "").unwrap();
    let status = start(&input, &output, &["--once"]).wait().unwrap();
    assert!(status.success());
    let parked = json_lines(&outputs(&output)["parked.ndjson"]);
    let kinds: BTreeMap<_, _> =
        parked.iter().map(|line| (line["file"].as_str().unwrap(), line["kind"].as_str().unwrap())).collect();
    for (file, kind) in [
        ("damaged.ndjson.zst", "damaged"),
        ("no.json.gz", "damaged"),
        ("huge.ndjson", "too-large"),
        ("latin.txt", "encoding"),
        ("empty.json", "syntax"),
    ] {
        assert_eq!(kinds.get(file), Some(&kind), "{file}: {parked:#?}");
    }
    assert!(kinds.contains_key("deep.json"));
    assert_eq!(parked.len(), 6);
    let records = json_lines(&outputs(&output)["records.ndjson"]);
    assert!(records.iter().all(|record| record["article"]["id"] == "good") && !records.is_empty());
}

#[test]
fn a_record_above_the_largest_message_parks_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(&input).unwrap();
    let article = |id: &str, times: usize| {
        serde_json::json!({ "id": id, "text": "The bridge is closed, said Anna Lee. ".repeat(times) }).to_string()
    };
    fs::write(input.join("a.ndjson"), [article("small", 1), article("large", 100)].join("\n")).unwrap();
    assert!(start(&input, &output, &["--once", "--set", "publish.max_body=20000"]).wait().unwrap().success());
    let parked = json_lines(&outputs(&output)["parked.ndjson"]);
    assert_eq!(parked.len(), 1);
    assert_eq!(parked[0]["kind"], "too-large");
    assert!(parked[0]["reason"].as_str().unwrap().contains("at most 20000 are published"), "{parked:#?}");
    let records = json_lines(&outputs(&output)["records.ndjson"]);
    assert_eq!(records.iter().map(|record| &record["article"]["id"]).collect::<Vec<_>>(), ["small"]);
}

#[test]
fn a_watched_folder_is_read_as_it_fills_until_it_is_told_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(&input).unwrap();
    let mut child = start(&input, &output, &[]);
    fs::write(input.join("a.txt"), "It is closed, said Anna Lee.").unwrap();
    let appeared = |count: usize| {
        let until = Instant::now() + Duration::from_secs(30);
        while fs::read(output.join("records.ndjson")).map_or(0, |bytes| json_lines(&bytes).len()) < count {
            assert!(Instant::now() < until, "record {count} did not appear");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    appeared(1);
    fs::write(input.join("b.txt"), "It is open, said Anna Lee.").unwrap();
    appeared(2);
    let terminated = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(terminated.success());
    assert!(child.wait().unwrap().success());
    assert_eq!(json_lines(&outputs(&output)["records.ndjson"]).len(), 2);
}

#[test]
fn it_ends_with_a_table_and_says_when_there_is_nothing_new() {
    let output = tempfile::tempdir().unwrap();
    let run = || {
        let mut command = claimwire();
        command.args(["run", "--once", "--input", "tests/articles", "--output"]).arg(output.path());
        String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
    };
    let table = run();
    assert!(table.contains("analysed") && table.contains("records.ndjson"), "{table}");
    assert!(run().starts_with("Nothing new"));
}

#[test]
fn an_output_folder_belongs_to_one_input_and_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(&input).unwrap();
    let mut watching = start(&input, &output, &[]);
    let until = Instant::now() + Duration::from_secs(20);
    while !output.join("parked.ndjson").exists() {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(20));
    }
    let second = |input: &Path| {
        let out =
            claimwire().args(["run", "--once", "--input"]).arg(input).arg("--output").arg(&output).assert().code(1);
        String::from_utf8(out.get_output().stderr.clone()).unwrap()
    };
    assert!(second(&input).contains("another process"));
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(second(folder.path()).contains("another output folder"));
}
