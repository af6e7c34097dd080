//! The operators of a page that show text, without those that draw.
//!
//! The extractor keeps every operator of a page with all its operands in memory, a hundred times what they take in the file, and
//! ends at colours that it does not know. Lines, fills, clips and colours say nothing of the text, so they go first, and what is
//! left is weighed. The surprise: operands are passed on as they are written; only their ends are looked for here.

/// What an operator weighs beside its operands.
const OPERATOR: usize = 4;

/// Operators that place and show text, and those that draw a form.
const KEPT: &[&[u8]] = &[
    b"BT", b"ET", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tj", b"TJ", b"'", b"\"", b"Tc", b"Tw", b"Tz", b"TL", b"Ts",
    b"Tr", b"q", b"Q", b"cm", b"Do",
];

/// Operators of a page or form that were kept, and what they cost.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Operators with their operands.
    pub content: Vec<u8>,
    /// What they weigh: operands, and four for each operator, each some 150 bytes in the extractor's memory.
    pub weight: usize,
    /// How many of them draw a form.
    pub drawings: usize,
}

/// Keeps the operators that have to do with text; `None` when they weigh more than `most`.
pub(super) fn keep_text(content: &[u8], most: usize) -> Option<Shown> {
    let mut shown = Shown::default();
    let (mut at, mut start, mut operands) = (0, 0, 0);
    while let Some(&byte) = content.get(at) {
        match byte {
            b'%' => {
                at += content[at..].iter().take_while(|byte| !b"\r\n".contains(byte)).count();
                // A comment within an operation would go on to the end of the line that it is written to.
                if operands == 0 {
                    start = at;
                }
            }
            b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0c => {
                at += 1;
                if operands == 0 {
                    start = at;
                }
            }
            b'(' => {
                at = string_end(content, at);
                operands += 1;
            }
            b'<' if content.get(at + 1) != Some(&b'<') => {
                at += memchr::memchr(b'>', &content[at..]).map_or(content.len() - at, |length| length + 1);
                operands += 1;
            }
            b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b')' => {
                at += 1;
                operands += 1;
            }
            b'/' => {
                at += 1;
                at += content[at..].iter().take_while(|byte| is_regular(**byte)).count();
                operands += 1;
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                at += content[at..].iter().take_while(|byte| byte.is_ascii_digit() || b"+-.".contains(byte)).count();
                operands += 1;
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'*' | b'\'' | b'"' => {
                let begin = at;
                at += content[at..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphabetic() || b"*'\"".contains(byte))
                    .count();
                let operator = &content[begin..at];
                match operator {
                    b"true" | b"false" | b"null" => {
                        operands += 1;
                        continue;
                    }
                    b"BI" => at = image_end(content, at),
                    _ if KEPT.contains(&operator) => {
                        shown.weight += operands + OPERATOR;
                        if shown.weight > most {
                            return None;
                        }
                        shown.drawings += usize::from(operator == b"Do");
                        shown.content.extend_from_slice(content[start..at].trim_ascii());
                        shown.content.push(b'\n');
                    }
                    _ => {}
                }
                (start, operands) = (at, 0);
            }
            // No reader knows what to do with it; the next operator counts again.
            _ => {
                at += 1;
                (start, operands) = (at, 0);
            }
        }
    }
    Some(shown)
}

/// What was kept, without the operators that draw a form: each stands in a line of its own.
pub(super) fn without_drawings(kept: &[u8]) -> Vec<u8> {
    let is_drawing = |line: &&[u8]| line.starts_with(b"/") && line.trim_ascii_end().ends_with(b"Do");
    kept.split_inclusive(|byte| *byte == b'\n').filter(|line| !is_drawing(line)).collect::<Vec<_>>().concat()
}

fn is_regular(byte: u8) -> bool {
    !b" \t\r\n\0\x0c()<>[]{}/%".contains(&byte)
}

/// Where the string ends that begins here.
fn string_end(content: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(found) = memchr::memchr3(b'(', b')', b'\\', &content[at..]) {
        at += found + 1;
        match content[at - 1] {
            b'(' => depth += 1,
            b')' if depth == 1 => return at,
            b')' => depth -= 1,
            _ => at = (at + 1).min(content.len()),
        }
    }
    content.len()
}

/// Where the operator ends that ends a picture in the line. Its bytes may look like one, what follows it is text.
fn image_end(content: &[u8], from: usize) -> usize {
    let from = from + memchr::memmem::find(&content[from..], b"ID").map_or(0, |length| length + 2);
    let is_blank = |byte: &u8| b" \t\r\n\0\x0c".contains(byte);
    let is_text = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    memchr::memmem::find_iter(&content[from..], b"EI")
        .map(|found| from + found)
        .find(|at| {
            let rest = &content[at + 2..];
            is_blank(&content[at - 1]) && rest.first().is_none_or(is_blank) && rest.iter().take(16).all(is_text)
        })
        .map_or(content.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(content: &str) -> String {
        let shown = keep_text(content.as_bytes(), 1000).expect("it is light");
        String::from_utf8(shown.content).expect("ASCII").replace('\n', "|")
    }

    #[test]
    fn text_and_forms_are_kept_and_drawing_is_not() {
        let page = "q 1 0 0 1 0 0 cm 0 0 m 10 10 l S /Cs1 cs 1 0 0 sc 0 0 1 rg BT\n/F1 12 Tf 72 700 Td % a ( comment\n(Talks \\) (go) on) Tj [(a)-5<0041>]TJ T* (b)' ET /X1 Do Q /P <</MCID 0>>BDC EMC";
        assert_eq!(
            kept(page),
            "q|1 0 0 1 0 0 cm|BT|/F1 12 Tf|72 700 Td|(Talks \\) (go) on) Tj|[(a)-5<0041>]TJ|T*|(b)'|ET|/X1 Do|Q|"
        );
        assert_eq!(kept("10 20 Td(a)Tj\0(b)Tj"), "10 20 Td|(a)Tj|(b)Tj|");
        assert_eq!(kept("(open Tj"), "");
    }

    #[test]
    fn a_picture_in_the_line_is_passed_over() {
        let page = "(a) Tj BI /W 2 /H 2 /BPC 8 ID \u{1} EI \u{2}(Tj EI Q (b) Tj";
        assert_eq!(kept(page), "(a) Tj|Q|(b) Tj|");
        assert_eq!(kept("(a) Tj BI /W 2 ID abc"), "(a) Tj|");
    }

    #[test]
    fn drawings_are_taken_out_of_what_is_kept() {
        assert_eq!(without_drawings(b"q\n/X1 Do\n(/X Do) Tj\n/F1 12 Tf\n"), b"q\n(/X Do) Tj\n/F1 12 Tf\n");
    }

    #[test]
    fn what_is_kept_is_weighed() {
        let page = b"0 0 m (a) Tj /X Do ".repeat(10);
        let shown = keep_text(&page, 100).expect("ten operators of each");
        assert_eq!((shown.weight, shown.drawings), (100, 10));
        assert_eq!(keep_text(&page, 99), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(content in "(\\(|\\)|<|>|\\[|/|%|\\\\|BI|ID|EI|Tj|Do|[0-9.]{0,3}|\u{80}| |\n){0,40}") {
            keep_text(content.as_bytes(), 50);
        }
    }
}
