use super::super::testing::{articles, outcomes};
use super::{day_in_head, read_date};
use crate::source::read::ReadOptions;

/// A PDF of the given objects, the first of which is the catalog.
fn build(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = pdf.len();
    pdf.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        pdf.push_str(&format!("{offset:010} 00000 n \n"));
    }
    let size = objects.len() + 1;
    pdf.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"));
    pdf.into_bytes()
}

fn stream(content: &str, extra: &str) -> String {
    format!("<< /Length {} {extra} >>\nstream\n{content}\nendstream", content.len())
}

/// Catalog, pages, one page, a font, the content of the page, then what else there is.
fn document(content: &str, resources: &str, others: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> {resources} >> >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        stream(content, ""),
        "<< /Title (Talks go on in Cairo) /Author (Jane Doe) /CreationDate (D:20240401102030+02'00') >>".to_owned(),
    ];
    objects.extend_from_slice(others);
    build(&objects, "/Info 6 0 R")
}

const LINES: &str = "BT /F1 12 Tf 72 700 Td (Talks go on in the hall, and no date is set for the) Tj 0 -14 Td (next round of meetings.) Tj 0 -30 Td (A second round follows.) Tj ET\n";

#[test]
fn lines_become_paragraphs_and_the_record_gives_the_rest() {
    let found = articles("a.pdf", &document(LINES, "", &[]));
    let article = &found[0];
    assert_eq!((article.format.as_str(), article.headline.text.as_str()), ("pdf", "Talks go on in Cairo"));
    assert_eq!(article.lede, "Talks go on in the hall, and no date is set for the next round of meetings.");
    assert_eq!(article.sections[0].paragraphs, ["A second round follows."]);
    assert_eq!(article.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(article.date.as_ref().map(|date| date.start.to_string()).as_deref(), Some("2024-04-01T10:20:30"));
}

#[test]
fn a_printed_date_goes_before_the_day_the_file_was_made() {
    let printed = "BT /F1 12 Tf 72 700 Td (By John Roe) Tj 0 -30 Td (3 February 2020) Tj 0 -30 Td (Talks go on in the hall, and no date is set for the) Tj 0 -14 Td (next round of meetings, which may be in the spring or) Tj 0 -14 Td (later in the year, when the ministers will have had) Tj 0 -14 Td (the time to read all of the papers that the mediator) Tj 0 -14 Td (has asked them to read.) Tj ET\n";
    let shown = |name: &str, content: &str| {
        let found = articles(name, &document(content, "", &[]));
        let date = found[0].date.clone().expect("it has a date");
        (date.start.date().to_string(), date.certain, found[0].byline.clone().unwrap_or_default())
    };
    assert_eq!(shown("a.pdf", printed), ("2020-02-03".to_owned(), true, "John Roe".to_owned()));
    assert_eq!(shown("2019-05-06-talks.pdf", LINES), ("2019-05-06".to_owned(), true, "Jane Doe".to_owned()));
    assert_eq!(shown("a.pdf", LINES), ("2024-04-01".to_owned(), false, "Jane Doe".to_owned()));
}

#[test]
fn a_file_whose_table_of_objects_is_lost_is_read_all_the_same() {
    let whole = document(LINES, "", &[]);
    let table = memchr::memmem::find(&whole, b"xref\n").expect("it has a table");
    let moved = [b"%PDF-1.4\n% a line that a mailer put here\n".to_vec(), whole[9..].to_vec()].concat();
    for bytes in [&whole[..table], &moved] {
        let found = articles("a.pdf", bytes);
        assert_eq!(found[0].lede, "Talks go on in the hall, and no date is set for the next round of meetings.");
    }
    assert_eq!(articles("a.pdf", &moved)[0].byline.as_deref(), Some("Jane Doe"));
}

#[test]
fn forms_that_draw_themselves_end() {
    let form = |resources: &str| stream("/X Do", &format!("/Type /XObject /Subtype /Form /BBox [0 0 1 1] {resources}"));
    for resources in ["/Resources << /XObject << /X 7 0 R >> >>", ""] {
        let bytes = document(&format!("{LINES}/X Do"), "/XObject << /X 7 0 R >>", &[form(resources)]);
        let found = articles("a.pdf", &bytes);
        assert!(found[0].lede.starts_with("Talks go on in the hall"));
    }
}

#[test]
fn a_form_is_what_is_drawn_whatever_it_says_of_itself() {
    let form = |kind: &str, content: &str, inner: u32| {
        let resources = format!("/Resources << /Font << /F1 4 0 R >> /XObject << /X {inner} 0 R >> >>");
        stream(content, &format!("{kind} /BBox [0 0 1 1] {resources}"))
    };
    for kind in ["", "/Subtype 99 0 R"] {
        let own = document(&format!("{LINES}/X Do"), "/XObject << /X 7 0 R >>", &[form(kind, "/X Do /X Do", 7)]);
        // Ten forms, each of which draws the next ten times.
        let text = "BT /F1 12 Tf 72 500 Td (The ferry was late.) Tj ET ";
        let chain: Vec<String> =
            (7..17).map(|id| form(kind, &format!("{text}{}", "/X Do ".repeat(10)), id + 1)).collect();
        let many = document(&format!("{LINES}/X Do"), "/XObject << /X 7 0 R >>", &chain);
        for bytes in [own, many] {
            let found = articles("a.pdf", &bytes);
            assert!(found[0].lede.starts_with("Talks go on in the hall"), "{kind}");
        }
    }
}

#[test]
fn a_page_that_unpacks_to_too_much_is_listed_and_the_others_are_read() {
    let page = |content: u32| {
        format!("<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>")
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 /MediaBox [0 0 612 792] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        page(6),
        page(7),
        stream(LINES, ""),
        stream(&"(a) Tj ".repeat(220_000), ""),
    ];
    let (found, others) = outcomes("a.pdf", &build(&objects, ""), &ReadOptions::default());
    assert!(found[0].lede.starts_with("Talks go on in the hall"));
    assert_eq!(others, ["page 2: too much to read: text or drawing"]);
}

#[test]
fn a_page_that_is_its_own_ancestor_ends() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_owned(),
        stream(LINES, ""),
    ];
    let (_, others) = outcomes("a.pdf", &build(&objects, ""), &ReadOptions::default());
    assert_eq!(others.len(), 1, "{others:?}");
}

#[test]
fn a_page_without_text_is_said_to_be_one() {
    let (found, others) = outcomes("a.pdf", &document("0 0 m 10 10 l S", "", &[]), &ReadOptions::default());
    assert!(found.is_empty());
    assert_eq!(others, [": only images, no text layer"]);
}

#[test]
fn running_heads_may_have_a_day() {
    for (head, day) in [
        ("Thursday, March 7, 2024 Page 3", Some("Thursday, March 7, 2024")),
        ("The Daily Example 7 March 2024", Some("7 March 2024")),
        ("The Daily Example, March 2024", None),
        ("The Daily Example", None),
        ("3", None),
    ] {
        assert_eq!(day_in_head(head).as_deref(), day, "{head}");
    }
}

#[test]
fn dates_of_the_record_are_read() {
    assert_eq!(read_date("D:20240401102030+02'00'").as_deref(), Some("2024-04-01T10:20:30+0200"));
    assert_eq!(read_date("D:20240401").as_deref(), Some("2024-04-01"));
    assert_eq!(read_date("yesterday"), None);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_content_is_read_or_refused(content in "(BT|ET|/F1 12 Tf|\\([a-z]{0,5}\\) Tj|[0-9]{1,3}|Td|/X Do|q|Q|\\[|\\]|<<|>>| ){0,30}") {
        outcomes("a.pdf", &document(&content, "", &[]), &ReadOptions::default());
    }
}

#[test]
fn the_download_of_a_press_database_gives_its_articles() {
    let pages = ["Ferries wait", "Fees doubled", "Pilots strike"];
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R 6 0 R 8 0 R] /Count 3 /MediaBox [0 0 612 792] >>".to_owned(),
        font,
    ];
    for (number, title) in pages.iter().enumerate() {
        let lines = [
            *title,
            "The Example Times",
            "March 3, 2020 Tuesday",
            "Copyright 2020 Example",
            "Length: 90 words",
            "Body",
            "The board met in the hall of the harbour.",
            "Load-Date: March 4, 2020",
            "End of Document",
        ];
        let shown: String = lines.iter().map(|line| format!("0 -30 Td ({line}) Tj ")).collect();
        let content = number * 2 + 5;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        ));
        objects.push(stream(&format!("BT /F1 12 Tf 72 750 Td (Page {number}) Tj {shown}ET\n"), ""));
    }
    let found = articles("a.pdf", &build(&objects, ""));
    let told: Vec<_> =
        found.iter().map(|article| (article.locator.as_deref(), article.headline.text.as_str())).collect();
    // The line between articles ends every page, and is no foot of it.
    assert_eq!(told, [(Some("1"), pages[0]), (Some("2"), pages[1]), (Some("3"), pages[2])]);
    assert_eq!(found[2].lede, "The board met in the hall of the harbour.");
}

#[test]
fn a_page_printed_from_a_browser_is_the_article_of_its_address() {
    let printed = |title: &str, address: &str| {
        let content = format!(
            "BT /F1 9 Tf 30 780 Td (4/20/24, 10:14 AM) Tj 200 0 Td (Talks go on in Cairo - Daily Example) Tj ET
            BT /F1 9 Tf 30 20 Td ({address}) Tj 500 0 Td (1/1) Tj ET
            BT /F1 20 Tf 72 700 Td (Talks go on in Cairo) Tj /F1 12 Tf 0 -40 Td (By John Roe) Tj
            0 -30 Td (No date is set for the next round of meetings, officials) Tj 0 -14 Td (said in the evening, and the papers that the mediator sent) Tj
            0 -14 Td (will be read by all of the ministers before they meet in) Tj 0 -14 Td (the old hall by the river.) Tj ET"
        );
        let bytes = String::from_utf8(document(&content, "", &[])).expect("it is ASCII");
        let record = format!("{title} /Creator (Example/5.0)");
        articles("a.pdf", bytes.replace("/Title (Talks go on in Cairo) /Author (Jane Doe)", &record).as_bytes())
            .remove(0)
    };
    for title in ["/Title (Talks go on in Cairo - Daily Example)", ""] {
        let article = printed(title, "https://example.com/2024/03/05/talks");
        assert_eq!(article.headline.text, "Talks go on in Cairo");
        assert_eq!(article.publisher.as_deref(), Some("Daily Example"));
        assert_eq!(article.url.as_deref(), Some("https://example.com/2024/03/05/talks"));
        assert_eq!(article.byline.as_deref(), Some("John Roe"));
        assert_eq!(
            article.date.as_ref().map(|date| (date.to_string(), date.certain)),
            Some(("2024-03-05".into(), true))
        );
        assert!(
            article.lede.starts_with("No date is set") && article.lede.ends_with("by the river."),
            "{}",
            article.lede
        );
        assert!(article.sections.is_empty(), "{:?}", article.sections);
        assert!(article.metadata.contains(&("printed".into(), "4/20/24, 10:14 AM".into())), "{:?}", article.metadata);
    }
    let short = printed("", "https://example.com/2024/03/05/...");
    assert_eq!((short.url, short.lede.starts_with("No date")), (None, true));
    assert!(short.metadata.contains(&("printed-address".into(), "https://example.com/2024/03/05/...".into())));
}
