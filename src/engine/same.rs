//! Other names of an organisation or a place, known without the corpus: `UK` and `United Kingdom`, `Kiev` and `Kyiv`.
//!
//! Owns looking a name up in two lists in which a line holds the names of one body or of one place
//! ([`crate::person::gazetteer`]). What a line holds is found whichever of its names is asked for; it joins names when they are
//! asked for and changes nothing in the index, so that the user's corrections come after it. The surprise: letters that stand for
//! several well-known bodies are in no line, since there the corpus knows better than a list.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::document::NameClass;
use super::filing::name_words;
use super::fold::fold;
use crate::person::gazetteer::{ORGANISATIONS, PLACES, lines};

/// The line of each name of a list, by its telling words.
type Lines = FxHashMap<Vec<String>, usize>;

static ORGANISATION_LINES: LazyLock<Lines> = LazyLock::new(|| numbered(ORGANISATIONS));
static PLACE_LINES: LazyLock<Lines> = LazyLock::new(|| numbered(PLACES));

fn numbered(list: &str) -> Lines {
    let named = |(number, line)| names(line).map(move |name| (name_words(&filed(name)), number));
    lines(list).enumerate().flat_map(named).collect()
}

/// The number of the line that has a name with these words, as [`name_words`] gives them: names with the same one are of one body
/// or place.
pub(super) fn line(class: NameClass, words: &[String]) -> Option<usize> {
    match class {
        NameClass::Person => None,
        NameClass::Organisation => ORGANISATION_LINES.get(words).copied(),
        NameClass::Place => PLACE_LINES.get(words).copied(),
    }
}

/// Another name of what was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// As names are filed: folded, in small letters.
    pub(super) name: String,
    /// Whether it is the first of its line, the full one.
    pub(super) full: bool,
}

/// The other names of what these words name.
pub(super) fn others(class: NameClass, words: &[String]) -> Vec<Other> {
    let list = if class == NameClass::Place { PLACES } else { ORGANISATIONS };
    let Some(line) = line(class, words).and_then(|number| lines(list).nth(number)) else { return Vec::new() };
    let others = names(line).enumerate().map(|(number, name)| Other { name: filed(name), full: number == 0 });
    others.filter(|other| name_words(&other.name) != words).collect()
}

/// A name without `the` before it.
pub(super) fn without_article(name: &str) -> &str {
    let rest = name.split_once(' ').filter(|(article, _)| article.eq_ignore_ascii_case("the"));
    rest.map_or(name, |(_, rest)| rest.trim_start())
}

/// A name as names are filed.
fn filed(name: &str) -> String {
    fold(&name.to_lowercase())
}

fn names(line: &str) -> impl Iterator<Item = &str> {
    line.split(" = ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn others_of(class: NameClass, name: &str) -> Vec<String> {
        others(class, &name_words(&filed(name))).into_iter().map(|other| other.name).collect()
    }

    #[test]
    fn whichever_name_is_asked_for_leads_to_the_others() {
        assert_eq!(others_of(NameClass::Place, "Kiev"), ["kyiv", "kyyiv"]);
        assert_eq!(others_of(NameClass::Place, "Burma"), ["myanmar"]);
        let full = |name: &str| others(NameClass::Place, &name_words(name)).iter().position(|other| other.full);
        assert_eq!((full("kiev"), full("kyiv")), (Some(0), None));
        assert!(others_of(NameClass::Place, "U.S.").contains(&"united states".to_owned()));
        assert!(others_of(NameClass::Place, "Köln").contains(&"cologne".to_owned()));
        assert!(others_of(NameClass::Organisation, "Israel Defence Forces").contains(&"idf".to_owned()));
        assert_eq!(others_of(NameClass::Organisation, "Burma"), Vec::<String>::new());
        assert_eq!(others_of(NameClass::Person, "Kiev"), Vec::<String>::new());
        assert_eq!(others_of(NameClass::Place, ""), Vec::<String>::new());
    }

    #[test]
    fn a_name_stands_in_one_line_and_a_line_has_several() {
        for list in [ORGANISATIONS, PLACES] {
            let mut seen: HashMap<Vec<String>, &str> = HashMap::new();
            for line in lines(list) {
                assert!(names(line).count() > 1, "{line}");
                for name in names(line) {
                    assert!(!name.is_empty() && name.trim() == name && !name.contains('='), "{line}");
                    let other = seen.insert(name_words(&filed(name)), line);
                    assert!(other.is_none_or(|other| other == line), "{name}: {line} / {other:?}");
                }
            }
        }
    }
}
