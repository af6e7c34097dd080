//! The documents of several lists as one list.
//!
//! Owns nothing but how they are put in order. The surprise: of many documents a bit each is set and all bits are gone through,
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
}
