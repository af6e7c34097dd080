//! Whether a table of objects that is a stream can be read with little memory.
//!
//! The library reads such a table before anybody is asked, with fields as wide and entries as many as it says. The surprise: what
//! is looked at is every list under the names that a table has, wherever it stands, since where the tables are is said by the
//! tables; a file that is refused here is read by a table of our own.

use pdf_extract::content::Content;
use pdf_extract::{Object, Stream};

use super::unpack::unpack;

/// Entries of a table: what readers of PDF hold an object's number to.
const ENTRIES: u64 = 8_388_607;

/// Bytes of a field that cost nothing; real ones have up to eight.
const FIELD: u64 = 1 << 20;

/// Bytes that a table may unpack to: sixteen for each entry would be many.
const UNPACKED: usize = 64 << 20;

/// Bytes before a list of fields, and behind it, in which the record of its table begins and ends.
const NEAR: usize = 16 << 10;

/// Whether all tables of the file have sane fields, entries and sizes.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    let mut budget = UNPACKED;
    memchr::memchr_iter(b'/', bytes).all(|at| {
        let first = bytes.get(at + 1).copied().unwrap_or_default();
        if !matches!(first, b'W' | b'I' | b'#') {
            return true;
        }
        let (name, end) = name_at(bytes, at + 1);
        match name.as_slice() {
            b"W" => {
                let fields = numbers_at(bytes, end, 3);
                fields.iter().all(|width| *width <= FIELD) && fields_are_sound(bytes, at, &fields, &mut budget)
            }
            b"Index" => {
                let numbers = numbers_at(bytes, end, usize::MAX);
                numbers.chunks(2).filter_map(|pair| pair.get(1)).fold(0, |sum: u64, count| sum.saturating_add(*count))
                    <= ENTRIES
            }
            _ => true,
        }
    })
}

/// Whether the table with these fields, if it is one, unpacks to a sane size.
fn fields_are_sound(bytes: &[u8], at: usize, fields: &[u64], budget: &mut usize) -> bool {
    if fields.len() < 3 || fields.iter().any(|width| *width > 8) {
        return true;
    }
    let entry = fields.iter().sum::<u64>();
    if entry == 0 {
        // Entries that take nothing: as many as the table says.
        return false;
    }
    let before = &bytes[at.saturating_sub(NEAR)..at];
    let Some(start) = memchr::memmem::rfind(before, b"obj") else { return true };
    let record = &bytes[at - (before.len() - start) + 3..bytes.len().min(at + NEAR)];
    let Some(opening) = memchr::memmem::find(record, b"<<") else { return true };
    for end in memchr::memmem::find_iter(record, b"stream").filter(|end| *end > opening).take(8) {
        let Ok(content) = Content::decode(&record[opening..end + 6]) else { continue };
        let Some(Object::Dictionary(dict)) =
            content.operations.into_iter().next().and_then(|mut first| first.operands.pop())
        else {
            continue;
        };
        let offset = at - (before.len() - start) + 3 + end + 6;
        let rest = &bytes[offset..];
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let length = dict.get(b"Length").and_then(Object::as_i64).ok().and_then(|length| usize::try_from(length).ok());
        let rest = &rest[..length.unwrap_or(usize::MAX).min(rest.len()).min(UNPACKED)];
        let Some(unpacked) = unpack(&Stream::new(dict, rest.to_vec()), *budget) else { return false };
        *budget -= unpacked.len();
        return unpacked.len() as u64 / entry <= ENTRIES;
    }
    true
}

/// The name that begins here, with its escapes undone, and where it ends.
fn name_at(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut name = Vec::new();
    while let Some(&byte) = bytes.get(at).filter(|byte| !b" \t\r\n\0\x0c()<>[]{}/%".contains(byte)) {
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'#');
        let value = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        name.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
        if name.len() > 8 {
            break;
        }
    }
    (name, at)
}

/// Where the next thing begins that is neither blank nor comment.
fn next_at(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b'%') => at += bytes[at..].iter().take_while(|byte| !b"\r\n".contains(byte)).count(),
            Some(byte) if b" \t\r\n\0\x0c".contains(byte) => at += 1,
            _ => return at,
        }
    }
}

/// The number that begins here; 0 for anything else.
fn number_at(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[next_at(bytes, at)..];
    let rest = rest.strip_prefix(b"+").unwrap_or(rest);
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

/// The first numbers of the list that begins here.
fn numbers_at(bytes: &[u8], at: usize, most: usize) -> Vec<u64> {
    let mut numbers = Vec::new();
    let mut at = next_at(bytes, at);
    if bytes.get(at) != Some(&b'[') {
        return numbers;
    }
    at += 1;
    while numbers.len() < most {
        at = next_at(bytes, at);
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit() || b"+-".contains(byte)).count();
        if length == 0 {
            break;
        }
        numbers.push(number_at(bytes, at));
        at += length;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_with_absurd_fields_or_entries_are_refused() {
        for (record, sound) in [
            ("/Type/XRef/Size 10/W[1 2 1]/Index[0 10]", true),
            ("/Size 10/W[1 2 1]", true),
            ("/W[1 [500 600] 20 30 500]", true),
            ("/Type/XRef/Size 10/Index[0 4000000000]/W[0 0 0]", false),
            ("/Type/XRef/Size 10/Index[0 10 20 5000000 30 5000000]/W[0 0 0]", false),
            ("/Size 10/W[4000000000 4000000000 9]", false),
            ("/Size 10/#57 % a comment ]\n[ 1 4000000000 9]", false),
            ("/Size 4000000000/W[0 0 0]", false),
            ("/Type/EmbeddedFile/Params<</Size 4000000000>>", true),
        ] {
            let file = format!("%PDF-1.5\n1 0 obj<<{record}/Root 2 0 R/Length 4>>stream\nabcd\nendstream endobj");
            assert_eq!(is_sound(file.as_bytes()), sound, "{record}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_looked_at(text in "(/W|/Index|\\[|\\]|[0-9]{0,12}| |obj|<<|>>|stream|%|\n|#5){0,30}") {
            is_sound(text.as_bytes());
        }
    }
}
