//! Web and mail addresses, handles and hashtags inside one run of characters without white space: one token each.

/// Longest local part of a mail address (RFC 5321), in bytes; also bounds how often a character is looked at.
const LONGEST_NAME: usize = 64;

/// Finds addresses in one run; remembers where the next "@" stands, so that a long run is read once.
pub(super) struct Finder<'t> {
    run: &'t str,
    web: bool,
    mail: bool,
    next_at: Option<usize>,
}

impl<'t> Finder<'t> {
    pub(super) fn new(run: &'t str) -> Self {
        let next_at = memchr::memchr2(b'@', b'#', run.as_bytes());
        Self { run, web: run.contains("://") || run.contains("www."), mail: next_at.is_some(), next_at }
    }

    /// Length of the address that begins at a byte of the run, if any.
    pub(super) fn at(&mut self, at: usize) -> Option<usize> {
        if !self.web && !self.mail {
            return None;
        }
        let rest = self.run.get(at..)?;
        if self.web && ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start)) {
            let cut = rest.find(['<', '>', '"', '”', '’']).unwrap_or(rest.len());
            return Some(rest.get(..cut)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len());
        }
        if !self.mail {
            return None;
        }
        if self.next_at.is_some_and(|sign| sign < at) {
            self.next_at = memchr::memchr2(b'@', b'#', rest.as_bytes()).map(|sign| at + sign);
        }
        let sign = self.next_at?;
        let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if sign == at {
            let tag = rest.get(1..)?;
            let length = tag.bytes().take(LONGEST_NAME).take_while(|byte| name(char::from(*byte))).count();
            return (tag.starts_with(|c: char| c.is_ascii_alphabetic()) && length > 1).then_some(1 + length);
        }
        let local = self.run.get(at..sign).filter(|local| local.len() <= LONGEST_NAME)?;
        let domain = self.run.get(sign..)?.strip_prefix('@')?;
        let length = domain
            .bytes()
            .take(4 * LONGEST_NAME)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
            .count();
        let domain = domain.get(..length)?.trim_end_matches(['.', '-']);
        let local_fits = local.chars().all(|c| name(c) || matches!(c, '.' | '-' | '+' | '%'));
        (local_fits && !domain.is_empty()).then(|| local.len() + 1 + domain.len())
    }
}
