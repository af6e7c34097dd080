//! Roots of Indonesian and Malay words, and how a word with a root may begin.
//!
//! Owns what the prefixes `me-` and `pe-` do to the first letter of a root: `tolak` is `menolak`, `kirim` is `mengirim`.
//! Endings and other prefixes are Snowball's (after Fadillah Tala, "A study of stemming effects on information retrieval in
//! Bahasa Indonesia", 2003), which gives back the `s` of `menyapu` and the `p` of `memilih` and leaves `olak` and `irim`.
//! The surprise: a word may have two roots, since `n` may be a root's own or stand for its `t`.

use frostem::{Algorithm, Stemmer};

/// Letters that stand at least behind a nasal that has swallowed one; with fewer it is soon another word (`menara`, a tower, is no
/// `tara`).
const LEAST: usize = 4;

/// What a prefix becomes before a vowel, and the letters that the root may begin with instead.
const SWALLOWED: [(&str, [&str; 2]); 4] =
    [("ny", ["s", "ny"]), ("ng", ["k", ""]), ("m", ["p", "m"]), ("n", ["t", "n"])];

/// Beginnings that leave the root as it is.
const PREFIXES: [&str; 15] =
    ["", "ber", "be", "bel", "ter", "te", "di", "ke", "se", "per", "pe", "pel", "me", "memper", "diper"];

/// The stemmer that roots are told with.
pub fn stemmer() -> Stemmer {
    Stemmer::new(Algorithm::Indonesian)
}

fn begins_with_vowel(text: &str) -> bool {
    text.starts_with(['a', 'e', 'i', 'o', 'u'])
}

/// The roots that a word may have.
pub fn roots(stemmer: &Stemmer, word: &str) -> Vec<String> {
    let mut roots = Vec::new();
    let nasals = [("me", "men"), ("pe", "pen")];
    if let Some((rest, whole)) = nasals.iter().find_map(|(prefix, whole)| Some((word.strip_prefix(prefix)?, whole))) {
        let swallowed = SWALLOWED.iter().find_map(|(nasal, firsts)| {
            let root = rest.strip_prefix(nasal).filter(|root| begins_with_vowel(root) && root.len() >= LEAST)?;
            Some(firsts.iter().map(move |first| format!("{first}{root}")))
        });
        for root in swallowed.into_iter().flatten() {
            // Which endings are taken off depends on the prefix, and before this one every root stays whole.
            roots.push(stem(stemmer, &format!("{whole}{root}")));
            // A root that begins like a word with a prefix is taken for one when it stands alone.
            roots.push(stem(stemmer, &root));
        }
    }
    if roots.is_empty() {
        roots.push(stem(stemmer, word));
    }
    roots.sort();
    roots.dedup();
    roots
}

/// The stem of a word, of which the syllable of `sekolah` and `langkah` stays that would be a particle in what is said, and seldom
/// in what is written: behind another ending the stemmer leaves it.
fn stem(stemmer: &Stemmer, word: &str) -> String {
    let ends = ["lah", "kah", "tah"].iter().any(|ending| word.ends_with(ending));
    let mut stem =
        if ends { stemmer.stem(&format!("{word}nya")).into_owned() } else { stemmer.stem(word).into_owned() };
    // It goes as an ending of `ekonomi` and stays in `perekonomian`.
    if stem.len() > LEAST + 1 && stem.ends_with('i') {
        stem.pop();
    }
    stem
}

/// How the words may begin that have a root.
pub fn beginnings(root: &str) -> Vec<String> {
    let mut all: Vec<String> = PREFIXES.iter().map(|prefix| format!("{prefix}{root}")).collect();
    let (nasal, rest) = match root.as_bytes() {
        [b'p', ..] => ("m", &root[1..]),
        [b't', ..] => ("n", &root[1..]),
        [b's', ..] => ("ny", &root[1..]),
        [b'k', ..] => ("ng", &root[1..]),
        [b'b' | b'f' | b'v', ..] => ("m", root),
        [b'd' | b'c' | b'j' | b'z', ..] => ("n", root),
        [b'l' | b'm' | b'n' | b'r' | b'w' | b'y', ..] => ("", root),
        _ => ("ng", root),
    };
    for prefix in ["me", "pe"] {
        all.push(format!("{prefix}{nasal}{rest}"));
        // A loan keeps its first letter: `memprotes`.
        if rest.len() < root.len() {
            let kept = if root.starts_with('s') { "n" } else { nasal };
            all.push(format!("{prefix}{kept}{root}"));
        }
    }
    all
}
