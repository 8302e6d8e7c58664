//! Measures the claim rules alone: the gold attributions and figures of an annotated file go in, claims come out.
//!
//! `CLAIMWIRE_GOLD=articles.jsonl CLAIMWIRE_OUT=out.ndjson cargo test --test gold -- --ignored` writes what the scorer reads. With the
//! claimers given, what is wrong in the result is wrong in the claim rules.

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

use std::collections::HashMap;
use std::fmt::Write as _;

use claimwire::extract::{Attribution, Comparison, Extraction, Figure, Value as Quantity, claims};
use claimwire::span::Span;
use claimwire::text::{Analyser, Scratch};
use claimwire::vocabulary::{Bound, Change, FigureKind, FigureRole, QuoteType, Relation, SourceKind, Stance};
use serde_json::{Value, json};

#[test]
#[ignore = "needs annotated articles: set CLAIMWIRE_GOLD and CLAIMWIRE_OUT"]
fn claims_from_gold_attributions() {
    let gold = std::env::var("CLAIMWIRE_GOLD").expect("CLAIMWIRE_GOLD names a file");
    let out = std::env::var("CLAIMWIRE_OUT").expect("CLAIMWIRE_OUT names a file");
    let analyser = Analyser::english();
    let mut lines = String::new();
    for line in std::fs::read_to_string(gold).expect("the gold file is readable").lines() {
        let article: Value = serde_json::from_str(line).expect("a line is JSON");
        let _ = writeln!(lines, "{}", annotate(&article, &analyser));
    }
    std::fs::write(out, lines).expect("the result can be written");
}

/// The article with its claims replaced by ours.
fn annotate(article: &Value, analyser: &Analyser) -> Value {
    let text = article["text"].as_str().expect("text");
    let points = Points::new(text);
    let document = analyser.analyse(text, &[], &mut Scratch::default());
    let ids: HashMap<&str, usize> = index(&article["attributions"]);
    let figure_ids: HashMap<&str, usize> = index(&article["figures"]);
    let mut extraction = Extraction {
        attributions: list(&article["attributions"]).map(|a| attribution(a, text, &points, &ids)).collect(),
        claims: Vec::new(),
        figures: list(&article["figures"]).map(|f| figure(f, text, &points, &figure_ids)).collect(),
    };
    claims::extract(&document, &mut extraction);
    let piece = |span: &Span| json!({ "span": points.back(*span), "text": document.slice(*span) });
    let claim_id = |index: &usize| format!("c{}", index + 1);
    let claims: Vec<Value> = extraction
        .claims
        .iter()
        .enumerate()
        .map(|(index, claim)| {
            let source = claim.attribution.map(|at| &article["attributions"][at]);
            json!({
                "id": claim_id(&index),
                "spans": claim.spans.iter().map(piece).collect::<Vec<_>>(),
                "attribution": source.map(|source| &source["id"]),
                "claimer": {
                    "name": source.map(|source| &source["source_name"]),
                    "kind": source.map_or(json!("writer"), |source| source["source_kind"].clone()),
                },
                "act": claim.act.as_str(),
                "polarity": claim.polarity.as_str(),
                "certainty": claim.certainty.as_str(),
                "hedges": claim.hedges.iter().map(piece).collect::<Vec<_>>(),
                "stance": claim.stance.as_str(),
                "evidence": claim.evidence.as_str(),
                "evidence_spans": claim.evidence_spans.iter().map(piece).collect::<Vec<_>>(),
                "time": claim.time.as_str(),
                "condition": claim.condition.as_ref().map(piece),
                "check": claim.check.as_str(),
                "score": claim.score,
                "contradicts": claim.contradicts.iter().map(claim_id).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut out = article.clone();
    out["claims"] = Value::Array(claims);
    for (figure, slot) in extraction.figures.iter().zip(out["figures"].as_array_mut().expect("figures")) {
        slot["claim"] = figure.claim.as_ref().map(claim_id).into();
    }
    out
}

fn attribution(gold: &Value, text: &str, points: &Points, ids: &HashMap<&str, usize>) -> Attribution {
    let span = |value: &Value| points.span(&value["span"]);
    let name = gold["source_name"].as_str().unwrap_or_default();
    let source = span(&gold["source"]);
    let named = text.find(name).filter(|_| !name.is_empty()).map(|at| Span::of(at, at + name.len()));
    Attribution {
        source,
        source_name: named.or(source).into_iter().collect(),
        source_kind: word(&gold["source_kind"], SourceKind::parse).unwrap_or(SourceKind::Unknown),
        cue: span(&gold["cue"]),
        content: list(&gold["content"]).filter_map(span).collect(),
        quote: word(&gold["quote"], QuoteType::parse).unwrap_or(QuoteType::Indirect),
        stance: word(&gold["stance"], Stance::parse).unwrap_or(Stance::Neutral),
        parent: gold["parent"].as_str().and_then(|parent| ids.get(parent)).copied(),
        confidence: 1.0,
    }
}

fn figure(gold: &Value, text: &str, points: &Points, ids: &HashMap<&str, usize>) -> Figure {
    let value = match &gold["value"] {
        Value::Array(ends) => Quantity::Two(ends[0].as_f64().unwrap_or_default(), ends[1].as_f64().unwrap_or_default()),
        one => Quantity::One(one.as_f64().unwrap_or_default()),
    };
    let bound = word(&gold["bound"], Bound::parse).unwrap_or(Bound::Equal);
    let (low, high) = match (value, bound) {
        (Quantity::Two(low, high), _) => (Some(low), Some(high)),
        (Quantity::One(one), Bound::Over | Bound::AtLeast) => (Some(one), None),
        (Quantity::One(one), Bound::Under | Bound::AtMost) => (None, Some(one)),
        (Quantity::One(one), Bound::About) => (Some(one * 0.9), Some(one * 1.1)),
        (Quantity::One(one), _) => (Some(one), Some(one)),
    };
    let slice = |key: &str| gold[key].as_str().and_then(|part| text.find(part).map(|at| Span::of(at, at + part.len())));
    let compare = gold["compare"].as_object().and_then(|compare| {
        Some(Comparison {
            relation: Relation::parse(compare.get("relation")?.as_str()?)?,
            to: compare.get("to").and_then(Value::as_str).and_then(|to| ids.get(to)).copied(),
            since: None,
            whole: None,
        })
    });
    Figure {
        span: points.span(&gold["span"]).unwrap_or_default(),
        value,
        bound,
        unit: None,
        per: None,
        kind: word(&gold["kind"], FigureKind::parse).unwrap_or(FigureKind::Count),
        role: FigureRole::Quantity,
        fraction: false,
        low,
        high,
        counted: slice("counted").into_iter().collect(),
        time: slice("time"),
        place: slice("place"),
        change: word(&gold["change"], Change::parse),
        compare,
        claim: None,
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn word<T>(value: &Value, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    value.as_str().and_then(parse)
}

fn index(items: &Value) -> HashMap<&str, usize> {
    list(items).enumerate().filter_map(|(at, item)| Some((item["id"].as_str()?, at))).collect()
}

/// Code points to bytes and back.
struct Points {
    starts: Vec<usize>,
}

impl Points {
    fn new(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn span(&self, pair: &Value) -> Option<Span> {
        let at = |index: usize| self.starts.get(pair.get(index)?.as_u64()? as usize).copied();
        Some(Span::of(at(0)?, at(1)?))
    }

    fn back(&self, span: Span) -> [usize; 2] {
        [span.start, span.end].map(|byte| self.starts.partition_point(|start| *start < byte as usize))
    }
}
