//! Whether a word is used as a verb here: taggers take "fear", "back" and "plans" for nouns. Knows word classes and neighbours, no contents.

use super::group;
use super::inflect::Forms;
use super::lexicon::{Frames, Verb};
use super::retag;
use super::view::View;
use crate::text::{Fine, Pos};

/// How far ahead a clause is searched for another verb, in tokens.
const NEAR: usize = 14;

/// Whether the word at `at` is used as a verb.
pub(super) fn is_verb(view: &View<'_, '_>, at: usize, verb: &Verb, forms: Forms) -> bool {
    match view.pos(at) {
        Pos::Verb => !is_noun_of_place(view, at, verb, forms),
        Pos::Aux => verb.frames == Frames::default(),
        Pos::Adj | Pos::Noun if is_clausal_gerund(view, at, forms) => true,
        Pos::Adj | Pos::Noun => {
            let before = at.checked_sub(1);
            let pronoun = before.is_some_and(|left| view.is_subject_pronoun(left));
            matches!(verb.lemma, "say")
                || (forms.any(Forms::THIRD) && never_noun(verb.lemma))
                || (pronoun && forms.any(Forms::PAST.or(Forms::THIRD)))
                || looks_like_verb(view, at, forms)
                || behind_auxiliary(view, at, forms)
                || behind_quotation(view, at, forms)
                || only_verb(view, at, forms)
        }
        Pos::Adp => verb.lemma == "cite",
        Pos::Propn => forms.any(Forms::THIRD.or(Forms::PAST)) && in_headline(view, at),
        _ => false,
    }
}

/// Verbs whose third person is no plural noun: "reckons", "insists".
fn never_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "acknowledge"
            | "admit"
            | "allege"
            | "argue"
            | "believe"
            | "concede"
            | "confirm"
            | "declare"
            | "deny"
            | "describe"
            | "expect"
            | "explain"
            | "insist"
            | "maintain"
            | "predict"
            | "reckon"
            | "suggest"
            | "tell"
            | "think"
            | "warn"
    )
}

/// "…, warning that the bridge could close".
fn is_clausal_gerund(view: &View<'_, '_>, at: usize, forms: Forms) -> bool {
    forms.any(Forms::GERUND) && at > 0 && view.form(at - 1) == "," && view.low(at + 1) == "that"
}

/// "In its April report the fund said": a base form whose would-be subject hangs on a preposition at the start of the sentence is a noun.
fn is_noun_of_place(view: &View<'_, '_>, at: usize, verb: &Verb, forms: Forms) -> bool {
    let noun = matches!(verb.lemma, "report" | "forecast" | "estimate" | "claim" | "comment" | "view" | "survey");
    let start = view.region(at).start;
    noun && forms.any(Forms::BASE)
        && at > start + 1
        && at < start + 8
        && matches!(view.low(start), "in" | "by" | "on" | "with" | "after")
        && (view.is_possessive(start + 1) || matches!(view.low(start + 1), "the" | "a" | "an"))
        && (start + 1..at).all(|i| view.is_nominal(i) || matches!(view.pos(i), Pos::Adj | Pos::Det))
}

/// Whether a word stands in a headline with capitals on most words ("Mayor Vows To Rebuild Bridge"), behind a name or noun.
fn in_headline(view: &View<'_, '_>, at: usize) -> bool {
    let sentence = view.sentence(at);
    if sentence.len() > 24 || at == sentence.start || !view.is_nominal(at - 1) || !view.capital(at) {
        return false;
    }
    sentence.filter(|at| !view.is_punct(*at)).count() >= 4 && retag::headline(view.doc, at)
}

/// A word tagged as a noun that stands like a verb: behind a noun or name, before "that", "to", a quotation, a pronoun or the end.
fn looks_like_verb(view: &View<'_, '_>, at: usize, forms: Forms) -> bool {
    let before =
        at > 0 && (view.is_nominal(at - 1) || view.pos(at - 1) == Pos::Adv || matches!(view.form(at - 1), "," | ")"));
    let finite =
        forms.any(Forms::THIRD.or(Forms::PAST)) || matches!(view.low(at - usize::from(at > 0)), "they" | "who");
    // "… and rejected claims that", "… but dismissed the idea"
    let object = matches!(view.pos(at + 1), Pos::Det) || view.is_possessive(at + 1) || view.low(at + 2) == "that";
    if at > 0 && matches!(view.low(at - 1), "and" | "but") && forms.any(Forms::PAST) && object {
        return true;
    }
    let after = matches!(view.low(at + 1), "that" | "to" | "why" | "how" | "whether")
        || view.opens(at + 1).is_some()
        || view.is_subject_pronoun(at + 1)
        || view.is_final(at + 1)
        || (forms.any(Forms::THIRD) && (view.pos(at + 1) == Pos::Det || view.is_possessive(at + 1)));
    before && finite && after
}

/// "are warning of", "did challenge the", "had voiced".
fn behind_auxiliary(view: &View<'_, '_>, at: usize, forms: Forms) -> bool {
    let Some(mut left) = at.checked_sub(1) else { return false };
    if view.pos(left) == Pos::Adv && left > 0 {
        left -= 1;
    }
    if !group::is_auxiliary(view, left) {
        return false;
    }
    match view.low(left) {
        "is" | "are" | "was" | "were" | "been" | "'re" => {
            let next = at + 1;
            forms.any(Forms::GERUND)
                && (matches!(
                    view.low(next),
                    "of" | "that" | "about" | "against" | "to" | "for" | "how" | "why" | "what"
                ) || matches!(view.pos(next), Pos::Det | Pos::Pron | Pos::Propn)
                    || view.opens(next).is_some())
        }
        "has" | "have" | "had" | "'ve" => forms.any(Forms::PARTICIPLE),
        "being" | "be" | "am" | "'s" | "'m" | "'d" => false,
        _ => forms.any(Forms::BASE),
    }
}

/// "“…,” shrugs the source".
fn behind_quotation(view: &View<'_, '_>, at: usize, forms: Forms) -> bool {
    let closed = |left: usize| view.closes(left).is_some();
    let behind =
        at.checked_sub(1).is_some_and(|left| closed(left) || (view.form(left) == "," && left > 0 && closed(left - 1)));
    behind && forms.any(Forms::THIRD.or(Forms::PAST))
}

/// A plural subject and a base form, or a singular one and a third person, with a complement, where the clause has no other verb: "the
/// operators blame diesel", "the collective recommends a strike".
fn only_verb(view: &View<'_, '_>, at: usize, forms: Forms) -> bool {
    let Some(left) = at.checked_sub(1) else { return false };
    let plural = matches!(view.doc.token(left).fine, Fine::Nns | Fine::Nnps)
        || (view.pos(left) == Pos::Noun && view.low(left).ends_with('s'));
    let headed = view.pos(left) == Pos::Adj && left > 0 && view.pos(left - 1) == Pos::Det;
    let past = forms.any(Forms::PAST) && view.low(at).ends_with("ed");
    let agrees = past || if plural { forms.any(Forms::BASE) } else { forms.any(Forms::THIRD) };
    let subject = matches!(view.pos(left), Pos::Noun | Pos::Propn)
        || (headed && !plural)
        || (past && matches!(view.low(left), "another" | "some" | "others" | "many" | "one" | "each" | "both"));
    let next = at + 1;
    let complement = matches!(view.low(next), "that" | "of" | "about" | "for" | "against")
        || matches!(view.pos(next), Pos::Det | Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Pron | Pos::Sym)
        || view.is_participle(next)
        || view.opens(next).is_some()
        || view.form(next) == ":"
        // "Minister Denies Taking Bribes"
        || (view.doc.token(next).fine == Fine::Vbg && in_headline(view, at));
    if !(agrees && subject && complement) || view.region(at).start > left {
        return false;
    }
    let region = view.region(at);
    let verbal = |i: usize| view.finite(i) == Some(true) || group::is_auxiliary(view, i);
    let closed = |i: usize| matches!(view.form(i), "," | ";" | ":") || view.is_dash(i) || view.opens(i).is_some();
    let ahead = view.low(next) != "that" && (next..region.end).take(NEAR).take_while(|i| !closed(*i)).any(verbal);
    let behind = (region.start..at).rev().take(NEAR).take_while(|i| !closed(*i)).any(verbal);
    !ahead && !behind
}

/// Verbs of belief: their negation still tells what the source thinks, and inside a report of the same speaker they are hedges.
pub(super) fn is_belief(lemma: &str) -> bool {
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
