//! The thing that a measure measures when no noun hangs on the figure itself: "a depth of 10 km", "goods worth $5m", "raised its rate to
//! 5%", "a 70 per cent chance of rain", or the subject of its verb. The parse is evidence; words close by come first.

use std::sync::LazyLock;

use super::nouns::{self, Noun};
use super::points::comparative;
use super::quantity::{Form, Quantity};
use super::subjects::{governed, outer, subject};
use super::units::Dimension;
use super::view::View;
use super::words::{Words, set};
use super::{calendar, directions, parties};
use crate::text::{Pos, Relation, TokenKind};

static PERIODS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/periods.txt")));
pub(super) static EMPTY: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/empty_nouns.txt")));
static PAYING: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/paying_verbs.txt")));
static BODIES: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/bodies.txt")));
static SPENDING: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/spending_verbs.txt")));

/// The thing measured, from the words close by, then from the tree, then from the start of the clause.
pub(super) fn measured(view: View<'_>, q: &Quantity) -> Option<Noun> {
    sized(view, q)
        .or_else(|| parties::candidate(view, q))
        .or_else(|| before(view, q))
        .or_else(|| multiplied(view, q))
        .or_else(|| {
            let paid = q.unit.is_some_and(|unit| unit.dimension == Dimension::Money)
                && ((1..=3).any(|back| PAYING.contains(view.left(q.first, back))) || paying_clause(view, q.first));
            // Who pays or wins money is not what it measures (a bond or a tax that raises it is); whom a verb has killed stands behind it.
            let harmed = q.unit.is_none() && super::fate::of_verb(view.left(q.first, 1));
            let harmed = harmed
                || q.unit.is_none() && view.left(q.first, 1) == "of" && super::ages::parent(view.left(q.first, 2));
            if harmed {
                return None;
            }
            governed(view, q)
                .or_else(|| subject(view, q).map(|noun| outer(view, noun)))
                .filter(|noun| !(paid && payer(view, noun)))
        })
}

/// "The freighter, 229 metres long, sank": the noun before the comma.
fn sized(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let size = q.unit.is_some_and(|unit| unit.dimension == Dimension::Distance)
        && matches!(view.right(q.tokens.end, 0), "long" | "wide" | "tall" | "high" | "deep" | "across" | "thick");
    let head = q.first.checked_sub(2).filter(|_| size && view.left(q.first, 1) == ",")?;
    let named = telling(view, head) || view.doc.token(head).pos == Pos::Propn && view.word(head);
    named.then(|| phrase(view, head))
}

/// "Fined the app's owner $5m": the verb that the sum hangs on, behind whoever gets or pays it.
fn paying_clause(view: View<'_>, at: usize) -> bool {
    (1..=9)
        .map(|back| (back, view.left(at, back)))
        .take_while(|(_, lower)| !lower.is_empty() && !matches!(*lower, "," | ";" | ":" | "(" | ")" | "—"))
        .find(|(back, _)| view.doc.tokens.get(at - back).is_some_and(|token| token.pos == Pos::Verb))
        .is_some_and(|(_, verb)| PAYING.contains(verb))
}

/// Whether a noun can pay: persons, names, and bodies that act through persons.
fn payer(view: View<'_>, noun: &Noun) -> bool {
    let lower = view.lower(noun.head);
    view.doc.token(noun.head).pos == Pos::Propn
        || nouns::persons(lower)
        || nouns::person(lower)
        || BODIES.contains(lower)
}

/// "Exports more than tripled": the noun in front of a verb that multiplies it.
fn multiplied(view: View<'_>, q: &Quantity) -> Option<Noun> {
    if q.form != Form::Fold || !matches!(view.doc.token(q.tokens.start).pos, Pos::Verb | Pos::Adj) {
        return None;
    }
    let mut back = 1;
    while back < 4
        && matches!(view.left(q.first, back), "has" | "have" | "had" | "will" | "would" | "could" | "also" | "be")
    {
        back += 1;
    }
    let head = q.first.checked_sub(back).filter(|head| *head >= view.sentence(q.first).start)?;
    let named = matches!(view.doc.token(head).pos, Pos::Noun | Pos::Propn) || nouns::plural(view, head);
    named.then(|| outer(view, phrase(view, head)))
}

/// What a duration measures where the verb says that something lasts ("the strike lasted 17 days").
pub(super) fn lasted(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let lasting = |lower: &str| {
        matches!(
            lower,
            "last"
                | "lasts"
                | "lasted"
                | "lasting"
                | "took"
                | "takes"
                | "take"
                | "ran"
                | "runs"
                | "continued"
                | "spans"
                | "spanned"
        )
    };
    // "Waiting times have grown to six hours".
    let moved = matches!(view.left(q.first, 1), "to" | "from" | "by")
        && !matches!(view.left(q.first, 2), "up" | "down")
        && directions::direction(view.left(q.first, 2)).is_some();
    (moved || (1..=3).any(|back| lasting(view.left(q.first, back))))
        .then(|| governed(view, q).or_else(|| subject(view, q)))
        .flatten()
}

/// "Month", "quarter": nouns of time.
pub(super) fn period(lower: &str) -> bool {
    PERIODS.contains(lower)
}

/// Whether a token is a common noun that says what something is: no period, no empty word ("total", "number").
pub(super) fn telling(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    view.doc.token(token).pos == Pos::Noun
        && !PERIODS.contains(lower)
        && !EMPTY.contains(lower)
        && view.word(token)
        && !unit_of_a_number(view, token)
}

/// "4.6 million barrels", "11 inches": the unit of another figure is no thing.
pub(super) fn unit_of_a_number(view: View<'_>, token: usize) -> bool {
    let number = token.checked_sub(1).is_some_and(|before| {
        view.doc.token(before).kind == TokenKind::Number || scale(view.lower(before)) && view.word(before)
    });
    number
        && super::units::after(view.doc.text(), view.doc.token(token).span.start as usize)
            .is_some_and(|found| found.end == view.doc.token(token).span.end as usize)
}

/// The noun phrase that ends at a head, with its adjectives and nouns; determiners stay outside.
pub(super) fn phrase(view: View<'_>, head: usize) -> Noun {
    let start = view.sentence(head).start;
    let mut first = head;
    while first > start && head - first < 5 {
        let before = first - 1;
        let modifier = matches!(view.doc.token(before).pos, Pos::Adj | Pos::Noun | Pos::Propn) && view.word(before)
            || matches!(view.lower(before), "-" | "'s" | "’s");
        if !modifier || comparative(view.lower(before)) || scale(view.lower(before)) {
            break;
        }
        first = before;
    }
    while first < head && !view.word(first) {
        first += 1;
    }
    Noun { tokens: first..head + 1, head }
}

/// Words of a number that a tagger calls nouns.
pub(super) fn scale(lower: &str) -> bool {
    matches!(
        lower,
        "hundred" | "thousand" | "million" | "billion" | "trillion" | "lakh" | "crore" | "dozen" | "mn" | "bn" | "tn"
    )
}

/// A noun right before the words that lead to the figure.
fn before(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let first = q.first;
    let (one, two) = (view.left(first, 1), view.left(first, 2));
    // "Prices rose fivefold", "with online revenue up 36 percent": the noun right before the verb of change.
    if directions::direction(one).is_some() && !PAYING.contains(one) && q.first > view.sentence(q.first).start + 1 {
        let head = first - 2;
        let subject = matches!(view.doc.token(head).relation, Relation::Nsubj | Relation::NsubjPass | Relation::Dep)
            && matches!(view.doc.token(head).pos, Pos::Noun | Pos::Propn)
            && !EMPTY.contains(view.lower(head));
        if subject || matches!(one, "up" | "down") && telling(view, head) {
            return Some(outer(view, phrase(view, head)));
        }
    }
    if one == "worth" && matches!(two, "is" | "was" | "are" | "were" | "be" | "now") {
        return subject(view, q);
    }
    // "At 8.5%, inflation is …": the subject behind the comma.
    if one == "at" && two.is_empty() && view.right(q.tokens.end, 0) == "," {
        let start = q.tokens.end + 1;
        let start = if matches!(view.lower(start), "the" | "its" | "their" | "a") { start + 1 } else { start };
        return nouns::after(view, start, true).filter(|noun| view.doc.token(noun.head).relation != Relation::Obj);
    }
    // "Inflation above 1 percent": the bound word belongs to the figure.
    if matches!(view.lower(first), "above" | "below" | "over" | "under" | "exceeding")
        && first > view.sentence(first).start
        && telling(view, first - 1)
    {
        return Some(phrase(view, first - 1));
    }
    let traded = |lower: &str| {
        matches!(
            lower,
            "bought"
                | "buy"
                | "buying"
                | "buys"
                | "sold"
                | "sell"
                | "selling"
                | "sells"
                | "acquired"
                | "acquire"
                | "purchased"
                | "auctioned"
        )
    };
    let back = match one {
        // "Bought a stake for $340 million".
        "for" if (3..9).any(|back| traded(view.left(first, back))) => 2,
        "of" | "worth" | "totalling" | "totaling" => 2,
        "at" if matches!(two, "valued" | "priced" | "estimated" | "assessed" | "now" | "still" | "currently") => 3,
        "at" | "to" | "from" | "by" | "above" | "below" | "past" => 2,
        _ => return None,
    };
    let back = if view.left(first, back) == "," { back + 1 } else { back };
    let head = first.checked_sub(back).filter(|head| *head >= view.sentence(first).start)?;
    // "Market value", "average price": an empty word that another noun fills.
    let filled = EMPTY.contains(view.lower(head))
        && view.doc.token(head).pos == Pos::Noun
        && matches!(view.doc.token(head.saturating_sub(1)).pos, Pos::Noun)
        && !one.starts_with('t')
        && !view.doc.form(head - 1).starts_with(|c: char| c.is_ascii_digit());
    let filled = filled && matches!(view.lower(head), "value" | "price" | "sum" | "level" | "size" | "amount");
    if !(filled || telling(view, head)) {
        return None;
    }
    let person = nouns::persons(view.lower(head)) || nouns::person(view.lower(head));
    match one {
        "of" if person => None,
        "of" if directions::direction(view.lower(head)).is_some() => {
            changed(view, q.tokens.end).or(Some(phrase(view, head)))
        }
        "to" | "from" | "by" | "above" | "below" | "past" => {
            // "Raised its key rate to 5%": the object of the verb, not the one who raised it.
            let object = (view.doc.token(head).relation == Relation::Obj).then(|| phrase(view, head));
            (one == "by").then(|| moved_by(view, head)).flatten().or(object)
        }
        _ => Some(phrase(view, head)),
    }
}

/// "The vaccine cut hospital admissions by two-thirds": a verb that moves things stands right before the phrase, and somebody before it.
fn moved_by(view: View<'_>, head: usize) -> Option<Noun> {
    let verb = (1..=5).find(|back| MOVING.contains(&view.left(head, *back)))?;
    let mut start = head - verb + 1;
    if matches!(view.lower(start), "the" | "its" | "their" | "his" | "her" | "a" | "an") {
        start += 1;
    }
    let whole = (start..=head).all(|token| !nouns::closed(view.lower(token)) && view.word(token));
    (whole && start <= head && !view.left(head, verb + 1).is_empty()).then_some(Noun { tokens: start..head + 1, head })
}

/// Verbs that move their object.
const MOVING: [&str; 18] = [
    "boost", "boosted", "cut", "cuts", "cutting", "lift", "lifted", "lower", "lowered", "raise", "raised", "raising",
    "reduce", "reduced", "reducing", "slashed", "trim", "trimmed",
];

/// "A rise of 3% in exports": what changed, behind the figure or behind the noun of change.
fn changed(view: View<'_>, at: usize) -> Option<Noun> {
    if !matches!(view.right(at, 0), "in" | "of") {
        return None;
    }
    nouns::of_phrase(view, at).filter(|noun| thing_after(view, noun))
}

/// No period, no name of a place, no number.
fn thing_after(view: View<'_>, noun: &Noun) -> bool {
    let head = view.lower(noun.head);
    !PERIODS.contains(head)
        && !noun.tokens.clone().any(|token| calendar::month(view, token) || calendar::digits(view, token).is_some())
        && view.doc.token(noun.head).pos == Pos::Noun
}

/// "A roughly 70 per cent chance of a cut", "its 2 per cent target", "a 5% rise in rents": the noun that follows a share.
pub(super) fn after_percent(view: View<'_>, q: &Quantity, end: usize) -> Option<Noun> {
    let noun = nouns::after(view, end, true).filter(|noun| noun.head <= end + 3)?;
    let head = view.lower(noun.head);
    if !view.word(noun.head) || view.lower(noun.tokens.start) == "points" {
        return None;
    }
    if directions::direction(head).is_some() {
        return changed(view, noun.head + 1).or_else(|| {
            // "A 5% pay rise": what stands before the noun of change.
            (noun.head > noun.tokens.start && telling(view, noun.head - 1))
                .then(|| Noun { tokens: noun.tokens.start..noun.head, head: noun.head - 1 })
        });
    }
    let listed = matches!(
        head,
        "stake"
            | "share"
            | "tax"
            | "chance"
            | "majority"
            | "margin"
            | "turnout"
            | "interest"
            | "rate"
            | "discount"
            | "tariff"
            | "tariffs"
            | "approval"
            | "support"
    );
    if !(listed || determined(view, q) && telling(view, noun.head)) {
        return None;
    }
    if view.right(noun.head + 1, 0) == "of"
        && let Some(of) = nouns::of_phrase(view, noun.head + 1).filter(|of| thing_after(view, of))
    {
        return Some(Noun { tokens: noun.tokens.start..of.head + 1, head: noun.head });
    }
    Some(noun)
}

/// What money was spent on, or stands in: "spent £1.1m on agency crews", "$5m in aid".
pub(super) fn bought(view: View<'_>, q: &Quantity, end: usize) -> Option<Noun> {
    match view.right(end, 0) {
        "in" if !matches!(
            view.right(end, 1),
            "the" | "a" | "an" | "its" | "their" | "his" | "her" | "this" | "that"
        ) =>
        {
            nouns::of_phrase(view, end).filter(|noun| thing_after(view, noun))
        }
        "on" | "for" => {
            let spent = (1..=8).any(|back| SPENDING.contains(view.left(q.first, back)));
            spent.then(|| nouns::of_phrase(view, end)).flatten().filter(|noun| thing_after(view, noun))
        }
        _ if q.hyphen => nouns::after(view, end, true),
        _ => {
            // "Its £20m goal", "a $5bn deal", "a $3bn cut in spending".
            let noun = nouns::after(view, end, true).filter(|noun| noun.head <= end + 3 && determined(view, q))?;
            if directions::direction(view.lower(noun.head)).is_some() {
                return changed(view, noun.head + 1).or(Some(noun));
            }
            telling(view, noun.head).then_some(noun)
        }
    }
}

/// A determiner right before the figure or its bound word, which then belongs to the noun behind.
fn determined(view: View<'_>, q: &Quantity) -> bool {
    (1..=2).any(|back| {
        matches!(
            view.left(q.first, back),
            "a" | "an" | "the" | "its" | "their" | "his" | "her" | "this" | "that" | "another" | "our" | "any"
        )
    }) || matches!(view.lower(q.first), "a" | "an" | "the" | "another")
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        super::super::words::assert_sorted(include_str!("lexicon/bodies.txt"));
        super::super::words::assert_sorted(include_str!("lexicon/empty_nouns.txt"));
        super::super::words::assert_sorted(include_str!("lexicon/paying_verbs.txt"));
        super::super::words::assert_sorted(include_str!("lexicon/spending_verbs.txt"));
    }
}
