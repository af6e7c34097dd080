//! Calendars beside the Gregorian one that papers date their issues by: the Persian, the Islamic, the Buddhist years of
//! Thailand, the years of the Republic of China and the eras of Japan.
//!
//! The surprise: a day of the Islamic calendar begins with the sighting of a moon, so that countries differ by a day. Such a
//! date is read by the tables of Umm al-Qura, is never certain, and has the next day as its other reading.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use icu_calendar::Date;
use icu_calendar::cal::{Hijri, Iso};
use jiff::civil;

use super::month::fold;

/// A calendar in which a month has a name or a year a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// The solar calendar of Iran and Afghanistan.
    Persian,
    /// The lunar calendar of Islam.
    Islamic,
}

/// What a mark before or behind a year says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// So many years lie before its first one.
    Years(i16),
    /// Years since the death of the Buddha.
    Buddhist,
    /// Years of another calendar.
    Of(Calendar),
}

/// Years from the Gregorian to the Buddhist calendar of Thailand.
const BUDDHIST: i16 = 543;

/// Years of newspapers: others are taken for something else.
const BUDDHIST_YEARS: RangeInclusive<i16> = 2380..=2642;
const PERSIAN_YEARS: RangeInclusive<i16> = 1250..=1500;
const ISLAMIC_YEARS: RangeInclusive<i16> = 1250..=1500;

/// Marks that stand before a year, the longer first.
const MARKS: &[(&str, Era)] = &[
    ("中華民國", Era::Years(1911)),
    ("中华民国", Era::Years(1911)),
    ("民國", Era::Years(1911)),
    ("民国", Era::Years(1911)),
    ("令和", Era::Years(2018)),
    ("平成", Era::Years(1988)),
    ("昭和", Era::Years(1925)),
    ("大正", Era::Years(1911)),
    ("明治", Era::Years(1867)),
    ("พุทธศักราช", Era::Buddhist),
    ("พ.ศ.", Era::Buddhist),
    ("พ.ศ", Era::Buddhist),
];

/// Twelve groups of names each, as in the table of the other months.
const PERSIAN: &[&str] = &[
    "فروردین,اردیبهشت,خرداد,تیر,مرداد|امرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند",
    "حمل,ثور,جوزا,سرطان,اسد,سنبله,میزان,عقرب,قوس,جدی,دلو,حوت",
];
const ISLAMIC: &[&str] = &[
    "محرم,صفر,ربيع الأول|ربیع الاول,ربيع الثاني|ربيع الآخر,جمادى الأولى|جمادى الاول,جمادى الآخرة|جمادى الثانية|جمادى الآخر,\
     رجب,شعبان,رمضان,شوال,ذو القعدة|ذي القعدة|ذوالقعدة,ذو الحجة|ذي الحجة|ذوالحجة",
];

/// Names of months with their calendar and number.
static MONTHS: LazyLock<HashMap<String, (Calendar, i8)>> = LazyLock::new(|| {
    let tables = PERSIAN.iter().map(|names| (Calendar::Persian, names));
    let tables = tables.chain(ISLAMIC.iter().map(|names| (Calendar::Islamic, names)));
    let each = |(calendar, names): (Calendar, &&'static str)| {
        names
            .split(',')
            .zip(1..)
            .flat_map(move |(names, month)| names.split('|').map(move |name| (fold(name), (calendar, month))))
    };
    tables.flat_map(each).collect()
});

/// The month of another calendar that a word, or two, name.
pub(super) fn month(name: &str) -> Option<(Calendar, i8)> {
    // Their names are written in Arabic letters.
    if name.is_ascii() { None } else { MONTHS.get(&fold(name)).copied() }
}

/// The mark of a year that a text begins with, and its bytes.
pub(super) fn mark(text: &str) -> Option<(Era, usize)> {
    let (mark, era) = MARKS.iter().find(|(mark, _)| text.starts_with(mark))?;
    Some((*era, mark.len()))
}

/// What a word behind a year says of it.
pub(super) fn mark_behind(word: &str) -> Option<Era> {
    match word {
        "هـ" | "ه" | "ھ" | "هجري" | "هجرية" | "هجری" => Some(Era::Of(Calendar::Islamic)),
        "ش" | "شمسی" | "شمسي" => Some(Era::Of(Calendar::Persian)),
        _ => None,
    }
}

/// The Gregorian year of a Buddhist one.
pub(super) fn buddhist(year: i16) -> Option<i16> {
    BUDDHIST_YEARS.contains(&year).then(|| year - BUDDHIST)
}

/// The Gregorian day of a day of another calendar.
pub(super) fn day(calendar: Calendar, year: i16, month: i8, day: i8) -> Option<civil::Date> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let iso = match calendar {
        Calendar::Persian if PERSIAN_YEARS.contains(&year) => {
            Date::try_new_persian(year.into(), month, day).ok()?.to_calendar(Iso)
        }
        Calendar::Islamic if ISLAMIC_YEARS.contains(&year) => {
            Date::try_new_hijri_with_calendar(year.into(), month, day, Hijri::new_umm_al_qura()).ok()?.to_calendar(Iso)
        }
        _ => return None,
    };
    let small = |number: u8| i8::try_from(number).ok();
    let year = i16::try_from(iso.era_year().year).ok()?;
    civil::Date::new(year, small(iso.month().ordinal)?, small(iso.day_of_month().0)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_calendars_are_those_of_the_gregorian_one() {
        let cases = [
            (Calendar::Persian, (1402, 12, 17), Some("2024-03-07")),
            (Calendar::Persian, (1403, 1, 1), Some("2024-03-20")),
            (Calendar::Persian, (1399, 12, 30), Some("2021-03-20")),
            (Calendar::Persian, (1402, 12, 30), None),
            (Calendar::Persian, (1357, 11, 22), Some("1979-02-11")),
            (Calendar::Persian, (2024, 3, 7), None),
            (Calendar::Islamic, (1445, 8, 26), Some("2024-03-07")),
            (Calendar::Islamic, (1445, 9, 1), Some("2024-03-11")),
            (Calendar::Islamic, (1445, 9, 31), None),
        ];
        for (calendar, (year, month, of_month), expected) in cases {
            let found = day(calendar, year, month, of_month).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{calendar:?} {year}-{month}-{of_month}");
        }
        assert_eq!(buddhist(2567), Some(2024));
        assert_eq!(buddhist(2024), None);
    }
}
