//! NewsML 1.x: news items whose components nest, each with lines of its own (headline, byline, dateline) and contents.
//!
//! An article is a component with a headline and the texts below it. The surprise: headline, subheadline, contact and style
//! sheet may come as contents of their own, told apart by the role of the component around them only.

use super::nitf::read_nitf;
use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::layout;
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::record::pieces_of_text;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// NewsML 1.x.
pub static FORMAT: Format = Format { name: "newsml", extensions: &["xml", "newsml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    if root_name(probe.text) == Some("NewsML") { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let mut envelope = Draft::default();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut number = 0_u64;
    let wanted = |_: &[String], element: &Element| matches!(element.name.as_str(), "NewsEnvelope" | "NewsItem");
    while let Some(element) = xml.next(&wanted)? {
        if element.name == "NewsEnvelope" {
            read_envelope(&element, &mut envelope);
            continue;
        }
        for mut draft in read_item(&element) {
            number += 1;
            draft.locator = Some(number.to_string());
            fill(&mut draft.publisher, envelope.publisher.clone().unwrap_or_default());
            draft.dates.extend(envelope.dates.iter().cloned());
            // The first is held back: a file of one article has no locators.
            if number == 2 {
                drafts.drain(..).try_for_each(|first| sink.article(first))?;
            }
            if number == 1 {
                drafts.push(draft);
            } else {
                sink.article(draft)?;
            }
        }
    }
    match drafts.pop() {
        Some(only) => sink.article(Draft { locator: None, ..only }),
        None if number == 0 => sink.skip(None, SkipReason::NotAnArticle("a news item without text")),
        None => Ok(()),
    }
}

fn read_envelope(envelope: &Element, draft: &mut Draft) {
    let sender = envelope.at(&["SentFrom", "Party"]).and_then(formal_name);
    fill(&mut draft.publisher, sender.unwrap_or_default());
    envelope.child("DateAndTime").and_then(Element::text).into_iter().for_each(|date| draft.date(date));
}

/// The articles of an item: one for each component that has a headline and texts, or one for all.
fn read_item(item: &Element) -> Vec<Draft> {
    let mut base = Draft::default();
    let text = |path: &[&str]| item.at(path).and_then(Element::text).unwrap_or_default();
    fill(&mut base.external_id, text(&["Identification", "NewsIdentifier", "PublicIdentifier"]));
    fill(&mut base.external_id, text(&["Identification", "NewsIdentifier", "NewsItemId"]));
    for name in ["FirstCreated", "ThisRevisionCreated"] {
        item.at(&["NewsManagement", name]).and_then(Element::text).into_iter().for_each(|date| base.date(date));
    }
    let formal = |path: &[&str]| item.at(path).and_then(formal_name).unwrap_or_default();
    base.note("status", formal(&["NewsManagement", "Status"]));
    base.note("urgency", formal(&["NewsManagement", "Urgency"]));
    let mut drafts = Vec::new();
    for component in item.elements().filter(|element| element.name == "NewsComponent") {
        read_component(component, &base, &mut drafts);
    }
    drafts
}

/// Reads a component and those in it; the depth of the tree bounds the recursion.
fn read_component(component: &Element, outer: &Draft, drafts: &mut Vec<Draft>) {
    let mut draft = outer.clone();
    let headed = read_lines(component, &mut draft);
    let inner: Vec<&Element> = component.elements().filter(|element| element.name == "NewsComponent").collect();
    let has_own_articles = |element: &&Element| {
        !element.find_all("NewsLines").is_empty()
            && !read_texts(element).is_empty()
            && element.find("HeadLine").is_some()
    };
    // A component whose parts are articles themselves lends them what it says.
    if inner.iter().any(has_own_articles)
        && (!headed || inner.iter().filter(|element| has_own_articles(element)).count() > 1)
    {
        inner.into_iter().for_each(|element| read_component(element, &draft, drafts));
        return;
    }
    draft.body = read_texts(component);
    if let Some(nitf) = component.find("nitf") {
        let inside = read_nitf(nitf);
        draft.body = inside.body;
        draft.metadata.extend(inside.metadata);
        fill(&mut draft.headline, inside.headline.unwrap_or_default());
        fill(&mut draft.byline, inside.byline.unwrap_or_default());
        fill(&mut draft.dateline, inside.dateline.unwrap_or_default());
    }
    if !draft.body.is_empty() {
        layout::complete_from_lede(&mut draft);
        drafts.push(draft);
    }
}

/// Lines and metadata of one component; true when it has a headline.
fn read_lines(component: &Element, draft: &mut Draft) -> bool {
    let line = |name: &str| component.at(&["NewsLines", name]).and_then(Element::text);
    let headline = line("HeadLine");
    let headed = headline.is_some();
    // The inner component's lines count before those around it.
    let replace = |place: &mut Option<String>, value: Option<String>| *place = value.or(place.take());
    replace(&mut draft.headline, headline);
    replace(&mut draft.byline, line("ByLine"));
    replace(&mut draft.dateline, line("DateLine"));
    replace(&mut draft.publisher, component.at(&["AdministrativeMetadata", "Provider", "Party"]).and_then(formal_name));
    replace(&mut draft.publisher, component.at(&["AdministrativeMetadata", "Source", "Party"]).and_then(formal_name));
    replace(&mut draft.language, component.at(&["DescriptiveMetadata", "Language"]).and_then(formal_name));
    for (name, note) in
        [("SlugLine", "slug"), ("SubHeadLine", "subtitle"), ("KeywordLine", "keyword"), ("CreditLine", "credit")]
    {
        draft.note(note, line(name).unwrap_or_default());
    }
    if let Some(metadata) = component.child("DescriptiveMetadata") {
        for code in metadata.find_all("SubjectCode").iter().flat_map(|code| code.elements()) {
            draft.note("subject-code", formal_name(code).unwrap_or_default());
        }
    }
    headed
}

/// The texts below a component that are the story itself.
fn read_texts(component: &Element) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut stack = vec![component];
    while let Some(element) = stack.pop() {
        match element.name.as_str() {
            "NewsComponent" if element != component && !is_story_role(element) => continue,
            "ContentItem" => {
                pieces.extend(read_content(element));
                continue;
            }
            _ => {}
        }
        let before = stack.len();
        stack.extend(element.elements());
        stack[before..].reverse();
    }
    pieces
}

fn is_story_role(component: &Element) -> bool {
    let role = component.child("Role").and_then(formal_name).unwrap_or_default().to_ascii_lowercase();
    matches!(
        role.as_str(),
        "" | "main" | "body" | "text" | "story" | "article" | "primary" | "maintext" | "main text" | "content"
    )
}

fn read_content(item: &Element) -> Vec<Piece> {
    let Some(data) = item.child("DataContent") else { return Vec::new() };
    let formal = |name: &str| item.child(name).and_then(formal_name).unwrap_or_default().to_ascii_lowercase();
    let (mime, media) = (formal("MimeType"), formal("MediaType"));
    if mime == "text/css"
        || mime.starts_with("image/")
        || mime.starts_with("video/")
        || !matches!(media.as_str(), "" | "text" | "complexdata")
    {
        return Vec::new();
    }
    if data.elements().next().is_some() {
        let page = data.find("body").or_else(|| data.find("body.content")).unwrap_or(data);
        return page.pieces(|inner| if inner.name == "head" { None } else { Some(inner.name.as_str()) });
    }
    pieces_of_text(&data.raw_text())
}

fn formal_name(element: &Element) -> Option<String> {
    element.attribute("FormalName").filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines};

    #[test]
    fn the_story_is_found_among_its_companions() {
        let part = |role: &str, text: &str| {
            format!(
                "<NewsComponent><Role FormalName='{role}'/><ContentItem><MimeType FormalName='text/xhtml'/><DataContent><html><head><title>no</title></head><body>{text}</body></html></DataContent></ContentItem></NewsComponent>"
            )
        };
        let xml = format!(
            "<NewsML><NewsEnvelope><SentFrom><Party FormalName='Example Wire'/></SentFrom><DateAndTime>20240401T120000+0000</DateAndTime></NewsEnvelope>
            <NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:example.com:1</PublicIdentifier></NewsIdentifier></Identification>
            <NewsManagement><FirstCreated>20240401T102030+0200</FirstCreated><Status FormalName='Usable'/></NewsManagement>
            <NewsComponent><AdministrativeMetadata><Source><Party FormalName='Example Inc.'/></Source></AdministrativeMetadata>
            <NewsComponent><NewsLines><HeadLine>Talks go on</HeadLine><ByLine>Jane Doe</ByLine><DateLine>CAIRO</DateLine><SlugLine>TALKS</SlugLine></NewsLines>
            <DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>{}{}{}</NewsComponent></NewsComponent></NewsItem></NewsML>",
            part("HeadLine", "<p>Talks go on</p>"),
            part("Body", "<p>One.</p><p>Two.</p>"),
            part("Contact", "<p>Call us.</p>")
        );
        let found = articles("a.xml", xml.as_bytes());
        assert_eq!(headlines(&found), [("-", "Talks go on")]);
        let article = &found[0];
        assert_eq!(
            (article.lede.as_str(), article.sections[0].paragraphs.as_slice()),
            ("One.", &["Two.".to_owned()][..])
        );
        assert_eq!((article.publisher.as_deref(), article.byline.as_deref()), (Some("Example Inc."), Some("Jane Doe")));
        let date = article.date.as_ref().expect("it has one");
        assert_eq!((date.start.to_string().as_str(), date.utc_offset), ("2024-04-01T10:20:30", Some(7200)));
    }

    #[test]
    fn components_with_headlines_are_articles_of_their_own() {
        let story = |head: &str| {
            format!(
                "<NewsComponent><NewsLines><HeadLine>{head}</HeadLine></NewsLines><ContentItem><DataContent>Text of {head}.</DataContent></ContentItem></NewsComponent>"
            )
        };
        let xml = format!(
            "<NewsML><NewsItem><NewsComponent>{}{}</NewsComponent></NewsItem></NewsML>",
            story("A"),
            story("B")
        );
        assert_eq!(headlines(&articles("a.xml", xml.as_bytes())), [("1", "A"), ("2", "B")]);
    }
}
