//! Names that are a surname with something before it, and names that only look so: `Ben Ali`, `El Chapo`, `M. Macron`.
//!
//! Decides by the full names of the article. Its surprise: `El` is the Arabic article and the Spanish one, and only beside a full name
//! with an article is it taken for a part of the surname.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Named;
use crate::person::name::fold;

/// Takes names that begin with a particle for surnames when a full name of the article ends in them: `Ben Ali`, `Del Toro`.
pub(super) fn shorten(named: &mut [Named]) {
    if !named.iter().any(|n| n.may_be_surname) {
        return;
    }
    let mut ends: FxHashSet<String> = FxHashSet::default();
    let surfaces: FxHashSet<&str> = named.iter().map(|n| n.surface.as_str()).collect();
    for surface in surfaces {
        let lower = surface.to_lowercase();
        ends.extend(lower.match_indices(' ').map(|(at, _)| lower[at + 1..].to_owned()));
    }
    for n in named.iter_mut().filter(|n| n.may_be_surname) {
        if ends.contains(&n.surface.to_lowercase()) {
            n.form = Rc::new(n.form.as_surname());
        }
    }
}

/// Takes names such as `El Chapo` as a whole where the article has a full name that ends in the same word, without an article:
/// `Daniel Chapo`.
pub(super) fn keep_articles(named: &mut [Named]) {
    let spanish = |this: &Named| this.parts.len() == 1 && this.surface.starts_with("El ");
    if !named.iter().any(spanish) {
        return;
    }
    let has_article = |surface: &str| {
        let low = fold(surface);
        [" el ", " al ", " el-", " al-"].iter().any(|article| low.contains(article))
    };
    // Of the full names that end in a word, whether one has an article.
    let mut full: FxHashMap<Option<u32>, bool> = FxHashMap::default();
    for other in named.iter().filter(|other| other.parts.len() > 1) {
        *full.entry(other.key_numbers.last().copied()).or_default() |= has_article(&other.surface);
    }
    let of_other = |this: &Named| full.get(&this.key_numbers.last().copied()) == Some(&false);
    let whole: Vec<usize> = (0..named.len()).filter(|n| spanish(&named[*n]) && of_other(&named[*n])).collect();
    for n in whole {
        named[n].form = Rc::new(named[n].form.as_whole());
    }
}

/// Whether a name may have the French `Mr` before it.
pub(super) fn may_be_courtesy(named: &[Named]) -> bool {
    named.iter().any(is_courtesy)
}

fn is_courtesy(this: &Named) -> bool {
    this.parts.len() == 2 && this.surface.starts_with("M. ")
}

/// Whether a text is about France.
pub(super) fn is_of_france(text: &str) -> bool {
    ["French", "France", "Paris", "Mme"]
        .iter()
        .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// Takes `M. Macron` for the surname where all full names of the article that end so belong to others than an M.
pub(super) fn without_courtesy(named: &mut [Named]) {
    // Of the full names that end in a word, whether one may be an M.
    let mut bearers: FxHashMap<Option<u32>, bool> = FxHashMap::default();
    for other in named.iter().filter(|other| other.parts.len() > 1 && !is_courtesy(other)) {
        *bearers.entry(other.key_numbers.last().copied()).or_default() |= other.first.starts_with('m');
    }
    let of_other = |this: &Named| bearers.get(&this.key_numbers.last().copied()) == Some(&false);
    let bare: Vec<usize> = (0..named.len()).filter(|n| is_courtesy(&named[*n]) && of_other(&named[*n])).collect();
    for n in bare {
        named[n].form = Rc::new(named[n].form.as_surname());
    }
}
