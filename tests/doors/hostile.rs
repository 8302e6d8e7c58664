//! Hostile input through `run --input`: parked with its reason, within bounded memory and time.

use std::io::Write;

use claimwire::article::{Raw, decode};
use claimwire::extract::{Extraction, extract};
use claimwire::text::{Analyser, Scratch};

use crate::run;

/// Peak resident memory that all hostile files of a test together may not exceed, in MiB. Several are at work at a time, each of up to
/// 16 MiB unpacked; one alone takes at most 38 (docs/FORMATS.md).
const PEAK: u64 = 200;

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn documents_without_end_are_parked() {
    let deep = 100_000;
    let files = [
        ("own.json", format!(r#"{{"id":"a","text":{}"#, "[".repeat(deep))),
        ("objects.json", format!(r#"{{"id":"a","source":{}"#, r#"{"name":"#.repeat(deep))),
        ("html.json", format!(r#"{{"id":"a","html":"{}"}}"#, "<div>".repeat(deep))),
        ("ninjs.json", format!(r#"{{"uri":"urn:a","bodies":{}"#, "[".repeat(deep))),
        (
            "ninjs-html.json",
            format!(
                r#"{{"uri":"urn:a","bodies":[{{"contentType":"text/html","value":"{}"}}]}}"#,
                "<ul><li>".repeat(deep)
            ),
        ),
        ("linked.json", format!(r#"{{"@graph":{}"#, "[".repeat(deep))),
        ("linked-nodes.json", r#"{"@graph":["#.repeat(deep)),
        ("event.json", format!(r#"{{"specversion":"1.0","type":"t","source":"s","data":{{"id":{}"#, "[".repeat(deep))),
        ("events.json", r#"{"specversion":"1.0","type":"t","source":"s","data":"#.repeat(deep)),
        ("page.html", "<div>".repeat(deep)),
        ("tables.html", "<table><tr><td>".repeat(deep)),
        ("foreign.html", format!("<svg>{}", "<g><div>".repeat(deep))),
        ("lines.ndjson", format!("{}\n", "[".repeat(deep))),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, body) in &files {
        std::fs::write(folder.path().join(name), body).unwrap();
    }
    let outcome = run(folder.path(), &[]);
    assert!(outcome.records.is_empty(), "{:?}", outcome.records.keys());
    assert_eq!(outcome.parked.len(), files.len());
    assert!(outcome.peak < PEAK, "{} MiB", outcome.peak);
}

#[test]
fn bombs_and_cut_streams_are_parked() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, body: &[u8]| std::fs::write(folder.path().join(name), body).unwrap();
    // 256 MiB of white space around an article, in a few KiB.
    let mut bomb = vec![b' '; 256 << 20];
    bomb.extend_from_slice(br#"{"id":"a","text":"x"}"#);
    put("bomb.json.gz", &gzip(&bomb));
    put("bomb.json.zst", &zstd::encode_all(bomb.as_slice(), 1).unwrap());
    drop(bomb);
    let whole = br#"{"id":"a","text":"The mayor said no."}"#.to_vec();
    let (gz, zst) = (gzip(&whole), zstd::encode_all(whole.as_slice(), 1).unwrap());
    put("cut.json.gz", &gz[..gz.len() - 9]);
    put("cut.json.zst", &zst[..zst.len() - 3]);
    put("noise.json.gz", b"not gzip at all");
    put("noise.html.zst", b"not zstd at all");
    let outcome = run(folder.path(), &[]);
    assert!(outcome.records.is_empty(), "{:?}", outcome.records.keys());
    assert_eq!(outcome.parked.len(), 6, "{:?}", outcome.parked);
    assert!(outcome.peak < PEAK, "{} MiB", outcome.peak);
}

#[test]
fn every_beginning_of_every_sample_is_an_article_or_a_refusal() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/formats");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let body = std::fs::read(&path).unwrap();
        let page = path.extension().is_some_and(|ending| ending == "html");
        let content_type = if page { "text/html" } else { "application/json" };
        for end in (0..body.len()).step_by(if page { 97 } else { 7 }) {
            let raw =
                Raw { body: &body[..end], content_type: Some(content_type), fallback_id: Some("f"), ..Raw::default() };
            let _ = decode(&raw);
        }
    }
}

/// Anything worse than linear would not come to an end here.
#[test]
fn long_documents_are_read_to_the_end() {
    let articles: [(&str, &str, &str); 9] = [
        ("text/html", "<p>", "&"),
        ("text/html", "<p>", "&lt;"),
        ("text/html", "<p>", "<"),
        ("text/html", "<p ", "a=1 b "),
        ("text/html", "<p>", "<!--"),
        ("text/html", "", "<a href=x>y</a> "),
        ("text/html", "", "word "),
        ("application/json", r#"{"id":"a","text":""#, "a\\u0000"),
        ("application/json", r#"{"@type":"NewsArticle","author":["#, "[],"),
    ];
    for (content_type, head, unit) in articles {
        let body = head.to_owned() + &unit.repeat(2_000_000 / unit.len());
        let raw =
            Raw { body: body.as_bytes(), content_type: Some(content_type), fallback_id: Some("f"), ..Raw::default() };
        let _ = decode(&raw);
    }
}

/// What is found in a text of one unit without end.
fn extracted(unit: &str, bytes: usize) -> Extraction {
    let text = unit.repeat(bytes / unit.len());
    extract(&Analyser::english().analyse(&text, &[], &mut Scratch::default()), None)
}

/// The whole extraction on texts that would cost hours if any rule looked at all the text for each of its parts.
#[test]
fn fifty_thousand_numbers_and_twenty_thousand_reports_are_all_found() {
    let numbers = extracted("1,234 boats sank, ", 50_000 * 18);
    assert!(numbers.figures.len() > 45_000, "{} figures of 50,000", numbers.figures.len());
    let reports = extracted("\"Yes,\" said Anna Lee. ", 20_000 * 22);
    assert!(reports.attributions.len() > 18_000, "{} reports of 20,000", reports.attributions.len());
    assert!(reports.claims.len() >= reports.attributions.len());
}

/// The same for a sentence of 1 MB and for marks and words that open something and never close it.
#[test]
fn endless_sentences_and_quotations_come_to_an_end() {
    let _ = extracted("and the road was closed ", 1_000_000);
    for unit in ["\"", "\" a ", "“"] {
        let _ = extracted(unit, 100_000 * unit.len());
    }
    for unit in ["he said that ", "officials denied that no one ", "if "] {
        let _ = extracted(unit, 200_000);
    }
}
