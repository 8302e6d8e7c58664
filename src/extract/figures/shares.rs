//! Fractions and folds that are figures only in company: "a third of voters", "fell by half", "twice as many"; not "a third person".

use super::lexer::Shape;
use super::nouns;
use super::points::comparative;
use super::quantity::Quantity;
use super::view::View;
use crate::vocabulary::Bound;

/// Whether a fraction is a part of a whole: "a third of voters", "fell by half"; not "a third person", "the first half".
pub(super) fn fraction(view: View<'_>, q: &Quantity) -> bool {
    if q.number.shape == Shape::Halved {
        return true;
    }
    let (left, right) = (view.left(q.first, 1), view.right(q.tokens.end, 0));
    let near_left = view.left(q.tokens.start, 1);
    let text = q.number.span.slice(view.doc.text());
    if matches!(
        near_left,
        "first"
            | "second"
            | "other"
            | "latter"
            | "better"
            | "final"
            | "top"
            | "bottom"
            | "opening"
            | "next"
            | "last"
            | "past"
            | "1st"
            | "2nd"
            | "another"
    ) {
        return false;
    }
    if near_left == "and"
        && !q.number.article
        && view.left(q.tokens.start, 2) != "third"
        && right != "of"
        && text.eq_ignore_ascii_case("half")
    {
        return false;
    }
    if text.contains("a half") && near_left == "and" && right != "of" {
        return false;
    }
    if right == "-" && view.touches(q.tokens.end.saturating_sub(1)) {
        return false;
    }
    if matches!(
        right,
        "time"
            | "marathon"
            | "sister"
            | "brother"
            | "century"
            | "term"
            | "price"
            | "way"
            | "past"
            | "moon"
            | "party"
            | "world"
            | "option"
            | "person"
            | "year"
            | "runway"
            | "expected"
            | "hour"
    ) {
        return false;
    }
    let bounded = q.bound != Bound::Equal;
    let ends = right.is_empty()
        || matches!(
            right,
            "." | ","
                | ";"
                | ")"
                | "in"
                | "since"
                | "on"
                | "to"
                | "from"
                | "over"
                | "and"
                | "this"
                | "last"
                | "by"
                | "–"
                | "—"
                | "but"
                | "are"
                | "were"
                | "said"
                | "have"
                | "had"
                | "is"
                | "was"
                | "would"
        );
    if text.eq_ignore_ascii_case("half") {
        return matches!(
            right,
            "of" | "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "her"
                | "that"
                | "all"
                | "those"
                | "these"
                | "as"
                | "our"
                | "my"
                | "what"
                | "were"
                | "have"
                | "are"
                | "said"
                | "would"
        ) || bounded
            || nouns::plural(view, q.tokens.end)
            || matches!(left, "by" | "than" | "in" | "about" | "another" | "only" | "to") && ends;
    }
    if q.number.article {
        // "Of the 96 ships, a quarter were tankers"; "a third was hurt" is a third one.
        let acts = matches!(left, "," | "and" | "while" | "but" | ";")
            && (matches!(right, "were" | "are" | "have" | "say")
                || matches!(right, "said" | "had" | "would") && !text.contains("third"));
        return right == "of"
            || acts
            || left.is_empty() && ends
            || comparative(right)
            || bounded
            || matches!(left, "by" | "than" | "to" | "or" | "down" | "up") && ends
            || (matches!(left, "fell" | "rose" | "dropped" | "cut" | "slashed" | "lost") && ends);
    }
    true
}

/// Whether a fold is a multiple of something: verbs always, "double" and "twice" with what they multiply.
pub(super) fn fold(view: View<'_>, q: &Quantity) -> bool {
    let right = view.right(q.tokens.end, 0);
    match view.lower(q.tokens.start) {
        "double" | "triple" | "treble" | "quadruple" | "twice" | "thrice" => {
            let base = matches!(
                right,
                "the"
                    | "that"
                    | "as"
                    | "its"
                    | "their"
                    | "what"
                    | "last"
                    | "this"
                    | "his"
                    | "her"
                    | "those"
                    | "than"
                    | "our"
                    | "in"
                    | "to"
                    | "by"
            ) && !(matches!(right, "in" | "to" | "by" | "this" | "last" | "that")
                && view.lower(q.tokens.start) == "twice");
            // "Scored twice as the visitors won": how often, and when.
            let when = right == "as"
                && matches!(
                    view.right(q.tokens.end, 1),
                    "the" | "a" | "an" | "his" | "her" | "their" | "he" | "she" | "they" | "it"
                );
            if when {
                return false;
            }
            let verb = matches!(
                view.left(q.first, 1),
                "to" | "would" | "will" | "could" | "may" | "might" | "than" | "nearly" | "almost"
            ) && view.lower(q.tokens.start) != "twice";
            base || (q.bound != Bound::Equal && view.lower(q.tokens.start) != "twice") || verb
        }
        "doubles" => {
            view.left(q.first, 1) != "the"
                && !matches!(right, "title" | "match" | "final" | "partner" | "pair" | "team" | "tennis")
        }
        "doubling" | "tripling" | "trebling" => {
            matches!(right, "of" | "the" | "its" | "their" | "to" | "in" | "from" | "every" | "" | ",")
        }
        "doubled" | "tripled" | "trebled" => !matches!(right, "down" | "back" | "over" | "up"),
        _ => true,
    }
}
