//! Relative clauses that add a fact: taken out of the clause that they interrupt, with the noun phrase that they describe as subject.
//!
//! Only those set off by a comma ("the fund, which lost 3 %, ..."): a restrictive one says which thing is meant and asserts nothing.
//! Source: non-restrictive relatives, Quirk et al. 1985, 17.22; as separate propositions in Del Corro and Gemulla 2013 (`ClausIE`).

use super::clauses::{Clause, Grammar, Kind};
use super::verbs::Group;
use crate::text::{Pos, TokenKind};

/// Removes the relative clauses from a run of tokens and gives them as clauses of their own.
pub(super) fn take(grammar: &Grammar<'_>, run: &mut Vec<usize>) -> Vec<Clause> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = next(grammar, run, from) {
        let Relative { comma, end, group } = found;
        let antecedent = antecedent(grammar, run, comma);
        let tokens: Vec<usize> = run.get(comma + 1..end).unwrap_or_default().to_vec();
        let words = tokens.iter().filter(|at| grammar.document.token(**at).kind == TokenKind::Word).count();
        if antecedent.is_empty() || words < 4 {
            from = comma + 2;
            continue;
        }
        out.push(Clause { subject: antecedent, tokens, kind: Kind::Relative, group: Some(group) });
        // The closing comma goes too, so that subject and verb of the main clause meet.
        let closed = run.get(end).is_some_and(|at| grammar.document.lower(*at) == ",");
        run.drain(comma..if closed { end + 1 } else { end });
        from = comma;
    }
    out
}

/// Places in the run: the comma before the pronoun, one past the clause, and its verb group.
struct Relative {
    comma: usize,
    end: usize,
    group: usize,
}

fn next(grammar: &Grammar<'_>, run: &[usize], from: usize) -> Option<Relative> {
    let document = grammar.document;
    let (comma, verb) = run.iter().enumerate().skip(from.max(1)).find_map(|(place, at)| {
        let pronoun = matches!(document.lower(*at), "who" | "which" | "whose" | "where");
        let comma =
            place.checked_sub(1).filter(|before| run.get(*before).is_some_and(|at| document.lower(*at) == ","))?;
        if !pronoun {
            return None;
        }
        let verb = finite_after(grammar, run, place)?;
        Some((comma, verb))
    })?;
    let group = grammar.groups.get(verb)?;
    let main_seen = finite_before(grammar, run, comma);
    let after = run.partition_point(|at| *at < group.end);
    let end = run
        .iter()
        .enumerate()
        .skip(after)
        .find(|(place, at)| {
            let word = document.lower(**at);
            let next = run.get(place + 1).copied().unwrap_or(usize::MAX);
            match word {
                ";" | "–" | "—" => true,
                // After the main verb only a new clause ends the relative; before it, the first comma that is no list.
                "," if main_seen => matches!(document.lower(next), "and" | "but") || starts_group(grammar, next),
                "," => !matches!(document.lower(next), "and" | "or"),
                _ => false,
            }
        })
        .map_or(run.len(), |(place, _)| place);
    Some(Relative { comma, end, group: verb })
}

fn starts_group(grammar: &Grammar<'_>, at: usize) -> bool {
    grammar.groups.get(grammar.groups_in(at..at.saturating_add(1))).is_some_and(|groups| !groups.is_empty())
}

/// The first finite group within ten tokens of the pronoun.
fn finite_after(grammar: &Grammar<'_>, run: &[usize], place: usize) -> Option<usize> {
    let first = *run.get(place)?;
    let last = *run.get((place + 10).min(run.len() - 1))?;
    grammar.groups_in(first..last + 1).find(|index| {
        grammar
            .groups
            .get(*index)
            .is_some_and(|group: &Group| group.is_finite() && run.binary_search(&group.head).is_ok())
    })
}

fn finite_before(grammar: &Grammar<'_>, run: &[usize], comma: usize) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.get(comma)) else { return false };
    grammar
        .groups
        .get(grammar.groups_in(*first..*last))
        .unwrap_or_default()
        .iter()
        .any(|group| group.is_finite() && run.binary_search(&group.start).is_ok())
}

/// The noun phrase before the comma: back to the first verb, mark, conjunction or preposition other than "of".
fn antecedent(grammar: &Grammar<'_>, run: &[usize], comma: usize) -> Vec<usize> {
    let document = grammar.document;
    let mut out: Vec<usize> = run
        .get(comma.saturating_sub(10)..comma)
        .unwrap_or_default()
        .iter()
        .rev()
        .copied()
        .take_while(|at| {
            let token = document.token(*at);
            let word = document.lower(*at);
            (token.kind != TokenKind::Punct || matches!(word, "'" | "\"" | "“" | "”" | "-"))
                && !matches!(
                    word,
                    "and"
                        | "but"
                        | "that"
                        | "in"
                        | "on"
                        | "at"
                        | "by"
                        | "to"
                        | "from"
                        | "with"
                        | "for"
                        | "as"
                        | "into"
                        | "over"
                        | "than"
                )
                && !matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Sconj | Pos::Cconj)
                && (token.pos != Pos::Adp || word == "of")
                && grammar.groups_in(*at..at + 1).is_empty()
        })
        .collect();
    out.reverse();
    out
}
