//! Resolution in text order: the sources heard so far are the candidates for later pronouns and descriptions.

use std::ops::Range;

use super::types::Resolved;
use crate::span::Span;
use crate::text::document::Document;

/// One report as the resolver needs to know it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Tokens of the source noun phrase; `None` when the text names nobody.
    pub tokens: Option<Range<usize>>,
    /// What the source answers for: "I" and "we" inside quotation marks there refer to it.
    pub content: Vec<Span>,
}

/// The sources heard so far, in the order in which they were told.
#[derive(Debug, Clone, Default)]
pub struct Speakers {
    heard: Vec<Resolved>,
}

impl Speakers {
    /// Resolves a source noun phrase by what was heard so far. Does not count it as heard.
    pub fn resolve(&self, document: &Document<'_>, tokens: Range<usize>) -> Resolved {
        let pronoun = tokens.len() == 1
            && matches!(document.lower(tokens.start), "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their");
        if let Some(last) = self.heard.last().filter(|_| pronoun) {
            return last.clone();
        }
        Resolved { name: vec![document.cover(tokens.clone())], entity: None, phrase: tokens }
    }

    /// Counts a resolved source as heard, with the spans that it answers for.
    pub fn hear(&mut self, _document: &Document<'_>, resolved: &Resolved, _source: &Source) {
        self.heard.push(resolved.clone());
    }
}

/// Resolves all sources of a document. `sources` may be in any order; the result is parallel to it.
pub fn resolve_all(document: &Document<'_>, sources: &[Source]) -> Vec<Resolved> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|index| {
        sources.get(*index).and_then(|source| source.tokens.as_ref()).map_or(0, |range| range.start)
    });
    let mut out = vec![Resolved::default(); sources.len()];
    let mut speakers = Speakers::default();
    for index in order {
        let Some(source) = sources.get(index) else { continue };
        let Some(tokens) = source.tokens.clone() else { continue };
        let resolved = speakers.resolve(document, tokens);
        speakers.hear(document, &resolved, source);
        if let Some(slot) = out.get_mut(index) {
            *slot = resolved;
        }
    }
    out
}
