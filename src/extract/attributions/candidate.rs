//! A possible report, in tokens: what the rules propose and the scoring judges.

use std::ops::Range;

/// By which construction a report was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Construction {
    /// "said that …", "says …"
    Clause,
    /// "said: “…”", "told us: …"
    Colon,
    /// "said “…”"
    Quotation,
    /// "denied the charges"
    Object,
    /// "plans to hire"
    Infinitive,
    /// "warned of floods"
    Preposition,
    /// "“…,” she said", "“…,” said Berg"
    QuotationBefore,
    /// "…, officials said"
    ClauseBefore,
    /// "is said to …", "was reported"
    Passive,
    /// "according to …"
    According,
    /// "in her view", "by the ministry's count"
    Owner,
    /// "the claim that …"
    Nominal,
    /// "reportedly"
    Adverb,
    /// "Minister: …", "“…” — Berg"
    Verbless,
    /// A further quotation of the same speaker.
    Continued,
}

/// What stands out about the verb group of a cue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    pub(super) passive: bool,
    pub(super) negated: bool,
    pub(super) modal: bool,
    pub(super) perfect: bool,
    pub(super) infinitive: bool,
    pub(super) gerund: bool,
    pub(super) past: bool,
    pub(super) third: bool,
    /// The source stands behind the verb.
    pub(super) inverted: bool,
    /// The source is shared with an earlier verb.
    pub(super) shared: bool,
    /// "that" introduces the content.
    pub(super) that: bool,
}

/// A possible report.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The token that made it a candidate.
    pub(super) anchor: usize,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    /// All phrases that may be the source, the likeliest by rule first.
    pub(super) sources: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// The content cannot reach this token.
    pub(super) limit: usize,
    pub(super) construction: Construction,
    /// Dictionary form of the cue's word, `""` for none.
    pub(super) lemma: &'static str,
    /// The word means something else more often.
    pub(super) weak: bool,
    pub(super) manner: Manner,
    /// 0..1.
    pub(super) confidence: f32,
}

impl Candidate {
    /// First token of the content.
    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(self.anchor, |piece| piece.start)
    }
}
