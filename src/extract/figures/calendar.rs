//! Dates and time phrases: what must not be read as a figure, and what says when a figure held.
//!
//! Owns months, weekdays, years, clock times and the phrases around them ("since 2 June", "in the past week", "a year earlier").

use std::ops::Range;
use std::sync::LazyLock;

use super::view::View;
use super::words::{Words, set};
use crate::span::Span;
use crate::text::TokenKind;

static MONTHS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/months.txt")));
static WEEKDAYS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/weekdays.txt")));
static PERIODS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/periods.txt")));
static PREPOSITIONS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/time_prepositions.txt")));
static ADVERBS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/time_adverbs.txt")));
static EVENTS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/event_prepositions.txt")));

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
                .or_else(|| relative(view, at, sentence.tokens.end).map(|end| (end, false, false)))
                .or_else(|| event(view, at, sentence.tokens.end).map(|end| (end, false, true)));
            if let Some((end, dated, is_event)) = found {
                let modifier = end == at + 1
                    && year_shaped(view, at)
                    && end < sentence.tokens.end
                    && view.word(end)
                    && !super::nouns::closed(view.lower(end))
                    && (!PREPOSITIONS.contains(view.left(at, 1)) || view.capital(end));
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

/// Whole digits of a token, as a number.
pub(super) fn digits(view: View<'_>, token: usize) -> Option<u32> {
    let form = view.doc.form(token);
    (form.len() <= 4 && form.bytes().all(|byte| byte.is_ascii_digit())).then(|| form.parse().ok()).flatten()
}

fn day(view: View<'_>, token: usize) -> bool {
    let form = view.doc.form(token);
    let bare = form
        .strip_suffix("st")
        .or_else(|| form.strip_suffix("nd"))
        .or_else(|| form.strip_suffix("rd"))
        .or_else(|| form.strip_suffix("th"));
    bare.unwrap_or(form).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

pub(super) fn month(view: View<'_>, token: usize) -> bool {
    view.capital(token) && MONTHS.contains(view.lower(token).trim_end_matches('.'))
}

fn year_shaped(view: View<'_>, token: usize) -> bool {
    digits(view, token).is_some_and(|year| (1500..=2100).contains(&year) && view.doc.form(token).len() == 4)
}

/// The end of a date that begins at a token: "28 November 2022", "Nov. 28 and 29", "Friday", "2016", "9 a.m.".
fn date(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
    if WEEKDAYS.contains(view.lower(at)) && view.capital(at) {
        return Some(at + 1);
    }
    if month(view, at) {
        let end = after_month(view, at + 1, stop);
        // "Theresa May", "Ms June": a name in front makes it a name.
        let before = view.left(at, 1);
        let name = end == at + 1
            && !before.is_empty()
            && view.word(at - 1)
            && view.capital(at - 1)
            && !PREPOSITIONS.contains(before)
            && !WEEKDAYS.contains(before)
            && !MONTHS.contains(before);
        return (!name).then_some(end);
    }
    if day(view, at)
        && let Some(end) = day_month(view, at, stop)
    {
        return Some(end);
    }
    if let Some(end) = clock(view, at, stop) {
        return Some(end);
    }
    if year_shaped(view, at) && is_year(view, at) {
        let mut end = at + 1;
        // "2014-15", "2014 to 2018".
        if matches!(view.right(end, 0), "-" | "–" | "to" | "and" | "/")
            && digits(view, end + 1).is_some_and(|n| n > 1500 || (n < 100 && view.doc.form(end + 1).len() == 2))
            && end + 1 < stop
            && (year_shaped(view, end + 1) || view.touches(at))
        {
            end += 2;
        }
        return Some(end);
    }
    let lower = view.lower(at);
    let decade = lower.len() >= 3
        && lower.ends_with('s')
        && lower.trim_end_matches('s').bytes().all(|b| b.is_ascii_digit())
        && lower.len() <= 5;
    decade.then_some(at + 1)
}

/// The end of a date whose month stands before `at`.
fn after_month(view: View<'_>, at: usize, stop: usize) -> usize {
    let mut end = at;
    if view.right(end, 0) == "." && end + 1 < stop && (day(view, end + 1) || year_shaped(view, end + 1)) {
        end += 1;
    }
    if end < stop && day(view, end) && !view.doc.form(end).starts_with('0') {
        end += 1;
        while end + 1 < stop
            && matches!(view.lower(end), "and" | "-" | "–" | "to")
            && day(view, end + 1)
            && !quantity_after(view, end + 2)
        {
            end += 2;
        }
        if view.right(end, 0) == "," && end + 1 < stop && year_shaped(view, end + 1) {
            end += 2;
        }
    }
    if end < stop && year_shaped(view, end) {
        end += 1;
    }
    end
}

/// "10 to 15 people" is no list of days.
fn quantity_after(view: View<'_>, at: usize) -> bool {
    matches!(view.lower(at), "percent" | "per" | "%" | "people" | "million" | "points")
}

/// "3 to 5 May 2022", "the 28th of November".
fn day_month(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
    let mut end = at + 1;
    while end + 1 < stop && matches!(view.lower(end), "and" | "-" | "–" | "to" | ",") && day(view, end + 1) {
        end += 2;
    }
    if end < stop && view.lower(end) == "of" {
        end += 1;
    }
    (end < stop && month(view, end)).then(|| {
        let mut end = end + 1;
        if view.right(end, 0) == "." && end + 1 < stop && year_shaped(view, end + 1) {
            end += 1;
        }
        if view.right(end, 0) == "," && end + 1 < stop && year_shaped(view, end + 1) {
            end += 1;
        }
        if end < stop && year_shaped(view, end) { end + 1 } else { end }
    })
}

/// "16:40", "9 a.m.", "11pm", "10 o'clock", "four in the morning".
fn clock(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
    let lower = view.lower(at);
    let numeric = view.doc.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    if let Some(bare) = lower.strip_suffix("pm").or_else(|| lower.strip_suffix("am"))
        && !bare.is_empty()
        && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b':')
    {
        return Some(at + 1);
    }
    let next = view.right(at + 1, 0);
    if !matches!(
        next,
        "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "o'clock" | "gmt" | "bst" | "utc" | "est" | "edt" | "in" | ":"
    ) {
        return None;
    }
    if numeric || super::lexer::numbers(lower).first().is_some_and(|n| n.span.len() as usize == lower.len()) {
        if matches!(next, "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m") && at + 1 < stop {
            return Some(at + 2);
        }
        if matches!(next, "o'clock" | "gmt" | "bst" | "utc" | "est" | "edt") && at + 1 < stop {
            return Some(at + 2);
        }
        if next == "in"
            && view.right(at + 2, 0) == "the"
            && matches!(view.right(at + 3, 0), "morning" | "afternoon" | "evening")
        {
            return Some(at + 4);
        }
        if numeric && next == ":" && digits(view, at + 2).is_some() && view.touches(at) && view.touches(at + 1) {
            return Some(at + 3);
        }
    }
    None
}

/// Whether four digits are a year: unless money, a bound or a counted noun says otherwise.
fn is_year(view: View<'_>, at: usize) -> bool {
    let before = view.left(at, 1);
    if matches!(before, "$" | "£" | "€" | "¥" | "₹" | "rs" | "%" | "#" | "." | "§") && before != "." {
        return false;
    }
    let next = view.right(at + 1, 0);
    if matches!(next, "%" | "percent" | "million" | "billion" | "people" | "°" | "degrees") {
        return false;
    }
    if PREPOSITIONS.contains(before)
        || matches!(
            before,
            "the"
                | "and"
                | "'s"
                | "’s"
                | "late"
                | "early"
                | "mid"
                | "fiscal"
                | "("
                | "year"
                | "of"
                | "to"
                | "-"
                | "–"
                | ","
                | "’"
                | "'"
        )
    {
        return super::units::after(view.doc.text(), view.doc.token(at).span.end as usize)
            .is_none_or(|found| found.glued);
    }
    let unit = super::units::after(view.doc.text(), view.doc.token(at).span.end as usize);
    let counted = super::nouns::plural(view, at + 1) && at + 1 < view.sentence(at).end;
    unit.is_none()
        && !counted
        && !matches!(
            before,
            "over"
                | "about"
                | "than"
                | "least"
                | "nearly"
                | "almost"
                | "some"
                | "around"
                | "roughly"
                | "above"
                | "below"
                | "under"
                | "exceeding"
                | "equals"
        )
}

/// "last week", "the past two years", "a year earlier", "this fiscal year", "yesterday".
fn relative(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
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
            period(end).then(|| tail(view, end + 1, stop))
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
        !numeric && super::lexer::numbers(lower).first().is_some_and(|n| n.span.len() as usize == lower.len());
    if at < stop && (numeric || written) { at + 1 } else { at }
}

/// "during the campaign", "since the invasion began in February 2022", "before the war".
fn event(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
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
        if super::nouns::closed(lower) && lower != "of" {
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
fn with_preposition(view: View<'_>, at: usize, free: usize) -> usize {
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
            include_str!("lexicon/months.txt"),
            include_str!("lexicon/weekdays.txt"),
            include_str!("lexicon/periods.txt"),
            include_str!("lexicon/time_prepositions.txt"),
            include_str!("lexicon/time_adverbs.txt"),
            include_str!("lexicon/event_prepositions.txt"),
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
