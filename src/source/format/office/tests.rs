use super::super::testing::{archive, articles, headlines, outcomes};
use crate::source::read::ReadOptions;

const CORE: &str = "<cp:coreProperties xmlns:dc='d'><dc:title>Template</dc:title><dc:creator>Jane Doe</dc:creator><dcterms:created>2024-04-01T10:20:30Z</dcterms:created><dcterms:modified>2024-05-01T00:00:00Z</dcterms:modified></cp:coreProperties>";

#[test]
fn docx_gives_what_is_shown_and_not_what_was_deleted() {
    let paragraph = |style: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>");
    let document = [
        "<w:document xmlns:w='w'><w:body>".to_owned(),
        paragraph("Title", "<w:r><w:t>Talks go on</w:t></w:r>"),
        paragraph("Normal", "<w:r><w:t xml:space='preserve'>No date </w:t></w:r><w:del><w:r><w:delText>was </w:delText></w:r></w:del><w:r><w:t>is set.</w:t></w:r>"),
        paragraph("Heading1", "<w:r><w:t>Next</w:t></w:r>"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>A box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>".to_owned(),
        "</w:body></w:document>".to_owned(),
    ]
    .concat();
    let notes = "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("docProps/core.xml", CORE),
        ("word/document.xml", &document),
        ("word/footnotes.xml", notes),
    ]);
    let found = articles("a.docx", &bytes);
    let article = &found[0];
    assert_eq!((article.format.as_str(), article.headline.text.as_str()), ("docx", "Talks go on"));
    assert_eq!(article.lede, "No date is set.");
    assert_eq!(article.sections[0].heading.as_deref(), Some("Next"));
    assert_eq!(article.sections[0].paragraphs, ["A cell.", "A box.", "A note."]);
    assert_eq!(article.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
}

#[test]
fn odt_gives_its_paragraphs_without_comments() {
    let content = "<office:document-content><office:body><office:text><text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>
        <text:h>Talks go on</text:h><text:p>No<text:s/>date is <text:span>set</text:span>.<office:annotation><text:p>Check!</text:p></office:annotation></text:p></office:text></office:body></office:document-content>";
    let meta = "<office:document-meta><dc:title>Talks</dc:title><meta:creation-date>2024-04-01T10:20:30</meta:creation-date></office:document-meta>";
    let found = articles(
        "a.odt",
        &archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content),
            ("meta.xml", meta),
        ]),
    );
    assert_eq!((found[0].format.as_str(), found[0].lede.as_str()), ("odt", "No date is set."));
    assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
}

#[test]
fn an_epub_gives_an_article_a_document() {
    let package = "<package><metadata><dc:title>Daily Example</dc:title><dc:date>2024-04-01</dc:date><dc:language>en</dc:language></metadata>
        <manifest><item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/><item id='c' href='cover.xhtml' media-type='application/xhtml+xml'/>
        <item id='a' href='text/a%20b.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='n'/><itemref idref='c'/><itemref idref='a'/></spine></package>";
    let page = "<html><head><title>x</title></head><body><h1>Talks go on</h1><p>No date is set for the next round of meetings, said the mediator in Cairo.</p></body></html>";
    let bytes = archive(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
        ),
        ("OEBPS/book.opf", package),
        ("OEBPS/cover.xhtml", "<html><body><img src='x'/></body></html>"),
        ("OEBPS/text/a b.xhtml", page),
    ]);
    let found = articles("a.epub", &bytes);
    assert_eq!(headlines(&found), [("OEBPS/text/a b.xhtml", "Talks go on")]);
    assert_eq!((found[0].publisher.as_deref(), found[0].language.as_deref()), (Some("Daily Example"), Some("en")));
    assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
}

#[test]
fn slides_are_left_aside_as_one_file() {
    let bytes =
        archive(&[("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>"), ("ppt/slides/a.xml", "<x/>")]);
    let (found, others) = outcomes("a.pptx", &bytes, &ReadOptions::default());
    assert!(found.is_empty());
    assert_eq!(others, [": no article in it: slides"]);
}
