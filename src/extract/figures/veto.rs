//! Numbers that are no quantities: dates, names, designations, telephone numbers, pronouns. Owns only reasons to stay silent.

use std::sync::LazyLock;

use super::calendar::When;
use super::lexer::Shape;
use super::nouns;
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use super::words::{Words, set};

static DESIGNATORS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/designators.txt")));
static ADJECTIVAL: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/adjectival.txt")));
static NOT_ONE: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/not_one.txt")));
static ONE_AFTER: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/one_after.txt")));
static CALIBRE: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/calibre_words.txt")));

/// Longest stretch without white space that is looked at for an address.
const CHUNK: usize = 200;

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

/// "+1-222-555", "020 7946 0000": three or more runs of digits in a chain.
fn telephone(text: &str, q: &Quantity) -> bool {
    let (start, end) = (q.number.span.start as usize, q.number.span.end as usize);
    if q.unit.is_some() {
        return false;
    }
    let head = text.get(..start).unwrap_or_default();
    let spaced = q.number.shape == Shape::Digits
        && q.number.span.slice(text).contains(' ')
        && head.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if spaced {
        return true;
    }
    if head.ends_with('+')
        && matches!(q.number.shape, Shape::Plain(1..=3))
        && text.get(end..).is_some_and(|tail| {
            tail.starts_with(['-', ' ']) && tail.get(1..2).is_some_and(|c| c.bytes().all(|b| b.is_ascii_digit()))
        })
    {
        return true;
    }
    let mut runs = 0;
    let mut seen_digit = false;
    for c in head.chars().rev().take(20) {
        match c {
            '0'..='9' => seen_digit = true,
            '-' | '‑' if seen_digit || runs == 0 => {
                runs += usize::from(seen_digit);
                seen_digit = false;
            }
            _ => break,
        }
    }
    runs += usize::from(seen_digit);
    let mut dash = false;
    let mut forward = 0;
    for c in text.get(end..).unwrap_or_default().chars().take(20) {
        match c {
            '-' | '‑' => dash = true,
            '0'..='9' => {
                forward += usize::from(dash);
                dash = false;
            }
            _ => break,
        }
    }
    runs + forward >= 2
}

/// A web or mail address around the number.
fn in_address(view: View<'_>, q: &Quantity) -> bool {
    let text = view.doc.text();
    let bytes = text.as_bytes();
    let (start, end) = (q.number.span.start as usize, q.number.span.end as usize);
    let back = bytes
        .get(..start)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(CHUNK)
        .take_while(|b| !b.is_ascii_whitespace())
        .count();
    let on = bytes.get(end..).unwrap_or_default().iter().take(CHUNK).take_while(|b| !b.is_ascii_whitespace()).count();
    let chunk = bytes.get(start - back..end + on).unwrap_or_default();
    chunk.len() > (end - start) + 4
        && [&b"://"[..], b"www.", b".com", b"@", b".org/"]
            .iter()
            .any(|mark| memchr::memmem::find(chunk, mark).is_some())
}

/// "Article 5", "page 12", "No. 10", "Highway 35".
fn designated(view: View<'_>, q: &Quantity) -> bool {
    if q.prefixed || q.unit.is_some_and(|unit| !matches!(unit.dimension, Dimension::Duration | Dimension::Angle)) {
        return false;
    }
    if !matches!(q.number.shape, Shape::Plain(_) | Shape::Words | Shape::Digits)
        || q.number.article
        || q.form != Form::Number
    {
        return false;
    }
    let at = q.tokens.start;
    let (one, two) = (view.left(at, 1), view.left(at, 2));
    let name = if one == "."
        && matches!(two, "no" | "nos" | "art" | "sec" | "para" | "fig" | "ch" | "vol" | "nr" | "nrs" | "ex")
    {
        two
    } else {
        one
    };
    if matches!(one, "#" | "§" | "№") || one == "p" && two == "&" {
        return true;
    }
    if one == "number" && view.left(at, 2) != "a" && q.number.shape != Shape::Words {
        return !matches!(two, "the");
    }
    if !DESIGNATORS.contains(name) || nouns::closed(name) && name != "no" {
        return false;
    }
    let capital = view.capital(at.saturating_sub(1)) || one == ".";
    let index = matches!(
        name,
        "fortune"
            | "ftse"
            | "nikkei"
            | "stoxx"
            | "russell"
            | "cac"
            | "dax"
            | "nasdaq"
            | "topix"
            | "kospi"
            | "asx"
            | "tsx"
    );
    let clear = index
        || matches!(
            name,
            "article"
                | "section"
                | "chapter"
                | "page"
                | "paragraph"
                | "para"
                | "no."
                | "no"
                | "highway"
                | "route"
                | "channel"
                | "flight"
                | "clause"
                | "exit"
                | "apollo"
                | "update"
                | "phase"
                | "stage"
                | "grade"
                | "level"
                | "type"
        );
    if name == "no" && one != "." {
        return view.capital(at - 1) && q.number.shape != Shape::Words;
    }
    clear || capital || !nouns::plural(view, q.tokens.end)
}

/// A number after a capitalised word inside a sentence: "Kanal 7", "Boeing 777"; and written numbers with a capital: "the Big Three".
fn named(view: View<'_>, q: &Quantity, earlier: bool) -> bool {
    if q.unit.is_some() || q.prefixed || !matches!(q.form, Form::Number) {
        return false;
    }
    let sentence = view.sentence(q.tokens.start);
    let at = q.tokens.start;
    if at <= sentence.start {
        return false;
    }
    let before = at - 1;
    let name_before =
        view.word(before) && view.capital(before) && before > sentence.start && !nouns::closed(view.lower(before));
    let counted = nouns::after(view, q.tokens.end, false).is_some_and(|noun| nouns::plural(view, noun.head));
    match q.number.shape {
        Shape::Plain(_) => {
            let elliptic = earlier && matches!(view.left(before, 1), "and" | "," | ";" | "but" | "while");
            let headline = view.headline_case(&sentence);
            let title = view.doc.form(before) == "The" && before > sentence.start && view.word(before - 1);
            title || name_before && !counted && !elliptic && !headline
        }
        Shape::Words => {
            let capital = view.capital(at) && view.word(before) && q.number.scale == 0;
            let neighbour = view.capital(before) || view.capital(q.tokens.end) || view.lower(before) == "the";
            capital && neighbour && !view.headline_case(&sentence) && !matches!(view.left(at, 1), ":" | "“" | "\"")
        }
        _ => false,
    }
}

/// Written numbers that do not count: the pronoun "one", "the two", "zero-sum", "two-way".
fn written(view: View<'_>, q: &Quantity) -> bool {
    let (left, right) = (view.left(q.tokens.start, 1), view.right(q.tokens.end, 0));
    if q.form == Form::Number && q.unit.is_none() && hyphenated_type(view, q) {
        return true;
    }
    match q.number.shape {
        Shape::Words if q.number.value == 1.0 && !q.number.article && q.number.scale == 0 => pronoun_one(view, q),
        Shape::Words if q.number.value == 2.0 && matches!(left, "the" | "these" | "those") && q.unit.is_none() => {
            right != "of"
        }
        Shape::Words if q.number.value == 0.0 => {
            right == "-"
                || matches!(right, "tolerance" | "hour" | "carbon" | "in" | "sum")
                || matches!(
                    left,
                    "net" | "ground" | "near" | "absolute" | "below" | "above" | "sub" | "to" | "from" | "-"
                )
        }
        Shape::Words if q.number.article && q.number.scale == 2 && right == "percent" => false,
        // "the thousand", "million-dollar": a bare scale counts only after half or an article.
        Shape::Words if q.number.scale > 0 && bare_scale(view, q) => q.unit.is_none() || q.hyphen,
        Shape::Single => single(view, q),
        _ => false,
    }
}

fn bare_scale(view: View<'_>, q: &Quantity) -> bool {
    !q.number.span.slice(view.doc.text()).contains([' ', '-'])
}

/// "Two-way", "four-star", "three-pronged": a type, unless the noun tells a size.
fn hyphenated_type(view: View<'_>, q: &Quantity) -> bool {
    let end = q.tokens.end;
    if view.right(end, 0) != "-" || !view.touches(end.saturating_sub(1)) || !view.touches(end) {
        return false;
    }
    let noun = view.right(end, 1);
    let digit = view.doc.form(end + 1).starts_with(|c: char| c.is_numeric());
    if digit
        || noun.is_empty()
        || matches!(noun, "odd" | "plus" | "ish" | "to" | "and" | "or")
        || super::lexer::numbers(noun).first().is_some_and(|n| n.span.len() as usize == noun.len())
    {
        return false;
    }
    !(ADJECTIVAL.contains(noun) || ADJECTIVAL.contains(noun.trim_end_matches('s')))
}

fn pronoun_one(view: View<'_>, q: &Quantity) -> bool {
    let (left, right) = (view.left(q.tokens.start, 1), view.right(q.tokens.end, 0));
    if ONE_AFTER.contains(left) && q.unit.is_none_or(|unit| unit.dimension == Dimension::Duration) {
        return true;
    }
    if let Some(unit) = q.unit {
        // "One day", "one point": an idiom unless something makes it a measure.
        let idiom = unit.dimension == Dimension::Duration
            && !q.hyphen
            && !matches!(
                left,
                "in" | "just"
                    | "only"
                    | "than"
                    | "least"
                    | "for"
                    | "within"
                    | "about"
                    | "after"
                    | "over"
                    | "every"
                    | "of"
                    | "is"
                    | "lasted"
                    | "to"
            );
        return idiom && view.right(q.tokens.end, 0) != "of";
    }
    if q.form != Form::Number {
        return false;
    }
    if right == "-" {
        return !ADJECTIVAL.contains(view.right(q.tokens.end, 1));
    }
    let noun = q.tokens.end < view.sentence(q.tokens.start).end && view.word(q.tokens.end) && !nouns::closed(right);
    !noun || NOT_ONE.contains(right)
}

/// "A single X", "not a single X", "in a single day" count; "every single", "the single biggest" do not.
fn single(view: View<'_>, q: &Quantity) -> bool {
    let right = view.right(q.tokens.end, 0);
    if q.unit.is_some() {
        return !q.number.article;
    }
    !q.number.article
        || right.is_empty()
        || nouns::closed(right)
        || right == "-"
        || !view.word(q.tokens.end)
        || matches!(
            right,
            "mother" | "father" | "parent" | "market" | "currency" | "man" | "woman" | "mum" | "mom" | "dose"
        )
        || (q.unit.is_none() && view.left(q.tokens.start, 1) != "not")
}

/// "1. First point": a mark of a list.
fn list_mark(view: View<'_>, q: &Quantity) -> bool {
    let sentence = view.sentence(q.tokens.start);
    matches!(q.number.shape, Shape::Plain(1 | 2))
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
    let service = [911.0, 999.0, 112.0].contains(&q.number.value)
        && matches!(q.number.shape, Shape::Plain(_))
        && (right.starts_with("call")
            || matches!(right, "dispatcher" | "dispatchers" | "operator" | "operators" | "emergency"));
    size || service
}

/// "[17]", "508 BC", "220 South Mill Street": notes, eras and addresses.
fn reference(view: View<'_>, q: &Quantity) -> bool {
    if q.unit.is_some() || !matches!(q.number.shape, Shape::Plain(_)) {
        return false;
    }
    let right = view.right(q.tokens.end, 0);
    let note = view.left(q.tokens.start, 1) == "[" && right == "]";
    let era = matches!(right, "bc" | "bce" | "ad") && view.capital(q.tokens.end);
    let street = view.capital(q.tokens.end)
        && (1..=3).any(|on| {
            matches!(
                view.right(q.tokens.end, on).trim_end_matches('.'),
                "street" | "st" | "avenue" | "ave" | "road" | "rd" | "boulevard" | "blvd" | "drive" | "lane" | "square"
            ) && view.capital(q.tokens.end + on)
        });
    note || era || street
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
            include_str!("lexicon/designators.txt"),
            include_str!("lexicon/adjectival.txt"),
            include_str!("lexicon/not_one.txt"),
            include_str!("lexicon/one_after.txt"),
            include_str!("lexicon/calibre_words.txt"),
        ] {
            super::super::words::assert_sorted(list);
        }
    }
}
