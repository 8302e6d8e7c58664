//! claims

use super::types::Extraction;
use crate::text::Document;

/// Adds the claims of a document and links figures to them.
pub fn extract(_document: &Document<'_>, _extraction: &mut Extraction) {}
