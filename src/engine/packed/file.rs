//! The file of a segment that holds its records.
//!
//! Owns the order of things in the file, and what becomes of records when segments are merged: they are copied as they are,
//! with the model that they were packed by, as long as that is small beside them. Records come first in the file, then the
//! models, an appendix of which nothing is known here, where every sixteenth record begins, and last what there is of all that. The surprise: the first records of a segment
//! wait until there are enough of them to tell what is frequent.

use std::cell::RefCell;
use std::io::{self, Write};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use tantivy::directory::{FileSlice, OwnedBytes, TerminatingWrite, WritePtr};
use tantivy::index::{Segment, SegmentComponent, SegmentReader};
use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin, TantivyError};
use zstd::bulk::{Compressor, Decompressor};

use super::model::Model;
use super::pack::Packer;
use super::sample::{Extent, Sample};
use super::{NumberOf, Numbered, Record};
use crate::engine::error::reading;

/// How the file's name ends.
const EXTENSION: &str = "text";
/// Bytes of records from which a model is made.
const SAMPLE: usize = 4 << 20;
/// So few bytes are not worth a model.
const LEAST: usize = 64 << 10;
/// A model is kept in a merge when the records packed by it take so many times its bytes.
const WORTH: u64 = 32;
/// Records between two of which the place is kept.
const STRIDE: usize = 16;
/// Level of zstd for what a model does not suit.
const LEVEL: i32 = 3;
/// A record that is packed to less than so many hundredths is not tried in another way.
const SUITED: usize = 60;
/// More than any record has; what says so is damaged.
const MOST_UNPACKED: usize = 1 << 31;
/// A new model is made when records come to take so many hundredths of what they took at first.
const UNFIT: usize = 125;

/// How a record is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Model,
    Zstd,
    Plain,
}

/// What stands at the end of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tail {
    records: u32,
    /// Where the places of records begin.
    places: u64,
    /// Where each model begins and its bytes.
    models: Vec<(u64, u64)>,
    /// Where the appendix begins and its bytes.
    appendix: (u64, u64),
    /// First record and model of the records that follow each other with the same; no model for those packed without.
    runs: Vec<(u32, Option<u32>)>,
}

/// What records take by a model.
#[derive(Debug, Default)]
struct Fit {
    unpacked: usize,
    packed: usize,
    /// In thousandths, of as many records as the model was made from.
    first: Option<usize>,
}

impl Fit {
    /// Takes note of a record; false when the model does not suit any more.
    fn add(&mut self, unpacked: usize, packed: usize) -> bool {
        self.unpacked += unpacked;
        self.packed += packed;
        if self.unpacked < SAMPLE {
            return true;
        }
        let share = self.packed * 1000 / self.unpacked;
        (self.unpacked, self.packed) = (0, 0);
        share * 100 <= *self.first.get_or_insert(share) * UNFIT
    }
}

/// Writes the file of a segment.
pub(crate) struct PackedWriter {
    out: WritePtr,
    written: u64,
    waiting: Vec<Record>,
    waiting_bytes: usize,
    packer: Option<(u32, Packer)>,
    /// How well the model suits what comes; `None` while it cannot be given up, because records that are copied may not
    /// overtake any that wait.
    fit: Option<Fit>,
    models: Vec<Vec<u8>>,
    places: Vec<u64>,
    tail: Tail,
    zstd: Option<Compressor<'static>>,
}

impl PackedWriter {
    /// Begins the file of a segment.
    pub(crate) fn new(segment: &Segment) -> Result<PackedWriter, TantivyError> {
        let out = segment.open_write(component())?;
        Ok(PackedWriter {
            out,
            written: 0,
            waiting: Vec::new(),
            waiting_bytes: 0,
            packer: None,
            fit: Some(Fit::default()),
            models: Vec::new(),
            places: Vec::new(),
            tail: Tail::default(),
            zstd: None,
        })
    }

    /// Bytes of memory, roughly.
    pub(crate) fn memory(&self) -> usize {
        self.waiting_bytes + self.places.len() * size_of::<u64>()
    }

    /// Adds the record of the next document.
    pub(crate) fn add(&mut self, record: Record) -> io::Result<()> {
        self.add_numbered(record, &[], &|_| None)
    }

    /// Adds the record of the next document, of which some words have numbers. A number stands for the same word in all
    /// records.
    pub(crate) fn add_numbered(
        &mut self,
        record: Record,
        words: &[Numbered],
        number_of: &NumberOf<'_>,
    ) -> io::Result<()> {
        if self.packer.is_some() {
            return self.write(&record, words);
        }
        self.waiting_bytes += record.len();
        self.waiting.push(record);
        if self.waiting_bytes >= SAMPLE { self.write_waiting(Extent::Part, number_of) } else { Ok(()) }
    }

    fn write_waiting(&mut self, extent: Extent, number_of: &NumberOf<'_>) -> io::Result<()> {
        if self.waiting_bytes >= LEAST {
            let mut sample = Sample::default();
            self.waiting.iter().for_each(|record| sample.add(record));
            let model = sample.model(extent);
            self.packer = Packer::new(&model, number_of).map(|packer| (self.models.len() as u32, packer));
            self.models.push(model);
            self.fit = self.fit.as_ref().map(|_| Fit::default());
        }
        self.waiting_bytes = 0;
        // Only records that come later can find the model unfit, since these are no more than it was made from.
        std::mem::take(&mut self.waiting).iter().try_for_each(|record| self.write(record, &[]))
    }

    fn write(&mut self, record: &Record, words: &[Numbered]) -> io::Result<()> {
        let Some((number, mut packer)) = self.packer.take() else {
            return self.write_unsuited(record, None, usize::MAX);
        };
        let before = self.written;
        let bits = packer.pack(record, words);
        if bits.len() * 100 > record.len() * SUITED && record.len() > STRIDE {
            self.write_unsuited(record, Some((number, bits)), bits.len())?;
        } else {
            self.put(Some(number), Form::Model, bits)?;
        }
        let packed = (self.written - before) as usize;
        if self.fit.as_mut().is_none_or(|fit| fit.add(record.len(), packed)) {
            self.packer = Some((number, packer));
        }
        Ok(())
    }

    /// Writes a record in the smallest way: by a model when that took no more than `size`.
    fn write_unsuited(&mut self, record: &Record, packed: Option<(u32, &[u8])>, size: usize) -> io::Result<()> {
        let model = packed.map(|(number, _)| number);
        let plain = record.to_bytes();
        let zstd = match &mut self.zstd {
            Some(zstd) => zstd,
            none => none.insert(Compressor::new(LEVEL)?),
        };
        let pressed = zstd.compress(&plain)?;
        match packed {
            Some((_, bits)) if size <= pressed.len().min(plain.len()) => self.put(model, Form::Model, bits),
            _ if pressed.len() < plain.len() => self.put(model, Form::Zstd, &pressed),
            _ => self.put(model, Form::Plain, &plain),
        }
    }

    fn put(&mut self, model: Option<u32>, form: Form, bytes: &[u8]) -> io::Result<()> {
        if self.tail.runs.last().is_none_or(|(_, last)| *last != model) {
            self.tail.runs.push((self.tail.records, model));
        }
        if (self.tail.records as usize).is_multiple_of(STRIDE) {
            self.places.push(self.written);
        }
        let mut head = (bytes.len() as u64) << 2 | form as u64;
        let mut digits = [0; 10];
        let mut count = 0;
        while head >= 0x80 {
            digits[count] = head as u8 | 0x80;
            head >>= 7;
            count += 1;
        }
        digits[count] = head as u8;
        self.out.write_all(&digits[..=count])?;
        self.out.write_all(bytes)?;
        self.written += (count + 1 + bytes.len()) as u64;
        self.tail.records += 1;
        Ok(())
    }

    /// Writes what is left and an appendix, and closes the file.
    pub(crate) fn finish(self, appendix: &[u8]) -> io::Result<()> {
        self.finish_with(|write| write(appendix))
    }

    /// As [`PackedWriter::finish`], with an appendix that is written in parts.
    fn finish_with<E: From<io::Error>>(
        mut self,
        write_appendix: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.write_waiting(Extent::Whole, &|_| None)?;
        for model in &self.models {
            self.tail.models.push((self.written, model.len() as u64));
            self.out.write_all(model)?;
            self.written += model.len() as u64;
        }
        let (out, mut length) = (&mut self.out, 0);
        write_appendix(&mut |part| {
            length += part.len() as u64;
            out.write_all(part)
        })?;
        self.tail.appendix = (self.written, length);
        self.written += length;
        self.tail.places = self.written;
        for place in &self.places {
            self.out.write_all(&place.to_le_bytes())?;
        }
        let tail = postcard::to_stdvec(&self.tail).expect("plain data is always written");
        self.out.write_all(&tail)?;
        self.out.write_all(&(tail.len() as u32).to_le_bytes())?;
        Ok(self.out.terminate()?)
    }
}

/// The file of a segment, opened.
#[derive(Debug)]
pub(crate) struct PackedReader {
    bytes: OwnedBytes,
    tail: Tail,
    models: Vec<Model>,
}

/// What stands at the end of a file, and where that begins.
fn read_tail(bytes: &[u8]) -> Option<(Tail, usize)> {
    let (rest, length) = bytes.split_last_chunk::<4>()?;
    let start = rest.len().checked_sub(u32::from_le_bytes(*length) as usize)?;
    Some((postcard::from_bytes(&rest[start..]).ok()?, start))
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the stored text of a segment is damaged")
}

impl PackedReader {
    /// Opens the file of a segment.
    fn open(segment: &SegmentReader) -> io::Result<PackedReader> {
        PackedReader::over(&PackedReader::file(segment)?)
    }

    /// The file of a segment.
    pub(crate) fn file(segment: &SegmentReader) -> io::Result<FileSlice> {
        segment.open_read(component()).map_err(reading)
    }

    /// Reads what there is in a file.
    pub(crate) fn over(file: &FileSlice) -> io::Result<PackedReader> {
        let bytes = file.read_bytes()?;
        let read = || {
            let (tail, start) = read_tail(&bytes)?;
            let models = tail.models.iter().map(|model| Model::read(&bytes[range_of(model, start)?]));
            let models = models.collect::<Option<Vec<Model>>>()?;
            Some((tail, models))
        };
        let (tail, models) = read().ok_or_else(damaged)?;
        Ok(PackedReader { bytes, tail, models })
    }

    /// The appendix of a file.
    pub(crate) fn appendix(file: &FileSlice) -> io::Result<OwnedBytes> {
        let bytes = file.read_bytes()?;
        let range = read_tail(&bytes).and_then(|(tail, end)| range_of(&tail.appendix, end));
        Ok(bytes.slice(range.ok_or_else(damaged)?))
    }

    /// The record of a document.
    pub(crate) fn get(&self, document: u32) -> io::Result<Record> {
        let run = self.tail.runs.partition_point(|(first, _)| *first <= document);
        let model = run.checked_sub(1).and_then(|run| self.tail.runs[run].1);
        let read = || {
            let mut at = self.place(document)?;
            for _ in 0..document as usize % STRIDE {
                at = self.frame(at)?.1.end;
            }
            let (form, range) = self.frame(at)?;
            self.unpack(form, &self.bytes[range], model)
        };
        read().ok_or_else(damaged)
    }

    fn own_appendix(&self) -> io::Result<OwnedBytes> {
        let range = range_of(&self.tail.appendix, self.bytes.len()).ok_or_else(damaged)?;
        Ok(self.bytes.slice(range))
    }

    fn place(&self, document: u32) -> Option<usize> {
        let at = usize::try_from(self.tail.places).ok()?.checked_add(document as usize / STRIDE * 8)?;
        let place = self.bytes.get(at..)?.first_chunk::<8>()?;
        (document < self.tail.records).then(|| usize::try_from(u64::from_le_bytes(*place)).ok())?
    }

    /// How the record at a place is packed, and where.
    fn frame(&self, at: usize) -> Option<(Form, Range<usize>)> {
        let mut head = 0u64;
        for (shift, &byte) in (0..).step_by(7).zip(self.bytes.get(at..)?.iter().take(9)) {
            head |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                let form = match head & 3 {
                    0 => Form::Model,
                    1 => Form::Zstd,
                    _ => Form::Plain,
                };
                let start = at + shift / 7 + 1;
                let range = start..start.checked_add(usize::try_from(head >> 2).ok()?)?;
                self.bytes.get(range.clone())?;
                return Some((form, range));
            }
        }
        None
    }

    fn unpack(&self, form: Form, bytes: &[u8], model: Option<u32>) -> Option<Record> {
        match form {
            Form::Model => {
                let number = model? as usize;
                let range = range_of(self.tail.models.get(number)?, self.bytes.len())?;
                self.models.get(number)?.unpack(&self.bytes[range], bytes)
            }
            Form::Zstd => Record::from_bytes(&decompressed(bytes)?),
            Form::Plain => Record::from_bytes(bytes),
        }
    }

    fn model_bytes(&self, number: u32) -> &[u8] {
        let range = self.tail.models.get(number as usize).and_then(|model| range_of(model, self.bytes.len()));
        range.map_or(&[], |range| &self.bytes[range])
    }

    /// Hands every record to `visit`: its document, its model, and how and as which bytes it is packed.
    fn each(&self, visit: &mut Visit<'_>) -> io::Result<()> {
        let mut runs = self.tail.runs.iter().peekable();
        let (mut at, mut model) = (0, None);
        for document in 0..self.tail.records {
            while let Some((_, next)) = runs.next_if(|(first, _)| *first <= document) {
                model = *next;
            }
            let (form, range) = self.frame(at).ok_or_else(damaged)?;
            at = range.end;
            visit(document, model, form, &self.bytes[range])?;
        }
        Ok(())
    }
}

/// Called with a record: its document, its model, and how and as which bytes it is packed.
type Visit<'v> = dyn FnMut(u32, Option<u32>, Form, &[u8]) -> io::Result<()> + 'v;

/// What a frame of zstd holds. One context serves all frames of a thread: a new one asks the processor what it can do, which
/// takes longer in a virtual machine than the work.
fn decompressed(frame: &[u8]) -> Option<Vec<u8>> {
    thread_local! {
        static CONTEXT: RefCell<Decompressor<'static>> = RefCell::default();
    }
    let size = zstd::zstd_safe::get_frame_content_size(frame).ok().flatten()?;
    let size = usize::try_from(size).ok().filter(|size| *size <= MOST_UNPACKED)?;
    CONTEXT.with_borrow_mut(|context| context.decompress(frame, size)).ok()
}

/// Where bytes lie that begin and are as many as it says, if that is before `end`.
fn range_of(&(start, length): &(u64, u64), end: usize) -> Option<Range<usize>> {
    let (start, length) = (usize::try_from(start).ok()?, usize::try_from(length).ok()?);
    let range = start..start.checked_add(length)?;
    (range.end <= end).then_some(range)
}

/// The file as a part of a segment.
pub(crate) fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// What Tantivy is told of the file: its name, and how it is merged.
pub(crate) struct PackedPlugin {
    /// Writes an appendix made of those of the merged segments.
    pub(crate) appendix: MergeAppendices,
}

type MergeAppendices =
    fn(&PluginMergeContext<'_>, Vec<OwnedBytes>, &mut dyn FnMut(&[u8]) -> io::Result<()>) -> tantivy::Result<()>;

impl SegmentPlugin for PackedPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    /// Tantivy's own writer of documents is not used, see [`super::super::segment`].
    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Err(TantivyError::InternalError("segments are not written by the engine".into()))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
            return Err(TantivyError::InternalError("the order of documents changes".into()));
        }
        let files: Vec<PackedReader> = context.readers.iter().map(PackedReader::open).collect::<Result<_, _>>()?;
        let mut writer = PackedWriter::new(context.target_segment)?;
        writer.copy(&files, &|file, document| {
            let alive = context.readers[file].alive_bitset();
            alive.is_none_or(|alive| alive.is_alive(document))
        })?;
        let appendices = files.iter().map(PackedReader::own_appendix).collect::<io::Result<_>>()?;
        writer.finish_with(|write| (self.appendix)(&context, appendices, write))
    }
}

impl PackedWriter {
    /// Takes over the records of some files, of those documents that `is_alive` by the number of their file and their own.
    fn copy(&mut self, files: &[PackedReader], is_alive: &dyn Fn(usize, u32) -> bool) -> io::Result<()> {
        let kept = self.keep_models(files)?;
        for (number, (file, kept)) in files.iter().zip(&kept).enumerate() {
            file.each(&mut |document, model, form, bytes| {
                if !is_alive(number, document) {
                    return Ok(());
                }
                match model.and_then(|model| kept.get(model as usize).copied().flatten()) {
                    Some(kept) => self.put(Some(kept), form, bytes),
                    None => self.add(file.unpack(form, bytes, model).ok_or_else(damaged)?),
                }
            })?;
        }
        Ok(())
    }

    /// Takes over the models of some files that are worth it, and packs by the one with most records. Gives the number that each
    /// model of each file has here.
    fn keep_models(&mut self, files: &[PackedReader]) -> io::Result<Vec<Vec<Option<u32>>>> {
        let mut kept = Vec::new();
        let mut best: Option<(u64, u32)> = None;
        for file in files {
            let mut sizes = vec![0; file.tail.models.len()];
            file.each(&mut |_, model, _, bytes| {
                if let Some(size) = model.and_then(|model| sizes.get_mut(model as usize)) {
                    *size += bytes.len() as u64;
                }
                Ok(())
            })?;
            let mut numbers = Vec::with_capacity(sizes.len());
            for (number, size) in (0..).zip(sizes) {
                let model = file.model_bytes(number);
                if size < WORTH * model.len() as u64 {
                    numbers.push(None);
                    continue;
                }
                let known = self.models.iter().position(|other| other == model);
                let number = known.unwrap_or(self.models.len()) as u32;
                if known.is_none() {
                    self.models.push(model.to_vec());
                }
                best = best.max(Some((size, number)));
                numbers.push(Some(number));
            }
            kept.push(numbers);
        }
        if let Some((_, number)) = best {
            let packer = Packer::new(&self.models[number as usize], &|_| None).ok_or_else(damaged)?;
            self.packer = Some((number, packer));
            self.fit = None;
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests;
