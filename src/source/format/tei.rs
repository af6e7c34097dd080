//! TEI, the XML in which libraries and scholars keep newspapers, letters, debates and books.
//!
//! What a text is comes from its header: the printed source before the electronic edition, whose date says when somebody typed it.
//! Articles that are marked as such are articles; any other text is one. The surprise: footnotes stand inside their sentences, so they
//! are gathered and put behind the text, and marks of corrections give the corrected word alone.

mod text;

use std::collections::HashSet;

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};
use text::Flow;

/// TEI P4 and P5.
pub static FORMAT: Format = Format { name: "tei", extensions: &["tei", "xml"], detect, read };

/// Elements that are a text with its header.
const TEXTS: &[&str] = &["TEI", "TEI.2"];

/// Words in the type of a division that is an article of its own.
const ARTICLES: &[&str] =
    &["article", "artikel", "news", "report", "story", "letter", "brief", "item", "advert", "anzeige"];

fn detect(probe: &Probe<'_>) -> Detection {
    match root_name(probe.text) {
        Some("TEI" | "TEI.2" | "teiCorpus" | "teiCorpus.2") => Detection::Certain,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let mut number = 0_u64;
    // One article has no place in its file.
    let mut held: Option<Draft> = None;
    loop {
        let element = match xml.next(&|_, element| TEXTS.contains(&element.name.as_str())) {
            Ok(Some(element)) => element,
            Ok(None) => break,
            Err(error) => {
                held.map_or(Ok(()), |last| sink.article(last))?;
                return Err(error.into());
            }
        };
        for draft in read_tei(&element) {
            number += 1;
            if let Some(before) = held.replace(Draft { locator: Some(number.to_string()), ..draft }) {
                sink.article(before)?;
            }
        }
    }
    match held {
        Some(last) if number == 1 => sink.article(Draft { locator: None, ..last }),
        Some(last) => sink.article(last),
        None => sink.skip(None, SkipReason::NotAnArticle("a TEI file without text")),
    }
}

/// The articles of one text.
fn read_tei(tei: &Element) -> Vec<Draft> {
    let mut head = Draft::default();
    fill(&mut head.language, tei.attribute("lang").unwrap_or_default());
    if let Some(header) = tei.child("teiHeader") {
        read_header(header, &mut head);
    }
    let text = tei.child("text").or_else(|| tei.child("sourceDoc"));
    let Some(text) = text else { return Vec::new() };
    fill(&mut head.language, text.attribute("lang").unwrap_or_default());
    let mut parts = Vec::new();
    find_articles(text, 0, &mut parts);
    if parts.len() < 2 {
        parts.clear();
    }
    let mut drafts = Vec::new();
    for part in &parts {
        let mut draft = Draft { external_id: None, ..head.clone() };
        let title = draft.headline.take();
        fill(&mut draft.external_id, part.attribute("id").unwrap_or_default());
        add_text(part, &[], &mut draft);
        if draft.body.is_empty() {
            continue;
        }
        if draft.headline.is_none()
            && let Some(Piece::Heading(_)) = draft.body.first()
            && draft.body.len() > 1
        {
            draft.headline = Some(draft.body.remove(0).text().to_owned());
        }
        draft.note("title", title.unwrap_or_default());
        drafts.push(draft);
    }
    // What stands outside of the articles: the masthead, or all.
    add_text(text, &parts, &mut head);
    head.drop_repeated_headline();
    let length: usize = head.body.iter().map(|piece| piece.text().len()).sum();
    if !head.body.is_empty() && (drafts.is_empty() || length > 80) {
        drafts.push(head);
    }
    drafts
}

/// Divisions that are articles, and not those within another.
fn find_articles<'e>(element: &'e Element, depth: usize, out: &mut Vec<&'e Element>) {
    for inner in element.elements() {
        let kind = inner.attribute("type").unwrap_or_default().to_lowercase();
        let division = inner.name.starts_with("div") || inner.name == "text" || inner.name == "floatingText";
        if division && ARTICLES.iter().any(|word| kind.contains(word)) {
            out.push(inner);
        } else if depth < 40 {
            find_articles(inner, depth + 1, out);
        }
    }
}

/// Adds text and names of an element without some of those within.
fn add_text(element: &Element, without: &[&Element], draft: &mut Draft) {
    let without: HashSet<*const Element> = without.iter().map(|element| std::ptr::from_ref(*element)).collect();
    let mut flow = Flow::new(&without);
    flow.read(element);
    let (pieces, names) = flow.finish();
    draft.body.extend(pieces);
    for (kind, name) in names {
        draft.note(kind, name);
    }
}

fn read_header(header: &Element, draft: &mut Draft) {
    let text = |element: Option<&Element>| element.and_then(Element::text).unwrap_or_default();
    let file = header.child("fileDesc");
    let at = |path: &[&str]| file.and_then(|file| file.at(path));
    let source = file.and_then(|file| file.child("sourceDesc"));
    let in_source = |name: &str| source.map(|source| source.find_all(name)).unwrap_or_default();
    let level =
        |level: &'static str| move |title: &&Element| title.attribute("level").is_some_and(|own| level.contains(own));
    // An article in a journal names both.
    let titles = in_source("title");
    fill(&mut draft.headline, text(titles.iter().copied().find(level("a"))));
    let statement = at(&["titleStmt"]);
    let own: Vec<&Element> = statement.into_iter().flat_map(Element::elements).collect();
    let named = |name: &'static str| own.iter().copied().filter(move |element| element.name == name);
    let main =
        named("title").find(|title| matches!(title.attribute("type"), Some("main" | "full"))).or(named("title").next());
    if draft.headline.is_some() {
        draft.note("title", text(main));
    } else {
        fill(&mut draft.headline, text(main));
    }
    for other in named("title").filter(|title| main.is_some_and(|main| !std::ptr::eq(main, *title))) {
        draft.note("subtitle", text(Some(other)));
    }
    let authors: Vec<String> = named("author").filter_map(name_of).collect();
    fill(&mut draft.byline, authors.join(", "));
    let in_print: Vec<String> = in_source("author").into_iter().filter_map(name_of).collect();
    fill(&mut draft.byline, in_print.join(", "));
    fill(&mut draft.publisher, text(titles.iter().copied().find(level("jns"))));
    // A bare title of the source is that of the paper, where the text has its own.
    let bare = titles.iter().copied().find(|title| title.attribute("level").is_none());
    let bare = bare.filter(|title| title.text() != draft.headline);
    fill(&mut draft.publisher, text(bare));
    let publication = at(&["publicationStmt"]);
    fill(&mut draft.publisher, text(publication.and_then(|statement| statement.find("publisher"))));
    read_dates(header, source, publication, draft);
    let language = header.find("language").and_then(|language| language.attribute("ident"));
    if let Some(language) = language {
        draft.language = Some(language.to_owned());
    }
    let ids = publication.map(|statement| statement.find_all("idno")).unwrap_or_default();
    for id in ids {
        let value = text(Some(id));
        if value.starts_with("http") {
            draft.address(&value);
        } else if !value.is_empty() {
            fill(&mut draft.external_id, value);
        }
    }
    for term in header.find("textClass").map(|class| class.find_all("term")).unwrap_or_default() {
        draft.note("keyword", text(Some(term)));
    }
}

/// Dates of the printed source and of the making of the text; that of the edition counts only where there is no other.
fn read_dates(header: &Element, source: Option<&Element>, publication: Option<&Element>, draft: &mut Draft) {
    fn dates(element: Option<&Element>) -> Vec<&Element> {
        element.map(|element| element.find_all("date")).unwrap_or_default()
    }
    let mut own = dates(source);
    // Of several that of publication.
    own.sort_by_key(|date| date.attribute("type").is_none_or(|kind| !kind.contains("publ")));
    let making = header.child("profileDesc").and_then(|profile| profile.child("creation"));
    let meetings = header.at(&["profileDesc", "settingDesc"]);
    for date in own.into_iter().chain(dates(making)).chain(dates(meetings)) {
        if let Some(written) = written(date) {
            draft.date(written);
        }
    }
    let edition: Vec<String> = dates(publication).into_iter().filter_map(written).collect();
    if source.is_some() || !draft.dates.is_empty() {
        draft.weak_dates.extend(edition);
    } else {
        edition.into_iter().for_each(|date| draft.date(date));
    }
}

/// A date as its attributes have it, or as it is written.
fn written(date: &Element) -> Option<String> {
    let names = ["when", "when-iso", "when-custom", "value", "from", "notBefore"];
    let coded = names.iter().find_map(|name| date.attribute(name)).filter(|value| !value.trim().is_empty());
    coded.map(str::to_owned).or_else(|| date.text())
}

/// The name of a person, the given name first.
fn name_of(element: &Element) -> Option<String> {
    let part = |name: &str| element.find(name).and_then(Element::text);
    match (part("forename"), part("surname")) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        _ => element.text(),
    }
}

#[cfg(test)]
mod tests;
