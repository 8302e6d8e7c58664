//! Scores the attribution model on its own corpus without looking: every document is read by a model that was trained on the others.
//! Writes predictions as JSON lines in the shape of the corpus.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use claimwire::extract::Attribution;
use claimwire::extract::attributions::learn;
use claimwire::span::Span;
use claimwire::text::{Analyser, Document, Scratch};
use serde_json::{Value, json};

use crate::attribution::{Corpus, train};
use crate::attribution_logistic::Settings;

/// Into how many parts the corpus is cut; a document's place in its file decides its part.
const FOLDS: usize = 5;

/// Writes `NAME.ndjson` into `out` for every file of the corpus.
pub(crate) fn run(corpus: &[Corpus], settings: Settings, threshold: f32, out: &Path) -> Result<()> {
    let models: Vec<&'static [u8]> = (0..FOLDS)
        .map(|fold| {
            let others = corpus.iter().flat_map(|file| file.documents.iter().enumerate());
            let examples = others.filter(|(at, _)| at % FOLDS != fold).flat_map(|(_, document)| &document.examples);
            &*train(&examples.collect::<Vec<_>>(), settings).leak()
        })
        .collect();
    let analyser = Analyser::english();
    let mut scratch = Scratch::default();
    for file in corpus {
        let path = out.join(file.name.replace(".jsonl.gz", ".ndjson"));
        let mut writer = BufWriter::new(File::create(&path).with_context(|| path.display().to_string())?);
        for (at, document) in file.documents.iter().enumerate() {
            let analysed = analyser.analyse(&document.text, &[], &mut scratch);
            let model = models.get(at % FOLDS).copied().unwrap_or_default();
            let found = learn::extract_with(&analysed, model, threshold);
            writeln!(writer, "{}", line(&document.id, &analysed, &found))?;
        }
        writer.flush()?;
    }
    Ok(())
}

fn line(id: &str, document: &Document<'_>, found: &[Attribution]) -> Value {
    let text = document.text();
    let point = |byte: u32| text.get(..byte as usize).map_or(0, |before| before.chars().count());
    let span = |span: Span| json!({"span": [point(span.start), point(span.end)], "text": span.slice(text)});
    let items = found.iter().enumerate().map(|(at, item)| {
        let name = item.source_name.iter().map(|span| span.slice(text)).collect::<Vec<_>>().join(" ");
        json!({
            "id": format!("a{}", at + 1),
            "source": item.source.map(span),
            "source_name": (!name.is_empty()).then_some(name),
            "source_kind": item.source_kind.as_str(),
            "cue": item.cue.map(span),
            "content": item.content.iter().copied().map(span).collect::<Vec<_>>(),
            "quote": item.quote.as_str(),
            "stance": item.stance.as_str(),
            "parent": item.parent.map(|parent| format!("a{}", parent + 1)),
            "confidence": item.confidence,
        })
    });
    json!({"id": id, "attributions": items.collect::<Vec<_>>()})
}
