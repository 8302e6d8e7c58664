//! What the claimer does by claiming: the cue first, then the content.
//!
//! Source: illocutionary classes of Searle 1976; `I_ACTION` and `I_STATE` of TimeML; stance classes of RumourEval.

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use super::polarity;
use super::verbs::Form;
use crate::extract::types::Attribution;
use crate::vocabulary::Act;

/// What the cue says of the act, and whether the cue says no to the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CueAct {
    pub(super) act: Option<Act>,
    pub(super) denies: bool,
}

/// Reads the cue.
pub(super) fn of_cue(grammar: &Grammar<'_>, attribution: Option<&Attribution>) -> CueAct {
    let none = CueAct { act: None, denies: false };
    let Some(cue) = attribution.and_then(|attribution| attribution.cue) else { return none };
    let tokens = grammar.document.tokens_in(cue);
    // Particles of the cue may stand outside of its span ("called on").
    let reach = tokens.start..tokens.end + 2;
    let has = |class: Class| grammar.marks.of(class, reach.clone()).any(|mark| mark.start < tokens.end);
    if has(Class::Deny) {
        return CueAct { act: Some(Act::Deny), denies: true };
    }
    let act = [
        (Class::Accuse, Act::Accuse),
        (Class::Admit, Act::Admit),
        (Class::Demand, Act::Demand),
        (Class::Plan, Act::Plan),
        (Class::Predict, Act::Predict),
        (Class::Opine, Act::Opine),
    ]
    .into_iter()
    .find(|(class, _)| has(*class))
    .map(|(_, act)| act);
    CueAct { act, denies: false }
}

/// The act of a draft.
pub(super) fn of(grammar: &Grammar<'_>, draft: &Draft, attribution: Option<&Attribution>, cue: CueAct) -> Act {
    let tokens = draft.scope(grammar);
    let group = draft.group;
    let ahead = looks_ahead(grammar, draft);
    let negated = polarity::is_negated(grammar, draft);
    let wrong = grammar.marks.has(Class::Wrongdoing, tokens.clone());
    let first = draft.start;
    let own = grammar.document.lower(first);
    let by_self = matches!(own, "we" | "i" | "our" | "my");
    match cue.act {
        Some(Act::Deny) => return Act::Deny,
        Some(Act::Accuse) => {
            let word = attribution.and_then(|a| a.cue).map_or(0..0, |cue| grammar.document.tokens_in(cue));
            let alleges = word.clone().any(|at| grammar.document.lower(at).starts_with("alleg"));
            return if alleges && !wrong { Act::State } else { Act::Accuse };
        }
        Some(Act::Demand) => {
            let wants = group.is_none_or(|group| !group.is_finite() || matches!(group.form, Form::Modal));
            if wants {
                return Act::Demand;
            }
        }
        Some(Act::Admit) => return Act::Admit,
        Some(Act::Plan) if group.is_none_or(|group| !matches!(group.form, Form::Past | Form::Perfect)) => {
            return Act::Plan;
        }
        Some(Act::Predict) if ahead || group.is_none_or(|group| !group.is_finite()) => return Act::Predict,
        Some(Act::Opine) if group.is_none() => return Act::Opine,
        _ => {}
    }
    if attribution.is_none() {
        return writer(grammar, draft);
    }
    if grammar.marks.has(Class::Denial, tokens.clone()) || (negated && wrong) {
        return Act::Deny;
    }
    if is_order(grammar, draft) {
        return Act::Demand;
    }
    if wrong && !by_self && !negated {
        return Act::Accuse;
    }
    let figure = grammar.has_figure(draft.start..draft.end);
    if ahead {
        if by_self && group.is_some_and(|group| group.form == Form::Future) {
            return Act::Plan;
        }
        return Act::Predict;
    }
    if !figure && grammar.marks.has(Class::Evaluative, tokens) {
        return Act::Opine;
    }
    Act::State
}

/// The writer's own sentence: a plan or a forecast when it looks ahead, otherwise a statement.
fn writer(grammar: &Grammar<'_>, draft: &Draft) -> Act {
    let Some(group) = draft.group else { return Act::State };
    let planning = grammar.marks.at(Class::Planning, group.head).is_some();
    match grammar.document.lower(group.start) {
        _ if planning => Act::Plan,
        "may" | "might" | "could" | "would" if group.form != Form::ModalPerfect => Act::Predict,
        _ => Act::State,
    }
}

/// Whether the clause looks ahead.
fn looks_ahead(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let Some(group) = draft.group else { return false };
    match group.form {
        Form::Future => true,
        Form::Modal => matches!(grammar.document.lower(group.start), "may" | "might" | "could") && !group.copula,
        Form::Present | Form::Perfect | Form::Past => {
            grammar.marks.of(Class::Future, group.start..draft.end).any(|mark| mark.start <= group.end)
        }
        Form::Infinitive => true,
        _ => false,
    }
}

/// An order: "Do not panic", "must", a bare verb at the start.
fn is_order(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let document = grammar.document;
    let Some(group) = draft.group else { return false };
    let obligation =
        grammar.marks.of(Class::Obligation, draft.start..group.end + 2).any(|mark| mark.start <= group.end);
    let imperative = group.start == draft.start
        && matches!(group.form, Form::Present)
        && draft.runs.first().is_some_and(|run| run.start == draft.start)
        && !document.lower(group.start).ends_with('s')
        && !matches!(document.lower(group.start), "is" | "are" | "am" | "has" | "have" | "did" | "does" | "can");
    obligation || imperative
}
