//! The names of months, of days of the week and of a few days relative to today, in several languages.
//!
//! Everything is looked up in lower case; a final dot of an abbreviation is already gone. A name that would mean two
//! months in two languages must not stand here.

use jiff::civil::Weekday;

/// Names of each month, January first: English, French, German, Spanish, Italian, Portuguese, then Arabic as written
/// in Egypt and the Gulf, in the Levant and in the Maghreb. The first one is the name in English.
pub(super) const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "janvier",
        "janv",
        "januar",
        "jänner",
        "jaenner",
        "enero",
        "ene",
        "gennaio",
        "janeiro",
        "يناير",
        "كانون الثاني",
        "جانفي",
    ],
    &[
        "february",
        "feb",
        "février",
        "fevrier",
        "févr",
        "fevr",
        "fév",
        "februar",
        "febrero",
        "febbraio",
        "fevereiro",
        "فبراير",
        "شباط",
        "فيفري",
    ],
    &["march", "mar", "mars", "märz", "maerz", "mrz", "mär", "marzo", "março", "marco", "مارس", "آذار", "اذار"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "أبريل", "ابريل", "إبريل", "نيسان", "أفريل"],
    &["may", "mai", "mayo", "maggio", "maio", "مايو", "أيار", "ايار", "ماي"],
    &["june", "jun", "juin", "juni", "junio", "giugno", "junho", "يونيو", "يونية", "حزيران", "جوان"],
    &["july", "jul", "juillet", "juil", "juli", "julio", "luglio", "julho", "يوليو", "يولية", "تموز", "جويلية"],
    &["august", "aug", "août", "aout", "agosto", "أغسطس", "اغسطس", "آب", "اب", "أوت"],
    &[
        "september",
        "sep",
        "sept",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "setembro",
        "سبتمبر",
        "أيلول",
        "ايلول",
    ],
    &[
        "october",
        "oct",
        "octobre",
        "oktober",
        "okt",
        "octubre",
        "ottobre",
        "outubro",
        "أكتوبر",
        "اكتوبر",
        "تشرين الأول",
        "تشرين الاول",
    ],
    &["november", "nov", "novembre", "noviembre", "novembro", "نوفمبر", "تشرين الثاني"],
    &[
        "december",
        "dec",
        "décembre",
        "decembre",
        "déc",
        "dezember",
        "dez",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
        "ديسمبر",
        "كانون الأول",
        "كانون الاول",
    ],
];

/// Names of each day of the week: English, French, German, Spanish, Arabic.
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "mon", "lundi", "montag", "lunes", "الاثنين", "الإثنين"]),
    (Weekday::Tuesday, &["tuesday", "tue", "tues", "mardi", "dienstag", "martes", "الثلاثاء"]),
    (Weekday::Wednesday, &["wednesday", "wed", "mercredi", "mittwoch", "miércoles", "miercoles", "الأربعاء", "الاربعاء"]),
    (Weekday::Thursday, &["thursday", "thu", "thur", "thurs", "jeudi", "donnerstag", "jueves", "الخميس"]),
    (Weekday::Friday, &["friday", "fri", "vendredi", "freitag", "viernes", "الجمعة"]),
    (Weekday::Saturday, &["saturday", "sat", "samedi", "samstag", "sonnabend", "sábado", "sabado", "السبت"]),
    (Weekday::Sunday, &["sunday", "sun", "dimanche", "sonntag", "domingo", "الأحد", "الاحد"]),
];

const TODAY: &[&str] = &["today", "now", "aujourd'hui", "heute", "hoy", "اليوم"];
const YESTERDAY: &[&str] = &["yesterday", "hier", "gestern", "ayer", "أمس", "امس"];

/// Words that join the parts of a date and mean nothing of their own: "1st of April", "1 de abril", "den 1. April".
const FILLERS: &[&str] = &["of", "the", "de", "del", "le", "el", "den", "der", "am"];

/// Endings of an ordinal number: "1st", "2nd", "1er", "1º".
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er", "re", "º", "ª"];

/// A length of time that dates are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// The month that a name means, 1 to 12.
pub(super) fn month(name: &str) -> Option<i8> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&name)).map(|(number, _)| number)
}

/// How sure it is that a word of a text is the month that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthName {
    /// It is nothing else.
    Certain(i8),
    /// It is another word or a name too: `march`, `may`, `mars`.
    Doubtful(i8),
    /// It is short for a month, and mostly something else where no year or day is beside it.
    Short(i8),
}

/// Names of months that are other words, or names of persons, as well.
const DOUBTFUL: &[&str] =
    &["may", "march", "mars", "mai", "marco", "marzo", "julio", "juli", "mayo", "maio", "sept", "آب", "اب"];

/// A shorter name of a month is an abbreviation, but for `may` and `mai`.
const SHORTEST: usize = 4;

/// The month that a word of a text may name.
pub(crate) fn month_named(word: &str) -> Option<MonthName> {
    let month = month(word)?;
    if DOUBTFUL.contains(&word) {
        return Some(MonthName::Doubtful(month));
    }
    Some(if word.chars().count() < SHORTEST { MonthName::Short(month) } else { MonthName::Certain(month) })
}

impl MonthName {
    /// The month, 1 to 12.
    pub(crate) fn month(self) -> i8 {
        match self {
            MonthName::Certain(month) | MonthName::Doubtful(month) | MonthName::Short(month) => month,
        }
    }
}

/// The day of the week that a name means.
pub(super) fn weekday(name: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, names)| names.contains(&name)).map(|(day, _)| *day)
}

/// How many days before today a name means: 0 for "today", 1 for "yesterday".
pub(super) fn days_back(name: &str) -> Option<i64> {
    if TODAY.contains(&name) {
        Some(0)
    } else if YESTERDAY.contains(&name) {
        Some(1)
    } else {
        None
    }
}

/// True for a word that only joins the parts of a date.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// True for the ending of an ordinal number.
pub(super) fn is_ordinal_ending(word: &str) -> bool {
    ORDINALS.contains(&word)
}

/// The unit that a word or, after a number, a letter means.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "d" | "day" | "days" => Unit::Day,
        "w" | "wk" | "week" | "weeks" => Unit::Week,
        "m" | "mo" | "month" | "months" => Unit::Month,
        "y" | "yr" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// The English name of a month from 1 to 12, as in running text.
pub(crate) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("that month")
}
