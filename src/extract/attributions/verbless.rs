//! Reports without a verb: a speaker's name and a colon ("Berg: …"), a quotation and a dash ("“…” — Anna Berg").

use std::ops::Range;

use super::candidate::{Candidate, Construction, Manner};
use super::chunk;
use super::content;
use super::sharing;
use super::view::View;
use crate::text::Pos;

/// Stands as lemma for a speaker's label that comes back in the text.
pub(super) const SPEAKER: &str = "speaker";

/// Verbless reports of one paragraph, given as the tokens of its sentences.
pub(super) fn find(view: &View<'_, '_>, paragraph: Range<usize>, repeated: &[&str], out: &mut Vec<Candidate>) {
    if let Some(found) = label(view, &paragraph, repeated) {
        out.push(found);
    }
    signature(view, &paragraph, out);
    if let Some(found) = trailing(view, &paragraph) {
        out.push(found);
    }
    introduced(view, &paragraph, out);
}

/// "Berg: Taxes will fall": a short name, a colon, and the rest of the paragraph (of the quotation, where one opens).
fn label(view: &View<'_, '_>, paragraph: &Range<usize>, repeated: &[&str]) -> Option<Candidate> {
    let colon = (paragraph.start..paragraph.end.min(paragraph.start + 8)).find(|at| view.form(*at) == ":")?;
    let name = paragraph.start..colon;
    // "BERG: …", time and again: the speakers of a transcript.
    let transcript = name.len() == 1 && repeated.binary_search(&view.form(name.start)).is_ok();
    let shouted =
        name.len() == 1 && view.form(name.start).chars().all(char::is_uppercase) && view.form(name.start).len() > 3;
    let question = name.len() == 1 && matches!(view.form(name.start), "Q" | "A");
    let speaker = !name.is_empty()
        && !question
        && (transcript || !shouted)
        && !name.clone().any(|at| is_label(view.low(at)))
        && name.clone().all(|at| {
            matches!(view.pos(at), Pos::Propn | Pos::Noun | Pos::Adj) && view.capital(at)
                || matches!(view.form(at), "." | "'s" | "’s" | "-")
                || transcript
        })
        && view.doc.token(colon - 1).touches(&view.doc.token(colon));
    if !speaker || colon + 2 >= paragraph.end {
        return None;
    }
    let end = match view.opens(colon + 1) {
        Some(quotation) => quotation.end,
        None => content::trim_end(view, colon + 1, paragraph.end),
    };
    (end > colon + 2).then(|| verbless(if transcript { SPEAKER } else { "label" }, name, colon + 1..end, colon))
}

/// Words that stand alone before a colon at the head of several paragraphs, sorted: the speakers of a transcript.
pub(super) fn repeated_labels<'t>(view: &View<'_, 't>) -> Vec<&'t str> {
    let heads = view.doc.paragraphs.iter().filter_map(|paragraph| view.doc.sentences.get(paragraph.sentences.start));
    let mut labels: Vec<&'t str> = heads
        .map(|sentence| sentence.tokens.start)
        .filter(|first| view.form(first + 1) == ":")
        .map(|first| view.form(first))
        .collect();
    labels.sort_unstable();
    let mut out: Vec<&'t str> =
        labels.windows(2).filter(|pair| pair.first() == pair.last()).filter_map(|pair| pair.first().copied()).collect();
    out.dedup();
    out
}

/// Words before a colon that name a section, not a speaker.
fn is_label(low: &str) -> bool {
    matches!(
        low,
        "analysis"
            | "caption"
            | "clarification"
            | "comment"
            | "contact"
            | "correction"
            | "credit"
            | "date"
            | "editor"
            | "editors"
            | "email"
            | "exclusive"
            | "explainer"
            | "fact"
            | "file"
            | "image"
            | "key"
            | "live"
            | "more"
            | "note"
            | "opinion"
            | "photo"
            | "picture"
            | "poll"
            | "quiz"
            | "read"
            | "related"
            | "report"
            | "review"
            | "see"
            | "source"
            | "sources"
            | "tags"
            | "time"
            | "topics"
            | "update"
            | "updated"
            | "video"
            | "watch"
            | "question"
            | "claim"
            | "ruling"
            | "verdict"
            | "background"
            | "summary"
            | "by"
            | "location"
            | "price"
            | "where"
            | "when"
            | "what"
            | "who"
            | "how"
            | "why"
            | "score"
            | "result"
            | "results"
            | "cost"
            | "total"
    )
}

/// "“…” — Anna Berg, mayor": a quotation, a dash, a name, the end.
fn signature(view: &View<'_, '_>, paragraph: &Range<usize>, out: &mut Vec<Candidate>) {
    let Some(dash) =
        (paragraph.start..paragraph.end).rev().take(24).find(|at| view.is_dash(*at) || view.form(*at) == "-")
    else {
        return;
    };
    let close = dash.checked_sub(1).filter(|at| *at > paragraph.start);
    let Some(quotation) = close.and_then(|at| view.closes(at)) else { return };
    let end = chunk::full_end(view, dash + 1, paragraph.end);
    if view.pos(dash + 1) == Pos::Propn && end + 1 >= paragraph.end && quotation.len() > 4 {
        out.push(verbless("signature", dash + 1..end, quotation, dash));
    }
}

/// "Deal close: sources", "Crew safe – navy": a headline that ends with its source. Headlines have no final stop.
fn trailing(view: &View<'_, '_>, paragraph: &Range<usize>) -> Option<Candidate> {
    if paragraph.len() > 24 || view.is_final(paragraph.end - 1) {
        return None;
    }
    let mark =
        (paragraph.start + 2..paragraph.end).rev().take(6).find(|at| view.form(*at) == ":" || view.is_dash(*at))?;
    let end = chunk::base_end(view, mark + 1, paragraph.end);
    if end != paragraph.end || end == mark + 1 || view.opens(mark + 1).is_some() {
        return None;
    }
    Some(verbless("trailing", mark + 1..end, paragraph.start..mark, mark))
}

/// "The manager laughed: “…”": a quotation behind a colon whose sentence has a subject but no reporting verb.
fn introduced(view: &View<'_, '_>, paragraph: &Range<usize>, out: &mut Vec<Candidate>) {
    for colon in paragraph.clone() {
        if view.form(colon) != ":" || view.quotation(colon).is_some() {
            continue;
        }
        let Some(quotation) = view.opens(colon + 1) else { continue };
        let sentence = view.sentence(colon);
        let region = sentence.start..colon;
        if let Some(subject) = sharing::main_subject(view, &region, colon).filter(|_| quotation.len() > 5) {
            out.push(verbless("introduced", subject, quotation, colon));
        }
    }
}

/// `kind` names the construction for the model.
fn verbless(kind: &'static str, source: Range<usize>, content: Range<usize>, anchor: usize) -> Candidate {
    Candidate {
        anchor,
        cue: None,
        source: Some(source),
        sources: Vec::new(),
        limit: usize::MAX,
        content: vec![content],
        construction: Construction::Verbless,
        lemma: kind,
        weak: false,
        manner: Manner::default(),
        confidence: 0.0,
    }
}
