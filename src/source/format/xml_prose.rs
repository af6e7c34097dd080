//! XML of any other kind that holds prose: debates, gazettes, laws, whatever an institution publishes.
//!
//! Knows no names but those of the table of fields, and the shape: an element with text of its own is a paragraph, what stands in a row
//! below headings or has a headline of its own is an article. The surprise: most XML is data, so that a file of which less than a third
//! reads as sentences is left aside.

use super::xml_record::own_text;
use super::{Halt, Sink};
use crate::source::date;
use crate::source::draft::{Draft, Piece, fill};
use crate::source::field::{Field, FieldMapping, lookup};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::spare;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream};

/// Depth to which an element is asked for a headline of its own.
const HEADLINE_DEPTH: usize = 2;

/// Depth to which articles are looked for.
const DEPTH: usize = 8;

/// Bytes of a code at most, and dates among which that with a day is looked for.
const CODE: usize = 20;
const DATES: usize = 8;

/// Bytes of sentences that make a text.
const LITTLE: usize = 100;

/// Names of headlines that only documents have, beside those of the table.
const HEADLINES: &[&str] = &["doctitle", "articletitle", "documenttitle", "longtitle", "officialtitle"];

/// Attributes that say who speaks.
const SPEAKERS: &[&str] = &["speakername", "speaker"];

/// Reads a file of one element.
pub(super) fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let root = xml.next(&|_, _| true)?;
    let drafts = root.as_ref().map(articles_of).unwrap_or_default();
    if drafts.is_empty() {
        return sink.skip(None, SkipReason::NotAnArticle("XML without an article"));
    }
    let single = drafts.len() == 1;
    for (index, mut draft) in drafts.into_iter().enumerate() {
        draft.locator = (!single).then(|| (index + 1).to_string());
        sink.article(draft)?;
    }
    Ok(())
}

fn articles_of(root: &Element) -> Vec<Draft> {
    let mut pieces = Vec::new();
    flatten(root, &mut pieces);
    let (running, all) = measure(&pieces);
    if running < LITTLE || running * 3 < all {
        return Vec::new();
    }
    let mut whole = Draft::default();
    fill(&mut whole.language, root.attribute("lang").unwrap_or_default());
    let mut drafts = Vec::new();
    if headed_rows(root, &whole, &mut drafts) && !drafts.is_empty() {
        return drafts;
    }
    let mut parts = Vec::new();
    if headline_of(root, HEADLINE_DEPTH).is_none() {
        find_parts(root, 0, &mut parts);
    }
    if parts.len() > 1 {
        // The date of an issue stands beside its articles.
        let mut issue = whole.clone();
        root.elements()
            .filter(|child| field_of(child) == Some(Field::Date))
            .for_each(|child| add_date(child, &mut issue));
        drafts.extend(parts.iter().map(|part| draft_of(part, issue.clone())));
        drafts.retain(|draft| !draft.body.is_empty());
    }
    if drafts.len() < 2 {
        drafts = vec![draft_of(root, whole)];
    }
    drafts
}

/// Bytes that read as sentences, and all.
fn measure(pieces: &[Piece]) -> (usize, usize) {
    let mut sums = (0, 0);
    for text in pieces.iter().map(Piece::text) {
        sums.1 += text.len();
        if spare::is_running(text) {
            sums.0 += text.len();
        }
    }
    sums
}

fn field_of(element: &Element) -> Option<Field> {
    lookup(&element.name, &FieldMapping::default()).map(|(field, _)| field)
}

fn is_headline(element: &Element) -> bool {
    let name = element.name.to_ascii_lowercase();
    field_of(element) == Some(Field::Headline) || HEADLINES.contains(&name.as_str())
}

/// The headline of an element, so many levels deep.
fn headline_of(element: &Element, depth: usize) -> Option<String> {
    let text = |element: &Element| {
        let mut lines = Vec::new();
        flatten(element, &mut lines);
        let lines = lines.iter().map(Piece::text).collect::<Vec<_>>().join(" ");
        (!lines.is_empty()).then_some(lines)
    };
    let here = element.elements().find(|child| is_headline(child)).and_then(text);
    let here = here.filter(|text| text.len() < 1000);
    here.or_else(|| (depth > 1).then(|| element.elements().find_map(|child| headline_of(child, depth - 1))).flatten())
}

/// Elements with a headline of their own, the outermost of them.
fn find_parts<'e>(element: &'e Element, depth: usize, out: &mut Vec<&'e Element>) {
    let before = out.len();
    out.extend(element.elements().filter(|child| headline_of(child, HEADLINE_DEPTH).is_some()));
    if out.len() == before && depth < DEPTH {
        element.elements().for_each(|child| find_parts(child, depth + 1, out));
    }
}

/// Reads a row of headings with what follows each, as debates are kept. Of headings in a row the last is the headline.
fn headed_rows(root: &Element, whole: &Draft, out: &mut Vec<Draft>) -> bool {
    let is_heading = |element: &Element| element.name.to_ascii_lowercase().ends_with("heading");
    if root.elements().filter(|child| is_heading(child)).count() < 2 {
        return false;
    }
    let mut above: Vec<(String, String)> = Vec::new();
    let mut draft = whole.clone();
    for child in root.elements() {
        if is_heading(child) {
            if !draft.body.is_empty() {
                out.push(std::mem::replace(&mut draft, whole.clone()));
            }
            // A heading of the same name ends those below it.
            if let Some(at) = above.iter().position(|(name, _)| *name == child.name) {
                above.truncate(at);
            }
            above.extend(child.text().map(|text| (child.name.clone(), text)));
            let mut inner = above.iter().rev().map(|(_, text)| text.clone());
            (draft.headline, draft.rubric) = (inner.next(), inner.next());
        } else {
            flatten(child, &mut draft.body);
        }
        if draft.url.is_none()
            && let Some(url) = child.attribute("url").filter(|url| url.starts_with("http"))
        {
            draft.url = Some(url.to_owned());
        }
    }
    if !draft.body.is_empty() {
        out.push(draft);
    }
    true
}

/// The article of an element.
fn draft_of(element: &Element, mut draft: Draft) -> Draft {
    fill(&mut draft.headline, headline_of(element, DEPTH).unwrap_or_default());
    read_facts(element, 0, &mut draft);
    flatten(element, &mut draft.body);
    // Codes and numbers above the text are for catalogues.
    let is_code = |piece: &Piece| {
        let text = piece.text();
        text.len() <= CODE && !text.contains(|c: char| c == ' ' || c.is_lowercase())
    };
    let codes = draft.body.iter().take_while(|piece| is_code(piece)).count();
    if codes > 1 && codes < draft.body.len() {
        let codes: Vec<String> = draft.body.drain(..codes).map(|piece| piece.text().to_owned()).collect();
        draft.note("codes", codes.join(" "));
    }
    draft.drop_repeated_headline();
    draft
}

/// Dates and publishers that elements name, the first of each; their texts stay where they are.
fn read_facts(element: &Element, depth: usize, draft: &mut Draft) {
    for child in element.elements() {
        match field_of(child) {
            Some(Field::Date) if draft.dates.len() < DATES => add_date(child, draft),
            Some(Field::Publisher) if draft.publisher.is_none() => {
                let name = child.text().filter(|text| text.len() < 100);
                fill(&mut draft.publisher, name.unwrap_or_default());
            }
            _ if depth < DEPTH && (draft.dates.is_empty() || draft.publisher.is_none()) => {
                read_facts(child, depth + 1, draft)
            }
            _ => {}
        }
    }
}

fn add_date(element: &Element, draft: &mut Draft) {
    let coded = ["ISO", "iso", "when", "date", "value"].iter().find_map(|name| element.attribute(name));
    let text = coded.map(str::to_owned).or_else(|| element.text());
    if let Some(text) = text.filter(|text| date::parse(text, None).is_some()) {
        draft.date(text);
    }
}

/// Adds the paragraphs of an element: what has text of its own is one, whatever is marked within.
fn flatten(element: &Element, out: &mut Vec<Piece>) {
    let speaker = SPEAKERS.iter().find_map(|name| element.attribute(name)).filter(|name| !name.trim().is_empty());
    let before = out.len();
    if own_text(element).is_empty() {
        element.elements().for_each(|child| flatten(child, out));
    } else if let Some(text) = element.text() {
        // A label and what it labels are a line.
        match out.last_mut() {
            Some(Piece::Paragraph(label)) if label.ends_with(':') && label.len() < 40 => {
                label.push(' ');
                label.push_str(&text);
            }
            _ => out.push(Piece::Paragraph(text)),
        }
    }
    if let (Some(speaker), Some(Piece::Paragraph(first))) = (speaker, out.get_mut(before)) {
        *first = format!("{}: {first}", speaker.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn debates_are_an_article_for_each_subject_with_who_speaks() {
        let xml = "<?xml version='1.0'?><publicwhip><major-heading id='1'>Transport</major-heading><minor-heading>Harbour Fees</minor-heading>
            <speech speakername='Jane Doe' url='https://example.org/1'><p>What steps is he taking to settle the fees of our harbours?</p></speech>
            <speech speakername='John Roe'><p>The fees are a matter for the <b>councils</b>, as she knows.</p><p>I have met them.</p></speech>
            <minor-heading>Roads</minor-heading><speech speakername='Mary Major'><p>When will the road along the coast be open to traffic again?</p></speech></publicwhip>";
        let found = articles("debates2023-01-09a.xml", xml.as_bytes());
        assert_eq!(headlines(&found), [("1", "Harbour Fees"), ("2", "Roads")]);
        let texts: Vec<&str> = found[0].blocks().skip(1).map(|block| block.text).collect();
        let expected = [
            "Jane Doe: What steps is he taking to settle the fees of our harbours?",
            "John Roe: The fees are a matter for the councils, as she knows.",
            "I have met them.",
        ];
        assert_eq!(texts, expected);
        assert_eq!(
            (found[0].rubric.as_deref(), found[0].url.as_deref()),
            (Some("Transport"), Some("https://example.org/1"))
        );
        assert_eq!(found[1].rubric.as_deref(), Some("Transport"));
        assert_eq!(found[1].date.as_ref().map(ToString::to_string).as_deref(), Some("2023-01-09"));
    }

    #[test]
    fn a_gazette_is_an_article_for_each_notice_and_a_law_is_one() {
        let notice = |subject: &str, text: &str| {
            format!(
                "<NOTICE><PREAMB><AGENCY>DEPARTMENT OF HARBOURS</AGENCY><SUBJECT>{subject}</SUBJECT><P>{text}</P></PREAMB><P>The office is open in the week.</P></NOTICE>"
            )
        };
        let first = notice("Fees of Berths", "The service is revising the fees for berths to reflect what they cost.");
        let second =
            notice("A Meeting", "The council will meet in the old customs house on the second Monday of the month.");
        let xml = format!(
            "<?xml version='1.0'?><GAZETTE><DATE>Tuesday, January 3, 2017</DATE><NOTICES>{first}{second}</NOTICES></GAZETTE>"
        );
        let found = articles("gazette.xml", xml.as_bytes());
        assert_eq!(headlines(&found), [("1", "Fees of Berths"), ("2", "A Meeting")]);
        assert_eq!(found[1].blocks().count(), 5);
        assert_eq!(found[1].date.as_ref().map(ToString::to_string).as_deref(), Some("2017-01-03"));
        assert_eq!(found[1].publisher.as_deref(), Some("DEPARTMENT OF HARBOURS"));
        let law = "<?xml version='1.0'?><ACT><BIB><NO>001</NO><YEAR>2017</YEAR><DATE ISO='20161215'>20161215</DATE></BIB><TITLE><TI><P>Regulation</P><P>on the fees of harbours</P></TI></TITLE><BODY><ITEM>The fees of harbours shall be published by the councils once a year.</ITEM><ITEM>They shall apply from the first day of the month that follows.</ITEM></BODY></ACT>";
        let found = articles("law.xml", law.as_bytes());
        assert_eq!(headlines(&found), [("-", "Regulation on the fees of harbours")]);
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2016-12-15"));
        assert!(found[0].metadata.contains(&("codes".into(), "001 2017 20161215".into())), "{:?}", found[0].metadata);
    }

    #[test]
    fn data_is_left_aside() {
        let rows: String = (0..50)
            .map(|row| format!("<entry code='{row}'><name>Example {row}</name><price>{row}.5</price></entry>"))
            .collect();
        let (found, others) = outcomes(
            "prices.xml",
            format!("<?xml version='1.0'?><prices>{rows}</prices>").as_bytes(),
            &ReadOptions::default(),
        );
        assert_eq!((found.len(), others), (0, vec![": no article in it: XML without an article".to_owned()]));
    }
}
