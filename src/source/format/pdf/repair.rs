//! A new table of objects for a PDF whose own one is lost or wrong.
//!
//! Readers of PDF look for the objects themselves when the table leads nowhere, and so does this: it appends a table of
//! what it found. The surprise: of objects with one number the last in the file counts, since changes are appended.

use std::collections::BTreeMap;

/// Objects beyond this number are not a paper's.
const OBJECTS: usize = 500_000;

/// The file with a new table and trailer behind it; `None` when it has no catalogue, without which there are no pages.
pub(super) fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut objects: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    let mut root = None;
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        let Some((start, number, generation)) = header_before(bytes, at) else { continue };
        objects.insert(number, (start, generation));
        if objects.len() > OBJECTS {
            return None;
        }
        if is_catalogue(&bytes[at + 4..]) {
            root = Some((number, generation));
        }
    }
    let (root, generation) = root?;
    let size = objects.last_key_value().map_or(0, |(number, _)| number + 1);
    let mut repaired = bytes.to_vec();
    repaired.push(b'\n');
    let table = repaired.len();
    let mut text = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, (start, generation)) in objects {
        text.push_str(&format!("{number} 1\n{start:010} {generation:05} n \n"));
    }
    let information = information(bytes);
    text.push_str(&format!(
        "trailer\n<</Size {size}/Root {root} {generation} R{information}>>\nstartxref\n{table}\n%%EOF\n"
    ));
    repaired.extend_from_slice(text.as_bytes());
    Some(repaired)
}

/// Where the header `12 0` begins that ends at `end`, and its two numbers.
fn header_before(bytes: &[u8], end: usize) -> Option<(usize, u32, u32)> {
    let digits = |end: usize| {
        let count = bytes[..end].iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let value = std::str::from_utf8(&bytes[end - count..end]).ok()?.parse().ok()?;
        Some((end - count, value))
    };
    let (middle, generation) = digits(end)?;
    let blank = middle.checked_sub(1).filter(|at| bytes[*at] == b' ')?;
    let (start, number) = digits(blank)?;
    (number > 0 && generation <= 65_535 && number < 10_000_000).then_some((start, number, generation))
}

/// What the last trailer says of the record with title and author: `/Info 3 0 R`, or nothing.
fn information(bytes: &[u8]) -> String {
    let Some(at) = memchr::memmem::rfind(bytes, b"/Info ") else { return String::new() };
    let rest = &bytes[at..bytes.len().min(at + 40)];
    let length = rest.iter().position(|byte| *byte == b'R').map_or(0, |at| at + 1);
    let reference = String::from_utf8_lossy(&rest[..length]);
    let plain = reference.bytes().skip(6).all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'R');
    if plain { reference.into_owned() } else { String::new() }
}

/// Whether the object that begins here is the catalogue.
fn is_catalogue(object: &[u8]) -> bool {
    let head = &object[..object.len().min(2000)];
    let head = &head[..memchr::memmem::find(head, b"endobj").unwrap_or(head.len())];
    memchr::memmem::find(head, b"/Catalog").is_some() && memchr::memmem::find(head, b"/Pages").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_two_objects_counts_and_headers_are_told_from_text() {
        let file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<<>>endobj\n(an obj) 12 obj\n2 0 obj<</Kids[]>>endobj";
        let repaired = with_new_table(file).expect("it has a catalogue");
        let text = String::from_utf8(repaired).expect("ASCII");
        let table = text.find("xref\n").expect("the new table");
        assert_eq!(
            &text[table..],
            format!(
                "xref\n0 1\n0000000000 65535 f \n1 1\n0000000009 00000 n \n2 1\n0000000086 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
            )
        );
        assert_eq!(with_new_table(b"%PDF-1.4 nothing"), None);
        assert_eq!(with_new_table(b" obj 0 0 obj 99999999999 0 obj"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_searched(text in "([0-9]{0,12}| |obj|/Catalog|/Pages){0,30}") {
            with_new_table(text.as_bytes());
        }
    }
}
