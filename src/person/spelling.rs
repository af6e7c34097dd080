//! Keys under which the spellings of one name part meet, whatever the alphabet.
//!
//! Three kinds of keys: the folded spelling itself; `#` and the number of a group of spellings from the embedded lists;
//! `~` and the consonants, a coarse last resort whose hits have to be compared. Its surprise: the consonants of a name in
//! Arabic or Hebrew letters, written without vowels, come out as those of the Latin form.

use super::model::lexicon::Lexicon;
use super::name::key_part;
use super::script::{self, Script};

/// The keys under which one part of a name is found whatever its spelling or script; two spellings of a name share at
/// least one. A part in Chinese characters may be a whole name.
pub fn spelling_keys(part: &str) -> Vec<String> {
    let folded = key_part(part);
    if folded.is_empty() {
        return Vec::new();
    }
    let mut keys = vec![folded.clone()];
    keys.extend(groups(&folded).into_iter().map(|group| format!("#{group}")));
    let mut add = |bones: String| {
        let key = format!("~{bones}");
        if bones.len() >= 3 && !keys.contains(&key) {
            keys.push(key);
        }
    };
    if folded.is_ascii() {
        add(skeleton(&folded));
    } else {
        script::readings(&folded).iter().for_each(|reading| add(skeleton(reading)));
    }
    keys
}

/// A part of a name in Latin letters, under which it is found too (`习` is `xi`, `मोदी` is `modi`), in each way in which it may be
/// read; nothing for what is in Latin letters anyway, or in letters that are read as they are.
pub fn latin_parts(part: &str) -> Vec<String> {
    let folded = key_part(part);
    let read = !matches!(Script::of(&folded), Script::Latin | Script::Other);
    let bare = |reading: String| {
        reading.strip_prefix("a-").or(reading.strip_prefix("al-")).map(str::to_owned).unwrap_or(reading)
    };
    let readings = || script::readings(&folded).into_iter().map(bare).filter(|latin| latin.len() > 1).collect();
    if read { readings() } else { Vec::new() }
}

/// The ways to look for a part of a name in Latin letters: [`latin_parts`], and of letters that are read as they are what they give,
/// with one vowel where papers write one (`Рютте` is Rutte).
pub fn asked_latin_parts(part: &str) -> Vec<String> {
    let folded = key_part(part);
    if Script::of(&folded) != Script::Other {
        return latin_parts(part);
    }
    let latin = script::latin(&folded);
    let mut parts = vec![latin.replace("iu", "u"), latin.replace("ia", "ya"), latin];
    parts.retain(|latin| latin.chars().nth(2).is_some() && latin.is_ascii());
    parts.sort();
    parts.dedup();
    parts
}

/// A part of a name without its Arabic article, when it has one: `Maliki` of `al-Maliki`.
pub fn without_article(part: &str) -> Option<&str> {
    let article = ["al-", "el-", "Al-", "El-", "AL-", "EL-", "ال"].into_iter();
    article.filter_map(|article| part.strip_prefix(article)).find(|rest| rest.chars().count() > 2)
}

/// A folded surname as it is filed when its Arabic article is written and when it is not, that one itself apart:
/// `Maliki` and `al-Maliki`.
pub fn with_or_without_article(part: &str) -> Vec<String> {
    if let Some(bare) = without_article(part) {
        return vec![bare.to_owned()];
    }
    let arabic = part.chars().next().is_some_and(|c| matches!(c, '\u{0600}'..='\u{06ff}'));
    let articles: &[&str] = if arabic { &["ال"] } else { &["al-", "el-"] };
    articles.iter().map(|article| format!("{article}{part}")).collect()
}

/// Numbers of the groups of spellings of a folded part, without the Arabic article when the part has one.
pub(super) fn groups(folded: &str) -> Vec<u32> {
    let lexicon = Lexicon::embedded();
    let mut groups: Vec<u32> = lexicon.groups(folded).filter(|group| *group != 0).collect();
    for article in ["al-", "el-", "al ", "ال"] {
        if let Some(stem) = folded.strip_prefix(article).filter(|stem| stem.chars().count() > 2) {
            groups.extend(lexicon.groups(stem).filter(|group| *group != 0));
        }
    }
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The part in Latin letters, folded.
pub(super) fn romanise(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_owned();
    }
    script::latin(folded)
}

/// Spellings of a sound and the letter that stands for it, in the order in which they are replaced: `C` is the hissing sound, which
/// the last of them leaves alone.
const SOUNDS: &[(&str, &str)] = &[
    ("tsch", "C"),
    ("tch", "C"),
    ("tsj", "C"),
    ("cz", "C"),
    ("ch", "C"),
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("sz", "s"),
    ("zh", "z"),
    ("dzh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("ks", "x"),
    ("qu", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ay", "ai"),
    ("ey", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("oe", "o"),
    ("ae", "a"),
    ("ue", "u"),
    ("aa", "a"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
    ("c", "k"),
];

/// The letters of each of [`SOUNDS`], a bit each.
const SOUND_LETTERS: [u32; SOUNDS.len()] = {
    let (mut letters, mut rule) = ([0; SOUNDS.len()], 0);
    while rule < SOUNDS.len() {
        letters[rule] = letters_of(SOUNDS[rule].0.as_bytes());
        rule += 1;
    }
    letters
};

/// Which small letters a text has, a bit each.
pub(super) const fn letters_of(text: &[u8]) -> u32 {
    let (mut letters, mut at) = (0, 0);
    while at < text.len() {
        if text[at].is_ascii_lowercase() {
            letters |= 1 << (text[at] - b'a');
        }
        at += 1;
    }
    letters
}

/// How a name sounds, roughly, in Latin letters: one letter for all spellings of a sound, vowels kept.
pub(super) fn sound(folded: &str) -> String {
    let mut text = romanise(folded);
    text.retain(|c| c.is_ascii_alphanumeric());
    let mut text = text.into_bytes();
    let mut letters = letters_of(&text);
    for ((from, to), needed) in SOUNDS.iter().zip(SOUND_LETTERS) {
        if letters & needed == needed {
            replace(&mut text, from.as_bytes(), to.as_bytes());
            letters |= letters_of(to.as_bytes());
        }
    }
    text.dedup();
    String::from_utf8(text).expect("it has letters and digits of ASCII alone")
}

/// Replaces every occurrence of some bytes by others that are not longer.
fn replace(text: &mut Vec<u8>, from: &[u8], to: &[u8]) {
    let (mut read, mut written) = (0, 0);
    while read < text.len() {
        if text[read..].starts_with(from) {
            text[written..written + to.len()].copy_from_slice(to);
            (read, written) = (read + from.len(), written + to.len());
        } else {
            text[written] = text[read];
            (read, written) = (read + 1, written + 1);
        }
    }
    text.truncate(written);
}

/// The consonants of [`sound`], those that alphabets write alike.
pub(super) fn skeleton(folded: &str) -> String {
    let sound = sound(folded);
    let mut bones = String::new();
    for (i, c) in sound.chars().enumerate() {
        let bone = match c {
            'a' | 'e' | 'i' | 'o' | 'u' => {
                if i == 0 {
                    Some('a')
                } else {
                    None
                }
            }
            'v' => (i == 0).then_some('v'),
            'b' | 'p' => Some('b'),
            'd' | 't' => Some('t'),
            'g' | 'k' => Some('k'),
            'z' | 's' | 'C' => Some('s'),
            c => Some(c),
        };
        if let Some(bone) = bone.filter(|bone| !bones.ends_with(*bone)) {
            bones.push(bone);
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// [`sound`], rule by rule.
    fn plain_sound(folded: &str) -> String {
        let mut text: String = romanise(folded).chars().filter(char::is_ascii_alphanumeric).collect();
        for (from, to) in SOUNDS {
            text = text.replace(from, to);
        }
        let mut out = String::new();
        for c in text.chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        out
    }

    fn meet(a: &str, b: &str) -> bool {
        let keys = spelling_keys(a);
        spelling_keys(b).iter().any(|key| keys.contains(key))
    }

    #[test]
    fn spellings_of_a_name_meet_across_alphabets() {
        for other in ["Netanjahu", "Netanyahou", "נתניהו", "نتنياهو", "内塔尼亚胡", "Нетаньяху"]
        {
            assert!(meet("Netanyahu", other), "{other}: {:?}", spelling_keys(other));
        }
        assert!(meet("Putin", "Путин") && meet("Putin", "Poutine") && meet("Obama", "أوباما"));
        assert!(meet("Gaddafi", "Qaddafi") && meet("Müller", "Muller") && meet("Mohammed", "Muhammad"));
    }

    #[test]
    fn an_arabic_article_may_be_left_out() {
        assert_eq!(with_or_without_article("maliki"), ["al-maliki", "el-maliki"]);
        assert_eq!(with_or_without_article("al-maliki"), ["maliki"]);
        assert_eq!(with_or_without_article("مالكي"), ["المالكي"]);
    }

    #[test]
    fn different_names_do_not_meet() {
        for (a, b) in
            [("Netanyahu", "Nakamura"), ("Putin", "Obama"), ("Merkel", "Macron"), ("Li", "Wu"), ("Johnson", "Jackson")]
        {
            assert!(!meet(a, b), "{a} and {b}: {:?} {:?}", spelling_keys(a), spelling_keys(b));
        }
        assert!(spelling_keys("").is_empty() && spelling_keys("...").is_empty());
    }

    #[test]
    fn a_name_sounds_as_it_is_spelled() {
        let names = ["Tchaikovsky", "Schröder", "Khrushchev", "Szczecin", "Djokovic", "Eyck", "Joaquin", "O'Connor-9"];
        let sounds = names.map(|name| sound(&key_part(name)));
        assert_eq!(sounds, ["Caikovski", "sCroder", "hrusCev", "sCekin", "iokovik", "ik", "ioakin", "okonor9"]);
    }

    proptest! {
        #[test]
        fn rules_that_cannot_apply_may_be_passed_over(name in "([a-z]{0,3}(sh|ch|tsch|ay|ey|ck|y|j|ou|aa)){0,4}|\\PC{0,12}") {
            prop_assert_eq!(sound(&name), plain_sound(&name));
        }

        #[test]
        fn keys_never_depend_on_accents_or_case_and_never_panic(part in "\\PC{0,20}") {
            let keys = spelling_keys(&part);
            prop_assert_eq!(keys, spelling_keys(&key_part(&part)));
        }
    }
}
