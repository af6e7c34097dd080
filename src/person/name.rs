//! The parts of a person's name and the folded key that names are filed under.

use unicode_normalization::UnicodeNormalization;

/// A person's name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Given and middle names and initials, in order.
    pub given: Vec<String>,
    /// Particles that belong to the surname: `van`, `bin`, `de la`.
    pub particles: Vec<String>,
    /// The family name, or the only name.
    pub surname: String,
    /// `Jr`, `III`.
    pub suffix: Option<String>,
    /// `Mr`, `President`: what stood before the name and is no part of it.
    pub honorific: Option<String>,
}

impl PersonName {
    /// The folded form that names are filed under, surname first: `netanyahu, benjamin`.
    pub fn key(&self) -> String {
        let mut key = fold(&self.surname);
        let rest: Vec<String> = self.given.iter().chain(&self.particles).map(|part| fold(part)).collect();
        if !rest.is_empty() {
            key.push_str(", ");
            key.push_str(&rest.join(" "));
        }
        key
    }
}

/// Takes a name as it is displayed, or as it is filed (`Netanyahu, Benjamin`), apart.
pub fn parse_name(display: &str) -> PersonName {
    let (rest, surname) = match display.split_once(',') {
        Some((surname, given)) => (given.trim(), surname.trim()),
        None => display.trim().rsplit_once(' ').unwrap_or(("", display.trim())),
    };
    let given = rest.split_whitespace().map(str::to_owned).collect();
    PersonName { given, surname: surname.to_owned(), ..PersonName::default() }
}

/// Lower case without accents.
pub(super) fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
