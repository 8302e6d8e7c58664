//! Block structure of a text: what the source format said about each stretch (paragraph, heading, caption …).
//!
//! Written by `article` decoders that see structure (HTML, ninjs), read by `text` to bound sentences and to judge furniture.
//! Plain text has none: its lines are its blocks.

use crate::span::Span;

/// What a block is, as the source format marked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BlockKind {
    /// Running text, or a line of plain text.
    #[default]
    Paragraph,
    /// `h1` to `h6`, a headline or a standfirst.
    Heading,
    /// An item of a list.
    ListItem,
    /// A row of a table.
    TableRow,
    /// A caption of an image, table or video.
    Caption,
    /// A block quotation.
    BlockQuote,
}

/// One block of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Share of its characters that stand in links, 0..1; 0 where the format has no links.
    pub links: f32,
}
