//! Reports by an adverb, without a source: "reportedly", "allegedly".

use super::candidate::{Candidate, Construction, Manner};
use super::content;
use super::lexicon::Lexicon;
use super::view::View;

/// The report that the adverb at `at` makes: its whole clause without the adverb.
pub(super) fn find(view: &View<'_, '_>, at: usize) -> Option<Candidate> {
    if !Lexicon::is_adverb(view.low(at)) {
        return None;
    }
    let region = view.region(at);
    let start = content::skip_openers(view, content::clause_start(view, at, region.start), at);
    let end = content::end(view, at + 1, &region);
    let lemma = match view.low(at) {
        "allegedly" => "allegedly",
        "purportedly" => "purportedly",
        "supposedly" => "supposedly",
        _ => "reportedly",
    };
    let content: Vec<_> = [start..at, at + 1..end].into_iter().filter(|piece| piece.start < piece.end).collect();
    (!content.is_empty()).then_some(Candidate {
        anchor: at,
        cue: Some(at..at + 1),
        source: None,
        sources: Vec::new(),
        limit: usize::MAX,
        content,
        construction: Construction::Adverb,
        lemma,
        weak: false,
        manner: Manner::default(),
        confidence: 0.0,
    })
}
