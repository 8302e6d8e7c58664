//! Who made it and whose it is: bylines, credits, rights, addresses.

use super::lists::{CALENDAR, CONTACTS, ROLES, STAMPS};
use super::shape::{Shape, is_capitalised, is_joint};

/// "By Ann Lee and Bo Ek, Health Correspondent": names after "by", no sentence.
pub(super) fn is_byline(shape: &Shape<'_>) -> bool {
    let Some((first, rest)) = shape.words.split_first() else { return false };
    // "Ann Lee and agencies", "From our Porto correspondent"
    let staff = shape.lower.ends_with(" and agencies")
        || ["from our ", "by our ", "our "].iter().any(|own| shape.lower.starts_with(own))
            && ["correspondent", "reporter", "staff"].iter().any(|role| shape.lower.ends_with(role));
    if staff && shape.words.len() <= 6 {
        return true;
    }
    if !first.eq_ignore_ascii_case("by") || rest.is_empty() || rest.len() > 16 {
        return false;
    }
    // A byline's first word is a name: "By Monday the water …" begins a sentence, and ends like one.
    let named = |word: &str| is_capitalised(word) || is_joint(word) || is_page_word(word);
    let parts = shape.text.contains(['|', '•', '·']);
    rest.first().is_some_and(|word| is_capitalised(word)) && rest.iter().all(|word| named(word)) && (!shape.ends() || parts)
        // "BY ANN LEE" is a byline, "By Force" may be a headline: two words or more, or capitals.
        && (rest.len() > 1 || *first == "BY" || *first == "by" || shape.index <= 3)
}

/// What else stands in a byline: times, dates, "min read".
fn is_page_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.chars().any(|c| c.is_ascii_digit())
        || STAMPS.contains(&lower)
        || CALENDAR.contains(&lower)
        || word.contains('@')
}

/// "Reporting by …; editing by …", "Photograph: …", "(Additional reporting by …)".
pub(super) fn is_credit(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 40 || shape.opens_quotation() {
        return false;
    }
    let lower = shape.lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let by = lower.split_once(" by ").map(|(role, _)| role.trim()).filter(|role| ROLES.contains(role));
    if by.is_some() && names_follow(shape, " by ") {
        return true;
    }
    if shape.label().is_some_and(|label| ROLES.contains(label.strip_suffix(" by").unwrap_or(label)))
        && names_follow(shape, ":")
    {
        return true;
    }
    if ["image caption, ", "media caption, ", "image source, "].iter().any(|label| lower.starts_with(label)) {
        return true;
    }
    // "Ann Lee for The Post", "Handout via Newsline", "Sponsored by Acme": a name, whose, and another; no verb and no stop.
    let link = shape.words.iter().position(|word| matches!(*word, "via" | "for" | "by" | "of"));
    if let Some(at) = link.filter(|_| shape.words.len() <= 8 && !shape.ends()) {
        let names = |words: &[&str]| words.iter().all(|word| is_capitalised(word) || is_joint(word));
        let (before, after) = shape.words.split_at(at);
        let first = before.first().map(|word| word.to_lowercase()).unwrap_or_default();
        let whose = match after.first() {
            Some(&"via") => true,
            Some(&"for") => after.get(1) == Some(&"The") && before.len() >= 2,
            Some(&"by") => {
                before.len() == 1 && matches!(first.as_str(), "sponsored" | "powered" | "presented" | "supported")
            }
            _ => before.len() == 1 && first == "courtesy",
        };
        let after = after.get(1..).unwrap_or_default();
        if whose
            && names(before)
            && after.iter().any(|word| is_capitalised(word))
            && (names(after) || first == "courtesy")
        {
            return true;
        }
    }
    // "Ann Lee/Newsline", "Getty Images": a picture's owner.
    let owner =
        ["getty images", "ap photo", "/afp", "/reuters", "/getty", "file photo", "handout photo", "shutterstock"];
    shape.words.len() <= 10 && !shape.is_sentence() && owner.iter().any(|name| lower.contains(name))
}

/// Whether a name comes after the mark, and no quotation begins there.
fn names_follow(shape: &Shape<'_>, mark: &str) -> bool {
    let Some(at) = shape.lower.find(mark) else { return false };
    // Lower-casing may move bytes: then the place is judged on the lower-cased text, where no name is seen.
    let rest =
        if shape.lower.len() == shape.text.len() { shape.text.get(at + mark.len()..).unwrap_or_default() } else { "" };
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or_default();
    let first = if matches!(first, "the" | "our") { words.next().unwrap_or_default() } else { first };
    let unnamed = matches!(first, "supplied" | "handout" | "contributed" | "submitted" | "courtesy");
    unnamed
        || is_capitalised(first.trim_start_matches(|c: char| !c.is_alphanumeric()))
            && !first.starts_with(['"', '“', '‘'])
}

/// "© …", "Copyright 2025 …", "All rights reserved", "may not be republished".
pub(super) fn is_rights_notice(shape: &Shape<'_>) -> bool {
    let lower = shape.lower.as_str();
    if shape.opens_quotation() || shape.words.len() > 70 {
        return false;
    }
    let sign = shape.text.starts_with('©') || lower.starts_with("(c) ") || lower.starts_with("copyright ©");
    let year = |word: &str| word.len() == 4 && word.bytes().all(|c| c.is_ascii_digit());
    let dated = lower.starts_with("copyright ") && shape.words.iter().take(4).any(|word| year(word));
    let phrases = [
        "all rights reserved",
        "may not be published, broadcast",
        "may not be reproduced",
        "reproduction in whole or in part",
        "without prior written permission",
        "distributed by public, unedited",
    ];
    sign || dated || phrases.iter().any(|phrase| lower.contains(phrase))
}

/// "Media contact: …", "Tel: +44 …": a label before an address.
pub(super) fn is_contact(shape: &Shape<'_>) -> bool {
    if shape.words.len() > 30 {
        return false;
    }
    let address = shape.text.contains('@') || shape.text.contains("://") || shape.lower.contains("www.");
    let digits = shape.text.chars().filter(char::is_ascii_digit).count();
    let labelled = shape.label().is_some_and(|label| CONTACTS.contains(label));
    if labelled && (!shape.is_sentence() || address || digits >= 7) {
        return true;
    }
    // An address alone; a handle alone may say who wrote the lines before it.
    shape.words.len() <= 3 && address && !shape.opens_quotation() && !shape.text.starts_with('@')
}
