//! What Word tells of stretches of a file: which style a paragraph has, and what was deleted while changes were recorded.
//!
//! Formatting lies on pages of 512 bytes, each with the stretches it is of. What cannot be read of it is passed over: then the text
//! has no headings.

use std::ops::Range;

use super::header::{Header, long};
use crate::source::format::bytes::short;

const PAGE: usize = 512;

/// Bytes of what a page says of a paragraph, of which the first leads to its style.
const PARAGRAPH_ENTRY: usize = 13;

/// Numbers of styles that every document has.
const HEADINGS: std::ops::RangeInclusive<u16> = 1..=9;
const TITLE: u16 = 62;
const SUBTITLE: u16 = 74;

/// What makes characters deleted ones.
const DELETED: u16 = 0x0800;
/// Formatting whose size is not told by its number.
const TABLE_FORM: [u16; 2] = [0xd606, 0xd608];
const TABS: u16 = 0xc615;

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Subtitle,
    Heading,
    Text,
}

/// Stretches of bytes of the file, in their order.
#[derive(Debug, Default)]
pub(super) struct Runs {
    styles: Vec<(Range<usize>, Style)>,
    deleted: Vec<(Range<usize>, ())>,
}

impl Runs {
    /// Reads what there is.
    pub(super) fn read(header: &Header, main: &[u8], table: &[u8]) -> Runs {
        let names = styles_of(table.get(header.styles.clone()).unwrap_or_default());
        let mut runs = Runs::default();
        for page in pages(header.paragraph_pages.clone(), main, table) {
            for (stretch, entry) in stretches(page, PARAGRAPH_ENTRY) {
                let style = style_number(page, entry).and_then(|number| names.get(usize::from(number)).copied());
                runs.styles.extend(style.filter(|style| *style != Style::Text).map(|style| (stretch, style)));
            }
        }
        for page in pages(header.character_pages.clone(), main, table) {
            for (stretch, entry) in stretches(page, 1) {
                if formatting(page, entry).is_some_and(is_deleting) {
                    runs.deleted.push((stretch, ()));
                }
            }
        }
        runs.styles.sort_by_key(|(stretch, _)| stretch.start);
        runs.deleted.sort_by_key(|(stretch, _)| stretch.start);
        runs
    }

    /// What the paragraph is whose mark stands at a byte.
    pub(super) fn style(&self, at: usize) -> Style {
        found(&self.styles, at).unwrap_or(Style::Text)
    }

    /// Whether the character at a byte was deleted.
    pub(super) fn is_deleted(&self, at: usize) -> bool {
        !self.deleted.is_empty() && found(&self.deleted, at).is_some()
    }
}

fn found<T: Copy>(runs: &[(Range<usize>, T)], at: usize) -> Option<T> {
    let behind = runs.partition_point(|(stretch, _)| stretch.start <= at);
    let (stretch, value) = runs.get(behind.checked_sub(1)?)?;
    stretch.contains(&at).then_some(*value)
}

/// The pages that a list names.
fn pages<'m>(list: Range<usize>, main: &'m [u8], table: &'m [u8]) -> impl Iterator<Item = &'m [u8]> {
    let list = table.get(list).unwrap_or_default();
    let count = list.len().saturating_sub(4) / 8;
    // No file has more pages than it has room for.
    let numbers = (0..count.min(main.len() / PAGE)).filter_map(move |number| long(list, (count + 1 + number) * 4));
    numbers.filter_map(|number| {
        let start = (number & 0x003f_ffff) * PAGE;
        main.get(start..start + PAGE)
    })
}

/// The stretches of a page, and what its entries begin with, which are of so many bytes.
fn stretches(page: &[u8], size: usize) -> impl Iterator<Item = (Range<usize>, u8)> {
    let count = usize::from(page[PAGE - 1]);
    (0..count).filter_map(move |number| {
        let entry = *page.get((count + 1) * 4 + number * size)?;
        Some((long(page, number * 4)?..long(page, number * 4 + 4)?, entry))
    })
}

/// The number of the style of a paragraph.
fn style_number(page: &[u8], entry: u8) -> Option<u16> {
    let at = usize::from(entry) * 2;
    // Without an entry it has the first style.
    if at == 0 {
        return Some(0);
    }
    short(page, at + if page.get(at)? == &0 { 2 } else { 1 })
}

/// The formatting of characters.
fn formatting(page: &[u8], entry: u8) -> Option<&[u8]> {
    let at = usize::from(entry) * 2;
    let size = usize::from(*page.get(at).filter(|_| at != 0)?);
    page.get(at + 1..at + 1 + size)
}

/// Whether formatting marks what was deleted.
fn is_deleting(mut rest: &[u8]) -> bool {
    while let Some(kind) = short(rest, 0) {
        let operand = &rest[2..];
        if kind == DELETED {
            return operand.first() == Some(&1);
        }
        let first = operand.first().map_or(0, |size| usize::from(*size));
        let size = match kind >> 13 {
            _ if TABLE_FORM.contains(&kind) => usize::from(short(operand, 0).unwrap_or_default()) + 1,
            _ if kind == TABS && first == 255 => return false,
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => first + 1,
        };
        rest = operand.get(size..).unwrap_or_default();
    }
    false
}

/// What the styles of a sheet are, by their places in it.
fn styles_of(sheet: &[u8]) -> Vec<Style> {
    let head = short(sheet, 0).map_or(0, usize::from);
    let count = short(sheet, 2).map_or(0, usize::from);
    let mut rest = sheet.get(2 + head..).unwrap_or_default();
    let mut styles = Vec::new();
    while styles.len() < count
        && let Some(size) = short(rest, 0)
    {
        let style = match short(rest, 2).filter(|_| size > 0).map(|word| word & 0x0fff) {
            Some(number) if HEADINGS.contains(&number) => Style::Heading,
            Some(TITLE) => Style::Title,
            Some(SUBTITLE) => Style::Subtitle,
            _ => Style::Text,
        };
        styles.push(style);
        // Each begins at an even byte.
        rest = rest.get(2 + usize::from(size).next_multiple_of(2)..).unwrap_or_default();
    }
    styles
}
