//! Labelled lines (`BYLINE: ...`) and what their values are: one set of parts for all databases.
//!
//! Owns the parts, how a value goes into a draft, and where the labelled lines below a text begin. The surprise: what a
//! label holds that is text of the article, such as a caption or a correction, goes to the end of the body and not into a
//! note, since notes are not searched.

use crate::source::draft::{Draft, Piece, fill};
use crate::source::layout;

/// What a labelled line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Headline,
    Byline,
    Publisher,
    Rubric,
    Date,
    /// The day on which the database took it in; a date of last resort.
    Loaded,
    /// The place before the lede.
    Dateline,
    /// A text above the body.
    Standfirst,
    /// A summary by the database.
    Abstract,
    Body,
    /// Text of the article outside of its body: captions, corrections.
    Prose,
    Length,
    Language,
    Url,
    Id,
    Subject,
    Industry,
    Person,
    Organisation,
    Place,
    /// Anything else; kept as a note under its label.
    Note,
    /// What a label says that is not known: a note, or text when it is as long as one.
    Unknown,
}

/// Folded names of a label and its part, all names of a part in one string.
pub(super) type Labels = &'static [(Part, &'static str)];

/// How labels are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `LOAD-DATE:`
    Capitals,
    /// `Load-Date:`
    Title,
}

/// A labelled line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub part: Part,
    pub name: &'a str,
    pub value: &'a str,
}

/// Labels have no more bytes than this.
const NAME_BYTES: usize = 34;

/// The value of a label that is not known is a text when it is longer than this.
const NOTE_BYTES: usize = 160;

/// Units in which databases count the length of an article, in the languages of their interfaces and sources.
const WORDS: &[&str] = &[
    "words",
    "word",
    "wörter",
    "worte",
    "wort",
    "woorden",
    "woord",
    "mots",
    "mot",
    "palabras",
    "palabra",
    "palavras",
    "palavra",
    "parole",
    "parola",
    "paraules",
    "ord",
    "sanaa",
    "słów",
    "słowa",
    "slov",
    "slova",
    "слов",
    "слова",
    "слово",
    "слів",
    "думи",
    "szó",
    "kelime",
    "sözcük",
    "λέξεις",
    "cuvinte",
    "riječi",
    "kata",
    "perkataan",
    "字",
    "词",
    "字数",
    "文字",
    "語",
    "단어",
    "자",
    "كلمات",
    "كلمة",
];

/// The label of a line, where it is one of `labels` in the given style.
pub(super) fn named_line<'a>(line: &'a str, labels: Labels, style: Style) -> Option<Named<'a>> {
    let line = line.trim();
    let colon = memchr::memchr(b':', &line.as_bytes()[..line.len().min(NAME_BYTES + 1)])?;
    let name = line[..colon].trim_end();
    // Where labels are written like words, `ISSN` and `URL` stand in capitals too.
    let written = style == Style::Title || !name.chars().any(char::is_lowercase);
    if !written || !name.starts_with(char::is_uppercase) {
        return None;
    }
    let part = part_of(name, labels)?;
    Some(Named { part, name, value: line[colon + 1..].trim() })
}

/// The part that a name without its colon stands for.
pub(super) fn part_of(name: &str, labels: Labels) -> Option<Part> {
    let folded = fold(name);
    labels.iter().find(|(_, names)| names.split(' ').any(|known| known == folded)).map(|(part, _)| *part)
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `523 words`, `1.024 Wörter`.
pub(super) fn is_word_count(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 32 || !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let unit = line
        .trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '’' | '\''));
    WORDS.contains(&unit.to_lowercase().as_str())
}

/// A line that says whose the rights are.
pub(super) fn is_copyright(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 400 {
        return false;
    }
    let lower = line.to_lowercase();
    let claim = lower.strip_prefix("copyright").map(str::trim_start);
    let dated = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '©' | ':' | ','));
    claim.is_some_and(|rest| rest.is_empty() || dated(rest))
        || lower.starts_with('©')
        || lower.starts_with("(c) ")
        || lower.starts_with("all rights reserved")
        || lower.starts_with("alle rechte vorbehalten")
        || lower.starts_with("tous droits réservés")
}

/// A record in the making: the draft, and what waits for its body.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub draft: Draft,
    standfirst: Vec<String>,
    prose: Vec<String>,
    summary: Option<String>,
    loaded: Option<String>,
}

impl Fields {
    /// Puts a labelled value where it belongs.
    pub fn set(&mut self, part: Part, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let draft = &mut self.draft;
        match part {
            Part::Headline => fill(&mut draft.headline, value),
            Part::Byline => match &mut draft.byline {
                Some(byline) if byline.as_str() != value => byline.push_str(&format!(", {value}")),
                place => fill(place, value),
            },
            Part::Publisher => fill(&mut draft.publisher, value),
            Part::Rubric => set_rubric(draft, value),
            Part::Date => draft.date(value),
            Part::Loaded => {
                draft.note("load-date", value);
                self.loaded = Some(value.to_owned());
            }
            Part::Dateline => fill(&mut draft.dateline, value),
            Part::Standfirst => self.standfirst.push(value.to_owned()),
            Part::Abstract => fill(&mut self.summary, value),
            Part::Body => draft.paragraph(value),
            Part::Prose => self.prose.push(value.to_owned()),
            Part::Length => draft.note("length", value),
            Part::Language => fill(&mut draft.language, value.split([';', ',']).next().unwrap_or(value)),
            Part::Url => fill(&mut draft.url, value),
            Part::Id => fill(&mut draft.external_id, value),
            Part::Subject => note_each(draft, "subject", value),
            Part::Industry => note_each(draft, "industry", value),
            Part::Person => note_each(draft, "person", value),
            Part::Organisation => note_each(draft, "organisation", value),
            Part::Place => note_each(draft, "place", value),
            Part::Unknown if value.len() > NOTE_BYTES => self.prose.push(value.to_owned()),
            Part::Note | Part::Unknown => draft.note(name.trim().to_lowercase().replace([' ', '_'], "-"), value),
        }
    }

    /// The draft with `body`, what stands above it and what stands below.
    pub fn finish(self, body: Vec<Piece>) -> Draft {
        let Self { mut draft, standfirst, prose, summary, loaded } = self;
        draft.body = body;
        if let Some(summary) = summary {
            if draft.body.is_empty() {
                draft.body = layout::parse_body(&summary);
            } else {
                draft.note("abstract", summary);
            }
        }
        layout::complete_from_lede(&mut draft);
        // A sentence above the text is how the article begins; what is no sentence is a heading.
        let above = standfirst.into_iter().map(|text| {
            if text.ends_with(['.', '!', '?', '…', '"', '”', '»', '。']) {
                Piece::Paragraph(text)
            } else {
                Piece::Heading(text)
            }
        });
        draft.body.splice(0..0, above);
        draft.body.extend(prose.into_iter().map(Piece::Paragraph));
        if draft.dates.is_empty()
            && let Some(loaded) = loaded
        {
            draft.date(loaded);
        }
        draft
    }
}

/// Notes the values of a list: `FRAUD (90%); SENTENCING (78%)`, `itgvt : Government of Italy | ...`.
fn note_each(draft: &mut Draft, kind: &'static str, value: &str) {
    // Places stand one behind the other, with nothing but their shares between.
    for entry in value.replace("%) ", "%); ").split([';', '|']) {
        let entry = entry.split_once(" : ").map_or(entry, |(_, name)| name).trim();
        let entry = match entry.rsplit_once(" (") {
            Some((name, share)) if share.ends_with("%)") => name,
            _ => entry,
        };
        draft.note(kind, entry.trim());
    }
}

/// The rubric without page and column, which would make another rubric of every page.
fn set_rubric(draft: &mut Draft, value: &str) {
    let (places, rubric): (Vec<&str>, Vec<&str>) =
        value.split(';').map(str::trim).filter(|part| !part.is_empty()).partition(|part| is_page(part));
    fill(&mut draft.rubric, rubric.join("; "));
    if !places.is_empty() {
        draft.note("page", places.join("; "));
    }
}

/// `Pg. 1`, `S. 38`, `A03`, `Column 0`, `Blz. 4`.
fn is_page(part: &str) -> bool {
    const NAMES: &[&str] = &[
        "pg", "pag", "page", "pages", "p", "pp", "s", "seite", "seiten", "blz", "pagina", "página", "column", "sida",
        "side",
    ];
    let mut words = part.split_whitespace();
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else { return false };
    let number = |word: &str| {
        word.len() <= 8
            && word.chars().any(|c| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '-' | ',' | '.'))
    };
    match second {
        Some(second) => NAMES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) && number(second),
        None => number(first),
    }
}

/// Where the labelled lines below a text begin: `label` says of a line what it is, `None` for text.
///
/// From the end upwards: above a label there may be the value of another, one block of lines without a blank one, and text
/// only where the label announces it. So a line of the text that looks like a label stays in the text, and a label that is
/// not known counts only below one that is.
pub(super) fn tail_start(lines: &[&str], label: &dyn Fn(&str) -> Option<Tail>) -> usize {
    let (mut tail, mut edge) = (lines.len(), lines.len());
    for at in (0..lines.len()).rev() {
        let Some(kind) = label(lines[at]) else { continue };
        let blocks = blocks_of(&lines[at + 1..edge]);
        let follows = at + 1 < edge && !lines[at + 1].trim().is_empty();
        // A value may stand below its label, with a blank line between.
        let own = usize::from(follows || kind == Tail::Bare);
        if kind != Tail::Prose && blocks > own {
            break;
        }
        edge = at;
        if kind != Tail::Unknown {
            tail = at;
        }
    }
    tail
}

/// What a line of the labelled lines below a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// A label with its value.
    Named,
    /// A label without a value on its line.
    Bare,
    /// A label below which there is text of any length.
    Prose,
    /// What looks like a label, as the beginning of a sentence may.
    Unknown,
}

impl Tail {
    /// What a labelled line is there.
    pub fn of(found: Named<'_>) -> Self {
        match found.part {
            Part::Prose => Self::Prose,
            Part::Unknown => Self::Unknown,
            _ if found.value.is_empty() => Self::Bare,
            _ => Self::Named,
        }
    }
}

/// A line that has the shape of a label, whatever its name.
pub(super) fn shaped_line(line: &str, style: Style) -> Option<Named<'_>> {
    let line = line.trim();
    let colon = memchr::memchr(b':', &line.as_bytes()[..line.len().min(NAME_BYTES + 1)])?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    let capitals = !name.chars().any(char::is_lowercase);
    let shaped = name.starts_with(char::is_uppercase)
        && capitals == (style == Style::Capitals)
        && name.split_whitespace().count() <= 5
        && (value.is_empty() || value.starts_with(' '));
    shaped.then(|| Named { part: Part::Unknown, name, value: value.trim() })
}

/// Blocks of lines between blank ones.
fn blocks_of(lines: &[&str]) -> usize {
    lines.split(|line| line.trim().is_empty()).filter(|block| !block.is_empty()).count()
}

/// The lines of a value on one line.
pub(super) fn join(lines: &[&str]) -> String {
    let words: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_words_are_lines_of_their_own() {
        for line in ["523 words", " 1,024 words ", "1.024 Wörter", "88 mots", "1 204 palabras", "523字"] {
            assert!(is_word_count(line), "{line}");
        }
        for line in ["523 words were said.", "words", "523", "12 people", "About 523 words"] {
            assert!(!is_word_count(line), "{line}");
        }
    }

    #[test]
    fn pages_are_told_from_rubrics() {
        let mut draft = Draft::default();
        set_rubric(&mut draft, "Section A; Column 0; National Desk; Pg. 1");
        assert_eq!(draft.rubric.as_deref(), Some("Section A; National Desk"));
        assert_eq!(draft.metadata, [("page".to_owned(), "Column 0; Pg. 1".to_owned())]);
        let mut draft = Draft::default();
        set_rubric(&mut draft, "S. 38");
        assert_eq!(draft.rubric, None);
    }

    #[test]
    fn a_label_in_the_midst_of_a_text_stays_in_it() {
        let label = |line: &str| line.starts_with("NOTE:").then_some(Tail::Named);
        let lines = ["One.", "", "NOTE: so he said.", "", "Two.", "", "NOTE: a", "b", "", "NOTE: c"];
        assert_eq!(tail_start(&lines, &label), 6);
        assert_eq!(tail_start(&lines[..5], &label), 5);
    }
}
