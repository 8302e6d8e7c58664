//! Claims that cannot hold together: a denial and what it denies, a negated repeat, two figures for the same thing.
//!
//! Owns the pairing; `negation` says what a negative claim says no to, `likeness` how much it answers another, `whose` tells makers and subjects apart,
//! `numbers` compares figures, `settle` draws conclusions.
//! Source: RumourEval (deny, refute); contradiction types of de Marneffe, Rafferty and Manning 2008 (negation, numeric mismatch).

mod answers;
mod likeness;
mod negation;
mod numbers;
mod settle;
mod whose;
mod words;

use std::collections::BTreeSet;

use super::clauses::Grammar;
use super::draft::Draft;
use crate::extract::types::{Attribution, Claim, Figure};
use crate::vocabulary::Act;
use words::Words;

/// How many claims back a contradiction is looked for: keeps the work linear.
const WINDOW: usize = 60;

/// What the pairing needs of every claim, by its index.
struct Scene<'a> {
    grammar: &'a Grammar<'a>,
    attributions: &'a [Attribution],
    drafts: &'a [Draft],
    words: Vec<Words>,
}

/// Sets `contradicts` on both sides, the act of what turns out to be a denial, and the evidence of what a third party refutes.
pub(super) fn apply(
    grammar: &Grammar<'_>,
    attributions: &[Attribution],
    drafts: &[Draft],
    claims: &mut [Claim],
    figures: &[Figure],
) {
    let words = drafts.iter().map(|draft| Words::of(grammar, draft)).collect();
    let scene = Scene { grammar, attributions, drafts, words };
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut answered: Option<(usize, Vec<usize>)> = None;
    for at in 0..claims.len() {
        let mut targets = scene.targets(claims, at);
        // A second denial of one voice in a row goes on answering what the first one answered.
        let denies = claims.get(at).is_some_and(|claim| claim.act == Act::Deny);
        if denies
            && targets.is_empty()
            && let Some((before, earlier)) = &answered
            && scene.same_voice(at, *before)
            && at - before <= 3
            && scene.denies_a_saying(at)
            && scene.is_assertion(at)
        {
            targets.clone_from(earlier);
        }
        if denies && !targets.is_empty() {
            answered = Some((at, targets.clone()));
        }
        pairs.extend(targets.iter().map(|other| (at.min(*other), at.max(*other))));
    }
    scene.numeric(claims, figures, &mut pairs);
    for (a, b) in pairs {
        link(claims, a, b);
        link(claims, b, a);
        scene.settle(claims, a, b);
    }
    settle::borrow_times(claims, drafts);
}

impl Scene<'_> {
    /// Whether two claims are one voice's: no contradiction is looked for between them.
    fn same_voice(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.drafts.get(a), self.drafts.get(b)) else { return true };
        match (a.attribution(self.attributions), b.attribution(self.attributions)) {
            (Some(one), Some(two)) => {
                a.owner == b.owner || same_name(&name_of(self.grammar, one), &name_of(self.grammar, two))
            }
            (None, None) => true,
            _ => false,
        }
    }

    fn is_attributed(&self, at: usize) -> bool {
        self.drafts.get(at).is_some_and(|draft| draft.owner.is_some())
    }

    fn sentence(&self, at: usize) -> usize {
        self.drafts.get(at).map_or(0, |draft| draft.sentence)
    }

    fn words(&self, at: usize) -> Option<&Words> {
        self.words.get(at)
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

/// Whether two names are one, or one is the surname of the other.
fn same_name(one: &[String], two: &[String]) -> bool {
    let (one, two) = (one.join(" "), two.join(" "));
    let surname = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|given| given.ends_with(' '));
    !one.is_empty() && !two.is_empty() && (one == two || surname(&one, &two) || surname(&two, &one))
}

fn name_of(grammar: &Grammar<'_>, attribution: &Attribution) -> Vec<String> {
    attribution.source_name.iter().map(|span| grammar.document.slice(*span).to_lowercase()).collect()
}
