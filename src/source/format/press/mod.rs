//! What press databases hand out: many articles in one text, as LexisNexis, Factiva and ProQuest write them.
//!
//! `signature` recognises such a text, `split` cuts it into records, and `nexis`, `factiva` and `proquest` read one record
//! each, all of them line by line. Plain text is read as a stream; the readers of RTF, DOCX, ODT, PDF and HTML hand over the
//! text they have through [`read_within`]. The surprise: a file with a single article gives one without a place in the file,
//! as a file of any other format does, so that its identity is the file.

pub mod bibliography;
pub mod citation;
mod factiva;
mod label;
mod nexis;
pub mod page;
mod proquest;
mod signature;
mod split;

#[cfg(test)]
mod tests;

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece};
use crate::source::encoding;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::{Input, Line, read_line};
use crate::source::transcode::Utf8Stream;
use split::Boundary;

/// Plain text from any of the databases; articles are told by the name of theirs.
pub static FORMAT: Format = Format { name: "press-database", extensions: &[], detect, read };

/// Characters of a document among which a signature is looked for.
const SIGNED_BYTES: usize = 64 << 10;

/// Whose download a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// LexisNexis, Nexis Uni, Lexis+.
    Nexis,
    /// Factiva.
    Factiva,
    /// ProQuest.
    ProQuest,
}

impl Database {
    /// The name of the format of its articles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nexis => "nexis",
            Self::Factiva => "factiva",
            Self::ProQuest => "proquest",
        }
    }
}

/// What a stretch of text between two boundaries is.
enum Record {
    /// An article.
    Article(Box<Draft>),
    /// A list of contents, a summary of the search: nothing of the press.
    Furniture,
    /// Something else, and what.
    Other(&'static str),
}

fn detect(probe: &Probe<'_>) -> Detection {
    // Asked for every text: only what has one of the marks is decoded further.
    if signature::hints(probe.text) && identify_head(probe).is_some() { Detection::Certain } else { Detection::No }
}

fn identify_head(probe: &Probe<'_>) -> Option<Database> {
    let text = encoding::preview(probe.head, &encoding::classify(probe.head), SIGNED_BYTES);
    signature::identify(&text, probe.complete)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let complete = input.fill_head()?;
    let probe = Probe { head: input.head(), complete, text: "", name: "" };
    let database = identify_head(&probe).unwrap_or(Database::Nexis);
    sink.read_instead(database.name());
    let limit = sink.options().max_record_bytes;
    let mut stream = Utf8Stream::new(input, usize::MAX)?;
    let mut reader = Reader::new(database, sink);
    let mut line = Vec::new();
    loop {
        match read_line(&mut stream, &mut line, limit)? {
            Line::End => return reader.finish(),
            _ => reader.take_line(&String::from_utf8_lossy(&line))?,
        }
    }
}

/// Reads the text of a document when it is a download of a press database; `false` when it is none and nothing was done.
///
/// # Errors
/// [`Halt::Stopped`] when no more is wanted.
pub fn read_within(text: &str, sink: &mut Sink<'_>) -> Result<bool, Halt> {
    let beginning = &text[..text.floor_char_boundary(SIGNED_BYTES)];
    let Some(database) =
        signature::hints(beginning).then(|| signature::identify(beginning, beginning.len() == text.len())).flatten()
    else {
        return Ok(false);
    };
    let mut reader = Reader::new(database, sink);
    for line in text.split('\n') {
        reader.take_line(line)?;
    }
    reader.finish()?;
    Ok(true)
}

/// Like [`read_within`], for a document that is paragraphs already; `title` is the one that stands above them.
///
/// # Errors
/// As for [`read_within`].
pub fn read_pieces_within(title: Option<&str>, pieces: &[Piece], sink: &mut Sink<'_>) -> Result<bool, Halt> {
    // Only what begins like a download is copied as a whole.
    let (mut text, mut hinted) = (String::new(), false);
    for paragraph in title.into_iter().chain(pieces.iter().map(Piece::text)) {
        if text.len() > SIGNED_BYTES && !hinted {
            hinted = signature::hints(&text);
            if !hinted {
                return Ok(false);
            }
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    read_within(&text, sink)
}

/// Whether a line stands between the articles of a download, where it repeats without being a head or foot of a page.
pub fn stands_between_articles(line: &str) -> bool {
    let databases = [Database::Nexis, Database::Factiva, Database::ProQuest];
    databases.into_iter().any(|database| split::boundary(database, line) != Boundary::Inside)
}

/// Gathers the lines of a record, reads it when it is whole, and hands it over.
struct Reader<'a, 'b> {
    database: Database,
    sink: &'a mut Sink<'b>,
    record: String,
    number: u64,
    /// The article before, until it is known whether it is the only one.
    held: Option<Draft>,
    too_large: bool,
}

impl<'a, 'b> Reader<'a, 'b> {
    fn new(database: Database, sink: &'a mut Sink<'b>) -> Self {
        Self { database, sink, record: String::new(), number: 0, held: None, too_large: false }
    }

    fn take_line(&mut self, line: &str) -> Result<(), Halt> {
        let boundary = split::boundary(self.database, line);
        if boundary == Boundary::Before {
            self.end_record()?;
        }
        if self.record.len() + line.len() >= self.sink.options().max_record_bytes {
            self.too_large = true;
            self.record.clear();
        } else if !self.too_large {
            self.record.push_str(line);
            self.record.push('\n');
        }
        if boundary == Boundary::After { self.end_record() } else { Ok(()) }
    }

    fn end_record(&mut self) -> Result<(), Halt> {
        let text = std::mem::take(&mut self.record);
        if std::mem::take(&mut self.too_large) {
            let limit = self.sink.options().max_record_bytes;
            let place = self.next_place()?;
            return self.sink.fail_at(Some(&place), ReadError::RecordTooLarge { limit });
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        let record = match self.database {
            Database::Nexis => nexis::read_record(&text),
            Database::Factiva => factiva::read_record(&text),
            Database::ProQuest => proquest::read_record(&text),
        };
        match record {
            Record::Article(draft) => {
                let place = self.next_place()?;
                let format = Some(self.database.name());
                self.held = Some(Draft { locator: Some(place), format, ..*draft });
                Ok(())
            }
            Record::Furniture => Ok(()),
            Record::Other(_) if text.trim().is_empty() => Ok(()),
            Record::Other(what) => {
                let place = self.next_place()?;
                self.sink.skip(Some(&place), SkipReason::NotAnArticle(what))
            }
        }
    }

    /// The place of the next record; the article before is not the only one then.
    fn next_place(&mut self) -> Result<String, Halt> {
        if let Some(earlier) = self.held.take() {
            self.sink.article(earlier)?;
        }
        self.number += 1;
        Ok(self.number.to_string())
    }

    fn finish(mut self) -> Result<(), Halt> {
        self.end_record()?;
        match self.held.take() {
            Some(draft) if self.number == 1 => self.sink.article(Draft { locator: None, ..draft }),
            Some(draft) => self.sink.article(draft),
            None if self.number == 0 => self.sink.skip(None, SkipReason::NotAnArticle("a download without an article")),
            None => Ok(()),
        }
    }
}
