//! A claim in the making: its clause, its spans, its condition, and the views of it that the attribute rules share.

use std::ops::Range;

use super::clauses::{Clause, Grammar, Kind};
use super::condition;
use super::regions::Region;
use super::verbs::Group;
use crate::extract::types::Attribution;
use crate::span::Span;
use crate::text::TokenKind;

/// One proposition with where it stands and who answers for it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) sentence: usize,
    /// Index of the attribution; none for the writer.
    pub(super) owner: Option<usize>,
    pub(super) kind: Kind,
    /// Token ranges of the claim, the repeated subject first.
    pub(super) runs: Vec<Range<usize>>,
    /// Where the clause itself begins (after a repeated subject).
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) group: Option<Group>,
    /// Tokens of the if, unless or without clause.
    pub(super) condition: Option<Range<usize>>,
}

impl Draft {
    /// From a clause; none when nothing is left to claim.
    pub(super) fn new(grammar: &Grammar<'_>, region: &Region, clause: &Clause) -> Option<Self> {
        let mut tokens = clause.tokens.clone();
        let condition = condition::take(grammar, &mut tokens);
        let start = *tokens.first()?;
        let end = tokens.last()? + 1;
        let mut runs = ranges(&clause.subject);
        runs.extend(ranges(&tokens));
        let mut group = clause.group.and_then(|index| grammar.groups.get(index)).copied();
        if group.is_some_and(|group| group.head < start || group.head >= end) {
            // The first verb was the condition's.
            let inside = grammar.groups_in(start..end);
            let groups = grammar.groups.get(inside).unwrap_or_default();
            group = groups.iter().find(|group| group.is_finite()).or(groups.first()).copied();
        }
        Some(Self {
            sentence: region.sentence,
            owner: region.owner,
            kind: clause.kind,
            runs,
            start,
            end,
            group,
            condition,
        })
    }

    /// The byte spans of the claim.
    pub(super) fn spans(&self, grammar: &Grammar<'_>) -> Vec<Span> {
        self.runs.iter().map(|run| grammar.document.cover(run.clone())).collect()
    }

    /// Every token of the claim, in the order of its spans.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.runs.iter().flat_map(Clone::clone)
    }

    /// The first word of the clause, after any quotation mark.
    pub(super) fn first_word(&self, grammar: &Grammar<'_>) -> usize {
        (self.start..self.end).find(|at| grammar.document.token(*at).kind != TokenKind::Punct).unwrap_or(self.start)
    }

    /// Whether its group is an ability or wish of the past and not a possibility ("could not confirm", "would not say").
    pub(super) fn is_past_refusal(&self, grammar: &Grammar<'_>) -> bool {
        let Some(group) = self.group else { return false };
        let negated = (self.start..group.end).any(|at| {
            matches!(grammar.document.lower(at), "not" | "n't" | "neither" | "none" | "no" | "never" | "nobody")
        });
        match grammar.document.lower(group.start) {
            "could" => negated,
            "would" => {
                negated
                    && self.owner.is_none()
                    && matches!(
                        grammar.document.lower(group.head),
                        "say" | "comment" | "confirm" | "discuss" | "elaborate" | "name" | "disclose"
                    )
            }
            _ => false,
        }
    }

    /// Where the proposition itself is said: from its start to the first clause that hangs below it.
    pub(super) fn scope(&self, grammar: &Grammar<'_>) -> Range<usize> {
        let from = self.group.map_or(self.start, |group| group.end);
        let end = (from..self.end).find(|at| is_barrier(grammar, *at)).unwrap_or(self.end);
        self.start..end
    }

    /// The attribution of the claim.
    pub(super) fn attribution<'a>(&self, attributions: &'a [Attribution]) -> Option<&'a Attribution> {
        self.owner.and_then(|owner| attributions.get(owner))
    }
}

/// Opens a clause whose negation and hedges are its own.
fn is_barrier(grammar: &Grammar<'_>, at: usize) -> bool {
    let document = grammar.document;
    let word = document.lower(at);
    match word {
        "who" | "which" | "whose" | "whom" | "because" | "when" | "after" | "before" | "since" | "if" | "unless"
        | "while" | "although" | "though" | "where" | "whereas" | "until" => true,
        "as" => matches!(document.lower(at + 1), "the" | "it" | "he" | "she" | "they" | "a" | "an"),
        // A relative "that" hangs on a noun and is followed by a verb.
        "that" => grammar.groups_in(at + 1..at + 2).next().is_some(),
        _ => false,
    }
}

/// Tokens in order as contiguous ranges.
fn ranges(tokens: &[usize]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for &at in tokens {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}
