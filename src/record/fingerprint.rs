//! Near-duplicate fingerprint: 64-bit simhash (Charikar 2002) over shingles of three words.

/// 16 hexadecimal digits. Copies that differ in few words differ in few bits.
pub fn fingerprint(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let mut balance = [0_i32; 64];
    let whole = words.len().clamp(1, 3);
    for shingle in words.windows(whole) {
        let hash = shingle.iter().fold(0xcbf2_9ce4_8422_2325, |hash, word| fnv1a(hash, word));
        for (bit, sum) in balance.iter_mut().enumerate() {
            *sum += if (mix(hash) >> bit) & 1 == 1 { 1 } else { -1 };
        }
    }
    let print = balance.iter().enumerate().fold(0_u64, |print, (bit, sum)| print | (u64::from(*sum > 0) << bit));
    format!("{print:016x}")
}

/// FNV-1a over the word's bytes and a separator.
fn fnv1a(hash: u64, word: &str) -> u64 {
    word.bytes().chain([b' ']).fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
    }
}
