//! Contents that stand before their cue: "“…,” she said", "…, officials said", "“…,” said Berg", with a second piece behind the cue.

use std::ops::Range;

use super::candidate::Construction;
use super::chunk;
use super::content;
use super::inflect::Forms;
use super::lexicon::Frames;
use super::view::View;
use crate::text::Pos;

/// A content before the cue, and the source if it stands behind the verb.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub(super) content: Vec<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) construction: Construction,
    pub(super) inverted: bool,
}

/// Looks for a content before the cue clause. `clause` is the first token of source and cue together, `after` the token behind the cue,
/// `floor` the first token that an earlier report of the sentence has left free. `quotation_only`: a verb that reports so beside a quotation only.
pub(super) fn find(
    view: &View<'_, '_>,
    clause: usize,
    after: usize,
    region: &Range<usize>,
    source: Option<&Range<usize>>,
    floor: usize,
    quotation_only: bool,
) -> Option<Before> {
    let mark = clause.checked_sub(1)?;
    // With a subject, the cue clause must end soon; without one, the source must follow the verb.
    let inverted = source.is_none();
    let (found, tail) = if inverted {
        let end = chunk::full_end(view, after, region.end);
        if end == after || view.opens(after).is_some() || view.is_time(after) {
            return None;
        }
        (Some(after..end), end)
    } else {
        (None, after)
    };
    if let Some(quotation) = quotation_before(view, mark, region, after) {
        let piece = with_lead(view, &quotation, floor);
        let mut content = vec![piece];
        if let Some(more) = second_piece(view, tail, region, true, view.form(quotation.end.saturating_sub(2))) {
            content.push(more);
        }
        return Some(Before { content, source: found, construction: Construction::QuotationBefore, inverted });
    }
    if quotation_only || (view.form(mark) != "," && !view.is_dash(mark)) || mark <= region.start {
        return None;
    }
    let close = skip_adverbials(view, tail, region.end);
    let ended = close >= region.end
        || matches!(view.form(close), "," | ";" | ")")
        || view.is_final(close)
        || view.is_dash(close)
        || (matches!(view.low(close), "and" | "but" | "as" | "while" | "after" | "when" | "because"));
    if !ended {
        return None;
    }
    let start = content::clause_start(view, mark, region.start.max(floor));
    let start = content::skip_openers(view, start, mark);
    let end = content::trim_end(view, start, mark);
    if end <= start {
        return None;
    }
    let mut content = vec![start..end];
    let more = second_piece(view, close, region, false, ",");
    // "Her driver, she said, had left": the first piece need not be a clause where a second one follows.
    // "Speaking on the radio, he said the bill …": an adverbial without a finite verb is no clause.
    let adverbial = (view.low(start).ends_with("ing") && view.pos(start) == Pos::Verb) || view.pos(start) == Pos::Adp;
    let finite = |at: usize| view.finite(at) == Some(true) || super::group::is_auxiliary(view, at);
    let clause = end >= start + 2 && has_verb(view, start, end) && (!adverbial || (start..end).any(finite));
    let split = more.as_ref().is_some_and(|more| has_verb(view, more.start, more.end));
    if !clause && !split {
        return None;
    }
    content.extend(more);
    Some(Before { content, source: found, construction: Construction::ClauseBefore, inverted })
}

/// The quotation that ends at the mark before the cue clause: `…,” she said`, `…”, she said`, also in the sentence before.
fn quotation_before(view: &View<'_, '_>, mark: usize, region: &Range<usize>, after: usize) -> Option<Range<usize>> {
    let close = if view.closes(mark).is_some() {
        mark
    } else if (view.form(mark) == "," || view.is_dash(mark)) && mark > 0 && view.closes(mark - 1).is_some() {
        mark - 1
    } else {
        return None;
    };
    let quotation = view.closes(close)?;
    let inner = close.saturating_sub(1);
    let last = view.form(if view.closes(inner).is_some() { inner.saturating_sub(1) } else { inner });
    let ends_like_speech = matches!(last, "," | "?" | "!" | "." | "…" | "—" | "--" | "..." | "-") || close != mark;
    // A quotation that ended its own sentence is not the content of a cue with a clause of its own ("“…?” He added that …").
    let apart = close < region.start && close == mark;
    let own = apart && (last == "." || !ends_soon(view, after, region.end));
    (ends_like_speech && quotation.len() > 2 && !own).then_some(quotation)
}

/// Whether nothing but adverbials and an addressee follows.
fn ends_soon(view: &View<'_, '_>, at: usize, hi: usize) -> bool {
    let close = skip_adverbials(view, at, hi);
    close >= hi || view.is_punct(close)
}

/// The quotation with the indirect words that lead into it, when it does not begin its sentence.
fn with_lead(view: &View<'_, '_>, quotation: &Range<usize>, floor: usize) -> Range<usize> {
    let sentence = view.sentence(quotation.start);
    let lead = sentence.start.max(floor);
    if quotation.start <= lead || view.capital(quotation.start + 1) && quotation.len() > 8 {
        return quotation.clone();
    }
    let start = content::clause_start(view, quotation.start, lead);
    start.min(quotation.start)..quotation.end
}

/// Steps over "on Monday", "in a statement", "of the plan" behind a cue.
fn skip_adverbials(view: &View<'_, '_>, at: usize, hi: usize) -> usize {
    let mut next = at;
    loop {
        let here = next;
        if view.is_time(next) || (view.pos(next) == Pos::Adv && !view.is_punct(next)) {
            next += 1;
        } else if view.pos(next) == Pos::Adp
            || (view.pos(next) == Pos::Part && view.low(next) == "to" && view.pos(next + 1) != Pos::Verb)
        {
            let end = chunk::base_end(view, next + 1, hi);
            next = if end > next + 1 { end } else { next };
        } else if next > at
            || matches!(view.pos(next), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Det | Pos::Adj | Pos::Num)
        {
            // An addressee: "he told reporters".
            let end = chunk::base_end(view, next, hi);
            next = end;
        }
        if next == here || next >= hi {
            return next;
        }
    }
}

/// The rest of a content that the cue has broken: `“A,” he said, “B”`, `A, he said, because B`.
fn second_piece(
    view: &View<'_, '_>,
    tail: usize,
    region: &Range<usize>,
    quoted: bool,
    ended_by: &str,
) -> Option<Range<usize>> {
    let hi = region.end;
    let comma = skip_adverbials(view, tail, hi);
    if comma >= hi || view.form(comma) != "," {
        return None;
    }
    let mut next = comma + 1;
    if quoted {
        if matches!(view.low(next), "and" | "but") && view.opens(next + 1).is_some() {
            next += 1;
        }
        let quotation = view.opens(next)?;
        return (ended_by == ",").then(|| quotation.start..content::trim_end(view, quotation.start, quotation.end));
    }
    if content::is_report(view, next, Forms::GERUND, Frames::CLAUSE) || view.low(next).ends_with("ing") {
        return None;
    }
    if matches!(view.low(next), "as" | "while" | "after" | "when" | "who" | "whose" | "before" | "citing")
        && view.low(next + 1) != "against"
    {
        return None;
    }
    // "The wells are upstream, it says, and were tested at dawn": the verb group goes on.
    let goes_on = super::group::is_auxiliary(view, next + 1);
    if matches!(view.low(next), "and" | "but") && !goes_on && !super::complement::is_clause(view, next + 1, hi) {
        return None;
    }
    if view.is_punct(next) {
        next += 1;
    }
    let end = content::end(view, next, region);
    (end > next + 1).then_some(next..end)
}

fn has_verb(view: &View<'_, '_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| matches!(view.pos(at), Pos::Verb | Pos::Aux) || super::group::is_auxiliary(view, at))
}
