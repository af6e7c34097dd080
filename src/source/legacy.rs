//! Encodings of East Asia that the web has given up: Johab, EUC-TW, ISO-2022-KR, HZ.
//!
//! Decodes them, and says how much a text looks like one of them. Owns their arithmetic; which encoding a text is in is
//! decided in [`super::encoding`]. The surprise: no table of characters is needed, because each of them is a rearrangement
//! of a set that `encoding_rs` knows: KS X 1001 behind Johab and ISO-2022-KR, GB 2312 behind HZ, Big5 behind EUC-TW.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK};

/// Cells of CNS 11643 plane 1 as runs in the order of Big5: first cell, first place in Big5, length. Cells and places are
/// counted through the rows of 94 and of 157. Derived from the Unicode values of both sets.
#[rustfmt::skip]
const PLANE_1: &[(u16, u16, u16)] = &[
    (0, 0, 5), (6, 6, 8), (15, 15, 6), (21, 23, 2), (24, 22, 1), (29, 29, 44), (73, 74, 1), (74, 73, 1),
    (75, 75, 22), (98, 98, 1), (100, 100, 27), (127, 128, 1), (128, 127, 1), (129, 129, 19), (148, 149, 1),
    (149, 148, 1), (150, 150, 4), (155, 21, 1), (156, 158, 2), (160, 160, 1), (162, 162, 1), (165, 165, 69),
    (282, 234, 29), (312, 264, 1), (314, 266, 142), (470, 6101, 20), (3290, 471, 1412), (4702, 1884, 424),
    (5126, 1883, 1), (5127, 2308, 1876), (7003, 4571, 1), (7004, 4184, 387), (7391, 4572, 525), (7916, 5286, 1),
    (7917, 5097, 105), (8023, 5203, 83), (8106, 5287, 84), (8190, 5517, 1), (8191, 5371, 54), (8245, 5426, 1),
    (8246, 5425, 1), (8247, 5427, 90), (8337, 5518, 354),
];

/// The same for plane 2.
#[rustfmt::skip]
const PLANE_2: &[(u16, u16, u16)] = &[
    (0, 6280, 10), (10, 6291, 33), (43, 6372, 1), (44, 6324, 48), (92, 6373, 46), (138, 6586, 1), (139, 6419, 167),
    (306, 6587, 1840), (2146, 9074, 1), (2147, 8428, 108), (2255, 8537, 537), (2792, 8427, 1), (2793, 9075, 100),
    (2893, 8536, 1), (2894, 9175, 399), (3293, 9575, 1637), (4930, 11761, 1), (4931, 11212, 146), (5077, 11899, 1),
    (5078, 11358, 287), (5365, 12508, 1), (5366, 11645, 116), (5482, 11762, 137), (5619, 11900, 104),
    (5723, 12425, 1), (5724, 12004, 222), (5946, 12227, 198), (6144, 12426, 82), (6226, 12509, 86), (6312, 12226, 1),
    (6313, 12595, 8), (6321, 12604, 153), (6474, 12758, 56), (6530, 13114, 1), (6531, 12814, 113), (6644, 12603, 1),
    (6645, 12927, 142), (6787, 12757, 1), (6788, 13069, 45), (6833, 13115, 71), (6904, 13380, 1), (6905, 13186, 194),
    (7099, 13381, 490), (7589, 13914, 1), (7590, 13871, 43), (7633, 13915, 1), (7634, 13917, 11), (7645, 13916, 1),
    (7646, 13928, 4),
];

/// The syllables that Korean news has most of.
const KOREAN: &str = "이다의는에을를가로고하한도사은지기서니스시인대리어자해으부정아";

/// The characters that Chinese news in the long forms has most of.
const CHINESE: &str = "的一是不在有人我了他這中大來上個國和也子時道說們為你到於以可會年出要對生就";

/// Decodes Johab; the second value says whether some bytes meant nothing.
pub(super) fn decode_johab(bytes: &[u8]) -> (String, bool) {
    decode_pairs(bytes, johab_character)
}

/// Decodes EUC-TW.
pub(super) fn decode_euc_tw(bytes: &[u8]) -> (String, bool) {
    let (mut text, mut replaced, mut at) = (String::with_capacity(bytes.len()), false, 0);
    while let Some(&first) = bytes.get(at) {
        if first.is_ascii() {
            text.push(char::from(first));
            at += 1;
            continue;
        }
        // Four bytes name their plane, two are of the first.
        let (plane, pair, length) = match (first, bytes.get(at + 1)) {
            (0x8e, Some(&plane)) => (plane.wrapping_sub(0xa0), bytes.get(at + 2..at + 4), 4),
            _ => (1, bytes.get(at..at + 2), 2),
        };
        match pair.and_then(|pair| cns_character(plane, pair[0], pair[1])) {
            Some(character) => {
                text.push(character);
                at += length;
            }
            // A cell of a plane that Big5 lacks is one lost character, anything else one lost byte.
            None => {
                replaced = true;
                text.push(char::REPLACEMENT_CHARACTER);
                let whole = pair.is_some_and(|pair| pair.iter().all(|byte| *byte >= 0xa1));
                at += if whole { length } else { 1 };
            }
        }
    }
    (text, replaced)
}

/// Decodes ISO-2022-KR: Korean between a shift out and a shift in, after an announcement in the first line.
pub(super) fn decode_iso_2022_kr(bytes: &[u8]) -> (String, bool) {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut shifted = false;
    let announced = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_prefix(b"\x1b$)C").unwrap_or(line));
    for (index, line) in announced.enumerate() {
        if index > 0 {
            plain.push(b'\n');
            shifted = false;
        }
        for &byte in line {
            match byte {
                0x0e => shifted = true,
                0x0f => shifted = false,
                0x21..=0x7e if shifted => plain.push(byte | 0x80),
                _ => plain.push(byte),
            }
        }
    }
    decode_web(EUC_KR, &plain)
}

/// Decodes HZ: Chinese between `~{` and `~}`, with `~~` for a tilde.
pub(super) fn decode_hz(bytes: &[u8]) -> (String, bool) {
    let mut plain = Vec::with_capacity(bytes.len());
    let (mut shifted, mut at) = (false, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 2;
        match (byte, bytes.get(at - 1), shifted) {
            (b'~', Some(b'{'), false) => shifted = true,
            (b'~', Some(b'}'), true) => shifted = false,
            (b'~', Some(b'~'), false) => plain.push(b'~'),
            (b'~', Some(b'\n'), false) => {}
            (0x21..=0x7e, Some(second @ 0x21..=0x7e), true) => plain.extend([byte | 0x80, second | 0x80]),
            _ => {
                at -= 1;
                shifted &= byte != b'\n';
                plain.push(byte);
            }
        }
    }
    decode_web(GBK, &plain)
}

/// Whether a text that is ASCII throughout is HZ: it shifts, and shifts back, around pairs.
pub(super) fn looks_like_hz(bytes: &[u8]) -> bool {
    let mut shifts = 0;
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"~{") {
        rest = &rest[at + 2..];
        let Some(end) = memchr::memmem::find(rest, b"~}") else { return false };
        let inside = &rest[..end];
        // Rows of characters begin at 0x30; the code of programs has no such pairs between its braces.
        let chinese = inside.chunks(2).all(|pair| matches!(pair, [0x21..=0x77, 0x21..=0x7e]));
        if inside.is_empty() || !chinese {
            return false;
        }
        shifts += 1;
        rest = &rest[end + 2..];
    }
    shifts > 0
}

/// Whether bytes are Johab rather than what the statistics make of them.
pub(super) fn looks_like_johab(bytes: &[u8]) -> bool {
    let (text, _) = decode_johab(bytes);
    looks_like(&text, KOREAN, 20)
}

/// Whether bytes are EUC-TW rather than what the statistics make of them.
pub(super) fn looks_like_euc_tw(bytes: &[u8]) -> bool {
    let (text, _) = decode_euc_tw(bytes);
    looks_like(&text, CHINESE, 10)
}

/// Whether `share` of a hundred characters beyond ASCII and its like are common ones, and hardly any mean nothing.
fn looks_like(text: &str, common: &str, share: usize) -> bool {
    let (mut seen, mut hits, mut lost) = (0, 0, 0);
    for character in text.chars().filter(|character| u32::from(*character) >= 0x3400) {
        seen += 1;
        hits += usize::from(common.contains(character));
        lost += usize::from(character == char::REPLACEMENT_CHARACTER);
    }
    seen >= 12 && lost * 50 <= seen && hits * 100 >= seen * share
}

fn decode_pairs(bytes: &[u8], character: fn(u8, u8) -> Option<char>) -> (String, bool) {
    let (mut text, mut replaced, mut at) = (String::with_capacity(bytes.len()), false, 0);
    while let Some(&first) = bytes.get(at) {
        at += 1;
        if first.is_ascii() {
            text.push(char::from(first));
        } else if let Some(found) = bytes.get(at).and_then(|second| character(first, *second)) {
            text.push(found);
            at += 1;
        } else {
            replaced = true;
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, replaced)
}

/// A syllable is three numbers of five bits; symbols and Chinese characters are KS X 1001 with its rows folded in two.
fn johab_character(first: u8, second: u8) -> Option<char> {
    let code = u16::from(first) << 8 | u16::from(second);
    if (0x84..=0xd3).contains(&first) {
        let (initial, medial, last) = ((code >> 10 & 31) as u8, (code >> 5 & 31) as u8, (code & 31) as u8);
        return hangul(initial, medial, last);
    }
    if !matches!(first, 0xd9..=0xde | 0xe0..=0xf9) || !matches!(second, 0x31..=0x7e | 0x91..=0xfe) {
        return None;
    }
    let row = if first < 0xe0 { 2 * (first - 0xd9) } else { 2 * (first - 0xe0) + 41 };
    let cell = if second < 0x91 { second - 0x31 } else { second - 0x43 };
    let (row, cell) = if cell < 94 { (row, cell) } else { (row + 1, cell - 94) };
    one_character(EUC_KR, [row + 0xa1, cell + 0xa1])
}

/// The syllable of three parts as Johab numbers them.
fn hangul(initial: u8, medial: u8, last: u8) -> Option<char> {
    const LETTERS: [char; 19] = [
        'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ',
        'ㅎ',
    ];
    let initial = match initial {
        1 => None,
        2..=20 => Some(u32::from(initial) - 2),
        _ => return None,
    };
    let medial = match medial {
        0..=2 => None,
        3..=7 => Some(u32::from(medial) - 3),
        10..=15 => Some(u32::from(medial) - 5),
        18..=23 => Some(u32::from(medial) - 7),
        26..=29 => Some(u32::from(medial) - 9),
        _ => return None,
    };
    let last = match last {
        0 | 1 => 0,
        2..=17 => u32::from(last) - 1,
        19..=29 => u32::from(last) - 2,
        _ => return None,
    };
    match (initial, medial, last) {
        (Some(initial), Some(medial), last) => char::from_u32(0xac00 + (initial * 21 + medial) * 28 + last),
        (Some(initial), None, 0) => LETTERS.get(initial as usize).copied(),
        (None, Some(medial), 0) => char::from_u32(0x314f + medial),
        _ => None,
    }
}

fn cns_character(plane: u8, row: u8, cell: u8) -> Option<char> {
    let table = match plane {
        1 => PLANE_1,
        2 => PLANE_2,
        _ => return None,
    };
    let row = row.checked_sub(0xa1).filter(|row| *row < 94)?;
    let cell = cell.checked_sub(0xa1).filter(|cell| *cell < 94)?;
    let place = u16::from(row) * 94 + u16::from(cell);
    let run = table.partition_point(|(start, ..)| *start <= place).checked_sub(1)?;
    let (start, big5, length) = table[run];
    if place - start >= length {
        return None;
    }
    let place = big5 + (place - start);
    let (lead, trail) = ((place / 157) as u8, (place % 157) as u8);
    one_character(BIG5, [lead + 0xa1, if trail < 63 { trail + 0x40 } else { trail - 63 + 0xa1 }])
}

fn one_character(encoding: &'static Encoding, pair: [u8; 2]) -> Option<char> {
    let (text, replaced) = encoding.decode_without_bom_handling(&pair);
    if replaced { None } else { text.chars().next() }
}

fn decode_web(encoding: &'static Encoding, bytes: &[u8]) -> (String, bool) {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn johab_is_read() {
        // "한글" and "가나", a letter alone, and a Chinese character.
        let (text, replaced) = decode_johab(b"\xd0\x65\x8b\x69 \x88\x61\x90\x61 \x88\x41 \xe0\x31.");
        assert_eq!((text.as_str(), replaced), ("한글 가나 ㄱ 伽.", false));
        assert!(decode_johab(b"\xd0").1);
    }

    #[test]
    fn euc_tw_is_read() {
        // "中文" of the first plane, and one of the second with its plane named.
        let (text, replaced) = decode_euc_tw(b"\xc4\xe3\xc5\xc6 x \x8e\xa1\xc4\xe3");
        assert_eq!((text.as_str(), replaced), ("中文 x 中", false));
        let (text, replaced) = decode_euc_tw(b"\x8e\xa2\xa1\xa1\x8e\xa3\xa1\xa1a");
        assert_eq!((text.as_str(), replaced), ("乂\u{fffd}a", true));
    }

    #[test]
    fn shifted_encodings_are_read() {
        assert_eq!(decode_iso_2022_kr(b"\x1b$)C\nA \x0eGQ1[\x0f B").0, "\nA 한글 B");
        assert_eq!(decode_hz(b"A ~{<:Ky2;S{#,NpJ)l6HK!#~} B ~~").0, "A 己所不欲，勿施於人。 B ~");
        assert!(looks_like_hz(b"A ~{<:Ky2;S{#,NpJ)l6HK!#~} B"));
        assert!(!looks_like_hz(b"if (~{a b}) { ~} x") && !looks_like_hz(b"plain ~ text"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>) {
            decode_johab(&bytes);
            decode_euc_tw(&bytes);
            decode_iso_2022_kr(&bytes);
            decode_hz(&bytes);
            looks_like_hz(&bytes);
        }
    }
}
