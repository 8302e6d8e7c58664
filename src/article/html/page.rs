//! Whole pages: what the head says of the article, and the article cut out of the page by `dom_smoothie` (Mozilla's Readability).
//!
//! The page is first rewritten by our scanner: known elements only, balanced, at most 512 deep, without scripts, drawings and
//! comments, few attributes a tag. So the tree builder behind `dom_smoothie`, which is neither flat nor linear on hostile input,
//! sees only what we bounded. Its result is read as a fragment, for text and blocks.

use dom_smoothie::{Config, Readability};

use super::{clean, fragment, head};
use crate::article::{Article, Format, Message, Note, Raw, Refusal, RefusalKind, charset, parameter_of};
use crate::block::Block;

/// The format.
pub(in crate::article) struct Page;

/// Fewest letters of a cut-out article; below, the whole page is taken.
const MIN_LETTERS: usize = 140;

impl Format for Page {
    fn claims(&self, message: &Message<'_>) -> bool {
        matches!(message.essence(), "text/html" | "application/xhtml+xml")
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let label = raw.content_type.and_then(|mime| parameter_of(mime, "charset"));
        let (html, note) = charset::lenient(raw.body, label, head::charset(raw.body));
        let facts = head::read(&html);
        let id = facts.url.as_deref().or(raw.fallback_id).or(facts.id.as_deref()).ok_or_else(|| {
            Refusal::new(
                RefusalKind::Schema,
                "url",
                "is missing; a page needs a canonical link, or a message id (or a file name)",
            )
        })?;
        let (text, blocks, whole) = article_of(&html)?;
        Ok(Article {
            id: id.to_owned(),
            url: facts.url,
            title: facts.title,
            text,
            blocks,
            language: facts.language,
            published: facts.published,
            source: facts.source,
            authors: facts.authors,
            version: facts.version,
            notes: note.into_iter().chain(whole.then_some(Note::WholePage)).collect(),
            ..Article::default()
        })
    }
}

/// Text and blocks of the article; the last part is true when the whole page had to be taken.
fn article_of(html: &str) -> Result<(String, Vec<Block>, bool), Refusal> {
    let page = clean::page(html)?;
    let config = Config { disable_json_ld: true, ..Config::default() };
    let found = Readability::new(page.html.as_str(), None, Some(config)).and_then(|mut page| page.parse());
    if let Ok(found) = found {
        let (text, blocks) = fragment::read(&clean::show_marks(&found.content))?;
        if text.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count() == MIN_LETTERS {
            return Ok((text, blocks, false));
        }
    }
    let (text, blocks) = fragment::read(&clean::show_marks(&page.body))?;
    Ok((text, blocks, true))
}
