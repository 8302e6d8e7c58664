//! What the page says of the article: first publication, updates, who else worked on it, who wrote it, whom to ask.
//!
//! A correction that tells what was wrong is no furniture: it asserts something, and it matters to who reads the claims.

use super::lists::{IMPERATIVES, NOTICES, SELVES};
use super::shape::{Shape, is_capitalised};

/// Longest notice, in words.
const MAX_WORDS: usize = 60;
/// An author's note stands among so many last blocks.
const LAST_BLOCKS: usize = 4;

/// "This article was amended on …", "This is a developing story", "Story continues below".
pub(super) fn is_notice(shape: &Shape<'_>) -> bool {
    if shape.words.len() > MAX_WORDS || shape.opens_quotation() {
        return false;
    }
    let lower = shape.lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    if NOTICES.iter().any(|notice| lower.starts_with(notice)) {
        return true;
    }
    // "This article" and what only a page says of one: "this article of the constitution is under review" is none.
    SELVES.iter().any(|own| {
        lower.strip_prefix(own).and_then(|rest| rest.strip_prefix(' ')).is_some_and(|rest| {
            let mut words =
                rest.split_whitespace().filter(|word| !matches!(*word, "has" | "also" | "been" | "will" | "be"));
            match words.next() {
                Some("was" | "is") => words.next().is_some_and(is_fate),
                Some(word) => is_fate(word) || matches!(word, "continues" | "contains" | "appeared" | "appears"),
                None => false,
            }
        })
    })
}

/// What becomes of an article: the participle after "this article was".
fn is_fate(word: &str) -> bool {
    matches!(
        word.trim_end_matches(|c: char| !c.is_alphanumeric()),
        "amended"
            | "corrected"
            | "edited"
            | "excerpted"
            | "exclusive"
            | "first"
            | "for"
            | "modified"
            | "more"
            | "only"
            | "originally"
            | "part"
            | "produced"
            | "reproduced"
            | "republished"
            | "sponsored"
            | "supported"
            | "syndicated"
            | "translated"
            | "updated"
    )
}

/// "The views expressed are those of the author."
pub(super) fn is_disclaimer(shape: &Shape<'_>) -> bool {
    let lower = shape.lower.strip_prefix("the ").unwrap_or(&shape.lower);
    let views = ["views expressed", "opinions expressed", "views and opinions"]
        .iter()
        .any(|opening| lower.starts_with(opening));
    views && shape.words.len() <= 40 && ["author", "own", "do not", "writer"].iter().any(|whose| lower.contains(whose))
}

/// "Ann Lee and Bo Ek contributed to this report."
pub(super) fn is_thanks(shape: &Shape<'_>) -> bool {
    let lower = shape.lower.as_str();
    let helped = ["contributed to this ", "contributed reporting", "contributed to the reporting"]
        .iter()
        .any(|phrase| lower.contains(phrase));
    let from = ["with files from ", "with reporting from ", "with reporting by ", "with additional reporting "]
        .iter()
        .any(|phrase| lower.starts_with(phrase));
    shape.words.len() <= 30 && !shape.opens_quotation() && (helped || from)
}

/// "Ann Lee is the Courier's health correspondent.", "Bo Ek covers courts.": at the end of an article, a name and a desk.
pub(super) fn is_author_note(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 40 || shape.from_end >= LAST_BLOCKS || shape.opens_quotation() {
        return false;
    }
    if shape.lower.starts_with("the writer is ") || shape.lower.starts_with("the author is ") {
        return true;
    }
    let name = shape.words.iter().take_while(|word| is_capitalised(word)).count();
    if !(2..=4).contains(&name) {
        return false;
    }
    let rest: Vec<String> = shape.words.iter().skip(name).map(|word| word.to_lowercase()).collect();
    let desk = |word: &String| {
        matches!(
            word.as_str(),
            "correspondent" | "columnist" | "reporter" | "editor" | "contributor" | "journalist" | "writer"
        )
    };
    match rest.first().map(String::as_str) {
        Some("is") => {
            let near = rest.iter().take(10).position(desk);
            // "… is a reporter" may be what the article says of somebody; of its author it says for whom, or on what.
            near.is_some_and(|at| {
                rest.iter().take(at).any(|word| word.ends_with("'s") || word.ends_with("’s") || word == "our")
                    || rest.get(at + 1).is_some_and(|word| matches!(word.as_str(), "at" | "for" | "based" | "covering"))
            })
        }
        Some("reported" | "reports") => rest.len() <= 6 && rest.get(1).is_some_and(|word| word == "from"),
        // What somebody does with what is theirs is no desk.
        Some("covers" | "writes") => {
            rest.len() <= 16
                && !rest.iter().any(|word| matches!(word.as_str(), "his" | "her" | "their" | "him" | "them"))
        }
        _ => false,
    }
}

/// Openings of an errand.
const FOR_MORE: [&str; 8] = [
    "for more information",
    "for more details",
    "for more news",
    "for more stories",
    "for more on ",
    "for more from ",
    "to read more",
    "to learn more",
];

/// "For more information, visit …", "Do you have a tip? Email …": the reader is sent somewhere.
pub(super) fn is_errand(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 30 || shape.text.contains(['"', '“', '”', '«']) {
        return false;
    }
    let imperative = |part: &str| part.split_whitespace().next().is_some_and(|word| IMPERATIVES.contains(word));
    let lower = shape.lower.as_str();
    if FOR_MORE.iter().any(|opening| lower.starts_with(opening))
        && lower.split_once(',').is_some_and(|(_, rest)| imperative(rest) || rest.trim_start().starts_with("go to "))
    {
        return true;
    }
    let mail = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let address = shape.words.iter().any(|word| mail(word) || word.starts_with("www."));
    if address && imperative(lower) {
        return true;
    }
    // "Click here to read the report", "Subscribe to The Evening Post for £2 a week": no sentence, and no other way to read it.
    let door = [
        "click here",
        "click to",
        "click on",
        "tap here",
        "tap to",
        "sign up for ",
        "sign up to ",
        "subscribe to ",
        "log in ",
    ];
    if !shape.ends() && door.iter().any(|opening| lower.starts_with(opening)) {
        return true;
    }
    let Some((question, request)) = lower.rsplit_once('?') else { return false };
    let asks_reader = question.split_whitespace().any(|word| matches!(word, "you" | "your" | "you've"))
        || question.starts_with("already ")
        || question.starts_with("got ")
        || question.starts_with("want ")
        || question.starts_with("not a ");
    asks_reader && imperative(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape<'_> {
        Shape::of_line(text)
    }

    #[test]
    fn what_becomes_of_this_article_is_a_notice() {
        for text in [
            "This article was amended on 4 May to correct a name.",
            "This story has been updated.",
            "This story is part of a series.",
        ] {
            assert!(is_notice(&shape(text)), "{text}");
        }
        for text in [
            "This article of the constitution is under review.",
            "The article was published in a journal.",
            "Correction: An earlier version of this report gave a wrong date.",
        ] {
            assert!(!is_notice(&shape(text)), "{text}");
        }
    }

    #[test]
    fn an_author_is_told_from_a_person_of_the_article() {
        for text in ["Ann Lee is the Courier's health correspondent.", "Bo Ek covers courts and police."] {
            assert!(is_author_note(&shape(text)), "{text}");
        }
        for text in ["Ann Lee is a reporter.", "Bo Ek covered the war.", "The court covers the north of the country."] {
            assert!(!is_author_note(&shape(text)), "{text}");
        }
    }

    #[test]
    fn readers_are_sent_and_persons_are_not() {
        for text in [
            "Do you know more? Write to us.",
            "For more news, visit our page.",
            "Already a member? Sign in",
            "Send tips to ann.lee@post.example.",
        ] {
            assert!(is_errand(&shape(text)), "{text}");
        }
        for text in [
            "Do you know more? He did not.",
            "For more than a year, visit or not, they paid.",
            "Like it or not.@annlee https://t.example/x",
        ] {
            assert!(!is_errand(&shape(text)), "{text}");
        }
    }
}
