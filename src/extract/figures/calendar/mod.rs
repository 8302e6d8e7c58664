//! Dates and time phrases: what must not be read as a figure, and what says when a figure held.
//!
//! Owns months, weekdays, years, clock times and the phrases around them ("since 2 June", "in the past week", "a year earlier").

mod dates;
mod phrases;

use std::ops::Range;
use std::sync::LazyLock;

use dates::{date, year_shaped};
pub(super) use dates::{digits, month};
use phrases::{event, relative, with_preposition};

use super::view::View;
use super::words::{Words, set};
use crate::span::Span;
use crate::text::Pos;

static PERIODS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/periods.txt")));
static PREPOSITIONS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/time_prepositions.txt")));

/// A stretch of words that says when.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When {
    /// Its tokens, preposition included.
    pub(super) tokens: Range<usize>,
    /// Its bytes.
    pub(super) span: Span,
    /// Numbers inside are parts of a date, never figures.
    pub(super) dated: bool,
    /// A year that only describes a noun ("the 2019 report"): no time of a figure.
    pub(super) modifier: bool,
    /// An event ("during the campaign") rather than a date or a period.
    pub(super) event: bool,
}

/// All time phrases, in order, none overlapping.
pub(super) fn find(view: View<'_>) -> Vec<When> {
    let mut out: Vec<When> = Vec::new();
    for sentence in &view.doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = date(view, at, sentence.tokens.end)
                .map(|end| (end, true, false))
                .or_else(|| {
                    relative(view, at, sentence.tokens.end).map(|end| (end, ends_in_a_date(view, at, end), false))
                })
                .or_else(|| event(view, at, sentence.tokens.end).map(|end| (end, false, true)));
            if let Some((end, dated, is_event)) = found {
                let modifier = end == at + 1
                    && year_shaped(view, at)
                    && end < sentence.tokens.end
                    && view.word(end)
                    && !super::nouns::closed(view.lower(end))
                    && (!PREPOSITIONS.contains(view.left(at, 1)) || view.capital(end));
                // "The Feb. 13 vote": a date that only says which.
                let modifier = modifier
                    || dated
                        && !is_event
                        && month(view, at)
                        && matches!(view.left(at, 1), "the" | "a" | "his" | "her" | "its" | "their")
                        && end < sentence.tokens.end
                        && view.doc.token(end).pos == Pos::Noun
                        && !PERIODS.contains(view.lower(end));
                let free = out.last().map_or(sentence.tokens.start, |last| last.tokens.end.max(sentence.tokens.start));
                let start = with_preposition(view, at, free);
                let joined = out.last_mut().filter(|last| last.tokens.end == start && !last.event && !is_event);
                if let Some(last) = joined {
                    // "late on Monday", "November 28 , 2022".
                    last.tokens.end = end;
                    last.modifier &= modifier;
                    last.dated |= dated;
                    last.span = view.span(last.tokens.clone());
                } else {
                    out.push(When {
                        span: view.span(start..end),
                        tokens: start..end,
                        dated,
                        event: is_event,
                        modifier,
                    });
                }
                at = end;
            } else {
                at += 1;
            }
        }
    }
    out
}

/// "The week ended May 4": the number at its end is a day.
fn ends_in_a_date(view: View<'_>, at: usize, end: usize) -> bool {
    (at + 1..end).any(|token| {
        month(view, token)
            && (digits(view, token + 1).is_some() && token + 1 < end || digits(view, token.saturating_sub(1)).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::super::view::Edges;
    use super::*;
    use crate::text::{Analyser, Scratch};

    fn phrases(text: &str) -> Vec<String> {
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        find(View { doc: &document, edges: &Edges::of(&document) })
            .iter()
            .map(|when| when.span.slice(text).to_owned())
            .collect()
    }

    #[test]
    fn lists_are_sorted() {
        for list in [
            include_str!("../lexicon/months.txt"),
            include_str!("../lexicon/weekdays.txt"),
            include_str!("../lexicon/periods.txt"),
            include_str!("../lexicon/time_prepositions.txt"),
            include_str!("../lexicon/time_adverbs.txt"),
            include_str!("../lexicon/event_prepositions.txt"),
        ] {
            super::super::words::assert_sorted(list);
        }
    }

    #[test]
    fn dates() {
        assert_eq!(phrases("It rained from 3 to 5 May 2022 in Lund."), ["from 3 to 5 May 2022"]);
        assert_eq!(phrases("They met on November 28 and left."), ["on November 28"]);
        assert_eq!(phrases("Sales fell in 2019."), ["in 2019"]);
        assert_eq!(phrases("He arrived at 9 a.m. on Friday."), ["at 9 a.m. on Friday"]);
    }

    #[test]
    fn relative_phrases() {
        assert_eq!(phrases("Rents rose in the past two years."), ["in the past two years"]);
        assert_eq!(phrases("They were lower a year earlier."), ["a year earlier"]);
        assert_eq!(phrases("It was sold during the campaign."), ["during the campaign"]);
        assert_eq!(phrases("Prices rose in the year to March."), ["in the year to March"]);
    }
}
