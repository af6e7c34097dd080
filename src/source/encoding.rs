//! Bytes to characters: which encoding, and whether it is text at all.
//!
//! Owns every decision about encodings; knows no file format. The order of evidence: a byte order mark, the shape of
//! UTF-32 and UTF-16, valid UTF-8, what the source declares, the statistics of `chardetng`. The surprise: a declaration
//! comes after valid UTF-8, because pages that declare Latin-1 and hold UTF-8 are common and the reverse hardly decodes.

use std::borrow::Cow;

use super::legacy::{
    decode_euc_tw, decode_hz, decode_iso_2022_kr, decode_johab, looks_like_euc_tw, looks_like_hz, looks_like_johab,
};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, X_MAC_CYRILLIC};

/// A character set: those of the web, and UTF-32, which the web does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// One of the encodings of the Encoding Standard.
    Web(&'static Encoding),
    /// Four bytes a character, the lowest first.
    Utf32Le,
    /// Four bytes a character, the highest first.
    Utf32Be,
    /// Code page 855, Cyrillic under DOS beside the commoner 866.
    Ibm855,
    /// Korean by the parts of its syllables.
    Johab,
    /// Chinese in the long forms by CNS 11643.
    EucTw,
    /// Korean in seven bits, with shifts.
    Iso2022Kr,
    /// Chinese in the short forms in seven bits, with braces.
    Hz,
}

impl Charset {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Ibm855 => "IBM855",
            Self::Johab => "Johab",
            Self::EucTw => "EUC-TW",
            Self::Iso2022Kr => "ISO-2022-KR",
            Self::Hz => "HZ-GB-2312",
        }
    }

    /// True when a line feed is the byte 10 and nothing else is, so that lines can be found before decoding.
    pub fn has_byte_lines(self) -> bool {
        !matches!(self, Self::Utf32Le | Self::Utf32Be) && self != Self::Web(UTF_16LE) && self != Self::Web(UTF_16BE)
    }
}

/// What bytes are, by their beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Text in this character set, as far as the beginning tells.
    Text(Charset),
    /// Something else, with its usual name.
    Binary(&'static str),
}

/// Decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The characters, without a byte order mark.
    pub text: Cow<'a, str>,
    /// What it was read as.
    pub charset: Charset,
    /// True when some bytes meant nothing and became U+FFFD.
    pub replaced: bool,
}

/// Beginnings of files that are not text and that no parser reads.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"\0\0\x01\0", "icon"),
    (b"OggS", "Ogg sound"),
    (b"ID3", "MP3 sound"),
    (b"fLaC", "FLAC sound"),
    (b"\x1aE\xdf\xa3", "Matroska video"),
    (b"FLV\x01", "Flash video"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\0asm", "WebAssembly program"),
    (b"SQLite format 3\0", "SQLite database (export its tables as CSV to have them read)"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"\0\x01\0\0\0", "font"),
    (b"OTTO", "font"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office program"),
    (b"%!PS", "PostScript"),
    (b"PAR1", "Parquet table (export it as CSV or JSON Lines to have it read)"),
    (b"ZIM\x04", "ZIM archive"),
    (b"ARROW1", "Arrow table (export it as CSV or JSON Lines to have it read)"),
    (b"\xff\xff\xff\xff", "Arrow table (export it as CSV or JSON Lines to have it read)"),
    (b"\x80\x02", "Python pickle (export it as CSV or JSON Lines to have it read)"),
    (b"\x80\x03", "Python pickle (export it as CSV or JSON Lines to have it read)"),
    (b"\x80\x04\x95", "Python pickle (export it as CSV or JSON Lines to have it read)"),
    (b"\x80\x05\x95", "Python pickle (export it as CSV or JSON Lines to have it read)"),
];

/// The upper half of code page 855.
pub(super) const IBM855_UPPER: &str = "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\u{ad}ыЫзЗшШэЭщЩчЧ§■\u{a0}";

/// Says whether a beginning of a file is text, and in which character set.
pub fn classify(head: &[u8]) -> Content {
    if let Some((charset, _)) = byte_order_mark(head) {
        return Content::Text(charset);
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Content::Binary(kind);
    }
    if head.starts_with(b"RIFF") && head.len() > 12 {
        return Content::Binary(if &head[8..12] == b"WEBP" { "WebP picture" } else { "sound or video" });
    }
    if head.len() > 12 && &head[4..8] == b"ftyp" {
        return Content::Binary("MP4 video or sound");
    }
    if is_plain(head) && std::str::from_utf8(head).is_ok() {
        return Content::Text(Charset::Web(UTF_8));
    }
    if let Some(charset) = wide_charset(head) {
        return Content::Text(charset);
    }
    if announces_korean(head) {
        return Content::Text(Charset::Iso2022Kr);
    }
    if head.contains(&0) && !has_stray_nulls(head) {
        return Content::Binary("holds null bytes");
    }
    // Escape is allowed: ISO-2022-JP shifts with it. So are the controls of IPTC 7901 (1 to 4).
    let odd = head.iter().filter(|&&byte| matches!(byte, 5..=8 | 11 | 14..=26 | 28..=31 | 127)).count();
    if odd * 20 > head.len() {
        return Content::Binary("full of control characters");
    }
    Content::Text(guess(head))
}

/// True where no byte is a control character other than a line end or tabulator, so that nothing but UTF-8 is left to ask
/// for. Nothing branches on a byte, so that many are looked at together.
fn is_plain(bytes: &[u8]) -> bool {
    let odd = |byte: u8| (byte < b' ') & (byte != b'\n') & (byte != b'\t') & (byte != b'\r') | (byte == 127);
    bytes.chunks(1024).all(|chunk| !chunk.iter().fold(false, |any, byte| any | odd(*byte)))
}

/// The beginning of `head` as text of up to about `limit` characters; empty for binary content.
pub fn preview<'a>(head: &'a [u8], content: &Content, limit: usize) -> Cow<'a, str> {
    let Content::Text(charset) = *content else { return Cow::Borrowed("") };
    let part = &head[..head.len().min(limit * 4)];
    match decode_as(part, charset).text {
        Cow::Borrowed(text) => Cow::Borrowed(cut(text, limit)),
        Cow::Owned(text) => Cow::Owned(cut(&text, limit).to_owned()),
    }
}

/// Decodes a whole text, or one record of a stream.
///
/// `declared` is the label that the source gives itself, in whatever writing. Never fails: what means nothing becomes
/// U+FFFD and [`Decoded::replaced`] says so.
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    if let Some((charset, mark)) = byte_order_mark(bytes) {
        return decode_as(&bytes[mark..], charset);
    }
    if let Some(charset) = wide_charset(bytes) {
        return decode_as(bytes, charset);
    }
    let escaped = declared.and_then(label) == Some(Charset::Web(ISO_2022_JP));
    if !escaped
        && let Ok(text) = std::str::from_utf8(bytes)
        && memchr::memchr(0x1b, bytes).is_none()
    {
        if bytes.is_ascii() && looks_like_hz(bytes) {
            return decode_as(bytes, Charset::Hz);
        }
        return Decoded { text: Cow::Borrowed(text), charset: Charset::Web(UTF_8), replaced: false };
    }
    if let Some(charset) = declared.and_then(label) {
        let decoded = decode_as(bytes, charset);
        if !decoded.replaced && !has_c1_controls(&decoded.text) {
            return decoded;
        }
    }
    decode_as(bytes, guess(bytes))
}

/// The character set that a label means: `latin1`, `UTF8`, `Shift_JIS`, `ucs-4`.
pub fn label(name: &str) -> Option<Charset> {
    let name = name.trim().trim_matches(['"', '\'']);
    match name.to_ascii_lowercase().as_str() {
        "utf-32le" => Some(Charset::Utf32Le),
        "utf-32" | "utf-32be" | "ucs-4" | "iso-10646-ucs-4" => Some(Charset::Utf32Be),
        "ibm855" | "cp855" | "855" | "csibm855" => Some(Charset::Ibm855),
        "maccyrillic" | "mac-cyrillic" => Some(Charset::Web(X_MAC_CYRILLIC)),
        "johab" | "cp1361" | "ms1361" => Some(Charset::Johab),
        "euc-tw" | "euctw" | "x-euc-tw" => Some(Charset::EucTw),
        "iso-2022-kr" | "csiso2022kr" => Some(Charset::Iso2022Kr),
        "hz" | "hz-gb-2312" => Some(Charset::Hz),
        "cp949" | "ms949" => Some(Charset::Web(encoding_rs::EUC_KR)),
        "cp936" => Some(Charset::Web(encoding_rs::GBK)),
        "cp932" => Some(Charset::Web(encoding_rs::SHIFT_JIS)),
        lower => Encoding::for_label(lower.as_bytes())
            .or_else(|| Encoding::for_label(lower.replacen("cp125", "windows-125", 1).as_bytes()))
            .map(Charset::Web),
    }
}

/// The encoding that HTML or XML declares in its first lines: `<meta charset=...>`, `<?xml encoding=...?>`.
pub fn declared_in_markup(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(4096)];
    ["encoding=", "charset="].into_iter().find_map(|mark| {
        let start = head.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark.as_bytes()))?;
        let value = head[start + mark.len()..].trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)).count();
        std::str::from_utf8(&value[..length]).ok().filter(|label| !label.is_empty())
    })
}

/// Decodes as told.
pub fn decode_as(bytes: &[u8], charset: Charset) -> Decoded<'_> {
    let encoding = match charset {
        Charset::Web(encoding) => encoding,
        Charset::Utf32Le => return decode_utf32(bytes, charset, u32::from_le_bytes),
        Charset::Utf32Be => return decode_utf32(bytes, charset, u32::from_be_bytes),
        Charset::Ibm855 => {
            let text = bytes.iter().map(|&byte| ibm855(byte)).collect();
            return Decoded { text: Cow::Owned(text), charset, replaced: false };
        }
        Charset::Johab => return decoded_by(decode_johab, bytes, charset),
        Charset::EucTw => return decoded_by(decode_euc_tw, bytes, charset),
        Charset::Iso2022Kr => return decoded_by(decode_iso_2022_kr, bytes, charset),
        Charset::Hz => return decoded_by(decode_hz, bytes, charset),
    };
    let bytes = match byte_order_mark(bytes) {
        Some((marked, length)) if marked == charset => &bytes[length..],
        _ => bytes,
    };
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, charset, replaced }
}

fn decoded_by(decode: fn(&[u8]) -> (String, bool), bytes: &[u8], charset: Charset) -> Decoded<'_> {
    let (text, replaced) = decode(bytes);
    Decoded { text: Cow::Owned(text), charset, replaced }
}

/// Whether the null bytes are a few strays in a text, as conversions leave them: one in a hundred at most, in valid UTF-8.
fn has_stray_nulls(bytes: &[u8]) -> bool {
    let nulls = memchr::memchr_iter(0, bytes).count();
    nulls * 100 <= bytes.len() && multibyte_sequences(bytes).1 == 0
}

/// The announcement of ISO-2022-KR, which stands in the first line.
fn announces_korean(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(4096)], b"\x1b$)C").is_some()
}

/// The character of a byte in code page 855.
pub(super) fn ibm855(byte: u8) -> char {
    match byte.checked_sub(128) {
        Some(index) => IBM855_UPPER.chars().nth(usize::from(index)).unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(byte),
    }
}

fn decode_utf32(bytes: &[u8], charset: Charset, unit: fn([u8; 4]) -> u32) -> Decoded<'_> {
    let mut replaced = !bytes.len().is_multiple_of(4);
    let mut text = String::with_capacity(bytes.len() / 4);
    for chunk in bytes.chunks_exact(4) {
        let code = unit(chunk.try_into().expect("chunks_exact gives four bytes"));
        match char::from_u32(code) {
            Some('\u{feff}') if text.is_empty() => {}
            Some(character) => text.push(character),
            None => {
                replaced = true;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    Decoded { text: Cow::Owned(text), charset, replaced }
}

/// The character set a byte order mark announces and the mark's length.
fn byte_order_mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    match bytes {
        // UTF-32 first: its mark begins with that of UTF-16.
        [0xff, 0xfe, 0, 0, ..] => Some((Charset::Utf32Le, 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Charset::Utf32Be, 4)),
        [0xef, 0xbb, 0xbf, ..] => Some((Charset::Web(UTF_8), 3)),
        [0xff, 0xfe, ..] => Some((Charset::Web(UTF_16LE), 2)),
        [0xfe, 0xff, ..] => Some((Charset::Web(UTF_16BE), 2)),
        _ => None,
    }
}

/// UTF-32 or UTF-16 without a mark, by where the null bytes are.
fn wide_charset(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(4096) / 4 * 4];
    let quads = sample.len() / 4;
    if quads < 2 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let mut zeros = [0_usize; 4];
    for (index, &byte) in sample.iter().enumerate() {
        zeros[index % 4] += usize::from(byte == 0);
    }
    // Characters beyond U+FFFF are rare enough to ask nearly all quads for their null bytes.
    let nearly_all = quads - quads / 16;
    if zeros[3] == quads && zeros[2] >= nearly_all {
        return Some(Charset::Utf32Le);
    }
    if zeros[0] == quads && zeros[1] >= nearly_all {
        return Some(Charset::Utf32Be);
    }
    let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
    // In text of any script the line ends and blanks alone give some null bytes, all on one side.
    let (charset, high, low) = if odd > even { (UTF_16LE, odd, even) } else { (UTF_16BE, even, odd) };
    let plausible = high * 25 >= quads && low * 50 <= high;
    (plausible && !charset.decode_without_bom_handling(sample).1).then_some(Charset::Web(charset))
}

/// UTF-8 when it is valid or was meant to be, otherwise what the statistics say.
fn guess(bytes: &[u8]) -> Charset {
    if announces_korean(bytes) {
        return Charset::Iso2022Kr;
    }
    if bytes.contains(&0x1b) {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        if detector.guess(None, Utf8Detection::Allow) == ISO_2022_JP {
            return Charset::Web(ISO_2022_JP);
        }
    }
    let (valid, broken) = multibyte_sequences(bytes);
    // A torn character or two in a long text: a legacy encoding hardly ever forms valid sequences by chance.
    if broken == 0 || valid > broken * 4 {
        return Charset::Web(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let guessed = Charset::Web(if encoding == UTF_8 { WINDOWS_1252 } else { encoding });
    let sample = &bytes[..bytes.len().min(8192)];
    if looks_like_johab(sample) {
        return Charset::Johab;
    }
    if looks_like_euc_tw(sample) {
        return Charset::EucTw;
    }
    if encoding == WINDOWS_1250 && prices_in_pounds(bytes) {
        return Charset::Web(WINDOWS_1252);
    }
    if encoding.is_single_byte() { cyrillic_rival(bytes, guessed) } else { guessed }
}

/// Whether all that tells the Central European code page from the Western one is a pound sign before a number, which would be
/// a Polish capital there.
fn prices_in_pounds(bytes: &[u8]) -> bool {
    let same = |byte: u8| {
        let of = |encoding: &'static Encoding| encoding.decode_without_bom_handling(&[byte]).0.into_owned();
        of(WINDOWS_1250) == of(WINDOWS_1252)
    };
    let mut odd = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).peekable();
    odd.peek().is_some()
        && odd.all(|(index, byte)| match *byte {
            0xa3 => bytes.get(index + 1).is_some_and(u8::is_ascii_digit),
            byte => same(byte),
        })
}

/// The two Cyrillic encodings that the statistics do not know, when one of them makes far better Cyrillic of the bytes.
fn cyrillic_rival(bytes: &[u8], guessed: Charset) -> Charset {
    let sample = &bytes[..bytes.len().min(8192)];
    if sample.iter().filter(|byte| !byte.is_ascii()).count() < 40 {
        return guessed;
    }
    let rivals = [Charset::Web(X_MAC_CYRILLIC), Charset::Ibm855];
    let scored = rivals.map(|charset| (charset, cyrillic_score(&decode_as(sample, charset).text)));
    let (best, score) = if scored[0].1 >= scored[1].1 { scored[0] } else { scored[1] };
    // Real text scores about 60. Mac and Windows share the small letters but one, so the difference may be small.
    if score >= 52 && score > cyrillic_score(&decode_as(sample, guessed).text) + 3 { best } else { guessed }
}

/// Of a hundred characters beyond ASCII, how many are among the ten commonest small letters of Russian and Bulgarian, less
/// twice those that are a capital behind a small letter.
fn cyrillic_score(text: &str) -> isize {
    let (mut beyond, mut common, mut odd, mut before) = (1_isize, 0_isize, 0_isize, ' ');
    for character in text.chars() {
        if !character.is_ascii() {
            beyond += 1;
            common += isize::from("оеаинтсрвл".contains(character));
            odd += isize::from(character.is_uppercase() && before.is_lowercase());
        }
        before = character;
    }
    (common - 2 * odd) * 100 / beyond
}

/// How many sequences beyond ASCII are valid UTF-8, and how many pieces are not. A cut at the end does not count.
fn multibyte_sequences(mut bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut broken) = (0, 0);
    let count = |text: &str| text.chars().filter(|character| !character.is_ascii()).count();
    loop {
        match std::str::from_utf8(bytes) {
            Ok(text) => return (valid + count(text), broken),
            Err(error) => {
                let (good, rest) = bytes.split_at(error.valid_up_to());
                valid += std::str::from_utf8(good).map_or(0, count);
                let Some(length) = error.error_len() else { return (valid, broken) };
                broken += 1;
                bytes = &rest[length..];
            }
        }
    }
}

/// C1 controls mean that a text was declared ISO 8859 and is something else.
fn has_c1_controls(text: &str) -> bool {
    text.chars().any(|character| ('\u{80}'..='\u{9f}').contains(&character) && character != '\u{85}')
}

fn cut(text: &str, limit: usize) -> &str {
    match text.as_bytes().get(..limit) {
        None => return text,
        Some(bytes) if bytes.is_ascii() => return &text[..limit],
        Some(_) => {}
    }
    text.char_indices().nth(limit).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> &'static str {
        decode(bytes, None).charset.name()
    }

    #[test]
    fn a_mark_decides_and_is_not_part_of_the_text() {
        assert_eq!(decode(b"\xef\xbb\xbfHi", None).text, "Hi");
        assert_eq!(decode(b"\xff\xfeH\0i\0", None).text, "Hi");
        assert_eq!(decode(b"\xfe\xff\0H\0i", None).text, "Hi");
        assert_eq!(decode(b"\xff\xfe\0\0H\0\0\0", None).text, "H");
        assert_eq!(decode(b"\0\0\xfe\xff\0\0\0H", None).text, "H");
    }

    #[test]
    fn wide_encodings_are_recognised_without_a_mark() {
        let little: Vec<u8> = "Talks go on.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Talks go on.\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cyrillic: Vec<u8> = "Переговоры идут, стороны говорят.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((name(&little), name(&big), name(&cyrillic)), ("UTF-16LE", "UTF-16BE", "UTF-16BE"));
        let four: Vec<u8> = "Talks".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(decode(&four, None).text, "Talks");
    }

    #[test]
    fn one_torn_character_does_not_make_utf8_something_else() {
        let mut bytes = "Ärger über Öl, Größe und Fußgänger.".as_bytes().to_vec();
        bytes.push(0xc3);
        bytes.push(b'.');
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.charset.name(), decoded.replaced), ("UTF-8", true));
        assert!(decoded.text.starts_with("Ärger über"));
    }

    #[test]
    fn a_declaration_counts_unless_the_bytes_contradict_it() {
        assert_eq!(decode(b"caf\xe9 \x80", Some("iso-8859-1")).text, "café €");
        assert_eq!(decode("café".as_bytes(), Some("iso-8859-1")).text, "café");
        assert_eq!(decode(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251")).text, "Привет");
    }

    #[test]
    fn statistics_find_legacy_text() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251
            .encode("Правительство объявило в понедельник, что переговоры будут продолжены на следующей неделе.");
        assert_eq!(name(&bytes), "windows-1251");
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("政府は月曜日、来週も協議を続けると発表した。");
        assert_eq!(name(&bytes), "Shift_JIS");
    }

    #[test]
    fn encodings_that_the_web_gave_up_are_found() {
        let johab = b"\xb8\xf7\xa6\x81\x93\x65 \xb7\xa1 \xd2\x41\xb7\x81\x9f\x69 \x94\x61\xaf\xa1 \xd0\x61\x89\xa1 \xac\xe1\x9d\xa1 \x94\x81\xd1\xc1\x9f\x69";
        assert_eq!(decode(johab, None).text, "정부는 이 회의를 다시 하고 서로 대화를");
        let euc_tw = b"\xca\xbc\xd4\xaf\xce\xfb\xd9\xcf\xd5\xa5\xc7\xe3\xdd\xd5\xd4\xb6\xd5\xeb\xd4\xb7\xc8\xb4\xc4\xa1\xd4\xb6\xc4\xa9\xc4\xe2\xd1\xd2";
        assert_eq!(decode(euc_tw, None).text, "我們的國家在這個時候有一個人不是");
        assert_eq!(name(b"\x1b$)C\nA \x0eGQ1[\x0f B"), "ISO-2022-KR");
        assert_eq!(decode(b"A ~{<:Ky2;S{~} B", None).text, "A 己所不欲 B");
        assert_eq!(
            decode(b"i win \xa3825. not bad for a \xa32 bet, if rangers draw and benfica win", None)
                .text
                .chars()
                .nth(6),
            Some('£')
        );
    }

    #[test]
    fn old_cyrillic_code_pages_are_found_too() {
        let text = "Правительство объявило, что стояние на месте не является решением и что делегация явится на заявленную встречу.";
        let (mac, _, _) = X_MAC_CYRILLIC.encode(text);
        assert_eq!(decode(&mac, None).text, text);
        let upper: Vec<char> = IBM855_UPPER.chars().collect();
        let dos = text.chars().map(|c| upper.iter().position(|u| *u == c).map_or(c as u8, |at| at as u8 + 128));
        let dos: Vec<u8> = dos.collect();
        assert_eq!(decode(&dos, None).text, text);
        let (win, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(name(&win), "windows-1251");
    }

    #[test]
    fn pictures_and_programs_are_no_text() {
        assert_eq!(classify(b"\x89PNG\r\n\x1a\n\0\0"), Content::Binary("PNG picture"));
        assert_eq!(classify(b"abc\0\0\x01def\x02\0\0\x05ghi"), Content::Binary("holds null bytes"));
        assert!(matches!(classify(b"plain text\n"), Content::Text(_)));
        let stray = format!("Talks go on\0 in Cairo{}", ", and on".repeat(20));
        assert!(matches!(classify(stray.as_bytes()), Content::Text(_)));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>, declared in proptest::option::of("[a-z0-9-]{0,12}")) {
            let content = classify(&bytes);
            preview(&bytes, &content, 10);
            decode(&bytes, declared.as_deref());
        }
    }
}
