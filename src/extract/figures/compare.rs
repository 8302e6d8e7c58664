//! How figures stand to each other: old and new value, part and whole, records, totals.

use super::alternates::restates;
use super::ends::comparable;
use super::quantity::{Form, Part, Quantity};
use super::units::Dimension;
use super::view::View;
use crate::extract::types::Comparison;
use crate::span::Span;
use crate::vocabulary::{Bound, Change, FigureRole, Relation};

/// One comparison for each quantity, by index; the change of a figure that "compared with" gives is set here, too.
pub(super) fn assign(view: View<'_>, all: &mut [Quantity]) -> Vec<Option<Comparison>> {
    let mut out: Vec<Option<Comparison>> = vec![None; all.len()];
    let quantities: Vec<usize> = (0..all.len())
        .filter(|index| all.get(*index).is_some_and(|q| q.role == FigureRole::Quantity && q.form != Form::Age))
        .collect();
    for (at, pair) in quantities.windows(2).enumerate() {
        let [i, j] = *pair else { continue };
        // "41 of the 101 seats, down from 55": the part has moved, not the whole.
        let part = at.checked_sub(1).and_then(|before| quantities.get(before)).copied();
        let i = part
            .filter(|part| {
                is_whole_of(&out, *part, i) && moved_down_from(view, all, j) || past_restated(view, all, (*part, i), j)
            })
            .unwrap_or(i);
        let (Some(a), Some(b)) = (all.get(i).cloned(), all.get(j).cloned()) else { continue };
        if a.sentence != b.sentence {
            continue;
        }
        if let Some(way) = old_and_new(view, &a, &b) {
            set(&mut out, i, Comparison { relation: Relation::From, to: Some(j), since: None, whole: None });
            set(&mut out, j, plain(Relation::Baseline));
            if part.is_some_and(|part| part == i && is_whole_of(&out, part, i + 1))
                && let Some(whole) = all.get_mut(i + 1).filter(|_| i + 1 < j)
            {
                whole.change = None;
            }
            if let Some(a) = all.get_mut(i) {
                a.change = a.change.or(Some(way));
            }
            if let Some(b) = all.get_mut(j) {
                b.change = None;
                b.part = Some(Part::Prior);
            }
        } else if a.part == Some(Part::Prior) && b.part == Some(Part::Result) && comparable(&a, &b) {
            set(&mut out, j, Comparison { relation: Relation::From, to: Some(i), since: None, whole: None });
            set(&mut out, i, plain(Relation::Baseline));
        } else if out_of(view, &a, &b) {
            set(&mut out, j, Comparison { relation: Relation::PartOf, to: None, since: None, whole: Some(i) });
            set(&mut out, i, plain(Relation::Total));
        } else if partitive(view, &a, &b) {
            set(&mut out, i, Comparison { relation: Relation::PartOf, to: None, since: None, whole: Some(j) });
            set(&mut out, j, plain(Relation::Total));
        } else if included(view, &a, &b) {
            set(&mut out, j, Comparison { relation: Relation::PartOf, to: None, since: None, whole: Some(i) });
        }
    }
    for (index, q) in all.iter().enumerate().filter(|(_, q)| q.role == FigureRole::Quantity) {
        let next =
            all.get(index + 1..).unwrap_or_default().iter().take(4).find(|next| next.role == FigureRole::Quantity);
        let limit = next.map_or(usize::MAX, |next| next.first);
        if let Some(found) = record(view, q, limit) {
            set(&mut out, index, found);
        } else if total(view, q) {
            set(&mut out, index, plain(Relation::Total));
        }
    }
    link_records(&mut out);
    out
}

/// Whether the figure at `part` was found to be a part of the one at `whole`.
fn is_whole_of(out: &[Option<Comparison>], part: usize, whole: usize) -> bool {
    out.get(part).and_then(Option::as_ref).is_some_and(|compare| compare.whole == Some(whole))
}

/// "Rose to $2.3bn, or $1.15 a share, from $1.9bn": the old value belongs to the first telling.
fn past_restated(view: View<'_>, all: &[Quantity], (first, second): (usize, usize), third: usize) -> bool {
    let (Some(a), Some(b), Some(c)) = (all.get(first), all.get(second), all.get(third)) else { return false };
    let same = |x: &Quantity, y: &Quantity| {
        x.unit.map(|unit| unit.name) == y.unit.map(|unit| unit.name) && x.per.is_some() == y.per.is_some()
    };
    view.left(c.first, 1) == "from" && same(a, c) && !same(b, c) && restates(view, a, b)
}

/// "up from", "down from" right before a figure.
fn moved_down_from(view: View<'_>, all: &[Quantity], index: usize) -> bool {
    all.get(index).is_some_and(|q| view.left(q.first, 1) == "from" && matches!(view.left(q.first, 2), "up" | "down"))
}

fn plain(relation: Relation) -> Comparison {
    Comparison { relation, to: None, since: None, whole: None }
}

fn set(out: &mut [Option<Comparison>], index: usize, found: Comparison) {
    if let Some(slot) = out.get_mut(index).filter(|slot| slot.is_none()) {
        *slot = Some(found);
    }
}

/// "X, up from Y", "X compared with Y a year earlier", "X, against Y in 2019", "X from Y". The direction is the one told, else the one that the values show.
fn old_and_new(view: View<'_>, a: &Quantity, b: &Quantity) -> Option<Change> {
    if !comparable(a, b) || matches!(a.form, Form::Score | Form::Rank | Form::Age) {
        return None;
    }
    let (one, two, three) = (view.left(b.first, 1), view.left(b.first, 2), view.left(b.first, 3));
    let way = if b.one() < a.one() { Change::Up } else { Change::Down };
    if one == "from"
        && (matches!(two, "up" | "down" | "rise" | "increase" | "drop" | "decline" | "fall")
            || b.first == a.tokens.end + 1
            || a.part == Some(Part::Result))
    {
        let told = super::directions::direction(two).or(a.change);
        return told.or(Some(way));
    }
    // "€61 million (last year: €29 million)", "(2022: 310)"
    let bracketed = one == ":" && (2..=7).any(|back| view.left(b.first, back) == "(") && b.first <= a.tokens.end + 10;
    if bracketed {
        return Some(a.change.unwrap_or(way));
    }
    // "up from an earlier estimate of at least €20 million"
    let told_far =
        (2..=6).any(|back| view.left(b.first, back) == "from" && matches!(view.left(b.first, back + 1), "up" | "down"));
    if one == "of" && told_far {
        return Some(way);
    }
    let compared = matches!(one, "versus" | "against") || matches!(one, "with" | "to" | "in") && two == "compared";
    if compared {
        // "31 percent against 40 for the other party" compares two parties; a time makes it old and new.
        let dated = (0..=4).any(|on| {
            let lower = view.right(b.tokens.end, on);
            matches!(lower, "ago" | "earlier" | "before" | "last" | "previously" | "yesterday")
                || view.capital(b.tokens.end + on)
                    && matches!(view.right(b.tokens.end, on.saturating_sub(1)), "on" | "in")
                    && on > 0
                || super::calendar::digits(view, b.tokens.end + on).is_some_and(|year| (1900..2100).contains(&year))
                || three == "as"
        });
        return dated.then_some(way);
    }
    None
}

/// "Four of the seven judges", "60 of 90 bridges", "50 to 55 of the 101 seats".
fn partitive(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let end = a.tokens.end;
    let direct =
        view.right(end, 0) == "of" && b.first <= end + 3 && b.first > end && !matches!(view.right(end, 1), "a");
    let noun_between = a.noun.as_ref().is_some_and(|noun| {
        noun.head >= end && view.right(noun.head + 1, 0) == "of" && b.first > noun.head && b.first <= noun.head + 3
    });
    a.unit.is_none()
        && b.unit.is_none()
        && (direct || noun_between)
        && a.one() <= b.one()
        && a.form != Form::Rank
        && !(b.form == Form::Vague)
}

/// "Of the 900 members, 340 voted": the whole opens the sentence.
fn out_of(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let start = view.sentence(a.tokens.start).start;
    let opens = view.lower(start) == "of" && a.first <= start + 2;
    let end = a.noun.as_ref().map_or(a.tokens.end, |noun| noun.head.max(a.tokens.end - 1) + 1);
    opens
        && a.unit.is_none()
        && b.unit.is_none_or(|unit| unit.dimension == Dimension::Percent)
        && (b.unit.is_some() || b.one() <= a.one())
        && (end..b.first).any(|token| view.lower(token) == ",")
}

/// "12 people, including two guards"; "20 were hurt, three of them badly".
fn included(view: View<'_>, a: &Quantity, b: &Quantity) -> bool {
    let including = (1..=2).any(|back| matches!(view.left(b.first, back), "including" | "among"));
    let of_them =
        view.right(b.tokens.end, 0) == "of" && matches!(view.right(b.tokens.end, 1), "them" | "whom" | "which");
    let two_units = a.unit.map(|unit| unit.name) == b.unit.map(|unit| unit.name);
    two_units && (including || of_them) && b.one() < a.one() && matches!(a.form, Form::Number | Form::Vague)
}

/// Records: "a record 310,000", "the highest … since", "the previous record of 310", "beating the old record".
fn record(view: View<'_>, q: &Quantity, next: usize) -> Option<Comparison> {
    let sentence = view.sentence(q.tokens.start);
    if (1..=5).any(|back| {
        view.left(q.tokens.start, back) == "record"
            && matches!(view.left(q.tokens.start, back + 1), "previous" | "old" | "earlier")
    }) {
        return Some(plain(Relation::PreviousRecord));
    }
    let before_record = (1..=3).find(|back| view.left(q.tokens.start, *back) == "record");
    if let Some(back) = before_record {
        let of = view.left(q.tokens.start, 1) == "of";
        let low = view.left(q.tokens.start, back - 1) == "low";
        if back == 1 || of || low || view.left(q.tokens.start, back - 1) == "high" {
            return Some(plain(if low { Relation::RecordLow } else { Relation::RecordHigh }));
        }
    }
    // After the figure, in the same sentence, before the next figure's clause.
    let limit = sentence.end.min(q.tokens.end + 24).min(next.max(q.tokens.end));
    for token in q.tokens.end..limit {
        let lower = view.lower(token);
        if lower == ";" {
            break;
        }
        if matches!(lower, "breaking" | "beating" | "topping" | "surpassing" | "exceeding" | "broke" | "eclipsing")
            && (token + 1..(token + 6).min(limit)).any(|at| view.lower(at) == "record")
        {
            return Some(plain(Relation::ExceedsRecord));
        }
        let bare_record = lower == "record"
            && matches!(view.left(token, 1), "a" | "new")
            && token <= q.tokens.end + 3
            && view.left(token, 2) != "of"
            && matches!(view.right(token + 1, 0), "" | "." | "," | "for");
        if bare_record {
            return Some(plain(Relation::RecordHigh));
        }
        if token + 1 < sentence.end && lower == "record" && matches!(view.lower(token + 1), "high" | "low") {
            let relation = if view.lower(token + 1) == "low" { Relation::RecordLow } else { Relation::RecordHigh };
            return Some(plain(relation));
        }
        let superlative = matches!(
            lower,
            "highest" | "biggest" | "largest" | "deadliest" | "worst" | "heaviest" | "steepest" | "most"
        );
        let low = matches!(lower, "lowest" | "smallest" | "weakest" | "fewest");
        let appositive = matches!(view.lower(token.wrapping_sub(1)), "the" | "its" | "their")
            && matches!(
                view.left(token, 2),
                "," | "at" | "marking" | "was" | "is" | "it" | "making" | "were" | "—" | "-" | "–"
            );
        if !((superlative || low) && appositive) {
            continue;
        }
        let since = since(view, token, sentence.end);
        let so_far = (token + 1..sentence.end.min(token + 12))
            .any(|at| matches!((view.lower(at), view.lower(at + 1)), ("so", "far") | ("to", "date")));
        if since.is_some() || so_far {
            let relation = if low { Relation::RecordLow } else { Relation::RecordHigh };
            return Some(Comparison { relation, to: None, since, whole: None });
        }
    }
    None
}

/// "since the start of the war", "in the company's history", "for nine years", "ever" after a superlative.
fn since(view: View<'_>, from: usize, stop: usize) -> Option<Span> {
    for token in from + 1..stop.min(from + 12) {
        match view.lower(token) {
            "since" | "in" | "for" | "on" => {
                let mut end = token + 1;
                while end < stop
                    && end < token + 8
                    && !matches!(view.lower(end), "," | "." | ";" | "and" | "but" | ")" | "(")
                {
                    end += 1;
                }
                let span = view.span(token + 1..end);
                let fits = view.lower(token) != "in"
                    || (token + 1..end).any(|at| {
                        matches!(
                            view.lower(at),
                            "history"
                                | "years"
                                | "year"
                                | "decade"
                                | "decades"
                                | "months"
                                | "generation"
                                | "century"
                                | "memory"
                                | "record"
                                | "records"
                                | "world"
                                | "country"
                                | "ever"
                        )
                    });
                let fits = fits && (view.lower(token) != "on" || view.lower(token + 1) == "record");
                // "For Russia since the start of the war": whose record it is says nothing of its time.
                let whose = view.lower(token) == "for" && !(token + 1..end).any(|at| is_period(view.lower(at)));
                if whose {
                    continue;
                }
                return (end > token + 1 && fits).then_some(span);
            }
            "ever" => return Some(view.doc.token(token).span),
            "," | "." | ";" => return None,
            _ => {}
        }
    }
    None
}

/// A word that measures time.
fn is_period(lower: &str) -> bool {
    matches!(
        lower.strip_suffix('s').unwrap_or(lower),
        "year" | "month" | "week" | "day" | "decade" | "century" | "generation" | "quarter" | "time" | "season"
    )
}

/// "A total of 40", "all 12 hostages", "in all", "brings the total to".
fn total(view: View<'_>, q: &Quantity) -> bool {
    if matches!(q.unit.map(|unit| unit.dimension), Some(Dimension::Percent | Dimension::Duration | Dimension::Fold))
        || q.bound == Bound::Range && q.form == Form::Vague
    {
        return false;
    }
    let first = q.first;
    let (one, two) = (view.left(q.tokens.start, 1), view.left(q.tokens.start, 2));
    (one == "of" && two == "total")
        || (view.left(first, 1) == "all" || one == "all")
        || (one == "to" && (2..=4).any(|back| matches!(view.left(q.tokens.start, back), "total" | "totals")))
        || matches!(one, "reached" | "exceeded" | "hit" | "topped")
            && (2..=14).any(|back| view.left(first, back) == "total")
        || (2..=5).any(|back| view.left(first, back) == "total" && view.left(first, 1) != ",")
            && matches!(one, "of" | "was" | "is" | "at" | "to" | "reached" | "stands")
        || matches!((view.right(q.tokens.end, 0), view.right(q.tokens.end, 1)), ("in", "all" | "total"))
        || q.noun.as_ref().is_some_and(|noun| {
            noun.head >= q.tokens.end
                && matches!((view.right(noun.head + 1, 0), view.right(noun.head + 1, 1)), ("in", "all" | "total"))
        })
        || matches!(view.lower(view.sentence(q.tokens.start).start), "overall" | "altogether")
            && q.first < view.sentence(q.tokens.start).start + 14
}

/// A figure that exceeds the record points at the previous record, and the record high at it.
fn link_records(out: &mut [Option<Comparison>]) {
    let at = |relation: Relation, out: &[Option<Comparison>]| {
        out.iter().position(|c| c.as_ref().is_some_and(|c| c.relation == relation))
    };
    let Some(previous) = at(Relation::PreviousRecord, out) else { return };
    let newest = at(Relation::RecordHigh, out).or_else(|| at(Relation::ExceedsRecord, out));
    for (index, slot) in out.iter_mut().enumerate() {
        match slot {
            Some(c) if c.relation == Relation::ExceedsRecord && c.to.is_none() => c.to = Some(previous),
            Some(c) if c.relation == Relation::PreviousRecord && index == previous => c.to = newest,
            _ => {}
        }
    }
}
