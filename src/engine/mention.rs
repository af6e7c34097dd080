//! Where the names of an article stand, in few bytes.
//!
//! Owns how mentions are told one after the other in reading order: whose it is, how many words after the one before it begins,
//! counting words that may begin a name, and how many words it has. Must not know how names are written. The surprise: the
//! places follow from the text. Without it the number of mentions and their blocks are known all the same.

use std::cmp::Ordering;
use std::ops::Range;

use super::ascii;
use super::document::{ArticleName, NameClass, NameMention};
use super::packed::GROUP;

/// What says whose a mention is: below this a name that was not mentioned before, from this on one that was, the latest first.
const KNOWN: u8 = 72;
/// Kinds of new names of each class.
const KINDS: u8 = KNOWN / 3;
/// Says that a mention's place is kept as it is.
const ODD: u8 = u8::MAX;

/// Mentions as they are stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PackedMentions {
    /// For each: blocks since the one before, words, whose it is, and length.
    pub(super) groups: Vec<u8>,
    /// Begin and end of those that neither begin nor end with a word.
    pub(super) odd: Vec<(u32, u32)>,
}

/// A name whose mentions were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mentioned {
    pub(super) class: NameClass,
    /// What it was packed with.
    pub(super) kind: u8,
    pub(super) mentions: Vec<NameMention>,
}

/// The mentions of all names in reading order, each with the number of its name.
pub(super) fn in_order(names: &[ArticleName]) -> Vec<(NameMention, u32)> {
    let mut mentions = Vec::with_capacity(names.iter().map(|name| name.mentions.len()).sum());
    for (number, name) in (0..).zip(names) {
        mentions.extend(name.mentions.iter().map(|mention| (*mention, number)));
    }
    mentions.sort_by_key(|(mention, _)| place(mention));
    mentions
}

fn place(mention: &NameMention) -> (u32, u32) {
    (mention.block, mention.start)
}

/// Packs the mentions of all names, which [`in_order`] gave; `kind` gives for the number of a name what it needs to be told with
/// its first mention, less than [`KINDS`]. `None` when names do not come persons first and then by their first mention, or
/// blocks are far between.
pub(super) fn pack(
    names: &[ArticleName],
    mentions: &[(NameMention, u32)],
    blocks: &[&str],
    kind: impl Fn(usize) -> u8,
) -> Option<PackedMentions> {
    let persons = names.iter().take_while(|name| name.class == NameClass::Person).count();
    if names[persons..].iter().any(|name| name.class == NameClass::Person) {
        return None;
    }
    // Those of a name are in order, or they would come back in another.
    if names.iter().any(|name| !name.mentions.is_sorted_by_key(place)) {
        return None;
    }
    let mut packed = PackedMentions { groups: Vec::with_capacity(mentions.len() * GROUP), odd: Vec::new() };
    let (mut next_person, mut next_other) = (0, persons);
    let mut recent: Vec<usize> = Vec::with_capacity(names.len());
    let mut cursor = Cursor::default();
    for &(mention, name) in mentions {
        let name = name as usize;
        let skipped = u8::try_from(mention.block - cursor.block).ok()?;
        let next = if name < persons { &mut next_person } else { &mut next_other };
        let whose = match name.cmp(next) {
            Ordering::Less => {
                // Of names that were mentioned before more others there is no room to tell.
                let mut near = recent.iter().rev().take(usize::from(u8::MAX - KNOWN) + 1);
                let rank = near.position(|other| *other == name)?;
                recent.remove(recent.len() - 1 - rank);
                u8::try_from(rank).ok()?.checked_add(KNOWN)?
            }
            Ordering::Equal => {
                *next += 1;
                names[name].class as u8 * KINDS + kind(name)
            }
            Ordering::Greater => return None,
        };
        recent.push(name);
        let words = cursor.words_to(&mention, blocks);
        let (gap, length) = words.unwrap_or((ODD, 0));
        if gap == ODD {
            packed.odd.push((mention.start, mention.end));
        }
        cursor.move_behind(&mention, blocks);
        packed.groups.extend([skipped, gap, whose, length]);
    }
    ((next_person, next_other) == (persons, names.len())).then_some(packed)
}

/// Reads what [`pack`] gave. Of blocks that are not there, places are all 0. `None` for anything else.
pub(super) fn unpack(packed: &PackedMentions, blocks: &[&str]) -> Option<Vec<Mentioned>> {
    let (mut persons, mut others) = (Vec::new(), Vec::new());
    // Of each name whether it is a person, and its number among those.
    let mut recent: Vec<(bool, usize)> = Vec::new();
    let mut cursor = Cursor::default();
    let mut odd = packed.odd.iter();
    let (groups, rest) = packed.groups.as_chunks::<GROUP>();
    for &[skipped, gap, whose, length] in groups {
        let block = cursor.block.checked_add(u32::from(skipped))?;
        let mention = match gap {
            ODD => {
                let &(start, end) = odd.next()?;
                NameMention { block, start, end }
            }
            gap => cursor.mention(block, gap, length, blocks)?,
        };
        cursor.move_behind(&mention, blocks);
        let (is_person, number) = match whose.checked_sub(KNOWN) {
            Some(rank) => recent.remove(recent.len().checked_sub(1 + usize::from(rank))?),
            None => {
                let class = [NameClass::Person, NameClass::Organisation, NameClass::Place][usize::from(whose / KINDS)];
                let list = if class == NameClass::Person { &mut persons } else { &mut others };
                list.push(Mentioned { class, kind: whose % KINDS, mentions: Vec::new() });
                (class == NameClass::Person, list.len() - 1)
            }
        };
        let list = if is_person { &mut persons } else { &mut others };
        list[number].mentions.push(mention);
        recent.push((is_person, number));
    }
    persons.append(&mut others);
    (rest.is_empty() && odd.next().is_none()).then_some(persons)
}

/// The place behind a mention.
#[derive(Debug, Default)]
struct Cursor {
    block: u32,
    at: usize,
}

impl Cursor {
    /// Words that may begin a name between here and a mention, and its length; `None` when that does not say where it is.
    fn words_to(&self, mention: &NameMention, blocks: &[&str]) -> Option<(u8, u8)> {
        let text = blocks.get(mention.block as usize)?;
        let (start, end) = (mention.start as usize, mention.end as usize);
        let from = if mention.block == self.block { self.at } else { 0 };
        // From one byte before to one behind.
        let around = text.as_bytes().get(from.saturating_sub(1)..(end + 1).min(text.len()));
        if from <= start && start < end && end <= text.len() && around.is_some_and(<[u8]>::is_ascii) {
            return words_between(text.as_bytes(), from, start, end);
        }
        // One letter behind the mention says whether its last word ends there; the word behind it may be as far off as the text is
        // long, where the language has no blanks.
        let text = &text[..text.ceil_char_boundary((end + 1).min(text.len()))];
        let mut words = Words::new(text, from);
        let mut gap = 0u8;
        loop {
            match words.next_start()? {
                at if at == start => break,
                at if at > start => return None,
                _ => gap = gap.checked_add(1).filter(|gap| *gap < ODD)?,
            }
        }
        let mut count = 0u8;
        loop {
            let at = words.next_end();
            let dotted = at + 1 == end && text.as_bytes().get(at) == Some(&b'.');
            if at == end || dotted {
                return Some((gap, count.checked_mul(2)?.checked_add(u8::from(dotted))?));
            }
            if at > end || at == text.len() {
                return None;
            }
            count = count.checked_add(1)?;
        }
    }

    /// The mention in a block that [`Cursor::words_to`] told so.
    fn mention(&self, block: u32, gap: u8, length: u8, blocks: &[&str]) -> Option<NameMention> {
        let Some(text) = blocks.get(block as usize) else { return Some(NameMention { block, start: 0, end: 0 }) };
        let from = if block == self.block { self.at } else { 0 };
        let mut words = Words::new(text, from);
        let mut start = words.next_start()?;
        for _ in 0..gap {
            start = words.next_start()?;
        }
        let mut end = words.next_end();
        for _ in 0..length / 2 {
            end = words.next_end();
        }
        let end = end + usize::from(length % 2);
        Some(NameMention { block, start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
    }

    fn move_behind(&mut self, mention: &NameMention, blocks: &[&str]) {
        let text = blocks.get(mention.block as usize).copied().unwrap_or_default();
        let end = mention.end as usize;
        (self.block, self.at) = (mention.block, if text.is_char_boundary(end) { end } else { text.len() });
    }
}

/// As [`Cursor::words_to`] in a text that is ASCII from one byte before `from` to one behind `end`. Nothing branches on what
/// stands before a name, which is most of a text.
fn words_between(text: &[u8], from: usize, start: usize, end: usize) -> Option<(u8, u8)> {
    let is_word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_end = |at: usize| is_word(at - 1) && !is_word(at);
    if !text[start].is_ascii_uppercase() || start > 0 && is_word(start - 1) {
        return None;
    }
    let gap = count_bytes(text, from..start, |&Eight { capitals, before, .. }| capitals & !before);
    let gap = u8::try_from(gap).ok().filter(|gap| *gap < ODD)?;
    // Behind words that end before the last byte.
    let ends = count_bytes(text, start + 1..end, |&Eight { words, before, .. }| before & !words);
    let (whole, dotted) = match end - 1 {
        _ if is_end(end) => (ends, false),
        dot if text[dot] == b'.' && dot > start && is_end(dot) => (ends - 1, true),
        _ if end == text.len() => (ends, false),
        _ => return None,
    };
    Some((gap, u8::try_from(whole).ok()?.checked_mul(2)?.checked_add(u8::from(dotted))?))
}

/// Eight bytes of a text: which are capitals, which belong to words, and before which a byte stands that does, in the highest bit
/// of each.
struct Eight {
    capitals: u64,
    words: u64,
    before: u64,
}

/// How many bytes of a part of a text are among those that `which` picks.
fn count_bytes(text: &[u8], part: Range<usize>, which: impl Fn(&Eight) -> u64) -> u32 {
    let mut inside = part.start > 0 && text[part.start - 1].is_ascii_alphanumeric();
    let mut pick = |bytes: [u8; 8]| {
        let (capitals, words) = ascii::capitals_and_words(u64::from_le_bytes(bytes));
        let eight = Eight { capitals, words, before: words << 8 | u64::from(inside) << 7 };
        inside = words >> 63 == 1;
        which(&eight)
    };
    let (whole, rest) = text[part.clone()].as_chunks();
    let count: u32 = whole.iter().map(|bytes| ascii::count(pick(*bytes))).sum();
    if rest.is_empty() {
        return count;
    }
    let mut last = [0; 8];
    match text[part.end - rest.len()..].first_chunk() {
        Some(bytes) => last = *bytes,
        None => last[..rest.len()].copy_from_slice(rest),
    }
    // What stands behind the part does not count.
    let within = u64::MAX >> (64 - 8 * rest.len());
    count + ascii::count(pick(last) & within)
}

const GAP: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const WIDE: u8 = 3;

const CLASS: [u8; 256] = {
    let mut table = [GAP; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            0x80.. => WIDE,
            _ => GAP,
        };
        byte += 1;
    }
    table
};

/// The words of a text, runs of letters and digits.
struct Words<'t> {
    text: &'t str,
    at: usize,
    /// A letter or digit stands before `at`.
    inside: bool,
}

impl<'t> Words<'t> {
    fn new(text: &'t str, at: usize) -> Words<'t> {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        Words { text, at, inside: before.is_some_and(char::is_alphanumeric) }
    }

    /// Where the next word begins that does not begin with a small letter or a plain digit. Moves behind its first letter.
    fn next_start(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let start = self.at;
            let (is_word, may_begin, length) = match CLASS[usize::from(byte)] {
                GAP => (false, false, 1),
                SMALL => (true, false, 1),
                CAPITAL => (true, true, 1),
                _ => {
                    let c = self.text.get(start..)?.chars().next()?;
                    (c.is_alphanumeric(), !c.is_lowercase(), c.len_utf8())
                }
            };
            self.at += length;
            let begins = is_word && !self.inside;
            self.inside = is_word;
            if begins && may_begin {
                return Some(start);
            }
        }
        None
    }

    /// The end of the word that was begun, or of the next one; the end of the text when there is none.
    fn next_end(&mut self) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let (is_word, length) = match CLASS[usize::from(byte)] {
                GAP => (false, 1),
                WIDE => {
                    let c = self.text.get(self.at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                    (c.is_alphanumeric(), c.len_utf8())
                }
                _ => (true, 1),
            };
            if self.inside && !is_word {
                self.inside = false;
                return self.at;
            }
            self.inside = is_word;
            self.at += length;
        }
        self.inside = false;
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(class: NameClass, mentions: &[(u32, u32, u32)]) -> ArticleName {
        let mentions = mentions.iter().map(|&(block, start, end)| NameMention { block, start, end }).collect();
        ArticleName { class, name: "A".into(), key: "a".into(), roles: Vec::new(), mentions }
    }

    fn comes_back(names: &[ArticleName], blocks: &[&str]) -> PackedMentions {
        let packed = pack(names, &in_order(names), blocks, |number| number as u8 % KINDS).expect("it can be packed");
        let read = unpack(&packed, blocks).expect("it can be read");
        let expected: Vec<Mentioned> = (0..)
            .zip(names)
            .map(|(number, name)| Mentioned {
                class: name.class,
                kind: number % KINDS,
                mentions: name.mentions.clone(),
            })
            .collect();
        assert_eq!(read, expected);
        packed
    }

    #[test]
    fn mentions_are_told_by_words_and_come_back() {
        let blocks =
            ["Rafah talks", "On Monday Ana M. Lima Jr. met Lima's O'Brien in Rafah.", "No one here", "\u{c9}mile Zola"];
        let names = [
            name(NameClass::Person, &[(1, 10, 25), (1, 30, 34)]),
            name(NameClass::Person, &[(1, 37, 44)]),
            name(NameClass::Person, &[(3, 0, 11)]),
            name(NameClass::Place, &[(0, 0, 5), (1, 48, 53)]),
        ];
        let packed = comes_back(&names, &blocks);
        let expected: [[u8; 4]; 6] = [
            // Rafah: the first place, one word.
            [0, 0, 48 + 3, 0],
            // On and Monday are passed over; four words and a dot.
            [1, 2, 0, 7],
            [0, 0, KNOWN, 0],
            // Two words with an apostrophe between them.
            [0, 0, 1, 2],
            [0, 0, KNOWN + 2, 0],
            [2, 0, 2, 2],
        ];
        assert_eq!(packed.groups, expected.concat());
        assert_eq!(packed.odd, []);
    }

    #[test]
    fn what_words_do_not_tell_is_kept_as_it_is() {
        let blocks = ["the de Gaulle \u{645}\u{635}\u{631} 3M \u{4e2d}\u{56fd}\u{4eba}"];
        let names = [
            name(NameClass::Person, &[(0, 4, 13), (0, 9, 11), (0, 14, 20), (7, 9, 3)]),
            name(NameClass::Organisation, &[(0, 21, 23), (0, 27, 30)]),
        ];
        let packed = comes_back(&names, &blocks);
        assert_eq!(packed.odd, [(4, 13), (9, 11), (21, 23), (27, 30), (9, 3)]);
    }

    #[test]
    fn without_the_text_numbers_and_blocks_are_known() {
        let blocks = ["Ana Lima", "Ana Lima and Lima", "Lima"];
        let names = [name(NameClass::Person, &[(0, 0, 8), (1, 0, 8), (1, 13, 17), (2, 0, 4)])];
        let packed = comes_back(&names, &blocks);
        let read = unpack(&packed, &blocks[..1]).expect("it can be read");
        let places: Vec<_> =
            read[0].mentions.iter().map(|mention| (mention.block, mention.start, mention.end)).collect();
        assert_eq!(places, [(0, 0, 8), (1, 0, 0), (1, 0, 0), (2, 0, 0)]);
    }

    #[test]
    fn names_in_another_order_are_not_packed() {
        let person = name(NameClass::Person, &[(0, 0, 3)]);
        let place = name(NameClass::Place, &[(0, 4, 8)]);
        let later = name(NameClass::Person, &[(0, 9, 12)]);
        let silent = name(NameClass::Person, &[]);
        let turned = name(NameClass::Person, &[(0, 4, 8), (0, 0, 3)]);
        let far = name(NameClass::Person, &[(256, 0, 3)]);
        for names in [vec![place, person.clone()], vec![later, person], vec![silent], vec![turned], vec![far]] {
            assert_eq!(pack(&names, &in_order(&names), &["Ana Lima Ben"], |_| 0), None);
        }
    }

    #[test]
    fn damage_is_told() {
        let packed = |groups: &[u8], odd: &[(u32, u32)]| PackedMentions { groups: groups.into(), odd: odd.into() };
        let blocks = ["Ana Lima"];
        assert!(unpack(&packed(&[0, 0, 0, 0], &[]), &blocks).is_some());
        for damaged in [
            packed(&[0, 0, 0], &[]),
            packed(&[0, 2, 0, 0], &[]),
            packed(&[0, 0, KNOWN, 0], &[]),
            packed(&[0, ODD, 0, 0], &[]),
            packed(&[0, 0, 0, 0], &[(0, 3)]),
        ] {
            assert_eq!(unpack(&damaged, &blocks), None);
        }
    }

    proptest! {
        #[test]
        fn any_mentions_come_back(
            blocks in prop::collection::vec("([A-Z]?[a-z]{1,3}|[ .,'9]|\\PC){0,20}", 1..5),
            places in prop::collection::vec((0u32..6, 0u32..40, 0u32..40, 0usize..8), 0..30),
        ) {
            let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
            let mut places = places;
            places.sort();
            let mut names: Vec<(usize, ArticleName)> = Vec::new();
            for (block, start, end, which) in places {
                let mention = NameMention { block, start, end };
                match names.iter_mut().find(|(known, _)| *known == which) {
                    Some((_, name)) => name.mentions.push(mention),
                    None => {
                        let class = [NameClass::Person, NameClass::Organisation, NameClass::Place][which % 3];
                        names.push((which, name(class, &[(block, start, end)])));
                    }
                }
            }
            let mut names: Vec<ArticleName> = names.into_iter().map(|(_, name)| name).collect();
            names.sort_by_key(|name| name.class != NameClass::Person);
            comes_back(&names, &blocks);
        }

        #[test]
        fn plain_text_is_told_as_any_other_is(
            text in "([A-Z]?[a-z]{0,2}[ .,'9]?){0,30}", from in 0usize..40, start in 0u32..60, length in 1u32..16,
        ) {
            let mention = NameMention { block: 0, start, end: start + length };
            let from = from.min(text.len());
            let cursor = Cursor { block: 0, at: from };
            let told = cursor.words_to(&mention, &[&text]);
            // By hand: pieces of letters and digits, each with where it begins and ends.
            let mut pieces: Vec<(usize, usize)> = Vec::new();
            for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
                match pieces.last_mut() {
                    Some((_, end)) if *end == at => *end = at + 1,
                    _ => pieces.push((at, at + 1)),
                }
            }
            let (start, end) = (start as usize, (start + length) as usize);
            let capital = |at: usize| text.as_bytes()[at].is_ascii_uppercase();
            let names: Vec<usize> = pieces.iter().map(|piece| piece.0).filter(|at| *at >= from && capital(*at)).collect();
            let Some(gap) = names.iter().position(|at| *at == start) else {
                prop_assert_eq!(told, None);
                return Ok(());
            };
            let ends: Vec<usize> = pieces.iter().map(|piece| piece.1).filter(|at| *at > start).chain([text.len()]).collect();
            let dot = |at: usize| at + 1 == end && text.as_bytes().get(at) == Some(&b'.');
            let expected = ends.iter().position(|at| *at == end || dot(*at)).map(|count| {
                (gap as u8, (count * 2) as u8 + u8::from(ends[count] != end))
            });
            prop_assert_eq!(told, expected);
        }

        #[test]
        fn any_bytes_are_read_or_refused(
            groups in prop::collection::vec(any::<u8>(), 0..60),
            text in "([A-Z]?[a-z]{1,3}|[ .,'9]|\\PC){0,20}",
        ) {
            unpack(&PackedMentions { groups, odd: vec![(3, 1), (u32::MAX, 0)] }, &[&text, &text]);
        }
    }
}
