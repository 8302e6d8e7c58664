//! From a text to a document: blocks, tokens, sentences, quotations, tags and trees, in that order.

use std::sync::{Arc, LazyLock};

use super::document::Document;
use super::headlines::Style;
use super::network::headline::Word;
use super::network::{Model, ModelError, Workspace, features, format};
use super::{furniture, headlines, mentions, paragraphs, quotes};
use crate::block::Block;

/// The English model, as `training/` packs it.
static ENGLISH: &[u8] = include_bytes!("../../models/english.bin");

/// Unpacked once for the whole process. A test proves that it unpacks; were it damaged, texts would stay without tags and trees.
static ENGLISH_MODEL: LazyLock<Arc<Model>> = LazyLock::new(|| Arc::new(format::read(ENGLISH).unwrap_or_default()));

/// Longest stretch that is parsed as one sentence, in tokens; longer ones are parsed in parts. Bounds the memory of a hostile text.
const LONGEST: usize = 256;

/// Turns texts into documents. Holds whatever a language needs (model, lexicons); shared by all threads, cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Analyser {
    model: Arc<Model>,
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    work: Workspace,
}

impl Analyser {
    /// The English analyser with its embedded model.
    pub fn english() -> Self {
        Self { model: Arc::clone(&ENGLISH_MODEL) }
    }

    /// An analyser with a model of one's own, as `training/` writes it.
    pub fn with_model(packed: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { model: Arc::new(format::read(packed)?) })
    }

    /// Name and version of the language model, for the record's `extractor.model`.
    pub fn model_name(&self) -> &'static str {
        self.model.name
    }

    /// Analyses one text. `blocks` may be empty (then lines are the blocks); it must be sorted and not overlap.
    pub fn analyse<'a>(&self, text: &'a str, blocks: &[Block], scratch: &mut Scratch) -> Document<'a> {
        self.analyse_while(text, blocks, scratch, &mut || true)
    }

    /// Analyses one text as long as `permit` says yes.
    ///
    /// `permit` is asked before each sentence is parsed, which is where the time goes. When it says no, the document ends at that
    /// sentence boundary and [`Document::cut`] says how many sentences there were.
    pub fn analyse_while<'a>(
        &self,
        text: &'a str,
        blocks: &[Block],
        scratch: &mut Scratch,
        permit: &mut dyn FnMut() -> bool,
    ) -> Document<'a> {
        let paragraphs = paragraphs::split(text, blocks);
        let mut document = Document::new(text);
        for (block, mark) in furniture::mark(text, &paragraphs) {
            document.push_paragraph(block, mark);
        }
        let headlines = headlines_of(&document);
        for sentence in 0..document.sentences.len() {
            if !permit() {
                document.cut_before(sentence);
                break;
            }
            self.parse(&mut document, sentence, &headlines, scratch);
        }
        document.quotations = quotes::find(&document);
        (document.mentions, document.entities) = mentions::find(&document);
        document
    }

    /// Tags and parses one sentence of a document.
    fn parse(&self, document: &mut Document<'_>, sentence: usize, headlines: &[Headline], scratch: &mut Scratch) {
        let Some(range) = document.sentences.get(sentence).map(|sentence| sentence.tokens.clone()) else { return };
        if self.model.tags.is_empty() {
            return;
        }
        let work = &mut scratch.work;
        let headline = headlines.binary_search_by_key(&sentence, |headline| headline.sentence).ok();
        if let Some(headline) = headline.and_then(|at| headlines.get(at)) {
            let words: Vec<Word<'_>> = range
                .clone()
                .zip(&headline.names)
                .map(|(at, is_name)| {
                    let (form, lower) = (document.form(at), document.lower(at));
                    Word { form, lower, as_name: headlines::as_name(form, lower, headline.style), is_name: *is_name }
                })
                .collect();
            self.model.analyse_headline(&words, work);
            self.write(document, range.start, range.end, work);
            return;
        }
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + LONGEST);
            work.words.clear();
            work.words.extend(
                (start..end).map(|at| features::read(document.form(at), document.lower(at), at == range.start)),
            );
            self.model.analyse(work);
            self.write(document, start, end, work);
            start = end;
        }
    }

    fn write(&self, document: &mut Document<'_>, start: usize, end: usize, work: &Workspace) {
        for (at, token) in document.tokens.get_mut(start..end).unwrap_or_default().iter_mut().enumerate() {
            let item = work.item(at);
            (token.pos, token.fine) = self.model.tag_of(work, at);
            token.relation = item.relation;
            // The root of a sentence is its own head.
            token.head =
                if (item.head as usize) < end - start { start as u32 + item.head } else { (start + at) as u32 };
        }
    }
}

/// A sentence in the style of a headline.
struct Headline {
    sentence: usize,
    style: Style,
    /// For each token, whether it is a name, where the article tells.
    names: Vec<Option<bool>>,
}

/// The headlines of a document, in order.
fn headlines_of(document: &Document<'_>) -> Vec<Headline> {
    let styles = (0..document.sentences.len()).map(|sentence| (sentence, headlines::style(document, sentence)));
    let headlines: Vec<_> = styles.filter(|(_, style)| *style != Style::Running).collect();
    if headlines.is_empty() {
        return Vec::new();
    }
    let usage = headlines::Usage::of(document);
    let names = |sentence: usize| {
        let tokens = document.sentences.get(sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        tokens.map(|token| usage.is_name(document.lower(token))).collect()
    };
    headlines.into_iter().map(|(sentence, style)| Headline { sentence, style, names: names(sentence) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Pos, Relation};

    #[test]
    fn the_embedded_model_unpacks() {
        let model = format::read(ENGLISH).expect("models/english.bin");
        assert!(!model.name.is_empty() && !model.tags.is_empty());
    }

    #[test]
    fn a_plain_sentence_is_tagged_and_parsed() {
        let text = "The minister said that two bridges had collapsed.";
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        let of = |form: &str| *document.tokens.iter().find(|token| token.span.slice(text) == form).unwrap();
        let head = |form: &str| document.form(of(form).head as usize);
        assert_eq!(of("minister").pos, Pos::Noun);
        assert_eq!((of("minister").relation, head("minister")), (Relation::Nsubj, "said"));
        assert_eq!((of("collapsed").relation, head("collapsed")), (Relation::Ccomp, "said"));
        assert_eq!((of("two").relation, head("two")), (Relation::Nummod, "bridges"));
        assert_eq!((of("said").relation, head("said")), (Relation::Root, "said"));
    }

    #[test]
    fn every_token_of_a_long_sentence_has_a_head_inside_it() {
        let text = "word and ".repeat(2_000);
        let document = Analyser::english().analyse(&text, &[], &mut Scratch::default());
        let sentence = document.sentences.first().unwrap();
        assert!(document.tokens.iter().all(|token| sentence.tokens.contains(&(token.head as usize))));
    }
}
