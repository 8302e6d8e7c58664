//! The wire types, field for field. All offsets count Unicode code points, `[start, end)`, into `text`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::words::Word;
use crate::vocabulary as v;

/// One enriched article.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "claimwire record, version 1")]
pub struct Record<'a> {
    /// Always `claimwire/record/1`.
    #[schemars(extend("const" = super::SCHEMA))]
    pub schema: &'static str,
    /// `UUIDv5` of the article's id and the hash of its text: the same on every worker and at every redelivery.
    pub id: Uuid,
    /// Whether the whole article was analysed.
    pub status: Status,
    /// Why an article was truncated or skipped; absent when complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'a, str>>,
    /// The article as received.
    pub article: ArticleInfo<'a>,
    /// The text that all offsets refer to.
    pub text: &'a str,
    /// Always `codepoint`.
    #[schemars(extend("const" = "codepoint"))]
    pub offset_unit: &'static str,
    /// Page furniture, not analysed.
    pub boilerplate: Vec<Piece<'a>>,
    /// Who said what.
    pub attributions: Vec<Attribution<'a>>,
    /// What is asserted.
    pub claims: Vec<Claim<'a>>,
    /// How many, how much.
    pub figures: Vec<Figure<'a>>,
    /// What made this record.
    pub extractor: Extractor,
}

/// Whether the whole article was analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Looked at everything: an empty array means that none was found.
    Complete,
    /// Over its time budget: analysed up to a sentence boundary.
    Truncated,
    /// Not analysed; see `reason`.
    Skipped,
}

/// The article as received, with what was derived from it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArticleInfo<'a> {
    /// The publisher's id, or the url.
    pub id: &'a str,
    /// Where it stands on the web.
    pub url: Option<&'a str>,
    /// The headline.
    pub title: Option<&'a str>,
    /// Two-letter code, or `und`.
    pub language: Cow<'a, str>,
    /// As received, with its precision.
    pub published: Option<&'a str>,
    /// The outlet.
    pub source: Publisher<'a>,
    /// Bylines as received.
    pub authors: &'a [String],
    /// The publisher's version, as received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a str>,
    /// `blake3:` and 64 hexadecimal digits.
    pub text_hash: String,
    /// 64-bit simhash of the text, 16 hexadecimal digits; near copies differ in few bits.
    pub fingerprint: String,
    /// Number of words in the text.
    pub words: u32,
    /// True when the title was put before the text as its first paragraph; absent otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub title_analysed: bool,
    /// What is odd about the text, which is used as it came: `mojibake`, `nul`, `replacement-characters`, `whole-page`; absent when
    /// nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<&'static str>,
}

/// The outlet.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Publisher<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// Its domain.
    pub domain: Option<&'a str>,
}

/// A stretch of the text: `text` equals the slice `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece<'a> {
    /// Code points `[start, end)`.
    pub span: [u32; 2],
    /// The slice.
    pub text: &'a str,
}

/// One report of speech, writing, belief or showing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Attribution<'a> {
    /// `a1`, `a2` …, by place in the text.
    pub id: String,
    /// The whole noun phrase of the source; null when the text names nobody.
    pub source: Option<Piece<'a>>,
    /// The shortest full name, pronouns and descriptions resolved.
    pub source_name: Option<Cow<'a, str>>,
    /// What kind of speaker.
    pub source_kind: Word<v::SourceKind>,
    /// The reporting words; null for a verbless report.
    pub cue: Option<Piece<'a>>,
    /// What the source answers for.
    pub content: Vec<Piece<'a>>,
    /// Direct, indirect or mixed.
    pub quote: Word<v::QuoteType>,
    /// The writer's stance, read from the cue.
    pub stance: Word<v::Stance>,
    /// Id of the outer attribution of a nested report.
    pub parent: Option<String>,
    /// Code points `[start, end)` of the sentence it begins in.
    pub sentence: [u32; 2],
    /// 0..1, two decimals.
    pub confidence: f64,
}

/// One proposition that someone can be asked about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Claim<'a> {
    /// `c1`, `c2` …, by place in the text.
    pub id: String,
    /// The words of the claim.
    pub spans: Vec<Piece<'a>>,
    /// Id of its attribution; null for the writer's own voice.
    pub attribution: Option<String>,
    /// Who makes it.
    pub claimer: Claimer<'a>,
    /// Who or what it is about.
    pub object: Option<&'a str>,
    /// What the claimer does by claiming.
    pub act: Word<v::Act>,
    /// Whether the proposition is negated.
    pub polarity: Word<v::Polarity>,
    /// How firmly the claimer puts it.
    pub certainty: Word<v::Certainty>,
    /// The words that lower the certainty.
    pub hedges: Vec<Piece<'a>>,
    /// The writer's stance.
    pub stance: Word<v::Stance>,
    /// What the article says of its support.
    pub evidence: Word<v::Evidence>,
    /// Where the article says so.
    pub evidence_spans: Vec<Piece<'a>>,
    /// Time of the proposition.
    pub time: Word<v::Time>,
    /// The if, unless or without clause.
    pub condition: Option<Piece<'a>>,
    /// Whether it is worth checking.
    pub check: Word<v::Check>,
    /// 0..1, two decimals: ranks claims by check-worthiness.
    pub score: f64,
    /// Ids of claims that cannot hold together with this one.
    pub contradicts: Vec<String>,
    /// Ids of the figures inside.
    pub figures: Vec<String>,
    /// Code points `[start, end)` of the sentence it begins in.
    pub sentence: [u32; 2],
    /// 0..1, two decimals: how sure the claimer is.
    pub confidence: f64,
}

/// Who makes a claim.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Claimer<'a> {
    /// Null for the writer and for unnamed sources.
    pub name: Option<Cow<'a, str>>,
    /// What kind of speaker.
    pub kind: Word<v::SourceKind>,
    /// Code points `[start, end)` of the source; null for the writer.
    pub span: Option<[u32; 2]>,
}

/// One quantity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Figure<'a> {
    /// `f1`, `f2` …, by place in the text.
    pub id: String,
    /// Code points `[start, end)` of bound word, number, unit and head noun.
    pub span: [u32; 2],
    /// The slice.
    pub text: &'a str,
    /// In base units; `[low, high]` for a range, `[a, b]` for a score.
    pub value: ValueOnWire,
    /// How the words bound the value.
    pub bound: Word<v::Bound>,
    /// Smallest value that the words allow; null where open.
    pub low: Option<ValueOnWire>,
    /// Largest value that the words allow; null where open.
    pub high: Option<ValueOnWire>,
    /// ISO 4217 code for money, plain plural otherwise; null for bare counts.
    pub unit: Option<&'a str>,
    /// What a rate is per.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'a str>,
    /// `fraction` where a percent was written as a fraction or odds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<&'static str>,
    /// `time` when it only says when another figure held; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Word<v::FigureRole>>,
    /// What is counted.
    pub counted: Option<Cow<'a, str>>,
    /// What it measures.
    pub kind: Word<v::FigureKind>,
    /// When it held.
    pub time: Option<&'a str>,
    /// Where it held.
    pub place: Option<&'a str>,
    /// Direction, when it is a change or has moved.
    pub change: Option<Word<v::Change>>,
    /// How it stands to another figure or a record.
    pub compare: Option<Comparison<'a>>,
    /// Id of the claim that holds it.
    pub claim: Option<String>,
    /// Code points `[start, end)` of the sentence it begins in.
    pub sentence: [u32; 2],
}

/// How a figure stands to another one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison<'a> {
    /// The relation.
    pub relation: Word<v::Relation>,
    /// Id of the other figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Since when, or within what, a record holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'a str>,
    /// Id of the figure that is the whole of this part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
}

/// A number, or a pair. Whole numbers are written without a decimal point.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum ValueOnWire {
    /// One number.
    One(f64),
    /// Two numbers.
    Two([f64; 2]),
}

impl Serialize for ValueOnWire {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Writes 2030 rather than 2030.0 wherever an integer holds the value exactly.
        struct Number(f64);
        impl Serialize for Number {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.0.fract() == 0.0 && self.0.abs() < 9.0e15 {
                    serializer.serialize_i64(self.0 as i64)
                } else {
                    serializer.serialize_f64(self.0)
                }
            }
        }
        match self {
            Self::One(one) => Number(*one).serialize(serializer),
            Self::Two([a, b]) => [Number(*a), Number(*b)].serialize(serializer),
        }
    }
}

/// What made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Extractor {
    /// Always `claimwire`.
    pub name: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// Name and version of the language model.
    pub model: &'static str,
}
