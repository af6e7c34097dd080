use super::*;

fn shown(text: &str, language: Option<&str>) -> Option<String> {
    let date = parse(text, language)?;
    let start = match date.precision {
        DatePrecision::Year => date.start.strftime("%Y").to_string(),
        DatePrecision::Month => date.start.strftime("%Y-%m").to_string(),
        DatePrecision::Day => date.start.strftime("%Y-%m-%d").to_string(),
        DatePrecision::Time => date.start.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    };
    let zone = date.utc_offset.map(|seconds| format!(" {:+}m", seconds / 60)).unwrap_or_default();
    let doubt = date.alternative.map(|other| format!(" or {other}")).unwrap_or_default();
    Some(format!("{start}{zone}{doubt}"))
}

#[test]
fn machine_dates_keep_their_zone() {
    let cases = [
        ("2024-04-01", "2024-04-01"),
        ("2024-04-01T10:20:30Z", "2024-04-01T10:20:30 +0m"),
        ("2024-04-01T10:20:30.123+02:00", "2024-04-01T10:20:30 +120m"),
        ("2024-04-01T10:20-0330", "2024-04-01T10:20:00 -210m"),
        ("2024-04-01 10:20:30", "2024-04-01T10:20:30"),
        ("20240401T102030Z", "2024-04-01T10:20:30 +0m"),
        ("20240401", "2024-04-01"),
        ("20240401102030", "2024-04-01T10:20:30"),
        ("Mon, 01 Apr 2024 10:20:30 GMT", "2024-04-01T10:20:30 +0m"),
        ("Mon, 1 Apr 24 10:20 -0400 (EDT)", "2024-04-01T10:20:00 -240m"),
        ("1711966830", "2024-04-01T10:20:30 +0m"),
        ("1711966830000", "2024-04-01T10:20:30 +0m"),
        ("2024-04", "2024-04"),
        ("2024", "2024"),
        ("2024/04/01", "2024-04-01"),
        ("202404", "2024-04"),
        ("880212", "1988-02-12"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text, None).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn written_dates_are_read_in_many_languages() {
    let cases = [
        ("1 April 2024", "2024-04-01"),
        ("April 1, 2024", "2024-04-01"),
        ("Monday, April 1st, 2024", "2024-04-01"),
        ("Published: April 1, 2024 3:04 p.m. EDT", "2024-04-01T15:04:00 -240m"),
        ("Apr. 1, 2024, 12:05 AM", "2024-04-01T00:05:00"),
        ("April 2024", "2024-04"),
        ("1. April 2024, 15.30 Uhr", "2024-04-01T15:30:00"),
        ("1er avril 2024 à 15h30", "2024-04-01T15:30:00"),
        ("1 de abril de 2024", "2024-04-01"),
        ("1 aprile 2024", "2024-04-01"),
        ("lundi 1 août 2024", "2024-08-01"),
        ("1 апреля 2024 г.", "2024-04-01"),
        ("2024. április 1.", "2024-04-01"),
        ("1. huhtikuuta 2024", "2024-04-01"),
        ("1 Nisan 2024", "2024-04-01"),
        ("1 Απριλίου 2024", "2024-04-01"),
        ("1 أبريل 2024", "2024-04-01"),
        ("١ أبريل ٢٠٢٤", "2024-04-01"),
        ("1 تشرين الأول 2024", "2024-10-01"),
        ("2024年4月1日", "2024-04-01"),
        ("2024년 4월 1일", "2024-04-01"),
        ("24Jan2006", "2006-01-24"),
        ("maandag 1 april 2024", "2024-04-01"),
        ("den 1 april 2024 kl 10:20", "2024-04-01T10:20:00"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text, None).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn datelines_of_every_language_with_a_stemmer_are_read() {
    // One line a language: dates as its papers write them, and what they are.
    let cases = [
        (
            "ar",
            "3 يناير 2024; الاثنين 5 فبراير 2024; 7 آذار 2023; ٩ مايو ٢٠٢٢; 11 تموز 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-07-11",
        ),
        (
            "da",
            "3. januar 2024; 5. februar 2024; mandag den 7. marts 2022; 9. maj 2022; 24. dec. 2021",
            "2024-01-03; 2024-02-05; 2022-03-07; 2022-05-09; 2021-12-24",
        ),
        (
            "nl",
            "3 januari 2024; 5 februari 2024; 7 mrt 2023; 9 mei 2022; vrijdag 11 augustus 2023",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2023-08-11",
        ),
        (
            "en",
            "Jan. 3, 2024; 5 February 2024; Tues., March 7th, 2023; 9 May 2022; Sept. 11, 2001",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2001-09-11",
        ),
        (
            "fi",
            "3. tammikuuta 2024; 5. helmikuuta 2024; 7. maaliskuuta 2023; 9.5.2022; 11. lokakuuta 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "fr",
            "3 janvier 2024; le 5 février 2024; 7 mars 2023; 1er mai 2022; 11 déc. 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-01; 2021-12-11",
        ),
        (
            "de",
            "3. Januar 2024; Montag, 5. Februar 2024; 7. März 2023; 9. Mai 2022; 11.12.2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-12-11",
        ),
        (
            "el",
            "3 Ιανουαρίου 2024; 5 Φεβρουαρίου 2024; 7 Μαρτίου 2023; 9 Μαΐου 2022; 11 Οκτωβρίου 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "hu",
            "2024. január 3.; 2024. február 5.; 2023. március 7.; 2022. május 9.; 2021.10.11.",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "it",
            "3 gennaio 2024; lunedì 5 febbraio 2024; 7 marzo 2023; 9 maggio 2022; 11 ott 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "no",
            "3. januar 2024; 5. februar 2024; 7. mars 2023; 9. mai 2022; 24. desember 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-12-24",
        ),
        (
            "pt",
            "3 de janeiro de 2024; 5 de fevereiro de 2024; 7 de março de 2023; 9 mai 2022; 11/10/2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "ro",
            "3 ianuarie 2024; luni, 5 februarie 2024; 7 martie 2023; 9 mai 2022; 11 octombrie 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "ru",
            "3 января 2024 года; 5 февраля 2024 г.; 7 марта 2023; 9 мая 2022; 11.10.2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "es",
            "3 de enero de 2024; 5 feb 2024; martes 7 de marzo de 2023; 9 mayo 2022; 11/10/2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "sv",
            "3 januari 2024; 5 februari 2024; tisdag den 7 mars 2023; 9 maj 2022; 11 okt 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-10-11",
        ),
        (
            "ta",
            "3 ஜனவரி 2024; 5 பிப்ரவரி 2024; 7 மார்ச் 2023; 9 மே 2022; 11 டிசம்பர் 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-12-11",
        ),
        (
            "tr",
            "3 Ocak 2024; 5 Şubat 2024 Pazartesi; 7 Mart 2023; 9 Mayıs 2022; 11 Aralık 2021",
            "2024-01-03; 2024-02-05; 2023-03-07; 2022-05-09; 2021-12-11",
        ),
        ("he", "3 בינואר 2024; 9 במאי 2022", "2024-01-03; 2022-05-09"),
        ("hi", "3 जनवरी 2024; 7 मार्च 2023; 11 दिसंबर 2021", "2024-01-03; 2023-03-07; 2021-12-11"),
        ("uk", "3 січня 2024; 9 травня 2022; 11 жовтня 2021", "2024-01-03; 2022-05-09; 2021-10-11"),
        ("pl", "3 stycznia 2024; 9 maja 2022; 11 października 2021", "2024-01-03; 2022-05-09; 2021-10-11"),
        ("bg", "3 януари 2024; 9 май 2022 г.; 11 октомври 2021", "2024-01-03; 2022-05-09; 2021-10-11"),
        ("zh", "2024年1月3日; 2022年5月9日 星期一", "2024-01-03; 2022-05-09"),
        ("ja", "2024年1月3日; 2022年5月9日(月)", "2024-01-03; 2022-05-09"),
        ("ko", "2024년 1월 3일; 2022.05.09", "2024-01-03; 2022-05-09"),
    ];
    let mut wrong = Vec::new();
    let mut count = 0;
    for (language, texts, expected) in cases {
        for (text, expected) in texts.split("; ").zip(expected.split("; ")) {
            count += 1;
            let found = shown(text, Some(language));
            if found.as_deref() != Some(expected) {
                wrong.push(format!("{language} {text}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty() && count > 100, "{wrong:#?}");
}

#[test]
fn local_papers_write_their_dates_in_many_ways() {
    let cases = [
        ("७ मार्च २०२४", "2024-03-07"),
        ("Updated: 7 मार्च, 2024 11:05 IST", "2024-03-07T11:05:00"),
        ("7 березня 2024 року", "2024-03-07"),
        ("7 березня 2024 р.", "2024-03-07"),
        ("Опубліковано: 7 березня 2024 року", "2024-03-07"),
        ("7 آذار/مارس 2024", "2024-03-07"),
        ("15 كانون الثاني/يناير 2024", "2024-01-15"),
        ("الخميس 26 شعبان 1445هـ الموافق 7 مارس 2024م", "2024-03-07"),
        ("26 شعبان 1445 هـ - 7 مارس 2024 م", "2024-03-07"),
        ("٢٦ شعبان ١٤٤٥", "2024-03-07 or 2024-03-08"),
        ("الخميس 26 شعبان 1445 هـ", "2024-03-07 or 2024-03-08"),
        ("12 ربيع الأول 1445", "2023-09-27 or 2023-09-28"),
        ("Kamis, 7 Mar 2024 14:05 WIB", "2024-03-07T14:05:00 +420m"),
        ("Kamis (17/3/2024)", "2024-03-17"),
        ("Giriş Tarihi: 7.03.2024 10:05", "2024-03-07T10:05:00"),
        ("Δημοσίευση: 17/03/2024, 08:15", "2024-03-17T08:15:00"),
        ("פורסם: 17.03.24, 08:30", "2024-03-17T08:30:00"),
        ("发布时间：2024-03-07 10:30", "2024-03-07T10:30:00"),
        ("입력 2024.03.07. 오후 3:15", "2024-03-07T15:15:00"),
        ("승인 2024.03.07 18:00", "2024-03-07T18:00:00"),
        ("民國113年3月7日", "2024-03-07"),
        ("令和6年1月10日", "2024-01-10"),
        ("令和元年5月1日", "2019-05-01"),
        ("二〇二四年三月七日", "2024-03-07"),
        ("2024年3月10日 日曜日", "2024-03-10"),
        ("2024年3月7日（木）", "2024-03-07"),
        ("２０２４年３月７日", "2024-03-07"),
        ("7 มีนาคม 2567", "2024-03-07"),
        ("วันที่ 7 มีนาคม 2567", "2024-03-07"),
        ("7 มี.ค. 2567", "2024-03-07"),
        ("7 ม.ค. 2567", "2024-01-07"),
        ("7 มีนาคม พ.ศ. 2567", "2024-03-07"),
        ("วันพฤหัสบดีที่ 7 มีนาคม พ.ศ. ๒๕๖๗", "2024-03-07"),
        ("7 มีนาคม 2024", "2024-03-07"),
        ("۱۷ اسفند ۱۴۰۲", "2024-03-07"),
        ("17 اسفند 1402", "2024-03-07"),
        ("۱۴۰۲/۱۲/۱۷", "2024-03-07"),
        ("پنج‌شنبه ۱۷ اسفند ۱۴۰۲", "2024-03-07"),
        ("تاریخ انتشار: ۱۴۰۲/۱۲/۱۷ - ۱۰:۳۰", "2024-03-07T10:30:00"),
        ("۷ مارس ۲۰۲۴", "2024-03-07"),
        ("mar. 5 avril 2022", "2022-04-05"),
        ("21:05, 17.03.2024", "2024-03-17T21:05:00"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, shown(text, None), expected))
        .filter(|(_, found, expected)| found.as_deref() != Some(**expected))
        .map(|(text, found, expected)| format!("{text}: {found:?} instead of {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(shown("1402/12/17", Some("fa")).as_deref(), Some("2024-03-07"));
    assert_eq!(shown("2567-03-07", Some("th")).as_deref(), Some("2024-03-07"));
}

#[test]
fn years_of_other_calendars_are_not_guessed() {
    for text in ["1402/12/17", "113年3月7日", "113/03/07", "2567-03-07", "7 มี.ค. 67", "رمضان 1445", "7 آذار/نيسان 2024"]
    {
        assert_eq!(parse(text, None), None, "{text}");
    }
}

#[test]
fn the_language_decides_an_ambiguous_order_or_it_stays_in_doubt() {
    let cases = [
        ("01.04.2024", None, "2024-04-01"),
        ("04/05/2024", Some("fr"), "2024-05-04"),
        ("04/05/2024", Some("en-US"), "2024-04-05"),
        ("04/05/2024", Some("en-GB"), "2024-05-04"),
        ("04/05/2024", Some("en"), "2024-04-05 or 2024-05-04"),
        ("04/05/2024", None, "2024-05-04 or 2024-04-05"),
        ("04/04/2024", None, "2024-04-04"),
        ("12/25/2023", None, "2023-12-25"),
        ("25/12/2023", Some("en-US"), "2023-12-25"),
        ("12.29.14", None, "2014-12-29"),
        ("6 21 2007", None, "2007-06-21"),
    ];
    for (text, language, expected) in cases {
        assert_eq!(shown(text, language).as_deref(), Some(expected), "{text} {language:?}");
    }
}

#[test]
fn sentences_and_impossible_days_are_no_dates() {
    for text in [
        "The war began on October 7, 2023, in the morning",
        "2024-13-01",
        "31 April 2024",
        "May 2",
        "14-12-28",
        "202 224 0384",
        "12:30",
        "Boeing 737",
        "0001-01-01",
        "",
        "99999999999999999999",
    ] {
        assert_eq!(parse(text, None), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_date_or_not(text in "\\PC{0,60}", tag in proptest::option::of("[a-z]{2}(-[A-Z]{2})?")) {
        parse(&text, tag.as_deref());
    }

    #[test]
    fn every_day_is_read_back(year in 1500_i16..2199, month in 1_i8..=12, day in 1_i8..=28) {
        let iso = format!("{year:04}-{month:02}-{day:02}");
        proptest::prop_assert_eq!(shown(&iso, None), Some(iso.clone()));
        let dotted = format!("{day}.{month}.{year}");
        proptest::prop_assert_eq!(shown(&dotted, None), Some(iso));
    }

    #[test]
    fn any_name_is_searched(path in "\\PC{0,60}") {
        find_in_name(&path);
    }
}

#[test]
fn a_very_long_run_of_digits_is_no_date() {
    assert_eq!(parse(&format!("1 April {}", "9".repeat(120)), None), None);
}

#[test]
fn numbers_with_a_fraction_and_days_of_zero_are_what_is_known_of_a_date() {
    for (text, start, precision) in [
        ("1493510400.0", "2017-04-30T00:00:00", DatePrecision::Time),
        ("1493510400.75", "2017-04-30T00:00:00", DatePrecision::Time),
        ("2016.0", "2016-01-01T00:00:00", DatePrecision::Year),
        ("20240401.0", "2024-04-01T00:00:00", DatePrecision::Day),
        ("00/03/2010", "2010-03-01T00:00:00", DatePrecision::Month),
        ("2010-03-00", "2010-03-01T00:00:00", DatePrecision::Month),
        ("2010-00-00", "2010-01-01T00:00:00", DatePrecision::Year),
    ] {
        let found = parse(text, None).expect(text);
        assert_eq!((found.start.to_string().as_str(), found.precision), (start, precision), "{text}");
    }
    for text in ["0000-00-00", "00/13/2010", "3.14", "12.0"] {
        assert!(parse(text, None).is_none(), "{text}");
    }
    assert!(find_in_name("eng_news_2020_10K-sentences.txt").is_none());
}
