//! Prefix codes: how long they are, and reading and writing their bits.
//!
//! Owns Huffman codes in their canonical form, in which codes of one length follow each other, so that the number of codes of
//! each length says everything. Knows nothing of what a symbol stands for. The surprise: symbols are numbered by the length of
//! their codes, the most frequent first, so that a code read is a place in a list.

/// Bits of the longest code.
pub(super) const LONGEST: usize = 20;

/// Codes of each length, from 1.
pub(super) type Shape = [u32; LONGEST];

/// Lengths of the codes of symbols that occur so often; 0 for one that never occurs.
pub(super) fn lengths(counts: &[u64]) -> Vec<u8> {
    let mut lengths = vec![0; counts.len()];
    let mut leaves: Vec<(u64, u32)> =
        counts.iter().zip(0..).filter(|(count, _)| **count > 0).map(|(&count, symbol)| (count, symbol)).collect();
    leaves.sort_unstable();
    if let [(_, only)] = leaves[..] {
        lengths[only as usize] = 1;
        return lengths;
    }
    loop {
        let depths = depths(&leaves);
        if depths.iter().all(|depth| *depth as usize <= LONGEST) {
            for ((_, symbol), depth) in leaves.iter().zip(depths) {
                lengths[*symbol as usize] = depth;
            }
            return lengths;
        }
        // Flatter counts have shorter codes; the order stays.
        leaves.iter_mut().for_each(|(count, _)| *count = *count / 2 + 1);
    }
}

/// Depth in Huffman's tree of each of some leaves, which come by count.
fn depths(leaves: &[(u64, u32)]) -> Vec<u8> {
    let inner = leaves.len().saturating_sub(1);
    let mut weights: Vec<u64> = Vec::with_capacity(inner);
    let mut leaf_parents = vec![0; leaves.len()];
    let mut parents = vec![0; inner];
    let (mut leaf, mut node) = (0, 0);
    for parent in 0..inner {
        let mut weight = 0;
        for _ in 0..2 {
            let is_leaf = leaf < leaves.len() && weights.get(node).is_none_or(|weight| leaves[leaf].0 <= *weight);
            if is_leaf {
                weight += leaves[leaf].0;
                leaf_parents[leaf] = parent;
                leaf += 1;
            } else {
                weight += weights[node];
                parents[node] = parent;
                node += 1;
            }
        }
        weights.push(weight);
    }
    let mut inner_depths = vec![0u8; inner];
    for node in (0..inner.saturating_sub(1)).rev() {
        inner_depths[node] = inner_depths[parents[node]].saturating_add(1);
    }
    leaf_parents.iter().map(|&parent| inner_depths.get(parent).copied().unwrap_or_default().saturating_add(1)).collect()
}

/// The symbols that have a code, in the order of their codes, and how many there are of each length.
pub(super) fn canonical(lengths: &[u8]) -> (Vec<u32>, Shape) {
    let mut shape = [0; LONGEST];
    let mut symbols: Vec<u32> = (0..lengths.len() as u32).filter(|&symbol| lengths[symbol as usize] > 0).collect();
    symbols.sort_by_key(|&symbol| lengths[symbol as usize]);
    symbols.iter().for_each(|&symbol| shape[usize::from(lengths[symbol as usize]) - 1] += 1);
    (symbols, shape)
}

/// Bits of a code that are looked up in one go.
const AT_ONCE: usize = 11;

/// For each beginning of so many bits, the place of the code that they begin with and its length; 0 for a longer code.
#[derive(Debug, Clone)]
pub(super) struct Shortcuts {
    /// By the first bits, the place of the code that begins so and its length; 0 for a longer code.
    entries: Vec<u32>,
    /// By length, how those of the longer codes are told; `None` for a damaged shape.
    longer: Option<[Longer; LONGEST - AT_ONCE]>,
}

/// Codes of one length.
#[derive(Debug, Clone, Copy, Default)]
struct Longer {
    /// Whatever begins with fewer than these 32 bits, and is no shorter code, is one of them.
    end: u64,
    /// What makes the place of one of its bits, modulo 2^32.
    add: u32,
}

impl Shortcuts {
    pub(super) fn new(shape: &Shape) -> Shortcuts {
        let mut entries = vec![0; 1 << AT_ONCE];
        let (mut next, mut place) = (0u32, 0u32);
        for (length, &count) in (1..=AT_ONCE).zip(shape) {
            let end = match next.checked_add(count) {
                Some(end) if end <= 1 << length => end,
                // A damaged shape, of which no code is sure.
                _ => return Shortcuts { entries, longer: None },
            };
            for code in next..end {
                let rest = AT_ONCE - length;
                let from = (code as usize) << rest;
                entries[from..from + (1 << rest)].fill(place << 5 | length as u32);
                place += 1;
            }
            next = end << 1;
        }
        let mut longer = [Longer::default(); LONGEST - AT_ONCE];
        for ((length, &count), longer) in (1..).zip(shape).skip(AT_ONCE).zip(&mut longer) {
            let end = match next.checked_add(count) {
                Some(end) if end <= 1 << length => end,
                _ => return Shortcuts { entries, longer: None },
            };
            *longer = Longer { end: u64::from(end) << (32 - length), add: place.wrapping_sub(next) };
            place += count;
            next = end << 1;
        }
        Shortcuts { entries, longer: Some(longer) }
    }
}

/// A code: its bits and how many they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Code(u32);

impl Code {
    fn new(bits: u32, length: usize) -> Code {
        Code(bits << 5 | length as u32)
    }

    /// False for a symbol that has none.
    pub(super) fn is_some(self) -> bool {
        self.0 != 0
    }
}

/// The codes of a shape in their order.
pub(super) fn codes(shape: &Shape) -> Vec<Code> {
    let mut all = Vec::new();
    let mut next = 0u32;
    for (length, &count) in (1..).zip(shape) {
        // A damaged shape has more codes than there are; what they are does not matter then.
        all.extend((0..count).map(|number| Code::new(next.wrapping_add(number), length)));
        next = next.wrapping_add(count) << 1;
    }
    all
}

/// Bits on their way into bytes.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    pub(super) bytes: Vec<u8>,
    waiting: u64,
    count: u32,
}

impl BitWriter {
    /// Adds the bits of a code.
    #[inline]
    pub(super) fn push(&mut self, code: Code) {
        let length = code.0 & 31;
        self.waiting = self.waiting << length | u64::from(code.0 >> 5);
        self.count += length;
        if self.count >= 32 {
            self.count -= 32;
            self.bytes.extend(((self.waiting >> self.count) as u32).to_be_bytes());
        }
    }

    /// Adds a byte as it is.
    pub(super) fn push_byte(&mut self, byte: u8) {
        self.push(Code::new(u32::from(byte), 8));
    }

    /// Fills the last byte.
    pub(super) fn finish(&mut self) {
        while self.count > 0 {
            let taken = self.count.min(8);
            self.count -= taken;
            self.bytes.push(((self.waiting >> self.count) << (8 - taken)) as u8);
        }
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        (self.waiting, self.count) = (0, 0);
    }
}

/// Bits of some bytes.
#[derive(Debug)]
pub(super) struct BitReader<'b> {
    bytes: &'b [u8],
    /// Bits that have been read.
    read: usize,
}

impl<'b> BitReader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> BitReader<'b> {
        BitReader { bytes, read: 0 }
    }

    /// The next 32 bits at least, from the highest on; zeros behind the end.
    fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.read / 8..).unwrap_or_default();
        let bits = match rest.first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight),
            None => {
                let mut eight = [0; 8];
                eight[..rest.len()].copy_from_slice(rest);
                u64::from_be_bytes(eight)
            }
        };
        bits << (self.read % 8)
    }

    fn skip(&mut self, bits: usize) -> Option<()> {
        self.read += bits;
        (self.read <= self.bytes.len() * 8).then_some(())
    }

    /// The next byte as it is; `None` behind the end.
    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = (self.peek() >> 56) as u8;
        self.skip(8)?;
        Some(byte)
    }

    /// As [`BitReader::place`], at once for the shorter codes.
    #[inline]
    pub(super) fn short_place(&mut self, shortcuts: &Shortcuts, shape: &Shape) -> Option<u32> {
        let entry = shortcuts.entries[(self.peek() >> (64 - AT_ONCE)) as usize];
        if entry == 0 {
            return match &shortcuts.longer {
                Some(longer) => self.long_place(longer),
                None => self.place(shape),
            };
        }
        self.skip(entry as usize & 31)?;
        Some(entry >> 5)
    }

    /// The place of the next code in the order of codes; `None` behind the end and for bits that are no code.
    pub(super) fn place(&mut self, shape: &Shape) -> Option<u32> {
        let bits = (self.peek() >> 32) as u32;
        let (mut first, mut before) = (0u32, 0u32);
        for (length, &count) in (1..).zip(shape) {
            let code = bits >> (32 - length);
            if code.wrapping_sub(first) < count {
                self.skip(length)?;
                return before.checked_add(code - first);
            }
            before = before.checked_add(count)?;
            first = first.checked_add(count)?.checked_mul(2)?;
        }
        None
    }

    /// As [`BitReader::place`] for a code of more than [`AT_ONCE`] bits.
    fn long_place(&mut self, longer: &[Longer; LONGEST - AT_ONCE]) -> Option<u32> {
        let bits = (self.peek() >> 32) as u32;
        let (length, of) = (AT_ONCE + 1..).zip(longer).find(|(_, longer)| u64::from(bits) < longer.end)?;
        self.skip(length)?;
        Some((bits >> (32 - length)).wrapping_add(of.add))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn frequent_symbols_have_short_codes() {
        assert_eq!(lengths(&[1, 1, 2, 4]), [3, 3, 2, 1]);
        assert_eq!(lengths(&[0, 7, 0]), [0, 1, 0]);
        assert!(lengths(&[]).is_empty());
        let (symbols, shape) = canonical(&[3, 3, 2, 1]);
        assert_eq!((symbols, &shape[..4]), (vec![3, 2, 0, 1], &[1, 1, 2, 0][..]));
    }

    #[test]
    fn no_code_is_longer_than_the_longest() {
        let mut counts = vec![1u64, 1];
        for last in 1..60 {
            counts.push(counts[last] + counts[last - 1]);
        }
        assert!(lengths(&counts).iter().all(|&length| (1..=LONGEST).contains(&usize::from(length))));
    }

    #[test]
    fn a_damaged_shape_has_no_shortcuts_beyond_the_damage() {
        let mut shape = [0; LONGEST];
        (shape[0], shape[1]) = (1, 9);
        let shortcuts = Shortcuts::new(&shape);
        assert_eq!(BitReader::new(&[0b0111_1111]).short_place(&shortcuts, &shape), Some(0));
        Shortcuts::new(&[u32::MAX; LONGEST]);
        // The same among the long codes, of which there is a place for each length.
        for (at, count) in [(LONGEST - 1, u32::MAX), (12, 1 << 20)] {
            let mut shape = [0; LONGEST];
            (shape[0], shape[at]) = (1, count);
            let shortcuts = Shortcuts::new(&shape);
            for bytes in [[0_u8; 4], [255; 4], [0b0101_0101; 4]] {
                let short = BitReader::new(&bytes).short_place(&shortcuts, &shape);
                assert_eq!(short, BitReader::new(&bytes).place(&shape), "{at}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_told() {
        let mut shape = [0; LONGEST];
        shape[1] = 3;
        assert_eq!(BitReader::new(&[0b0001_1011]).place(&shape), Some(0));
        assert_eq!(BitReader::new(&[0b1100_0000]).place(&shape), None);
        assert_eq!(BitReader::new(&[]).place(&shape), None);
        let odd = [u32::MAX; LONGEST];
        let mut reader = BitReader::new(&[255; 3]);
        while reader.place(&odd).is_some() {}
    }

    proptest! {
        #[test]
        fn symbols_come_back(
            counts in prop::collection::vec(1u64..1_000_000, 1..200),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..300),
        ) {
            let (symbols, shape) = canonical(&lengths(&counts));
            let codes = codes(&shape);
            prop_assert_eq!(codes.len(), counts.len());
            let mut writer = BitWriter::default();
            for pick in &picks {
                writer.push(codes[pick.index(codes.len())]);
                writer.push_byte(pick.index(256) as u8);
            }
            writer.finish();
            let mut reader = BitReader::new(&writer.bytes);
            let mut quick = BitReader::new(&writer.bytes);
            let shortcuts = Shortcuts::new(&shape);
            for pick in &picks {
                prop_assert_eq!(quick.short_place(&shortcuts, &shape).map(|place| symbols[place as usize]), Some(symbols[pick.index(codes.len())]));
                quick.byte();
                let place = reader.place(&shape).map(|place| symbols[place as usize]);
                prop_assert_eq!(place, Some(symbols[pick.index(codes.len())]));
                prop_assert_eq!(reader.byte(), Some(pick.index(256) as u8));
            }
        }
    }
}
