//! Which JSON format a document is, by the keys of its outermost object. Values are passed over, not kept.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The telling keys of a JSON object.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::article) struct Keys {
    /// Attributes that every `CloudEvents` event has.
    pub(in crate::article) event: bool,
    /// Keys of ninjs, and none of our own that would contradict.
    pub(in crate::article) ninjs: bool,
    /// Keys of JSON-LD, or a list (which only JSON-LD may be).
    pub(in crate::article) linked_data: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Probe {
    specversion: Option<IgnoredAny>,
    source: Option<IgnoredAny>,
    #[serde(rename = "type")]
    kind: Option<IgnoredAny>,
    uri: Option<IgnoredAny>,
    id: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
    html: Option<IgnoredAny>,
    #[serde(rename = "@context")]
    context: Option<IgnoredAny>,
    #[serde(rename = "@graph")]
    graph: Option<IgnoredAny>,
    #[serde(rename = "@type")]
    linked_type: Option<IgnoredAny>,
}

impl Keys {
    /// Looks at a document; one that is not well formed has no keys, and the decoder says why.
    pub(in crate::article) fn of(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        if body.trim_ascii_start().first() == Some(&b'[') {
            return Self { linked_data: true, ..Self::default() };
        }
        let probe: Probe = serde_json::from_slice(body).unwrap_or_default();
        let ours = probe.id.is_some() || probe.text.is_some() || probe.html.is_some();
        Self {
            event: probe.specversion.is_some() && probe.source.is_some() && probe.kind.is_some(),
            ninjs: probe.uri.is_some() && !ours,
            linked_data: probe.context.is_some() || probe.graph.is_some() || probe.linked_type.is_some(),
        }
    }
}
