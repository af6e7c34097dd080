//! Dates in Thai letters, before they are cut into pieces.
//!
//! The surprise: the short names of months differ in vowel signs only (`ม.ค.` is January, `มี.ค.` March), which the comparison of
//! names leaves out; so they are spelled out before.

/// Short names of the months and the long ones.
const SHORT: [(&str, &str); 12] = [
    ("ม.ค", "มกราคม"),
    ("ก.พ", "กุมภาพันธ์"),
    ("มี.ค", "มีนาคม"),
    ("เม.ย", "เมษายน"),
    ("พ.ค", "พฤษภาคม"),
    ("มิ.ย", "มิถุนายน"),
    ("ก.ค", "กรกฎาคม"),
    ("ส.ค", "สิงหาคม"),
    ("ก.ย", "กันยายน"),
    ("ต.ค", "ตุลาคม"),
    ("พ.ย", "พฤศจิกายน"),
    ("ธ.ค", "ธันวาคม"),
];

/// The text with the names of its months spelled out; [`None`] when it has no Thai letters.
pub(super) fn spell_out(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(|c| matches!(c, 'ก'..='๛')) {
        return None;
    }
    let blank = |at: Option<char>| at.is_none_or(|c| !matches!(c, 'ก'..='๛') || c.is_numeric());
    for (short, long) in SHORT {
        if let Some(at) = text.find(short)
            && blank(text[..at].chars().next_back())
            && blank(text[at + short.len()..].chars().next().filter(|c| *c != '.'))
        {
            return Some(format!("{} {long} {}", &text[..at], text[at + short.len()..].trim_start_matches('.')));
        }
    }
    Some(text.to_owned())
}
