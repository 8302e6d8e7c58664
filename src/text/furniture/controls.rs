//! Lines in the page's own vocabulary: buttons, share bars, forms, players. Told by every word, not by known phrases.

use super::lists::{CONTROLS, GLUE, IMPERATIVES};
use super::shape::{Shape, is_capitalised};

/// Longest bar, in words.
const MAX_WORDS: usize = 16;
/// Most words of a name in it.
const MAX_NAMES: usize = 3;

/// "Toggle caption", "Share on Facebook Share on X", "Opens in a new window": all words are the page's, or join such words.
///
/// The first block may be a headline and is left alone; so is what somebody says.
pub(super) fn is_control(shape: &Shape<'_>) -> bool {
    let count = shape.words.len();
    if count > MAX_WORDS || shape.index == 0 || shape.opens_quotation() {
        return false;
    }
    let (mut own, mut named, mut reader) = (0, 0, false);
    for word in &shape.words {
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        reader |= matches!(lower.as_str(), "you" | "your" | "us" | "our" | "please");
        if CONTROLS.contains(&lower) {
            own += 1;
        } else if !GLUE.contains(&lower) && !is_neutral(&lower) {
            if !is_capitalised(word) {
                return false;
            }
            named += 1;
        }
    }
    let first = shape.words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let asks = IMPERATIVES.contains(&first);
    if named > 0 {
        // "Follow the Courier on Facebook": a name may stand in a request that goes on in the page's words.
        let behind = own - usize::from(CONTROLS.contains(&first));
        return asks && named <= MAX_NAMES && behind > 0 && !shape.ends();
    }
    // "The end of the story": too little of it is the page's. A sentence needs more than a label does.
    let enough =
        if shape.ends() { own >= 2 && (own * 3 >= count || reader) } else { own * 4 >= count || asks || reader };
    own > 0 && enough
}

/// Numbers and sizes ("A A A") tell nothing either way.
fn is_neutral(word: &str) -> bool {
    word.chars().count() == 1 || word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(text: &str) -> bool {
        is_control(&Shape::of_line(text))
    }

    #[test]
    fn the_words_of_a_page_make_a_control() {
        for text in [
            "Toggle caption",
            "Enlarge image",
            "Save this story",
            "Text size A A A",
            "Mute video",
            "Please enable cookies to watch this video.",
            "Follow the Post on Facebook",
        ] {
            assert!(control(text), "{text}");
        }
    }

    #[test]
    fn stays_silent_where_the_article_speaks() {
        for text in [
            "Print media lost readers.",
            "The end of the story is not yet in print.",
            "“Share this video,” he said.",
            "Videos show fire",
            "It is a story.",
            "Search for survivors",
            "Watch Stolen in Porto",
        ] {
            assert!(!control(text), "{text}");
        }
    }
}
