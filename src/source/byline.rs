//! Words that bylines begin with, for all who read them: lines of a text, fields of a record, the finished byline.
//!
//! Knows the words and nothing of names: whether what follows is one is asked elsewhere. The surprise: how sure a word is depends
//! on where it stands. `von` is "by" below a headline, and the first word of a name in a field that holds names only.

/// "By" in languages where it begins hardly another short line.
const BY: &[&str] = &["by", "von", "par", "por"];

/// "By" in languages where it begins other lines as well (`Di nuovo`, `Af en toe`), so that a capital tells more.
const BY_AND_MORE: &[&str] = &["di", "door", "af", "av", "från"];

/// "By" that begins names as well, so that only a line that is taken apart as a whole may open with it.
const BY_OR_NAME: &[&str] = &["da"];

/// What was done, with "by" behind it.
const WORKS: &[&str] = &["written by", "words by", "story by", "reported by"];

/// What stands before a colon and names.
const LABELS: &[&str] = &["text", "texto", "автор"];

/// "By the pen of" and "wrote".
const ARABIC: &[&str] = &["بقلم", "كتب", "كتبت"];

/// Whether words, in small letters and without accents, open a line whose other parts are names, dates and the like.
pub(super) fn opens_part(folded: &str) -> bool {
    let known = |words: &[&str]| words.contains(&folded);
    known(BY) || known(BY_AND_MORE) || known(BY_OR_NAME) || known(WORKS) || known(LABELS) || folded == "fran"
}

/// Whether a word of ASCII may be the first of those that [`opens_part`] takes.
pub(super) fn may_open_part(first: &str) -> bool {
    let begins = |label: &&str| label.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(first));
    let mut words = [BY, BY_AND_MORE, BY_OR_NAME, WORKS, LABELS].into_iter().flatten();
    words.any(begins) || first.eq_ignore_ascii_case("fran")
}

/// Whether a word joins a day and a name: `Posted on March 4, 2020 by Jane Doe`.
pub(super) fn stands_behind_day(word: &str) -> bool {
    BY.contains(&word) || word.eq_ignore_ascii_case("by")
}

/// What follows the words that open a line of text as a byline does; whether those are names is left to the caller.
pub(super) fn behind_opening(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once(' ')?;
    if BY.iter().any(|by| first.eq_ignore_ascii_case(by)) || ARABIC.contains(&first) {
        return Some(rest);
    }
    let known = |word: &str, words: &[&str]| {
        word.starts_with(char::is_uppercase) && words.contains(&lower_first(word).as_str())
    };
    if first.strip_suffix(':').map_or_else(|| known(first, BY_AND_MORE), |label| known(label, LABELS)) {
        return Some(rest);
    }
    let (second, names) = rest.split_once(' ')?;
    (second == "by" && known(&line[..first.len() + 1 + second.len()], WORKS)).then_some(names)
}

/// Whether a word opens a field or line of a record that is a byline where a capital follows.
pub(super) fn opens_field(word: &str) -> bool {
    let word = word.to_lowercase();
    let known = |words: &[&str]| words.contains(&word.as_str());
    known(BY) || known(BY_AND_MORE) || matches!(word.strip_suffix(':'), Some("autor" | "text"))
}

/// A byline without "by" before its names. In a field of names small `von` is a part of one.
pub(super) fn without_opening(byline: &str) -> &str {
    match byline.split_once(' ') {
        Some((first, names)) if first.eq_ignore_ascii_case("by") || matches!(first, "Von" | "Par" | "Por") => names,
        _ => byline,
    }
}

/// A word with its first letter small and the others as they are.
fn lower_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_text_opens_with_a_word_of_a_byline() {
        for (line, names) in [
            ("By Jane Doe", Some("Jane Doe")),
            ("BY JANE DOE", Some("JANE DOE")),
            ("by Jane Doe", Some("Jane Doe")),
            ("VON ANNA SCHMIDT", Some("ANNA SCHMIDT")),
            ("Di Anna Bianchi", Some("Anna Bianchi")),
            ("Från Anna Berg", Some("Anna Berg")),
            ("Story by Jane Doe", Some("Jane Doe")),
            ("Texto: Ana Ruiz", Some("Ana Ruiz")),
            ("Автор: Анна Белова", Some("Анна Белова")),
            ("بقلم أحمد علي", Some("أحمد علي")),
            // These words begin other lines too.
            ("di Anna Bianchi", None),
            ("DI ANNA BIANCHI", None),
            ("Da Silva wins", None),
            ("text: Ana Ruiz", None),
            ("Story of Jane Doe", None),
            ("Bystanders saw Jane Doe", None),
            ("By", None),
        ] {
            assert_eq!(behind_opening(line), names, "{line}");
        }
    }

    #[test]
    fn what_opens_a_part_of_a_line_is_known_by_its_first_word() {
        for label in ["by", "da", "fran", "written by", "texto"] {
            assert!(opens_part(label), "{label}");
            assert!(may_open_part(label.split(' ').next().expect("there is a word")), "{label}");
        }
        assert!(may_open_part("WRITTEN") && !opens_part("written"));
        assert!(!may_open_part("with") && !opens_part("autor"));
    }

    #[test]
    fn von_is_by_behind_a_day_and_before_a_capital_but_a_name_in_a_field_of_names() {
        assert!(stands_behind_day("BY") && stands_behind_day("von") && !stands_behind_day("Von"));
        assert!(opens_field("VON") && opens_field("Autor:") && !opens_field("Da"));
        assert_eq!(without_opening("by Jane Doe"), "Jane Doe");
        assert_eq!(without_opening("Von Anna Schmidt"), "Anna Schmidt");
        assert_eq!(without_opening("von Trapp, Maria"), "von Trapp, Maria");
        assert_eq!(without_opening("Byron Smith"), "Byron Smith");
    }
}
