//! Remarks of the article on the support of claims: none was given, it was not checked, a document backs it, facts stand against it.

use std::ops::Range;

use crate::extract::claims::clauses::Grammar;
use crate::extract::claims::lexicons::{Class, Mark};
use crate::extract::claims::regions::{LONGEST, Role};
use crate::vocabulary::Evidence;

/// One remark of the article on the support of claims.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    pub(super) sentence: usize,
    pub(super) status: Evidence,
    /// Tokens that say so.
    pub(super) tokens: Range<usize>,
    /// Tokens of what stands before the remark in its sentence: the one of whom it is said.
    pub(super) subject: Range<usize>,
    /// It speaks of a whole statement or of several claims.
    pub(super) wide: bool,
}

/// The remark of a sentence, if it holds one.
pub(super) fn of(grammar: &Grammar<'_>, sentence: usize) -> Option<Remark> {
    let range = grammar.document.sentences.get(sentence)?.tokens.clone();
    let range = range.start..range.end.min(range.start + LONGEST);
    absent(grammar, sentence, range.clone())
        .or_else(|| unverified(grammar, sentence, range.clone()))
        .or_else(|| supported(grammar, sentence, range.clone()))
        .or_else(|| disputed(grammar, sentence, range))
}

/// "did not provide any evidence", "offered no proof", "without citing a source".
fn absent(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let noun = grammar.marks.of(Class::EvidenceNoun, range.clone()).find(|noun| {
        let from = noun.start.saturating_sub(8).max(range.start);
        let giving = grammar.marks.of(Class::Giving, from..noun.start).next_back_mark();
        let Some(giving) = giving else { return false };
        let negated = grammar
            .marks
            .of(Class::Negator, giving.start.saturating_sub(4).max(range.start)..noun.start)
            .next()
            .is_some()
            || grammar.document.lower(giving.start.wrapping_sub(1)) == "without";
        negated && grammar.voices.owner(noun.start).is_none()
    })?;
    let from = noun.start.saturating_sub(8).max(range.start);
    let giving = grammar.marks.of(Class::Giving, from..noun.start).next_back_mark()?;
    let groups = grammar.groups_in(giving.start.saturating_sub(4).max(range.start)..giving.end);
    let start = grammar
        .groups
        .get(groups)
        .unwrap_or_default()
        .iter()
        .find(|group| group.head == giving.start || group.tokens().contains(&giving.start))
        .map_or(giving.start, |group| group.start);
    let start = if grammar.document.lower(start.wrapping_sub(1)) == "without" { start - 1 } else { start };
    let wide = is_wide(grammar, range.clone());
    Some(Remark { sentence, status: Evidence::Absent, tokens: start..noun.end, subject: range.start..start, wide })
}

/// "could not be independently verified", "has not been confirmed", "unconfirmed reports".
fn unverified(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let checking = grammar.marks.of(Class::Verifying, range.clone()).find(|mark| {
        let from = mark.start.saturating_sub(6).max(range.start);
        let negated = grammar.marks.of(Class::Negator, from..mark.start).next().is_some();
        let neither = grammar
            .marks
            .of(Class::Negator, range.start..mark.start)
            .any(|mark| grammar.document.lower(mark.start) == "neither");
        let able = (from..mark.start).any(|at| {
            matches!(grammar.document.lower(at), "could" | "able" | "been" | "unable" | "be" | "independently")
        });
        grammar.voices.owner(mark.start).is_none() && (negated || neither) && able
    })?;
    let from = range.start;
    let passive = (checking.start.saturating_sub(4).max(range.start)..checking.start)
        .any(|at| matches!(grammar.document.lower(at), "be" | "been"));
    let wide = is_wide(grammar, range.clone());
    let end = if passive { checking.end } else { range.end };
    let end = (checking.end..end).find(|at| matches!(grammar.document.lower(*at), "." | "," | ";")).unwrap_or(end);
    // The remark is the whole of a short passive, else from the verb on.
    let start = if passive {
        from
    } else {
        grammar
            .groups
            .get(grammar.groups_in(from..checking.end))
            .unwrap_or_default()
            .iter()
            .find(|group| group.tokens().contains(&checking.start))
            .map_or(checking.start, |group| group.start)
    };
    let subject = if passive { from..checking.start } else { checking.end..end };
    Some(Remark { sentence, status: Evidence::Unverified, tokens: start..end, subject, wide })
}

/// "A memo seen by the paper appears to back that up."
fn supported(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let document = grammar.marks.of(Class::Document, range.clone()).next()?;
    let back = (document.end..range.end).find(|at| {
        matches!(
            grammar.document.lower(*at),
            "back"
                | "backs"
                | "backed"
                | "support"
                | "supports"
                | "supported"
                | "corroborate"
                | "corroborates"
                | "confirms"
                | "bears"
                | "bear"
        )
    })?;
    let points = (back + 1..range.end.min(back + 5)).any(|at| {
        matches!(
            grammar.document.lower(at),
            "that"
                | "this"
                | "it"
                | "claim"
                | "claims"
                | "account"
                | "accounts"
                | "version"
                | "allegation"
                | "allegations"
        )
    });
    let writer = grammar.voices.owner(back).is_none() && grammar.voices.role(back) == Role::Said;
    (points && writer).then_some(Remark {
        sentence,
        status: Evidence::Given,
        tokens: range.start..range.end,
        subject: 0..0,
        wide: false,
    })
}

/// "In fact, two of them were away": the writer sets facts against what was just claimed; "wrongly said".
fn disputed(grammar: &Grammar<'_>, sentence: usize, range: Range<usize>) -> Option<Remark> {
    let mark =
        grammar.marks.of(Class::Disputing, range.clone()).find(|mark| grammar.voices.owner(mark.start).is_none())?;
    let leads = mark.start <= range.start + 1;
    let adverb = matches!(grammar.voices.role(mark.end), Role::Cue(_));
    let corrects = grammar.document.lower(mark.start) == "correction";
    if !(leads || adverb || corrects) {
        return None;
    }
    let tokens = if adverb || corrects { mark.start..mark.end } else { range.clone() };
    Some(Remark { sentence, status: Evidence::Disputed, tokens, subject: 0..0, wide: adverb || corrects })
}

/// Whether a remark speaks of a statement, a report, or of several claims.
fn is_wide(grammar: &Grammar<'_>, range: Range<usize>) -> bool {
    range.clone().any(|at| {
        matches!(
            grammar.document.lower(at),
            "claims"
                | "statement"
                | "allegations"
                | "accusations"
                | "accounts"
                | "reports"
                | "assertions"
                | "neither"
                | "either"
                | "study"
                | "dossier"
        )
    })
}

/// The last mark of an iterator over marks.
trait NextBack {
    fn next_back_mark(self) -> Option<Mark>;
}

impl<I: Iterator<Item = Mark>> NextBack for I {
    fn next_back_mark(self) -> Option<Mark> {
        self.last()
    }
}
