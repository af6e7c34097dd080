//! Rules that say in which plain texts a person is named.
//!
//! Owns their form and how words are compared: as written or in capitals, whatever marks and blanks stand between them. The
//! surprise: a form that a hyphen joins to another capitalised word is none (`McCain-Feingold` is a law).

use std::ops::Range;

use serde::Deserialize;

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// In the order of the file.
    pub person: Vec<Person>,
}

/// How one person is named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The full name, as it is asked for.
    pub name: String,
    /// The name alone that is asked for, where it is not the last word of the full one.
    surname: Option<String>,
    /// Forms that mean this person.
    forms: Vec<String>,
    /// Words that make it this person directly before the surname.
    #[serde(default)]
    titles: Vec<String>,
    /// Forms that have one of these words and mean another person, a place, a law.
    #[serde(default)]
    other: Vec<String>,
    /// Forms that say too little: an article that has nothing else of the person counts neither way.
    #[serde(default)]
    either: Vec<String>,
    /// Paths in which the surname alone is this person's begin so.
    #[serde(default)]
    home: Vec<String>,
    /// First and last year in which the forms mean this person.
    years: Option<(i16, i16)>,
    /// Files in which nothing but the context tells.
    #[serde(default)]
    pub also: Vec<String>,
}

/// What the rules say of a person and an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It names the person.
    Named,
    /// It may.
    Either,
    /// It does not.
    Absent,
}

impl Rules {
    /// Reads a file of rules.
    pub fn parse(text: &str) -> Result<Rules, toml::de::Error> {
        toml::from_str(text)
    }
}

impl Person {
    /// The name alone.
    pub fn surname(&self) -> &str {
        let last = || self.name.split(' ').next_back().unwrap_or(&self.name);
        self.surname.as_deref().unwrap_or_else(last)
    }

    /// Whether an article names the person; `words` are those of its text.
    pub fn naming(&self, path: &str, year: Option<i16>, text: &str, words: &[Range<usize>]) -> Naming {
        if self.also.iter().any(|also| also == path) {
            return Naming::Named;
        }
        if let (Some((first, last)), Some(year)) = (self.years, year)
            && !(first..=last).contains(&year)
        {
            return Naming::Absent;
        }
        let mut forms: Vec<String> = self.forms.clone();
        forms.extend(self.titles.iter().map(|title| format!("{title} {}", self.surname())));
        if self.home.iter().any(|home| path.starts_with(home.as_str())) {
            forms.push(self.surname().to_owned());
        }
        let all = |forms: &[String]| -> Vec<Range<usize>> {
            forms.iter().flat_map(|form| places(form, text, words)).collect()
        };
        let (own, of_others, open) = (all(&forms), all(&self.other), all(&self.either));
        let inside = |at: &Range<usize>, others: &[Range<usize>]| {
            others.iter().any(|other| other.start <= at.start && at.end <= other.end)
        };
        let named = own.iter().any(|at| !inside(at, &of_others) && !inside(at, &open) && !is_compound(at, text, words));
        match (named, open.is_empty()) {
            (true, _) => Naming::Named,
            (false, false) => Naming::Either,
            (false, true) => Naming::Absent,
        }
    }
}

/// The words of a text: runs of letters and digits.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// Where a form stands, by number of words.
fn places(form: &str, text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let parts: Vec<&str> = form.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let same = |part: &&str, word: &Range<usize>| {
        let word = &text[word.clone()];
        word == *part || word == part.to_uppercase()
    };
    let found = words.windows(parts.len().max(1)).enumerate().filter(|(_, window)| {
        let joined = window.windows(2).all(|pair| !text[pair[0].end..pair[1].start].contains([',', ';', ':']));
        parts.iter().zip(*window).all(|(part, word)| same(part, word)) && joined
    });
    found.map(|(at, _)| at..at + parts.len()).collect()
}

/// Whether a hyphen joins these words to another with a capital.
fn is_compound(at: &Range<usize>, text: &str, words: &[Range<usize>]) -> bool {
    let hyphen = |between: &str| matches!(between, "-" | "–");
    let capital = |word: &Range<usize>| text[word.clone()].starts_with(char::is_uppercase);
    let (first, last) = (&words[at.start], &words[at.end - 1]);
    let before = at.start.checked_sub(1).map(|at| &words[at]);
    let after = words.get(at.end);
    before.is_some_and(|word| hyphen(&text[word.end..first.start]) && capital(word))
        || after.is_some_and(|word| hyphen(&text[last.end..word.start]) && capital(word))
}
