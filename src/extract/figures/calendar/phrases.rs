//! Phrases of time without a date: "last week", "the past two years", "a year earlier", "during the campaign".

use std::sync::LazyLock;

use super::super::view::View;
use super::super::words::{Words, set};
use super::dates::{WEEKDAYS, date, month, year_shaped};
use super::{PERIODS, PREPOSITIONS};
use crate::text::TokenKind;

static ADVERBS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/time_adverbs.txt")));
static EVENTS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/event_prepositions.txt")));

/// "last week", "the past two years", "a year earlier", "this fiscal year", "yesterday".
pub(super) fn relative(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
    let lower = view.lower(at);
    if ADVERBS.contains(lower) && (!view.capital(at) || at == view.sentence(at).start) {
        return Some(at + 1);
    }
    let period = |token: usize| {
        token < stop
            && (PERIODS.contains(view.lower(token))
                || (WEEKDAYS.contains(view.lower(token)) && view.capital(token))
                || month(view, token))
    };
    match lower {
        "last" | "next" | "this" | "that" | "previous" | "past" | "each" | "same" | "full" | "first" | "final"
        | "coming" | "recent" => {
            let mut end = at + 1;
            if matches!(lower, "past" | "last" | "next" | "first" | "final" | "coming" | "previous" | "recent") {
                end = skip_number(view, end, stop);
            }
            while end < stop
                && matches!(
                    view.lower(end),
                    "fiscal" | "financial" | "calendar" | "few" | "several" | "couple" | "of" | "full" | "-"
                )
                && end < at + 4
            {
                end += 1;
            }
            // "Its full-year forecast" names a forecast, no time.
            let names = lower == "full"
                && view.lower(at + 1) == "-"
                && super::super::nouns::after(view, end + 1, true).is_some();
            (period(end) && !names).then(|| tail(view, end + 1, stop))
        }
        "a" | "an" | "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" => {
            let end = at + 1;
            if matches!(lower, "a" | "one")
                && view.left(at, 1) == "in"
                && period(end)
                && matches!(view.right(end + 1, 0), "" | "." | "," | ";" | ")" | "and")
            {
                return Some(end + 1);
            }
            (period(end) && matches!(view.right(end + 1, 0), "ago" | "earlier" | "later" | "before")).then_some(end + 2)
        }
        "the" => {
            let mut end = at + 1;
            if matches!(
                view.lower(end),
                "end"
                    | "start"
                    | "beginning"
                    | "middle"
                    | "first"
                    | "second"
                    | "third"
                    | "fourth"
                    | "final"
                    | "last"
                    | "rest"
                    | "turn"
            ) {
                if matches!(view.right(end + 1, 0), "half" | "quarter") {
                    end += 1;
                }
                if matches!(view.right(end + 1, 0), "of") && end + 1 < stop {
                    let mut inner = end + 2;
                    if matches!(view.lower(inner), "the" | "this" | "last" | "next") {
                        inner += 1;
                    }
                    if period(inner) || (inner < stop && year_shaped(view, inner)) || view.lower(inner) == "period" {
                        return Some(inner + 1);
                    }
                }
                if matches!(view.lower(end), "quarter" | "half") {
                    return Some(tail(view, end + 1, stop));
                }
            }
            if matches!(view.lower(at + 1), "day" | "week" | "month" | "quarter" | "year" | "season" | "night")
                && matches!(view.right(at + 2, 0), "before" | "earlier" | "after")
                && at + 2 < stop
                && matches!(view.right(at + 3, 0), "" | "." | "," | ";" | ")" | "and")
            {
                return Some(at + 3);
            }
            (matches!(view.lower(at + 1), "year" | "quarter" | "month" | "week" | "season")
                && at + 1 < stop
                && PREPOSITIONS.contains(view.left(at, 1)))
            .then(|| tail(view, at + 2, stop))
        }
        "year" if matches!((view.right(at + 1, 0), view.right(at + 1, 1)), ("on" | "over" | "-", "year")) => {
            Some(at + 3)
        }
        "earlier" if matches!(view.right(at + 1, 0), "this" | "in" | "on") => None,
        _ => {
            // "14 months ago", "five years earlier".
            let numeric = view.doc.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
            (numeric && period(at + 1) && matches!(view.right(at + 2, 0), "ago" | "earlier" | "later"))
                .then_some(at + 3)
        }
    }
}

/// "of the year", "to March", "ended 30 September" after a period.
fn tail(view: View<'_>, at: usize, stop: usize) -> usize {
    if matches!(view.right(at, 0), "to" | "ended" | "ending" | "of" | "through") && at + 1 < stop {
        if let Some(end) = date(view, at + 1, stop) {
            return end;
        }
        if view.lower(at) == "of"
            && matches!(view.lower(at + 1), "the" | "this" | "last" | "next")
            && at + 2 < stop
            && PERIODS.contains(view.lower(at + 2))
        {
            return at + 3;
        }
    }
    at
}

fn skip_number(view: View<'_>, at: usize, stop: usize) -> usize {
    let numeric = view.doc.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    let lower = view.lower(at);
    let written =
        !numeric && super::super::lexer::numbers(lower).first().is_some_and(|n| n.span.len() as usize == lower.len());
    if at < stop && (numeric || written) { at + 1 } else { at }
}

/// "during the campaign", "since the invasion began in February 2022", "before the war".
pub(super) fn event(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
    if !EVENTS.contains(view.lower(at)) {
        return None;
    }
    let opens = view.lower(at + 1);
    if at + 1 >= stop || !matches!(opens, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "that") {
        return None;
    }
    let mut end = at + 2;
    while end < stop && end < at + 6 && (view.word(end) || view.lower(end) == "-") {
        let lower = view.lower(end);
        if super::super::nouns::closed(lower) && lower != "of" {
            break;
        }
        end += 1;
    }
    while end > at + 2 && view.lower(end - 1) == "of" {
        end -= 1;
    }
    (end > at + 2).then_some(end)
}

/// The start of a phrase with its preposition and modifiers ("since", "early on", "by the end of").
pub(super) fn with_preposition(view: View<'_>, at: usize, free: usize) -> usize {
    let mut start = at;
    for _ in 0..4 {
        if start <= free {
            break;
        }
        let before = view.lower(start - 1);
        if PREPOSITIONS.contains(before)
            || matches!(
                before,
                "the"
                    | "early"
                    | "late"
                    | "earlier"
                    | "later"
                    | "mid"
                    | "fiscal"
                    | "just"
                    | "so"
                    | "far"
                    | "about"
                    | "between"
            )
        {
            start -= 1;
        } else {
            break;
        }
    }
    // A bare article or adverb in front is not part of it.
    while start < at && matches!(view.lower(start), "the" | "about" | "just" | "far") {
        start += 1;
    }
    start
}
