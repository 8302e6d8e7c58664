//! Change: which figures have moved, which way, and which of them is the old value. Owns the words of rising and falling.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::ends;
use super::moved::following;
use super::quantity::{Form, Part, Quantity};
use super::units::Dimension;
use super::view::View;
use super::words::entries;
use crate::vocabulary::{Change, FigureKind, FigureRole};

static UP_DOWN: LazyLock<HashMap<&'static str, Change>> = LazyLock::new(|| {
    let list = entries(include_str!("lexicon/up_down.txt"));
    list.filter_map(|line| line.split_once(' ')).filter_map(|(word, way)| Some((word, Change::parse(way)?))).collect()
});

/// The direction of a word.
pub(super) fn direction(lower: &str) -> Option<Change> {
    UP_DOWN.get(lower).copied()
}

/// A word of change within `reach` tokens before a token, in the same clause; its direction and place.
pub(super) fn before(view: View<'_>, at: usize, reach: usize) -> Option<(Change, usize)> {
    for back in 1..=reach {
        let lower = view.left(at, back);
        if lower.is_empty() || clause_end(lower) {
            return None;
        }
        if let Some(way) = direction(lower) {
            if bound_use(view, at - back) {
                continue;
            }
            return Some((way, at - back));
        }
    }
    None
}

/// "More than 3", "less than half", "no fewer than": the word bounds a number, it is no change. Likewise "up to".
fn bound_use(view: View<'_>, at: usize) -> bool {
    let next = view.lower(at + 1);
    match view.lower(at) {
        "higher" | "lower" if next == "than" => true,
        "more" | "less" | "fewer" | "greater" => next == "than",
        "up" => {
            next == "to" && !moves_up(view.left(at, 1))
                || matches!(
                    view.left(at, 1),
                    "set"
                        | "made"
                        | "make"
                        | "take"
                        | "took"
                        | "end"
                        | "ended"
                        | "turned"
                        | "showed"
                        | "ramp"
                        | "back"
                        | "lined"
                        | "signed"
                        | "picked"
                )
        }
        "off" => {
            matches!(view.left(at, 1), "paid" | "pay" | "laid" | "lay" | "kicked" | "set" | "called" | "took" | "take")
                || matches!(next, "the")
        }
        "down" => matches!(view.left(at, 1), "shot" | "gunned" | "broke" | "put" | "sat" | "laid" | "set"),
        // "A storm surge of three metres" is a height.
        "surge" | "surges" => matches!(view.left(at, 1), "storm" | "tidal"),
        // "The lower house", "a contract worth £5m": no change at all.
        "lower" | "higher" => matches!(next, "house" | "chamber" | "court" | "league" | "deck" | "back" | "education"),
        "contract" => !matches!(view.left(at, 1), "to" | "will" | "would" | "could" | "may" | "might" | "should"),
        _ => false,
    }
}

/// Verbs that take "up" for their direction ("edged up to 3.8 percent"): there it is no part of "up to".
pub(super) fn moves_up(lower: &str) -> bool {
    matches!(
        lower,
        "edged"
            | "edging"
            | "crept"
            | "creeping"
            | "inched"
            | "inching"
            | "ticked"
            | "ticking"
            | "nudged"
            | "shot"
            | "moved"
            | "climbed"
            | "picked"
            | "jumped"
    )
}

/// Verbs of change without an object: what they name has moved by the amount behind them.
pub(super) fn moves_itself(lower: &str) -> bool {
    matches!(
        lower,
        "rose"
            | "fell"
            | "climbed"
            | "dropped"
            | "slipped"
            | "slid"
            | "sank"
            | "jumped"
            | "surged"
            | "soared"
            | "plunged"
            | "tumbled"
            | "slumped"
            | "gained"
            | "advanced"
            | "declined"
            | "dipped"
            | "plummeted"
            | "rallied"
            | "edged"
            | "rising"
            | "falling"
            | "climbing"
            | "dropping"
            | "gaining"
            | "rise"
            | "fall"
            | "up"
            | "down"
            | "off"
            | "shed"
            | "eased"
    )
}

fn clause_end(lower: &str) -> bool {
    matches!(lower, ";" | ":" | "(" | ")" | "—" | "." | "\"" | "“" | "”" | "," | "–")
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        super::super::words::assert_sorted(include_str!("lexicon/up_down.txt"));
        assert_eq!(direction("slipped"), Some(Change::Down));
        assert_eq!(direction("table"), None);
    }
}
