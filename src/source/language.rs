//! Languages: what sources call them, and what a text seems to be written in.
//!
//! Everything ends as an ISO 639-1 code or as nothing. The surprise: Norwegian, whichever of its two forms, is `no`.

mod frequent;
mod script;

use script::Told;

/// Characters that are looked at to tell a language.
const SAMPLE: usize = 2000;

/// Letters below which no guess is made.
const SHORTEST: usize = 40;

/// Code, the other codes (ISO 639-2 and -3), names in English and in the language itself.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("af", &["afr", "afrikaans"]),
    ("am", &["amh", "amharic"]),
    ("ar", &["ara", "arb", "arabic", "العربية"]),
    ("az", &["aze", "azj", "azerbaijani"]),
    ("be", &["bel", "belarusian"]),
    ("bg", &["bul", "bulgarian", "български"]),
    ("bn", &["ben", "bengali"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["ces", "cze", "czech", "čeština"]),
    ("cy", &["cym", "wel", "welsh"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    ("en", &["eng", "english"]),
    ("eo", &["epo", "esperanto"]),
    ("es", &["spa", "spanish", "español", "castellano"]),
    ("et", &["est", "ekk", "estonian"]),
    ("eu", &["eus", "baq", "basque"]),
    ("fa", &["fas", "per", "pes", "persian", "farsi", "فارسی"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fra", "fre", "french", "français"]),
    ("ga", &["gle", "irish"]),
    ("gu", &["guj", "gujarati"]),
    ("he", &["heb", "iw", "hebrew", "עברית"]),
    ("hi", &["hin", "hindi", "हिन्दी"]),
    ("hr", &["hrv", "croatian", "hrvatski"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("hy", &["hye", "arm", "armenian"]),
    ("id", &["ind", "in", "indonesian"]),
    ("is", &["isl", "ice", "icelandic"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "jp", "japanese", "日本語"]),
    ("jv", &["jav", "javanese"]),
    ("ka", &["kat", "geo", "georgian"]),
    ("kk", &["kaz", "kazakh"]),
    ("km", &["khm", "khmer"]),
    ("kn", &["kan", "kannada"]),
    ("ko", &["kor", "korean", "한국어"]),
    ("la", &["lat", "latin"]),
    ("lt", &["lit", "lithuanian"]),
    ("lv", &["lav", "lvs", "latvian"]),
    ("mk", &["mkd", "mac", "macedonian"]),
    ("ml", &["mal", "malayalam"]),
    ("mr", &["mar", "marathi"]),
    ("ms", &["msa", "may", "zsm", "malay"]),
    ("my", &["mya", "bur", "burmese"]),
    ("ne", &["nep", "npi", "nepali"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "nob", "nno", "nb", "nn", "norwegian", "norsk"]),
    ("or", &["ori", "ory", "oriya"]),
    ("pa", &["pan", "punjabi"]),
    ("pl", &["pol", "polish", "polski"]),
    ("ps", &["pus", "pashto"]),
    ("pt", &["por", "portuguese", "português"]),
    ("ro", &["ron", "rum", "mo", "romanian", "română"]),
    ("ru", &["rus", "russian", "русский"]),
    ("si", &["sin", "sinhala"]),
    ("sk", &["slk", "slo", "slovak"]),
    ("sl", &["slv", "slovene", "slovenian"]),
    ("sn", &["sna", "shona"]),
    ("so", &["som", "somali"]),
    ("sq", &["sqi", "alb", "albanian"]),
    ("sr", &["srp", "serbian", "srpski"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("sw", &["swa", "swahili"]),
    ("ta", &["tam", "tamil"]),
    ("te", &["tel", "telugu"]),
    ("th", &["tha", "thai"]),
    ("tk", &["tuk", "turkmen"]),
    ("tl", &["tgl", "fil", "tagalog", "filipino"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("uk", &["ukr", "ukrainian", "українська"]),
    ("ur", &["urd", "urdu"]),
    ("uz", &["uzb", "uzbek"]),
    ("vi", &["vie", "vietnamese"]),
    ("yi", &["yid", "yiddish"]),
    ("zh", &["zho", "chi", "cmn", "cn", "chinese", "中文"]),
    ("zu", &["zul", "zulu"]),
];

/// The ISO 639-1 code for whatever a source writes: `en-US`, `fr_CA`, `deu`, `Spanish`.
pub fn normalize(label: &str) -> Option<&'static str> {
    let lower = label.trim().to_lowercase();
    let primary = lower.split(['-', '_', ',', ';', ' ']).find(|part| !part.is_empty())?;
    let known = |name: &str| {
        let found = LANGUAGES.iter().find(|(code, names)| *code == name || names.contains(&name));
        found.map(|(code, _)| *code)
    };
    known(primary)
}

/// Languages that are not written in Latin letters.
const OTHER_SCRIPTS: &str =
    "am ar be bg bn el fa gu he hi hy ja ka km kn ko mk ml mr my ne or pa ps ru si ta te th uk ur yi zh";

/// Languages that are written in Latin letters and in others.
const TWO_SCRIPTS: &str = "az kk sr tk uz";

/// Whether a text may be in a language, as far as its letters show.
///
/// Sources name the language of their template as often as that of the text.
pub fn may_be(code: &str, text: &str) -> bool {
    let (mut latin, mut letters) = (0_usize, 0_usize);
    for character in text.chars().take(SAMPLE).filter(|character| character.is_alphabetic()) {
        letters += 1;
        latin += usize::from(character < '\u{250}');
    }
    if letters < SHORTEST / 2 || TWO_SCRIPTS.split(' ').any(|other| other == code) {
        return true;
    }
    let other = OTHER_SCRIPTS.split(' ').any(|other| other == code);
    if other { latin * 5 < letters * 4 } else { latin * 5 > letters }
}

/// The language of a text, when there is enough of it to be sure.
pub fn detect(text: &str) -> Option<&'static str> {
    plain_language(text).or_else(|| by_statistics(text))
}

/// Words that make up about half of any English text and little of another language's.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "to", "that", "for", "on", "with", "by", "said", "has", "have", "it", "as", "from", "he", "be",
    "are", "which", "not", "this", "they", "their", "would",
];

/// `the`.
const ARTICLE: u64 = small_word(ENGLISH[0].as_bytes());

/// Places for the words of [`ENGLISH`]: as many as let nearly each have its own.
const PLACES: usize = 128;

/// [`ENGLISH`] by [`place_of`]; a word whose place is taken has the next free one.
const ENGLISH_PLACES: [u64; PLACES] = {
    let mut places = [0; PLACES];
    let mut at = 0;
    while at < ENGLISH.len() {
        let word = small_word(ENGLISH[at].as_bytes());
        let mut place = place_of(word);
        while places[place] != 0 {
            place = (place + 1) % PLACES;
        }
        places[place] = word;
        at += 1;
    }
    places
};

const fn place_of(word: u64) -> usize {
    // An odd number with no pattern in its bits; the highest bits of a product depend on all bits of its factors.
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - PLACES.trailing_zeros())) as usize
}

/// Whether a [`small_word`] is one of [`ENGLISH`].
fn is_english(word: u64) -> bool {
    let mut place = place_of(word);
    loop {
        match ENGLISH_PLACES[place] {
            0 => return false,
            known if known == word => return true,
            _ => place = (place + 1) % PLACES,
        }
    }
}

/// Bytes of the longest of them.
const LONGEST: usize = 5;

/// A word of up to [`LONGEST`] letters as a number, whatever its capitals; 0 for any other.
const fn small_word(word: &[u8]) -> u64 {
    if word.len() > LONGEST {
        return 0;
    }
    let mut number = 0;
    let mut at = 0;
    while at < word.len() {
        // Only a capital or small letter becomes the small letter.
        number = number << 8 | (word[at] | 0x20) as u64;
        at += 1;
    }
    number
}

/// Words of any Arabic text that Persian, Urdu and the other languages of the script do not have.
const ARABIC: [&str; 16] =
    ["في", "على", "إلى", "أن", "التي", "الذي", "عن", "هذا", "هذه", "مع", "بعد", "كان", "قد", "لم", "بين", "ما"];

/// English and Arabic where the first words tell it: a fifth of the first hundred common English ones, an eighth of more or a
/// seventh of sixty to a hundred, `the` among them, or a tenth common Arabic ones. Saves the statistics for most articles of
/// most corpora, which cost as much as everything else that is done to a short article.
fn plain_language(text: &str) -> Option<&'static str> {
    let (mut words, mut english, mut articles, mut arabic) = (0, 0, 0, 0);
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if at == bytes.len() {
            break;
        }
        words += 1;
        let start = at;
        // Letters alone, nearly always: read and compared at the same time.
        let (mut number, mut letters) = (0u64, 0);
        while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphabetic()) {
            number = number << 8 | u64::from(byte | 0x20);
            letters += 1;
            at += 1;
        }
        if bytes.get(at).is_none_or(u8::is_ascii_whitespace) {
            let known = letters <= LONGEST && is_english(number);
            articles += usize::from(known && number == ARTICLE);
            english += usize::from(known);
        } else {
            at += bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
            let word = text[start..at].trim_matches(|c: char| !c.is_alphabetic());
            let number = small_word(word.as_bytes());
            articles += usize::from(number == ARTICLE);
            english += usize::from(number != 0 && is_english(number));
            arabic += usize::from(!word.is_ascii() && ARABIC.contains(&word));
        }
        if words % 100 == 0 && articles >= words / 50 && english * 5 >= words {
            return Some("en");
        }
        if words == 300 {
            break;
        }
    }
    let enough = words >= 20;
    match () {
        () if enough
            && articles >= 2
            && articles * 50 >= words
            && english * if words > 100 { 8 } else { 5 } >= words =>
        {
            Some("en")
        }
        () if words >= 60 && articles * 30 >= words && english * 7 >= words => Some("en"),
        () if enough && arabic * 10 >= words => Some("ar"),
        () => None,
    }
}

/// The language of the beginning of a text, by its script where that tells, by letters and triples of letters, and last by its
/// frequent words.
fn by_statistics(text: &str) -> Option<&'static str> {
    let sample = text.char_indices().nth(SAMPLE).map_or(text, |(end, _)| &text[..end]);
    let script = script::told(sample);
    if let Told::Language(code) = script {
        return Some(code);
    }
    let letters = sample.chars().filter(|character| character.is_alphabetic()).take(SHORTEST).count();
    let guess = whatlang::detect(sample).filter(|guess| letters >= SHORTEST && guess.is_reliable());
    let statistics = guess.and_then(|guess| normalize(guess.lang().code()));
    match script {
        // What a script's letters leave open is told better by triples of letters, of a long text.
        Told::Likely(code) => statistics.or(Some(code)),
        _ => {
            let confirmed = statistics.filter(|code| frequent::is_confirmed(sample, code));
            let told = confirmed.or_else(|| frequent::told(sample));
            told.or_else(|| frequent::is_english(sample).then_some("en"))
        }
    }
}

#[cfg(test)]
mod tests {
    use whatlang::Lang;

    use super::*;

    #[test]
    fn labels_become_two_letters() {
        let cases = [
            ("en", Some("en")),
            ("en-US", Some("en")),
            ("pt_BR", Some("pt")),
            ("deu", Some("de")),
            ("Français", Some("fr")),
            ("zh-Hant-TW", Some("zh")),
            ("nb-NO", Some("no")),
            ("qqq", None),
            ("", None),
        ];
        for (label, code) in cases {
            assert_eq!(normalize(label), code, "{label}");
        }
    }

    #[test]
    fn a_language_is_told_only_from_enough_text() {
        let english = "The government said on Monday that the talks would go on next week, whatever the weather.";
        assert_eq!(detect(english), Some("en"));
        assert_eq!(detect("Правительство объявило, что переговоры будут продолжены на следующей неделе."), Some("ru"));
        assert_eq!(detect("政府は月曜日、来週も協議を続けると発表した。"), Some("ja"));
        let arabic = "قال المتحدث باسم الحكومة في القاهرة إن المحادثات التي بدأت في الأسبوع الماضي مع الوسطاء سوف تستمر بعد العيد وإن كل الأطراف وافقت على هذا";
        assert_eq!(plain_language(arabic), Some("ar"));
        let persian = "سخنگوی دولت در تهران گفت که مذاکراتی که هفته گذشته با میانجی ها آغاز شد پس از عید ادامه خواهد یافت و همه طرف ها با این موافقت کرده اند";
        assert_eq!((plain_language(persian), detect(persian)), (None, Some("fa")));
        // "as" is an article here, and two names have "the".
        let portuguese = "Segundo o The New York Times e o The Guardian, as empresas e as autoridades negociam em Lisboa um acordo sobre energia e clima.";
        assert_eq!((plain_language(portuguese), detect(portuguese)), (None, Some("pt")));
        // Twelve common words of 75, five of them "the".
        let dense = "Senators Warren, Markey, Sanders welcomed the announcement on Tuesday that federal officials will restore funding cut \
                     last spring. Massachusetts hospitals, clinics, community health centers and universities lost millions. \
                     \"Families deserve better,\" Warren said. Local leaders praised the decision. Researchers at Boston University, \
                     Worcester Polytechnic, Tufts expect grants before the summer. Officials did not say when the remaining \
                     payments would arrive. Governor Healey called the decision overdue, adding residents waited long enough, and \
                     thanked everyone involved";
        assert_eq!(plain_language(dense), Some("en"));
        assert_eq!(detect("Talks"), None);
        assert_eq!(detect("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90"), None);
    }

    #[test]
    fn a_script_of_one_language_tells_it_in_a_few_words() {
        let cases = [
            ("הממשלה אישרה את התקציב", Some("he")),
            ("Οι δήμαρχοι ζητούν μέτρα", Some("el")),
            ("นายกรัฐมนตรีเยือนเชียงใหม่", Some("th")),
            ("서울시가 학교를 방문했다", Some("ko")),
            ("東京電力は7日発表した", Some("ja")),
            ("深圳市政府召开发布会", Some("zh")),
            ("किसानों ने किया प्रदर्शन", Some("hi")),
            ("Հայաստանի կառավարությունը", Some("hy")),
            ("საქართველოს მთავრობა", Some("ka")),
            ("زلزله در کرمان خسارت زد", Some("fa")),
            ("حكومة جديدة في القاهرة", Some("ar")),
            ("وزیر اعظم نے کہا ہے", Some("ur")),
            ("Договоры подписаны вчера", Some("ru")),
            ("Міністри обговорили бюджет", Some("uk")),
            ("Тарас", None),
            ("Θεός", None),
            // A name in another script does not make the language.
            ("Mayor Иван Петров said no more on Monday", None),
        ];
        for (text, code) in cases {
            assert_eq!(detect(text), code, "{text}");
        }
    }

    #[test]
    fn a_short_text_in_latin_letters_is_told_by_its_frequent_words() {
        let cases = [
            (
                "As enchentes no estado deixaram dezenas de mortos, informou a Defesa Civil. O governador decretou calamidade.",
                Some("pt"),
            ),
            (
                "Gempa mengguncang kota dan merusak ribuan rumah. Gubernur meninjau lokasi yang paling parah pada Senin.",
                Some("id"),
            ),
            ("La sequía agrava la situación de los embalses, según el consejero.", Some("es")),
            ("Die Sitzung dauerte bis in die Nacht und wird am Montag fortgesetzt.", Some("de")),
            ("Blue whale blue whale blue whale blue whale blue whale", None),
        ];
        for (text, code) in cases {
            assert_eq!(detect(text), code, "{text}");
        }
    }

    #[test]
    fn foreign_names_make_no_other_language() {
        let cases = [
            (
                "SAIGON - President Nguyen Van Thieu met Premier Nguyen Cao Ky on Monday. Thieu left. Ky stayed. Mr Thieu wept over \
                 the peace talks in Paris.",
                Some("en"),
            ),
            (
                "JAKARTA - Susilo Bambang Yudhoyono and Megawati Sukarnoputri met Jusuf Kalla on Friday in the palace.",
                Some("en"),
            ),
            (
                "Turkey: Mert Gunok, Ugurcan Cakir, Altay Bayindir; Merih Demiral, Caglar Soyuncu, Ozan Kabak, Zeki Celik; Hakan \
                 Calhanoglu, Orkun Kokcu, Kaan Ayhan.",
                None,
            ),
            ("Presiden Joko Widodo bertemu Susilo Bambang Yudhoyono dan Megawati di istana pada Jumat.", Some("id")),
            (
                "Premier Mark Rutte sprak maandag met Wopke Hoekstra en Sigrid Kaag over de begroting van het kabinet.",
                Some("nl"),
            ),
            ("Hallitus päätti eilen uusista veroista Helsingissä, kertoo pääministeri Orpo.", Some("fi")),
        ];
        for (text, code) in cases {
            assert_eq!(detect(text), code, "{text}");
        }
    }

    #[test]
    fn frequent_words_are_known_whatever_their_capitals() {
        for word in ENGLISH {
            assert!(is_english(small_word(word.as_bytes())) && is_english(small_word(word.to_uppercase().as_bytes())));
        }
        for word in ["thee", "a", "th", "of.", "t\u{8}e", "whichever"] {
            let small = small_word(word.as_bytes());
            assert!(small == 0 || !is_english(small), "{word}");
        }
    }

    #[test]
    fn every_language_that_can_be_detected_has_a_code() {
        for lang in Lang::all() {
            if *lang != Lang::Aka {
                assert!(normalize(lang.code()).is_some(), "{lang:?}");
            }
        }
    }
}
