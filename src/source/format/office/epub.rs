//! EPUB: one article a document of the reading order, as a newspaper's issue or an anthology is built.
//!
//! Title, publisher and date of the book are lent to its articles. The surprise: covers, tables of contents and title pages
//! are documents of the reading order too; those without a paragraph of text are left aside in silence, as the binding of a
//! book is.

use std::collections::HashMap;

use super::{broken, read_elements, read_member, read_properties};
use crate::source::address::percent_decoded;
use crate::source::draft::{Draft, Piece, fill};
use crate::source::encoding;
use crate::source::format::zipped::Archive;
use crate::source::format::{Halt, Sink};
use crate::source::layout;
use crate::source::markup::{self, Keep};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::xml::Element;

/// Characters below which a document is part of the binding.
const LITTLE: usize = 60;

/// Reads the book.
pub(super) fn read(archive: &mut Archive<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    if archive.index_for_name("META-INF/encryption.xml").is_some()
        && archive.index_for_name("META-INF/rights.xml").is_some()
    {
        return sink.skip(None, SkipReason::Encrypted);
    }
    let package = find_package(archive, limit)?;
    let Some(bytes) = read_member(archive, &package, limit)? else {
        return Err(broken(&package, "it is not there").into());
    };
    let mut book = Draft::default();
    read_properties(&bytes, limit, &mut book)?;
    // That of a book is when it was published.
    let dates = std::mem::take(&mut book.weak_dates);
    dates.into_iter().for_each(|date| book.date(date));
    let documents = reading_order(&bytes, limit)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = 0_u64;
    for href in documents {
        let name = resolve(folder, &href);
        match read_member(archive, &name, limit) {
            Ok(Some(bytes)) => {
                if let Some(draft) = read_document(&bytes, &book, &name) {
                    found += 1;
                    sink.article(draft)?;
                }
            }
            Ok(None) => sink.fail_at(Some(&name), broken(&name, "it is not there"))?,
            Err(error) => sink.fail_at(Some(&name), error)?,
        }
    }
    if found == 0 { sink.skip(None, SkipReason::NotAnArticle("a book without text")) } else { Ok(()) }
}

/// The name of the package document, which lists the others.
fn find_package(archive: &mut Archive<'_>, limit: usize) -> Result<String, ReadError> {
    let bytes = read_member(archive, "META-INF/container.xml", limit)?.unwrap_or_default();
    let mut path = None;
    read_elements(&bytes, limit, &|_, element| element.name == "rootfile", |_, element| {
        fill(&mut path, element.attribute("full-path").unwrap_or_default());
    })?;
    path.ok_or_else(|| broken("META-INF/container.xml", "it names no package"))
}

/// The documents of the book in reading order, without its table of contents.
fn reading_order(package: &[u8], limit: usize) -> Result<Vec<String>, ReadError> {
    let mut items: HashMap<String, String> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    let wanted = |_: &[String], element: &Element| matches!(element.name.as_str(), "item" | "itemref");
    read_elements(package, limit, &wanted, |_, element| {
        let get = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        if element.name == "itemref" {
            order.push(get("idref"));
        } else if get("media-type").contains("html") && !get("properties").contains("nav") {
            items.insert(get("id"), get("href"));
        }
    })?;
    Ok(order.iter().filter_map(|id| items.get(id).cloned()).collect())
}

/// A path inside the archive, from one that is relative to a folder of it.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    percent_decoded(&parts.join("/"))
}

fn read_document(bytes: &[u8], book: &Draft, name: &str) -> Option<Draft> {
    let text = encoding::decode(bytes, encoding::declared_in_markup(bytes)).text;
    let mut body = markup::read_pieces(&text, Keep::All);
    let size: usize =
        body.iter().filter(|piece| matches!(piece, Piece::Paragraph(_))).map(|piece| piece.text().len()).sum();
    if size < LITTLE {
        return None;
    }
    let mut draft = Draft { locator: Some(name.to_owned()), ..Draft::default() };
    if let Some(Piece::Heading(title)) = body.first() {
        fill(&mut draft.headline, title.clone());
        body.remove(0);
    }
    draft.body = body;
    draft.byline = book.byline.clone();
    draft.publisher = book.publisher.clone();
    fill(&mut draft.publisher, book.headline.clone().unwrap_or_default());
    draft.language = book.language.clone();
    draft.dates = book.dates.clone();
    draft.note("book", book.headline.clone().unwrap_or_default());
    layout::complete_from_lede(&mut draft);
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_inside_the_archive() {
        assert_eq!(resolve("OEBPS", "text/a%20b.xhtml#p1"), "OEBPS/text/a b.xhtml");
        assert_eq!(resolve("OEBPS/pkg", "../text/./a.xhtml"), "OEBPS/text/a.xhtml");
        assert_eq!(resolve("", "../../a.xhtml"), "a.xhtml");
    }
}
