//! Korean names: where the surname ends, and how they are read in Latin letters.
//!
//! Papers write each syllable in several ways (`Jong`, `Jung`, `Jeong`), so a name is compared with all readings of its letters at
//! once. Its surprise: surnames have spellings of their own (`이` is Lee, `박` Park).

/// Surnames with how papers write them, the most frequent spelling first.
const SURNAMES: &[(&str, &[&str])] = &[
    ("김", &["kim", "gim"]),
    ("이", &["lee", "yi", "rhee", "i", "ri", "li"]),
    ("리", &["ri", "lee", "rhee"]),
    ("박", &["park", "pak", "bak"]),
    ("최", &["choi", "choe"]),
    ("정", &["jung", "chung", "jeong", "chong", "jong"]),
    ("강", &["kang", "gang"]),
    ("조", &["cho", "jo"]),
    ("윤", &["yoon", "yun"]),
    ("장", &["jang", "chang"]),
    ("임", &["lim", "im", "rim"]),
    ("림", &["rim", "lim"]),
    ("한", &["han"]),
    ("오", &["oh", "o"]),
    ("서", &["seo", "suh", "so"]),
    ("신", &["shin", "sin"]),
    ("권", &["kwon", "gwon"]),
    ("황", &["hwang"]),
    ("안", &["ahn", "an"]),
    ("송", &["song"]),
    ("류", &["ryu", "yoo", "yu"]),
    ("유", &["yoo", "yu", "ryu"]),
    ("홍", &["hong"]),
    ("전", &["jeon", "chun", "jun", "chon"]),
    ("고", &["ko", "koh", "go"]),
    ("문", &["moon", "mun"]),
    ("손", &["son", "sohn"]),
    ("양", &["yang"]),
    ("배", &["bae", "pae"]),
    ("백", &["baek", "paik", "paek"]),
    ("허", &["heo", "hur", "huh", "ho"]),
    ("남", &["nam"]),
    ("심", &["shim", "sim"]),
    ("노", &["roh", "noh", "no"]),
    ("로", &["ro", "roh"]),
    ("하", &["ha"]),
    ("곽", &["kwak", "gwak"]),
    ("성", &["sung", "seong"]),
    ("차", &["cha"]),
    ("주", &["joo", "ju", "chu"]),
    ("우", &["woo", "wu", "u"]),
    ("구", &["koo", "ku", "goo", "gu"]),
    ("민", &["min"]),
    ("진", &["jin"]),
    ("나", &["na", "ra"]),
    ("지", &["ji", "chi"]),
    ("엄", &["eom", "um"]),
    ("채", &["chae"]),
    ("원", &["won"]),
    ("천", &["cheon", "chun"]),
    ("방", &["bang", "pang"]),
    ("공", &["kong", "gong"]),
    ("현", &["hyun", "hyon", "hyeon"]),
    ("함", &["ham"]),
    ("변", &["byun", "byeon"]),
    ("염", &["yeom", "yum"]),
    ("여", &["yeo"]),
    ("추", &["choo", "chu"]),
    ("도", &["do"]),
    ("소", &["so"]),
    ("석", &["seok", "suk"]),
    ("선", &["sun", "seon"]),
    ("설", &["seol"]),
    ("마", &["ma"]),
    ("길", &["kil", "gil"]),
    ("위", &["wi"]),
    ("표", &["pyo"]),
    ("명", &["myung", "myeong"]),
    ("기", &["ki", "gi"]),
    ("반", &["ban", "pan"]),
    ("왕", &["wang"]),
    ("태", &["tae", "thae"]),
    ("봉", &["bong"]),
    ("탁", &["tak"]),
    ("국", &["kook", "guk"]),
    ("옥", &["ok"]),
    ("맹", &["maeng"]),
    ("제", &["je"]),
    ("모", &["mo"]),
    ("시", &["xi", "si"]),
    ("남궁", &["namgung", "namkoong"]),
    ("황보", &["hwangbo"]),
    ("제갈", &["jegal"]),
    ("선우", &["sunwoo", "seonwoo"]),
];

/// How the letters of a syllable are written, each in the most frequent way first.
const INITIALS: [&[&str]; 19] = [
    &["k", "g"],
    &["kk"],
    &["n"],
    &["d", "t"],
    &["tt"],
    &["r", "l"],
    &["m"],
    &["b", "p"],
    &["pp", "bb"],
    &["s", "sh"],
    &["ss"],
    &[""],
    &["j", "ch"],
    &["jj"],
    &["ch"],
    &["k"],
    &["t", "th"],
    &["p"],
    &["h"],
];
const VOWELS: [&[&str]; 21] = [
    &["a", "ah"],
    &["ae", "ai"],
    &["ya"],
    &["yae"],
    &["eo", "o", "u", "eu", "uh"],
    &["e"],
    &["yeo", "yo", "yu", "you", "yeu"],
    &["ye", "e"],
    &["o", "oh"],
    &["wa"],
    &["wae"],
    &["oe", "oi"],
    &["yo"],
    &["u", "oo", "woo", "wu"],
    &["wo", "weo"],
    &["we"],
    &["wi", "wee"],
    &["yu", "yoo"],
    &["eu", "u"],
    &["ui", "eui", "i", "ee"],
    &["i", "ee", "yi", "y"],
];
const FINALS: [&[&str]; 28] = [
    &[""],
    &["k", "g"],
    &["k"],
    &["k"],
    &["n"],
    &["n"],
    &["n"],
    &["t", "d"],
    &["l"],
    &["k"],
    &["m"],
    &["l"],
    &["l"],
    &["l"],
    &["p"],
    &["l"],
    &["m"],
    &["p", "b"],
    &["p"],
    &["t"],
    &["t"],
    &["ng"],
    &["t"],
    &["t"],
    &["k"],
    &["t"],
    &["p"],
    &["t"],
];

pub(super) fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Syllables that foreign names have and Korean given names do not.
const FOREIGN: &str = "바디티키카타파버터더커퍼러머쿠투푸토코포데테케페베메레츠샤로게네루크트프스즈르드브그느므흐";

/// Whether a word has a syllable of foreign names.
pub(super) fn is_foreign(word: &str) -> bool {
    word.contains(|c| FOREIGN.contains(c))
}

/// Surname and given name of a whole name of two to four syllables.
pub(super) fn split_name(word: &str) -> Option<(&str, &str)> {
    let length = word.chars().count();
    if !(2..=4).contains(&length) || !word.chars().all(is_hangul) {
        return None;
    }
    let surnames = SURNAMES.iter().map(|(surname, _)| surname);
    // "남궁" goes before "남".
    let surname = surnames.filter(|surname| word.starts_with(**surname) && word.len() > surname.len());
    let surname = surname.max_by_key(|surname| if length > 2 { surname.len() } else { 0 })?;
    // Four syllables with one of surname are rather a foreign name.
    let (surname, given) = word.split_at(surname.len());
    let korean = (length < 4 || surname.chars().count() > 1) && !given.contains(|c| FOREIGN.contains(c));
    korean.then_some((surname, given))
}

/// Initial, vowel and final of a syllable.
fn letters(c: char) -> Option<[usize; 3]> {
    let at = (c as usize).checked_sub(0xac00).filter(|_| is_hangul(c))?;
    Some([at / 588, at % 588 / 28, at % 28])
}

/// Whether a word in Latin letters is one of the readings of a word in Hangul.
pub(super) fn reads(hangul: &str, latin: &str) -> bool {
    let Some(first) = hangul.chars().next() else { return latin.is_empty() };
    let Some([initial, vowel, last]) = letters(first) else { return false };
    let rest = &hangul[first.len_utf8()..];
    INITIALS[initial].iter().filter_map(|written| latin.strip_prefix(written)).any(|latin| {
        VOWELS[vowel].iter().filter_map(|written| latin.strip_prefix(written)).any(|latin| {
            FINALS[last].iter().filter_map(|written| latin.strip_prefix(written)).any(|latin| reads(rest, latin))
        })
    })
}

/// Whether a surname in Latin letters is one of those that a word in Hangul is written as.
pub(super) fn is_surname_of(hangul: &str, latin: &str) -> bool {
    SURNAMES.iter().any(|(surname, spellings)| *surname == hangul && spellings.contains(&latin))
}

/// A word in Latin letters: a surname as papers write it, other words letter by letter.
pub(super) fn romanise(word: &str) -> String {
    if let Some((_, spellings)) = SURNAMES.iter().find(|(surname, _)| *surname == word) {
        return spellings[0].to_owned();
    }
    let mut latin = String::new();
    for c in word.chars() {
        match letters(c) {
            Some([initial, vowel, last]) => {
                // Two of the letter for l and r are an l: "젤렌스키" is Zelensky.
                let initial =
                    if latin.ends_with('l') && INITIALS[initial][0] == "r" { "l" } else { INITIALS[initial][0] };
                for written in [initial, VOWELS[vowel][0], FINALS[last][0]] {
                    latin.push_str(written);
                }
            }
            None => latin.push(c),
        }
    }
    latin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_papers_write_it() {
        for (hangul, latin) in [
            ("정은", "jongun"),
            ("정은", "jungeun"),
            ("재명", "jaemyung"),
            ("석열", "sukyeol"),
            ("근혜", "geunhye"),
            ("여정", "yojong"),
        ] {
            assert!(reads(hangul, latin), "{hangul} {latin}");
        }
        assert!(!reads("정은", "jongil") && !reads("재명", "jaein") && !reads("", "a"));
        assert!(is_surname_of("이", "lee") && is_surname_of("박", "park") && !is_surname_of("이", "kim"));
    }

    #[test]
    fn names_are_cut_behind_the_surname() {
        assert_eq!(split_name("김정은"), Some(("김", "정은")));
        assert_eq!(split_name("남궁민"), Some(("남궁", "민")));
        assert_eq!(split_name("조현"), Some(("조", "현")));
        for word in ["트럼프", "젤렌스키", "마크롱", "오바마", "이시바", "Kim", "김"] {
            assert_eq!(split_name(word), None, "{word}");
        }
    }
}
