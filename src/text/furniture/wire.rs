//! What agencies put around their text: datelines and the times of live blogs (kept, not analysed) and notes from desk to desk
//! (furniture).

use super::Mark;
use super::lists::{CALENDAR, DESK};
use super::shape::Shape;
use super::stamps;
use crate::block::Block;
use crate::span::Span;

/// Longest dateline, in bytes.
const MAX_DATELINE: usize = 90;
/// Longest note at the edge of a block, in bytes.
const MAX_NOTE: usize = 200;
/// Blocks at the beginning in which a place may stand before a colon.
const FIRST_BLOCKS: usize = 3;

/// A block that is a note as a whole: "(Adds details in paragraph 3)".
pub(super) fn is_desk_note(shape: &Shape<'_>) -> bool {
    let Some(inner) = shape.lower.strip_prefix('(').and_then(|rest| rest.strip_suffix([')', '.'])) else {
        return shape.words.len() <= 30 && shape.lower.starts_with("eds:");
    };
    is_note(inner)
}

/// The inside of brackets begins with a desk's verb.
fn is_note(inner: &str) -> bool {
    let first = inner.split([':', ',', ';']).next().unwrap_or_default().trim();
    let numbered = first.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    if numbered == "update" || DESK.contains(first) {
        return true;
    }
    inner.split_whitespace().next().is_some_and(|word| DESK.contains(word) && word.ends_with('s'))
        && [
            "para",
            "byline",
            "details",
            "headline",
            "quote",
            "toll",
            "background",
            "context",
            "graf",
            "dateline",
            "slug",
        ]
        .iter()
        .any(|part| inner.contains(part))
}

/// Pushes a block, its dateline and its notes apart.
pub(super) fn split(text: &str, block: &Block, index: usize, out: &mut Vec<(Block, Mark)>) {
    let words = block.span.slice(text);
    if let Some(open) = trailing_note(words) {
        let cut = block.span.start + open as u32;
        let before = Block { span: Span::new(block.span.start, cut).trim(text), ..*block };
        if !before.span.is_empty() {
            split_dateline(text, &before, index, out);
            out.push((Block { span: Span::new(cut, block.span.end), ..*block }, Mark::Furniture));
            return;
        }
    }
    split_dateline(text, block, index, out);
}

/// Where a desk's note in brackets begins that ends the block.
fn trailing_note(words: &str) -> Option<usize> {
    let body = words.strip_suffix(')')?;
    let open = body.rfind('(')?;
    let inner = body.get(open + 1..)?;
    (inner.len() <= MAX_NOTE && is_note(&inner.to_lowercase())).then_some(open)
}

/// Pushes a block, its dateline or time stamp apart.
pub(super) fn split_dateline(text: &str, block: &Block, index: usize, out: &mut Vec<(Block, Mark)>) {
    let words = block.span.slice(text);
    match stamps::leading(words).or_else(|| dateline(words, index)) {
        Some(length) => {
            let cut = block.span.start + length as u32;
            let rest = Span::new(cut, block.span.end).trim(text);
            out.push((Block { span: Span::new(block.span.start, cut).trim(text), ..*block }, Mark::Label));
            out.push((Block { span: rest, ..*block }, Mark::Text));
        }
        None => out.push((*block, Mark::Text)),
    }
}

/// Length of a dateline with its dash: a place in capitals, perhaps region, date and agency, then a dash (or, at the beginning of
/// an article, a colon), then a text that begins like a sentence.
fn dateline(words: &str, index: usize) -> Option<usize> {
    let mut end = words.len().min(MAX_DATELINE);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let head = words.get(..end)?;
    let dash = [" — ", " – ", " -- ", " - ", " — ", "— ", "– "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, at + dash.len())))
        .min_by_key(|(at, _)| *at);
    let colon = head.find(": ").map(|at| (at, at + 2)).filter(|_| index < FIRST_BLOCKS);
    let (at, after) = [dash, colon].into_iter().flatten().min_by_key(|(at, _)| *at)?;
    let place = head.get(..at)?;
    let rest = words.get(after..)?.trim_start();
    let begins =
        rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '$'));
    let long = rest.split_whitespace().nth(7).is_some();
    let by_colon = dash.is_none_or(|(dash, _)| dash > at);
    (begins && long && is_place(place, by_colon)).then_some(after)
}

fn is_place(place: &str, by_colon: bool) -> bool {
    let (place, agency) = match place.split_once('(') {
        Some((before, inside)) => (before.trim(), inside.trim_end().strip_suffix(')')),
        None => (place, Some("")),
    };
    let Some(agency) = agency else { return false };
    let mut parts = place.split(',').map(str::trim);
    let city = parts.next().unwrap_or_default();
    let mut letters = city.chars().filter(|c| c.is_alphabetic()).peekable();
    let capitals = letters.peek().is_some() && letters.all(char::is_uppercase);
    let long = city.chars().filter(|c| c.is_alphabetic()).count() >= if by_colon { 4 } else { 3 };
    let few = city.split_whitespace().count() <= if by_colon { 2 } else { 4 };
    let rest_named = parts.all(|part| part.split_whitespace().all(is_region_word));
    let agency_named =
        agency.split(['/', ' ']).filter(|word| !word.is_empty()).all(|word| word.starts_with(char::is_uppercase));
    capitals && long && few && rest_named && agency_named && agency.len() <= 40
}

/// "Orlavia", "N.H.", "March", "14".
fn is_region_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty()
        || bare.chars().all(|c| c.is_ascii_digit())
        || bare.starts_with(char::is_uppercase)
        || CALENDAR.contains(bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str, index: usize) -> Option<&str> {
        dateline(words, index).and_then(|length| words.get(..length))
    }

    #[test]
    fn datelines_of_all_styles_end_at_their_mark() {
        let text = "The council of the town voted on Monday to close it.";
        for head in [
            "PORTO — ",
            "PORTO, Maine (Newsline) - ",
            "NEW PORTO, Dec. 3 (NL) – ",
            "PORTO, 3 May -- ",
            "ST. JOHN'S, N.L. — ",
        ] {
            assert_eq!(cut(&format!("{head}{text}"), 9), Some(head));
        }
        assert_eq!(cut(&format!("PORTO: {text}"), 1), Some("PORTO: "));
    }

    #[test]
    fn what_only_resembles_a_dateline_stays() {
        for text in [
            "Porto — once a port — is a village of four hundred people now.",
            "NATO - the alliance of thirty states - has not replied to the letter yet.",
            "WATCH THIS SPACE AND THE OTHER ONE — The council of the town voted on Monday to close it.",
            "PORTO — closed",
        ] {
            assert_eq!(cut(text, 0), None, "{text}");
        }
        assert_eq!(cut("SMITH: The council of the town voted on Monday to close it.", 9), None);
    }
}
