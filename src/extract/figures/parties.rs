//! Whose share a percentage is in a list of parties or candidates: "Doe 3 percent", "and the Left 11 percent". Must not know verbs: where one
//! stands between, the clause has a subject.

use super::nouns::{self, Noun};
use super::quantity::{Form, Quantity};
use super::things::period;
use super::units::Dimension;
use super::view::View;
use super::{calendar, directions};
use crate::text::Pos;

/// "Roe has 38 percent support, Doe 3 percent": the name between a comma and its share.
pub(super) fn candidate(view: View<'_>, q: &Quantity) -> Option<Noun> {
    let percent = q.unit.is_some_and(|unit| unit.dimension == Dimension::Percent) && q.form == Form::Number;
    let named = |back: usize| {
        q.first.checked_sub(back).is_some_and(|token| {
            view.doc.token(token).pos == Pos::Propn && view.capital(token) && !calendar::month(view, token)
        })
    };
    if !percent {
        return None;
    }
    if let Some(party) = party(view, q.first) {
        return Some(party);
    }
    if !named(1) {
        return None;
    }
    let length = (2..=4).find(|back| !named(*back))? - 1;
    matches!(view.left(q.first, length + 1), "," | "and" | ";" | "while" | "but")
        .then(|| Noun { tokens: q.first - length..q.first, head: q.first - 1 })
}

/// "And the Left 11 percent", "the far right 24 percent": a name with its article between a comma and its share.
fn party(view: View<'_>, at: usize) -> Option<Noun> {
    let article = (2..=5).find(|back| matches!(view.left(at, *back), "the" | "its" | "their" | "his" | "her"))?;
    let opens = matches!(view.left(at, article + 1), "," | "and" | ";" | "while" | "but");
    let name = at - article + 1..at;
    let words = name.clone().all(|token| {
        (view.word(token) && !nouns::closed(view.lower(token)) || view.lower(token) == "-")
            && (!matches!(view.doc.token(token).pos, Pos::Verb | Pos::Aux | Pos::Adv) || view.lower(token) == "far")
            && directions::direction(view.lower(token)).is_none()
            && !calendar::month(view, token)
    });
    let head = at - 1;
    // "The highest 5 percent" ranks.
    let named =
        view.capital(head) || matches!(view.doc.token(head).pos, Pos::Noun | Pos::Propn) || view.lower(head) == "right";
    (opens && words && named && !view.lower(head).ends_with("est") && !period(view.lower(head)))
        .then_some(Noun { tokens: name, head })
}
