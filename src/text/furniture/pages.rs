//! The page speaking of itself: labels, counters, calls to subscribe, cookie notes, the heading of a live blog, its comments.

use super::Mark;
use super::lists::{IMPERATIVES, LABELS, PAGE_NOUNS};
use super::shape::Shape;
use crate::block::Block;

/// A call names what it offers within so many words.
const NEAR: usize = 16;

/// "Share this article", "Comments (12)", "3 comments".
pub(super) fn is_label(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 8 {
        return false;
    }
    let words: Vec<String> = shape
        .words
        .iter()
        .filter(|word| !word.chars().all(|c| c.is_numeric() || matches!(c, ',' | '.')))
        .map(|word| word.to_lowercase().replace('\u{2019}', "'"))
        .collect();
    !words.is_empty() && LABELS.contains(words.join(" ").as_str())
}

/// "Sign up for our newsletter", "Follow us on …": a request, or an offer, about a thing of the page.
pub(super) fn is_call(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 45 || shape.opens_quotation() {
        return false;
    }
    let first = shape.words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let asks = IMPERATIVES.contains(&first);
    let own = page_noun(&shape.words);
    // Further on, a call has slipped into somebody's words (a quoted post, with the page's own call in the middle).
    let near = page_noun(shape.words.get(..NEAR).unwrap_or(&shape.words));
    let to_reader = shape.lower.contains(" our ") || shape.lower.contains(" us ") || shape.lower.contains("your ");
    let short = shape.words.len() <= 7 && !shape.ends();
    // A sentence of the article may begin with a verb and speak of an app: it does not say "our" or "your" as well.
    if asks && near && (to_reader || short) {
        return true;
    }
    // "Follow her on Twitter @…", wherever it stands in a short author's note.
    let follow = shape.lower.contains("follow ") && (shape.lower.contains(" on twitter") || shape.text.contains(" @"));
    follow && shape.words.len() <= 40
        || own && to_reader && asks_to_sign_up(&shape.lower)
        || first == "download" && shape.lower.contains(" app")
        || shape.words.len() <= 16 && is_appeal(&shape.lower)
}

fn page_noun(words: &[&str]) -> bool {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    (1..=3).any(|length| words.windows(length).any(|phrase| PAGE_NOUNS.contains(&phrase.join(" "))))
}

fn asks_to_sign_up(lower: &str) -> bool {
    [
        "sign up",
        "subscribe to our",
        "subscribe to get",
        "straight to your inbox",
        "delivered to your inbox",
        "in your inbox",
    ]
    .iter()
    // Near the beginning: further on, a call has slipped into somebody's words.
    .any(|phrase| lower.find(phrase).is_some_and(|at| at < 60))
}

/// "Please consider supporting us", "Support independent journalism. Donate today.": the page asks for money.
fn is_appeal(lower: &str) -> bool {
    let for_us = [
        "our journalism",
        "as little as",
        "supporting us",
        "support us",
        "support our",
        "independent journalism",
        "local journalism",
        "quality journalism",
    ];
    let asks = ["please", "donate", "support ", "our journalism needs", "consider", "become a", "help us"];
    for_us.iter().any(|phrase| lower.contains(phrase))
        && asks.iter().any(|word| lower.starts_with(word) || lower.contains("please "))
        || ["thank you for ", "thanks for "].iter().filter_map(|thanks| lower.strip_prefix(thanks)).any(|rest| {
            ["reading", "subscribing", "signing up", "registering", "joining", "your support"]
                .iter()
                .any(|what| rest.starts_with(what))
        })
}

/// "We use cookies …", "By continuing to use this site …".
pub(super) fn is_cookie_note(shape: &Shape<'_>) -> bool {
    let lower = shape.lower.as_str();
    let consent =
        ["we use cookies", "uses cookies", "use of cookies", "cookie policy", "cookies and similar", "accept cookies"];
    let terms = ["by continuing to", "by clicking", "by signing up", "by submitting", "you agree to our", "recaptcha"];
    let policy = ["privacy policy", "terms of", "our terms", "cookie", "our site", "this site", "marketing", "google"];
    !shape.opens_quotation()
        && (consent.iter().any(|phrase| lower.contains(phrase)) && page_speaks(lower)
            || terms.iter().any(|phrase| lower.starts_with(phrase) || lower.contains("you agree to our"))
                && policy.iter().any(|phrase| lower.contains(phrase)))
}

/// Speaks for a page: says "we", "our", "you" or "this site".
fn page_speaks(lower: &str) -> bool {
    ["we ", "our ", "your ", "you ", "this site", "this website"]
        .iter()
        .any(|word| lower.starts_with(word) || lower.contains(&format!(" {word}")))
}

/// "Storm: live updates", "As it happened": a heading that announces a live blog and asserts nothing.
pub(super) fn is_live_heading(shape: &Shape<'_>) -> bool {
    const PHRASES: [&str; 6] =
        ["live updates", "live blog", "liveblog", "as it happened", "live coverage", "latest updates"];
    if shape.words.len() > 12 || shape.ends() {
        return false;
    }
    let at_edge = |phrase: &str| {
        shape.lower.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(phrase)
            || shape.lower.strip_prefix(phrase).is_some_and(|rest| rest.trim_start().is_empty())
    };
    PHRASES.iter().any(|phrase| at_edge(phrase))
}

/// After the heading of the comments nothing of the article follows: short lines there that are no sentences go with it.
pub(super) fn mark_tail(text: &str, marked: &mut [(Block, Mark)]) {
    let is_heading = |block: &Block| {
        let lower = block.span.slice(text).to_lowercase();
        matches!(
            lower.trim_matches(|c: char| !c.is_alphabetic()),
            "comments"
                | "related articles"
                | "related stories"
                | "most read"
                | "most popular"
                | "recommended"
                | "more stories"
        )
    };
    let half = marked.len() / 2;
    let Some(from) = marked
        .iter()
        .position(|(block, mark)| *mark == Mark::Furniture && is_heading(block))
        .filter(|from| *from >= half)
    else {
        return;
    };
    for (block, mark) in marked.iter_mut().skip(from) {
        let words = block.span.slice(text);
        if words.len() <= 120 && !words.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']) {
            *mark = Mark::Furniture;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(text: &str) -> bool {
        is_call(&Shape::of_line(text))
    }

    #[test]
    fn a_call_names_its_thing_at_once() {
        assert!(call(
            "Sign up for our weekly newsletter, and read it before your coffee is cold on any day of the week you like."
        ));
        assert!(call("Follow Ann Lee on Twitter @annlee"));
    }

    #[test]
    fn stays_silent_where_a_call_has_slipped_into_somebodys_words() {
        assert!(!call(
            "Share the pain: I was not asked to sing at the fair, although I would have done it well and for nothing at all. \
             SIGN UP FOR OUR NEWSLETTER — Ann Lee, June 29"
        ));
        assert!(!call("Subscribe, the minister told us, and the newsletter will never come."));
    }
}
