//! Numbers in as many bits as they need.
//!
//! Owns how bits become bytes and back, and Elias' gamma code. Knows nothing of what is told in them. The surprise: the first bit
//! is the highest of the first byte, so that what comes next is looked at as the highest bits of one number.

/// Bits on their way into bytes.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    bytes: Vec<u8>,
    waiting: u64,
    count: u32,
}

impl Bits {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        (self.waiting, self.count) = (0, 0);
    }

    /// Adds the lowest `width` bits of a number, which has no more, at most 56.
    pub(crate) fn push(&mut self, number: u64, width: u32) {
        self.waiting = self.waiting << width | number;
        self.count += width;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.waiting >> self.count) as u8);
        }
    }

    /// Adds a number from 1, less than 2^56, in Elias' gamma code: so many zeros as it has bits behind the first, then its bits.
    pub(crate) fn push_gamma(&mut self, number: u64) {
        let behind = number.ilog2();
        self.push(0, behind);
        self.push(number, behind + 1);
    }

    /// Adds a number in Rice's code: so many zeros as its bits above the lowest `width` say, a one, and those.
    pub(crate) fn push_rice(&mut self, number: u64, width: u32) {
        let mut zeros = number >> width;
        while zeros > 32 {
            self.push(0, 32);
            zeros -= 32;
        }
        self.push(1, zeros as u32 + 1);
        self.push(number & ((1 << width) - 1), width);
    }

    /// What was added, in whole bytes.
    pub(crate) fn finish(&mut self) -> &[u8] {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
        &self.bytes
    }
}

/// Bits of a number in [`Bits::push_gamma`].
pub(crate) fn gamma_bits(number: u64) -> u32 {
    number.ilog2() * 2 + 1
}

/// The bits from a place as the highest of a number, 57 at least; `None` where the bytes end soon.
#[inline]
pub(crate) fn peek(bytes: &[u8], at: usize) -> Option<u64> {
    let word = bytes.get(at / 8..)?.first_chunk::<8>()?;
    Some(u64::from_be_bytes(*word) << (at % 8))
}

/// A number in Elias' gamma code, and where its bits end; `None` for one that is too long to be one.
#[inline]
pub(crate) fn gamma(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let word = peek(bytes, at)?;
    let behind = word.leading_zeros();
    if behind <= 28 {
        return Some((word >> (63 - 2 * behind), at + (2 * behind + 1) as usize));
    }
    let at = at + behind as usize;
    let width = behind + 1;
    (behind <= 40).then_some(())?;
    Some((peek(bytes, at)? >> (64 - width), at + width as usize))
}

/// A number in Rice's code, and where its bits end.
#[inline]
pub(crate) fn rice(bytes: &[u8], mut at: usize, width: u32) -> Option<(u64, usize)> {
    let mut above = 0;
    loop {
        let word = peek(bytes, at)?;
        // More than these may belong to the next byte.
        let zeros = word.leading_zeros().min(56);
        above += u64::from(zeros);
        at += zeros as usize;
        if zeros < 56 {
            break;
        }
    }
    let low = peek(bytes, at + 1)? >> 1 >> (63 - width);
    Some((above.checked_mul(1 << width)? | low, at + 1 + width as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut bits = Bits::default();
        bits.push(0b101, 3);
        bits.push_gamma(5);
        bits.push_rice(13, 2);
        bits.push_rice(200, 0);
        bits.push_rice(0, 7);
        // 101, 00101, 000 1 01, and two hundred zeros.
        assert_eq!(bits.finish()[..2], [0b1010_0101, 0b0001_0100]);
        let bytes = [bits.finish(), &[0; 8]].concat();
        assert_eq!(gamma(&bytes, 3), Some((5, 8)));
        assert_eq!(rice(&bytes, 8, 2), Some((13, 14)));
        assert_eq!(rice(&bytes, 14, 0), Some((200, 215)));
        assert_eq!(rice(&bytes, 215, 7), Some((0, 223)));
        assert_eq!(rice(&bytes, 223, 7), None, "nothing but zeros");
        assert_eq!(gamma(&bytes, 223), None);
        assert_eq!(gamma_bits(5), 5);
    }
}
