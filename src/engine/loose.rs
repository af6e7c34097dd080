//! Articles that may name a person without it being sure: the words of the name, behind the articles that surely do.
//!
//! Owns what a query for a name becomes when it is loosened. The surprise: this is for those who would rather see a weak
//! last hit than miss an article; filters stay as strict as they were. The surname outweighs the given names: who is
//! written about is mostly called by the surname alone, and many others share a given name.

use super::names::possible_words;
use crate::person;
use crate::query::{Name, NameKind, Prefer, Query, Word, WordMatch};

/// How many times a given name the surname counts.
const SURNAME: f32 = 6.0;

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
    match query {
        Query::Name(name) => Some((name.text.clone(), words(name)?)),
        Query::And(parts) => {
            let mut asked = None;
            let mut loose = Vec::new();
            for part in parts {
                match part {
                    Query::Name(name) if asked.is_none() => {
                        asked = Some(name.text.clone());
                        loose.push(words(name)?);
                    }
                    part if filters(part) => loose.push(part.clone()),
                    _ => return None,
                }
            }
            Some((asked?, Query::And(loose)))
        }
        _ => None,
    }
}

/// True for a filter and for several of which any will do.
fn filters(query: &Query) -> bool {
    match query {
        Query::Filter(_) => true,
        Query::Or(parts) => parts.iter().all(filters),
        _ => false,
    }
}

/// Any of the words of a name: articles with all of them first, then, for a person, those with the surname.
fn words(name: &Name) -> Option<Query> {
    let term = |text: &str| Query::Term(Word { text: text.to_owned(), matching: WordMatch::Stem, span: name.span });
    let all = possible_words(&name.text);
    let boosted = |query: Query, factor: f32| Query::Boost(Box::new(query), factor);
    let parsed = match name.kind {
        NameKind::Person => person::parse_name(&name.text),
        NameKind::Organisation | NameKind::Place => person::PersonName::default(),
    };
    let surname: Vec<&str> = parsed.surname.split_whitespace().collect();
    // `von`, `Jr.` and initials are in too many articles to lead anywhere by themselves.
    let leads = |word: &String| {
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        let initial = name.kind == NameKind::Person && letters < 2 && word.is_ascii();
        !initial && !parsed.particles.contains(word) && parsed.suffix.as_ref() != Some(word)
    };
    let mut parts = Vec::new();
    for word in all.iter().filter(|word| leads(word)) {
        if !surname.contains(&word.as_str()) {
            parts.push(term(word));
            continue;
        }
        parts.push(boosted(term(word), SURNAME));
        // The article of an Arabic name is often left out: `Maliki` for `al-Maliki`.
        parts.extend(person::without_article(word).map(|bare| boosted(term(bare), SURNAME / 2.0)));
    }
    if parts.is_empty() {
        parts.extend(all.iter().map(|word| term(word)));
    }
    if parts.len() < 2 {
        return parts.pop();
    }
    let together = boosted(Query::And(all.iter().map(|word| term(word)).collect()), SURNAME);
    Some(Query::Prefer(Prefer { required: Box::new(Query::Or(parts)), preferred: vec![together] }))
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
        assert_eq!(loose("person:\"Ana Lima\""), pair("Ana Lima", "+(Ana OR Lima^6) (Ana AND Lima)^6"));
        assert_eq!(
            loose("person:\"Nouri al-Maliki\""),
            pair("Nouri al-Maliki", "+(Nouri OR al-Maliki^6 OR Maliki^3) (Nouri AND al-Maliki)^6")
        );
        assert_eq!(
            loose("org:\"United Nations\""),
            pair("United Nations", "+(United OR Nations) (United AND Nations)^6")
        );
        assert_eq!(loose("person:lima AND rafah"), None);
        assert_eq!(loose("rafah"), None);
        assert!(loose("person:\"Ana Lima\" AND lang:fr").is_some_and(|(name, _)| name == "Ana Lima"));
        assert!(loose("person:\"Ana Lima\" AND (lang:fr OR lang:en)").is_some());
        assert_eq!(loose("person:\"Ana Lima\" AND (lang:fr OR rafah)"), None);
    }
}
