//! Which words are pronouns, and what each tells of itself: shape, gender, number. Knows no document.

use super::lexicon::Shape;
use super::types::{Gender, Number};

/// Words that can stand for a source by themselves.
pub(super) fn is_pronoun(lower: &str) -> bool {
    personal(lower)
        || matches!(
            lower,
            "who"
                | "which"
                | "that"
                | "whose"
                | "whom"
                | "this"
                | "these"
                | "those"
                | "one"
                | "another"
                | "others"
                | "some"
                | "many"
                | "most"
                | "few"
                | "all"
                | "both"
                | "none"
                | "nobody"
                | "someone"
                | "somebody"
                | "everyone"
                | "everybody"
                | "anyone"
                | "you"
                | "your"
                | "several"
        )
        || counts(lower)
}

/// A number word: so many of a group ("three had expected a cut").
pub(super) fn counts(lower: &str) -> bool {
    matches!(
        lower,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve"
    )
}

/// Personal and possessive pronouns.
pub(super) fn personal(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she"
            | "it"
            | "they"
            | "his"
            | "her"
            | "hers"
            | "its"
            | "their"
            | "theirs"
            | "him"
            | "them"
            | "himself"
            | "herself"
            | "itself"
            | "themselves"
            | "i"
            | "we"
            | "me"
            | "us"
            | "my"
            | "our"
            | "myself"
            | "ourselves"
    )
}

/// Shape, gender and number that a pronoun tells of itself.
pub(super) fn agreement(lower: &str) -> (Option<Shape>, Gender, Number) {
    match lower {
        "he" | "his" | "him" | "himself" => (Some(Shape::Person), Gender::Male, Number::Singular),
        "she" | "her" | "hers" | "herself" => (Some(Shape::Person), Gender::Female, Number::Singular),
        "it" | "its" | "itself" => (None, Gender::Neuter, Number::Singular),
        "i" | "me" | "my" | "myself" => (Some(Shape::Person), Gender::Unknown, Number::Singular),
        "one" | "another" | "someone" | "somebody" => (Some(Shape::Person), Gender::Unknown, Number::Singular),
        _ => (None, Gender::Unknown, Number::Plural),
    }
}
