//! What is odd about a text that is used all the same. Reported, never repaired: offsets refer to the text as it came.

/// One oddity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Looks like UTF-8 that was once read as windows-1252 ("Ã©", "â€™").
    Mojibake,
    /// Holds U+0000.
    Nul,
    /// Holds U+FFFD: somebody, perhaps we, met bytes that did not decode.
    Replaced,
    /// The page could not be told from its article: all of its text was taken.
    WholePage,
}

impl Note {
    /// The word for the record and for metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mojibake => "mojibake",
            Self::Nul => "nul",
            Self::Replaced => "replacement-characters",
            Self::WholePage => "whole-page",
        }
    }
}

/// The notes that a text alone gives, in order, without repetition.
pub(super) fn of_text(text: &str) -> impl Iterator<Item = Note> {
    let mojibake = is_mojibake(text).then_some(Note::Mojibake);
    let nul = memchr::memchr(0, text.as_bytes()).map(|_| Note::Nul);
    let replaced = memchr::memmem::find(text.as_bytes(), "\u{FFFD}".as_bytes()).map(|_| Note::Replaced);
    [mojibake, nul, replaced].into_iter().flatten()
}

/// Two or more places where a lead byte of UTF-8, read as windows-1252, stands before a trail byte read likewise.
fn is_mojibake(text: &str) -> bool {
    let mut found = 0_u32;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Ã and Â lead Latin letters and signs, â leads punctuation (0xE2 0x80).
        let lead = matches!(c, 'Ã' | 'Â' | 'â');
        if lead && chars.peek().is_some_and(|next| is_trail(c, *next)) {
            found += 1;
            if found > 1 {
                return true;
            }
        }
    }
    false
}

fn is_trail(lead: char, next: char) -> bool {
    if lead == 'â' {
        return matches!(next, '€' | '\u{80}' | '‚' | '„');
    }
    // 0x80..0xBF as windows-1252 or ISO 8859-1 shows them; none of them follows a capital in a word.
    matches!(
        next,
        '\u{80}'
            ..='\u{BF}'
                | '€'
                | '‚'
                | 'ƒ'
                | '„'
                | '…'
                | '†'
                | '‡'
                | '‰'
                | 'Š'
                | '‹'
                | 'Œ'
                | '™'
                | 'š'
                | '›'
                | 'œ'
                | 'Ÿ'
                | '“'
                | '”'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(text: &str) -> Vec<Note> {
        of_text(text).collect()
    }

    #[test]
    fn mojibake_is_seen_and_honest_accents_are_not() {
        assert_eq!(notes("The cafÃ© on the corner â€” it was fullâ€¦"), [Note::Mojibake]);
        assert_eq!(notes("São Paulo, Ângela, château, PÂTÉ, “SÃO” — all is well…"), []);
        assert_eq!(notes("One Ã© alone"), []);
    }

    #[test]
    fn nul_and_replacement_characters_are_reported() {
        assert_eq!(notes("a\0b\u{FFFD}"), [Note::Nul, Note::Replaced]);
    }
}
