//! How much one claim looks like the denial of another: shared words, who is named, how far apart they stand.

use super::Scene;
use super::words::stem;
use crate::extract::claims::lexicons::Class;
use crate::extract::claims::verbs::is_be;
use crate::extract::types::Claim;
use crate::text::{Pos, TokenKind};
use crate::vocabulary::{Act, Certainty, Polarity, SourceKind, Stance, Time};

impl Scene<'_> {
    /// How much a claim looks like the denial of another, about 0 to 200.
    pub(super) fn likeness(&self, claim: &Claim, at: usize, target: &Claim, other: usize) -> u32 {
        let (Some(own), Some(theirs)) = (self.words(at), self.words(other)) else { return 0 };
        let open = target.polarity == Polarity::Negative || target.certainty == Certainty::Unknown;
        if open
            || theirs.len() < 2
            || self.is_open(other)
            || (!self.is_attributed(other) && claim.attribution.is_some())
            || !self.may_be_meant(at, other)
        {
            return 0;
        }
        let shared = own.shared(theirs);
        let alike = own.alike(theirs);
        let before = other < at;
        let named = self.names(at, other);
        let accuses = target.act == Act::Accuse && self.charges(other);
        if self.points_back(claim, at) && self.denies_a_saying(at) {
            return self.pointed_at(at, target, other, shared);
        }
        if target.act == Act::Demand
            || !self.denies_a_saying(at)
            || !self.is_assertion(at)
            || self.speaks_of_another(at, other)
        {
            return 0;
        }
        let near = before && at - other <= 8;
        // What was not done is no answer to what will be, nor one man's answer to a share of many.
        let elsewhere = matches!((claim.time, target.time), (Time::Past, Time::Future) | (Time::Future, Time::Past))
            || (self.gives_share(other) && !self.gives_share(at));
        if elsewhere && !self.denied_by_cue(at) && !self.is_verdict(at) {
            return 0;
        }
        if claim.act == Act::Deny || self.is_verdict(at) {
            // A denial answers the last accusation of the one who denies, even in other words.
            let answer = 40 * u32::from(accuses && near) + 25 * u32::from(named && near && (accuses || shared > 0));
            let by_cue = self.denied_by_cue(at);
            // Words that deny weigh less than a verb of the writer that does, and without a charge they must deny the same predicate.
            let least = if by_cue { 40 } else { 50 };
            let enough = (shared >= 2 && alike >= least && shared * 100 >= own.len().max(theirs.len()) * 10)
                || (own.len() <= 2 && if by_cue { alike >= 50 } else { near && shared == own.len() })
                || (named && accuses && near && (by_cue || shared > 0));
            // That there is no proof does not rule out what may be.
            let enough = enough && !(target.certainty == Certainty::Possible && self.lacks_proof(at));
            let same = by_cue || accuses || self.is_verdict(at) || self.negated_repeat(at, other) > 0;
            let reach = by_cue || self.is_verdict(at) || at.abs_diff(other) <= 20;
            return if enough && same && reach { alike + answer + 10 * u32::from(before) } else { 0 };
        }
        let repeat = if self.is_attributed(other) { self.negated_repeat(at, other) } else { 0 };
        repeat.max(60 * u32::from(near && self.is_attributed(other) && self.denies_the_thing(at, other)))
    }

    /// Most of the words again, the negated predicate among them, about a proposition and not a thing.
    fn negated_repeat(&self, at: usize, other: usize) -> u32 {
        let (Some(own), Some(theirs)) = (self.words(at), self.words(other)) else { return 0 };
        let Some(target) = self.drafts.get(other) else { return 0 };
        let (shared, alike) = (own.shared(theirs), own.alike(theirs));
        let proposition =
            target.group.is_some_and(|group| group.is_finite() || group.start == target.first_word(self.grammar));
        // In the main clause of the other one, that is: "since the campaign began" is no answer to "does not campaign".
        let scope = target.runs.first().map_or(target.start, |run| run.start)..target.scope(self.grammar).end;
        let said_there = |word: &String| scope.clone().any(|at| stem(self.grammar, at).as_ref() == Some(word));
        let predicate = self.negated_word(at).is_some_and(|word| said_there(&word))
            && self.negated_object(at).is_none_or(|object| theirs.has(&object));
        let vague = self.is_far_pronoun(at, other) || !self.negates_its_verb(at) || self.has_another_subject(at, other);
        if !proposition || !predicate || vague || self.fails_alike(at, other) {
            return 0;
        }
        // Far off, and where the words of the answer are mostly others, more must come again.
        let least = 2 + u32::from(at.abs_diff(other) > 8);
        let told = shared * 100 >= own.len() * 33 && shared * 100 >= own.len().max(theirs.len()) * 25;
        if shared >= least && alike >= 60 && told && (shared >= 3 || self.same_predicate(at, other)) {
            return alike;
        }
        // "None has died": all of a short answer, just after what it answers.
        80 * u32::from(own.len() == shared && self.same_predicate(at, other) && other < at && at - other <= 3)
    }

    /// "rejected the accusation", "disputed the numbers": the last thing of that kind that somebody else claimed.
    fn pointed_at(&self, at: usize, target: &Claim, other: usize, shared: u32) -> u32 {
        let before = other < at;
        if !(before && self.is_attributed(other)) || target.act == Act::Demand {
            return 0;
        }
        // "It's not true" answers what was said just before; "the claim of progress" what speaks of progress.
        let bare = self.drafts.get(at).is_some_and(|draft| {
            matches!(self.grammar.document.lower(draft.first_word(self.grammar)), "it" | "that" | "this")
        });
        let off_topic = shared == 0 && self.tells_its_topic(at);
        if (bare && !self.denied_by_cue(at) && at - other > 2) || off_topic {
            return 0;
        }
        // Numbers are answered where numbers stand.
        let numbers = self.drafts.get(at).is_some_and(|draft| {
            draft.tokens().take(5).any(|token| {
                matches!(
                    self.grammar.document.lower(token),
                    "numbers" | "figures" | "figure" | "toll" | "estimate" | "estimates" | "count" | "poll" | "polls"
                )
            })
        });
        if numbers && target.figures.is_empty() {
            return 0;
        }
        let document = self
            .drafts
            .get(other)
            .and_then(|draft| draft.attribution(self.attributions))
            .is_some_and(|attribution| attribution.source_kind == SourceKind::Document);
        // What is shown or found is no "claim".
        let shown = !numbers && target.stance == Stance::Endorse;
        160u32.saturating_sub((at - other) as u32 * 6 + 30 * u32::from(shown))
            + 30 * u32::from(target.act == Act::Accuse)
            + 20 * u32::from(self.names(at, other))
            + 40 * u32::from(numbers && document)
            + shared * 20
    }

    /// Whether the claim is nothing but a word that points back, or a bare verdict ("the accusation", "this", "false").
    pub(super) fn points_back(&self, claim: &Claim, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at).filter(|_| claim.act == Act::Deny) else { return false };
        let first = draft.first_word(self.grammar);
        let length = draft.tokens().filter(|at| self.grammar.document.token(*at).kind == TokenKind::Word).count();
        // "the idea that he had lost": this "that" opens a clause and points to nothing.
        let points = self.grammar.marks.of(Class::Pointing, first..draft.end.min(first + 5)).any(|mark| {
            mark.start == first || mark.end >= draft.end || self.grammar.document.lower(mark.start) != "that"
        });
        let finite = draft.group.is_some_and(|group| group.is_finite());
        // "he would consider it" says something itself, though it points to a thing.
        let points = points && (!finite || self.grammar.marks.at(Class::Pointing, first).is_some());
        // "to lie to them" tells of a lie and calls nothing one.
        let document = self.grammar.document;
        let verdict = self
            .grammar
            .marks
            .of(Class::Denial, draft.start..draft.end)
            .any(|mark| document.lower(mark.start.wrapping_sub(1)) != "to");
        // "it never ends" says something of its own; "it happened" denies only under a verb that does.
        (points && (!finite || (length <= 5 && (verdict || self.denied_by_cue(at)))))
            || (verdict && length <= 3 && !finite)
    }

    /// Whether the reporting verb itself denies ("denied", "rejected").
    pub(super) fn denied_by_cue(&self, at: usize) -> bool {
        let attribution = self.drafts.get(at).and_then(|draft| draft.attribution(self.attributions));
        attribution
            .and_then(|attribution| attribution.cue)
            .is_some_and(|cue| self.grammar.marks.has(Class::Deny, self.grammar.document.tokens_in(cue)))
    }

    /// The writer's own verdict on a report ("The claim that ... is not true").
    pub(super) fn is_verdict(&self, at: usize) -> bool {
        let document = self.grammar.document;
        self.drafts.get(at).filter(|draft| draft.owner.is_none()).is_some_and(|draft| {
            self.grammar.marks.of(Class::Denial, draft.start..draft.end).any(|mark| {
                let before = mark.start.wrapping_sub(1);
                self.grammar.voices.owner(mark.start).is_none()
                    && (is_be(document.lower(before)) || is_be(document.lower(before.wrapping_sub(1))))
            })
        })
    }

    /// "no passwords were taken" against "some passwords were readable": the negated thing itself is what the other tells of.
    fn denies_the_thing(&self, at: usize, other: usize) -> bool {
        let Some((draft, theirs)) = self.drafts.get(at).zip(self.words(other)) else { return false };
        let Some(own) = self.words(at) else { return false };
        // One word in common of many is a topic and no answer.
        if own.len() > own.shared(theirs) + 1 || self.fails_alike(at, other) || self.has_another_subject(at, other) {
            return false;
        }
        let document = self.grammar.document;
        let Some(negator) =
            draft.tokens().take(6).find(|at| matches!(document.lower(*at), "no" | "none" | "not" | "without" | "zero"))
        else {
            return false;
        };
        let phrase = (negator + 1..draft.end.min(negator + 6)).take_while(|at| {
            matches!(document.token(*at).pos, Pos::Noun | Pos::Adj | Pos::Num) || document.lower(*at) == "one"
        });
        // "the goal is not revenue" says what it is; "these are not whistles" has nothing else to say.
        let copular = |at: usize| self.drafts.get(at).and_then(|draft| draft.group).is_some_and(|group| group.copula);
        let same = || self.negated_word(other).is_some_and(|word| own.has(&word));
        if document.lower(negator) == "not" && (own.len() > 1 || !copular(other) || !same()) {
            return false;
        }
        // "no wall will fix this" says something of the wall; only a verb that says little leaves the thing denied.
        if draft.group.is_some_and(|group| group.start > negator) && own.len() > own.shared(theirs) {
            return false;
        }
        // All of its nouns: "no side effects" is not about "the effect".
        let mut nouns = phrase.filter(|at| document.token(*at).pos == Pos::Noun).peekable();
        nouns.peek().is_some() && nouns.all(|noun| stem(self.grammar, noun).is_some_and(|stem| theirs.has(&stem)))
    }

    /// Whether the second claim speaks of the claimer of the first.
    pub(super) fn names(&self, at: usize, other: usize) -> bool {
        let Some(attribution) = self.drafts.get(at).and_then(|draft| draft.attribution(self.attributions)) else {
            return false;
        };
        let document = self.grammar.document;
        let Some(target) = self.drafts.get(other) else { return false };
        attribution
            .source
            .iter()
            .chain(&attribution.source_name)
            .flat_map(|span| document.tokens_in(*span).take(12))
            .filter(|token| document.form(*token).starts_with(char::is_uppercase) && document.lower(*token).len() > 3)
            .any(|token| target.tokens().take(40).any(|theirs| document.lower(theirs) == document.lower(token)))
    }
}
