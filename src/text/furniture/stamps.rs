//! Dates and times that stand alone, and the counters around them.

use super::lists::{CALENDAR, STAMPS};
use super::shape::Shape;

/// "16:40", "4.40pm GMT", "7 p.m.": the time of a live blog's entry, and nothing else.
pub(super) fn is_time_stamp(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 4 || shape.ends() && !shape.lower.ends_with(".m.") {
        return false;
    }
    let hour = |words: &[&str]| match words {
        [hour, half, ..] => {
            hour.parse::<u8>().is_ok_and(|hour| (1..=12).contains(&hour)) && is_half_day(&half.to_lowercase())
        }
        _ => false,
    };
    let clock = shape.words.first().is_some_and(|word| is_clock(word)) || hour(&shape.words);
    clock
        && shape.words.iter().skip(1).all(|word| {
            let lower = word.to_lowercase();
            is_half_day(&lower) || CALENDAR.contains(&lower)
        })
}

/// Length of a live blog's time before its entry ("14:32 ", "10.05am GMT – ", "[09:12] "), in bytes. The entry must begin like a sentence.
pub(super) fn leading(words: &str) -> Option<usize> {
    let bracket = words.starts_with(['[', '(']);
    let mut rest = words.trim_start_matches(['[', '(']);
    let mut clocks = 0;
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        let bare = word.trim_end_matches([']', ')', ':', ',', '.', '|']);
        let lower = bare.to_lowercase();
        if clocks == 0 && is_clock(bare) {
            clocks = 1;
        } else if clocks == 0 || !(is_half_day(&lower) || is_zone(bare) || matches!(word, "-" | "–" | "—" | "|")) {
            break;
        }
        rest = after.trim_start();
        if bracket && word.ends_with([']', ')']) {
            break;
        }
    }
    let begins = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'));
    let sentence = rest.split_whitespace().nth(3).is_some();
    (clocks > 0 && begins && sentence).then_some(words.len() - rest.len())
}

/// "GMT", "CEST": a time zone in capitals.
fn is_zone(word: &str) -> bool {
    (2..=5).contains(&word.len())
        && word.bytes().all(|c| c.is_ascii_uppercase())
        && CALENDAR.contains(word.to_lowercase().as_str())
}

/// "Updated 3 March 2025 at 11:20 GMT", "3 min read", "12 comments": numbers, calendar words and page words, no sentence.
pub(super) fn is_page_data(shape: &Shape<'_>) -> bool {
    if shape.words.is_empty() || shape.words.len() > 16 || shape.opens_quotation() {
        return false;
    }
    let (mut numbers, mut calendar, mut page) = (0, 0, 0);
    // "100 days" measures something; "3 days ago" and "3 min read" are about the page.
    for word in &shape.words {
        let lower = word.to_lowercase();
        if is_date(word) {
            (numbers, calendar) = (numbers + 1, calendar + 1);
        } else if is_number(&lower) {
            numbers += 1;
        } else if CALENDAR.contains(lower.trim_end_matches('.')) {
            calendar += 1;
        } else if STAMPS.contains(&lower) || is_half_day(&lower) {
            page += u32::from(!is_duration(&lower));
        } else {
            return false;
        }
    }
    // "May" and "March on" are words, too: a number or two names of the calendar make a date, and a date alone is no sentence.
    let sentence = shape.ends() && shape.words.len() > 3;
    !sentence && (numbers > 0 && (calendar > 0 || page > 0) || calendar > 1 && page > 0)
}

fn is_clock(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    let Some((hours, minutes)) = digits.split_once([':', '.', 'h']) else { return false };
    let minutes = minutes.split(':').next().unwrap_or_default();
    let tail = word.get(digits.len()..).unwrap_or_default();
    (1..=2).contains(&hours.len())
        && minutes.len() == 2
        && [hours, minutes].iter().all(|part| part.bytes().all(|c| c.is_ascii_digit()))
        && (tail.is_empty() || is_half_day(&tail.to_lowercase()))
        && hours.parse::<u8>().is_ok_and(|hours| hours < 25)
        && minutes.parse::<u8>().is_ok_and(|minutes| minutes < 60)
        // "4.40" alone is a number, "16:40" is a time.
        && (word.contains(':') || !tail.is_empty())
}

fn is_duration(word: &str) -> bool {
    matches!(
        word,
        "day"
            | "days"
            | "hour"
            | "hours"
            | "minute"
            | "minutes"
            | "min"
            | "mins"
            | "words"
            | "of"
            | "and"
            | "to"
            | "last"
            | "first"
            | "at"
            | "on"
            | "time"
    )
}

fn is_half_day(word: &str) -> bool {
    matches!(word, "am" | "pm" | "a.m" | "p.m" | "a.m." | "p.m." | "h" | "hrs" | "z")
}

/// "12/05/2025", "2025-05-12", "12.05.25": a date in numbers.
fn is_date(word: &str) -> bool {
    ['/', '-', '.'].iter().any(|mark| {
        let parts: Vec<&str> = word.split(*mark).collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|part| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit()))
            && (parts.iter().any(|part| part.len() == 4) || *mark == '/')
    })
}

/// "3", "2025", "11:20", "3rd", "1.2k", "2025-03-01T11:20".
fn is_number(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.starts_with(|c: char| c.is_ascii_digit()) && letters <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> bool {
        is_time_stamp(&Shape::of_line(text))
    }

    #[test]
    fn a_time_alone_is_a_stamp() {
        for text in ["16:40", "4.40pm GMT", "7 p.m.", "11 a.m. Tuesday", "6:05 p.m."] {
            assert!(stamp(text), "{text}");
        }
    }

    #[test]
    fn stays_silent_on_numbers_and_scores() {
        for text in ["4.40", "7 people", "30 am", "3-2", "He left at 7 p.m.", "7"] {
            assert!(!stamp(text), "{text}");
        }
    }

    #[test]
    fn the_time_of_an_entry_ends_where_the_entry_begins() {
        let entry = "The fire is out, the mayor says.";
        for head in ["14:32 ", "14:32: ", "10.05am GMT – ", "[09:12] ", "9:12 p.m. ", "16:40 CEST | "] {
            let text = format!("{head}{entry}");
            assert_eq!(leading(&text).and_then(|length| text.get(length..)), Some(entry), "{head}");
        }
    }

    #[test]
    fn other_numbers_in_front_stay() {
        for text in [
            "14:32 is when the first train leaves the town.",
            "14 The fire is out, the mayor says.",
            "4.40 The price of a loaf is out.",
            "May The fire is out, the mayor says.",
            "16:40 Porto",
            "",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }
}
