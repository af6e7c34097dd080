//! The name of the publisher behind a headline: `Talks go on - Example News`.
//!
//! Interfaces and feeds pass on the titles of pages. The surprise: a name is cut only when the same article says that this is
//! its publisher, because what stands behind a dash is as often a part of the headline.

use unicode_normalization::UnicodeNormalization;

use super::address::host_of;

/// What stands between a headline and the name of the site.
const MARKS: &[&str] = &[" - ", " – ", " — ", " | ", " · ", " • ", " » "];

/// Words that a name may have more or less: `BBC` and `BBC News`.
const LOOSE: &[&str] = &[
    "the",
    "news",
    "online",
    "com",
    "org",
    "net",
    "www",
    "world",
    "newspaper",
    "magazine",
    "politics",
    "business",
    "sport",
    "sports",
    "opinion",
    "international",
    "digital",
    "tv",
    "latest",
    "top",
    "stories",
    "rss",
    "feed",
    "home",
    "front",
    "page",
    "breaking",
    "all",
];

/// A headline is no shorter than this many characters.
const LEAST: usize = 10;

/// The headline without the name of its publisher, when it ends in that; `publisher` and the host of `url` say who it is.
pub fn without_publisher<'t>(headline: &'t str, publisher: Option<&str>, url: Option<&str>) -> &'t str {
    let Some((kept, name)) = MARKS
        .iter()
        .filter_map(|mark| headline.rsplit_once(mark))
        .min_by_key(|(_, name)| name.len())
        .filter(|(kept, name)| kept.trim().chars().count() >= LEAST && !name.trim().is_empty())
    else {
        return headline;
    };
    let named = publisher.is_some_and(|publisher| is_named(name, publisher));
    let hosted = || url.map(host_of).is_some_and(|host| !host.is_empty() && is_host(name, host));
    if named || hosted() { kept.trim_end() } else { headline }
}

/// Whether both are one name, but for words that say nothing, or the name of a site and its address.
fn is_named(name: &str, publisher: &str) -> bool {
    let (own, other) = (telling_words(name), telling_words(publisher));
    !own.is_empty() && own == other || !publisher.contains(' ') && publisher.contains('.') && is_host(name, publisher)
}

/// Whether an address is that of a site of this name: `The Daily Example` of `www.dailyexample.co.uk`.
fn is_host(name: &str, host: &str) -> bool {
    let name = letters(name);
    let name = name.strip_prefix("the").filter(|rest| rest.len() >= 4).unwrap_or(&name);
    let host = host.trim_start_matches("www.");
    let labels: Vec<&str> = host.split('.').collect();
    // The last label is a country or a kind, and `co` and the like before it say nothing.
    let label = labels.iter().rev().skip(1).find(|label| label.len() > 3 || labels.len() == 2 || **label == labels[0]);
    let is_label = |label: &&str| {
        let label = letters(label);
        let label = label.strip_prefix("the").filter(|rest| rest.len() >= 4).unwrap_or(&label);
        label.len() >= 2 && (label == name || name.strip_prefix(label).is_some_and(|rest| LOOSE.contains(&rest)))
    };
    label.is_some_and(is_label) || letters(host) == name
}

/// The letters and digits of a name, without accents and case.
fn letters(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn telling_words(name: &str) -> Vec<String> {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(letters)
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<String> = words.iter().filter(|word| !LOOSE.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_the_publisher_is_cut_off() {
        let cases = [
            ("Talks go on in Cairo - CNN", Some("CNN"), None, "Talks go on in Cairo"),
            ("Talks go on in Cairo | Reuters", Some("Reuters"), None, "Talks go on in Cairo"),
            ("Talks go on in Cairo – BBC News", Some("BBC"), None, "Talks go on in Cairo"),
            ("Talks go on - at last - CNN.com", Some("CNN"), None, "Talks go on - at last"),
            ("Talks go on in Cairo - BBC News", None, Some("https://www.bbc.co.uk/news/1"), "Talks go on in Cairo"),
            ("Siguen las negociaciones - EL PAÍS", None, Some("https://elpais.com/a"), "Siguen las negociaciones"),
            ("Talks go on in Cairo - The Guardian", Some("theguardian.com"), None, "Talks go on in Cairo"),
            (
                "Talks go on in Cairo - CNN",
                Some("Example"),
                Some("https://example.com/1"),
                "Talks go on in Cairo - CNN",
            ),
            ("Talks go on in Cairo - Egypt", Some("Egypt Today"), None, "Talks go on in Cairo - Egypt"),
            ("Talks in Cairo - latest news", Some("BBC News"), None, "Talks in Cairo - latest news"),
            ("Talks - CNN", Some("CNN"), None, "Talks - CNN"),
            ("Talks go on in Cairo", Some("Cairo"), None, "Talks go on in Cairo"),
        ];
        for (headline, publisher, url, expected) in cases {
            assert_eq!(without_publisher(headline, publisher, url), expected, "{headline}");
        }
    }
}
