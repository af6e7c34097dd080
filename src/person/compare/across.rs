//! Parts of names in two scripts: whether one may be how the other is written.
//!
//! Compares consonants, as coarse as the poorer of the two scripts. Its surprise: that much agrees in many pairs of surnames (`Путин` and
//! Biden), so it counts only beside a given name that agrees as well; of a part alone [`may_be_read`] asks for more.

use super::Part;
use crate::person::hangul;
use crate::person::kanji;
use crate::person::script::{Script, readings};
use crate::person::spelling::{skeleton, sound};

/// Similarity of parts that have the same consonants, and of those in which one is another.
const SAME: f32 = 0.9;
const NEAR: f32 = 0.82;
/// Consonants that say enough by themselves, and those in which one may differ.
const ENOUGH: usize = 3;
const MANY: usize = 4;
/// With so many letters a part may be one letter more away.
const LONG: usize = 9;
/// Similarity of a Korean name to one of its readings.
const READ: f32 = 0.97;

/// How alike parts of different scripts are; 0 when they cannot be the same.
pub(super) fn likeness(a: &Part, b: &Part) -> f32 {
    if is_servant(a) && is_servant(b) {
        return SAME;
    }
    let one_liquid = a.script.has_one_liquid() || b.script.has_one_liquid();
    let theirs: Vec<String> = readings(&b.folded).iter().map(|reading| bones(reading, one_liquid)).collect();
    let mut best: f32 = 0.0;
    for mine in readings(&a.folded).iter().map(|reading| bones(reading, one_liquid)) {
        for other in &theirs {
            let (short, long) = (mine.len().min(other.len()), mine.len().max(other.len()));
            if short >= ENOUGH && mine == *other {
                best = best.max(SAME);
            }
            let one_off = short >= MANY && long - short <= 1 && super::distance(&mine, other) == 1;
            if one_off || short == 2 && mine == *other && (one_vowel_apart(a, b) || without_vowels(a, b)) {
                best = best.max(NEAR);
            }
        }
    }
    best
}

/// Whether a part alone may be how the other is written in its script: with voicing told apart, and vowels where both scripts have them.
pub(super) fn may_be_read(a: &Part, b: &Part) -> bool {
    // Arabic has no p; syllables have vowels between the consonants, and one of l and r.
    let scripts = [a.script, b.script];
    let bare = scripts.iter().any(|script| matches!(script, Script::Arabic | Script::Hebrew));
    let syllables = scripts.iter().any(|script| script.has_one_liquid());
    let one_lip = scripts.contains(&Script::Arabic);
    let plain = |reading: &str| -> String {
        let letter = |c| match c {
            'p' if one_lip => 'b',
            'r' if syllables => 'l',
            c => c,
        };
        sound(reading).chars().map(letter).collect()
    };
    let consonants = |sound: &str| sound.replace(['a', 'e', 'i', 'o', 'u', 'h'], "");
    // Korean puts a vowel behind each consonant that ends a syllable of its own: `트럼프`.
    let spoken = |part: &Part| -> Vec<String> {
        let bare = |reading: &String| match part.script {
            Script::Hangul => plain(&reading.replace("eu", "").replace("eo", "o")),
            _ => plain(reading),
        };
        readings(&part.folded).iter().map(bare).collect()
    };
    let theirs = spoken(b);
    spoken(a).into_iter().any(|mine| {
        theirs.iter().any(|other| {
            let edits = super::distance(&mine, other);
            let more = usize::from(mine.len().max(other.len()) >= LONG);
            if !bare && !syllables {
                return edits <= 1 + more;
            }
            let own = consonants(&mine);
            edits == 0 || edits <= 2 + more && own.len() >= ENOUGH && own == consonants(other)
        })
    })
}

/// `عبد` and `Abdel`.
fn is_servant(part: &Part) -> bool {
    matches!(part.folded.as_str(), "عبد" | "עבד" | "abd" | "abdel" | "abdul" | "abdal" | "abdoul")
}

/// Whether short parts have nearly the same letters in Latin, no letter twice.
fn one_vowel_apart(a: &Part, b: &Part) -> bool {
    let singly = |part: &Part| -> Vec<String> {
        let once = |mut letters: Vec<u8>| {
            letters.dedup();
            String::from_utf8(letters).unwrap_or_default()
        };
        readings(&part.folded).into_iter().map(|reading| once(reading.into_bytes())).collect()
    };
    let theirs = singly(b);
    singly(a).iter().any(|a| theirs.iter().any(|b| a.len().min(b.len()) > 3 && super::distance(a, b) <= 1))
}

/// Whether one is written without vowels, and both begin with a consonant.
fn without_vowels(a: &Part, b: &Part) -> bool {
    let bare = |part: &Part| matches!(part.script, Script::Arabic | Script::Hebrew);
    let vowel = |part: &Part| readings(&part.folded)[0].starts_with(['a', 'e', 'i', 'o', 'u']);
    (bare(a) || bare(b)) && !vowel(a) && !vowel(b)
}

/// Consonants, one letter for what some scripts do not tell apart; vowels say nothing, not at the beginning either.
fn bones(latin: &str, one_liquid: bool) -> String {
    let mut bones = String::new();
    for c in skeleton(latin).chars() {
        let bone = match c {
            'a' if bones.is_empty() => continue,
            'f' | 'v' => 'b',
            'r' if one_liquid => 'l',
            'h' if !bones.is_empty() => continue,
            c => c,
        };
        if !bones.ends_with(bone) {
            bones.push(bone);
        }
    }
    bones
}

/// How well a Korean name answers to one in Latin letters or Chinese characters, whose given name may be in two parts.
pub(super) fn korean(left: &[Part], right: &[Part]) -> f32 {
    let written = |parts: &[Part]| {
        parts.len() == 2
            && matches!(parts[0].script, Script::Hangul | Script::Han)
            && parts[0].script == parts[1].script
    };
    let latin = |parts: &[Part]| parts.len() > 1 && parts.iter().all(|part| part.folded.is_ascii());
    match () {
        () if written(left) && latin(right) => read(left, right),
        () if written(right) && latin(left) => read(right, left),
        () if written(left) && written(right) && left[0].script != right[0].script => {
            let (hangul, han) = if left[0].script == Script::Hangul { (left, right) } else { (right, left) };
            let same = |surname: (&Part, &Part), given: (&Part, &Part)| {
                kanji::korean_surname(&surname.1.folded)
                    .is_some_and(|latin| hangul::is_surname_of(&surname.0.folded, latin))
                    && kanji::in_hangul(&given.1.folded).is_some_and(|syllables| syllables == given.0.folded)
            };
            let pairs = [(0, 1), (1, 0)];
            let any = pairs
                .iter()
                .any(|(a, b)| pairs.iter().any(|(c, d)| same((&hangul[*a], &han[*c]), (&hangul[*b], &han[*d]))));
            if any { READ } else { 0.0 }
        }
        () => 0.0,
    }
}

/// The parts may be in either order, as names are filed and as they are spoken.
fn read(name: &[Part], latin: &[Part]) -> f32 {
    read_as(&name[0], &name[1], latin).max(read_as(&name[1], &name[0], latin))
}

fn read_as(surname: &Part, given: &Part, latin: &[Part]) -> f32 {
    let (script, surname, given) = (surname.script, &surname.folded, &given.folded);
    let hangul = match script {
        Script::Hangul => Some(given.clone()),
        _ => kanji::in_hangul(given),
    };
    let Some(given) = hangul else { return 0.0 };
    let is_surname = |latin: &Part| match script {
        Script::Hangul => hangul::is_surname_of(surname, &latin.folded),
        _ => kanji::korean_surname(surname) == Some(latin.folded.as_str()),
    };
    let join = |parts: &[Part]| parts.iter().map(|part| part.folded.as_str()).collect::<String>();
    let last = latin.len() - 1;
    let first = is_surname(&latin[0]) && hangul::reads(&given, &join(&latin[1..]));
    let turned = is_surname(&latin[last]) && hangul::reads(&given, &join(&latin[..last]));
    if first || turned { READ } else { 0.0 }
}
