//! Addresses of articles: whose they are, and the original within the address of a copy.
//!
//! Reads texts and asks no network. The surprise: no list of all domains comes with the program, so a host is named as it is
//! but for `www.` and the like: `edition.cnn.com` stays what it is.

use std::borrow::Cow;

use super::date::{self, AddressDate};
use crate::article::DatePrecision;
pub(super) use crate::article::host_of;

/// Addresses are shorter than this; what is longer carries data.
const LONGEST: usize = 4000;

/// What stands before the host of the same site for other devices.
const PREFIXES: &[&str] = &["www.", "www2.", "www3.", "m.", "mobile.", "amp."];

/// Hosts that pass on, shorten, keep or sell what others published, with all below them.
const NO_PUBLISHERS: &[&str] = &[
    // Search engines and readers.
    "google.com",
    "googleusercontent.com",
    "googleapis.com",
    "feedburner.com",
    "bing.com",
    "duckduckgo.com",
    "baidu.com",
    "feedly.com",
    "inoreader.com",
    "newsblur.com",
    "instapaper.com",
    "getpocket.com",
    "pocket.co",
    "apple.news",
    "flip.it",
    "flipboard.com",
    "smartnews.com",
    "newsbreak.com",
    "feedspot.com",
    "12ft.io",
    "outline.com",
    // Short addresses.
    "t.co",
    "bit.ly",
    "buff.ly",
    "ow.ly",
    "dlvr.it",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "tinyurl.com",
    "trib.al",
    "cutt.ly",
    "rebrand.ly",
    "fb.me",
    "ift.tt",
    // Archives.
    "archive.org",
    "archive.today",
    "archive.is",
    "archive.ph",
    "archive.vn",
    "archive.fo",
    "archive.li",
    "archive.md",
    "archive-it.org",
    "perma.cc",
    "webcitation.org",
    "ghostarchive.org",
    "mementoweb.org",
    "freezepage.com",
    "webrecorder.net",
    "conifer.rhizome.org",
    // Libraries with scanned newspapers.
    "loc.gov",
    "nla.gov.au",
    "trove.nla.gov.au",
    "gallica.bnf.fr",
    "delpher.nl",
    "europeana.eu",
    "britishnewspaperarchive.co.uk",
    "newspapers.com",
    "newspaperarchive.com",
    "fultonhistory.com",
    "paperspast.natlib.govt.nz",
    "hathitrust.org",
    // Press databases and interfaces of news.
    "lexis.com",
    "lexisnexis.com",
    "nexis.com",
    "nexisuni.com",
    "factiva.com",
    "proquest.com",
    "europresse.com",
    "ebscohost.com",
    "gale.com",
    "jstor.org",
    "doi.org",
    "purl.org",
    "handle.net",
    "newsapi.org",
    "gnews.io",
    "mediastack.com",
    "eventregistry.org",
    "newsapi.ai",
    "webz.io",
    "guardianapis.com",
    "api.nytimes.com",
    // Places where anybody keeps files.
    "amazonaws.com",
    "cloudfront.net",
    "ampproject.org",
    "translate.goog",
    "dropbox.com",
    "githubusercontent.com",
    "1drv.ms",
    "sharepoint.com",
];

/// An address with the original that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address<'a> {
    /// The address that the publisher gave; of a copy in an archive that of the original.
    pub original: Cow<'a, str>,
    /// When an archive made the copy, as `2024-03-08`.
    pub captured: Option<String>,
}

/// Whether a text is the address of a page on the web and nothing else.
pub fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    is_web(text) && text.len() <= LONGEST && !text.contains(char::is_whitespace) && host_of(text).contains('.')
}

fn is_web(text: &str) -> bool {
    let scheme = text.get(..8).unwrap_or(text);
    let scheme = scheme.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

impl<'a> Address<'a> {
    /// Takes an address apart; [`None`] for what is none of the web.
    ///
    /// ```
    /// use dateline::source::address::Address;
    ///
    /// let copy = Address::read("https://web.archive.org/web/20240308101112/https://www.bbc.co.uk/news/1").expect("it is one");
    /// assert_eq!(copy.original, "https://www.bbc.co.uk/news/1");
    /// assert_eq!(copy.captured.as_deref(), Some("2024-03-08"));
    /// assert_eq!(copy.publisher().as_deref(), Some("bbc.co.uk"));
    /// ```
    pub fn read(url: &'a str) -> Option<Address<'a>> {
        let url = url.trim();
        if !is_web_address(url) {
            return None;
        }
        let plain = |original: &'a str| Address { original: Cow::Borrowed(original), captured: None };
        if let Some((before, original)) = nested(url) {
            let captured = before.rsplit('/').next().and_then(day_of_capture);
            return Some(Address { captured, ..plain(original) });
        }
        if let Some((original, captured)) = of_bare_copy(url) {
            return Some(Address { original: Cow::Owned(original), captured: Some(captured) });
        }
        let original = of_mobile_copy(url).or_else(|| of_translation(url)).or_else(|| of_redirection(url));
        Some(match original {
            Some(original) => Address { original: Cow::Owned(original), captured: None },
            None => plain(url),
        })
    }

    /// The host of the original by which a publisher is known; [`None`] for hosts that only pass on what others published.
    pub fn publisher(&self) -> Option<String> {
        let host = host_of(&self.original).to_ascii_lowercase();
        let last = host.rsplit('.').next()?;
        // Numbers, and names within a house.
        let named = last.len() >= 2 && !last.bytes().any(|byte| byte.is_ascii_digit()) || last.starts_with("xn--");
        if !named || matches!(last, "local" | "lan" | "internal" | "localhost" | "localdomain" | "onion") {
            return None;
        }
        if passes_on(&host) {
            return None;
        }
        let stripped = PREFIXES.iter().find_map(|prefix| host.strip_prefix(prefix)).filter(|rest| rest.contains('.'));
        Some(stripped.unwrap_or(&host).to_owned())
    }

    /// The date in the path of the original, unless the copy is older than that.
    pub fn date(&self) -> Option<AddressDate> {
        // What an archive has in its own addresses is the day of the copy.
        if passes_on(&host_of(&self.original).to_ascii_lowercase()) {
            return None;
        }
        let found = date::find_in_address(path_of(&self.original))?;
        let captured = self.captured.as_deref().and_then(|day| date::parse(day, None));
        // A day is granted to time zones.
        let later =
            captured.and_then(|day| day.start.date().tomorrow().ok()).is_some_and(|day| found.date.start.date() > day);
        (!later).then_some(found)
    }
}

/// Whether a host, in small letters, only passes on what others published.
fn passes_on(host: &str) -> bool {
    let below = |known: &&str| host.strip_suffix(*known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // google.de, news.google.co.uk
    host.starts_with("google.") || host.contains(".google.") || NO_PUBLISHERS.iter().any(below)
}

/// What follows the host, with the slash.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.find(['/', '?', '#']).map_or("", |at| &rest[at..])
}

/// Whether an address is that of a whole site.
pub fn is_site(url: &str) -> bool {
    matches!(path_of(url.trim()), "" | "/")
}

/// Scheme and host of an address, with what stands between them.
pub fn site_address(url: &str) -> &str {
    &url[..url.len() - path_of(url).len()]
}

/// The address that stands whole within the path of another, and what is before it.
///
/// That is how archives name their copies, and those who show pages in another form.
fn nested(url: &str) -> Option<(&str, &str)> {
    let path = path_of(url);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let start = url.len() - path_of(url).len();
    let at = path.match_indices("/http").filter(|(at, _)| is_web(&path[at + 1..])).last()?.0;
    let original = &url[start + at + 1..];
    host_of(original).contains('.').then_some((&url[..start + at], original))
}

/// `20240308101112`, `20240308101112if_`, `2024.03.08-101112`: the day on which an archive made a copy.
fn day_of_capture(part: &str) -> Option<String> {
    let stamp = part.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    let digits: String = stamp.chars().filter(char::is_ascii_digit).collect();
    let plain = stamp.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if !plain || !(8..=14).contains(&digits.len()) {
        return None;
    }
    let day = date::parse(&digits[..8], None).filter(|day| day.precision == DatePrecision::Day)?;
    Some(day.start.date().to_string())
}

/// `https://web.archive.org/web/20240308/www.example.com/a`: a copy whose original is named without `http://`.
fn of_bare_copy(url: &str) -> Option<(String, String)> {
    let path = path_of(url).strip_prefix("/web/").filter(|_| format!(".{}", host_of(url)).ends_with(".archive.org"))?;
    let (stamp, rest) = path.split_once('/')?;
    let original = format!("http://{rest}");
    host_of(&original).contains('.').then_some((original, day_of_capture(stamp)?))
}

/// The original of a page in the fast form that search engines keep.
fn of_mobile_copy(url: &str) -> Option<String> {
    let (host, path) = (host_of(url), path_of(url));
    let kinds: &[&str] = if host.ends_with(".cdn.ampproject.org") {
        &["/c/", "/v/", "/a/", "/wp/"]
    } else if passes_on(&host.to_ascii_lowercase()) && (host.contains("google.") || host.contains("bing.")) {
        &["/amp/"]
    } else {
        return None;
    };
    let rest = kinds.iter().find_map(|kind| path.strip_prefix(kind))?;
    let original = rest.strip_prefix("s/").map_or_else(|| format!("http://{rest}"), |rest| format!("https://{rest}"));
    host_of(&original).contains('.').then_some(original)
}

/// `https://www-example-com.translate.goog/a`: dots are hyphens there, and hyphens two.
fn of_translation(url: &str) -> Option<String> {
    let host = host_of(url).strip_suffix(".translate.goog")?;
    let host = host.split("--").map(|part| part.replace('-', ".")).collect::<Vec<_>>().join("-");
    let path = path_of(url).split("?_x_tr").next().unwrap_or_default();
    host.contains('.').then(|| format!("https://{host}{path}"))
}

/// The address that one of a search engine or reader leads to, as a value behind its question mark.
fn of_redirection(url: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    if !passes_on(&host_of(url).to_ascii_lowercase()) {
        return None;
    }
    let values = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| percent_decoded(value));
    values
        .filter_map(|value| {
            // A copy that Google kept: cache:KEY:https://example.com/a+words.
            let kept = value.strip_prefix("cache:").map(|rest| rest.find("http").map_or("", |at| &rest[at..]));
            let original = kept.map_or(value.as_str(), |kept| kept.split([' ', '+']).next().unwrap_or_default());
            is_web_address(original).then(|| original.to_owned())
        })
        .next()
}

/// A text without its percent-encoding (RFC 3986, section 2.1): `%20` is a blank, a sign that no two digits follow stays. What is
/// no Unicode then stays as it was.
pub(super) fn percent_decoded(text: &str) -> String {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match after {
            [high, low, ..] if *first == b'%' => digit(high).zip(digit(low)),
            _ => None,
        };
        match code.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> (String, Option<String>, Option<String>, Option<String>) {
        let address = Address::read(url).expect("it is an address");
        let date = address.date().map(|found| found.date.start.date().to_string());
        (address.original.to_string(), address.captured.clone(), address.publisher(), date)
    }

    #[test]
    fn copies_lead_to_their_originals() {
        let original = "https://www.example.com/2024/03/07/talks";
        for url in [
            "https://web.archive.org/web/20240308101112/https://www.example.com/2024/03/07/talks",
            "https://web.archive.org/web/20240308101112if_/https://www.example.com/2024/03/07/talks",
            "https://archive.ph/2024.03.08-101112/https://www.example.com/2024/03/07/talks",
            "https://archive.ph/https://www.example.com/2024/03/07/talks",
            "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/2024/03/07/talks",
            "https://www.google.com/amp/s/www.example.com/2024/03/07/talks",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.example.com%2F2024%2F03%2F07%2Ftalks&usg=x",
            "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fwww.example.com%2f2024%2f03%2f07%2ftalks&c=1",
            "https://webcache.googleusercontent.com/search?q=cache:Ab1:https://www.example.com/2024/03/07/talks+talks&cd=1",
            "https://www-example-com.translate.goog/2024/03/07/talks?_x_tr_sl=en&_x_tr_tl=de",
            original,
        ] {
            let (found, _, publisher, date) = read(url);
            assert_eq!(found, original, "{url}");
            assert_eq!((publisher.as_deref(), date.as_deref()), (Some("example.com"), Some("2024-03-07")), "{url}");
        }
    }

    #[test]
    fn the_day_of_a_copy_is_not_that_of_the_article_but_no_article_is_younger() {
        let (_, captured, publisher, date) =
            read("https://web.archive.org/web/20240308101112/http://example.com/talks");
        assert_eq!((captured.as_deref(), publisher.as_deref(), date), (Some("2024-03-08"), Some("example.com"), None));
        let (_, _, _, date) = read("https://web.archive.org/web/20240308/https://example.com/fair/2024/05/01/");
        assert_eq!(date, None);
        let (_, _, _, date) = read("https://web.archive.org/web/20240308/https://example.com/fair/2024/03/09/");
        assert_eq!(date.as_deref(), Some("2024-03-09"));
        let (found, captured, _, date) = read("https://web.archive.org/web/20240308/www.example.com/talks");
        assert_eq!((found.as_str(), captured.as_deref()), ("http://www.example.com/talks", Some("2024-03-08")));
        assert_eq!(date, None);
        assert_eq!(read("https://web.archive.org/web/20240308/talks").3, None);
        assert_eq!(read("https://web.archive.org/web/*/example.com/2024/03/07/").3, None);
    }

    #[test]
    fn a_publisher_is_known_by_its_host() {
        for (url, publisher) in [
            ("https://www.bbc.co.uk/news/1", Some("bbc.co.uk")),
            ("https://m.Example.com:8080/a", Some("example.com")),
            ("https://amp.example.com/a", Some("example.com")),
            ("https://m.de/a", Some("m.de")),
            ("https://edition.cnn.com/a", Some("edition.cnn.com")),
            ("https://jane@example.com/a", Some("example.com")),
            ("https://müller.example/a", Some("müller.example")),
            ("https://news.google.com/rss/articles/CBM", None),
            ("https://news.google.co.uk/articles/CBM", None),
            ("https://t.co/abc", None),
            ("https://at.co/abc", Some("at.co")),
            ("https://www.climbing.com/amp/story.html", Some("climbing.com")),
            ("https://archive.ph/Ab1Cd", None),
            ("https://web.archive.org/web/2024/a", None),
            ("https://127.0.0.1/a", None),
            ("https://news.local/a", None),
        ] {
            assert_eq!(read(url).2.as_deref(), publisher, "{url}");
        }
    }

    #[test]
    fn other_texts_are_no_addresses() {
        for text in [
            "",
            "https://",
            "http:///a",
            "ftp://example.com/a",
            "example.com/a",
            "https://localhost/a",
            "See https://example.com",
            "https://example.com/a b",
        ] {
            assert_eq!(Address::read(text), None, "{text}");
            assert!(!is_web_address(text), "{text}");
        }
        assert!(is_site("https://example.com/") && is_site("https://example.com") && !is_site("https://example.com/a"));
    }

    proptest::proptest! {
        #[test]
        fn any_address_is_read_or_not(
            url in "https?://[a-zé.@:-]{0,12}(/[a-zé0-9._-]{0,8}|/https?:/{1,2}[a-z.é]{1,9}|[?&=%][0-9a-fé]{0,3}){0,6}|\\PC{0,40}",
        ) {
            if let Some(address) = Address::read(&url) {
                address.publisher();
                address.date();
            }
        }
    }

    #[test]
    fn percent_encoding_is_read_and_what_only_looks_like_it_stays() {
        for (text, decoded) in [
            ("Chapter%20One.xhtml", "Chapter One.xhtml"),
            ("a%2Fb%2fc", "a/b/c"),
            ("caf%C3%A9", "café"),
            ("100%", "100%"),
            ("5%2", "5%2"),
            ("%+5 and %zz", "%+5 and %zz"),
            // Latin-1
            ("caf%E9%20x", "caf%E9%20x"),
        ] {
            assert_eq!(percent_decoded(text), decoded);
        }
    }

    #[test]
    fn the_host_is_without_port_user_and_what_follows() {
        for (url, host) in [
            ("https://www.example.com/a", "www.example.com"),
            ("http://jane:secret@example.com:8080?a=b", "example.com"),
            ("https://example.com.#part", "example.com"),
            ("example.com/a", ""),
        ] {
            assert_eq!(host_of(url), host);
        }
    }
}
