//! Which persons of an article a full name may belong to, without a look at all of them.

use rustc_hash::FxHashMap;

use super::Named;

/// Where full names are found again: groups by the forms of their parts, and by the first letters of all parts.
#[derive(Default)]
pub(super) struct Index<'n> {
    pub(super) by_part: FxHashMap<&'n str, Vec<usize>>,
    by_letters: FxHashMap<&'n [char], Vec<usize>>,
    by_surface: FxHashMap<&'n str, Vec<usize>>,
}

/// A name part that more persons of a text share than this says nothing of who is meant.
pub(super) const CROWD: usize = 40;

impl<'n> Index<'n> {
    pub(super) fn add(&mut self, named: &'n Named, group: usize) {
        for key in &named.keys {
            let slot = self.by_part.entry(key).or_default();
            if !slot.iter().rev().take(CROWD).any(|known| *known == group) {
                slot.push(group);
            }
        }
        let slot = self.by_surface.entry(&named.surface).or_default();
        if !slot.contains(&group) {
            slot.push(group);
        }
        let slot = self.by_letters.entry(&named.letters).or_default();
        if !slot.iter().rev().take(CROWD).any(|known| *known == group) {
            slot.push(group);
        }
    }

    /// Groups that may hold this name, ascending.
    pub(super) fn near(&self, named: &Named) -> Vec<usize> {
        let ends = [named.keys.first(), named.keys.last()];
        let by_part = ends.into_iter().flatten().filter_map(|key| self.by_part.get(key.as_str()));
        let letters = self.by_letters.get(named.letters.as_slice());
        let lists = by_part.chain(letters).chain(self.by_surface.get(named.surface.as_str()));
        let mut groups: Vec<usize> = lists.flat_map(|list| list.iter().rev().take(CROWD)).copied().collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}
