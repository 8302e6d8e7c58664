//! Time of the proposition, not of the speech: tense and aspect of its main verb, with the words that look ahead.
//!
//! Source: tense and aspect of TimeML (Pustejovsky et al. 2003); sequence of tenses in reported speech (Quirk et al. 1985, 14.31).

use super::clauses::{Grammar, Kind};
use super::draft::Draft;
use super::lexicons::Class;
use super::verbs::Form;
use crate::extract::types::Attribution;
use crate::vocabulary::{Act, QuoteType, Time};

/// The time of a draft. `before` is the time of the clause that a participle hangs on.
pub(super) fn of(
    grammar: &Grammar<'_>,
    draft: &Draft,
    attribution: Option<&Attribution>,
    act: Act,
    before: Option<Time>,
) -> Time {
    if act == Act::Demand {
        return Time::Future;
    }
    let Some(group) = draft.group else { return without_verb(grammar, attribution, act, before) };
    let looks_ahead = grammar.marks.of(Class::Future, group.start..draft.end).any(|mark| mark.start <= group.end + 1);
    if draft.is_past_refusal(grammar) {
        return Time::Past;
    }
    let word = grammar.document.lower(group.start);
    match group.form {
        Form::Future => Time::Future,
        Form::Modal => match word {
            "may" | "might" if group.copula => Time::Present,
            _ => Time::Future,
        },
        Form::ModalPerfect => Time::Past,
        Form::Present if looks_ahead => Time::Future,
        Form::Present
            if is_headline(grammar, draft) && !group.copula && !group.progressive && draft.owner.is_none() =>
        {
            Time::Past
        }
        Form::Present => Time::Present,
        Form::Perfect => {
            if looks_ahead {
                Time::Future
            } else {
                Time::Past
            }
        }
        Form::Past if looks_ahead && act != Act::Accuse => Time::Future,
        // "said prices were falling": the past of the cue, the present of the proposition.
        Form::Past if group.progressive && attribution.is_some_and(|a| a.quote != QuoteType::Direct) => Time::Present,
        Form::Past => Time::Past,
        // "considers the claim to be without merit"
        Form::Infinitive if group.copula && !matches!(act, Act::Plan | Act::Predict) => Time::Present,
        // "claimed to have won"
        Form::Infinitive if group.is_perfect_infinitive(grammar.document) => Time::Past,
        Form::Infinitive => Time::Future,
        // "accused of hiding the plan": what somebody is blamed for has happened, unless it is a plan itself.
        Form::Gerund | Form::Participle if act == Act::Accuse => {
            if grammar.marks.at(Class::Future, group.head).is_some() { Time::Future } else { Time::Past }
        }
        Form::Gerund | Form::Participle => {
            if looks_ahead {
                Time::Future
            } else if draft.kind == Kind::Main {
                without_verb(grammar, attribution, act, before)
            } else {
                before.unwrap_or(Time::Past)
            }
        }
    }
}

fn without_verb(grammar: &Grammar<'_>, attribution: Option<&Attribution>, act: Act, before: Option<Time>) -> Time {
    // "The pictures show five craters": what a present cue shows is there now.
    let present_cue = attribution.and_then(|attribution| attribution.cue).is_some_and(|cue| {
        let tokens = grammar.document.tokens_in(cue);
        tokens.len() == 1
            && !matches!(grammar.document.lower(tokens.start), "reports" | "report" | "announces" | "says" | "calls")
            && matches!(grammar.groups.get(grammar.groups_in(tokens)), Some([group]) if group.form == Form::Present)
    });
    match act {
        Act::Predict | Act::Plan | Act::Demand => Time::Future,
        Act::Opine => Time::Present,
        Act::State if present_cue && before.is_none() => Time::Present,
        _ => before.filter(|_| attribution.is_some()).unwrap_or(Time::Past),
    }
}

/// A sentence without a final stop, in a paragraph of its own: its present tense tells what has happened.
fn is_headline(grammar: &Grammar<'_>, draft: &Draft) -> bool {
    let Some(sentence) = grammar.document.sentences.get(draft.sentence) else { return false };
    let last = grammar.document.lower(sentence.tokens.end.wrapping_sub(1));
    let alone = grammar.document.paragraphs.get(sentence.paragraph).is_some_and(|p| p.sentences.len() == 1);
    alone && !last.ends_with(['.', '!', '?', '"', '”', ')', ':', ';'])
}
