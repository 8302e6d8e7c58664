//! Quotations: matched quotation marks, also over several paragraphs (each opens anew, only the last closes).

use super::document::Document;
use crate::span::Span;

/// One stretch between quotation marks inside one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// True when it was left open and the next paragraph opens with a mark: the same speaker goes on.
    pub continues: bool,
}

/// Finds the quotations of a document, in order.
pub(super) fn find(document: &Document<'_>) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate().filter(|(_, paragraph)| !paragraph.furniture) {
        let mut open: Option<Span> = None;
        for at in document.tokens_in(paragraph.span) {
            let token = document.token(at);
            match (document.form(at), open) {
                ("\"" | "“" | "«", None) => open = Some(token.span),
                ("\"" | "”" | "»", Some(mark)) => {
                    out.push(Quotation {
                        span: mark.cover(token.span),
                        inner: Span::new(mark.end, token.span.start),
                        continues: false,
                    });
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(mark) = open {
            let next = document.paragraphs.get(index + 1);
            let continues = next.is_some_and(|next| document.slice(next.span).starts_with(['"', '“', '«']));
            let end = paragraph.span.end;
            out.push(Quotation { span: Span::new(mark.start, end), inner: Span::new(mark.end, end), continues });
        }
    }
    out
}
