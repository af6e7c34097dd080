//! What a given name says of the sex of its bearer.
//!
//! The list has the given names that the US Census of 1990 counted at least twenty times as often for one sex as for the
//! other (see `docs/persons.md`). Its surprise: it is asked only where nothing in the article says more; a name in
//! no list, or borne by both, says nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::role::Sex;

/// Names of women, a blank line, names of men; folded.
static LISTS: &str = include_str!("sexes.txt");

static SEXES: LazyLock<FxHashMap<&str, Sex>> = LazyLock::new(|| {
    let (women, men) = LISTS.split_once("\n\n").unwrap_or_default();
    let of = |names: &'static str, sex| names.split_whitespace().map(move |name| (name, sex));
    of(women, Sex::Female).chain(of(men, Sex::Male)).collect()
});

/// The sex of nearly all who bear a folded given name.
pub(super) fn of_given_name(name: &str) -> Option<Sex> {
    SEXES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_sex_are_told_and_others_are_not() {
        for (name, sex) in [
            ("melania", Some(Sex::Female)),
            ("brigitte", Some(Sex::Female)),
            ("bill", Some(Sex::Male)),
            ("hunter", Some(Sex::Male)),
            ("leslie", None),
            ("kim", None),
            ("funmi", None),
        ] {
            assert_eq!(of_given_name(name), sex, "{name}");
        }
    }
}
