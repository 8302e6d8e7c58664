//! What is fuzzed: one plain function a decoder, one for furniture and one for the whole extraction.
//!
//! A target must return for every input; what it asserts is what every reader of a record relies on. The driver and the libFuzzer harness
//! share these functions.

pub mod driver;
pub mod mutate;

use std::cell::RefCell;

use claimwire::alert::Rules;
use claimwire::article::{self, Article, Raw, encoding};
use claimwire::block::{Block, BlockKind};
use claimwire::lines::Lines;
use claimwire::span::Span;
use claimwire::text::{Analyser, Scratch, furniture};
use claimwire::worker::job::{Engine, Options};

/// A target: its name, what it does, and the folder of its seeds.
pub struct Target {
    /// Its name on the command line and in reports.
    pub name: &'static str,
    /// Runs one input.
    pub run: fn(&[u8]),
    /// Largest input, in bytes.
    pub max_len: usize,
    /// Folders of its seeds, seen from this crate.
    pub seeds: &'static [&'static str],
}

/// Articles in every format that we read.
const FORMATS: &[&str] = &["../tests/articles/formats"];

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "own_json", run: json, max_len: 4096, seeds: FORMATS },
    Target { name: "ninjs", run: ninjs, max_len: 8192, seeds: FORMATS },
    Target { name: "schema_org", run: schema_org, max_len: 8192, seeds: FORMATS },
    Target { name: "cloudevent", run: cloudevent, max_len: 4096, seeds: FORMATS },
    Target { name: "cloudevent_binary", run: cloudevent_binary, max_len: 4096, seeds: FORMATS },
    Target { name: "fragment", run: fragment, max_len: 8192, seeds: FORMATS },
    Target { name: "page", run: page, max_len: 16_384, seeds: FORMATS },
    Target { name: "plain", run: plain, max_len: 4096, seeds: FORMATS },
    Target { name: "gzip", run: gzip, max_len: 4096, seeds: FORMATS },
    Target { name: "zstd", run: zstd, max_len: 4096, seeds: FORMATS },
    Target { name: "ndjson", run: lines, max_len: 4096, seeds: FORMATS },
    Target { name: "furniture", run: mark, max_len: 8192, seeds: &["corpus/furniture", "../tests/articles/formats"] },
    // Short: reading a word costs a thousand times as much as decoding it, and its neighbours decide what it means.
    Target { name: "extract", run: extract, max_len: 768, seeds: &["corpus/extract"] },
];

/// Largest decoded size that the compression targets allow.
const CAP: usize = 1 << 20;

fn decode(raw: &Raw<'_>) {
    if let Ok(article) = article::decode(raw) {
        check(&article);
        let mut titled = article;
        titled.put_title_first();
        check(&titled);
    }
}

fn check(article: &Article) {
    assert!(!article.id.is_empty(), "an article has an id");
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end, "blocks are sorted and do not overlap");
        end = block.span.end;
        assert!(
            article.text.get(block.span.start as usize..block.span.end as usize).is_some(),
            "blocks lie on characters of the text"
        );
        assert!((0.0..=1.0).contains(&block.links), "a share lies between 0 and 1");
    }
}

fn typed(body: &[u8], content_type: &str) {
    decode(&Raw { body, content_type: Some(content_type), fallback_id: Some("f"), ..Raw::default() });
}

fn json(data: &[u8]) {
    typed(data, "application/json");
}

fn ninjs(data: &[u8]) {
    typed(data, "application/ninjs+json");
}

fn schema_org(data: &[u8]) {
    typed(data, "application/ld+json");
}

fn cloudevent(data: &[u8]) {
    typed(data, "application/cloudevents+json");
}

/// The first byte chooses the content type of the data.
fn cloudevent_binary(data: &[u8]) {
    let types = ["application/json", "text/plain", "text/html", "application/ld+json"];
    let (first, body) = data.split_first().unwrap_or((&0, data));
    let headers = [("cloudEvents:specversion", "1.0"), ("cloudEvents:id", "1"), ("cloudEvents:subject", "s")];
    let content_type = types.get(usize::from(*first) % types.len()).copied();
    decode(&Raw { body, content_type, headers: &headers, ..Raw::default() });
}

/// Markup inside our own JSON, without the JSON in the way.
fn fragment(data: &[u8]) {
    let html = String::from_utf8_lossy(data);
    let body = serde_json::json!({ "id": "f", "html": html }).to_string();
    typed(body.as_bytes(), "application/json");
}

fn page(data: &[u8]) {
    typed(data, "text/html");
}

/// The first byte chooses the charset.
fn plain(data: &[u8]) {
    let charsets = ["utf-8", "iso-8859-1", "shift_jis", "gb18030", "utf-16", "iso-2022-jp", "big5", "nonsense"];
    let (first, body) = data.split_first().unwrap_or((&0, data));
    let charset = charsets.get(usize::from(*first) % charsets.len()).copied().unwrap_or_default();
    typed(body, &format!("text/plain; charset={charset}"));
}

fn unpack(data: &[u8], name: &str) {
    if let Ok(body) = encoding::decode(data, Some(name), CAP) {
        assert!(body.len() <= CAP, "the cap holds");
    }
}

fn gzip(data: &[u8]) {
    unpack(data, "gzip");
}

fn zstd(data: &[u8]) {
    unpack(data, "zstd");
}

fn lines(data: &[u8]) {
    let mut lines = Lines::new(data, 256);
    let (mut line, mut last) = (Vec::new(), 0);
    while let Ok(Some(found)) = lines.next_into(&mut line) {
        assert!(found.number > last && line.len() <= 258, "lines advance and are bounded");
        last = found.number;
    }
}

/// Every kind of block, by the text's own bytes.
fn mark(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let kinds = [BlockKind::Paragraph, BlockKind::Heading, BlockKind::ListItem, BlockKind::Caption];
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::of(start, start + line.len()).trim(&text);
        start += line.len();
        if !span.is_empty() {
            let kind = kinds.get(line.len() % kinds.len()).copied().unwrap_or_default();
            blocks.push(Block { span, kind, links: f32::from(u8::try_from(line.len() % 5).unwrap_or(0)) / 4.0 });
        }
    }
    let mut end = 0;
    for (block, _) in furniture::mark(&text, &blocks) {
        assert!(block.span.start >= end && !block.span.slice(&text).is_empty(), "parts are in order and not empty");
        end = block.span.end;
    }
}

/// Text in, record out: valid JSON whose pieces equal their slices.
fn extract(data: &[u8]) {
    thread_local! {
        static ENGINE: RefCell<(Engine, Scratch)> = RefCell::new((
            Engine::new(Analyser::english(), Rules::default(), Options::default()),
            Scratch::default(),
        ));
    }
    let text = String::from_utf8_lossy(data);
    let body = serde_json::json!({ "id": "x", "text": text, "language": "en" }).to_string();
    ENGINE.with_borrow_mut(|(engine, scratch)| {
        let raw = Raw { body: body.as_bytes(), ..Raw::default() };
        let Ok(product) = engine.run(&raw, scratch) else { return };
        let record: serde_json::Value = serde_json::from_slice(&product.record.body).unwrap_or_default();
        assert!(record.is_object(), "a record is JSON");
        let points: Vec<char> = text.chars().collect();
        pieces(&record, &points);
    });
}

/// Checks every `{span, text}` of a record against the text.
fn pieces(value: &serde_json::Value, points: &[char]) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some([start, end]), Some(text)) = (
                fields.get("span").and_then(|span| span.as_array()).map(Vec::as_slice),
                fields.get("text").and_then(|text| text.as_str()),
            ) {
                let bounds = start.as_u64().zip(end.as_u64());
                let slice = bounds.and_then(|(start, end)| points.get(start as usize..end as usize));
                assert!(slice.is_some_and(|slice| slice.iter().copied().eq(text.chars())), "a piece equals its slice");
            }
            fields.values().for_each(|value| pieces(value, points));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|value| pieces(value, points)),
        _ => {}
    }
}
