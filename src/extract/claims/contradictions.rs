//! Claims that cannot hold together: a denial and what it denies, a negated repeat, two figures for the same thing.
//!
//! Source: RumourEval (deny, refute); contradiction types of de Marneffe, Rafferty and Manning 2008 (negation, numeric mismatch).

use std::collections::BTreeSet;

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use crate::extract::types::{Attribution, Claim, Figure};
use crate::text::{Pos, TokenKind};
use crate::vocabulary::{Act, FigureKind, Polarity, Time};

/// How many claims back (and ahead) a contradiction is looked for: keeps the work linear.
const WINDOW: usize = 60;

/// Sets `contradicts` on both sides, and the act of what turns out to be a denial.
pub(super) fn apply(
    grammar: &Grammar<'_>,
    attributions: &[Attribution],
    drafts: &[Draft],
    claims: &mut [Claim],
    figures: &[Figure],
) {
    let words: Vec<BTreeSet<String>> = drafts.iter().map(|draft| content_words(grammar, draft)).collect();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(claim) = claims.get(at) else { continue };
        let denies = claim.act == Act::Deny;
        let pointing = denies && is_anaphor(grammar, draft);
        let mut best: Option<(u32, usize)> = None;
        for other in (at.saturating_sub(WINDOW)..claims.len().min(at + 12)).rev() {
            let Some((target, rival)) = claims.get(other).zip(drafts.get(other)) else { continue };
            if other == at || same_voice(grammar, attributions, draft, rival) {
                continue;
            }
            let shared = words.get(at).zip(words.get(other)).map_or(0, |(a, b)| a.intersection(b).count() as u32);
            let own = words.get(at).map_or(1, |set| set.len().max(1)) as u32;
            let theirs = words.get(other).map_or(1, |set| set.len().max(1)) as u32;
            let opposite = claim.polarity != target.polarity;
            let before = other < at;
            let score = if pointing {
                // "rejected the accusation": the last thing that somebody else claimed.
                let near = 1000u32.saturating_sub(at.abs_diff(other) as u32 * 20);
                u32::from(before && rival.owner.is_some() && target.polarity == Polarity::Positive)
                    * (near + 100 * u32::from(target.act == Act::Accuse) + shared * 40)
            } else if denies && claim.polarity == Polarity::Negative && opposite && shared > 0 {
                100 * shared / own.min(theirs)
                    + 20 * u32::from(target.act == Act::Accuse)
                    + 10 * u32::from(before)
                    + 8 * shared
            } else if claim.polarity == Polarity::Negative && opposite && shared >= 3 && 2 * shared >= own.min(theirs) {
                100 * shared / own.min(theirs)
            } else {
                0
            };
            if score > best.map_or(44, |(score, _)| score) {
                best = Some((score, other));
            }
        }
        if let Some((_, other)) = best {
            pairs.insert((at.min(other), at.max(other)));
        }
    }
    numeric(grammar, attributions, drafts, claims, figures, &mut pairs);
    for (a, b) in pairs {
        link(claims, a, b);
        link(claims, b, a);
    }
    // A denial of something takes its time.
    for at in 0..claims.len() {
        let Some(claim) = claims.get(at) else { continue };
        let anaphor = claim.act == Act::Deny && drafts.get(at).is_some_and(|draft| draft.group.is_none());
        let time: Option<Time> =
            claim.contradicts.first().filter(|_| anaphor).and_then(|other| claims.get(*other)).map(|other| other.time);
        if let (Some(time), Some(claim)) = (time, claims.get_mut(at)) {
            claim.time = time;
        }
    }
}

fn link(claims: &mut [Claim], from: usize, to: usize) {
    if let Some(claim) = claims.get_mut(from)
        && !claim.contradicts.contains(&to)
    {
        claim.contradicts.push(to);
        claim.contradicts.sort_unstable();
    }
}

/// Two figures of one kind for the same thing from two voices that cannot both hold.
fn numeric(
    grammar: &Grammar<'_>,
    attributions: &[Attribution],
    drafts: &[Draft],
    claims: &[Claim],
    figures: &[Figure],
    pairs: &mut BTreeSet<(usize, usize)>,
) {
    for (index, figure) in figures.iter().enumerate() {
        let Some(at) = figure.claim else { continue };
        for (other, rival) in figures.iter().enumerate().skip(index + 1).take(WINDOW) {
            let Some(to) = rival.claim else { continue };
            let Some((draft, target)) = drafts.get(at).zip(drafts.get(to)) else { continue };
            let comparable = matches!(
                figure.kind,
                FigureKind::Deaths
                    | FigureKind::Injured
                    | FigureKind::Casualties
                    | FigureKind::Magnitude
                    | FigureKind::Displaced
                    | FigureKind::Personnel
                    | FigureKind::Arrests
            );
            let linked = figure.compare.as_ref().is_some_and(|c| c.to == Some(other))
                || rival.compare.as_ref().is_some_and(|c| c.to == Some(index));
            if figure.kind != rival.kind
                || at == to
                || !comparable
                || linked
                || same_voice(grammar, attributions, draft, target)
            {
                continue;
            }
            let apart = figure.low.zip(rival.high).is_some_and(|(low, high)| low > high)
                || rival.low.zip(figure.high).is_some_and(|(low, high)| low > high);
            let same_time = claims.get(at).zip(claims.get(to)).is_some_and(|(a, b)| a.time == b.time);
            let compared = figure.compare.is_some() || rival.compare.is_some();
            if apart && same_time && !compared && draft.owner.is_some() && target.owner.is_some() {
                pairs.insert((at.min(to), at.max(to)));
            }
        }
    }
}

fn same_voice(grammar: &Grammar<'_>, attributions: &[Attribution], a: &Draft, b: &Draft) -> bool {
    match (a.attribution(attributions), b.attribution(attributions)) {
        (Some(one), Some(two)) => {
            a.owner == b.owner || (!one.source_name.is_empty() && name_of(grammar, one) == name_of(grammar, two))
        }
        (None, None) => true,
        _ => false,
    }
}

fn name_of(grammar: &Grammar<'_>, attribution: &Attribution) -> Vec<String> {
    attribution.source_name.iter().map(|span| grammar.document.slice(*span).to_lowercase()).collect()
}

/// Nothing but a word that points back ("the accusation", "all the charges", "this").
fn is_anaphor(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let length: usize = draft.runs.iter().map(ExactSizeIterator::len).sum();
    length <= 5
        && (grammar.marks.has(Class::Pointing, draft.start..draft.end) || (length <= 3 && draft.group.is_none()))
}

/// Words that carry the content, cut to their first six letters (enough to join "deploy", "deploying" and "deployment").
fn content_words(grammar: &Grammar<'_>, draft: &Draft) -> BTreeSet<String> {
    const LIGHT: &[&str] = &[
        "about", "after", "against", "also", "been", "before", "could", "does", "from", "have", "into", "more", "most",
        "never", "none", "nothing", "over", "said", "some", "than", "that", "their", "them", "then", "there", "these",
        "they", "this", "those", "under", "were", "what", "when", "where", "which", "while", "will", "with", "would",
        "your",
    ];
    draft
        .tokens()
        .filter(|at| {
            let token = grammar.document.token(*at);
            let word = grammar.document.lower(*at);
            token.kind == TokenKind::Word
                && word.chars().count() > 3
                && LIGHT.binary_search(&word).is_err()
                && !matches!(token.pos, Pos::Det | Pos::Adp | Pos::Aux | Pos::Pron | Pos::Sconj | Pos::Cconj)
        })
        .map(|at| grammar.document.lower(at).trim_end_matches('s').chars().take(5).collect())
        .collect()
}
