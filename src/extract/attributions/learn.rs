//! What the training program needs: candidates and possible content ends of a document with their features. Not part of the public
//! contract of the library.

use super::model::Model;
use super::view::View;
use super::{bounds, features, propose};
use crate::extract::types::Attribution;
use crate::span::Span;
use crate::text::Document;

/// Number of weights of the model.
pub const SIZE: usize = 1 << features::BITS;

/// Head of the model file.
pub const MAGIC: &[u8; 8] = super::model::MAGIC;

/// A candidate with its features.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The word that made it a candidate.
    pub anchor: Span,
    /// The cue.
    pub cue: Option<Span>,
    /// The source.
    pub source: Option<Span>,
    /// The content as the rules bound it.
    pub content: Vec<Span>,
    /// Hashed features of the whole.
    pub features: Vec<u32>,
    /// All possible sources with their features.
    pub sources: Vec<(Span, Vec<u32>)>,
    /// Where its last piece begins, and the places where it could end.
    pub open: Option<(u32, Vec<Cut>)>,
}

/// A place where a content could end.
#[derive(Debug, Clone)]
pub struct Cut {
    /// One past the last byte of the content, if it ends here.
    pub end: u32,
    /// Hashed features.
    pub features: Vec<u32>,
}

/// All candidates of a document.
pub fn proposals(document: &Document<'_>) -> Vec<Proposal> {
    let view = View::new(document);
    propose(&view)
        .iter()
        .map(|candidate| {
            let open = bounds::open_piece(&view, candidate).map(|(piece, hi)| {
                let cuts = bounds::cuts(&view, piece.start, hi)
                    .into_iter()
                    .map(|at| Cut {
                        end: document.token(at.saturating_sub(1)).span.end,
                        features: features::of_cut(
                            &view,
                            candidate,
                            piece.start,
                            at,
                            bounds::is_rule(&view, &piece, at),
                            hi,
                        ),
                    })
                    .collect();
                (document.token(piece.start).span.start, cuts)
            });
            Proposal {
                anchor: document.token(candidate.anchor).span,
                cue: candidate.cue.clone().map(|range| document.cover(range)),
                source: candidate.source.clone().map(|range| document.cover(range)),
                content: candidate.content.iter().map(|piece| document.cover(piece.clone())).collect(),
                features: features::of_candidate(&view, candidate),
                sources: candidate
                    .sources
                    .iter()
                    .enumerate()
                    .map(|(rank, range)| (document.cover(range.clone()), features::of_source(&view, candidate, rank)))
                    .collect(),
                open,
            }
        })
        .collect()
}

/// The attributions of a document by another model and another least confidence than the embedded ones.
pub fn extract_with(document: &Document<'_>, model: &'static [u8], threshold: f32) -> Vec<Attribution> {
    super::extract_with(document, Model::read(model).as_ref(), threshold)
}
