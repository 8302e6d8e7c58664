//! What the claimer does by claiming: the cue first, then the content.
//!
//! Source: illocutionary classes of Searle 1976; `I_ACTION` and `I_STATE` of TimeML; stance classes of RumourEval.

use super::clauses::Grammar;
use super::draft::Draft;
use super::lexicons::Class;
use super::polarity;
use super::verbs::Form;
use crate::extract::types::Attribution;
use crate::text::Pos;
use crate::vocabulary::{Act, QuoteType, SourceKind};

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
    let Some(attribution) = attribution else { return writer(grammar, draft) };
    by_cue(grammar, draft, attribution, cue).unwrap_or_else(|| by_content(grammar, draft, attribution))
}

/// What the cue decides alone, or together with the form of the content.
fn by_cue(grammar: &Grammar<'_>, draft: &Draft, attribution: &Attribution, cue: CueAct) -> Option<Act> {
    let document = grammar.document;
    let form = draft.group.map(|group| group.form);
    let words = attribution.cue.map_or(0..0, |cue| document.tokens_in(cue));
    let says = |stem: &str| words.clone().any(|at| document.lower(at).starts_with(stem));
    match cue.act? {
        Act::Accuse if says("alleg") => {
            // A contested plan is no charge; a wrong, or a deed told by those who prosecute, is.
            let wrong = grammar.marks.has(Class::Wrongdoing, draft.start..draft.end);
            let charged = matches!(form, Some(Form::Past | Form::Perfect)) && names_someone(grammar, draft);
            Some(if wrong || charged { Act::Accuse } else { Act::State })
        }
        Act::Demand if says("advis") && draft.group.is_some_and(|group| group.is_finite()) => None,
        Act::Demand => Some(Act::Demand),
        Act::Predict if says("warn") && (words.end..words.end + 6).any(|at| document.lower(at) == "against") => {
            Some(Act::Demand)
        }
        Act::Predict => {
            let ahead =
                looks_ahead(grammar, draft) || form.is_none_or(|form| matches!(form, Form::Infinitive | Form::Gerund));
            let estimate = says("estimat") || says("warn") || says("fear") || says("see");
            (ahead && (!estimate || looks_ahead(grammar, draft))).then_some(Act::Predict)
        }
        Act::Plan if says("announc") => matches!(form, Some(Form::Future | Form::Infinitive)).then_some(Act::Plan),
        Act::Plan => (!matches!(form, Some(Form::Past | Form::Perfect))).then_some(Act::Plan),
        Act::Opine => {
            // "called the charge a fabrication": a verdict on what was claimed is a denial.
            let first = draft.first_word(grammar);
            let verdict = grammar.marks.has(Class::Denial, draft.start..draft.end);
            let pointing = grammar.marks.at(Class::Pointing, first).is_some();
            if verdict && !is_share(grammar, draft) && (pointing || draft.group.is_none_or(|group| group.copula)) {
                return Some(Act::Deny);
            }
            // "called it the deadliest raid since May": a rank can be looked up.
            let superlative = (draft.start..draft.end).any(|at| {
                let word = document.lower(at);
                word.len() > 5
                    && word.ends_with("est")
                    && !matches!(
                        word,
                        "interest"
                            | "protest"
                            | "request"
                            | "honest"
                            | "invest"
                            | "arrest"
                            | "harvest"
                            | "contest"
                            | "suggest"
                            | "forest"
                    )
            });
            (!superlative && draft.group.is_none_or(|group| !group.is_finite())).then_some(Act::Opine)
        }
        act => Some(act),
    }
}

/// What the content decides where the cue is neutral.
fn by_content(grammar: &Grammar<'_>, draft: &Draft, attribution: &Attribution) -> Act {
    let document = grammar.document;
    let scope = draft.scope(grammar);
    let own = document.lower(draft.first_word(grammar));
    let by_self = matches!(own, "we" | "i" | "our" | "my");
    // "failed to report the bribe" blames and denies nothing.
    let negated = polarity::holds_negator(grammar, draft);
    let wrong = grammar.marks.has(Class::Wrongdoing, scope.clone());
    let never = (draft.start..scope.end).any(|at| document.lower(at) == "never");
    let self_denial = never && matches!(own, "i" | "we" | "he" | "she" | "it" | "they");
    let insists = attribution.cue.is_some_and(|cue| {
        document
            .tokens_in(cue)
            .any(|at| document.lower(at).starts_with("insist") || document.lower(at).starts_with("maintain"))
    });
    // "insisted that it should never have been given", "cannot be left", "will never go back": what ought to
    // be or will be denies nothing.
    let ought = draft.group.is_some_and(|group| {
        matches!(document.lower(group.start), "should" | "must" | "ought" | "shall" | "cannot" | "can" | "will")
    });
    if says_false(grammar, draft) || (negated && !ought && (wrong || self_denial || insists)) {
        return Act::Deny;
    }
    if is_order(grammar, draft, attribution.quote != QuoteType::Indirect) {
        return Act::Demand;
    }
    if wrong && !by_self && !negated {
        return Act::Accuse;
    }
    if looks_ahead(grammar, draft) {
        let will =
            draft.group.is_some_and(|group| group.form == Form::Future && document.lower(group.start) != "would");
        let intends = (by_self && will) || promises(grammar, draft, attribution);
        return if intends { Act::Plan } else { Act::Predict };
    }
    if is_judgement(grammar, draft) { Act::Opine } else { Act::State }
}

/// "The firm said it would hire": the claimer is the one who acts. Verbs of what befalls one are no promise.
fn promises(grammar: &Grammar<'_>, draft: &Draft, attribution: &Attribution) -> bool {
    let document = grammar.document;
    let Some(group) = draft.group.filter(|group| group.form == Form::Future && !group.copula) else { return false };
    let body = matches!(
        attribution.source_kind,
        SourceKind::Company
            | SourceKind::Agency
            | SourceKind::Official
            | SourceKind::Organisation
            | SourceKind::International
    );
    let person = body || attribution.source_kind == SourceKind::Person;
    let own = attribution.quote != QuoteType::Direct
        && match document.lower(draft.first_word(grammar)) {
            "it" | "they" => body,
            "he" | "she" => person,
            _ => false,
        };
    let befalls = matches!(
        document.lower(group.head),
        "be" | "lose"
            | "fail"
            | "need"
            | "have"
            | "become"
            | "fall"
            | "rise"
            | "win"
            | "miss"
            | "suffer"
            | "take"
            | "benefit"
            | "remain"
            | "struggle"
            | "cost"
            | "happen"
            | "mean"
            | "prefer"
            | "like"
            | "want"
            | "get"
    );
    own && !befalls && group.start == draft.first_word(grammar) + 1
}

/// Whether the clause says that something is false: a phrase that does so by itself ("never asked"), or a verdict word ("a hoax") as
/// predicate. The word elsewhere in a clause names a thing ("every lie he told").
pub(super) fn says_false(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let scope = draft.scope(grammar);
    let figure = grammar.has_figure(scope.clone());
    // "52 percent were rated false": a count of verdicts.
    if is_share(grammar, draft) {
        return false;
    }
    // "a disservice, to lie to them": the infinitive tells of a lie.
    // "a false equivalency": before a noun that names nothing said, the word judges.
    let called = |start: usize, end: usize| {
        let noun = grammar.document.token(end).pos == Pos::Noun && grammar.marks.at(Class::Saying, end).is_none();
        grammar.document.lower(start.wrapping_sub(1)) != "to"
            && !(noun && matches!(grammar.document.lower(start), "false" | "fake") && end == start + 1)
    };
    grammar.marks.of(Class::Denial, scope.clone()).filter(|mark| called(mark.start, mark.end)).any(|mark| {
        let phrase = mark.end - mark.start > 1 && !matches!(grammar.document.lower(mark.start), "a" | "an");
        let predicate = match draft.group {
            Some(group) if group.copula => mark.start >= group.end && mark.start < group.end + 5,
            // "he fabricated the report" accuses; "the report was fabricated" denies.
            Some(group) if group.is_finite() => {
                mark.start == group.head
                    && (group.head > group.start || grammar.document.lower(mark.start) != "fabricated")
            }
            _ => !figure && (mark.start <= draft.start + 5 || mark.end + 1 >= scope.end),
        };
        phrase || predicate
    })
}

/// Whether a clause gives a share.
fn is_share(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    draft.tokens().any(|at| matches!(grammar.document.lower(at), "%" | "percent"))
}

/// Whether a judging word is what the clause says: after its copula, as its verb, or with no verb at all.
fn is_judgement(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let scope = draft.scope(grammar);
    match draft.group {
        None => !grammar.has_figure(scope.clone()) && grammar.marks.has(Class::Evaluative, scope),
        Some(group) => {
            let said = if group.copula { group.end..scope.end.min(group.end + 6) } else { group.head..group.head + 1 };
            grammar.marks.has(Class::Evaluative, said)
        }
    }
}

/// Whether a name stands in the first words of the clause.
fn names_someone(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    (draft.start..draft.end.min(draft.start + 6)).any(|at| grammar.document.form(at).starts_with(char::is_uppercase))
}

/// The writer's own sentence: a plan or a forecast when it looks ahead, otherwise a statement.
fn writer(grammar: &Grammar<'_>, draft: &Draft) -> Act {
    let Some(group) = draft.group else { return Act::State };
    // "The airline plans to open …": often tagged as a noun, so that the group begins at "to".
    let to = if grammar.document.lower(group.start) == "to" { Some(group.start) } else { group.start.checked_sub(1) };
    let governor = to
        .filter(|to| grammar.document.lower(*to) == "to")
        .and_then(|to| to.checked_sub(1))
        .filter(|governor| *governor > draft.start);
    let planning = grammar.marks.at(Class::Planning, group.head).is_some()
        || governor.is_some_and(|governor| grammar.marks.at(Class::Planning, governor).is_some());
    match grammar.document.lower(group.start) {
        _ if planning => Act::Plan,
        _ if draft.is_past_refusal(grammar) => Act::State,
        "may" | "might" | "could" | "would" if group.form != Form::ModalPerfect => Act::Predict,
        // A column speaks for itself: what ought to be, what the reader is to do, what cannot be looked up.
        "should" | "ought" if group.form != Form::ModalPerfect => Act::Demand,
        _ if is_appeal(grammar, draft) => Act::Demand,
        // A rank can be looked up ("one of the most dangerous cities").
        _ if is_judgement(grammar, draft)
            && !(draft.start..draft.end)
                .any(|at| matches!(grammar.document.lower(at), "most" | "least" | "worst" | "best")) =>
        {
            Act::Opine
        }
        _ => Act::State,
    }
}

/// "Ask the residents.": a bare verb opens the sentence, and the sentence ends with a stop, which no headline does.
fn is_appeal(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let Some(sentence) = grammar.document.sentences.get(draft.sentence) else { return false };
    let stop = matches!(grammar.document.lower(sentence.tokens.end.wrapping_sub(1)), "." | "!");
    stop && sentence.tokens.start == draft.start && is_order(grammar, draft, true)
}

/// Whether the clause looks ahead.
fn looks_ahead(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let Some(group) = draft.group else { return false };
    match group.form {
        Form::Future => true,
        Form::Modal if draft.is_past_refusal(grammar) => false,
        Form::Modal => matches!(grammar.document.lower(group.start), "may" | "might" | "could") && !group.copula,
        Form::Present | Form::Perfect | Form::Past => {
            grammar.marks.of(Class::Future, group.start..draft.end).any(|mark| mark.start <= group.end + 1)
        }
        Form::Infinitive => !group.is_perfect_infinitive(grammar.document),
        _ => false,
    }
}

/// An order: "Do not panic", "must", a bare verb at the start.
fn is_order(grammar: &Grammar<'_>, draft: &Draft, quoted: bool) -> bool {
    let document = grammar.document;
    let Some(group) = draft.group else { return false };
    let obligation =
        grammar.marks.of(Class::Obligation, draft.start..group.end + 2).any(|mark| mark.start <= group.end);
    let imperative = quoted
        && group.start == draft.first_word(grammar)
        && matches!(group.form, Form::Present)
        && draft.runs.first().is_some_and(|run| run.start == draft.start)
        && !document.lower(group.start).ends_with('s')
        && !matches!(document.lower(group.start), "is" | "are" | "am" | "has" | "have" | "did" | "does" | "can");
    obligation || imperative
}
