//! Noun phrases by their word classes: from their head to the left, or from their first word to the right, with appositions, relative
//! clauses and prepositional phrases. Knows no cues.

use super::view::View;
use crate::text::Pos;

/// Whether a word can stand inside a noun phrase, before its head.
fn is_inside(view: &View<'_, '_>, at: usize) -> bool {
    matches!(view.pos(at), Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Sym)
        || view.is_possessive(at)
        || is_genitive(view, at)
        || is_hyphen(view, at)
        || (view.low(at) == "of"
            && at > 0
            && matches!(view.low(at - 1), "all" | "most" | "some" | "many" | "one" | "both" | "none"))
}

/// The "'s" or "'" of a possessor.
pub(super) fn is_genitive(view: &View<'_, '_>, at: usize) -> bool {
    matches!(view.low(at), "'s" | "'" | "s'") && view.pos(at) != Pos::Aux && view.pos(at) != Pos::Verb && at > 0 && {
        let before = view.doc.token(at - 1);
        before.touches(&view.doc.token(at)) && view.is_nominal(at - 1) && view.closes(at).is_none()
    }
}

fn is_hyphen(view: &View<'_, '_>, at: usize) -> bool {
    matches!(view.form(at), "-" | "/" | "&" | "‑") && at > 0 && {
        let (before, mark, after) = (view.doc.token(at - 1), view.doc.token(at), view.doc.token(at + 1));
        view.form(at) == "&" || (before.touches(&mark) && mark.touches(&after))
    }
}

/// First token of the noun phrase whose head (or last word) is `last`, without anything attached by a preposition.
pub(super) fn base_start(view: &View<'_, '_>, last: usize, lo: usize) -> usize {
    let mut start = last;
    while start > lo {
        let left = start - 1;
        let here_closed =
            matches!(view.low(start), "the" | "a" | "an" | "this" | "these" | "those") || view.is_possessive(start);
        if here_closed && !matches!(view.low(left), "all" | "both" | "half" | "of") {
            break;
        }
        if view.pos(start) == Pos::Pron && !view.is_possessive(start) && !is_genitive(view, start + 1) {
            break;
        }
        let participle = view.pos(left) == Pos::Verb && (is_hyphen(view, left.saturating_sub(1)) && left > lo);
        if !is_inside(view, left) && !participle {
            break;
        }
        start = left;
    }
    start
}

/// First token of the noun phrase that ends at `last`, with what hangs on it by prepositions, participles and coordination.
pub(super) fn full_start(view: &View<'_, '_>, last: usize, lo: usize) -> usize {
    let mut start = base_start(view, last, lo);
    while start > lo + 1 {
        let joint = start - 1;
        let left = joint - 1;
        match view.pos(joint) {
            // "resigned after the commission alleged": the clause behind it has its own subject.
            _ if matches!(view.low(joint), "after" | "before" | "since" | "until" | "as" | "than" | "while")
                && !view.is_participle(left) =>
            {
                break;
            }
            Pos::Adp if view.is_nominal(left) => start = base_start(view, left, lo),
            // "observers in Lund and around the country"
            Pos::Adp if left > lo && matches!(view.low(left), "and" | "or") && view.is_nominal(left - 1) => {
                start = base_start(view, left - 1, lo);
            }
            // "images reviewed by", "people familiar with", "the man wounded in"
            Pos::Adp
                if left > lo
                    && matches!(view.pos(left), Pos::Verb | Pos::Adj)
                    && view.is_nominal(left - 1)
                    && (view.pos(left) == Pos::Adj
                        || view.low(left).ends_with("ed")
                        || view.low(left).ends_with("ing")
                        || view.low(left).ends_with("en")
                        || view.low(left).ends_with("ught")
                        || view.low(left) == "held") =>
            {
                start = base_start(view, left - 1, lo);
            }
            Pos::Verb if view.low(joint).ends_with("ing") && view.is_nominal(left) && !view.is_time(left) => {
                start = base_start(view, left, lo);
            }
            Pos::Cconj | Pos::Sym if matches!(view.low(joint), "and" | "or" | "&") && view.is_nominal(left) => {
                let other = full_start(view, left, lo.max(left.saturating_sub(40)));
                let before = other.checked_sub(1).filter(|at| *at >= lo);
                let list = before.is_some_and(|at| view.low(at) == "," && at > lo && view.is_nominal(at - 1));
                if before.is_none_or(|at| view.is_punct(at) || matches!(view.pos(at), Pos::Sconj | Pos::Cconj)) && !list
                {
                    start = other;
                }
                break;
            }
            _ => break,
        }
    }
    start
}

/// One past the last token of the noun phrase that begins at `first`, without attachments; `first` itself when there is none.
pub(super) fn base_end(view: &View<'_, '_>, first: usize, hi: usize) -> usize {
    let mut end = first;
    let mut nominal = false;
    // "each other", "one another"
    if matches!((view.low(first), view.low(first + 1)), ("each", "other") | ("one", "another")) && first + 2 <= hi {
        return first + 2;
    }
    while end < hi {
        let pos = view.pos(end);
        // A short quotation inside: "the “informal” tone".
        if let Some(quotation) = view.opens(end).filter(|quotation| end > first && quotation.len() <= 6) {
            nominal |= view.is_nominal(quotation.end.saturating_sub(2));
            end = quotation.end;
            continue;
        }
        let owner = view.is_possessive(end) && (is_inside(view, end + 1) || view.opens(end + 1).is_some());
        let pronoun = pos == Pos::Pron && !owner;
        if pronoun && nominal {
            break;
        }
        if pos == Pos::Det && nominal {
            break;
        }
        // "some had been beaten"
        if pos == Pos::Det
            && end == first
            && view.pos(end + 1) == Pos::Aux
            && !matches!(view.low(end), "the" | "a" | "an")
        {
            return end + 1;
        }
        let adverb = pos == Pos::Adv && matches!(view.pos(end + 1), Pos::Adj | Pos::Num | Pos::Verb) && !nominal;
        let participle =
            pos == Pos::Verb && !nominal && matches!(view.pos(end + 1), Pos::Noun | Pos::Propn) && end > first;
        let initial = view.form(end) == "."
            && end > first
            && view.capital(end - 1)
            && view.form(end - 1).chars().count() <= 4
            && view.doc.token(end - 1).touches(&view.doc.token(end))
            && view.pos(end + 1) == Pos::Propn;
        if !(is_inside(view, end) || pronoun || adverb || participle || initial) {
            break;
        }
        nominal |= pronoun || (view.is_nominal(end) && !view.is_possessive(end));
        if is_genitive(view, end) {
            nominal = false;
        }
        end += 1;
        if pronoun {
            break;
        }
    }
    if nominal { end } else { first }
}

/// One past the last token of the noun phrase that begins at `first`, with prepositional phrases, appositions and relative clauses.
/// For a source behind its verb, or behind "according to".
pub(super) fn full_end(view: &View<'_, '_>, first: usize, hi: usize) -> usize {
    let mut end = base_end(view, first, hi);
    if end == first {
        return first;
    }
    if end == first + 1 && view.is_subject_pronoun(first) {
        return end;
    }
    loop {
        let next = attachment(view, end, hi);
        if next <= end {
            return end;
        }
        // Behind "…, which runs to 640 pages," the sentence goes on.
        let relative =
            view.form(end) == "," && matches!(view.low(end + 1), "who" | "which" | "whose" | "whom" | "where");
        end = next;
        if relative {
            return end;
        }
    }
}

/// One past whatever hangs on a noun phrase that ends before `at`; `at` when nothing does.
fn attachment(view: &View<'_, '_>, at: usize, hi: usize) -> usize {
    if at >= hi {
        return at;
    }
    let low = view.low(at);
    match view.pos(at) {
        Pos::Adp if !is_report_adverbial(view, at) => {
            let end = base_end(view, at + 1, hi);
            if end > at + 1 { end } else { at }
        }
        Pos::Part if low == "to" && view.pos(at + 1) != Pos::Verb => {
            let end = base_end(view, at + 1, hi);
            if end > at + 1 { end } else { at }
        }
        Pos::Cconj if matches!(low, "and" | "or") => {
            let end = base_end(view, at + 1, hi);
            let verb = matches!(view.pos(end), Pos::Verb | Pos::Aux);
            if end > at + 1 && !verb { end } else { at }
        }
        _ if low == "(" => (at..hi.min(at + 30)).find(|i| view.low(*i) == ")").map_or(at, |close| close + 1),
        Pos::Verb if low.ends_with("ed") || low.ends_with("ing") => {
            // "released by …", "holding a baby", up to its own punctuation
            clause_stop(view, at, hi)
        }
        _ if low == "," => apposition(view, at, hi),
        _ if matches!(low, "who" | "which" | "that" | "whose" | "whom") => clause_stop(view, at, hi),
        _ => at,
    }
}

/// "…, the governor," or "…, who was there,": up to the closing comma, or to the end of the sentence.
fn apposition(view: &View<'_, '_>, comma: usize, hi: usize) -> usize {
    let first = comma + 1;
    let relative = matches!(view.low(first), "who" | "which" | "whose" | "whom" | "where")
        || (view.pos(first) == Pos::Adp && matches!(view.low(first + 1), "whom" | "which"));
    let nominal = matches!(view.pos(first), Pos::Det | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj)
        || (view.is_possessive(first) && base_end(view, first, hi) > first);
    if view.opens(first).is_some() || !(relative || nominal) || view.is_time(first) {
        return comma;
    }
    let stop = clause_stop(view, first, hi);
    if !relative {
        // An apposition holds no finite verb of its own: otherwise a new clause begins here.
        let end = base_end(view, first, hi);
        let mut at = end;
        while at < stop && view.pos(at) == Pos::Adp {
            at = base_end(view, at + 1, stop).max(at + 1);
        }
        if view.finite(at) == Some(true)
            || matches!(view.pos(at), Pos::Aux)
            || (view.pos(at) == Pos::Verb && !view.low(at).ends_with("ing") && !view.low(at).ends_with("ed"))
        {
            return comma;
        }
    }
    stop
}

/// First punctuation at or after `at` that ends a clause; `hi` when there is none.
fn clause_stop(view: &View<'_, '_>, at: usize, hi: usize) -> usize {
    (at..hi)
        .find(|i| {
            let form = view.form(*i);
            matches!(form, "," | ";" | ":" | ")")
                || view.is_final(*i)
                || view.is_dash(*i)
                || view.opens(*i).is_some()
                || (*i > at && is_report_adverbial(view, *i))
        })
        .unwrap_or(hi)
}

/// "on Thursday", "in a statement", "during a briefing": says when or how the report was made, not who made it.
pub(super) fn is_report_adverbial(view: &View<'_, '_>, at: usize) -> bool {
    if view.is_time(at) {
        return true;
    }
    let low = view.low(at);
    if !matches!(
        low,
        "on" | "in"
            | "at"
            | "during"
            | "via"
            | "through"
            | "after"
            | "before"
            | "by"
            | "as"
            | "when"
            | "while"
            | "last"
            | "earlier"
            | "of"
    ) {
        return false;
    }
    if matches!(low, "after" | "before" | "as" | "when" | "while" | "during" | "via" | "earlier") {
        return true;
    }
    (at + 1..at + 6).take_while(|i| !view.is_punct(*i)).any(|i| {
        view.is_time(i)
            || matches!(
                view.low(i),
                "statement"
                    | "interview"
                    | "tweet"
                    | "letter"
                    | "email"
                    | "e-mail"
                    | "briefing"
                    | "speech"
                    | "post"
                    | "message"
                    | "week"
                    | "month"
                    | "telegram"
                    | "twitter"
                    | "facebook"
                    | "telephone"
                    | "phone"
                    | "memo"
                    | "note"
                    | "filing"
                    | "testimony"
                    | "interviews"
                    | "remarks"
                    | "press"
                    | "news"
                    | "conference"
                    | "column"
                    | "op-ed"
                    | "editorial"
                    | "call"
                    | "appearance"
                    | "rally"
                    | "debate"
                    | "hearing"
            )
    }) && low != "of"
}

/// "at least", "more than": the words before a number, which belong to its noun phrase.
pub(super) fn bound_words(view: &View<'_, '_>, at: usize) -> usize {
    let bound = matches!(
        (view.low(at), view.low(at + 1)),
        ("at", "least" | "most") | ("more" | "fewer" | "less", "than") | ("up", "to")
    );
    if bound && view.pos(at + 2) == Pos::Num { 2 } else { 0 }
}
