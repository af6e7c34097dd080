//! Saved web pages: the article without menus, comments and advertisements, and what the page says of it.
//!
//! The text comes from `dom_smoothie` (Mozilla's Readability), the facts from `meta`. The surprise: a page whose elements
//! nest too deeply, or that is too large, never reaches the tree builder, whose time and stack grow with the nesting; its
//! text is read in one pass instead.

mod aside;
mod json_ld;
mod meta;
mod saved;

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::text::marked;
use super::{Detection, Format, Halt, Probe, Sink, press};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::encoding;
use crate::source::guard::fenced;
use crate::source::layout;
use crate::source::markup::{self, Keep};
use crate::source::read::Input;
use meta::Facts;

/// Web pages.
pub static FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml", "shtml", "mhtml", "asp", "aspx", "php"],
    detect,
    read,
};

/// Characters below which what was extracted is doubted.
const LITTLE: usize = 250;

/// Lines of a text that was typed with its line ends.
const TYPED_LINES: usize = 5;

/// Bytes from which a paragraph does not occur twice by chance.
const LONG_PARAGRAPH: usize = 80;

fn detect(probe: &Probe<'_>) -> Detection {
    let start = probe.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return Detection::No;
    }
    let lower = start.to_ascii_lowercase();
    // Other XML may have a body or paragraphs too.
    let xml = lower.starts_with("<?xml") && !lower.contains("<html");
    let named = ["<!doctype html", "<html", "<head>", "<head ", "<body"].iter().any(|tag| lower.contains(tag));
    let feed = ["<rss", "<feed", "<rdf:rdf", "<nitf", "<newsml", "<newsitem", "<newsmessage"]
        .iter()
        .any(|tag| lower.contains(tag));
    let tagged =
        ["<div", "<p>", "<p ", "<table", "<meta", "<title", "<h1", "<span"].iter().any(|tag| lower.contains(tag));
    match (named, feed || xml) {
        (_, true) => Detection::No,
        (true, _) => Detection::Certain,
        _ if tagged => Detection::Possible,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let decoded = encoding::decode(&bytes, encoding::declared_in_markup(&bytes));
    if press::page::read_page(&decoded.text, sink)? {
        return Ok(());
    }
    let mut draft = read_page(&decoded.text);
    read_typed(&decoded.text, &mut draft, sink);
    if decoded.replaced {
        draft.note("encoding-errors", decoded.charset.name());
    }
    sink.article(draft)
}

/// Reads the text of a page that was typed elsewhere and put between two tags: all that says what its lines are is how they stand.
fn read_typed(html: &str, draft: &mut Draft, sink: &Sink<'_>) {
    let [Piece::Paragraph(text)] = &draft.body[..] else { return };
    let typed = html.contains("<pre") || html.contains("<PRE");
    if !typed || memchr::memchr_iter(b'\n', text.as_bytes()).count() < TYPED_LINES {
        return;
    }
    let mapping = &sink.options().mapping;
    let known = marked::read(text, mapping);
    let named = known.is_some();
    let read = known.unwrap_or_else(|| layout::parse_text(text, mapping));
    if read.body.is_empty() {
        return;
    }
    draft.body = if named { read.body } else { layout::parse_body(text) };
    // The title of the page may name the collection; where that is not known it is the better headline, and the line that would be one
    // is text.
    if let Some(headline) = read.headline.filter(|_| named) {
        let title = draft.headline.replace(headline);
        draft.note("page-title", title.unwrap_or_default());
    }
    draft.dates.extend(read.dates);
    draft.metadata.extend(read.metadata);
    fill(&mut draft.byline, read.byline.unwrap_or_default());
    fill(&mut draft.publisher, read.publisher.unwrap_or_default());
    fill(&mut draft.rubric, read.rubric.unwrap_or_default());
    fill(&mut draft.dateline, read.dateline.unwrap_or_default());
}

/// The article of a page.
pub fn read_page(html: &str) -> Draft {
    let flat = || {
        let mut draft = Draft { body: markup::read_pieces(html, Keep::Main), ..Draft::default() };
        layout::complete_from_lede(&mut draft);
        draft
    };
    // Neither crate is meant to panic; if one does, the page is read without them, and says so.
    let read = fenced(|| Some(extract(markup::read_tree(html)?, html)));
    let lost = read.is_err();
    let (mut facts, extracted) = match read {
        Ok(None) => return flat(),
        Ok(Some(read)) => read,
        Err(_) => Default::default(),
    };
    let mut draft = Draft { body: choose_body(html, extracted, facts.body.take()), ..Draft::default() };
    facts.add_saved(saved::read_saved(html));
    facts.fill(&mut draft);
    if lost {
        draft.note("extraction", "the page could not be taken apart; its text is all that is shown");
    }
    drop_repetitions(&mut draft);
    layout::strip_stamps(&mut draft);
    layout::complete_from_lede(&mut draft);
    draft
}

/// What the page says of itself, and its main text as the extractor sees it.
fn extract(document: Document, html: &str) -> (Facts, Vec<Piece>) {
    let mut facts = meta::read_facts(&document);
    aside::remove_misleading(&document);
    let asides = aside::texts(&document);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = article else { return (facts, Vec::new()) };
    facts.add_extracted(article.byline.as_deref(), article.site_name.as_deref(), &article.title);
    (facts, aside::without(markup::read_pieces(&article.content, Keep::All), &asides, html))
}

/// The extractor's text, unless there is hardly any and another source has more.
fn choose_body(html: &str, extracted: Vec<Piece>, embedded: Option<String>) -> Vec<Piece> {
    let size = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text().len()).sum::<usize>();
    let found = size(&extracted);
    if let Some(text) = embedded {
        let pieces =
            if markup::is_markup(&text) { markup::read_pieces(&text, Keep::All) } else { layout::parse_field(&text) };
        // Machine-readable copies of the text are often cut short: they must have clearly more.
        if size(&pieces) > found * 3 / 2 {
            return pieces;
        }
    }
    if found >= LITTLE {
        return extracted;
    }
    // This is rare, so the page is taken apart once more rather than put together again each time.
    let rest = fenced(|| aside::page_without(html));
    let whole = markup::read_pieces(rest.as_deref().unwrap_or(html), Keep::Main);
    if found == 0 || size(&whole) < LITTLE * 2 && size(&whole) > found { whole } else { extracted }
}

/// Takes out of the text what headline and byline say already: their first repetition at the top.
///
/// Pages also repeat whole paragraphs, for printing or for small screens; a long one is kept once.
fn drop_repetitions(draft: &mut Draft) {
    let mut seen = HashSet::new();
    draft.body.retain(|piece| piece.text().len() < LONG_PARAGRAPH || seen.insert(piece.text().to_owned()));
    let headline = draft.headline.clone().unwrap_or_default();
    let byline = draft.byline.clone().unwrap_or_default();
    for _ in 0..3 {
        let Some(first) = draft.body.first() else { return };
        let text = first.text();
        let repeats = same_words(text, &headline)
            || !byline.is_empty()
                && text.len() < byline.len() + 12
                && same_words(text.trim_start_matches("By "), &byline);
        if !repeats {
            return;
        }
        draft.body.remove(0);
    }
    if draft.headline.is_none()
        && let Some(Piece::Heading(text)) = draft.body.first()
    {
        fill(&mut draft.headline, text.clone());
        draft.body.remove(0);
    }
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    !other.is_empty() && words(one) == words(other)
}

#[cfg(test)]
mod tests;
