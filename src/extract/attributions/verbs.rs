//! Reports by a verb: joins the verb group, its source and its content to a candidate.

use std::ops::Range;

use super::before;
use super::candidate::{Candidate, Construction};
use super::chunk;
use super::complement::{self, Complement};
use super::content;
use super::group::{self, Group};
use super::inflect::Forms;
use super::lexicon::{self, Frames, LEXICON, Verb};
use super::passive;
use super::sources;
use super::tree;
use super::view::{REACH, View};
use crate::text::Pos;

/// The report that the word at `at` makes, if it can make one. `earlier` holds the candidates so far, in order.
pub(super) fn find(view: &View<'_, '_>, at: usize, earlier: &[Candidate]) -> Option<Candidate> {
    let (verb, forms) = LEXICON.verb(view.low(at))?;
    if !may_be_verb(view, at, verb, forms) {
        return None;
    }
    let region = view.region(at);
    let mut group = group::read(view, at, forms, region.start);
    if group.manner.infinitive {
        govern(view, &mut group, region.start)?;
    }
    // "the movement accused of": a participle without its auxiliary.
    let reduced =
        view.is_participle(at) && !group.manner.perfect && !group.manner.passive && forms.any(Forms::PARTICIPLE);
    if reduced && matches!(view.low(at + 1), "by" | "of" | "as" | "to" | "for" | "in") {
        group.manner.passive = true;
    }
    if group.manner.negated && !is_belief(verb.lemma) {
        return None;
    }
    let (after, phrase, lemma) = phrase_end(view, at, verb, region.end);
    if phrase == Phrase::None && verb.frames == Frames::default() {
        return None;
    }
    group.cue.end = after;
    let base = Candidate {
        anchor: at,
        cue: Some(group.cue.clone()),
        source: None,
        sources: Vec::new(),
        limit: usize::MAX,
        content: Vec::new(),
        construction: Construction::Clause,
        lemma,
        weak: verb.weak && phrase == Phrase::None,
        manner: group.manner,
        confidence: 0.0,
    };
    if group.manner.passive && phrase != Phrase::Particle {
        return passive::find(view, base, &group, verb, &region);
    }
    // Only an earlier report that is complete before this clause takes its words away from a content before the cue.
    let floor = earlier
        .iter()
        .rev()
        .take(6)
        .take_while(|other| other.anchor >= region.start)
        .find(|other| !other.weak && other.content.iter().all(|piece| piece.end < group.tokens.start))
        .map_or(region.start, |other| floor_after(view, other, at));
    let subject = subject(view, &group, &region, floor);
    // "the farmer, who said he had seen it, refused": the relative clause ends where the main verb follows a comma.
    let region = match relative_end(view, &group, &region) {
        Some(limit) => region.start..limit,
        None => region,
    };
    let mut base = base;
    base.limit = region.end;
    let mut found = active(view, base, &group, verb, phrase, subject, &region, floor, earlier)?;
    let chosen = found.source.clone();
    sources::propose(&mut found, chosen);
    sources::propose(&mut found, tree::subject(view, at, &region));
    if found.manner.inverted {
        let after = group.cue.end;
        sources::propose(&mut found, Some(after..chunk::base_end(view, after, region.end)));
    } else {
        sources::propose(&mut found, chunk::subject_before(view, group.tokens.start, region.start));
        sources::propose(&mut found, shared(view, &group, &region, earlier));
        sources::propose(&mut found, main_subject(view, &region, group.tokens.start));
    }
    found.source = found.sources.first().cloned();
    Some(found)
}

/// The comma that closes the relative clause in which a cue stands, when a finite verb follows it.
fn relative_end(view: &View<'_, '_>, group: &Group, region: &Range<usize>) -> Option<usize> {
    let before = group.tokens.start.checked_sub(1)?;
    if !matches!(view.low(before), "who" | "which") {
        return None;
    }
    let mut at = group.cue.end;
    while at < region.end {
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            continue;
        }
        if view.form(at) == "," && (view.finite(at + 1) == Some(true) || group::is_auxiliary(view, at + 1)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Which fixed words made the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phrase {
    None,
    Particle,
    Preposition,
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
    if speaks && finite {
        front = before::find(view, clause, after, region, subject.as_ref(), floor);
        if subject.is_some()
            && front.is_none()
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
    let frames = if phrase == Phrase::Particle { Frames::PARTICLE } else { verb.frames };
    let complement = if phrase == Phrase::Preposition {
        preposition(view, after, region)
    } else {
        complement::find(view, after, region, frames, false)
    };
    let clausal = complement.is_some_and(|found| found.construction != Construction::Object);
    if let Some(found) = front.filter(|found| !clausal || found.inverted) {
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
    base.source = subject.filter(|_| !base.manner.gerund);
    if base.source.is_none() {
        base.manner.shared = true;
        base.source = shared(view, group, region, earlier);
    }
    base.source.is_some().then_some(base)
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
    if end < region.end && !view.is_punct(end) && !chunk::is_report_adverbial(view, end) {
        return None;
    }
    before::find(view, group.tokens.start, after, region, None, floor)
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
            || view.opens(start).is_some()
            || matches!(view.low(start), "what" | "how" | "why" | "whether" | "who" | "where"));
    fits.then_some(Complement { start, construction: Construction::Preposition, that: false })
}

/// Whether the word at `at` is used as a verb.
fn may_be_verb(view: &View<'_, '_>, at: usize, verb: &Verb, forms: Forms) -> bool {
    match view.pos(at) {
        Pos::Verb => true,
        Pos::Aux => verb.frames == Frames::default(),
        Pos::Adj | Pos::Noun => {
            let before = at.checked_sub(1);
            let pronoun = before.is_some_and(|left| view.is_subject_pronoun(left));
            matches!(verb.lemma, "say")
                || (pronoun && forms.any(Forms::PAST.or(Forms::THIRD)))
                || looks_like_verb(view, at, forms)
        }
        Pos::Adp => verb.lemma == "cite",
        Pos::Propn => forms.any(Forms::THIRD.or(Forms::PAST)) && in_headline(view, at),
        _ => false,
    }
}

/// Whether a word stands in a headline with capitals on most words ("Mayor Vows To Rebuild Bridge"), behind a name or noun.
fn in_headline(view: &View<'_, '_>, at: usize) -> bool {
    let sentence = view.sentence(at);
    if sentence.len() > 24 || at == sentence.start || !view.is_nominal(at - 1) || !view.capital(at) {
        return false;
    }
    let words = sentence.clone().filter(|at| !view.is_punct(*at)).count();
    let capitals = sentence.filter(|at| view.capital(*at)).count();
    words >= 4 && capitals * 4 >= words * 3
}

/// A word tagged as a noun that stands like a verb: behind a noun or name, before "that", "to", a quotation, a pronoun or the end.
fn looks_like_verb(view: &View<'_, '_>, at: usize, forms: Forms) -> bool {
    let before =
        at > 0 && (view.is_nominal(at - 1) || view.pos(at - 1) == Pos::Adv || matches!(view.form(at - 1), "," | ")"));
    let finite =
        forms.any(Forms::THIRD.or(Forms::PAST)) || matches!(view.low(at - usize::from(at > 0)), "they" | "who");
    let after = matches!(view.low(at + 1), "that" | "to" | "why" | "how" | "whether")
        || view.opens(at + 1).is_some()
        || view.is_subject_pronoun(at + 1)
        || view.is_final(at + 1)
        || (forms.any(Forms::THIRD) && (view.pos(at + 1) == Pos::Det || view.is_possessive(at + 1)));
    before && finite && after
}

/// Verbs of belief: their negation still tells what the source thinks.
fn is_belief(lemma: &str) -> bool {
    matches!(
        lemma,
        "believe"
            | "think"
            | "expect"
            | "want"
            | "intend"
            | "plan"
            | "consider"
            | "support"
            | "agree"
            | "accept"
            | "recall"
            | "remember"
            | "see"
            | "favor"
            | "favour"
            | "approve"
            | "feel"
            | "regard"
            | "endorse"
            | "condone"
            | "hope"
    )
}

/// Joins the verb that governs an infinitive ("appears to show"). None when it makes the report no report ("declined to say").
fn govern(view: &View<'_, '_>, group: &mut Group, lo: usize) -> Option<()> {
    let to = group.tokens.start;
    let mut at = to.checked_sub(1).filter(|at| *at >= lo)?;
    if view.pos(at) == Pos::Adv && at > lo {
        at -= 1;
    }
    let low = view.low(at);
    if group::is_refusal(low) {
        return None;
    }
    if group::is_raising(low) {
        let outer = group::read(view, at, Forms::PAST.or(Forms::PARTICIPLE), lo);
        if outer.manner.negated {
            return None;
        }
        let manner = group.manner;
        group.tokens.start = outer.tokens.start;
        group.cue.start = outer.cue.start;
        group.manner = outer.manner;
        group.manner.infinitive = false;
        group.manner.passive = manner.passive && view.low(to + 1) == "be";
        group.manner.gerund = false;
        group.manner.modal = true;
    }
    Some(())
}

/// Fixed words behind the verb that belong to the cue; the longest match wins. Gives the end of the cue and the phrase as listed.
fn phrase_end(view: &View<'_, '_>, at: usize, verb: &Verb, hi: usize) -> (usize, Phrase, &'static str) {
    let fits = |phrase: &&lexicon::Phrase| {
        phrase
            .rest
            .iter()
            .enumerate()
            .all(|(offset, word)| at + 1 + offset < hi && view.low(at + 1 + offset).eq_ignore_ascii_case(word))
            // "said no" is a phrase, "said no decision had been made" is none.
            && !(phrase.rest.last() == Some(&"no") && view.is_modifier_of_noun(at + phrase.rest.len()))
    };
    let particle = verb.phrases.iter().find(fits);
    // "insisted on Sunday" is a date, not a phrase.
    let preposition = verb.prepositions.iter().find(fits).filter(|phrase| !view.is_time(at + 1 + phrase.rest.len()));
    match (particle, preposition) {
        (Some(a), b) if b.is_none_or(|b| a.rest.len() >= b.rest.len()) => {
            (at + 1 + a.rest.len(), Phrase::Particle, a.whole)
        }
        (_, Some(b)) => (at + 1 + b.rest.len(), Phrase::Preposition, b.whole),
        _ => (at + 1, Phrase::None, verb.lemma),
    }
}

/// First token that an earlier report of the same sentence leaves free for a content before the cue.
fn floor_after(view: &View<'_, '_>, other: &Candidate, at: usize) -> usize {
    let end = other
        .content
        .iter()
        .chain(other.source.as_ref())
        .chain(other.cue.as_ref())
        .map(|range| range.end)
        .filter(|end| *end <= at)
        .max();
    let mut floor = end.unwrap_or(0);
    while floor < at
        && (view.is_punct(floor) && view.opens(floor).is_none()
            || matches!(
                view.low(floor),
                "and" | "but" | "while" | "on" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday"
            ))
    {
        floor += 1;
    }
    floor
}

/// The subject right before the verb group.
fn subject(view: &View<'_, '_>, group: &Group, region: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    if group.manner.infinitive || (group.manner.gerund) {
        return None;
    }
    let lo = region.start.max(group.tokens.start.saturating_sub(REACH));
    let found = chunk::subject_before(view, group.tokens.start, lo)?;
    // Never reach back into an earlier report's content that is complete.
    let _ = floor;
    Some(found).filter(|range| range.end > range.start)
}

/// The source of a verb without a subject of its own: that of the report before it in the sentence, or the subject of its clause.
fn shared(view: &View<'_, '_>, group: &Group, region: &Range<usize>, earlier: &[Candidate]) -> Option<Range<usize>> {
    let inner = view.inner_quotation(group.tokens.start);
    let reported = earlier
        .iter()
        .rev()
        .take(6)
        .take_while(|other| other.anchor >= region.start)
        .find(|other| {
            other.anchor < group.tokens.start
                && view.inner_quotation(other.anchor) == inner
                && other.source.is_some()
                && other.content.iter().all(|piece| !(piece.start < group.tokens.start && group.tokens.end < piece.end))
        })
        .and_then(|other| other.source.clone());
    if reported.is_some() {
        return reported;
    }
    main_subject(view, region, group.tokens.start)
}

/// The subject of the first finite verb of a region, before `limit`.
pub(super) fn main_subject(view: &View<'_, '_>, region: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let mut at = region.start;
    while at < limit.min(region.start + 60) {
        if let Some(quotation) = view.opens(at) {
            at = quotation.end.max(at + 1);
            continue;
        }
        let verbal = group::is_auxiliary(view, at) || (view.pos(at) == Pos::Verb && !view.low(at).ends_with("ing"));
        if verbal
            && at > region.start
            && let Some(subject) = chunk::subject_before(view, at, region.start)
            && !matches!(view.low(subject.start), "who" | "which" | "that")
        {
            return Some(subject);
        }
        at += 1;
    }
    None
}
