//! The file formats: one parser per file, each a row in one table, and the choice among them.
//!
//! A parser gets an [`Input`] (bytes and a name) and a [`Sink`], builds [`Draft`]s and hands them over; it never makes an
//! [`crate::article::Article`] itself, so that dates, languages, headlines and cleaning follow one set of rules in
//! [`super::finish`]. What the bytes say counts more than the file's extension, which only decides between formats that the bytes
//! leave open. Containers (archives, compressed files) are formats too: they call [`read_any`] on what they hold.
//!
//! The surprise: a record that is broken must not end the file. A parser reports it with [`Sink::fail`] and goes on, and
//! returns an error only when nothing after it can be read.
//!
//! To add a format: write `format/<name>.rs` with a `pub static FORMAT: Format`, and add it to [`FORMATS`].

pub mod html;
pub mod json;
pub mod ninjs;
pub mod text;

use std::ops::ControlFlow;
use std::time::SystemTime;

use super::draft::Draft;
use super::encoding::{self, Content};
use super::finish;
use super::outcome::{Failure, Outcome, ReadError, Skip, SkipReason, SourceSummary};
use super::read::{Input, ReadOptions};

/// A file format: how it is recognised and how it is read.
#[derive(Debug)]
pub struct Format {
    /// What it is called in [`crate::article::Article::format`].
    pub name: &'static str,
    /// Usual endings of its file names, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What the first bytes say.
    pub detect: fn(&Probe<'_>) -> Detection,
    /// Hands every article of the input to the sink.
    pub read: fn(&mut Input<'_>, &mut Sink<'_>) -> Result<(), Halt>,
}

/// Every format, the more particular ones first: among equals the first wins.
pub static FORMATS: &[&Format] = &[&json::LINES, &json::WHOLE, &html::FORMAT, &text::FORMAT];

/// What a format has to go by when it is asked whether a file is its own.
#[derive(Debug)]
pub struct Probe<'a> {
    /// The first 64 KiB, or all of a shorter file.
    pub head: &'a [u8],
    /// True when [`Probe::head`] is all there is.
    pub complete: bool,
    /// The beginning of [`Probe::head`] as text (about 4,000 characters), empty when it is no text.
    pub text: &'a str,
    /// The name inside the corpus or container, with `/` between its parts.
    pub name: &'a str,
}

impl Probe<'_> {
    /// The ending of the file name in lower case, without the dot.
    pub fn extension(&self) -> String {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
    }
}

/// How sure a format is that a file is its own, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detection {
    /// It cannot be.
    No,
    /// It can be, and the extension decides.
    Possible,
    /// The bytes say so, whatever the extension.
    Certain,
}

/// Why a parser ends before the end of its input.
#[derive(Debug)]
pub enum Halt {
    /// Whoever takes the articles wants no more.
    Stopped,
    /// Nothing more can be read.
    Failed(ReadError),
}

impl<E: Into<ReadError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes what a parser finds, finishes the articles, adds path and locator, and counts.
pub struct Sink<'a> {
    path: &'a str,
    modified: Option<SystemTime>,
    options: &'a ReadOptions,
    emit: &'a mut dyn FnMut(Outcome) -> ControlFlow<()>,
    /// Locators of the containers around the present input.
    around: Vec<String>,
    name: String,
    /// The format that is being read, innermost last.
    formats: Vec<&'static str>,
    outermost: Option<&'static str>,
    articles: u64,
    failures: u64,
    skips: u64,
}

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
            modified,
            options,
            emit,
            around: Vec::new(),
            name: path.to_owned(),
            formats: Vec::new(),
            outermost: None,
            articles: 0,
            failures: 0,
            skips: 0,
        }
    }

    /// The settings of this run.
    pub fn options(&self) -> &'a ReadOptions {
        self.options
    }

    /// Finishes a draft and hands the article over; a draft without any text becomes a skip.
    pub fn article(&mut self, draft: Draft) -> Result<(), Halt> {
        let format = draft.format.or(self.formats.last().copied()).unwrap_or_default();
        let locator = self.locate(draft.locator.as_deref());
        let origin = finish::Origin { name: &self.name, modified: self.modified, options: self.options };
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
    pub fn fail(&mut self, cause: ReadError) -> Result<(), Halt> {
        self.fail_at(None, cause)
    }

    /// Reports that a part of the present input failed.
    pub fn fail_at(&mut self, locator: Option<&str>, cause: ReadError) -> Result<(), Halt> {
        self.failures += 1;
        let (path, locator) = (self.path.to_owned(), self.locate(locator));
        self.emit(Outcome::Failure(Failure { path, locator, format: self.formats.last().copied(), cause }))
    }

    /// Reports that the present input, or the part of it at `locator`, was left aside.
    pub fn skip(&mut self, locator: Option<&str>, reason: SkipReason) -> Result<(), Halt> {
        let locator = self.locate(locator);
        self.emit_skip(locator, reason)
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
        let parts: Vec<&str> = self.around.iter().map(String::as_str).chain(inner).collect();
        if parts.is_empty() { None } else { Some(parts.join("!")) }
    }
}

/// Recognises the input's format and reads it.
///
/// # Errors
/// [`Halt::Failed`] when nothing more can be read; the caller decides whether that ends a member or a file.
pub fn read_any(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let complete = input.fill_head()?;
    let head = input.head();
    if head.is_empty() {
        return sink.skip(None, SkipReason::Empty);
    }
    let content = encoding::classify(head);
    let text = encoding::preview(head, &content, 4000);
    let probe = Probe { head, complete, text: &text, name: input.name() };
    let Some(format) = choose(&probe) else {
        let reason = match content {
            Content::Binary(kind) => SkipReason::Binary(kind),
            Content::Text(_) => SkipReason::NotAnArticle("no format fits"),
        };
        return sink.skip(None, reason);
    };
    sink.outermost.get_or_insert(format.name);
    sink.formats.push(format.name);
    let ended = (format.read)(input, sink);
    if matches!(ended, Ok(())) {
        sink.formats.pop();
    }
    ended
}

/// The format that fits best: what the bytes say first, then the extension, then the order of the table.
fn choose(probe: &Probe<'_>) -> Option<&'static Format> {
    let extension = probe.extension();
    let mut best: Option<(&'static Format, (Detection, bool))> = None;
    for &format in FORMATS {
        let detection = (format.detect)(probe);
        let rank = (detection, format.extensions.contains(&extension.as_str()));
        if detection > Detection::No && best.is_none_or(|(_, other)| rank > other) {
            best = Some((format, rank));
        }
    }
    best.map(|(format, _)| format)
}
