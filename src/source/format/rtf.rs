//! Rich Text Format: its paragraphs, and title, author and date of its information group.
//!
//! Read in one pass over the control words; what is not text (fonts, pictures, styles) is passed over by groups. The
//! surprise: characters beyond ASCII come as bytes of the code page of the current font, as numbers of UTF-16 units with a
//! substitute behind them that must be skipped, or as both.

use encoding_rs::Encoding;

use super::{Detection, Format, Halt, Probe, Sink, part, press};
use crate::source::draft::{Draft, fill};
use crate::source::layout;
use crate::source::outcome::ReadError;
use crate::source::read::Input;

/// Rich Text Format.
pub static FORMAT: Format = Format { name: "rtf", extensions: &["rtf"], detect, read };

/// Groups nest to this depth; what is deeper is read as if it stood there.
const DEPTH: usize = 1000;

/// Groups whose content is no text.
const PASSED_OVER: &[&str] = &[
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "themedata",
    "datastore",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "fldinst",
    "filetbl",
    "revtbl",
    "xmlnstbl",
    "latentstyles",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
    "atnid",
    "atnauthor",
    "annotation",
    "colorschememapping",
];

fn detect(probe: &Probe<'_>) -> Detection {
    if probe.head.trim_ascii_start().starts_with(b"{\\rtf") { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let document = Reader::new(&bytes).read();
    drop(bytes);
    if press::read_within(&document.text, sink)? {
        return Ok(());
    }
    let mut draft = Draft::default();
    fill(&mut draft.headline, document.title);
    if document.author.trim().contains(' ') {
        fill(&mut draft.byline, document.author);
    }
    if let [year, month, day, ..] = document.created[..] {
        draft.date(format!("{year:04}-{month:02}-{day:02}"));
    }
    let text = document.text;
    let mut parts = part::parts_of(&text);
    let inside = layout::parse_text(parts.next().unwrap_or_default(), &sink.options().mapping);
    draft.body = inside.body;
    fill(&mut draft.headline, inside.headline.unwrap_or_default());
    fill(&mut draft.byline, inside.byline.unwrap_or_default());
    fill(&mut draft.dateline, inside.dateline.unwrap_or_default());
    fill(&mut draft.publisher, inside.publisher.unwrap_or_default());
    draft.dates.extend(inside.dates);
    draft.metadata.extend(inside.metadata);
    if draft.body.is_empty() && !document.closed {
        return Err(ReadError::Truncated { inside: "an RTF group" }.into());
    }
    sink.article_in_parts(draft, parts.map(layout::parse_body))
}

/// The text that is shown, paragraphs on lines.
pub(super) fn text_of(bytes: &[u8]) -> String {
    Reader::new(bytes).read().text
}

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    Body,
    Nothing,
    FontTable,
    Title,
    Author,
    Created,
}

#[derive(Debug, Clone, Copy)]
struct State {
    destination: Destination,
    encoding: &'static Encoding,
    /// Bytes of substitute behind a Unicode number.
    substitutes: usize,
}

#[derive(Debug, Default)]
struct Document {
    text: String,
    title: String,
    author: String,
    /// Year, month, day.
    created: Vec<u32>,
    closed: bool,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    stack: Vec<State>,
    /// Groups that are open beyond the stack.
    beyond: usize,
    /// Code page of each font.
    fonts: Vec<(i32, &'static Encoding)>,
    font: i32,
    default: &'static Encoding,
    /// Bytes of the code page that wait to be decoded together.
    pending: Vec<u8>,
    /// A first half of a UTF-16 pair.
    half: Option<u16>,
    skip: usize,
    document: Document,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let encoding = encoding_rs::WINDOWS_1252;
        let state = State { destination: Destination::Body, encoding, substitutes: 1 };
        Self {
            bytes,
            at: 0,
            state,
            stack: Vec::new(),
            beyond: 0,
            fonts: Vec::new(),
            font: 0,
            default: encoding,
            pending: Vec::new(),
            half: None,
            skip: 0,
            document: Document::default(),
        }
    }

    fn read(mut self) -> Document {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.flush();
        self.document.closed = self.stack.is_empty();
        self.document
    }

    fn open(&mut self) {
        self.flush();
        if self.stack.len() < DEPTH {
            self.stack.push(self.state);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    /// A control word or sign, behind its backslash.
    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match first {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("-"),
            b'*' => self.set_destination(Destination::Nothing),
            b'\\' | b'{' | b'}' => self.byte(first),
            b'\r' | b'\n' => self.text("\n\n"),
            _ if first.is_ascii_alphabetic() => {
                let start = self.at - 1;
                let length = self.bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                self.at = start + length;
                let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
                let digits = self.bytes[self.at..].iter().enumerate();
                let digits = digits
                    .take_while(|(index, byte)| byte.is_ascii_digit() || *index == 0 && **byte == b'-')
                    .count()
                    .min(11);
                let number = std::str::from_utf8(&self.bytes[self.at..self.at + digits])
                    .ok()
                    .and_then(|text| text.parse::<i32>().ok());
                self.at += digits;
                if self.bytes.get(self.at) == Some(&b' ') {
                    self.at += 1;
                }
                self.word(word, number);
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("u", Some(number)) => self.unicode(number),
            ("uc", Some(number)) => self.state.substitutes = usize::try_from(number).unwrap_or(0).min(16),
            ("bin", Some(number)) => {
                self.at = self.at.saturating_add(usize::try_from(number).unwrap_or(0)).min(self.bytes.len())
            }
            ("ansicpg", Some(number)) => {
                self.default = code_page(number);
                self.state.encoding = self.default;
            }
            ("f", Some(number)) => self.set_font(number),
            ("fcharset", Some(number)) if self.state.destination == Destination::FontTable => {
                let encoding = charset(number).unwrap_or(self.default);
                self.fonts.push((self.font, encoding));
            }
            ("par" | "sect" | "page" | "row", _) => self.text("\n\n"),
            ("line", _) => self.text("\n"),
            ("tab" | "cell" | "nestcell", _) => self.text("\t"),
            ("emdash", _) => self.text("—"),
            ("endash", _) => self.text("–"),
            ("lquote", _) => self.text("‘"),
            ("rquote", _) => self.text("’"),
            ("ldblquote", _) => self.text("“"),
            ("rdblquote", _) => self.text("”"),
            ("bullet", _) => self.text("•"),
            ("fonttbl", _) => self.set_destination(Destination::FontTable),
            ("info", _) => self.set_destination(Destination::Nothing),
            ("title", _) => self.state.destination = Destination::Title,
            ("author", _) => self.state.destination = Destination::Author,
            ("creatim", _) => self.state.destination = Destination::Created,
            ("yr" | "mo" | "dy", Some(number)) if self.state.destination == Destination::Created => {
                self.document.created.push(u32::try_from(number).unwrap_or(0));
            }
            _ if PASSED_OVER.contains(&word) => self.set_destination(Destination::Nothing),
            _ => {}
        }
    }

    /// What is inside of something that is passed over is passed over too.
    fn set_destination(&mut self, destination: Destination) {
        if self.state.destination != Destination::Nothing {
            self.flush();
            self.state.destination = destination;
        }
    }

    fn set_font(&mut self, number: i32) {
        self.flush();
        self.font = number;
        if self.state.destination != Destination::FontTable {
            let known = self.fonts.iter().rev().find(|(font, _)| *font == number);
            self.state.encoding = known.map_or(self.default, |(_, encoding)| encoding);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        // Numbers are signed 16-bit units.
        let unit = (number & 0xffff) as u16;
        self.skip = self.state.substitutes;
        match (self.half.take(), unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                let pair = String::from_utf16_lossy(&[high, unit]);
                self.write(&pair);
            }
            (_, 0xd800..=0xdbff) => self.half = Some(unit),
            _ => self.write(&String::from_utf16_lossy(&[unit])),
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.state.destination != Destination::Nothing {
            self.pending.push(byte);
        }
    }

    fn text(&mut self, text: &str) {
        self.flush();
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.write(text);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            let (text, _) = self.state.encoding.decode_without_bom_handling(&pending);
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        match self.state.destination {
            Destination::Body => self.document.text.push_str(text),
            Destination::Title => self.document.title.push_str(text),
            Destination::Author => self.document.author.push_str(text),
            Destination::Nothing | Destination::FontTable | Destination::Created => {}
        }
    }
}

fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The code page of a font's character set; `None` for the default and for symbols.
fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    Some(code_page(page))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn text_is_told_from_everything_else() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}}{\colortbl;\red0;}{\stylesheet{\s1 Normal;}}
{\info{\title Talks go on}{\author Jane Doe}{\creatim\yr2024\mo4\dy1\hr10}}{\*\generator X;}\pard\f0 The caf\'e9 in Cairo\emdash no date \{yet\} is set.\par
{\pict\pngblip 89504e47}Second {\b bold}\u8217 's end, {\f1 \'cf\'f0\'e8\'e2\'e5\'f2}.\par {\field{\*\fldinst HYPERLINK x}{\fldrslt A link.}}\u-10179 ?\u-8704 ?\par}";
        let found = articles("a.rtf", rtf.as_bytes());
        let article = &found[0];
        assert_eq!((article.format.as_str(), article.headline.text.as_str()), ("rtf", "Talks go on"));
        assert_eq!(article.lede, "The café in Cairo—no date {yet} is set.");
        assert_eq!(article.sections[0].paragraphs, ["Second bold’s end, Привет.", "A link.😀"]);
        assert_eq!(article.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
    }

    proptest::proptest! {
        #[test]
        fn any_document_is_read(body in "(\\\\[a-z]{1,6}-?[0-9]{0,6} ?|\\{|\\}|\\\\'[0-9a-f]{0,2}|\\\\\\*|[a-z ]{0,6}){0,40}") {
            outcomes("a.rtf", format!("{{\\rtf1 {body}").as_bytes(), &ReadOptions::default());
        }
    }
}
