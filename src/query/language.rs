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
    ("nb", &["bokmal", "bokmål"]),
    ("ne", &["nepali"]),
    ("nl", &["dutch", "flemish"]),
    ("nn", &["nynorsk"]),
    ("no", &["norwegian"]),
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

/// The code of a language given by code or by English name, in whatever case: `fr` and `French` are `fr`.
pub fn language_code(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    LANGUAGES.iter().find(|(code, names)| *code == text || names.contains(&text.as_str())).map(|(code, _)| *code)
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
        assert_eq!(language_code("klingon"), None);
        assert_eq!(nearest_languages("frnch"), ["french"]);
    }

    #[test]
    fn a_name_means_one_language() {
        let names: Vec<&str> =
            LANGUAGES.iter().flat_map(|(code, names)| [*code].into_iter().chain(names.iter().copied())).collect();
        for name in &names {
            assert_eq!(names.iter().filter(|other| other == &name).count(), 1, "{name}");
        }
    }
}
