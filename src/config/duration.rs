//! Durations in configuration: `250ms`, `5s`, `10m`, `1h 30m` (jiff's friendly format, which is ISO 8601 units for people).

use std::fmt::Write;
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Reads one duration.
///
/// # Errors
/// Says what a duration looks like.
pub fn parse(text: &str) -> Result<Duration, String> {
    let signed: SignedDuration =
        text.parse().map_err(|_| format!("`{text}` is not a duration; write 250ms, 5s, 10m or 1h"))?;
    signed.try_into().map_err(|_| format!("`{text}` is negative; a duration is not"))
}

/// Writes one duration as [`parse`] reads it.
pub fn show(duration: Duration) -> String {
    let mut text = String::new();
    // Longer than 292 billion years cannot be read, either.
    let _ = write!(text, "{:#}", SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX));
    text
}

/// For `#[serde(with = "crate::config::duration")]`.
pub fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&show(*duration))
}

/// For `#[serde(with = "crate::config::duration")]`.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// For lists: `#[serde(with = "crate::config::duration::list")]`.
pub mod list {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes a list of durations.
    pub fn serialize<S: Serializer>(durations: &[Duration], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(durations.iter().copied().map(super::show))
    }

    /// Reads a list of durations.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Duration>, D::Error> {
        let words = Vec::<String>::deserialize(deserializer)?;
        words.iter().map(|word| super::parse(word).map_err(D::Error::custom)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back() {
        for (text, millis) in [("250ms", 250), ("5s", 5_000), ("10m", 600_000), ("1h 30m", 5_400_000), ("0s", 0)] {
            assert_eq!(parse(text).unwrap(), Duration::from_millis(millis));
            assert_eq!(show(Duration::from_millis(millis)), text);
        }
    }

    #[test]
    fn nonsense_is_told_what_would_be_right() {
        assert!(parse("5").unwrap_err().contains("5s"));
        assert!(parse("soon").is_err());
        assert!(parse("-5s").is_err());
    }
}
