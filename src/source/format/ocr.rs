//! Pages of scanned papers as text recognition writes them: ALTO, PAGE, hOCR, and the XML of DjVu and ABBYY.
//!
//! A page is one article: nothing in these files says where one story ends. Blocks become paragraphs, words that a line end broke
//! are whole again. The surprise: ALTO says the whole of a broken word twice, at both of its halves, beside the halves
//! themselves; or only that there was a hyphen; or nothing.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::article::DatePrecision;
use crate::source::date;
use crate::source::draft::Draft;
use crate::source::layout::{self, Breaks};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// What text recognition writes.
pub static FORMAT: Format =
    Format { name: "ocr", extensions: &["alto", "xml", "hocr", "html", "htm", "xhtml"], detect, read };

/// How hOCR begins: the first element of a page, or what the head says of the program.
const HOCR_STARTS: [&str; 4] = ["<div class='ocr_page'", "<div class=\"ocr_page\"", "name='ocr-", "name=\"ocr-"];

/// Classes of hOCR's lines.
const HOCR_LINES: [&str; 5] = ["ocr_line", "ocrx_line", "ocr_caption", "ocr_header", "ocr_textfloat"];

fn detect(probe: &Probe<'_>) -> Detection {
    match root_name(probe.text) {
        Some("alto" | "PcGts" | "DjVuXML") => Detection::Certain,
        Some("document") if probe.text.contains("www.abbyy.com/FineReader_xml") => Detection::Certain,
        Some("html") if HOCR_STARTS.iter().any(|start| probe.text.contains(start)) => Detection::Certain,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let wanted = |open: &[String], element: &Element| match element.name.as_str() {
        "TextBlock" | "TextRegion" | "fileName" | "OBJECT" => true,
        "page" => open.last().is_some_and(|root| root == "document"),
        _ => has_class(element, "ocr_page"),
    };
    // ALTO and PAGE are a page a file and may be large, the others a file of pages.
    let mut only = Page::default();
    let (mut number, mut first) = (0_u64, None);
    while let Some(element) = xml.next(&wanted)? {
        match element.name.as_str() {
            "TextBlock" => only.add_alto(&element),
            "TextRegion" => only.blocks.push(page_lines(&element)),
            "fileName" => only.scan = element.raw_text().trim().to_owned(),
            _ => {
                number += 1;
                let Some(draft) = Page::of(&element).into_draft(Some(number.to_string())) else { continue };
                // The first page is held back: a file of one page has no locators.
                match first.take() {
                    None if number == 1 => first = Some(draft),
                    held => {
                        held.map_or(Ok(()), |held| sink.article(held))?;
                        sink.article(draft)?;
                    }
                }
            }
        }
    }
    if let Some(draft) = first {
        return sink.article(Draft { locator: (number > 1).then(|| "1".to_owned()), ..draft });
    }
    match only.into_draft(None) {
        Some(draft) => sink.article(draft),
        None if number > 0 => Ok(()),
        None => sink.skip(None, SkipReason::ImageOnly),
    }
}

/// The lines of a page by blocks, and what the file says of it.
#[derive(Debug, Default)]
struct Page {
    blocks: Vec<Vec<String>>,
    /// The picture that was read.
    scan: String,
    language: Option<String>,
}

impl Page {
    /// A page of one of the formats that have an element for it.
    fn of(element: &Element) -> Self {
        match element.name.as_str() {
            "OBJECT" => Self { blocks: djvu_blocks(element), ..Self::default() },
            "page" => Self { blocks: abbyy_blocks(element), ..Self::default() },
            _ => hocr_page(element),
        }
    }

    fn add_alto(&mut self, block: &Element) {
        self.language = self.language.take().or_else(|| {
            let language = block.attribute("LANG").or_else(|| block.attribute("language"));
            language.map(str::to_owned)
        });
        self.blocks.push(block.find_all("TextLine").into_iter().map(alto_line).collect());
    }

    /// Nothing when there are no words.
    fn into_draft(self, locator: Option<String>) -> Option<Draft> {
        let mut lines: Vec<&str> = Vec::new();
        for block in &self.blocks {
            // Nothing goes on from block to block.
            lines.extend(block.iter().map(String::as_str).chain([""]));
        }
        let breaks = Breaks::find(&lines);
        let mut draft = Draft { locator, language: self.language, ..Draft::default() };
        for block in &self.blocks {
            draft.paragraph(joined(block, &breaks));
        }
        if draft.body.is_empty() {
            return None;
        }
        // The name of the picture says more than the time of the file, and not for certain: it may be the day of the scan.
        draft.weak_dates.extend(
            date::find_in_name(&self.scan)
                .filter(|date| date.precision >= DatePrecision::Day)
                .map(|date| date.start.date().to_string()),
        );
        draft.note("scan", self.scan);
        layout::complete_from_lede(&mut draft);
        Some(draft)
    }
}

/// The text of a block on one line.
fn joined(block: &[String], breaks: &Breaks) -> String {
    let mut text = String::new();
    for line in block.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        // A hyphen at the end of what is there so far broke a word, unless it stands alone.
        if let Some(broken) = text.strip_suffix('-')
            && broken.ends_with(char::is_alphabetic)
            && line.starts_with(char::is_lowercase)
        {
            text.truncate(broken.len());
            text.push_str(line);
        } else if text.is_empty() {
            text.push_str(line);
        } else {
            breaks.append(&mut text, line);
        }
    }
    text
}

/// Adds a word to a line.
fn add_word(line: &mut String, word: &str) {
    if !line.is_empty() && !word.is_empty() {
        line.push(' ');
    }
    line.push_str(word);
}

/// A line of ALTO. A word that it says to be broken is whole in the first line.
fn alto_line(line: &Element) -> String {
    let mut text = String::new();
    let mut whole = false;
    for word in line.elements() {
        match word.name.as_str() {
            "String" => {
                let substitute = word.attribute("SUBS_CONTENT").filter(|whole| !whole.is_empty());
                whole = substitute.is_some();
                match (substitute, word.attribute("SUBS_TYPE")) {
                    (Some(substitute), Some("HypPart1")) => add_word(&mut text, substitute),
                    (Some(_), Some("HypPart2")) => {}
                    _ => add_word(&mut text, word.attribute("CONTENT").unwrap_or_default()),
                }
            }
            "HYP" if !whole && text.ends_with(char::is_alphabetic) => text.push('-'),
            _ => {}
        }
    }
    text
}

/// The lines of a region of PAGE.
fn page_lines(region: &Element) -> Vec<String> {
    let lines: Vec<String> = region.find_all("TextLine").into_iter().map(unicode).collect();
    if lines.is_empty() { unicode(region).lines().map(str::to_owned).collect() } else { lines }
}

fn unicode(element: &Element) -> String {
    element.at(&["TextEquiv", "Unicode"]).map(|found| found.raw_text().trim().to_owned()).unwrap_or_default()
}

/// The paragraphs of a page of DjVu.
fn djvu_blocks(page: &Element) -> Vec<Vec<String>> {
    let line = |line: &Element| {
        let mut text = String::new();
        line.find_all("WORD").into_iter().for_each(|word| add_word(&mut text, word.raw_text().trim()));
        text
    };
    let paragraphs = page.find_all("PARAGRAPH").into_iter();
    paragraphs.map(|paragraph| paragraph.find_all("LINE").into_iter().map(line).collect()).collect()
}

/// The paragraphs of a page of ABBYY, which has an element a character.
fn abbyy_blocks(page: &Element) -> Vec<Vec<String>> {
    let line = |line: &Element| {
        let characters = line.find_all("charParams");
        let parts = if characters.is_empty() { line.find_all("formatting") } else { characters };
        parts.into_iter().map(Element::raw_text).collect::<String>()
    };
    let paragraphs = page.find_all("par").into_iter();
    paragraphs.map(|paragraph| paragraph.find_all("line").into_iter().map(line).collect()).collect()
}

/// A page of hOCR, which is a web page with classes that say what is what.
fn hocr_page(page: &Element) -> Page {
    let scan = page.attribute("title").and_then(|title| {
        let (_, image) = title.split_once("image ")?;
        let image = image.split(';').next().unwrap_or_default();
        Some(image.trim().trim_matches(['"', '\'']).to_owned())
    });
    let mut paragraphs = elements_of(page, &["ocr_par"]);
    if paragraphs.is_empty() {
        paragraphs = elements_of(page, &["ocr_carea"]);
    }
    if paragraphs.is_empty() {
        paragraphs.push(page);
    }
    let line = |line: &Element| {
        let words = elements_of(line, &["ocrx_word", "ocr_word"]);
        let mut text = String::new();
        for word in &words {
            // Programs that mark characters put line ends between them.
            add_word(&mut text, &word.raw_text().split_whitespace().collect::<String>());
        }
        if words.is_empty() { line.raw_text().split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
    };
    let lines_of = |paragraph: &Element| {
        let lines = elements_of(paragraph, &HOCR_LINES);
        if lines.is_empty() { vec![line(paragraph)] } else { lines.into_iter().map(line).collect() }
    };
    Page {
        language: paragraphs.iter().find_map(|paragraph| paragraph.attribute("lang")).map(str::to_owned),
        blocks: paragraphs.into_iter().map(lines_of).collect(),
        scan: scan.unwrap_or_default(),
    }
}

/// The elements in `element` that are of one of the classes, in reading order, but not those inside another one.
fn elements_of<'a>(element: &'a Element, classes: &[&str]) -> Vec<&'a Element> {
    let mut found = Vec::new();
    let mut stack: Vec<&Element> = element.elements().collect();
    stack.reverse();
    while let Some(next) = stack.pop() {
        if classes.iter().any(|class| has_class(next, class)) {
            found.push(next);
            continue;
        }
        let before = stack.len();
        stack.extend(next.elements());
        stack[before..].reverse();
    }
    found
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|other| other == class))
}

#[cfg(test)]
mod tests;
