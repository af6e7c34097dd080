//! Dumps of MediaWiki (Wikinews, Wikipedia, wikis of one's own): the pages of the main namespace, in their last version.
//!
//! Read revision by revision, so that a dump of whole histories needs the memory of one version. Redirects, talk and the pages of other
//! namespaces are passed over without a word, as they are most of a dump. The surprise: the time of a version is that of the last change,
//! often years after the news; it dates a page only where the text has no date of its own.

mod wikitext;

use std::cell::RefCell;

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};
use wikitext::{Names, read_wikitext};

/// Dumps in XML.
pub static FORMAT: Format = Format { name: "mediawiki", extensions: &["xml"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    if root_name(probe.text) == Some("mediawiki") { Detection::Certain } else { Detection::No }
}

/// What the dump says of the wiki.
#[derive(Debug, Default)]
struct Site {
    name: String,
    /// Address of a page, up to its title.
    base: String,
    names: Names,
}

/// A page as far as it has been read.
#[derive(Debug, Default)]
struct Page {
    title: String,
    id: String,
    apart: bool,
    revision: Option<Element>,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let language = RefCell::new(None);
    let wanted = |open: &[String], element: &Element| {
        if element.name == "mediawiki" {
            *language.borrow_mut() = element.attribute("lang").map(str::to_owned);
        }
        let inside = open.last().map(String::as_str);
        match element.name.as_str() {
            "title" | "ns" | "id" | "redirect" | "revision" => inside == Some("page"),
            "sitename" | "base" => inside == Some("siteinfo"),
            "namespace" => inside == Some("namespaces"),
            _ => false,
        }
    };
    let mut site = Site::default();
    let mut page = Page::default();
    let (mut number, mut found, mut last_id) = (0_u64, false, 0_u64);
    loop {
        let element = xml.next(&wanted);
        let next = matches!(&element, Ok(Some(element)) if element.name == "title");
        if next || !matches!(element, Ok(Some(_))) {
            let whole = std::mem::take(&mut page);
            if let Some(mut draft) = read_page(&whole, &site) {
                fill(&mut draft.language, language.borrow().clone().unwrap_or_default());
                // The number of a page stays when pages before it come or go.
                let id = whole.id.parse::<u64>().ok().filter(|id| *id > last_id);
                draft.locator = Some(id.map_or_else(|| format!("page {number}"), |id| id.to_string()));
                last_id = id.unwrap_or(last_id);
                found = true;
                sink.article(draft)?;
            }
        }
        let Some(element) = element? else { break };
        let text = element.text().unwrap_or_default();
        match element.name.as_str() {
            "title" => {
                number += 1;
                page.title = text;
            }
            "id" => page.id = text,
            "ns" => page.apart |= text != "0",
            "redirect" => page.apart = true,
            "revision" if !page.apart => page.revision = Some(element),
            "sitename" => site.name = text,
            "base" => site.base = text.rsplit_once('/').map(|(base, _)| format!("{base}/")).unwrap_or_default(),
            "namespace" => site.names.add(element.attribute("key").unwrap_or_default(), &text),
            _ => {}
        }
    }
    if found { Ok(()) } else { sink.skip(None, SkipReason::NotAnArticle("a dump without pages of text")) }
}

fn read_page(page: &Page, site: &Site) -> Option<Draft> {
    let revision = page.revision.as_ref()?;
    let text = revision.child("text").map(Element::raw_text).filter(|text| !text.trim().is_empty())?;
    let read = read_wikitext(&text, &site.names);
    let mut draft = Draft { body: read.pieces, ..Draft::default() };
    fill(&mut draft.headline, page.title.clone());
    fill(&mut draft.external_id, page.id.clone());
    fill(&mut draft.publisher, site.name.clone());
    if !site.base.is_empty() {
        fill(&mut draft.url, format!("{}{}", site.base, page.title.replace(' ', "_")));
    }
    read.dates.into_iter().for_each(|date| draft.date(date));
    draft.weak_dates.extend(revision.child("timestamp").and_then(Element::text));
    draft.note("keywords", read.categories.join(", "));
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    const HEAD: &str = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en"><siteinfo><sitename>Example News</sitename>
        <base>https://en.example.org/wiki/Main_Page</base><namespaces><namespace key="0" /><namespace key="6">File</namespace><namespace key="14">Category</namespace></namespaces></siteinfo>"#;

    fn page(title: &str, ns: &str, id: u32, text: &str) -> String {
        format!(
            "<page><title>{title}</title><ns>{ns}</ns><id>{id}</id><revision><id>{id}0</id><timestamp>2025-02-10T10:00:00Z</timestamp>
            <contributor><username>Bob</username><id>3</id></contributor><text xml:space=\"preserve\">{text}</text></revision></page>"
        )
    }

    #[test]
    fn pages_of_the_main_namespace_are_articles() {
        let old = "<page><title>Talks go on</title><ns>0</ns><id>7</id><revision><timestamp>2024-02-09T10:00:00Z</timestamp><text>Old.</text></revision>";
        let first = page(
            "Talks go on",
            "0",
            7,
            "{{date|March 5, 2024}}\nThe talks in [[w:Cairo|Cairo]] went '''on'''.\n\n[[Category:Egypt]]",
        );
        let dump = [
            HEAD,
            old,
            first.strip_prefix("<page><title>Talks go on</title><ns>0</ns><id>7</id>").expect("it begins so"),
            &page("Talk:Talks go on", "1", 8, "No."),
            "<page><title>Talks</title><ns>0</ns><id>9</id><redirect title=\"Talks go on\" /><revision><text>#REDIRECT [[Talks go on]]</text></revision></page>",
            &page("A dam", "0", 10, "It holds."),
            "</mediawiki>",
        ]
        .concat();
        let found = articles("dump.xml", dump.as_bytes());
        assert_eq!(headlines(&found), [("7", "Talks go on"), ("10", "A dam")]);
        let first = &found[0];
        assert_eq!((first.lede.as_str(), first.sections.len()), ("The talks in Cairo went on.", 0));
        assert_eq!(
            (first.publisher.as_deref(), first.url.as_deref()),
            (Some("Example News"), Some("https://en.example.org/wiki/Talks_go_on"))
        );
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-03-05"));
        assert_eq!(first.metadata, [("keywords".to_owned(), "Egypt".to_owned())]);
        let second = found[1].date.as_ref().expect("that of the version");
        assert_eq!((second.to_string().as_str(), second.certain), ("2025-02-10", false));
    }

    #[test]
    fn a_torn_dump_gives_what_is_whole_and_a_failure_or_nothing() {
        let dump =
            [HEAD, &page("A dam", "0", 10, "It holds."), "<page><title>B</title><ns>0</ns><revision><text>It br"]
                .concat();
        let found = articles("dump.xml", dump.as_bytes());
        assert_eq!(headlines(&found), [("10", "A dam"), ("page 2", "B")]);
        let (found, others) = outcomes("dump.xml", format!("{HEAD}</mediawiki>").as_bytes(), &ReadOptions::default());
        assert_eq!((found.len(), others), (0, vec![": no article in it: a dump without pages of text".to_owned()]));
    }
}
