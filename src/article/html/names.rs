//! The elements that the HTML decoders know, and the few classes that they need of them. Anything else is transparent.

/// Lower-cased names, sorted.
const KNOWN: &[&str] = &[
    "a",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "col",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "li",
    "link",
    "main",
    "math",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "p",
    "param",
    "picture",
    "pre",
    "script",
    "section",
    "select",
    "source",
    "span",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "ul",
    "video",
    "wbr",
    "xmp",
];

/// The canonical name of a known element, whatever its case.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let mut lower = [0_u8; 10];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let lower: &[u8] = lower;
    KNOWN.binary_search_by(|known| known.as_bytes().cmp(lower)).ok().and_then(|at| KNOWN.get(at)).copied()
}

/// Elements whose content is no markup.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(name, "iframe" | "noembed" | "noframes" | "script" | "style" | "textarea" | "title" | "xmp")
}

/// Elements without an end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is never the text of an article.
pub(super) fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "button"
            | "canvas"
            | "dialog"
            | "math"
            | "noscript"
            | "object"
            | "select"
            | "svg"
            | "template"
            | "video"
    )
}

/// Elements that begin and end a block; their start tags close an open paragraph.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    ) || is_table_part(name)
        || matches!(name, "li" | "dd" | "dt" | "caption" | "body" | "html" | "head")
}

/// Parts of a table.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "caption" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_fit_the_buffer() {
        assert!(KNOWN.is_sorted());
        assert!(KNOWN.iter().all(|name| name.len() <= 10));
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(known("BlockQuote"), Some("blockquote"));
        assert_eq!(known("figcaptions"), None);
        assert_eq!(known("é"), None);
    }
}
