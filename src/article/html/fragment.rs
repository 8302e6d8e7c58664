//! HTML to text and blocks, without judging what is article and what is page: for bodies that hold the article alone.

use super::builder::Builder;
use super::entities;
use super::names;
use super::nest::Nest;
use super::scan::{Event, Scanner};
use crate::article::Refusal;
use crate::block::{Block, BlockKind};

/// Reads a fragment. Scripts, styles, forms' controls and drawings are left out; everything else is kept in order.
///
/// # Errors
/// [`crate::article::RefusalKind::TooLarge`] when it nests deeper than a browser would.
pub(in crate::article) fn read(html: &str) -> Result<(String, Vec<Block>), Refusal> {
    let mut reader = Reader::default();
    let mut scanner = Scanner::new(html);
    while let Some(event) = scanner.next() {
        match event {
            Event::Text(text) => reader.text(text),
            Event::Open(name, _) if names::is_dropped(name) => scanner.skip_past_close(name),
            Event::Open(name, _) => reader.open(name)?,
            Event::Close(name) => reader.close(name),
            Event::Raw("xmp", _, text) => reader.builder.push(text, false, true),
            Event::Raw(..) => {}
        }
    }
    Ok(reader.builder.finish())
}

#[derive(Default)]
struct Reader {
    nest: Nest,
    builder: Builder,
    links: u32,
    pres: u32,
}

impl Reader {
    fn text(&mut self, text: &str) {
        self.builder.kind(kind_of(self.nest.open()));
        self.builder.push(&entities::decode(text), self.links > 0, self.pres > 0);
    }

    fn open(&mut self, name: &'static str) -> Result<(), Refusal> {
        match name {
            "br" => {
                self.builder.line_break();
                return Ok(());
            }
            "hr" => self.builder.end(),
            "wbr" => return Ok(()),
            _ => {}
        }
        for _ in 0..self.nest.closed_by_start(name) {
            self.pop();
        }
        if names::is_void(name) {
            return Ok(());
        }
        self.edge(name);
        self.nest.push(name)?;
        self.links += u32::from(name == "a");
        self.pres += u32::from(name == "pre");
        Ok(())
    }

    fn close(&mut self, name: &'static str) {
        for _ in 0..self.nest.closed_by_end(name) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(name) = self.nest.pop() else { return };
        self.edge(name);
        self.links -= u32::from(name == "a" && self.links > 0);
        self.pres -= u32::from(name == "pre" && self.pres > 0);
    }

    /// What the start or end of an element does to the text.
    fn edge(&mut self, name: &str) {
        let in_row = self.nest.open().contains(&"tr");
        if matches!(name, "td" | "th") {
            self.builder.cell();
        } else if names::is_block(name) && !(in_row && is_cell_content(name)) {
            self.builder.end();
        } else if names::is_block(name) {
            self.builder.soft_break();
        }
    }
}

/// Blocks that do not break a table's row in two.
fn is_cell_content(name: &str) -> bool {
    matches!(name, "p" | "div" | "center")
}

/// The innermost element that says what its text is.
fn kind_of(open: &[&'static str]) -> BlockKind {
    open.iter()
        .rev()
        .find_map(|name| match *name {
            "figcaption" | "caption" => Some(BlockKind::Caption),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup" => Some(BlockKind::Heading),
            "li" | "dd" | "dt" => Some(BlockKind::ListItem),
            "tr" | "td" | "th" => Some(BlockKind::TableRow),
            "blockquote" => Some(BlockKind::BlockQuote),
            _ => None,
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RefusalKind;

    fn blocks(html: &str) -> Vec<(String, BlockKind)> {
        let (text, blocks) = read(html).unwrap();
        blocks.iter().map(|block| (block.span.slice(&text).to_owned(), block.kind)).collect()
    }

    fn pair(text: &str, kind: BlockKind) -> (String, BlockKind) {
        (text.to_owned(), kind)
    }

    #[test]
    fn paragraphs_stand_apart_and_white_space_collapses() {
        let (text, _) = read("<p>The  <b>mayor</b>\n spoke.<p>Nobody&nbsp;answered.</p>\r\n").unwrap();
        assert_eq!(text, "The mayor spoke.\n\nNobody\u{A0}answered.");
    }

    #[test]
    fn every_kind_of_block_is_named() {
        let html = "<h2>Head</h2><ul><li>One<li><p>Two</p></ul><blockquote><p>Said</p></blockquote>\
            <figure><img src=x><figcaption>A bridge</figcaption></figure><table><tr><td>Labour<td><p>45%</p></tr></table>";
        assert_eq!(
            blocks(html),
            [
                pair("Head", BlockKind::Heading),
                pair("One", BlockKind::ListItem),
                pair("Two", BlockKind::ListItem),
                pair("Said", BlockKind::BlockQuote),
                pair("A bridge", BlockKind::Caption),
                pair("Labour\t45%", BlockKind::TableRow),
            ]
        );
    }

    #[test]
    fn line_breaks_stay_and_two_of_them_end_a_paragraph() {
        let (text, blocks) = read("One<br>two<br /> <br>three<br>").unwrap();
        assert_eq!((text.as_str(), blocks.len()), ("One\ntwo\n\nthree", 2));
    }

    #[test]
    fn scripts_controls_and_drawings_say_nothing() {
        let html = "<style>p{}</style><p>A<script>b</script><svg><title>c</title></svg><button>d</button>e</p>";
        assert_eq!(read(html).unwrap().0, "Ae");
    }

    #[test]
    fn link_density_is_the_share_of_linked_characters() {
        let (_, blocks) = read("<p><a href=/x>abc</a> d</p>").unwrap();
        assert!((blocks[0].links - 0.75).abs() < f32::EPSILON);
    }

    #[test]
    fn nesting_without_end_is_refused() {
        for open in ["<div>", "<span>", "<blockquote>", "<table><tr><td>", "<ul><li>"] {
            assert_eq!(read(&open.repeat(100_000)).unwrap_err().kind, RefusalKind::TooLarge, "{open}");
        }
        assert!(read(&"<p>x".repeat(100_000)).is_ok());
        assert!(read(&"<b>x".repeat(100_000)).is_ok());
    }

    #[test]
    fn a_page_laid_out_in_a_table_keeps_its_paragraphs() {
        assert_eq!(read("<table><tr><td><p>One.</p><p>Two.</p><td>Three</table>").unwrap().0, "One.\nTwo.\tThree");
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        assert_eq!(read("<pre>a  b\nc</pre>").unwrap().0, "a b\nc");
    }
}
