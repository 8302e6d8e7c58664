//! Writes the text that readers see and notes its blocks: white space collapsed, one blank line between blocks, nothing invented.

use crate::block::{Block, BlockKind};
use crate::span::Span;

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<Block>,
    start: usize,
    kind: BlockKind,
    letters: u32,
    linked: u32,
    /// White space seen since the last character of this block.
    gap: bool,
    /// Line breaks seen since the last character of this block.
    breaks: u32,
}

impl Builder {
    /// Sets the kind of the next block; has no effect on one that holds text already.
    pub(super) fn kind(&mut self, kind: BlockKind) {
        if self.is_blank() {
            self.kind = kind;
        }
    }

    fn is_blank(&self) -> bool {
        self.start == self.text.len()
    }

    /// Appends decoded text. `linked`: it stands in a link; `kept`: line ends count, as in `pre`.
    pub(super) fn push(&mut self, text: &str, linked: bool, kept: bool) {
        for c in text.chars() {
            match c {
                '\n' if kept => self.line_break(),
                // The standard drops NUL from text.
                '\0' => {}
                // No-break spaces are words' glue and stay.
                c if c.is_ascii_whitespace() => self.gap = true,
                c => self.character(c, linked),
            }
        }
    }

    fn character(&mut self, c: char, linked: bool) {
        if self.is_blank() {
            self.separate();
        } else if self.breaks > 0 {
            self.text.push('\n');
        } else if self.gap && !self.text.ends_with('\t') {
            self.text.push(' ');
        }
        (self.gap, self.breaks) = (false, 0);
        self.text.push(c);
        if !c.is_whitespace() {
            self.letters += 1;
            self.linked += u32::from(linked);
        }
    }

    /// Puts distance to the block before: a line between items and rows, a blank line otherwise.
    fn separate(&mut self) {
        let Some(before) = self.blocks.last() else { return };
        let tight = before.kind == self.kind && matches!(self.kind, BlockKind::ListItem | BlockKind::TableRow);
        self.text.push_str(if tight { "\n" } else { "\n\n" });
        self.start = self.text.len();
    }

    /// A line break inside a block; two of them end it, as old pages mean it.
    pub(super) fn line_break(&mut self) {
        if self.is_blank() {
            return;
        }
        self.breaks += 1;
        if self.breaks > 1 {
            self.end();
        }
    }

    /// The edge of a paragraph inside a row: a line of its own, unless the cell is only that paragraph.
    pub(super) fn soft_break(&mut self) {
        if !self.is_blank() && !self.text.ends_with('\t') {
            self.breaks = 1;
        }
    }

    /// The edge of a cell inside a row.
    pub(super) fn cell(&mut self) {
        if !self.is_blank() && !self.text.ends_with('\t') {
            self.text.push('\t');
            (self.gap, self.breaks) = (false, 0);
        }
    }

    /// Ends the block.
    pub(super) fn end(&mut self) {
        if !self.is_blank() {
            let whole = Span::of(self.start, self.text.len());
            let span = whole.trim(&self.text);
            if !span.is_empty() {
                let links = if self.letters == 0 { 0.0 } else { self.linked as f32 / self.letters as f32 };
                self.blocks.push(Block { span, kind: self.kind, links });
            }
            self.text.truncate(span.end as usize);
        }
        self.start = self.text.len();
        (self.gap, self.breaks, self.letters, self.linked) = (false, 0, 0, 0);
        self.kind = BlockKind::Paragraph;
    }

    /// The finished text and its blocks.
    pub(super) fn finish(mut self) -> (String, Vec<Block>) {
        self.end();
        (self.text, self.blocks)
    }
}
