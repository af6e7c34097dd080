//! The blocks of an article as names are read in them: with ordinary blanks and hyphens, and without marks that nobody sees.
//!
//! Web pages keep the parts of a name on one line with a no-break blank (`Benjamin&nbsp;Netanyahu`), and put marks between words that
//! say where a line may break or which way it runs. What is stored and shown keeps them, so places are put from one text into
//! the other. Its surprise: of most articles there is no view, since none of their blocks has such a character.

use std::borrow::Cow;
use std::ops::Range;

use super::{Mention, TextBlock};

/// The blocks of an article of which at least one has such a character.
pub(super) struct View<'a> {
    blocks: Vec<TextBlock<'a>>,
    plain: Vec<Option<Plain>>,
}

/// A text with ordinary blanks and hyphens.
struct Plain {
    text: String,
    /// What stands in both texts alike, in the order of both: where it begins in the plain one and in the other.
    pieces: Vec<(usize, usize)>,
}

/// What a character stands for.
enum Plainly {
    Itself,
    Blank,
    Hyphen,
    Nothing,
}

impl<'a> View<'a> {
    /// The view of these blocks; none where they are as names are read in them.
    pub fn of(blocks: &[TextBlock<'a>]) -> Option<Self> {
        let first = blocks.iter().position(|block| first_other(block.text).is_some())?;
        let mut plain: Vec<Option<Plain>> = Vec::with_capacity(blocks.len());
        plain.resize_with(first, || None);
        plain.extend(blocks[first..].iter().map(|block| first_other(block.text).map(|at| Plain::of(block.text, at))));
        Some(Self { blocks: blocks.to_vec(), plain })
    }

    /// The blocks as names are read in them.
    pub fn plain_blocks(&self) -> Vec<TextBlock<'_>> {
        let blocks = self.blocks.iter().zip(&self.plain);
        blocks
            .map(|(block, plain)| TextBlock {
                kind: block.kind,
                text: plain.as_ref().map_or(block.text, |plain| &plain.text),
            })
            .collect()
    }

    /// Puts mentions that were found in the plain blocks to their places in the blocks.
    pub fn put_back(&self, mentions: &mut [Mention]) {
        for mention in mentions {
            if let Some(plain) = &self.plain[mention.block] {
                mention.span = plain.put_back(&mention.span, self.blocks[mention.block].text);
            }
        }
    }

    /// Mentions of the blocks at their places in the plain ones.
    pub fn taken_over(&self, mentions: &[Mention]) -> Vec<Mention> {
        let taken = mentions.iter().map(|mention| match self.plain.get(mention.block) {
            Some(Some(plain)) => Mention { span: plain.taken_over(&mention.span), ..mention.clone() },
            _ => mention.clone(),
        });
        taken.collect()
    }
}

/// A name as it is filed and shown, with ordinary blanks and hyphens.
pub fn plain_name(name: &str) -> Cow<'_, str> {
    match first_other(name) {
        Some(at) => Cow::Owned(Plain::of(name, at).text),
        None => Cow::Borrowed(name),
    }
}

impl Plain {
    /// Reads a text of which the first such character is at `first`.
    fn of(text: &str, first: usize) -> Self {
        let mut plain = Self { text: String::with_capacity(text.len()), pieces: vec![(0, 0)] };
        plain.text.push_str(&text[..first]);
        for (at, c) in text[first..].char_indices().map(|(at, c)| (first + at, c)) {
            let end = at + c.len_utf8();
            match plainly(c) {
                Plainly::Itself => {
                    plain.text.push(c);
                    continue;
                }
                Plainly::Hyphen => plain.text.push('-'),
                Plainly::Nothing => {}
                // A no-break blank beside an ordinary one is what editors make of two blanks that were typed; more of them part columns.
                Plainly::Blank if is_second_blank(&text[..at], &text[end..]) => {}
                Plainly::Blank => plain.text.push(' '),
            }
            plain.pieces.push((plain.text.len(), end));
        }
        plain
    }

    fn put_back(&self, span: &Range<usize>, text: &str) -> Range<usize> {
        let last = |pieces: usize, at: usize| {
            let (plain, other) = self.pieces[pieces - 1];
            text.ceil_char_boundary(other + at - plain)
        };
        // What is left out before a name is no part of it, nor what is left out behind it.
        let start = last(self.pieces.partition_point(|(plain, _)| *plain <= span.start), span.start);
        let before_end = self.pieces.partition_point(|(plain, _)| *plain < span.end).max(1);
        start..last(before_end, span.end).max(start)
    }

    fn taken_over(&self, span: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let pieces = self.pieces.partition_point(|(_, other)| *other <= at);
            let (plain, other) = self.pieces[pieces - 1];
            let end = self.pieces.get(pieces).map_or(self.text.len(), |(plain, _)| *plain);
            (plain + at - other).min(end)
        };
        place(span.start)..place(span.end)
    }
}

/// Whether a blank stands beside an ordinary one, and no third beside the two.
fn is_second_blank(before: &str, behind: &str) -> bool {
    let is_blank = |c: char| c == ' ' || matches!(plainly(c), Plainly::Blank);
    let before = before.bytes().next_back() == Some(b' ') && !before[..before.len() - 1].ends_with(is_blank);
    let behind_too = behind.bytes().next() == Some(b' ') && !behind[1..].starts_with(is_blank);
    match before {
        true => !behind.starts_with(is_blank),
        false => behind_too,
    }
}

/// Where the first character is that stands for another or for none.
fn first_other(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return None;
    }
    let bytes = text.as_bytes();
    let is_other = |at: &usize| text[*at..].chars().next().is_some_and(|c| !matches!(plainly(c), Plainly::Itself));
    let first = memchr::memchr3_iter(0xc2, 0xe2, 0xe3, bytes).find(|at| {
        // What begins so in most texts are quotation marks and dashes, or letters of kana.
        match bytes[*at] {
            0xe2 => matches!(bytes[*at + 1], 0x80 | 0x81) && is_other(at),
            0xe3 => bytes[*at + 1] == 0x80 && is_other(at),
            _ => is_other(at),
        }
    });
    let mark = memchr::memmem::find(bytes, "\u{feff}".as_bytes());
    first.into_iter().chain(mark).min()
}

fn plainly(c: char) -> Plainly {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Plainly::Blank,
        '\u{2010}' | '\u{2011}' => Plainly::Hyphen,
        // Joiners stay: words of Persian and of Indian languages have them.
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Plainly::Nothing,
        _ => Plainly::Itself,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::person::extract::tests::persons;
    use crate::person::{BlockKind, EntityKind, extract_blocks, resolve};

    #[test]
    fn a_name_is_one_whatever_blank_is_in_it() {
        for blank in ["\u{a0}", "\u{202f}", "\u{2009}", "\u{3000}", "\u{a0} ", " \u{a0}", " \u{200e}", "\u{200b} "] {
            let name = format!("Benjamin{blank}Netanyahu");
            let text = format!("Israeli Prime Minister {name} met Ana Lima on Monday. “Yes,” Netanyahu said.");
            assert_eq!(persons(&text), [name.as_str(), "Ana Lima", "Netanyahu"], "{blank:?}");
            let blocks = [TextBlock { kind: BlockKind::Prose, text: &text }];
            let mentions = extract_blocks(&blocks, Some("en"));
            let found = resolve(&blocks, &mentions, Some("en"));
            let of_him = &found[0];
            assert_eq!((&*of_him.name, &*of_him.key), ("Benjamin Netanyahu", "netanyahu, benjamin"), "{blank:?}");
            assert_eq!((of_him.mentions.len(), &*of_him.roles), (2, &["Israeli Prime Minister".to_owned()][..]));
        }
    }

    #[test]
    fn hyphens_that_do_not_break_and_marks_that_nobody_sees_are_no_part_of_what_is_filed() {
        let text =
            "French politician Jean\u{2011}Marie Le\u{a0}Pen met Joe \u{200e}Biden\u{200f} and Ana Neta\u{ad}lova.";
        let blocks = [TextBlock { kind: BlockKind::Prose, text }];
        let mentions = extract_blocks(&blocks, Some("en"));
        let spans: Vec<&str> =
            mentions.iter().filter(|m| m.kind == EntityKind::Person).map(|m| &text[m.span.clone()]).collect();
        assert_eq!(spans, ["Jean\u{2011}Marie Le\u{a0}Pen", "Joe \u{200e}Biden", "Ana Neta\u{ad}lova"]);
        let names: Vec<String> =
            resolve(&blocks, &mentions, Some("en")).into_iter().map(|person| person.name).collect();
        assert_eq!(names, ["Jean-Marie Le Pen", "Joe Biden", "Ana Netalova"]);
    }

    #[test]
    fn blanks_that_part_columns_part_names() {
        let text = "Senators Blanche Lincoln\u{a0}\u{a0}Mark Pryor and Carl Levin\u{a0} \u{a0}Jack Reed left.";
        assert_eq!(persons(text), ["Blanche Lincoln", "Mark Pryor", "Carl Levin", "Jack Reed"]);
    }

    #[test]
    fn a_ship_is_told_behind_a_blank_that_does_not_break() {
        assert_eq!(persons("The carrier USS\u{a0}Harry S.\u{a0}Truman left Norfolk on Monday."), [""; 0]);
    }

    #[test]
    fn names_are_plain() {
        assert_eq!(plain_name("New\u{a0}York"), "New York");
        assert!(matches!(plain_name("Örebro “1”"), Cow::Borrowed("Örebro “1”")));
        assert!(View::of(&[TextBlock { kind: BlockKind::Prose, text: "“Öre” – 安倍晋三" }]).is_none());
    }

    proptest! {
        #[test]
        fn places_come_back_from_the_other_text(
            text in "([a-zé ]|\u{a0}|\u{2009}|\u{2011}|\u{200b}|\u{feff}|“){0,30}",
            from in 0_usize..40,
            length in 0_usize..20,
        ) {
            let blocks = [TextBlock { kind: BlockKind::Prose, text: &text }];
            let Some(view) = View::of(&blocks) else { return Ok(()) };
            let plain = view.plain_blocks()[0].text.to_owned();
            prop_assert!(plain.chars().all(|c| matches!(plainly(c), Plainly::Itself)));
            let start = plain.floor_char_boundary(from);
            let span = start..plain.floor_char_boundary(start + length);
            let mut mentions = [Mention { kind: EntityKind::Person, block: 0, span: span.clone(), confidence: 1.0 }];
            view.put_back(&mut mentions);
            let there = text.get(mentions[0].span.clone());
            prop_assert!(there.is_some());
            if !span.is_empty() {
                prop_assert_eq!(view.taken_over(&mentions)[0].span.clone(), span.clone());
                let seen = |c: &char| !matches!(plainly(*c), Plainly::Nothing | Plainly::Blank | Plainly::Hyphen) && *c != ' ';
                let letters = |text: &str| text.chars().filter(seen).filter(|c| *c != '-').collect::<String>();
                prop_assert_eq!(letters(there.unwrap_or_default()), letters(&plain[span]));
            }
        }
    }
}
