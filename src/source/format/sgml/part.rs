//! What wires and collections write into the parts of a record: bylines above the text, stars and rules in headlines, codes in
//! numbers and datelines, entities of typesetters.
//!
//! The surprise: nothing here asks which collection a record is of. What is taken away from a text is kept as metadata.

use std::borrow::Cow;

use crate::article::DateProvenance;
use crate::source::date;
use crate::source::draft::{Draft, Piece, fill};
use crate::source::layout;
use crate::source::xml;

/// Parts that hold codes of a wire and what it says of the transmission.
const OF_WIRE: &[&str] = &["header", "trailer", "fileid", "first", "second", "profile", "ht", "access"];

/// How numbers of the collections of wires begin, and whose they are.
const AGENCIES: &[(&str, &str)] = &[
    ("AFP", "AFP"),
    ("APW", "AP"),
    ("NYT", "The New York Times"),
    ("XIN", "Xinhua"),
    ("XIE", "Xinhua"),
    ("CNA", "Central News Agency"),
    ("LTW", "Los Angeles Times/Washington Post"),
    ("WPB", "The Washington Post/Bloomberg"),
];

/// What stands for a text that was left out.
const PLACEHOLDER: &str = "Blah blah blah.";

/// Whether a part of this name is for machines.
pub(super) fn is_of_wire(name: &str) -> bool {
    OF_WIRE.contains(&name)
}

/// Names and values in a tag, in quotes or without.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
            None => behind.split_once(char::is_whitespace).unwrap_or((behind, "")),
        };
        rest = next;
        Some((name.trim(), value))
    })
}

/// Text with its entities resolved. Those of typesetters are signs or nothing; others stay as they are.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|byte| *byte == b';');
        let Some(end) = end else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let (entity, behind) = rest.split_at(end + 1);
        let name = &entity[1..end];
        match name {
            "hyph" => out.push('-'),
            "blank" => out.push(' '),
            _ => {
                let read = xml::unescape(entity);
                // `&UR;`, `&QL;`, `&Cx13;`: how to set what follows.
                if read != entity || !is_command(name) {
                    out.push_str(&read);
                }
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    // Wires mark where a text begins and ends.
    out.retain(|c| !c.is_control() || c.is_whitespace());
    Cow::Owned(out)
}

fn is_command(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase())
        || name.strip_prefix("Cx").is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The paragraphs of a part.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    layout::parse_body(text)
}

/// Reads a headline. Below a rule stands who wrote it: `@ Settles Fees`, `@ ----`, `@ By Jane Doe`.
pub(super) fn read_headline(text: &str, draft: &mut Draft) {
    let lines = || text.lines().map(|line| line.trim().trim_start_matches('@').trim()).filter(|line| !line.is_empty());
    let is_rule = |line: &&str| line.len() >= 3 && line.bytes().all(|byte| byte == b'-');
    let headline = lines().take_while(|line| !is_rule(line)).collect::<Vec<_>>().join(" ");
    let headline = headline.split_whitespace().collect::<Vec<_>>().join(" ");
    let below: Vec<&str> = lines().skip_while(|line| !is_rule(line)).skip(1).collect();
    if let Some((names, more)) = below.split_first() {
        if names.starts_with("By ") {
            fill(&mut draft.byline, *names);
            draft.note("byline", more.join(" "));
        } else {
            draft.note("byline", below.join(" "));
        }
    }
    let headline = without_date(&headline);
    if draft.headline.is_some() {
        draft.note("headline", headline);
    } else {
        fill(&mut draft.headline, headline);
    }
}

/// A headline without paper and day before it: `FT  14 MAY 91 / Harbour plans a project`.
fn without_date(headline: &str) -> &str {
    let Some((before, behind)) = headline.split_once(" / ") else { return headline };
    let Some((paper, day)) = before.split_once(' ') else { return headline };
    let short = paper.len() <= 4 && paper.bytes().all(|byte| byte.is_ascii_uppercase());
    if short && date::parse(day, Some("en-GB")).is_some() { behind } else { headline }
}

/// A publisher without edition and page: `WALL STREET JOURNAL (J), PAGE B4`.
pub(super) fn publisher(line: &str) -> &str {
    let Some((name, code)) = line.split_once(" (") else { return line };
    let code = code.split(')').next().unwrap_or_default();
    if code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_uppercase()) { name } else { line }
}

/// Adds a text. What wires write above and below it is no part of it.
pub(super) fn read_body(text: &str, draft: &mut Draft) {
    let text = without_signature(text);
    let trimmed = text.trim();
    if trimmed == PLACEHOLDER {
        return;
    }
    // `(For use by New York Times News Service clients)`, `(ma-jd)`: between the parts, and for the desk.
    let bracketed = trimmed.starts_with('(') && trimmed.ends_with(')') && trimmed.len() < 200;
    if bracketed && !trimmed[1..trimmed.len() - 1].contains(['(', ')']) {
        return draft.note("notice", trimmed);
    }
    let text = if draft.body.is_empty() { behind_head(text, draft) } else { text };
    draft.body.extend(layout::parse_body(text));
}

/// A text behind the lines above it that say who wrote it, in which language and for whom.
fn behind_head<'t>(text: &'t str, draft: &mut Draft) -> &'t str {
    let mut rest = text;
    loop {
        let start = rest.trim_start();
        let (line, behind) = start.split_once('\n').unwrap_or((start, ""));
        let line = line.trim();
        let next = behind.lines().next().unwrap_or_default().trim();
        let noted = ["Language:", "Article Type:", "Document Type:"].iter().find(|name| line.starts_with(*name));
        let byline = draft.byline.is_none() && line.starts_with("By ") && line.len() < 80;
        if let Some(name) = noted.filter(|name| line.len() < name.len() + 60) {
            draft.note(name.trim_end_matches(':').to_lowercase(), line[name.len()..].trim());
        } else if byline && (next.is_empty() || is_rights(next)) {
            fill(&mut draft.byline, line);
        } else if is_rights(line) {
            draft.note("copyright", line);
        } else {
            return rest;
        }
        rest = behind;
    }
}

/// `c. 1998 N.Y. Times News Service`, `(c) 2003, The Example`.
fn is_rights(line: &str) -> bool {
    let behind = ["c.", "(c)", "©"].iter().find_map(|sign| line.strip_prefix(sign));
    behind.is_some_and(|behind| line.len() < 80 && behind.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// A text without the wire's own name on its last line.
fn without_signature(text: &str) -> &str {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || c.is_control());
    let signed = ["Reuter", "REUTER"].iter().find_map(|name| end.strip_suffix(name));
    signed.filter(|rest| rest.trim_end_matches([' ', '\t']).ends_with('\n')).unwrap_or(text)
}

/// Date, agency and language as the number of a record tells them.
pub(super) fn read_number(draft: &mut Draft) {
    let Some(number) = draft.external_id.clone() else { return };
    if let Some(day) = date_in_number(&number) {
        draft.date(day);
    }
    // `AFP_ENG_20101206.0001`, `NYT19980601.0001`.
    let Some((agency, rest)) = number.split_at_checked(3) else { return };
    let Some((_, name)) = AGENCIES.iter().find(|(code, _)| *code == agency) else { return };
    let (language, day) = match rest.strip_prefix('_').and_then(|rest| rest.split_once('_')) {
        Some((language, day)) => (Some(language), day),
        None => (None, rest),
    };
    if day.len() > 8 && day.bytes().take(8).all(|byte| byte.is_ascii_digit()) && day.as_bytes()[8] == b'.' {
        fill(&mut draft.publisher, *name);
        language.into_iter().for_each(|code| fill(&mut draft.language, code.to_ascii_lowercase()));
    }
}

/// The day in `AP880212-0001`, `WSJ870324-0001`, `JA-politic-110-20170204`.
fn date_in_number(number: &str) -> Option<String> {
    if let Some(found) = date::find_in_name(number) {
        return Some(found.into_article_date(DateProvenance::Metadata).to_string());
    }
    let behind = number.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = behind.get(..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    (behind.as_bytes().get(6) == Some(&b'-')).then(|| digits.to_owned())
}

/// The first heading of a text without a headline is its headline.
pub(super) fn take_headline(draft: &mut Draft) {
    if draft.headline.is_none()
        && draft.body.len() > 1
        && let Some(Piece::Heading(text)) = draft.body.first()
    {
        draft.headline = Some(text.clone());
        draft.body.remove(0);
    }
    // A header of a wire is a headline only where it is words and there is no other.
    if draft.headline.is_none()
        && let Some((_, text)) = draft.metadata.iter().find(|(name, _)| name == "header")
        && !text.contains(|c: char| c.is_ascii_digit() || c == '&')
    {
        draft.headline = Some(text.clone());
    }
}
