//! Words of ASCII letters and digits, told sixteen bytes at a time.
//!
//! Owns how long such a word is, its small letters and its capitals. What a word is worth is told elsewhere: most words of most
//! texts are these, so that whoever goes through a text ([`super::analyzer`], [`super::packed`]) asks here first and takes its
//! own way with everything else. The surprise: no byte is looked at alone, and nothing branches on a letter, because letters
//! follow each other without a pattern.

/// Longest word that is told, in bytes.
pub(crate) const LONGEST: usize = 15;

/// Which letters of a word are capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// None.
    None,
    /// The first byte only.
    First,
    /// All letters, of which the first byte is one, and there are more.
    All,
    /// Some others.
    Some,
}

/// A word of ASCII letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AsciiWord {
    /// Its bytes.
    pub(crate) length: u8,
    /// The word in small letters, the first byte the lowest, zeros behind the last.
    pub(crate) lowered: u128,
    /// Its capitals.
    pub(crate) capitals: Capitals,
}

impl AsciiWord {
    /// The word that some text is, if it is no more than one.
    pub(crate) fn of(text: &str) -> Option<AsciiWord> {
        word_at(text.as_bytes(), 0).filter(|word| usize::from(word.length) == text.len())
    }
}

/// A byte eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = eight(0x80);

/// Of eight bytes, which are letters and which are letters or digits, in the highest bit of each.
#[inline]
fn classes(bytes: u64) -> (u64, u64) {
    // With a sum of less than 256 no byte disturbs the next.
    let low = bytes & !HIGH;
    let small = low | eight(0x20);
    let letters = (small + eight(0x80 - b'a')) & !(small + eight(0x7f - b'z')) & !bytes & HIGH;
    let digits = (low + eight(0x80 - b'0')) & !(low + eight(0x7f - b'9')) & !bytes & HIGH;
    (letters, letters | digits)
}

/// Of eight bytes, the first the lowest, which are capitals and which are letters or digits, in the highest bit of each.
#[inline]
pub(crate) fn capitals_and_words(bytes: u64) -> (u64, u64) {
    let (letters, words) = classes(bytes);
    // What small letters have and capitals have not.
    (letters & !(bytes << 2), words)
}

/// How many of eight bytes have their highest bit, when no other bit is set.
#[inline]
pub(crate) fn count(bits: u64) -> u32 {
    // The highest byte of the product is the sum of all.
    ((bits >> 7).wrapping_mul(eight(1)) >> 56) as u32
}

/// The bits of the bytes before the first that has its highest bit in `ends`, which has one at least.
#[inline]
fn before(ends: u64) -> (usize, u64) {
    let bits = ends.trailing_zeros() - 7;
    (bits as usize, (1 << bits) - 1)
}

/// The word at a place. `None` when no letter or digit stands there, when the word is longer than [`LONGEST`], and when what
/// follows it is not ASCII and may be a part of it. Called for every word; where it stays a call, cutting a text into words takes a
/// twentieth more instructions.
#[inline(always)]
pub(crate) fn word_at(bytes: &[u8], start: usize) -> Option<AsciiWord> {
    let rest = bytes.get(start..)?;
    let sixteen = match rest.first_chunk::<16>() {
        Some(sixteen) => *sixteen,
        None => {
            let mut sixteen = [0; 16];
            sixteen[..rest.len()].copy_from_slice(rest);
            sixteen
        }
    };
    let both = u128::from_le_bytes(sixteen);
    let first = both as u64;
    let (letters, word) = classes(first);
    let end = !word & HIGH;
    if end != 0 {
        let (bits, own) = before(end);
        if bits == 0 || first >> bits & 0x80 != 0 {
            return None;
        }
        let letters = letters & own;
        // What small letters have and capitals have not.
        let smalls = letters & first << 2;
        let capitals = letters & !smalls;
        let lowered = u128::from(first & own | capitals >> 2);
        return Some(AsciiWord { length: bits as u8 / 8, lowered, capitals: capitals_of(capitals, smalls) });
    }
    let second = (both >> 64) as u64;
    let (more, word) = classes(second);
    let end = !word & HIGH;
    if end == 0 {
        return None;
    }
    let (bits, own) = before(end);
    if second >> bits & 0x80 != 0 {
        return None;
    }
    let more = more & own;
    let (smalls, more_smalls) = (letters & first << 2, more & second << 2);
    let (capitals, more_capitals) = (letters & !smalls, more & !more_smalls);
    let lowered = u128::from(first | capitals >> 2) | u128::from(second & own | more_capitals >> 2) << 64;
    // Where a capital stands does not matter behind the first byte.
    let capitals = capitals_of(capitals | u64::from(more_capitals != 0) << 15, smalls | more_smalls);
    Some(AsciiWord { length: 8 + bits as u8 / 8, lowered, capitals })
}

#[inline]
fn capitals_of(capitals: u64, smalls: u64) -> Capitals {
    match capitals {
        0 => Capitals::None,
        0x80 => Capitals::First,
        _ if capitals & 0x80 != 0 && smalls == 0 => Capitals::All,
        _ => Capitals::Some,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn capitals_and_words_are_told_of_eight_bytes() {
        let (capitals, words) = capitals_and_words(u64::from_le_bytes(*b"aZ @[9`A"));
        let bytes = |bits: u64| bits.to_le_bytes().map(|byte| byte >> 7);
        assert_eq!(bytes(capitals), [0, 1, 0, 0, 0, 0, 0, 1]);
        assert_eq!(bytes(words), [1, 1, 0, 0, 0, 1, 0, 1]);
        assert_eq!((count(capitals), count(words), count(HIGH), count(0)), (2, 4, 8, 0));
    }

    /// Length, small letters and capitals of the word at the beginning of a text.
    fn told(text: &str) -> Option<(usize, String, Capitals)> {
        let word = word_at(text.as_bytes(), 0)?;
        let lowered =
            String::from_utf8(word.lowered.to_le_bytes()[..usize::from(word.length)].to_vec()).expect("ASCII");
        assert_eq!(word.lowered.checked_shr(8 * word.length as u32).unwrap_or(0), 0, "zeros behind the end");
        Some((usize::from(word.length), lowered, word.capitals))
    }

    #[test]
    fn words_are_told_with_their_capitals() {
        let cases = [
            ("rafah", "rafah", Capitals::None),
            ("Rafah, in", "rafah", Capitals::First),
            ("B52s fly", "b52s", Capitals::First),
            ("A ", "a", Capitals::First),
            ("NATO\u{0}", "nato", Capitals::All),
            ("F16 x", "f16", Capitals::First),
            ("McCain", "mccain", Capitals::Some),
            ("iPhone", "iphone", Capitals::Some),
            ("2nd", "2nd", Capitals::None),
            ("2ND", "2nd", Capitals::Some),
            ("negotiations.", "negotiations", Capitals::None),
            ("Negotiations", "negotiations", Capitals::First),
            ("NEGOTIATIONS ", "negotiations", Capitals::All),
            ("NegotiatIons ", "negotiations", Capitals::Some),
            ("NegotiatiOns ", "negotiations", Capitals::Some),
            ("negotiatioNS", "negotiations", Capitals::Some),
            ("aaaaaaaA", "aaaaaaaa", Capitals::Some),
            ("AAAAAAAA", "aaaaaaaa", Capitals::All),
            ("AAAAAAAAa", "aaaaaaaaa", Capitals::Some),
            ("Exactlyfifteens", "exactlyfifteens", Capitals::First),
        ];
        for (text, lowered, capitals) in cases {
            assert_eq!(told(text), Some((lowered.len(), lowered.to_owned(), capitals)), "{text}");
        }
    }

    #[test]
    fn what_may_be_another_word_is_left_to_others() {
        for text in ["", " a", "_a", "sixteenlettersxx", "caf\u{e9}", "negotiat\u{e9}", "\u{e9}t\u{e9}", "a\u{2019}s"] {
            assert_eq!(told(text), None, "{text}");
        }
        assert!(word_at(b"abc", 3).is_none() && word_at(b"abc", 7).is_none());
    }

    proptest! {
        #[test]
        fn every_byte_is_told_as_one_alone_would_be(text in "[A-Za-z0-9]{0,17}[\\[@`/:{.\u{0}\u{7f}]?[ -~]{0,3}") {
            let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let word = &text[..length];
            let behind = word.get(1..).unwrap_or_default();
            let capital = |c: char| c.is_ascii_uppercase();
            let capitals = match () {
                () if !word.contains(capital) => Capitals::None,
                () if word.starts_with(capital) && !behind.contains(capital) => Capitals::First,
                () if word.starts_with(capital) && !word.contains(|c: char| c.is_ascii_lowercase()) => Capitals::All,
                () => Capitals::Some,
            };
            let expected = (1..=LONGEST).contains(&length).then(|| (length, word.to_ascii_lowercase(), capitals));
            prop_assert_eq!(told(&text), expected);
        }
    }
}
