//! The HTML downloads of Factiva, Europresse and LexisNexis: several articles in one page.
//!
//! The surprise: these pages are read by the classes of their elements, so only a page that has them is taken; every other
//! page is an ordinary one.

use dom_query::{Document, Selection};
use memchr::memmem;

use super::label::{Fields, Part};
use super::{Record, factiva, read_within};
use crate::source::format::{Halt, Sink};
use crate::source::guard::fenced;
use crate::source::markup::{self, Keep};
use crate::source::outcome::SkipReason;

/// What a page gives: articles in their order.
type Articles = Vec<Record>;

/// Reads a page that is the download of a press database; `false` when it is none and nothing was done.
///
/// # Errors
/// As for [`read_within`].
pub fn read_page(html: &str, sink: &mut Sink<'_>) -> Result<bool, Halt> {
    let has = |mark: &[u8]| memmem::find(html.as_bytes(), mark).is_some();
    let (name, read): (_, fn(&Document) -> Articles) =
        if has(b"articleParagraph") || has(b"class=\"article ") && has(b"Factiva") {
            ("factiva", read_factiva)
        } else if has(b"DocPublicationName") {
            ("europresse", read_europresse)
        } else if has(b"DOC_ID_0") {
            return read_within(&text_of(html), sink);
        } else {
            return Ok(false);
        };
    let Ok(Some(records)) = fenced(|| Some(read(&markup::read_tree(html)?))) else { return Ok(false) };
    if !records.iter().any(|record| matches!(record, Record::Article(_))) {
        return Ok(false);
    }
    let single = records.len() == 1;
    for (number, record) in (1_u64..).zip(records) {
        let place = number.to_string();
        match record {
            Record::Article(mut draft) => {
                draft.locator = (!single).then_some(place);
                draft.format = Some(name);
                sink.article(*draft)?;
            }
            Record::Furniture => {}
            Record::Other(what) => sink.skip(Some(&place), SkipReason::NotAnArticle(what))?,
        }
    }
    Ok(true)
}

/// The text of markup with a blank line between paragraphs.
fn text_of(html: &str) -> String {
    let pieces = markup::read_pieces(html, Keep::All);
    pieces.iter().map(|piece| piece.text()).collect::<Vec<_>>().join("\n\n")
}

/// Every element of the class that has none of it inside.
fn read_factiva(document: &Document) -> Articles {
    let mut records = Vec::new();
    for article in document.select("div.article").iter() {
        if article.select("div.article").exists() {
            continue;
        }
        let headline = line_of(&article.select("[class$='Headline'], #hd").first());
        let byline = line_of(&article.select("div.author").first());
        // The cells of the labelled form become lines of their own.
        let html = article.html().replace("</td>", "</td><br><br>").replace("</TD>", "</TD><br><br>");
        records.push(factiva::read_marked(&text_of(&html), &headline, &byline));
    }
    records
}

fn line_of(selection: &Selection<'_>) -> String {
    selection.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every `article` that names its paper.
fn read_europresse(document: &Document) -> Articles {
    let mut records = Vec::new();
    for article in document.select("article").iter() {
        let one = |selector: &str| line_of(&article.select(selector).first());
        let paper = one(".DocPublicationName");
        if paper.is_empty() {
            continue;
        }
        let mut fields = Fields::default();
        let (paper, issue) =
            paper.split_once(", no.").map_or((paper.as_str(), ""), |(name, issue)| (name.trim(), issue));
        fields.set(Part::Publisher, "", paper);
        fields.set(Part::Note, "issue", issue);
        let title = one(".rdp__articletitle, .titreArticleVisu");
        fields.set(Part::Headline, "", if title.is_empty() { one(".titreArticle") } else { title }.as_str());
        fields.set(Part::Standfirst, "", &one(".rdp__subtitle"));
        fields.set(Part::Byline, "", &one(".sm-margin-bottomNews"));
        read_identifier(&one(".publiC-lblNodoc"), &mut fields);
        read_header(&one(".DocHeader"), &mut fields);
        let text = article.select(".docOcurrContainer, .DocText").first();
        let body = markup::read_pieces(&text.html(), Keep::All);
        records.push(Record::Article(Box::new(fields.finish(body))));
    }
    records
}

/// `news·20200303·LMF·0123456`: the day is the second part.
fn read_identifier(identifier: &str, fields: &mut Fields) {
    fields.set(Part::Id, "", identifier);
    let day =
        identifier.split('·').map(str::trim).find(|part| part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit()));
    fields.set(Part::Date, "", day.unwrap_or_default());
}

/// `Politique, mardi 3 mars 2020 - 800 mots, p. 5`: rubric, day, length, page, some of them.
fn read_header(header: &str, fields: &mut Fields) {
    fields.set(Part::Note, "header", header);
    for part in header.split([',', '-']).map(str::trim) {
        if part.chars().any(|c| c.is_ascii_digit()) {
            fields.set(Part::Date, "", part);
        } else if fields.draft.rubric.is_none() {
            fields.set(Part::Rubric, "", part);
        }
    }
}
