//! Dates, years and clock times: what never is a figure, because it is part of a date.

use std::sync::LazyLock;

use super::super::view::View;
use super::super::words::{Words, set};
use super::PREPOSITIONS;
use crate::text::TokenKind;

static MONTHS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/months.txt")));
pub(super) static WEEKDAYS: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/weekdays.txt")));

/// Whole digits of a token, as a number.
pub(in crate::extract::figures) fn digits(view: View<'_>, token: usize) -> Option<u32> {
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

pub(in crate::extract::figures) fn month(view: View<'_>, token: usize) -> bool {
    view.capital(token) && MONTHS.contains(view.lower(token).trim_end_matches('.'))
}

pub(super) fn year_shaped(view: View<'_>, token: usize) -> bool {
    digits(view, token).is_some_and(|year| (1500..=2100).contains(&year) && view.doc.form(token).len() == 4)
}

/// The end of a date that begins at a token: "28 November 2022", "Nov. 28 and 29", "Friday", "2016", "9 a.m.".
pub(super) fn date(view: View<'_>, at: usize, stop: usize) -> Option<usize> {
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
    if numeric || super::super::lexer::numbers(lower).first().is_some_and(|n| n.span.len() as usize == lower.len()) {
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
    if matches!(view.right(at + 1, 0), "level" | "levels") {
        return true;
    }
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
        return super::super::units::after(view.doc.text(), view.doc.token(at).span.end as usize)
            .is_none_or(|found| found.glued);
    }
    let unit = super::super::units::after(view.doc.text(), view.doc.token(at).span.end as usize);
    let counted = super::super::nouns::plural(view, at + 1) && at + 1 < view.sentence(at).end;
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
