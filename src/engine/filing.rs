//! The terms under which a name is filed: its mark in the text, and the parts that lead to it in the directory of names.
//!
//! Owns how those terms are spelled; who looks for them is not known here. The surprise: a dictionary pays for every letter
//! that a term does not share with its neighbours, so a part that stands in the key again is written as one character, and an
//! organisation or a place has its whole key behind its first word only, to which its other words lead.

use xxhash_rust::xxh3::xxh3_64;

use super::analyzer::NAME_MARK;
use super::document::NameClass;

/// A part of a name by which it can be looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LookupPart {
    /// As written, folded; leads to the whole name.
    Written(String),
    /// Leads to a part as written, and so is filed once for all its bearers.
    Leading {
        /// What all spellings of a part have in common ([`crate::person::spelling_keys`]), or a further word.
        from: String,
        /// The part as written, folded.
        to: String,
    },
}

impl LookupPart {
    /// What to look for in the directory of names.
    pub(crate) fn text(&self) -> &str {
        match self {
            LookupPart::Written(part) | LookupPart::Leading { from: part, .. } => part,
        }
    }
}

/// What stands behind a part in the directory of names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// The key of a name.
    Key(String),
    /// Another part, behind which keys stand.
    Part(String),
}

/// First character behind the zero byte of a term that leads from one part to another.
const LEADING: char = '\u{1}';
/// Stands in a key for the part before it.
const REPEATED: char = '\u{2}';

/// The term that files a name of this key under one of its parts.
pub(crate) fn part_term(class: NameClass, part: &LookupPart, key: &str) -> String {
    let mut term = before_keys(class, part.text());
    match part {
        LookupPart::Leading { to, .. } => {
            term.push(LEADING);
            term.push_str(to);
        }
        LookupPart::Written(part) if part.is_empty() => term.push_str(key),
        LookupPart::Written(part) => {
            for (number, piece) in key.split(part.as_str()).enumerate() {
                if number > 0 {
                    term.push(REPEATED);
                }
                term.push_str(piece);
            }
        }
    }
    term
}

/// What the terms of all names with a part begin with.
pub(crate) fn before_keys(class: NameClass, part: &str) -> String {
    format!("{}{part}\0", class.code())
}

/// Takes apart what a term has behind [`before_keys`].
pub(crate) fn behind(part: &str, rest: &str) -> Behind {
    match rest.strip_prefix(LEADING) {
        Some(other) => Behind::Part(other.to_owned()),
        None => Behind::Key(rest.replace(REPEATED, part)),
    }
}

/// The term that stands in the text for a name: its class and forty-eight bits of a hash of its key, since the dictionary of a
/// text pays for every letter and never has to tell which name it was.
pub(crate) fn name_mark_term(class: NameClass, key: &str) -> String {
    let mut term = String::with_capacity(10);
    term.push(NAME_MARK);
    term.push(class.code());
    let hash = xxh3_64(key.as_bytes());
    for digit in 0..8 {
        // The sixty-four characters from `0` to `o`.
        term.push(char::from(b'0' + (hash >> (digit * 6) & 63) as u8));
    }
    term
}

/// Words inside names that say nothing.
const JOINTS: &[&str] = &[
    "the", "of", "and", "for", "in", "on", "at", "to", "de", "la", "le", "les", "du", "des", "del", "el", "et", "di",
    "da", "do", "der", "die", "das", "und", "al",
];

/// The parts by which a name is looked up, as they stand in the directory of names. Of a person every key of the surname's
/// spellings and the other parts as written, of an organisation or a place its words.
pub(crate) fn lookup_parts(class: NameClass, name: &str) -> Vec<LookupPart> {
    if class != NameClass::Person {
        return lookup_words(name);
    }
    let parsed = crate::person::parse_name(name);
    let mut parts = Vec::new();
    for word in parsed.surname.split_whitespace() {
        let mut keys = crate::person::spelling_keys(word).into_iter();
        let Some(written) = keys.next() else { continue };
        parts.extend(keys.map(|key| LookupPart::Leading { from: key, to: written.clone() }));
        parts.push(LookupPart::Written(written));
    }
    let given = parsed.given.iter().map(|part| crate::person::fold_part(part));
    parts.extend(given.filter(|part| part.chars().count() > 1).map(LookupPart::Written));
    parts.sort();
    parts.dedup();
    parts
}

/// The telling words of an organisation's or a place's folded name, in order; `u.n.` is one word.
pub(crate) fn name_words(folded: &str) -> Vec<String> {
    let dotless = folded.replace('.', "");
    let words: Vec<&str> = dotless.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let telling = words.iter().any(|word| !JOINTS.contains(word));
    words.into_iter().filter(|word| !telling || !JOINTS.contains(word)).map(american).collect()
}

/// False when no word of a folded name can be `word`, as [`name_words`] gives them. Costs next to nothing.
pub(crate) fn may_have_word(folded: &str, word: &str) -> bool {
    const ALTERED: [&str; 6] = [".", "centre", "defence", "labour", "theatre", "isation"];
    folded.contains(word) || ALTERED.iter().any(|piece| folded.contains(piece))
}

/// A word of a name in one of its two English spellings.
fn american(word: &str) -> String {
    match word {
        "centre" => "center".to_owned(),
        "defence" => "defense".to_owned(),
        "labour" => "labor".to_owned(),
        "theatre" => "theater".to_owned(),
        word => word.replace("isation", "ization"),
    }
}

/// The words of an organisation's or a place's name by which it is looked up; all but the first lead to the first.
fn lookup_words(name: &str) -> Vec<LookupPart> {
    let words = name_words(&super::fold::fold(&name.to_lowercase()));
    let mut words = words.into_iter().filter(|word| word.chars().count() > 1);
    let Some(first) = words.next() else { return Vec::new() };
    let mut parts: Vec<LookupPart> =
        words.filter(|word| *word != first).map(|word| LookupPart::Leading { from: word, to: first.clone() }).collect();
    parts.push(LookupPart::Written(first));
    parts.sort();
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(class: NameClass, name: &str, key: &str) -> Vec<String> {
        lookup_parts(class, name).iter().map(|part| part_term(class, part, key)).collect()
    }

    #[test]
    fn a_person_is_filed_whole_under_each_part() {
        let terms = terms(NameClass::Person, "Ann Hopper", "hopper, ann");
        assert!(terms.contains(&"phopper\0\u{2}, ann".to_owned()), "{terms:?}");
        assert!(terms.contains(&"pann\0hopper, \u{2}".to_owned()), "{terms:?}");
    }

    #[test]
    fn an_organisation_is_filed_under_its_first_word_and_the_others_lead_there() {
        let key = "committee on foreign relations";
        assert_eq!(
            terms(NameClass::Organisation, "Committee on Foreign Relations", key),
            ["ocommittee\0\u{2} on foreign relations", "oforeign\0\u{1}committee", "orelations\0\u{1}committee"]
        );
    }

    #[test]
    fn what_is_behind_a_part_comes_out_as_it_went_in() {
        for key in ["hopper, ann", "hopper hopper", "ann", ""] {
            let term = part_term(NameClass::Person, &LookupPart::Written("hopper".into()), key);
            let rest = term.strip_prefix(&before_keys(NameClass::Person, "hopper")).expect("begins so");
            assert_eq!(behind("hopper", rest), Behind::Key(key.to_owned()));
        }
        assert_eq!(behind("hoper", "\u{1}hopper"), Behind::Part("hopper".to_owned()));
    }
}
