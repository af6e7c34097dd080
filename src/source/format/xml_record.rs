//! XML of no known standard: exports with an `article`, `doc` or `item` element a record.
//!
//! Reads such an element as a record of named values, through the table of names. The surprise: when no element of the file
//! gives an article, the file is left aside as a whole, since XML is used for everything.

use serde_json::Value;

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::record::{Record, read_record};
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// XML with records.
pub static FORMAT: Format = Format { name: "xml", extensions: &["xml"], detect, read };

/// Elements that are records.
const RECORDS: &[&str] =
    &["article", "doc", "document", "item", "story", "news", "record", "row", "post", "newsarticle", "text"];

fn detect(probe: &Probe<'_>) -> Detection {
    let xml = probe.text.trim_start().starts_with("<?xml");
    match root_name(probe.text) {
        Some("html" | "HTML") | None => Detection::No,
        Some(_) if xml => Detection::Possible,
        Some(_) if probe.extension() == "xml" => Detection::Possible,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let wanted = |_: &[String], element: &Element| RECORDS.contains(&element.name.to_ascii_lowercase().as_str());
    let (mut number, mut found) = (0_u64, 0_u64);
    while let Some(element) = xml.next(&wanted)? {
        number += 1;
        let Some(draft) = read_element(&element, sink) else { continue };
        found += 1;
        sink.article(Draft { locator: Some(number.to_string()), ..draft })?;
    }
    if found == 0 { sink.skip(None, SkipReason::NotAnArticle("XML without an article")) } else { Ok(()) }
}

/// The article of a record, when it has a headline and a text.
fn read_element(element: &Element, sink: &Sink<'_>) -> Option<Draft> {
    let mut record = Record::new();
    for (name, value) in &element.attributes {
        record.insert(name.clone(), Value::String(value.clone()));
    }
    for child in element.elements() {
        let value = value_of(child);
        match record.get_mut(&child.name) {
            Some(Value::Array(values)) => values.push(value),
            Some(earlier) => *earlier = Value::Array(vec![earlier.take(), value]),
            None => {
                record.insert(child.name.clone(), value);
            }
        }
    }
    let draft = read_record(&record, &sink.options().mapping);
    (!draft.body.is_empty() && draft.headline.is_some()).then_some(draft)
}

/// The paragraphs of an element with markup in it, or its text.
fn value_of(element: &Element) -> Value {
    if element.elements().next().is_none() {
        return Value::String(element.raw_text().trim().to_owned());
    }
    let pieces =
        element.pieces(|inner| Some(if RECORDS.contains(&inner.name.as_str()) { "div" } else { inner.name.as_str() }));
    Value::Array(pieces.iter().map(Piece::text).map(|text| Value::String(text.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn records_are_read_by_the_names_of_their_parts() {
        let xml = "<?xml version='1.0'?><export><article id='7'><title>Talks go on</title><date>2024-04-01</date><author>Jane Doe</author>
            <body><p>One.</p><p>Two.</p></body></article><article><headline>B</headline><text>Three.</text></article></export>";
        let found = articles("a.xml", xml.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks go on"), ("2", "B")]);
        assert_eq!((found[0].external_id.as_deref(), found[0].byline.as_deref()), (Some("7"), Some("Jane Doe")));
        assert_eq!((found[0].lede.as_str(), found[1].lede.as_str()), ("One.", "Three."));
    }

    #[test]
    fn other_xml_is_left_aside() {
        let (found, others) = outcomes(
            "a.xml",
            b"<?xml version='1.0'?><settings><item><loc>x</loc></item></settings>",
            &ReadOptions::default(),
        );
        assert!(found.is_empty());
        assert_eq!(others, [": no article in it: XML without an article"]);
    }
}
