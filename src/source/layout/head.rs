//! The lines above the text: date line, named header lines, headline, byline.
//!
//! The surprise: when the first paragraph reads as running text there is no headline, and nothing is taken away from it.

use super::block::{ends_sentence, is_rule, is_shouted, is_wrapped};
use super::byline::{is_bare_name, read_byline};
use super::headline::{HEADLINE_CHARS, fits_headline, is_title, runs_on, strip_headline};
use super::stamp::{Stamp, day_of, is_names, is_offer, read_stamp};
use super::{is_at_most, place};
use crate::article::DateProvenance;
use crate::source::address::{is_site, is_web_address};
use crate::source::draft::{DateClue, Draft, fill};
use crate::source::field::{Field, FieldMapping, lookup};
use crate::source::{byline, date};

/// Lines above the text that are looked at; a header is not longer.
const HEAD_LINES: usize = 12;

/// Lines below a date that are looked at for further days.
const DAY_LINES: usize = 80;
/// Characters of such a line at most.
const DAY_CHARS: usize = 60;

/// A standfirst has no more lines, and none of more characters.
pub(super) const STANDFIRST_LINES: usize = 2;
pub(super) const STANDFIRST_CHARS: usize = 300;

/// What stands above the headlines of pages that were saved as text.
const FURNITURE: &[&str] = &[
    "latest news",
    "press room",
    "press release",
    "press releases",
    "news release",
    "news releases",
    "immediate release",
    "releases",
    "news",
    "topics",
    "press office",
    "newsroom",
    "home",
    "statements",
    "speeches",
    "media",
];

/// Reads the header into `draft` and says at which line the text begins.
///
/// A line that holds a date and the beginning of the text is cut down to the text.
pub(super) fn parse_head(lines: &mut [&str], mapping: &FieldMapping, draft: &mut Draft) -> usize {
    let mut head = Head { lines, at: 0, mapping, draft };
    head.skip_blank();
    head.take_date_keyword();
    head.skip_blank();
    head.take_named_lines();
    for _ in 0..HEAD_LINES {
        head.skip_blank();
        let taken = head.take_notice()
            || head.take_date_line()
            || head.take_stamp()
            || head.take_byline()
            || head.take_offer()
            || head.take_headline();
        if !taken {
            break;
        }
    }
    head.skip_blank();
    head.take_buried();
    head.at
}

struct Head<'a, 'b> {
    lines: &'b mut [&'a str],
    at: usize,
    mapping: &'b FieldMapping,
    draft: &'b mut Draft,
}

impl<'a> Head<'a, '_> {
    fn line(&self) -> Option<&'a str> {
        self.lines.get(self.at).map(|line| line.trim())
    }

    fn skip_blank(&mut self) {
        while self.line().is_some_and(|line| line.is_empty() || self.draft.headline.is_some() && is_rule(line)) {
            self.at += 1;
        }
    }

    fn text_date(&mut self, text: &str) {
        self.draft.dates.push(DateClue { text: text.to_owned(), provenance: DateProvenance::TextLine });
    }

    /// `date 2024-04-01`, alone or with the text behind it on the same line.
    fn take_date_keyword(&mut self) {
        let Some(line) = self.line() else { return };
        let Some((keyword, rest)) = line.split_at_checked(4) else { return };
        if !keyword.eq_ignore_ascii_case("date") || !rest.starts_with([' ', '\t', ':']) {
            return;
        }
        let rest = rest.trim_start_matches([' ', '\t', ':']);
        let (first, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if date::parse(rest, None).is_some() {
            self.text_date(rest);
            self.at += 1;
        } else if first.starts_with(|c: char| c.is_ascii_digit()) && date::parse(first, None).is_some() {
            self.text_date(first);
            self.lines[self.at] = text.trim();
        }
    }

    /// `Title: ...`, `By: ...`, and the header lines that the user describes.
    fn take_named_lines(&mut self) {
        while let Some(line) = self.line() {
            if let Some((field, value)) = self.own_header(line) {
                self.set(field, value);
            } else if let Some((name, field, value)) = named(line, self.mapping) {
                self.set(field, value);
                if field == Field::Summary {
                    self.draft.note(name.to_lowercase(), value);
                }
            } else {
                return;
            }
            self.at += 1;
        }
    }

    fn own_header(&self, line: &'a str) -> Option<(Field, &'a str)> {
        self.mapping.headers.iter().find_map(|header| {
            let found = header.pattern.captures(line)?;
            let value = found.get(1).or_else(|| found.get(0))?;
            Some((header.field, value.as_str().trim()))
        })
    }

    fn set(&mut self, field: Field, value: &str) {
        let draft = &mut *self.draft;
        match field {
            Field::Id => fill(&mut draft.external_id, value),
            Field::Headline => fill(&mut draft.headline, value),
            Field::Byline => fill(&mut draft.byline, value),
            // A clipped page says as its source where it was.
            Field::Publisher if is_web_address(value) && !is_site(value) => draft.address(value),
            Field::Publisher => fill(&mut draft.publisher, value),
            Field::Rubric => fill(&mut draft.rubric, value),
            Field::Language => fill(&mut draft.language, value),
            Field::Url => draft.address(value),
            Field::Dateline => fill(&mut draft.dateline, value),
            Field::Persons => draft.note("person", value),
            Field::Organisations => draft.note("organisation", value),
            Field::Places => draft.note("place", value),
            Field::Body => draft.paragraph(value),
            Field::Date => self.text_date(value),
            Field::Summary | Field::Ignore => {}
        }
    }

    /// "FOR IMMEDIATE RELEASE", "Press Room" and their like say nothing of the story; they are kept as a note.
    fn take_notice(&mut self) -> bool {
        let Some(line) = self.line() else { return false };
        let lower = line.trim_matches(['*', '-', '#', ' ', ':']).to_lowercase();
        let release = lower.starts_with("for immediate release") && is_at_most(line, 80);
        let reached = |line: &str| line.contains(['@', ':']) || line.chars().filter(char::is_ascii_digit).count() >= 5;
        let contact =
            lower.starts_with("contact:") || lower.starts_with("contact ") && reached(line) || lower == "contact";
        let furniture = FURNITURE.contains(&lower.as_str()) && self.headline_follows();
        if !(release || furniture || contact && line.chars().count() < 160) {
            return false;
        }
        self.draft.note(if contact { "contact" } else { "notice" }, line);
        let dated = line.get("for immediate release".len()..).unwrap_or_default().trim_matches([':', ' ', '-', '–']);
        if release && date::parse(dated, None).is_some() {
            self.text_date(dated);
        }
        self.at += 1;
        true
    }

    /// Whether the next line with anything on it could be a headline of several words, or is more of the same.
    fn headline_follows(&self) -> bool {
        let next = self.lines[self.at + 1..].iter().find(|line| !line.trim().is_empty());
        next.is_some_and(|line| {
            line.split_whitespace().count() >= 2 || FURNITURE.contains(&line.trim().to_lowercase().as_str())
        })
    }

    /// A line that is a date and nothing else, or "For Immediate Release: May 11, 2006".
    fn take_date_line(&mut self) -> bool {
        let Some(line) = self.line() else { return false };
        let Some(dated) = date_of_line(line).filter(|text| {
            text.chars().count() >= 6 && !is_one_of_several_days(&self.lines[self.at + 1..], text, false)
        }) else {
            return false;
        };
        self.text_date(dated);
        self.at += 1;
        true
    }

    /// `By Jane Doe | 3 Feb 2020 18.59 GMT`, `Published 3 February 2020 · 5 min read`.
    fn take_stamp(&mut self) -> bool {
        let Some(stamp) = self.line().and_then(read_stamp) else { return false };
        if stamp.published.is_none() && stamp.updated.is_none()
            || !stamp.agrees_with(self.draft)
            || stamp
                .published
                .is_some_and(|day| is_one_of_several_days(&self.lines[self.at + 1..], day, stamp.place.is_some()))
        {
            return false;
        }
        if stamp.place.is_some()
            && (self.draft.headline.is_none() && !self.opens_above_headline(&stamp) || self.runs_into_text())
        {
            return false;
        }
        stamp.fill(self.draft, true);
        if stamp.place.is_some_and(|place| !self.is_elsewhere(place)) {
            // It stays where it is found.
            return false;
        }
        self.at += 1;
        true
    }

    /// Whether a place and a day stand above a headline: "Press Briefing, 7 March 2024" is rather one itself.
    fn opens_above_headline(&self, stamp: &Stamp<'_>) -> bool {
        let place = stamp.place.unwrap_or_default();
        let mut below = self.lines[self.at + 1..].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let worded = |line: &str| line.chars().filter(|c| c.is_alphabetic()).count() * 10 >= line.chars().count() * 7;
        let headline =
            below.next().is_some_and(|line| fits_headline(line) && worded(line) && read_stamp(line).is_none());
        place.split_whitespace().count() <= 2 && headline && below.any(|line| read_stamp(line).is_none())
    }

    /// Whether the line is one of a wrapped sentence.
    fn runs_into_text(&self) -> bool {
        self.lines.get(self.at + 1).is_some_and(|line| line.trim_start().starts_with(char::is_lowercase))
    }

    /// Whether a place is named in another line too, so that its article is found by it without this one.
    fn is_elsewhere(&self, place: &str) -> bool {
        let headline = self.draft.headline.as_deref().is_some_and(|headline| headline.contains(place));
        headline || self.lines[self.at + 1..].iter().any(|line| line.contains(place))
    }

    /// "Share this article" and "5 min read" below a headline.
    fn take_offer(&mut self) -> bool {
        let offer = self.line().filter(|line| self.draft.headline.is_some() && is_offer(line));
        let Some(offer) = offer else { return false };
        self.draft.note("notice", offer);
        self.at += 1;
        true
    }

    /// Takes byline and date from below a standfirst or another short line that stands between them and the headline, which stays
    /// a part of the text.
    fn take_buried(&mut self) {
        if self.draft.headline.is_none() {
            return;
        }
        let mut between = 0;
        for at in self.at..self.lines.len().min(self.at + HEAD_LINES) {
            let line = self.lines[at].trim();
            if line.is_empty() {
                continue;
            }
            let stamp = read_stamp(line).filter(|stamp| stamp.byline.is_some() || stamp.published.is_some());
            // A line of a paragraph may be a date too, or begin like a byline.
            let blank = |at: usize| self.lines.get(at).is_none_or(|line| line.trim().is_empty());
            let more = || self.lines.get(at + 1).is_some_and(|line| read_stamp(line).is_some());
            let apart = at.checked_sub(1).is_none_or(blank) && (blank(at + 1) || more());
            let stamp = stamp.filter(|_| apart);
            let text_follows = || self.lines[at + 1..].iter().any(|line| !line.trim().is_empty());
            match stamp {
                Some(stamp) if !stamp.agrees_with(self.draft) => return,
                Some(stamp)
                    if stamp.published.is_some_and(|day| {
                        is_one_of_several_days(&self.lines[at + 1..], day, stamp.place.is_some())
                    }) =>
                {
                    return;
                }
                Some(stamp) if text_follows() => {
                    let stays = stamp.place.is_some_and(|place| {
                        !self.draft.headline.as_deref().is_some_and(|headline| headline.contains(place))
                            && !self.lines.iter().enumerate().any(|(other, line)| other != at && line.contains(place))
                    });
                    stamp.fill(self.draft, true);
                    // The line parts what is above it from the text.
                    if !stays {
                        self.lines[at] = "";
                    }
                }
                _ if between < STANDFIRST_LINES && is_at_most(line, STANDFIRST_CHARS) => between += 1,
                _ => return,
            }
        }
    }

    /// `By Jane Doe`, `By Jane Doe | April 1, 2024`, `By Jane Doe, Cairo`.
    fn take_byline(&mut self) -> bool {
        let Some(line) = self.line() else { return false };
        if self.draft.byline.is_some() || !is_at_most(line, 120) {
            return false;
        }
        if self.draft.headline.is_some()
            && let Some(names) = read_byline(line)
        {
            fill(&mut self.draft.byline, names);
            self.at += 1;
            return true;
        }
        let Some(name) = byline::behind_opening(line) else { return false };
        let (name, rest) = split_byline(name);
        let capital = name.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        if !capital
            || name.is_empty()
            || name.split_whitespace().count() > 10
            || ends_sentence(name) && !ends_with_initial(name)
        {
            return false;
        }
        if !is_names(name) {
            return false;
        }
        fill(&mut self.draft.byline, name);
        if let Some(rest) = rest
            && date::parse(rest, None).is_some()
        {
            self.text_date(rest);
        }
        self.at += 1;
        true
    }

    fn take_headline(&mut self) -> bool {
        if self.draft.headline.is_some() {
            return false;
        }
        let Some(count) = self.headline_lines() else { return false };
        let text = self.lines[self.at..self.at + count].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        self.draft.headline = Some(strip_headline(&text).to_owned());
        self.at += count;
        if self.draft.byline.is_none() && self.names_author(self.at) {
            fill(&mut self.draft.byline, self.lines[self.at].trim());
            self.at += 1;
        }
        true
    }

    /// How many of the next lines are a headline.
    fn headline_lines(&self) -> Option<usize> {
        let rest = &self.lines[self.at..];
        let group = &rest[..rest.iter().position(|line| line.trim().is_empty()).unwrap_or(rest.len())];
        let [first, others @ ..] = group else { return None };
        let more_follows = rest[group.len()..].iter().any(|line| !line.trim().is_empty());
        if !fits_headline(first) {
            return None;
        }
        let Some(second) = others.first() else { return more_follows.then_some(1) };
        if is_rule(second) || self.is_head_line(self.at + 1) {
            return Some(1);
        }
        if let Some(count) = self.lines_above_stamp(group) {
            return Some(count);
        }
        let length: usize = group.iter().map(|line| line.trim().chars().count() + 1).sum();
        if more_follows && group.len() <= 3 && length <= HEADLINE_CHARS && group.iter().all(|line| fits_headline(line))
        {
            return Some(group.len());
        }
        let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
        let long = |line: &str| !is_at_most(line.trim(), 100);
        let apart = indent(second) >= indent(first) + 2
            || long(second) && !long(first)
            || is_shouted(first) && !is_shouted(second)
            || !is_wrapped(group) && is_title(first);
        if apart {
            return Some(1);
        }
        let shouted = group.iter().take_while(|line| is_shouted(line)).count();
        (is_shouted(first) && shouted < group.len() && shouted <= 3).then_some(shouted)
    }

    /// How many lines of a broken headline stand right above a byline or a date, behind which the paragraph ends.
    fn lines_above_stamp(&self, group: &[&str]) -> Option<usize> {
        let count = (2..group.len().min(4)).find(|count| self.is_head_line(self.at + count))?;
        let (headline, below) = group.split_at(count);
        let named = usize::from(self.names_author(self.at + count));
        let length: usize = headline.iter().map(|line| line.trim().chars().count() + 1).sum();
        let ends = (count + 1 + named..group.len()).all(|index| self.is_head_line(self.at + index));
        (length <= HEADLINE_CHARS && headline.iter().all(|line| fits_headline(line)) && !below.is_empty() && ends)
            .then_some(count)
    }

    /// Whether a line right below another is a byline, a date or the like, which ends a headline.
    fn is_head_line(&self, at: usize) -> bool {
        let line = self.lines[at].trim();
        let byline = || is_at_most(line, 80) && byline::behind_opening(line).is_some_and(is_names);
        let stamp = || {
            let stamp = read_stamp(line).filter(|stamp| stamp.place.is_none() || !runs_on(self.lines[at - 1]));
            stamp.is_some_and(|stamp| {
                stamp.byline.is_none_or(|_| stamp.published.is_some() || byline_ends(&self.lines[at..]))
            })
        };
        date_of_line(line).is_some() || byline() || stamp() || self.names_author(at)
    }

    /// Whether a line is a name and nothing else between the end of a headline and a date, without blank lines.
    fn names_author(&self, at: usize) -> bool {
        let (Some(above), Some(line), Some(below)) =
            (at.checked_sub(1).and_then(|above| self.lines.get(above)), self.lines.get(at), self.lines.get(at + 1))
        else {
            return false;
        };
        let dated =
            || date_of_line(below.trim()).is_some() || read_stamp(below).is_some_and(|stamp| stamp.published.is_some());
        // Of a headline with a capital at every word nobody knows where it ends, and two words are rather half of one.
        let whole = || above.split_whitespace().count() >= 3 && !runs_on(above) && !is_title(above);
        is_bare_name(line.trim()) && read_stamp(line).is_none() && whole() && dated()
    }
}

/// Whether the lines below a byline are more of the kind or none.
fn byline_ends(lines: &[&str]) -> bool {
    let below = lines.get(1).map_or("", |line| line.trim());
    below.is_empty()
        || date_of_line(below).is_some()
        || read_stamp(below).is_some()
        || !below.starts_with(char::is_lowercase)
}

/// The date of a line that is one and nothing else, or one behind a label and a colon.
fn date_of_line(line: &str) -> Option<&str> {
    if date::parse(line, None).is_some() {
        return Some(line);
    }
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    (is_date_label(label) && date::parse(value, None).is_some()).then_some(value)
}

/// What stands before a date of publication and a colon, in small letters.
const DATE_LABELS: &[&str] = &[
    "date",
    "datum",
    "fecha",
    "data",
    "дата",
    "dato",
    "pub date",
    "publication date",
    "date published",
    "date posted",
    "press release",
    "for release",
    "release date",
    "news release",
    "for immediate release",
    "immediate release",
    "released",
    "published",
    "posted",
    "issued",
    "date issued",
    "date of publication",
    "تاريخ",
    "日期",
    "发布时间",
    "日付",
];

fn is_date_label(label: &str) -> bool {
    DATE_LABELS.contains(&label.trim().trim_matches('*').to_lowercase().as_str())
}

/// Whether one of the next lines is another day and nothing else, with text in between: a chronicle or a programme. Where the day
/// has a place others may have one too.
fn is_one_of_several_days(lines: &[&str], day: &str, placed: bool) -> bool {
    let Some(own) = day_of(day) else { return false };
    let timed = day.contains([':', '.']);
    let below = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).take(DAY_LINES);
    // Few articles have another day there, and only then is it asked what stands before it.
    let (mut text, mut before) = (false, Vec::new());
    for line in below {
        let with_place = || place::read_line(line).filter(|_| placed).and_then(|found| day_of(found.day));
        let day = || day_of(line).or_else(with_place);
        let Some(other) = is_at_most(line, DAY_CHARS).then(day).flatten() else {
            before.push(line);
            continue;
        };
        text = text || before.drain(..).any(|line| read_stamp(line).is_none());
        if (text || placed) && other != own || text && timed {
            return true;
        }
    }
    false
}

/// Name, field and value of a header line with a known name.
fn named<'a>(line: &'a str, mapping: &FieldMapping) -> Option<(&'a str, Field, &'a str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_matches('*');
    let value = value.trim().trim_start_matches('*').trim();
    let short = name.split_whitespace().count() <= 3 && is_at_most(name, 24) && is_at_most(value, 400);
    if !short || !name.starts_with(char::is_alphabetic) || value.starts_with("//") {
        return None;
    }
    let (field, _) = lookup(name, mapping)?;
    // A word such as "Time:" or "Story:" may open a sentence; those that name a header are capitalised and have a value.
    let meant = match field {
        Field::Date => value.is_empty() || date::parse(value, None).is_some(),
        Field::Places | Field::Persons | Field::Organisations => false,
        Field::Body => value.is_empty(),
        _ => !value.is_empty(),
    };
    meant.then_some((name, field, value))
}

/// The names of a byline and what stands behind a bar or dash.
fn split_byline(text: &str) -> (&str, Option<&str>) {
    let cut = [" | ", " — ", " – ", " - ", "  ", " • ", " · "]
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, mark.len())))
        .min();
    match cut {
        Some((at, length)) => (text[..at].trim().trim_end_matches(','), Some(text[at + length..].trim())),
        None => (text.trim(), None),
    }
}

/// "John D." is a name, not the end of a sentence, and so is "J. R. Smith Jr.".
pub(super) fn ends_with_initial(name: &str) -> bool {
    name.split_whitespace().next_back().is_some_and(|word| word.chars().count() <= 3)
}
