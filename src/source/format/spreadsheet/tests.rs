use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::super::testing::{archive, articles, headlines, outcomes};
use crate::source::read::ReadOptions;

const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with the sheets of these names, states and rows; `settings` are those of the workbook, `strings` its list of texts.
fn workbook(settings: &str, strings: &str, sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let (mut list, mut targets, mut members) = (String::new(), String::new(), Vec::new());
    for (number, (name, state, rows)) in sheets.iter().enumerate() {
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"r{number}\"/>");
        targets += &format!(
            "<Relationship Id=\"r{number}\" Type=\"{TYPE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        members.push((format!("xl/worksheets/sheet{number}.xml"), format!("<worksheet>{rows}</worksheet>")));
    }
    let list = format!("<workbook xmlns:r=\"{TYPE}\">{settings}<sheets>{list}</sheets></workbook>");
    let targets = format!("<Relationships>{targets}</Relationships>");
    let root = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{TYPE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
    let mut files = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", list.as_str()),
        ("xl/_rels/workbook.xml.rels", targets.as_str()),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ];
    files.extend(members.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    archive(&files)
}

/// A row of texts.
fn row(number: u32, texts: &[&str]) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let column = char::from(b'A' + u8::try_from(at).expect("few columns"));
        match *text {
            "" => String::new(),
            text => format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let cells: String = texts.iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

fn dates(found: &[crate::article::Article]) -> Vec<String> {
    found.iter().map(|article| article.date.as_ref().map(ToString::to_string).unwrap_or_default()).collect()
}

#[test]
fn rows_of_cuttings_are_articles_at_the_numbers_that_they_have_in_the_sheet() {
    let strings = "<sst uniqueCount=\"1\"><si><r><t xml:space=\"preserve\">Talks </t></r><r><rPr><b/></rPr><t>go on</t></r><rPh><t>x</t></rPh></si></sst>";
    let rows = [
        row(1, &["Cuttings of the desk"]),
        row(3, &["Date", "Headline", "Source", "Text"]),
        "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>45358</v></c><c r=\"B4\" t=\"s\"><v>0</v></c><c r=\"C4\" t=\"str\"><f>A1</f><v>Daily Example</v></c><c r=\"D4\" t=\"inlineStr\"><is><t>No date is set.</t></is></c></row>".to_owned(),
        "<row r=\"5\"><c r=\"A5\"><v>45359</v></c><c r=\"B5\" t=\"e\"><v>#SPILL!</v></c><c r=\"D5\" t=\"inlineStr\"><is><t>The delegations met again.</t></is></c></row>".to_owned(),
    ];
    let book = workbook("", strings, &[("News", "hidden", &format!("<sheetData>{}</sheetData>", rows.concat()))]);
    let found = articles("desk.xlsx", &book);
    assert_eq!(headlines(&found), [("4", "Talks go on"), ("5", "The delegations met again.")]);
    assert_eq!((found[0].format.as_str(), found[0].publisher.as_deref()), ("xlsx", Some("Daily Example")));
    assert_eq!(found[0].lede, "No date is set.");
    assert_eq!(dates(&found), ["2024-03-07", "2024-03-08"]);
    assert!(found[0].metadata.contains(&("table-title".to_owned(), "Cuttings of the desk".to_owned())));
}

#[test]
fn sheets_are_named_in_the_places_and_dates_count_from_the_day_of_the_workbook() {
    let payments = [
        row(1, &["Payments of the month"]),
        row(3, &["day", "payee", "amount"]),
        "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>43896</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>Example AS</t></is></c><c r=\"C4\"><v>0.30000000000000004</v></c></row>".to_owned(),
        "<row r=\"5\"><c r=\"A5\" s=\"2\"><v>43897.5</v></c><c r=\"C5\"><v>7</v></c><c r=\"D5\" s=\"3\"><v>1.5</v></c></row>".to_owned(),
    ];
    let news = [row(1, &["title", "text"]), row(2, &["Talks go on", "No date is set."])];
    let book = workbook(
        "<workbookPr date1904=\"1\"/>",
        "<sst/>",
        &[
            ("Paid", "visible", &format!("<sheetData>{}</sheetData>", payments.concat())),
            ("Sheet2", "visible", "<sheetData/>"),
            ("News", "visible", &format!("<sheetData>{}</sheetData>", news.concat())),
        ],
    );
    let found = articles("leak/book.xlsx", &book);
    assert_eq!(headlines(&found), [("Paid", "book, Paid"), ("News/2", "Talks go on")]);
    assert_eq!(found[0].lede, "Payments of the month");
    assert_eq!(
        found[0].sections[0].paragraphs,
        ["day: 2024-03-07 | payee: Example AS | amount: 0.3", "day: 2024-03-08 12:00 | amount: 7 | 36:00:00"]
    );
    let only = ReadOptions { only: Some(vec!["News/2".to_owned()]), ..ReadOptions::default() };
    assert_eq!(headlines(&outcomes("leak/book.xlsx", &book, &only).0), [("News/2", "Talks go on")]);
}

#[test]
fn a_title_with_its_date_beside_it_is_not_the_line_of_names() {
    let rows = [
        row(1, &["Payments", "", "as of March"]),
        row(2, &["day", "payee", "amount", "purpose", "account"]),
        row(3, &["2024-03-07", "Example AS", "45000", "consulting", "A7"]),
    ];
    let book = workbook("", "<sst/>", &[("Paid", "visible", &format!("<sheetData>{}</sheetData>", rows.concat()))]);
    let found = articles("book.xlsx", &book);
    assert_eq!(found[0].lede, "Payments | as of March");
    assert_eq!(
        found[0].sections[0].paragraphs,
        ["day: 2024-03-07 | payee: Example AS | amount: 45000 | purpose: consulting | account: A7"]
    );
}

#[test]
fn merged_cells_and_links_belong_to_their_rows() {
    let rows = [
        row(1, &["date", "headline", "text", "link"]),
        row(2, &["2024-03-07", "Talks go on", "No date is set.", "here"]),
        row(3, &["", "Talks end", "The delegations left.", ""]),
        row(4, &["", "", "", ""]),
        row(5, &["", "Talks begin", "The delegations came.", ""]),
    ];
    let sheet = format!(
        "<sheetData>{}</sheetData><mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells><hyperlinks><hyperlink ref=\"D2\" r:id=\"h\"/></hyperlinks>",
        rows.concat()
    );
    let mut book = zip::ZipWriter::new_append(Cursor::new(workbook("", "<sst/>", &[("News", "visible", &sheet)])))
        .expect("an archive");
    book.start_file("xl/worksheets/_rels/sheet0.xml.rels", SimpleFileOptions::default()).expect("memory");
    let target = format!(
        "<Relationships><Relationship Id=\"h\" Type=\"{TYPE}/hyperlink\" Target=\"https://example.com/talks\" TargetMode=\"External\"/></Relationships>"
    );
    book.write_all(target.as_bytes()).expect("memory");
    let found = articles("desk.xlsx", &book.finish().expect("memory").into_inner());
    assert_eq!(headlines(&found), [("2", "Talks go on"), ("3", "Talks end"), ("5", "Talks begin")]);
    assert_eq!(dates(&found), ["2024-03-07", "2024-03-07", ""]);
    assert_eq!((found[0].url.as_deref(), found[1].url.as_deref()), (Some("https://example.com/talks"), None));
}

#[test]
fn empty_workbooks_and_tables_of_numbers_are_left_aside() {
    let numbers =
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>";
    let book = workbook("", "<sst/>", &[("Paid", "visible", numbers), ("News", "visible", "<sheetData/>")]);
    let (found, others) = outcomes("a.xlsx", &book, &ReadOptions::default());
    assert_eq!((found.len(), others), (0, vec!["Paid: no article in it: a table of numbers and codes".to_owned()]));
    let (found, others) =
        outcomes("a.xlsx", &workbook("", "<sst/>", &[("News", "visible", "<sheetData/>")]), &ReadOptions::default());
    assert_eq!((found.len(), others), (0, vec![": empty".to_owned()]));
}

#[test]
fn what_a_workbook_says_of_itself_is_not_trusted() {
    let rows = format!("<sheetData>{}</sheetData>", [row(1, &["title", "text"]), row(2, &["A", "One."])].concat());
    let lying =
        workbook("", "<sst uniqueCount = \"99999999999\"><si><t>A</t></si></sst>", &[("News", "visible", &rows)]);
    let (found, others) = outcomes("a.xlsx", &lying, &ReadOptions::default());
    assert_eq!(
        (found.len(), others),
        (
            0,
            vec![
                "cannot read a.xlsx: broken spreadsheet: xl/sharedstrings.xml: it has not the texts that it announces"
                    .to_owned()
            ]
        )
    );
    let texts = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(50_000));
    let small = ReadOptions { max_record_bytes: 10_000, ..ReadOptions::default() };
    let (_, others) = outcomes("a.xlsx", &workbook("", &texts, &[("News", "visible", &rows)]), &small);
    assert_eq!(others, ["cannot read a.xlsx: one record is larger than 40000 bytes"]);
    let bomb = workbook("", "<sst/>", &[("News", "visible", &" ".repeat(40 << 20))]);
    let (_, others) = outcomes("a.xlsx", &bomb, &ReadOptions { max_ratio: 2, ..ReadOptions::default() });
    assert_eq!(others, [": unpacks to more than 2 times its size"]);
    let torn = format!(
        "<sheetData>{}<row r=\"3\"><c r=\"A3\"><v>",
        [row(1, &["title", "text"]), row(2, &["A", "One."])].concat()
    );
    let whole = format!("<sheetData>{}</sheetData>", [row(1, &["title", "text"]), row(2, &["B", "Two."])].concat());
    let book = workbook("", "<sst/>", &[("One", "visible", &torn), ("Two", "visible", &whole)]);
    let (found, others) = outcomes("a.xlsx", &book, &ReadOptions::default());
    assert_eq!(headlines(&found), [("One/2", "A"), ("Two/2", "B")]);
    assert_eq!(others.len(), 1);
    assert!(others[0].starts_with("cannot read a.xlsx!One: broken spreadsheet: "), "{others:?}");
    let wild = "<sheetData><row r=\"7\"><c r=\"ZZZZZZ99999999999\" t=\"s\"><v>-1</v></c></row></sheetData><mergeCells><mergeCell ref=\"B9:A1\"/></mergeCells>";
    let (found, _) = outcomes("a.xlsx", &workbook("", "<sst/>", &[("News", "visible", wild)]), &ReadOptions::default());
    assert_eq!(found.len(), 0);
}

/// A spreadsheet of OpenDocument with these tables.
fn document(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn line(attributes: &str, cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row {attributes}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn sheets_of_open_documents_are_read_with_their_repetitions() {
    let blank = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>";
    let rows = [
        line("", &["Press review"]),
        blank.to_owned(),
        line("", &["Date", "Titre", "Texte"]),
        "<table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-07T00:00:00\" table:number-rows-spanned=\"2\"><text:p>7 mars</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><office:annotation><text:p>Check!</text:p></office:annotation><text:p>Le port<text:s/>ferme</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Personne ne sait pourquoi.</text:p></table:table-cell></table:table-row>".to_owned(),
        "<table:table-row><table:covered-table-cell/><table:table-cell/><table:table-cell office:value-type=\"string\"><text:p>Une note sans titre.</text:p></table:table-cell></table:table-row>".to_owned(),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>".to_owned(),
    ];
    let found =
        articles("presse.ods", &document(&format!("<table:table table:name=\"Mars\">{}</table:table>", rows.concat())));
    assert_eq!(headlines(&found), [("6", "Le port ferme"), ("7", "Une note sans titre.")]);
    assert_eq!(
        (dates(&found), found[0].format.as_str()),
        (vec!["2024-03-07".to_owned(), "2024-03-07".to_owned()], "ods")
    );
    let two = document(&format!(
        "<table:table table:name=\"Paid\">{}{}</table:table><table:table table:name=\"News\">{}{}</table:table>",
        line("", &["payee", "purpose"]),
        line("table:number-rows-repeated=\"2\"", &["Example AS", "consulting"]),
        line("", &["title", "text"]),
        line("", &["Talks go on", "No date is set."])
    ));
    let found = articles("book.ods", &two);
    assert_eq!(headlines(&found), [("Paid", "book, Paid"), ("News/2", "Talks go on")]);
    assert_eq!(found[0].sections[0].paragraphs, ["payee: Example AS | purpose: consulting"]);
}

#[test]
fn open_documents_that_are_torn_or_made_to_hurt_end() {
    let torn = format!(
        "<table:table table:name=\"A\">{}{}<table:table-row><table:table-cell",
        line("", &["title", "text"]),
        line("", &["A", "One."])
    );
    let bytes = archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &torn)]);
    let (found, others) = outcomes("a.ods", &bytes, &ReadOptions::default());
    assert_eq!((headlines(&found), others.len()), (vec![("2", "A")], 1));
    let wide = "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"99999999999999999999\"><table:table-cell table:number-columns-repeated=\"18446744073709551615\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let (found, others) = outcomes("a.ods", &document(wide), &ReadOptions::default());
    assert_eq!((found.len(), others.len()), (0, 1), "{others:?}");
    let (found, others) = outcomes("a.ods", &document(""), &ReadOptions::default());
    assert_eq!((found.len(), others), (0, vec![": empty".to_owned()]));
}

/// A record of the older format.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let size = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &size.to_le_bytes(), data].concat()
}

/// A workbook of the older format with one sheet of these records.
fn old_workbook(sheet: &[u8]) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[&[0, 6][..], &kind.to_le_bytes(), &[0; 12]].concat());
    let bound = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 4, 0], b"News"].concat());
    let head = [begin(5), bound(0), record(0x000a, &[])].concat().len();
    let at = u32::try_from(head).expect("a short stream");
    let mut stream = [begin(5), bound(at), record(0x000a, &[]), begin(16)].concat();
    stream.extend_from_slice(sheet);
    stream.extend(record(0x000a, &[]));
    // Streams below 4,096 bytes lie elsewhere in the file.
    stream.resize(stream.len().max(5000), 0);
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .expect("memory takes everything");
    file.create_stream("Workbook").and_then(|mut part| part.write_all(&stream)).expect("memory takes everything");
    file.into_inner().into_inner()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let size = u16::try_from(text.len()).expect("a short text");
    let head = [row, column, 0, size].map(u16::to_le_bytes).concat();
    record(0x0204, &[&head[..], &[0], text.as_bytes()].concat())
}

#[test]
fn workbooks_of_before_2007_are_read() {
    let cells = [label(0, 0, "title"), label(0, 1, "text"), label(1, 0, "Talks go on"), label(1, 1, "No date is set.")];
    let found = articles("old.xls", &old_workbook(&cells.concat()));
    assert_eq!(headlines(&found), [("2", "Talks go on")]);
    assert_eq!((found[0].format.as_str(), found[0].lede.as_str()), ("xls", "No date is set."));
    let far = [label(0, 0, "title"), label(65_535, 255, "text")].concat();
    let claims = record(0x0200, &[&[0; 4][..], &u32::MAX.to_le_bytes(), &[0, 0, 255, 255, 0, 0]].concat());
    for sheet in [far, claims] {
        let (found, others) = outcomes("old.xls", &old_workbook(&sheet), &ReadOptions::default());
        assert_eq!(found.len(), 0);
        assert_eq!(
            others,
            [
                "cannot read old.xls: broken spreadsheet: its sheets are larger than can be read in this old form (save it as .xlsx)"
            ]
        );
    }
    let whole = old_workbook(&cells.concat());
    for end in [520, 1100, 2000, whole.len() - 600] {
        let (_, others) = outcomes("old.xls", &whole[..end], &ReadOptions::default());
        assert_eq!(others.len(), 1, "{end} {others:?}");
    }
}

#[test]
fn encrypted_workbooks_are_listed_as_such() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes everything");
    file.create_stream("EncryptedPackage").and_then(|mut part| part.write_all(&[7; 5000])).expect("memory");
    let (_, others) = outcomes("a.xlsx", &file.into_inner().into_inner(), &ReadOptions::default());
    assert_eq!(others, [": encrypted"]);
}
