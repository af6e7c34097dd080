//! Words, phrases, wildcards and what else a word can carry.

use super::{assert_understood, read};
use crate::query::{Dialect, Query};

#[test]
fn plain_words_and_phrases() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("ceasefire", "ceasefire"),
            ("ceasefire talks", "ceasefire talks"),
            ("  ceasefire \t talks\n", "ceasefire talks"),
            ("ceasefire\u{a0}talks", "ceasefire talks"),
            ("cats and dogs", "cats and dogs"),
            ("to be or not to be", "to be or not to be"),
            ("(ceasefire talks)", "ceasefire talks"),
            ("(ceasefire) (talks in Cairo)", "ceasefire talks in Cairo"),
            ("Gaza, Israel; Egypt", "Gaza Israel Egypt"),
            ("Gaza,Israel", "Gaza Israel"),
            ("1,000 dead", "1,000 dead"),
            ("talks—officials said", "talks officials said"),
            ("القاهرة، غزة", "القاهرة غزة"),
            ("北京，上海。", "北京 上海"),
            ("\"ceasefire talks\"", "\"ceasefire talks\""),
            ("“ceasefire talks”", "\"ceasefire talks\""),
            ("„ceasefire talks“", "\"ceasefire talks\""),
            ("« ceasefire talks »", "\"ceasefire talks\""),
            ("“ceasefire talks\"", "\"ceasefire talks\""),
            ("\"ceasefire talks\"~5", "\"ceasefire talks\"~5"),
            ("=\"ceasefire talks\"", "=\"ceasefire talks\""),
            ("\"=ceasefire talks\"", "=\"ceasefire talks\""),
            ("“=ceasefire talks”~5", "=\"ceasefire talks\"~5"),
            ("headline:\"=ceasefire talks\"", "headline:=\"ceasefire talks\""),
            ("\"= ceasefire talks\"", "\"ceasefire talks\""),
            ("\"rafa* offensive\"", "\"rafa* offensive\""),
            ("\"the * of rafah\"", "\"the * of rafah\""),
            ("\"* of rafah *\"", "\"of rafah\""),
            ("\"Gaza, (the) - city\"", "\"Gaza the city\""),
            ("\"AND\"", "\\AND"),
            ("\"rafah\"", "rafah"),
            ("\"say \\\"no\\\" now\"", "\"say \\\"no\\\" now\""),
            ("ceasefire \"west bank\"", "ceasefire AND \"west bank\""),
            ("ceasefire \"west bank\" talks", "ceasefire talks \"west bank\""),
            ("\"ceasefire\" talks now", "talks now \"ceasefire\""),
            ("Is she a \"First Lady\"?", "Is she a \"First Lady\""),
            ("foo\"bar baz\"", "foo AND \"bar baz\""),
            ("*", "*"),
        ],
    );
}

#[test]
fn words_with_signs_in_them_just_parse() {
    for text in [
        "O'Brien",
        "O’Brien",
        "al-Qaida",
        "U.S.",
        "AT&T",
        "Müller",
        "façade",
        "C++",
        "F-16",
        "9/11",
        "$5",
        "@name",
        "#tag",
        "x@example.org",
        "12:30",
        "w/o",
        "and/or",
        "AND/OR",
        "5%",
        "Yahoo!",
        "صباح",
        "北京市天气",
        "don't",
        "a_b",
        "R2-D2",
        "https://example.org/a?b=c&d=*",
        "3:16",
        "U.S.-led",
        "½",
        "Re:",
    ] {
        let parsed = read(text);
        assert_eq!(parsed.query.to_string(), text);
        assert!(matches!(parsed.query, Query::Term(_)), "{text}");
    }
    assert_understood(
        Dialect::Dateline,
        &[
            ("צה\"ל ירה", "צה\\\"ל ירה"),
            ("Re: the talks at 12:30", "Re: the talks at 12:30"),
            ("std::vec", "std\\::vec"),
            ("C:\\dir", "C\\:dir"),
            ("北京：新闻", "北京 新闻"),
            ("said \\AND \\(sic\\)", "said \\AND \\(sic\\)"),
            ("\\*star \\\\slash", "\\*star \\\\slash"),
        ],
    );
}

#[test]
fn wildcards_spelling_and_exact_words() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("rafa*", "rafa*"),
            ("*yahu", "*yahu"),
            ("r?fah", "r?fah"),
            ("ra**h", "ra*h"),
            ("Sinwar?", "Sinwar?"),
            ("who is Sinwar?", "who is Sinwar"),
            ("who AND Sinwar?", "who AND Sinwar?"),
            ("a\\*b*", "a\\*b*"),
            ("netanyahoo~", "netanyahoo~2"),
            ("natann~", "natann~2"),
            ("raffa~", "raffa~1"),
            ("al-netanyahoo~", "al-netanyahoo~1"),
            ("netanyahoo~1", "netanyahoo~1"),
            ("netanyahoo~2", "netanyahoo~2"),
            ("netanyahoo~2^3", "netanyahoo~2^3"),
            ("~5 million", "\\~5 million"),
            ("a~b", "a\\~b"),
            ("=netanyahus", "=netanyahus"),
            ("=\"west banks\"", "=\"west banks\""),
            ("headline:=Turkey", "headline:=Turkey"),
            ("rafa* offensive", "rafa* offensive"),
            ("=a b~1", "=a b~1"),
        ],
    );
}
