//! Resolution in text order: the sources heard so far are the candidates for later pronouns and descriptions.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::Shape;
use super::referent;
use super::types::{Gender, Number, Resolved};
use super::{pronoun_forms, pronouns};
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

/// Somebody who was heard, with what later words must agree with.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub resolved: Resolved,
    /// First token of the source.
    pub at: usize,
    /// Index of its sentence.
    pub sentence: usize,
    pub shape: Option<Shape>,
    pub gender: Gender,
    pub number: Number,
    /// True when the source itself stands inside quotation marks.
    pub quoted: bool,
    /// True for "a teacher", "another".
    pub indefinite: bool,
    /// True for a pronoun that found no referent ("another", "someone").
    pub vague: bool,
    /// True for a pronoun that is no source: it only keeps its referent in mind.
    pub silent: bool,
}

/// The sources heard so far, in the order in which they were told.
#[derive(Debug, Clone, Default)]
pub struct Speakers {
    pub(super) heard: Vec<Heard>,
    /// Contents by their first byte, with the index of who answers for them.
    contents: BTreeMap<u32, (Span, usize)>,
    /// Genders that pronouns told of entities.
    genders: Vec<(usize, Gender)>,
}

impl Speakers {
    /// Resolves a source noun phrase by what was heard so far. Does not count it as heard.
    pub fn resolve(&self, document: &Document<'_>, tokens: Range<usize>) -> Resolved {
        referent::resolve(document, tokens, self)
    }

    /// Counts a resolved source as heard, with the spans that it answers for.
    pub fn hear(&mut self, document: &Document<'_>, resolved: &Resolved, source: &Source) {
        let Some(tokens) = source.tokens.clone() else { return };
        let index = self.heard.len();
        self.heard.push(referent::heard(document, &tokens, resolved));
        self.contents.extend(source.content.iter().map(|span| (span.start, (*span, index))));
    }

    /// The gender that a pronoun told of an entity before.
    pub(super) fn learned(&self, entity: usize) -> Gender {
        self.genders
            .iter()
            .rev()
            .take(64)
            .find(|(known, _)| *known == entity)
            .map(|(_, gender)| *gender)
            .unwrap_or_default()
    }

    /// Gender of somebody heard, with what pronouns told since.
    pub(super) fn gender_of(&self, heard: &Heard) -> Gender {
        match (heard.gender, heard.resolved.entity) {
            (Gender::Unknown, Some(entity)) => self.learned(entity),
            (gender, _) => gender,
        }
    }

    /// Follows "he" and "she" through the text between sources, so that whoever the text is about stays in mind.
    fn follow(&mut self, document: &Document<'_>, tokens: Range<usize>) {
        for at in tokens {
            let lower = document.lower(at);
            if !matches!(lower, "he" | "she" | "his" | "her" | "him")
                || document.quotation_at(document.token(at).span.start).is_some()
            {
                continue;
            }
            let Some(resolved) = pronouns::third_person(document, at, lower, self) else { continue };
            let (shape, gender, number) = pronoun_forms::agreement(lower);
            self.learn(&resolved, gender);
            let sentence = document.sentence_of(at).unwrap_or_default();
            self.heard.push(Heard {
                resolved,
                at,
                sentence,
                shape,
                gender,
                number,
                quoted: false,
                indefinite: false,
                vague: false,
                silent: true,
            });
        }
    }

    fn learn(&mut self, resolved: &Resolved, gender: Gender) {
        if let Some(entity) = resolved.entity.filter(|entity| self.learned(*entity) == Gender::Unknown) {
            self.genders.push((entity, gender));
        }
    }

    /// Who answers for the innermost content around a byte, other than the report at that place itself.
    pub(super) fn speaker_at(&self, byte: u32) -> Option<&Heard> {
        // Contents nest only a few deep: the last ones that began before the byte are enough.
        let around = self.contents.range(..=byte).rev().take(16).map(|(_, content)| content);
        around
            .filter(|(span, _)| byte < span.end)
            .min_by_key(|(span, _)| span.len())
            .and_then(|(_, index)| self.heard.get(*index))
    }
}

fn first_person(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    matches!(document.lower(tokens.start), "i" | "we" | "me" | "us" | "my" | "our" | "myself" | "ourselves")
}

/// Resolves all sources of a document. `sources` may be in any order; the result is parallel to it.
///
/// Those in the first person come last, because the speaker of a quotation is often named behind it.
pub fn resolve_all(document: &Document<'_>, sources: &[Source]) -> Vec<Resolved> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|index| {
        let tokens = sources.get(*index).and_then(|source| source.tokens.as_ref());
        tokens.map_or((false, 0), |tokens| (first_person(document, tokens), tokens.start))
    });
    let mut out = vec![Resolved::default(); sources.len()];
    let mut speakers = Speakers::default();
    let mut last: Option<(Range<usize>, Resolved)> = None;
    let mut followed = 0;
    for index in order {
        let Some(source) = sources.get(index) else { continue };
        let Some(tokens) = source.tokens.clone() else { continue };
        if !first_person(document, &tokens) {
            speakers.follow(document, followed..tokens.start);
            followed = followed.max(tokens.end);
        }
        // Coordinated verbs share one source phrase.
        let resolved = match &last {
            Some((same, resolved)) if *same == tokens => resolved.clone(),
            _ => speakers.resolve(document, tokens.clone()),
        };
        speakers.hear(document, &resolved, source);
        if let (_, gender @ (Gender::Male | Gender::Female), _) = pronoun_forms::agreement(document.lower(tokens.start))
        {
            speakers.learn(&resolved, gender);
        }
        last = Some((tokens, resolved.clone()));
        if let Some(slot) = out.get_mut(index) {
            *slot = resolved;
        }
    }
    out
}
