//! Place and day as local papers and agencies write them: `Köln, 7. März 2024` on a line of its own, `LYON, 7 mars 2024 (AFP) - ` or
//! `МОСКВА, 7 марта 2024. /ТАСС/. ` before the first sentence.
//!
//! Looks at one line. The surprise: each part has to be known for a day with its year, a place or an agency, and what runs into
//! the text must end in a dash, a full stop or a bracket, so that "in London, 7 March 2024 will be remembered" is a sentence.

use unicode_normalization::char::is_combining_mark;

use super::block::is_shouted;
use super::dateline::{is_agency, is_particle, starts_high};
use super::stamp::is_day;
use crate::source::date;

/// Bytes among which a digit has to stand; no place is longer.
const DIGIT_WITHIN: usize = 110;

/// Characters of an opening that are looked at, and of a line.
const OPENING_CHARS: usize = 120;

/// No place has more characters.
const PLACE_CHARS: usize = 40;

/// Parts of a line or an opening; further ones are text.
const PARTS: usize = 10;

/// What a line or the beginning of a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PlaceAndDay<'t> {
    /// The place as written, with its state or country.
    pub(super) place: Option<&'t str>,
    /// The agency.
    pub(super) agency: Option<&'t str>,
    /// The day.
    pub(super) day: &'t str,
}

/// A part of a line and what stands behind it.
#[derive(Debug, Clone, Copy)]
struct Part {
    start: usize,
    end: usize,
    /// Where the next one begins.
    next: usize,
    /// It stands in brackets or between slashes.
    enclosed: bool,
    /// A full stop or a dash stands behind it, which ends a dateline.
    stops: bool,
    /// A dash does.
    dash: bool,
}

/// Reads a line that is a place and a day, in any order, perhaps with an agency.
pub(super) fn read_line(line: &str) -> Option<PlaceAndDay<'_>> {
    let line = line.trim();
    if !has_digit(line) || line.chars().nth(OPENING_CHARS).is_some() || ends_with_year(line) {
        return None;
    }
    let parts = split(line);
    // Places and agencies stand before the day or behind it.
    let outer = |part: &Part| part.enclosed || is_place(&line[part.start..part.end]);
    if parts.len() < 2 || !(outer(&parts[0]) || outer(&parts[parts.len() - 1])) {
        return None;
    }
    let found = assign(line, &parts)?;
    (found.place.is_some() || found.agency.is_some()).then_some(found)
}

/// Whether a full stop stands behind a year, as in the caption of a picture.
fn ends_with_year(line: &str) -> bool {
    let Some(rest) = line.strip_suffix('.') else { return false };
    rest.bytes().rev().take_while(u8::is_ascii_digit).count() == 4
}

/// Reads place, day and agency before the first sentence of a text.
pub(super) fn read_opening(text: &str) -> Option<PlaceAndDay<'_>> {
    let text = text.trim_start();
    if !has_digit(text) {
        return None;
    }
    if let Some(inside) = text.strip_prefix('【') {
        return read_bracket(inside);
    }
    let start = text.char_indices().nth(OPENING_CHARS).map_or(text, |(end, _)| &text[..end]);
    // Most beginnings are no place, and cost no more.
    if !start.starts_with(['(', '[', '（']) {
        let mut signs = start.char_indices().take(PLACE_CHARS + 1).filter(|(_, c)| is_sign(*c));
        let end = signs.find(|(at, _)| joint(start, *at).is_some())?.0;
        if !is_place(start[..end].trim_end()) {
            return None;
        }
    }
    let parts = split(start);
    // The longest that fits: "Київ. 7 березня 2024. УНІАН. ".
    (1..parts.len().min(PARTS)).rev().find_map(|count| {
        let last = parts[count - 1];
        let follows = text[last.next..].chars().next()?;
        if !(last.stops || last.enclosed) || follows.is_lowercase() {
            return None;
        }
        let found = assign(start, &parts[..count])?;
        // "Beirut, August 4, 2020. A blast shook the town." looks back.
        let shouted = found.place.is_some_and(|place| place.contains(char::is_uppercase) && is_shouted(place));
        let signed = found.agency.is_some() || found.place.is_some() && (last.dash || shouted);
        signed.then_some(found)
    })
}

/// `【大紀元2024年03月07日訊】`.
fn read_bracket(text: &str) -> Option<PlaceAndDay<'_>> {
    let inside = &text[..text.find('】').filter(|end| *end <= DIGIT_WITHIN)?];
    let at = inside.find(|c: char| c.is_numeric())?;
    let (agency, day) = (inside[..at].trim(), &inside[at..]);
    is_day(day).then(|| PlaceAndDay { place: None, agency: Some(agency).filter(|name| !name.is_empty()), day })
}

/// Whether a digit stands near the beginning; most lines have none.
fn has_digit(text: &str) -> bool {
    let start = &text.as_bytes()[..text.len().min(DIGIT_WITHIN)];
    if start.iter().any(u8::is_ascii_digit) {
        return true;
    }
    !start.is_ascii() && text.char_indices().take_while(|(at, _)| *at < DIGIT_WITHIN).any(|(_, c)| c.is_numeric())
}

/// Says which part is the day and which are places and the agency; [`None`] when one is neither.
fn assign<'t>(line: &'t str, parts: &[Part]) -> Option<PlaceAndDay<'t>> {
    let sentence = |part: &Part| {
        let text = &line[part.start..part.end];
        text.len() > PLACE_CHARS && !text.contains(char::is_numeric) && text.chars().nth(PLACE_CHARS).is_some()
    };
    if parts.is_empty() || parts.len() > PARTS || parts.iter().any(sentence) {
        return None;
    }
    let span = |from: usize, to: usize| &line[parts[from].start..parts[to].end];
    // The longest run of parts that is a day: the comma in "March 7, 2024" belongs to it.
    let runs = (0..parts.len()).flat_map(|from| (from..parts.len()).rev().map(move |to| (from, to)));
    let mut days = runs.filter(|(from, to)| (6..=60).contains(&span(*from, *to).chars().count()));
    let (from, to) = days.find(|(from, to)| is_day(span(*from, *to)))?;
    let mut found = PlaceAndDay { day: span(from, to), ..PlaceAndDay::default() };
    let mut places: Option<(usize, usize)> = None;
    for at in (0..from).chain(to + 1..parts.len()) {
        let text = span(at, at);
        let shouted = is_shouted(text) && text.split_whitespace().count() <= 2;
        let named = places.is_some() && (parts[at].enclosed || shouted && at > 0 && parts[at - 1].stops);
        if found.agency.is_none() && (named || parts[at].enclosed) && is_agency(text) {
            found.agency = Some(text);
        } else if is_place(text) {
            places = match places {
                None => Some((at, at)),
                Some((first, last)) if first == last && at == last + 1 => Some((first, at)),
                Some(_) => return None,
            };
        } else {
            return None;
        }
    }
    found.place = places.map(|(first, last)| span(first, last));
    Some(found)
}

/// Whether a text could be a place: a few words with capitals, or a short text in a script without them.
fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    let length = text.chars().count();
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '/') || is_mark(c);
    let cased = text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let most = if cased { 4 } else { 3 };
    (2..=PLACE_CHARS).contains(&length)
        && (cased || length <= 24)
        && words.len() <= most
        // "WASHINGTON/LONDON", not a photographer of an agency.
        && (words.len() == 1 || !text.contains('/'))
        && text.chars().all(plain)
        && starts_high(first)
        && words.iter().all(|word| starts_high(word) || is_particle(word))
        && !is_no_place(first)
        && !date::is_weekday(first)
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Words before a day that say what the day is of.
const NO_PLACES: &str = "born died deadline next today yesterday tomorrow updated update since until from on in by at before after \
    copyright date day valid expires geboren gestorben heute gestern frist am ab bis seit nächste demain hier aujourd'hui né née mort \
    depuis nacido nació hoy ayer desde hasta hoje ontem nascido oggi ieri nato dal bugün dün doğum сегодня вчера родился с до сьогодні \
    вчора народився σήμερα χθες اليوم أمس מחר היום אתמול आज कल 今天 昨天 今日 昨日 오늘 어제";

fn is_no_place(word: &str) -> bool {
    let lower = word.to_lowercase();
    NO_PLACES.split_whitespace().any(|known| known == lower)
}

/// The parts between commas, dashes, brackets, bars, slashes and full stops.
fn split(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    let mut opened = false;
    let mut at = 0;
    while at < text.len() && parts.len() <= PARTS {
        let Some(first) = joint(text, at) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let end = at;
        let (mut dash, mut stops, mut closes, mut opens) = (false, false, false, false);
        let mut sign = Some(first);
        while let Some(c) = sign {
            match c {
                '(' | '[' | '（' => opens = true,
                ')' | ']' | '）' => closes = true,
                '/' if opened && !closes => closes = true,
                '/' => opens = true,
                '-' | '–' | '—' => (dash, stops) = (true, true),
                '.' => stops = true,
                _ => {}
            }
            at += c.len_utf8();
            let rest = &text[at..];
            let blanks = rest.len() - rest.trim_start().len();
            sign = rest.trim_start().chars().next().filter(|c| is_sign(*c) && (*c != '-' || blanks > 0 || stops));
            at += blanks;
        }
        let part = text[start..end].trim();
        if !part.is_empty() {
            let begin = start + (text[start..end].len() - text[start..end].trim_start().len());
            parts.push(Part {
                start: begin,
                end: begin + part.len(),
                next: at,
                enclosed: opened && closes,
                stops,
                dash,
            });
        } else if let Some(last) = parts.last_mut() {
            last.next = at;
            last.stops |= stops;
            last.dash |= dash;
        }
        opened = opens;
        start = at;
    }
    let rest = text[start..].trim_end();
    if !rest.is_empty() {
        parts.push(Part {
            start,
            end: start + rest.len(),
            next: text.len(),
            enclosed: false,
            stops: false,
            dash: false,
        });
    }
    parts
}

fn is_sign(c: char) -> bool {
    matches!(
        c,
        ',' | '،' | '、' | '，' | '|' | '(' | ')' | '[' | ']' | '（' | '）' | '/' | '-' | '–' | '—' | '.' | '·' | '•'
    )
}

/// The sign at `at` when it parts what stands around it; hyphens, slashes and dots inside of words and numbers do not.
fn joint(text: &str, at: usize) -> Option<char> {
    let sign = text[at..].chars().next().filter(|c| is_sign(*c))?;
    let before = text[..at].chars().next_back();
    let after = text[at + sign.len_utf8()..].chars().next();
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let parts = match sign {
        ',' => !(before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric)),
        '-' => blank(before) || blank(after) && !inside(before),
        '–' | '—' => !(before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric)),
        '/' => !inside(before) || !inside(after),
        '.' => blank(after) || after.is_some_and(|c| matches!(c, '-' | '–' | '—' | '/' | ')')),
        _ => true,
    };
    parts.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<(Option<&str>, Option<&str>, &str)> {
        read_line(text).map(|found| (found.place, found.agency, found.day))
    }

    fn opening(text: &str) -> Option<(Option<&str>, Option<&str>, &str)> {
        read_opening(text).map(|found| (found.place, found.agency, found.day))
    }

    #[test]
    fn lines_of_place_and_day_are_read_in_many_languages() {
        for (text, place, agency, day) in [
            ("London, 7 March 2024", Some("London"), None, "7 March 2024"),
            ("London, March 7, 2024", Some("London"), None, "March 7, 2024"),
            ("March 7, 2024, London", Some("London"), None, "March 7, 2024"),
            ("London, 2024-03-07", Some("London"), None, "2024-03-07"),
            ("LONDON | 7 March 2024", Some("LONDON"), None, "7 March 2024"),
            ("London (7 March 2024)", Some("London"), None, "7 March 2024"),
            ("Köln, 7. März 2024", Some("Köln"), None, "7. März 2024"),
            ("Frankfurt am Main, den 7. März 2024", Some("Frankfurt am Main"), None, "den 7. März 2024"),
            ("BERLIN, 7.3.24", Some("BERLIN"), None, "7.3.24"),
            ("Lyon, le 7 mars 2024", Some("Lyon"), None, "le 7 mars 2024"),
            ("Madrid, 7 de marzo de 2024", Some("Madrid"), None, "7 de marzo de 2024"),
            ("Sevilla | 21 ENE 2024 - 05:40 CET", Some("Sevilla"), None, "21 ENE 2024 - 05:40 CET"),
            ("Kastamonu (AA) - 21.01.2024", Some("Kastamonu"), Some("AA"), "21.01.2024"),
            ("7 Mart 2024, İstanbul", Some("İstanbul"), None, "7 Mart 2024"),
            ("Москва. 7 марта 2024 года", Some("Москва"), None, "7 марта 2024 года"),
            ("Αθήνα, 7 Μαρτίου 2024", Some("Αθήνα"), None, "7 Μαρτίου 2024"),
            ("القاهرة - ٧ مارس ٢٠٢٤", Some("القاهرة"), None, "٧ مارس ٢٠٢٤"),
            ("غزة - 12 آذار/مارس 2024 (أ ف ب)", Some("غزة"), Some("أ ف ب"), "12 آذار/مارس 2024"),
            ("ירושלים, 7 במרץ 2024", Some("ירושלים"), None, "7 במרץ 2024"),
            ("تهران - ۱۷ اسفند ۱۴۰۲", Some("تهران"), None, "۱۷ اسفند ۱۴۰۲"),
            ("नई दिल्ली, 7 मार्च 2024", Some("नई दिल्ली"), None, "7 मार्च 2024"),
            ("पटना, १५ जुलाई २०२४ (भाषा)", Some("पटना"), Some("भाषा"), "१५ जुलाई २०२४"),
            ("Jakarta, 7 Maret 2024", Some("Jakarta"), None, "7 Maret 2024"),
            ("Washington, D.C., March 7, 2024", Some("Washington, D.C."), None, "March 7, 2024"),
            ("Rabat, Morocco - Thursday, 7 March 2024", Some("Rabat, Morocco"), None, "Thursday, 7 March 2024"),
        ] {
            assert_eq!(line(text), Some((place, agency, day)), "{text}");
        }
    }

    #[test]
    fn other_lines_with_a_day_are_not_taken() {
        for text in [
            "7 March 2024",
            "Deadline, 30 September 2025",
            "Deadline: 30 September 2025",
            "Born in Cairo, 12 March 1931",
            "12 March 1931 – 4 February 2020",
            "The talks of London, 7 March 2024",
            "London, March 7",
            "London, March 2024",
            "London, 2024",
            "Cairo - The minister said on 3 February 2020",
            "In London, 7 March 2024 will be remembered",
            "Today, 7 March 2024",
            "Example Airport, Dec. 22, 2014.",
            "EX Photo/Jane Doe, March 7, 2024",
            "London, Paris, Rome, Berlin, 7 March 2024",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn openings_are_read_up_to_the_first_sentence() {
        for (text, place, agency, day) in [
            ("LONDON, 7 March 2024 (AFP) - The mayor spoke.", Some("LONDON"), Some("AFP"), "7 March 2024"),
            ("London - 7 March 2024 - The mayor spoke.", Some("London"), None, "7 March 2024"),
            ("LONDON (AP) - March 7, 2024 - The mayor spoke.", Some("LONDON"), Some("AP"), "March 7, 2024"),
            (
                "NEW YORK, March 7, 2024 /Example Wire/ -- Acme sold it.",
                Some("NEW YORK"),
                Some("Example Wire"),
                "March 7, 2024",
            ),
            ("LYON, 1er août 2024 (AFP) - Les préfets parlent.", Some("LYON"), Some("AFP"), "1er août 2024"),
            ("Lisboa, 07 mar 2024 (Lusa) - O presidente falou.", Some("Lisboa"), Some("Lusa"), "07 mar 2024"),
            ("İSTANBUL (AA) - 07.03.2024 - Belediye okulu açtı.", Some("İSTANBUL"), Some("AA"), "07.03.2024"),
            ("МОСКВА, 7 марта 2024. /ТАСС/. Мэр открыл школу.", Some("МОСКВА"), Some("ТАСС"), "7 марта 2024"),
            ("Київ. 7 березня 2024. УНІАН. Мер відкрив школу.", Some("Київ"), Some("УНІАН"), "7 березня 2024"),
            (
                "Ciudad de México, 15 de sept. de 2023.- El presidente habló.",
                Some("Ciudad de México"),
                None,
                "15 de sept. de 2023",
            ),
            ("KÖLN, 7. März 2024. Der Bürgermeister sprach.", Some("KÖLN"), None, "7. März 2024"),
            ("पटना, १५ जुलाई २०२४ (भाषा) बिहार में बाढ़ आई।", Some("पटना"), Some("भाषा"), "१५ जुलाई २०२४"),
            ("【大紀元2024年03月07日訊】市長說話。", None, Some("大紀元"), "2024年03月07日訊"),
        ] {
            assert_eq!(opening(text), Some((place, agency, day)), "{text}");
        }
    }

    #[test]
    fn a_day_in_a_sentence_opens_nothing() {
        for text in [
            "London, 7 March 2024 will be remembered for long. So it will.",
            "In London, 7 March 2024 will be remembered.",
            "On Monday, 7 March 2024, the mayor of London spoke.",
            "London, March 7, 2024, was a day of rain.",
            "7 October 2023 – The day that nobody forgets.",
            "Thursday, March 7, 2024 - The mayor spoke.",
            "Today, 7 March 2024 – The mayor spoke.",
            "The attack of Paris on 13 November 2015 - The trial began.",
            "London - 7 March 2024 - a day that nobody forgets.",
            "Obama - the president - spoke on 7 March 2024.",
            "London. 7 March. The mayor spoke.",
            "Beirut, August 4, 2020. A blast shook the town.",
        ] {
            assert_eq!(opening(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read(text in "\\PC{0,140}") {
            read_line(&text);
            read_opening(&text);
        }

        #[test]
        fn any_line_of_signs_is_read(text in "([A-Za-zÄж ]{0,5}[-,./()–|،]{1,2} ?(7 March 2024)?){0,12}") {
            read_line(&text);
            read_opening(&text);
        }
    }
}
