//! Cuts a region into clauses: one for each proposition that can be asked about.
//!
//! Finite clauses joined by a coordinator are apart, the shared subject repeated; participles after a comma, relative clauses with a
//! figure and verbless "down from ..." are apart too. Works on verb groups and connectives; the parse decides where words leave it open.

use std::ops::Range;

use super::lexicons::{Class, Marks};
use super::regions::{Region, Role, Voices};
use super::relatives;
use super::verbs::{Form, Group};
use crate::text::{Document, Pos, Relation, TokenKind};

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

    fn is_punctuation(&self, at: usize) -> bool {
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
struct Cut {
    at: usize,
    kind: Kind,
    shares_subject: bool,
    group: Option<usize>,
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
        let link = link(grammar, run, from, place, group);
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
            Link::Participle { at } if main_seen && worth_a_claim(grammar, run, at) => {
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
    verbless(grammar, run, &mut cuts);
    // Nothing finite: an infinitive leads ("Strike to go on"), else the first verb.
    if let Some(cut) = cuts.first_mut().filter(|cut| cut.group.is_none()) {
        let is_infinitive =
            |index: &&usize| grammar.groups.get(**index).is_some_and(|group| group.form == Form::Infinitive);
        cut.group = groups.iter().find(is_infinitive).or(groups.first()).copied();
    }
    cuts
}

/// Adds the cuts before remarks without a verb: a change ("down from ..."), a rank ("the highest since ..."), a comparison.
fn verbless(grammar: &Grammar<'_>, run: &[usize], cuts: &mut Vec<Cut>) {
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

/// How a verb group is joined to what stands before it.
#[derive(Debug, Clone, Copy)]
enum Link {
    /// A new clause that begins at this place of the run (after the connective).
    Clause { at: usize, shares_subject: bool },
    /// A participle after a comma.
    Participle { at: usize },
    /// Part of the clause before.
    Subordinate,
    /// No connective.
    Bare,
}

fn link(grammar: &Grammar<'_>, run: &[usize], from: usize, place: usize, group: &Group) -> Link {
    let document = grammar.document;
    let token = |place: usize| run.get(place).copied().unwrap_or(usize::MAX);
    if !group.is_finite() {
        let comma = place > from && document.lower(token(place - 1)) == ",";
        // "with November alone adding 400": the participle has a subject of its own.
        let with = (place.saturating_sub(7).max(from)..place).rev().find(|at| document.lower(token(*at)) == "with");
        if let Some(with) = with.filter(|with| group.form == Form::Gerund && *with + 1 < place && *with > 0) {
            let set_off = document.lower(token(with - 1)) == ",";
            if set_off && !(with + 1..place).any(|at| grammar.is_punctuation(token(at))) {
                return Link::Participle { at: with + 1 };
            }
        }
        let joined =
            place > from && document.lower(token(place - 1)) == "and" && grammar.has_figure(group.end..group.end + 4);
        let apart = comma && place > 0 || joined && place > 3;
        return if apart && group.form == Form::Gerund { Link::Participle { at: place } } else { Link::Subordinate };
    }
    for at in (from..place).rev() {
        let here = token(at);
        let word = document.lower(here);
        let next = at + 1;
        match word {
            "and" | "but" | "or" | "yet" | "nor" | "so" => {
                let comma = at > from && document.lower(token(at - 1)) == ",";
                if word != "and" && word != "but" && (!comma || document.token(here).pos == Pos::Adv) {
                    continue;
                }
                let coordinated = joins_clauses(grammar, run, from, at, place, group);
                if !coordinated {
                    continue;
                }
                let shares_subject = next == place || (next..place).all(|at| is_light(grammar, token(at)));
                // "designs and makes lenses", "collapsed or were damaged": one predicate, not two.
                let object = at >= from + 2 || (at == from + 1 && grammar.is_punctuation(token(from)));
                if shares_subject && (word == "or" || !object) {
                    return Link::Subordinate;
                }
                return Link::Clause { at: next, shares_subject };
            }
            ";" | ":" | "–" | "—" | "--" | "―" => {
                let shares_subject = next == place;
                return Link::Clause { at: next, shares_subject };
            }
            // "said that A and that B": two contents.
            "that" if at > from && matches!(document.lower(token(at - 1)), "and" | "but") => {
                return Link::Clause { at: next, shares_subject: false };
            }
            "while" | "whereas" | "although" | "though" | "because" | "however" if at > 0 => {
                return Link::Clause { at: next, shares_subject: false };
            }
            "who" | "which" | "whose" | "whom" | "where" | "that" | "as" | "when" | "after" | "before" | "since"
            | "until" | "if" | "unless" | "how" | "what" | "why" | "whether" | "than" | "once" | "whoever" | "till" => {
                return Link::Subordinate;
            }
            _ => {}
        }
    }
    Link::Bare
}

/// Whether a coordinator joins clauses and not noun phrases.
fn joins_clauses(grammar: &Grammar<'_>, run: &[usize], from: usize, at: usize, place: usize, group: &Group) -> bool {
    let document = grammar.document;
    let here = run.get(at).copied().unwrap_or(usize::MAX);
    let comma = at > from && run.get(at - 1).is_some_and(|before| document.lower(*before) == ",");
    let token = document.token(here);
    if comma || at + 1 == place || token.relation == Relation::Dep {
        return true;
    }
    // "A did B and C did D": the nouns beside the coordinator can only be joined where a lower clause opened before them.
    let opened = run.get(from..at).unwrap_or_default().iter().any(|at| {
        let tag = document.token(*at).pos;
        tag == Pos::Sconj
            || matches!(document.lower(*at), "that" | "which" | "who" | "when" | "because" | "if" | "where" | "how")
    });
    let before = from.checked_sub(1).and_then(|before| run.get(before)).copied().unwrap_or(usize::MAX);
    let takes_clause =
        grammar.marks.at(Class::Probable, before).is_some() || grammar.marks.at(Class::Planning, before).is_some();
    if !opened && !takes_clause {
        return true;
    }
    let head = token.head as usize;
    // By the parse the coordinator hangs on the second clause; a noun before the verb means two nouns were joined.
    !(head < group.start && head > here) || super::verbs::subject_of(document, group.head) == Some(head)
}

/// Adverbs and the like, which make no subject.
fn is_light(grammar: &Grammar<'_>, at: usize) -> bool {
    let word = grammar.document.lower(at);
    let tag = grammar.document.token(at).pos;
    grammar.is_punctuation(at)
        || matches!(tag, Pos::Adv | Pos::Part)
        || matches!(
            word,
            "then" | "also" | "later" | "now" | "not" | "never" | "still" | "only" | "even" | "instead" | "therefore"
        )
        || word.ends_with("ly")
}

/// Whether a participle at a place of the run adds something that can be asked about.
fn worth_a_claim(grammar: &Grammar<'_>, run: &[usize], at: usize) -> bool {
    let Some((first, last)) = run.get(at).zip(run.last()) else { return false };
    let word = grammar.document.lower(*first);
    if matches!(
        word,
        "including"
            | "according"
            | "citing"
            | "saying"
            | "adding"
            | "arguing"
            | "regarding"
            | "following"
            | "concerning"
    ) {
        return false;
    }
    let end = (*first..=*last).find(|at| grammar.document.lower(*at) == ",").unwrap_or(last + 1);
    grammar.has_figure(*first..end) || grammar.marks.has(Class::Record, *first..end) || end - first >= 5
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
    while before.last().is_some_and(|at| is_light(grammar, *at)) {
        before.pop();
    }
    before.truncate(12);
    before
}

/// Takes connectives, marks and white words from both edges.
fn trim(grammar: &Grammar<'_>, tokens: &mut Vec<usize>) {
    let document = grammar.document;
    loop {
        let before = tokens.len();
        while tokens.last().is_some_and(|at| {
            let word = document.lower(*at);
            let mark = match word {
                ")" => !has(grammar, tokens, "("),
                "]" => !has(grammar, tokens, "["),
                "”" | "\"" | "’" | "'" => !is_closed(grammar, tokens),
                _ => grammar.is_punctuation(*at),
            };
            mark || matches!(
                word,
                "and"
                    | "but"
                    | "or"
                    | "that"
                    | "while"
                    | "although"
                    | "though"
                    | "as"
                    | "because"
                    | "with"
                    | "which"
                    | "who"
            )
        }) {
            tokens.pop();
        }
        let skip = tokens
            .iter()
            .take_while(|at| {
                let word = document.lower(**at);
                let mark = match word {
                    "(" => !has(grammar, tokens, ")"),
                    "[" => !has(grammar, tokens, "]"),
                    "“" | "\"" | "‘" | "'" => !is_closed(grammar, tokens),
                    _ => grammar.is_punctuation(**at),
                };
                mark || matches!(word, "and" | "but" | "or" | "that" | "yet" | "so")
            })
            .count();
        tokens.drain(..skip);
        if tokens.len() == before {
            break;
        }
    }
}

fn has(grammar: &Grammar<'_>, tokens: &[usize], mark: &str) -> bool {
    tokens.iter().any(|at| grammar.document.lower(*at) == mark)
}

/// Whether the quotation marks among the tokens are in pairs and do not merely enclose all of them.
fn is_closed(grammar: &Grammar<'_>, tokens: &[usize]) -> bool {
    let marks = |set: &[&str]| tokens.iter().filter(|at| set.contains(&grammar.document.lower(**at))).count();
    let (open, close, straight) = (marks(&["“", "‘"]), marks(&["”", "’"]), marks(&["\"", "'"]));
    let edge = |at: Option<&usize>| {
        at.is_some_and(|at| matches!(grammar.document.lower(*at), "“" | "”" | "\"" | "‘" | "’" | "'"))
    };
    let enclosed = edge(tokens.first()) && edge(tokens.last()) && open + close + straight == 2;
    open == close && straight % 2 == 0 && !enclosed
}
