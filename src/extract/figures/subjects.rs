//! The subject of the verb that governs a figure, or the object that it has moved: by the tree, and where that is silent by the words in
//! front of the verb.

use super::nouns::{self, Noun};
use super::quantity::{Form, Quantity};
use super::things::{self, EMPTY, phrase, scale, telling};
use super::view::View;
use crate::text::{Pos, Relation};

/// The subject of the verb that governs a figure, by the tree; none where the tree does not say.
pub(super) fn governed(view: View<'_>, q: &Quantity) -> Option<Noun> {
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
    // "Raised its rate by half a point to 3 percent": the object has moved, not the one who moved it.
    let link = view.left(q.first, 1);
    if matches!(link, "to" | "at" | "by" | "from" | "above" | "below")
        && let Some(object) = (verb + 1..q.first.min(verb + 16)).find(|token| {
            let found = view.doc.token(*token);
            found.head as usize == verb
                && found.relation == Relation::Obj
                && (telling(view, *token)
                    || matches!(view.lower(*token), "forecast" | "guidance" | "estimate" | "target"))
        })
    {
        return Some(phrase(view, object));
    }
    // "Margins that narrowed to 21.4%": the noun that the clause describes.
    let clause = view.doc.token(verb);
    let described = clause.head as usize;
    if matches!(clause.relation, Relation::AclRelcl)
        && described < verb
        && sentence.contains(&described)
        && verb - described < 8
        && telling(view, described)
        && (described + 1..verb).any(|token| matches!(view.lower(token), "that" | "which"))
    {
        return Some(phrase(view, described));
    }
    let near = verb.saturating_sub(24).max(sentence.start)..verb.min(q.first);
    let subject = near.rev().find(|token| {
        view.doc.tokens.get(*token).is_some_and(|found| {
            found.head as usize == verb && matches!(found.relation, Relation::Nsubj | Relation::NsubjPass)
        })
    })?;
    if !matches!(view.doc.token(subject).pos, Pos::Noun | Pos::Propn)
        || q.tokens.contains(&subject)
        || matches!(view.lower(subject), "percent" | "%" | "cent")
        || numeric(view.lower(subject))
    {
        return None;
    }
    if things::unit_of_a_number(view, subject) {
        // "Nearly 11 inches of rain fell": the rain.
        return (view.right(subject + 1, 0) == "of").then(|| nouns::of_phrase(view, subject + 1)).flatten();
    }
    let mut start = subject;
    while start > sentence.start && subject - start < 5 {
        let before = view.doc.token(start - 1);
        let modifier = !scale(view.lower(start - 1)) && matches!(before.pos, Pos::Adj | Pos::Noun | Pos::Propn)
            || view.lower(start - 1) == "-";
        if !modifier || before.head as usize > subject || (before.head as usize) < start - 1 {
            break;
        }
        start -= 1;
    }
    while start < subject && !view.word(start) {
        start += 1;
    }
    if EMPTY.contains(view.lower(subject))
        && view.right(subject + 1, 0) == "of"
        && let Some(of) = nouns::of_phrase(view, subject + 1).filter(|of| of.head < q.first)
    {
        // "The number of households": the empty word with what fills it.
        return Some(Noun { tokens: start..of.head + 1, head: of.head });
    }
    Some(Noun { tokens: start..subject + 1, head: subject })
}

/// A number word that a tagger takes for a noun ("the two raised $5m").
fn numeric(lower: &str) -> bool {
    super::lexer::numbers(lower).first().is_some_and(|number| number.span.len() as usize == lower.len())
}

/// The subject of the clause: the words before its first verb of change, being or having.
pub(super) fn subject(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let sentence = view.sentence(q.tokens.start);
    let verb = (sentence.start.max(q.first.saturating_sub(40))..q.first)
        .rev()
        .take_while(|token| !matches!(view.lower(*token), ";" | "—" | "(" | ")"))
        .find(|token| clause_verb(view, *token))?;
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

/// "Net profit at the Zurich-based insurer", "sales of electric cars": the noun that the phrase before the verb only describes.
pub(super) fn outer(view: View<'_>, noun: Noun) -> Noun {
    let sentence = view.sentence(noun.head).start;
    let mut found = noun;
    for _ in 0..3 {
        let mut start = found.tokens.start;
        while start > sentence
            && (matches!(view.doc.token(start - 1).pos, Pos::Det | Pos::Adj | Pos::Propn | Pos::Noun)
                || matches!(view.lower(start - 1), "-" | "'s" | "’s" | "its" | "their" | "his" | "her"))
            && found.head - start < 8
        {
            start -= 1;
        }
        let link = matches!(
            view.left(start, 1),
            "at" | "of" | "in" | "for" | "from" | "on" | "with" | "by" | "among" | "between"
        );
        let Some(head) = start.checked_sub(2).filter(|head| link && *head >= sentence) else { break };
        if !telling(view, head) {
            break;
        }
        found = phrase(view, head);
    }
    found
}

fn clause_verb(view: View<'_>, token: usize) -> bool {
    let lower = view.lower(token);
    super::directions::direction(lower).is_some()
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
                | "closed"
                | "ended"
                | "finished"
                | "opened"
                | "settled"
                | "held"
                | "led"
                | "edged"
                | "crept"
                | "inched"
                | "hovered"
                | "polled"
                | "took"
                | "traded"
                | "will"
                | "would"
                | "could"
        )
}
