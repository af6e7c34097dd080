//! A read-only hash table that is used as it lies in the program: nothing is parsed or copied when it is opened.
//!
//! Layout, little endian: the number of bucket bits and the width of a value (one byte each, then two of padding), then
//! the start of every bucket and the end of the last as `u32`, then the entries, each two bytes of fingerprint and the
//! value. Its surprise: a key may stand for several entries, and two keys may share one by accident (about once in
//! 30,000 look-ups of an unknown word); callers live with both.

/// A table over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    bits: u32,
    stride: usize,
    offsets: &'a [u8],
    entries: &'a [u8],
}

const HEADER: usize = 4;
const FINGERPRINT: usize = 2;

impl<'a> Table<'a> {
    /// Opens a table that [`build`] wrote; `None` when the bytes are not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (&bits, &width) = (bytes.first()?, bytes.get(1)?);
        if bits > 24 {
            return None;
        }
        let split = HEADER + ((1_usize << bits) + 1) * 4;
        let (offsets, entries) = (bytes.get(HEADER..split)?, bytes.get(split..)?);
        let table = Self { bits: u32::from(bits), stride: FINGERPRINT + usize::from(width), offsets, entries };
        (table.start(1 << bits) * table.stride == entries.len()).then_some(table)
    }

    #[inline]
    fn start(&self, bucket: usize) -> usize {
        let at = bucket * 4;
        u32::from_le_bytes([self.offsets[at], self.offsets[at + 1], self.offsets[at + 2], self.offsets[at + 3]])
            as usize
    }

    /// The values filed under a key.
    #[inline]
    pub fn get_all(&self, key: u32) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let bucket = bucket_of(key, self.bits);
        let slice = &self.entries[self.start(bucket) * self.stride..self.start(bucket + 1) * self.stride];
        let fingerprint = (key as u16).to_le_bytes();
        slice.chunks_exact(self.stride).filter(move |e| e[..FINGERPRINT] == fingerprint).map(|e| &e[FINGERPRINT..])
    }

    /// The first value filed under a key.
    #[inline]
    pub fn get(&self, key: u32) -> Option<&'a [u8]> {
        self.get_all(key).next()
    }
}

#[inline]
fn bucket_of(key: u32, bits: u32) -> usize {
    ((u64::from(key) << bits) >> 32) as usize
}

/// Writes a table of `width`-byte values; entries of one key keep their order.
///
/// # Panics
/// When a value is not `width` bytes long.
pub fn build(bits: u8, width: u8, mut entries: Vec<(u32, Vec<u8>)>) -> Vec<u8> {
    entries.sort_by_key(|(key, _)| (bucket_of(*key, u32::from(bits)), *key as u16));
    let mut out = vec![bits, width, 0, 0];
    let mut next = entries.iter().peekable();
    let mut passed = 0_u32;
    for bucket in 0..=1_usize << bits {
        while next.next_if(|(key, _)| bucket_of(*key, u32::from(bits)) < bucket).is_some() {
            passed += 1;
        }
        out.extend(passed.to_le_bytes());
    }
    for (key, value) in &entries {
        assert_eq!(value.len(), usize::from(width), "values of a table have one width");
        out.extend((*key as u16).to_le_bytes());
        out.extend(value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_filed_is_found_and_nothing_else() {
        let bytes = build(3, 1, vec![(0xffff_0001, vec![1]), (7, vec![2]), (7, vec![3]), (0x2000_0007, vec![4])]);
        let table = Table::open(&bytes).unwrap();
        assert_eq!(table.get_all(7).collect::<Vec<_>>(), [[2], [3]]);
        assert_eq!(table.get(0x2000_0007), Some(&[4_u8][..]));
        assert_eq!(table.get(0xffff_0001), Some(&[1_u8][..]));
        assert_eq!(table.get(8), None);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = build(2, 1, vec![(1, vec![1])]);
        assert!(Table::open(&bytes[..bytes.len() - 1]).is_none());
        assert!(Table::open(&[]).is_none());
        assert!(Table::open(&[99, 1, 0, 0]).is_none());
    }
}
