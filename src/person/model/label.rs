//! The thirteen labels of a word: outside, or begin, inside, last and single of three kinds.

/// Number of labels.
pub const LABELS: usize = 13;

/// A label; 0 is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Label(pub u8);

impl Label {
    /// No part of a name.
    pub const OUTSIDE: Label = Label(0);

    /// Label of a word at `index` of the `length` words of a name; kinds are 0 person, 1 organisation, 2 place.
    pub fn of(kind: usize, index: usize, length: usize) -> Self {
        let position = match (index, length) {
            (_, 1) => 3,
            (0, _) => 0,
            (i, n) if i + 1 == n => 2,
            _ => 1,
        };
        Self((1 + kind * 4 + position) as u8)
    }

    /// Its kind.
    #[inline]
    pub fn kind(self) -> Option<usize> {
        (self.0 > 0).then(|| (self.0 as usize - 1) / 4)
    }

    fn position(self) -> u8 {
        (self.0 + 3) % 4
    }

    /// Whether a name begins here.
    pub fn is_first(self) -> bool {
        self.0 > 0 && matches!(self.position(), 0 | 3)
    }

    /// Whether a name ends here.
    pub fn is_last(self) -> bool {
        self.0 > 0 && matches!(self.position(), 2 | 3)
    }

    /// Whether it is a name of one word.
    pub fn is_single(self) -> bool {
        self.0 > 0 && self.position() == 3
    }

    /// Whether `next` may follow.
    pub fn may_precede(self, next: Label) -> bool {
        if self.0 == 0 || self.is_last() {
            next.0 == 0 || next.is_first()
        } else {
            next.kind() == self.kind() && !next.is_first()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_open_and_close() {
        let (begin, inside, last, single) =
            (Label::of(1, 0, 3), Label::of(1, 1, 3), Label::of(1, 2, 3), Label::of(1, 0, 1));
        assert!(begin.may_precede(inside) && inside.may_precede(last) && last.may_precede(single));
        assert!(!begin.may_precede(Label::OUTSIDE) && !Label::OUTSIDE.may_precede(inside) && !begin.may_precede(begin));
        assert!(!begin.may_precede(Label::of(0, 1, 3)), "kinds do not mix inside a name");
        assert!(single.is_single() && single.is_first() && single.is_last() && !begin.is_last());
        assert_eq!(last.kind(), Some(1));
    }
}
