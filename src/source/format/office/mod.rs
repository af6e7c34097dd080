//! Office documents: DOCX, ODT, EPUB, which are zip archives, and DOC. [`super::zipped`] and [`super::compound`] open them and ask here.
//!
//! Owns what they share: reading one member whole, within bounds, and an XML member as elements; what a document is when it is read. The surprise:
//! slides are recognised as well, so that their hundreds of XML parts are left aside as one file, and spreadsheets are read by
//! [`super::spreadsheet`].

pub(super) mod doc;
mod docx;
mod epub;
mod odt;

#[cfg(test)]
mod tests;

use std::io::{Cursor, Read};

pub(super) use odt::text_of as text_of_paragraph;

use super::zipped::Archive;
use super::{Halt, Sink, press, spreadsheet};
use crate::source::draft::{Draft, fill};
use crate::source::layout;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream};

/// Size of the name of a kind of document.
const MIME_BYTES: usize = 1000;

/// A zip archive that is one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Word.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Electronic book.
    Epub,
    /// Excel.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
    /// Slides, drawing: its name in words.
    Other(&'static str),
}

/// What document an archive is, by the names in it; `None` for a plain archive.
pub fn kind_of(archive: &mut Archive<'_>) -> Option<Kind> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    let starts = |prefix: &str| archive.file_names().filter_map(Result::ok).any(|name| name.starts_with(prefix));
    if has("META-INF/container.xml") {
        return Some(Kind::Epub);
    }
    if has("[Content_Types].xml") {
        let kinds = [("word/", Kind::Docx), ("xl/", Kind::Xlsx), ("ppt/", Kind::Other("slides"))];
        return kinds.into_iter().find(|(prefix, _)| starts(prefix)).map(|(_, kind)| kind);
    }
    if !has("content.xml") || !has("mimetype") {
        return None;
    }
    let kind = read_member(archive, "mimetype", MIME_BYTES).ok().flatten().unwrap_or_default();
    let sheets = kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet");
    Some(if sheets { Kind::Ods } else { Kind::Odt })
}

/// Reads the document at `path`.
///
/// # Errors
/// When the archive or the document in it is broken, and when no more is wanted.
pub fn read(kind: Kind, path: &str, mut archive: Archive<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let opened = &mut archive;
    match kind {
        Kind::Docx => {
            sink.read_instead("docx");
            docx::read(opened, sink)
        }
        Kind::Odt => {
            sink.read_instead("odt");
            odt::read(opened, sink)
        }
        Kind::Epub => {
            sink.read_instead("epub");
            epub::read(opened, sink)
        }
        Kind::Xlsx => {
            sink.read_instead("xlsx");
            spreadsheet::excel::read(archive, path, sink)
        }
        Kind::Ods => {
            sink.read_instead("ods");
            spreadsheet::ods::read(opened, path, sink)
        }
        Kind::Other(what) => sink.skip(None, SkipReason::NotAnArticle(what)),
    }
}

/// Gives the article of a document whose paragraphs are in a draft, or those of a download; `title` stands on its first page.
///
/// # Errors
/// When no more is wanted.
fn finish(title: Option<String>, mut draft: Draft, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if press::read_pieces_within(title.as_deref(), &draft.body, sink)? {
        return Ok(());
    }
    // The title on the page says more than the one in the properties, which is often that of a template.
    if let Some(title) = title {
        draft.headline = Some(title);
    }
    if draft.body.is_empty() && draft.headline.is_none() {
        return sink.skip(None, SkipReason::Empty);
    }
    // Who made the file is not always who wrote the text.
    let maker = draft.byline.take();
    layout::complete_head(&mut draft, &sink.options().mapping);
    fill(&mut draft.byline, maker.unwrap_or_default());
    layout::complete_from_lede(&mut draft);
    sink.article(draft)
}

/// The bytes of a member; `None` when there is none of that name.
pub(super) fn read_member(archive: &mut Archive<'_>, name: &str, limit: usize) -> Result<Option<Vec<u8>>, ReadError> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let member = archive.by_index(index).map_err(|error| broken(name, &error.to_string()))?;
    let mut bytes = Vec::new();
    let count = member.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if count > limit { Err(ReadError::RecordTooLarge { limit }) } else { Ok(Some(bytes)) }
}

fn broken(part: &str, message: &str) -> ReadError {
    ReadError::Malformed { format: "document", message: format!("{part}: {message}") }
}

/// Hands the elements of an XML member that are asked for to `take`, in their order.
fn read_elements(
    bytes: &[u8],
    limit: usize,
    wanted: &dyn Fn(&[String], &Element) -> bool,
    mut take: impl FnMut(&[String], Element),
) -> Result<(), ReadError> {
    let mut input = Input::from_reader(Box::new(Cursor::new(bytes)), String::new(), None);
    let mut xml = XmlStream::new(Utf8Stream::new(&mut input, limit)?, limit);
    while let Some(element) = xml.next(wanted)? {
        take(xml.open(), element);
    }
    Ok(())
}

/// Fills a draft with what documents say of themselves in Dublin Core, as all three kinds do.
fn read_properties(bytes: &[u8], limit: usize, draft: &mut Draft) -> Result<(), ReadError> {
    let names = [
        "title",
        "creator",
        "initial-creator",
        "created",
        "creation-date",
        "date",
        "modified",
        "language",
        "publisher",
        "identifier",
        "subject",
        "keywords",
        "keyword",
        "description",
        "category",
    ];
    let wanted = |_: &[String], element: &Element| names.contains(&element.name.as_str());
    let mut dates: Vec<(usize, String)> = Vec::new();
    read_elements(bytes, limit, &wanted, |_, element| {
        let Some(text) = element.text() else { return };
        match element.name.as_str() {
            "title" => fill(&mut draft.headline, text),
            "creator" | "initial-creator" if text.contains(' ') => fill(&mut draft.byline, text),
            "created" | "creation-date" => dates.push((0, text)),
            "date" => dates.push((1, text)),
            "modified" => dates.push((2, text)),
            "language" => fill(&mut draft.language, text),
            "publisher" => fill(&mut draft.publisher, text),
            "identifier" => fill(&mut draft.external_id, text),
            "subject" | "keywords" | "keyword" | "description" | "category" => draft.note(element.name.as_str(), text),
            _ => {}
        }
    })?;
    dates.sort();
    draft.weak_dates.extend(dates.into_iter().map(|(_, text)| text));
    Ok(())
}
