//! What follows from a written name alone, kept by a thread: the same names stand in many articles.
//!
//! Its surprise: a name is known again by its hash alone, as the forms of words are, and stands where its hash says or nowhere,
//! so that a look-up waits for one line of memory. Nothing of the article goes into it, so what is kept never changes what is found.

use super::model::hash::hash_bytes;

/// Places for names. Where another name stands, it is forgotten.
const PLACES: usize = 1 << 10;

/// What is known of each name, beside its hash.
#[derive(Debug)]
pub(super) struct Remembered<T>(Vec<Option<(u64, T)>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Remembered<T> {
    /// What was found of the name before, or what `find` finds.
    #[inline]
    pub(super) fn of(&mut self, name: &str, find: impl FnOnce(&str) -> T) -> T {
        if self.0.is_empty() {
            self.0.resize(PLACES, None);
        }
        let hash = hash_bytes(name.as_bytes());
        let place = &mut self.0[hash as usize % PLACES];
        match place {
            Some((known, value)) if *known == hash => *value,
            _ => place.insert((hash, find(name))).1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_at_once_until_another_takes_its_place() {
        let mut known = Remembered::default();
        assert_eq!(known.of("Lima", str::len), 4);
        assert_eq!(known.of("Lima", |_| 7), 4);
        let others: Vec<String> = (0..20 * PLACES).map(|number| number.to_string()).collect();
        others.iter().for_each(|name| assert_eq!(known.of(name, str::len), name.len()));
        assert_eq!(known.of("Lima", |_| 7), 7);
    }
}
