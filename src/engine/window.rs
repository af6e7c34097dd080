//! A stretch of documents that a query is evaluated over at once.
//!
//! A segment is searched window by window, not document by document: every part of a query marks the documents of the
//! window that it matches in a [`DocBits`], so that AND, OR and NOT are operations on 64 documents at a time and a part is
//! asked only about documents that are still in question.

/// Documents in a window.
pub(crate) const WINDOW: u32 = 4096;
const WORDS: usize = WINDOW as usize / 64;

/// A set of documents of a window, by their distance from its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocBits {
    words: [u64; WORDS],
}

impl DocBits {
    pub(crate) fn none() -> DocBits {
        DocBits { words: [0; WORDS] }
    }

    /// The first `count` documents.
    pub(crate) fn first(count: u32) -> DocBits {
        let mut bits = DocBits::none();
        for (index, word) in bits.words.iter_mut().enumerate() {
            let rest = count.saturating_sub(index as u32 * 64).min(64);
            *word = if rest == 64 { u64::MAX } else { (1 << rest) - 1 };
        }
        bits
    }

    pub(crate) fn insert(&mut self, offset: u32) {
        self.words[offset as usize / 64] |= 1 << (offset % 64);
    }

    pub(crate) fn remove(&mut self, offset: u32) {
        self.words[offset as usize / 64] &= !(1 << (offset % 64));
    }

    pub(crate) fn contains(&self, offset: u32) -> bool {
        self.words[offset as usize / 64] & (1 << (offset % 64)) != 0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether it holds more than so many documents; sooner known than how many.
    pub(crate) fn holds_more_than(&self, limit: u32) -> bool {
        let mut rest = limit;
        self.words.iter().any(|word| match rest.checked_sub(word.count_ones()) {
            Some(left) => {
                rest = left;
                false
            }
            None => true,
        })
    }

    /// Adds 64 documents at once, one bit each; `number` counts them from the beginning of the window.
    pub(crate) fn insert_word(&mut self, number: usize, bits: u64) {
        self.words[number] |= bits;
    }

    /// Keeps what both hold.
    pub(crate) fn and(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what the other holds.
    pub(crate) fn or(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes away what the other holds.
    pub(crate) fn subtract(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// All documents, 64 in a word, one bit each.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Calls back with the documents in ascending order.
    pub(crate) fn for_each(&self, mut call: impl FnMut(u32)) {
        for (index, &word) in self.words.iter().enumerate() {
            bits_of(word, |bit| call(index as u32 * 64 + bit));
        }
    }

    /// The documents in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(index as u32 * 64 + bit)
            })
        })
    }
}

/// Calls back with the numbers of the bits that are set, in ascending order.
pub(crate) fn bits_of(word: u64, mut call: impl FnMut(u32)) {
    let mut rest = word;
    while rest != 0 {
        call(rest.trailing_zeros());
        rest &= rest - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_behave_like_sets() {
        let mut bits = DocBits::first(70);
        assert_eq!(bits.count(), 70);
        assert!(bits.contains(69) && !bits.contains(70));
        bits.remove(0);
        let mut other = DocBits::none();
        other.insert(0);
        other.insert(65);
        other.insert(4095);
        assert_eq!(other.iter().collect::<Vec<_>>(), [0, 65, 4095]);
        let mut called = Vec::new();
        other.for_each(|offset| called.push(offset));
        assert_eq!(called, [0, 65, 4095]);
        let mut both = bits.clone();
        both.and(&other);
        assert_eq!(both.iter().collect::<Vec<_>>(), [65]);
        other.subtract(&bits);
        assert_eq!(other.iter().collect::<Vec<_>>(), [0, 4095]);
        both.or(&other);
        assert_eq!(both.count(), 3);
        assert_eq!(DocBits::first(WINDOW).count(), WINDOW);
        assert!(DocBits::first(0).is_empty());
        assert!(DocBits::first(70).holds_more_than(69) && !DocBits::first(70).holds_more_than(70));
        both.insert_word(2, 0b101);
        assert!(both.contains(128) && !both.contains(129) && both.contains(130));
    }
}
