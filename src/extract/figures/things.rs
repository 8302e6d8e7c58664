//! The thing that a measure measures when no noun hangs on the figure itself: "a depth of 10 km", "goods worth $5m", "raised its rate to
//! 5%", "a 70 per cent chance of rain", or the subject of its verb. The parse is evidence; words close by come first.

use std::sync::LazyLock;

use super::nouns::{self, Noun};
use super::points::comparative;
use super::quantity::{Form, Quantity};
use super::view::View;
use super::words::{Words, set};
use super::{calendar, change};
use crate::text::{Pos, Relation};

static PERIODS: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/periods.txt")));
static EMPTY: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/empty_nouns.txt")));
static SPENDING: LazyLock<Words> = LazyLock::new(|| set(include_str!("lexicon/spending_verbs.txt")));

/// The thing measured, from the words close by, then from the tree, then from the start of the clause.
pub(super) fn measured(view: View<'_>, q: &Quantity) -> Option<Noun> {
    before(view, q).or_else(|| governed(view, q)).or_else(|| subject(view, q))
}

/// Whether a token is a common noun that says what something is: no period, no empty word ("total", "number").
fn telling(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    view.doc.token(token).pos == Pos::Noun && !PERIODS.contains(lower) && !EMPTY.contains(lower) && view.word(token)
}

/// The noun phrase that ends at a head, with its adjectives and nouns; determiners stay outside.
fn phrase(view: View<'_>, head: usize) -> Noun {
    let start = view.sentence(head).start;
    let mut first = head;
    while first > start && head - first < 5 {
        let before = first - 1;
        let modifier = matches!(view.doc.token(before).pos, Pos::Adj | Pos::Noun | Pos::Propn) && view.word(before)
            || matches!(view.lower(before), "-" | "'s" | "’s");
        if !modifier || comparative(view.lower(before)) {
            break;
        }
        first = before;
    }
    while first < head && !view.word(first) {
        first += 1;
    }
    Noun { tokens: first..head + 1, head }
}

/// A noun right before the words that lead to the figure.
fn before(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let first = q.first;
    let (one, two) = (view.left(first, 1), view.left(first, 2));
    let back = match one {
        "of" | "worth" | "totalling" | "totaling" => 2,
        "at" if matches!(two, "valued" | "priced" | "estimated" | "assessed" | "now" | "still" | "currently") => 3,
        "at" | "to" | "from" | "by" | "above" | "below" | "past" => 2,
        // "With online revenue up 36 percent".
        "up" | "down" => 2,
        "," | "(" | ":" => return None,
        _ => return None,
    };
    let back = if view.left(first, back) == "," { back + 1 } else { back };
    let head = first.checked_sub(back).filter(|head| *head >= view.sentence(first).start)?;
    if !telling(view, head) {
        return None;
    }
    match one {
        "of" if change::direction(view.lower(head)).is_some() => {
            changed(view, q.tokens.end).or(Some(phrase(view, head)))
        }
        "to" | "from" | "by" | "above" | "below" | "past" => {
            // "Raised its key rate to 5%": the object of the verb, not the one who raised it.
            (view.doc.token(head).relation == Relation::Obj).then(|| phrase(view, head))
        }
        _ => Some(phrase(view, head)),
    }
}

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
    if change::direction(head).is_some() {
        return changed(view, noun.head + 1).or_else(|| {
            // "A 5% pay rise": what stands before the noun of change.
            (noun.head > noun.tokens.start && telling(view, noun.head - 1))
                .then(|| Noun { tokens: noun.tokens.start..noun.head, head: noun.head - 1 })
        });
    }
    let determined = (1..=2).any(|back| {
        matches!(
            view.left(q.first, back),
            "a" | "an" | "the" | "its" | "their" | "his" | "her" | "this" | "that" | "another" | "our" | "any"
        )
    }) || matches!(view.lower(q.first), "a" | "an" | "the");
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
    if !(listed || determined && telling(view, noun.head)) {
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
        _ => None,
    }
}

/// The subject of the verb that governs a figure, by the tree; none where the tree does not say.
fn governed(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let sentence = view.sentence(q.tokens.start);
    let mut at = q.tokens.end.checked_sub(1)?;
    let mut steps = 0;
    // "Has tripled": the figure is the verb.
    let itself = q.form == Form::Fold && matches!(view.doc.token(at).pos, Pos::Verb);
    while steps < 8 && !itself {
        let token = view.doc.tokens.get(at)?;
        let head = token.head as usize;
        if matches!(token.pos, Pos::Verb) && steps > 0 || head == at || !sentence.contains(&head) {
            break;
        }
        at = head;
        steps += 1;
    }
    let verb = at;
    let near = verb.saturating_sub(24).max(sentence.start)..verb;
    let subject = near.rev().find(|token| {
        view.doc.tokens.get(*token).is_some_and(|found| {
            found.head as usize == verb && matches!(found.relation, Relation::Nsubj | Relation::NsubjPass)
        })
    })?;
    if !matches!(view.doc.token(subject).pos, Pos::Noun | Pos::Propn) || q.tokens.contains(&subject) {
        return None;
    }
    let mut start = subject;
    while start > sentence.start && subject - start < 5 {
        let before = view.doc.token(start - 1);
        let modifier = matches!(before.pos, Pos::Adj | Pos::Noun | Pos::Propn) || view.lower(start - 1) == "-";
        if !modifier || before.head as usize > subject || (before.head as usize) < start - 1 {
            break;
        }
        start -= 1;
    }
    while start < subject && !view.word(start) {
        start += 1;
    }
    Some(Noun { tokens: start..subject + 1, head: subject })
}

/// The subject of the clause: the words before its first verb of change, being or having.
fn subject(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let sentence = view.sentence(q.tokens.start);
    let verb =
        (sentence.start.max(q.first.saturating_sub(40))..q.first).rev().find(|token| clause_verb(view, *token))?;
    let mut end = verb;
    while end > sentence.start
        && (matches!(
            view.lower(end - 1),
            "has"
                | "have"
                | "had"
                | "was"
                | "were"
                | "is"
                | "are"
                | "been"
                | "be"
                | "will"
                | "would"
                | "could"
                | "may"
                | "might"
                | "more"
                | "than"
                | "nearly"
                | "almost"
                | "also"
                | "only"
                | "just"
                | "not"
                | "now"
                | "still"
                | "to"
                | "being"
                | "already"
        ) || clause_verb(view, end - 1))
    {
        end -= 1;
    }
    let mut start = end;
    while start > sentence.start && end - start < 6 {
        let lower = view.lower(start - 1);
        if !view.word(start - 1) && lower != "-" && lower != "'" && lower != "’"
            || nouns::closed(lower) && !matches!(lower, "'s" | "’s")
        {
            break;
        }
        start -= 1;
    }
    (start < end && view.word(end - 1)).then(|| Noun { tokens: start..end, head: end - 1 })
}

fn clause_verb(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    super::change::direction(lower).is_some()
        && !matches!(lower, "up" | "down" | "more" | "less" | "fewer" | "higher" | "lower" | "off")
        || matches!(
            lower,
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "have"
                | "had"
                | "reached"
                | "hit"
                | "stood"
                | "stands"
                | "cost"
                | "costs"
                | "totalled"
                | "totaled"
                | "numbered"
                | "fetched"
                | "covers"
                | "weighs"
                | "weighed"
                | "lasted"
                | "earn"
                | "earns"
                | "earned"
                | "amounted"
                | "averaged"
                | "accounts"
                | "accounted"
                | "made"
                | "came"
                | "rose"
                | "remains"
                | "remained"
                | "measured"
                | "measures"
                | "delivers"
                | "raised"
                | "last"
                | "ran"
                | "runs"
                | "stretch"
                | "stretches"
                | "exceeded"
                | "will"
                | "would"
                | "could"
        )
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        super::super::words::assert_sorted(include_str!("lexicon/empty_nouns.txt"));
        super::super::words::assert_sorted(include_str!("lexicon/spending_verbs.txt"));
    }
}
