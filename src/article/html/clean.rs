//! Rewrites a page so that a tree can be built of it in bounded depth and linear time: known elements, balanced, few attributes.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::nest::Nest;
use super::scan::{Attributes, Event, Scanner};
use super::{entities, names};
use crate::article::{Refusal, RefusalKind};

/// Most elements of a page; the largest news pages have a tenth.
const MAX_ELEMENTS: usize = 50_000;

/// Attributes by which Readability judges an element.
const KEPT: &[&str] = &["class", "href", "id", "itemprop", "role", "rel"];

/// A page rewritten.
#[derive(Debug, Default)]
pub(super) struct Clean {
    /// All of it.
    pub(super) html: String,
    /// Without navigation, header, footer and asides, for pages of which no article can be cut.
    pub(super) body: String,
}

/// Rewrites a page.
///
/// # Errors
/// [`RefusalKind::TooLarge`] beyond the depth or the number of elements that are read.
pub(super) fn page(html: &str) -> Result<Clean, Refusal> {
    let mut writer = Writer::default();
    let mut scanner = Scanner::new(html);
    while let Some(event) = scanner.next() {
        match event {
            Event::Text(text) => writer.text(text),
            Event::Open(name, _) if names::is_dropped(name) => scanner.skip_past_close(name),
            Event::Open(name, attributes) if is_hidden(attributes) && !names::is_void(name) => writer.hide(name)?,
            Event::Open(name, attributes) => writer.open(name, attributes)?,
            Event::Close(name) => writer.close(name),
            Event::Raw("title", _, text) => writer.title(text),
            Event::Raw(..) => {}
        }
    }
    Ok(writer.finish())
}

fn is_hidden(attributes: Attributes<'_>) -> bool {
    attributes.get("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || attributes.get("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).take(400).collect();
            style.to_ascii_lowercase().contains("display:none")
        })
}

#[derive(Default)]
struct Writer {
    out: Clean,
    nest: Nest,
    elements: usize,
    /// Depth at which something began whose content is not written at all.
    hidden_from: Option<usize>,
    /// Depth at which navigation began.
    aside_from: Option<usize>,
}

impl Writer {
    fn both(&mut self, text: &str) {
        if self.hidden_from.is_none() {
            self.out.html.push_str(text);
            if self.aside_from.is_none() {
                self.out.body.push_str(text);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let hidden = hide_marks(text);
        self.both(&hidden);
    }

    fn title(&mut self, text: &str) {
        if self.hidden_from.is_none() && self.nest.open().len() < 4 {
            self.out.html.push_str("<title>");
            self.out.html.push_str(&hide_marks(text));
            self.out.html.push_str("</title>");
        }
    }

    fn hide(&mut self, name: &'static str) -> Result<(), Refusal> {
        self.enter(name)?;
        let depth = self.nest.open().len();
        self.hidden_from.get_or_insert(depth);
        self.nest.push(name)
    }

    /// Counts an element and closes what its start tag closes.
    fn enter(&mut self, name: &'static str) -> Result<(), Refusal> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(Refusal::new(
                RefusalKind::TooLarge,
                "body",
                format!("holds more than {MAX_ELEMENTS} HTML elements"),
            ));
        }
        for _ in 0..self.nest.closed_by_start(name) {
            self.pop();
        }
        Ok(())
    }

    fn open(&mut self, name: &'static str, attributes: Attributes<'_>) -> Result<(), Refusal> {
        // Their start tags carry nothing that is wanted, and the tree builder supplies them.
        if matches!(name, "html" | "head" | "body" | "meta" | "link" | "base" | "frame" | "frameset" | "input") {
            return Ok(());
        }
        self.enter(name)?;
        let depth = self.nest.open().len();
        if matches!(name, "nav" | "header" | "footer" | "aside" | "form") && !self.within_article() {
            self.aside_from.get_or_insert(depth);
        }
        if !names::is_void(name) {
            self.nest.push(name)?;
        }
        let tag = start_tag(name, attributes);
        self.both(&tag);
        Ok(())
    }

    /// Headers and asides inside an article may belong to it; a form around everything is no form.
    fn within_article(&self) -> bool {
        self.nest.open().iter().any(|name| matches!(*name, "article" | "main"))
    }

    fn close(&mut self, name: &'static str) {
        for _ in 0..self.nest.closed_by_end(name) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(name) = self.nest.pop() else { return };
        self.both("</");
        self.both(name);
        self.both(">");
        let depth = self.nest.open().len();
        for from in [&mut self.hidden_from, &mut self.aside_from] {
            if *from == Some(depth) {
                *from = None;
            }
        }
    }

    fn finish(mut self) -> Clean {
        while !self.nest.open().is_empty() {
            self.pop();
        }
        self.out
    }
}

/// What stands for an ampersand and for a "<" in the rewritten page: Unicode noncharacters, which no text holds.
const STAND_INS: [(char, char, &str); 2] = [('&', '\u{FDD0}', "&amp;"), ('<', '\u{FDD1}', "&lt;")];

/// Decodes references once and hides what would be one, or a tag: the tree builder copies its text anew for each of them.
fn hide_marks(text: &str) -> Cow<'_, str> {
    let mut text = entities::decode(text);
    for (mark, stand_in, _) in STAND_INS {
        for (from, to) in [(stand_in, char::REPLACEMENT_CHARACTER), (mark, stand_in)] {
            if text.contains(from) {
                text = Cow::Owned(text.replace(from, to.encode_utf8(&mut [0; 4])));
            }
        }
    }
    text
}

/// Gives a rewritten page, or a part of it, its marks back, as HTML.
pub(super) fn show_marks(html: &str) -> String {
    STAND_INS.iter().fold(html.to_owned(), |html, (_, stand_in, reference)| html.replace(*stand_in, reference))
}

fn start_tag(name: &str, attributes: Attributes<'_>) -> String {
    let mut tag = format!("<{name}");
    for kept in KEPT {
        if let Some(value) = attributes.get(kept) {
            // Writing to a string cannot fail.
            let _ = write!(tag, " {kept}=\"{}\"", hide_marks(value).replace('"', "&quot;"));
        }
    }
    tag.push('>');
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        show_marks(&page(html).unwrap().html)
    }

    #[test]
    fn the_result_is_balanced_and_plain() {
        assert_eq!(
            cleaned("<html><body onload=x><p id=a style='x'>One <b>bold<p>Two 1 < 2</div><svg><p></svg>"),
            "<p id=\"a\">One bold</p><p>Two 1 &lt; 2</p>"
        );
        assert_eq!(cleaned("<div><table><tr><td></div></table>x"), "<div><table><tr><td></td></tr></table>x</div>");
    }

    #[test]
    fn hidden_parts_are_not_written() {
        assert_eq!(cleaned("<div hidden><p>a</p></div><p style='DISPLAY : none'>b</p><p>c"), "<p>c</p>");
    }

    #[test]
    fn navigation_is_left_out_of_the_body() {
        assert_eq!(page("<nav><a href=/>Home</a></nav><p>Text").unwrap().body, "<p>Text</p>");
    }

    #[test]
    fn floods_are_refused() {
        assert!(page(&"<div>".repeat(100_000)).is_err());
        assert!(page(&"<p>x".repeat(100_000)).is_err());
        // An end tag does not reach out of a cell, so these nest, whatever a naive count of tags says.
        assert!(page(&"<div><table><td></div></table>".repeat(600)).is_err());
        assert!(page(&"<div><table><td></td></table></div>".repeat(600)).is_ok());
    }
}
