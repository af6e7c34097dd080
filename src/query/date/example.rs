//! Dates as people write them and the days they mean, written out by hand. Today is Sunday, 22 November 2026.

use jiff::civil::{Date, date};

use super::{DateError, parse_date_range, parse_date_span, parse_from, parse_to};

const TODAY: Date = date(2026, 11, 22);

/// A stretch of days in one line.
fn days(text: &str) -> String {
    match parse_date_range(text, TODAY) {
        Ok(range) => {
            let end = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
            format!("{}..{}", end(range.from), end(range.to))
        }
        Err(error) => error.to_string(),
    }
}

fn assert_days(examples: &[(&str, &str)]) {
    for (text, expected) in examples {
        assert_eq!(days(text), *expected, "{text}");
    }
}

#[test]
fn dates_in_numbers() {
    assert_days(&[
        ("2024-04-01", "2024-04-01..2024-04-01"),
        (" 2024-4-1 ", "2024-04-01..2024-04-01"),
        ("20240401", "2024-04-01..2024-04-01"),
        ("2024/04/01", "2024-04-01..2024-04-01"),
        ("2024.04.01", "2024-04-01..2024-04-01"),
        ("01.04.2024", "2024-04-01..2024-04-01"),
        ("1. 4. 2024", "2024-04-01..2024-04-01"),
        ("25/12/2024", "2024-12-25..2024-12-25"),
        ("12/25/2024", "2024-12-25..2024-12-25"),
        ("05/05/2024", "2024-05-05..2024-05-05"),
        ("2024-04", "2024-04-01..2024-04-30"),
        ("202404", "2024-04-01..2024-04-30"),
        ("04/2024", "2024-04-01..2024-04-30"),
        ("2024", "2024-01-01..2024-12-31"),
        ("1000", "1000-01-01..1000-12-31"),
        ("9999", "9999-01-01..9999-12-31"),
        ("2024-W14", "2024-04-01..2024-04-07"),
        ("Q1 2024", "2024-01-01..2024-03-31"),
        ("2024-Q4", "2024-10-01..2024-12-31"),
        ("q2/2024", "2024-04-01..2024-06-30"),
        ("٢٠٢٤-٠٤-٠١", "2024-04-01..2024-04-01"),
        ("２０２４", "2024-01-01..2024-12-31"),
    ]);
}

#[test]
fn dates_with_the_name_of_a_month() {
    assert_days(&[
        ("1 April 2024", "2024-04-01..2024-04-01"),
        ("April 1, 2024", "2024-04-01..2024-04-01"),
        ("1st of April 2024", "2024-04-01..2024-04-01"),
        ("APR 2024", "2024-04-01..2024-04-30"),
        ("Apr. 2024", "2024-04-01..2024-04-30"),
        ("2024 April", "2024-04-01..2024-04-30"),
        ("1-Apr-2024", "2024-04-01..2024-04-01"),
        ("Monday, April 1, 2024", "2024-04-01..2024-04-01"),
        ("Mon 2024-04-01", "2024-04-01..2024-04-01"),
        ("1er avril 2024", "2024-04-01..2024-04-01"),
        ("août 2024", "2024-08-01..2024-08-31"),
        ("1. März 2024", "2024-03-01..2024-03-01"),
        ("den 3. Dezember 2024", "2024-12-03..2024-12-03"),
        ("1 de abril de 2024", "2024-04-01..2024-04-01"),
        ("enero 2024", "2024-01-01..2024-01-31"),
        ("1 أبريل 2024", "2024-04-01..2024-04-01"),
        ("١ نيسان ٢٠٢٤", "2024-04-01..2024-04-01"),
        ("كانون الثاني 2024", "2024-01-01..2024-01-31"),
        ("1 تشرين الأول 2024", "2024-10-01..2024-10-01"),
        ("April", "2026-04-01..2026-04-30"),
        ("November", "2026-11-01..2026-11-30"),
        ("December", "2025-12-01..2025-12-31"),
        ("1 April", "2026-04-01..2026-04-01"),
        ("24 December", "2025-12-24..2025-12-24"),
        ("29 Feb", "2024-02-29..2024-02-29"),
    ]);
}

#[test]
fn dates_counted_from_today() {
    assert_days(&[
        ("today", "2026-11-22..2026-11-22"),
        ("Yesterday", "2026-11-21..2026-11-21"),
        ("gestern", "2026-11-21..2026-11-21"),
        ("أمس", "2026-11-21..2026-11-21"),
        ("aujourd’hui", "2026-11-22..2026-11-22"),
        ("sunday", "2026-11-22..2026-11-22"),
        ("last sunday", "2026-11-15..2026-11-15"),
        ("monday", "2026-11-16..2026-11-16"),
        ("this week", "2026-11-16..2026-11-22"),
        ("last week", "2026-11-09..2026-11-15"),
        ("this month", "2026-11-01..2026-11-30"),
        ("last month", "2026-10-01..2026-10-31"),
        ("last year", "2025-01-01..2025-12-31"),
        ("3 days ago", "2026-11-19..2026-11-19"),
        ("2 weeks ago", "2026-11-02..2026-11-08"),
        ("1 month ago", "2026-10-01..2026-10-31"),
        ("a week ago", "2026-11-09..2026-11-15"),
        ("one year ago", "2025-01-01..2025-12-31"),
        ("1d", "2026-11-22..2026-11-22"),
        ("0d", "2026-11-22..2026-11-22"),
        ("3d", "2026-11-20..2026-11-22"),
        ("7d", "2026-11-16..2026-11-22"),
        ("2w", "2026-11-09..2026-11-22"),
        ("3m", "2026-08-23..2026-11-22"),
        ("1y", "2025-11-23..2026-11-22"),
        ("last 30 days", "2026-10-24..2026-11-22"),
        ("past 2 years", "2024-11-23..2026-11-22"),
        ("past month", "2026-10-23..2026-11-22"),
        ("past week", "2026-11-16..2026-11-22"),
    ]);
}

#[test]
fn ranges() {
    assert_days(&[
        ("2024-01..2024-03", "2024-01-01..2024-03-31"),
        ("2007-2008", "2007-01-01..2008-12-31"),
        ("2007–2008", "2007-01-01..2008-12-31"),
        ("2024-01 .. 2024-03", "2024-01-01..2024-03-31"),
        ("2024-01...2024-03", "2024-01-01..2024-03-31"),
        ("2024-01…2024-03", "2024-01-01..2024-03-31"),
        ("1 April 2024..yesterday", "2024-04-01..2026-11-21"),
        ("2024-03..", "2024-03-01.."),
        ("..2024-03", "..2024-03-31"),
        ("3m..", "2026-08-22.."),
        ("..3m", "..2026-08-22"),
        ("1y..6m", "2025-11-22..2026-05-22"),
    ]);
    assert_eq!(parse_from("2024-04", TODAY), Ok(date(2024, 4, 1)));
    assert_eq!(parse_to("2024-04", TODAY), Ok(date(2024, 4, 30)));
    assert_eq!(parse_to("3m", TODAY), Ok(date(2026, 8, 22)));
    assert_eq!(parse_from("7d", TODAY), Ok(date(2026, 11, 15)));
    assert_eq!(parse_from("last 7 days", TODAY), Ok(date(2026, 11, 16)));
    assert_eq!(parse_from("2024..", TODAY), Ok(date(2024, 1, 1)));
    assert_eq!(parse_to("..2024-03", TODAY), Ok(date(2024, 3, 31)));
    for (text, hint) in [
        ("2024-01..2024-03", "write date:2024-01..2024-03"),
        ("2007-2008", "write date:2007-2008"),
        ("Jan 2024..Mar 2024", "write date:\"Jan 2024..Mar 2024\""),
    ] {
        let error = parse_from(text, TODAY).expect_err("it has two ends");
        assert_eq!(parse_to(text, TODAY), Err(error.clone()));
        assert_eq!(error.to_string(), format!("`{text}` is a range with two ends"));
        assert_eq!(error.hint(), hint);
    }
    assert_eq!(parse_to("2024..", TODAY), Err(DateError::OpenEnd { text: "2024..".to_owned() }));
    assert_eq!(parse_date_span("2024..", TODAY), Err(DateError::OpenEnd { text: "2024..".to_owned() }));
    let error = parse_date_span("..2024", TODAY).expect_err("it is open");
    assert_eq!(error.to_string(), "`..2024` is open at one end");
    assert_eq!(parse_date_span("2024-02", TODAY).map(|span| span.to), Ok(date(2024, 2, 29)));
}

#[test]
fn what_is_no_date_is_an_error_with_a_hint() {
    for (text, message, hint) in [
        ("", "the date is missing", "write 2024-04-01,"),
        ("soon", "`soon` is not a date", "write 2024-04-01,"),
        ("1 2 3 4", "`1 2 3 4` is not a date", "write 2024-04-01,"),
        ("2024-04-01T12:00Z", "`2024-04-01T12:00Z` is not a date", "write 2024-04-01,"),
        ("04/05/2024", "`04/05/2024` can be 4 May 2024 or 5 April 2024", "write 2024-05-04 or 2024-04-05"),
        ("4-5-2024", "`4-5-2024` can be 4 May 2024 or 5 April 2024", "write 2024-05-04 or 2024-04-05"),
        ("2024-02-30", "`2024-02-30` is not in the calendar", "February 2024 has 29 days"),
        ("30 February 2023", "`30 February 2023` is not in the calendar", "February 2023 has 28 days"),
        ("20230431", "`20230431` is not in the calendar", "April 2023 has 30 days"),
        ("2024-13", "`2024-13` is not in the calendar", "months go from 1 to 12"),
        ("31/13/2024", "`31/13/2024` is not in the calendar", "months go from 1 to 12"),
        ("30 Feb", "`30 Feb` is not in the calendar", "months go from 1 to 12"),
        ("2024-W60", "`2024-W60` is not in the calendar", "months go from 1 to 12"),
        ("Q5 2024", "`Q5 2024` is not in the calendar", "months go from 1 to 12"),
        ("1/4/24", "the year of `1/4/24` has to have four digits", "write 2024 rather than 24"),
        ("1 April 24", "the year of `1 April 24` has to have four digits", "write 2024 rather than 24"),
        ("0999", "`0999` lies outside the years 1000 to 9999", "write 2024-04-01,"),
        ("99999y..", "`99999y` lies outside the years 1000 to 9999", "write 2024-04-01,"),
        ("Tuesday, 1 April 2024", "1 April 2024 is not a Tuesday", "leave the day of the week out: 2024-04-01"),
        ("2024-03..2024-01", "the range ends on 2024-01-31, before it begins on 2024-03-01", "write 2024-01..2024-03"),
        ("2007..2005", "the range ends on 2005-12-31, before it begins on 2007-01-01", "write 2005..2007"),
        ("2008-2007", "`2008-2007` is not a date", "write 2024-04-01,"),
        ("..", "the range has neither a beginning nor an end", "write 2024-01..,"),
        ("2024..soon", "`soon` is not a date", "write 2024-04-01,"),
    ] {
        let error = parse_date_range(text, TODAY).expect_err(text);
        assert_eq!(error.to_string(), message);
        assert!(error.hint().starts_with(hint), "{text}: {}", error.hint());
    }
}

#[test]
fn a_name_means_one_month() {
    let months: Vec<&str> = super::name::MONTHS.iter().flat_map(|names| names.iter().copied()).collect();
    for name in &months {
        assert_eq!(months.iter().filter(|other| other == &name).count(), 1, "{name}");
        assert_eq!(*name, name.to_lowercase(), "{name}");
    }
}
