//! Cuts a region into clauses: one for each proposition that can be asked about.
//!
//! Finite clauses joined by a coordinator are apart, the shared subject repeated; participles after a comma, relative clauses with a
//! figure and verbless "down from ..." are apart too. Works on verb groups and connectives; the parse decides where words leave it open.

use std::ops::Range;

use super::lexicons::Marks;
use super::links::{self, Link};
use super::regions::{Region, Role, Voices};
use super::relatives;
use super::trim::trim;
use super::verbless;
use super::verbs::{Form, Group};
use crate::text::{Document, Pos, TokenKind};

/// How a clause hangs on the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A finite clause of its own, or the only piece.
    Main,
    /// A participle after a comma.
    Participle,
    /// A remark without a verb after a comma ("down from ...", "the highest since ...").
    Verbless,
    /// A relative clause.
    Relative,
}

/// One clause: token indices in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// The repeated subject, when it is not among the tokens.
    pub(super) subject: Vec<usize>,
    pub(super) tokens: Vec<usize>,
    pub(super) kind: Kind,
    /// Index of its main verb group.
    pub(super) group: Option<usize>,
}

/// What the cutting needs to know of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) marks: &'a Marks,
    pub(super) groups: &'a [Group],
    pub(super) voices: &'a Voices,
    /// Token ranges of the figures, in order.
    pub(super) figures: &'a [Range<usize>],
}

impl Grammar<'_> {
    /// Indices of the groups that start in a token range.
    pub(super) fn groups_in(&self, tokens: Range<usize>) -> Range<usize> {
        let from = self.groups.partition_point(|group| group.start < tokens.start);
        let to = self.groups.partition_point(|group| group.start < tokens.end);
        from..to.max(from)
    }

    /// Whether a figure starts in a token range.
    pub(super) fn has_figure(&self, tokens: Range<usize>) -> bool {
        let from = self.figures.partition_point(|figure| figure.start < tokens.start);
        self.figures.get(from).is_some_and(|figure| figure.start < tokens.end)
    }

    pub(super) fn is_punctuation(&self, at: usize) -> bool {
        self.document.token(at).kind == TokenKind::Punct
    }
}

/// The clauses of a region, in order of their main verbs' clauses; relatives follow the clause that they interrupt.
pub(super) fn of(grammar: &Grammar<'_>, region: &Region) -> Vec<Clause> {
    let mut out = Vec::new();
    for stretch in stretches(grammar, region) {
        cut(grammar, &stretch, &mut out);
    }
    out
}

/// A part of a region that can hold claims, and the subject that stands in the words of reporting before it.
struct Stretch {
    subject: Vec<usize>,
    tokens: Vec<usize>,
}

/// What can hold a claim: the region without the words of reporting of the voices inside it.
fn stretches(grammar: &Grammar<'_>, region: &Region) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = vec![Stretch { subject: Vec::new(), tokens: Vec::new() }];
    let mut source: Vec<usize> = Vec::new();
    let mut broken = false;
    let mut last: Option<usize> = None;
    for &at in &region.tokens {
        let role = grammar.voices.role(at);
        let frame = grammar.voices.interrupts(at);
        // Where the words are interrupted by somebody's finite report, what follows is another statement; a content that is
        // interrupted by its own cue goes on.
        let gap = last.filter(|last| last + 1 != at);
        let interrupted = gap.is_some_and(|last| grammar.voices.breaks(region.owner, last + 1));
        broken |= frame || interrupted;
        if let Role::Source(_) = role
            && frame
        {
            if !last.is_some_and(|last| last + 1 == at && source.last() == Some(&last)) {
                source.clear();
            }
            source.push(at);
        }
        if !frame {
            if broken && out.last().is_some_and(|run| !run.tokens.is_empty()) {
                out.push(Stretch { subject: Vec::new(), tokens: Vec::new() });
            }
            if let Some(run) = out.last_mut() {
                if broken && run.tokens.is_empty() {
                    run.subject.clone_from(&source);
                }
                run.tokens.push(at);
            }
            broken = false;
        }
        last = Some(at);
    }
    out.retain(|run| !run.tokens.is_empty());
    out
}

/// A cut: where a clause begins in the list of tokens, and how.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) at: usize,
    pub(super) kind: Kind,
    pub(super) shares_subject: bool,
    pub(super) group: Option<usize>,
}

fn cut(grammar: &Grammar<'_>, stretch: &Stretch, out: &mut Vec<Clause>) {
    let mut run = stretch.tokens.clone();
    let relatives = relatives::take(grammar, &mut run);
    let Some((first, last)) = run.first().zip(run.last()) else { return };
    let groups: Vec<usize> = grammar
        .groups_in(*first..last + 1)
        .filter(|index| grammar.groups.get(*index).is_some_and(|group| run.binary_search(&group.head).is_ok()))
        .collect();
    let cuts = find_cuts(grammar, &run, &groups);
    let mut subject: Vec<usize> = Vec::new();
    for (index, cut) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(run.len(), |next| next.at);
        let mut tokens: Vec<usize> = run.get(cut.at..end).unwrap_or_default().to_vec();
        trim(grammar, &mut tokens);
        if tokens.is_empty() {
            continue;
        }
        let mut repeated = Vec::new();
        if cut.shares_subject || cut.kind == Kind::Verbless {
            repeated.clone_from(&subject);
        } else if cut.kind == Kind::Main {
            subject = subject_of(grammar, &tokens, cut.group);
            let bare = cut
                .group
                .and_then(|index| grammar.groups.get(index))
                .is_some_and(|group| tokens.first() == Some(&group.start));
            if bare && index == 0 {
                // "The ministry, which denied it, declined to comment": the subject stands in the words of reporting.
                subject.clone_from(&stretch.subject);
                repeated.clone_from(&subject);
            }
        }
        out.push(Clause { subject: repeated, tokens, kind: cut.kind, group: cut.group });
    }
    for mut relative in relatives {
        trim(grammar, &mut relative.tokens);
        out.push(relative);
    }
}

/// Cuts of a run of tokens; the first is at 0.
fn find_cuts(grammar: &Grammar<'_>, run: &[usize], groups: &[usize]) -> Vec<Cut> {
    let mut cuts = vec![Cut { at: 0, kind: Kind::Main, shares_subject: false, group: None }];
    let mut before: Option<&Group> = None;
    let mut doubtful: Option<usize> = None;
    for &index in groups {
        let Some(group) = grammar.groups.get(index) else { continue };
        let Ok(place) = run.binary_search(&group.start) else { continue };
        let from = before.map_or(0, |group| run.partition_point(|at| *at < group.end));
        let link = links::link(grammar, run, from, place, group);
        // A past form that the parse took for a participle is the verb after all when another clause follows and none was found.
        if let Some(cut) = cuts.last_mut().filter(|cut| cut.group.is_none())
            && matches!(link, Link::Clause { .. } | Link::Participle { .. })
        {
            cut.group = doubtful.take();
        }
        let main_seen = cuts.last().is_some_and(|cut| cut.group.is_some());
        if group.form == Form::Participle && group.doubtful && doubtful.is_none() && place > 0 {
            doubtful = Some(index);
        }
        match link {
            Link::Clause { at, shares_subject } if main_seen && group.is_finite() => {
                cuts.push(Cut { at, kind: Kind::Main, shares_subject, group: Some(index) });
            }
            Link::Participle { at } if main_seen && links::worth_a_claim(grammar, run, at) => {
                cuts.push(Cut { at, kind: Kind::Participle, shares_subject: false, group: Some(index) });
            }
            Link::Subordinate => {}
            _ if group.is_finite() => {
                if let Some(cut) = cuts.last_mut().filter(|cut| cut.group.is_none()) {
                    cut.group = Some(index);
                }
            }
            _ => {}
        }
        before = Some(group);
    }
    verbless::add(grammar, run, &mut cuts);
    // Nothing finite: an infinitive leads ("Strike to go on"), else the first verb.
    if let Some(cut) = cuts.first_mut().filter(|cut| cut.group.is_none()) {
        let is_infinitive =
            |index: &&usize| grammar.groups.get(**index).is_some_and(|group| group.form == Form::Infinitive);
        cut.group = groups.iter().find(is_infinitive).or(groups.first()).copied();
    }
    cuts
}

/// The subject of a clause: what stands before its main verb, from the start of the clause, without adverbs and leading phrases.
fn subject_of(grammar: &Grammar<'_>, tokens: &[usize], group: Option<usize>) -> Vec<usize> {
    let Some(group) = group.and_then(|index| grammar.groups.get(index)) else { return Vec::new() };
    let mut before: Vec<usize> = tokens.iter().copied().take_while(|at| *at < group.start).collect();
    // A phrase set off by a comma before the subject ("On Friday, the bank ...").
    if let Some(comma) = before.iter().position(|at| grammar.document.lower(*at) == ",") {
        let leading = before.first().is_some_and(|at| {
            matches!(grammar.document.token(*at).pos, Pos::Adp | Pos::Adv | Pos::Sconj)
                || matches!(
                    grammar.document.lower(*at),
                    "in" | "on" | "at" | "by" | "for" | "after" | "before" | "under" | "with" | "during" | "over"
                )
        });
        if leading {
            before.drain(..=comma);
        } else if before.len() > comma + 1 {
            before.truncate(comma);
        }
    }
    while before.last().is_some_and(|at| links::is_light(grammar, *at)) {
        before.pop();
    }
    before.truncate(12);
    before
}
