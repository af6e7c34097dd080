use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn words_are_counted_as_unicode_says(
        text in "[ab1_.,:;'\\- \n\"é’中ا\u{301}\t]{0,40}|[ -~é]{0,40}|([a-z]{1,9}[ .,'-]{1,2}){0,60}|([a-z]{1,9}[ .,'_é]){0,60}"
    ) {
        prop_assert_eq!(words_of(&text), text.unicode_words().count());
    }
}

fn finished(draft: Draft, name: &str) -> Article {
    finish(draft, &Origin { name, modified: None, options: &ReadOptions::default() })
}

fn draft(body: &[&str]) -> Draft {
    let mut draft = Draft::default();
    for text in body {
        draft.paragraph(*text);
    }
    draft
}

#[test]
fn the_first_paragraph_is_the_lede_and_gives_the_headline() {
    let article = finished(draft(&["Talks go on. No date is set.", "The end."]), "x.txt");
    assert_eq!(article.headline, Headline { text: "Talks go on.".into(), derived: true });
    assert_eq!(article.lede, "Talks go on. No date is set.");
    assert_eq!(article.sections[0].paragraphs, ["The end."]);
    // Seven words of the lede and two of the end; a derived headline is not counted twice.
    assert_eq!(article.word_count, 9);
}

#[test]
fn specks_of_a_scan_make_no_headline() {
    let article = finished(draft(&["4", "V \". ,'.7Tr", "Talks go on. No date is set."]), "x.txt");
    assert_eq!(article.headline.text, "Talks go on.");
    assert_eq!(article.lede, "4");
}

#[test]
fn letters_that_are_no_words_make_no_headline_of_a_scan() {
    let story = "The harbour commission met on Monday and heard the captain of the ship. ".repeat(100);
    let page = |specks: &[&str]| {
        let tops = ["rljmc wrirld TljU anil Slandpipf huj zntral.", "THE HARBOUR COMMISSION MET.", &story];
        finished(draft(&[specks, &tops].concat()), "x.txt").headline.text
    };
    assert_eq!(page(&["4", "V \"", "' ,"]), "THE HARBOUR COMMISSION MET.");
    // Without specks nothing says that it is a scan.
    assert_eq!(page(&[]), "rljmc wrirld TljU anil Slandpipf huj zntral.");
}

#[test]
fn control_characters_go_and_nothing_else_does() {
    assert_eq!(
        clean("Koope\u{ad}ra\u{ad}tion der Kom\u{ad}\nmission, e\u{2060}mail"),
        "Kooperation der Kom\u{ad}\nmission, email"
    );
    assert_eq!(clean("a\u{0}b\u{1b}[31mc\r\nd\te\u{feff}"), "ab[31mc\nd\te");
    assert_eq!(clean("it\u{92}s 5 \u{80}"), "it’s 5 €");
    assert_eq!(clean("ﬁne  ½ \u{a0}x"), "ﬁne  ½ \u{a0}x");
}

#[test]
fn metadata_beats_the_text_the_text_beats_the_name_and_a_conflict_is_kept() {
    let mut source = draft(&["Talks go on."]);
    source.dates.push(DateClue { text: "2024-04-01".into(), provenance: DateProvenance::TextLine });
    let article = finished(source.clone(), "2024-03-01-talks.txt");
    assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
    let conflict = ("date-conflict".to_owned(), "2024-04-01 (text), 2024-03-01 (file name)".to_owned());
    assert_eq!(article.metadata, [conflict]);
    source.date("2024-04-02T01:00:00Z");
    let article = finished(source, "2024-04/talks.txt");
    let date = article.date.expect("it has one");
    assert_eq!((date.to_string().as_str(), date.provenance), ("2024-04-02", DateProvenance::Metadata));
    assert!(article.metadata.is_empty(), "a day apart is no conflict");
}

#[test]
fn a_second_clue_settles_an_ambiguous_date() {
    let mut source = draft(&["Talks go on."]);
    source.date("02/05/2016");
    let doubtful = finished(source.clone(), "x.txt").date.expect("it has one");
    assert!(!doubtful.certain);
    let settled = finished(source, "culture-20160205.txt").date.expect("it has one");
    assert_eq!((settled.to_string().as_str(), settled.certain), ("2016-02-05", true));
}

#[test]
fn an_address_dates_what_says_nothing_itself_before_the_name_of_the_file() {
    let dated = |url: &str, name: &str, text: Option<&str>| {
        let mut source = draft(&["Talks go on."]);
        source.url = Some(url.into());
        source.weak_dates.push("2024-05-01".into());
        let clue = |text: &str| DateClue { text: text.into(), provenance: DateProvenance::TextLine };
        source.dates.extend(text.map(clue));
        finished(source, name).date.map(|date| (date.to_string(), date.certain)).expect("it has one")
    };
    for (url, name, text, date, certain) in [
        ("https://example.com/2024/03/07/a", "2024-04-02/a.json", None, "2024-03-07", true),
        ("https://example.com/2024/03/07/a", "a.json", Some("2024-03-08"), "2024-03-08", true),
        ("https://example.com/2024/03/a", "2024-03-09-a.txt", None, "2024-03-09", true),
        ("https://example.com/2024/03/a", "2024-04-09-a.txt", None, "2024-03", true),
        ("https://example.com/fair-5-april-2024", "2024-03-09-a.txt", None, "2024-03-09", true),
        ("https://example.com/fair-5-april-2024", "a.txt", None, "2024-04-05", false),
        ("https://example.com/talks", "a.txt", None, "2024-05-01", false),
        (
            "https://web.archive.org/web/20240308101112/https://example.com/2024/03/07/a",
            "a.txt",
            None,
            "2024-03-07",
            true,
        ),
        ("https://example.com/2024/02/05/a", "a.txt", Some("02/05/2024"), "2024-02-05", true),
    ] {
        assert_eq!(dated(url, name, text), (date.into(), certain), "{url} {name}");
    }
    let mut copy = draft(&["Talks go on."]);
    copy.url = Some("https://web.archive.org/web/20240308101112/https://example.com/talks".into());
    let copy = finished(copy, "a.txt");
    let date = copy.date.expect("it is no younger than its copy");
    assert_eq!((date.to_string().as_str(), date.certain), ("2024-03-08", false));
    assert_eq!(copy.publisher.as_deref(), Some("example.com"));
}

#[test]
fn the_host_is_the_publisher_of_what_names_none() {
    let publisher = |name: Option<&str>, url: Option<&str>| {
        let mut source = draft(&["Talks go on."]);
        (source.publisher, source.url) = (name.map(str::to_owned), url.map(str::to_owned));
        finished(source, "a.txt").publisher
    };
    assert_eq!(publisher(Some("BBC"), Some("https://www.bbc.co.uk/news/1")).as_deref(), Some("BBC"));
    assert_eq!(publisher(None, Some("https://www.bbc.co.uk/news/1")).as_deref(), Some("bbc.co.uk"));
    assert_eq!(publisher(None, Some("https://t.co/a")), None);
    assert_eq!(publisher(None, Some("/news/1")), None);
}

#[test]
fn a_file_older_than_its_article_is_a_conflict_and_a_younger_one_is_not() {
    let options = ReadOptions::default();
    let mut source = draft(&["Talks go on."]);
    source.date("2024-04-10");
    let written = |days: u64| {
        let modified = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(days * 86_400);
        let origin = Origin { name: "x.txt", modified: Some(modified), options: &options };
        finish(source.clone(), &origin).metadata
    };
    // Days since 1970 of 1 April 2024, of 1 May, and of 1 January 1980.
    let conflict = ("date-conflict".to_owned(), "2024-04-10 (metadata), 2024-04-01 (file time)".to_owned());
    assert_eq!(written(19_814), [conflict]);
    assert!(written(19_844).is_empty() && written(3_652).is_empty());
}

#[test]
fn the_file_time_is_the_last_resort_and_never_certain() {
    let modified = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_711_966_830);
    let options = ReadOptions::default();
    let origin = Origin { name: "x.txt", modified: Some(modified), options: &options };
    let date = finish(draft(&["Talks go on."]), &origin).date.expect("from the file");
    assert_eq!((date.to_string().as_str(), date.certain), ("2024-04-01", false));
    assert_eq!(date.provenance, DateProvenance::FileTime);
}

#[test]
fn the_sources_own_language_is_trusted_when_it_is_one() {
    let mut source =
        draft(&["The government said on Monday that the talks would go on next week, whatever the weather."]);
    source.language = Some("de-AT".into());
    assert_eq!(finished(source.clone(), "x").language.as_deref(), Some("de"));
    source.language = Some("klingon".into());
    assert_eq!(finished(source.clone(), "x").language.as_deref(), Some("en"));
    // A template's language that the script of the text rules out.
    source.language = Some("zh".into());
    assert_eq!(finished(source, "x").language.as_deref(), Some("en"));
}
