//! What a contradiction says of its sides: a negative answer is a denial; what a third party refutes is disputed.

use super::Scene;
use crate::extract::claims::draft::Draft;
use crate::extract::types::Claim;
use crate::vocabulary::{Act, Evidence, Polarity, SourceKind};

impl Scene<'_> {
    /// A negative answer to a claim is a denial; what a document, a witness, another outlet or the writer refutes is disputed.
    pub(super) fn settle(&self, claims: &mut [Claim], a: usize, b: usize) {
        for (this, that) in [(a, b), (b, a)] {
            let Some((claim, other)) = claims.get(this).zip(claims.get(that)) else { continue };
            let source = self.drafts.get(that).and_then(|draft| draft.attribution(self.attributions));
            let third_party = source.is_none_or(|source| is_third_party(source.source_kind));
            let attributed = claim.attribution.is_some();
            let disputed = attributed
                && third_party
                && claim.act != Act::Deny
                && claim.evidence == Evidence::Unstated
                && other.polarity == Polarity::Negative;
            let own = self.drafts.get(this).and_then(|draft| draft.attribution(self.attributions));
            let denies = own.is_some_and(|own| !is_third_party(own.source_kind))
                && this > that
                && claim.act == Act::State
                && claim.polarity == Polarity::Negative
                && !other.contradicts.is_empty();
            let spans = other.spans.clone();
            let Some(claim) = claims.get_mut(this) else { continue };
            if disputed {
                claim.evidence = Evidence::Disputed;
                claim.evidence_spans = spans;
            }
            if denies {
                claim.act = Act::Deny;
            }
        }
    }
}

/// Who says what they found, and does not defend themselves.
const fn is_third_party(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Document | SourceKind::Media | SourceKind::Witness | SourceKind::Expert)
}

/// A denial without a verb takes the time of what it denies.
pub(super) fn borrow_times(claims: &mut [Claim], drafts: &[Draft]) {
    for at in 0..claims.len() {
        let Some(claim) = claims.get(at) else { continue };
        let verbless = claim.act == Act::Deny && drafts.get(at).is_some_and(|draft| draft.group.is_none());
        let other = claim.contradicts.first().filter(|_| verbless).and_then(|other| claims.get(*other));
        if let (Some(time), Some(claim)) = (other.map(|other| other.time), claims.get_mut(at)) {
            claim.time = time;
        }
    }
}
