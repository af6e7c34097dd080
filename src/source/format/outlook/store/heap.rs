//! The upper layer of a store: properties and rows of them, in the blocks of a node. Source: [MS-PST].
//!
//! What cannot be read of a property is passed over, so that a message is read as far as it goes.

use std::io::{self, Read, Seek};

use super::node::{Content, Nodes, SubNode, broken};
use crate::source::format::bytes::{long, number, short};
use crate::source::format::outlook::letter::{Item, Value};

/// Rows of a table that are read.
const ROWS: usize = 5000;

/// Levels and entries of an index in a heap.
const LEVELS: u8 = 8;
const ENTRIES: usize = 10_000;

/// What a heap is for.
const PROPERTIES: u8 = 0xbc;
const TABLE: u8 = 0x7c;

/// Kinds of values.
const WIDE: u16 = 0x001f;
const NARROW: u16 = 0x001e;
const BINARY: u16 = 0x0102;
const OBJECT: u16 = 0x000d;
/// Those of four bytes and fewer, and of eight.
const SMALL: [u16; 3] = [0x0002, 0x0003, 0x000b];
const EIGHT: [u16; 2] = [0x0014, 0x0040];

/// Bits of a number that say that it is the one of a node.
const KIND: u32 = 0x1f;

/// A node read as a heap: small pieces of bytes, each with a number.
struct Heap<'c> {
    content: &'c Content,
    kind: u8,
    root: u32,
}

impl<'c> Heap<'c> {
    fn new(content: &'c Content) -> Option<Heap<'c>> {
        let first = content.blocks.first()?;
        (first.get(2)? == &0xec).then_some(())?;
        Some(Heap { content, kind: *first.get(3)?, root: long(first, 4)? })
    }

    /// The piece of a number.
    fn piece(&self, id: u32) -> Option<&'c [u8]> {
        if id == 0 || id & KIND != 0 {
            return None;
        }
        let within = |block: &'c Vec<u8>, index: usize| {
            let map = usize::from(short(block, 0)?);
            let start = usize::from(short(block, map + 4 + index * 2)?);
            let end = usize::from(short(block, map + 6 + index * 2)?);
            (index < usize::from(short(block, map)?)).then_some(())?;
            block.get(start..end)
        };
        // Blocks of caches since 2013 are larger, and take three bits more.
        let (shift, mask) = if self.content.is_large { (19, 0x3fff) } else { (16, 0x07ff) };
        let index = usize::try_from(id >> 5 & mask).ok()?.checked_sub(1)?;
        within(self.content.blocks.get(usize::try_from(id >> shift).ok()?)?, index)
    }

    /// Entries of an index: their keys and values together.
    fn entries(&self, top: u32) -> Option<Vec<&'c [u8]>> {
        let head = self.piece(top)?;
        let (key, value, levels) = (usize::from(*head.get(1)?), usize::from(*head.get(2)?), *head.get(3)?);
        (head.first()? == &0xb5 && key > 0 && levels < LEVELS).then_some(())?;
        let mut found = Vec::new();
        let mut open = vec![(long(head, 4)?, levels)];
        while let Some((id, level)) = open.pop() {
            let Some(piece) = self.piece(id) else { continue };
            if level == 0 {
                found.extend(piece.chunks_exact(key + value));
            } else {
                open.extend(piece.chunks_exact(key + 4).filter_map(|entry| Some((long(entry, key)?, level - 1))).rev());
            }
            if found.len() > ENTRIES || open.len() > ENTRIES {
                return None;
            }
        }
        Some(found)
    }
}

/// The bytes behind a number, which is that of a piece or of a node within.
fn bytes_of<R: Read + Seek>(nodes: &mut Nodes<R>, heap: &Heap<'_>, id: u32) -> io::Result<Option<Vec<u8>>> {
    if id & KIND == 0 {
        return Ok(heap.piece(id).map(<[u8]>::to_vec));
    }
    match heap.content.inner.iter().find(|node| node.id == id) {
        Some(node) => Ok(Some(nodes.sub_content(*node)?.blocks.concat())),
        None => Ok(None),
    }
}

/// A property of a kind, of which `cell` is what stands in the list: itself, or where it lies.
fn value_of<R: Read + Seek>(
    nodes: &mut Nodes<R>,
    heap: &Heap<'_>,
    kind: u16,
    cell: &[u8],
) -> io::Result<Option<Value>> {
    if SMALL.contains(&kind) || EIGHT.contains(&kind) && cell.len() == 8 {
        return Ok(number(cell, 0, cell.len().min(8)).map(Value::Number));
    }
    let Some(id) = long(cell, 0) else { return Ok(None) };
    if EIGHT.contains(&kind) {
        return Ok(heap.piece(id).and_then(|piece| number(piece, 0, 8)).map(Value::Number));
    }
    let make: fn(Vec<u8>) -> Value = match kind {
        WIDE => Value::Wide,
        NARROW => Value::Narrow,
        BINARY => Value::Binary,
        _ => return Ok(None),
    };
    Ok(bytes_of(nodes, heap, id)?.map(make))
}

/// The properties of a node: all numbers, and those of `asked` that are texts or bytes; and the number of
/// the node within that is an object of it.
///
/// # Errors
/// When they cannot be found, or there are more bytes than are allowed.
pub(super) fn properties<R: Read + Seek>(
    nodes: &mut Nodes<R>,
    content: &Content,
    asked: &[u16],
) -> io::Result<(Item, Option<u32>)> {
    let heap = Heap::new(content).filter(|heap| heap.kind == PROPERTIES);
    let heap = heap.ok_or_else(|| broken("its properties cannot be found"))?;
    let entries = heap.entries(heap.root).ok_or_else(|| broken("its properties cannot be listed"))?;
    let mut item = Item::default();
    let mut object = None;
    for entry in entries.into_iter().filter(|entry| entry.len() == 8) {
        let (Some(name), Some(kind)) = (short(entry, 0), short(entry, 2)) else { continue };
        if kind == OBJECT && asked.contains(&name) {
            object = long(entry, 4).and_then(|id| long(heap.piece(id)?, 0));
        } else if SMALL.contains(&kind) || EIGHT.contains(&kind) || asked.contains(&name) {
            let value = value_of(nodes, &heap, kind, &entry[4..])?;
            item.values.extend(value.map(|value| (name, value)));
        }
    }
    Ok((item, object))
}

/// The rows of a table: of each all numbers and those of `asked`.
///
/// # Errors
/// When there are more bytes than are allowed.
pub(super) fn rows<R: Read + Seek>(nodes: &mut Nodes<R>, table: SubNode, asked: &[u16]) -> io::Result<Vec<Item>> {
    let content = nodes.sub_content(table)?;
    let Some(heap) = Heap::new(&content).filter(|heap| heap.kind == TABLE) else { return Ok(Vec::new()) };
    let Some(head) = heap.piece(heap.root) else { return Ok(Vec::new()) };
    let (Some(count), Some(marks), Some(size), Some(place)) =
        (head.get(1), short(head, 6), short(head, 8), long(head, 14))
    else {
        return Ok(Vec::new());
    };
    let (marks, size) = (usize::from(marks), usize::from(size));
    let blocks = match place & KIND {
        0 => vec![heap.piece(place).unwrap_or_default().to_vec()],
        _ => match content.inner.iter().find(|node| node.id == place) {
            Some(node) => nodes.sub_content(*node)?.blocks,
            None => Vec::new(),
        },
    };
    if size == 0 {
        return Ok(Vec::new());
    }
    let mut items = Vec::new();
    // No row goes on in the next block.
    for row in blocks.iter().flat_map(|block| block.chunks_exact(size)).take(ROWS) {
        let mut item = Item::default();
        for column in head.get(22..).unwrap_or_default().chunks_exact(8).take(usize::from(*count)) {
            let (Some(kind), Some(name), Some(at)) = (short(column, 0), short(column, 2), short(column, 4)) else {
                continue;
            };
            let at = usize::from(at);
            let (width, mark) = (usize::from(column[6]), usize::from(column[7]));
            let is_there = row.get(marks + mark / 8).is_some_and(|byte| byte << (mark % 8) & 0x80 != 0);
            let cell = row.get(at..at + width).filter(|_| is_there && (asked.contains(&name) || SMALL.contains(&kind)));
            let Some(cell) = cell else { continue };
            let value = value_of(nodes, &heap, kind, cell)?;
            item.values.extend(value.map(|value| (name, value)));
        }
        items.push(item);
    }
    Ok(items)
}
