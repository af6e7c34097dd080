//! NewsML-G2 (with SportsML and others in its envelopes): news items with their codes, and the text inside them.
//!
//! One article a `newsItem` that carries a text as NITF, XHTML or plain text. The surprise: most items in the wild carry a
//! picture, a video or a table and no text; those are left aside, and so are packages, concepts and plans.

use super::nitf::read_nitf;
use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::layout;
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::record::pieces_of_text;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// NewsML-G2.
pub static FORMAT: Format = Format { name: "newsml-g2", extensions: &["xml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    match root_name(probe.text) {
        Some(
            "newsItem" | "newsMessage" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem"
            | "catalogItem",
        ) => Detection::Certain,
        Some(_) if probe.text.contains("iptc.org/std/nar/") => Detection::Possible,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let (mut number, mut held) = (0_u64, None);
    // The first item is held back: a file of one has no locators.
    while let Some(item) = xml.next(&|_, element| element.name == "newsItem")? {
        number += 1;
        if let Some(first) = held.take() {
            report(first, Some("1"), sink)?;
        }
        let read = read_item(&item);
        if number == 1 {
            held = Some(read);
        } else {
            report(read, Some(&number.to_string()), sink)?;
        }
    }
    match held {
        Some(only) => report(only, None, sink),
        None if number == 0 => sink.skip(None, SkipReason::NotAnArticle("XML without an article")),
        None => Ok(()),
    }
}

fn report(item: Option<Draft>, locator: Option<&str>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    match item {
        Some(draft) => sink.article(Draft { locator: locator.map(str::to_owned), ..draft }),
        None => sink.skip(locator, SkipReason::NotAnArticle("a news item without text")),
    }
}

/// The article of an item, when it has a text.
fn read_item(item: &Element) -> Option<Draft> {
    let mut draft = read_content(item)?;
    fill(&mut draft.external_id, item.attribute("guid").unwrap_or_default());
    if let Some(meta) = item.child("contentMeta") {
        read_content_meta(meta, &mut draft);
    }
    if let Some(meta) = item.child("itemMeta") {
        read_item_meta(meta, &mut draft);
    }
    fill(&mut draft.language, item.attribute("lang").unwrap_or_default());
    for assertion in item.elements().filter(|element| element.name == "assert") {
        let kind = assertion.child("type").and_then(|kind| kind.attribute("qcode")).unwrap_or_default();
        let detailed = if assertion.child("personDetails").is_some() { "cpnat:person" } else { kind };
        tag(detailed, assertion, &mut draft);
    }
    layout::complete_from_lede(&mut draft);
    Some(draft)
}

/// The first content with a text in it; what it says of itself comes before what the envelope says.
fn read_content(item: &Element) -> Option<Draft> {
    let set = item.child("contentSet")?;
    for content in set.elements() {
        let kind = content.attribute("contenttype").unwrap_or_default();
        let draft = match content.name.as_str() {
            "inlineXML" => match content.find("nitf") {
                Some(nitf) => read_nitf(nitf),
                None => {
                    let names = ["body", "html", "article"];
                    let Some(page) = names.iter().find_map(|name| content.find(name)) else { continue };
                    Draft { body: page.pieces(|inner| Some(inner.name.as_str())), ..Draft::default() }
                }
            },
            "inlineData" if kind.starts_with("text/") || kind.is_empty() => {
                Draft { body: pieces_of_text(&content.raw_text()), ..Draft::default() }
            }
            _ => continue,
        };
        if !draft.body.is_empty() {
            return Some(draft);
        }
    }
    None
}

fn read_content_meta(meta: &Element, draft: &mut Draft) {
    let text = |name: &str| meta.child(name).and_then(Element::text).unwrap_or_default();
    for name in ["firstCreated", "contentCreated", "contentModified"] {
        meta.child(name).and_then(Element::text).into_iter().for_each(|date| draft.date(date));
    }
    let main = meta.elements().filter(|element| element.name == "headline");
    let headline = main.min_by_key(|element| element.attribute("role").is_some_and(|role| !role.ends_with(":main")));
    fill(&mut draft.headline, headline.and_then(Element::text).unwrap_or_default());
    fill(&mut draft.byline, text("by"));
    let writers: Vec<String> =
        meta.elements().filter(|element| element.name == "creator").filter_map(name_of).collect();
    fill(&mut draft.byline, writers.join(", "));
    fill(&mut draft.dateline, text("dateline"));
    fill(&mut draft.dateline, meta.child("located").and_then(name_of).unwrap_or_default());
    fill(&mut draft.publisher, meta.child("infoSource").and_then(name_of).unwrap_or_default());
    fill(
        &mut draft.language,
        meta.child("language").and_then(|language| language.attribute("tag")).unwrap_or_default(),
    );
    draft.note("urgency", text("urgency"));
    draft.note("slug", text("slugline"));
    for keyword in meta.elements().filter(|element| element.name == "keyword") {
        draft.note("keyword", keyword.text().unwrap_or_default());
    }
    for description in meta.elements().filter(|element| element.name == "description") {
        draft.note("description", description.text().unwrap_or_default());
    }
    for subject in meta.elements().filter(|element| element.name == "subject") {
        let code = subject.attribute("qcode").unwrap_or_default();
        let kind = subject.attribute("type").unwrap_or_default();
        if code.starts_with("medtop:") || code.starts_with("subj:") {
            fill(&mut draft.rubric, name_of(subject).unwrap_or_default());
            draft.note("subject-code", code);
        }
        tag(kind, subject, draft);
    }
}

fn read_item_meta(meta: &Element, draft: &mut Draft) {
    let text = |name: &str| meta.child(name).and_then(Element::text).unwrap_or_default();
    for name in ["firstCreated", "versionCreated"] {
        meta.child(name).and_then(Element::text).into_iter().for_each(|date| draft.date(date));
    }
    fill(&mut draft.publisher, meta.child("provider").and_then(name_of).unwrap_or_default());
    draft.note("status", meta.child("pubStatus").and_then(|status| status.attribute("qcode")).unwrap_or_default());
    draft.note("embargoed", text("embargoed"));
    draft.note("editorial-note", text("edNote"));
}

/// Notes a named thing under its kind; things of no known kind are subjects.
fn tag(kind: &str, element: &Element, draft: &mut Draft) {
    let Some(name) = name_of(element) else { return };
    let note = match kind.rsplit(':').next().unwrap_or_default() {
        "person" => "person",
        "organisation" | "organization" | "team" => "organisation",
        "geoArea" | "poi" | "city" | "country" => "place",
        _ => "subject",
    };
    if !draft.metadata.iter().any(|(known, value)| known == note && *value == name) {
        draft.note(note, name);
    }
}

/// What a thing is called: its name, or a literal, or the readable end of its code.
fn name_of(element: &Element) -> Option<String> {
    let named = element.child("name").and_then(Element::text);
    named.or_else(|| element.attribute("literal").map(str::to_owned)).or_else(|| {
        let code = element.attribute("qcode").and_then(|code| code.rsplit(':').next())?;
        // A number or a hash is no name.
        let readable =
            code.chars().any(char::is_alphabetic) && code.len() <= 24 && !code.chars().any(|c| c.is_ascii_digit());
        readable.then(|| code.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{headlines, outcomes};
    use crate::source::read::ReadOptions;

    const ITEM: &str = r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:ex:1" xml:lang="en-GB"><itemMeta>
        <itemClass qcode="ninat:text"/><provider literal="EX"/><versionCreated>2024-04-01T12:00:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
        <contentMeta><contentCreated>2024-04-01T10:20:30+02:00</contentCreated><creator><name>Jane Doe</name></creator><located><name>Cairo</name></located>
        <subject qcode="medtop:16000000"><name>conflict</name></subject><subject type="cpnat:person" qcode="p:1"><name>Ron Dermer</name></subject>
        <slugline>TALKS</slugline><headline>Talks go on</headline></contentMeta><contentSet>"#;

    #[test]
    fn an_item_is_read_in_each_kind_of_content() {
        let contents = [
            "<inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
            "<inlineXML contenttype='application/xhtml+xml'><html><body><p>One.</p><p>Two.</p></body></html></inlineXML>",
            "<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>",
        ];
        for content in contents {
            let xml = format!("{ITEM}{content}</contentSet></newsItem>");
            let (articles, others) = outcomes("a.xml", xml.as_bytes(), &ReadOptions::default());
            assert!(others.is_empty(), "{others:?}");
            let article = &articles[0];
            assert_eq!(headlines(&articles), [("-", "Talks go on")]);
            assert_eq!((article.lede.as_str(), article.sections[0].paragraphs.len()), ("One.", 1));
            assert_eq!((article.byline.as_deref(), article.publisher.as_deref()), (Some("Jane Doe"), Some("EX")));
            assert_eq!((article.dateline.as_deref(), article.rubric.as_deref()), (Some("Cairo"), Some("conflict")));
            let date = article.date.as_ref().expect("it has one");
            assert_eq!((date.start.to_string().as_str(), date.utc_offset), ("2024-04-01T10:20:30", Some(7200)));
            assert!(article.metadata.contains(&("person".into(), "Ron Dermer".into())));
        }
    }

    #[test]
    fn a_message_holds_several_items_and_those_without_text_are_left_aside() {
        let text = "<inlineData contenttype='text/plain'>One.</inlineData></contentSet></newsItem>";
        let picture = "<remoteContent href='x.jpg'/></contentSet></newsItem>";
        let xml = format!(
            "<n:newsMessage xmlns:n='x'><n:itemSet>{ITEM}{text}{ITEM}{picture}{ITEM}{text}</n:itemSet></n:newsMessage>"
        );
        let (articles, others) = outcomes("a.xml", xml.as_bytes(), &ReadOptions::default());
        assert_eq!(headlines(&articles), [("1", "Talks go on"), ("3", "Talks go on")]);
        assert_eq!(others, ["2: no article in it: a news item without text"]);
    }
}
