//! Page furniture: blocks that belong to the page and not to the article (share bars, "Post a Comment"). Marked, never analysed.

use crate::block::Block;

/// Short labels that pages put under or between articles. Compared with the whole block, lower-cased.
const LABELS: &[&str] = &[
    "advertisement",
    "comment",
    "comments",
    "follow us",
    "leave a comment",
    "post a comment",
    "print",
    "read more",
    "related articles",
    "share",
    "share this",
    "share this article",
    "sign up",
    "subscribe",
    "tweet",
];

/// Whether a block is furniture.
pub fn is_furniture(text: &str, block: &Block) -> bool {
    let lower = block.span.slice(text).trim_end_matches([':', '.', '!']).to_lowercase();
    LABELS.binary_search(&lower.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{block::BlockKind, span::Span};

    fn marked(text: &str) -> bool {
        is_furniture(text, &Block { span: Span::of(0, text.len()), kind: BlockKind::Paragraph, links: 0.0 })
    }

    #[test]
    fn labels_are_sorted() {
        assert!(LABELS.is_sorted());
    }

    #[test]
    fn a_bare_label_is_furniture() {
        assert!(marked("Post a Comment"));
    }

    #[test]
    fn a_sentence_with_the_same_word_stays() {
        assert!(!marked("Comments from the minister were not available."));
    }
}
