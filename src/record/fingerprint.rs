//! Near-duplicate fingerprint: 64-bit simhash (Charikar 2002; Manku, Jain and Das Sarma 2007) over shingles of words.

/// Copies of one story differ in at most so many bits; measured in `tests/doors/similar.rs`, with the rates in `docs/FORMATS.md`.
pub const SIMILAR: u32 = 14;

/// Words of a shingle.
const SHINGLE: usize = 2;

/// 16 hexadecimal digits. Copies that differ in few words differ in few bits; see [`SIMILAR`].
pub fn fingerprint(text: &str) -> String {
    format!("{:016x}", simhash(text))
}

/// Number of bits in which two fingerprints differ, or none when either is no fingerprint.
pub fn fingerprint_distance(a: &str, b: &str) -> Option<u32> {
    let read = |print: &str| (print.len() == 16).then(|| u64::from_str_radix(print, 16).ok()).flatten();
    Some((read(a)? ^ read(b)?).count_ones())
}

fn simhash(text: &str) -> u64 {
    let mut balance = [0_i32; 64];
    let mut window: [u64; SHINGLE] = [0; SHINGLE];
    let mut seen = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        window.rotate_left(1);
        if let Some(last) = window.last_mut() {
            *last = word_hash(word);
        }
        seen += 1;
        if seen >= SHINGLE {
            add(&mut balance, &window);
        }
    }
    // A text shorter than a shingle is one.
    if (1..SHINGLE).contains(&seen) {
        add(&mut balance, &window);
    }
    balance.iter().enumerate().fold(0_u64, |print, (bit, sum)| print | (u64::from(*sum > 0) << bit))
}

fn add(balance: &mut [i32; 64], words: &[u64]) {
    let hash = mix(words.iter().fold(0, |hash, word| mix(hash ^ word)));
    for (bit, sum) in balance.iter_mut().enumerate() {
        *sum += if (hash >> bit) & 1 == 1 { 1 } else { -1 };
    }
}

/// FNV-1a over the word in lower case.
fn word_hash(word: &str) -> u64 {
    let mut buffer = [0_u8; 4];
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for c in word.chars().flat_map(char::to_lowercase) {
        for byte in c.encode_utf8(&mut buffer).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Finaliser that spreads FNV's weak high bits (`splitmix64`).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        assert_eq!(fingerprint("The bank, it said, closed."), fingerprint("the BANK it said closed"));
    }

    #[test]
    fn nothing_has_the_empty_print() {
        assert_eq!(fingerprint("…"), "0000000000000000");
        assert_ne!(fingerprint("One"), "0000000000000000");
    }

    #[test]
    fn distances_are_counted_in_bits() {
        assert_eq!(fingerprint_distance("0000000000000000", "000000000000000f"), Some(4));
        assert_eq!(fingerprint_distance("0", "000000000000000f"), None);
    }
}
