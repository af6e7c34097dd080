//! What a page says of its article: JSON-LD, Open Graph, meta tags, `time` elements, microdata.
//!
//! In this order of trust. Reads a tree, changes nothing. The surprise: `og:title` and `title` carry the name of the site
//! behind a bar or dash, which is no part of the headline.

use std::sync::LazyLock;

use dom_query::{Document, Matcher, NodeRef};
use serde_json::Value;

use super::json_ld::Blocks;
use super::saved::Saved;
use crate::article::DatePrecision;
use crate::source::address::{Address, host_of, is_site, is_web_address, site_address};
use crate::source::date::{self, ParsedDate};
use crate::source::draft::{Draft, fill};
use crate::source::format::json::particular::claim_lines;
use crate::source::markup;
use crate::source::record::text_of;

/// What was found, the most trusted first where there are several.
#[derive(Debug, Default)]
pub(super) struct Facts {
    headlines: Vec<String>,
    dates: Vec<String>,
    bylines: Vec<String>,
    publishers: Vec<String>,
    rubrics: Vec<String>,
    urls: Vec<String>,
    languages: Vec<String>,
    keywords: Vec<String>,
    /// The text of the article as the page repeats it for machines.
    pub body: Option<String>,
    title: Option<String>,
    /// What addresses without a host belong to.
    base: Option<String>,
    /// What a fact-checker found of which claim, a line each.
    claims: Vec<String>,
    /// When the page was saved.
    saved: Option<String>,
}

/// Names of meta tags and what they tell, in the order of trust.
const HEADLINES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "hdl",
    "sailthru.title",
    "parsely-title",
    "headline",
    "title",
];
const PUBLISHED: &[&str] =
    &["article:published_time", "og:article:published_time", "og:published_time", "datepublished"];
const DATES: &[&str] = &[
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "published_time",
    "publication_date",
    "publication-date",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "article.published",
    "displaydate",
    "ptime",
    "pdate",
    "dat",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "article:post_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "article_date_original",
    "rbpubdate",
    "originalpublicationdate",
    "timestamp",
    "created",
    "shareaholic:article_published_time",
    "last_updated_date",
    "article:modified_time",
];
const BYLINES: &[&str] = &[
    "author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "article:author",
    "og:author",
    "twitter:creator_name",
];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "source",
    "article:publisher",
];
const RUBRICS: &[&str] =
    &["article:section", "section", "og:section", "parsely-section", "cg", "category", "sectionname", "article:tag"];
const LANGUAGES: &[&str] = &["og:locale", "language", "dc.language", "content-language"];
const KEYWORDS: &[&str] = &["news_keywords", "keywords", "article:tag", "parsely-tags"];

/// Elements that say that they hold the date of publication.
const MARKED_AS_PUBLISHED: &[&str] =
    &["time[itemprop='datePublished']", "time[pubdate]", "article time[datetime]", "[itemprop='datePublished']"];

/// Elements that hold some date.
const MARKED_AS_DATE: &[&str] = &[
    "time[datetime]",
    "abbr.published",
    ".published",
    ".entry-date",
    ".dateline",
    ".pubdate",
    ".publish-date",
    ".timestamp",
    ".article-date",
    ".date",
    "[class*='publish']",
    "[class*='timestamp']",
    "[class*='date']",
    "[id*='date']",
];

/// Elements that say who wrote it.
const MARKED_AS_AUTHOR: &[&str] = &[
    "[itemprop='author'] [itemprop='name']",
    "[itemprop='author']",
    "a[rel='author']",
    ".byline",
    ".author",
    "[class*='byline']",
];

/// Selectors of which each is asked for by itself, and their elements are found in one walk through a page.
struct Marks {
    any: Matcher,
    each: Vec<Matcher>,
}

impl Marks {
    fn new(selectors: &[&str]) -> Marks {
        let matcher = |selector: &str| Matcher::new(selector).expect("a selector of ours");
        Marks {
            any: matcher(&selectors.join(", ")),
            each: selectors.iter().map(|selector| matcher(selector)).collect(),
        }
    }

    /// For each selector the elements that it finds, in the order of the page.
    fn find<'d>(&self, document: &'d Document) -> Vec<Vec<NodeRef<'d>>> {
        let found = document.select_matcher(&self.any);
        let of = |one: &Matcher| found.nodes().iter().filter(|node| one.match_element(*node)).copied().collect();
        self.each.iter().map(of).collect()
    }
}

static PUBLISHED_MARKS: LazyLock<Marks> = LazyLock::new(|| Marks::new(MARKED_AS_PUBLISHED));
static DATE_MARKS: LazyLock<Marks> = LazyLock::new(|| Marks::new(MARKED_AS_DATE));
static AUTHOR_MARKS: LazyLock<Marks> = LazyLock::new(|| Marks::new(MARKED_AS_AUTHOR));

/// Reads everything a page says of itself.
pub(super) fn read_facts(document: &Document) -> Facts {
    let mut facts = Facts::default();
    let mut blocks = Blocks::default();
    document.select("script[type*='ld+json']").iter().for_each(|script| blocks.add(&script.text()));
    blocks.values.iter().for_each(|value| read_json_ld(value, &blocks, &mut facts));
    read_meta_tags(document, &mut facts);
    let text_of = |selector: &str| {
        let found = document.select_single(selector);
        found.exists().then(|| found.text().trim().to_owned()).filter(|text| !text.is_empty())
    };
    facts.title = text_of("head title").or_else(|| text_of("title"));
    let canonical = document.select_single("link[rel='canonical']").attr("href");
    facts.urls.extend(canonical.map(|url| url.to_string()));
    let base = document.select_single("base").attr("href").map(|url| url.trim().to_owned());
    facts.base = base.filter(|url| is_web_address(url));
    read_elements(document, &mut facts);
    facts
}

fn read_meta_tags(document: &Document, facts: &mut Facts) {
    let mut tags: Vec<(String, String)> = Vec::new();
    let mut items: Vec<(String, String)> = Vec::new();
    for tag in document.select("meta").iter() {
        let name = ["property", "name", "http-equiv"].iter().find_map(|key| tag.attr(key));
        let item = if name.is_none() { tag.attr("itemprop") } else { None };
        let Some(content) = tag.attr("content").map(|content| content.trim().to_owned()) else { continue };
        if content.is_empty() {
            continue;
        }
        match (name, item) {
            (Some(name), _) => tags.push((name.to_ascii_lowercase(), content)),
            (None, Some(item)) => items.push((item.to_ascii_lowercase(), content)),
            (None, None) => {}
        }
    }
    // Items that repeat are those of related articles.
    let once = |item: &str| items.iter().filter(|(name, _)| name == item).count() == 1;
    tags.extend(items.iter().filter(|(name, _)| once(name)).cloned());
    let values = |names: &[&str]| -> Vec<String> {
        let found = names.iter().flat_map(|name| tags.iter().filter(move |(key, _)| key == name));
        found.map(|(_, content)| content.clone()).collect()
    };
    facts.headlines.extend(values(HEADLINES).into_iter().filter(|text| !text.starts_with("http")));
    facts.dates.extend(values(PUBLISHED));
    // A record of a traffic service, in JSON inside the tag.
    for record in values(&["parsely-page"]) {
        if let Ok(value) = serde_json::from_str::<Value>(&record) {
            let get = |key: &str| value.get(key).and_then(|value| text_of(value, ", "));
            facts.dates.extend(get("pub_date"));
            facts.bylines.extend(get("author").or_else(|| get("authors")));
            facts.rubrics.extend(get("section"));
        }
    }
    facts.dates.extend(marked_dates(document, &PUBLISHED_MARKS));
    facts.dates.extend(values(DATES));
    facts.bylines.extend(values(BYLINES));
    facts.publishers.extend(values(PUBLISHERS));
    facts.rubrics.extend(values(RUBRICS));
    facts.urls.extend(values(&["og:url"]));
    facts.languages.extend(values(LANGUAGES));
    facts.keywords.extend(values(KEYWORDS));
}

/// Elements that carry facts in their attributes, and those whose class says what they are.
fn read_elements(document: &Document, facts: &mut Facts) {
    let html = document.select_single("html");
    // What the page declares for itself counts before the locale of its social tags.
    for name in ["lang", "xml:lang"] {
        if let Some(language) = html.attr(name) {
            facts.languages.insert(0, language.to_string());
        }
    }
    facts.dates.extend(marked_dates(document, &DATE_MARKS));
    for found in AUTHOR_MARKS.find(document) {
        let text = found.first().map(NodeRef::text).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if looks_like_names(&text) {
            facts.bylines.push(text);
        }
    }
    for selector in ["[itemprop='headline']", "article h1", "h1"] {
        let found = document.select(selector);
        if found.length() == 1 {
            facts.headlines.push(found.text().split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// The first date in the elements that each of some selectors finds.
fn marked_dates(document: &Document, marks: &Marks) -> Vec<String> {
    let dated = |node: &NodeRef<'_>| {
        let attributes = ["datetime", "content", "title"].iter().filter_map(|key| node.attr(key));
        let mut texts =
            attributes.map(|text| text.to_string()).chain(std::iter::once_with(|| node.text().trim().to_owned()));
        texts.find(|text| date::parse(text, None).is_some())
    };
    marks.find(document).iter().filter_map(|found| found.iter().take(5).find_map(dated)).collect()
}

/// A byline is short and has no sentences in it.
fn looks_like_names(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=12).contains(&words) && text.len() <= 100 && !text.starts_with("http") && text.chars().any(char::is_alphabetic)
}

/// Fills `facts` from one block of JSON-LD, however it is nested.
fn read_json_ld(value: &Value, blocks: &Blocks, facts: &mut Facts) {
    let mut queue = vec![value];
    let mut seen = 0;
    while let Some(value) = queue.pop() {
        seen += 1;
        match value {
            _ if seen > 500 => return,
            Value::Array(items) => queue.extend(items.iter().rev()),
            Value::Object(object) => {
                if is_article(value) {
                    add_json_ld(value, blocks, facts);
                }
                if let Some(lines) = claim_lines(object, false) {
                    facts.claims.extend(lines);
                    facts.dates.extend(object.get("datePublished").and_then(|date| text_of(date, ", ")));
                }
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"];
                queue.extend(inner.iter().filter_map(|key| object.get(*key)).filter(|inner| !inner.is_string()));
            }
            _ => {}
        }
    }
}

fn is_article(value: &Value) -> bool {
    let named = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "OpinionNewsArticle" | "Review" | "CreativeWork")
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn add_json_ld(value: &Value, blocks: &Blocks, facts: &mut Facts) {
    let get = |key: &str| value.get(key).and_then(|value| text_of(value, ", "));
    facts.headlines.extend(get("headline").or_else(|| get("name")).map(|text| markup::read_line(&text)));
    facts.dates.extend(["datePublished", "dateCreated", "dateModified"].iter().filter_map(|key| get(key)));
    let named = |key: &str| value.get(key).and_then(|value| blocks.names_of(value));
    facts.bylines.extend(named("author").or_else(|| named("creator")));
    facts.publishers.extend(named("publisher"));
    facts.rubrics.extend(get("articleSection"));
    facts.languages.extend(get("inLanguage"));
    facts.keywords.extend(get("keywords"));
    if let Some(Value::String(url)) = value.get("url") {
        facts.urls.push(url.clone());
    }
    if facts.body.is_none() {
        facts.body = get("articleBody");
    }
}

impl Facts {
    /// Adds what the extractor found, which comes after what the page says.
    pub fn add_extracted(&mut self, byline: Option<&str>, site: Option<&str>, title: &str) {
        self.bylines.extend(byline.filter(|text| looks_like_names(text)).map(str::to_owned));
        self.publishers.extend(site.map(str::to_owned));
        self.headlines.push(title.to_owned());
    }

    /// Adds what a program wrote that saved the page, which comes after what the page says.
    pub fn add_saved(&mut self, saved: Option<Saved>) {
        if let Some(Saved { url, day }) = saved {
            self.base.get_or_insert_with(|| url.clone());
            self.urls.push(url);
            self.saved = day;
        }
    }

    /// The address of the page: a whole one, and not that of its site when it names another.
    fn address(&mut self) -> Option<String> {
        let base = self.base.take();
        let mut urls = std::mem::take(&mut self.urls);
        for url in &mut urls {
            if url.starts_with("//") {
                url.insert_str(0, "https:");
            } else if let (true, Some(base)) = (url.starts_with('/'), &base) {
                *url = format!("{}{url}", site_address(base));
            }
        }
        // Copies that search engines keep name the page so; most others a folder.
        urls.extend(base.filter(|base| !base.ends_with('/')));
        let whole = || urls.iter().filter(|url| url.starts_with("http"));
        whole().find(|url| !is_site(url)).or_else(|| whole().next()).cloned()
    }

    /// Puts the facts into a draft.
    pub fn fill(mut self, draft: &mut Draft) {
        let publisher = self.publishers.iter().find(|name| !name.starts_with("http") && name.chars().count() < 80);
        if let Some(publisher) = publisher {
            fill(&mut draft.publisher, publisher.trim_start_matches('@'));
        }
        fill(&mut draft.url, self.address().unwrap_or_default());
        let host = draft.url.as_deref().and_then(site_of);
        let sites: Vec<&str> = draft.publisher.as_deref().into_iter().chain(host).collect();
        let titles = self.headlines.iter().chain(&self.title).map(|text| unescaped(text));
        let mut titles = titles.map(|text| sites.iter().fold(text, |text, site| without_site(&text, site)));
        if let Some(headline) = titles.find(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= 3) {
            fill(&mut draft.headline, headline);
        }
        let mut bylines = self.bylines.iter().filter(|text| text.chars().any(char::is_alphabetic));
        if let Some(byline) = bylines.find(|text| !is_address(text)) {
            fill(&mut draft.byline, unescaped(byline));
        }
        self.rubrics
            .into_iter()
            .find(|text| text.chars().count() < 80)
            .into_iter()
            .for_each(|text| fill(&mut draft.rubric, text));
        draft.weak_dates.extend(self.saved);
        draft.beside.extend(self.claims);
        for language in self.languages {
            fill(&mut draft.language, language);
        }
        let address = draft.url.as_deref().and_then(Address::read).and_then(|address| address.date());
        // Blogs leave their own day of birth in the tags of every page; a date of the month in the address is the page's.
        let month = address.map(|found| found.date).filter(|date| date.precision > DatePrecision::Year);
        let month = month.map(|date| month_of(&date));
        let in_month = |text: &String| month.is_some() && date::parse(text, None).map(|date| month_of(&date)) == month;
        let (first, rest): (Vec<String>, Vec<String>) = self.dates.into_iter().partition(in_month);
        for text in first.into_iter().chain(rest) {
            draft.date(text);
        }
        let day = address.filter(|found| found.certain && found.date.precision == DatePrecision::Day);
        if let Some(found) = day {
            draft.date(found.date.start.date().to_string());
        }
        for words in self.keywords.into_iter().take(1) {
            draft.note("keywords", words);
        }
    }
}

/// Bylines that are links to a profile, or mail addresses.
fn is_address(text: &str) -> bool {
    text.starts_with("http") || text.starts_with('@') || !text.contains(' ') && text.contains(['/', '@'])
}

fn month_of(date: &ParsedDate) -> (i16, i8) {
    (date.start.year(), date.start.month())
}

/// A value without the markup and entities in it: some sites escape their titles twice, and three times.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..3 {
        if !markup::is_markup(&text) {
            break;
        }
        text = markup::read_line(&text);
    }
    text
}

/// The name of a site in its address: `backstage` of `https://www.backstage.com/casting`.
fn site_of(url: &str) -> Option<&str> {
    let labels: Vec<&str> = host_of(url).split('.').collect();
    // The last label is a country or a kind; before a country may stand a kind: `co.uk`.
    let name = labels.iter().rev().skip(1).find(|label| label.len() > 3);
    name.copied().filter(|name| *name != "blogs" && *name != "news")
}

/// A title without the name of the site at its end or beginning.
fn without_site(title: &str, site: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let site = plain(site);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", "：", ": "] {
        let cuts = [title.rsplit_once(mark), title.split_once(mark).map(|(head, rest)| (rest, head))];
        for (kept, name) in cuts.into_iter().flatten() {
            let name = plain(name);
            let named = !name.is_empty()
                && (name == site
                    || site.len() >= 4 && (name.starts_with(&site) || site.starts_with(&name) && name.len() >= 4));
            if named && kept.chars().count() >= 10 {
                return kept.trim().to_owned();
            }
        }
    }
    title
}
