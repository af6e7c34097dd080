//! XML of no known standard: exports with an `article`, `doc` or `item` element a record.
//!
//! Reads such an element as a record of named values, through the table of names. The surprise: when no element of the file
//! gives an article, the file is read a second time for its prose ([`super::xml_prose`]), and left aside where it has none, since XML is
//! used for everything.

use std::io::{Cursor, Read};

use serde_json::Value;

use super::{Detection, Format, Halt, Probe, Sink, xml_prose};
use crate::source::draft::{Draft, Piece};
use crate::source::layout;
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::record::{Record, read_record};
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, Node, XmlStream, root_name};

/// XML with records.
pub static FORMAT: Format = Format { name: "xml", extensions: &["xml"], detect, read };

/// Elements that are records.
const RECORDS: &[&str] = &[
    "article",
    "doc",
    "document",
    "item",
    "story",
    "news",
    "record",
    "row",
    "post",
    "newsarticle",
    "newsitem",
    "text",
];

/// Elements that hold parts of the record they lie in.
const WRAPPERS: &[&str] =
    &["metadata", "dc", "meta", "header", "head", "fields", "properties", "attributes", "content"];

/// Depth to which these are followed.
const DEPTH: usize = 4;

/// Bytes of a file that are kept to be read a second time.
const TWICE: usize = 16 << 20;

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
    let mut start = Vec::new();
    (&mut *input).take(TWICE as u64 + 1).read_to_end(&mut start)?;
    let name = input.name().to_owned();
    if start.len() > TWICE {
        let mut whole = Input::from_reader(Box::new(Cursor::new(start).chain(input)), name, None);
        if read_records(&mut whole, sink)? == 0 {
            return sink.skip(None, SkipReason::NotAnArticle("XML without an article"));
        }
        return Ok(());
    }
    let mut records = Input::from_reader(Box::new(start.as_slice()), name.clone(), None);
    if read_records(&mut records, sink)? > 0 {
        return Ok(());
    }
    xml_prose::read(&mut Input::from_reader(Box::new(start.as_slice()), name, None), sink)
}

/// Hands over the records, and says how many were articles.
fn read_records(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<u64, Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let wanted = |_: &[String], element: &Element| RECORDS.contains(&element.name.to_ascii_lowercase().as_str());
    let (mut number, mut found) = (0_u64, 0_u64);
    let mut held: Option<Draft> = None;
    loop {
        let element = match xml.next(&wanted) {
            Ok(Some(element)) => element,
            Ok(None) => break,
            Err(error) => {
                held.map_or(Ok(()), |last| sink.article(last))?;
                return Err(error.into());
            }
        };
        number += 1;
        let Some(draft) = read_element(&element, sink) else { continue };
        found += 1;
        // A record that is the whole file has no place in it.
        let place = (number > 1 || !xml.open().is_empty()).then(|| number.to_string());
        if let Some(before) = held.replace(Draft { locator: place, ..draft }) {
            sink.article(before)?;
        }
    }
    held.map_or(Ok(()), |last| sink.article(last))?;
    Ok(found)
}

/// The article of a record, when it has a headline and a text.
fn read_element(element: &Element, sink: &Sink<'_>) -> Option<Draft> {
    let mut record = Record::new();
    for (name, value) in &element.attributes {
        record.insert(name.clone(), Value::String(value.clone()));
    }
    record.shift_remove("xmlns");
    add_parts(element, 0, &mut record);
    settle(&mut record);
    let mut draft = read_record(&record, &sink.options().mapping);
    layout::read_dateline_field(&mut draft);
    (!draft.body.is_empty() && draft.headline.is_some()).then_some(draft)
}

/// Chooses among names that several kinds of record use for several things.
fn settle(record: &mut Record) {
    // The number of a wire's item, beside `id="root"`.
    if let Some(number) = record.shift_remove("itemid") {
        record.insert("id".to_owned(), number);
    }
    // Catalogues name the address of a text among its numbers.
    if let Some(Value::Array(ids)) = record.get("identifier").cloned() {
        let is_address = |id: &&Value| id.as_str().is_some_and(|id| id.starts_with("http"));
        if let Some(address) = ids.iter().find(is_address) {
            record.entry("url").or_insert(address.clone());
        }
        let number = ids.iter().find(|id| !is_address(id)).or(ids.first()).cloned();
        record.insert("identifier".to_owned(), number.unwrap_or_default());
    }
    // What an article is a part of is its paper; the publisher is the printer, or the same with its legal form.
    let paper =
        record.get("isPartOf").and_then(Value::as_str).filter(|paper| !paper.contains("://")).map(str::to_owned);
    let begins = |publisher: &str, source: &str| publisher.len() > source.len() && publisher.starts_with(source);
    let text = |name: &str| record.get(name).and_then(Value::as_str);
    let source = text("source").zip(text("publisher")).filter(|(source, publisher)| begins(publisher, source));
    if let Some(name) = paper.or_else(|| source.map(|(source, _)| source.to_owned())) {
        record.insert("publisher".to_owned(), Value::String(name));
    }
}

/// Adds the parts of an element by their names: those below, those in wrappers, and `<dc element="dc.source" value="Example"/>`.
fn add_parts(element: &Element, depth: usize, record: &mut Record) {
    for child in element.elements() {
        let key = ["element", "name", "property"].iter().find_map(|name| child.attribute(name));
        let value = ["value", "content"].iter().find_map(|name| child.attribute(name));
        let wrapper = depth < DEPTH && WRAPPERS.contains(&child.name.to_ascii_lowercase().as_str());
        if let (Some(key), Some(value), true) = (key, value, child.children.is_empty()) {
            let key = key.strip_prefix("dc.").unwrap_or(key);
            insert(record, key, Value::String(value.to_owned()));
        } else if wrapper && child.elements().next().is_some() && own_text(child).is_empty() {
            add_parts(child, depth + 1, record);
        } else {
            insert(record, &child.name, value_of(child));
        }
    }
}

/// Adds a value; several of one name are a list.
fn insert(record: &mut Record, name: &str, value: Value) {
    match record.get_mut(name) {
        Some(earlier) if *earlier == value => {}
        Some(Value::Array(values)) => values.push(value),
        Some(earlier) => *earlier = Value::Array(vec![earlier.take(), value]),
        None => {
            record.insert(name.to_owned(), value);
        }
    }
}

/// The text directly in an element.
pub(super) fn own_text(element: &Element) -> String {
    let texts = element.children.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.trim()),
        Node::Element(_) => None,
    });
    texts.collect()
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
    fn items_of_wires_and_of_catalogues_are_read_through_what_lies_around_their_parts() {
        let item = "<?xml version='1.0'?><newsitem itemid='7' date='1996-08-20' xml:lang='en'><title>MEXICO: Fees are settled.</title>
            <headline>Fees are settled.</headline><byline>Jane Doe</byline><dateline>MEXICO CITY 1996-08-20</dateline>
            <text><p>The council met.</p><p>Fees are settled.</p></text><copyright>(c) Example 1996</copyright>
            <metadata><codes class='topics'><code code='MCAT'/></codes><dc element='dc.date.published' value='1996-08-20'/>
            <dc element='dc.source' value='Example Wire'/></metadata></newsitem>";
        let found = articles("7newsML.xml", item.as_bytes());
        assert_eq!(headlines(&found), [("-", "Fees are settled.")]);
        assert_eq!(
            (found[0].publisher.as_deref(), found[0].dateline.as_deref(), found[0].byline.as_deref()),
            (Some("Example Wire"), Some("MEXICO CITY"), Some("Jane Doe"))
        );
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1996-08-20"));
        let texts: Vec<&str> = found[0].blocks().skip(1).map(|block| block.text).collect();
        assert_eq!(texts, ["The council met.", "Fees are settled."]);
        let records = "<?xml version='1.0'?><OAI-PMH><ListRecords><record><header><identifier>oai:1</identifier><datestamp>2019-02-15</datestamp></header>
            <metadata><oai_dc:dc xmlns:dc='x'><dc:source>Daily Example</dc:source><dc:date>1880-01-02</dc:date><dc:title>Fees</dc:title>
            <dc:description>The council met on Monday.</dc:description></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>";
        let found = articles("records.xml", records.as_bytes());
        assert_eq!(headlines(&found), [("1", "Fees")]);
        assert_eq!(
            (found[0].publisher.as_deref(), found[0].lede.as_str()),
            (Some("Daily Example"), "The council met on Monday.")
        );
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1880-01-02"));
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
