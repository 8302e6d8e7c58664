//! Numbers that are no quantities: dates, names, designations, telephone numbers, pronouns. Owns only reasons to stay silent.

mod contacts;
mod names;
mod written;

use std::sync::LazyLock;

use contacts::{in_address, telephone};
use names::{designated, named, reference};
use written::written;

use super::calendar::When;
use super::lexer::Shape;
use super::quantity::Quantity;
use super::units::Dimension;
use super::view::View;
use super::words::{Words, set};

static CALIBRE: LazyLock<Words> = LazyLock::new(|| set(include_str!("../lexicon/calibre_words.txt")));

/// Whether a number stands inside a date. Money and percentages do not.
pub(super) fn dated(q: &Quantity, whens: &[When]) -> bool {
    let index = whens.partition_point(|when| when.span.end <= q.number.span.start);
    let year = q.number.shape == Shape::Plain(4) && (1500.0..2100.0).contains(&q.number.value);
    let inside =
        whens.get(index).is_some_and(|when| (when.dated || year && !when.event) && when.span.overlaps(q.number.span));
    inside && q.unit.is_none_or(|unit| unit.dimension == Dimension::Duration) && !q.prefixed
}

/// Whether the surroundings make a number no quantity. `earlier` is true when the sentence already has a count before it.
pub(super) fn strikes(view: View<'_>, q: &Quantity, earlier: bool) -> bool {
    if q.number.shape == Shape::Opaque {
        return true;
    }
    glued(view, q)
        || in_address(view, q)
        || designated(view, q)
        || named(view, q, earlier)
        || written(view, q)
        || list_mark(view, q)
        || calibre(view, q)
        || page_mark(view, q)
        || not_one_coin(view, q)
        || idiom(view, q)
        || reference(view, q)
}

/// Letters or signs that touch the number: "A320", "F-16", "5G", "#3", "007".
fn glued(view: View<'_>, q: &Quantity) -> bool {
    let text = view.doc.text();
    let (start, end) = (q.core.start as usize, q.core.end as usize);
    let head = text.get(..start).unwrap_or_default();
    let before = head.chars().next_back();
    let digits = matches!(q.number.shape, Shape::Plain(_) | Shape::Digits);
    if digits
        && before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '#' | '@' | '_' | '§' | '№' | '/' | '&' | '=' | '^' | '+')
        })
        && !q.prefixed
    {
        return true;
    }
    if matches!(before, Some('\'' | '’' | '‘')) && q.number.shape == Shape::Plain(2) && q.unit.is_none() {
        let rest = head.trim_end_matches(['\'', '’', '‘']);
        if rest.is_empty() || rest.ends_with(char::is_whitespace) {
            return true;
        }
    }
    if digits && before == Some('−') && head.trim_end_matches('−').ends_with(char::is_alphabetic) {
        // "5 fb−1", "s−1": a power of a unit.
        return true;
    }
    if digits && before == Some('-') && q.unit.is_none_or(|unit| unit.dimension != Dimension::Duration) {
        let tail = head.strip_suffix('-').unwrap_or_default();
        if tail.ends_with(char::is_alphabetic) && !q.prefixed {
            return true;
        }
    }
    let after = text.get(end..).unwrap_or_default().chars().next();
    if digits && after.is_some_and(char::is_alphabetic) {
        return true;
    }
    if let Shape::Plain(len) = q.number.shape {
        let form = q.number.span.slice(text);
        if len >= 9 || (len > 1 && form.starts_with('0') && q.unit.is_none()) {
            return true;
        }
    }
    telephone(text, q)
}

/// "1. First point": a mark of a list.
fn list_mark(view: View<'_>, q: &Quantity) -> bool {
    let sentence = view.sentence(q.tokens.start);
    // "The plan: 1) cut costs; 2) sell": a bracket that nothing opened.
    let inside = matches!(q.number.shape, Shape::Plain(1))
        && q.unit.is_none()
        && view.right(q.tokens.end, 0) == ")"
        && view.touches(q.tokens.end - 1)
        && matches!(view.left(q.tokens.start, 1), "" | ":" | ";" | "," | "and" | "or" | ".")
        && !(1..=12).any(|back| view.left(q.tokens.start, back) == "(");
    inside
        || matches!(q.number.shape, Shape::Plain(1 | 2))
            && q.unit.is_none()
            && q.tokens.start == sentence.start
            && matches!(view.right(q.tokens.end, 0), ")" | "." | "/")
            && q.tokens.end < sentence.end
            && view.touches(q.tokens.end - 1)
            && sentence.len() > 2
}

/// "Six figures", "a 911 call": a size of pay, the number of a service.
fn idiom(view: View<'_>, q: &Quantity) -> bool {
    let right = view.right(q.tokens.end, 0);
    let size = right == "figures" && matches!(q.number.shape, Shape::Words) && (4.0..=9.0).contains(&q.number.value);
    let dialled = |lower: &str| {
        matches!(lower, "call" | "called" | "calling" | "dial" | "dialed" | "dialled" | "dialing" | "rang" | "phoned")
    };
    let service = [911.0, 999.0, 112.0].contains(&q.number.value)
        && matches!(q.number.shape, Shape::Plain(_))
        && (dialled(view.left(q.tokens.start, 1))
            || right.starts_with("call")
            || matches!(right, "dispatcher" | "dispatchers" | "operator" | "operators" | "emergency"));
    // "100 percent sure" is an idiom.
    let wholly = q.unit == Some(super::units::PERCENT)
        && [100.0, 110.0, 1000.0].contains(&q.one())
        && matches!(
            right,
            "sure"
                | "certain"
                | "right"
                | "wrong"
                | "behind"
                | "committed"
                | "confident"
                | "true"
                | "false"
                | "correct"
                | "clear"
        );
    size || service || wholly
}

/// "Not one penny": nothing, as an idiom.
fn not_one_coin(view: View<'_>, q: &Quantity) -> bool {
    q.number.value == 1.0
        && view.left(q.tokens.start, 1) == "not"
        && q.unit.is_some_and(|unit| unit.dimension == Dimension::Money)
}

/// "3 min read", "5 ways to save": marks of a page, not of its story.
fn page_mark(view: View<'_>, q: &Quantity) -> bool {
    let right = view.right(q.tokens.end, 0);
    right == "read" && q.unit.is_some_and(|unit| unit.name == "minutes")
        || matches!(right, "ways" | "things" | "reasons" | "tips" | "takeaways" | "facts")
            && matches!(view.left(q.tokens.start, 1), "" | ":")
            && q.unit.is_none()
}

/// "105 mm shells".
fn calibre(view: View<'_>, q: &Quantity) -> bool {
    q.unit.is_some_and(|unit| unit.name == "millimetres")
        && (CALIBRE.contains(view.right(q.tokens.end, 0)) || CALIBRE.contains(view.right(q.tokens.end, 1)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        for list in [
            include_str!("../lexicon/designators.txt"),
            include_str!("../lexicon/adjectival.txt"),
            include_str!("../lexicon/not_one.txt"),
            include_str!("../lexicon/one_after.txt"),
            include_str!("../lexicon/calibre_words.txt"),
        ] {
            super::super::words::assert_sorted(list);
        }
    }
}
