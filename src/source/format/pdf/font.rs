//! Streams that the extractor reads of fonts: maps to Unicode, encodings, and fonts themselves.
//!
//! It reads them by recursion, with every range of a map written out. The surprise: a stream that would be too much is replaced
//! by one that says nothing, since a font without a map may still have an encoding.

use std::collections::HashSet;

use pdf_extract::{Document, Object, ObjectId};

use super::unpack::unpack;

/// Bytes of a map or font; maps of whole scripts have half a megabyte, fonts of whole scripts twenty.
const MAP: usize = 2 << 20;
const FONT: usize = 32 << 20;

/// Codes that the ranges of one map stand for.
const CODES: u64 = 300_000;

/// Lists in lists; real ones have two.
const NESTING: usize = 24;

/// What a stream without anything in it is.
const NOTHING: &[u8] = b"1";

/// Makes what fonts consist of safe to read.
pub(super) fn make_safe(document: &mut Document) {
    let mut found = Found::default();
    document.objects.values().for_each(|object| found.look(document, object));
    for id in found.maps {
        settle(document, id, MAP, |content| {
            (nesting(&content) <= NESTING && codes(&content) <= CODES).then_some(content)
        });
    }
    for id in found.fonts {
        settle(document, id, FONT, |mut content| {
            // What is behind is encrypted, and no encoding.
            let length = memchr::memmem::find(&content, b"eexec").unwrap_or(content.len());
            content.truncate(length);
            (content.len() <= MAP && nesting(&content) <= NESTING).then_some(content)
        });
    }
    for id in found.compact_fonts {
        settle(document, id, FONT, Some);
    }
}

fn settle(document: &mut Document, id: ObjectId, limit: usize, check: impl Fn(Vec<u8>) -> Option<Vec<u8>>) {
    let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else { return };
    let content = unpack(stream, limit).and_then(check).unwrap_or_else(|| NOTHING.to_vec());
    stream.dict.remove(b"Filter");
    stream.dict.remove(b"DecodeParms");
    stream.set_content(content);
}

/// The streams of a document by what they are to a font.
#[derive(Default)]
struct Found {
    maps: HashSet<ObjectId>,
    fonts: HashSet<ObjectId>,
    compact_fonts: HashSet<ObjectId>,
}

impl Found {
    fn look(&mut self, document: &Document, object: &Object) {
        let dictionary = match object {
            Object::Array(items) => return items.iter().for_each(|item| self.look(document, item)),
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => return,
        };
        for (name, value) in dictionary.iter() {
            let streams = match name.as_slice() {
                b"ToUnicode" | b"Encoding" => &mut self.maps,
                b"FontFile" => &mut self.fonts,
                b"FontFile2" | b"FontFile3" => &mut self.compact_fonts,
                _ => {
                    self.look(document, value);
                    continue;
                }
            };
            match document.dereference(value) {
                Ok((Some(id), Object::Stream(_))) => drop(streams.insert(id)),
                _ => self.look(document, value),
            }
        }
    }
}

/// How deep lists and strings are nested at most.
fn nesting(content: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in content {
        match byte {
            b'[' | b'{' | b'(' | b'<' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// How many codes the ranges of a map stand for: every two strings side by side that may be the ends of one.
fn codes(map: &[u8]) -> u64 {
    let mut total = 0_u64;
    for start in memchr::memmem::find_iter(map, b"beginbfrange") {
        let range = &map[start..];
        let range = &range[..memchr::memmem::find(range, b"endbfrange").unwrap_or(range.len())];
        // Within a list in a range all codes are written out.
        let (mut listed, mut ends, mut at) = (false, Vec::new(), 0);
        while let Some(found) = memchr::memchr3(b'<', b'[', b']', &range[at..]) {
            at += found + 1;
            match range[at - 1] {
                b'[' => listed = true,
                b']' => {
                    listed = false;
                    ends.clear();
                }
                _ if !listed => {
                    let digits = range[at..].iter().take_while(|byte| **byte != b'>');
                    let hexadecimal = digits.filter_map(|byte| char::from(*byte).to_digit(16));
                    ends.push(hexadecimal.fold(0_u32, |value, digit| value.wrapping_mul(16).wrapping_add(digit)));
                    if let [low, high, _] = ends[..] {
                        total = total.saturating_add(u64::from(high.saturating_sub(low)) + 1);
                        ends.clear();
                    }
                }
                _ => {}
            }
            if let [low, high] = ends[..] {
                // It may be that a list follows, as long as the range.
                if u64::from(high.saturating_sub(low)) > CODES {
                    return u64::MAX;
                }
            }
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_a_map_are_counted() {
        for (ranges, count) in [
            ("2 beginbfrange <0000> <005E> <0020> <005F> <0061> [<00660066> <00660069> <00660066>] endbfrange", 95),
            ("1 beginbfrange\n<00> <ff> <0000>\nendbfrange 1 beginbfrange <0100><01ff><0041>endbfrange", 512),
            ("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", u64::MAX),
            ("9 beginbfchar <01> <0041> endbfchar", 0),
        ] {
            assert_eq!(codes(ranges.as_bytes()), count, "{ranges}");
        }
    }

    #[test]
    fn nesting_is_counted() {
        assert_eq!(nesting(b"<</A [1 <41>] /B {(x)}>> [[[["), 4);
        assert_eq!(nesting(b"((((())))]]]]("), 5);
    }
}
