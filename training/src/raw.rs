//! Raw text: the words of a treebank put back together, and how well tokens and sentences are found in it.

use std::collections::HashSet;

use claimwire::text::Document;

use crate::conllu::Sentence;

/// A text with the spans of its gold tokens and sentences, in bytes.
#[derive(Debug, Default)]
pub struct Raw {
    /// One paragraph a line.
    pub text: String,
    tokens: Vec<(u32, u32)>,
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
