//! Remarks without a verb that say something of their own: a change ("down from ..."), a rank, a comparison, an item of a list.

use super::clauses::{Cut, Grammar, Kind};
use super::verbs::Group;

/// Adds the cuts before remarks without a verb: a change ("down from ..."), a rank ("the highest since ..."), a comparison.
pub(super) fn add(grammar: &Grammar<'_>, run: &[usize], cuts: &mut Vec<Cut>) {
    let document = grammar.document;
    let mut found = Vec::new();
    for (place, at) in run.iter().enumerate().filter(|(place, at)| *place > 2 && document.lower(**at) == ",") {
        let word = |offset: usize| run.get(place + offset).map_or("", |at| document.lower(*at));
        let Some(next) = run.get(place + 1).copied() else { continue };
        let change =
            matches!(word(1), "down" | "up") && matches!(word(2), "from" | "by" | "on" | "to" | "sharply" | "slightly");
        let against = (word(1) == "as" && word(2) == "against")
            || (matches!(word(1), "nearly" | "almost" | "compared" | "roughly")
                && matches!(word(2), "double" | "triple" | "twice" | "half"));
        let rank = matches!(word(1), "the" | "its" | "their" | "a")
            && (next..next + 4).any(|at| {
                let word = document.lower(at);
                matches!(word, "record" | "first" | "most" | "worst" | "best" | "fewest")
                    || (word.len() > 5 && word.ends_with("est"))
            });
        let until = run
            .iter()
            .skip(place + 1)
            .position(|at| document.lower(*at) == ",")
            .map_or(run.len(), |offset| place + 1 + offset);
        let last = run.get(until - 1).copied().unwrap_or(next);
        let verb = grammar
            .groups
            .get(grammar.groups_in(next..last + 1))
            .is_some_and(|groups| groups.iter().any(Group::is_finite));
        let seen = cuts.iter().rev().find(|cut| cut.at <= place).is_some_and(|cut| {
            cut.group.and_then(|index| grammar.groups.get(index)).is_some_and(|group| group.end <= *at)
        });
        // ", four points behind the leaders": a figure of its own, unless it is a part of the one before ("nine of them").
        let article = matches!(word(1), "a" | "an") && grammar.has_figure(next..last);
        let figure = (article || grammar.has_figure(next..next + 3))
            && !(next..next + 6).any(|at| matches!(document.lower(at), "them" | "whom" | "including" | "and" | "or"))
            && !matches!(
                word(1),
                "including"
                    | "or"
                    | "and"
                    | "with"
                    | "in"
                    | "on"
                    | "by"
                    | "to"
                    | "for"
                    | "at"
                    | "from"
                    | "after"
                    | "about"
                    | "some"
            );
        if seen && !verb && (change || against || rank || figure) && until - place > 3 {
            found.push(Cut { at: place + 1, kind: Kind::Verbless, shares_subject: false, group: None });
        }
    }
    found.extend(listed(grammar, run, cuts));
    found.sort_by_key(|cut| cut.at);
    found.dedup_by_key(|cut| cut.at);
    found.retain(|new| cuts.iter().all(|cut| cut.at.abs_diff(new.at) > 1));
    cuts.extend(found);
    cuts.sort_by_key(|cut| cut.at);
}

/// Lists of figures under one verb: items set off by semicolons or a dash, and "5 % at A, 6 % at B and 7 % at C".
fn listed(grammar: &Grammar<'_>, run: &[usize], cuts: &[Cut]) -> Vec<Cut> {
    let document = grammar.document;
    let token = |place: usize| run.get(place).copied().unwrap_or(usize::MAX);
    let Some(verb) = cuts.first().and_then(|cut| cut.group).and_then(|index| grammar.groups.get(index)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut figures = 0;
    for (place, at) in run.iter().enumerate() {
        figures += usize::from(*at >= verb.end && grammar.has_figure(*at..at + 1));
        if figures == 0 || place + 2 >= run.len() {
            continue;
        }
        let next = token(place + 1);
        let cut = match document.lower(*at) {
            ";" => grammar.has_figure(next..next.saturating_add(8)),
            "–" | "—" | "--" => grammar.has_figure(next..next.saturating_add(6)),
            "," | "and" => {
                let after = (next..next.saturating_add(4))
                    .find(|at| matches!(document.lower(*at), "at" | "in" | "for" | "against"));
                grammar.has_figure(next..next.saturating_add(1)) && after.is_some_and(|at| at > next)
            }
            _ => false,
        };
        if cut {
            out.push(Cut { at: place + 1, kind: Kind::Verbless, shares_subject: false, group: None });
        }
    }
    out
}
