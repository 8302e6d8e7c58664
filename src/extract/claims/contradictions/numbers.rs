//! Two figures for the same thing that leave each other no room.

use std::collections::BTreeSet;

use super::words::stem;
use super::{Scene, WINDOW};
use crate::extract::types::{Claim, Figure};
use crate::vocabulary::{Bound, FigureKind, FigureRole};

/// How many claims may stand between two figures of a kind that says little by itself.
const NEAR: usize = 8;

impl Scene<'_> {
    /// Pairs of claims whose figures cannot both hold.
    pub(super) fn numeric(&self, claims: &[Claim], figures: &[Figure], pairs: &mut BTreeSet<(usize, usize)>) {
        for (index, figure) in figures.iter().enumerate() {
            for rival in figures.iter().skip(index + 1).take(WINDOW) {
                let (Some(at), Some(to)) = (figure.claim, rival.claim) else { continue };
                if figure.kind != rival.kind || at == to || !apart(figure, rival) {
                    continue;
                }
                let both = claims.get(at).zip(claims.get(to));
                if both.is_some_and(|(a, b)| a.time == b.time || self.is_correction(to))
                    && (self.rivals(claims, figure, rival, at, to) || self.corrects(figure, rival, at, to))
                {
                    pairs.insert((at.min(to), at.max(to)));
                }
            }
        }
    }

    /// Whether two voices give a figure for the same thing at the same time and place.
    fn rivals(&self, claims: &[Claim], a: &Figure, b: &Figure, at: usize, to: usize) -> bool {
        let linked = a.compare.is_some() || b.compare.is_some() || a.change.is_some() || b.change.is_some();
        let owned = self.is_attributed(at) && self.is_attributed(to);
        if linked || !owned || self.is_goal(a) || self.is_goal(b) || self.same_voice(at, to) || !self.same_setting(a, b)
        {
            return false;
        }
        let shared = self.words(at).zip(self.words(to)).map_or(0, |(a, b)| a.shared(b));
        match a.kind {
            // One event has one toll.
            FigureKind::Deaths | FigureKind::Injured | FigureKind::Casualties | FigureKind::Displaced => {
                self.same_thing(a, b) || (self.is_general(a) && self.is_general(b))
            }
            FigureKind::Magnitude => shared > 0,
            // Other counts are many: the same thing must be counted in two claims that share something more.
            FigureKind::Jobs | FigureKind::People | FigureKind::Personnel | FigureKind::Arrests | FigureKind::Cases => {
                at.abs_diff(to) <= NEAR
                    && !(Self::is_shares(claims, at) || Self::is_shares(claims, to))
                    && self.same_thing(a, b)
                    && shared
                        >= 1 + u32::from(self.sentence(at).abs_diff(self.sentence(to)) > 1)
                            + self.counted(a).intersection(&self.counted(b)).count() as u32
            }
            // Shares that are set side by side are parts of a whole and no rivals of another's.
            FigureKind::Percent if Self::is_shares(claims, at) || Self::is_shares(claims, to) => false,
            FigureKind::Money | FigureKind::Percent => {
                let alike = self.words(at).zip(self.words(to)).map_or(0, |(a, b)| a.alike(b));
                at.abs_diff(to) <= NEAR && a.unit == b.unit && shared >= 3 && alike >= 60 && self.same_thing(a, b)
            }
            _ => false,
        }
    }

    /// "An earlier version of this article gave the number as 62": against the number that the article now gives.
    fn corrects(&self, a: &Figure, b: &Figure, at: usize, to: usize) -> bool {
        self.is_correction(to) && !self.is_correction(at) && self.same_thing(a, b)
    }

    fn is_correction(&self, at: usize) -> bool {
        let Some(source) = self
            .drafts
            .get(at)
            .and_then(|draft| draft.attribution(self.attributions))
            .and_then(|attribution| attribution.source)
        else {
            return false;
        };
        let document = self.grammar.document;
        document.tokens_in(source).take(6).any(|at| {
            matches!(document.lower(at), "earlier" | "previous" | "original")
                && matches!(document.lower(at + 1), "version" | "versions" | "edition")
        })
    }

    fn same_setting(&self, a: &Figure, b: &Figure) -> bool {
        let document = self.grammar.document;
        let same = |a: Option<crate::span::Span>, b: Option<crate::span::Span>| match (a, b) {
            (Some(a), Some(b)) => document.slice(a) == document.slice(b),
            _ => true,
        };
        // A count of another year ("last November", "in 2015") is no rival of one that gives no time, which is of now.
        let dated = |figure: &Figure| {
            figure.time.is_some_and(|time| {
                document.tokens_in(time).any(|at| {
                    let word = document.lower(at);
                    matches!(word, "last" | "previous" | "earlier" | "ago" | "year" | "years" | "since" | "month")
                        || (word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit()))
                })
            })
        };
        same(a.place, b.place) && same(a.time, b.time) && dated(a) == dated(b)
    }

    /// Whether a claim holds several figures.
    fn is_shares(claims: &[Claim], at: usize) -> bool {
        claims.get(at).is_some_and(|claim| claim.figures.len() > 1)
    }

    /// "its goal of taking in 10,000", "needs 1,200 votes": what is aimed at is no count.
    fn is_goal(&self, figure: &Figure) -> bool {
        let document = self.grammar.document;
        let tokens = document.tokens_in(figure.span);
        (tokens.start.saturating_sub(4)..tokens.end + 4).any(|at| {
            matches!(
                document.lower(at),
                "goal"
                    | "target"
                    | "quota"
                    | "limit"
                    | "cap"
                    | "ceiling"
                    | "capacity"
                    | "needed"
                    | "needs"
                    | "required"
            )
        })
    }

    /// Whether both count what the same noun names.
    fn same_thing(&self, a: &Figure, b: &Figure) -> bool {
        self.counted(a).intersection(&self.counted(b)).next().is_some()
    }

    /// The stems of what a figure counts.
    fn counted(&self, figure: &Figure) -> BTreeSet<String> {
        let tokens = figure.counted.iter().flat_map(|span| self.grammar.document.tokens_in(*span).take(8));
        tokens.filter_map(|at| stem(self.grammar, at)).collect()
    }

    /// Whether a toll counts people at large and no group of them.
    fn is_general(&self, figure: &Figure) -> bool {
        let document = self.grammar.document;
        figure.counted.iter().flat_map(|span| document.tokens_in(*span).take(4)).all(|at| {
            matches!(
                document.lower(at),
                "people"
                    | "dead"
                    | "deaths"
                    | "death"
                    | "died"
                    | "killed"
                    | "fatalities"
                    | "victims"
                    | "lives"
                    | "toll"
                    | "the"
                    | "persons"
                    | "injured"
                    | "wounded"
                    | "hurt"
                    | "casualties"
                    | "bodies"
                    | "civilians"
                    | "displaced"
                    | "and"
                    | "homeless"
                    | "losses"
                    | "injuries"
            )
        })
    }
}

/// Whether the values leave each other no room; rough ones need a tenth between them.
fn apart(a: &Figure, b: &Figure) -> bool {
    let rough = matches!(a.bound, Bound::About) || matches!(b.bound, Bound::About);
    let factor = if rough { 1.1 } else { 1.0 };
    let above = |low: Option<f64>, high: Option<f64>| low.zip(high).is_some_and(|(low, high)| low > high * factor);
    a.role == FigureRole::Quantity && b.role == FigureRole::Quantity && (above(a.low, b.high) || above(b.low, a.high))
}
