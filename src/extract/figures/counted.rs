//! What is counted or measured: the noun phrase after the number, behind "of", before it, or taken over from the figure before.

use super::nouns::{self, Noun};
use super::quantity::{Form, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::extract::types::Value;
use crate::vocabulary::FigureRole;

/// Finds the noun of every quantity; later ones may take over from earlier ones.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    for index in 0..all.len() {
        let (head, tail) = all.split_at_mut(index);
        let Some((q, rest)) = tail.split_first_mut() else { continue };
        if q.role == FigureRole::Time {
            continue;
        }
        let noun = q.noun.clone().or_else(|| direct(view, q, rest.first()));
        let straight = noun.is_some();
        let noun =
            noun.or_else(|| ahead(view, q, rest)).or_else(|| number_of(view, q)).or_else(|| inherited(view, q, head));
        let own = straight
            && noun.as_ref().is_some_and(|noun| noun.tokens.start >= q.tokens.end && noun.head < q.tokens.end + 10);
        if let Some(noun) = &noun {
            q.counted = vec![view.span(noun.tokens.clone())];
            if own && extends(q) {
                q.span = q.span.cover(view.doc.token(noun.head).span);
            }
        } else if measured(q)
            && let Some(subject) = governed(view, q).or_else(|| subject(view, q))
        {
            q.counted = vec![view.span(subject.tokens.clone())];
            q.noun = Some(subject);
            continue;
        }
        q.noun = noun;
    }
}

/// Whether the head noun belongs to the span of the figure: counted things and parts of a whole, not the goods of a measure.
fn extends(q: &Quantity) -> bool {
    q.unit.is_none() || q.form == Form::Fraction
}

fn measured(q: &Quantity) -> bool {
    q.unit.is_some() && q.form != Form::Age || q.form == Form::Number
}

/// The noun after the number, perhaps behind "of".
fn direct(view: View<'_>, q: &Quantity, next: Option<&Quantity>) -> Option<Noun> {
    let end = after_suffix(view, q);
    if matches!(q.form, Form::Score) {
        let noun = nouns::after(view, end, true).filter(|noun| noun.head == end);
        return noun.filter(|noun| super::words_of_result(view.lower(noun.head)));
    }
    if q.form == Form::Rank {
        return None;
    }
    if q.form == Form::Age && !q.hyphen && view.left(q.first, 1) == "," {
        return name_before(view, q.first - 1);
    }
    if q.form == Form::Age {
        return if q.hyphen || q.tokens.len() > 1 && view.lower(q.tokens.end - 1) == "old" {
            nouns::after(view, q.tokens.end, true).filter(|noun| noun.head < q.tokens.end + 3)
        } else {
            None
        };
    }
    let right = view.right(end, 0);
    if right == "of" {
        // "four of the seven judges": the noun stands behind the second number.
        if let Some(next) = next.filter(|next| {
            next.unit.is_none() && next.sentence == q.sentence && next.first <= end + 2 && next.tokens.start <= end + 5
        }) && let Some(noun) = nouns::after(view, next.tokens.end, next.one() == 1.0)
        {
            return Some(noun);
        }
        if matches!(view.right(end, 1), "them" | "which" | "whom" | "us" | "it" | "these" | "those")
            && !view.word_after_is_noun(end + 2)
        {
            return None;
        }
        return nouns::of_phrase(view, end);
    }
    if let Some(unit) = q.unit {
        match unit.dimension {
            Dimension::Duration if q.hyphen => nouns::after(view, end, true),
            Dimension::Fold | Dimension::Percent | Dimension::Points => {
                if q.form == Form::Fraction {
                    nouns::after(view, end, false)
                } else {
                    change_noun(view, end)
                }
            }
            _ if q.hyphen => nouns::after(view, end, true),
            _ => (right == "in")
                .then(|| nouns::of_phrase(view, end))
                .flatten()
                .filter(|_| unit.dimension == Dimension::Money),
        }
    } else {
        let singular = q.one() == 1.0 && matches!(q.value, Value::One(_)) || right == "-";
        let start = if right == "-" { end + 1 } else { end };
        let start = if matches!(view.right(start, 0), "more" | "other" | "fewer") { start + 1 } else { start };
        let noun = nouns::after(view, start, singular);
        if right == "-" {
            return hyphenated(view, start).or(noun);
        }
        noun
    }
}

/// "Mary Roe, 47": the capitalised words before the comma.
fn name_before(view: View<'_>, comma: usize) -> Option<Noun> {
    let mut start = comma;
    while start > 0
        && comma - start < 4
        && (view.word(start - 1) && view.capital(start - 1) || matches!(view.lower(start - 1), "." | "-"))
        && !view.left(comma, comma - start + 1).is_empty()
    {
        start -= 1;
    }
    (start < comma && view.word(comma - 1)).then(|| Noun { tokens: start..comma, head: comma - 1 })
}

/// "300-strong choir" counts the convoy, "seven-member board" the members.
fn hyphenated(view: View<'_>, at: usize) -> Option<Noun> {
    if view.lower(at) == "strong" {
        return nouns::after(view, at + 1, true);
    }
    Some(Noun { tokens: at..at + 1, head: at })
}

/// "25 basis points of cuts", "a 5% rise": a noun of change right after.
fn change_noun(view: View<'_>, end: usize) -> Option<Noun> {
    let noun = nouns::after(view, end, true)?;
    (noun.head <= end + 1 && super::change::direction(view.lower(noun.head)).is_none() && view.word(noun.head))
        .then_some(noun)
        .filter(|noun| {
            matches!(
                view.lower(noun.head),
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
            )
        })
}

/// The end of a quantity with what bounds it afterwards ("100 or more").
fn after_suffix(view: View<'_>, q: &Quantity) -> usize {
    super::bounds::after(view, q.tokens.end).map_or(q.tokens.end, |(_, end)| end)
}

/// "Three of them", "9 dead", "and Norden 25", "20 are shut": the noun of the count before.
fn inherited(view: View<'_>, q: &Quantity, before: &[Quantity]) -> Option<Noun> {
    if q.unit.is_some_and(|unit| unit.dimension != Dimension::Percent)
        || matches!(q.form, Form::Score | Form::Rank | Form::Age)
    {
        return None;
    }
    if q.unit.is_some() && q.form != Form::Fraction {
        return None;
    }
    let candidate = before.iter().rev().take(4).find(|other| {
        other.role != FigureRole::Time
            && (other.unit.is_none() || other.form == Form::Fraction)
            && other.noun.is_some()
            && matches!(other.form, Form::Number | Form::Vague | Form::Fraction)
            && other.sentence + 2 >= q.sentence
    })?;
    let near =
        candidate.sentence == q.sentence || view.right(q.tokens.end, 0) == "of" || q.sentence == candidate.sentence + 1;
    near.then(|| candidate.noun.clone()).flatten()
}

/// "10, 12 or 15 boats": the noun at the end of the list.
fn ahead(view: View<'_>, q: &Quantity, rest: &[Quantity]) -> Option<Noun> {
    let mut end = q.tokens.end;
    for next in rest.iter().take(6) {
        let same = next.sentence == q.sentence && next.unit.is_none() && q.unit.is_none() && next.form == q.form;
        let joined = same
            && next.first >= end
            && next.first - end <= 3
            && (end..next.first).all(|token| matches!(view.lower(token), "," | "or" | "and" | "to" | "from" | "about"));
        if !joined {
            return None;
        }
        if let Some(noun) = nouns::after(view, next.tokens.end, false) {
            return Some(noun);
        }
        end = next.tokens.end;
    }
    None
}

/// "put the number of pupils at 31", "a hamlet of 90", "a crowd of 7,000".
fn number_of(view: View<'_>, q: &Quantity) -> Option<Noun> {
    if q.unit.is_some() || q.form != Form::Number {
        return None;
    }
    if view.left(q.first, 1) == "of"
        && q.first >= 2
        && matches!(
            view.left(q.first, 2),
            "village"
                | "town"
                | "crowd"
                | "population"
                | "audience"
                | "attendance"
                | "workforce"
                | "army"
                | "congregation"
                | "community"
                | "city"
                | "turnout"
                | "membership"
                | "garrison"
                | "contingent"
        )
    {
        return Some(Noun { tokens: q.first - 2..q.first - 1, head: q.first - 2 });
    }
    let linked =
        matches!(view.left(q.first, 1), "is" | "was" | "at" | "reached" | "to" | "are" | "were" | "exceeds" | "topped");
    let group = (2..9).find(|back| {
        linked && matches!(view.left(q.first, *back), "population" | "attendance" | "membership" | "workforce")
    });
    if let Some(back) = group {
        return Some(Noun { tokens: q.first - back..q.first - back + 1, head: q.first - back });
    }
    for back in 2..22 {
        let lower = view.left(q.first, back);
        if lower.is_empty() || matches!(lower, ";" | "." | ":") {
            return None;
        }
        if lower == "of" && matches!(view.left(q.first, back + 1), "number" | "numbers" | "tally" | "count" | "total") {
            return nouns::of_phrase(view, q.first - back).filter(|noun| noun.head < q.first);
        }
    }
    None
}

/// The subject of the verb that governs a figure, by the tree; none where the tree does not say.
fn governed(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let sentence = view.sentence(q.tokens.start);
    let mut at = q.tokens.end.checked_sub(1)?;
    let mut steps = 0;
    while steps < 8 {
        let token = view.doc.tokens.get(at)?;
        let head = token.head as usize;
        if matches!(token.pos, crate::text::Pos::Verb) && steps > 0 || head == at || !sentence.contains(&head) {
            break;
        }
        at = head;
        steps += 1;
    }
    let verb = at;
    let near = verb.saturating_sub(24).max(sentence.start)..verb;
    let subject = near.rev().find(|token| {
        view.doc.tokens.get(*token).is_some_and(|found| {
            found.head as usize == verb
                && matches!(found.relation, crate::text::Relation::Nsubj | crate::text::Relation::NsubjPass)
        })
    })?;
    if !matches!(view.doc.token(subject).pos, crate::text::Pos::Noun | crate::text::Pos::Propn)
        || q.tokens.contains(&subject)
    {
        return None;
    }
    let mut start = subject;
    while start > sentence.start && subject - start < 5 {
        let before = view.doc.token(start - 1);
        let modifier = matches!(before.pos, crate::text::Pos::Adj | crate::text::Pos::Noun | crate::text::Pos::Propn)
            || view.lower(start - 1) == "-";
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
pub(super) fn subject(view: View<'_>, q: &Quantity) -> Option<Noun> {
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
