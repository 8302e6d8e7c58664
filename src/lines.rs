//! Newline-delimited JSON: cuts a stream into lines with their numbers, never holding more than one line and never more than a cap.
//!
//! For files only: a message on the queue is one article. It knows nothing of what is in a line.

use std::io::{self, BufRead};

/// A line of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1, blank lines included.
    pub number: u64,
    /// True when the line is longer than the cap: the buffer then holds its beginning only.
    pub too_long: bool,
}

/// Reads lines from a stream.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    cap: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// `cap`: longest line that is held, in bytes, without its end.
    pub fn new(reader: R, cap: usize) -> Self {
        Self { reader, cap, number: 0 }
    }

    /// Fills `line` with the next line that is not blank, without its end (LF or CR LF). None at the end of the stream; a last line
    /// needs no end.
    ///
    /// # Errors
    /// Those of the stream, a broken or truncated compression among them.
    pub fn next_into(&mut self, line: &mut Vec<u8>) -> io::Result<Option<Line>> {
        loop {
            line.clear();
            let (read, too_long) = self.read_line(line)?;
            if !read {
                return Ok(None);
            }
            self.number += 1;
            while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                line.pop();
            }
            let blank = line.iter().all(u8::is_ascii_whitespace);
            if !blank || too_long {
                return Ok(Some(Line { number: self.number, too_long }));
            }
        }
    }

    /// Reads to the next line end; what exceeds the cap is passed over. Says whether anything was read, and whether it was too long.
    fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<(bool, bool)> {
        // Room for the line's end.
        let cap = self.cap.saturating_add(2);
        let (mut read, mut too_long) = (false, false);
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', chunk);
            let used = end.map_or(chunk.len(), |at| at + 1);
            let room = cap.saturating_sub(line.len());
            too_long |= used > room;
            line.extend_from_slice(chunk.get(..used.min(room)).unwrap_or_default());
            self.reader.consume(used);
            read = true;
            if end.is_some() {
                break;
            }
        }
        Ok((read, too_long))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], cap: usize) -> Vec<(String, u64, bool)> {
        let mut lines = Lines::new(io::BufReader::with_capacity(3, bytes), cap);
        let (mut line, mut out) = (Vec::new(), Vec::new());
        while let Some(found) = lines.next_into(&mut line).unwrap() {
            out.push((String::from_utf8_lossy(&line).into_owned(), found.number, found.too_long));
        }
        out
    }

    #[test]
    fn blank_lines_count_and_are_passed_over() {
        assert_eq!(
            lines(b"{\"a\":1}\r\n\n  \n{}", 100),
            [("{\"a\":1}".to_owned(), 1, false), ("{}".to_owned(), 4, false)]
        );
    }

    #[test]
    fn a_line_beyond_the_cap_is_reported_and_the_next_one_read() {
        let found = lines(b"123456789\n12\n", 4);
        assert_eq!(found, [("123456".to_owned(), 1, true), ("12".to_owned(), 2, false)]);
    }

    #[test]
    fn no_line_in_nothing() {
        assert!(lines(b"", 4).is_empty());
    }
}
