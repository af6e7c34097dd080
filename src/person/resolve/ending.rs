//! Surnames that stand alone with the ending of a case: `Ельцина` beside "Борис Ельцин", `Merkels` beside "Angela Merkel".

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::{Form, Named};

/// Endings of Russian surnames that are a man's, and the ending of a German possessive.
const ENDINGS: [&str; 7] = ["а", "у", "ым", "им", "ом", "е", "s"];

/// Takes a name by itself for the surname that a full name of the article ends in, where it is that with an ending and no full
/// name ends as it does.
pub(super) fn without_endings(named: &mut [Named]) {
    let Some(first) = named.iter().position(has_ending) else { return };
    let full: FxHashSet<&str> =
        named.iter().filter(|n| n.parts.len() > 1).filter_map(|n| n.keys.last().map(String::as_str)).collect();
    let bare = |n: usize| {
        let key = named[n].keys[0].as_str();
        let ending =
            ENDINGS.iter().find(|ending| key.strip_suffix(**ending).is_some_and(|stem| full.contains(stem)))?;
        let surface = named[n].surface.strip_suffix(ending)?;
        (!full.contains(key)).then(|| (n, Form::of(surface)))
    };
    let endings = (first..named.len()).filter(|n| has_ending(&named[*n]));
    let bare: Vec<(usize, Rc<Form>)> = endings.filter_map(bare).collect();
    for (n, form) in bare {
        named[n].form = form;
    }
}

/// Whether a name may have such an ending: it stands alone, and is no surname of the lists as it is.
fn has_ending(name: &Named) -> bool {
    let [key] = name.keys.as_slice() else { return false };
    key.len() > 4 && ENDINGS.iter().any(|ending| key.ends_with(ending)) && name.entry.surname() == 0
}
