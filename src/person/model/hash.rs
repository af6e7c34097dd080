//! The hash under which words and features are filed in the embedded tables.
//!
//! The tables hold its values, so it may never change without building them anew.

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Folds one value into a running hash.
#[inline]
pub fn mix(state: u64, value: u64) -> u64 {
    let product = u128::from(state ^ value ^ SEED).wrapping_mul(0xd6e8_feb8_6659_fd93_a076_1d64_78bd_642f);
    (product >> 64) as u64 ^ product as u64
}

/// Hash of a byte string.
#[inline]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(word));
    }
    state
}

/// Thirty-two bits of [`hash_bytes`], as the tables use them.
#[inline]
pub fn hash32(bytes: &[u8]) -> u32 {
    (hash_bytes(bytes) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_words_get_different_values_and_the_same_word_the_same() {
        assert_eq!(hash32("putin".as_bytes()), hash32("putin".as_bytes()));
        assert_ne!(hash32("putin".as_bytes()), hash32("putim".as_bytes()));
        assert_ne!(hash32(b"a"), hash32(b"a\0"));
    }
}
