//! Where a clause really begins and ends: without connectives, stray marks and quotation marks that enclose all of it.

use super::clauses::Grammar;
use crate::text::{Pos, Relation};

/// Takes connectives, marks and white words from both edges.
pub(super) fn trim(grammar: &Grammar<'_>, tokens: &mut Vec<usize>) {
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
                mark || matches!(word, "and" | "but" | "or" | "yet" | "so")
                    || (word == "that" && !is_subject(grammar, **at))
            })
            .count();
        tokens.drain(..skip);
        if tokens.len() == before {
            break;
        }
    }
}

/// "That's a lie": the pronoun is the subject, and belongs to the claim. Not so the relative "that".
fn is_subject(grammar: &Grammar<'_>, at: usize) -> bool {
    let that = grammar.document.token(at);
    let head = grammar.document.token(that.head as usize).relation;
    that.pos == Pos::Pron
        && that.relation.base() == Relation::Nsubj
        && !matches!(head, Relation::AclRelcl | Relation::Acl)
        && grammar.document.token(at + 1).pos == Pos::Aux
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
