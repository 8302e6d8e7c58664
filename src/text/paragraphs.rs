//! Cuts a text into blocks: those of the source format where it had any, else its lines.

use crate::block::{Block, BlockKind};
use crate::span::Span;

/// Blocks in order, trimmed, empty ones left out. A block of the source format is itself cut at its line ends.
pub(super) fn split(text: &str, blocks: &[Block]) -> Vec<Block> {
    let whole = [Block { span: Span::of(0, text.len()), kind: BlockKind::Paragraph, links: 0.0 }];
    let blocks = if blocks.is_empty() { whole.as_slice() } else { blocks };
    let mut out = Vec::new();
    for block in blocks {
        let mut start = block.span.start;
        for line in block.span.slice(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
            let span = Span::new(start, start + line.len() as u32).trim(text);
            start += line.len() as u32;
            if !span.is_empty() {
                out.push(Block { span, ..*block });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_blocks_of_plain_text() {
        let text = "One.\n\n  Two. \r\nThree";
        let spans: Vec<&str> = split(text, &[]).iter().map(|block| block.span.slice(text)).collect();
        assert_eq!(spans, ["One.", "Two.", "Three"]);
    }
}
