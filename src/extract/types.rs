//! The shapes of an extraction: byte spans, closed words and indices into the sibling lists. No strings.

use crate::span::Span;
use crate::vocabulary::{
    Act, Bound, Certainty, Change, Check, Evidence, FigureKind, FigureRole, Polarity, QuoteType, Relation, SourceKind,
    Stance, Time,
};

/// Everything found in one article. Links between items are indices into these lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// Who said what, by place in the text.
    pub attributions: Vec<Attribution>,
    /// What is asserted, by place in the text.
    pub claims: Vec<Claim>,
    /// Quantities, by place in the text.
    pub figures: Vec<Figure>,
}

/// One report of speech, writing, belief or showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The whole noun phrase of the source; none when the text names nobody.
    pub source: Option<Span>,
    /// The shortest full name in the article, as spans to be joined by a space; empty when the text names nobody.
    pub source_name: Vec<Span>,
    /// What kind of speaker.
    pub source_kind: SourceKind,
    /// The reporting words; none for a verbless report.
    pub cue: Option<Span>,
    /// What the source answers for; several spans where the cue interrupts it.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub quote: QuoteType,
    /// The writer's stance, read from the cue.
    pub stance: Stance,
    /// Index of the outer attribution of a nested report.
    pub parent: Option<usize>,
    /// 0..1: how sure the extractor is.
    pub confidence: f32,
}

/// One proposition that someone can be asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The words of the claim; a split claim repeats its shared subject as the first span.
    pub spans: Vec<Span>,
    /// Index of the attribution it comes from; none for the writer's own voice.
    pub attribution: Option<usize>,
    /// Who or what the claim is about.
    pub object: Option<Span>,
    /// What the claimer does by claiming.
    pub act: Act,
    /// Whether the proposition is negated.
    pub polarity: Polarity,
    /// How firmly the claimer puts it.
    pub certainty: Certainty,
    /// The words that lower the certainty.
    pub hedges: Vec<Span>,
    /// The writer's stance.
    pub stance: Stance,
    /// What the article says of its support.
    pub evidence: Evidence,
    /// Where the article says so, perhaps in another sentence.
    pub evidence_spans: Vec<Span>,
    /// Time of the proposition.
    pub time: Time,
    /// The if, unless or without clause.
    pub condition: Option<Span>,
    /// Whether it is worth checking.
    pub check: Check,
    /// 0..1: ranks claims by check-worthiness.
    pub score: f32,
    /// Indices of claims that cannot hold together with this one.
    pub contradicts: Vec<usize>,
    /// Indices of the figures inside.
    pub figures: Vec<usize>,
    /// 0..1: how sure the extractor is of the claimer.
    pub confidence: f32,
}

/// A quantity in base units: one number, or both ends of a range (or of a score).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// One number.
    One(f64),
    /// `[low, high]`, or the two sides of a score.
    Two(f64, f64),
}

/// The unit of a figure as the contract spells it (`people`, `EUR`, `percent`, `kilometres`).
pub type FigureUnit = &'static str;

/// One quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Bound word, number, unit and head noun.
    pub span: Span,
    /// In base units: millions multiplied out, fractions as percent.
    pub value: Value,
    /// How the words bound the value.
    pub bound: Bound,
    /// None for bare counts.
    pub unit: Option<FigureUnit>,
    /// What a rate is per ("day", "barrel"): words of the text.
    pub per: Option<Span>,
    /// What it measures.
    pub kind: FigureKind,
    /// A quantity, or only the time of another figure.
    pub role: FigureRole,
    /// True where a percent was written as a fraction or odds.
    pub fraction: bool,
    /// Smallest and largest value that the words allow; none where open.
    pub low: Option<f64>,
    /// See `low`.
    pub high: Option<f64>,
    /// What is counted: spans to be joined by a space; empty when the text does not say.
    pub counted: Vec<Span>,
    /// When it held.
    pub time: Option<Span>,
    /// Where it held.
    pub place: Option<Span>,
    /// Direction, when the figure is a change or has moved.
    pub change: Option<Change>,
    /// How it stands to another figure or a record.
    pub compare: Option<Comparison>,
    /// Index of the claim that holds it; set by `claims`.
    pub claim: Option<usize>,
}

/// How a figure stands to another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The relation.
    pub relation: Relation,
    /// Index of the other figure.
    pub to: Option<usize>,
    /// Since when (or within what) a record holds.
    pub since: Option<Span>,
    /// Index of the figure that is the whole of this part.
    pub whole: Option<usize>,
}
