//! WhatsApp's text export, of iOS (`[07.03.24, 14:05:12] Jane Doe: text`) and Android (`3/7/24, 2:05 PM - Jane Doe: text`).
//!
//! The surprise: the order of day and month is that of the telephone and stands nowhere in the file. It is told by numbers above twelve,
//! then by which reading lets the messages follow each other in time, then by the sign between the numbers and the clock.

use std::sync::LazyLock;

use jiff::civil;
use regex::Regex;

use super::{Cut, Log, Message, name_by_path};
use crate::source::encoding;
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::read::Input;

/// Chats of WhatsApp as text.
pub static FORMAT: Format = Format { name: "whatsapp", extensions: &["txt"], detect, read };

/// Longest name of a sender, in characters.
const NAME_CHARS: usize = 60;

/// Lines that are looked at for a second message.
const LINES: usize = 60;

/// Numbers of a date, a clock, and what says which half of the day it is, before or behind it. In brackets, or with a dash behind.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?P<open>\[)?(?P<a>\d{1,4})(?P<sign>[./-]) ?(?P<b>\d{1,2})[./-] ?(?P<c>\d{1,4})\.?",
        r"(?:[,،]\s*|\s+)(?:(?:à|at|um|alle|klo|kl\.)\s+)?(?P<before>\p{L}{2,8}\s*)?",
        r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?",
        r"(?:\s*(?P<half>[\p{L}.\s]{1,12}?))?(?P<close>\]\s*|\s+[-–]\s+)(?P<rest>.*)$"
    ))
    .expect("the pattern is valid")
});

/// A line that begins a message.
#[derive(Debug, Clone)]
struct Stamped<'a> {
    numbers: [i16; 3],
    dotted: bool,
    clock: civil::Time,
    /// The clock counts to twelve.
    halves: bool,
    rest: &'a str,
}

/// Signs that say in which direction a line is written.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The number in digits of any script.
fn number(digits: &str) -> Option<i16> {
    digits.chars().try_fold(0_i16, |sum, c| {
        let value = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '٠'..='٩' => u32::from(c) - u32::from('٠'),
            '۰'..='۹' => u32::from(c) - u32::from('۰'),
            '०'..='९' => u32::from(c) - u32::from('०'),
            '০'..='৯' => u32::from(c) - u32::from('০'),
            _ => return None,
        };
        sum.checked_mul(10)?.checked_add(i16::try_from(value).ok()?)
    })
}

fn stamped(line: &str) -> Option<Stamped<'_>> {
    let line = line.trim_start_matches(is_mark);
    // Nearly every other line ends here.
    if !line.trim_start_matches('[').starts_with(char::is_numeric) {
        return None;
    }
    let found = STAMP.captures(line)?;
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    let bracket = part("open").is_some();
    if bracket != part("close").is_some_and(|close| close.starts_with(']')) || !bracket && part("second").is_some() {
        return None;
    }
    let numbers = [number(part("a")?)?, number(part("b")?)?, number(part("c")?)?];
    let half = format!("{} {}", part("before").unwrap_or_default(), part("half").unwrap_or_default());
    let half: String = half.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let later = ["pm", "م", "μμ", "下午", "晚上", "오후", "午後", "nm", "em", "rm", "чвечора", "دوپہر"]
        .contains(&half.as_str());
    let earlier = ["am", "ص", "πμ", "上午", "凌晨", "早上", "오전", "午前", "vm", "fm", "dop"].contains(&half.as_str());
    if !half.is_empty() && !later && !earlier && half != "中午" {
        return None;
    }
    let mut hour = number(part("hour")?)?;
    hour = match (later, earlier) {
        (true, _) if hour < 12 => hour + 12,
        (_, true) if hour == 12 => 0,
        _ => hour,
    };
    let small = |value: i16| i8::try_from(value).ok();
    let second = part("second").and_then(number).unwrap_or_default();
    let clock = civil::Time::new(small(hour)?, small(number(part("minute")?)?)?, small(second)?, 0).ok()?;
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    Some(Stamped { numbers, dotted: part("sign") == Some("."), clock, halves: !half.is_empty(), rest })
}

/// Sender and text of what follows a stamp; what nobody said has no sender.
fn said(rest: &str) -> (&str, &str) {
    let rest = rest.trim_start_matches(is_mark);
    match rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, ""))) {
        Some((name, text)) if name.chars().count() <= NAME_CHARS && !name.trim().is_empty() => {
            (name.trim_matches(is_mark), text)
        }
        _ => ("", rest),
    }
}

fn detect(probe: &Probe<'_>) -> Detection {
    let mut lines = probe.text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next().and_then(stamped) else { return Detection::No };
    let name = probe.name.rsplit('/').next().unwrap_or_default().to_lowercase();
    let named = name.contains("whatsapp") || name == "_chat.txt";
    let others: Vec<Stamped<'_>> = lines.take(LINES).filter_map(stamped).collect();
    // Two messages, of which somebody said one.
    let spoken = others.iter().chain([&first]).any(|line| !said(line.rest).0.is_empty());
    if named || spoken && !others.is_empty() { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let name = name_by_path(input.name());
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let text = encoding::decode(&bytes, None).text;
    let order = order_of(text.lines().filter_map(stamped));
    let mut log = Log::new("whatsapp", name, None, Cut::Days);
    let mut open: Option<Message> = None;
    for line in text.lines() {
        match (stamped(line), &mut open) {
            (Some(stamp), _) => {
                if let Some(message) = open.take() {
                    log.add(message, sink)?;
                }
                let (sender, text) = said(stamp.rest);
                open = Some(Message {
                    when: day_of(stamp.numbers, order).map(|day| day.to_datetime(stamp.clock)),
                    sender: sender.to_owned(),
                    text: text.trim_start_matches(is_mark).to_owned(),
                    ..Message::default()
                });
            }
            (None, Some(message)) => {
                message.text.push('\n');
                message.text.push_str(line);
            }
            (None, None) => {}
        }
    }
    if let Some(message) = open {
        log.add(message, sink)?;
    }
    log.finish(sink)
}

/// In which order a date is written that does not begin with the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

fn order_of<'a>(stamps: impl Iterator<Item = Stamped<'a>>) -> Order {
    let (mut day, mut month) = (true, true);
    let (mut day_falls, mut month_falls) = (0_u64, 0_u64);
    let (mut dotted, mut halves) = (false, false);
    let mut before: Option<[civil::DateTime; 2]> = None;
    for stamp in stamps {
        day &= stamp.numbers[1] <= 12;
        month &= stamp.numbers[0] <= 12;
        (dotted, halves) = (stamp.dotted, stamp.halves);
        let read = |order| day_of(stamp.numbers, order).map(|day| day.to_datetime(stamp.clock));
        if let (Some(by_day), Some(by_month)) = (read(Order::DayFirst), read(Order::MonthFirst)) {
            if let Some([day_before, month_before]) = before {
                day_falls += u64::from(by_day < day_before);
                month_falls += u64::from(by_month < month_before);
            }
            before = Some([by_day, by_month]);
        }
    }
    let month_first = match (day, month) {
        (true, false) => false,
        (false, true) => true,
        _ if day_falls != month_falls => month_falls < day_falls,
        _ => !dotted && halves,
    };
    if month_first { Order::MonthFirst } else { Order::DayFirst }
}

fn day_of(numbers: [i16; 3], order: Order) -> Option<civil::Date> {
    let [first, second, third] = numbers;
    let (year, month, day) = match order {
        _ if first > 31 => (first, second, third),
        Order::DayFirst => (third, second, first),
        Order::MonthFirst => (third, first, second),
    };
    // WhatsApp is of this century; Buddhist years are 543 ahead.
    let year = match year {
        0..=99 => year + 2000,
        2500..=2699 => year - 543,
        _ => year,
    };
    civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
