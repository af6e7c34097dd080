//! Languages of short texts in Latin letters, told by the words that every text has.
//!
//! Owns the lists of such words. Asked last, when a text is too short for triples of letters to be trusted. The surprise: a word
//! that two languages have counts for both, and the language that has most words has to have clearly more than the next.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Words that are looked at.
const MOST: usize = 300;
/// With fewer words nothing is told.
const LEAST: usize = 8;

/// The most frequent words that tell a language; what is as frequent in several is in each of their lists. None has one letter.
const WORDS: [(&str, &str); 21] = [
    ("ca", "el la els les de del que en un una per amb és no ha al dels es va són més com"),
    ("cs", "se na je že do to ve pro za by ale po jako podle jsou při od který"),
    ("da", "og at er en den til på det af for med de der ikke har som et fra om var vil han"),
    (
        "de",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat",
    ),
    ("en", "the of and to in is that for on was with as at by he it from his be are has have an"),
    ("es", "de la que el en los se del las un por con no una su para es al lo como más ha pero sus le"),
    ("fi", "ja on ei se että oli mutta hän ovat myös sen joka mukaan kun kuin ole sekä vuoden tai jo"),
    ("fr", "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec"),
    ("hr", "je da na se za od su kako koji što će bi iz do nije ali te kao"),
    ("hu", "az és hogy nem is egy volt ez meg csak el már de szerint még vagy mint ki"),
    (
        "id",
        "yang dan di dari untuk dengan pada ini itu tidak dalam ke akan oleh juga telah sebagai adalah karena kepada tersebut bahwa para ada bisa lebih saat menjadi setelah hingga sudah seorang paling mengatakan",
    ),
    ("it", "di che la il un per in una non sono con del si da le della al dei nel più ha alla anche"),
    ("nl", "de van het een en in is dat op te zijn voor met die niet aan er om ook als bij door naar heeft uit"),
    ("no", "og det er på til som en for av at med har de ikke den om et han var fra men seg"),
    ("pl", "na się do nie to że jest po jak za od przez ale dla są ma który oraz tym"),
    ("pt", "de que do da em os as um para com não uma dos no na por mais se foi ao das pelo são"),
    ("ro", "de și în la cu din pe că care nu un pentru este sunt mai fost au fi se prin lui"),
    ("sv", "och att det som en på är av för med till den har de inte om ett han men var från"),
    ("tl", "ang ng sa na mga at ay ni si para nang ito kay"),
    ("tr", "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ise ne en değil göre var"),
    ("vi", "và của là có được cho không trong các một với người những đã này để"),
];

/// For each word the languages that have it, a bit for each row of [`WORDS`].
static LANGUAGES_OF: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let mut languages = FxHashMap::default();
    for (row, (_, words)) in WORDS.iter().enumerate() {
        words.split(' ').for_each(|word| *languages.entry(word).or_default() |= 1 << row);
    }
    languages
});

/// The language of a text, when frequent words are an eighth of it, and a quarter more than those of any other language.
pub(super) fn told(text: &str) -> Option<&'static str> {
    // A scan that was read badly is full of single letters.
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some()).take(MOST);
    let (mut number, mut counts) = (0, WORDS.map(|(code, _)| (0, code)));
    for word in words {
        number += 1;
        let languages = LANGUAGES_OF.get(word.to_lowercase().as_str()).copied().unwrap_or_default();
        counts.iter_mut().enumerate().for_each(|(row, (count, _))| *count += (languages >> row & 1) as usize);
    }
    if number < LEAST {
        return None;
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let ((first, code), (second, _)) = (counts[0], counts[1]);
    (first >= 3 && 8 * first >= number && 4 * first >= 5 * second).then_some(code)
}
