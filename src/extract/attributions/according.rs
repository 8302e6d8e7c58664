//! "according to …", "in the words of …", "as per …": reports by a preposition.

use super::candidate::{Candidate, Construction, Manner};
use super::chunk;
use super::complement;
use super::content;
use super::view::View;
use crate::text::Pos;

/// Prepositions that name a source, by their words, with the lemma to report.
const PHRASES: &[(&[&str], &str)] = &[
    (&["according", "to"], "according to"),
    (&["in", "the", "words", "of"], "in the words of"),
    (&["in", "the", "opinion", "of"], "in the opinion of"),
    (&["in", "the", "view", "of"], "in the view of"),
    (&["as", "per"], "as per"),
    (&["per"], "per"),
];

/// The report that begins with a preposition at `at`.
pub(super) fn find(view: &View<'_, '_>, at: usize) -> Option<Candidate> {
    let (words, lemma) =
        PHRASES.iter().find(|(words, _)| words.iter().enumerate().all(|(i, word)| view.low(at + i) == *word))?;
    // "The minister, Per Lind, said": a name.
    if *lemma == "per" && view.pos(at) == Pos::Propn {
        return None;
    }
    if *lemma == "per"
        && !(matches!(view.pos(at + 1), Pos::Propn)
            || matches!(view.low(at + 1), "the" | "a" | "an" | "his" | "her" | "its" | "their"))
    {
        return None;
    }
    let region = view.region(at);
    let after = at + words.len();
    // "sorted according to size", "according to plan": a measure is no source.
    if is_measure(view.low(after)) {
        return None;
    }
    let first = after + usize::from(view.form(after) == ",");
    let mut end = chunk::full_end(view, first, region.end);
    if end == first {
        // A phrase that the tagger misreads reaches to its own punctuation.
        end = (first..region.end).take(16).find(|i| view.is_punct(*i)).unwrap_or(first);
    }
    if end == first {
        return None;
    }
    let initial = (region.start..at)
        .all(|i| view.is_punct(i) || matches!(view.low(i), "and" | "but" | "meanwhile" | "still" | "also"));
    let mut content = Vec::new();
    if initial {
        // "According to X, S": the source ends at the comma before the clause.
        end = source_end(view, first, end, region.end);
        let start = end + usize::from(view.form(end) == ",");
        let stop = content::end(view, start, &region);
        if stop > start {
            content.push(start..stop);
        }
    } else {
        let mark = if view.form(at - 1) == "," || view.is_dash(at - 1) { at - 1 } else { at };
        let start = content::clause_start(view, mark, region.start);
        let start = after_report(view, start, mark);
        let stop = content::trim_end(view, start, mark);
        if stop > start {
            content.push(start..stop);
        }
        // "A, according to X, B"
        if view.form(end) == "," && mark < at && complement_goes_on(view, end + 1) {
            let stop = content::end(view, end + 1, &region);
            if stop > end + 1 {
                content.push(end + 1..stop);
            }
        }
    }
    (!content.is_empty()).then_some(Candidate {
        anchor: at,
        cue: Some(at..after),
        source: Some(first..end),
        sources: Vec::new(),
        limit: usize::MAX,
        content,
        construction: Construction::According,
        lemma,
        weak: false,
        manner: Manner::default(),
        confidence: 0.0,
    })
}

fn is_measure(low: &str) -> bool {
    matches!(
        low,
        "ability"
            | "age"
            | "colour"
            | "color"
            | "custom"
            | "height"
            | "income"
            | "need"
            | "needs"
            | "plan"
            | "price"
            | "rank"
            | "schedule"
            | "season"
            | "size"
            | "taste"
            | "type"
            | "weight"
            | "whether"
            | "how"
    )
}

/// Whether the text behind "…, according to X," belongs to the same clause.
fn complement_goes_on(view: &View<'_, '_>, at: usize) -> bool {
    !matches!(view.low(at), "who" | "whose" | "a" | "an" | "but")
}

/// Cuts a source at the comma that a clause follows.
fn source_end(view: &View<'_, '_>, first: usize, end: usize, hi: usize) -> usize {
    let base = chunk::base_end(view, first, hi);
    let Some(comma) = (base..end).find(|i| view.form(*i) == ",") else { return end };
    let relative = matches!(view.low(comma + 1), "who" | "which" | "whose");
    if relative {
        return end;
    }
    // "According to Berg, a judge, the law …": another comma must follow.
    if view.form(end) == "," && complement::is_clause(view, end + 1, hi) && !complement::is_clause(view, comma + 1, end)
    {
        return end;
    }
    comma
}

/// Leaves out the head of a report that stands before ("X said Monday that …, according to Y" keeps all; only bullets go).
fn after_report(view: &View<'_, '_>, start: usize, end: usize) -> usize {
    content::skip_openers(view, start, end)
}
