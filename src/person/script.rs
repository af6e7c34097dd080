//! Words of other scripts in Latin letters, as papers write the names of persons.
//!
//! Letters that may be read in several ways have the likeliest here; [`readings`] gives the others too. Its surprise: folding keeps the
//! vowel signs of Indian scripts, since without them `मोदी` is any name with an m and a d.

use deunicode::deunicode;

use super::name::fold;
use super::{han, hangul, kanji};

/// Scripts that are read by rules of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Hebrew,
    Arabic,
    Devanagari,
    Hangul,
    /// Chinese characters and kana.
    Han,
    Kana,
    Other,
}

impl Script {
    /// That of the first letter which is not Latin.
    pub(super) fn of(word: &str) -> Script {
        let other = word.chars().find(|c| !matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
        match other {
            None => Script::Latin,
            Some('\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}') => Script::Greek,
            Some('\u{590}'..='\u{5ff}') => Script::Hebrew,
            Some('\u{600}'..='\u{6ff}') => Script::Arabic,
            Some('\u{900}'..='\u{97f}') => Script::Devanagari,
            Some('\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}') => Script::Hangul,
            Some('\u{4e00}'..='\u{9fff}' | '々') => Script::Han,
            Some('\u{3041}'..='\u{30ff}') => Script::Kana,
            Some(_) => Script::Other,
        }
    }

    /// Whether it has one letter for l and r.
    pub(super) fn has_one_liquid(self) -> bool {
        matches!(self, Script::Hangul | Script::Han | Script::Kana)
    }
}

/// A folded word in Latin letters, folded.
pub(super) fn latin(folded: &str) -> String {
    match Script::of(folded) {
        Script::Latin if folded.is_ascii() => folded.to_owned(),
        Script::Greek => greek(folded),
        Script::Hebrew => by_table(folded, HEBREW),
        Script::Arabic => {
            by_table(folded.strip_prefix("ال").filter(|stem| stem.chars().count() > 2).unwrap_or(folded), ARABIC)
        }
        Script::Devanagari => devanagari(folded),
        Script::Hangul => hangul::romanise(folded),
        Script::Han => chinese(folded),
        _ => plain(folded),
    }
}

fn plain(folded: &str) -> String {
    fold(&deunicode(folded)).split_whitespace().collect()
}

/// All ways in which a folded word of another script may be read, the likeliest first.
pub(super) fn readings(folded: &str) -> Vec<String> {
    let first = latin(folded);
    let mut all = vec![first];
    let script = Script::of(folded);
    let mut add = |other: String| {
        if !all.contains(&other) {
            all.push(other);
        }
    };
    match script {
        // One letter for j and z.
        Script::Devanagari | Script::Hangul | Script::Kana => {
            let first = latin(folded);
            add(first.replace('j', "z"));
            if script.has_one_liquid() {
                add(first.replace('r', "l"));
            }
        }
        Script::Greek => {
            add(greek_inside(folded));
            // "Ταγίπ" is Tayyip.
            add(greek(&folded.replace("γι", "yi").replace("γε", "ye")));
        }
        Script::Hebrew => {
            let first = latin(folded);
            add(first.replace('v', "b"));
            add(first.replace('p', "f"));
        }
        Script::Han => kanji::korean_surname(folded).into_iter().for_each(|surname| add(surname.to_owned())),
        _ => {}
    }
    if script == Script::Han {
        kanji::reading(folded).into_iter().for_each(|reading| add(reading.to_owned()));
    }
    all
}

/// A letter, what it is at the beginning of a word, and elsewhere.
type Letters = &'static [(char, &'static str, &'static str)];

const HEBREW: Letters = &[
    ('א', "a", "a"),
    ('ב', "b", "v"),
    ('ג', "g", "g"),
    ('ד', "d", "d"),
    ('ה', "h", "h"),
    ('ו', "v", "o"),
    ('ז', "z", "z"),
    ('ח', "h", "h"),
    ('ט', "t", "t"),
    ('י', "y", "i"),
    ('כ', "k", "k"),
    ('ך', "k", "k"),
    ('ל', "l", "l"),
    ('מ', "m", "m"),
    ('ם', "m", "m"),
    ('נ', "n", "n"),
    ('ן', "n", "n"),
    ('ס', "s", "s"),
    ('ע', "a", "a"),
    ('פ', "p", "p"),
    ('ף', "f", "f"),
    ('צ', "ts", "ts"),
    ('ץ', "ts", "ts"),
    ('ק', "k", "k"),
    ('ר', "r", "r"),
    ('ש', "sh", "sh"),
    ('ת', "t", "t"),
];
const ARABIC: Letters = &[
    ('ا', "a", "a"),
    ('ب', "b", "b"),
    ('ت', "t", "t"),
    ('ث', "th", "th"),
    ('ج', "j", "j"),
    ('ح', "h", "h"),
    ('خ', "kh", "kh"),
    ('د', "d", "d"),
    ('ذ', "dh", "dh"),
    ('ر', "r", "r"),
    ('ز', "z", "z"),
    ('س', "s", "s"),
    ('ش', "sh", "sh"),
    ('ص', "s", "s"),
    ('ض', "d", "d"),
    ('ط', "t", "t"),
    ('ظ', "z", "z"),
    ('ع', "a", "a"),
    ('غ', "gh", "gh"),
    ('ف', "f", "f"),
    ('ق', "q", "q"),
    ('ك', "k", "k"),
    ('ک', "k", "k"),
    ('ل', "l", "l"),
    ('م', "m", "m"),
    ('ن', "n", "n"),
    ('ه', "h", "h"),
    ('ہ', "h", "h"),
    ('ھ', "", "h"),
    ('ة', "", "a"),
    ('و', "w", "u"),
    ('ي', "y", "i"),
    ('ى', "a", "a"),
    ('ی', "y", "i"),
    ('ے', "e", "e"),
    ('ء', "", ""),
    ('پ', "p", "p"),
    ('چ', "ch", "ch"),
    ('ژ', "zh", "zh"),
    ('گ', "g", "g"),
    ('ٹ', "t", "t"),
    ('ڈ', "d", "d"),
    ('ڑ', "r", "r"),
    ('ں', "n", "n"),
];

fn by_table(folded: &str, letters: Letters) -> String {
    let mut latin = String::new();
    for (at, c) in folded.chars().enumerate() {
        match letters.iter().find(|(letter, ..)| *letter == c) {
            Some((_, first, inner)) => latin.push_str(if at == 0 { first } else { inner }),
            None if c.is_ascii() => latin.push(c),
            None => latin.push_str(&plain(c.encode_utf8(&mut [0; 4]))),
        }
    }
    latin
}

/// Two letters that are one sound, at the beginning of a word and inside.
const GREEK: &[(&str, &str)] = &[
    ("μπ", "b"),
    ("ντ", "d"),
    ("γκ", "g"),
    ("γγ", "ng"),
    ("τζ", "j"),
    ("τσ", "ts"),
    ("ου", "u"),
    ("αι", "e"),
    ("ει", "i"),
    ("οι", "i"),
    ("αυ", "av"),
    ("ευ", "ev"),
    ("χ", "h"),
    ("θ", "th"),
    ("ψ", "ps"),
    ("ξ", "x"),
    ("η", "i"),
    ("υ", "y"),
    ("ω", "o"),
    ("φ", "f"),
    ("β", "v"),
    ("γ", "g"),
];

fn greek(folded: &str) -> String {
    let mut text = folded.to_owned();
    for (from, to) in GREEK {
        text = text.replace(from, to);
    }
    plain(&text)
}

/// The same with both letters of what is one sound at the beginning of words only: `Κωνσταντίνος`.
fn greek_inside(folded: &str) -> String {
    let Some(first) = folded.chars().next() else { return String::new() };
    let (head, tail) = folded.split_at(first.len_utf8());
    let tail = if ["μπ", "ντ", "γκ"].iter().any(|two| folded.starts_with(two)) {
        tail.to_owned()
    } else {
        tail.replace("μπ", "mb").replace("ντ", "nt").replace("γκ", "ng")
    };
    greek(&format!("{head}{tail}"))
}

const CONSONANTS: Letters = &[
    ('क', "k", ""),
    ('ख', "kh", ""),
    ('ग', "g", ""),
    ('घ', "gh", ""),
    ('ङ', "n", ""),
    ('च', "ch", ""),
    ('छ', "chh", ""),
    ('ज', "j", ""),
    ('झ', "jh", ""),
    ('ञ', "n", ""),
    ('ट', "t", ""),
    ('ठ', "th", ""),
    ('ड', "d", ""),
    ('ढ', "dh", ""),
    ('ण', "n", ""),
    ('त', "t", ""),
    ('थ', "th", ""),
    ('द', "d", ""),
    ('ध', "dh", ""),
    ('न', "n", ""),
    ('प', "p", ""),
    ('फ', "ph", ""),
    ('ब', "b", ""),
    ('भ', "bh", ""),
    ('म', "m", ""),
    ('य', "y", ""),
    ('र', "r", ""),
    ('ल', "l", ""),
    ('व', "v", ""),
    ('श', "sh", ""),
    ('ष', "sh", ""),
    ('स', "s", ""),
    ('ह', "h", ""),
    ('ळ', "l", ""),
];
/// Vowels by themselves and as signs.
const VOWELS: &[(char, char, &str)] = &[
    ('आ', 'ा', "a"),
    ('इ', 'ि', "i"),
    ('ई', 'ी', "i"),
    ('उ', 'ु', "u"),
    ('ऊ', 'ू', "u"),
    ('ऋ', 'ृ', "ri"),
    ('ए', 'े', "e"),
    ('ऐ', 'ै', "ai"),
    ('ओ', 'ो', "o"),
    ('औ', 'ौ', "au"),
    ('ऑ', 'ॉ', "o"),
    ('ऍ', 'ॅ', "e"),
    ('अ', '\0', "a"),
];

/// A consonant has an a behind it where no sign says otherwise, except at the end of the word and, mostly, where the syllables on
/// both sides have vowels.
fn devanagari(folded: &str) -> String {
    let letters: Vec<char> = folded.chars().collect();
    let mut latin = String::new();
    for (at, c) in letters.iter().enumerate() {
        if let Some((_, consonant, _)) = CONSONANTS.iter().find(|(letter, ..)| letter == c) {
            latin.push_str(consonant);
            let is_consonant =
                |at: usize| letters.get(at).is_some_and(|c| CONSONANTS.iter().any(|(letter, ..)| letter == c));
            let has_sign = |at: usize| letters.get(at).is_some_and(|c| VOWELS.iter().any(|(_, sign, _)| sign == c));
            let next = letters.get(at + 1);
            let inherent = next.is_some()
                && (is_consonant(at + 1)
                    || matches!(next, Some('ं' | 'ँ'))
                    || next.is_some_and(|c| VOWELS.iter().any(|(vowel, ..)| vowel == c)));
            // "नरेंद्र" but "मनमोहन": no vowel where one stands before and one behind the next consonant.
            let mute = at > 1 && has_sign(at - 1) && is_consonant(at + 1) && has_sign(at + 2);
            if inherent && !mute {
                latin.push('a');
            }
        } else if let Some((.., vowel)) = VOWELS.iter().find(|(vowel, sign, _)| vowel == c || sign == c) {
            latin.push_str(vowel);
        } else if matches!(c, 'ं' | 'ँ') {
            latin.push('n');
        } else if c.is_ascii() {
            latin.push(*c);
        }
    }
    latin
}

/// What characters of foreign names stand for where their Chinese reading is another.
const FOREIGN: &[(char, &str)] = &[
    ('基', "ki"),
    ('吉', "gi"),
    ('杰', "je"),
    ('金', "kin"),
    ('奇', "ch"),
    ('齐', "tsi"),
    ('乔', "jo"),
    ('希', "hi"),
    ('谢', "she"),
    ('夏', "sha"),
    ('贾', "ja"),
    ('加', "ga"),
    ('尔', "l"),
    ('茨', "ts"),
    ('朱', "ju"),
    ('约', "yo"),
    ('切', "che"),
    ('日', "j"),
    ('詹', "jan"),
    ('热', "re"),
    ('弗', "f"),
    ('夫', "f"),
    ('德', "d"),
    ('特', "t"),
    ('斯', "s"),
    ('克', "k"),
    ('普', "p"),
    ('布', "b"),
    ('格', "g"),
    ('姆', "m"),
    ('兹', "z"),
    ('什', "sh"),
    ('赫', "h"),
    ('胡', "hu"),
    ('霍', "ho"),
    ('许', "shu"),
    ('辛', "sin"),
    ('西', "si"),
];

fn chinese(folded: &str) -> String {
    if let Some(reading) = kanji::reading(folded).filter(|_| folded.chars().count() > 1) {
        return reading.to_owned();
    }
    let known = |c: &char| han::may_be_foreign(*c) || FOREIGN.iter().any(|(known, _)| known == c);
    // One may be missing in the lists.
    let length = folded.chars().count();
    let foreign = length > 2 && folded.chars().filter(known).count() + 1 >= length;
    let character = |c: char| match FOREIGN.iter().find(|(known, _)| foreign && *known == c) {
        Some((_, sound)) => (*sound).to_owned(),
        None => plain(c.encode_utf8(&mut [0; 4])),
    };
    folded.chars().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_papers_write_them() {
        for (word, expected) in [
            ("मोदी", "modi"),
            ("कुमार", "kumar"),
            ("गांधी", "gandhi"),
            ("سيسي", "sisi"),
            ("السيسي", "sisi"),
            ("μητσοτακης", "mitsotakis"),
            ("μπενιαμιν", "beniamin"),
            ("김", "kim"),
            ("泽连斯基", "zelianski"),
            ("石破", "ishiba"),
            ("יאיר", "yair"),
        ] {
            assert_eq!(latin(&fold(word)), expected, "{word}");
        }
        assert!(readings("κωνσταντινος").contains(&"konstantinos".to_owned()));
        assert!(readings("金").contains(&"kim".to_owned()) && readings("林").contains(&"hayashi".to_owned()));
    }
}
