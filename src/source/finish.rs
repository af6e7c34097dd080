//! From a draft to an article: the rules that hold whatever the source was.
//!
//! Owns cleaning of text, the choice among dates, language, headline of last resort and the count of words. Looks at no
//! bytes and knows no format. The surprise: text is cleaned of control characters and line ends only; every other
//! character stays as the source has it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::time::SystemTime;

use jiff::Timestamp;
use unicode_segmentation::UnicodeSegmentation;

use super::address::Address;
use super::date::{self, ParsedDate};
use super::draft::{DateClue, Draft, Piece};
use super::read::ReadOptions;
use super::{byline, language, sentence};
use crate::article::{Article, ArticleDate, DatePrecision, DateProvenance, Headline, Section};

/// Where a draft comes from, for what it does not say itself.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Path in the corpus and in the containers.
    pub name: &'a str,
    /// When the file or member was last changed.
    pub modified: Option<SystemTime>,
    /// Settings of the run.
    pub options: &'a ReadOptions,
}

/// Name under which an article's metadata holds two dates that cannot both be right: `2024-04-01 (text), 2024-03-01 (file
/// name)`, the chosen one first.
pub const DATE_CONFLICT: &str = "date-conflict";

/// Files of archives bear times up to this year when they bear none.
const EPOCHS: i16 = 1985;

/// Paragraphs among which one with words is looked for.
const SPECKS: usize = 40;

/// Specks among them that make a text a scan, and bytes of one in which words are met again.
const FEW_SPECKS: usize = 3;
const LONG_SCAN: usize = 6000;

/// Makes the article; path, locator and format are left to the caller.
pub fn finish(draft: Draft, origin: &Origin<'_>) -> Article {
    let mut article = Article {
        external_id: draft.external_id.and_then(one_line),
        dateline: draft.dateline.and_then(one_line),
        byline: with_address(
            draft.byline.and_then(one_line).and_then(strip_by),
            draft.byline_address.and_then(one_line),
        ),
        publisher: draft.publisher.and_then(one_line),
        rubric: draft.rubric.and_then(one_line),
        url: draft.url.and_then(one_line),
        ..Article::default()
    };
    article.metadata = draft.metadata.into_iter().filter_map(|(name, value)| Some((name, one_line(value)?))).collect();
    arrange(draft.body, &mut article);
    article.headline = match draft.headline.and_then(one_line) {
        Some(text) => Headline { text, derived: false },
        None => derive_headline(&article),
    };
    let sample = sample(&article);
    let tag =
        draft.language.filter(|label| language::normalize(label).is_some_and(|code| language::may_be(code, &sample)));
    article.language = match &tag {
        Some(tag) => language::normalize(tag).map(str::to_owned),
        None => language::detect(&sample).map(str::to_owned),
    };
    let tag = tag.or_else(|| article.language.clone());
    let url = article.url.clone();
    let address = url.as_deref().and_then(Address::read);
    let clues =
        Clues { dates: &draft.dates, weak: &draft.weak_dates, address: address.as_ref(), language: tag.as_deref() };
    choose_date(&clues, origin, &mut article);
    if article.publisher.is_none() {
        article.publisher = address.as_ref().and_then(Address::publisher);
    }
    add_beside(draft.beside, &mut article);
    article.word_count = count_words(&article);
    article
}

/// Lede and sections from the pieces: the first paragraph is the lede, even below a heading.
fn arrange(body: Vec<Piece>, article: &mut Article) {
    let mut sections: Vec<Section> = Vec::new();
    let mut lede = String::new();
    for piece in body {
        match piece {
            Piece::Heading(text) => {
                if let Some(heading) = one_line(text) {
                    sections.push(Section { heading: Some(heading), paragraphs: Vec::new() });
                }
            }
            Piece::Paragraph(text) => {
                let text = cleaned(text);
                if text.is_empty() {
                    continue;
                }
                if lede.is_empty() {
                    lede = text;
                    continue;
                }
                match sections.last_mut() {
                    Some(section) => section.paragraphs.push(text),
                    None => sections.push(Section { heading: None, paragraphs: vec![text] }),
                }
            }
        }
    }
    article.lede = lede;
    article.sections = sections;
}

/// Adds lines that are no prose behind the text.
fn add_beside(lines: Vec<String>, article: &mut Article) {
    let lines: Vec<String> = lines.into_iter().filter_map(one_line).collect();
    if lines.is_empty() {
        return;
    }
    match article.sections.last_mut() {
        Some(section) => section.paragraphs.extend(lines),
        None => article.sections.push(Section { heading: None, paragraphs: lines }),
    }
    if article.headline.text.is_empty() {
        article.headline = derive_headline(article);
    }
}

/// A byline with the address behind it, as mail writes both.
fn with_address(byline: Option<String>, address: Option<String>) -> Option<String> {
    match (byline, address) {
        (Some(byline), Some(address)) => Some(format!("{byline} <{address}>")),
        (byline, address) => byline.or(address),
    }
}

/// The first sentence of the first paragraph that has words: scanned pages begin with specks and rules.
///
/// Such pages also begin with letters that are no words (`isle5 wrirld ljmc TljU`), and there the first sentence that can be read
/// is taken.
fn derive_headline(article: &Article) -> Headline {
    let texts = || article.blocks().map(|block| block.text);
    let first = texts().take(SPECKS).find(|text| has_words(text)).or_else(|| texts().next()).unwrap_or_default();
    let mut text = one_line(sentence::first_sentence(first)).unwrap_or_default();
    if is_long_scan(article) {
        let words = repeated_words(article);
        if !is_readable(&text, &words) {
            let candidates = texts().take(SPECKS).filter(|text| has_words(text));
            let sentences = candidates.filter_map(|text| one_line(sentence::first_sentence(text)));
            text = sentences.into_iter().find(|text| has_words(text) && is_readable(text, &words)).unwrap_or(text);
        }
    }
    Headline { derived: !text.is_empty(), text }
}

/// Whether a text is long enough to tell its words by, and has specks among its first paragraphs.
fn is_long_scan(article: &Article) -> bool {
    let blocks = || article.blocks().map(|block| block.text);
    // Short headings are no specks; signs, figures and lone letters are.
    let is_speck = |text: &&str| {
        let (letters, shown) = letters_of(text);
        shown > 0 && (letters * 10 < shown * 7 || letters < 3)
    };
    blocks().map(str::len).sum::<usize>() >= LONG_SCAN && blocks().take(SPECKS).filter(is_speck).count() >= FEW_SPECKS
}

/// The words that a text has more than once, in lower case.
fn repeated_words(article: &Article) -> HashSet<String> {
    let mut seen = HashSet::new();
    let mut repeated = HashSet::new();
    for word in article.blocks().flat_map(|block| block.text.unicode_words()) {
        let word = word.to_lowercase();
        if !repeated.contains(&word) && !seen.insert(word.clone()) {
            repeated.insert(word);
        }
    }
    repeated
}

/// Whether most of the longer words of a line are the text's own.
fn is_readable(line: &str, words: &HashSet<String>) -> bool {
    let longer = line.unicode_words().filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic));
    let (mut all, mut own) = (0, 0);
    for word in longer {
        all += 1;
        own += usize::from(words.contains(&word.to_lowercase()));
    }
    own >= 2 && own * 3 >= all * 2
}

/// Whether a text is mostly letters and not too few of them. Scripts without blanks between words have long words.
fn has_words(text: &str) -> bool {
    let start = beginning_of(text);
    let (letters, shown) = letters_of(text);
    let words = start.unicode_words().filter(|word| word.chars().count() > 1 || !word.is_ascii()).count();
    letters * 10 >= shown * 7 && words >= 3
}

/// So much of a text as tells whether it has words.
fn beginning_of(text: &str) -> &str {
    text.char_indices().nth(200).map_or(text, |(end, _)| &text[..end])
}

/// How many letters begin a text, and how many signs of any kind.
fn letters_of(text: &str) -> (usize, usize) {
    let signs = || beginning_of(text).chars();
    (signs().filter(|c| c.is_alphabetic()).count(), signs().filter(|c| !c.is_whitespace()).count())
}

/// Enough text to tell the language by.
fn sample(article: &Article) -> String {
    const ENOUGH: usize = 8000;
    let mut length = 0;
    let mut texts = Vec::new();
    for block in article.blocks() {
        if length > ENOUGH {
            break;
        }
        length += block.text.len() + 1;
        texts.push(block.text);
    }
    let mut sample = String::with_capacity(length);
    for text in texts {
        sample.push_str(text);
        sample.push('\n');
    }
    sample
}

/// What is known of a date beside the name and the time of the file.
struct Clues<'a> {
    dates: &'a [DateClue],
    /// Dates that count only where nothing else is known but the time of the file, and never for certain.
    weak: &'a [String],
    address: Option<&'a Address<'a>>,
    language: Option<&'a str>,
}

impl Clues<'_> {
    fn parse(&self, text: &str) -> Option<ParsedDate> {
        date::parse(text, self.language).filter(|date| !is_placeholder(date))
    }
}

/// The first clue that is a date; where kinds of clue disagree, the article says so in its metadata.
fn choose_date(clues: &Clues<'_>, origin: &Origin<'_>, article: &mut Article) {
    let mut found: Vec<(ParsedDate, DateProvenance)> = Vec::new();
    for provenance in [DateProvenance::Metadata, DateProvenance::TextLine] {
        let own = clues.dates.iter().filter(|clue| clue.provenance == provenance);
        let mut parsed: Vec<ParsedDate> = own.filter_map(|clue| clues.parse(&clue.text)).collect();
        // The most trusted clue that names a day, or else a month.
        parsed.sort_by_key(|date| std::cmp::Reverse(date.precision.min(DatePrecision::Day)));
        found.extend(parsed.first().map(|date| (*date, provenance)));
    }
    let in_address = clues.address.and_then(Address::date);
    let address = in_address.filter(|found| found.certain).map(|found| (found.date, DateProvenance::Metadata));
    let named = date::find_in_name(origin.name).map(|date| (date, DateProvenance::FileName));
    // The name of the file may know the day of a month that the address knows.
    let finer = named.zip(address).is_some_and(|(named, known)| {
        let dated = |(date, provenance): (ParsedDate, _)| date.into_article_date(provenance);
        named.0.precision > known.0.precision && !conflicts(&dated(named), &dated(known))
    });
    found.extend(address.filter(|_| found.is_empty() && !finer));
    found.extend(named);
    let Some(&(mut chosen, provenance)) = found.first() else {
        let captured = clues.address.and_then(|address| address.captured.as_ref());
        let texts = clues.weak.iter().chain(captured).filter_map(|text| clues.parse(text));
        let weak = in_address.map(|found| found.date).into_iter().chain(texts).next();
        let weak = weak.map(|date| ArticleDate { certain: false, ..date.into_article_date(DateProvenance::Metadata) });
        article.date = weak.or_else(|| origin.modified.and_then(file_time));
        return;
    };
    if let Some(other) = chosen.alternative {
        // Another clue that names one of the two readings removes the doubt.
        let others = || found[1..].iter().chain(&address).map(|(date, _)| date);
        let others = || others().filter(|date| date.precision >= DatePrecision::Day);
        if others().any(|date| date.start.date() == other) {
            chosen.start = other.to_datetime(chosen.start.time());
            chosen.alternative = None;
        } else if others().any(|date| date.start.date() == chosen.start.date()) {
            chosen.alternative = None;
        }
    }
    let article_date = chosen.into_article_date(provenance);
    for (date, other) in &found[1..] {
        let other_date = date.into_article_date(*other);
        if conflicts(&article_date, &other_date) {
            let text = format!("{article_date} ({}), {other_date} ({})", shown(provenance), shown(*other));
            article.metadata.push((DATE_CONFLICT.to_owned(), text));
        }
    }
    if let Some(written) = origin.modified.and_then(file_time).filter(|written| written.start.year() > EPOCHS)
        && written.end() < article_date.start
        && conflicts(&article_date, &written)
    {
        let text = format!("{article_date} ({}), {written} ({})", shown(provenance), shown(DateProvenance::FileTime));
        article.metadata.push((DATE_CONFLICT.to_owned(), text));
    }
    article.date = Some(article_date);
}

/// Dates that programs write when they have none.
fn is_placeholder(date: &ParsedDate) -> bool {
    date.start == jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0) || date.start.date() == jiff::civil::date(1900, 1, 1)
}

/// Whether two dates cannot both be right; a day is granted to time zones.
fn conflicts(one: &ArticleDate, other: &ArticleDate) -> bool {
    let day = jiff::Span::new().days(1);
    let apart =
        |early: &ArticleDate, late: &ArticleDate| early.end().checked_add(day).is_ok_and(|end| end < late.start);
    apart(one, other) || apart(other, one)
}

fn shown(provenance: DateProvenance) -> &'static str {
    match provenance {
        DateProvenance::Metadata => "metadata",
        DateProvenance::TextLine => "text",
        DateProvenance::FileName => "file name",
        DateProvenance::FileTime => "file time",
    }
}

fn file_time(modified: SystemTime) -> Option<ArticleDate> {
    let moment = Timestamp::try_from(modified).ok()?;
    Some(ArticleDate {
        start: jiff::tz::Offset::UTC.to_datetime(moment),
        precision: DatePrecision::Time,
        utc_offset: Some(0),
        provenance: DateProvenance::FileTime,
        certain: false,
    })
}

/// Names without "By", "Von" and the like before them.
fn strip_by(byline: String) -> Option<String> {
    let names = byline::without_opening(&byline);
    // Notes link their authors: [[Jane Doe]].
    let unlinked = names.contains("[[").then(|| names.replace("[[", "").replace("]]", ""));
    let names = unlinked.as_deref().unwrap_or(names);
    // "Jane Doe | jdoe@example.com": what stands behind the bar is no name.
    let names = names.split(" | ").next().unwrap_or(names);
    let names = [" on ", " - "].iter().fold(names, |names, mark| match names.rsplit_once(mark) {
        Some((before, day)) if day.starts_with(|c: char| c.is_ascii_digit()) || date::parse(day, None).is_some() => {
            before
        }
        _ => names,
    });
    if date::parse(names, None).is_some() {
        return None;
    }
    let names = names.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
    let name = names.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    (!name.is_empty()).then(|| name.to_owned())
}

/// Words of headline, lede, headings and paragraphs by Unicode word boundaries.
fn count_words(article: &Article) -> u32 {
    let derived = article.headline.derived;
    let blocks = article.blocks().skip(usize::from(derived));
    let words: usize = blocks.map(|block| words_of(block.text)).sum();
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// Number of words by Unicode's rules for word boundaries.
fn words_of(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = 0;
    let mut from = 0;
    loop {
        let (count, end) = plain_words(bytes, from..bytes.len());
        words += count;
        if end == bytes.len() {
            return words;
        }
        // No word goes beyond a blank, so only what stands between two of them needs the rules in full.
        let start = bytes[from..end].iter().rposition(|byte| *byte == b' ').map_or(from, |at| from + at);
        let stop = bytes[end..].iter().position(|byte| *byte == b' ').map_or(bytes.len(), |at| end + at);
        words += text[start..stop].unicode_words().count() - plain_words(bytes, start..end).0;
        from = stop;
    }
}

/// Words of `bytes` within `range` up to the first byte that needs the rules in full, and where that is.
fn plain_words(bytes: &[u8], range: Range<usize>) -> (usize, usize) {
    let (mut words, mut inside) = (0, 0);
    for at in range.clone() {
        let class = CLASS[usize::from(bytes[at])];
        // Letters and blanks follow each other without a pattern, so nothing branches on them.
        let now = match class {
            BLANK | WORD => class,
            JOINER => u8::from(joins(bytes, at)),
            _ => return (words, at),
        };
        words += usize::from(now & !inside);
        inside = now;
    }
    (words, range.end)
}

/// A sign that is in no word.
const BLANK: u8 = 0;
/// ASCII letters and digits.
const WORD: u8 = 1;
/// Part of a word between letters or digits.
const JOINER: u8 = 2;
/// Needs the rules in full.
const OTHER: u8 = 3;

const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'_' => OTHER,
            b'.' | b'\'' | b':' | b',' | b';' => JOINER,
            letter if letter.is_ascii_alphanumeric() => WORD,
            _ => BLANK,
        };
        byte += 1;
    }
    table
};

/// Whether the sign at `at` belongs to a word: `U.S.A`, `don't`, `1,000`.
fn joins(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
    let after = bytes.get(at + 1).copied().unwrap_or(b' ');
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match bytes[at] {
        b'.' | b'\'' => letters || digits,
        b':' => letters,
        _ => digits,
    }
}

/// Cleaned, without blanks around it.
fn cleaned(text: String) -> String {
    match clean(&text) {
        Cow::Borrowed(whole) if whole.trim().len() == text.len() => text,
        cleaned => cleaned.trim().to_owned(),
    }
}

/// Cleaned, on one line, with single blanks; `None` when nothing is left.
fn one_line(text: String) -> Option<String> {
    let cleaned = clean(&text);
    let line = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// One kind of line end, no control characters, and no marks inside a word of where it may be parted (`Koope\u{ad}ration`) or may not.
///
/// C1 controls come from windows-1252 text that went through Latin-1: they become the quotes and dashes they were.
pub fn clean(text: &str) -> Cow<'_, str> {
    let odd = |c: char| {
        c.is_control() && c != '\n' && c != '\t'
            || matches!(c, '\u{ad}' | '\u{2060}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
    };
    // The bytes that odd characters begin with; most texts have none of them.
    let suspicious = |byte: u8| {
        (byte < b' ') & (byte != b'\n') & (byte != b'\t')
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xe2)
            | (byte == 0xef)
    };
    // Nothing branches on a byte, so that many are looked at together.
    let mut parts = text.as_bytes().chunks(256);
    if !parts.any(|part| part.iter().fold(false, |any, byte| any | suspicious(*byte))) || !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{c}' | '\u{b}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{80}'..='\u{9f}' => {
                let byte = [u32::from(character) as u8];
                let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
                cleaned.extend(decoded.chars().filter(|c| !c.is_control()));
            }
            // At the end of a line it says that the word goes on.
            '\u{ad}' if characters.peek().is_none_or(|next| next.is_whitespace()) => cleaned.push(character),
            _ if odd(character) => {}
            _ => cleaned.push(character),
        }
    }
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests;
