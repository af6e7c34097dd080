//! Offices that somebody asks for in place of a name: `pope`, `prime minister of Israel`, `Israeli PM`.
//!
//! Owns whether a role is that office, going by its words; who has the role is the index's. Its surprise: a country and what is of it
//! are one word here, and whatever else a role says is passed over, so that `UN Secretary-General` is a `secretary-general`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold_part;
use super::gazetteer::lines;
use super::title::{is_title_word, title_head, title_key};

/// Names of one country or union on each line that does not begin with `#`, and what is of it, parted by `=`.
static NATIONS: &str = include_str!("gazetteer/nations.txt");

/// The number of the line for each name, as its words.
static NATION_OF: LazyLock<FxHashMap<String, usize>> = LazyLock::new(|| {
    let names = lines(NATIONS).enumerate().flat_map(|(line, names)| names.split(" = ").map(move |name| (name, line)));
    names.map(|(name, line)| (plain_words(name).join(" "), line)).collect()
});

/// Most words of a name in [`NATIONS`]: `Democratic Republic of the Congo`.
const LONGEST: usize = 5;

/// Before the number of a nation that stands for its name.
const NATION: &str = "nation ";

/// Words that say nothing about which office it is.
const SMALL: &[&str] = &["the", "a", "an", "of", "for", "to", "at", "in", "from", "and", "s", "his", "her", "its"];

/// Words that make another title of the one behind them.
const DEPUTIES: &[&str] = &["vice", "deputy", "assistant", "under", "sub", LIEUTENANT];

/// One of them that says another rank of the same office before most titles.
const LIEUTENANT: &str = "lieutenant";

/// Whether a word in small letters makes another title of the one that it stands right before.
pub fn is_deputy(word: &str) -> bool {
    DEPUTIES.contains(&word)
}

/// An office as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// See [`title_head`].
    head: String,
    /// What else it is called: of what it is, or `former`.
    words: Vec<String>,
}

impl Office {
    /// An office in the words of whoever asks for it; `None` when they have no letters.
    pub fn new(asked: &str) -> Option<Office> {
        let asked = asked.trim();
        let asked = asked.strip_prefix("the ").or(asked.strip_prefix("The ")).unwrap_or(asked);
        let head = head(asked);
        let mut words = words(asked);
        if words.is_empty() || head.is_empty() {
            return None;
        }
        words.retain(|word| !is_of_head(&head, word));
        Some(Office { head, words })
    }

    /// Whether it is a title as texts have them before names, and no name or other word.
    pub fn is_title(&self) -> bool {
        self.head.split(' ').any(is_title_word)
    }

    /// Whether a role, as it is written, is this office.
    pub fn is(&self, role: &str) -> bool {
        let mut parts = role.split([',', ';', '/', '&']).flat_map(|part| part.split(" and "));
        if !parts.any(|part| head(part) == self.head) {
            return false;
        }
        let said = words(role);
        // A lieutenant general is a general, a lieutenant governor is no governor.
        let deputy = |word: &str| is_deputy(word) && (word != LIEUTENANT || self.head == "governor");
        let other = said.iter().any(|word| (deputy(word) || word == "spokesman") && !self.says(word));
        !other && self.words.iter().all(|word| said.contains(word))
    }

    fn says(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word) || self.head.split([' ', '-']).any(|own| own == word)
    }
}

/// The number of the nation that a role says it is of, when it says one alone: that of `Palestinian President` is that of `president
/// of Palestine`.
pub fn nation_of(role: &str) -> Option<u32> {
    let mut nations = words(role).into_iter().filter_map(|word| word.strip_prefix(NATION)?.parse().ok());
    let nation = nations.next()?;
    nations.all(|other: u32| other == nation).then_some(nation)
}

/// What an office is; a compound is its last part after a hyphen with what goes before it.
fn head(office: &str) -> String {
    let head = title_head(&office.replace('-', " "));
    if head == "general" && fold_part(office).contains("secretary") { "secretary general".to_owned() } else { head }
}

fn is_of_head(head: &str, word: &str) -> bool {
    head.split(' ').any(|own| own == word) || head == "premier" && matches!(word, "prime" | "minister")
}

/// The words of an office, folded and in full, each country as one word whatever it is called.
fn words(text: &str) -> Vec<String> {
    let words = plain_words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = LONGEST.min(words.len() - at);
        let nation = (1..=most)
            .rev()
            .find_map(|count| NATION_OF.get(&words[at..at + count].join(" ")).map(|nation| (nation, count)));
        match nation {
            Some((nation, count)) => {
                found.push(format!("{NATION}{nation}"));
                at += count;
            }
            None => {
                if !SMALL.contains(&words[at].as_str()) {
                    found.push(words[at].clone());
                }
                at += 1;
            }
        }
    }
    found
}

/// Words in full: `Gen.` is `general`, `U.S.` is `us`.
fn plain_words(text: &str) -> Vec<String> {
    let text = text.replace('-', " ").replace('’', "'").replace("'s ", " ");
    title_key(&text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(asked: &str, role: &str) -> bool {
        Office::new(asked).expect("an office").is(role)
    }

    #[test]
    fn an_office_is_known_in_all_its_words() {
        for (asked, role) in [
            ("pope", "Pope"),
            ("the Pope", "pope"),
            ("prime minister of Israel", "Israeli Prime Minister"),
            ("Israeli PM", "Prime Minister of Israel"),
            ("Israel's prime minister", "Israeli prime minister"),
            ("US president", "United States president"),
            ("president", "former U.S. President"),
            ("UN secretary-general", "United Nations Secretary-General"),
            ("secretary general", "UN Secretary General"),
            ("secretary of state", "United States Secretary of State"),
            ("senator", "Sen."),
            ("governor of Texas", "Texas Gov."),
            ("ceo", "chairman and CEO"),
            ("general", "Lt. Gen."),
            ("president of the Democratic Republic of the Congo", "Congolese president"),
            ("vice president", "US Vice President"),
            ("deputy prime minister", "deputy prime minister and finance minister"),
        ] {
            assert!(is(asked, role), "{asked}: {role}");
        }
    }

    #[test]
    fn other_offices_are_not_it() {
        for (asked, role) in [
            ("president", "Vice President"),
            ("prime minister", "deputy prime minister"),
            ("prime minister", "foreign minister"),
            ("minister", "prime minister"),
            ("Israeli prime minister", "Japanese prime minister"),
            ("secretary of state", "Secretary of Defense"),
            ("secretary-general", "general"),
            ("general", "UN Secretary-General"),
            ("former president", "president"),
            ("pope", "bishop"),
            ("governor", "Texas Lieutenant Governor"),
            ("secretary of state", "Under Secretary of State"),
            ("president", "presidential spokesman and aide to the president"),
        ] {
            assert!(!is(asked, role), "{asked}: {role}");
        }
    }

    #[test]
    fn a_title_is_told_from_a_name() {
        let is_title = |asked: &str| Office::new(asked).is_some_and(|office| office.is_title());
        for asked in [
            "Pope",
            "the Prime Minister of Israel",
            "Israeli PM",
            "senator",
            "secretary-general",
            "CEO",
            "first lady",
            "mayor of Porto",
        ] {
            assert!(is_title(asked), "{asked}");
        }
        assert!(!is_title("Mitsotakis") && !is_title("Jon Kery") && !is_title("習近平"));
    }

    #[test]
    fn what_has_no_letters_is_no_office() {
        for asked in ["", " ", "the ", "…"] {
            assert_eq!(Office::new(asked).map(|office| office.head), None, "{asked}");
        }
    }

    #[test]
    fn a_role_says_of_which_nation_it_is() {
        assert!(nation_of("Palestinian President").is_some());
        assert_eq!(nation_of("British Prime Minister"), nation_of("prime minister of the United Kingdom"));
        assert_ne!(nation_of("British Prime Minister"), nation_of("Japanese Prime Minister"));
        for role in ["president", "chairman of Siemens", "ambassador of Japan to Chile", ""] {
            assert_eq!(nation_of(role), None, "{role}");
        }
    }

    #[test]
    fn no_name_stands_in_two_lines() {
        for (line, names) in lines(NATIONS).enumerate() {
            for name in names.split(" = ") {
                let words = plain_words(name);
                assert!(words.len() <= LONGEST && NATION_OF.get(&words.join(" ")) == Some(&line), "{name}");
            }
        }
    }
}
