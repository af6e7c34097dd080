//! Father and son of one name: `Smith Jr.`, `the elder Smith`.
//!
//! Chooses among bearers of a surname. Its surprise: where it leaves more than one, or nobody, it changes nothing.

use super::Named;
use super::group::Groups;

/// Who is meant of father and son.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Generation {
    Elder,
    Younger,
}

impl Generation {
    /// What stands right before a surname.
    pub(super) fn before(text: &str) -> Option<Self> {
        let text = text.strip_suffix("er ")?;
        match text.strip_suffix("eld").or(text.strip_suffix("young")) {
            Some(before) if before.ends_with("the ") || before.ends_with("The ") => {
                Some(if text.ends_with("eld") { Self::Elder } else { Self::Younger })
            }
            _ => None,
        }
    }
}

/// Leaves those of several bearers of a surname who have the same suffix (`Smith Jr.`), or whom `the elder` means.
pub(super) fn keep(named: &[Named], groups: &Groups, candidates: &mut Vec<usize>, this: &Named) {
    if candidates.len() < 2 || this.suffix.is_none() && this.generation.is_none() {
        return;
    }
    let suffix = |g: usize| groups.forms(g).find_map(|m| named[m].suffix.as_deref());
    let fits = |g: &usize| match (this.suffix.as_deref(), this.generation) {
        (Some(mine), _) => suffix(*g) == Some(mine),
        (_, Some(Generation::Younger)) => suffix(*g).is_some_and(|suffix| suffix.starts_with("jr")),
        _ => suffix(*g).is_none_or(|suffix| suffix.starts_with("sr")),
    };
    if candidates.iter().filter(|g| fits(g)).count() == 1 {
        candidates.retain(fits);
    }
}
