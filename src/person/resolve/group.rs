//! The persons of an article while its mentions are put together.

use rustc_hash::FxHashSet;

use super::{Named, Part};

/// A person under construction. Its members are numbers of mentions, in the order in which they were added.
pub(super) struct Group {
    pub(super) first: usize,
    last: usize,
    /// The least of them, which is the one that the text has first.
    pub(super) earliest: usize,
    pub(super) full: bool,
    pub(super) relative: bool,
    pub(super) part: Part,
    /// How many of its members are written otherwise than those before them, and the last of these.
    forms: usize,
    last_form: usize,
}

/// All persons. Members are chained, so that a person has no memory of its own.
#[derive(Default)]
pub(super) struct Groups {
    list: Vec<Group>,
    /// Behind each mention the next of its person, or [`END`].
    next: Vec<usize>,
    /// Behind each mention the next of its person that is written as none before it.
    next_form: Vec<usize>,
    /// The person of each mention.
    of: Vec<usize>,
    /// Of persons with many forms, by what number they are written.
    written: FxHashSet<(usize, u32)>,
}

/// So many forms of a person are looked through from one end to the other.
const FEW: usize = 8;

const END: usize = usize::MAX;

impl Groups {
    /// Forgets all persons; there are so many mentions now.
    pub(super) fn begin(&mut self, mentions: usize) {
        self.list.clear();
        self.written.clear();
        for links in [&mut self.next, &mut self.next_form, &mut self.of] {
            links.clear();
            links.resize(mentions, END);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Begins a person with a mention.
    pub(super) fn found(&mut self, mention: usize, full: bool, part: Part) -> usize {
        self.of[mention] = self.list.len();
        self.list.push(Group {
            first: mention,
            last: mention,
            earliest: mention,
            full,
            relative: false,
            part,
            forms: 1,
            last_form: mention,
        });
        self.list.len() - 1
    }

    /// Adds a mention that is nobody's yet.
    pub(super) fn add(&mut self, group: usize, mention: usize, named: &[Named]) {
        let new = self.is_new_form(group, mention, named);
        self.of[mention] = group;
        let group = &mut self.list[group];
        let last = std::mem::replace(&mut group.last, mention);
        group.earliest = group.earliest.min(mention);
        self.next[last] = mention;
        if new {
            group.forms += 1;
            self.next_form[std::mem::replace(&mut group.last_form, mention)] = mention;
        }
    }

    /// Whether no member of a person is written as this mention.
    fn is_new_form(&mut self, group: usize, mention: usize, named: &[Named]) -> bool {
        let number = named[mention].surface_number;
        match self.list[group].forms {
            ..FEW => return !self.forms(group).any(|m| named[m].surface_number == number),
            FEW if !self.written.contains(&(group, named[self.list[group].first].surface_number)) => {
                let known: Vec<usize> = self.forms(group).collect();
                self.written.extend(known.into_iter().map(|m| (group, named[m].surface_number)));
            }
            _ => {}
        }
        self.written.insert((group, number))
    }

    /// The person of a mention.
    pub(super) fn of(&self, mention: usize) -> Option<usize> {
        self.of.get(mention).copied().filter(|group| *group != END)
    }

    pub(super) fn set_relative(&mut self, group: usize) {
        self.list[group].relative = true;
    }

    pub(super) fn members(&self, group: usize) -> impl Iterator<Item = usize> + Clone {
        self.members_behind(group, None)
    }

    /// Members that were added after one of them; all where it is none.
    pub(super) fn members_behind(&self, group: usize, last: Option<usize>) -> impl Iterator<Item = usize> + Clone {
        chain(&self.next, last.map_or(self.list[group].first, |last| self.next[last]))
    }

    /// The first member of each way in which a person is written, for what follows from the name alone.
    pub(super) fn forms(&self, group: usize) -> impl Iterator<Item = usize> + Clone {
        chain(&self.next_form, self.list[group].first)
    }
}

fn chain(links: &[usize], mut at: usize) -> impl Iterator<Item = usize> + Clone {
    std::iter::from_fn(move || {
        let member = (at != END).then_some(at)?;
        at = links[member];
        Some(member)
    })
}

impl std::ops::Index<usize> for Groups {
    type Output = Group;

    fn index(&self, group: usize) -> &Group {
        &self.list[group]
    }
}
