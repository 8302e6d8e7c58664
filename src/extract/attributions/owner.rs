//! Whose view or count a sentence hangs on: "in her view", "by the ministry's count", "if Ukraine's figures are accurate". The noun is the
//! cue, its owner the source, the clause beside it the content.

use std::ops::Range;

use super::candidate::{Candidate, Construction, Manner};
use super::chunk;
use super::content;
use super::group;
use super::view::View;

/// Nouns of judgement and reckoning: behind "in", "on", "by", "from".
const VIEWS: &[&str] = &[
    "account",
    "admission",
    "analysis",
    "assessment",
    "calculation",
    "calculations",
    "count",
    "estimate",
    "estimates",
    "estimation",
    "figures",
    "judgement",
    "judgment",
    "opinion",
    "reading",
    "reckoning",
    "tally",
    "telling",
    "view",
];

/// Nouns of data and statements: behind "if", "should".
const STATEMENTS: &[&str] = &[
    "account",
    "analysis",
    "calculations",
    "claim",
    "claims",
    "count",
    "data",
    "estimate",
    "estimates",
    "figures",
    "numbers",
    "projections",
    "report",
    "reports",
    "results",
    "statistics",
    "story",
    "survey",
    "tally",
    "version",
];

/// The report whose noun stands at `at`.
pub(super) fn find(view: &View<'_, '_>, at: usize) -> Option<Candidate> {
    let low = view.low(at);
    let lemma = VIEWS.iter().chain(STATEMENTS).find(|noun| **noun == low)?;
    let region = view.region(at);
    let owner = owner(view, at, &region)?;
    let head = owner.start.checked_sub(1).filter(|head| *head >= region.start)?;
    let opens = head == region.start
        || view.is_punct(head - 1)
        || matches!(view.low(head - 1), "and" | "but" | "that" | "least" | "even" | "only");
    let content = match view.low(head) {
        "in" | "on" | "by" | "from" if VIEWS.contains(&low) => beside(view, head, at + 1, &region, opens),
        "if" if STATEMENTS.contains(&low) && opens && group::is_auxiliary(view, at + 1) => {
            let comma = (at + 1..region.end).take(12).find(|i| view.form(*i) == ",")?;
            let end = content::end(view, comma + 1, &region);
            (end > comma + 2).then(|| vec![comma + 1..end])
        }
        _ => None,
    }?;
    Some(Candidate {
        anchor: at,
        cue: Some(at..at + 1),
        source: Some(owner.clone()),
        sources: vec![owner],
        content,
        limit: usize::MAX,
        construction: Construction::Owner,
        lemma,
        weak: false,
        manner: Manner::default(),
        confidence: 0.0,
    })
}

/// "her", "Ukraine's", "the ministry's" before a noun and its adjectives.
fn owner(view: &View<'_, '_>, at: usize, region: &Range<usize>) -> Option<Range<usize>> {
    let mut left = at;
    while left > region.start && left + 3 > at && matches!(view.pos(left - 1), crate::text::Pos::Adj) {
        left -= 1;
    }
    let last = left.checked_sub(1).filter(|last| *last >= region.start)?;
    if view.is_possessive(last) {
        return (!matches!(view.low(last), "my" | "your" | "our")).then(|| last..last + 1);
    }
    let holder = last.checked_sub(1).filter(|_| chunk::is_genitive(view, last))?;
    let start = chunk::base_start(view, holder, region.start);
    (start < last).then(|| start..last + 1)
}

/// The clause around "in her view": behind its comma, before its comma, or both.
fn beside(
    view: &View<'_, '_>,
    head: usize,
    after: usize,
    region: &Range<usize>,
    opens: bool,
) -> Option<Vec<Range<usize>>> {
    let comma = view.form(after) == ",";
    let before = head.checked_sub(1).filter(|mark| *mark > region.start && view.form(*mark) == ",");
    let ends = after >= region.end || view.is_final(after) || matches!(view.form(after), ";" | ":");
    let mut content = Vec::new();
    if let Some(mark) = before.filter(|_| comma || ends) {
        let start = content::skip_openers(view, content::clause_start(view, mark, region.start), mark);
        let end = content::trim_end(view, start, mark);
        if end > start {
            content.push(start..end);
        }
    }
    if comma && (opens || !content.is_empty()) {
        let end = content::end(view, after + 1, region);
        if end > after + 1 {
            content.push(after + 1..end);
        }
    }
    (!content.is_empty()).then_some(content)
}
