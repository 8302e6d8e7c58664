//! Which claims a negative one answers: the most alike, what it points back to, or the last word of the other side.

use super::words::stem;
use super::{Scene, WINDOW};
use crate::extract::claims::clauses::Kind;
use crate::extract::claims::draft::Draft;
use crate::extract::claims::lexicons::Class;
use crate::extract::types::Claim;
use crate::text::Pos;
use crate::vocabulary::{Act, Certainty, Polarity};

/// The least likeness of a denial and what it denies, in percent of the shorter one's words and bonuses.
const LEAST: u32 = 60;
/// The same where no verb of the writer denies: on newspaper text such pairs were right one time in ten, the others more than every second.
const LEAST_BY_CONTENT: u32 = 80;
/// And how many claims away such a one may answer; so near it needs to be no more alike than others.
const NEAR: usize = 8;
const NEXT: usize = 2;

impl Scene<'_> {
    /// The claims that a negative one answers: the best by likeness and those nearly as good; at most three.
    pub(super) fn targets(&self, claims: &[Claim], at: usize) -> Vec<usize> {
        let Some(claim) = claims.get(at) else { return Vec::new() };
        if let Some(other) = self.liar(claims, at) {
            return vec![other];
        }
        if claim.polarity != Polarity::Negative && claim.act != Act::Deny {
            return Vec::new();
        }
        if let Some(other) = self.absence(claims, at) {
            return vec![other];
        }
        if let Some(other) = self.retort(claims, at) {
            return vec![other];
        }
        let judged = self.judged(claims, at);
        if !judged.is_empty() {
            return judged;
        }
        let from = at.saturating_sub(WINDOW);
        let mut scored: Vec<(u32, usize)> = (from..claims.len().min(at + 12))
            .filter(|other| *other != at && !self.same_voice(at, *other))
            .filter_map(|other| Some((self.likeness(claim, at, claims.get(other)?, other), other)))
            .filter(|(score, other)| {
                let (far, told) = (at.abs_diff(*other), self.denied_by_cue(at) || self.is_verdict(at));
                let least = if told || far <= NEXT { LEAST } else { LEAST_BY_CONTENT };
                *score >= least && (told || far <= NEAR)
            })
            .collect();
        scored.sort_by_key(|(score, other)| (u32::MAX - score, at.abs_diff(*other)));
        let best = scored.first().map_or(0, |(score, _)| *score);
        if scored.is_empty() {
            return self.last_word(claims, claim, at).into_iter().collect();
        }
        let keep = if self.points_back(claim, at) { 1 } else { 3 };
        let mut out: Vec<usize> =
            scored.into_iter().take(keep).filter(|(score, _)| score * 10 >= best * 8).map(|(_, other)| other).collect();
        // Beside the best only charges that say the same.
        let first = out.first().copied();
        out.retain(|other| Some(*other) == first || claims.get(*other).is_some_and(|target| target.act == Act::Accuse));
        self.fellows(claims, at, &mut out);
        out
    }

    /// "The claim that A is not true": what the writer's verdict holds, and where the same voice says the same again.
    fn judged(&self, claims: &[Claim], at: usize) -> Vec<usize> {
        let Some(draft) = self.drafts.get(at).filter(|_| self.is_verdict(at)) else { return Vec::new() };
        let inside = |other: &usize| {
            self.drafts.get(*other).is_some_and(|inner| {
                inner.owner.is_some()
                    && inner.sentence == draft.sentence
                    && draft.start < inner.start
                    && inner.end <= draft.end
            })
        };
        let Some(inner) = (at + 1..(at + 4).min(claims.len())).find(inside) else { return Vec::new() };
        let again = (inner + 1..(inner + WINDOW).min(claims.len())).filter(|other| {
            let positive = claims.get(*other).is_some_and(|claim| claim.polarity == Polarity::Positive);
            let said_again =
                self.words(inner).zip(self.words(*other)).is_some_and(|(a, b)| a.shared(b) >= 3 && a.alike(b) >= 50);
            positive && said_again && self.same_voice(inner, *other)
        });
        [inner].into_iter().chain(again.take(3)).collect()
    }

    /// An accusation that says the same as the one that was answered is answered, too.
    fn fellows(&self, claims: &[Claim], at: usize, targets: &mut Vec<usize>) {
        let Some(&first) = targets.first().filter(|first| **first < at) else { return };
        let accused = claims.get(first).is_some_and(|claim| claim.act == Act::Accuse);
        if !accused || claims.get(at).is_none_or(|claim| claim.act != Act::Deny) {
            return;
        }
        let near = first.saturating_sub(2)..(first + 3).min(at);
        for other in near.filter(|other| *other != first) {
            let alike =
                self.words(first).zip(self.words(other)).is_some_and(|(a, b)| a.shared(b) >= 3 && a.alike(b) >= 40);
            let same_act = claims.get(other).is_some_and(|claim| claim.act == Act::Accuse);
            if alike && same_act && !self.same_voice(at, other) && !targets.contains(&other) && targets.len() < 3 {
                targets.push(other);
            }
        }
    }

    /// "That is a lie", "It's not true": answers what another voice said last, even when that was a denial.
    fn retort(&self, claims: &[Claim], at: usize) -> Option<usize> {
        let draft = self.drafts.get(at).filter(|draft| draft.owner.is_some())?;
        let group = draft.group.filter(|group| group.copula)?;
        let document = self.grammar.document;
        let first = draft.first_word(self.grammar);
        let bare = matches!(document.lower(first), "that" | "this" | "it") && group.start == first + 1;
        let verdict = self.grammar.marks.of(Class::Denial, group.start..draft.end.min(group.end + 3)).next().is_some();
        let brief = draft.end - first <= 6;
        let other = at.checked_sub(1).filter(|_| bare && verdict && brief)?;
        let said = claims.get(other).is_some_and(|target| {
            target.attribution.is_some() && target.polarity == Polarity::Negative && target.act != Act::Demand
        });
        (said && !self.same_voice(at, other) && self.sentence(other) + 1 >= self.sentence(at)).then_some(other)
    }

    /// "the man is lying": answers the last statement of another voice.
    fn liar(&self, claims: &[Claim], at: usize) -> Option<usize> {
        let draft = self.drafts.get(at).filter(|draft| draft.owner.is_some())?;
        let group = draft.group?;
        let document = self.grammar.document;
        let lies = matches!(document.lower(group.head), "lying" | "lied" | "lies" | "fabricated")
            || (group.copula && (group.end..group.end + 3).any(|at| matches!(document.lower(at), "liar" | "liars")));
        let negated = claims.get(at).is_some_and(|claim| claim.polarity == Polarity::Negative);
        // "lied about the weapons" is a charge of its own; "thought she was a liar" is an opinion and no answer.
        let lie = (group.end..group.end + 3).find(|at| matches!(document.lower(*at), "liar" | "liars"));
        let charge = (lie.unwrap_or(group.head) + 1..draft.end)
            .find(|at| !self.grammar.is_punctuation(*at))
            .is_some_and(|next| {
                let told = document.lower(next) == "to"
                    && matches!(document.token(next + 1).pos, Pos::Det | Pos::Noun | Pos::Propn);
                told || matches!(document.lower(next), "about" | "on" | "when" | "in" | "by" | "during")
                    && !matches!(document.lower(next + 1), "it" | "this" | "that" | "everything")
            });
        if !lies || negated || charge || group.head >= draft.end || self.only_thought(at) {
            return None;
        }
        let other = self.last_statement(claims, at, 3).filter(|other| self.sentence(*other) != self.sentence(at))?;
        // "Lind lied" answers Lind.
        let named = (draft.start..group.start).any(|at| document.token(at).pos == Pos::Propn);
        let speaker = self.drafts.get(other).and_then(|draft| draft.attribution(self.attributions))?;
        let same =
            speaker.source.iter().chain(&speaker.source_name).flat_map(|span| document.tokens_in(*span)).any(|token| {
                (draft.start..group.start)
                    .any(|at| document.token(at).pos == Pos::Propn && document.lower(at) == document.lower(token))
            });
        (!named || same).then_some(other)
    }

    /// "found no sign of the work", "contains no such clause": what was looked for and is not there was claimed just before.
    fn absence(&self, claims: &[Claim], at: usize) -> Option<usize> {
        let draft = self.drafts.get(at)?;
        let document = self.grammar.document;
        let mut tokens = draft.start..draft.end;
        let no_such = tokens.clone().any(|at| document.lower(at) == "no" && document.lower(at + 1) == "such");
        let says = no_such
            || tokens.any(|at| {
                document.lower(at) == "no"
                    && matches!(document.lower(at + 1), "sign" | "signs" | "trace" | "traces" | "record" | "evidence")
                    && document.lower(at + 2) == "of"
                    && matches!(
                        document.lower(at + 3),
                        "the" | "this" | "that" | "any" | "such" | "it" | "these" | "those"
                    )
            });
        if !says || (no_such && draft.owner.is_none()) {
            return None;
        }
        // What speaks of the thing that is not there comes before what was said last.
        let thing = tokens_after_of(self, draft).collect::<Vec<_>>();
        let speaks = |other: &usize| {
            self.is_statement_of_another(claims, at, *other)
                && self.sentence(*other) + 6 >= self.sentence(at)
                && self.words(*other).is_some_and(|words| thing.iter().any(|stem| words.has(stem)))
        };
        (at.saturating_sub(12)..at).rev().find(speaks).or_else(|| self.last_statement(claims, at, 1))
    }

    /// A denial of wrongdoing in other words answers the nearest accusation by another voice; one in the lead may come first. A cue
    /// that denies answers what was said just before, when they have anything in common.
    fn last_word(&self, claims: &[Claim], claim: &Claim, at: usize) -> Option<usize> {
        let draft = self.drafts.get(at)?;
        if claim.act != Act::Deny || !self.denies_a_saying(at) || !self.is_assertion(at) {
            return None;
        }
        let tokens = draft.start..draft.end;
        let about_wrong = self.speaks_of_wrong(tokens.clone()) || self.grammar.marks.has(Class::Denial, tokens);
        let by_cue = self.denied_by_cue(at);
        let by_self = matches!(self.grammar.document.lower(draft.first_word(self.grammar)), "i" | "we" | "my" | "our");
        // "there is no crime" fits any charge; what says more must have a word of it, or a name.
        let says_little = self.words(at).is_some_and(|words| words.len() <= 2);
        let brief = draft.end - draft.start <= 12;
        let accusing = |other: &usize| {
            claims.get(*other).is_some_and(|target| target.act == Act::Accuse && target.attribution.is_some())
                && (by_cue || at.abs_diff(*other) <= 12)
                && !self.only_unproved(claims, at, *other)
                && !self.is_open(*other)
                && !self.same_voice(at, *other)
                && (by_cue || by_self || brief || self.names(at, *other))
                && (says_little || ((by_cue || by_self) && self.names(at, *other)) || self.shares(at, *other))
                && self.may_be_meant(at, *other)
        };
        if about_wrong
            && let Some(found) = (at.saturating_sub(20)..at)
                .rev()
                .find(accusing)
                .or_else(|| (at + 1..at + 4).find(|other| by_cue && accusing(other)))
        {
            return Some(found);
        }
        let other = self.last_statement(claims, at, 1).filter(|other| by_cue && self.may_be_meant(at, *other))?;
        let document = self.grammar.document;
        // "denied responsibility": a thing and no sentence, so what stands before must be meant.
        let thing = draft.group.is_none() && draft.end - draft.start <= 4;
        let says = |words: &[&str]| draft.tokens().take(3).any(|at| words.contains(&document.lower(at)));
        let anybody = says(&["anyone", "anybody"]);
        // "denied any part in it" answers what was said of the one who denies.
        let finite = draft.group.is_some_and(|group| group.is_finite());
        let blamed = !finite && says(&["any", "anything", "wrongdoing"]) && self.names(at, other);
        let shared = self.words(at).zip(self.words(other)).map_or(0, |(a, b)| a.shared(b));
        let common = thing || anybody || blamed || shared > u32::from(finite);
        common.then_some(other)
    }

    /// That there is no proof does not rule out what may be.
    fn only_unproved(&self, claims: &[Claim], at: usize, other: usize) -> bool {
        claims.get(other).is_some_and(|target| target.certainty == Certainty::Possible) && self.lacks_proof(at)
    }

    fn shares(&self, a: usize, b: usize) -> bool {
        self.words(a).zip(self.words(b)).is_some_and(|(a, b)| a.shared(b) > 0)
    }

    /// The nearest earlier statement of another voice, at most so many sentences before.
    fn last_statement(&self, claims: &[Claim], at: usize, sentences: usize) -> Option<usize> {
        (at.saturating_sub(8)..at).rev().find(|other| {
            self.is_statement_of_another(claims, at, *other) && self.sentence(*other) + sentences >= self.sentence(at)
        })
    }

    /// Whether another voice states something positive, in a clause of its own.
    fn is_statement_of_another(&self, claims: &[Claim], at: usize, other: usize) -> bool {
        claims.get(other).is_some_and(|target| {
            target.attribution.is_some()
                && target.polarity == Polarity::Positive
                && !matches!(target.act, Act::Demand | Act::Opine | Act::Deny)
        }) && !self.same_voice(at, other)
            && self.drafts.get(other).is_some_and(|draft| draft.kind == Kind::Main)
    }
}

/// The stems behind the first "of" after "no", or behind "no such": what was looked for.
fn tokens_after_of<'a>(scene: &'a Scene<'_>, draft: &'a Draft) -> impl Iterator<Item = String> + 'a {
    let document = scene.grammar.document;
    let no = (draft.start..draft.end).find(|at| document.lower(*at) == "no").unwrap_or(draft.end);
    (no + 2..draft.end.min(no + 8))
        .take_while(|at| !scene.grammar.is_punctuation(*at))
        .filter_map(|at| stem(scene.grammar, at))
        .take(2)
}
