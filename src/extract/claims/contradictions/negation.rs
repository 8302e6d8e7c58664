//! What exactly a negative claim says no to: its predicate, a thing, a saying; and whether it says no to a fact at all.
//!
//! Knows one claim and its words; chooses no target. Source: scope and focus of negation (Huddleston and Pullum 2002, 9.1-9.3; *SEM 2012
//! shared task, Morante and Blanco 2012).

use std::ops::Range;

use super::Scene;
use super::words::stem;
use crate::extract::claims::clauses::Kind;
use crate::extract::claims::draft::Draft;
use crate::extract::claims::lexicons::Class;
use crate::extract::claims::polarity;
use crate::text::Pos;

/// Verbs that leave the saying to their object ("made an offer", "had no plans", "used force").
const LIGHT_VERBS: &[&str] = &[
    "are", "be", "been", "being", "did", "do", "does", "doing", "done", "gave", "get", "give", "given", "giving",
    "got", "had", "has", "have", "having", "held", "hold", "is", "made", "make", "makes", "making", "take", "taken",
    "taking", "took", "use", "used", "uses", "using", "want", "wanted", "wants", "was", "were",
];

impl Scene<'_> {
    /// The stem that a negative clause turns on: its verb, or the object of a verb that says nothing by itself.
    pub(super) fn negated_word(&self, at: usize) -> Option<String> {
        let draft = self.drafts.get(at)?;
        let group = draft.group?;
        let light = group.copula || LIGHT_VERBS.binary_search(&self.grammar.document.lower(group.head)).is_ok();
        if !light {
            return stem(self.grammar, group.head);
        }
        self.object_of(at)
    }

    /// The head of the noun phrase behind a verb that says something itself ("does not keep statistics"): it must come again, too.
    pub(super) fn negated_object(&self, at: usize) -> Option<String> {
        let group = self.drafts.get(at)?.group.filter(|group| !group.copula)?;
        let after = self.grammar.document.token(group.end).pos;
        matches!(after, Pos::Det | Pos::Noun | Pos::Num).then(|| self.object_of(at)).flatten()
    }

    /// The head of what follows the verb. The phrase behind a preposition is not what is denied ("would have none with A").
    fn object_of(&self, at: usize) -> Option<String> {
        let draft = self.drafts.get(at)?;
        let group = draft.group?;
        let document = self.grammar.document;
        let object = (group.end..draft.end.min(group.end + 6))
            .take_while(|at| group.copula || document.token(*at).pos != Pos::Adp)
            .skip_while(|at| stem(self.grammar, *at).is_none());
        let phrase = object.take_while(|at| {
            matches!(document.token(*at).pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb)
                || document.lower(*at) == "-"
        });
        let mut head = None;
        for at in phrase {
            let nominal = matches!(document.token(at).pos, Pos::Noun | Pos::Propn);
            if head.is_none() || nominal {
                head = stem(self.grammar, at).or(head);
            }
            if !nominal && document.token(at).pos == Pos::Verb {
                break;
            }
        }
        head
    }

    /// Whether a clause states something. What ought to be, what cannot be borne and what only holds under a condition answer no
    /// statement ("shall not be touched", "as long as we are not breaking a law"); nor does "few".
    pub(super) fn is_assertion(&self, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let document = self.grammar.document;
        let first = draft.first_word(self.grammar);
        let leading = draft.runs.first().map_or(first, |run| run.start);
        let quantified = (leading..leading + 2).any(|at| matches!(document.lower(at), "few" | "little" | "hardly"));
        let conditional = matches!(document.lower(first), "if" | "unless" | "whether" | "lest")
            || (matches!(document.lower(first), "as" | "so") && document.lower(first + 1) == "long");
        // "I don't know much about it": says nothing of the matter.
        let ignorant = matches!(document.lower(first), "i" | "we")
            && draft.group.is_some_and(|group| {
                matches!(document.lower(group.head), "know" | "remember" | "recall" | "think" | "care" | "understand")
            });
        // "No deal, no work": a slogan.
        let slogan = draft.group.is_none() && draft.tokens().filter(|at| document.lower(*at) == "no").count() > 1;
        !(quantified || conditional || ignorant || slogan || self.is_modal(draft) || self.ranks_by_negation(draft))
    }

    /// What ought not or cannot be: "should never have been given", "the point is you cannot have both", "there is no way to tell", "was
    /// wrong to say he had not".
    fn is_modal(&self, draft: &Draft) -> bool {
        let document = self.grammar.document;
        let verb = draft.group.is_some_and(|group| {
            matches!(document.lower(group.start), "should" | "shall" | "must" | "ought" | "cannot" | "can")
        });
        verb || draft.tokens().any(|at| match document.lower(at) {
            "not" | "n't" => matches!(document.lower(at.wrapping_sub(1)), "can" | "ca" | "should" | "shall" | "must"),
            "no" => (at + 1..at + 3).any(|at| document.lower(at) == "way"),
            "wrong" => (at + 1..draft.end).any(|at| matches!(document.lower(at), "not" | "n't" | "never")),
            _ => false,
        })
    }

    /// "Nothing is more important than work": a superlative.
    fn ranks_by_negation(&self, draft: &Draft) -> bool {
        let document = self.grammar.document;
        draft.group.is_some_and(|group| {
            let negator = (draft.start..group.end + 3)
                .any(|at| matches!(document.lower(at), "nothing" | "nobody" | "never" | "no" | "none"));
            negator && (group.end..draft.end).any(|at| document.lower(at) == "than")
        })
    }

    /// Whether a cue of denial has something that was said for its object. One denies, refutes or disputes what is said, or a deed; but
    /// one rejects an offer, challenges a rival and dismisses a minister. What a relative clause adds was never denied.
    pub(super) fn denies_a_saying(&self, at: usize) -> bool {
        if !self.denied_by_cue(at) {
            return true;
        }
        let Some(draft) = self.drafts.get(at) else { return false };
        let document = self.grammar.document;
        // "denied his party the victory" took it away; the second determiner tells.
        let first = draft.first_word(self.grammar);
        let determiners = (first..draft.end)
            .take_while(|at| {
                matches!(document.token(*at).pos, Pos::Det | Pos::Pron | Pos::Adj | Pos::Noun | Pos::Propn)
            })
            .filter(|at| matches!(document.lower(*at), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "any"))
            .count();
        if draft.kind == Kind::Relative || (draft.group.is_none() && determiners > 1) {
            return false;
        }
        let cue = draft
            .attribution(self.attributions)
            .and_then(|attribution| attribution.cue)
            .map_or(0..0, |cue| document.tokens_in(cue));
        let of_things = cue.into_iter().any(|at| {
            let word = document.lower(at);
            [
                "reject", "dismiss", "challeng", "contest", "brush", "repudiat", "disown", "disavow", "shoot", "shot",
                "play", "push",
            ]
            .iter()
            .any(|stem| word.starts_with(stem))
        });
        let finite = draft.group.is_some_and(|group| {
            group.is_finite()
                && group.start > first
                && !(first + 1..group.start).any(|at| {
                    self.grammar.is_punctuation(at)
                        || matches!(document.lower(at), "that" | "who" | "which" | "where" | "to")
                })
        });
        let pronoun = matches!(document.lower(first), "it" | "that" | "this" | "these" | "those" | "them")
            && draft.tokens().filter(|at| !self.grammar.is_punctuation(*at)).count() == 1;
        // "dismissed the story about the mails": a topic, and nothing that somebody said of it.
        let saying = self.grammar.marks.of(Class::Saying, first..draft.end.min(first + 8)).any(|mark| {
            let topic = matches!(document.lower(mark.end), "about" | "on" | "over" | "surrounding" | "around")
                || (document.lower(mark.start).starts_with("critic") && document.lower(mark.end) == "of");
            !topic
        });
        !of_things || finite || pronoun || saying
    }

    /// "That is not A" far from what "that" is.
    pub(super) fn is_far_pronoun(&self, at: usize, other: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let first = draft.runs.first().map_or(draft.start, |run| run.start);
        let pronoun = matches!(
            self.grammar.document.lower(first.max(draft.first_word(self.grammar))),
            "it" | "that" | "this" | "these" | "those" | "they"
        );
        pronoun && at.abs_diff(other) > 8
    }

    /// "refused to answer" beside "will refuse to answer": the same refusal twice; so is "pay zero".
    pub(super) fn fails_alike(&self, at: usize, other: usize) -> bool {
        let Some((draft, target)) = self.drafts.get(at).zip(self.drafts.get(other)) else { return false };
        let none = target.tokens().any(|at| {
            let word = self.grammar.document.lower(at);
            matches!(word, "zero" | "nothing" | "none" | "against" | "without") || word.starts_with("oppos")
        });
        let same_verb = draft.group.is_some_and(|group| {
            self.grammar.marks.at(Class::NegativeVerb, group.head).is_some()
                && stem(self.grammar, group.head)
                    .is_some_and(|own| target.tokens().any(|at| stem(self.grammar, at).as_ref() == Some(&own)))
        });
        none || same_verb
    }

    /// Whether a claim is only asked about or supposed.
    pub(super) fn is_open(&self, at: usize) -> bool {
        let document = self.grammar.document;
        let Some(draft) = self.drafts.get(at) else { return true };
        let cue = draft.attribution(self.attributions).and_then(|attribution| attribution.cue);
        let asked = cue.is_some_and(|cue| {
            document.tokens_in(cue).any(|at| matches!(document.lower(at), "ask" | "asks" | "asked" | "asking"))
        });
        asked || matches!(document.lower(draft.first_word(self.grammar)), "if" | "whether" | "unless")
    }

    /// Whether a copula says no to what the other clause says of its subject: "this is no campaign" is not about "supports the campaign".
    pub(super) fn same_predicate(&self, at: usize, other: usize) -> bool {
        let copular = self
            .drafts
            .get(at)
            .and_then(|draft| draft.group)
            .is_some_and(|group| group.copula && polarity::negator_in(self.grammar, group.start..group.end + 2));
        !copular || self.negated_word(at) == self.negated_word(other)
    }

    /// "had no direct evidence that": says only what is not known.
    pub(super) fn lacks_proof(&self, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let document = self.grammar.document;
        draft.tokens().any(|at| {
            document.lower(at) == "no"
                && (at + 1..at + 5).any(|at| matches!(document.lower(at), "evidence" | "proof" | "indication"))
        })
    }

    /// Whether the negator stands at the verb of the clause or before it, and not in a lower clause ("used it as I did not like").
    pub(super) fn negates_its_verb(&self, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let Some(group) = draft.group else { return true };
        let from = draft.runs.first().map_or(draft.start, |run| run.start.min(draft.start));
        let negative = self.grammar.marks.at(Class::NegativeVerb, group.head).is_some();
        negative || polarity::negator_in(self.grammar, from..group.end + 4)
    }

    /// "the claim of progress": the object of the denial tells what was said.
    pub(super) fn tells_its_topic(&self, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let first = draft.first_word(self.grammar);
        self.grammar
            .marks
            .of(Class::Saying, first..draft.end.min(first + 4))
            .any(|mark| mark.end < draft.end && self.grammar.document.lower(mark.end) == "of")
    }

    /// Whether an accusation is one by its cue, or by a wrong that it tells of.
    pub(super) fn charges(&self, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at) else { return false };
        let tokens = draft.start..draft.end;
        self.speaks_of_wrong(tokens.clone()) || !self.grammar.marks.has(Class::Wrongdoing, tokens)
    }

    /// Whether a word of wrongdoing says what is denied; before a noun it only tells which thing is meant ("illegal immigration").
    pub(super) fn speaks_of_wrong(&self, tokens: Range<usize>) -> bool {
        let document = self.grammar.document;
        self.grammar.marks.of(Class::Wrongdoing, tokens).any(|mark| {
            let modifier = document.token(mark.end.wrapping_sub(1)).pos == Pos::Adj
                && matches!(document.token(mark.end).pos, Pos::Noun | Pos::Propn);
            !modifier
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_verbs_are_sorted_for_the_search() {
        assert!(LIGHT_VERBS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
