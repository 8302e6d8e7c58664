//! Raw text: the words of a treebank put back together, and how well tokens and sentences are found in it.

use std::collections::{HashMap, HashSet};

use claimwire::text::{Document, Pos, Relation, Token};

use crate::conllu::Sentence;

/// What a tree says of one token: word class, span of the head (`None` for the root), relation.
type Arc = (Pos, Option<(u32, u32)>, Relation);

/// A text with the spans of its gold tokens and sentences, in bytes.
#[derive(Debug, Default)]
pub struct Raw {
    /// One paragraph a line.
    pub text: String,
    tokens: Vec<(u32, u32)>,
    /// The trees, token by token.
    arcs: Vec<Arc>,
    /// First byte of every sentence.
    starts: Vec<u32>,
    /// Span of every sentence.
    sentences: Vec<(u32, u32)>,
}

/// Puts sentences together; paragraphs become lines.
pub fn text(sentences: &[Sentence]) -> Raw {
    let mut raw = Raw::default();
    for sentence in sentences {
        if sentence.opens_paragraph && !raw.text.is_empty() {
            raw.text.truncate(raw.text.trim_end().len());
            raw.text.push('\n');
        }
        let first = raw.text.len() as u32;
        let mut last = first;
        for word in &sentence.words {
            let start = raw.text.len() as u32;
            raw.text.push_str(&word.form);
            last = raw.text.len() as u32;
            raw.tokens.push((start, last));
            if word.space_after {
                raw.text.push(' ');
            }
        }
        let spans = raw.tokens.get(raw.tokens.len() - sentence.words.len()..).unwrap_or_default().to_vec();
        let head = |at: u32| spans.get(at as usize).copied();
        raw.arcs.extend(sentence.words.iter().map(|word| (word.pos, head(word.head), word.relation)));
        raw.starts.push(first);
        raw.sentences.push((first, last));
    }
    raw
}

/// Prints F1 of tokens, of sentences and of their starts.
pub fn report(raw: &Raw, document: &Document<'_>) {
    let tokens = document.tokens.iter().map(|token| (token.span.start, token.span.end));
    let sentences = document.sentences.iter().map(|sentence| (sentence.span.start, sentence.span.end));
    let starts = document.sentences.iter().map(|sentence| sentence.span.start);
    println!(
        "raw text: tokens F1 {:.2}, sentences F1 {:.2}, starts of sentences F1 {:.2}",
        f1(&raw.tokens, tokens),
        f1(&raw.sentences, sentences),
        f1(&raw.starts, starts)
    );
    trees(raw, document);
}

/// Prints F1 of tags and trees: a token counts when its span, and the span of its head, are those of the treebank (the measure of the
/// CoNLL 2018 shared task, Zeman et al.).
fn trees(raw: &Raw, document: &Document<'_>) {
    let gold: HashMap<(u32, u32), Arc> = raw.tokens.iter().copied().zip(raw.arcs.iter().copied()).collect();
    let span = |token: &Token| (token.span.start, token.span.end);
    let (mut pos, mut heads, mut labelled) = (0usize, 0usize, 0usize);
    for sentence in &document.sentences {
        for at in sentence.tokens.clone() {
            let token = document.token(at);
            let Some((gold_pos, gold_head, gold_relation)) = gold.get(&span(&token)).copied() else { continue };
            let head =
                sentence.tokens.contains(&(token.head as usize)).then(|| span(&document.token(token.head as usize)));
            // The root of a sentence is its own head, or none.
            let head = head.filter(|head| *head != span(&token));
            pos += usize::from(gold_pos == token.pos);
            heads += usize::from(gold_head == head);
            labelled += usize::from(gold_head == head && gold_relation == token.relation);
        }
    }
    let f1 = |right: usize| 200.0 * right as f64 / (raw.tokens.len() + document.tokens.len()).max(1) as f64;
    println!("raw text: UPOS F1 {:.2}, UAS F1 {:.2}, LAS F1 {:.2}", f1(pos), f1(heads), f1(labelled));
}

fn f1<T: Copy + Eq + std::hash::Hash>(gold: &[T], guess: impl Iterator<Item = T>) -> f64 {
    let all: HashSet<T> = gold.iter().copied().collect();
    let (mut count, mut right) = (0, 0);
    for item in guess {
        count += 1;
        right += usize::from(all.contains(&item));
    }
    200.0 * right as f64 / (gold.len() + count).max(1) as f64
}
