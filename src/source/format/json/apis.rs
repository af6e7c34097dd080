//! What interfaces and archives of news answer, in their own names; the texts are made up.

use super::super::testing::{articles, headlines, outcomes};
use crate::article::Article;
use crate::source::read::ReadOptions;

fn read(text: &str) -> Vec<Article> {
    let (articles, others) = outcomes("answer.json", text.as_bytes(), &ReadOptions::default());
    assert!(others.is_empty(), "{others:?}");
    articles
}

fn only(text: &str) -> Article {
    let mut articles = read(text);
    assert_eq!(articles.len(), 1, "{text}");
    articles.remove(0)
}

fn paragraphs(article: &Article) -> Vec<&str> {
    let rest = article.sections.iter().flat_map(|section| &section.paragraphs).map(String::as_str);
    std::iter::once(article.lede.as_str()).chain(rest).collect()
}

fn facts(article: &Article) -> [Option<&str>; 4] {
    [
        Some(article.headline.text.as_str()),
        article.byline.as_deref(),
        article.publisher.as_deref(),
        article.url.as_deref(),
    ]
}

fn day(article: &Article) -> Option<String> {
    article.date.as_ref().filter(|date| date.certain).map(ToString::to_string)
}

#[test]
fn new_york_times() {
    let article = only(
        r#"{"status": "OK", "response": {"docs": [{"abstract": "A second round of talks is planned.", "web_url": "https://example.com/1",
        "snippet": "A second round of talks is planned.", "lead_paragraph": "CAIRO — The talks went on for a third day on Tuesday.",
        "source": "The Example Times", "multimedia": [{"caption": "Delegates leaving the hotel by the river at night.", "url": "images/1.jpg"}],
        "headline": {"main": "Talks Go On", "kicker": null, "print_headline": "Talks Go On in Cairo"}, "pub_date": "2024-03-05T10:00:00+0000",
        "byline": {"original": "By Jane Doe", "person": []}, "section_name": "World", "_id": "x://1", "word_count": 900,
        "keywords": [{"name": "persons", "value": "Roe, John", "rank": 1}, {"name": "glocations", "value": "Cairo"}]}]}}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Talks Go On"), Some("Jane Doe"), Some("The Example Times"), Some("https://example.com/1")]
    );
    assert_eq!((day(&article).as_deref(), article.rubric.as_deref()), (Some("2024-03-05"), Some("World")));
    assert_eq!(article.dateline.as_deref(), Some("CAIRO"));
    assert_eq!(
        paragraphs(&article),
        [
            "CAIRO — The talks went on for a third day on Tuesday.",
            "A second round of talks is planned.",
            "Delegates leaving the hotel by the river at night."
        ]
    );
    let noted = |name: &str, value: &str| article.metadata.contains(&(name.into(), value.into()));
    assert!(noted("person", "Roe, John") && noted("place", "Cairo"), "{:?}", article.metadata);
}

#[test]
fn guardian() {
    let article = only(
        r#"{"response": {"status": "ok", "total": 1, "results": [{"id": "world/2024/mar/05/talks", "type": "article", "sectionName": "World news",
        "webPublicationDate": "2024-03-05T10:00:00Z", "webTitle": "Talks go on", "webUrl": "https://example.com/talks",
        "fields": {"headline": "Talks go on", "byline": "Jane Doe", "publication": "example.com", "trailText": "Both sides are <strong>tired</strong>",
        "standfirst": "<p>Both sides are <strong>tired</strong></p>", "bodyText": "The talks went on for a third day on Tuesday."}}]}}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Talks go on"), Some("Jane Doe"), Some("example.com"), Some("https://example.com/talks")]
    );
    assert_eq!((day(&article).as_deref(), article.rubric.as_deref()), (Some("2024-03-05"), Some("World news")));
    assert_eq!(paragraphs(&article), ["The talks went on for a third day on Tuesday.", "Both sides are tired"]);
}

#[test]
fn news_api_and_gnews() {
    let text = r#"{"status": "ok", "totalResults": 2, "articles": [{"source": {"id": "example", "name": "Example"}, "author": "Jane Doe",
        "title": "Talks go on in Cairo - Example", "description": "Mediators are hopeful.", "url": "https://example.com/1", "urlToImage": "x",
        "publishedAt": "2024-03-05T12:31:00Z", "content": "The talks went on for a third day… [+2345 chars]"},
        {"source": {"id": null, "name": "[Removed]"}, "author": null, "title": "[Removed]", "description": "[Removed]",
        "url": "https://removed.com", "publishedAt": "1970-01-01T00:00:00Z", "content": "[Removed]"}]}"#;
    let (articles, others) = outcomes("answer.json", text.as_bytes(), &ReadOptions::default());
    assert_eq!(others, ["2: empty"]);
    let article = &articles[0];
    assert_eq!(
        facts(article),
        [Some("Talks go on in Cairo"), Some("Jane Doe"), Some("Example"), Some("https://example.com/1")]
    );
    assert_eq!(paragraphs(article), ["The talks went on for a third day…", "Mediators are hopeful."]);
    assert_eq!(day(article).as_deref(), Some("2024-03-05"));
}

#[test]
fn media_stack_and_event_registry() {
    let article = only(
        r#"{"pagination": {"limit": 25}, "data": [{"author": "Jane Doe", "title": "Talks go on", "description": "No date is set.",
        "url": "https://example.com/1", "source": "Daily Example", "image": null, "category": "general", "language": "en", "country": "eg",
        "published_at": "2024-03-05T05:20:13+00:00"}]}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Talks go on"), Some("Jane Doe"), Some("Daily Example"), Some("https://example.com/1")]
    );
    assert_eq!((article.lede.as_str(), article.rubric.as_deref()), ("No date is set.", Some("general")));
    let article = only(
        r#"{"articles": {"page": 1, "results": [{"uri": "8031", "lang": "deu", "isDuplicate": false, "date": "2024-03-05", "time": "10:00:00",
        "dateTimePub": "2024-03-05T09:58:00Z", "dataType": "news", "url": "https://example.com/1", "title": "Gespräche gehen weiter",
        "body": "Die Gespräche in Kairo gingen am Dienstag weiter.", "source": {"uri": "example.com", "dataType": "news", "title": "Tagesbeispiel"},
        "authors": [{"uri": "jane@example.com", "name": "Jane Doe", "type": "author"}], "sentiment": -0.2, "wgt": 4}]}}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Gespräche gehen weiter"), Some("Jane Doe"), Some("Tagesbeispiel"), Some("https://example.com/1")]
    );
    assert_eq!((day(&article).as_deref(), article.language.as_deref()), (Some("2024-03-05"), Some("de")));
}

#[test]
fn gdelt_and_webhose() {
    let article = only(
        r#"{"articles": [{"url": "https://example.com/1", "url_mobile": "", "title": "Talks go on in Cairo", "seendate": "20240305T101500Z",
        "socialimage": "", "domain": "example.com", "language": "English", "sourcecountry": "Egypt"}]}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Talks go on in Cairo"), None, Some("example.com"), Some("https://example.com/1")]
    );
    assert_eq!((day(&article).as_deref(), article.language.as_deref()), (Some("2024-03-05"), Some("en")));
    assert_eq!(article.metadata, [("sourcecountry".to_owned(), "Egypt".to_owned())]);
    let article = only(
        r#"{"posts": [{"thread": {"uuid": "1", "url": "https://example.com/t", "site_full": "www.example.com", "site": "example.com",
        "title": "Talks go on", "published": "2024-03-05T10:00:00.000+02:00", "country": "EG"}, "uuid": "2", "url": "https://example.com/1",
        "author": "Jane Doe", "published": "2024-03-05T10:00:00.000+02:00", "title": "Talks go on in Cairo", "text": "No date is set.",
        "language": "english", "entities": {"persons": [{"name": "john roe", "sentiment": "none"}], "organizations": [], "locations": []}}]}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Talks go on in Cairo"), Some("Jane Doe"), Some("example.com"), Some("https://example.com/1")]
    );
    assert_eq!(article.external_id.as_deref(), Some("2"));
    assert!(article.metadata.contains(&("person".into(), "john roe".into())), "{:?}", article.metadata);
}

#[test]
fn common_crawl_news_and_media_cloud() {
    let article = only(
        r#"{"authors": ["Jane Doe"], "date_download": "2024-04-01 00:00:00", "date_modify": null, "date_publish": "2024-03-05 10:00:00",
        "description": "The talks went on for a third…", "filename": "x.html", "image_url": null, "language": "en", "localpath": null,
        "maintext": "The talks went on for a third day on Tuesday.", "source_domain": "example.com", "title": "Talks go on",
        "title_page": null, "title_rss": null, "url": "https://example.com/1"}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("Talks go on"), Some("Jane Doe"), Some("example.com"), Some("https://example.com/1")]
    );
    assert_eq!((day(&article).as_deref(), paragraphs(&article).len()), (Some("2024-03-05"), 1));
    let table = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n1,2024-03-06 10:00:00,en,Daily Example,example.com,2024-03-05,Talks go on,https://example.com/1\n";
    let (articles, _) = outcomes("answer.csv", table.as_bytes(), &ReadOptions::default());
    assert_eq!(facts(&articles[0]), [Some("Talks go on"), None, Some("Daily Example"), Some("https://example.com/1")]);
    assert_eq!(day(&articles[0]).as_deref(), Some("2024-03-05"));
}

#[test]
fn libraries_with_newspapers() {
    let article = only(
        r#"{"query": "x", "zone": [{"name": "newspaper", "records": {"s": "*", "n": "1", "article": [{"id": "1", "url": "/newspaper/1",
        "heading": "THE HARBOUR COMMISSION.", "category": "Article", "title": {"id": "35", "value": "The Example Herald (NSW : 1842 - 1954)"},
        "date": "1916-02-05", "page": 7, "troveUrl": "https://example.com/article/1",
        "articleText": "<p><span>The commission met and said that the</span><span> work would go on.</span></p>"}]}}]}"#,
    );
    assert_eq!(
        facts(&article),
        [
            Some("THE HARBOUR COMMISSION."),
            None,
            Some("The Example Herald (NSW : 1842 - 1954)"),
            Some("https://example.com/article/1")
        ]
    );
    assert_eq!(paragraphs(&article), ["The commission met and said that the work would go on."]);
    assert_eq!(day(&article).as_deref(), Some("1916-02-05"));
    let article = only(
        r#"{"totalItems": 1, "items": [{"sequence": 1, "id": "/lccn/x/1916-09-10/ed-1/seq-1/", "date": "19160910", "type": "page",
        "title": "The daily example. [volume]", "language": ["English"], "ocr_eng": "The commission met\nand said that the work\nwould go on.\n",
        "url": "https://chroniclingamerica.loc.gov/x.json"}]}"#,
    );
    assert_eq!(
        facts(&article),
        [Some("The daily example. [volume]"), None, None, Some("https://chroniclingamerica.loc.gov/x.json")]
    );
    assert_eq!(paragraphs(&article), ["The commission met and said that the work would go on."]);
    assert_eq!(day(&article).as_deref(), Some("1916-09-10"));
}

#[test]
fn an_article_with_a_list_of_categories_is_one_article() {
    let article = only(
        r#"{"title": "Talks go on", "content": "The talks went on for a third day.", "category": [{"id": 3, "name": "World"}],
        "records": [{"id": 1}]}"#,
    );
    assert_eq!(article.headline.text, "Talks go on");
}

#[test]
fn tables_are_read_by_rows_whichever_way_they_lie() {
    let long = "The council of the harbour met on Monday.";
    let columns = format!(
        "{{\"title\": {{\"0\": \"A\", \"1\": \"B\"}}, \"text\": {{\"0\": \"{long}\", \"1\": \"y\"}}, \"date\": {{\"0\": 1546365600000, \"1\": null}}}}"
    );
    let lists =
        format!("{{\"title\": [\"A\", \"B\"], \"text\": [\"{long}\", \"y\"], \"date\": [\"2019-01-01\", null]}}");
    let index = format!(
        "{{\"0\": {{\"title\": \"A\", \"text\": \"{long}\", \"date\": \"2019-01-01\"}}, \"1\": {{\"title\": \"B\", \"text\": \"y\"}}}}"
    );
    let split = format!(
        "{{\"columns\": [\"title\", \"text\", \"date\"], \"index\": [7, 8], \"data\": [[\"A\", \"{long}\", \"2019-01-01\"], [\"B\", \"y\", null]]}}"
    );
    let rows = format!("[[\"title\", \"text\", \"date\"], [\"A\", \"{long}\", \"2019-01-01\"], [\"B\", \"y\", null]]");
    let wrapped = format!(
        "{{\"rows\": [{{\"row_idx\": 0, \"row\": {{\"title\": \"A\", \"text\": \"{long}\", \"date\": \"2019-01-01\"}}}}, {{\"row_idx\": 1, \"row\": {{\"title\": \"B\", \"text\": \"y\"}}}}], \"num_rows_total\": 2}}"
    );
    for (text, places) in [
        (columns, ["0", "1"]),
        (lists, ["1", "2"]),
        (index, ["0", "1"]),
        (split, ["7", "8"]),
        (rows, ["1", "2"]),
        (wrapped, ["1", "2"]),
    ] {
        let found = articles("a.json", text.as_bytes());
        assert_eq!(headlines(&found), [(places[0], "A"), (places[1], "B")], "{text}");
        assert_eq!(found[0].lede, long);
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2019-01-01"), "{text}");
    }
    let one = "{\"title\": {\"rendered\": \"A\"}, \"content\": {\"rendered\": \"x\"}}";
    assert_eq!(headlines(&articles("a.json", one.as_bytes())), [("-", "A")]);
}

#[test]
fn claims_are_found_by_claim_speaker_and_rating() {
    let review = "{\"@type\": \"ClaimReview\", \"datePublished\": \"2016-06-22\", \"url\": \"https://example.org/1\", \"claimReviewed\": \"Berths cost ten times more\",
        \"author\": {\"@type\": \"Organization\", \"name\": \"Example Facts\"}, \"itemReviewed\": {\"author\": {\"name\": \"John Roe\"}},
        \"reviewRating\": {\"ratingValue\": 1, \"bestRating\": 5, \"alternateName\": \"False\"}}";
    let feed = format!(
        "{{\"@type\": \"DataFeed\", \"dataFeedElement\": [{{\"@type\": \"DataFeedItem\", \"url\": \"https://example.org/1\", \"item\": [{review}]}}]}}"
    );
    for text in [review.to_owned(), feed] {
        let found = articles("a.json", text.as_bytes());
        assert_eq!(found[0].headline.text, "Berths cost ten times more");
        let texts: Vec<&str> = found[0].blocks().skip(1).map(|block| block.text).collect();
        assert_eq!(texts, ["Claim: Berths cost ten times more", "Claim by: John Roe", "Rating: False"]);
        assert_eq!(
            (found[0].publisher.as_deref(), found[0].url.as_deref()),
            (Some("Example Facts"), Some("https://example.org/1"))
        );
    }
    let tools = "{\"claims\": [{\"text\": \"Berths cost ten times more\", \"claimant\": \"John Roe\", \"claimDate\": \"2016-06-20T00:00:00Z\",
        \"claimReview\": [{\"publisher\": {\"name\": \"Example Facts\"}, \"url\": \"https://example.org/1\", \"title\": \"Do berths cost more?\",
        \"reviewDate\": \"2016-06-22T00:00:00Z\", \"textualRating\": \"False\", \"languageCode\": \"en\"}]}]}";
    let found = articles("a.json", tools.as_bytes());
    assert_eq!(headlines(&found), [("1", "Do berths cost more?")]);
    assert_eq!(
        (found[0].lede.as_str(), found[0].publisher.as_deref()),
        ("Berths cost ten times more", Some("Example Facts"))
    );
    assert_eq!(found[0].sections[0].paragraphs, ["Claim by: John Roe", "Example Facts: False"]);
    let bare = "{\"id\": 7, \"label\": \"SUPPORTS\", \"claim\": \"Jane Doe chaired the harbour council.\"}\n";
    assert_eq!(articles("a.jsonl", bare.as_bytes())[0].sections[0].paragraphs, ["label: SUPPORTS"]);
}

#[test]
fn newspapers_with_short_names_and_papers_that_put_pictures_first_are_read() {
    let short = "{\"id\": \"GDL-1998-01-02-a-i0001\", \"d\": \"1998-01-02\", \"lg\": \"fr\", \"pp\": [1], \"t\": \"Les taxes\", \"ft\": \"Le conseil s'est réuni lundi.\", \"ppreb\": [{\"t\": [{\"tx\": \"Le\"}]}]}\n";
    let found = articles("GDL-1998.jsonl", short.as_bytes());
    assert_eq!(
        (found[0].headline.text.as_str(), found[0].lede.as_str()),
        ("Les taxes", "Le conseil s'est réuni lundi.")
    );
    assert_eq!((found[0].publisher.as_deref(), found[0].language.as_deref()), (Some("GDL"), Some("fr")));
    assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1998-01-02"));
    let paper = "{\"id\": \"b2\", \"article_url\": \"https://example.com/2011/12/31/a_story.html\", \"title\": \"Fees settled\", \"published_date\": 1325376562000, \"contents\": [
        {\"type\": \"image\", \"fullcaption\": \"The harbour at dawn on Saturday, seen from the customs house.\", \"imageURL\": \"https://example.com/a.jpg\"},
        {\"type\": \"sanitized_html\", \"subtype\": \"paragraph\", \"content\": \"<span class=\\\"dateline\\\">EASTERHAVEN, Md. —</span> The council met on Monday.\"},
        {\"type\": \"sanitized_html\", \"subtype\": \"paragraph\", \"content\": \"Nobody pays more.\"}, null]}\n";
    let found = articles("a.json", paper.as_bytes());
    assert_eq!(found[0].lede, "EASTERHAVEN, Md. — The council met on Monday.");
    assert_eq!(
        found[0].sections[0].paragraphs,
        ["Nobody pays more.", "The harbour at dawn on Saturday, seen from the customs house."]
    );
    assert_eq!(found[0].url.as_deref(), Some("https://example.com/2011/12/31/a_story.html"));
}

#[test]
fn a_text_alone_says_its_headline_and_day_above_it() {
    let line = |text: &str| format!("{{\"text\": \"{text}\"}}\n");
    let found = articles(
        "a.jsonl",
        line("Fees are settled\\n\\nMonday, November 15, 2004\\n\\nThe council met on Monday.\\n\\nNobody pays more.")
            .as_bytes(),
    );
    assert_eq!((found[0].headline.text.as_str(), found[0].headline.derived), ("Fees are settled", false));
    assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2004-11-15"));
    assert_eq!(found[0].lede, "The council met on Monday.");
    let twice = "{\"title\": \"Fees are settled\", \"publisher\": \"www.example.co.uk\", \"text\": \"Fees are settled\\n\\nThe council met on Monday.\"}\n";
    let found = articles("a.jsonl", twice.as_bytes());
    assert_eq!(
        (found[0].lede.as_str(), found[0].publisher.as_deref()),
        ("The council met on Monday.", Some("example.co.uk"))
    );
}
