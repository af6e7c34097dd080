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

/// A multiplier for each feature template.
const TEMPLATES: [u64; 256] = {
    let mut table = [0; 256];
    let mut state = SEED;
    let mut i = 0;
    while i < 256 {
        state = state.wrapping_add(SEED);
        let mut value = state;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        table[i] = value ^ (value >> 31);
        i += 1;
    }
    table
};

/// Hash of the values of a feature template.
#[inline(always)]
pub fn feature(template: usize, a: u64, b: u64) -> u32 {
    let product = u128::from(a.rotate_left(17) ^ TEMPLATES[template & 255]) * u128::from(b ^ 0x2d35_8dcc_aa6c_78a5);
    (((product >> 64) as u64 ^ product as u64) >> 20) as u32
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
