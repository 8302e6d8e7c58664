//! Names, links and antecedents on invented sentences, what must stay unresolved, and hostile texts.

use super::{EntityKind, Gender, Source, resolve, resolve_all};
use crate::text::furniture::Mark;
use crate::text::{Analyser, Document, Scratch};

fn analyse(text: &str) -> Document<'_> {
    Analyser::english().analyse(text, &[], &mut Scratch::default())
}

/// Resolves phrases of a text, each the first occurrence after the one before.
fn names(text: &str, phrases: &[&str]) -> Vec<String> {
    let document = analyse(text);
    let mut from = 0;
    let sources: Vec<Source> = phrases
        .iter()
        .map(|phrase| {
            let start = from + text.get(from..).unwrap().find(phrase).unwrap();
            from = start + phrase.len();
            let span = crate::span::Span::of(start, from);
            Source { tokens: Some(document.tokens_in(span)), content: Vec::new() }
        })
        .collect();
    let resolved = resolve_all(&document, &sources);
    resolved.iter().map(|r| r.name.iter().map(|span| document.slice(*span)).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn surnames_link_to_the_full_name() {
    assert_eq!(
        names("Anna Lindqvist spoke first. Lindqvist said no.", &["Anna Lindqvist", "Lindqvist"])[1],
        "Anna Lindqvist"
    );
    assert_eq!(names("Mr Berg left. Erik Berg, 51, said no.", &["Mr Berg"])[0], "Erik Berg");
}

#[test]
fn an_acronym_stands_for_the_name_that_introduced_it() {
    let text = "The Northern Rail Authority (NRA) met. The NRA said trains would run.";
    assert_eq!(names(text, &["The NRA"])[0], "Northern Rail Authority (NRA)");
}

#[test]
fn pronouns_agree_in_gender() {
    let text = "Helen Marsh said yes. Peter Holt said no. She said it was late.";
    assert_eq!(names(text, &["Helen Marsh", "Peter Holt", "She"])[2], "Helen Marsh");
}

#[test]
fn titles_are_no_part_of_a_name() {
    let document = analyse("Prime Minister Clara Roth spoke.");
    let entity = &document.entities[0];
    assert_eq!(document.slice(entity.name[0]), "Clara Roth");
    assert_eq!((entity.kind, entity.gender), (EntityKind::Person, Gender::Female));
}

#[test]
fn a_role_in_capitals_names_nobody() {
    assert!(analyse("It was the Prime Minister who spoke.").entities.is_empty());
}

#[test]
fn what_nobody_introduced_stays_unresolved() {
    assert_eq!(names("She said it was late.", &["She"])[0], "She");
    assert_eq!(names("The ministry said it was late.", &["The ministry"])[0], "The ministry");
    assert_eq!(names("Critics said it was late.", &["Critics"])[0], "Critics");
}

#[test]
fn resolution_is_total() {
    for text in ["", "\"", "Of", "He", "Mr.", "(ABC)", "A & B", "’s", "al-", "The 58-year-old"] {
        let document = analyse(text);
        for start in 0..=document.tokens.len() {
            for end in start..=document.tokens.len() + 1 {
                let _ = resolve(&document, start..end);
            }
        }
    }
}

/// Names and sources without end must cost no more each than a few of them do.
#[test]
fn hostile_texts_stay_linear() {
    let text = "He said Anna Berg of Acme and Bo \"I\" said (AB) ".repeat(4_000);
    let mut document = Document::new(&text);
    let span = crate::span::Span::of(0, text.len());
    document
        .push_paragraph(crate::block::Block { span, kind: crate::block::BlockKind::Paragraph, links: 0.0 }, Mark::Text);
    (document.mentions, document.entities) = super::find(&document);
    let sources: Vec<Source> = (0..document.tokens.len())
        .step_by(3)
        .map(|at| Source { tokens: Some(at..document.tokens.len()), content: vec![span] })
        .collect();
    assert_eq!(resolve_all(&document, &sources).len(), sources.len());
}
