//! Local.
use claimwire::extract::attributions::learn;
use claimwire::text::{Analyser, Scratch};
use std::io::Read;
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let tags = std::env::args().any(|a| a == "-t");
    let model: &'static [u8] = std::fs::read("models/attribution.bin").unwrap().leak();
    let analyser = Analyser::english();
    let mut scratch = Scratch::default();
    for part in text.split("\n\n") {
        let doc = analyser.analyse(part, &[], &mut scratch);
        println!("# {}", part.trim());
        if tags {
            for (i, t) in doc.tokens.iter().enumerate() {
                let h = t.head as usize;
                print!(
                    "{}/{:?}/{:?}->{}:{} ",
                    t.span.slice(part),
                    t.pos,
                    t.fine,
                    if h == i { "ROOT" } else { doc.tokens[h].span.slice(part) },
                    t.relation.name()
                );
            }
            println!();
        }
        let kept: Vec<_> = learn::extract_with(&doc, model, 0.25);
        for a in learn::extract_with(&doc, model, 0.0) {
            let k = kept.iter().any(|b| b.cue == a.cue && b.content == a.content);
            let s = |x: Option<claimwire::span::Span>| x.map_or("-", |s| s.slice(part)).to_owned();
            println!(
                "  {} {:.2} {} | {} | {}   kind={} quote={} stance={} parent={:?}",
                if k { "*" } else { " " },
                a.confidence,
                s(a.source),
                s(a.cue),
                a.content.iter().map(|c| c.slice(part)).collect::<Vec<_>>().join(" … "),
                a.source_kind.as_str(),
                a.quote.as_str(),
                a.stance.as_str(),
                a.parent
            );
        }
    }
}
