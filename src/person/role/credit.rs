//! Whether a name is signed or credited: `By`, `Reporting by`, `(Editing by`, `contributed to this report`.
//!
//! Looks at the line that the name stands in. Its surprise: a report by somebody inside a sentence is no credit, nor is a sentence that
//! begins with `By`.

use std::sync::LazyLock;

use memchr::memmem;

use super::preceding::last_line;

/// Whether what stands around a name credits it with the text, or with a picture of it.
pub(super) fn is_credited(before: &str, after: &str) -> bool {
    let line = last_line(before);
    let rest = memchr::memchr(b'\n', after.as_bytes()).map_or(after, |at| &after[..at]);
    // "By Ana Lima and Rui Costa" is a line by itself.
    let head = line.trim_start();
    if head.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) {
        return is_name_row(&head[3..]) && ends_byline(rest);
    }
    if is_credit_line(line) {
        return true;
    }
    // Before most names stands a letter and a blank, and behind them nothing of this.
    match (line.trim_end().bytes().next_back(), rest.bytes().next()) {
        (Some(b':' | b',' | b'0'..=b'9'), _) | (_, Some(b'/')) if is_labelled(line, rest) => true,
        _ if is_address(line, rest) || is_signed(line, rest) => true,
        _ => has_contributed(line, rest),
    }
}

/// Whether a line ends soon behind the name at its head, and not as a sentence does.
fn ends_byline(rest: &str) -> bool {
    const MOST: usize = 60;
    rest.len() <= MOST && !rest.trim_end().ends_with('.') && !rest.starts_with("'s") && !rest.starts_with("’s")
}

/// What stands before the name of who made a picture.
const LABELS: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "photographs",
    "picture",
    "pictures",
    "image",
    "illustration",
    "photo credit",
    "picture credit",
    "credit",
];

/// Whether a line ends in the label of a picture or the mark of a copyright, and only a firm follows the name: `Photo: Ana Lima/Globe`.
fn is_labelled(line: &str, rest: &str) -> bool {
    let over = rest.is_empty() || rest.starts_with(['/', ')', '|']) || rest.starts_with(" / ") || rest.trim() == ".";
    if !over {
        return false;
    }
    let head = line.rsplit(['(', '[', '|']).next().unwrap_or_default().trim();
    let label = head.strip_suffix(':').map(str::trim_end);
    if label.is_some_and(|label| LABELS.iter().any(|known| known.eq_ignore_ascii_case(label))) {
        return true;
    }
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let owned = line.trim().trim_end_matches(',').trim_end();
    ["(c)", "(C)", "©", "Copyright", "Copyright ©"]
        .iter()
        .any(|mark| owned.strip_prefix(mark).is_some_and(|rest| year(rest.trim())))
}

/// Whether a sentence tells how to reach who wrote: `Contact Ana Lima at ana@example.org`.
fn is_address(line: &str, rest: &str) -> bool {
    const NEAR: usize = 60;
    let head = line.trim_end();
    let asks = ["Contact", "Follow", "Email", "E-mail", "Reach"].iter().any(|verb| {
        head.strip_suffix(verb)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '(', '*', '_']) && is_over(before))
    });
    asks && rest.bytes().take(NEAR).any(|byte| byte == b'@')
}

/// Whether a sentence is over where this ends.
fn is_over(before: &str) -> bool {
    before.trim_end_matches([' ', '(', '*', '_']).ends_with(['.', '!', '?', '|'])
        || before.trim().is_empty()
        || before.trim() == "("
}

/// Whether a line is a dash, a name and whom that writes for: `— Ana Lima, Staff Writer`.
fn is_signed(line: &str, rest: &str) -> bool {
    let dash = line.trim();
    if dash.is_empty() || !dash.chars().all(|c| matches!(c, '-' | '–' | '—')) {
        return false;
    }
    let Some(of) = rest.strip_prefix(", ").map(|of| of.trim_end().trim_end_matches('.')) else { return false };
    AGENCIES.iter().any(|agency| of.strip_prefix(agency).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
        || is_writers(of)
}

const AGENCIES: &[&str] = &[
    "AP",
    "Associated Press",
    "The Associated Press",
    "Reuters",
    "AFP",
    "UPI",
    "Bloomberg",
    "Agence France-Presse",
    "PA",
    "dpa",
    "ANSA",
];

/// Whether words end in those for who writes for a paper: `Staff Writer`, `Associated Press writers`.
fn is_writers(words: &str) -> bool {
    const WRITERS: &[&str] = &[
        "writer",
        "writers",
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "journalist",
        "journalists",
        "photographer",
        "photographers",
        "researcher",
        "researchers",
        "producer",
        "producers",
    ];
    let last = words.trim_end().rsplit(' ').next().unwrap_or_default();
    WRITERS.iter().any(|writer| writer.eq_ignore_ascii_case(last))
}

/// Whether a sentence has nothing but names and that they contributed or from where they reported: `AP writers Ana Lima in Porto
/// and Rui Costa contributed to this report`, `(Ana Lima reported from Porto.)`.
fn has_contributed(line: &str, rest: &str) -> bool {
    const OPENINGS: &[&str] = &[" contributed", " reported from ", " in ", " and ", ", ", " at ", " with ", " from "];
    // Behind most names stands something else.
    if !matches!(rest.as_bytes(), [b' ', b'c' | b'r' | b'i' | b'a' | b'w' | b'f', ..] | [b',', b' ', ..]) {
        return false;
    }
    if !OPENINGS.iter().any(|opening| rest.starts_with(opening)) {
        return false;
    }
    let found = VERBS.iter().filter_map(|verb| Some((verb.find(rest.as_bytes())?, verb.needle().len()))).min();
    let Some((verb, length)) = found else { return false };
    // A sentence of names has no full stop but behind initials.
    let head = line.rfind(". ").map_or(line, |at| if is_initial_before(line, at) { line } else { &line[at + 2..] });
    let head = head.trim_start_matches(['(', '[', '*', '_', ' ', '—', '-']);
    if !is_name_row(&rest[..verb]) || rest[..verb].contains(". ") {
        return false;
    }
    let writers = head.split_whitespace().any(is_writers);
    let words = head.split_whitespace().filter(|word| !is_writers(word) && !matches!(*word, "staff" | "special"));
    if !words.into_iter().all(is_name_row) {
        return false;
    }
    let behind = &rest[verb + length..];
    let of_text = ["report", "story", "article", "reporting", "research"];
    let stop = behind.find('.').unwrap_or(behind.len());
    let contributed = length == " contributed".len();
    let object = || {
        let words = behind[..stop].split_whitespace();
        let object =
            behind.starts_with(" to this ") || behind.starts_with(" reporting") || behind.starts_with(" additional");
        object && words.into_iter().any(|word| of_text.contains(&word.trim_end_matches([',', ';'])))
    };
    // "(Ana Lima reported from Porto. Rui Costa contributed from Faro.)"
    let brackets =
        line.trim_start().starts_with(['(', '[', '*', '_']) && is_name_row(behind[..stop].trim_start_matches(" from"));
    match contributed {
        true => object() || brackets || writers && (stop == 0 || behind.starts_with(" from ")),
        false => brackets || writers && is_name_row(&behind[..stop]),
    }
}

/// What such a sentence says of them.
static VERBS: LazyLock<[memmem::Finder<'static>; 2]> =
    LazyLock::new(|| [memmem::Finder::new(" contributed"), memmem::Finder::new(" reported from")]);

/// Whether the full stop here stands behind an initial.
fn is_initial_before(line: &str, at: usize) -> bool {
    let word = line[..at].rsplit([' ', '(']).next().unwrap_or_default();
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether what stands before a name credits it with the text.
pub(in crate::person) fn is_credit(before: &str) -> bool {
    is_credit_line(last_line(before))
}

fn is_credit_line(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[', '*', ' ']).trim_end();
    if !may_end_credit(line) || !may_credit(line.as_bytes()) {
        return false;
    }
    if line.eq_ignore_ascii_case("by") {
        return true;
    }
    let begins = |segment: &str, credit: &str| {
        let start = segment.get(..credit.len()).filter(|start| start.eq_ignore_ascii_case(credit));
        start.is_some_and(|_| is_name_row(&segment[credit.len()..]))
    };
    // A report by somebody, a novel written by somebody: a credit is no clause of a sentence.
    let bytes = line.as_bytes();
    let dash = |at: usize| DASHES.iter().any(|dash| bytes[..=at].ends_with(dash.as_bytes()));
    let ends = (0..bytes.len()).rev().filter(|at| match bytes[*at] {
        b'(' | b'[' | b'.' => true,
        byte => !byte.is_ascii() && dash(*at),
    });
    let mut inside = ends.take(8).map(|at| (line[at + 1..].trim_start(), matches!(bytes[at], b'(' | b'[')));
    CREDITS.iter().any(|credit| begins(line, credit))
        || inside.any(|(segment, bracket)| {
            let credits = if bracket { CREDITS } else { &CREDITS[..AGENCY_CREDITS] };
            credits.iter().any(|credit| begins(segment, credit))
        })
}

/// Behind one of these a credit may begin.
const DASHES: [&str; 2] = ["—", "–"];

/// Whether the last word of a line may be the last of a credit, or of the names and joints behind it; before most names stands
/// another.
fn may_end_credit(line: &str) -> bool {
    let last = memchr::memrchr(b' ', line.as_bytes()).map_or(line, |at| &line[at + 1..]);
    !last.starts_with(|c: char| c.is_ascii_lowercase())
        || !last.is_ascii()
        || last.contains(|c: char| c.is_ascii_whitespace() || c == '\u{b}')
        || last.starts_with("by")
        || last.starts_with("reporting")
        || matches!(last, "from" | "Contributing:")
        || is_name_row(last)
}

/// Whether "by" or "reporting" stands in a line.
pub(super) fn may_credit(line: &[u8]) -> bool {
    memchr::memchr2_iter(b'y', b'Y', line).any(|at| at > 0 && line[at - 1].eq_ignore_ascii_case(&b'b'))
        || memchr::memchr2_iter(b'g', b'G', line)
            .any(|at| line[..=at].ends_with(b"eporting") || line[..=at].ends_with(b"EPORTING"))
        || line.starts_with(b"With files from")
        || line.starts_with(b"Contributing:")
}

/// What a line, or what stands in brackets, begins with when it names who made the text.
const CREDITS: &[&str] = &[
    "reporting by",
    "editing by",
    "writing by",
    "additional reporting",
    "compiled by",
    "edited by",
    "written by",
    "photo by",
    "photograph by",
    "story by",
    "report by",
    "translated by",
    "graphics by",
    "graphic by",
    "illustration by",
    "illustrations by",
    "photos by",
    "photographs by",
    "video by",
    "with files from",
    "with reporting by",
    "contributing:",
];
/// The first of these are put behind the last sentence of a text too.
const AGENCY_CREDITS: usize = 4;

/// Whether there are only names and what joins them.
fn is_name_row(row: &str) -> bool {
    const JOINTS: &[&str] =
        &["and", "in", "by", "with", "for", "from", "editing", "reporting", "writing", "additional", "compiled", "at"];
    row.split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase) || JOINTS.contains(&word.trim_end_matches([',', ';'])))
}
