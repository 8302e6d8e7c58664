//! schema.org articles as JSON-LD: one object, a list, or nodes in `@graph`; as a message of its own and inside a page.
//!
//! Vocabulary: schema.org/NewsArticle. Contexts are not fetched; compact names without a prefix are read, as publishers write them.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::shapes::{Thing, Things};
use super::{domain_of, present, read};
use crate::article::{Article, Format, Message, Raw, Refusal, RefusalKind, Source, html};

/// Most nodes that are kept of a document.
const MAX_NODES: usize = 200;
/// Most entries that are kept of a live blog.
const MAX_UPDATES: usize = 1_000;

/// The format.
pub(in crate::article) struct NewsArticle;

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Node {
    #[serde(rename = "@type")]
    kind: Option<Things>,
    #[serde(rename = "@id")]
    id: Option<Things>,
    url: Option<Things>,
    main_entity_of_page: Option<Things>,
    headline: Option<Things>,
    name: Option<Things>,
    article_body: Option<Things>,
    text: Option<Things>,
    date_published: Option<Things>,
    in_language: Option<Things>,
    author: Option<Things>,
    creator: Option<Things>,
    publisher: Option<Things>,
    version: Option<Things>,
    live_blog_update: Option<List<Update, MAX_UPDATES>>,
}

/// An entry of a live blog.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Update {
    headline: Option<Things>,
    article_body: Option<Things>,
}

/// The outermost object, of which only the graph is wanted.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Root {
    #[serde(rename = "@graph")]
    graph: Option<List<Node, MAX_NODES>>,
}

/// Objects in a list, in lists of lists, or alone; anything else is left out, and so is what exceeds the cap.
struct List<T, const MAX: usize>(Vec<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T, const MAX: usize>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Reader<T, MAX> {
            type Value = List<T, MAX>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or a list of objects")
            }
            fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(object)).map(|one| List(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut out = Vec::new();
                while out.len() < MAX {
                    match list.next_element::<List<T, MAX>>()? {
                        Some(more) => out.extend(more.0),
                        None => return Ok(List(out)),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(List(out))
            }
            fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
            fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
            fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
        }
        deserializer.deserialize_any(Reader(std::marker::PhantomData))
    }
}

/// What a document says of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::article) struct Facts {
    pub(in crate::article) id: Option<String>,
    pub(in crate::article) url: Option<String>,
    pub(in crate::article) title: Option<String>,
    pub(in crate::article) body: Option<String>,
    pub(in crate::article) language: Option<String>,
    pub(in crate::article) published: Option<String>,
    pub(in crate::article) source: Source,
    pub(in crate::article) authors: Vec<String>,
    pub(in crate::article) version: Option<String>,
}

/// The article that a `script` of a page describes; none when it describes none or is broken, as many are.
#[cfg(feature = "pages")]
pub(in crate::article) fn facts_of_page(script: &str) -> Option<Facts> {
    facts(script.as_bytes()).ok().flatten()
}

impl Format for NewsArticle {
    fn claims(&self, message: &Message<'_>) -> bool {
        message.essence() == "application/ld+json" || message.keys().linked_data
    }

    fn decode(&self, raw: &Raw<'_>) -> Result<Article, Refusal> {
        let facts = facts(raw.body)?.ok_or_else(|| {
            Refusal::new(RefusalKind::Schema, "@type", "names no article; expected NewsArticle or a kind of it")
        })?;
        let body = facts.body.ok_or_else(|| Refusal::new(RefusalKind::Schema, "articleBody", "is missing"))?;
        let id = facts
            .url
            .clone()
            .or(facts.id)
            .or_else(|| raw.fallback_id.map(str::to_owned))
            .ok_or_else(|| Refusal::new(RefusalKind::Schema, "url", "is missing; give a url or an @id"))?;
        let (text, blocks) = if holds_markup(&body) {
            html::fragment::read(&body).map_err(|refusal| refusal.at("articleBody"))?
        } else {
            (body, Vec::new())
        };
        Ok(Article {
            id,
            url: facts.url,
            title: facts.title,
            text,
            blocks,
            language: facts.language,
            published: facts.published,
            source: facts.source,
            authors: facts.authors,
            version: facts.version,
            ..Article::default()
        })
    }
}

/// The property is plain text by its definition, but some publishers put markup into it.
fn holds_markup(body: &str) -> bool {
    ["</p>", "<br>", "<br/>", "<br />"].iter().any(|tag| body.contains(tag))
}

fn facts(body: &[u8]) -> Result<Option<Facts>, Refusal> {
    let List(mut nodes) = read::<List<Node, MAX_NODES>>(body)?;
    for root in read::<List<Root, MAX_NODES>>(body)?.0 {
        nodes.extend(root.graph.map(|graph| graph.0).unwrap_or_default());
    }
    // A page may describe several: the one with a body is the article.
    let found = nodes.iter().position(|node| is_article(node) && has_body(node));
    let Some(at) = found.or_else(|| nodes.iter().position(is_article)) else { return Ok(None) };
    let node = nodes.swap_remove(at);
    Ok(Some(gather(node, &nodes)))
}

fn is_article(node: &Node) -> bool {
    let kinds = node.kind.iter().flat_map(|kinds| &kinds.0).filter_map(|kind| kind.name.as_deref());
    kinds
        .map(local_name)
        .any(|kind| kind.ends_with("Article") || matches!(kind, "LiveBlogPosting" | "BlogPosting" | "Report"))
}

/// The name of a type without its vocabulary (`schema:`, `https://schema.org/`).
fn local_name(kind: &str) -> &str {
    kind.rsplit(['/', ':', '#']).next().unwrap_or(kind)
}

fn has_body(node: &Node) -> bool {
    let has_text =
        |things: &Option<Things>| things.as_ref().is_some_and(|things| things.0.iter().any(|t| t.name.is_some()));
    has_text(&node.article_body) || has_text(&node.text) || node.live_blog_update.is_some()
}

fn gather(node: Node, others: &[Node]) -> Facts {
    let text = |things: Option<Things>| things.and_then(Things::text);
    let first_id =
        |things: &Option<Things>| things.as_ref().and_then(|t| t.0.iter().find_map(|thing| thing.id.clone()));
    let page = first_id(&node.main_entity_of_page).or_else(|| text(node.main_entity_of_page));
    let url = text(node.url).or(page).filter(|url| domain_of(url).is_some());
    let authors = node.author.or(node.creator).map(|authors| authors.0).unwrap_or_default();
    let publisher = node.publisher.and_then(|publisher| publisher.0.into_iter().next()).unwrap_or_default();
    let publisher = resolve(publisher, others);
    let domain = publisher.url.as_deref().and_then(domain_of).or_else(|| url.as_deref().and_then(domain_of));
    Facts {
        id: text(node.id),
        title: text(node.headline).or_else(|| text(node.name)),
        body: body(text(node.article_body).or_else(|| text(node.text)), node.live_blog_update),
        language: text(node.in_language).filter(|tag| is_language_tag(tag)),
        published: text(node.date_published),
        source: Source { name: present(publisher.name), domain },
        authors: authors.into_iter().filter_map(|author| present(resolve(author, others).name)).collect(),
        version: text(node.version),
        url,
    }
}

/// A thing that only refers to another node of the graph takes that node's name and address.
fn resolve(thing: Thing, others: &[Node]) -> Thing {
    if thing.name.is_some() {
        return thing;
    }
    let Some(id) = thing.id.as_deref() else { return thing };
    let refers =
        |node: &&Node| node.id.as_ref().is_some_and(|ids| ids.0.iter().any(|found| found.name.as_deref() == Some(id)));
    match others.iter().find(refers) {
        Some(node) => Thing {
            name: node.name.clone().and_then(Things::text),
            url: node.url.clone().and_then(Things::text).or(thing.url),
            id: thing.id,
        },
        None => thing,
    }
}

fn is_language_tag(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2 | 3) && primary.bytes().all(|c| c.is_ascii_alphabetic())
}

/// The body, then the entries of a live blog, each with its headline, as paragraphs.
fn body(body: Option<String>, updates: Option<List<Update, MAX_UPDATES>>) -> Option<String> {
    let updates = updates.map(|updates| updates.0).unwrap_or_default();
    let entries = updates
        .into_iter()
        .flat_map(|update| [update.headline, update.article_body].into_iter().flatten().filter_map(Things::text));
    let parts: Vec<String> = body.into_iter().chain(entries).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_str(body: &str) -> Result<Article, Refusal> {
        NewsArticle.decode(&Raw { body: body.as_bytes(), ..Raw::default() })
    }

    #[test]
    fn an_article_in_a_graph_takes_names_from_its_neighbours() {
        let body = r##"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","@id":"#site","name":"S"},
            {"@type":["NewsArticle","Article"],"@id":"#a","headline":"H","articleBody":"T","datePublished":"2025-03-01",
             "mainEntityOfPage":{"@id":"https://www.example.org/1"},"inLanguage":"en-GB","author":[{"@id":"#ann"},{"name":"Bo Ek"}],
             "publisher":{"@id":"#org"}},
            {"@type":"Person","@id":"#ann","name":"Ann Lee"},
            {"@type":"NewsMediaOrganization","@id":"#org","name":"The Courier","url":"https://www.courier.example.org/"}]}"##;
        let article = decode_str(body).unwrap();
        assert_eq!(article.id, "https://www.example.org/1");
        assert_eq!(article.authors, ["Ann Lee", "Bo Ek"]);
        assert_eq!(
            article.source,
            Source { name: Some("The Courier".into()), domain: Some("courier.example.org".into()) }
        );
        assert_eq!((article.published.as_deref(), article.language.as_deref()), (Some("2025-03-01"), Some("en-GB")));
    }

    #[test]
    fn lists_prefixes_and_markup_are_read() {
        let body = r#"[{"@type":"BreadcrumbList"},[{"@type":"schema:ReportageNewsArticle","url":"https://example.org/2",
            "articleBody":"<p>One</p><p>Two</p>"}]]"#;
        assert_eq!(decode_str(body).unwrap().text, "One\n\nTwo");
    }

    #[test]
    fn a_live_blog_is_the_sum_of_its_entries() {
        let body = r#"{"@type":"LiveBlogPosting","url":"https://example.org/3","liveBlogUpdate":[
            {"@type":"BlogPosting","headline":"First","articleBody":"A."},{"articleBody":"B."}]}"#;
        assert_eq!(decode_str(body).unwrap().text, "First\n\nA.\n\nB.");
    }

    #[test]
    fn refusals_name_the_field() {
        let cases = [
            (r#"{"@type":"Recipe","name":"x"}"#, "@type"),
            (r#"{"@type":"NewsArticle","url":"https://example.org"}"#, "articleBody"),
            (r#"{"@type":"NewsArticle","articleBody":"x"}"#, "url"),
            (r#"{"@type":"NewsArticle""#, "body"),
            ("[]", "@type"),
        ];
        for (body, field) in cases {
            assert_eq!(decode_str(body).unwrap_err().field, field, "{body}");
        }
    }

    #[test]
    fn floods_of_nodes_are_cut_and_depth_is_refused() {
        let flood = format!(r#"{{"@graph":[{}{{}}]}}"#, "{},".repeat(100_000));
        assert_eq!(&*decode_str(&flood).unwrap_err().field, "@type");
        assert!(decode_str(&"[".repeat(100_000)).is_err());
        assert!(decode_str(&r#"{"@graph":["#.repeat(50_000)).is_err());
    }
}
