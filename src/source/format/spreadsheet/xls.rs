//! XLS: the workbooks of before 2007, in a compound file. [`super::super::compound`] opens that and asks here.
//!
//! The library makes room for every sheet from its first to its last cell. The surprise: so the cells are walked over before, and a
//! workbook that would fill the memory is left to whoever saves it in a newer form.

use calamine::{Reader, Xls, XlsError};

use super::broken;
use super::excel::{Merged, PANICKED, opened, read_sheets, text_of};
use crate::source::format::bytes::{long, short};
use crate::source::format::ledger::More;
use crate::source::format::zipped::ReadSeek;
use crate::source::format::{Halt, Sink};
use crate::source::guard::fenced;

/// Cells, blank ones between them counted, of all sheets together.
const CELLS: u64 = 8 << 20;

/// Kinds of records.
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const MULTIPLE: u16 = 0x00bd;
const END: u16 = 0x000a;
const CELL_KINDS: &[u16] = &[0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// Reads the workbook at `path`; `stream` is what the compound file `bytes` holds of cells.
pub(in crate::source::format) fn read(
    bytes: Box<dyn ReadSeek + '_>,
    stream: &[u8],
    path: &str,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    if !is_bounded(stream) {
        return Err(broken("its sheets are larger than can be read in this old form (save it as .xlsx)").into());
    }
    let book = opened(|| Xls::new(bytes), |error| matches!(error, XlsError::Password))?;
    read_sheets(book, Xls::has_1904_epoch, path, sink, |book, name, sheet, sink| {
        let mut merged = Merged::new(|| book.merge_cells_by_sheet_name(name));
        let range = match fenced(|| book.worksheet_range(name)) {
            Ok(Ok(range)) => range,
            Ok(Err(error)) => return Ok(Err(error.to_string())),
            Err(_) => return Ok(Err(PANICKED.to_owned())),
        };
        let (top, left) = range.start().unwrap_or_default();
        for (number, row) in (top..).zip(range.rows()) {
            let mut cells = vec![String::new(); left as usize];
            cells.extend(row.iter().map(text_of));
            merged.tell(number, &cells, sheet);
            if sheet.add(u64::from(number) + 1, cells, None, sink)? == More::No {
                break;
            }
        }
        Ok(Ok(()))
    })
}

/// Kind and data of each record, up to one that is torn.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, behind) = rest.split_at_checked(4)?;
        let (data, behind) = behind.split_at_checked(usize::from(short(head, 2)?))?;
        rest = behind;
        Some((short(head, 0)?, data))
    })
}

/// Whether all sheets together, each from its first to its last cell, are no larger than is held in memory.
fn is_bounded(stream: &[u8]) -> bool {
    let announced = |data: &[u8]| match data.len() {
        10 => Some((u32::from(short(data, 2)?), short(data, 6)?)),
        _ => Some((long(data, 4)?, short(data, 10)?)),
    };
    let sheets: Vec<usize> = records(stream)
        .take_while(|(kind, _)| *kind != END)
        .filter(|(kind, _)| *kind == BOUND_SHEET)
        .filter_map(|(_, data)| long(data, 0).and_then(|at| usize::try_from(at).ok()))
        .collect();
    // Sheets that lie in each other would be walked over again and again.
    let mut walked = 0_usize;
    let mut cells = 0_u64;
    for at in sheets {
        let Some(sheet) = stream.get(at..) else { return false };
        let (mut area, mut said) = (Area::default(), 0);
        for (kind, data) in records(sheet) {
            walked += data.len() + 4;
            match kind {
                END => break,
                DIMENSIONS => {
                    let Some((rows, columns)) = announced(data) else { return false };
                    said = u64::from(rows) * u64::from(columns);
                }
                _ if CELL_KINDS.contains(&kind) => {
                    let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else { return false };
                    let width = if kind == MULTIPLE { data.len() / 6 } else { 1 };
                    area.add(u64::from(row), u64::from(column), width as u64);
                }
                _ => {}
            }
        }
        cells = cells.saturating_add(area.cells().max(said));
        if cells > CELLS || walked > stream.len().saturating_mul(2) {
            return false;
        }
    }
    true
}

/// The rectangle around cells.
#[derive(Default)]
struct Area(Option<[u64; 4]>);

impl Area {
    fn add(&mut self, row: u64, column: u64, width: u64) {
        let [top, left, bottom, right] = self.0.get_or_insert([row, column, row, column]);
        *top = row.min(*top);
        *left = column.min(*left);
        *bottom = row.max(*bottom);
        *right = (column + width).max(*right);
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    }
}
