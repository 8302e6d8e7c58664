//! Deterministic ids: the same article gives the same record id on every worker, so that downstream can upsert.

use uuid::Uuid;

/// Namespace of all ids of claimwire (a random constant, fixed for ever).
const NAMESPACE: Uuid = Uuid::from_u128(0x6f0c_1d4a_52b7_4c53_9a3e_c1a1_3719_de01);

/// Hash of the text, `blake3:` and 64 hexadecimal digits.
pub fn text_hash(text: &str) -> String {
    format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex())
}

/// Id of a record: `UUIDv5` of article id and text hash (RFC 9562).
pub fn record_id(article_id: &str, text_hash: &str) -> Uuid {
    named(&["record", article_id, text_hash])
}

/// Id of an alert: `UUIDv5` of record, rule and item.
pub fn alert_id(record: &Uuid, rule: &str, item: &str) -> Uuid {
    named(&["alert", &record.to_string(), rule, item])
}

/// A key that is equal for the same statement in syndicated copies: rule, speaker and words, whatever their case and punctuation.
pub fn dedupe_key(parts: &[&str]) -> String {
    let mut words = String::new();
    for part in parts {
        for word in part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            words.extend(word.chars().flat_map(char::to_lowercase));
            words.push(' ');
        }
        words.push('\n');
    }
    named(&["dedupe", &words]).simple().to_string()
}

/// `UUIDv5` over parts, each with its length before it so that no two lists of parts share a name.
fn named(parts: &[&str]) -> Uuid {
    let mut name = Vec::new();
    for part in parts {
        name.extend_from_slice(&(part.len() as u64).to_be_bytes());
        name.extend_from_slice(part.as_bytes());
    }
    Uuid::new_v5(&NAMESPACE, &name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_across_releases() {
        assert_eq!(text_hash(""), "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
        assert_eq!(record_id("a", "b"), record_id("a", "b"));
        assert_ne!(record_id("ab", "c"), record_id("a", "bc"));
    }

    #[test]
    fn dedupe_ignores_case_and_punctuation() {
        assert_eq!(dedupe_key(&["Anna Lee", "it is \"closed\""]), dedupe_key(&["ANNA LEE", "It is closed."]));
        assert_ne!(dedupe_key(&["a", "b"]), dedupe_key(&["b", "a"]));
    }
}
