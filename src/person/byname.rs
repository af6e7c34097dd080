//! Short names that an article itself explains: `Mohammed bin Salman (MBS)`, `Edson Nascimento, known as Pelé`.
//!
//! Owns how they are introduced and where they stand again. The surprise: initials in capitals are looked for in the whole
//! article once one place has explained them, whatever the model took them for; other short names are left to the model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::placed::Placed;
use super::{BlockKind, EntityKind, Mention, TextBlock};

/// A short name and the mention that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byname {
    /// Index of the mention of the full name.
    pub of: usize,
    /// The block that explains it, and where it stands there.
    pub block: usize,
    /// See [`Byname::block`].
    pub span: Range<usize>,
}

/// What stands between a full name and its short name, before quotation marks.
const JOINTS: &[&str] = &[
    "known as",
    "known simply as",
    "better known as",
    "best known as",
    "also known as",
    "popularly known as",
    "widely known as",
    "commonly known as",
    "known by his initials",
    "known by her initials",
    "known by the initials",
    "nicknamed",
    "dubbed",
    "alias",
    "aka",
    "a.k.a.",
    "conocido como",
    "conocida como",
    "más conocido como",
    "más conocida como",
    "connu sous le nom de",
    "connue sous le nom de",
    "bekannt als",
    "besser bekannt als",
    "conhecido como",
    "conhecida como",
];
const QUOTES: &[char] = &['"', '“', '”', '‘', '’', '\''];
/// A short name has at most so many words.
const MOST_WORDS: usize = 3;
/// Initials have no more bytes.
const LONGEST_INITIALS: usize = 64;

/// The short names that an article explains; `mentions` are those of its blocks.
pub(super) fn bynames(blocks: &[TextBlock<'_>], mentions: &[Mention]) -> Vec<Byname> {
    let mut found = Vec::new();
    for (of, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == EntityKind::Person) {
        let Some(block) = blocks.get(mention.block) else { continue };
        let (Some(name), Some(rest)) = (block.text.get(mention.span.clone()), block.text.get(mention.span.end..))
        else {
            continue;
        };
        if !may_explain(rest.as_bytes()) || !name.contains(' ') {
            continue;
        }
        if let Some(range) = explained(name, rest) {
            let span = mention.span.end + range.start..mention.span.end + range.end;
            found.push(Byname { of, block: mention.block, span });
        }
    }
    found
}

/// Whether a bracket stands behind a name, or what begins as one of [`JOINTS`] does.
fn may_explain(rest: &[u8]) -> bool {
    let parts = |byte: &u8| matches!(byte, b' ' | b',');
    match rest.iter().position(|byte| !parts(byte)) {
        None | Some(0) => false,
        Some(at) => matches!(rest[at], b'(' | b'a' | b'b' | b'c' | b'd' | b'k' | b'm' | b'n' | b'p' | b'w'),
    }
}

/// The short name that the text behind a full name gives.
fn explained(name: &str, rest: &str) -> Option<Range<usize>> {
    if let Some(inner) = rest.strip_prefix(" (") {
        // Without a bracket that closes, the rest may be as long as the text.
        let near = &inner[..inner.floor_char_boundary(LONGEST_INITIALS.min(inner.len()))];
        let end = near.find(')')?;
        let short = &inner[..end];
        return is_initials_of(short, name).then_some(2..2 + end);
    }
    let mut at = rest.len() - rest.trim_start_matches([',', ' ']).len();
    for opening in ["who is ", "who was "] {
        at += rest[at..].strip_prefix(opening).map_or(0, |_| opening.len());
    }
    // Behind most names stands a word that begins like none of them.
    let first = *rest.as_bytes().get(at)?;
    let joint = JOINTS.iter().find(|joint| joint.as_bytes()[0] == first && rest[at..].starts_with(**joint))?;
    at += joint.len();
    let behind = rest[at..].strip_prefix(' ')?;
    at += 1;
    let bare = behind.trim_start_matches(QUOTES);
    at += behind.len() - bare.len();
    let mut end = 0;
    for word in bare.split_inclusive(' ').take(MOST_WORDS) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !letters.starts_with(char::is_uppercase) {
            break;
        }
        let start = word.as_ptr() as usize - bare.as_ptr() as usize;
        end = start + letters.len();
        if !word.ends_with(' ') || letters.len() + 1 < word.len() {
            break;
        }
    }
    (end > 0).then_some(at..at + end)
}

/// Whether a short form is the first letters of the parts of a name, particles with or without: `MBS`, `JFK`.
fn is_initials_of(short: &str, name: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    if letters.chars().count() < 2 || !letters.chars().all(char::is_uppercase) {
        return false;
    }
    let first = |words: &mut dyn Iterator<Item = &str>| -> String {
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let parts = || name.split([' ', '-']).filter(|part| !part.is_empty());
    first(&mut parts()) == letters || first(&mut parts().filter(|part| part.starts_with(char::is_uppercase))) == letters
}

/// Adds the mentions of explained short names that the model has missed or taken for something else. Mentions are in reading order,
/// before and after.
pub(super) fn add(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let bynames = bynames(blocks, mentions);
    if bynames.is_empty() {
        return;
    }
    let short_of = |byname: &Byname| &blocks[byname.block].text[byname.span.clone()];
    let capitals = |short: &&str| short.len() <= LONGEST_INITIALS && short.chars().all(is_capital_or_stop);
    let mut places: FxHashMap<&str, Vec<(usize, usize)>> =
        bynames.iter().map(short_of).filter(capitals).map(|short| (short, Vec::new())).collect();
    if !places.is_empty() {
        find_again(blocks, &mut places);
    }
    let mut placed = Placed::take(mentions);
    for byname in &bynames {
        put(&mut placed, byname.block, byname.span.clone());
        // What was explained before has its places already.
        let short = short_of(byname);
        for (block, start) in places.remove(short).unwrap_or_default() {
            put(&mut placed, block, start..start + short.len());
        }
    }
    mentions.extend(placed.into_mentions());
}

fn is_capital_or_stop(c: char) -> bool {
    c.is_uppercase() || c == '.'
}

/// Finds where short names stand as words by themselves, in one walk through the text.
fn find_again(blocks: &[TextBlock<'_>], places: &mut FxHashMap<&str, Vec<(usize, usize)>>) {
    let longest = places.keys().map(|short| short.len()).max().unwrap_or_default();
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Byline) {
        let text = block.text;
        let mut before = ' ';
        for (start, c) in text.char_indices() {
            if !std::mem::replace(&mut before, c).is_alphanumeric() && is_capital_or_stop(c) {
                // A name ends where no letter follows, which in a run of capitals and full stops is before a full stop too.
                let mut run = text[start..].char_indices().take_while(|(at, _)| *at <= longest).peekable();
                while let Some((at, _)) = run.next_if(|(_, c)| is_capital_or_stop(*c)) {
                    let end = start + at + text[start + at..].chars().next().map_or(0, char::len_utf8);
                    let over = !text[end..].starts_with(char::is_alphanumeric);
                    if let Some(known) = places.get_mut(&text[start..end]).filter(|_| over) {
                        known.push((number, start));
                    }
                }
            }
        }
    }
}

/// A mention of a person at this place, unless the place is part of a longer name.
fn put(placed: &mut Placed, block: usize, span: Range<usize>) {
    let longer = |mention: &Mention| mention.span.start < span.start || mention.span.end > span.end;
    if !placed.touching(block, &span).any(longer) {
        placed.put(Mention { kind: EntityKind::Person, block, span, confidence: 0.7 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is taken for the short name of the first words, which are `name`.
    fn short(name: &str, rest: &str) -> Option<String> {
        explained(name, rest).map(|range| rest[range].to_owned())
    }

    #[test]
    fn initials_stand_again_as_words_by_themselves() {
        let text = "Mohammed bin Salman (MBS) left. The MBSX and aMBS are not him, MBS. and Dr. É.MBS are.";
        let mut mentions = vec![Mention { kind: EntityKind::Person, block: 0, span: 0..19, confidence: 1.0 }];
        add(&[TextBlock { kind: BlockKind::Prose, text }], &mut mentions);
        let found: Vec<(&str, usize)> =
            mentions.iter().map(|mention| (&text[mention.span.clone()], mention.span.start)).collect();
        assert_eq!(found, [("Mohammed bin Salman", 0), ("MBS", 21), ("MBS", 63), ("MBS", 79)]);
    }

    #[test]
    fn initials_that_are_part_of_a_longer_name_stay_its() {
        let text = "John Fitzgerald Kennedy (JFK) flew to JFK Airport.";
        let mention = |kind, span| Mention { kind, block: 0, span, confidence: 1.0 };
        let mut mentions = vec![mention(EntityKind::Person, 0..23), mention(EntityKind::Place, 38..49)];
        add(&[TextBlock { kind: BlockKind::Prose, text }], &mut mentions);
        let found: Vec<&str> = mentions.iter().map(|mention| &text[mention.span.clone()]).collect();
        assert_eq!(found, ["John Fitzgerald Kennedy", "JFK", "JFK Airport"]);
    }

    #[test]
    fn no_joint_begins_with_another_letter() {
        assert!(JOINTS.iter().all(|joint| may_explain(format!(", {joint}").as_bytes())));
        assert!(
            may_explain(b" (MBS)") && may_explain(b", who was known") && !may_explain(b" said") && !may_explain(b"'s")
        );
    }

    #[test]
    fn a_short_name_is_explained_beside_the_full_one() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(short("Mohammed bin Salman", " (MBS) said"), some("MBS"));
        assert_eq!(short("Mohammed bin Salman", ", known as MBS, said"), some("MBS"));
        assert_eq!(short("Edson Nascimento", ", better known as Pelé, died"), some("Pelé"));
        assert_eq!(short("Mahmoud Abbas", ", also known as “Abu Mazen”, left"), some("Abu Mazen"));
        assert_eq!(short("Joaquin Guzman", ", nicknamed \"El Chapo\" by the press"), some("El Chapo"));
    }

    #[test]
    fn other_brackets_and_clauses_explain_nothing() {
        assert_eq!(short("Ana Lima", " (PSOE) said"), None);
        assert_eq!(short("Ana Lima", " (43) said"), None);
        assert_eq!(short("Ana Lima", ", known as a hard worker, said"), None);
        assert_eq!(short("Ana Lima", ", who said MBS left"), None);
    }
}
