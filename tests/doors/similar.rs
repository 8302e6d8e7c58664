//! The distance threshold of the fingerprint, on altered copies of our own sample articles, and the command that applies it.

use std::path::Path;

use claimwire::article::{Raw, decode};
use claimwire::record::{SIMILAR, fingerprint, fingerprint_distance};

/// The samples that are long enough to be told apart (fingerprints of a few sentences are chance).
fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let texts = files.iter().map(|path| {
        let body = std::fs::read(path).unwrap();
        decode(&Raw { body: &body, ..Raw::default() }).unwrap().text
    });
    texts.filter(|text| text.split_whitespace().count() >= 100).collect()
}

/// Deterministic alterations, as copies come: framed by another page, cut, words changed, a paragraph added.
fn copies(text: &str, others: &[String]) -> Vec<(&'static str, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let foreign: Vec<&str> = others.iter().flat_map(|other| other.split_whitespace()).collect();
    let changed = |every: usize| {
        let word = |(at, word): (usize, &&str)| {
            if at % every == every / 2 { foreign[at * 31 % foreign.len()].to_owned() } else { (*word).to_owned() }
        };
        words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
    };
    let frame = "By Staff Reporter | Updated 11:20 GMT\nHome | News | Sport\n";
    let tail = "\nShare this article\nSubscribe to our newsletter\n© 2026 Example. All rights reserved.";
    vec![
        ("framed", format!("{frame}{text}{tail}")),
        ("capitals", text.to_uppercase()),
        ("one word in fifty", changed(50)),
        ("one word in twenty", changed(20)),
        ("last tenth cut", words[..words.len() * 9 / 10].join(" ")),
        ("last fifth cut", words[..words.len() * 4 / 5].join(" ")),
        ("a paragraph added", format!("{text}\n{}", foreign[..30.min(foreign.len())].join(" "))),
    ]
}

#[test]
fn copies_are_near_and_strangers_are_far() {
    let texts = samples();
    assert!(texts.len() >= 8, "{}", texts.len());
    let prints: Vec<String> = texts.iter().map(|text| fingerprint(text)).collect();
    for (i, a) in prints.iter().enumerate() {
        for b in &prints[..i] {
            assert!(fingerprint_distance(a, b).unwrap() > SIMILAR, "{a} {b}");
        }
    }
    let (mut near, mut all) = (0, 0);
    for (at, text) in texts.iter().enumerate() {
        let others: Vec<String> =
            texts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, t)| t.clone()).collect();
        for (what, copy) in copies(text, &others) {
            let distance = fingerprint_distance(&prints[at], &fingerprint(&copy)).unwrap();
            all += 1;
            near += u32::from(distance <= SIMILAR);
            assert!(distance <= SIMILAR + 8, "{what}: {distance}");
        }
    }
    assert!(f64::from(near) >= 0.95 * f64::from(all), "{near} of {all}");
}

#[test]
fn the_command_compares_files_and_fingerprints() {
    let similar =
        |a: &str, b: &str| assert_cmd::Command::new(env!("CARGO_BIN_EXE_claimwire")).args(["similar", a, b]).assert();
    similar("tests/articles/seed-000.json", "tests/articles/seed-000.json").success();
    similar("tests/articles/seed-000.json", "tests/articles/football.json").code(2);
    similar("00000000000000ff", "0000000000000000").success();
    similar("nothing.json", "0000000000000000").code(1);
}
