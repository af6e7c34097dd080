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
