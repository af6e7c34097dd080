//! Languages of short texts in Latin letters, told by the words that every text has.
//!
//! Owns the lists of such words. Asked last, when a text is too short for triples of letters to be trusted. The surprise: a word
//! that two languages have counts for both, and the language that has most words has to have clearly more than the next.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

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
/// Words that only speak for a guess: further ones of some languages, and those of languages that no text is told to be in by words.
const FURTHER: &[(&str, &str)] = &[
    ("de", "bei nach vor über wird sind war wegen gegen soll will nur noch zum zur vom beim unter zwischen um am geht"),
    ("es", "tras entre sobre sin desde hasta contra según fue son está"),
    ("fr", "après contre sans chez entre vers selon aux sous leur son ses"),
    ("it", "dopo nei tra fra sul sulla dal dalla nella delle degli alle ai senza contro lo gli"),
    ("nl", "na over tegen tot wordt zich maar dit geen meer onder"),
    ("pt", "após sobre entre sem contra nas nos aos pela diz"),
    ("af", "die van en in het is nie wat vir op aan te sy hy dat was ook met na om deur"),
    ("az", "və bir bu ilə üçün də da ki olan edib olub onun görə daha kimi"),
    ("eo", "la kaj de en estas al por ke ne kun estis el"),
    ("et", "ja on ei et ka see oli kui ning aga oma mis ta kes"),
    ("jv", "lan ing kang sing iku saka ora ana karo wong kanggo bisa dadi uga"),
    ("la", "et in est non ad ut cum sed qui quod ex esse"),
    ("lt", "ir kad su iš yra tai ne buvo už bet jau po tik dėl"),
    ("lv", "un ir ka no ar par uz bija kas lai pēc arī nav gada"),
    ("sk", "na je že sa do to pre ako ale po podľa bol od ktorý za pri"),
    ("sl", "je in da na se za so ki pa tudi kot po bi ter iz"),
    ("sn", "kuti uye iyo kana ari asi kuva"),
    ("so", "oo iyo waa ku ka ee in ay uu si ah soo"),
    ("sq", "të dhe në për me që nga një është se si do"),
    ("sw", "ya wa na kwa ni katika la za cha kuwa hii"),
    ("tk", "we bilen bu hem üçin bir"),
    ("uz", "va bu bilan uchun bir ham edi"),
    ("zu", "ukuthi futhi kanye uma ngoba kodwa"),
];

/// Letters beside the English ones that a language has in any long text.
const LETTERS: &[(&str, &str)] = &[
    ("az", "əğşıçöü"),
    ("ca", "àèéíòóúçï"),
    ("cs", "áčďéěíňóřšťúůýž"),
    ("da", "æøå"),
    ("de", "äöüß"),
    ("eo", "ĉĝĥĵŝŭ"),
    ("es", "áéíñóú"),
    ("et", "äõöü"),
    ("fi", "äö"),
    ("fr", "àâçèéêëîïôùû"),
    ("hr", "čćđšž"),
    ("hu", "áéíóöőúüű"),
    ("it", "àèéìòù"),
    ("lt", "ąčęėįšųūž"),
    ("lv", "āčēģīķļņšūž"),
    ("no", "æøå"),
    ("pl", "ąćęłńóśźż"),
    ("pt", "áâãàçéêíóôõú"),
    ("ro", "ăâîșşțţ"),
    ("sk", "áäčďéíľňóôšťúýž"),
    ("sl", "čšž"),
    ("sv", "åäö"),
    ("tk", "äçňöşüýž"),
    ("tr", "çğıöşü"),
    ("vi", "ăâđêôơưạảấầẩậắằặẹẻếềểễệỉịọỏốồổộớờởợụủứừửữựỳỵỷỹàáèéìíòóùúý"),
];

/// So many frequent words make an English text.
const LEAST_ENGLISH: usize = 3;
/// So many words to one frequent word of a language are too many for a text in it.
const SPARSE: usize = 20;

/// Words of a text that are written in small letters, where names are not; all of a text that has none.
fn small_words(text: &str) -> Vec<String> {
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some()).take(MOST);
    let small: Vec<String> =
        words().filter(|word| word.starts_with(char::is_lowercase)).map(str::to_lowercase).collect();
    if small.is_empty() { words().map(str::to_lowercase).collect() } else { small }
}

/// How many of some words, in small letters, are frequent in each language, by row of [`WORDS`].
fn counts_of<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> [usize; WORDS.len()] {
    let mut counts = [0; WORDS.len()];
    for word in words {
        let languages = LANGUAGES_OF.get(word.as_ref()).copied().unwrap_or_default();
        counts.iter_mut().enumerate().for_each(|(row, count)| *count += (languages >> row & 1) as usize);
    }
    counts
}

fn row_of(code: &str) -> Option<usize> {
    WORDS.iter().position(|(known, _)| *known == code)
}

/// What the words of a text leave of a guess that was made by its letters.
///
/// Triples of letters take many foreign names in a short English text for another language. So a language other than English
/// needs a frequent word of its own or a letter of its own in a word that is no name, and not fewer such words than English has.
pub(super) fn is_confirmed(text: &str, guess: &'static str) -> bool {
    if guess == "en" {
        return true;
    }
    let words = small_words(text);
    let find = |lists: &'static [(&str, &str)]| lists.iter().find(|(code, _)| *code == guess).map(|(_, list)| *list);
    let counts = counts_of(&words);
    let english = row_of("en").map_or(0, |row| counts[row]);
    let letters = find(LETTERS).unwrap_or_default();
    let lettered = || words.iter().any(|word| word.chars().any(|letter| letters.contains(letter)));
    let further = find(FURTHER).map(|list| {
        let known: FxHashSet<&str> = list.split(' ').collect();
        words.iter().filter(|word| known.contains(word.as_str())).count()
    });
    let own = [row_of(guess).map(|row| counts[row]), further].into_iter().flatten();
    match own.reduce(|own, further| own + further) {
        Some(own) => own >= english && (own > 0 && own * SPARSE >= words.len() || lettered()),
        // Of a language without lists nothing can be asked.
        None => english < LEAST_ENGLISH,
    }
}

/// Whether the words of a text that are no names are English, however many foreign names stand between them.
pub(super) fn is_english(text: &str) -> bool {
    let words = small_words(text);
    let counts = counts_of(&words);
    let of = |is_english: bool| {
        let rows = WORDS.iter().zip(counts).filter(move |((code, _), _)| (*code == "en") == is_english);
        rows.map(|(_, count)| count).max().unwrap_or(0)
    };
    let (english, others) = (of(true), of(false));
    english >= LEAST_ENGLISH && 4 * english >= 5 * others && 8 * english >= words.len()
}

/// The language of a text, when frequent words are an eighth of it, and a quarter more than those of any other language.
pub(super) fn told(text: &str) -> Option<&'static str> {
    // A scan that was read badly is full of single letters.
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some()).take(MOST);
    let mut number = 0;
    let found = counts_of(words.map(str::to_lowercase).inspect(|_| number += 1));
    if number < LEAST {
        return None;
    }
    let mut counts: Vec<(usize, &str)> = found.into_iter().zip(WORDS.map(|(code, _)| code)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let ((first, code), (second, _)) = (counts[0], counts[1]);
    (first >= 3 && 8 * first >= number && 4 * first >= 5 * second).then_some(code)
}
