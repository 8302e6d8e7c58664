//! What the dependency tree says of a verb: its subject, its children, the stretch below a word. Evidence, not truth: a wrong arc must not
//! break a rule. Where a text is not parsed, everything here answers "not known".

use std::ops::Range;

use super::subject;
use super::view::View;
use crate::text::{Document, Pos, Relation};

/// Children and extents of all tokens.
#[derive(Debug, Default)]
pub(super) struct Tree {
    parsed: bool,
    first: Vec<u32>,
    children: Vec<u32>,
    extent: Vec<(u32, u32)>,
}

impl Tree {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let count = doc.tokens.len();
        if doc.tokens.iter().all(|token| token.relation == Relation::Dep) {
            return Self::default();
        }
        // Children in one array, by head.
        let head = |at: usize| doc.tokens.get(at).map_or(at, |token| token.head as usize).min(count);
        let mut first = vec![0u32; count + 2];
        for at in (0..count).filter(|at| head(*at) != *at) {
            if let Some(slot) = first.get_mut(head(at) + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut first {
            sum += *slot;
            *slot = sum;
        }
        let mut next = first.clone();
        let mut children = vec![0u32; count];
        for at in (0..count).filter(|at| head(*at) != *at) {
            if let Some(place) = next.get_mut(head(at)) {
                if let Some(slot) = children.get_mut(*place as usize) {
                    *slot = at as u32;
                }
                *place += 1;
            }
        }
        // Extents from the leaves up; a cycle (there should be none) just stays small.
        let mut extent: Vec<(u32, u32)> = (0..count as u32).map(|at| (at, at + 1)).collect();
        let mut waiting: Vec<u32> = (0..count)
            .map(|at| first.get(at + 1).copied().unwrap_or(0) - first.get(at).copied().unwrap_or(0))
            .collect();
        let mut ready: Vec<usize> =
            waiting.iter().enumerate().filter(|(_, children)| **children == 0).map(|(at, _)| at).collect();
        while let Some(at) = ready.pop() {
            let up = head(at);
            if up == at || up >= count {
                continue;
            }
            let below = extent.get(at).copied().unwrap_or((at as u32, at as u32 + 1));
            if let Some(slot) = extent.get_mut(up) {
                *slot = (slot.0.min(below.0), slot.1.max(below.1));
            }
            if let Some(slot) = waiting.get_mut(up) {
                *slot = slot.saturating_sub(1);
                if *slot == 0 {
                    ready.push(up);
                }
            }
        }
        Self { parsed: true, first, children, extent }
    }

    /// Whether the text has been parsed.
    pub(super) fn is_parsed(&self) -> bool {
        self.parsed
    }

    /// The words that hang on a word, in order.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let range = match (self.first.get(at), self.first.get(at + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        self.children.get(range).unwrap_or_default().iter().map(|child| *child as usize)
    }

    /// From the first to the last word below a word, itself included.
    pub(super) fn extent(&self, at: usize) -> Range<usize> {
        self.extent.get(at).map_or(at..at + 1, |(from, to)| *from as usize..*to as usize)
    }
}

/// The subject of a verb, or of the verb that it is coordinated with or depends on; as a noun phrase.
pub(super) fn subject(view: &View<'_, '_>, verb: usize, region: &Range<usize>) -> Option<Range<usize>> {
    let tree = &view.tree;
    if !tree.is_parsed() {
        return None;
    }
    let mut at = verb;
    for _ in 0..4 {
        let own =
            tree.children(at).find(|child| matches!(relation(view, *child), Relation::Nsubj | Relation::NsubjPass));
        if let Some(head) = own {
            return phrase(view, head, at, region);
        }
        let token = view.doc.token(at);
        let up = token.head as usize;
        if up == at || !region.contains(&up) {
            return None;
        }
        match token.relation {
            Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Parataxis => at = up,
            Relation::Acl if view.is_nominal(up) => return phrase(view, up, at, region),
            _ => return None,
        }
    }
    None
}

/// Whether the parser sees a verb with a clause of its own, not one that describes a noun.
pub(super) fn heads_clause(view: &View<'_, '_>, at: usize) -> bool {
    view.pos(at) == Pos::Verb && matches!(relation(view, at), Relation::Ccomp | Relation::Root | Relation::Parataxis)
}

fn relation(view: &View<'_, '_>, at: usize) -> Relation {
    view.doc.token(at).relation
}

/// The noun phrase of a head, as far as it lies on the head's side of the verb. A relative pronoun gives what it stands for.
fn phrase(view: &View<'_, '_>, head: usize, verb: usize, region: &Range<usize>) -> Option<Range<usize>> {
    let relative = matches!(view.low(head), "who" | "which" | "that") && view.pos(head) == Pos::Pron;
    if relative {
        let token = view.doc.token(verb);
        let noun = token.head as usize;
        if token.relation == Relation::AclRelcl && region.contains(&noun) && noun < head {
            let extent = view.tree.extent(noun);
            let end = head - usize::from(head > 0 && view.is_punct(head - 1));
            let mut start = extent.start.max(region.start);
            while start < end && (view.pos(start) == Pos::Adp || view.is_punct(start) && view.opens(start).is_none()) {
                start += 1;
            }
            return (start < end).then_some(start..end);
        }
        return None;
    }
    let extent = view.tree.extent(head);
    let mut range = extent.start.max(region.start)..extent.end.min(region.end);
    if head < verb {
        range.end = range.end.min(verb);
    } else {
        range.start = range.start.max(verb + 1);
    }
    // "Nora | Lind said": the parser may tear a name.
    while head < verb
        && range.end > range.start
        && range.end < verb
        && view.pos(range.end) == Pos::Propn
        && view.pos(range.end - 1) == Pos::Propn
    {
        range.end += 1;
    }
    while range.end > range.start && view.is_punct(range.end - 1) && view.form(range.end - 1) != ")" {
        range.end -= 1;
    }
    if head < verb {
        let dated = subject::date_start(view, range.end, range.start);
        let whole = dated <= head || matches!(view.pos(dated - 1), Pos::Verb | Pos::Adp);
        range.end = if whole { range.end } else { dated };
    }
    while range.start < range.end
        && (view.is_punct(range.start) && view.opens(range.start).is_none()
            || view.pos(range.start) == Pos::Adp
            || matches!(view.low(range.start), "and" | "but"))
    {
        range.start += 1;
    }
    // "The WHO": the parser may take an article for another word.
    if range.start > region.start
        && head < verb
        && view.pos(range.start) == Pos::Propn
        && view.low(range.start - 1) == "the"
    {
        range.start -= 1;
    }
    (!range.is_empty()).then_some(range)
}
