//! IPTC ninjs: 3.x (`versionCreated`, `headlines[]`, `bodies[]`), 2.x (the same in lower case) and the fields of 1.x that carry text.
//!
//! Specification: iptc.org/std/ninjs. `uri` is the only required field. Of several bodies the first in HTML is read, because it
//! keeps its paragraphs; else the first in plain text. `published` is `firstCreated`, else `versionCreated`.

use serde::Deserialize;

use super::shapes::{Scalar, Things};
use super::{domain_of, present, read};
use crate::article::{Article, Format, Message, Raw, Refusal, RefusalKind, Source, Withheld, html, withheld};

/// The format.
pub(in crate::article) struct Ninjs;

#[derive(Deserialize)]
struct Wire {
    uri: Option<String>,
    version: Option<Scalar>,
    #[serde(rename = "firstCreated", alias = "firstcreated")]
    first_created: Option<String>,
    #[serde(rename = "versionCreated", alias = "versioncreated")]
    version_created: Option<String>,
    #[serde(rename = "pubStatus", alias = "pubstatus")]
    pub_status: Option<String>,
    #[serde(rename = "embargoedUntil", alias = "embargoeduntil", alias = "embargoed")]
    embargoed_until: Option<String>,
    language: Option<String>,
    by: Option<String>,
    byline: Option<String>,
    #[serde(default)]
    headlines: Option<Vec<Part>>,
    headline: Option<String>,
    #[serde(default)]
    bodies: Option<Vec<Part>>,
    body_text: Option<String>,
    body_html: Option<String>,
    body_html5: Option<String>,
    body_xhtml: Option<String>,
    #[serde(rename = "infoSources", alias = "infosources", default)]
    info_sources: Option<Things>,
    #[serde(rename = "copyrightHolder", alias = "copyrightholder")]
    copyright_holder: Option<String>,
}

/// A headline or a body.
#[derive(Deserialize)]
struct Part {
    role: Option<String>,
    #[serde(rename = "contentType", alias = "contenttype")]
    content_type: Option<String>,
    value: String,
}

impl Part {
    /// Summaries and captions stand beside the article; they are not it.
    fn is_main(&self) -> bool {
        let role = self.role.as_deref().unwrap_or_default().to_ascii_lowercase();
        !["abstract", "caption", "preamble", "short", "summary", "teaser"].iter().any(|aside| role.contains(aside))
    }

    fn has_type(&self, words: &[&str]) -> bool {
        let mime = self.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
        words.iter().any(|word| mime.contains(word))
    }
}

impl Format for Ninjs {
    fn claims(&self, message: &Message<'_>) -> bool {
        message.essence().contains("ninjs") || message.keys().ninjs
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let mut wire: Wire = read(raw.body)?;
        let Some(uri) = present(wire.uri.take()) else {
            return Err(Refusal::new(RefusalKind::Schema, "uri", "is missing; ninjs requires it"));
        };
        let withheld = status(wire.pub_status.as_deref(), wire.embargoed_until.as_deref(), raw)?;
        let title = headline(&mut wire);
        let (text, blocks) = match body(&mut wire) {
            Some(Body::Html(html)) => html::fragment::read(&html).map_err(|refusal| refusal.at("bodies"))?,
            Some(Body::Plain(text)) => (text, Vec::new()),
            // A kill often carries nothing but its status.
            None if withheld.is_some() => (String::new(), Vec::new()),
            None => return Err(Refusal::new(RefusalKind::Schema, "bodies", "hold no text and no HTML")),
        };
        let url = domain_of(&uri).map(|_| uri.clone());
        let name = wire.info_sources.and_then(Things::text).or(present(wire.copyright_holder));
        Ok(Article {
            source: Source { name, domain: url.as_deref().and_then(domain_of) },
            id: uri,
            url,
            title,
            text,
            blocks,
            language: present(wire.language),
            published: present(wire.first_created).or(present(wire.version_created)),
            authors: present(wire.by).or(present(wire.byline)).into_iter().collect(),
            version: wire.version.map(|version| version.0),
            withheld,
            ..Article::default()
        })
    }
}

fn status(pub_status: Option<&str>, embargo: Option<&str>, raw: &Raw<'_>) -> Result<Option<Withheld>, Refusal> {
    match pub_status.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "usable") => withheld::by_embargo(embargo, raw.now),
        // British spelling is common in the wild.
        Some("canceled" | "cancelled") => Ok(Some(Withheld::Canceled)),
        Some("withheld") => Ok(Some(Withheld::Withheld)),
        Some(other) => {
            let shown: String = other.chars().take(40).collect();
            let reason = format!("is {shown}; expected usable, withheld or canceled");
            Err(Refusal::new(RefusalKind::Schema, "pubStatus", reason))
        }
    }
}

fn headline(wire: &mut Wire) -> Option<String> {
    let mut headlines = wire.headlines.take().unwrap_or_default();
    let main =
        headlines.iter().position(|part| part.role.as_deref().is_some_and(|role| role.eq_ignore_ascii_case("main")));
    let first = headlines.iter().position(|part| !part.value.trim().is_empty());
    let found = main.or(first).map(|at| headlines.swap_remove(at));
    present(found.map(|part| part.value)).or_else(|| present(wire.headline.take()))
}

enum Body {
    Html(String),
    Plain(String),
}

fn body(wire: &mut Wire) -> Option<Body> {
    let mut bodies = wire.bodies.take().unwrap_or_default();
    bodies.retain(|part| part.is_main() && !part.value.trim().is_empty());
    let html = bodies.iter().position(|part| part.has_type(&["html"]));
    let plain = bodies.iter().position(|part| !part.has_type(&["html", "xml"]));
    if let Some(at) = html {
        return Some(Body::Html(bodies.swap_remove(at).value));
    }
    if let Some(at) = plain {
        return Some(Body::Plain(bodies.swap_remove(at).value));
    }
    // NITF and other XML: its paragraphs have HTML's names.
    let xml = bodies.into_iter().next().map(|part| part.value);
    let html =
        xml.or_else(|| wire.body_html5.take()).or_else(|| wire.body_html.take()).or_else(|| wire.body_xhtml.take());
    present(html).map(Body::Html).or_else(|| present(wire.body_text.take()).map(Body::Plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_str(body: &str) -> Result<Article, Refusal> {
        Ninjs.decode(&Raw { body: body.as_bytes(), now: "2026-01-01T00:00:00Z".parse().ok(), ..Raw::default() })
    }

    #[test]
    fn both_spellings_say_the_same() {
        let three = r#"{"uri":"https://news.example.org/i/1","versionCreated":"2025-03-01","headlines":[{"role":"short","value":"s"},
            {"role":"main","value":"H"}],"bodies":[{"contentType":"text/plain","value":"T"}],"infoSources":[{"name":"Agency"}],"by":"A B"}"#;
        let two = three.replace("versionCreated", "versioncreated").replace("contentType", "contenttype");
        let two = two.replace("infoSources", "infosources");
        let article = decode_str(three).unwrap();
        assert_eq!(article, decode_str(&two).unwrap());
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("H"), "T"));
        assert_eq!(article.published.as_deref(), Some("2025-03-01"));
        assert_eq!(article.source.name.as_deref(), Some("Agency"));
        assert_eq!(article.source.domain.as_deref(), Some("news.example.org"));
    }

    #[test]
    fn the_html_body_wins_and_summaries_are_passed_over() {
        let body = r#"{"uri":"urn:x:1","bodies":[{"role":"teaser","contentType":"text/html","value":"<p>no"},
            {"value":"plain"},{"contentType":"application/xhtml+xml","value":"<p>One</p><p>Two</p>"}]}"#;
        assert_eq!(decode_str(body).unwrap().text, "One\n\nTwo");
    }

    #[test]
    fn the_first_generation_is_read_too() {
        let body = r#"{"uri":"urn:x:1","headline":"H","byline":"By","body_xhtml":"<p>One</p>","body_text":"x"}"#;
        let article = decode_str(body).unwrap();
        assert_eq!(
            (article.title.as_deref(), article.text.as_str(), article.authors.as_slice()),
            (Some("H"), "One", &["By".to_owned()][..])
        );
    }

    #[test]
    fn a_kill_needs_no_body() {
        let killed = decode_str(r#"{"uri":"urn:x:1","version":"3","pubStatus":"canceled"}"#).unwrap();
        assert_eq!((killed.withheld, killed.version.as_deref()), (Some(Withheld::Canceled), Some("3")));
        let held = decode_str(r#"{"uri":"urn:x:1","pubstatus":"withheld"}"#).unwrap();
        assert_eq!(held.withheld, Some(Withheld::Withheld));
    }

    #[test]
    fn an_embargo_holds_until_its_time() {
        let item =
            |until: &str| format!(r#"{{"uri":"urn:x:1","embargoedUntil":"{until}","bodies":[{{"value":"T"}}]}}"#);
        assert_eq!(decode_str(&item("2026-01-01T00:00:01Z")).unwrap().withheld, Some(Withheld::Embargoed));
        assert_eq!(decode_str(&item("2026-01-01T01:00:00+02:00")).unwrap().withheld, None);
        assert_eq!(&*decode_str(&item("soon")).unwrap_err().field, "embargoedUntil");
        let body = item("2020-01-01T00:00:00Z");
        let unknown = Ninjs.decode(&Raw { body: body.as_bytes(), ..Raw::default() }).unwrap();
        assert_eq!(unknown.withheld, Some(Withheld::Embargoed));
    }

    #[test]
    fn refusals_name_the_field() {
        let cases = [
            (r#"{"bodies":[]}"#, "uri"),
            (r#"{"uri":"urn:x:1"}"#, "bodies"),
            (r#"{"uri":"urn:x:1","bodies":[{"role":"main"}]}"#, "bodies[0]"),
            (r#"{"uri":"urn:x:1","bodies":[{"value":5}]}"#, "bodies[0].value"),
            (r#"{"uri":"urn:x:1","pubStatus":"draft"}"#, "pubStatus"),
        ];
        for (body, field) in cases {
            assert_eq!(decode_str(body).unwrap_err().field, field, "{body}");
        }
    }
}
