//! HTML: fragments (bodies that hold the article alone) and, with the feature `pages`, whole pages.
//!
//! Owns how markup becomes text and blocks. Knows no content type and no JSON.

mod builder;
#[cfg(feature = "pages")]
mod clean;
mod entities;
pub(super) mod fragment;
#[cfg(feature = "pages")]
mod head;
mod names;
mod nest;
#[cfg(feature = "pages")]
mod page;
mod scan;

#[cfg(feature = "pages")]
pub(super) use page::Page;
