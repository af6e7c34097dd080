//! Articles that may name a person without it being sure: the words of the name, behind the articles that surely do.
//!
//! Owns what a query for a name becomes when it is loosened. The surprise: this is for those who would rather see a weak
//! last hit than miss an article; filters stay as strict as they were.

use super::names::possible_words;
use crate::query::{Query, Word, WordMatch};

/// How far a search for a name goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameReach {
    /// Articles in which the name was recognised, or stands in full.
    #[default]
    Certain,
    /// Behind those, articles that hold some of its words.
    Possible,
}

/// The name and the query with its words in its place; `None` when the query holds words already, or several names.
pub(crate) fn loosened(query: &Query) -> Option<(String, Query)> {
    let words = |text: &str, span| {
        let words = possible_words(text).into_iter();
        let words: Vec<Word> = words.map(|text| Word { text, matching: WordMatch::Stem, span }).collect();
        (!words.is_empty()).then_some(Query::Words(words))
    };
    match query {
        Query::Name(name) => Some((name.text.clone(), words(&name.text, name.span)?)),
        Query::And(parts) => {
            let mut asked = None;
            let mut loose = Vec::new();
            for part in parts {
                match part {
                    Query::Name(name) if asked.is_none() => {
                        asked = Some(name.text.clone());
                        loose.push(words(&name.text, name.span)?);
                    }
                    Query::Filter(_) => loose.push(part.clone()),
                    _ => return None,
                }
            }
            Some((asked?, Query::And(loose)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Dialect, ParseContext, parse};

    fn loose(text: &str) -> Option<(String, String)> {
        let context = ParseContext { today: jiff::civil::date(2025, 11, 1), dialect: Dialect::Dateline };
        let query = parse(text, &context).expect("a query").query;
        loosened(&query).map(|(name, query)| (name, query.to_string()))
    }

    #[test]
    fn only_a_name_alone_or_with_filters_is_loosened() {
        let pair = |name: &str, query: &str| Some((name.to_owned(), query.to_owned()));
        assert_eq!(loose("person:\"Ana Lima\""), pair("Ana Lima", "Ana Lima"));
        assert_eq!(loose("person:lima AND rafah"), None);
        assert_eq!(loose("rafah"), None);
        assert!(loose("person:\"Ana Lima\" AND lang:fr").is_some_and(|(name, _)| name == "Ana Lima"));
    }
}
