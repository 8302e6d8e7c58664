//! Quotations: matched quotation marks, double and single, also over several paragraphs (each opens anew, only the last closes).
//!
//! Single marks are apostrophes more often than quotation marks: they count only in pairs, an opening one before a word and a closing one
//! behind it. An unclosed double mark runs to the end of its paragraph.

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

/// How far ahead a doubtful single mark looks for a better one, in tokens.
const LOOK_AHEAD: usize = 60;

/// Finds the quotations of a document, in order of their opening marks.
pub(super) fn find(document: &Document<'_>) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate().filter(|(_, paragraph)| !paragraph.furniture) {
        let first = out.len();
        let tokens = document.tokens_in(paragraph.span);
        let mut double: Option<usize> = None;
        let mut single: Option<usize> = None;
        for at in tokens.clone() {
            match mark(document, at) {
                Mark::Open | Mark::Straight if double.is_none() => {
                    double = Some(out.len());
                    out.push(opened(document, at));
                }
                Mark::Close | Mark::Straight => {
                    if let Some(slot) = double.take().and_then(|number| out.get_mut(number)) {
                        close(document, slot, at);
                        // A single mark left open inside was an apostrophe.
                        single = single.filter(|number| {
                            out.get(*number).is_some_and(|inner| inner.span.end > 0 && number < &first)
                        });
                    }
                }
                Mark::OpenSingle if single.is_none() => {
                    single = Some(out.len());
                    out.push(opened(document, at));
                }
                Mark::CloseSingle if single.is_some() && !is_plural_genitive(document, at, tokens.end) => {
                    if let Some(slot) = single.take().and_then(|number| out.get_mut(number)) {
                        close(document, slot, at);
                    }
                }
                _ => {}
            }
        }
        if let Some(slot) = double.and_then(|number| out.get_mut(number)) {
            let next = document.paragraphs.get(index + 1);
            slot.continues = next.is_some_and(|next| document.slice(next.span).starts_with(['"', '“', '«', '„']));
            slot.span = Span::new(slot.span.start, paragraph.span.end);
            slot.inner = Span::new(slot.inner.start, paragraph.span.end);
        }
        let mut at = first;
        out.retain(|quotation| {
            let keep = at < first || !quotation.inner.is_empty();
            at += 1;
            keep
        });
    }
    out.retain(|quotation| !quotation.inner.is_empty());
    out
}

/// What a token does.
enum Mark {
    Open,
    Close,
    /// A straight double mark: opens or closes by turn.
    Straight,
    OpenSingle,
    CloseSingle,
    None,
}

fn mark(document: &Document<'_>, at: usize) -> Mark {
    // Two single marks in a row are a double mark of old typesetting: the first one counts, the second is part of it.
    if is_single(document, at) {
        let here = document.token(at);
        if is_single(document, at + 1) && here.touches(&document.token(at + 1)) {
            return Mark::Straight;
        }
        if at > 0 && is_single(document, at - 1) && document.token(at - 1).touches(&here) {
            return Mark::None;
        }
    }
    match document.form(at) {
        "\"" | "''" => Mark::Straight,
        "“" | "«" | "„" | "``" => Mark::Open,
        "”" | "»" => Mark::Close,
        "‘" | "`" if before_word(document, at) => Mark::OpenSingle,
        "'" if before_word(document, at) && !after_word(document, at) => Mark::OpenSingle,
        "’" | "'" if after_word(document, at) && !before_letter(document, at) => Mark::CloseSingle,
        _ => Mark::None,
    }
}

fn is_single(document: &Document<'_>, at: usize) -> bool {
    matches!(document.form(at), "'" | "‘" | "’")
}

/// Whether a word, number or another mark follows at once.
fn before_word(document: &Document<'_>, at: usize) -> bool {
    let end = document.token(at).span.end as usize;
    let next = document.text().get(end..).and_then(|rest| rest.chars().next());
    next.is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '“' | '"' | '[' | '(' | '…' | '$' | '£' | '€' | '.' | '’' | '\'')
    })
}

fn before_letter(document: &Document<'_>, at: usize) -> bool {
    let end = document.token(at).span.end as usize;
    document.text().get(end..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Whether something other than white space or an opening mark stands right before.
fn after_word(document: &Document<'_>, at: usize) -> bool {
    let start = document.token(at).span.start as usize;
    let before = document.text().get(..start).and_then(|head| head.chars().next_back());
    before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '“' | '"' | '—' | '–' | '-' | '‘'))
}

/// "workers’ rights": a mark behind an "s" and before a word, with a better closing mark to come.
fn is_plural_genitive(document: &Document<'_>, at: usize, end: usize) -> bool {
    let after_s = at > 0 && document.lower(at - 1).ends_with('s');
    let word_next = document.form(at + 1).starts_with(char::is_lowercase);
    if !(after_s && word_next) {
        return false;
    }
    for next in at + 1..end.min(at + LOOK_AHEAD) {
        match mark(document, next) {
            Mark::CloseSingle => return true,
            Mark::OpenSingle => return false,
            _ => {}
        }
    }
    false
}

/// The bytes of a mark: of both its tokens where two single marks stand for a double one.
fn mark_span(document: &Document<'_>, at: usize) -> Span {
    let here = document.token(at);
    let next = document.token(at + 1);
    if is_single(document, at) && is_single(document, at + 1) && here.touches(&next) {
        here.span.cover(next.span)
    } else {
        here.span
    }
}

/// A quotation whose end is not known yet: empty inside.
fn opened(document: &Document<'_>, at: usize) -> Quotation {
    let span = mark_span(document, at);
    Quotation { span, inner: Span::new(span.end, span.end), continues: false }
}

fn close(document: &Document<'_>, quotation: &mut Quotation, at: usize) {
    let span = mark_span(document, at);
    quotation.inner = Span::new(quotation.inner.start, span.start);
    quotation.span = quotation.span.cover(span);
}

#[cfg(test)]
mod tests {
    use crate::text::{Analyser, Scratch};

    fn quotations(text: &str) -> Vec<String> {
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        document.quotations.iter().map(|quotation| document.slice(quotation.span).to_owned()).collect()
    }

    #[test]
    fn double_marks_pair() {
        assert_eq!(quotations("He said \"yes\" and “no”."), ["\"yes\"", "“no”"]);
    }

    #[test]
    fn single_marks_pair_around_apostrophes() {
        assert_eq!(
            quotations("She said: ‘It’s the workers’ money, not theirs,’ and left."),
            ["‘It’s the workers’ money, not theirs,’"]
        );
        assert_eq!(quotations("He called it 'a sham' in the '90s."), ["'a sham'"]);
    }

    #[test]
    fn quotations_nest() {
        assert_eq!(quotations("“He told me, ‘Go,’ and I went.”"), ["“He told me, ‘Go,’ and I went.”", "‘Go,’"]);
    }

    #[test]
    fn apostrophes_alone_are_no_quotations() {
        assert!(quotations("The workers' union and its members' families don't agree.").is_empty());
    }

    #[test]
    fn an_open_mark_runs_to_the_end_of_its_paragraph() {
        assert_eq!(quotations("“One.\n“Two.” He left."), ["“One.", "“Two.”"]);
    }
}
