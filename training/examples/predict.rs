//! Local.
use claimwire::extract::attributions::learn;
use claimwire::text::{Analyser, Scratch};
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let model: &'static [u8] = std::fs::read(args.get(1).map_or("models/attribution.bin", |s| s)).unwrap().leak();
    let threshold: f32 = args.get(2).map_or(0.25, |s| s.parse().unwrap());
    let analyser = Analyser::english();
    let mut scratch = Scratch::default();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for l in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        let mut map = vec![0usize; text.len() + 1];
        let mut n = 0;
        for (i, c) in text.char_indices() {
            for k in i..i + c.len_utf8() {
                map[k] = n;
            }
            n += 1;
        }
        map[text.len()] = n;
        let doc = analyser.analyse(text, &[], &mut scratch);
        let found = learn::extract_with(&doc, model, threshold);
        let sp = |s: claimwire::span::Span| serde_json::json!({"span": [map[s.start as usize], map[s.end as usize]]});
        let items: Vec<_> = found.iter().enumerate().map(|(i, a)| serde_json::json!({"id": format!("a{}", i+1), "source": a.source.map(sp), "cue": a.cue.map(sp), "content": a.content.iter().copied().map(sp).collect::<Vec<_>>(),
          "source_name": if a.source_name.is_empty() { None } else { Some(a.source_name.iter().map(|s| s.slice(text)).collect::<Vec<_>>().join(" ")) }, "source_kind": a.source_kind.as_str(), "quote": a.quote.as_str(), "stance": a.stance.as_str(), "parent": a.parent.map(|p| format!("a{}", p+1)), "confidence": a.confidence})).collect();
        writeln!(out, "{}", serde_json::json!({"id": v["id"], "article": {"id": v["id"]}, "attributions": items}))
            .unwrap();
    }
}
