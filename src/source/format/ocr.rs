//! Pages of scanned papers as text recognition writes them: ALTO and PAGE XML.
//!
//! A file is one page and one article: nothing in it says where one story ends. Blocks become paragraphs, words that a line
//! end broke are whole again. The surprise: ALTO says the whole of a broken word twice, at both of its halves, beside the
//! halves themselves.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::Draft;
use crate::source::layout;
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// ALTO and PAGE.
pub static FORMAT: Format = Format { name: "ocr", extensions: &["alto", "xml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    match root_name(probe.text) {
        Some("alto" | "PcGts") => Detection::Certain,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let wanted =
        |_: &[String], element: &Element| matches!(element.name.as_str(), "TextBlock" | "TextRegion" | "fileName");
    let mut draft = Draft::default();
    while let Some(element) = xml.next(&wanted)? {
        match element.name.as_str() {
            "TextBlock" => draft.paragraph(alto_text(&element)),
            "TextRegion" => draft.paragraph(page_text(&element)),
            _ => {
                let name = element.raw_text().trim().to_owned();
                draft.note("scan", name);
            }
        }
    }
    if draft.body.is_empty() {
        return sink.skip(None, SkipReason::ImageOnly);
    }
    layout::complete_from_lede(&mut draft);
    sink.article(draft)
}

/// The words of a block of ALTO.
fn alto_text(block: &Element) -> String {
    let mut text = String::new();
    for line in block.find_all("TextLine") {
        for word in line.find_all("String") {
            let whole = word.attribute("SUBS_CONTENT").filter(|whole| !whole.is_empty());
            let content = match (whole, word.attribute("SUBS_TYPE")) {
                (Some(whole), Some("HypPart1")) => whole,
                (Some(_), Some("HypPart2")) => continue,
                _ => word.attribute("CONTENT").unwrap_or_default(),
            };
            add_word(&mut text, content);
        }
    }
    text
}

/// The lines of a region of PAGE.
fn page_text(region: &Element) -> String {
    let mut text = String::new();
    let lines: Vec<&Element> = region.find_all("TextLine");
    for line in &lines {
        add_word(&mut text, &unicode(line));
    }
    if lines.is_empty() { unicode(region) } else { text }
}

fn unicode(element: &Element) -> String {
    element.at(&["TextEquiv", "Unicode"]).map(|found| found.raw_text().trim().to_owned()).unwrap_or_default()
}

fn add_word(text: &mut String, word: &str) {
    // A hyphen at the end of what is there so far broke a word, unless it stands alone.
    if let Some(broken) = text.strip_suffix(['-', '\u{ad}', '¬'])
        && broken.ends_with(char::is_alphabetic)
        && word.starts_with(char::is_lowercase)
    {
        text.truncate(broken.len());
    } else if !text.is_empty() && !word.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn blocks_of_alto_are_paragraphs_and_broken_words_are_whole() {
        let xml = r#"<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Layout><Page><PrintSpace>
            <TextBlock><TextLine><String CONTENT="Talks"/><SP/><String CONTENT="conti" SUBS_TYPE="HypPart1" SUBS_CONTENT="continue"/><HYP CONTENT="-"/></TextLine>
            <TextLine><String CONTENT="nue" SUBS_TYPE="HypPart2" SUBS_CONTENT="continue"/><SP/><String CONTENT="in"/><SP/><String CONTENT="Cairo."/></TextLine></TextBlock>
            <TextBlock><TextLine><String CONTENT="No"/><String CONTENT="date."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"#;
        let found = articles("1912/04/16/page1.xml", xml.as_bytes());
        assert_eq!((found[0].format.as_str(), found[0].lede.as_str()), ("ocr", "Talks continue in Cairo."));
        assert_eq!(found[0].sections[0].paragraphs, ["No date."]);
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1912-04-16"));
    }

    #[test]
    fn regions_of_page_are_paragraphs() {
        let xml = r#"<PcGts><Page><TextRegion><TextLine><Word><TextEquiv><Unicode>no</Unicode></TextEquiv></Word><TextEquiv><Unicode>Talks con-</Unicode></TextEquiv></TextLine>
            <TextLine><TextEquiv><Unicode>tinue in Cairo.</Unicode></TextEquiv></TextLine></TextRegion>
            <TextRegion><TextEquiv><Unicode>No date.</Unicode></TextEquiv></TextRegion></Page></PcGts>"#;
        let found = articles("page.xml", xml.as_bytes());
        assert_eq!(found[0].lede, "Talks continue in Cairo.");
        assert_eq!(found[0].sections[0].paragraphs, ["No date."]);
    }

    #[test]
    fn a_page_without_words_is_a_picture() {
        let (found, others) = outcomes("p.xml", b"<alto><Layout/></alto>", &ReadOptions::default());
        assert!(found.is_empty());
        assert_eq!(others, [": only images, no text layer"]);
    }
}
