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
fn a_form_of_address_may_have_its_stop() {
    assert_eq!(names("Mr. Berg left. Erik Berg, 51, said no.", &["Mr. Berg"])[0], "Erik Berg");
    assert_eq!(analyse("Gen. Ola Berg and Dr. Eva Holt spoke.").entities.len(), 2);
}

#[test]
fn a_body_of_people_is_a_body() {
    let text = "The Department of Foreign Workers wrote. The department said no.";
    assert_eq!(names(text, &["The department"])[0], "Department of Foreign Workers");
    assert_eq!(
        names("The Minister of Foreign Workers said no.", &["The Minister of Foreign Workers"])[0],
        "The Minister of Foreign Workers"
    );
}

#[test]
fn other_words_for_whoever_spoke_last() {
    let text = "Helen Marsh, 58, said yes. Peter Holt said no. The 71-year-old said it was late.";
    assert_eq!(names(text, &["Helen Marsh, 58", "Peter Holt", "The 71-year-old"])[2], "Peter Holt");
    let text = "Helen Marsh, 58, said yes. The former judge said it was late.";
    assert_eq!(names(text, &["Helen Marsh, 58", "The former judge"])[1], "Helen Marsh");
    // Nobody of that age, no role: these stay as they are.
    assert_eq!(
        names("Helen Marsh, 58, said yes. The 71-year-old said no.", &["The 71-year-old"])[0],
        "The 71-year-old"
    );
    assert_eq!(names("Helen Marsh said yes. The judge said no.", &["Helen Marsh", "The judge"])[1], "The judge");
}

#[test]
fn a_text_is_named_after_who_made_it_and_not_after_who_saw_it() {
    let text = "A poll of 900 adults by Quill Research found it.";
    assert_eq!(names(text, &["A poll of 900 adults by Quill Research"])[0], "Quill Research poll");
    let text = "A memo seen by Quill Research said it.";
    assert_eq!(names(text, &["A memo seen by Quill Research"])[0], "A memo");
}

#[test]
fn a_headline_names_by_a_word_what_the_text_names_in_full() {
    let text = "Minister backs cull of seals\n\nFisheries minister Birte Clausen said the cull would go on.";
    assert_eq!(names(text, &["Minister"])[0], "Birte Clausen");
    let text = "Minister backs cull of seals\n\nFisheries minister Birte Clausen and health minister Ole Lund spoke.";
    assert_eq!(names(text, &["Minister"])[0], "Minister");
}

#[test]
fn what_has_a_people_is_a_country() {
    let document = analyse("Ardania has closed its border. An Ardanian officer spoke.");
    assert_eq!(document.entities.first().map(|entity| entity.kind), Some(EntityKind::Place));
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
    let text = "He said Anna Berg of Acme's minister and Bo \"I\" said (AB) ".repeat(4_000);
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
