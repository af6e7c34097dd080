//! Where parsers put what they find: finishing, path and locator, counting, and the bounds on unpacking.
//!
//! The surprise: a bound that was reached in the midst of a decompressor surfaces in the parser above it as any odd error, or
//! as an early end; so the sink remembers it, and what is reported is the bound.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::time::SystemTime;

use super::chat::directory::Directory;
use super::part::{self, Parts};
use super::read_any;
use crate::source::draft::{Draft, Piece, fill};
use crate::source::finish;
use crate::source::outcome::{Failure, Outcome, ReadError, Skip, SkipReason, SourceSummary, UnpackLimit};
use crate::source::read::{Input, ReadOptions};

/// Why a parser ends before the end of its input.
#[derive(Debug)]
pub enum Halt {
    /// Whoever takes the articles wants no more.
    Stopped,
    /// A bound on the whole source file was reached and has been reported.
    Exhausted,
    /// Nothing more can be read.
    Failed(ReadError),
}

impl<E: Into<ReadError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What is known of a member of a container from outside of it.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Where in the container it is; `None` for what is merely compressed.
    pub locator: Option<String>,
    /// Its name, for the extension and for a date in it.
    pub name: String,
    /// When it was last changed.
    pub modified: Option<SystemTime>,
    /// Where it was fetched from.
    pub url: Option<String>,
    /// The message that it is attached to.
    pub letter: Option<Rc<Letter>>,
    /// Who the ids in it stand for, in an export of a chat.
    pub directory: Option<Rc<Directory>>,
}

/// What a message says of the file that is attached to it.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Name of the file; empty when it has none.
    pub file: String,
    /// What the message is about.
    pub subject: String,
    /// Who sent it, with the address.
    pub from: String,
    /// When it was sent, as the message has it.
    pub date: String,
    /// The same as a moment.
    pub sent: Option<SystemTime>,
    /// Its identifier.
    pub id: String,
}

impl Letter {
    /// Tells a draft of the attachment what it is attached to; `alone` when the draft is the whole file.
    fn tell(&self, draft: &mut Draft, alone: bool) {
        if !self.date.is_empty() {
            draft.weak_dates.push(self.date.clone());
        }
        for (name, value) in
            [("file", &self.file), ("mail-subject", &self.subject), ("mail-from", &self.from), ("mail-id", &self.id)]
        {
            draft.note(name, value.as_str());
        }
        // A table of thousands of rows would bear the name in each.
        if alone && !self.file.is_empty() {
            draft.beside.push(format!("attachment: {}", self.file));
        }
    }
}

/// Takes what a parser finds, finishes the articles, adds path and locator, and counts.
pub struct Sink<'a> {
    path: &'a str,
    options: &'a ReadOptions,
    emit: &'a mut dyn FnMut(Outcome) -> ControlFlow<()>,
    /// The source file, then the members that are open, outermost first.
    frames: Vec<Frame>,
    /// The formats that are being read, outermost first.
    formats: Vec<&'static str>,
    outermost: Option<&'static str>,
    meter: Rc<Meter>,
    /// Bytes that may be unpacked in all.
    total: u64,
    members: u64,
    /// Members that were left aside for a bound.
    limited: u64,
    articles: u64,
    failures: u64,
    skips: u64,
}

/// Counts unpacked bytes of a source file and remembers the bound that was reached.
#[derive(Debug, Default)]
struct Meter {
    unpacked: Cell<u64>,
    reached: Cell<Option<UnpackLimit>>,
}

/// Unpacked bytes that are granted before the ratio is looked at.
const ALLOWANCE: u64 = 16 << 20;

/// Members beyond a bound that are listed before the rest of the file is given up.
const LIMITED: u64 = 100;

/// Unpacked bytes of a whole source file that are granted before the ratio is looked at.
const GRANTED: u64 = 64 << 20;

impl<'a> Sink<'a> {
    /// A sink for one source file.
    pub fn new(
        path: &'a str,
        modified: Option<SystemTime>,
        options: &'a ReadOptions,
        emit: &'a mut dyn FnMut(Outcome) -> ControlFlow<()>,
    ) -> Self {
        Self {
            path,
            options,
            emit,
            frames: vec![Frame { name: path.to_owned(), modified, ..Frame::default() }],
            formats: Vec::new(),
            outermost: None,
            meter: Rc::default(),
            total: options.max_unpacked_bytes,
            members: 0,
            limited: 0,
            articles: 0,
            failures: 0,
            skips: 0,
        }
    }

    /// Tells the size of the source file, to which what it unpacks to is held in proportion as a whole.
    pub fn with_size(self, bytes: u64) -> Self {
        let proportional = GRANTED.saturating_add(bytes.saturating_mul(self.options.max_ratio));
        Self { total: self.options.max_unpacked_bytes.min(proportional), ..self }
    }

    /// The settings of this run.
    pub fn options(&self) -> &'a ReadOptions {
        self.options
    }

    /// False when no article is wanted that stands at this place of the present input or below it, so that what is there
    /// need not be taken apart.
    pub fn wants(&self, locator: Option<&str>) -> bool {
        let Some(only) = &self.options.only else { return true };
        let Some(place) = self.locate(locator) else { return true };
        only.iter().any(|wanted| wanted.strip_prefix(place.as_str()).is_some_and(ends_or_goes_on))
    }

    /// Finishes a draft and hands the article over; a draft without any text becomes a skip, a very long one several articles.
    ///
    /// # Errors
    /// [`Halt::Stopped`] when whoever takes the articles wants no more; nothing else.
    pub fn article(&mut self, draft: Draft) -> Result<(), Halt> {
        self.article_in_parts(draft, std::iter::empty())
    }

    /// As [`Sink::article`], with further texts of the same article. All parts are numbered through.
    ///
    /// # Errors
    /// As [`Sink::article`].
    pub fn article_in_parts(&mut self, draft: Draft, bodies: impl Iterator<Item = Vec<Piece>>) -> Result<(), Halt> {
        let Parts { mut first, rest } = Parts::of(draft);
        let mut others = rest.into_iter().chain(bodies.flat_map(part::split)).peekable();
        let shared = others.peek().is_some().then(|| part::shared_by(&mut first));
        self.whole_article(first)?;
        let Some(shared) = shared else { return Ok(()) };
        (2_usize..).zip(others).try_for_each(|(number, body)| self.whole_article(part::part(&shared, number, body)))
    }

    fn whole_article(&mut self, mut draft: Draft) -> Result<(), Halt> {
        let format = draft.format.or(self.formats.last().copied()).unwrap_or_default();
        if !self.wants(draft.locator.as_deref()) {
            return Ok(());
        }
        let locator = self.locate(draft.locator.as_deref());
        let frame = self.frames.last().expect("the source file is the first frame");
        fill(&mut draft.url, frame.url.clone().unwrap_or_default());
        if let Some(letter) = self.frames.iter().rev().find_map(|frame| frame.letter.as_ref()) {
            let alone = frame.letter.is_some() && draft.locator.is_none();
            letter.tell(&mut draft, alone);
        }
        let origin = finish::Origin { name: &frame.name, modified: frame.modified, options: self.options };
        let mut article = finish::finish(draft, &origin);
        if article.is_empty() {
            return self.emit_skip(locator, SkipReason::Empty);
        }
        article.path = self.path.to_owned();
        article.locator = locator;
        article.format = format.to_owned();
        self.articles += 1;
        self.emit(Outcome::Article(article))
    }

    /// Reports that the present input failed.
    ///
    /// # Errors
    /// As for [`Sink::article`].
    pub fn fail(&mut self, cause: ReadError) -> Result<(), Halt> {
        self.fail_at(None, cause)
    }

    /// Reports that a part of the present input failed.
    ///
    /// # Errors
    /// As for [`Sink::article`].
    pub fn fail_at(&mut self, locator: Option<&str>, cause: ReadError) -> Result<(), Halt> {
        self.failures += 1;
        let (path, locator) = (self.path.to_owned(), self.locate(locator));
        self.emit(Outcome::Failure(Failure { path, locator, format: self.formats.last().copied(), cause }))
    }

    /// Reports that the present input, or the part of it at `locator`, was left aside.
    ///
    /// # Errors
    /// As for [`Sink::article`].
    pub fn skip(&mut self, locator: Option<&str>, reason: SkipReason) -> Result<(), Halt> {
        let locator = self.locate(locator);
        self.emit_skip(locator, reason)
    }

    /// Who the ids in the present input stand for, as its container says.
    pub(super) fn directory(&self) -> Option<Rc<Directory>> {
        self.frames.last().and_then(|frame| frame.directory.clone())
    }

    /// Runs a parser under the name of its format.
    pub(super) fn read_as(
        &mut self,
        format: &'static str,
        read: impl FnOnce(&mut Self) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        self.outermost.get_or_insert(format);
        self.formats.push(format);
        let depth = self.formats.len();
        let ended = read(self);
        // What failed is reported under the format that failed.
        let ended = match ended {
            Err(Halt::Failed(cause)) => self.report(cause),
            other => other,
        };
        self.formats.truncate(depth - 1);
        ended
    }

    /// Goes on under a more particular format: a zip archive turned out to be a document.
    pub(super) fn read_instead(&mut self, format: &'static str) {
        if self.formats.len() == 1 {
            self.outermost = Some(format);
        }
        if let Some(last) = self.formats.last_mut() {
            *last = format;
        }
    }

    /// Reads a member of a container: what it holds, and what is wrong with it, goes to this sink; only a stop comes back.
    ///
    /// `packed` is the size of the member as it lies in the container; `None` when it is not compressed there.
    pub fn member(&mut self, frame: Frame, reader: Box<dyn Read + '_>, packed: Packed) -> Result<(), Halt> {
        let containers = self.frames.len() - 1;
        self.members += 1;
        if !self.wants(frame.locator.as_deref()) {
            return Ok(());
        }
        let limit = if self.members > self.options.max_members {
            Some(UnpackLimit::Members(self.options.max_members))
        } else if containers >= usize::from(self.options.max_depth) {
            Some(UnpackLimit::Depth(self.options.max_depth))
        } else {
            None
        };
        if let Some(limit) = limit {
            self.skip(frame.locator.as_deref(), SkipReason::Limit(limit))?;
            self.limited += 1;
            // An archive made to be endless is not worth a line for each of its members.
            let hopeless = matches!(limit, UnpackLimit::Members(_)) || self.limited >= LIMITED;
            return if hopeless { Err(Halt::Exhausted) } else { Ok(()) };
        }
        let (name, modified) = (frame.name.clone(), frame.modified);
        self.frames.push(frame);
        let mut input = Input::from_reader(self.metered(reader, packed), name, modified);
        let ended = match read_any(&mut input, self) {
            Err(Halt::Failed(cause)) => self.report(cause),
            Ok(()) => self.report_limit(),
            other => other,
        };
        self.frames.pop();
        ended
    }

    /// Holds what a parser unpacks by itself to the bounds on unpacking; one that is reached ends the input in an error, which the
    /// parser hands on.
    pub(super) fn metered<'r>(&self, reader: Box<dyn Read + 'r>, packed: Packed) -> Box<dyn Read + 'r> {
        let (ratio, meter) = (self.options.max_ratio, Rc::clone(&self.meter));
        Box::new(Metered { reader, packed, produced: 0, ratio, total: self.total, meter })
    }

    /// Reports a failure, or the bound behind it.
    fn report(&mut self, cause: ReadError) -> Result<(), Halt> {
        if self.meter.reached.get().is_some() { self.report_limit() } else { self.fail(cause) }
    }

    /// Reports the bound that was reached, if one was. A bound on the whole file ends the reading.
    fn report_limit(&mut self) -> Result<(), Halt> {
        let Some(limit) = self.meter.reached.take() else { return Ok(()) };
        self.skip(None, SkipReason::Limit(limit))?;
        if matches!(limit, UnpackLimit::Total(_)) { Err(Halt::Exhausted) } else { Ok(()) }
    }

    /// What has been handed over so far.
    pub fn summary(&self, hash: Option<u64>, bytes: u64) -> SourceSummary {
        SourceSummary {
            format: self.outermost,
            hash,
            bytes,
            articles: self.articles,
            failures: self.failures,
            skips: self.skips,
        }
    }

    fn emit_skip(&mut self, locator: Option<String>, reason: SkipReason) -> Result<(), Halt> {
        self.skips += 1;
        self.emit(Outcome::Skip(Skip { path: self.path.to_owned(), locator, reason }))
    }

    fn emit(&mut self, outcome: Outcome) -> Result<(), Halt> {
        match (self.emit)(outcome) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Halt::Stopped),
        }
    }

    fn locate(&self, inner: Option<&str>) -> Option<String> {
        let around = self.frames.iter().filter_map(|frame| frame.locator.as_deref());
        let parts: Vec<&str> = around.chain(inner).collect();
        if parts.is_empty() { None } else { Some(parts.join("!")) }
    }
}

/// What may follow the place of a record or member in that of an article: nothing, or a place inside.
fn ends_or_goes_on(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['!', '/'])
}

/// How large a member is in its container.
#[derive(Debug, Clone)]
pub enum Packed {
    /// As large as it is outside.
    Stored,
    /// Compressed to this many bytes.
    Bytes(u64),
    /// Compressed in a stream, of which this many bytes have been read so far.
    Counted(Rc<Cell<u64>>),
}

/// Reads what a container unpacks, as long as it stays in proportion.
struct Metered<'a> {
    reader: Box<dyn Read + 'a>,
    packed: Packed,
    produced: u64,
    ratio: u64,
    total: u64,
    meter: Rc<Meter>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let packed = match &self.packed {
            Packed::Stored => return Ok(count),
            Packed::Bytes(packed) => *packed,
            Packed::Counted(packed) => packed.get(),
        };
        self.produced += count as u64;
        self.meter.unpacked.set(self.meter.unpacked.get() + count as u64);
        let limit = if self.meter.unpacked.get() > self.total {
            UnpackLimit::Total(self.total)
        } else if self.produced > ALLOWANCE.saturating_add(packed.saturating_mul(self.ratio)) {
            UnpackLimit::Ratio(self.ratio)
        } else {
            return Ok(count);
        };
        self.meter.reached.set(Some(limit));
        Err(io::Error::other(limit))
    }
}

/// Counts the bytes that pass, for [`Packed::Counted`]; those that are read again, again.
pub struct Counting<R> {
    reader: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counting<R> {
    /// Reads from `reader`, and the counter of what was read.
    pub fn new(reader: R) -> (Self, Rc<Cell<u64>>) {
        let count = Rc::new(Cell::new(0));
        (Self { reader, count: Rc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.count.set(self.count.get() + count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counting<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.reader.seek(to)
    }
}
