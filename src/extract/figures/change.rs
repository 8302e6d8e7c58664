//! Change: which figures have moved, which way, and which of them is the old value. Which words rise and fall is for `directions`.

use super::directions::{before, bound_use, direction, moves_itself};
use super::ends;
use super::moved::following;
use super::quantity::{Form, Part, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::vocabulary::{Change, FigureKind, FigureRole};

/// Fills in `change` and `part` for all quantities.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) {
    for index in 0..all.len() {
        let Some(q) = all.get(index) else { continue };
        if q.role == FigureRole::Time
            || matches!(q.form, Form::Score | Form::Rank | Form::Age)
            || q.kind == FigureKind::Age
        {
            continue;
        }
        let found = one(view, q);
        if let Some(q) = all.get_mut(index) {
            q.part = q.part.or(found.1);
            if q.part != Some(Part::Prior) {
                q.change = found.0;
            }
        }
    }
    ends::assign(view, all);
}

/// The change that the words around one quantity state.
fn one(view: View<'_>, q: &Quantity) -> (Option<Change>, Option<Part>) {
    if q.form == Form::Fold {
        return fold(view, q);
    }
    let halved = q.number.shape == super::lexer::Shape::Halved;
    if halved {
        return (Some(Change::Down), None);
    }
    let (first, end) = (q.first, q.tokens.end);
    // After the number: "18% higher", "a 5% cut", "$30 billion more".
    if let Some(way) = following(view, q, end) {
        return (Some(way), None);
    }
    let link = view.left(first, 1);
    let reach = match link {
        "to" => 14,
        "by" => 4,
        "from" => 10,
        "of" => 3,
        _ => 4,
    };
    if q.form == Form::Fraction && link == "in" {
        return (before(view, first - 1, 3).map(|(way, _)| way), None);
    }
    // "Life expectancy rose to 81.3 years": a span of time moves where a verb says so.
    let spell_moved =
        matches!(link, "to" | "from") && view.left(first, 2) != "up" && direction(view.left(first, 2)).is_some();
    if q.kind == FigureKind::Duration && link != "by" && !spell_moved {
        return (None, None);
    }
    if link == "by" && before(view, first, reach).is_none() {
        // "Revenue is up at five shops: Norden by 29 percent; Sund by 18 percent."
        return (headed(view, q), None);
    }
    if let Some(way) = pace(view, q) {
        return (Some(way), None);
    }
    if link == "at"
        && matches!(
            view.left(first, 2),
            "lower" | "higher" | "up" | "down" | "weaker" | "stronger" | "firmer" | "softer" | "dearer" | "cheaper"
        )
    {
        // "Settled $1.32 lower at $81.07".
        let way = direction(view.left(first, 2));
        return (way, way.map(|_| Part::Result));
    }
    let Some((way, at)) = before(view, first, reach) else { return (None, None) };
    let verb = view.lower(at);
    let money = q.unit.is_some_and(|unit| unit.dimension == Dimension::Money);
    if money && verb == "loss" {
        // "A net loss of $12m" is an amount; nothing has moved.
        return (None, None);
    }
    // "Plunged 100 metres into a ravine", "fell 20 feet from a roof": a way, no change.
    let fallen = q.unit.is_some_and(|unit| unit.dimension == Dimension::Distance)
        && !matches!(link, "to" | "by" | "from" | "of")
        && matches!(view.right(q.tokens.end, 0), "into" | "down" | "onto" | "off" | "from" | "over");
    if fallen {
        return (None, None);
    }
    match link {
        "to" => {
            let direct = at + 2 == first;
            let reached = direct
                || (at + 1..first - 1).all(|token| {
                    !super::nouns::closed(view.lower(token))
                        || matches!(
                            view.lower(token),
                            "by" | "on"
                                | "in"
                                | "the"
                                | "a"
                                | "as"
                                | "at"
                                | "than"
                                | "per"
                                | "over"
                                | "up"
                                | "about"
                                | "of"
                                | "year"
                                | "from"
                                | "'s"
                                | "its"
                        )
                });
            if reached { (Some(way), Some(Part::Result)) } else { (None, None) }
        }
        "from" => (None, (at + 2 >= first || before(view, first, 3).is_some()).then_some(Part::Prior)),
        "by" => (Some(way), None),
        // "Her leap of 7.12m", "a drop of 20 metres": a way, as above.
        "of" if q.unit.is_some_and(|unit| unit.dimension == Dimension::Distance)
            && matches!(verb, "leap" | "jump" | "drop" | "fall" | "climb") =>
        {
            (None, None)
        }
        "of" if at + 2 == first => (Some(way), None),
        "of" => (None, None),
        _ => {
            // "rose 3.4%", "cut some 60 jobs", "lost 20 per cent": the verb stands right before, adverbs apart.
            let near = (at + 1..first).all(|token| {
                !super::nouns::closed(view.lower(token))
                    || matches!(view.lower(token), "a" | "an" | "another" | "just" | "only")
            });
            let distance = first - at;
            let off = verb == "off" && !matches!(view.left(at, 1), "is" | "are" | "was" | "were");
            let verbal = !off
                && !matches!(
                    verb,
                    "more"
                        | "less"
                        | "fewer"
                        | "extra"
                        | "additional"
                        | "higher"
                        | "lower"
                        | "larger"
                        | "bigger"
                        | "smaller"
                );
            let counts = q.unit.is_some()
                || matches!(
                    verb,
                    "lost"
                        | "lose"
                        | "cut"
                        | "cuts"
                        | "cutting"
                        | "shed"
                        | "slashed"
                        | "scrap"
                        | "axe"
                        | "added"
                        | "gained"
                ) && q.kind != FigureKind::Rank
                || moves_itself(verb) && super::points::steps(view, q);
            let lifted =
                matches!(verb, "raise" | "raised" | "raising" | "raises" | "add" | "added" | "extend" | "extended")
                    && q.kind != FigureKind::Jobs
                    && !q.unit.is_some_and(|unit| {
                        matches!(unit.dimension, Dimension::Percent | Dimension::Points | Dimension::Fold)
                    });
            // "Recovered 12 lakh rupees", "recovered bodies": found again, not risen.
            let found_again = matches!(verb, "recovered" | "recover" | "recovers" | "recovering")
                && !q.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points));
            let money_spent = found_again
                || lifted
                || q.unit.is_some_and(|unit| unit.dimension == Dimension::Money)
                    && matches!(verb, "raise" | "raised" | "raising" | "raises" | "add" | "added");
            ((near && distance <= 2 && verbal && counts && !money_spent).then_some(way), None)
        }
    }
}

/// "Grew at an annual rate of 2.9%", "expanded at a 3% pace": the verb stands before words of speed.
fn pace(view: View<'_>, q: &Quantity) -> Option<Change> {
    if !q.unit.is_some_and(|unit| unit.dimension == Dimension::Percent) || q.form != Form::Number {
        return None;
    }
    let words = (1..=7).take_while(|back| {
        matches!(
            view.left(q.first, *back),
            "at" | "a"
                | "an"
                | "annual"
                | "annualised"
                | "annualized"
                | "yearly"
                | "monthly"
                | "average"
                | "rate"
                | "pace"
                | "of"
                | "the"
        )
    });
    let count = words.count();
    let at = count > 0 && (1..=count).any(|back| view.left(q.first, back) == "at");
    let verb = view.left(q.first, count + 1);
    (at && (moves_itself(verb)
        || matches!(
            verb,
            "grew" | "grow" | "growing" | "grows" | "expanded" | "expanding" | "shrank" | "shrinking" | "contracted"
        )))
    .then(|| direction(verb))
    .flatten()
}

/// The direction that the head of a list gives to its items, back to the start of the sentence.
fn headed(view: View<'_>, q: &Quantity) -> Option<Change> {
    if !q.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points | Dimension::Money)) {
        return None;
    }
    let start = view.sentence(q.tokens.start).start.max(q.first.saturating_sub(50));
    (start..q.first).rev().filter(|token| !bound_use(view, *token)).find_map(|token| direction(view.lower(token)))
}

/// Folds: doubled and tripled go up; "twice as many" compares.
fn fold(view: View<'_>, q: &Quantity) -> (Option<Change>, Option<Part>) {
    let form = view.lower(q.tokens.start);
    let verb = [
        "doubled",
        "doubles",
        "doubling",
        "tripled",
        "triples",
        "tripling",
        "trebled",
        "trebles",
        "trebling",
        "quadrupled",
        "quadrupling",
        "quadruples",
        "quintupled",
    ]
    .contains(&form);
    if verb {
        return (Some(Change::Up), None);
    }
    match before(view, q.first, 3) {
        Some((way, _)) => (Some(way), None),
        None => (None, None),
    }
}
