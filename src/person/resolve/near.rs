//! Which persons of an article a full name may belong to, without a look at all of them.

use rustc_hash::FxHashMap;

use super::Named;

/// Where full names are found again: groups by the numbers of their parts, of the first letters of all parts, and of what is
/// written.
#[derive(Default)]
pub(super) struct Index {
    by_part: Lists,
    by_letters: Lists,
    by_surface: Lists,
}

/// A name part that more persons of a text share than this says nothing of who is meant.
pub(super) const CROWD: usize = 40;

impl Index {
    pub(super) fn clear(&mut self) {
        [&mut self.by_part, &mut self.by_letters, &mut self.by_surface].into_iter().for_each(Lists::clear);
    }

    pub(super) fn add(&mut self, named: &Named, group: usize) {
        for number in &named.key_numbers {
            self.by_part.add(*number, group, CROWD);
        }
        self.by_surface.add(named.surface_number, group, usize::MAX);
        self.by_letters.add(named.letters_number, group, CROWD);
    }

    /// Groups that may hold this name, ascending.
    pub(super) fn near(&self, named: &Named, groups: &mut Vec<usize>) {
        groups.clear();
        let (first, last) = (named.key_numbers.first(), named.key_numbers.last());
        for number in first.into_iter().chain(last.filter(|_| named.key_numbers.len() > 1)) {
            groups.extend(self.by_part.of(*number).rev().take(CROWD));
        }
        groups.extend(self.by_letters.of(named.letters_number).rev().take(CROWD));
        groups.extend(self.by_surface.of(named.surface_number).rev().take(CROWD));
        groups.sort_unstable();
        groups.dedup();
    }

    /// The first groups with a part.
    pub(super) fn with_part(&self, number: u32) -> impl Iterator<Item = usize> {
        self.by_part.of(number).take(CROWD)
    }
}

/// Lists of groups, each under a number. Most articles have so few that it is cheapest to look at all.
#[derive(Default)]
pub(super) struct Lists {
    few: Vec<(u32, u32)>,
    many: FxHashMap<u32, Vec<u32>>,
}

/// Entries that are looked through from one end to the other.
const FEW: usize = 48;

impl Lists {
    pub(super) fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }

    /// Adds a group to a list unless it is among the last so many of it.
    pub(super) fn add(&mut self, number: u32, group: usize, last: usize) {
        if self.of(number).rev().take(last).any(|known| known == group) {
            return;
        }
        if !self.many.is_empty() {
            self.many.entry(number).or_default().push(group as u32);
            return;
        }
        self.few.push((number, group as u32));
        if self.few.len() > FEW {
            for (number, group) in self.few.drain(..) {
                self.many.entry(number).or_default().push(group);
            }
        }
    }

    /// The groups of a list in the order in which they were added.
    pub(super) fn of(&self, number: u32) -> impl DoubleEndedIterator<Item = usize> {
        let few = self.few.iter().filter(move |(known, _)| *known == number).map(|(_, group)| group);
        let many = if self.many.is_empty() { None } else { self.many.get(&number) };
        few.chain(many.into_iter().flatten()).map(|group| *group as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order_whether_they_are_few_or_many() {
        let mut lists = Lists::default();
        for group in 0..FEW {
            lists.add(group as u32 % 3, group, CROWD);
            lists.add(group as u32 % 3, group, CROWD);
        }
        let of = |lists: &Lists, number| lists.of(number).collect::<Vec<_>>();
        assert_eq!(of(&lists, 1)[..4], [1, 4, 7, 10]);
        assert_eq!((of(&lists, 0).len(), lists.many.len()), (16, 0));
        lists.add(1, 900, CROWD);
        lists.add(1, 900, CROWD);
        lists.add(7, 901, CROWD);
        assert_eq!((of(&lists, 0).len(), of(&lists, 1).len(), lists.few.len()), (16, 17, 0));
        assert_eq!(lists.of(1).rev().take(3).collect::<Vec<_>>(), [900, 46, 43]);
        assert_eq!((of(&lists, 7), of(&lists, 9)), (vec![901], vec![]));
        lists.clear();
        assert!(of(&lists, 1).is_empty());
    }
}
