//! The promises of the record that hold for every text: valid against its schema, slices true, ids stable, bytes repeatable.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails here says so"
)]

mod support;

use claimwire::text::Scratch;
use proptest::prelude::*;
use serde_json::json;

/// Words and marks that drive the extractors into their corners, mixed with arbitrary characters.
fn newsy() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "the", "minister", "said", "that", "according", "to", "denied", "Anna", "Lee", "NATO", "(SVR)", "he", "she", "who",
            "killed", "2,030", "over", "$3.4bn", "per", "cent", "and", "not", "if", "\u{201c}", "\u{201d}", "\"", "'", "—", ":",
            ".", ",", "?", "\n", "Mr.", "U.S.", "3-2", "½", "twice", "as", "many", "between", "5", "%", "would", "claims",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(word, 0..120).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_valid_record(text in any::<String>()) {
        support::record_of(&text);
    }

    #[test]
    fn newsy_text_gives_a_valid_record(text in newsy()) {
        let record = support::record_of(&text);
        for list in ["attributions", "claims", "figures"] {
            let ids: Vec<&str> = record[list].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
            let expected: Vec<String> = (1..=ids.len()).map(|n| format!("{}{n}", &list[..1])).collect();
            prop_assert_eq!(ids, expected);
        }
    }

    #[test]
    fn the_same_bytes_in_give_the_same_bytes_out(text in newsy()) {
        let article = json!({ "id": "a", "text": text });
        let (first, second) = (support::run(&article), support::run(&article));
        prop_assert_eq!(first.record, second.record);
        prop_assert_eq!(first.alerts, second.alerts);
    }
}

#[test]
fn a_reused_scratch_changes_nothing() {
    let mut scratch = Scratch::default();
    let texts = ["The mayor said the bridge was safe.", "", "“No,” she said. “Never.”"];
    for text in texts.iter().chain(&texts) {
        let body = json!({ "id": "a", "text": text }).to_string();
        let raw = claimwire::article::Raw { body: body.as_bytes(), ..Default::default() };
        let reused = support::ENGINE.run(&raw, &mut scratch).unwrap();
        assert_eq!(reused.record, support::run(&json!({ "id": "a", "text": text })).record);
    }
}

#[test]
fn ids_depend_on_the_article_and_its_text_only() {
    let id = |article| support::parse(&support::run(&article).record.body)["id"].clone();
    let first = id(json!({ "id": "a", "text": "One." }));
    assert_eq!(first, id(json!({ "id": "a", "text": "One.", "title": "corrected", "published": "2026-01-01" })));
    assert_ne!(first, id(json!({ "id": "b", "text": "One." })));
    assert_ne!(first, id(json!({ "id": "a", "text": "Two." })));
}

#[test]
fn an_unsupported_language_gives_a_skipped_record() {
    let text = "Der Stadtrat hat am Montag über die neue Brücke beraten, die seit dem Hochwasser im Frühjahr gesperrt ist. Die \
        Ingenieure erklärten, der östliche Pfeiler habe sich um mehrere Zentimeter verschoben, und die Reparatur werde noch \
        mindestens zwei Monate dauern, sofern das Wetter trocken bleibt.";
    let record = support::record_of(text);
    assert_eq!(record["status"], "skipped");
    assert_eq!(record["reason"], "unsupported language: de");
    assert_eq!(record["claims"], json!([]));
}

#[test]
fn an_empty_text_gives_a_skipped_record() {
    let record = support::record_of(" \n ");
    assert_eq!((record["status"].as_str(), record["reason"].as_str()), (Some("skipped"), Some("empty text")));
}

#[test]
fn offsets_count_code_points() {
    let record = support::record_of("“Ça va,” a dit 😀 the mayor said the bridge was safe.\nShare");
    assert_eq!(record["boilerplate"][0]["span"], json!([53, 58]));
}
