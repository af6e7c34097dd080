//! The persons of an article while its mentions are put together.

use super::Part;

/// A person under construction. Its members are numbers of mentions, in the order in which they were added.
pub(super) struct Group {
    pub(super) first: usize,
    last: usize,
    /// The least of them, which is the one that the text has first.
    pub(super) earliest: usize,
    pub(super) full: bool,
    pub(super) relative: bool,
    pub(super) part: Part,
}

/// All persons. Members are chained, so that a person has no memory of its own.
#[derive(Default)]
pub(super) struct Groups {
    list: Vec<Group>,
    /// Behind each mention the next of its person, or [`END`].
    next: Vec<usize>,
}

const END: usize = usize::MAX;

impl Groups {
    /// Forgets all persons; there are so many mentions now.
    pub(super) fn begin(&mut self, mentions: usize) {
        self.list.clear();
        self.next.clear();
        self.next.resize(mentions, END);
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Begins a person with a mention.
    pub(super) fn found(&mut self, mention: usize, full: bool, part: Part) -> usize {
        self.list.push(Group { first: mention, last: mention, earliest: mention, full, relative: false, part });
        self.list.len() - 1
    }

    /// Adds a mention that is nobody's yet.
    pub(super) fn add(&mut self, group: usize, mention: usize) {
        let group = &mut self.list[group];
        let last = std::mem::replace(&mut group.last, mention);
        group.earliest = group.earliest.min(mention);
        self.next[last] = mention;
    }

    pub(super) fn set_relative(&mut self, group: usize) {
        self.list[group].relative = true;
    }

    pub(super) fn members(&self, group: usize) -> impl Iterator<Item = usize> + Clone {
        let mut at = self.list[group].first;
        std::iter::from_fn(move || {
            let member = (at != END).then_some(at)?;
            at = self.next[member];
            Some(member)
        })
    }
}

impl std::ops::Index<usize> for Groups {
    type Output = Group;

    fn index(&self, group: usize) -> &Group {
        &self.list[group]
    }
}
