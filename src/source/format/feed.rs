//! Feeds: RSS 0.9 to 2.0, RDF, Atom. One article an entry, with its full content where the feed has it.
//!
//! Read entry by entry, so that a collected feed of any size needs the memory of one. JSON Feed is read by [`super::json`].
//! The surprise: HTML stands in feeds escaped once, escaped twice, in CDATA, or as XHTML elements, and is told from plain
//! text by looking at it.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::layout;
use crate::source::markup::{self, Keep};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::record;
use crate::source::spare::Spare;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// RSS and Atom.
pub static FORMAT: Format = Format { name: "feed", extensions: &["rss", "atom", "rdf", "xml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    match root_name(probe.text) {
        Some("rss" | "feed" | "channel") => Detection::Certain,
        Some("RDF") if probe.text.contains("purl.org/rss") || probe.text.contains("netscape.com/rdf") => {
            Detection::Certain
        }
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let mut feed = Feed::default();
    let mut number = 0_u64;
    while let Some(element) = xml.next(&is_wanted)? {
        if !is_entry(&element.name) {
            feed.add(&element);
            continue;
        }
        number += 1;
        let mut draft = read_entry(&element, &feed);
        draft.locator = Some(number.to_string());
        sink.article(draft)?;
    }
    if number == 0 { sink.skip(None, SkipReason::NotAnArticle("a feed without entries")) } else { Ok(()) }
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// Entries, and what the feed says of itself directly below its root or channel.
fn is_wanted(open: &[String], element: &Element) -> bool {
    let own = matches!(element.name.as_str(), "title" | "language" | "author" | "link" | "creator" | "publisher");
    let inside = open.last().is_some_and(|name| matches!(name.as_str(), "rss" | "feed" | "channel" | "RDF"));
    is_entry(&element.name) || own && inside && is_plain(element)
}

/// Elements of the feed's own vocabulary, not `media:title` or `itunes:author`.
fn is_plain(element: &Element) -> bool {
    !matches!(element.prefix.as_str(), "media" | "itunes" | "googleplay" | "podcast" | "image" | "og" | "geo")
}

/// What a feed says of itself.
#[derive(Debug, Default)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
    author: Option<String>,
}

impl Feed {
    fn add(&mut self, element: &Element) {
        let Some(text) = element.text() else { return };
        match element.name.as_str() {
            "title" => fill(&mut self.title, line_of(&text)),
            "language" => fill(&mut self.language, text),
            "author" | "creator" => fill(&mut self.author, person_of(element)),
            _ => {}
        }
    }
}

fn read_entry(entry: &Element, feed: &Feed) -> Draft {
    let mut draft = Draft::default();
    let plain = |names: &[&str]| -> Vec<&Element> {
        let all = names.iter().flat_map(|name| entry.elements().filter(move |element| element.name == *name));
        all.filter(|element| is_plain(element)).collect()
    };
    let first = |names: &[&str]| plain(names).into_iter().find_map(Element::text).unwrap_or_default();
    fill(&mut draft.headline, line_of(&first(&["title"])));
    fill(&mut draft.external_id, first(&["guid", "id", "identifier"]));
    let people: Vec<String> =
        plain(&["author", "creator"]).into_iter().map(person_of).filter(|name| !name.is_empty()).collect();
    fill(&mut draft.byline, people.join(", "));
    fill(&mut draft.byline, feed.author.clone().unwrap_or_default());
    // A planet or aggregator names the feed that an entry comes from.
    let source = entry.child("source");
    fill(
        &mut draft.publisher,
        source.and_then(|source| source.child("title").unwrap_or(source).text()).unwrap_or_default(),
    );
    fill(&mut draft.publisher, first(&["publisher"]));
    fill(&mut draft.publisher, feed.title.clone().unwrap_or_default());
    fill(&mut draft.language, entry.attribute("lang").unwrap_or_default());
    fill(&mut draft.language, first(&["language"]));
    fill(&mut draft.language, feed.language.clone().unwrap_or_default());
    fill(&mut draft.url, link_of(&plain(&["link"])).or_else(|| permanent_id(entry)).unwrap_or_default());
    draft.trim_headline();
    for name in ["pubDate", "published", "issued", "date", "created", "updated", "modified"] {
        plain(&[name]).into_iter().filter_map(Element::text).for_each(|text| draft.date(text));
    }
    let categories = plain(&["category", "subject"]);
    let labels: Vec<String> = categories
        .iter()
        .filter_map(|element| {
            element.attribute("label").or(element.attribute("term")).map(str::to_owned).or_else(|| element.text())
        })
        .collect();
    fill(&mut draft.rubric, labels.first().cloned().unwrap_or_default());
    draft.note("keywords", labels.join(", "));
    let mut texts: Vec<(&str, Vec<Piece>)> = plain(&["encoded", "content", "body", "description", "summary"])
        .into_iter()
        .map(|element| (element.name.as_str(), pieces_of(element)))
        .collect();
    // Of two equally long the first is the richer element.
    if let Some(longest) = (0..texts.len()).rev().max_by_key(|at| size_of(&texts[*at].1)) {
        draft.body = texts.remove(longest).1;
    }
    let beside = extras(entry).into_iter().map(|element| (element.name.as_str(), pieces_of(element)));
    texts.extend(beside);
    let spare = texts.into_iter().map(|(name, pieces)| Spare { name: name.to_owned(), pieces }).collect();
    record::complete(&mut draft, spare);
    draft
}

fn size_of(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text().len()).sum()
}

/// What feeds of videos, pictures and podcasts say of an entry in their own vocabularies, some of it a level deeper.
fn extras(entry: &Element) -> Vec<&Element> {
    let groups = entry.elements().filter(|element| element.prefix == "media");
    let inner = groups.flat_map(|group| group.elements());
    let own = |element: &&Element| match element.prefix.as_str() {
        "media" => matches!(element.name.as_str(), "description" | "text"),
        "itunes" | "googleplay" => matches!(element.name.as_str(), "summary" | "subtitle" | "description"),
        _ => false,
    };
    entry.elements().chain(inner).filter(own).collect()
}

fn pieces_of(element: &Element) -> Vec<Piece> {
    if element.elements().next().is_some() {
        return element.pieces(|inner| Some(inner.name.as_str()));
    }
    let text = element.raw_text();
    if !markup::is_markup(&text) {
        return layout::parse_field(&text);
    }
    let pieces = markup::read_pieces(&text, Keep::All);
    match &pieces[..] {
        [only] if only.text().contains('<') && markup::is_markup(only.text()) => {
            markup::read_pieces(only.text(), Keep::All)
        }
        _ => pieces,
    }
}

/// A title is one line, and may have been written as HTML.
fn line_of(text: &str) -> String {
    if markup::is_markup(text) { markup::read_line(text) } else { text.to_owned() }
}

/// `Jane Doe`, from an element with a name in it, or from `jane@example.com (Jane Doe)`.
fn person_of(element: &Element) -> String {
    if let Some(name) = element.child("name").and_then(Element::text) {
        return name;
    }
    let text = element.text().unwrap_or_default();
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').trim().to_owned(),
        _ if element.child("email").is_some() => String::new(),
        _ => text,
    }
}

/// The address of the entry itself, not of its enclosure or edit form.
fn link_of(links: &[&Element]) -> Option<String> {
    let alternate = links.iter().filter(|link| matches!(link.attribute("rel"), None | Some("alternate")));
    alternate.filter_map(|link| link.attribute("href").map(str::to_owned).or_else(|| link.text())).next()
}

fn permanent_id(entry: &Element) -> Option<String> {
    let guid = entry.child("guid")?;
    guid.text().filter(|text| text.starts_with("http") && guid.attribute("isPermaLink") != Some("false"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines};

    #[test]
    fn rss_gives_an_article_an_item() {
        let feed = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:media="m"><channel>
            <title>Daily Example</title><language>en-gb</language><image><title>Logo</title></image>
            <item><title>Talks &amp;amp; hopes</title><media:title>Photo</media:title><link>https://example.com/1</link><guid isPermaLink="false">7</guid>
            <description>Short.</description><content:encoded><![CDATA[<p>CAIRO (EX) - Talks go on.</p><p>No date is set.</p>]]></content:encoded>
            <dc:creator>Jane Doe</dc:creator><pubDate>Mon, 01 Apr 2024 10:20:30 GMT</pubDate><category>World</category><category>Egypt</category></item>
            <item><title>Second</title><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description><author>j@example.com (John Roe)</author></item>
            </channel></rss>"#;
        let found = articles("feed.xml", feed.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks & hopes"), ("2", "Second")]);
        let first = &found[0];
        assert_eq!((first.format.as_str(), first.lede.as_str()), ("feed", "CAIRO (EX) - Talks go on."));
        assert_eq!((first.publisher.as_deref(), first.byline.as_deref()), (Some("Daily Example"), Some("Jane Doe")));
        assert_eq!((first.rubric.as_deref(), first.language.as_deref()), (Some("World"), Some("en")));
        assert_eq!((first.external_id.as_deref(), first.url.as_deref()), (Some("7"), Some("https://example.com/1")));
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        assert_eq!((found[1].lede.as_str(), found[1].byline.as_deref()), ("One.", Some("John Roe")));
    }

    #[test]
    fn the_name_of_the_source_is_no_part_of_a_title() {
        let item = |title: &str| {
            let feed = format!(
                "<rss version='2.0'><channel><title>Search for talks</title><item><title>{title}</title><description>One.</description>
                <source url='https://example.com'>Example News</source></item></channel></rss>"
            );
            articles("feed.xml", feed.as_bytes()).remove(0).headline.text
        };
        assert_eq!(item("Talks go on in Cairo - Example News"), "Talks go on in Cairo");
        assert_eq!(item("Talks go on in Cairo - a chronicle"), "Talks go on in Cairo - a chronicle");
    }

    #[test]
    fn texts_of_videos_and_podcasts_and_a_standfirst_are_searched_too() {
        let feed = r#"<rss version="2.0" xmlns:media="m" xmlns:itunes="i" xmlns:content="c"><channel><title>Daily Example</title>
            <item><title>A</title><media:group><media:title>A</media:title><media:description>No date is set.</media:description></media:group></item>
            <item><title>B</title><description>Talks go on.</description><itunes:summary>Talks go on.</itunes:summary><itunes:subtitle>The third day</itunes:subtitle></item>
            <item><title>C</title><description>Both sides are tired.</description><content:encoded>&lt;p&gt;The talks went on for a third day.&lt;/p&gt;</content:encoded>
            <media:content url="x.jpg"><media:description>The hotel at night</media:description></media:content></item></channel></rss>"#;
        let found = articles("feed.xml", feed.as_bytes());
        let texts = |at: usize| found[at].blocks().map(|block| block.text).skip(1).collect::<Vec<_>>();
        assert_eq!(texts(0), ["No date is set."]);
        assert_eq!(texts(1), ["Talks go on.", "The third day"]);
        assert_eq!(texts(2), ["The talks went on for a third day.", "Both sides are tired.", "The hotel at night"]);
    }

    #[test]
    fn atom_and_rdf_are_feeds_too() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Exemple</title><author><name>Jean Dupont</name></author>
            <entry><title type="html">Les &lt;b&gt;pourparlers&lt;/b&gt;</title><link rel="edit" href="x"/><link href="https://example.com/a"/><id>urn:1</id>
            <updated>2024-04-02T00:00:00Z</updated><published>2024-04-01T10:00:00+02:00</published>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un.</p><p>Deux.</p></div></content></entry></feed>"#;
        let found = articles("a.atom", atom.as_bytes());
        assert_eq!(headlines(&found), [("1", "Les pourparlers")]);
        assert_eq!(
            (found[0].byline.as_deref(), found[0].url.as_deref()),
            (Some("Jean Dupont"), Some("https://example.com/a"))
        );
        assert_eq!((found[0].lede.as_str(), found[0].sections[0].paragraphs[0].as_str()), ("Un.", "Deux."));
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        let rdf = r#"<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel><title>Example</title></channel>
            <item><title>A</title><description>x</description><dc:date>2024-04-01</dc:date></item></rdf:RDF>"#;
        let found = articles("a.rdf", rdf.as_bytes());
        assert_eq!((headlines(&found), found[0].publisher.as_deref()), (vec![("1", "A")], Some("Example")));
    }
}
