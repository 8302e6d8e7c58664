//! Whose saying a denial can mean, and whether two clauses speak of the same ones: makers, subjects, those named, shares of many.
//!
//! Knows names and roles in two claims; nothing of negation, and chooses no target.

use std::collections::BTreeSet;

use super::Scene;
use crate::extract::claims::lexicons::Class;
use crate::text::Pos;

impl Scene<'_> {
    /// Whether the negated clause names somebody after its verb, and the other clause somebody else ("would not vote for A": "would
    /// vote for B").
    pub(super) fn speaks_of_another(&self, at: usize, other: usize) -> bool {
        let (own, theirs) = (self.named_after_verb(at), self.named_after_verb(other));
        let Some(target) = self.drafts.get(other) else { return false };
        let again = target.tokens().any(|at| own.contains(self.grammar.document.lower(at)));
        !own.is_empty() && !theirs.is_empty() && !again
    }

    /// Whether both clauses name their subjects, and name others.
    pub(super) fn has_another_subject(&self, at: usize, other: usize) -> bool {
        let (own, theirs) = (self.named_subject(at), self.named_subject(other));
        !own.is_empty() && !theirs.is_empty() && own.is_disjoint(&theirs)
    }

    fn named_subject(&self, at: usize) -> BTreeSet<String> {
        let Some((draft, group)) = self.drafts.get(at).and_then(|draft| Some((draft, draft.group?))) else {
            return BTreeSet::new();
        };
        let document = self.grammar.document;
        draft
            .tokens()
            .take_while(|at| *at < group.start && document.token(*at).pos != Pos::Adp)
            .filter(|at| document.token(*at).pos == Pos::Propn && document.form(*at).starts_with(char::is_uppercase))
            .map(|at| document.lower(at).to_owned())
            .collect()
    }

    /// Whether a clause gives a share of a whole.
    pub(super) fn gives_share(&self, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let document = self.grammar.document;
        let source = draft.attribution(self.attributions).and_then(|attribution| attribution.source);
        draft
            .tokens()
            .chain(source.map_or(0..0, |source| document.tokens_in(source)))
            .any(|at| matches!(document.lower(at), "percent" | "%"))
    }

    /// Whether a claim is only what somebody thinks ("thought she was a liar").
    pub(super) fn only_thought(&self, at: usize) -> bool {
        let document = self.grammar.document;
        let cue = self
            .drafts
            .get(at)
            .and_then(|draft| draft.attribution(self.attributions))
            .and_then(|attribution| attribution.cue);
        cue.is_some_and(|cue| {
            document.tokens_in(cue).any(|at| {
                matches!(document.lower(at), "think" | "thinks" | "thought" | "believe" | "believes" | "believed")
            })
        })
    }

    /// Whether a denial by its cue can mean what another said: "the claims by A", "B's attack" are of A and of B only.
    pub(super) fn may_be_meant(&self, at: usize, other: usize) -> bool {
        if !self.denied_by_cue(at) {
            return true;
        }
        let contradicts = self
            .drafts
            .get(at)
            .and_then(|draft| draft.attribution(self.attributions))
            .and_then(|attribution| attribution.cue)
            .is_some_and(|cue| self.grammar.document.slice(cue).to_lowercase().starts_with("contradict"));
        // "the video shows A, contradicting the claim of B": what contradicts is the claim before.
        if contradicts {
            return true;
        }
        let makers = self.makers(at);
        let Some(speaker) = self.drafts.get(other).and_then(|draft| draft.attribution(self.attributions)) else {
            return makers.is_empty();
        };
        let document = self.grammar.document;
        makers.is_empty()
            || speaker
                .source
                .iter()
                .chain(&speaker.source_name)
                .flat_map(|span| document.tokens_in(*span).take(12))
                .any(|token| makers.contains(document.lower(token)))
    }

    /// Who made the saying that a cue of denial has for its object, as far as the object tells.
    fn makers(&self, at: usize) -> BTreeSet<String> {
        let Some(draft) = self.drafts.get(at) else { return BTreeSet::new() };
        let document = self.grammar.document;
        let first = draft.first_word(self.grammar);
        let nominal = |at: &usize| matches!(document.token(*at).pos, Pos::Noun | Pos::Propn);
        let Some(saying) = self.grammar.marks.of(Class::Saying, first..draft.end.min(first + 8)).next() else {
            return BTreeSet::new();
        };
        let possessor = (first..saying.start).filter(nominal).filter(|_| {
            (first..saying.start).any(|at| matches!(document.lower(at), "'s" | "\u{2019}s" | "'" | "\u{2019}"))
        });
        let agent = (saying.end..draft.end.min(saying.end + 10))
            .take_while(|at| !matches!(document.lower(*at), "that" | "of" | "about" | ","))
            .skip_while(|at| *at == saying.end && !matches!(document.lower(*at), "by" | "from"))
            .filter(|_| matches!(document.lower(saying.end), "by" | "from"))
            .filter(nominal);
        possessor.chain(agent).map(|at| document.lower(at).to_owned()).collect()
    }

    fn named_after_verb(&self, at: usize) -> BTreeSet<String> {
        let Some(draft) = self.drafts.get(at) else { return BTreeSet::new() };
        let document = self.grammar.document;
        let from = draft.group.map_or(draft.start, |group| group.end);
        (from..draft.end.min(from + 20))
            .filter(|at| document.token(*at).pos == Pos::Propn && document.form(*at).starts_with(char::is_uppercase))
            .map(|at| document.lower(at).to_owned())
            .collect()
    }
}
