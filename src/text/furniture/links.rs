//! Lines that lead away from the article: navigation, bread crumbs, share bars, "Read more: …", lists of other headlines.

use super::lists::{LABELS, REFERENCES};
use super::shape::{Shape, is_capitalised};
use crate::block::BlockKind;

/// Marks that stand between the items of a bar.
const SEPARATORS: [char; 7] = ['|', '•', '·', '›', '»', '>', '→'];

/// "Home | Tech | Security": short items between separators, none of them a sentence.
pub(super) fn is_navigation(shape: &Shape<'_>) -> bool {
    if shape.text.contains("://") && shape.words.len() == 1 {
        return true;
    }
    let items: Vec<&str> = shape.text.split(SEPARATORS).map(str::trim).filter(|item| !item.is_empty()).collect();
    let separators = shape.text.chars().filter(|c| SEPARATORS.contains(c)).count();
    let short = items.iter().all(|item| item.split_whitespace().count() <= 4 && !item.ends_with(['.', '?', '!']));
    let label = |item: &str| LABELS.contains(item.to_lowercase().trim_end_matches([':', '.']));
    if separators > 0 && short && !shape.opens_quotation() {
        return items.len() > 2 || items.iter().any(|item| label(item)) || starts_with_arrow(shape);
    }
    // A bar without marks: labels only ("Share Tweet Email").
    shape.words.len() > 1 && shape.words.len() <= 8 && !shape.ends() && shape.words.iter().all(|word| label(word))
}

fn starts_with_arrow(shape: &Shape<'_>) -> bool {
    shape.text.starts_with(['›', '»', '>', '→'])
}

/// "Read more: …", "ALSO READ – …", a linked headline: what is elsewhere.
pub(super) fn is_cross_reference(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 40 {
        return false;
    }
    if starts_with_arrow(shape) && shape.words.len() <= 20 {
        return true;
    }
    let linked = shape.links > 0.6;
    let in_list = matches!(shape.kind, BlockKind::ListItem | BlockKind::Heading | BlockKind::Paragraph);
    if linked && in_list && !shape.ends() {
        return true;
    }
    let Some(opening) = opening(shape) else { return false };
    // The rest is a headline (no stop), a link, or nothing at all; after a colon a sentence may be one, too.
    match opening {
        Opening::Colon => !shape.opens_quotation(),
        Opening::Bare => linked || (!shape.ends() && shape.words.iter().skip(1).any(|word| is_capitalised(word))),
    }
}

enum Opening {
    /// The phrase stands before a colon or a dash.
    Colon,
    /// The phrase is followed by other words.
    Bare,
}

fn opening(shape: &Shape<'_>) -> Option<Opening> {
    let lower = shape.lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some((label, rest)) = lower.split_once([':', '|', '–', '—']).filter(|(label, _)| label.len() <= 40) {
        let words: Vec<&str> = label.split_whitespace().collect();
        let quoted = rest.trim_start().starts_with(['"', '“', '‘', '«']);
        if !quoted && REFERENCES.contains(words.join(" ").as_str()) {
            return Some(Opening::Colon);
        }
    }
    // "More on this story", "Click here to read …": two words or more, or they would be the first words of a sentence.
    let words: Vec<&str> = lower.split_whitespace().take(5).collect();
    (2..=words.len())
        .rev()
        .filter_map(|length| words.get(..length))
        .any(|phrase| REFERENCES.contains(&phrase.join(" ")))
        .then_some(Opening::Bare)
}
