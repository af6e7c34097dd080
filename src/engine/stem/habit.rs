//! What Snowball's stemmers keep apart: irregular plurals, spellings, letters that change before an ending.
//!
//! Owns small changes before and after a stemmer, in the manner of the light stemmers of Jacques Savoy ("Light stemming
//! approaches for the French, Portuguese, German and Hungarian languages", 2006), who makes the singular first. The
//! surprise: a stem need not be the beginning of the word, but it may differ from it only where the word changes, since words
//! with the same stem are looked for among those that begin alike.

use std::borrow::Cow;

use frostem::Stemmer;

use crate::engine::fold::fold;

/// The stem of a word in a language that Snowball knows.
pub(super) fn stem<'w>(code: &str, snowball: &Stemmer, word: &'w str) -> Cow<'w, str> {
    match code {
        "pt" => match portuguese_singular(word) {
            Some(singular) => Cow::Owned(snowball.stem(&singular).into_owned()),
            None => snowball.stem(word),
        },
        "es" => softened(snowball.stem(word)),
        "fr" => match french_singular(word) {
            Some(singular) => Cow::Owned(snowball.stem(&singular).into_owned()),
            None => snowball.stem(word),
        },
        "el" => without_iota(snowball.stem(word)),
        // Written with and without the dot below, and with either sign for a nasal vowel.
        "hi" | "ne" => Cow::Owned(snowball.stem(&fold(word)).into_owned()),
        _ => snowball.stem(word),
    }
}

/// The singular of a Portuguese plural that does more than to add an `s`: `eleições`, `hospitais`, `quartéis`, `homens`.
///
/// What ends in `-el` and in `-il` without stress has the same plural (`móveis`, `fáceis`); both become one.
fn portuguese_singular(word: &str) -> Option<String> {
    let with = |ending: &str, singular: &str, least: usize| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= least)?;
        Some(format!("{stem}{singular}"))
    };
    let accented = |text: &str| text.contains(['á', 'é', 'í', 'ó', 'ú', 'â', 'ê', 'ô']);
    if let Some(stem) = word.strip_suffix("il").filter(|stem| accented(stem)) {
        return Some(format!("{stem}el"));
    }
    if !word.ends_with('s') {
        return None;
    }
    let ao = ["ões", "ães", "ãos"].iter().find_map(|ending| with(ending, "ão", 1));
    let accents = ao.or_else(|| with("éis", "el", 2)).or_else(|| with("óis", "ol", 2));
    accents
        .or_else(|| with("ais", "al", 2).filter(|_| !matches!(word, "jamais" | "demais" | "ademais")))
        .or_else(|| with("eis", "el", 2).filter(|_| accented(word)))
        .or_else(|| with("uis", "ul", 2))
        .or_else(|| {
            let il = with("is", "il", 3)?;
            let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
            (word.is_ascii() && !word[..word.len() - 2].ends_with(vowel) && word != "paris").then_some(il)
        })
        .or_else(|| {
            ["en", "on", "un", "in"].iter().find_map(|end| with(&format!("{end}s"), &format!("{}m", &end[..1]), 1))
        })
        .filter(|_| word.chars().count() >= 4)
}

/// French nouns in `-ail` that have the plural of those in `-al`; others keep their ending.
const FRENCH_AIL: [&str; 6] = ["travail", "corail", "émail", "vitrail", "soupirail", "vantail"];

fn french_singular(word: &str) -> Option<String> {
    FRENCH_AIL.contains(&word).then(|| format!("{}al", &word[..word.len() - 3]))
}

/// A Spanish stem with the letter that stands before `e`: `juez`, `jueces`; `comenzar`, `comience`.
fn softened(stem: Cow<'_, str>) -> Cow<'_, str> {
    match stem.strip_suffix('z') {
        Some(before) if !before.is_empty() => Cow::Owned(format!("{before}c")),
        _ => stem,
    }
}

/// A Greek stem without the vowel that stays of some cases and not of others: `πυρκαγιά`, `πυρκαγιές`.
fn without_iota(stem: Cow<'_, str>) -> Cow<'_, str> {
    match stem.strip_suffix('ι') {
        Some(before) if before.chars().count() >= 4 => Cow::Owned(before.to_owned()),
        _ => stem,
    }
}
