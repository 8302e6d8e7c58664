//! What the network reads from a word: which table rows, by hashing. Shared with training.

/// Rows of the affix table; a power of two.
pub const AFFIX_ROWS: usize = 1 << 15;
/// Affix rows of one word.
pub const AFFIXES: usize = 7;

/// The table rows of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Features {
    /// Key of the word in the vocabulary.
    pub word: u32,
    /// Rows of the affix table.
    pub affixes: [u32; AFFIXES],
}

/// Reads a word. `lower` is its lower-cased form with straight apostrophes; `first` tells that it opens its sentence.
pub fn read(form: &str, lower: &str, first: bool) -> Features {
    let mut ends = Ends::of(lower);
    let shape = Shape::of(form);
    let flags = shape.flags | (u64::from(first) << 16);
    Features {
        word: word_key(lower),
        affixes: [
            ends.suffix(lower, 1, 2),
            ends.suffix(lower, 2, 3),
            ends.suffix(lower, 3, 4),
            prefix(lower, 4, 2),
            prefix(lower, 5, 3),
            row(mix(6, shape.hash)),
            row(mix(7, flags)),
        ],
    }
}

/// Key of a lower-cased word: digits read as 0, all double quotation marks as one.
pub fn word_key(lower: &str) -> u32 {
    let mut hash = 0;
    if lower.is_ascii() {
        for byte in lower.bytes() {
            hash = mix(hash, u64::from(if byte.is_ascii_digit() { b'0' } else { byte }));
        }
    } else {
        for c in lower.chars() {
            let c = match c {
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' | '\u{2BC}' => '\'',
                '―' => '—',
                _ if c.is_numeric() => '0',
                _ => c,
            };
            hash = mix(hash, u64::from(c));
        }
    }
    (finish(hash) >> 32) as u32
}

/// Byte offsets where the last one to four characters of a word begin.
struct Ends([usize; 5]);

impl Ends {
    fn of(word: &str) -> Self {
        let mut ends = [0; 5];
        for (slot, (at, _)) in ends.iter_mut().skip(1).zip(word.char_indices().rev()) {
            *slot = at;
        }
        Self(ends)
    }

    fn suffix(&mut self, word: &str, template: u64, length: usize) -> u32 {
        let start = self.0.get(length).copied().unwrap_or_default();
        text_row(template, word.get(start..).unwrap_or_default())
    }
}

fn prefix(word: &str, template: u64, length: usize) -> u32 {
    let end = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
    text_row(template, word.get(..end).unwrap_or_default())
}

fn text_row(template: u64, text: &str) -> u32 {
    let mut hash = mix(0, template);
    for byte in text.bytes() {
        hash = mix(hash, u64::from(if byte.is_ascii_digit() { b'0' } else { byte }));
    }
    row(hash)
}

/// The outline of a word: runs of capitals, small letters and digits, and what else it holds.
struct Shape {
    hash: u64,
    flags: u64,
}

impl Shape {
    fn of(form: &str) -> Self {
        let mut shape = Self { hash: 0, flags: 0 };
        let mut last = 0;
        let mut runs = 0;
        for (at, c) in form.chars().enumerate() {
            let (class, flag) = match c {
                _ if c.is_lowercase() => (1, 1),
                _ if c.is_uppercase() => (2, if at == 0 { 2 } else { 4 }),
                _ if c.is_numeric() => (3, 8),
                _ if c.is_alphabetic() => (4, 16),
                '.' => (u64::from(c), 32),
                '-' => (u64::from(c), 64),
                '\'' | '’' => (u64::from(c), 128),
                _ => (u64::from(c), 256),
            };
            shape.flags |= flag;
            if class != last && runs < 8 {
                shape.hash = mix(shape.hash, class);
                runs += 1;
                last = class;
            }
        }
        if form.chars().nth(1).is_none() {
            shape.flags |= 512;
        }
        shape
    }
}

/// One step of the Fx hash (as in rustc): cheap, and the same on every machine.
const fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Spreads the low bits (Knuth's multiplicative hashing).
const fn finish(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn row(hash: u64) -> u32 {
    (finish(hash) >> (64 - AFFIX_ROWS.trailing_zeros())) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_quotation_marks_fold() {
        assert_eq!(word_key("1,234"), word_key("5,678"));
        assert_eq!(word_key("“"), word_key("\""));
        assert_ne!(word_key("bank"), word_key("tank"));
    }

    #[test]
    fn rows_stay_inside_the_table() {
        for word in ["", "a", "é", "déjà-vu", "’s", "2022", "\u{1F600}"] {
            assert!(read(word, word, true).affixes.iter().all(|row| (*row as usize) < AFFIX_ROWS));
        }
    }

    #[test]
    fn opening_and_closing_marks_differ_in_shape() {
        assert_ne!(read("“", "“", false).affixes, read("”", "”", false).affixes);
    }
}
