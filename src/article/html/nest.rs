//! The open elements of a document: closes what the standard closes by itself, and refuses to nest without end.

use super::names;
use crate::article::{Refusal, RefusalKind};

/// Deepest nesting that is read; browsers stop at the same depth.
pub(super) const MAX_DEPTH: usize = 512;

/// The stack of open elements.
#[derive(Debug, Default)]
pub(super) struct Nest {
    open: Vec<&'static str>,
}

impl Nest {
    /// Names from the outermost to the innermost.
    pub(super) fn open(&self) -> &[&'static str] {
        &self.open
    }

    /// How many elements (innermost first) a start tag closes before it opens.
    pub(super) fn closed_by_start(&self, name: &str) -> usize {
        match name {
            "li" => self.depth_of(&["li"], &["ul", "ol", "menu", "dir", "table", "td", "th"]),
            "dt" | "dd" => self.depth_of(&["dt", "dd"], &["dl", "table", "td", "th"]),
            "td" | "th" => self.depth_of(&["td", "th"], &["tr", "table"]),
            "tr" => self.depth_of(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.depth_of(&["tbody", "thead", "tfoot", "caption"], &["table"]),
            "a" => self.depth_of(&["a"], &["table", "td", "th"]),
            _ if names::is_block(name) => self.depth_of(&["p"], &["table", "td", "th", "caption"]),
            _ => None,
        }
        .unwrap_or(0)
    }

    /// How many elements an end tag closes; 0 when no such element is open.
    pub(super) fn closed_by_end(&self, name: &str) -> usize {
        let barrier: &[&str] = if names::is_table_part(name) || name == "table" { &[] } else { &["td", "th", "table"] };
        self.depth_of(&[name], barrier).unwrap_or(0)
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) -> Option<&'static str> {
        self.open.pop()
    }

    /// Opens an element.
    pub(super) fn push(&mut self, name: &'static str) -> Result<(), Refusal> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Refusal::new(
                RefusalKind::TooLarge,
                "body",
                format!("nests more than {MAX_DEPTH} HTML elements"),
            ));
        }
        self.open.push(name);
        Ok(())
    }

    /// Distance from the innermost element to the nearest of `wanted`, counted from 1; none behind a barrier.
    fn depth_of(&self, wanted: &[&str], barrier: &[&str]) -> Option<usize> {
        for (distance, open) in self.open.iter().rev().enumerate() {
            if wanted.contains(open) {
                return Some(distance + 1);
            }
            if barrier.contains(open) {
                return None;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nest(names: &[&'static str]) -> Nest {
        Nest { open: names.to_vec() }
    }

    #[test]
    fn optional_end_tags_are_supplied() {
        assert_eq!(nest(&["ul", "li", "p"]).closed_by_start("li"), 2);
        assert_eq!(nest(&["ul", "li", "ul"]).closed_by_start("li"), 0);
        assert_eq!(nest(&["div", "p", "span"]).closed_by_start("div"), 2);
        assert_eq!(nest(&["p", "table", "tr", "td"]).closed_by_start("div"), 0);
    }

    #[test]
    fn an_end_tag_does_not_reach_out_of_a_cell() {
        assert_eq!(nest(&["div", "table", "tr", "td"]).closed_by_end("div"), 0);
        assert_eq!(nest(&["div", "table", "tr", "td"]).closed_by_end("table"), 3);
        assert_eq!(nest(&["div"]).closed_by_end("p"), 0);
    }
}
