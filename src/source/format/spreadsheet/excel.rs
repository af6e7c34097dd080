//! XLSX, XLSM and XLSB: zip archives with a member a sheet, read cell by cell.
//!
//! The library trusts what a file says of itself: it makes room for as many texts as are announced and unpacks without end. So all members
//! are unpacked once before, within the bounds on unpacking. The surprise: the list of texts that cells point to is held in memory; the
//! sheets are not.

use std::collections::HashMap;
use std::fmt::Display;
use std::io::{self, Read, Seek};

use calamine::{
    Cell, DataRef, DataType, Dimensions, Reader, Sheet as Described, SheetType, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::{COLUMNS, Sheet, Workbook, broken, render_date, render_number};
use crate::source::format::ledger::More;
use crate::source::format::sink::Packed;
use crate::source::format::zipped::{Archive, ReadSeek};
use crate::source::format::{Halt, Sink};
use crate::source::guard::fenced;
use crate::source::outcome::{ReadError, SkipReason};

/// How much larger than a record the texts of all cells may be, in the binary form half as much, and how many there may be: an empty one
/// costs more than its bytes.
const TEXTS: u64 = 4;
const TEXT_COUNT: usize = 5_000_000;

/// Unpacked bytes of the list of styles, and how many there are; Excel itself has no more than 65,490.
const STYLE_BYTES: u64 = 16 << 20;
const STYLES: usize = 100_000;

/// Links and merged cells of a sheet that are kept.
const KEPT: usize = 200_000;

/// Endings of members that no table is in.
const MEDIA: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".svg", ".wdp", ".mp4"];

/// Bytes that the end of one part of a member and the beginning of the next are looked at together.
const OVERLAP: usize = 64;

type Book<'a> = Box<dyn ReadSeek + 'a>;

/// Reads the workbook at `path`.
pub(in crate::source::format) fn read(mut archive: Archive<'_>, path: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let binary = archive.index_for_name("xl/workbook.bin").is_some();
    let signs = look_through(&mut archive, sink)?;
    let bytes = archive.into_inner();
    if binary { read_xlsb(bytes, path, sink) } else { read_xlsx(bytes, &signs, path, sink) }
}

/// What is in any sheet of a workbook.
#[derive(Debug, Default)]
struct Signs {
    merged: bool,
    linked: bool,
}

/// Unpacks every member once, so that none is larger than it may be.
fn look_through(archive: &mut Archive<'_>, sink: &mut Sink<'_>) -> Result<Signs, Halt> {
    let record = sink.options().max_record_bytes as u64;
    let mut signs = Signs::default();
    // Whether a name stands behind what opens an element.
    let opens = |part: &[u8], at: usize| at > 0 && matches!(part[at - 1], b'<' | b':');
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().to_ascii_lowercase();
        if MEDIA.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        // What cannot be opened here cannot be opened there.
        let Ok(entry) = archive.by_index(index) else { continue };
        let packed = Packed::Bytes(entry.compressed_size());
        let mut reader = sink.metered(Box::new(entry), packed);
        if name.ends_with("sharedstrings.xml") {
            let most = record.saturating_mul(TEXTS);
            let (mut announced, mut count, mut wide) = (0, 0, None);
            let size = scan(&mut *reader, most, |part| {
                wide.get_or_insert(part.iter().take(4).any(|byte| *byte == 0));
                announced = announced.max(announced_texts(part));
                count += memchr::memmem::find_iter(part, b"si").filter(|at| opens(part, *at)).count();
            })?;
            // A text has five bytes at least.
            if wide == Some(true) || announced > size / 5 + 1 {
                return Err(broken(format!("{name}: it has not the texts that it announces")).into());
            }
            if count > TEXT_COUNT {
                return Err(broken(format!("{name}: more texts than are held")).into());
            }
        } else if name.ends_with("sharedstrings.bin") {
            scan(&mut *reader, record.saturating_mul(TEXTS / 2), |_| {})?;
        } else if name.ends_with("styles.xml") {
            let mut count = 0;
            scan(&mut *reader, STYLE_BYTES, |part| {
                count += memchr::memmem::find_iter(part, b"xf").filter(|at| opens(part, *at)).count();
            })?;
            if count > STYLES {
                return Err(broken(format!("{name}: more styles than a workbook can have")).into());
            }
        } else {
            scan(&mut *reader, u64::MAX, |part| {
                signs.merged = signs.merged || memchr::memmem::find(part, b"mergeCell ").is_some();
                signs.linked = signs.linked || memchr::memmem::find(part, b"hyperlink ").is_some();
            })?;
        }
    }
    Ok(signs)
}

/// Hands a member to `look` part by part and gives its size.
pub(super) fn scan(reader: &mut dyn Read, most: u64, mut look: impl FnMut(&[u8])) -> Result<u64, ReadError> {
    let mut buffer = vec![0; 64 << 10];
    let (mut kept, mut size) = (0, 0_u64);
    loop {
        let count = match reader.read(&mut buffer[kept..]) {
            Ok(0) => return Ok(size),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        size += count as u64;
        if size > most {
            return Err(ReadError::RecordTooLarge { limit: usize::try_from(most).unwrap_or(usize::MAX) });
        }
        let end = kept + count;
        look(&buffer[..end]);
        kept = end.min(OVERLAP);
        buffer.copy_within(end - kept..end, 0);
    }
}

/// The largest number of texts that a list says it has.
fn announced_texts(part: &[u8]) -> u64 {
    let number = |at: usize| {
        let digits =
            part[at..].iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    };
    let name = b"uniqueCount";
    let is_attribute = |at: &usize| {
        let rest = part[at + name.len()..].trim_ascii_start();
        rest.strip_prefix(b"=")
            .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\"") || rest.trim_ascii_start().starts_with(b"'"))
    };
    memchr::memmem::find_iter(part, name)
        .filter(is_attribute)
        .map(|at| number(at + name.len()))
        .max()
        .unwrap_or_default()
}

/// What ends the reading of a cell, and whether it ends that of the sheet.
enum Fault {
    Cell,
    Sheet(String),
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        match error {
            // A value that the library does not know, such as a newer kind of error in a formula.
            XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::Unexpected(_) => Self::Cell,
            other => Self::Sheet(other.to_string()),
        }
    }
}

impl From<XlsbError> for Fault {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::CellError(_) => Self::Cell,
            other => Self::Sheet(other.to_string()),
        }
    }
}

/// Opens a workbook; `None` when it asks for a password.
pub(super) fn opened<B, E: Display>(
    open: impl FnOnce() -> Result<B, E>,
    is_locked: impl Fn(&E) -> bool,
) -> Result<Option<B>, ReadError> {
    match fenced(open) {
        Ok(Ok(book)) => Ok(Some(book)),
        Ok(Err(error)) if is_locked(&error) => Ok(None),
        Ok(Err(error)) => Err(broken(error)),
        Err(_) => Err(broken("its parts contradict each other")),
    }
}

/// Reads a workbook sheet by sheet; without one it asked for a password. `read` gives what ended a sheet before its time.
pub(super) fn read_sheets<R: Read + Seek, B: Reader<R>>(
    book: Option<B>,
    from_1904: fn(&B) -> bool,
    path: &str,
    sink: &mut Sink<'_>,
    mut read: impl FnMut(&mut B, &str, &mut Sheet<'_>, &mut Sink<'_>) -> Result<Result<(), String>, Halt>,
) -> Result<(), Halt> {
    let Some(mut book) = book else { return sink.skip(None, SkipReason::Encrypted) };
    let names = sheets_of(book.sheets_metadata());
    let mut workbook = Workbook::new(path, names.len() > 1, from_1904(&book));
    for name in names {
        let Some(mut sheet) = workbook.sheet(&name, sink) else { continue };
        let ended = read(&mut book, &name, &mut sheet, sink)?;
        workbook.end_with(sheet, &name, ended, sink)?;
    }
    workbook.finish(sink)
}

fn read_xlsx(bytes: Book<'_>, signs: &Signs, path: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let book = opened(|| Xlsx::new(bytes), |error| matches!(error, XlsxError::Password))?;
    read_sheets(book, Xlsx::has_1904_epoch, path, sink, |book, name, sheet, sink| {
        let mut around = Around::default();
        if signs.merged {
            around.merged = Merged::new(|| book.merge_cells_by_sheet_name(name));
        }
        if signs.linked {
            around.links = links_of(asked(|| book.hyperlinks_by_sheet_name(name)));
        }
        match fenced(|| book.worksheet_cells_reader(name)) {
            Ok(Ok(mut cells)) => read_sheet(|| cells.next_cell().map_err(Fault::from), sheet, around, sink),
            // A chart that calls itself a sheet.
            Ok(Err(XlsxError::NotAWorksheet(_))) => Ok(Ok(())),
            Ok(Err(error)) => Ok(Err(error.to_string())),
            Err(_) => Ok(Err(PANICKED.to_owned())),
        }
    })
}

fn read_xlsb(bytes: Book<'_>, path: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let book = opened(|| Xlsb::new(bytes), |error| matches!(error, XlsbError::Password))?;
    read_sheets(book, Xlsb::has_1904_epoch, path, sink, |book, name, sheet, sink| {
        match fenced(|| book.worksheet_cells_reader(name)) {
            Ok(Ok(mut cells)) => read_sheet(|| cells.next_cell().map_err(Fault::from), sheet, Around::default(), sink),
            Ok(Err(error)) => Ok(Err(error.to_string())),
            Err(_) => Ok(Err(PANICKED.to_owned())),
        }
    })
}

pub(super) const PANICKED: &str = "its cells contradict each other";

/// The names of the sheets with cells, hidden ones too, each once.
fn sheets_of(sheets: &[Described]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        if sheet.typ == SheetType::WorkSheet && !names.contains(&sheet.name) {
            names.push(sheet.name.clone());
        }
    }
    names
}

/// What stands around the cells of a sheet.
#[derive(Default)]
struct Around {
    merged: Merged,
    links: HashMap<u32, String>,
}

/// Merged cells of a sheet that go on below, the first last.
#[derive(Default)]
pub(super) struct Merged(Vec<Dimensions>);

impl Merged {
    pub(super) fn new<E: Display>(ask: impl FnOnce() -> Result<Vec<Dimensions>, E>) -> Merged {
        let mut regions = asked(ask);
        regions.retain(|region| region.end.0 > region.start.0);
        regions.sort_by_key(|region| std::cmp::Reverse(region.start));
        Merged(regions)
    }

    /// Tells the sheet of those that begin in a row, which has these cells, or in none before it.
    pub(super) fn tell(&mut self, number: u32, cells: &[String], sheet: &mut Sheet<'_>) {
        while let Some(region) = self.0.pop_if(|region| region.start.0 <= number) {
            let text = cells.get(region.start.1 as usize).filter(|_| region.start.0 == number);
            sheet.merge(region.start.1 as usize, u64::from(region.end.0) + 1, text.map_or("", String::as_str));
        }
    }
}

/// A list beside the cells; one that is broken is none.
fn asked<T, E: Display>(ask: impl FnOnce() -> Result<Vec<T>, E>) -> Vec<T> {
    let mut found = fenced(ask).ok().and_then(Result::ok).unwrap_or_default();
    found.truncate(KEPT);
    found
}

/// Rows, counted from zero, and the page that the first link in each leads to.
fn links_of(links: Vec<calamine::Hyperlink>) -> HashMap<u32, String> {
    let mut pages = HashMap::new();
    for link in links {
        let Some(target) = link.target.filter(|target| target.starts_with("http")) else { continue };
        let (first, last) = (link.range.start.0, link.range.end.0);
        // One link over many rows leads to none of theirs.
        if first == last {
            pages.entry(first).or_insert(target);
        }
    }
    pages
}

/// Puts cells together to rows. What ended the sheet before its time comes back.
fn read_sheet<'c>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, Fault>,
    sheet: &mut Sheet<'_>,
    mut around: Around,
    sink: &mut Sink<'_>,
) -> Result<Result<(), String>, Halt> {
    let mut row: Option<(u32, Vec<String>)> = None;
    loop {
        let cell = match fenced(&mut next) {
            Ok(Ok(Some(cell))) => Ok(cell),
            Ok(Err(Fault::Cell)) => continue,
            Ok(Ok(None)) => Err(Ok(())),
            Ok(Err(Fault::Sheet(message))) => Err(Err(message)),
            Err(_) => Err(Err(PANICKED.to_owned())),
        };
        let at = cell.as_ref().ok().map(|cell| cell.get_position());
        if let Some((number, cells)) = row.take_if(|(number, _)| at.is_none_or(|at| at.0 != *number)) {
            around.merged.tell(number, &cells, sheet);
            let link = around.links.remove(&number);
            if sheet.add(u64::from(number) + 1, cells, link, sink)? == More::No {
                return Ok(Ok(()));
            }
        }
        let cell = match cell {
            Ok(cell) => cell,
            Err(ended) => return Ok(ended),
        };
        let (number, column) = cell.get_position();
        let (_, cells) = row.get_or_insert_with(|| (number, Vec::new()));
        let column = column as usize;
        if column < COLUMNS {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text_of(cell.get_value());
        }
    }
}

/// A value as it is read; errors of formulas are blanks.
pub(super) fn text_of(value: &impl DataType) -> String {
    if let Some(text) = value.get_string().or_else(|| value.get_duration_iso()) {
        return text.to_owned();
    }
    let number = || value.get_int().map(|number| number.to_string()).or_else(|| value.get_float().map(render_number));
    let date = || value.get_datetime().map(|date| render_date(&date));
    let iso = || value.get_datetime_iso().map(|date| date.strip_suffix("T00:00:00").unwrap_or(date).to_owned());
    let truth = || value.get_bool().map(|truth| if truth { "TRUE" } else { "FALSE" }.to_owned());
    number().or_else(date).or_else(iso).or_else(truth).unwrap_or_default()
}
