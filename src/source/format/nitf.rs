//! NITF, the agencies' XML for one text: headline, byline, dateline, paragraphs, tagged persons and places.
//!
//! Also the inner part of NewsML and ninjs, which call [`read_nitf`]. The surprise: the codes of NITF stand in attributes
//! (`date.issue norm="..."`), the readable forms in text, and either may be missing.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::layout;
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::spare::{self, Spare};
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// NITF by itself.
pub static FORMAT: Format = Format { name: "nitf", extensions: &["nitf", "xml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    match root_name(probe.text) {
        Some("nitf") => Detection::Certain,
        // A part of NewsML-G2 by itself, and home-made envelopes.
        Some("contentSet" | "inlineXML" | "sports-content") => Detection::Possible,
        Some(_) if probe.text.contains("<nitf") => Detection::Possible,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let mut number = 0_u64;
    let mut held: Option<Draft> = None;
    while let Some(element) = xml.next(&|_, element| element.name == "nitf")? {
        number += 1;
        if let Some(first) = held.take() {
            sink.article(first)?;
        }
        let draft = Draft { locator: Some(number.to_string()), ..read_nitf(&element) };
        held = Some(draft);
    }
    match held {
        Some(last) if number == 1 => sink.article(Draft { locator: None, ..last }),
        Some(last) => sink.article(last),
        None => sink.skip(None, SkipReason::NotAnArticle("XML without an article")),
    }
}

/// The article of a `nitf` element.
pub fn read_nitf(nitf: &Element) -> Draft {
    let mut draft = Draft::default();
    if let Some(head) = nitf.child("head") {
        read_head(head, &mut draft);
    }
    let body = nitf.child("body").unwrap_or(nitf);
    if let Some(head) = body.child("body.head") {
        read_body_head(head, &mut draft);
    }
    fill(&mut draft.headline, nitf.at(&["head", "title"]).and_then(Element::text).unwrap_or_default());
    let content = body.child("body.content").or_else(|| body.child("content")).unwrap_or(body);
    let beside = read_content(content, &mut draft);
    if draft.body.is_empty()
        && let Some(summary) = body.at(&["body.head", "abstract"])
    {
        draft.body = summary.pieces(html_name);
    }
    tag_names(content, &mut draft);
    layout::complete_from_lede(&mut draft);
    let line = |text: String| vec![Piece::Paragraph(text)];
    let head = body.child("body.head");
    let named = |name: &str| head.map(|head| head.find_all(name)).unwrap_or_default();
    let texts = named("hl2").into_iter().chain(named("abstract")).filter_map(Element::text);
    let texts = texts.map(|text| Spare { name: String::new(), pieces: line(text) });
    spare::add_missing(&mut draft, texts.chain(beside).collect(), &mut |_, _| {});
    draft
}

/// Reads the text. Where a block says that it is all of it, the others are what else there is: its first paragraphs once more, for
/// other readers, and corrections.
fn read_content(content: &Element, draft: &mut Draft) -> Vec<Spare> {
    let class = |block: &Element| block.attribute("class").unwrap_or_default().to_owned();
    let blocks = || content.elements().filter(|element| element.name == "block");
    let Some(full) = blocks().find(|block| class(block) == "full_text") else {
        draft.body = content.pieces(html_name);
        return Vec::new();
    };
    draft.body = full.pieces(html_name);
    let others = blocks().filter(|block| class(block) != "full_text");
    others.map(|block| Spare { name: class(block), pieces: block.pieces(html_name) }).collect()
}

fn read_head(head: &Element, draft: &mut Draft) {
    let attribute = |element: &str, name: &str| {
        head.find(element).and_then(|element| element.attribute(name)).unwrap_or_default().to_owned()
    };
    fill(&mut draft.external_id, attribute("doc-id", "id-string"));
    for (element, name) in
        [("date.issue", "norm"), ("date.release", "norm"), ("pubdata", "date.publication"), ("story.date", "norm")]
    {
        let date = attribute(element, name);
        if !date.is_empty() {
            draft.date(date);
        }
    }
    fill(&mut draft.rubric, attribute("tobject.subject", "tobject.subject.type"));
    fill(&mut draft.rubric, attribute("pubdata", "position.section"));
    fill(&mut draft.publisher, attribute("pubdata", "name"));
    fill(&mut draft.publisher, attribute("doc-id", "regsrc"));
    fill(&mut draft.url, attribute("pubdata", "ex-ref"));
    draft.note("urgency", attribute("urgency", "ed-urg"));
    draft.note("slug", attribute("fixture", "fix-id"));
    draft.note("copyright", attribute("doc.copyright", "holder"));
    for key in head.find_all("keyword") {
        draft.note("keyword", key.attribute("key").unwrap_or_default());
    }
    for subject in head.find_all("tobject.subject") {
        draft.note("subject-code", subject.attribute("tobject.subject.refnum").unwrap_or_default());
        let names = ["tobject.subject.matter", "tobject.subject.detail", "tobject.subject.type"];
        draft.note("subject", names.iter().find_map(|name| subject.attribute(name)).unwrap_or_default());
    }
    for meta in head.find_all("meta") {
        let value = meta.attribute("content").unwrap_or_default();
        if meta.attribute("name") == Some("dsk") {
            fill(&mut draft.rubric, value);
        }
        draft.note(meta.attribute("name").unwrap_or("meta"), value);
    }
    tag_names(head, draft);
}

fn read_body_head(head: &Element, draft: &mut Draft) {
    let text = |name: &str| head.find(name).and_then(Element::text).unwrap_or_default();
    fill(&mut draft.headline, text("hl1"));
    fill(&mut draft.headline, text("hedline"));
    draft.note("subtitle", text("hl2"));
    // Beside the line as it was printed there may be one for catalogues.
    let printed = |byline: &&Element| byline.attribute("class") != Some("normalized_byline");
    let bylines = || head.elements().filter(|element| element.name == "byline");
    if let Some(byline) = bylines().find(printed).or_else(|| bylines().next()) {
        // The title of the writer is no part of the name.
        let people: Vec<String> = byline.find_all("person").into_iter().filter_map(Element::text).collect();
        fill(&mut draft.byline, people.join(", "));
        let own: String = byline
            .children
            .iter()
            .filter_map(|node| match node {
                crate::source::xml::Node::Text(text) => Some(text.as_str()),
                crate::source::xml::Node::Element(_) => None,
            })
            .collect();
        fill(&mut draft.byline, own.split_whitespace().collect::<Vec<_>>().join(" "));
        fill(&mut draft.byline, byline.text().unwrap_or_default());
    }
    fill(&mut draft.publisher, text("distributor"));
    if let Some(dateline) = head.child("dateline") {
        let place = dateline.child("location").and_then(Element::text).or_else(|| dateline.text());
        fill(&mut draft.dateline, place.unwrap_or_default());
        if let Some(date) = dateline.child("story.date") {
            let written = date.attribute("norm").map(str::to_owned).or_else(|| date.text());
            written.into_iter().for_each(|text| draft.date(text));
        }
    }
    draft.note("abstract", text("abstract"));
    tag_names(head, draft);
}

/// Tagged persons, organisations and places, each once.
fn tag_names(element: &Element, draft: &mut Draft) {
    for (name, kind) in [("person", "person"), ("org", "organisation"), ("location", "place")] {
        for found in element.find_all(name) {
            let text = found.text().or_else(|| found.attribute("value").map(str::to_owned)).unwrap_or_default();
            if !draft.metadata.iter().any(|(known, value)| known == kind && *value == text) {
                draft.note(kind, text);
            }
        }
    }
}

/// What an element of NITF is in HTML; pictures and notes are left out.
fn html_name(element: &Element) -> Option<&str> {
    match element.name.as_str() {
        "hl1" => Some("h1"),
        "hl2" => Some("h2"),
        "block" => Some("div"),
        "media" | "note" | "body.end" | "body.head" | "alt-code" | "object.title" => None,
        "p" | "br" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "pre" | "hr" | "table" | "tr" | "td" | "th"
        | "caption" => Some(element.name.as_str()),
        "bq" | "q" | "blockquote" | "fn" => Some("blockquote"),
        _ => Some("span"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::articles;

    #[test]
    fn a_text_that_is_there_twice_is_read_once() {
        let (first, second) = (
            "The council of the harbour met on Monday to settle the price of its berths, as it does each year.",
            "No boat would pay more than it did last year, said the woman who chairs the council of the harbour.",
        );
        let text = format!(
            "<nitf><head><meta name='dsk' content='Metropolitan Desk'/></head><body><body.head><hedline><hl1>Fees are settled</hl1>
             <hl2 class='online_headline'>Harbour settles fees</hl2></hedline><byline class='normalized_byline'>Doe, Jane</byline>
             <byline class='print_byline'>By JANE DOE</byline><abstract><p>Owners of boats are relieved (M)</p></abstract></body.head>
             <body.content><block class='lead_paragraph'><p>{first}</p></block><block class='online_lead_paragraph'><p>{first}</p></block>
             <block class='full_text'><p>LEAD: {first}</p><p>{second}</p></block>
             <block class='correction_text'><p>The given name was wrong on Monday.</p></block></body.content></body></nitf>"
        );
        let found = articles("a.xml", text.as_bytes());
        let article = &found[0];
        assert_eq!(
            (article.byline.as_deref(), article.rubric.as_deref()),
            (Some("JANE DOE"), Some("Metropolitan Desk"))
        );
        let read: Vec<&str> = article.blocks().skip(1).map(|block| block.text).collect();
        let expected = [
            &format!("LEAD: {first}"),
            second,
            "Harbour settles fees",
            "Owners of boats are relieved (M)",
            "The given name was wrong on Monday.",
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn a_text_is_read_with_its_codes_and_names() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>Talks</title>
            <tobject><tobject.subject tobject.subject.refnum="16005000" tobject.subject.type="Conflict"/></tobject>
            <docdata><doc-id id-string="ex-1"/><urgency ed-urg="4"/><date.issue norm="20240401T102030Z"/></docdata>
            <pubdata name="Daily Example"/></head><body><body.head><hedline><hl1>Talks go on</hl1><hl2>No date set</hl2></hedline>
            <byline>By <person>Jane Doe</person>, <byttl>Cairo</byttl></byline><dateline><location>CAIRO</location></dateline></body.head>
            <body.content><p>CAIRO (EX) - <person>Ron Dermer</person> spoke.</p><media><media-caption>A hall</media-caption></media>
            <hl2>Next</hl2><p>A second round with <person>Ron Dermer</person>.</p></body.content></body></nitf>"#;
        let found = articles("a.xml", text.as_bytes());
        let article = &found[0];
        assert_eq!((article.format.as_str(), article.locator.as_deref()), ("nitf", None));
        assert_eq!((article.headline.text.as_str(), article.byline.as_deref()), ("Talks go on", Some("Jane Doe")));
        assert_eq!((article.dateline.as_deref(), article.publisher.as_deref()), (Some("CAIRO"), Some("Daily Example")));
        assert_eq!(article.lede, "CAIRO (EX) - Ron Dermer spoke.");
        assert_eq!(article.sections[0].heading.as_deref(), Some("Next"));
        assert_eq!(article.external_id.as_deref(), Some("ex-1"));
        assert_eq!(article.date.as_ref().map(|date| date.start.to_string()).as_deref(), Some("2024-04-01T10:20:30"));
        for note in
            [("urgency", "4"), ("subject-code", "16005000"), ("subtitle", "No date set"), ("person", "Ron Dermer")]
        {
            assert_eq!(
                article.metadata.iter().filter(|(k, v)| (k.as_str(), v.as_str()) == note).count(),
                1,
                "{note:?}"
            );
        }
    }
}
