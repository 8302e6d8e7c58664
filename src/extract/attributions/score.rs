//! How sure a candidate is, and which candidates are kept.

use super::candidate::{Candidate, Construction};
use super::model::Model;
use super::view::View;
use super::{bounds, features, sources, usage, verbless};
use crate::text::Pos;

/// Least confidence of a reported attribution.
pub(super) const THRESHOLD: f32 = 0.25;

/// What a weak verb with a mere object needs beyond that.
const WEAK_OBJECT: f32 = 0.15;

/// The same where the object is an amount: "raised 4,000 crowns".
const WEAK_AMOUNT: f32 = 0.4;

/// Confidence, at least, of a report by the owner of a view or count, by "according to", or under a speaker's label.
const NARROW: f32 = 0.6;

/// Gives every candidate its confidence and drops those that are not reported.
pub(super) fn judge(view: &View<'_, '_>, model: Option<&Model>, threshold: f32, candidates: &mut Vec<Candidate>) {
    if let Some(model) = model {
        for candidate in candidates.iter_mut() {
            sources::choose(view, model, candidate);
        }
    }
    for candidate in candidates.iter_mut() {
        candidate.confidence = match model {
            Some(model) => model.probability(&features::of_candidate(view, candidate)),
            None => prior(view, candidate),
        };
        // The corpus has too few of these for the model to know them; the rules are narrow.
        if matches!(candidate.construction, Construction::Owner | Construction::According)
            || candidate.lemma == verbless::SPEAKER
        {
            candidate.confidence = candidate.confidence.max(NARROW);
        }
    }
    candidates.retain(|candidate| {
        // A word that seldom reports, with a mere object, must be surer: "found the wreck".
        let doubtful = candidate.weak && candidate.construction == Construction::Object;
        let extra = match (doubtful, features::is_amount(view, candidate)) {
            (false, _) => 0.0,
            (true, false) => WEAK_OBJECT,
            (true, true) => WEAK_AMOUNT,
        };
        candidate.confidence >= threshold + extra && !is_nobodys(view, candidate)
    });
    if let Some(model) = model {
        for candidate in candidates.iter_mut() {
            bounds::adjust(view, model, candidate);
        }
    }
    drop_hedges(view, candidates);
    candidates.sort_by_key(|candidate| (candidate.start(), candidate.anchor));
}

/// "No group has claimed the attack": a report that nobody made. A belief that nobody holds says something ("nobody thinks it will last").
fn is_nobodys(view: &View<'_, '_>, candidate: &Candidate) -> bool {
    let Some(source) = &candidate.source else { return false };
    let nobody = match view.low(source.start) {
        // "No 10 said": a name.
        "no" => !matches!(view.pos(source.start + 1), Pos::Num | Pos::Punct) && source.len() > 1,
        low => matches!(low, "nobody" | "none" | "neither"),
    };
    nobody && !usage::is_belief(candidate.lemma)
}

fn prior(view: &View<'_, '_>, candidate: &Candidate) -> f32 {
    let manner = candidate.manner;
    let mut sure: f32 = match candidate.construction {
        Construction::QuotationBefore | Construction::According | Construction::Owner => 0.95,
        Construction::Colon | Construction::Quotation => 0.9,
        Construction::Clause | Construction::ClauseBefore => 0.85,
        Construction::Adverb => 0.8,
        Construction::Object | Construction::Preposition | Construction::Infinitive => 0.65,
        Construction::Nominal => 0.7,
        Construction::Passive => 0.6,
        Construction::Verbless | Construction::Continued => 0.7,
    };
    let spoken =
        matches!(candidate.construction, Construction::QuotationBefore | Construction::Colon | Construction::Quotation);
    if candidate.weak && !spoken {
        sure -= if manner.that { 0.1 } else { 0.35 };
    }
    if manner.infinitive && !spoken {
        sure -= 0.3;
    }
    if manner.modal {
        sure -= 0.15;
    }
    if let Some(source) = &candidate.source
        && matches!(view.low(source.start), "i" | "we" | "you")
        && source.len() == 1
    {
        sure -= 0.3;
    }
    sure.clamp(0.0, 1.0)
}

/// "said it expects …": a belief inside a report of the same speaker is a hedge, not a second report.
fn drop_hedges(view: &View<'_, '_>, candidates: &mut Vec<Candidate>) {
    let mut ends: Vec<(usize, usize)> = candidates
        .iter()
        .flat_map(|candidate| candidate.content.iter().map(|piece| (piece.start, piece.end)))
        .collect();
    ends.sort_unstable();
    let mut reach = Vec::with_capacity(ends.len());
    let mut far = 0;
    for (_, end) in &ends {
        far = far.max(*end);
        reach.push(far);
    }
    candidates.retain(|candidate| {
        let Some(source) = &candidate.source else {
            // "said twelve were believed to be migrants"
            let belief =
                usage::is_belief(candidate.lemma) || matches!(candidate.lemma, "estimate" | "suspect" | "fear");
            // Its own first piece ends before its cue, so that whatever reaches over the cue is another's.
            let own = candidate.content.first().is_some_and(|piece| piece.end > candidate.anchor);
            let at = candidate.start();
            let before = ends.partition_point(|(start, _)| if own { *start < at } else { *start <= at });
            let inside = before > 0 && reach.get(before - 1).is_some_and(|end| *end > candidate.anchor);
            return !(candidate.construction == Construction::Passive && belief && inside);
        };
        let pronoun = source.len() == 1 && matches!(view.low(source.start), "it" | "he" | "she" | "they" | "we" | "i");
        let before = ends.partition_point(|(start, _)| *start < source.start + usize::from(pronoun));
        let nested = before > 0 && reach.get(before - 1).is_some_and(|end| *end > candidate.anchor);
        let hedge = usage::is_belief(candidate.lemma) || candidate.weak;
        !(pronoun && nested && hedge && !candidate.manner.perfect)
    });
}
