//! The headline as part of the text: put before it on the operator's wish, unless the text begins with it already.

use super::Article;
use crate::block::{Block, BlockKind};
use crate::span::Span;

const GAP: &str = "\n\n";

impl Article {
    /// Puts the title before the text as its first paragraph and says so in [`Article::title_analysed`]. Does nothing when there
    /// is no title, no text, or the text begins with the title (white space, case and a final stop apart).
    pub fn put_title_first(&mut self) {
        let Some(title) = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) else { return };
        if self.text.trim().is_empty() || begins_with(&self.text, title) {
            return;
        }
        let shift = (title.len() + GAP.len()) as u32;
        let heading = Block { span: Span::of(0, title.len()), kind: BlockKind::Heading, links: 0.0 };
        if self.blocks.is_empty() {
            let span = Span::of(0, self.text.len());
            self.blocks.push(Block { span, kind: BlockKind::Paragraph, links: 0.0 });
        }
        for block in &mut self.blocks {
            block.span = Span::new(block.span.start + shift, block.span.end + shift);
        }
        self.blocks.insert(0, heading);
        self.text = [title, GAP, self.text.as_str()].concat();
        self.title_analysed = true;
    }
}

/// Whether the words of `title` are the first words of `text` and the last of them ends there.
fn begins_with(text: &str, title: &str) -> bool {
    let mut words = text.split_whitespace();
    let title = title.trim_end_matches(['.', '!', '?']);
    title.split_whitespace().all(|wanted| {
        words.next().is_some_and(|found| {
            let found = found.trim_end_matches(['.', '!', '?']);
            found == wanted || found.to_lowercase() == wanted.to_lowercase()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, text: &str) -> Article {
        let mut article = Article { title: Some(title.into()), text: text.into(), ..Article::default() };
        article.put_title_first();
        article
    }

    #[test]
    fn the_title_becomes_the_first_paragraph() {
        let article = article(" Bridge closed ", "The bridge is shut.\nNobody knows why.");
        assert_eq!(article.text, "Bridge closed\n\nThe bridge is shut.\nNobody knows why.");
        assert!(article.title_analysed);
        let texts: Vec<&str> = article.blocks.iter().map(|block| block.span.slice(&article.text)).collect();
        assert_eq!(texts, ["Bridge closed", "The bridge is shut.\nNobody knows why."]);
        assert_eq!(article.blocks[0].kind, BlockKind::Heading);
    }

    #[test]
    fn a_text_that_begins_with_its_title_stays() {
        for text in ["BRIDGE  closed\n\nThe bridge is shut.", "Bridge closed. More follows."] {
            let article = article("Bridge closed", text);
            assert_eq!((article.text.as_str(), article.title_analysed), (text, false));
        }
        assert!(article("Bridge closed", "Bridge closedown looms.").title_analysed);
    }

    #[test]
    fn nothing_is_put_before_nothing() {
        assert_eq!(article("Bridge closed", " \n").text, " \n");
        assert_eq!(article(" ", "Text.").text, "Text.");
    }
}
