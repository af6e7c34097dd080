//! Names with the ending of a case: `Ельцина` beside "Борис Ельцин", `Merkels` beside "Angela Merkel", `Helmut Kohls Kanzlerschaft`.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::{Form, Named};
use crate::person::known::known_word;
use crate::person::model::hash::hash32;
use crate::person::model::lexicon::Lexicon;
use crate::person::name::fold;

/// Endings of Russian surnames that are a man's, and the ending of a German possessive.
const ENDINGS: [&str; 7] = ["а", "у", "ым", "им", "ом", "е", "s"];

/// Takes a name by itself for the surname that a full name of the article ends in, where it is that with an ending and no full
/// name ends as it does; a possessive that has lost its apostrophe also for a surname that stands alone there, or that the lists
/// have without the ending only (`President Bushs speech`).
pub(super) fn without_endings(named: &mut [Named]) {
    let Some(first) = named.iter().position(has_ending) else { return };
    let full: FxHashSet<&str> =
        named.iter().filter(|n| n.parts.len() > 1).filter_map(|n| n.keys.last().map(String::as_str)).collect();
    let alone: FxHashSet<&str> = named.iter().filter(|n| n.keys.len() == 1).map(|n| n.keys[0].as_str()).collect();
    let bare = |n: usize| {
        let (this, key) = (&named[n], named[n].keys[0].as_str());
        if full.contains(key) {
            return None;
        }
        let ending = ENDINGS.iter().find(|ending| key.strip_suffix(**ending).is_some_and(|stem| full.contains(stem)));
        if let Some(surface) = ending.and_then(|ending| this.surface.strip_suffix(ending)) {
            return Some((n, Form::of(surface)));
        }
        // The mark between is what is left of an apostrophe that was read in another encoding.
        let surface =
            this.surface.strip_suffix("âs").or_else(|| this.surface.strip_suffix('s').filter(|_| !is_listed(key)))?;
        let stem = fold(surface);
        let named = alone.contains(stem.as_str()) || full.contains(stem.as_str());
        (named || surname(&stem) >= 2).then(|| (n, Form::of(surface)))
    };
    let endings = (first..named.len()).filter(|n| has_ending(&named[*n]));
    let bare: Vec<(usize, Rc<Form>)> = endings.filter_map(bare).collect();
    for (n, form) in bare {
        named[n].form = form;
    }
}

/// Polish endings of a man's name and what may stand in their place, of adjectives first.
const POLISH: &[(&str, &[&str])] = &[
    ("skiego", &["ski"]),
    ("skiemu", &["ski"]),
    ("skim", &["ski"]),
    ("ckiego", &["cki"]),
    ("ckiemu", &["cki"]),
    ("ckim", &["cki"]),
    ("skiej", &["ska"]),
    ("ską", &["ska"]),
    ("ckiej", &["cka"]),
    ("cką", &["cka"]),
    ("owi", &["", "o"]),
    ("iem", &["", "o"]),
    ("em", &["", "o"]),
    ("ą", &["a"]),
    ("ę", &["a"]),
    ("y", &["a"]),
    ("i", &["a"]),
    ("a", &["", "o"]),
];

/// Takes Polish names for what they are in the nominative, where the article has them so, and where the given name shows a man's in
/// another case and the surname has the ending of an adjective.
pub(super) fn without_polish_cases(named: &mut [Named]) {
    let full: FxHashSet<String> =
        named.iter().filter(|n| n.keys.len() > 1).filter_map(|n| n.keys.last().cloned()).collect();
    for this in named.iter_mut() {
        let words: Vec<&str> = this.surface.split(' ').collect();
        let Some((last, given)) = words.split_last() else { continue };
        let known = |word: &str| full.contains(&fold(word));
        let others = |word: &str| -> Vec<String> {
            let cut = POLISH.iter().filter_map(|(ending, others)| Some((word.strip_suffix(ending)?, others)));
            let all = cut.flat_map(|(stem, others)| others.iter().map(move |other| format!("{stem}{other}")));
            all.filter(|word| word.chars().count() > 2).collect()
        };
        let surname = others(last);
        let form = match given {
            [] if !known(last) => surname.iter().find(|word| known(word)).cloned(),
            [first] if known_word(first).given() == 0 => {
                let first = others(first).into_iter().find(|word| known_word(word).given() > 0);
                first.map(|first| {
                    let adjective = surname.iter().find(|word| word.ends_with("ski") || word.ends_with("cki"));
                    let last = surname.iter().find(|word| known(word) && *word != last).or(adjective);
                    format!("{first} {}", last.map_or(words[words.len() - 1], String::as_str))
                })
            }
            _ => None,
        };
        if let Some(surface) = form {
            this.form = Form::of(&surface);
        }
    }
}

/// Takes a Greek surname alone for that of a full name which has its last letter: `Λέκκα` beside "Ευθύμης Λέκκας".
pub(super) fn with_greek_endings(named: &mut [Named]) {
    let full: FxHashSet<String> =
        named.iter().filter(|n| n.keys.len() > 1).filter_map(|n| n.keys.last().cloned()).collect();
    for this in named.iter_mut().filter(|n| n.keys.len() == 1) {
        let key = &this.keys[0];
        if full.contains(key) {
            continue;
        }
        let stem = key.strip_suffix("ου").map(|stem| format!("{stem}ος"));
        if full.contains(&format!("{key}ς")) {
            this.form = Form::of(&format!("{}ς", this.surface));
        } else if stem.is_some_and(|stem| full.contains(&stem))
            && let Some(bare) = this.surface.strip_suffix("ου").or(this.surface.strip_suffix("ού"))
        {
            this.form = Form::of(&format!("{bare}ος"));
        }
    }
}

/// Whether a name may have such an ending: it stands alone, and is no surname of the lists as it is.
fn has_ending(name: &Named) -> bool {
    let [key] = name.keys.as_slice() else { return false };
    key.len() > 4 && ENDINGS.iter().any(|ending| key.ends_with(ending)) && name.entry.surname() == 0
}

/// Whether the lists have a name as any part of names.
fn is_listed(key: &str) -> bool {
    let lexicon = Lexicon::embedded();
    let hash = hash32(key.as_bytes());
    lexicon.word(hash).names & 15 != 0 || lexicon.spread(hash) > 0
}

/// Takes full names of a German article without the ending of the possessive, where the article has them so, or their surname
/// alone without it and the lists no surname with it.
pub(super) fn without_possessives(named: &mut [Named]) {
    let possessive = |this: &Named| !this.surname_first && this.keys.len() > 1 && this.surface.ends_with('s');
    if !named.iter().any(possessive) {
        return;
    }
    let full: FxHashSet<&[String]> = named.iter().map(|n| n.keys.as_slice()).filter(|keys| keys.len() > 1).collect();
    let alone = |n: &&Named| n.keys.len() == 1 && n.entry.given() == 0;
    let alone: FxHashSet<&str> = named.iter().filter(alone).map(|n| n.keys[0].as_str()).collect();
    let bare = |n: usize| {
        let this = &named[n];
        let surface = this.surface.strip_suffix('s').filter(|_| possessive(this))?;
        let mut keys = this.keys.clone();
        let key = keys.pop()?;
        let stem = key.strip_suffix('s').filter(|stem| stem.len() > 2)?;
        keys.push(stem.to_owned());
        let known = full.contains(keys.as_slice()) || alone.contains(stem) && surname(&key) == 0;
        known.then(|| (n, Form::of(surface)))
    };
    let forms: Vec<(usize, Rc<Form>)> = (0..named.len()).filter_map(bare).collect();
    for (n, form) in forms {
        named[n].form = form;
    }
}

/// How common a surname is by the lists.
fn surname(key: &str) -> u8 {
    Lexicon::embedded().word(hash32(key.as_bytes())).surname()
}
