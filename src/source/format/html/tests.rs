use super::*;

const PARAGRAPHS: &str = "<p>The talks went on through the night, officials said on Monday, and no date was set for the next round of meetings between the sides.</p>
<p>Delegates from seven countries sat in the hall, and the mediator, who had promised a paper, asked for patience once more, as he had before.</p>
<h2>What comes next</h2>
<p>A second round is expected in the spring, when the ministers, the mediator said, will have had the time to read all of the papers.</p>";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head>{head}</head><body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/w\">World</a></li></ul></nav>
        <article>{body}{PARAGRAPHS}</article><div class=\"comments\"><p>I do not believe a word of it, wrote a reader.</p></div>
        <footer><p>Terms of use. All rights reserved.</p></footer></body></html>"
    )
}

fn texts(draft: &Draft) -> Vec<&str> {
    draft.body.iter().map(Piece::text).collect()
}

#[test]
fn what_stands_between_headline_and_text_is_no_text() {
    let head = "<title>Talks go on</title><meta property=\"article:published_time\" content=\"2024-04-01T10:00:00Z\">";
    let lines = "<h1>Talks go on</h1><p>Delegates from seven countries sit in a hall</p><p>By Jane Doe in Cairo</p>
        <p>Mon 1 Apr 2024 11.20 BST</p><p>Share this article</p>";
    let draft = read_page(&page(head, lines));
    assert_eq!(draft.byline.as_deref(), Some("Jane Doe in Cairo"));
    assert!(
        texts(&draft)[0].starts_with("Delegates from seven countries sit")
            && texts(&draft)[1].starts_with("The talks went on")
    );
    // A day that is not the page's is a part of the text.
    let other = read_page(&page(head, "<h1>Talks go on</h1><p>3 February 2019</p>"));
    assert!(texts(&other)[0] == "3 February 2019", "{:?}", texts(&other));
    let programme =
        "<h1>Meetings</h1><p>Tuesday, 24 September 2013</p><p>In the hall</p><p>Monday, 25 November 2013</p>";
    assert_eq!(
        texts(&read_page(&page("<title>Meetings</title>", programme)))[..3],
        ["Tuesday, 24 September 2013", "In the hall", "Monday, 25 November 2013"]
    );
    // Without a fact of the page the line is the date.
    let undated = read_page(&page(
        "<title>Talks go on</title>",
        "<h1>Talks go on</h1><p>Published 3 Feb 2019 | Updated 5 Feb 2019</p>",
    ));
    assert_eq!(undated.dates.iter().map(|clue| clue.text.as_str()).collect::<Vec<_>>(), ["Published 3 Feb 2019"]);
}

#[test]
fn the_text_comes_without_menus_comments_and_footers() {
    let draft = read_page(&page("<title>Talks go on - Daily Example</title>", "<h1>Talks go on</h1>"));
    assert_eq!(draft.headline.as_deref(), Some("Talks go on"));
    assert_eq!(texts(&draft).len(), 4, "{:?}", texts(&draft));
    assert!(texts(&draft)[0].starts_with("The talks went on"));
    assert_eq!(draft.body[2], Piece::Heading("What comes next".into()));
    assert_eq!(draft.language.as_deref(), Some("en-GB"));
}

#[test]
fn json_ld_says_more_than_tags_and_tags_more_than_text() {
    let head = r#"<title>Wrong | Daily Example</title><meta property="og:title" content="Talks go on, says Egypt | Daily Example">
        <meta property="og:site_name" content="Daily Example"><meta name="author" content="Web Desk">
        <meta property="article:published_time" content="2024-04-02T08:00:00Z"><link rel="canonical" href="https://example.com/2024/04/01/talks">
        <meta name="news_keywords" content="Rafah, Cairo">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "headline": "No"},
        {"@type": ["NewsArticle"], "headline": "Talks go on", "datePublished": "2024-04-01T10:20:30+02:00",
        "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}], "publisher": {"name": "Daily Example"}, "articleSection": "World"}]}</script>"#;
    let draft = read_page(&page(head, "<h1>Talks go on</h1>"));
    assert_eq!(draft.headline.as_deref(), Some("Talks go on"));
    assert_eq!(draft.byline.as_deref(), Some("Jane Doe, John Roe"));
    assert_eq!(draft.dates[0].text, "2024-04-01T10:20:30+02:00");
    assert_eq!((draft.publisher.as_deref(), draft.rubric.as_deref()), (Some("Daily Example"), Some("World")));
    assert_eq!(draft.url.as_deref(), Some("https://example.com/2024/04/01/talks"));
    assert_eq!(draft.metadata, [("keywords".to_owned(), "Rafah, Cairo".to_owned())]);
    let tags = head.split("<script").next().expect("there is a beginning");
    let draft = read_page(&page(tags, "<h1>Talks go on</h1>"));
    assert_eq!(draft.headline.as_deref(), Some("Talks go on, says Egypt"));
    assert_eq!(draft.dates[0].text, "2024-04-02T08:00:00Z");
}

#[test]
fn what_templates_get_wrong_is_set_right() {
    let head = r#"<title>x</title><meta property="og:title" content="Jane&amp;amp;#039;s talks go on | Backstage">
        <meta property="article:published_time" content="2009-09-02T00:00:00-04:00"><meta name="author" content="296554">
        <meta name="pubdate" content="2014-05-23T17:30:00Z"><link rel="canonical" href="https://www.backstage.com/blog/2014/05/talks.html">"#;
    let draft = read_page(&page(head, "<h1>Talks</h1>"));
    assert_eq!(draft.headline.as_deref(), Some("Jane's talks go on"));
    assert_eq!((draft.byline.as_deref(), draft.dates[0].text.as_str()), (None, "2014-05-23T17:30:00Z"));
}

#[test]
fn a_page_without_a_tag_for_the_date_has_one_in_its_text() {
    let draft = read_page(&page(
        "<title>Talks go on</title>",
        "<h1>Talks go on</h1><p class=\"byline\">By Jane Doe</p><span class=\"date\">April 1, 2024</span>",
    ));
    assert_eq!(draft.dates[0].text, "April 1, 2024");
    assert_eq!(draft.byline.as_deref(), Some("By Jane Doe"));
}

#[test]
fn a_page_that_loads_its_text_later_is_read_from_its_embedded_copy() {
    let html = "<html><head><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"Talks\", \"articleBody\": \"The talks went on through the night. No date was set.\"}</script></head><body><div id=root>Loading</div></body></html>";
    let draft = read_page(html);
    assert_eq!(texts(&draft), ["The talks went on through the night. No date was set."]);
}

#[test]
fn a_short_page_is_read_as_it_is() {
    let draft = read_page("<html><body><h1>It works!</h1><p>Hello there.</p></body></html>");
    assert_eq!(draft.headline.as_deref(), Some("It works!"));
    assert_eq!(texts(&draft), ["Hello there."]);
}

#[test]
fn hostile_nesting_is_read_without_a_tree() {
    let html = format!("<html><body>{}<p>The text.</p>", "<table><tr><td>".repeat(20_000));
    assert_eq!(texts(&read_page(&html)), ["The text."]);
}

#[test]
fn the_declared_encoding_is_used() {
    let (bytes, _, _) =
        encoding_rs::WINDOWS_1251.encode("<html><head><meta charset=windows-1251></head><body><p>Да</p></body></html>");
    let decoded = encoding::decode(&bytes, encoding::declared_in_markup(&bytes));
    assert_eq!(texts(&read_page(&decoded.text)), ["Да"]);
}

proptest::proptest! {
    #[test]
    fn any_page_is_read(body in "(<(p|div|table|td|a|b|script|h1|ul|li|meta content='x'|time datetime=\"1\")>|</(p|div|a|b|table)>|[a-z .,]{0,20}){0,30}") {
        read_page(&format!("<html><body>{body}"));
    }
}

#[test]
fn short_pages_come_without_what_readers_and_machines_add() {
    let article = "<h1>Talks go on in Cairo</h1><p>The talks went on for a third day, officials said.</p><p>No date was set for more.</p>";
    for added in [
        "<section id=\"comments\"><h2>Comments</h2><p>Not a word of it is true.</p><p>I was there.</p><p>So was I, and it is true.</p></section>",
        "<div class=\"comment-respond\"><p>Leave a word for the writer.</p></div>",
        "<aside class=\"related\"><h3>Related</h3><ul><li>Minister resigns</li><li>Price of bread</li></ul></aside>",
        "<div class=\"related-articles\"><article><h2>Minister resigns</h2><p>He left on Monday.</p></article></div>",
        "<div class=\"most-read\"><ol><li>Minister resigns</li></ol></div>",
        "<div role=\"complementary\"><p>Minister resigns</p></div>",
        "<div id=\"cookie-banner\"><p>We keep cookies of all kinds.</p></div>",
    ] {
        let draft = read_page(&format!(
            "<html><head><title>Talks go on in Cairo</title></head><body>{article}{added}</body></html>"
        ));
        assert_eq!(draft.headline.as_deref(), Some("Talks go on in Cairo"), "{added}");
        assert_eq!(
            texts(&draft),
            ["The talks went on for a third day, officials said.", "No date was set for more."],
            "{added}"
        );
    }
}

#[test]
fn a_name_said_of_the_article_takes_nothing_away() {
    for class in ["trending", "related", "newsletter", "recommended"] {
        let draft = read_page(&format!(
            "<html><head><title>Talks go on</title></head><body><div class=\"{class}\"><h1>Talks go on</h1>{PARAGRAPHS}</div></body></html>"
        ));
        assert_eq!(texts(&draft).len(), 4, "{class}: {:?}", texts(&draft));
        let draft = read_page(&format!(
            "<html><head><title>Talks go on</title></head><body><h1>Talks go on</h1><div class=\"{class}\">{PARAGRAPHS}</div></body></html>"
        ));
        assert_eq!(texts(&draft).len(), 4, "{class}: {:?}", texts(&draft));
    }
}

#[test]
fn authors_in_json_ld_are_never_references() {
    let head = r##"<title>Talks go on</title><script type="application/ld+json">
        {"@graph": [{"@type": "NewsArticle", "headline": "Talks go on", "author": [{"@id": "#a1"}], "publisher": {"@id": "#pub"}, "datePublished": "2024-03-05",},
        {"@type": "Person", "@id": "#a1", "name": "Jane Doe"}]}</script>
        <script type="application/ld+json">{"@type": "NewsMediaOrganization", "@id": "#pub", "name": "Daily Example"}</script>"##;
    let draft = read_page(&page(head, "<h1>Talks go on</h1>"));
    assert_eq!((draft.byline.as_deref(), draft.publisher.as_deref()), (Some("Jane Doe"), Some("Daily Example")));
    assert_eq!(draft.dates[0].text, "2024-03-05");
    let lost =
        head.replace("\"@id\": \"#a1\", \"name\"", "\"alias\"").replace("\"@id\": \"#pub\", \"name\"", "\"alias\"");
    let draft = read_page(&page(&lost, "<h1>Talks go on</h1>"));
    assert_eq!((draft.byline, draft.publisher), (None, None));
}

#[test]
fn claims_that_a_page_checks_are_found_by_speaker_and_rating() {
    let html = "<!DOCTYPE html><html lang='en'><head><title>Do berths cost more?</title><script type='application/ld+json'>{\"@type\": \"ClaimReview\", \"datePublished\": \"2016-06-22\", \"claimReviewed\": \"Berths cost ten times more\", \"itemReviewed\": {\"@type\": \"Claim\", \"author\": {\"@type\": \"Person\", \"name\": \"John Roe\"}}, \"reviewRating\": {\"ratingValue\": \"1\", \"bestRating\": \"5\"}}</script></head><body><article><h1>Do berths cost more?</h1><p>The council of the harbour met on Monday to settle the price of its berths, as it does each year.</p></article></body></html>";
    let found = super::super::testing::articles("a.html", html.as_bytes());
    assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2016-06-22"));
    let lines = ["Claim: Berths cost ten times more", "Claim by: John Roe", "Rating: 1 of 5"];
    assert_eq!(found[0].sections[0].paragraphs, lines);
}
