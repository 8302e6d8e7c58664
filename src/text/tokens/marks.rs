//! Marks: punctuation and signs. Runs of the same mark are one token (ellipsis, dashes), every other mark is one by itself.

use super::{TokenKind, char_at};

/// Kind and end of the mark that begins at `at`.
pub(super) fn end(slice: &str, at: usize, first: char) -> (TokenKind, usize) {
    let mut end = at + first.len_utf8();
    let kind = if is_symbol(first) { TokenKind::Symbol } else { TokenKind::Punct };
    while let Some(c) = char_at(slice, end).filter(|c| joins(first, *c)) {
        end += c.len_utf8();
        if matches!(first, '\'' | '\u{2018}' | '\u{2019}' | '`' | '<' | '>') {
            break;
        }
    }
    (kind, end)
}

fn joins(first: char, next: char) -> bool {
    match first {
        '!' | '?' => matches!(next, '!' | '?'),
        '\u{2018}' => matches!(next, '\u{2018}' | '\u{2019}'),
        '.' | '…' | '-' | '–' | '—' | '_' | '*' | '~' | '=' | '#' | '\'' | '\u{2019}' | '`' | '<' | '>' => {
            next == first
        }
        _ => false,
    }
}

/// Currency, percent, mathematical and other signs.
fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '$' | '%' | '&' | '+' | '<' | '=' | '>' | '@' | '#' | '^' | '|' | '~' | '\u{A2}'..='\u{A6}' | '§' | '©' | '®' | '°' | '±' | '×' | '÷'
            | '\u{2030}' | '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{214F}' | '\u{2190}'..='\u{22FF}' | '\u{2600}'..='\u{27BF}'
            | '\u{1F000}'..='\u{1FAFF}'
    )
}
