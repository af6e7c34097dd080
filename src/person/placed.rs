//! Where the mentions of an article stand, and which of them a place touches.
//!
//! Mentions are in reading order here and none runs into another. Its surprise: an article may have as many mentions as a large file
//! has words, so nothing walks all of them to find those at one place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Mention;

/// The mentions that share a byte with a place of a block.
pub(super) fn touching<'m>(mentions: &'m [Mention], block: usize, span: &Range<usize>) -> &'m [Mention] {
    let rest =
        &mentions[mentions.partition_point(|mention| (mention.block, mention.span.end) <= (block, span.start))..];
    &rest[..rest.partition_point(|mention| (mention.block, mention.span.start) < (block, span.end))]
}

/// Mentions among which others are put.
pub(super) struct Placed(BTreeMap<(usize, usize), Mention>);

impl Placed {
    /// Takes the mentions out of a list.
    pub(super) fn take(mentions: &mut Vec<Mention>) -> Self {
        Self(mentions.drain(..).map(|mention| ((mention.block, mention.span.start), mention)).collect())
    }

    /// Those that share a byte with a place of a block, the last first.
    pub(super) fn touching(&self, block: usize, span: &Range<usize>) -> impl Iterator<Item = &Mention> {
        let start = span.start;
        let before = self.0.range((block, 0)..(block, span.end)).rev().map(|(_, mention)| mention);
        before.take_while(move |mention| mention.span.end > start)
    }

    /// Puts a mention in the place of those that it touches.
    pub(super) fn put(&mut self, mention: Mention) {
        let touched: Vec<(usize, usize)> =
            self.touching(mention.block, &mention.span).map(|other| (other.block, other.span.start)).collect();
        touched.iter().for_each(|place| {
            self.0.remove(place);
        });
        self.0.insert((mention.block, mention.span.start), mention);
    }

    /// All of them in reading order.
    pub(super) fn into_mentions(self) -> impl Iterator<Item = Mention> {
        self.0.into_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::EntityKind;

    fn mention(block: usize, span: Range<usize>) -> Mention {
        Mention { kind: EntityKind::Person, block, span, confidence: 1.0 }
    }

    #[test]
    fn a_place_touches_what_shares_a_byte_with_it() {
        let mut mentions = vec![mention(0, 0..4), mention(1, 2..5), mention(1, 5..9), mention(1, 12..14)];
        let spans = |span: Range<usize>| -> Vec<Range<usize>> {
            touching(&mentions, 1, &span).iter().map(|mention| mention.span.clone()).collect()
        };
        assert_eq!(spans(4..6), [2..5, 5..9]);
        assert_eq!(spans(9..12), [0..0; 0]);
        assert_eq!(spans(8..99), [5..9, 12..14]);
        assert_eq!(touching(&mentions, 2, &(0..99)), []);
        let mut placed = Placed::take(&mut mentions);
        let touched = placed.touching(1, &(4..13)).map(|mention| mention.span.start).collect::<Vec<_>>();
        assert_eq!(touched, [12, 5, 2]);
        placed.put(mention(1, 3..8));
        placed.put(mention(0, 4..6));
        let all = placed.into_mentions().map(|mention| (mention.block, mention.span)).collect::<Vec<_>>();
        assert_eq!(all, [(0, 0..4), (0, 4..6), (1, 3..8), (1, 12..14)]);
    }
}
