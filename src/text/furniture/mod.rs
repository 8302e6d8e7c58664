//! Page furniture: blocks, and parts of blocks, that belong to the page and not to the article. Marked, never analysed.
//!
//! Decides by general rules over what a block looks like (shape, separators, labels before a colon, links, verbless lines, place,
//! repetition), with short word lists for what the trade calls things. Runs before tokens and tags, on the text alone. What reads
//! like a sentence stays, unless it names its own purpose; `docs/quality/furniture.md` has the rules with their figures.

mod controls;
mod credits;
mod links;
mod lists;
mod notices;
mod pages;
mod shape;
mod stamps;
mod wire;

use std::collections::HashMap;

use crate::block::{Block, BlockKind};
use shape::Shape;

/// What is to be done with a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Running text: analysed.
    Text,
    /// A label of the article itself (a dateline, the time stamp of a live blog's entry): kept, not analysed.
    Label,
    /// Page furniture: reported as such, not analysed.
    Furniture,
}

/// Blocks longer than this, in bytes, are running text.
const MAX_FURNITURE: usize = 1_200;
/// So often the same line is furniture, whatever it says.
const REPEATED: u32 = 3;

/// Marks the blocks of a text. A block may come back in parts, in order, when furniture or a dateline stands at its edge.
pub fn mark(text: &str, blocks: &[Block]) -> Vec<(Block, Mark)> {
    let repeated = repeated_lines(text, blocks);
    let mut out = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let words = block.span.slice(text);
        if words.len() > MAX_FURNITURE {
            wire::split_dateline(text, block, index, &mut out);
            continue;
        }
        let shape = Shape::new(words, block, index).with_rest(blocks.len() - 1 - index);
        let repeated = repeated.get(words).is_some_and(|times| *times >= REPEATED) && !shape.is_sentence();
        match judge(&shape, repeated) {
            Mark::Text => wire::split(text, block, index, &mut out),
            mark => out.push((*block, mark)),
        }
    }
    pages::mark_tail(text, &mut out);
    out
}

/// Judges one block as a whole.
fn judge(shape: &Shape<'_>, repeated: bool) -> Mark {
    if shape.kind == BlockKind::Caption
        || repeated
        || shape.is_junk()
        || shape.is_counter()
        || links::is_navigation(shape)
        || links::is_cross_reference(shape)
        || pages::is_label(shape)
        || controls::is_control(shape)
        || pages::is_call(shape)
        || pages::is_cookie_note(shape)
        || pages::is_live_heading(shape)
        || credits::is_rights_notice(shape)
        || credits::is_byline(shape)
        || credits::is_credit(shape)
        || credits::is_contact(shape)
        || notices::is_notice(shape)
        || notices::is_thanks(shape)
        || notices::is_disclaimer(shape)
        || notices::is_author_note(shape)
        || notices::is_errand(shape)
        || wire::is_desk_note(shape)
    {
        return Mark::Furniture;
    }
    if stamps::is_time_stamp(shape) {
        return Mark::Label;
    }
    if stamps::is_page_data(shape) { Mark::Furniture } else { Mark::Text }
}

/// How often each short line stands in the text; read by key only, so its order does not matter.
fn repeated_lines<'a>(text: &'a str, blocks: &[Block]) -> HashMap<&'a str, u32> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for block in blocks {
        let words = block.span.slice(text);
        if words.len() <= 80 {
            *seen.entry(words).or_default() += 1;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    fn marks(text: &str) -> Vec<(&str, Mark)> {
        let blocks = paragraphs::split(text, &[]);
        mark(text, &blocks).into_iter().map(|(block, mark)| (block.span.slice(text), mark)).collect()
    }

    #[test]
    fn parts_are_in_order_and_cover_their_blocks() {
        let text = "PORTO, Dec. 3 (Newsline) — The mayor left the town with his staff on Monday.\nHomes flood (UPDATE 2: adds toll)\nShare";
        assert_eq!(
            marks(text),
            [
                ("PORTO, Dec. 3 (Newsline) —", Mark::Label),
                ("The mayor left the town with his staff on Monday.", Mark::Text),
                ("Homes flood", Mark::Text),
                ("(UPDATE 2: adds toll)", Mark::Furniture),
                ("Share", Mark::Furniture),
            ]
        );
    }

    #[test]
    fn a_line_that_comes_back_is_furniture_and_a_sentence_that_does_is_not() {
        let text = "Harbour Weekly\nHe said no.\nHarbour Weekly\nHe said no.\nHarbour Weekly\nHe said no.";
        let furniture: Vec<bool> = marks(text).iter().map(|(_, mark)| *mark == Mark::Furniture).collect();
        assert_eq!(furniture, [true, false, true, false, true, false]);
    }

    #[test]
    fn captions_and_lists_of_links_are_known_by_their_block() {
        let text = "A bridge at dusk.\nFive killed in quake";
        let mut blocks = paragraphs::split(text, &[]);
        blocks[0].kind = BlockKind::Caption;
        (blocks[1].kind, blocks[1].links) = (BlockKind::ListItem, 1.0);
        assert!(mark(text, &blocks).iter().all(|(_, mark)| *mark == Mark::Furniture));
    }
}
