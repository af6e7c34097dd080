//! The documents of several lists as one list.
//!
//! Owns how they are put in order, and how one is found in them. The surprise: of many documents a bit each is set and all bits are gone through,
//! which is a shorter way than to merge them.

/// With more documents of the segment than this for each document of the lists, they are sorted.
const SPARSE: usize = 256;

/// Puts documents of a segment, which has so many, in ascending order, each once. They were added list by list, each of them
/// ascending.
pub(super) fn unite(documents: &mut Vec<u32>, of: u32) {
    if of as usize > documents.len() * SPARSE {
        // Which the stable way of sorting makes use of.
        documents.sort();
        documents.dedup();
        return;
    }
    let mut bits = vec![0_u64; (of as usize).div_ceil(64)];
    for &document in documents.iter() {
        // Of an index that is damaged there may be others.
        if let Some(word) = bits.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }
    documents.clear();
    for (first, word) in (0..).step_by(64).zip(bits) {
        super::window::bits_of(word, |bit| documents.push(first + bit));
    }
}

/// The place of the first of some ascending documents from one on, looked for from a place that is not behind it.
pub(super) fn advance(documents: &[u32], mut from: usize, document: u32) -> usize {
    if documents.get(from).is_none_or(|other| *other >= document) {
        return from;
    }
    let mut step = 1;
    while documents.get(from + step).is_some_and(|other| *other < document) {
        from += step;
        step *= 2;
    }
    let end = documents.len().min(from + step);
    from + 1 + documents[from + 1..end].partition_point(|other| *other < document)
}

/// How many documents two ascending lists have in common.
pub(super) fn count_shared(one: &[u32], other: &[u32]) -> u64 {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let (mut at, mut shared) = (0, 0);
    for &document in few {
        at = advance(many, at, document);
        shared += u64::from(many.get(at) == Some(&document));
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_comes_once_and_in_order() {
        for of in [70, 1_000_000] {
            let mut documents = vec![3, 64, 69, 0, 3, 69];
            unite(&mut documents, of);
            assert_eq!(documents, [0, 3, 64, 69]);
        }
        let mut none = Vec::new();
        unite(&mut none, 0);
        assert!(none.is_empty());
    }

    #[test]
    fn what_two_lists_have_in_common_is_counted() {
        let many: Vec<u32> = (0..90).map(|number| number * 3).collect();
        assert_eq!(count_shared(&[1, 3, 4, 120, 267, 268], &many), 3);
        assert_eq!((count_shared(&many, &many), count_shared(&many, &[])), (90, 0));
    }
}
