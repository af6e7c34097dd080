//! What the mentions of one person say of it, gathered once and not for each name that may be its.
//!
//! Its surprise: a person is under construction while it is asked, so what was gathered is only continued: members are never taken
//! away, and mentions do not change.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::group::Groups;
use super::{Named, Sex, Title};

/// What is gathered of all persons that were asked for.
#[derive(Default)]
pub(super) struct Told(RefCell<FxHashMap<usize, Sayings>>);

/// What the members of a person say.
#[derive(Default)]
struct Sayings {
    /// The last members that were looked at for what follows.
    upto: Option<usize>,
    introduced_upto: Option<usize>,
    females: usize,
    males: usize,
    /// Titles of which none has the head of another, unless one of both is a former one's.
    titles: Vec<Rc<Title>>,
    /// Members that say who is meant.
    introduced: BTreeSet<usize>,
}

/// How many mentions say that a person is a woman, and a man.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sexes {
    pub(super) females: usize,
    pub(super) males: usize,
}

impl Sexes {
    pub(super) fn none() -> Self {
        Self { females: 0, males: 0 }
    }

    pub(super) fn one(sex: Sex) -> Self {
        match sex {
            Sex::Female => Self { females: 1, males: 0 },
            Sex::Male => Self { females: 0, males: 1 },
        }
    }

    pub(super) fn is_none(self) -> bool {
        self == Self::none()
    }

    pub(super) fn contains(self, sex: Sex) -> bool {
        match sex {
            Sex::Female => self.females > 0,
            Sex::Male => self.males > 0,
        }
    }
}

impl Told {
    /// Forgets all persons.
    pub(super) fn clear(&mut self) {
        self.0.get_mut().clear();
    }

    fn with<T>(&self, named: &[Named], groups: &Groups, group: usize, read: impl FnOnce(&Sayings) -> T) -> T {
        let mut all = self.0.borrow_mut();
        let told = all.entry(group).or_default();
        for m in groups.members_behind(group, told.upto) {
            told.upto = Some(m);
            match named[m].context.sex {
                Some(Sex::Female) => told.females += 1,
                Some(Sex::Male) => told.males += 1,
                None => {}
            }
            for title in named[m].titles() {
                if !told.titles.iter().any(|known| known.says_the_same(title)) {
                    told.titles.push(Rc::clone(title));
                }
            }
        }
        read(told)
    }

    /// What is told of the sex of a person.
    pub(super) fn sexes(&self, named: &[Named], groups: &Groups, group: usize) -> Sexes {
        self.with(named, groups, group, |told| Sexes { females: told.females, males: told.males })
    }

    /// Whether a person has a title such as this.
    pub(super) fn has_title(
        &self,
        named: &[Named],
        groups: &Groups,
        group: usize,
        is: impl FnMut(&Rc<Title>) -> bool,
    ) -> bool {
        self.with(named, groups, group, |told| told.titles.iter().any(is))
    }

    /// The last mention before another, in the same block, that says that this person is meant.
    pub(super) fn introduced_before(&self, named: &[Named], groups: &Groups, group: usize, n: usize) -> Option<usize> {
        let mut all = self.0.borrow_mut();
        let told = all.entry(group).or_default();
        for m in groups.members_behind(group, told.introduced_upto) {
            told.introduced_upto = Some(m);
            if named[m].is_introduced() {
                told.introduced.insert(m);
            }
        }
        let last = told.introduced.range(..n).next_back();
        last.copied().filter(|m| named[*m].block == named[n].block)
    }
}
