//! A byte range of an article's text. Owns the invariant `start <= end`; knows nothing of code points (those belong to `record`).

/// Half-open byte range `[start, end)` into the text of one article. Both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span; swapped ends are put in order, so that the invariant cannot break.
    pub const fn new(start: u32, end: u32) -> Self {
        if start <= end { Self { start, end } } else { Self { start: end, end: start } }
    }

    /// Makes a span from `usize` offsets (articles are bounded far below 4 GiB).
    pub const fn of(start: usize, end: usize) -> Self {
        Self::new(start as u32, end as u32)
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True when the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when both share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub const fn cover(self, other: Self) -> Self {
        Self {
            start: if self.start < other.start { self.start } else { other.start },
            end: if self.end > other.end { self.end } else { other.end },
        }
    }

    /// The slice of `text`, or `""` when the span does not fit it.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The span without white space at either edge.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let slice = self.slice(text);
        let start = self.start + (slice.len() - slice.trim_start().len()) as u32;
        Self::new(start, start + slice.trim().len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_ends_are_put_in_order() {
        assert_eq!(Span::new(5, 2), Span::new(2, 5));
    }

    #[test]
    fn slicing_never_panics() {
        assert_eq!(Span::new(0, 1).slice("é"), "");
        assert_eq!(Span::new(0, 99).slice("x"), "");
    }

    #[test]
    fn trim_keeps_the_inside() {
        assert_eq!(Span::new(0, 6).trim("  ab  "), Span::new(2, 4));
        assert_eq!(Span::new(0, 2).trim("  "), Span::new(2, 2));
    }
}
