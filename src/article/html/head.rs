//! What the head of a page says of its article: JSON-LD first, then Open Graph and other `meta` tags, then `title` and `html`.

use super::entities;
use super::scan::{Attributes, Event, Scanner};
use crate::article::Source;
use crate::article::json::{Facts, facts_of_page};

/// Bytes at the beginning of a page in which its charset is looked for, as browsers do.
const PRESCAN: usize = 1024;
/// Most JSON-LD scripts that are read; real pages have one to five.
const MAX_SCRIPTS: usize = 20;
/// Most bytes of a JSON-LD script; a page is not a database.
const MAX_SCRIPT: usize = 1 << 20;

/// The charset that a `meta` tag names, if any.
pub(super) fn charset(body: &[u8]) -> Option<&str> {
    let head = body.get(..body.len().min(PRESCAN)).unwrap_or_default();
    let lower = head.to_ascii_lowercase();
    let at = memchr::memmem::find_iter(&lower, b"charset").find_map(|at| {
        let after = lower.get(at + 7..)?;
        let gap = after.iter().take_while(|c| c.is_ascii_whitespace()).count();
        (after.get(gap) == Some(&b'=')).then_some(at + 7 + gap + 1)
    })?;
    let value = head.get(at..)?;
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let length = value.iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b':')).count();
    std::str::from_utf8(value.get(..length)?).ok().filter(|label| !label.is_empty())
}

/// Reads the whole page, because publishers put JSON-LD at its end.
pub(super) fn read(html: &str) -> Facts {
    let mut meta = Facts::default();
    let mut linked: Option<Facts> = None;
    let mut canonical = None;
    let mut headline = None;
    let mut scripts = 0;
    for event in Scanner::new(html) {
        match event {
            Event::Open("html", attributes) => set(&mut meta.language, attributes.get("lang")),
            Event::Open("meta", attributes) => property(&mut meta, attributes),
            Event::Open("link", attributes) if has_word(attributes.get("rel"), "canonical") => {
                set(&mut canonical, attributes.get("href"));
            }
            Event::Raw("title", _, text) => set(&mut headline, Some(text)),
            Event::Raw("script", attributes, text) if is_linked_data(attributes) && scripts < MAX_SCRIPTS => {
                scripts += 1;
                if linked.is_none() && text.len() <= MAX_SCRIPT {
                    linked = facts_of_page(strip_cdata(text));
                }
            }
            _ => {}
        }
    }
    let linked = linked.unwrap_or_default();
    let url = canonical.filter(|url| url.contains("://")).or(linked.url).or(meta.url);
    let domain = linked.source.domain.or_else(|| url.as_deref().and_then(crate::article::json::domain_of));
    Facts {
        id: linked.id,
        title: linked.title.or(meta.title).or(headline),
        body: linked.body,
        language: linked.language.or(meta.language),
        published: linked.published.or(meta.published),
        source: Source { name: linked.source.name.or(meta.source.name), domain },
        authors: if linked.authors.is_empty() { meta.authors } else { linked.authors },
        version: linked.version,
        url,
    }
}

/// Takes a value that is there, unless an earlier one was; white space collapsed, references decoded.
fn set(place: &mut Option<String>, value: Option<&str>) {
    if place.is_none() {
        let decoded = entities::decode(value.unwrap_or_default());
        let words: Vec<&str> = decoded.split_whitespace().collect();
        *place = (!words.is_empty()).then(|| words.join(" "));
    }
}

fn property(meta: &mut Facts, attributes: Attributes<'_>) {
    let Some(name) =
        attributes.get("property").or_else(|| attributes.get("name")).or_else(|| attributes.get("itemprop"))
    else {
        return;
    };
    let content = attributes.get("content");
    match name.to_ascii_lowercase().as_str() {
        "og:title" => set(&mut meta.title, content),
        "og:url" => set(&mut meta.url, content),
        "og:site_name" => set(&mut meta.source.name, content),
        "article:published_time" | "datepublished" => set(&mut meta.published, content),
        "author" => {
            let mut author = None;
            set(&mut author, content);
            meta.authors.extend(author.filter(|_| meta.authors.len() < 20));
        }
        _ => {}
    }
}

fn is_linked_data(attributes: Attributes<'_>) -> bool {
    attributes.get("type").is_some_and(|mime| {
        mime.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/ld+json")
    })
}

fn has_word(value: Option<&str>, word: &str) -> bool {
    value.is_some_and(|value| value.split_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
}

/// XHTML pages hide scripts from old parsers.
fn strip_cdata(script: &str) -> &str {
    let script = script.trim();
    let script = script.strip_prefix("//").unwrap_or(script).trim_start();
    let script = script.strip_prefix("<![CDATA[").unwrap_or(script);
    let script = script.strip_suffix("]]>").unwrap_or(script).trim_end();
    script.strip_suffix("//").unwrap_or(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_found_in_both_forms() {
        assert_eq!(charset(b"<meta charset=\"iso-8859-15\">"), Some("iso-8859-15"));
        assert_eq!(charset(b"<META http-equiv=x content='text/html; CHARSET = koi8-r'>"), None);
        assert_eq!(charset(b"<META http-equiv=x content='text/html; CHARSET =koi8-r'>"), Some("koi8-r"));
        assert_eq!(charset(b"<p>charset"), None);
    }

    #[test]
    fn meta_tags_fill_what_linked_data_leaves_open() {
        let facts = read(
            "<html lang=en-GB><title>A &amp; B | The Courier</title><meta property=og:title content='A &amp; B'>\
             <meta name=author content='Ann Lee'><meta property='article:published_time' content='2025-03-01'>\
             <link rel=canonical href='https://www.example.org/1'><script type=application/ld+json>\
             {\"@type\":\"NewsArticle\",\"headline\":\"A and B\",\"publisher\":{\"name\":\"The Courier\"}}</script>",
        );
        assert_eq!(facts.title.as_deref(), Some("A and B"));
        assert_eq!(facts.published.as_deref(), Some("2025-03-01"));
        assert_eq!(facts.authors, ["Ann Lee"]);
        assert_eq!(facts.source, Source { name: Some("The Courier".into()), domain: Some("example.org".into()) });
        assert_eq!(facts.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn broken_linked_data_is_passed_over() {
        let facts = read("<script type='application/ld+json'>{\"@type\":</script><title> T </title>");
        assert_eq!(facts.title.as_deref(), Some("T"));
    }
}
