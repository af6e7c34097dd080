//! One article of Factiva: the form with two letters before each field, or the one whose head is a row of unlabelled lines.
//!
//! The surprise: without labels only the count of words and the date below it are sure; every other line of the head is what
//! its place beside those two makes it.

use super::Record;
use super::label::{Fields, Part, is_copyright, is_word_count, join};
use super::split::accession;
use crate::article::DatePrecision;
use crate::source::field::FieldMapping;
use crate::source::layout;
use crate::source::{byline, date, language};

/// Codes of fields, what they are, and the name of the note for those that are one.
const CODES: &[(&str, Part, &str)] = &[
    ("SE", Part::Rubric, ""),
    ("HD", Part::Headline, ""),
    ("BY", Part::Byline, ""),
    ("CR", Part::Note, "credit"),
    ("WC", Part::Length, ""),
    ("PD", Part::Date, ""),
    ("ET", Part::Note, "time"),
    ("SN", Part::Publisher, ""),
    ("SC", Part::Note, "source-code"),
    ("ED", Part::Note, "edition"),
    ("PG", Part::Note, "page"),
    ("VOL", Part::Note, "volume"),
    ("LA", Part::Language, ""),
    ("CY", Part::Note, "copyright"),
    ("CLM", Part::Note, "column"),
    ("LP", Part::Body, ""),
    ("TD", Part::Body, ""),
    ("ART", Part::Prose, ""),
    ("CT", Part::Note, "contact"),
    ("RF", Part::Note, "reference"),
    ("CO", Part::Organisation, ""),
    ("IN", Part::Industry, ""),
    ("NS", Part::Subject, ""),
    ("RE", Part::Place, ""),
    ("IPC", Part::Note, "publisher-codes"),
    ("IPD", Part::Note, "publisher-terms"),
    ("PUB", Part::Note, "publisher-company"),
    ("AN", Part::Id, ""),
];

/// Codes above a text; one of them alone says little.
const TELLING: &[&str] = &["HD", "WC", "PD", "SN", "SC", "LA", "CY"];

/// How the names of companies end.
const COMPANIES: &[&str] = &[
    "inc",
    "inc.",
    "llc",
    "ltd",
    "ltd.",
    "limited",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "se",
    "corp",
    "corp.",
    "corporation",
    "company",
    "co",
    "co.",
    "s.a.",
    "sa",
    "s.a.u.",
    "s.l.",
    "spa",
    "s.p.a.",
    "srl",
    "s.r.l.",
    "bv",
    "b.v.",
    "nv",
    "n.v.",
    "ab",
    "as",
    "a/s",
    "oy",
    "pty",
    "group",
    "sas",
    "sarl",
    "verlag",
];

/// What stands in the summary of a search below the articles, in the languages of the interface.
const SUMMARIES: &[&str] = &[
    "Factiva",
    "Search Summary",
    "Zusammenfassung der Suche",
    "Résumé de la recherche",
    "Resumen de la búsqueda",
    "Riepilogo ricerca",
    "Timestamp",
];

/// Lines of an unlabelled head.
const HEAD_LINES: usize = 24;

/// Words of a line above the headline that names a rubric.
const RUBRIC_WORDS: usize = 5;

/// Whether lines are in the form with codes.
pub(super) fn is_labelled(lines: &[&str]) -> bool {
    let codes =
        TELLING.iter().filter(|code| lines.iter().any(|line| code_at(line).is_some_and(|found| found.0 == **code)));
    codes.count() >= 4
}

/// Whether lines begin with a whole unlabelled head: count of words, date, source code, language.
pub(super) fn has_whole_head(lines: &[&str]) -> bool {
    let filled: Vec<&str> =
        lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).take(HEAD_LINES).collect();
    count_of(&filled).is_some_and(|count| {
        let below = &filled[count + 2..];
        below.iter().any(|line| is_source_code(line)) && below.iter().any(|line| language_of(line).is_some())
    })
}

/// The line with the count of words, with a date below it.
fn count_of(filled: &[&str]) -> Option<usize> {
    (0..filled.len().min(HEAD_LINES).saturating_sub(1)).find(|&at| is_word_count(filled[at]) && is_day(filled[at + 1]))
}

fn is_day(line: &str) -> bool {
    line.len() <= 60 && date::parse(line, None).is_some_and(|found| found.precision >= DatePrecision::Month)
}

/// `NYTF`, `AGIT`: capitals and digits.
fn is_source_code(line: &str) -> bool {
    (2..=10).contains(&line.len())
        && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && line.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn language_of(line: &str) -> Option<&'static str> {
    // One word, or `Chinese - Simplified`.
    if line.len() > 40
        || line.split_whitespace().count() > 3
        || line.chars().count() < 2
        || line.is_ascii() && line.len() < 4
    {
        return None;
    }
    language::normalize(line.split(['(', '（']).next().unwrap_or(line))
}

/// The code at the beginning of a line, what it is, and the value behind it.
fn code_at(line: &str) -> Option<(&'static str, Part, &'static str, &str)> {
    let line = line.trim();
    let length = line.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    if !(2..=3).contains(&length) {
        return None;
    }
    let (name, rest) = line.split_at(length);
    // One blank is how a sentence goes on.
    if !(rest.is_empty() || rest.starts_with('\t') || rest.starts_with("  ") || rest.starts_with('\u{a0}')) {
        return None;
    }
    CODES.iter().find(|(code, ..)| *code == name).map(|(code, part, note)| (*code, *part, *note, rest.trim()))
}

/// Reads what stands between two boundaries.
pub(super) fn read_record(text: &str) -> Record {
    let lines: Vec<&str> = text.lines().collect();
    if is_labelled(&lines) {
        return read_labelled(&lines);
    }
    let filled: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let Some(count) = count_of(&filled) else {
        return read_headless(text, &lines);
    };
    let mut fields = Fields::default();
    read_above(&filled[..count], &mut fields);
    read_unlabelled(&lines, &filled, count, fields)
}

/// A text without the head of an article: one of a shape that is not known, when it has an accession number.
fn read_headless(text: &str, lines: &[&str]) -> Record {
    let Some(last) = lines.iter().rposition(|line| accession(line).is_some()) else {
        let furniture = SUMMARIES.iter().any(|summary| text.contains(summary));
        return if furniture { Record::Furniture } else { Record::Other("text outside of the articles") };
    };
    let mut draft = layout::parse_text(&lines[..last].join("\n"), &FieldMapping::default());
    draft.external_id = accession(lines[last]).map(str::to_owned);
    Record::Article(Box::new(draft))
}

/// Reads an article of a page, which marks headline and byline.
pub(super) fn read_marked(text: &str, headline: &str, byline: &str) -> Record {
    let lines: Vec<&str> = text.lines().collect();
    let filled: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    match count_of(&filled) {
        Some(count) if !headline.is_empty() && !is_labelled(&lines) => {
            let mut fields = Fields::default();
            fields.set(Part::Headline, "", headline);
            fields.set(Part::Byline, "", names_of(byline));
            for line in &filled[..count] {
                if !headline.contains(line) && !byline.contains(line) {
                    fields.set(if fields.draft.rubric.is_none() { Part::Rubric } else { Part::Note }, "column", line);
                }
            }
            read_unlabelled(&lines, &filled, count, fields)
        }
        _ => read_record(text),
    }
}

/// Field by field; a field goes on until the next code.
fn read_labelled(lines: &[&str]) -> Record {
    let mut fields = Fields::default();
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| code_at(lines[at]).is_some()).collect();
    let (mut body, mut time, mut days) = (Vec::new(), String::new(), Vec::new());
    for (index, &at) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let Some((code, part, note, value)) = code_at(lines[at]) else { continue };
        let whole = join(&[&[value], &lines[at + 1..end]].concat());
        match (code, part) {
            (_, Part::Body | Part::Prose) => {
                body.extend(layout::parse_body(&[&[value], &lines[at + 1..end]].concat().join("\n")));
            }
            ("PD", _) => days.push(whole),
            ("ET", _) => time = whole,
            ("AN", _) => fields.set(part, note, whole.split_whitespace().next_back().unwrap_or_default()),
            ("BY", _) => fields.set(part, note, names_of(&whole)),
            _ => fields.set(part, note, &whole),
        }
    }
    if let Some(day) = days.first() {
        set_date(&mut fields, day, &time);
    }
    if fields.draft.rubric.is_none()
        && let Some((_, column)) = fields.draft.metadata.iter().find(|(name, _)| name == "column")
    {
        fields.draft.rubric = Some(column.clone());
    }
    Record::Article(Box::new(fields.finish(body)))
}

/// A day with the time below it, where both make a date.
fn set_date(fields: &mut Fields, day: &str, time: &str) {
    let both = format!("{day} {time}");
    let timed =
        !time.is_empty() && date::parse(&both, None).is_some_and(|found| found.precision == DatePrecision::Time);
    fields.set(Part::Date, "", if timed { &both } else { day });
    if !timed {
        fields.set(Part::Note, "time", time);
    }
}

/// An article without labels, below what stands above its count of words: `filled` are its lines that are not blank, and the
/// `count`th of them counts the words.
fn read_unlabelled(lines: &[&str], filled: &[&str], count: usize, mut fields: Fields) -> Record {
    fields.set(Part::Length, "", filled[count]);
    let mut at = count + 2;
    let line = |at: usize| filled.get(at).copied().unwrap_or_default();
    let time = if is_clock(line(at)) { line(at) } else { "" };
    at += usize::from(!time.is_empty());
    set_date(&mut fields, filled[count + 1], time);
    if accession(line(at)).is_none() {
        fields.set(Part::Publisher, "", line(at));
        at += 1;
    }
    if is_source_code(line(at)) {
        fields.set(Part::Note, "source-code", line(at));
        at += 1;
    }
    // Edition, page and volume stand between the code and the language. A language whose name is not known stands above the
    // line of rights; with neither the text begins here.
    let near = at..filled.len().min(at + 6);
    let spoken = near.clone().find(|&at| language_of(filled[at]).is_some());
    let spoken =
        spoken.or_else(|| near.filter(|&at| claims_rights(filled[at])).map(|at| at - 1).find(|&before| before >= at));
    if let Some(end) = spoken {
        for place in &filled[at..end] {
            let page = place.chars().count() <= 12 && place.chars().any(|c| c.is_ascii_digit());
            fields.set(Part::Note, if page { "page" } else { "edition" }, place);
        }
        fields.set(Part::Language, "", filled[end]);
        at = end + 1;
    }
    while claims_rights(line(at)) {
        fields.set(Part::Note, "copyright", line(at));
        at += 1;
    }
    let mut body = &lines[after(lines, at)..];
    if let Some(last) = body.iter().rposition(|line| accession(line).is_some()) {
        fields.set(Part::Id, "", accession(body[last]).unwrap_or_default());
        body = &body[..last];
    }
    if let Some(last) = body.iter().rposition(|line| !line.trim().is_empty())
        && is_company(body[last])
    {
        fields.set(Part::Note, "publisher-company", body[last]);
        body = &body[..last];
    }
    let body = layout::parse_body(&body.join("\n"));
    Record::Article(Box::new(fields.finish(body)))
}

/// The line behind the first `count` that are not blank.
fn after(lines: &[&str], count: usize) -> usize {
    let mut filled = lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
    count.checked_sub(1).and_then(|before| filled.nth(before)).map_or(0, |(at, _)| at + 1)
}

/// Rubric, headline and byline, which stand above the count of words.
fn read_above(above: &[&str], fields: &mut Fields) {
    let words = |line: &str| line.split_whitespace().count();
    let mut above = above.to_vec();
    if let [.., before, last] = above[..]
        && (is_byline(last) || reads_as_name(last) && words(before) > words(last))
    {
        fields.set(Part::Byline, "", names_of(last));
        above.pop();
    }
    // The headline is the first line that is too long for a rubric, or else the last.
    let headline = above.iter().position(|line| words(line) > RUBRIC_WORDS).unwrap_or(above.len().saturating_sub(1));
    for (at, line) in above.iter().enumerate() {
        let part = match at.cmp(&headline) {
            std::cmp::Ordering::Less if fields.draft.rubric.is_none() => Part::Rubric,
            std::cmp::Ordering::Less => Part::Note,
            std::cmp::Ordering::Equal => Part::Headline,
            std::cmp::Ordering::Greater => Part::Standfirst,
        };
        fields.set(part, "column", line);
    }
}

/// `By Jane Doe`, but not `By the sea`.
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().is_some_and(byline::opens_field);
    first && words.next().is_some_and(|word| word.starts_with(char::is_uppercase)) && line.chars().count() <= 120
}

/// The names of a byline, without the word before them and a full stop behind.
fn names_of(byline: &str) -> &str {
    let byline = byline.trim();
    let names = if is_byline(byline) {
        byline.split_once(char::is_whitespace).map_or(byline, |(_, names)| names)
    } else {
        byline
    };
    let last = names.split([' ', '.']).rfind(|part| !part.is_empty()).unwrap_or_default();
    // The full stop of an initial or of `Jr.` stays.
    if last.chars().count() > 3 { names.trim_end_matches('.').trim() } else { names.trim() }
}

/// `Jane Doe`, `Jane Doe and John Roe in Cairo`: capitals but for words that join names.
fn reads_as_name(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "and" | "und" | "et" | "y" | "e" | "de" | "von" | "van" | "der" | "in")
    };
    (2..=8).contains(&words.clone().count())
        && words.all(capital)
        && !line.chars().any(|c| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '"' | '“' | '’'))
}

/// `18:05`, `18:05 GMT`
fn is_clock(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.len() <= 14
        && matches!(line.len() - digits.len(), 1 | 2)
        && digits.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A line that says whose the rights are, as the papers word it.
fn claims_rights(line: &str) -> bool {
    let lower = line.to_lowercase();
    let claims = [
        "rights reserved",
        "rechte vorbehalten",
        "droits réservés",
        "derechos reservados",
        "diritti riservati",
        "direitos reservados",
    ];
    is_copyright(line)
        || line.len() <= 300 && (claims.iter().any(|claim| lower.contains(claim)) || lower.contains("(c) "))
}

/// The company behind a paper, as the last line of a text.
fn is_company(line: &str) -> bool {
    let line = line.trim();
    let last = line.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let count = line.split_whitespace().count();
    (2..=9).contains(&count)
        && line.starts_with(char::is_uppercase)
        && COMPANIES.contains(&last.as_str())
        && line.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() <= 2
}
