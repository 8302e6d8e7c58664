//! Reports by a verb: joins the verb group, its source and its content to a candidate.

use std::ops::Range;

use super::before;
use super::candidate::{Candidate, Construction};
use super::chunk;
use super::complement::{self, Complement};
use super::content;
use super::group::{self, Group};
use super::inflect::Forms;
use super::lexicon::{Frames, LEXICON, Verb};
use super::passive;
use super::phrases::{self, Phrase};
use super::sharing;
use super::sources;
use super::subject;
use super::tree;
use super::usage;
use super::view::View;
use crate::text::{Fine, Pos};

/// Stands for every verb that the lexicon does not know: it reports beside a quotation only.
static UNLISTED: Verb = Verb {
    lemma: "unlisted",
    frames: Frames::OBJECT,
    weak: true,
    stance: None,
    prepositions: Vec::new(),
    phrases: Vec::new(),
};

/// Longest name between a quotation and a verb that the lexicon does not know, in tokens.
const NAME: usize = 8;

/// The report that the word at `at` makes, if it can make one. `earlier` holds the candidates so far, in order.
pub(super) fn find(view: &View<'_, '_>, at: usize, earlier: &[Candidate]) -> Option<Candidate> {
    let (verb, forms) = match LEXICON.verb(view.low(at)) {
        Some(known) => known,
        None => unlisted(view, at)?,
    };
    if !usage::is_verb(view, at, verb, forms) {
        return None;
    }
    let region = view.region(at);
    let mut group = group::read(view, at, forms, region.start);
    if group.manner.infinitive {
        group::govern(view, &mut group, region.start)?;
    }
    group::govern_gerund(view, &mut group, region.start);
    if let Some(found) = passive::asked(view, at, &region) {
        return Some(found);
    }
    // "the movement accused of": a participle without its auxiliary.
    let reduced =
        view.is_participle(at) && !group.manner.perfect && !group.manner.passive && forms.any(Forms::PARTICIPLE);
    if reduced && matches!(view.low(at + 1), "by" | "of" | "as" | "to") {
        group.manner.passive = true;
    }
    let region = match reduced_end(view, at, &region).filter(|_| reduced && group.manner.passive) {
        Some(limit) => region.start..limit,
        None => region,
    };
    if group.manner.negated && !usage::is_belief(verb.lemma) {
        return None;
    }
    let (after, phrase, lemma) = phrases::end(view, at, verb, region.end);
    if phrase == Phrase::None && verb.frames == Frames::default() {
        return None;
    }
    group.cue.end = after;
    let base = Candidate {
        anchor: at,
        cue: Some(group.cue.clone()),
        source: None,
        sources: Vec::new(),
        limit: if reduced { region.end } else { usize::MAX },
        content: Vec::new(),
        construction: Construction::Clause,
        lemma,
        weak: verb.weak && phrase == Phrase::None,
        manner: group.manner,
        confidence: 0.0,
    };
    if verb.lemma == UNLISTED.lemma && (group.manner.passive || group.manner.infinitive || group.manner.gerund) {
        return None;
    }
    if group.manner.passive && phrase != Phrase::Particle {
        return passive::find(view, base, &group, verb, &region);
    }
    let subject = sharing::subject(view, &group, &region);
    let clause = subject.as_ref().map_or(group.tokens.start, |range| range.start);
    let floor = sharing::floor(view, clause, at, &region, earlier);
    // "the farmer, who said he had seen it, refused": the relative clause ends where the main verb follows a comma.
    let region = match sharing::relative_end(view, &group, &region) {
        Some(limit) => region.start..limit,
        None => region,
    };
    let mut base = base;
    base.limit = region.end;
    let mut found = active(view, base, &group, verb, phrase, subject, &region, floor, earlier)?;
    if let Some(quoted) = sharing::quoted(view, at, &region).filter(|_| found.manner.gerund) {
        found.sources = vec![quoted.clone()];
        found.source = Some(quoted);
        return Some(found);
    }
    if let Some(speaker) = sharing::speaker(view, &group, &region, earlier).filter(|_| found.manner.gerund) {
        found.sources = vec![speaker.clone()];
        found.source = Some(speaker);
        return Some(found);
    }
    let chosen = found.source.clone();
    sources::propose(&mut found, chosen);
    sources::propose(&mut found, tree::subject(view, at, &region));
    if found.manner.inverted {
        // The phrase without what is attached to it, where that runs suspiciously far.
        let after = group.cue.end;
        if found.source.as_ref().is_some_and(|source| source.len() > 24) {
            sources::propose(&mut found, Some(after..chunk::base_end(view, after, region.end)));
        }
    } else {
        sources::propose(&mut found, subject::before(view, group.tokens.start, region.start));
        sources::propose(&mut found, sharing::shared(view, &group, &region, earlier));
        sources::propose(&mut found, sharing::main_subject(view, &region, group.tokens.start));
    }
    found.source = found.sources.first().cloned();
    Some(found)
}

#[allow(clippy::too_many_arguments, reason = "one call site; the parts of one decision")]
fn active(
    view: &View<'_, '_>,
    mut base: Candidate,
    group: &Group,
    verb: &Verb,
    phrase: Phrase,
    subject: Option<Range<usize>>,
    region: &Range<usize>,
    floor: usize,
    earlier: &[Candidate],
) -> Option<Candidate> {
    let after = group.cue.end;
    let clause = subject.as_ref().map_or(group.tokens.start, |range| range.start);
    let speaks = verb.frames.any(Frames::CLAUSE)
        || verb.frames.any(Frames::QUOTATION)
        || verb.frames.any(Frames::ADDRESSEE)
        || phrase == Phrase::Particle;
    let finite = !base.manner.gerund && !base.manner.infinitive;
    // A quotation right before the cue clause decides at once.
    let mut front = None;
    let quotes = speaks || verb.frames.any(Frames::OBJECT) || !verb.prepositions.is_empty();
    if quotes && finite {
        front = before::find(view, clause, after, region, subject.as_ref(), floor, !speaks);
        if speaks
            && subject.is_some()
            && front.is_none()
            && group.tokens.start == base.anchor
            && !view.is_time(after)
            && group.tokens.start > region.start
            && view.form(group.tokens.start - 1) == ","
        {
            // "…, said Berg": what looks like a subject before the comma is the content.
            front = inverted(view, group, after, region, floor, verb);
        }
    }
    if let Some(found) = front.as_ref().filter(|found| found.construction == Construction::QuotationBefore) {
        base.content.clone_from(&found.content);
        base.construction = found.construction;
        base.manner.inverted = found.inverted;
        base.source = found.source.clone().or(subject);
        return Some(base);
    }
    if verb.lemma == UNLISTED.lemma {
        return None;
    }
    let frames = if phrase == Phrase::Particle { Frames::PARTICLE } else { verb.frames };
    let complement = if phrase == Phrase::Preposition {
        preposition(view, after, region)
    } else {
        complement::find(view, after, region, frames, false)
    };
    let dated = phrases::after_date(view, base.anchor, verb, region.end).filter(|_| phrase == Phrase::None);
    let complement = match dated {
        Some((start, whole)) if complement.is_none_or(|found| found.construction == Construction::Object) => {
            let found = preposition(view, start, region);
            if found.is_some() {
                base.lemma = whole;
                base.weak = false;
            }
            found
        }
        _ => complement,
    };
    // A clause without "that" whose subject runs over a comma is none beside a content before the cue ("…, he told the paper, adding that …").
    let clausal = complement.is_some_and(|found| match found.construction {
        Construction::Object => false,
        Construction::Clause => found.that || !crosses_comma(view, found.start, region.end),
        _ => true,
    });
    // "The fee, she wrote, “will not be the last”": the quotation is the second piece.
    let split = |found: &before::Before| {
        let second = found.content.get(1).map(|piece| piece.start);
        complement.is_some_and(|complement| {
            complement.construction == Construction::Quotation && second == Some(complement.start)
        })
    };
    if let Some(found) = front.filter(|found| !clausal || found.inverted || split(found)) {
        base.content = found.content;
        base.construction = found.construction;
        base.manner.inverted = found.inverted;
        base.source = found.source.or(subject);
        return Some(base);
    }
    let complement = complement?;
    base.construction = complement.construction;
    base.manner.that = complement.that;
    base.content = pieces(view, complement, region)?;
    if complement.construction == Construction::Object && phrase == Phrase::None {
        let end = chunk::base_end(view, complement.start, region.end);
        let name =
            base.content.iter().flat_map(Clone::clone).any(|at| view.opens(at).is_some() || view.low(at) == "as");
        // "dismissed head coach Rui Delgado": the noun before a name.
        let mut head = end.saturating_sub(1);
        while head > complement.start && view.pos(head) == Pos::Propn {
            head -= 1;
        }
        let everyday = [head, end.saturating_sub(1)].iter().any(|at| LEXICON.is_everyday(verb.lemma, view.low(*at)));
        if end > complement.start && !name && everyday {
            return None;
        }
    }
    base.source = subject.filter(|_| !base.manner.gerund);
    if base.source.is_none() {
        base.manner.shared = true;
        base.source = sharing::shared(view, group, region, earlier);
    }
    base.source.is_some().then_some(base)
}

/// Where the main verb begins behind a participle that describes the subject: "a man accused of theft | told the court".
fn reduced_end(view: &View<'_, '_>, at: usize, region: &Range<usize>) -> Option<usize> {
    let verbal = |i: &usize| view.finite(*i) == Some(true) || group::is_auxiliary(view, *i);
    let opens = !(region.start..at).rev().take(40).any(|i| verbal(&i));
    let limit = (at + 1..region.end).take(40).find(verbal).filter(|_| opens)?;
    let inside = (at + 1..limit).any(|i| matches!(view.low(i), "that" | "who" | "which" | "what" | "whom" | "where"));
    (!inside).then_some(limit)
}

/// Whether a comma stands before the first finite verb.
fn crosses_comma(view: &View<'_, '_>, start: usize, hi: usize) -> bool {
    let mut words = start..hi.min(start + 40);
    let first =
        words.find(|at| view.form(*at) == "," || view.finite(*at) == Some(true) || group::is_auxiliary(view, *at));
    first.is_some_and(|at| view.form(at) == ",")
}

/// A verb that the lexicon does not know, beside a quotation that ends with its clause: "“…,” deadpanned Berg". Any verb can speak there.
fn unlisted(view: &View<'_, '_>, at: usize) -> Option<(&'static Verb, Forms)> {
    let forms = match view.doc.token(at).fine {
        Fine::Vbd => Forms::PAST,
        Fine::Vbz => Forms::THIRD,
        _ => return None,
    };
    let lo = view.sentence(at).start.max(at.saturating_sub(NAME));
    let beside = (lo.saturating_sub(1)..at).rev().any(|left| view.closes(left).is_some());
    (view.pos(at) == Pos::Verb && beside).then_some((&UNLISTED, forms))
}

/// "…, said Berg." with a comma that the subject search mistook for the end of an apposition.
fn inverted(
    view: &View<'_, '_>,
    group: &Group,
    after: usize,
    region: &Range<usize>,
    floor: usize,
    verb: &Verb,
) -> Option<before::Before> {
    let follows = matches!(view.pos(after), Pos::Propn | Pos::Det | Pos::Noun) || view.is_possessive(after);
    if !matches!(verb.lemma, "say" | "add" | "explain" | "write" | "report" | "argue" | "note" | "warn") || !follows {
        return None;
    }
    let end = chunk::full_end(view, after, region.end);
    // "…, said the depot supplied the front": a clause of its own is no speaker.
    if (after..end).any(|i| view.finite(i) == Some(true) || tree::heads_clause(view, i)) {
        return None;
    }
    if end < region.end && !view.is_punct(end) && !chunk::is_report_adverbial(view, end) {
        return None;
    }
    before::find(view, group.tokens.start, after, region, None, floor, false)
}

/// The content of a complement, in pieces.
fn pieces(view: &View<'_, '_>, complement: Complement, region: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let start = complement.start;
    if complement.construction == Construction::Colon {
        // "…said:" may end the sentence or the paragraph: the quotation or the sentence that follows is the content.
        let next = if view.is_punct(start) && view.opens(start).is_none() { start + 1 } else { start };
        let end = match view.opens(next) {
            Some(quotation) => quotation.end,
            None => content::end(view, next, &(next..view.sentence(next).end)),
        };
        return (end > next).then(|| vec![next..end]);
    }
    let end = content::end(view, start, region);
    (end > start).then(|| vec![start..end])
}

fn preposition(view: &View<'_, '_>, after: usize, region: &Range<usize>) -> Option<Complement> {
    let start = after;
    let fits = start < region.end
        && (chunk::base_end(view, start, region.end) > start
            || view.low(start).ends_with("ing")
            // "called for calm": an adjective where no noun follows stands for one.
            || view.pos(start) == Pos::Adj
            || view.opens(start).is_some()
            || matches!(view.low(start), "what" | "how" | "why" | "whether" | "who" | "where"));
    fits.then_some(Complement { start, construction: Construction::Preposition, that: false })
}
