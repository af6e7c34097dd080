use super::super::testing::{articles, headlines, outcomes};
use crate::article::Article;
use crate::source::read::ReadOptions;

fn tei(header: &str, text: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>{header}</teiHeader><text>{text}</text></TEI>"
    )
}

fn texts(article: &Article) -> Vec<&str> {
    article.blocks().skip(1).map(|block| block.text).collect()
}

#[test]
fn the_printed_source_says_where_and_when() {
    let header = "<fileDesc><titleStmt><title type='main'>Die Gebühren im Hafen</title><title type='sub'>Ein Bericht</title>
        <author><persName><surname>Muster</surname><forename>Erika</forename></persName></author></titleStmt>
        <publicationStmt><publisher>Akademie</publisher><date type='publication'>2013-11-20</date>
        <idno type='URLWeb'>http://example.org/hafen_1871</idno></publicationStmt>
        <sourceDesc><biblFull><titleStmt><title level='j'>Allgemeine Zeitung</title></titleStmt>
        <publicationStmt><date type='publication'>7. März 1871</date></publicationStmt></biblFull></sourceDesc></fileDesc>
        <profileDesc><langUsage><language ident='deu'>Deutsch</language></langUsage></profileDesc>";
    let text = "<body><pb n='1'/><div><head>Die Gebühren<lb/> im Hafen</head><fw place='top'>Allgemeine Zeitung. 3</fw>
        <p>Der Rat des Ha-<lb/>fens hat sich am Mon\u{ac}<lb break='no'/>tag geeinigt.<note place='foot'>Siehe den Bericht von gestern.</note>
        Das sagte <persName>Margarete Dorn</persName> am Ost-<lb/>Tor.</p>
        <p>Der <choice><sic>Rath</sic><corr>Rat</corr></choice> ging.</p></div></body>";
    let found = articles("hafen.xml", tei(header, text).as_bytes());
    let article = &found[0];
    assert_eq!((article.format.as_str(), headlines(&found)), ("tei", vec![("-", "Die Gebühren im Hafen")]));
    assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("1871-03-07"));
    assert_eq!(
        (article.publisher.as_deref(), article.byline.as_deref(), article.language.as_deref()),
        (Some("Allgemeine Zeitung"), Some("Erika Muster"), Some("de"))
    );
    assert_eq!(article.url.as_deref(), Some("http://example.org/hafen_1871"));
    let expected = [
        "Der Rat des Hafens hat sich am Montag geeinigt. Das sagte Margarete Dorn am Ost- Tor.",
        "Der Rat ging.",
        "Siehe den Bericht von gestern.",
    ];
    assert_eq!(texts(article), expected);
    assert!(article.metadata.contains(&("person".into(), "Margarete Dorn".into())));
}

#[test]
fn articles_of_an_issue_are_articles_and_so_are_texts_of_a_corpus() {
    let header = "<fileDesc><titleStmt><title>An issue</title></titleStmt><publicationStmt><p/></publicationStmt>
        <sourceDesc><bibl><title>Daily Example</title><date value='1862-05-03'>May 3, 1862</date></bibl></sourceDesc></fileDesc>";
    let text = "<body><div1 type='article' id='a1'><head>The Harbour</head><p>The council met.</p></div1>
        <div1 type='article'><p>The boats are in.</p></div1></body>";
    let found = articles("issue.xml", tei(header, text).as_bytes());
    assert_eq!(headlines(&found), [("1", "The Harbour"), ("2", "The boats are in.")]);
    assert_eq!((found[0].external_id.as_deref(), found[0].publisher.as_deref()), (Some("a1"), Some("Daily Example")));
    assert_eq!(found[1].date.as_ref().map(ToString::to_string).as_deref(), Some("1862-05-03"));
    let one = "<TEI><teiHeader><fileDesc><titleStmt><title>First</title></titleStmt></fileDesc></teiHeader><text><body><p>One.</p></body></text></TEI>";
    let two = one.replace("First", "Second");
    let corpus = format!("<teiCorpus><teiHeader><fileDesc/></teiHeader>{one}{two}</teiCorpus>");
    assert_eq!(headlines(&articles("corpus.xml", corpus.as_bytes())), [("1", "First"), ("2", "Second")]);
}

#[test]
fn a_file_without_text_is_listed() {
    let (found, others) = outcomes("a.xml", tei("<fileDesc/>", "").as_bytes(), &ReadOptions::default());
    assert_eq!((found.len(), others), (0, vec![": no article in it: a TEI file without text".to_owned()]));
}
