//! The HTML scanner: one linear pass over tags, text and raw text, after section 13.2.5 of the HTML standard.
//!
//! A scanner of our own, because this one stays linear and flat on hostile input where a full parser does not: html5ever compares
//! every attribute of a tag with every earlier one, and its tree nests as deep as the page says. Knows no meaning of any element
//! except which hold raw text.

use super::names;

/// What the scanner meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// Text between tags, entities not yet decoded.
    Text(&'a str),
    /// A start tag with the unparsed stretch of its attributes.
    Open(&'static str, Attributes<'a>),
    /// An end tag.
    Close(&'static str),
    /// The content of an element that holds no markup (`script`, `style`, `title`, …), with its start tag's attributes.
    Raw(&'static str, Attributes<'a>, &'a str),
}

/// A pass over one document.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
    /// Names whose end tag is known not to follow, so that nobody searches for it again.
    missing: Vec<&'static str>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html, missing: Vec::new() }
    }

    /// Jumps behind the next end tag of `name`; stays where it is when there is none.
    pub(super) fn skip_past_close(&mut self, name: &'static str) {
        if self.missing.contains(&name) {
            return;
        }
        match find_close(self.rest, name) {
            Some(at) => {
                self.rest = self.rest.get(at..).unwrap_or_default();
                self.skip_tag_or_comment();
            }
            None => self.missing.push(name),
        }
    }

    /// Skips `</name …>` at the start of the rest.
    fn skip_tag_or_comment(&mut self) {
        let (_, after) = split_attributes(self.rest.get(2..).unwrap_or_default());
        self.rest = after;
    }

    fn comment(&mut self) {
        let body = self.rest.get(4..).unwrap_or_default();
        self.rest = match body.strip_prefix('>').or_else(|| body.strip_prefix("->")) {
            Some(after) => after,
            None => comment_end(body),
        };
    }

    fn bogus_comment(&mut self) {
        self.rest = self.rest.split_once('>').map_or("", |(_, after)| after);
    }

    fn tag(&mut self, end: bool) -> Option<Event<'a>> {
        let from = self.rest.get(if end { 2 } else { 1 }..).unwrap_or_default();
        let length = from.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(from.len());
        let (name, after) = from.split_at_checked(length).unwrap_or((from, ""));
        let (attributes, after) = split_attributes(after);
        self.rest = after;
        let name = names::known(name)?;
        if end {
            return Some(Event::Close(name));
        }
        if names::is_raw(name) {
            let at = find_close(self.rest, name).unwrap_or(self.rest.len());
            let (text, after) = self.rest.split_at_checked(at).unwrap_or((self.rest, ""));
            self.rest = after;
            if !after.is_empty() {
                self.skip_tag_or_comment();
            }
            return Some(Event::Raw(name, attributes, text));
        }
        Some(Event::Open(name, attributes))
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        while !self.rest.is_empty() {
            let bytes = self.rest.as_bytes();
            if bytes.first() == Some(&b'<') {
                match (bytes.get(1), bytes.get(2)) {
                    (Some(c), _) if c.is_ascii_alphabetic() => {
                        if let Some(event) = self.tag(false) {
                            return Some(event);
                        }
                        continue;
                    }
                    (Some(b'/'), Some(c)) if c.is_ascii_alphabetic() => {
                        if let Some(event) = self.tag(true) {
                            return Some(event);
                        }
                        continue;
                    }
                    (Some(b'!'), Some(b'-')) if bytes.get(3) == Some(&b'-') => {
                        self.comment();
                        continue;
                    }
                    (Some(b'!' | b'?' | b'/'), _) => {
                        self.bogus_comment();
                        continue;
                    }
                    _ => {}
                }
            }
            // Text runs to the next "<"; one that opens no tag is text itself.
            let length = memchr::memchr(b'<', bytes.get(1..).unwrap_or_default()).map_or(bytes.len(), |at| at + 1);
            let (text, after) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
            self.rest = after;
            return Some(Event::Text(text));
        }
        None
    }
}

/// What follows `-->` or `--!>`; nothing for an open comment.
fn comment_end(body: &str) -> &str {
    let bytes = body.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'-', bytes.get(from..).unwrap_or_default()).map(|at| from + at) {
        let after = body.get(at..).unwrap_or_default();
        if let Some(rest) = after.strip_prefix("-->").or_else(|| after.strip_prefix("--!>")) {
            return rest;
        }
        from = at + 1;
    }
    ""
}

/// Offset of the next `</name` that ends there, whatever its case.
fn find_close(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|&at| {
        let after = bytes.get(at + 1..).unwrap_or_default();
        let Some(after) = after.strip_prefix(b"/") else { return false };
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && after.get(name.len()).is_none_or(|c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>'))
    })
}

/// The attributes of a tag, parsed when asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

#[cfg_attr(not(feature = "pages"), allow(dead_code, reason = "fragments ask for no attribute"))]
impl<'a> Attributes<'a> {
    /// The raw value of the first attribute of that name; empty for one without a value.
    pub(super) fn get(self, name: &str) -> Option<&'a str> {
        self.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All attributes in order, names as written.
    pub(super) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (name, value, after) = attribute(rest)?;
            rest = after;
            Some((name, value))
        })
    }
}

/// Splits behind the `>` that ends a tag; a tag that the document does not end takes the rest.
fn split_attributes(text: &str) -> (Attributes<'_>, &str) {
    let mut rest = text;
    while let Some((_, _, after)) = attribute(rest) {
        rest = after;
    }
    let rest = rest.trim_start_matches(is_gap);
    let length = text.len() - rest.len();
    (Attributes(text.get(..length).unwrap_or_default()), rest.strip_prefix('>').unwrap_or_default())
}

fn is_gap(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/'
}

/// The first attribute of a stretch, and what follows it; none at the end of the tag.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(is_gap);
    // A leading "=" belongs to the name, as the standard says.
    let body = text.strip_prefix('=').unwrap_or(text);
    let end = body.find(|c: char| is_gap(c) || matches!(c, '>' | '='));
    let length = end.unwrap_or(body.len()) + (text.len() - body.len());
    if length == 0 {
        return None;
    }
    let (name, after) = text.split_at_checked(length)?;
    let Some(value) = after.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=') else {
        return Some((name, "", after));
    };
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return Some((name, value, after));
        }
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
    let (value, after) = value.split_at_checked(end)?;
    Some((name, value, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        Scanner::new(html)
            .map(|event| match event {
                Event::Text(text) => text.to_owned(),
                Event::Open(name, _) => format!("<{name}>"),
                Event::Close(name) => format!("</{name}>"),
                Event::Raw(name, _, text) => format!("<{name}>{text}"),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_comments() {
        assert_eq!(shown("<P class=x>A <!-- <b> -->b</p >"), ["<p>", "A ", "b", "</p>"]);
        assert_eq!(shown("a<!-->b<!--->c<!-- - --!>d<!x>e<?x?>f"), ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(shown("1 < 2 <3"), ["1 ", "< 2 ", "<3"]);
    }

    #[test]
    fn a_greater_sign_in_quotes_does_not_end_a_tag() {
        assert_eq!(shown("<a title='x > y' href=/p>z"), ["<a>", "z"]);
        let Some(Event::Open(_, attributes)) = Scanner::new("<a title='x > y' HREF=/p/q? hidden>").next() else {
            panic!("no tag")
        };
        assert_eq!(attributes.get("href"), Some("/p/q?"));
        assert_eq!(attributes.get("title"), Some("x > y"));
        assert_eq!(attributes.get("hidden"), Some(""));
        assert_eq!(attributes.get("class"), None);
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag_only() {
        assert_eq!(shown("<script>a<b></scripts></SCRIPT >c"), ["<script>a<b></scripts>", "c"]);
        assert_eq!(shown("<style>open"), ["<style>open"]);
    }

    #[test]
    fn unknown_elements_are_transparent_and_a_cut_tag_is_dropped() {
        assert_eq!(shown("<my-card>a</my-card>b<p cla"), ["a", "b", "<p>"]);
    }

    #[test]
    fn skipping_stays_when_there_is_no_end() {
        let mut scanner = Scanner::new("a</svg >b<p>");
        scanner.skip_past_close("svg");
        scanner.skip_past_close("svg");
        assert_eq!(scanner.next(), Some(Event::Text("b")));
    }
}
