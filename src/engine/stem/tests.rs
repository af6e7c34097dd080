use super::*;

#[test]
fn an_arabic_word_has_one_stem_with_and_without_the_article() {
    let stem = arabic::stem_term;
    for written in ["الانتخابات", "والانتخابات", "بالانتخابات", "للانتخابات", "وبالانتخابات", "انتخاب"]
    {
        assert_eq!(stem(written), stem("انتخابات"), "{written}");
    }
    assert_ne!(stem("والد"), stem("د"));
    assert_ne!(stem("الله"), stem("له"));
    assert_ne!(stem("لبنان"), stem("لبن"));
    assert_eq!(stem("المسئول"), stem("مسؤول"));
    assert_eq!(stem("فلسطينيين"), stem("فلسطين"));
}

#[test]
fn each_language_is_told_by_its_code_and_stems_its_words() {
    let stem = |code: &str, word: &str| {
        let language = StemLanguage::from_code(code).expect("it has a stemmer");
        assert!(language.writes(word), "{word}");
        language.stemmer().stem(word).into_owned()
    };
    let same = [
        ("pt", "eleições", "eleição"),
        ("pt", "imóveis", "imóvel"),
        ("pt", "fáceis", "fácil"),
        ("es", "jueces", "juez"),
        ("fr", "travaux", "travail"),
        ("el", "πυρκαγιές", "πυρκαγιά"),
        ("hi", "फ़ैसले", "फैसला"),
        ("fa", "كتابهاي", "كتاب"),
        ("fa", "نمايندگان", "نماينده"),
        ("fa", "خبرنگاران", "خبرنگار"),
        ("fa", "دانشجويان", "دانشجو"),
        ("fa", "ايراني", "ايران"),
        ("uk", "києві", "київ"),
        ("uk", "виборів", "вибори"),
        ("uk", "будинків", "будинок"),
        ("pl", "wyborów", "wybory"),
        ("cs", "voleb", "volby"),
    ];
    for (code, form, word) in same {
        assert_eq!(stem(code, form), stem(code, word), "{form}");
    }
    let other = [
        ("pt", "mais", "mal"),
        ("pt", "demais", "demal"),
        ("es", "luz", "lujo"),
        ("fa", "بادام", "باد"),
        ("uk", "місто", "мости"),
    ];
    for (code, form, word) in other {
        assert_ne!(stem(code, form), stem(code, word), "{form}");
    }
}

#[test]
fn every_script_has_a_language() {
    let codes = |corpus: &[&str]| -> Vec<&str> {
        StemLanguage::of_corpus(corpus.iter().copied()).iter().map(|language| language.code).collect()
    };
    assert_eq!(codes(&[]), ["en", "ru", "el", "hi", "ta"]);
    assert_eq!(codes(&["uk", "fr", "zh"]), ["uk", "fr", "el", "hi", "ta"]);
}

#[test]
fn indonesian_roots_have_their_first_letter_again() {
    let stemmer = indonesian::stemmer();
    let roots = |word: &str| indonesian::roots(&stemmer, word);
    for (word, root) in [
        ("menolak", "tolak"),
        ("penolakan", "tolak"),
        ("mengirim", "kirim"),
        ("memilih", "pilih"),
        ("dipilih", "pilih"),
        ("pembangunan", "bangun"),
        ("sekolahnya", "sekolah"),
        ("menyapu", "sapu"),
        ("mengajar", "ajar"),
        ("bersekolah", "sekolah"),
    ] {
        assert!(roots(word).iter().any(|known| known == root), "{word}: {:?}", roots(word));
    }
    assert!(!roots("menara").contains(&"tara".to_owned()));
}

#[test]
fn hebrew_words_have_prefixes_and_plurals() {
    let prefixes: Vec<_> = hebrew::readings("והמורים").collect();
    assert_eq!(prefixes, [("ו", "המורים"), ("וה", "מורים")]);
    assert!(hebrew::inflections("מורה").contains(&"מורים".to_owned()));
    // The last letter has another form at the end.
    assert!(hebrew::inflections("חטופים").contains(&"חטוף".to_owned()));
    assert!(hebrew::inflections("חטוף").contains(&"חטופים".to_owned()));
    assert_eq!(hebrew::inflections("שר"), ["שר", "שרים"]);
}
