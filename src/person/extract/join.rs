//! One name of what was found in pieces.
//!
//! Its surprise: the pieces need not all have been found, since the form of the text says how far the name reaches.

use std::ops::Range;

use super::super::placed::{Placed, touching};
use super::super::{EntityKind, Mention, TextBlock};
use super::{quoted, roll, shortened};

/// Joins what was found of names with shortened given names (`Wm. Tuttle`), of names in lists (`Kowalczyk, Piotr, 27,`) and around
/// nicknames (`Ismael "El Mayo" Zambada`). Mentions are in reading order, before and after.
pub(super) fn join(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.kind != EntityKind::Person {
            continue;
        }
        let text = blocks[mention.block].text;
        let next = mentions.get(at + 1).filter(|next| next.block == mention.block).map(|next| next.span.clone());
        if let Some(whole) = shortened::around(text, &mention.span, next).or_else(|| roll::around(text, &mention.span))
        {
            found.push((mention.block, whole));
        }
    }
    for (number, block) in blocks.iter().enumerate() {
        quoted::find(block.text, |place| {
            let near = touching(mentions, number, &place.around());
            let persons = near.iter().filter(|mention| mention.kind == EntityKind::Person);
            let whole = quoted::whole(block.text, place, &mut persons.map(|mention| &mention.span));
            found.extend(whole.map(|whole| (number, whole)));
        });
    }
    if found.is_empty() {
        return;
    }
    let mut placed = Placed::take(mentions);
    for (block, span) in found {
        put(&mut placed, block, span);
    }
    mentions.extend(placed.into_mentions());
}

/// No name has as many bytes, and hardly a column of them that was read as one.
const LONGEST: usize = 1_000;

/// A mention of a person in place of those inside, with what sticks out of persons; none where the place is part of another name.
fn put(placed: &mut Placed, block: usize, span: Range<usize>) {
    let mut confidence: f32 = 0.5;
    let mut whole = span.clone();
    for mention in placed.touching(block, &span) {
        if mention.kind != EntityKind::Person && (mention.span.start < span.start || mention.span.end > span.end) {
            return;
        }
        confidence = confidence.max(mention.confidence);
        whole = whole.start.min(mention.span.start)..whole.end.max(mention.span.end);
    }
    // "Wm. Tuttle Wm. Tuttle Wm." would grow with each that is joined.
    if whole.len() > LONGEST {
        return;
    }
    placed.put(Mention { kind: EntityKind::Person, block, span: whole, confidence });
}

#[cfg(test)]
mod tests {
    use super::super::tests::changed;
    use super::*;

    #[test]
    fn what_is_found_of_a_name_becomes_one() {
        let text = "Fined: Kowalczyk, Piotr, 27; Mr. Wm. Tuttle. Later Ismael \"El Mayo\" Zambada came.";
        let names = changed(text, &["Kowalczyk", "Piotr", "Tuttle", "Ismael", "El Mayo"], join);
        assert_eq!(names, ["Kowalczyk, Piotr", "Wm. Tuttle", "Ismael \"El Mayo\" Zambada"]);
    }

    #[test]
    fn a_row_of_names_that_each_join_the_next_does_not_become_one_name_as_long_as_the_text() {
        let text = "Wm. Tuttle ".repeat(500);
        let names = changed(&text, &["Wm. Tuttle Wm"; 250], join);
        assert!(names.iter().all(|name| name.len() <= LONGEST) && names.len() >= 5, "{}", names.len());
    }
}
