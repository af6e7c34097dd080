use std::io::{Cursor, Write};

use super::super::super::testing::{articles, outcomes, spoilt};
use crate::article::Article;
use crate::source::read::ReadOptions;

/// A compound file of streams by name.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes everything");
    for (name, bytes) in streams {
        file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("memory takes everything");
    }
    file.into_inner().into_inner()
}

fn put(bytes: &mut Vec<u8>, at: usize, value: &[u8]) {
    bytes.resize(bytes.len().max(at + value.len()), 0);
    bytes[at..at + value.len()].copy_from_slice(value);
}

fn put_long(bytes: &mut Vec<u8>, at: usize, value: usize) {
    put(bytes, at, &u32::try_from(value).expect("a small number").to_le_bytes());
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The streams of a document of Word 97.
struct Document {
    main: Vec<u8>,
    table: Vec<u8>,
    /// Ends of pieces in characters, and what the table says of their places.
    pieces: Vec<(usize, usize)>,
}

/// Where the first piece lies; the pages of formatting are before it.
const TEXT: usize = 0x800;

impl Document {
    fn new(flags: u16) -> Document {
        let mut main = vec![0; TEXT];
        put(&mut main, 0, &[0xec, 0xa5, 0xc1, 0]);
        put(&mut main, 0x0a, &flags.to_le_bytes());
        Document { main, table: vec![0; 16], pieces: Vec::new() }
    }

    /// Adds a piece; where it lies.
    fn piece(&mut self, text: &str, is_wide: bool) -> usize {
        let at = self.main.len().next_multiple_of(2);
        self.main.resize(at, 0);
        let start = self.pieces.last().map_or(0, |(end, _)| *end);
        self.pieces.push((start + text.encode_utf16().count(), if is_wide { at } else { (at * 2) | (1 << 30) }));
        let bytes = if is_wide { wide(text) } else { encoding_rs::WINDOWS_1252.encode(text).0.into_owned() };
        self.main.extend(bytes);
        at
    }

    /// Characters of the parts of the text.
    fn parts(&mut self, lengths: [usize; 8]) {
        lengths.iter().enumerate().for_each(|(part, length)| put_long(&mut self.main, 0x4c + part * 4, *length));
    }

    /// Adds a table whose place stands at `at` in the header.
    fn table(&mut self, at: usize, bytes: &[u8]) {
        let start = self.table.len();
        put_long(&mut self.main, at, start);
        put_long(&mut self.main, at + 4, bytes.len());
        self.table.extend(bytes);
    }

    /// A page of formatting: stretches of the file, each with what an entry of so many bytes leads to.
    fn page(&mut self, number: usize, list: usize, size: usize, stretches: &[(usize, usize, &[u8])]) {
        let page = number * 512;
        put(&mut self.main, page + 511, &[u8::try_from(stretches.len()).expect("few")]);
        let (mut entry, mut end) = (200, 0);
        for (at, (start, behind, form)) in stretches.iter().enumerate() {
            put_long(&mut self.main, page + at * 4, *start);
            end = *behind;
            put(&mut self.main, page + (stretches.len() + 1) * 4 + at * size, &[entry]);
            put(&mut self.main, page + usize::from(entry) * 2, form);
            entry += 8;
        }
        put_long(&mut self.main, page + stretches.len() * 4, end);
        let mut pages = Vec::new();
        put_long(&mut pages, 0, stretches[0].0);
        put_long(&mut pages, 4, end);
        put_long(&mut pages, 8, number);
        self.table(list, &pages);
    }

    fn finish(mut self, more: &[(&str, &[u8])]) -> Vec<u8> {
        let mut list = vec![0; 4];
        self.pieces.iter().for_each(|(end, _)| list.extend(u32::try_from(*end).expect("small").to_le_bytes()));
        for (_, place) in &self.pieces {
            list.extend([0, 0]);
            list.extend(u32::try_from(*place).expect("small").to_le_bytes());
            list.extend([0, 0]);
        }
        // Formatting for a later version stands before the pieces.
        let mut pieces = vec![1, 3, 0, 9, 9, 9, 2];
        pieces.extend(u32::try_from(list.len()).expect("small").to_le_bytes());
        pieces.extend(list);
        self.table(0x01a2, &pieces);
        let streams = [("WordDocument", self.main.as_slice()), ("1Table", self.table.as_slice())];
        compound(&[&streams[..], more].concat())
    }
}

fn paragraphs(article: &Article) -> Vec<(Option<&str>, Vec<&str>)> {
    let parts = article.sections.iter();
    parts.map(|part| (part.heading.as_deref(), part.paragraphs.iter().map(String::as_str).collect())).collect()
}

/// What an old Office file says of itself.
fn properties(values: &[(u32, &[u8])]) -> Vec<u8> {
    let mut set = vec![0; 8 + values.len() * 8];
    put_long(&mut set, 4, values.len());
    for (at, (number, value)) in values.iter().enumerate() {
        let place = set.len();
        put(&mut set, 8 + at * 8, &number.to_le_bytes());
        put_long(&mut set, 12 + at * 8, place);
        set.extend(*value);
    }
    let mut stream = vec![0; 48];
    put_long(&mut stream, 44, 48);
    stream.extend(set);
    stream
}

#[test]
fn doc_gives_what_is_shown_and_not_what_was_deleted() {
    let mut document = Document::new(0x0200);
    let (title, opening) = ("Ministers meet the mayor\r", "The ministers “secretly ");
    document.piece(title, false);
    let narrow = document.piece(opening, false);
    let middle = "met” \u{13} HYPERLINK \"x\" \u{13}A\u{14}B\u{15}\u{14}the ma\u{1f}yor\u{15} of Köln\u{1e}Süd 😀.\r";
    let wide_at = document.piece(middle, true);
    let heading = "What next\r";
    let heading_at = document.piece(heading, false);
    let cells = "A cell.\u{7}Another\u{b}cell.\u{7}\u{7}";
    document.piece(cells, false);
    let (note, header, remark, box_text) = ("\u{2} A note.\r", "Page 1\r", "Check this!\r", "In a box.\r");
    for text in [note, header, remark, box_text] {
        document.piece(text, false);
    }
    let count = |text: &str| text.encode_utf16().count();
    let main = [title, opening, middle, heading, cells].iter().map(|text| count(text)).sum();
    document.parts([main, count(note), count(header), 0, count(remark), 0, count(box_text), 0]);
    // Styles: the first is for text, the second for headings, the third for titles.
    document.table(0x00a2, &[2, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0, 9, 0, 2, 0, 62, 0]);
    let title_end = TEXT + title.len();
    let styles: [(usize, usize, &[u8]); 3] =
        [(TEXT, title_end, &[2, 2, 0]), (title_end, wide_at, &[2, 0, 0]), (heading_at, heading_at + 10, &[0, 1, 1, 0])];
    document.page(2, 0x0102, 13, &styles);
    // Bold, then deleted.
    let deleted = narrow + "The ministers “".chars().count();
    document.page(3, 0x00fa, 1, &[(TEXT, deleted, &[]), (deleted, wide_at, &[6, 0x35, 0x08, 1, 0x00, 0x08, 1])]);
    let code_page: &[u8] = &[2, 0, 0, 0, 0xe3, 0x04, 0, 0];
    let author: &[u8] = &[0x1e, 0, 0, 0, 10, 0, 0, 0, 0xc8, 0xe2, 0xe0, 0xed, b' ', 0xcf, 0xe5, 0xf2, b'.', 0];
    // 2024-03-07 10:00 in UTC.
    let made = [&[0x40, 0, 0, 0][..], &133_542_792_000_000_000_u64.to_le_bytes()].concat();
    let summary = properties(&[(1, code_page), (4, author), (12, &made)]);
    let found = articles("a.doc", &document.finish(&[("\u{5}SummaryInformation", &summary)]));
    let article = &found[0];
    assert_eq!((article.format.as_str(), article.headline.text.as_str()), ("doc", "Ministers meet the mayor"));
    assert_eq!(article.lede, "The ministers “met” the mayor of Köln-Süd 😀.");
    assert_eq!(paragraphs(article), [(Some("What next"), vec!["A cell.", "Another cell.", "A note.", "In a box."])]);
    assert_eq!(article.byline.as_deref(), Some("Иван Пет."));
    let date = article.date.as_ref().map(|date| date.start.to_string());
    assert_eq!(date.as_deref(), Some("2024-03-07T10:00:00"));
}

#[test]
fn a_document_of_before_1997_is_read_in_its_code_page() {
    let text = "Переговоры продолжаются\r\rМинистры встретились в Киеве, сообщил представитель правительства. Дата не назначена.\r";
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let mut main = vec![0; 0x300];
    put(&mut main, 0, &[0xdc, 0xa5, 0x68, 0]);
    put_long(&mut main, 0x18, 0x300);
    put_long(&mut main, 0x1c, 0x300 + bytes.len());
    put_long(&mut main, 0x34, bytes.len());
    main.extend(bytes);
    let found = articles("a.doc", &compound(&[("WordDocument", &main)]));
    assert_eq!(found[0].headline.text, "Переговоры продолжаются");
    assert_eq!(found[0].lede, "Министры встретились в Киеве, сообщил представитель правительства. Дата не назначена.");
    assert_eq!(found[0].language.as_deref(), Some("ru"));
}

#[test]
fn what_is_no_whole_document_is_told() {
    let said = |bytes: &[u8]| outcomes("a.doc", bytes, &ReadOptions::default()).1;
    assert_eq!(said(&Document::new(0x0300).finish(&[])), [": encrypted"]);
    assert_eq!(said(&Document::new(0x0200).finish(&[])), [": empty"]);
    let broken = |cause: &str| format!("cannot read a.doc: broken Word document: {cause}");
    assert_eq!(said(&Document::new(0).finish(&[])), [broken("it has no table of its pieces")]);
    assert_eq!(said(&compound(&[("WordDocument", b"\xec\xa5")])), [broken("its header is not whole")]);
    // Pieces that lie in each other make a long text of a short file.
    let mut document = Document::new(0x0200);
    document.piece(&"The talks go on. ".repeat(200), false);
    let (length, place) = document.pieces[0];
    document.pieces = (1..=500).map(|number| (length * number, place)).collect();
    document.parts([length * 500, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(said(&document.finish(&[])), [broken("its pieces cannot be told apart")]);
}

#[test]
fn no_bytes_of_a_document_are_too_much() {
    let mut document = Document::new(0x0200);
    let at = document.piece("Ministers meet the mayor of Oxford.\rNo date is set.\r", true);
    document.parts([52, 0, 0, 0, 0, 0, 0, 0]);
    document.table(0x00a2, &[2, 0, 2, 0, 2, 0, 0, 0, 3, 0, 1, 0]);
    document.page(2, 0x0102, 13, &[(at, at + 72, &[2, 1, 0])]);
    document.page(3, 0x00fa, 1, &[(at, at + 72, &[3, 0, 8, 0])]);
    let whole = document.finish(&[]);
    for bytes in spoilt(&whole, 600) {
        let (found, others) = outcomes("a.doc", &bytes, &ReadOptions::default());
        assert!(found.len() + others.len() <= 2 && found.len() + others.len() > 0);
    }
}
