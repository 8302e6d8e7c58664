//! From spans and indices to the wire record: code-point offsets, ids, slices. No decision about content is made here.

use std::borrow::Cow;

use crate::article::Article;
use crate::extract::{self, Extraction, Value};
use crate::record::{
    self, ArticleInfo, Attribution, Claim, Claimer, Comparison, Extractor, Figure, Piece, Publisher, Record, Status,
    ValueOnWire,
};
use crate::span::Span;
use crate::text::Document;
use crate::vocabulary::{FigureRole, SourceKind};

/// Translates byte offsets to code points. Linear to build, constant for ASCII, logarithmic otherwise.
struct CodePoints<'d, 'a> {
    text: &'a str,
    document: &'d Document<'a>,
    /// Byte offset of every code point; empty for ASCII text, where both are equal.
    starts: Vec<u32>,
}

impl<'d, 'a> CodePoints<'d, 'a> {
    fn new(document: &'d Document<'a>) -> Self {
        let text = document.text();
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at as u32).collect() };
        Self { text, document, starts }
    }

    fn at(&self, byte: u32) -> u32 {
        if self.starts.is_empty() { byte } else { self.starts.partition_point(|start| *start < byte) as u32 }
    }

    fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    fn piece(&self, span: Span) -> Piece<'a> {
        Piece { span: self.span(span), text: span.slice(self.text) }
    }

    fn pieces(&self, spans: &[Span]) -> Vec<Piece<'a>> {
        spans.iter().map(|span| self.piece(*span)).collect()
    }

    fn slice(&self, span: Span) -> &'a str {
        span.slice(self.text)
    }

    /// The sentence that an item begins in; the item's own span when no sentence holds it.
    fn sentence(&self, item: Span) -> [u32; 2] {
        let index = self.document.sentence_of(self.document.token_at(item.start));
        let found = index.and_then(|index| self.document.sentences.get(index));
        self.span(found.map_or(item, |sentence| sentence.span))
    }

    /// The words of several spans, joined by a space; none for no span.
    fn words(&self, spans: &[Span]) -> Option<Cow<'a, str>> {
        match spans {
            [] => None,
            [only] => Some(Cow::Borrowed(self.slice(*only))),
            many => Some(Cow::Owned(many.iter().map(|span| self.slice(*span)).collect::<Vec<_>>().join(" "))),
        }
    }
}

/// A complete record.
pub(super) fn record<'a>(
    article: &'a Article,
    language: Cow<'a, str>,
    document: &Document<'a>,
    extraction: &Extraction,
    model: &'static str,
) -> Record<'a> {
    let points = CodePoints::new(document);
    let furniture: Vec<Span> = document.paragraphs.iter().filter(|p| p.furniture).map(|p| p.span).collect();
    let (status, reason) = match document.cut {
        None => (Status::Complete, None),
        Some(all) => {
            let read = document.sentences.len();
            (Status::Truncated, Some(format!("over its time budget after {read} of {all} sentences").into()))
        }
    };
    let mut record = frame(article, language, status, reason, model);
    record.boilerplate = points.pieces(&furniture);
    record.attributions =
        extraction.attributions.iter().enumerate().map(|(i, item)| attribution(&points, i, item)).collect();
    record.claims = extraction.claims.iter().enumerate().map(|(i, item)| claim(&points, extraction, i, item)).collect();
    record.figures = extraction.figures.iter().enumerate().map(|(i, item)| figure(&points, i, item)).collect();
    record
}

/// A record that only says why there is nothing in it.
pub(super) fn skipped<'a>(
    article: &'a Article,
    language: Cow<'a, str>,
    reason: Cow<'a, str>,
    model: &'static str,
) -> Record<'a> {
    frame(article, language, Status::Skipped, Some(reason), model)
}

fn frame<'a>(
    article: &'a Article,
    language: Cow<'a, str>,
    status: Status,
    reason: Option<Cow<'a, str>>,
    model: &'static str,
) -> Record<'a> {
    let text_hash = record::text_hash(&article.text);
    Record {
        schema: record::SCHEMA,
        id: record::record_id(&article.id, &text_hash),
        status,
        reason,
        article: ArticleInfo {
            id: &article.id,
            url: article.url.as_deref(),
            title: article.title.as_deref(),
            language,
            published: article.published.as_deref(),
            source: Publisher { name: article.source.name.as_deref(), domain: article.source.domain.as_deref() },
            authors: &article.authors,
            version: article.version.as_deref(),
            text_hash,
            fingerprint: record::fingerprint(&article.text),
            words: article.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
                as u32,
            title_analysed: article.title_analysed,
            notes: article.notes.iter().map(|note| note.as_str()).collect(),
        },
        text: &article.text,
        offset_unit: "codepoint",
        boilerplate: Vec::new(),
        attributions: Vec::new(),
        claims: Vec::new(),
        figures: Vec::new(),
        extractor: Extractor { name: "claimwire", version: env!("CARGO_PKG_VERSION"), model },
    }
}

fn id(letter: char, index: usize) -> String {
    format!("{letter}{}", index + 1)
}

fn ids(letter: char, indices: &[usize]) -> Vec<String> {
    indices.iter().map(|index| id(letter, *index)).collect()
}

/// 0..1 with two decimals, so that the last bits of a float never reach the wire.
fn rounded(share: f32) -> f64 {
    (f64::from(share.clamp(0.0, 1.0)) * 100.0).round() / 100.0
}

fn attribution<'a>(points: &CodePoints<'_, 'a>, index: usize, item: &extract::Attribution) -> Attribution<'a> {
    Attribution {
        id: id('a', index),
        source: item.source.map(|span| points.piece(span)),
        source_name: points.words(&item.source_name),
        source_kind: item.source_kind.into(),
        cue: item.cue.map(|span| points.piece(span)),
        content: points.pieces(&item.content),
        quote: item.quote.into(),
        stance: item.stance.into(),
        parent: item.parent.map(|parent| id('a', parent)),
        sentence: points.sentence(item.cue.or(item.content.first().copied()).unwrap_or_default()),
        confidence: rounded(item.confidence),
    }
}

fn claim<'a>(points: &CodePoints<'_, 'a>, extraction: &Extraction, index: usize, item: &extract::Claim) -> Claim<'a> {
    let source = item.attribution.and_then(|at| extraction.attributions.get(at));
    let claimer = match source {
        Some(source) => Claimer {
            name: points.words(&source.source_name),
            kind: source.source_kind.into(),
            span: source.source.map(|span| points.span(span)),
        },
        None => Claimer { name: None, kind: SourceKind::Writer.into(), span: None },
    };
    Claim {
        id: id('c', index),
        spans: points.pieces(&item.spans),
        attribution: item.attribution.map(|at| id('a', at)),
        claimer,
        object: item.object.map(|span| points.slice(span)),
        act: item.act.into(),
        polarity: item.polarity.into(),
        certainty: item.certainty.into(),
        hedges: points.pieces(&item.hedges),
        stance: item.stance.into(),
        evidence: item.evidence.into(),
        evidence_spans: points.pieces(&item.evidence_spans),
        time: item.time.into(),
        condition: item.condition.map(|span| points.piece(span)),
        check: item.check.into(),
        score: rounded(item.score),
        contradicts: ids('c', &item.contradicts),
        figures: ids('f', &item.figures),
        sentence: points.sentence(item.spans.first().copied().unwrap_or_default()),
        confidence: rounded(item.confidence),
    }
}

fn figure<'a>(points: &CodePoints<'_, 'a>, index: usize, item: &extract::Figure) -> Figure<'a> {
    Figure {
        id: id('f', index),
        span: points.span(item.span),
        text: points.slice(item.span),
        value: match item.value {
            Value::One(one) => ValueOnWire::One(one),
            Value::Two(low, high) => ValueOnWire::Two([low, high]),
        },
        bound: item.bound.into(),
        low: item.low.map(ValueOnWire::One),
        high: item.high.map(ValueOnWire::One),
        unit: item.unit,
        per: item.per.map(|span| points.slice(span)),
        form: item.fraction.then_some("fraction"),
        role: (item.role == FigureRole::Time).then_some(item.role.into()),
        counted: points.words(&item.counted),
        kind: item.kind.into(),
        time: item.time.map(|span| points.slice(span)),
        place: item.place.map(|span| points.slice(span)),
        change: item.change.map(Into::into),
        compare: item.compare.as_ref().map(|compare| Comparison {
            relation: compare.relation.into(),
            to: compare.to.map(|to| id('f', to)),
            since: compare.since.map(|span| points.slice(span)),
            whole: compare.whole.map(|whole| id('f', whole)),
        }),
        claim: item.claim.map(|claim| id('c', claim)),
        sentence: points.sentence(item.span),
    }
}
