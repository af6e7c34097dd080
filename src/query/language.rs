//! Languages by code and by English name, for `lang:`.

/// A longer name is near to none.
const MAX_NAME: usize = 20;

/// ISO 639-1 codes with the languages' English names.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("af", &["afrikaans"]),
    ("am", &["amharic"]),
    ("ar", &["arabic"]),
    ("az", &["azerbaijani", "azeri"]),
    ("be", &["belarusian"]),
    ("bg", &["bulgarian"]),
    ("bn", &["bengali", "bangla"]),
    ("bs", &["bosnian"]),
    ("ca", &["catalan"]),
    ("cs", &["czech"]),
    ("cy", &["welsh"]),
    ("da", &["danish"]),
    ("de", &["german"]),
    ("el", &["greek"]),
    ("en", &["english"]),
    ("eo", &["esperanto"]),
    ("es", &["spanish", "castilian"]),
    ("et", &["estonian"]),
    ("eu", &["basque"]),
    ("fa", &["persian", "farsi"]),
    ("fi", &["finnish"]),
    ("fr", &["french"]),
    ("ga", &["irish"]),
    ("gl", &["galician"]),
    ("gu", &["gujarati"]),
    ("ha", &["hausa"]),
    ("he", &["hebrew"]),
    ("hi", &["hindi"]),
    ("hr", &["croatian"]),
    ("hu", &["hungarian"]),
    ("hy", &["armenian"]),
    ("id", &["indonesian"]),
    ("is", &["icelandic"]),
    ("it", &["italian"]),
    ("ja", &["japanese"]),
    ("jv", &["javanese"]),
    ("ka", &["georgian"]),
    ("kk", &["kazakh"]),
    ("km", &["khmer"]),
    ("kn", &["kannada"]),
    ("ko", &["korean"]),
    ("ku", &["kurdish"]),
    ("ky", &["kyrgyz"]),
    ("la", &["latin"]),
    ("lo", &["lao"]),
    ("lt", &["lithuanian"]),
    ("lv", &["latvian"]),
    ("mk", &["macedonian"]),
    ("ml", &["malayalam"]),
    ("mn", &["mongolian"]),
    ("mr", &["marathi"]),
    ("ms", &["malay"]),
    ("mt", &["maltese"]),
    ("my", &["burmese"]),
    ("ne", &["nepali"]),
    ("nl", &["dutch", "flemish"]),
    ("no", &["norwegian", "bokmal", "bokmål", "nynorsk"]),
    ("pa", &["punjabi"]),
    ("pl", &["polish"]),
    ("ps", &["pashto"]),
    ("pt", &["portuguese"]),
    ("ro", &["romanian"]),
    ("ru", &["russian"]),
    ("si", &["sinhala"]),
    ("sk", &["slovak"]),
    ("sl", &["slovene", "slovenian"]),
    ("so", &["somali"]),
    ("sq", &["albanian"]),
    ("sr", &["serbian"]),
    ("sv", &["swedish"]),
    ("sw", &["swahili"]),
    ("ta", &["tamil"]),
    ("te", &["telugu"]),
    ("tg", &["tajik"]),
    ("th", &["thai"]),
    ("tk", &["turkmen"]),
    ("tl", &["tagalog", "filipino"]),
    ("tr", &["turkish"]),
    ("ug", &["uyghur"]),
    ("uk", &["ukrainian"]),
    ("ur", &["urdu"]),
    ("uz", &["uzbek"]),
    ("vi", &["vietnamese"]),
    ("xh", &["xhosa"]),
    ("yi", &["yiddish"]),
    ("yo", &["yoruba"]),
    ("zh", &["chinese", "mandarin"]),
    ("zu", &["zulu"]),
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

/// The code of a language given by code or by English name, in whatever case, with or without a region: `fr`, `fre`, `fr-CA` and
/// `French` are `fr`.
pub fn language_code(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
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
        .filter(|(edits, name)| *edits <= 2 && *edits * 2 < name.len())
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
