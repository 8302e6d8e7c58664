//! Ordinals that state a place or a tally: "third in the table", "a fifth straight month"; not "the first witness".

use super::lexer::Shape;
use super::nouns;
use super::quantity::{Form, Quantity};
use super::view::View;
use crate::extract::types::Value;
use crate::vocabulary::FigureKind;

/// "A third straight quarter": what looked like a part is an ordinal.
pub(super) fn rank_with_article(view: View<'_>, q: &mut Quantity) -> bool {
    if !q.number.article || q.one() > 34.0 {
        return false;
    }
    let whole = (100.0 / q.one()).round();
    let mut ordinal = Quantity { form: Form::Rank, unit: None, value: Value::One(whole), ..q.clone() };
    ordinal.tokens.start = q.tokens.end.saturating_sub(1).max(q.tokens.start);
    ordinal.first = ordinal.tokens.start;
    ordinal.core = view.span(ordinal.tokens.clone());
    ordinal.number.shape = Shape::Ordinal;
    let ranks = rank(view, &mut ordinal);
    if ranks {
        *q = ordinal;
    }
    ranks
}

/// Turns an ordinal into a rank where it states a place or a tally; false where it only picks one out.
pub(super) fn rank(view: View<'_>, q: &mut Quantity) -> bool {
    let (at, end) = (q.tokens.start, q.tokens.end);
    let (left, right) = (view.left(at, 1), view.right(end, 0));
    let run = |token: usize| matches!(view.right(token, 0), "consecutive" | "straight" | "successive" | "running");
    let in_a_row = (0..=3).find(|forward| {
        view.right(end, *forward) == "in"
            && view.right(end, forward + 1) == "a"
            && view.right(end, forward + 2) == "row"
    });
    let placed = matches!(
        left,
        "finished"
            | "finish"
            | "finishing"
            | "ranked"
            | "ranks"
            | "ranking"
            | "placed"
            | "came"
            | "stands"
            | "sits"
            | "lies"
            | "lie"
            | "sit"
            | "stand"
            | "are"
            | "is"
            | "joint"
            | "climbed"
            | "dropped"
            | "up"
            | "down"
            | "in"
            | "to"
    );
    let table = right == "in"
        && matches!(view.right(end, 1), "the" | "their" | "its" | "a")
        && (1..=3).any(|on| is_table(view.right(end, 1 + on)));
    let place = matches!(right, "place" | "position") && left != "the";
    if run(end) {
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
        if view.word(q.tokens.end) && !nouns::closed(view.right(q.tokens.end, 0)) {
            q.core = q.core.cover(view.doc.token(q.tokens.end).span);
            q.tokens.end += 1;
        }
    } else if let Some(forward) = in_a_row {
        q.tokens.end = end + forward + 3;
        q.core = q.core.cover(view.doc.token(q.tokens.end - 1).span);
    } else if table {
        let stop = (1..=3).find(|on| is_table(view.right(end, 1 + on))).unwrap_or(1);
        q.tokens.end = end + stop + 2;
        q.core = q.core.cover(view.doc.token(q.tokens.end - 1).span);
    } else if place
        && matches!(left, "in" | "into" | "to" | "for" | "from" | "took" | "finished" | "secured" | "shared")
    {
        q.core = q.core.cover(view.doc.token(end).span);
        q.tokens.end = end + 1;
    } else if !(placed
        && matches!(left, "finished" | "ranked" | "placed" | "came" | "ranks" | "finishing")
        && (right.is_empty()
            || matches!(
                right,
                "in" | "," | "." | "with" | "behind" | "at" | "among" | "out" | "on" | "and" | "overall" | "of"
            )))
    {
        return false;
    }
    q.kind = FigureKind::Rank;
    q.span = q.core;
    true
}

/// What one can stand third in.
fn is_table(lower: &str) -> bool {
    matches!(
        lower,
        "table"
            | "standings"
            | "league"
            | "rankings"
            | "ranking"
            | "list"
            | "group"
            | "poll"
            | "polls"
            | "championship"
            | "conference"
            | "division"
    )
}
