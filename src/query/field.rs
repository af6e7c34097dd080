//! The names before a colon: which there are, what they stand for, and what somebody meant who wrote another.
//!
//! One table, from which the parser, the description of a query and the help take the names.

use super::tree::{Field, NameKind};

/// What a name before a colon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// `headline:x`, `headline(x)`.
    In(Field),
    /// `person:x`.
    Name(NameKind),
    /// `source:x`.
    Source,
    /// `section:x`.
    Section,
    /// `lang:x`.
    Language,
    /// `path:x`.
    Path,
    /// `site:x`.
    Site,
    /// `date:x`, `from:x`.
    Date(DateBound),
    /// `words:x`, `words>x`.
    WordCount,
}

/// Which side of a date is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBound {
    /// Within its days.
    Within,
    /// On its first day or later.
    From,
    /// On its last day or earlier.
    To,
    /// Earlier than its first day.
    Before,
    /// Later than its last day.
    After,
}

/// Every prefix with its names; the first name is the one used in descriptions.
pub const PREFIXES: &[(Prefix, &[&str])] = &[
    (Prefix::In(Field::Headline), &["headline", "title"]),
    (Prefix::In(Field::Lede), &["lede", "lead"]),
    (Prefix::In(Field::HeadlineOrLede), &["hlead"]),
    (Prefix::In(Field::Byline), &["byline", "author"]),
    (Prefix::In(Field::Body), &["body"]),
    (Prefix::Name(NameKind::Person), &["person"]),
    (Prefix::Name(NameKind::Organisation), &["org", "organisation", "organization"]),
    (Prefix::Name(NameKind::Place), &["place"]),
    (Prefix::Source, &["source", "publisher"]),
    (Prefix::Section, &["section", "rubric"]),
    (Prefix::Language, &["lang", "language"]),
    (Prefix::Path, &["path"]),
    (Prefix::Site, &["site"]),
    (Prefix::Date(DateBound::Within), &["date", "on"]),
    (Prefix::Date(DateBound::From), &["from", "since"]),
    (Prefix::Date(DateBound::To), &["to", "until"]),
    (Prefix::Date(DateBound::Before), &["before"]),
    (Prefix::Date(DateBound::After), &["after"]),
    (Prefix::WordCount, &["words"]),
];

/// A longer name is near to none of ours.
const MAX_NAME: usize = 20;

/// Names that other search engines use, and ours for the same thing.
const FOREIGN: &[(&str, &str)] = &[
    ("intitle", "headline"),
    ("allintitle", "headline"),
    ("ti", "headline"),
    ("hd", "headline"),
    ("hl", "headline"),
    ("hlp", "hlead"),
    ("summary", "lede"),
    ("by", "byline"),
    ("sender", "byline"),
    ("cc", "body"),
    ("bcc", "body"),
    ("recipient", "body"),
    ("recipients", "body"),
    ("au", "byline"),
    ("text", "body"),
    ("content", "body"),
    ("intext", "body"),
    ("name", "person"),
    ("people", "person"),
    ("company", "org"),
    ("location", "place"),
    ("city", "place"),
    ("country", "place"),
    ("domain", "site"),
    ("host", "site"),
    ("url", "site"),
    ("rst", "source"),
    ("newspaper", "source"),
    ("publication", "source"),
    ("category", "section"),
    ("desk", "section"),
    ("la", "lang"),
    ("file", "path"),
    ("filename", "path"),
    ("folder", "path"),
    ("inurl", "path"),
    ("day", "date"),
    ("month", "date"),
    ("year", "date"),
    ("published", "date"),
    ("pubdate", "date"),
    ("length", "words"),
    ("wc", "words"),
];

/// Fields that others have and articles here do not, as far as they are hardly words before a parenthesis.
const NO_FIELD: &[&str] =
    &["subject", "term", "terms", "geographic", "industry", "ticker", "cite", "publication", "highlight", "pubtype"];

impl Prefix {
    /// The prefix of this name, in whatever case.
    pub fn named(name: &str) -> Option<Prefix> {
        PREFIXES.iter().find(|(_, names)| names.iter().any(|n| n.eq_ignore_ascii_case(name))).map(|(prefix, _)| *prefix)
    }

    /// The prefix of this name before a colon. `subject:` is what it is in mail; `subject(` means something else to others.
    pub(super) fn before_colon(name: &str) -> Option<Prefix> {
        Prefix::named(name).or_else(|| name.eq_ignore_ascii_case("subject").then_some(Prefix::In(Field::Headline)))
    }

    /// Its name in a description.
    pub fn name(self) -> &'static str {
        PREFIXES
            .iter()
            .find_map(|(prefix, names)| if *prefix == self { names.first() } else { None })
            .expect("every prefix stands in the table")
    }
}

/// True for a name by which other systems know a field, so that it is hardly a word before a parenthesis.
pub(super) fn is_foreign(name: &str) -> bool {
    let is_name = |known: &str| known.eq_ignore_ascii_case(name);
    FOREIGN.iter().any(|(foreign, _)| is_name(foreign)) || NO_FIELD.iter().any(|foreign| is_name(foreign))
}

/// The names nearest to one that is unknown, best first, at most three; empty when none is near.
pub(super) fn nearest(name: &str) -> Vec<&'static str> {
    if name.len() > MAX_NAME {
        return Vec::new();
    }
    let name = name.to_ascii_lowercase();
    if let Some((_, ours)) = FOREIGN.iter().find(|(foreign, _)| *foreign == name) {
        return vec![ours];
    }
    let mut near: Vec<(usize, &'static str)> = PREFIXES
        .iter()
        .flat_map(|(_, names)| names.iter())
        .map(|known| (strsim::damerau_levenshtein(&name, known), *known))
        .filter(|(edits, known)| *edits <= 2 && *edits * 2 < known.len().max(name.len()))
        .collect();
    near.sort();
    near.into_iter().take(3).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_prefix_and_a_foreign_name_means_one_of_ours() {
        let names: Vec<&str> = PREFIXES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for name in &names {
            assert_eq!(names.iter().filter(|other| other == &name).count(), 1, "{name}");
        }
        for (foreign, ours) in FOREIGN {
            assert!(Prefix::named(foreign).is_none(), "{foreign} is ours");
            assert!(Prefix::named(ours).is_some(), "{ours} is not ours");
        }
    }

    #[test]
    fn the_nearest_names_are_suggested() {
        assert_eq!(nearest("headlin"), ["headline"]);
        assert_eq!(nearest("Persno"), ["person"]);
        assert_eq!(nearest("domain"), ["site"]);
        assert_eq!(nearest("quux"), [""; 0]);
        assert_eq!(nearest(&"headline".repeat(1_000)), [""; 0]);
    }

    #[test]
    fn a_prefix_is_known_in_any_case() {
        assert_eq!(Prefix::named("PERSON"), Some(Prefix::Name(NameKind::Person)));
        assert_eq!(Prefix::named("title"), Some(Prefix::In(Field::Headline)));
        assert_eq!(Prefix::In(Field::Headline).name(), "headline");
        assert_eq!(Prefix::named("nothing"), None);
    }
}
