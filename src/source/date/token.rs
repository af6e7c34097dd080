//! A date's text in pieces: numbers, words and the signs between them, and the time of day among them.
//!
//! The surprise: a word that has no business in a date makes the whole text no date, so that a sentence with a date in
//! it is not taken for a date line.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::calendar::{self, Era};
use super::digit::{chinese, digit};
use super::month;

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Number(Number),
    Word(&'a str),
    Separator(Separator),
    /// What counts the year that follows.
    Era(Era),
}

/// A number and how many digits it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    pub digits: usize,
}

/// What stands between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Blank,
    Dot,
    Slash,
    Hyphen,
    Colon,
    Plus,
    Other,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    pub utc_offset: Option<i32>,
}

impl Number {
    /// The year it means: two digits are of the years 1969 to 2068, as in mail.
    pub fn year(self) -> Option<i16> {
        let value = i16::try_from(self.value).ok()?;
        match self.digits {
            2 if value <= 68 => Some(2000 + value),
            2 => Some(1900 + value),
            4 => Some(value),
            _ => None,
        }
    }
}

/// Words beside the month and the numbers, folded.
const FILLERS: &str = "of edition home final the on at in date dated published posted updated created last modified first released \
    release time st nd rd th de del di do da dos le la el al er e den der des dem am um uhr vom kl klo klockan \
    ore ora alle a as à las h min du publie publicado pubblicato veroffentlicht stand mis jour publicerad \
    publisert julkaistu gepubliceerd op om г года год в опубликовано στις yil tarihi بتاريخ يوم في نشر تاريخ \
    الساعة م 입력 등록 分 分頃 분 配信 公開 掲載 發布 发布 发表 發表 年 月 日 년 월 일 \
    року р рік опубліковано опубликована дата публікації публикации giris yayin yayinlanma yayinlandi eklenme saat saati \
    tarihinde δημοσιευση δημοσιευθηκε δημοσιευτηκε ημερομηνια ωρα של פורסם תאריך בשעה ב ปี ที่ วันที่ เวลา น เผยแพร่ ค ศ \
    发布时间 发布日期 發布時間 發布日期 发表时间 发表日期 发稿时间 時間 时间 日期 公開日 投稿日 掲載日 投稿 讯 訊 电 電 승인 송고 게재 발행 \
    기사입력 최초입력 등록일 입력일 انتشار منتشر شد شده در مورخ روز ساعت سه پنج چهار یک دو الموافق للموافق نشرت تحديث هـ ه ھ هجري هجرية \
    هجری ش شمسی ميلادي ميلادية میلادی مـ प्रकाशित पब्लिश तारीख दिनांक बजे को প্রকাশ প্রকাশিত তারিখ terbit diterbitkan \
    dipublikasikan tayang tanggal tgl pukul opublikowano dodano godz publikovano zverejneno dne megjelent publicat ora \
    fecha publicada publicacion publicacao hrs ist \
    local gmt utc et pt ct mt eastern central pacific standard daylight z t o clock";

/// Names of weekdays by their beginnings, folded.
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday tues thur thurs mon tue wed thu fri sat sun mo di \
    mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lun mar mer jeu ven sam \
    dim lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo \
    lunedi martedi mercoledi giovedi venerdi domenica segunda terca quarta quinta sexta feira maandag dinsdag \
    woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag mandagen \
    tisdag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai hetfo kedd szerda csutortok pentek \
    szombat vasarnap luni marti miercuri joi vineri sambata duminica понедельник вторник среда четверг пятница \
    суббота воскресенье пн вт ср чт пт сб вс δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη pazartesi \
    sali carsamba persembe cuma cumartesi pazar الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد \
    الاحد الاربعاء 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 \
    週四 週五 週六 週日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 火 水 木 金 土 월요일 화요일 수요일 목요일 금요일 \
    토요일 일요일 월 화 수 목 금 토 திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ஞாயிறு सोमवार मंगलवार बुधवार गुरुवार \
    शुक्रवार शनिवार रविवार poniedzialek wtorek sroda czwartek piatek niedziela pondeli utery streda ctvrtek patek \
    nedele понеділок вівторок середа четвер пятниця субота неділя п ятниця ятниця вторника среду четверга пятницу субботу середу суботу \
    неділю понеделника вторник сряда четвъртък петък събота неделя senin selasa rabu kamis jumat jum at sabtu minggu ahad isnin \
    יום ראשון שני שלישי רביעי חמישי שישי שבת ביום شنبه یکشنبه دوشنبه شنبه چهارشنبه پنجشنبه جمعه سوموار پیر منگل بدھ جمعرات ہفتہ اتوار \
    मंगल बृहस्पतिवार इतवार সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার 曜日 วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ \
    วันอาทิตย์ วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์";

/// Zones by their abbreviations, in minutes from UTC.
const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("ut", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("eat", 180),
    ("wat", 60),
    ("pkt", 300),
    ("wib", 420),
    ("wita", 480),
    ("wit", 540),
    ("trt", 180),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("adt", -180),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
];

/// Fillers and weekdays, folded.
static MEMBERS: LazyLock<HashSet<String>> =
    LazyLock::new(|| FILLERS.split_whitespace().map(month::fold).chain(DAYS.iter().cloned()).collect());

/// Weekdays, folded.
static DAYS: LazyLock<HashSet<String>> = LazyLock::new(|| WEEKDAYS.split_whitespace().map(month::fold).collect());

/// Whether a word may be a weekday or its abbreviation, which a month of another language may be too: `mar`.
pub(super) fn may_be_weekday(word: &str) -> bool {
    DAYS.contains(&month::fold(word))
}

/// Whether a word is the name of a weekday, in any of the languages that are known.
pub fn is_weekday(word: &str) -> bool {
    let folded = month::fold(word);
    folded.chars().count() > 5 && DAYS.contains(&folded)
}

/// Whether a word other than a month may stand in a date.
pub(super) fn may_stand_in_date(word: &str) -> bool {
    let folded = month::fold(word);
    MEMBERS.contains(&folded) || ZONES.iter().any(|(zone, _)| *zone == folded)
}

/// The pieces of `text`; `None` when there is a sign in it that no date has, or too many pieces.
pub(super) fn tokenize(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::with_capacity(16);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if tokens.len() > 40 {
            return None;
        }
        let length = if digit(first).is_some() {
            let length = span(rest, |c| digit(c).is_some());
            let digits = rest[..length].chars().count();
            let value = rest[..length]
                .chars()
                .filter_map(digit)
                .fold(0_u64, |sum, d| sum.saturating_mul(10).saturating_add(u64::from(d)));
            tokens.push(Token::Number(Number { value: u32::try_from(value).ok()?, digits }));
            length
        } else if let Some((era, length)) = Some(rest).filter(|_| !first.is_ascii()).and_then(calendar::mark) {
            tokens.push(Token::Era(era));
            length
        } else if let Some((value, digits, length)) = chinese(rest) {
            tokens.push(Token::Number(Number { value, digits }));
            length
        } else if matches!(first, '年' | '月' | '日' | '号' | '號' | '년' | '월' | '일') && !is_day_of_week(rest)
        {
            tokens.push(Token::Separator(Separator::Other));
            first.len_utf8()
        } else if first.is_alphabetic() {
            let length = span(rest, |c| c.is_alphabetic() || is_mark(c));
            tokens.push(Token::Word(&rest[..length]));
            length
        } else {
            let sign = match first {
                _ if first.is_whitespace() => None,
                '.' | '．' => Some(Separator::Dot),
                '/' | '／' => Some(Separator::Slash),
                '-' | '–' | '—' | '‐' | '−' | '－' => Some(Separator::Hyphen),
                ':' | '：' => Some(Separator::Colon),
                '+' => Some(Separator::Plus),
                ',' | '(' | ')' | '|' | '\'' | '’' | '،' | 'º' | '°' | '[' | ']' | '@' | '·' | '•' | '，' | '、'
                | '（' | '）' | '【' | '】' => Some(Separator::Other),
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
                _ => return None,
            };
            tokens.extend(sign.map(Token::Separator));
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

fn span(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !wanted(c)).unwrap_or(text.len())
}

/// Whether a text begins with a day of the week of Japan, whose signs are those of the parts of a date.
fn is_day_of_week(text: &str) -> bool {
    text.chars().nth(1) == Some('曜')
}

/// Takes the time of day out of the tokens, with its zone.
pub(super) fn take_time(tokens: &mut Vec<Token<'_>>) -> Option<TimeOfDay> {
    let (start, mut end, mut time) = find_clock(tokens)?;
    if let Some((half, used)) = half_of_day(&tokens[end..]) {
        time.hour = match (half, time.hour) {
            (Half::Morning, 12) => 0,
            (Half::Evening, hour) if hour < 12 => hour + 12,
            (_, hour) => hour,
        };
        end += used;
    }
    if let Some((offset, used)) = zone(&tokens[end..]) {
        time.utc_offset = Some(offset);
        end += used;
    }
    let start = match start.checked_sub(1).map(|before| tokens[before]) {
        // "午後6時"
        Some(Token::Word(word)) if MORNING.contains(&word) => {
            time.hour %= 12;
            start - 1
        }
        Some(Token::Word(word)) if EVENING.contains(&word) => {
            time.hour = time.hour % 12 + 12;
            start - 1
        }
        // The T of 2024-04-01T10:00.
        Some(Token::Word("T" | "t")) => start - 1,
        _ => start,
    };
    tokens.drain(start..end);
    Some(time)
}

/// `10:20`, `10:20:30`, `10:20:30.456`, `10h20`, `10.20 Uhr`: where it is and what it says.
fn find_clock(tokens: &[Token<'_>]) -> Option<(usize, usize, TimeOfDay)> {
    use Token::Number as N;
    for start in 0..tokens.len() {
        let [N(hour), joint, rest @ ..] = &tokens[start..] else { continue };
        let joined = match joint {
            Token::Separator(Separator::Colon) => true,
            Token::Word(word) => word.eq_ignore_ascii_case("h") || HOURS.contains(word),
            Token::Separator(Separator::Dot) => says_clock(&tokens[start..]) || is_behind_year(tokens, start),
            _ => false,
        };
        if hour.digits > 2 || hour.value > 24 {
            continue;
        }
        if half_of_day(&tokens[start + 1..]).is_some() {
            // "3 p.m."
            return Some((start, start + 1, clock(hour.value, 0, 0)?));
        }
        if let (true, Some(N(minute))) = (joined, rest.first())
            && minute.digits == 2
        {
            let mut end = start + 3;
            let mut second = 0;
            if let [_, Token::Separator(Separator::Colon), N(found), ..] = rest {
                (end, second) = (start + 5, found.value);
                if let [Token::Separator(Separator::Dot | Separator::Other), N(_), ..] = &tokens[end..] {
                    end += 2;
                }
            }
            return Some((start, end, clock(hour.value, minute.value, second)?));
        }
    }
    None
}

/// What stands behind the hour in East Asia.
const HOURS: &[&str] = &["時", "时", "點", "点", "시"];

/// Whether a number stands right behind a year in full, where no day and no month does: `3 Feb 2020 18.59`.
fn is_behind_year(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before]);
    let year = matches!(before, Some(Token::Number(number)) if number.digits == 4);
    year && tokens[..at].iter().any(|token| matches!(token, Token::Word(word) if month::month(word, None).is_some()))
}

/// Whether `10.20` is a time: the word for the hour or a zone follows.
fn says_clock(tokens: &[Token<'_>]) -> bool {
    let [_, _, Token::Number(minute), after, ..] = tokens else { return false };
    let named = match after {
        Token::Word(word) => {
            let folded = month::fold(word);
            matches!(folded.as_str(), "uhr" | "h" | "am" | "pm" | "a" | "p")
                || ZONES.iter().any(|(zone, _)| *zone == folded)
        }
        _ => false,
    };
    named && minute.digits == 2
}

fn clock(hour: u32, minute: u32, second: u32) -> Option<TimeOfDay> {
    let in_range = hour < 24 && minute < 60 && second <= 60;
    let small = |value: u32| i8::try_from(value).ok();
    in_range.then_some(TimeOfDay {
        hour: small(hour)?,
        minute: small(minute)?,
        second: small(second)?,
        utc_offset: None,
    })
}

/// The halves of the day, which stand before the hour in East Asia.
const MORNING: &[&str] = &["午前", "上午", "오전"];
const EVENING: &[&str] = &["午後", "下午", "오후"];

#[derive(Debug, Clone, Copy)]
enum Half {
    Morning,
    Evening,
}

/// `am`, `p.m.`, and how many tokens they take.
fn half_of_day(tokens: &[Token<'_>]) -> Option<(Half, usize)> {
    let dot = Token::Separator(Separator::Dot);
    match tokens {
        [Token::Word(word), ..] if word.eq_ignore_ascii_case("am") => Some((Half::Morning, 1)),
        [Token::Word(word), ..] if word.eq_ignore_ascii_case("pm") => Some((Half::Evening, 1)),
        [Token::Word(word), joint, Token::Word(m), rest @ ..]
            if *joint == dot && m.eq_ignore_ascii_case("m") && word.len() == 1 =>
        {
            let used = 3 + usize::from(rest.first() == Some(&dot));
            match word.to_ascii_lowercase().as_str() {
                "a" => Some((Half::Morning, used)),
                "p" => Some((Half::Evening, used)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The zone at the beginning of the tokens, in seconds from UTC, and how many tokens it takes.
fn zone(tokens: &[Token<'_>]) -> Option<(i32, usize)> {
    let opened = usize::from(tokens.first() == Some(&Token::Separator(Separator::Other)));
    let tokens = &tokens[opened..];
    let sign = match tokens.first()? {
        Token::Separator(Separator::Plus) => 1,
        Token::Separator(Separator::Hyphen) => -1,
        Token::Word(word) => {
            let folded = month::fold(word);
            let (_, minutes) = ZONES.iter().find(|(name, _)| *name == folded)?;
            // "GMT+2": what follows counts.
            return match tokens.get(1) {
                Some(Token::Separator(Separator::Plus | Separator::Hyphen)) if *minutes == 0 => {
                    zone(&tokens[1..]).map(|(offset, used)| (offset, used + 1 + opened)).or(Some((0, 1 + opened)))
                }
                _ => Some((minutes * 60, 1 + opened)),
            };
        }
        _ => return None,
    };
    let (hours, minutes, used) = match &tokens[1..] {
        [Token::Number(hours), Token::Separator(Separator::Colon), Token::Number(minutes), ..] if hours.digits <= 2 => {
            (hours.value, minutes.value, 4)
        }
        [Token::Number(both), ..] if both.digits == 4 => (both.value / 100, both.value % 100, 2),
        [Token::Number(hours), ..] if hours.digits <= 2 => (hours.value, 0, 2),
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours <= 18 && minutes < 60).then_some((sign * seconds, used + opened))
}
