use super::super::testing::{archive, articles, headlines, outcomes};
use crate::article::Article;
use crate::source::read::ReadOptions;

fn date(article: &Article) -> String {
    article.date.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn notes<'a>(article: &'a Article, name: &str) -> Vec<&'a str> {
    article.metadata.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
}

const AMERICAN: &str = "
Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2018  16:51:31

                               1 of 2 DOCUMENTS


                  Copyright 2009 The Example Times Company
                              The Example Times

                           March 12, 2009 Thursday
                              Late Edition - Final

SECTION: Section A; Column 0; National Desk; Pg. 1

LENGTH: 96 words

HEADLINE: Harbour Board Doubles the Fees for Ships That Stay
 Longer Than a Day

BYLINE: By JANE DOE and JOHN ROE

DATELINE: HAVENPORT

BODY:

   The harbour board doubled its fees on Thursday, saying that the money was
needed before winter.

   NOTES: so began the letter that the captain read to the board.

   \"We were not asked,\" he said.

URL: http://www.example.com/fees

SUBJECT: HARBOURS (90%); SHIPPING (78%); BOARDS &
COUNCILS (75%)

PERSON: LARS HOLM (95%)

COMPANY: EXAMPLE LINES PLC (90%)

LOAD-DATE: March 13, 2009

LANGUAGE: ENGLISH

GRAPHIC: PHOTOS: The ferry at the pier.

 DRAWING: A chart of the channel.

ODD-LABEL: 7

PUBLICATION-TYPE: Newspaper


                               2 of 2 DOCUMENTS


                              The Example Times

            These materials may not be republished without consent

                           March 14, 2009 Saturday

HEADLINE: Ferry Sails

BODY:

   The ferry sailed.

LOAD-DATE: March 14, 2009
";

#[test]
fn classic_nexis_is_cut_at_its_counters() {
    let found = articles("a.txt", AMERICAN.as_bytes());
    assert_eq!(
        headlines(&found),
        [("1", "Harbour Board Doubles the Fees for Ships That Stay Longer Than a Day"), ("2", "Ferry Sails")]
    );
    let first = &found[0];
    assert_eq!((first.format.as_str(), date(first).as_str()), ("nexis", "2009-03-12"));
    assert_eq!(first.publisher.as_deref(), Some("The Example Times"));
    assert_eq!(first.byline.as_deref(), Some("JANE DOE and JOHN ROE"));
    assert_eq!(first.rubric.as_deref(), Some("Section A; National Desk"));
    assert_eq!(first.dateline.as_deref(), Some("HAVENPORT"));
    assert_eq!(first.url.as_deref(), Some("http://www.example.com/fees"));
    assert_eq!(
        first.lede,
        "The harbour board doubled its fees on Thursday, saying that the money was needed before winter."
    );
    // A label in the midst of the text is text, and captions are searched.
    assert_eq!(
        first.sections[0].paragraphs,
        [
            "NOTES: so began the letter that the captain read to the board.",
            "\"We were not asked,\" he said.",
            "PHOTOS: The ferry at the pier.",
            "DRAWING: A chart of the channel.",
            "ODD-LABEL: 7",
        ]
    );
    assert_eq!(notes(first, "subject"), ["HARBOURS", "SHIPPING", "BOARDS & COUNCILS"]);
    assert_eq!(notes(first, "person"), ["LARS HOLM"]);
    assert_eq!(notes(first, "organisation"), ["EXAMPLE LINES PLC"]);
    assert_eq!(notes(first, "edition"), ["Late Edition - Final"]);
    assert_eq!((found[1].lede.as_str(), date(&found[1]).as_str()), ("The ferry sailed.", "2009-03-14"));
    assert_eq!(found[1].publisher.as_deref(), Some("The Example Times"));
    assert_eq!(notes(&found[1], "terms"), ["These materials may not be republished without consent"]);
}

#[test]
fn the_page_of_lexisnexis_is_read_as_its_text() {
    let record = |number: u8| {
        let lines = [
            format!("{number} of 2 DOCUMENTS"),
            "The Example Times (London)".to_owned(),
            format!("January {number}, 2010 Monday"),
            format!("Ferry {number} runs aground"),
            "<SPAN>BYLINE: </SPAN><SPAN>Tom Roe</SPAN>".to_owned(),
            "<SPAN>LENGTH: </SPAN><SPAN>453 words</SPAN>".to_owned(),
            "The ferry ran aground.".to_owned(),
            "GEOGRAPHIC: HAVENPORT, EXAMPLE (94%) CAIRO, EGYPT (90%)".to_owned(),
            "LOAD-DATE: January 11, 2010".to_owned(),
        ];
        let paragraphs: String =
            lines.iter().map(|line| format!("<DIV CLASS=\"c5\"><P CLASS=\"c6\">{line}</P></DIV><BR>")).collect();
        format!("<A NAME=\"DOC_ID_0_{number}\"></A><DOCFULL>{paragraphs}</DOCFULL>")
    };
    let page = format!("<HTML><HEAD><STYLE>.c0{{}}</STYLE></HEAD><BODY>{}{}</BODY></HTML>", record(1), record(2));
    let found = articles("a.html", page.as_bytes());
    assert_eq!(headlines(&found), [("1", "Ferry 1 runs aground"), ("2", "Ferry 2 runs aground")]);
    assert_eq!((found[0].lede.as_str(), found[0].byline.as_deref()), ("The ferry ran aground.", Some("Tom Roe")));
    assert_eq!(notes(&found[0], "place"), ["HAVENPORT, EXAMPLE", "CAIRO, EGYPT"]);
}

#[test]
fn headlines_and_texts_without_labels_are_told_by_their_place() {
    let record = |counter: &str, day: &str, title: &str, labels: &str, closing: &str| {
        format!(
            "     {counter}\n\n\n      Example Post\n\n      {day}\n      Edition 1;\n      Nord\n\n{title}\n\n{labels}\n\nA text here.\n\nAnd more of it.\n\n{closing}\n\n   Copyright 2010 Example\n   All Rights Reserved\n\n"
        )
    };
    let british = "BYLINE: Tom Roe\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 453 words";
    let german = "AUTOR: Erika Roe\n\nRUBRIK: POLITIK; S. 3\n\nLÄNGE: 453 Wörter";
    let french = "AUTEUR: Jeanne Roe\n\nRUBRIQUE: POLITIQUE; Pg. 3\n\nLONGUEUR: 453 mots";
    let cases = [
        (
            "2 of 9 DOCUMENTS",
            "January 11, 2010 Monday",
            british,
            "LOAD-DATE: January 12, 2010\n\nLANGUAGE: ENGLISH",
            "NEWS",
        ),
        (
            "Dokument 2 von 9",
            "11. Januar 2010 Montag",
            german,
            "UPDATE: 12. Januar 2010\n\nSPRACHE: GERMAN; DEUTSCH",
            "POLITIK",
        ),
        (
            "Document 2 de 9",
            "11 janvier 2010 lundi",
            french,
            "DATE-CHARGEMENT: 12 janvier 2010\n\nLANGUE: FRENCH",
            "POLITIQUE",
        ),
    ];
    for (counter, day, labels, closing, rubric) in cases {
        let text = record(counter, day, "Fees for ships doubled", labels, closing);
        let found = articles("a.txt", text.as_bytes());
        let article = &found[0];
        // A file with one article is that article.
        assert_eq!(headlines(&found), [("-", "Fees for ships doubled")], "{counter}");
        assert_eq!(
            (article.publisher.as_deref(), date(article).as_str()),
            (Some("Example Post"), "2010-01-11"),
            "{counter}"
        );
        assert_eq!(article.rubric.as_deref(), Some(rubric));
        assert_eq!(article.byline.as_deref().map(|name| name.ends_with("Roe")), Some(true));
        assert_eq!(
            (article.lede.as_str(), notes(article, "edition")),
            ("A text here.", vec!["Edition 1; Nord"]),
            "{counter}"
        );
        assert_eq!(article.sections[0].paragraphs, ["And more of it."], "{counter}");
    }
}

const UNI: &[&str] = &[
    "Date and Time: Friday, March 20, 2020 4:51:00 PM GMT",
    "Job Number: 112233445",
    "Documents (2)",
    "1. Ferries wait for the pilot",
    "Search Terms: ferry",
    "2. Fees doubled",
    "News Timeline: Mar 01, 2020 to Mar 20, 2020",
    "Ferries wait for the pilot",
    "Daily Example (London)",
    "March 3, 2020 Tuesday 10:01 PM GMT",
    "Regional Edition",
    "Copyright 2020 Daily Example All Rights Reserved",
    "Section: HOME; Pg. A03",
    "Length: 900 words",
    "Byline: Jane Doe",
    "Highlight: Nobody sails tonight.",
    "Body",
    "The ferries stood still.",
    "Reply: none came.",
    "https://www.example.com/ferries.html",
    "Graphic",
    "The ferry at the pier, Jane Doe",
    "Classification",
    "Language: ENGLISH",
    "Subject: FERRIES (90%); HARBOURS (80%)",
    "ISSN: 12345678",
    "Load-Date: March 4, 2020",
    "End of Document",
    "Fees doubled",
    "The Example Times",
    "March 2020",
    "Copyright 2020 Example",
    "Length: 90 words",
    "Body",
    "The board met.",
    "Load-Date: March 6, 2020",
    "End of Document",
];

fn check_uni(found: &[Article]) {
    assert_eq!(headlines(found), [("1", "Ferries wait for the pilot"), ("2", "Fees doubled")]);
    let first = &found[0];
    assert_eq!(first.publisher.as_deref(), Some("Daily Example (London)"));
    assert_eq!((date(first).as_str(), first.rubric.as_deref()), ("2020-03-03", Some("HOME")));
    assert_eq!((first.lede.as_str(), first.byline.as_deref()), ("Nobody sails tonight.", Some("Jane Doe")));
    assert_eq!(
        first.sections[0].paragraphs,
        ["The ferries stood still.", "Reply: none came.", "The ferry at the pier, Jane Doe"]
    );
    assert_eq!(notes(first, "subject"), ["FERRIES", "HARBOURS"]);
    assert_eq!(first.url.as_deref(), Some("https://www.example.com/ferries.html"));
    assert_eq!((date(&found[1]).as_str(), found[1].lede.as_str()), ("2020-03", "The board met."));
}

#[test]
fn nexis_uni_is_read_as_text_rtf_and_docx() {
    check_uni(&articles("a.txt", UNI.join("\n\n").as_bytes()));
    let rtf: String = UNI.iter().map(|line| format!("\\pard {line}\\par\n")).collect();
    check_uni(&articles("a.rtf", format!("{{\\rtf1\\ansi{{\\info{{\\title X Y Z}}}}{rtf}}}").as_bytes()));
    let paragraphs: String = UNI.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let docx = archive(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w='w'><w:body>{paragraphs}</w:body></w:document>")),
    ]);
    check_uni(&articles("a.docx", &docx));
}

#[test]
fn factiva_without_labels_is_read_by_place() {
    let text = "World News\n\nTalks on the harbour go on without an end\n\nBy Jane Doe\n\n523 words\n\n3 March 2020\n\n18:05\n\nThe Example Times\n\nEXTI\n\nLate Edition\n\nA1\n\nEnglish\n\n(c) 2020 Example Corp.\n\nHAVENPORT (Example) -- The talks went on.\n\nNo date is set.\n\nExample Publishing Company Ltd.\n\nDocument EXTI000020200303eg3300012\n\n\
        Streik im Hafen legt alles lahm\n\nvon Erika Roe, Havenport\n\n1.204 Wörter\n\n4 März 2020\n\nBeispielzeitung\n\nBSPZ\n\nDeutsch\n\nQuelle: Beispielzeitung, 2020. Alle Rechte vorbehalten.\n\nDer Hafen steht still.\n\nDokument BSPZ000020200304eg3400013\n\n\
        A wire of another shape\n\nIts text is kept all the same, whatever its head is.\n\nDocument BSPZ000020200304eg3400014\n\n\
        Search Summary\n\nText\tharbour\n\nResults Found\t3\n";
    let found = articles("a.txt", text.as_bytes());
    assert_eq!(
        headlines(&found),
        [
            ("1", "Talks on the harbour go on without an end"),
            ("2", "Streik im Hafen legt alles lahm"),
            ("3", "A wire of another shape")
        ]
    );
    let first = &found[0];
    assert_eq!((first.format.as_str(), first.external_id.as_deref()), ("factiva", Some("EXTI000020200303eg3300012")));
    assert_eq!((date(first).as_str(), first.publisher.as_deref()), ("2020-03-03", Some("The Example Times")));
    assert_eq!((first.byline.as_deref(), first.rubric.as_deref()), (Some("Jane Doe"), Some("World News")));
    assert_eq!((first.dateline.as_deref(), notes(first, "page")), (Some("HAVENPORT"), vec!["A1"]));
    assert_eq!(first.date.as_ref().map(|date| date.start.to_string()).as_deref(), Some("2020-03-03T18:05:00"));
    assert_eq!(first.lede, "HAVENPORT (Example) -- The talks went on.");
    assert_eq!(first.sections[0].paragraphs, ["No date is set."]);
    assert_eq!((date(&found[1]).as_str(), found[1].lede.as_str()), ("2020-03-04", "Der Hafen steht still."));
    // No time stands between its day and its paper.
    assert_eq!(found[1].publisher.as_deref(), Some("Beispielzeitung"));
    assert_eq!(found[1].byline.as_deref(), Some("Erika Roe, Havenport"));
    assert_eq!(found[2].lede, "Its text is kept all the same, whatever its head is.");
}

#[test]
fn factiva_with_codes_is_read_by_them() {
    let fields = [
        ("SE", "World"),
        ("HD", "Talks go on"),
        ("BY", "By Jane Doe"),
        ("WC", "523 words"),
        ("PD", "3 March 2020"),
        ("ET", "18:05"),
        ("SN", "The Example Times"),
        ("SC", "EXTI"),
        ("LA", "English"),
        ("CY", "(c) 2020 Example Corp."),
        ("LP", "The talks went on.\n\nIN the morning nobody came."),
        ("TD", "No date is set."),
        ("CO", "exbnk : Example Bank PLC | exair : Example Air"),
        ("RE", "egypt : Egypt"),
        ("AN", "Document EXTI000020200303eg3300012"),
    ];
    let tabs: String = fields.iter().map(|(code, value)| format!("{code}\t{value}\n\n")).collect();
    let lines: String = fields.iter().map(|(code, value)| format!("{code}\n\n{value}\n\n")).collect();
    let cells: String = fields
        .iter()
        .map(|(code, value)| {
            format!(
                "\\trowd\\pard\\intbl{{\\b {code}}}\\cell\\pard\\intbl {}\\cell\\row\n",
                value.replace("\n\n", "\\par ")
            )
        })
        .collect();
    let rows: String = fields
        .iter()
        .map(|(code, value)| {
            let paragraphs: String =
                value.split("\n\n").map(|text| format!("<p class=\"articleParagraph\">{text}</p>")).collect();
            format!("<tr><td><b>{code}</b>&nbsp;</td><td>{paragraphs}</td></tr>")
        })
        .collect();
    for (name, text) in [
        ("a.txt", tabs),
        ("b.txt", lines),
        ("c.rtf", format!("{{\\rtf1\\ansi {cells}}}")),
        ("d.html", format!("<html><body><div class=\"article enArticle\"><table>{rows}</table></div></body></html>")),
    ] {
        let found = articles(name, text.as_bytes());
        let article = &found[0];
        assert_eq!(headlines(&found), [("-", "Talks go on")], "{name}");
        assert_eq!(
            (date(article).as_str(), article.publisher.as_deref()),
            ("2020-03-03", Some("The Example Times")),
            "{name}"
        );
        assert_eq!((article.byline.as_deref(), article.rubric.as_deref()), (Some("Jane Doe"), Some("World")), "{name}");
        assert_eq!(article.lede, "The talks went on.", "{name}");
        assert_eq!(article.sections[0].paragraphs, ["IN the morning nobody came.", "No date is set."], "{name}");
        assert_eq!(notes(article, "organisation"), ["Example Bank PLC", "Example Air"], "{name}");
        assert_eq!(
            (notes(article, "place"), article.external_id.as_deref()),
            (vec!["Egypt"], Some("EXTI000020200303eg3300012"))
        );
    }
}

#[test]
fn pages_of_factiva_and_europresse_hold_several_articles() {
    let article = |number: u8| {
        format!(
            "<div id='article-{number}' class=\"article\"><div class=\"article deArticle\"><div>Politik</div><div id='hd'><span class='deHeadline'>Streik {number} im Hafen</span></div><div class='author'>Von ERIKA ROEMER.   </div><div>935 Wörter</div><div>6 Dezember 2003</div><div>Beispielzeitung</div><div>BSPZ</div><div>Deutsch</div><div>(c) 2003 Beispiel</div><p class=\"articleParagraph dearticleParagraph\">Der Hafen steht still.</p><p class=\"articleParagraph dearticleParagraph\">Niemand kommt.</p><p>Dokument BSPZ0000200312{number:02}dzc600001</p></div></div>"
        )
    };
    let page = format!("<html><head><title>Factiva</title></head><body>{}{}</body></html>", article(6), article(7));
    let found = articles("a.html", page.as_bytes());
    assert_eq!(headlines(&found), [("1", "Streik 6 im Hafen"), ("2", "Streik 7 im Hafen")]);
    let first = &found[0];
    assert_eq!((first.rubric.as_deref(), first.byline.as_deref()), (Some("Politik"), Some("ERIKA ROEMER")));
    assert_eq!((date(first).as_str(), first.external_id.as_deref()), ("2003-12-06", Some("BSPZ000020031206dzc600001")));
    assert_eq!(
        (first.lede.as_str(), &first.sections[0].paragraphs[..]),
        ("Der Hafen steht still.", &["Niemand kommt.".to_owned()][..])
    );

    let article = |number: u8| {
        format!(
            "<article><header><div><span class=\"DocPublicationName\">La Vigie, no. 4301</span></div><span class=\"DocHeader\">Monde, mardi 3 mars 2020 800 mots, p. 5</span><div class=\"titreArticle\"><p class=\"titreArticleVisu rdp__articletitle\">Le port {number} ferme</p><p class=\"sm-margin-bottomNews\">Jeanne Roe</p></div></header><section><div class=\"DocText clearfix\"><div class=\"docOcurrContainer\"><p>Le port est fermé.</p><p>Personne ne part.</p></div></div></section><footer><div class=\"publiC-lblNodoc\">news·20200303·LV·{number}</div></footer></article>"
        )
    };
    let page = format!("<html><body>{}{}</body></html>", article(1), article(2));
    let found = articles("a.html", page.as_bytes());
    assert_eq!(headlines(&found), [("1", "Le port 1 ferme"), ("2", "Le port 2 ferme")]);
    let first = &found[0];
    assert_eq!(
        (first.format.as_str(), first.publisher.as_deref(), date(first).as_str()),
        ("europresse", Some("La Vigie"), "2020-03-03")
    );
    assert_eq!((first.rubric.as_deref(), first.byline.as_deref()), (Some("Monde"), Some("Jeanne Roe")));
    assert_eq!(
        (first.lede.as_str(), &first.sections[0].paragraphs[..]),
        ("Le port est fermé.", &["Personne ne part.".to_owned()][..])
    );
}

#[test]
fn proquest_is_cut_at_its_rows() {
    let row = "_".repeat(60);
    let record = |number: u8, text: &str| {
        format!(
            "{row}\n\nDocument {number} of 2\n\nFees {number}: the board\n\nAuthor: Doe, Jane; Roe, John M\n\nPublication info: The Example Times ; New York, N.Y. 03 Mar 2020: A.1.\n\nAbstract: The fees.\n\nFull text: {text}\n\nIllustration\nCaption: The pier.\n\nSubject: Ships; Fees\n\nPeople: Holm, Lars\n\nCompany / organization: Name: Example Bank; NAICS: 522110\n\nNew kind of label: 7\n\nPublication title: The Example Times, Late Edition (East Coast); New York, N.Y.\n\nPublication date: Mar 4, 2020\n\nSection: Metro\n\nISSN: 12345678\n\nProQuest document ID: 236900000{number}\n\nDocument URL: https://example.com/{number}\n\n"
        )
    };
    let text = [
        format!("{row}\n\nReport Information from ProQuest\n{row}\n\nTable of contents\n\n1. Fees 1: the board\n\n"),
        record(1, "The board met.\n\nHolm: we were not asked.\n\nNobody answered."),
        record(2, "Not available."),
        format!("{row}\n\nContact ProQuest\n\nCopyright © 2021 ProQuest LLC.\n"),
    ]
    .concat();
    let found = articles("a.txt", text.as_bytes());
    assert_eq!(headlines(&found), [("1", "Fees 1: the board"), ("2", "Fees 2: the board")]);
    let first = &found[0];
    assert_eq!((first.format.as_str(), first.external_id.as_deref()), ("proquest", Some("2369000001")));
    assert_eq!((date(first).as_str(), first.publisher.as_deref()), ("2020-03-04", Some("The Example Times")));
    assert_eq!((first.byline.as_deref(), first.rubric.as_deref()), (Some("Jane Doe, John M Roe"), Some("Metro")));
    assert_eq!(first.lede, "The board met.");
    assert_eq!(first.sections[0].paragraphs, ["Holm: we were not asked.", "Nobody answered.", "The pier."]);
    assert_eq!((notes(first, "person"), notes(first, "organisation")), (vec!["Lars Holm"], vec!["Example Bank"]));
    assert_eq!(notes(first, "new-kind-of-label"), ["7"]);
    // Without a text the summary is what there is.
    assert_eq!(found[1].lede, "The fees.");
}

#[test]
fn ris_gives_records_with_a_text_or_a_title() {
    let text = "TY  - NEWS\nTI  - Fees doubled\nAU  - Doe, Jane\nAU  - Roe, John\nT2  - The Example Times\nPY  - 2020\nDA  - 2020/03/04/\nAB  - The board met.\nIt was late.\nKW  - Ships\nUR  - https://example.com/1\nER  - \n\nTY  - NEWS\nTI  - A title alone\nER  - \n\nTY  - NEWS\nID  - 7\nER  - \n";
    let (found, others) = outcomes("a.txt", text.as_bytes(), &ReadOptions::default());
    assert_eq!(headlines(&found), [("1", "Fees doubled"), ("2", "A title alone")]);
    let first = &found[0];
    assert_eq!((date(first).as_str(), first.publisher.as_deref()), ("2020-03-04", Some("The Example Times")));
    assert_eq!((first.byline.as_deref(), first.lede.as_str()), (Some("Jane Doe, John Roe"), "The board met."));
    assert_eq!(others, ["3: no article in it: a reference without title and text"]);
}

#[test]
fn a_second_text_of_a_reference_is_kept() {
    let text = "TY  - NEWS\nTI  - Fees doubled\nAB  - The board met.\nN2  - The board met. It was late.\nN2  - Nobody spoke.\nER  - \n";
    let found = articles("a.ris", text.as_bytes());
    assert_eq!(found[0].lede, "The board met. It was late.");
    assert_eq!(found[0].sections[0].paragraphs, ["Nobody spoke."]);
}

#[test]
fn exports_of_endnote_are_references_too() {
    let text = "%0 Newspaper Article\n%T Fees doubled\n%A Doe, Jane\n%A Roe, John\n%B The Example Times\n%D 2020\n%8 March 4\n%X The board met.\n%K ships\n%U https://example.com/1\n\n%0 Newspaper Article\n%T A title alone\n%8 2020/03/05\n";
    let found = articles("a.txt", text.as_bytes());
    assert_eq!(headlines(&found), [("1", "Fees doubled"), ("2", "A title alone")]);
    let first = &found[0];
    assert_eq!((date(first).as_str(), first.publisher.as_deref()), ("2020-03-04", Some("The Example Times")));
    assert_eq!((first.byline.as_deref(), first.lede.as_str()), (Some("Jane Doe, John Roe"), "The board met."));
    assert_eq!(date(&found[1]), "2020-03-05");
}

#[test]
fn entries_of_bibtex_are_articles() {
    let text = "% Encoding: UTF-8\n@string{et = \"The Example Times\"}\n@article{doe2020,\n  title = {{Fees} doubled in {K\\\"o}ln},\n  author = {Doe, Jane and Roe, John},\n  journal = et,\n  year = 2020, month = mar, day = 4,\n  abstract = {The board met. It was late},\n  keywords = {ships},\n  publisher = {Example Press},\n  url = {https://example.com/1},\n  file = {:C\\:/a.pdf:PDF}\n}\n\n@comment{jabref-meta: x}\n@online{b,\n  title = \"A title alone\", date = {2020-03-05}, journaltitle = {Daily Example}\n}\n@misc{c, note = {7}}\n@article{broken, title = {Never closed,\n@article{d, title = {After it}}\n";
    for name in ["refs.bib", "a.txt"] {
        let (found, others) = outcomes(name, text.as_bytes(), &ReadOptions::default());
        assert_eq!(
            headlines(&found),
            [("1", "Fees doubled in Köln"), ("2", "A title alone"), ("5", "After it")],
            "{others:?}"
        );
        let first = &found[0];
        assert_eq!((first.format.as_str(), date(first).as_str()), ("bibtex", "2020-03-04"));
        assert_eq!(first.publisher.as_deref(), Some("The Example Times"));
        assert_eq!(
            (first.byline.as_deref(), first.lede.as_str()),
            (Some("Jane Doe, John Roe"), "The board met. It was late")
        );
        assert_eq!(
            (first.external_id.as_deref(), first.url.as_deref()),
            (Some("doe2020"), Some("https://example.com/1"))
        );
        assert_eq!((date(&found[1]).as_str(), found[1].publisher.as_deref()), ("2020-03-05", Some("Daily Example")));
        assert_eq!(
            others,
            [
                "3: no article in it: a reference without title and text".to_owned(),
                format!("cannot read {name}!4: broken reference: its braces or fields cannot be told apart"),
            ]
        );
    }
    let large =
        format!("@article{{a, title = {{A}}, abstract = {{{}}}}}\n@article{{b, title = {{B}}}}\n", "x ".repeat(500));
    let (found, others) =
        outcomes("a.bib", large.as_bytes(), &ReadOptions { max_record_bytes: 400, ..ReadOptions::default() });
    assert_eq!((headlines(&found), others.len()), (vec![("2", "B")], 1), "{others:?}");
    let line = "@article{a, title = {A}} @article{b, title = {B}},@misc{c, title = {C},\n} @misc{d, title = {D}}\n";
    let (found, others) = outcomes("a.bib", line.as_bytes(), &ReadOptions::default());
    assert_eq!(headlines(&found), [("1", "A"), ("2", "B"), ("3", "C"), ("4", "D")], "{others:?}");
    let mail = "@janedoe {wrote} that the talks go on.\n\nNo date is set.\n";
    assert_eq!(articles("a.txt", mail.as_bytes())[0].format, "text");
}

#[test]
fn ordinary_articles_are_none_of_these() {
    for text in [
        "Library counts its papers\n\n523 words\n\n3 March 2020\n\nThere were 2 of 100 DOCUMENTS in the box.\n",
        "Notes\n\n1 of 10 documents\n\nSECTION is what it was called. LENGTH: unknown.\n",
        "Anatomy\n\nBody\n\nThe body has a head.\n\nLength: 12 cm\n",
        "HD television\n\nHD\n\nThe set came in March.\n",
        "Title\n\n________________________________________________\n\nFull text: see below.\n",
        "Document 1 of 2\n\nTitle: a paper\n\nAuthor: Jane Doe\n\nThis is a text about papers.\n",
    ] {
        let found = articles("a.txt", text.as_bytes());
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].format != "nexis" && found[0].format != "factiva" && found[0].format != "proquest", "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let long = AMERICAN.replace("The ferry sailed.", &"The ferry sailed on.\n".repeat(200));
    let (found, others) =
        outcomes("a.txt", long.as_bytes(), &ReadOptions { max_record_bytes: 2500, ..ReadOptions::default() });
    assert_eq!(found.iter().map(|article| article.locator.as_deref()).collect::<Vec<_>>(), [Some("1")]);
    assert_eq!(others, ["cannot read a.txt!2: one record is larger than 2500 bytes"]);
    let lost = "Ferries\n\nPaper\n\nMarch 3, 2020\n\nCopyright 2020 X\n\nLength: 9 words\n\nBody\n\nText.\n\nEnd of Document\n\nWe are sorry but there is an error in this document and it is not possible to display it. Please ask those who keep the database what has become of it, and quote the number of the document and of the job when you do so.\n\nEnd of Document\n";
    let (found, others) = outcomes("a.txt", lost.as_bytes(), &ReadOptions::default());
    assert_eq!((found.len(), others.len()), (1, 1));
    assert_eq!(others, ["2: no article in it: a document that the database could not show"]);
}

proptest::proptest! {
    #[test]
    fn any_download_is_read(lines in proptest::collection::vec(
        "(1 of 2 DOCUMENTS|HEADLINE: x|LENGTH: 5 words|BODY:|LOAD-DATE: x|Body|Length: 3 words|Copyright 2020|End of Document|5 words|3 March 2020|EXTI|English|Document EXTI000020200303eg3300012|HD\tx|WC|SN|PD|LA|AN|_{60}|Full text: x|Publication title: x|Title:|Graphic|Documents \\(2\\)|Job Number: 1|TY  - NEWS|AB  - x|ER  -|@article\\{a,|title = \\{x|\\}|%0 Book|%T x|1\\. x||\\PC{0,12})",
        0..30,
    )) {
        outcomes("a.txt", lines.join("\n").as_bytes(), &ReadOptions::default());
    }
}
