//! Languages by code, by English name and by the name that they have themselves, for `lang:`.

/// A longer name is near to none.
const MAX_NAME: usize = 20;

/// Language code of an article of which the language is not known, as in ISO 639-2.
const UNDETERMINED: &str = "und";

/// What that is called.
const NOT_KNOWN: &[&str] = &[UNDETERMINED, "unknown", "undetermined"];

/// ISO 639-1 codes with the languages' English names, then their own.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("af", &["afrikaans"]),
    ("am", &["amharic", "አማርኛ"]),
    ("ar", &["arabic", "العربية"]),
    ("az", &["azerbaijani", "azeri", "azərbaycanca", "azərbaycan dili"]),
    ("be", &["belarusian", "беларуская"]),
    ("bg", &["bulgarian", "български"]),
    ("bn", &["bengali", "bangla", "বাংলা"]),
    ("bs", &["bosnian", "bosanski"]),
    ("ca", &["catalan", "català", "catala"]),
    ("cs", &["czech", "čeština", "cestina", "česky"]),
    ("cy", &["welsh", "cymraeg"]),
    ("da", &["danish", "dansk"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά", "ελληνικα"]),
    ("en", &["english"]),
    ("eo", &["esperanto"]),
    ("es", &["spanish", "castilian", "español", "castellano", "espanol"]),
    ("et", &["estonian", "eesti"]),
    ("eu", &["basque", "euskara"]),
    ("fa", &["persian", "farsi", "فارسی", "پارسی"]),
    ("fi", &["finnish", "suomi"]),
    ("fr", &["french", "français", "francais"]),
    ("ga", &["irish", "gaeilge"]),
    ("gl", &["galician", "galego"]),
    ("gu", &["gujarati", "ગુજરાતી"]),
    ("ha", &["hausa"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hr", &["croatian", "hrvatski"]),
    ("hu", &["hungarian", "magyar"]),
    ("hy", &["armenian", "հայերեն"]),
    ("id", &["indonesian", "bahasa indonesia"]),
    ("is", &["icelandic", "íslenska", "islenska"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語", "にほんご"]),
    ("jv", &["javanese", "basa jawa"]),
    ("ka", &["georgian", "ქართული"]),
    ("kk", &["kazakh", "қазақша"]),
    ("km", &["khmer", "ខ្មែរ"]),
    ("kn", &["kannada", "ಕನ್ನಡ"]),
    ("ko", &["korean", "한국어", "조선말"]),
    ("ku", &["kurdish", "kurdî"]),
    ("ky", &["kyrgyz", "кыргызча"]),
    ("la", &["latin", "latina"]),
    ("lo", &["lao", "ລາວ"]),
    ("lt", &["lithuanian", "lietuvių", "lietuviu"]),
    ("lv", &["latvian", "latviešu", "latviesu"]),
    ("mk", &["macedonian", "македонски"]),
    ("ml", &["malayalam", "മലയാളം"]),
    ("mn", &["mongolian", "монгол"]),
    ("mr", &["marathi", "मराठी"]),
    ("ms", &["malay", "bahasa melayu"]),
    ("mt", &["maltese", "malti"]),
    ("my", &["burmese", "မြန်မာ"]),
    ("ne", &["nepali", "नेपाली"]),
    ("nl", &["dutch", "flemish", "nederlands"]),
    ("no", &["norwegian", "bokmal", "bokmål", "nynorsk", "norsk", "norsk bokmål", "norsk nynorsk"]),
    ("pa", &["punjabi", "ਪੰਜਾਬੀ"]),
    ("pl", &["polish", "polski"]),
    ("ps", &["pashto", "پښتو"]),
    ("pt", &["portuguese", "português", "portugues"]),
    ("ro", &["romanian", "română", "romana"]),
    ("ru", &["russian", "русский"]),
    ("si", &["sinhala", "සිංහල"]),
    ("sk", &["slovak", "slovenčina", "slovencina"]),
    ("sl", &["slovene", "slovenian", "slovenščina", "slovenscina"]),
    ("so", &["somali", "soomaali"]),
    ("sq", &["albanian", "shqip"]),
    ("sr", &["serbian", "српски", "srpski"]),
    ("sv", &["swedish", "svenska"]),
    ("sw", &["swahili", "kiswahili"]),
    ("ta", &["tamil", "தமிழ்"]),
    ("te", &["telugu", "తెలుగు"]),
    ("tg", &["tajik", "тоҷикӣ"]),
    ("th", &["thai", "ไทย"]),
    ("tk", &["turkmen", "türkmençe"]),
    ("tl", &["tagalog", "filipino"]),
    ("tr", &["turkish", "türkçe", "turkce"]),
    ("ug", &["uyghur", "ئۇيغۇرچە"]),
    ("uk", &["ukrainian", "українська"]),
    ("ur", &["urdu", "اردو"]),
    ("uz", &["uzbek", "oʻzbekcha", "o'zbekcha"]),
    ("vi", &["vietnamese", "tiếng việt", "tieng viet"]),
    ("xh", &["xhosa", "isixhosa"]),
    ("yi", &["yiddish", "ייִדיש"]),
    ("yo", &["yoruba", "yorùbá"]),
    ("zh", &["chinese", "mandarin", "中文", "汉语", "漢語"]),
    ("zu", &["zulu", "isizulu"]),
];

/// Other codes of these languages: those of ISO 639-2 and -3, and some that were withdrawn and are still written.
const OTHER_CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("amh", "am"),
    ("ara", "ar"),
    ("arb", "ar"),
    ("aze", "az"),
    ("azj", "az"),
    ("bel", "be"),
    ("bul", "bg"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("cym", "cy"),
    ("wel", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ger", "de"),
    ("ell", "el"),
    ("gre", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("spa", "es"),
    ("est", "et"),
    ("ekk", "et"),
    ("eus", "eu"),
    ("baq", "eu"),
    ("fas", "fa"),
    ("per", "fa"),
    ("pes", "fa"),
    ("prs", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("guj", "gu"),
    ("hau", "ha"),
    ("heb", "he"),
    ("iw", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("arm", "hy"),
    ("ind", "id"),
    ("in", "id"),
    ("isl", "is"),
    ("ice", "is"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("jp", "ja"),
    ("jav", "jv"),
    ("kat", "ka"),
    ("geo", "ka"),
    ("kaz", "kk"),
    ("khm", "km"),
    ("kan", "kn"),
    ("kor", "ko"),
    ("kr", "ko"),
    ("lat", "la"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("lvs", "lv"),
    ("mkd", "mk"),
    ("mac", "mk"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("msa", "ms"),
    ("may", "ms"),
    ("zsm", "ms"),
    ("mya", "my"),
    ("bur", "my"),
    ("nep", "ne"),
    ("npi", "ne"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("nor", "no"),
    ("nob", "no"),
    ("nno", "no"),
    ("nb", "no"),
    ("nn", "no"),
    ("pan", "pa"),
    ("pol", "pl"),
    ("pus", "ps"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("mo", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("som", "so"),
    ("sqi", "sq"),
    ("alb", "sq"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("swa", "sw"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tgl", "tl"),
    ("fil", "tl"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("ji", "yi"),
    ("yor", "yo"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("cmn", "zh"),
    ("cn", "zh"),
    ("zul", "zu"),
];

/// The code of a language given by code, by English name or by its own, in whatever case, with or without a region: `fr`, `fre`,
/// `fr-CA`, `French` and `français` are `fr`. That of articles of which the language is not known is `und`.
pub fn language_code(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    if NOT_KNOWN.contains(&text.as_str()) {
        return Some(UNDETERMINED);
    }
    let known = LANGUAGES.iter().find(|(code, names)| *code == text || names.contains(&text.as_str()));
    if let Some((code, _)) = known {
        return Some(code);
    }
    if let Some((language, region)) = text.split_once(['-', '_']) {
        // `zh-Hant-TW`, `pt_BR`, `es-419`; a name with a hyphen is none.
        let part = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let tag = (2..=3).contains(&language.len()) && region.split(['-', '_']).all(part);
        return if tag { language_code(language) } else { None };
    }
    OTHER_CODES.iter().find(|(other, _)| *other == text).map(|(_, code)| *code)
}

/// The English name of a language given by code, in lower case.
pub(super) fn language_name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == code).and_then(|(_, names)| names.first().copied())
}

/// The names nearest to one that is unknown, best first, at most three.
pub(super) fn nearest_languages(text: &str) -> Vec<&'static str> {
    let text = text.trim().to_lowercase();
    if text.len() > MAX_NAME {
        return Vec::new();
    }
    let mut near: Vec<(usize, &'static str)> = LANGUAGES
        .iter()
        .flat_map(|(_, names)| names.iter())
        .map(|name| (strsim::damerau_levenshtein(&text, name), *name))
        .filter(|(edits, name)| *edits <= 2 && *edits * 2 < name.chars().count())
        .collect();
    near.sort();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_code_and_by_name() {
        assert_eq!(language_code("fr"), Some("fr"));
        assert_eq!(language_code("FR"), Some("fr"));
        assert_eq!(language_code("French"), Some("fr"));
        assert_eq!(language_code("farsi"), Some("fa"));
        for (own, code) in [
            ("Deutsch", "de"),
            ("Français", "fr"),
            ("castellano", "es"),
            ("Русский", "ru"),
            ("日本語", "ja"),
            ("Bahasa Indonesia", "id"),
            ("und", "und"),
            ("Unknown", "und"),
        ] {
            assert_eq!(language_code(own), Some(code), "{own}");
        }
        for (tag, code) in [
            ("zh-TW", "zh"),
            ("zh-Hant-TW", "zh"),
            ("pt_BR", "pt"),
            ("es-419", "es"),
            ("ara", "ar"),
            ("iw", "he"),
            ("GER", "de"),
            ("fre-CA", "fr"),
        ] {
            assert_eq!(language_code(tag), Some(code), "{tag}");
        }
        for none in ["klingon", "qq-BR", "pt-", "french-like", "x"] {
            assert_eq!(language_code(none), None, "{none}");
        }
        assert_eq!(nearest_languages("frnch"), ["french"]);
        // Two letters are no two other signs.
        assert!(nearest_languages("xx").is_empty());
    }

    #[test]
    fn a_name_means_one_language() {
        let names: Vec<&str> =
            LANGUAGES.iter().flat_map(|(code, names)| [*code].into_iter().chain(names.iter().copied())).collect();
        for name in &names {
            assert_eq!(names.iter().filter(|other| other == &name).count(), 1, "{name}");
            assert!(OTHER_CODES.iter().all(|(other, _)| other != name), "{name}");
        }
        for (other, code) in OTHER_CODES {
            assert_eq!(OTHER_CODES.iter().filter(|(again, _)| again == other).count(), 1, "{other}");
            assert!(names.contains(code), "{code}");
        }
    }
}
