//! The samples of `tests/articles/formats`, written after the published specifications, through `run --input`.

use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::{Outcome, run};

static SAMPLES: LazyLock<Outcome> =
    LazyLock::new(|| run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/formats"), &[]));

fn record(id: &str) -> &'static Value {
    SAMPLES.records.get(id).unwrap_or_else(|| panic!("no record {id}; there are {:?}", SAMPLES.records.keys()))
}

fn text(id: &str) -> &'static str {
    record(id)["text"].as_str().unwrap()
}

/// Furniture, piece by piece.
fn furniture(id: &str) -> Vec<&'static str> {
    record(id)["boilerplate"].as_array().unwrap().iter().map(|piece| piece["text"].as_str().unwrap()).collect()
}

#[test]
fn ninjs_three_gives_its_richest_body_and_all_metadata() {
    let record = record("https://news.example.org/items/2026-03-02-ferry");
    let article = &record["article"];
    assert_eq!(article["title"], "Ferry refloated after night on sandbank");
    assert_eq!(article["published"], "2026-03-02T06:12:00+01:00");
    assert_eq!(article["version"], "4");
    assert_eq!(article["authors"], json!(["Marta Ilves"]));
    assert_eq!(article["source"], json!({ "name": "Northern Newsline", "domain": "news.example.org" }));
    assert_eq!(article["language"], "en");
    let text = record["text"].as_str().unwrap();
    assert!(text.starts_with("PORT ALDANE, 2 March (NN) — A ferry with 212 passengers"), "{text}");
    assert!(text.contains("\n\nNo injuries\n\n“Nobody was hurt,”"), "{text}");
    assert!(text.contains("Route\tPassengers\nAldane\t212"), "{text}");
    assert_eq!(
        furniture("https://news.example.org/items/2026-03-02-ferry"),
        ["The ferry off Port Aldane. Photo: Jo Reed/NN", "Crossings", "(Reporting by Marta Ilves; editing by Jo Reed)"]
    );
}

#[test]
fn ninjs_two_and_one_are_read_as_well() {
    let two = record("urn:newsml:newsline.example.org:20260302:bridge:1");
    assert_eq!(two["article"]["published"], "2026-03-02");
    assert_eq!(two["article"]["url"], Value::Null);
    assert!(two["text"].as_str().unwrap().contains("said.\r\n\r\nRepairs cost about €2.4 million"));
    let one = record("https://wire.example.org/item/77");
    assert_eq!(one["article"]["title"], "Mill to close");
    assert_eq!(one["article"]["authors"], json!(["Tom Hale"]));
}

#[test]
fn kills_holds_and_embargoes_skip_the_article_and_say_why() {
    let cases = [
        ("https://news.example.org/items/2026-03-01-mayor", "canceled by the publisher"),
        ("https://news.example.org/items/2026-03-01-bank", "withheld by the publisher"),
        ("https://news.example.org/items/2999-report", "under embargo"),
    ];
    for (id, reason) in cases {
        let record = record(id);
        assert_eq!((&record["status"], &record["reason"]), (&json!("skipped"), &json!(reason)), "{id}");
        for array in ["boilerplate", "attributions", "claims", "figures"] {
            assert_eq!(record[array], json!([]), "{id}");
        }
    }
}

#[test]
fn schema_org_articles_stand_alone_in_lists_and_in_graphs() {
    let graph = record("https://www.courier.example.org/dam");
    assert_eq!(graph["article"]["published"], "2026-02");
    assert_eq!(graph["article"]["authors"], json!(["Inês Prata", "Ole Brandt", "Ada Crane"]));
    assert_eq!(graph["article"]["source"], json!({ "name": "The Dale Courier", "domain": "courier.example.org" }));
    assert_eq!(furniture("https://www.courier.example.org/dam"), ["Share this article"]);
    let list = record("https://www.courier.example.org/budget");
    assert_eq!(list["article"]["version"], "2");
    assert_eq!(list["text"], "The finance minister promised to cut taxes by 3%.\n\nEconomists doubt that he can.");
    assert!(
        text("https://www.courier.example.org/storm-live").starts_with("Power cut to 4,000 homes\n\nAbout 4,000 homes")
    );
}

#[test]
fn events_are_unpacked() {
    assert_eq!(record("4711")["article"]["title"], "Council votes");
    assert_eq!(text("notes/12"), "Café owners said they would appeal.");
    assert_eq!(text("notes/13"), "Café owners said they would appeal.");
}

#[test]
fn a_page_gives_its_article_and_not_its_frame() {
    for (id, place) in
        [("https://www.courier.example.org/reservoir", "Harrow"), ("https://www.courier.example.org/latin", "Érable")]
    {
        let record = record(id);
        let article = &record["article"];
        assert_eq!(article["title"], "Reservoir at lowest level since 1976");
        assert_eq!(article["published"], "2026-03-02");
        assert_eq!(article["authors"], json!(["Ines Prata"]));
        assert_eq!(article["source"], json!({ "name": "The Dale Courier", "domain": "courier.example.org" }));
        assert_eq!(article["notes"], Value::Null);
        let text = record["text"].as_str().unwrap();
        assert!(text.contains(&format!("The {place} reservoir has fallen to 31% of its capacity")), "{text}");
        assert!(text.contains("“We have not seen anything like this in fifty years,” said Paul Venn"), "{text}");
        assert!(text.contains("\n\nThe company denied that leaks were to blame."), "{text}");
        for frame in ["cookies", "Sport", "never", "newsletter", "rights reserved", "quote icon", "Dam operator"] {
            let analysed = record["claims"].to_string() + &record["attributions"].to_string();
            assert!(!analysed.contains(frame), "{frame} was analysed");
        }
        for frame in ["Accept all", "quote icon", "window.dataLayer", "Privacy policy"] {
            assert!(!text.contains(frame), "{frame} stands in {text}");
        }
    }
}

#[test]
fn a_fragment_keeps_its_blocks() {
    let text = text("fragment-1");
    assert!(text.starts_with("Harbour fees rise\n\nBy Lin Mo\n\nFees will rise by 8% in April"), "{text}");
    assert!(text.contains("said\u{A0}on Monday.\nBoat owners called it “robbery”."), "{text}");
    assert!(text.contains("Small boats: €40\nLarge boats: €95\n\nWe were never asked."), "{text}");
    assert_eq!(furniture("fragment-1"), ["By Lin Mo", "Fishing quota cut again"]);
    assert_eq!(record("fragment-1")["article"]["authors"], json!(["Lin Mo", "Kai Roe"]));
}

#[test]
fn encodings_are_undone_and_oddities_reported_not_repaired() {
    assert_eq!(text("bom-1"), "First line.\r\n\r\nThe mayor said no.\0");
    assert_eq!(record("bom-1")["article"]["notes"], json!(["nul"]));
    assert_eq!(record("bom-1")["article"]["published"], Value::Null);
    assert_eq!(text("utf16"), "The harbour master said the café would stay.\r\n");
    assert!(text("mojibake-1").starts_with("The cafÃ© is"));
    assert_eq!(record("mojibake-1")["article"]["notes"], json!(["mojibake"]));
}

#[test]
fn lines_may_hold_any_json_format_and_bad_ones_are_parked() {
    for id in ["line-1", "urn:x:line-2", "https://example.org/line-3"] {
        assert_eq!(record(id)["status"], "complete", "{id}");
    }
    let reasons: Vec<String> = SAMPLES.parked.iter().map(Value::to_string).collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].contains("text: ") && reasons[1].contains("body: "), "{reasons:?}");
}

#[test]
fn packed_files_give_the_same_records() {
    let folder = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/formats");
    let page = std::fs::read(samples.join("page.html")).unwrap();
    std::fs::write(folder.path().join("page.html.zst"), zstd::encode_all(page.as_slice(), 3).unwrap()).unwrap();
    let lines = std::fs::read(samples.join("mixed.ndjson")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&lines).unwrap();
    std::fs::write(folder.path().join("mixed.ndjson.gz"), gzip.finish().unwrap()).unwrap();
    let packed = run(folder.path(), &[]);
    assert_eq!(packed.parked.len(), 2);
    for (id, found) in &packed.records {
        assert_eq!(found, record(id));
    }
    assert_eq!(packed.records.len(), 4);
}

#[test]
fn the_title_is_analysed_on_wish_and_the_record_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: &str, text: &str| {
        json!({ "id": id, "title": "Mayor denies bribe", "language": "en", "text": text }).to_string()
    };
    std::fs::write(folder.path().join("a.json"), article("a", "He spoke on Monday.")).unwrap();
    std::fs::write(folder.path().join("b.json"), article("b", "Mayor denies bribe\nHe spoke on Monday.")).unwrap();
    let wished = run(folder.path(), &["--set", "analyse.title=true"]).records;
    assert_eq!(wished["a"]["text"], "Mayor denies bribe\n\nHe spoke on Monday.");
    assert_eq!(wished["a"]["article"]["title_analysed"], true);
    assert_eq!(wished["b"]["text"], "Mayor denies bribe\nHe spoke on Monday.");
    assert_eq!(wished["b"]["article"]["title_analysed"], Value::Null);
    let plain = run(folder.path(), &[]).records;
    assert_eq!(plain["a"]["text"], "He spoke on Monday.");
}

#[test]
fn a_corrected_article_is_published_again_under_the_same_id() {
    let folder = tempfile::tempdir().unwrap();
    let first =
        json!({ "id": "a", "title": "Five hurt", "published": "2026-03-01", "text": "It rained.", "version": 1 });
    let mut second = first.clone();
    (second["title"], second["published"], second["version"]) = (json!("Four hurt"), json!("2026-03-02"), json!(2));
    std::fs::write(folder.path().join("1.json"), first.to_string()).unwrap();
    let before = run(folder.path(), &[]).records;
    std::fs::write(folder.path().join("1.json"), second.to_string()).unwrap();
    let after = run(folder.path(), &[]).records;
    assert_eq!(before["a"]["id"], after["a"]["id"]);
    assert_eq!(after["a"]["article"]["title"], "Four hurt");
    assert_eq!(after["a"]["article"]["version"], "2");
}
