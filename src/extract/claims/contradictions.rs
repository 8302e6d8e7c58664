//! Claims that cannot hold together: a denial and what it denies, a negated repeat, two figures for the same thing.
//!
//! Source: RumourEval (deny, refute); contradiction types of de Marneffe, Rafferty and Manning 2008 (negation, numeric mismatch).

use std::collections::BTreeSet;

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use crate::extract::types::{Attribution, Claim, Figure};
use crate::text::{Pos, TokenKind};
use crate::vocabulary::{Act, Evidence, FigureKind, Polarity, SourceKind};

/// How many claims back (and ahead) a contradiction is looked for: keeps the work linear.
const WINDOW: usize = 60;

/// The least likeness of a denial and what it denies, in percent of the shorter one's words and bonuses.
const LEAST: u32 = 60;

/// What the pairing needs of every claim, by its index.
struct Scene<'a> {
    grammar: &'a Grammar<'a>,
    attributions: &'a [Attribution],
    drafts: &'a [Draft],
    words: Vec<BTreeSet<String>>,
}

/// Sets `contradicts` on both sides, the act of what turns out to be a denial, and the evidence of what a third party refutes.
pub(super) fn apply(
    grammar: &Grammar<'_>,
    attributions: &[Attribution],
    drafts: &[Draft],
    claims: &mut [Claim],
    figures: &[Figure],
) {
    let words = drafts.iter().map(|draft| content_words(grammar, draft)).collect();
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
    // A denial without a verb takes the time of what it denies.
    for at in 0..claims.len() {
        let Some(claim) = claims.get(at) else { continue };
        let verbless = claim.act == Act::Deny && drafts.get(at).is_some_and(|draft| draft.group.is_none());
        let other = claim.contradicts.first().filter(|_| verbless).and_then(|other| claims.get(*other));
        if let (Some(time), Some(claim)) = (other.map(|other| other.time), claims.get_mut(at)) {
            claim.time = time;
        }
    }
}

impl Scene<'_> {
    /// The claims that a negative one answers: the best by likeness and those nearly as good; at most three.
    fn targets(&self, claims: &[Claim], at: usize) -> Vec<usize> {
        let Some(claim) = claims.get(at).filter(|claim| claim.polarity == Polarity::Negative || claim.act == Act::Deny)
        else {
            return Vec::new();
        };
        let from = at.saturating_sub(WINDOW);
        let mut scored: Vec<(u32, usize)> = (from..claims.len().min(at + 12))
            .filter(|other| *other != at && !self.same_voice(at, *other))
            .filter_map(|other| Some((self.likeness(claim, at, claims.get(other)?, other), other)))
            .filter(|(score, _)| *score >= LEAST)
            .collect();
        scored.sort_by_key(|(score, other)| (u32::MAX - score, at.abs_diff(*other)));
        let best = scored.first().map_or(0, |(score, _)| *score);
        if scored.is_empty() {
            return self.accusation(claims, claim, at).into_iter().collect();
        }
        let pointing = self.points_back(claim, at);
        let keep = if pointing { 1 } else { 3 };
        scored.into_iter().take(keep).filter(|(score, _)| score * 10 >= best * 8).map(|(_, other)| other).collect()
    }

    /// A denial of wrongdoing in other words answers the nearest accusation by another voice; one in the lead may come first.
    fn accusation(&self, claims: &[Claim], claim: &Claim, at: usize) -> Option<usize> {
        let draft = self.drafts.get(at)?;
        let tokens = draft.start..draft.end;
        let about_wrong =
            self.grammar.marks.has(Class::Wrongdoing, tokens.clone()) || self.grammar.marks.has(Class::Denial, tokens);
        let accusing = |other: &usize| {
            claims.get(*other).is_some_and(|target| target.act == Act::Accuse && target.attribution.is_some())
                && !self.same_voice(at, *other)
        };
        if claim.act != Act::Deny || !about_wrong {
            return None;
        }
        (at.saturating_sub(20)..at).rev().find(accusing).or_else(|| (at + 1..at + 4).find(accusing))
    }

    /// How much a claim looks like the denial of another, about 0 to 200.
    fn likeness(&self, claim: &Claim, at: usize, target: &Claim, other: usize) -> u32 {
        let (Some(own), Some(theirs)) = (self.words.get(at), self.words.get(other)) else { return 0 };
        let shared = own.intersection(theirs).count() as u32;
        let shorter = own.len().min(theirs.len()).max(1) as u32;
        let before = other < at;
        let attributed = self.drafts.get(other).is_some_and(|draft| draft.owner.is_some());
        if !attributed && claim.attribution.is_some() {
            return 0;
        }
        let near = before && at - other <= 8;
        if target.polarity == Polarity::Negative {
            return 0;
        }
        let named = self.names(at, other);
        let accuses = target.act == Act::Accuse;
        if self.points_back(claim, at) {
            // "rejected the accusation": the last thing that somebody else claimed.
            if !(before && attributed) {
                return 0;
            }
            return 160u32.saturating_sub((at - other) as u32 * 6)
                + 30 * u32::from(accuses)
                + 20 * u32::from(named)
                + shared * 20;
        }
        let alike = 100 * shared / shorter;
        if claim.act == Act::Deny {
            // A denial answers the last accusation of the one who denies, even in other words.
            let answer = 40 * u32::from(accuses && near) + 25 * u32::from(named && near && (accuses || shared > 0));
            let enough = shared >= 2 || alike >= 50 || (named && accuses && near);
            return if enough { alike + answer + 10 * u32::from(before) } else { 0 };
        }
        // A negated repeat: most of the words again, from another voice.
        if shared >= 2 && alike >= 60 && attributed { alike } else { 0 }
    }

    /// Whether the claim is nothing but a word that points back, or a bare verdict ("the accusation", "this", "false").
    fn points_back(&self, claim: &Claim, at: usize) -> bool {
        let Some(draft) = self.drafts.get(at).filter(|_| claim.act == Act::Deny) else { return false };
        let first = draft.first_word(self.grammar);
        let length = draft.tokens().filter(|at| self.grammar.document.token(*at).kind == TokenKind::Word).count();
        let points = self.grammar.marks.has(Class::Pointing, first..draft.end.min(first + 5));
        let finite = draft.group.is_some_and(|group| group.is_finite());
        (points && (length <= 5 || !finite)) || (length <= 3 && !finite)
    }

    /// Whether the second claim speaks of the claimer of the first.
    fn names(&self, at: usize, other: usize) -> bool {
        let Some(attribution) = self.drafts.get(at).and_then(|draft| draft.attribution(self.attributions)) else {
            return false;
        };
        let document = self.grammar.document;
        let Some(target) = self.drafts.get(other) else { return false };
        attribution
            .source
            .iter()
            .chain(&attribution.source_name)
            .flat_map(|span| document.tokens_in(*span).take(12))
            .filter(|token| document.form(*token).starts_with(char::is_uppercase) && document.lower(*token).len() > 3)
            .any(|token| target.tokens().take(40).any(|theirs| document.lower(theirs) == document.lower(token)))
    }

    fn same_voice(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.drafts.get(a), self.drafts.get(b)) else { return true };
        match (a.attribution(self.attributions), b.attribution(self.attributions)) {
            (Some(one), Some(two)) => {
                a.owner == b.owner
                    || (!one.source_name.is_empty() && name_of(self.grammar, one) == name_of(self.grammar, two))
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// What a contradiction says of its sides: a negative answer to a claim is a denial; what a document, a witness, another outlet or
    /// the writer refutes is disputed.
    fn settle(&self, claims: &mut [Claim], a: usize, b: usize) {
        for (this, that) in [(a, b), (b, a)] {
            let Some((claim, other)) = claims.get(this).zip(claims.get(that)) else { continue };
            let source = self.drafts.get(that).and_then(|draft| draft.attribution(self.attributions));
            let third_party = source.is_none_or(|source| {
                matches!(
                    source.source_kind,
                    SourceKind::Document | SourceKind::Media | SourceKind::Witness | SourceKind::Expert
                )
            });
            let attributed = claim.attribution.is_some();
            let disputed = attributed
                && third_party
                && claim.act != Act::Deny
                && claim.evidence == Evidence::Unstated
                && other.polarity == Polarity::Negative;
            let denies = attributed
                && this > that
                && claim.act == Act::State
                && claim.polarity == Polarity::Negative
                && !other.contradicts.is_empty();
            let spans = other.spans.clone();
            let Some(claim) = claims.get_mut(this) else { continue };
            if disputed {
                claim.evidence = Evidence::Disputed;
                claim.evidence_spans = spans;
            }
            if denies {
                claim.act = Act::Deny;
            }
        }
    }

    /// Two figures of one kind for the same thing from two voices that cannot both hold.
    fn numeric(&self, claims: &[Claim], figures: &[Figure], pairs: &mut BTreeSet<(usize, usize)>) {
        for (index, figure) in figures.iter().enumerate() {
            for rival in figures.iter().skip(index + 1).take(WINDOW) {
                let (Some(at), Some(to)) = (figure.claim, rival.claim) else { continue };
                let linked = figure.compare.is_some() || rival.compare.is_some();
                if figure.kind != rival.kind || linked || at == to || self.same_voice(at, to) || !clash(figure, rival) {
                    continue;
                }
                let owned = |claim: usize| self.drafts.get(claim).is_some_and(|draft| draft.owner.is_some());
                let same_time = claims.get(at).zip(claims.get(to)).is_some_and(|(a, b)| a.time == b.time);
                let shared = self.words.get(at).zip(self.words.get(to)).map_or(0, |(a, b)| a.intersection(b).count());
                let toll = matches!(figure.kind, FigureKind::Deaths | FigureKind::Injured | FigureKind::Casualties);
                let same_place = match (figure.place, rival.place) {
                    (Some(a), Some(b)) => self.grammar.document.slice(a) == self.grammar.document.slice(b),
                    _ => true,
                };
                if owned(at) && owned(to) && same_time && same_place && (toll || shared > 0) {
                    pairs.insert((at.min(to), at.max(to)));
                }
            }
        }
    }
}

/// Whether two figures of a kind that has one true value leave each other no room.
fn clash(a: &Figure, b: &Figure) -> bool {
    let unique = matches!(
        a.kind,
        FigureKind::Deaths
            | FigureKind::Injured
            | FigureKind::Casualties
            | FigureKind::Magnitude
            | FigureKind::Displaced
    );
    unique
        && (a.low.zip(b.high).is_some_and(|(low, high)| low > high)
            || b.low.zip(a.high).is_some_and(|(low, high)| low > high))
}

fn link(claims: &mut [Claim], from: usize, to: usize) {
    if let Some(claim) = claims.get_mut(from)
        && !claim.contradicts.contains(&to)
    {
        claim.contradicts.push(to);
        claim.contradicts.sort_unstable();
    }
}

fn name_of(grammar: &Grammar<'_>, attribution: &Attribution) -> Vec<String> {
    attribution.source_name.iter().map(|span| grammar.document.slice(*span).to_lowercase()).collect()
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
