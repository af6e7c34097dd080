//! Long texts in parts, each an article of its own, so that memory does not grow with a text.
//!
//! Whatever is done with an article takes a hundred times its bytes for a moment. A text longer than any that news prints becomes
//! several articles of one file: the first where it always was, the others at `part 2`, `part 3`. The surprise: length is what a
//! text costs, so a text of one-letter words is long sooner than one of prose, and a list of names sooner still.

use crate::source::draft::{Draft, Piece};

/// What one part may cost; a byte of prose costs one. Half a megabyte is a book of three hundred pages.
const PART: usize = 512 << 10;

/// What a word costs at least, and a paragraph.
const WORD: usize = 6;
const PARAGRAPH: usize = 64;

/// What a word with a capital costs beside: it may be a name, of which more is kept than of any other word.
const CAPITAL: usize = 12;

/// What a byte costs at most, that of a name of one letter and the blank behind it.
const BYTE: usize = (WORD + CAPITAL) / 2;

/// Bytes that are measured together.
const STEP: usize = 4 << 10;

/// Bytes of a single value that is no text: a headline, a byline.
const VALUE: usize = 32 << 10;

/// What a text costs. Signs of scripts without blanks count as words.
fn cost(text: &str) -> usize {
    let words = text.bytes().filter(|byte| matches!(byte, b' ' | b'\n' | b'\t' | 0xe0..)).count();
    text.len().max(words * WORD) + capitals(text) * CAPITAL + PARAGRAPH
}

/// How many words begin with a capital.
fn capitals(text: &str) -> usize {
    let mut inside = false;
    let begins = text.chars().filter(|letter| {
        let before = std::mem::replace(&mut inside, letter.is_alphanumeric());
        inside && !before && letter.is_uppercase()
    });
    begins.count()
}

fn cost_of(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| cost(piece.text())).sum()
}

/// Whether a body is certainly short, by its bytes alone.
fn is_short(pieces: &[Piece]) -> bool {
    pieces.iter().map(|piece| piece.text().len() * BYTE + PARAGRAPH).sum::<usize>() <= PART
}

/// A long text cut into parts behind blank lines, or else behind lines, or behind words.
pub fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        // Most texts are short by their bytes alone.
        if rest.len() * BYTE + PARAGRAPH <= PART {
            return Some(std::mem::take(&mut rest));
        }
        let mut end = 0;
        // A part is measured a step at a time, and ends before it may be too much.
        let mut total = 0;
        while end < rest.len() && total + STEP * BYTE + PARAGRAPH <= PART {
            let step = rest.ceil_char_boundary(end + STEP - 4);
            total += cost(&rest[end..step]);
            end = step;
        }
        if end < rest.len() {
            let half = rest.ceil_char_boundary(end / 2);
            let ends = ["\n\n", "\n", ". ", " "];
            end = ends.iter().find_map(|sign| Some(half + rest[half..end].rfind(sign)? + sign.len())).unwrap_or(end);
        }
        let (part, left) = rest.split_at(end);
        rest = left;
        Some(part)
    })
}

/// A draft in parts.
pub(super) struct Parts {
    /// The first part; most drafts have no other.
    pub first: Draft,
    /// The text of the others.
    pub rest: Vec<Vec<Piece>>,
}

impl Parts {
    /// Cuts a draft that is too long, and moves what is no text and too long into parts.
    pub fn of(mut draft: Draft) -> Parts {
        let extra = take_long_values(&mut draft);
        if extra.is_empty() && is_short(&draft.body) {
            return Parts { first: draft, rest: Vec::new() };
        }
        let mut bodies = split(std::mem::take(&mut draft.body));
        bodies.extend(split(extra));
        let mut bodies = bodies.into_iter();
        draft.body = bodies.next().unwrap_or_default();
        Parts { first: draft, rest: bodies.collect() }
    }
}

/// What all parts of a long text have in common with the first, without its text.
pub(super) fn shared_by(first: &mut Draft) -> Draft {
    let own = (std::mem::take(&mut first.body), std::mem::take(&mut first.beside));
    let shared = first.clone();
    (first.body, first.beside) = own;
    shared
}

/// A further part of a long text.
pub(super) fn part(shared: &Draft, number: usize, body: Vec<Piece>) -> Draft {
    let place = match &shared.locator {
        Some(place) => format!("{place}!part {number}"),
        None => format!("part {number}"),
    };
    let mut part = Draft { locator: Some(place), body, ..shared.clone() };
    if let Some(headline) = &mut part.headline {
        headline.push_str(&format!(" ({number})"));
    }
    part.note("part", number.to_string());
    part
}

/// Pieces in lots, each cheap enough for one article.
pub(super) fn split(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    if cost_of(&pieces) <= PART {
        return if pieces.is_empty() { Vec::new() } else { vec![pieces] };
    }
    let mut lots: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut total = 0;
    let mut add = |piece: Piece| {
        let cost = cost(piece.text());
        if total > 0 && total + cost > PART {
            lots.push(Vec::new());
            total = 0;
        }
        total += cost;
        lots.last_mut().expect("there is always one").push(piece);
    };
    for piece in pieces {
        if cost(piece.text()) <= PART {
            add(piece);
        } else {
            parts_of(piece.text()).for_each(|text| add(Piece::Paragraph(text.to_owned())));
        }
    }
    lots
}

/// Takes out values that are too long to be what they are said to be, and gives them as text, so that they are found.
fn take_long_values(draft: &mut Draft) -> Vec<Piece> {
    let mut taken = Vec::new();
    let fields = [
        ("headline", &mut draft.headline),
        ("byline", &mut draft.byline),
        ("", &mut draft.byline_address),
        ("", &mut draft.dateline),
        ("", &mut draft.publisher),
        ("", &mut draft.rubric),
        ("", &mut draft.url),
        ("", &mut draft.external_id),
    ];
    for (name, field) in fields {
        if let Some(text) = field.take_if(|text| text.len() > VALUE) {
            taken.push(Piece::Paragraph(labelled(name, text)));
        }
    }
    let mut room = VALUE * 8;
    let mut fits = |text: &str| {
        let fits = text.len() <= VALUE && text.len() + PARAGRAPH <= room;
        room -= if fits { text.len() + PARAGRAPH } else { 0 };
        fits
    };
    let is_long = draft.metadata.iter().map(|(_, value)| value.len() + PARAGRAPH).sum::<usize>() > VALUE;
    if is_long {
        let (kept, long) = std::mem::take(&mut draft.metadata).into_iter().partition(|(_, value)| fits(value));
        draft.metadata = kept;
        let long: Vec<(String, String)> = long;
        taken.extend(long.into_iter().map(|(name, value)| Piece::Paragraph(labelled(&name, value))));
    }
    if draft.beside.iter().map(|line| line.len() + PARAGRAPH).sum::<usize>() > VALUE {
        let (kept, long) = std::mem::take(&mut draft.beside).into_iter().partition(|line| fits(line));
        draft.beside = kept;
        let long: Vec<String> = long;
        taken.extend(long.into_iter().map(Piece::Paragraph));
    }
    taken
}

fn labelled(name: &str, text: String) -> String {
    if name.is_empty() { text } else { format!("{name}: {text}") }
}

#[cfg(test)]
mod tests {
    use super::super::testing::articles;
    use super::*;

    fn drafts(draft: Draft) -> Vec<Draft> {
        let Parts { mut first, rest } = Parts::of(draft);
        let shared = shared_by(&mut first);
        std::iter::once(first).chain((2..).zip(rest).map(|(number, body)| part(&shared, number, body))).collect()
    }

    fn words(drafts: &[Draft]) -> Vec<&str> {
        drafts.iter().flat_map(|draft| &draft.body).flat_map(|piece| piece.text().split_whitespace()).collect()
    }

    #[test]
    fn a_long_text_loses_no_word() {
        let prose = "Talks went on in the old hall by the river.\n\n".repeat(30_000);
        let letters = "a b c ".repeat(100_000);
        let signs = "会谈在河边的旧厅里继续。".repeat(20_000);
        for (text, least) in [(&prose, 2), (&letters, 3), (&signs, 2)] {
            let parts: Vec<&str> = parts_of(text).collect();
            assert_eq!(parts.concat(), *text);
            assert!(parts.len() >= least, "{}", parts.len());
            let draft = Draft { body: vec![Piece::Paragraph(text.clone())], ..Draft::default() };
            let drafts = drafts(draft);
            assert!(drafts.len() >= least && drafts.iter().all(|draft| cost_of(&draft.body) <= PART));
            assert_eq!(words(&drafts).concat(), text.split_whitespace().collect::<String>());
        }
        assert!(parts_of(&prose).all(|part| part.ends_with("\n\n")));
    }

    #[test]
    fn a_list_of_names_is_long_sooner() {
        let text = |line: &str| -> Vec<usize> { parts_of(&line.repeat(60_000)).map(str::len).collect() };
        let (prose, names) = (text("talks went on in the hall\n"), text("Ana Lima, Ben Okri, Zoe Li\n"));
        assert!(names.len() > prose.len() && names.iter().all(|part| *part < PART / 3), "{names:?} {prose:?}");
        assert_eq!((capitals("Ana LIMA, o'Ben Émile Жуков 7Up"), capitals("")), (5, 0));
    }

    #[test]
    fn parts_say_where_they_stand_and_what_they_belong_to() {
        let body = vec![Piece::Paragraph("talks went on.".repeat(20)); 4000];
        let draft = Draft {
            locator: Some("3".into()),
            headline: Some("Minutes".into()),
            beside: vec!["To: Jane".into()],
            body,
            ..Draft::default()
        };
        let drafts = drafts(draft);
        let (first, others) = drafts.split_first().expect("a first part");
        assert_eq!((first.locator.as_deref(), first.headline.as_deref()), (Some("3"), Some("Minutes")));
        assert_eq!(first.beside, ["To: Jane"]);
        let told: Vec<_> = others.iter().map(|part| (part.locator.as_deref(), part.headline.as_deref())).collect();
        assert_eq!(told, [(Some("3!part 2"), Some("Minutes (2)")), (Some("3!part 3"), Some("Minutes (3)"))]);
        assert!(others.iter().all(|part| part.beside.is_empty()));
    }

    #[test]
    fn the_parts_of_a_file_are_numbered_through() {
        // Paragraphs cost more than the bytes by which a text is cut, so that each of its parts is cut once more.
        let text = "abc def ghi jkl\n\n".repeat(60_000);
        for (name, text) in
            [("a.txt", text.clone()), ("a.rtf", format!("{{\\rtf1 {}}}", text.replace('\n', "\\par\n")))]
        {
            let found = articles(name, text.as_bytes());
            let places: Vec<_> = found.iter().map(|article| article.locator.clone()).collect();
            let numbered = (2..=found.len()).map(|number| Some(format!("part {number}")));
            assert!(found.len() > 3);
            assert_eq!(places, std::iter::once(None).chain(numbered).collect::<Vec<_>>(), "{name}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_value_becomes_text() {
        let long = "Jane Doe, ".repeat(5000);
        let draft = Draft {
            byline: Some(long.clone()),
            metadata: vec![("to".into(), long.clone()), ("id".into(), "7".into())],
            body: vec![Piece::Paragraph("Talks went on.".into())],
            ..Draft::default()
        };
        let parts = drafts(draft);
        assert_eq!((parts[0].byline.as_deref(), parts[0].metadata.len()), (None, 1));
        assert_eq!(parts[0].body, [Piece::Paragraph("Talks went on.".into())]);
        let texts: Vec<usize> = parts[1..].iter().flat_map(|part| &part.body).map(|piece| piece.text().len()).collect();
        assert_eq!(texts, [long.len() + 8, long.len() + 4]);
    }
}
