//! Sitemaps of news and of videos: headline, date, publisher and address of each page, and no text.
//!
//! The surprise: most sitemaps are lists of addresses and nothing else; they are left aside as such.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// Sitemaps.
pub static FORMAT: Format = Format { name: "sitemap", extensions: &["xml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    if matches!(root_name(probe.text), Some("urlset" | "sitemapindex")) { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let (mut number, mut found) = (0_u64, false);
    while let Some(page) = xml.next(&|_, element| element.name == "url" && element.prefix.is_empty())? {
        number += 1;
        if let Some(draft) = read_page(&page) {
            found = true;
            sink.article(Draft { locator: Some(number.to_string()), ..draft })?;
        }
    }
    if found { Ok(()) } else { sink.skip(None, SkipReason::NotAnArticle("a list of addresses")) }
}

/// The page, when its headline is given.
fn read_page(page: &Element) -> Option<Draft> {
    let mut draft = Draft::default();
    let own = |name: &str| page.child(name).and_then(Element::text).unwrap_or_default();
    fill(&mut draft.url, own("loc"));
    for (kind, date) in [("news", "publication_date"), ("video", "publication_date")] {
        let Some(about) = page.elements().find(|element| element.name == kind) else { continue };
        let text = |path: &[&str]| about.at(path).and_then(Element::text).unwrap_or_default();
        fill(&mut draft.headline, text(&["title"]));
        fill(&mut draft.publisher, text(&["publication", "name"]));
        fill(&mut draft.language, text(&["publication", "language"]));
        draft.date(text(&[date]));
        draft.note("keywords", text(&["keywords"]));
        draft.paragraph(text(&["description"]));
    }
    draft.date(own("lastmod"));
    draft.dates.retain(|clue| !clue.text.is_empty());
    draft.headline.is_some().then_some(draft)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn pages_with_a_headline_are_articles_without_text() {
        let map = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n" xmlns:video="v">
            <url><loc>https://example.com/1</loc><lastmod>2024-05-01</lastmod><news:news><news:publication><news:name>Daily Example</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2024-04-02T10:00:00Z</news:publication_date><news:title>Talks go on in Cairo</news:title></news:news></url>
            <url><loc>https://example.com/</loc></url>
            <url><loc>https://example.com/2</loc><video:video><video:title>The third day</video:title><video:description>No date is set.</video:description></video:video></url></urlset>"#;
        let found = articles("news.xml", map.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks go on in Cairo"), ("3", "The third day")]);
        let first = &found[0];
        assert_eq!(
            (first.publisher.as_deref(), first.url.as_deref()),
            (Some("Daily Example"), Some("https://example.com/1"))
        );
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-02"));
        assert_eq!((first.lede.as_str(), found[1].lede.as_str()), ("", "No date is set."));
    }

    #[test]
    fn a_list_of_addresses_is_left_aside() {
        let (found, others) = outcomes(
            "sitemap.xml",
            b"<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>",
            &ReadOptions::default(),
        );
        assert_eq!((found.len(), others), (0, vec![": no article in it: a list of addresses".to_owned()]));
    }
}
