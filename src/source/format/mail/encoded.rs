//! What stands between the lines of a message and is no text: files in uuencode, BinHex and yEnc, and what PGP writes.
//!
//! Cuts such blocks out of the text, since their lines would be words. Files are decoded where that takes no more than
//! arithmetic. The surprise: a block is one only when its lines keep to its grammar up to the end; `begin 644 pages` in a
//! sentence is text.

use mail_parser::decoders::base64::base64_decode;

/// A block that was cut out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A file.
    File {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A file in an encoding that is not read.
    Unread(&'static str),
    /// A message that only its recipient can read.
    Encrypted,
}

/// Lines of a file in uuencode from which on its end may be missing.
const LINES: usize = 4;

/// The text without its blocks, and these; `None` where there is none.
pub(super) fn cut(text: &str) -> Option<(String, Vec<Block>)> {
    const MARKS: [&str; 5] =
        ["begin ", "begin-base64 ", "=ybegin ", "must be converted with BinHex", "-----BEGIN PGP "];
    if !MARKS.iter().any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some()) {
        return None;
    }
    let (mut kept, mut blocks) = (String::with_capacity(text.len()), Vec::new());
    let (mut at, mut any) = (0, false);
    let mut ends = Ends::default();
    while at < text.len() {
        let rest = &text[at..];
        if let Some((block, length)) = read_block(rest, &mut ends) {
            blocks.extend(block);
            any = true;
            at += length;
            // What stood on both sides of it stays apart.
            kept.push('\n');
            continue;
        }
        let line = rest.find('\n').map_or(rest, |end| &rest[..=end]);
        kept.push_str(line);
        at += line.len();
    }
    any.then_some((kept, blocks))
}

/// Ends of blocks that are nowhere in what is left of a text, so that each is looked for in vain but once.
#[derive(Default)]
struct Ends(Vec<&'static str>);

impl Ends {
    fn find(&mut self, end: &'static str, text: &str) -> Option<usize> {
        if self.0.contains(&end) {
            return None;
        }
        let found = memchr::memmem::find(text.as_bytes(), end.as_bytes());
        if found.is_none() {
            self.0.push(end);
        }
        found
    }
}

/// Bytes between the line that announces BinHex and the file.
const BINHEX_GAP: usize = 200;

/// The block that a text begins with and its length; no block for what is mere noise.
fn read_block(text: &str, ends: &mut Ends) -> Option<(Option<Block>, usize)> {
    let first = text.lines().next()?;
    if let Some(head) = first.strip_prefix("begin ") {
        let (file, length) = read_uuencode(file_name(head)?, text)?;
        return Some((Some(file), length));
    }
    if let Some(head) = first.strip_prefix("begin-base64 ") {
        let (name, start) = (file_name(head)?, text.find('\n')? + 1);
        let end = start + ends.find("\n====", &text[start..])?;
        let bytes = base64_decode(&text.as_bytes()[start..end])?;
        return Some((Some(Block::File { name, bytes }), to_line_end(text, end + 1)));
    }
    if first.starts_with("=ybegin ") && first.contains(" name=") {
        let end = ends.find("\n=yend ", text)?;
        return Some((Some(Block::Unread("a file in yEnc")), to_line_end(text, end + 1)));
    }
    if first.starts_with("(This file must be converted with BinHex") {
        let start = text.bytes().take(BINHEX_GAP).zip(text.bytes().skip(1)).position(|pair| pair == (b'\n', b':'))? + 2;
        let between = text[first.len()..start].trim();
        let end = start + text[start..].find(':')?;
        let grammar = |byte: u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
        if between != ":" || !text[start..end].bytes().all(grammar) || text[start..end].contains("\n\n") {
            return None;
        }
        return Some((Some(Block::Unread("a file in BinHex")), to_line_end(text, end)));
    }
    if let Some(kind) = first.trim_end().strip_prefix("-----BEGIN PGP ").and_then(|kind| kind.strip_suffix("-----")) {
        let (block, end) = match kind {
            "MESSAGE" => (Some(Block::Encrypted), "\n-----END PGP MESSAGE-----"),
            "SIGNATURE" => (None, "\n-----END PGP SIGNATURE-----"),
            "PUBLIC KEY BLOCK" => (None, "\n-----END PGP PUBLIC KEY BLOCK-----"),
            _ => return None,
        };
        let end = ends.find(end, text)?;
        return Some((block, to_line_end(text, end + 1)));
    }
    None
}

/// Where the line at `at` ends, its line break included.
fn to_line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The name behind the rights of a file: `644 photo.jpg`.
fn file_name(head: &str) -> Option<String> {
    let (mode, name) = head.trim_end().split_once(' ')?;
    let name = name.trim().trim_matches('"');
    let is_mode = (3..=4).contains(&mode.len()) && mode.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    (is_mode && !name.is_empty()).then(|| name.to_owned())
}

/// A file in uuencode, three bytes in four characters, and the length of its lines in the text.
fn read_uuencode(name: String, text: &str) -> Option<(Block, usize)> {
    let mut at = text.find('\n')? + 1;
    let (mut bytes, mut lines) = (Vec::new(), 0);
    while at < text.len() {
        let end = to_line_end(text, at);
        let line = text[at..end].trim_end_matches(['\n', '\r']);
        if line == "end" {
            return (lines > 0).then_some((Block::File { name, bytes }, end));
        }
        // The line before the end holds nothing; blanks at the end of a line are often lost.
        if line.trim_end().is_empty() || line == "`" {
            at = end;
            continue;
        }
        let Some(data) = read_line(line.as_bytes()) else { break };
        bytes.extend(data);
        lines += 1;
        at = end;
    }
    (lines >= LINES).then_some((Block::File { name, bytes }, at.min(text.len())))
}

fn read_line(line: &[u8]) -> Option<Vec<u8>> {
    let (&length, data) = line.split_first()?;
    if !line.iter().all(|byte| matches!(byte, b' '..=b'`')) {
        return None;
    }
    let length = usize::from(length.wrapping_sub(b' ') & 63);
    let signs = length.div_ceil(3) * 4;
    // Some programs add a check sum; blanks at the end may be lost.
    if length == 0 || data.len() > signs + 1 || data.len() + 12 < signs {
        return None;
    }
    let sign = |at: usize| data.get(at).map_or(0, |byte| u32::from(byte.wrapping_sub(b' ') & 63));
    let mut bytes = Vec::with_capacity(length + 2);
    for group in (0..signs).step_by(4) {
        let three = sign(group) << 18 | sign(group + 1) << 12 | sign(group + 2) << 6 | sign(group + 3);
        bytes.extend_from_slice(&three.to_be_bytes()[1..]);
    }
    bytes.truncate(length);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_between_the_lines_are_cut_out_and_decoded() {
        // Three bytes "Cat", then a line of one byte.
        let text = "See file.\n\nbegin 644 my cat.txt\n#0V%T\n!(0``\n`\nend\n\nYours\n";
        let (kept, blocks) = cut(text).expect("a block");
        assert_eq!(kept, "See file.\n\n\n\nYours\n");
        assert_eq!(blocks, [Block::File { name: "my cat.txt".into(), bytes: b"Cat!".to_vec() }]);
        let (_, blocks) = cut("begin-base64 644 a.txt\r\nQ2F0\r\n====\r\n").expect("a block");
        assert_eq!(blocks, [Block::File { name: "a.txt".into(), bytes: b"Cat".to_vec() }]);
    }

    #[test]
    fn what_is_not_decoded_is_named() {
        let yenc = "a\n=ybegin line=128 size=3 name=x.bin\nx}x\n=yend size=3\nb\n";
        assert_eq!(cut(yenc), Some(("a\n\nb\n".into(), vec![Block::Unread("a file in yEnc")])));
        let binhex = "a\n(This file must be converted with BinHex 4.0)\n\n:$f*TEQKPH#jdH@aP!*!\nbcd:\nb\n";
        assert_eq!(cut(binhex), Some(("a\n\nb\n".into(), vec![Block::Unread("a file in BinHex")])));
        let pgp = "a\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\nb\n";
        assert_eq!(cut(pgp), Some(("a\n\nb\n".into(), vec![Block::Encrypted])));
        let signature = "a\n-----BEGIN PGP SIGNATURE-----\niQEz\n-----END PGP SIGNATURE-----\n";
        assert_eq!(cut(signature), Some(("a\n\n".into(), vec![])));
    }

    #[test]
    fn sentences_stay() {
        for text in [
            "They begin 644 pages of notes.\nbegin 644 pages of notes\nThe talks go on in Cairo.\nend\n",
            "We begin with this.\n",
            "A block -----BEGIN PGP MESSAGE----- without an end\n-----BEGIN PGP MESSAGE-----\nabc\n",
            "(This file must be converted with BinHex 4.0)\nNote: it is old: very.\n",
        ] {
            assert_eq!(cut(text).filter(|(kept, _)| kept != text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut(text in "(begin 644 x\n|`\n|end\n|#0V%T\n|=ybegin name=\n|=yend \n|\\PC{0,5}\n|:|é){0,9}") {
            cut(&text);
        }
    }
}
