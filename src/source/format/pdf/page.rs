//! Glyphs to lines: words by the gaps between glyphs, lines by their height, paragraphs by the space between lines.
//!
//! Gathers what the extractor reports, in the order of the file, which is the reading order of nearly all news. The surprise:
//! some files hold no blanks at all and some hold them with wrong widths, so the gap that makes a word is chosen per document.

use std::ops::Range;

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::browser::{Printed, take_printed};
use super::running::take_running_heads;

/// Glyphs of one page that are kept; a page of a newspaper has some sixty thousand.
const GLYPHS: usize = 1_000_000;

/// Bytes of the lines of a document, in both readings.
const LINES: usize = 96 << 20;

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The largest line of the first page, when it stands out.
    pub headline: String,
    /// All lines; blank ones between paragraphs.
    pub paragraphs: String,
    /// What a browser that printed the pages wrote around them.
    pub printed: Option<Printed>,
    /// What else stood at the ends of most pages, each once.
    pub running_heads: Vec<String>,
}

/// One character where it stands.
#[derive(Debug, Clone)]
struct Glyph {
    x: f64,
    y: f64,
    end: f64,
    size: f64,
    /// Where its text lies in that of the page.
    text: Range<u32>,
}

/// One line of glyphs.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLine {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// Gathers the glyphs of a document page by page, and makes lines of each page.
///
/// The gap that makes a word is known when all pages are, so lines are made with either; glyphs would take twenty times as much.
#[derive(Debug, Default)]
pub(super) struct Collector {
    glyphs: Vec<Glyph>,
    text: String,
    /// Lines of each page with blanks at the wide gaps, and with blanks at all gaps.
    pages: Vec<[Vec<TextLine>; 2]>,
    count: usize,
    blanks: usize,
    bytes: usize,
}

impl Collector {
    /// Whether there is as much text as is kept.
    pub fn is_full(&self) -> bool {
        self.bytes >= LINES
    }

    /// Puts the lines together.
    pub fn into_text(mut self) -> Text {
        self.end();
        // Where blanks are written, a gap must be wide to be one more.
        let narrow = self.blanks * 14 < self.count;
        let chosen = |[wide, all]: [Vec<TextLine>; 2]| if narrow { all } else { wide };
        let mut pages: Vec<Vec<TextLine>> = self.pages.into_iter().map(chosen).collect();
        let printed = take_printed(&mut pages);
        let running_heads = take_running_heads(&mut pages);
        let headline = pages.first().map(|page| find_headline(page)).unwrap_or_default();
        let mut paragraphs = String::new();
        for page in &pages {
            write_page(page, &mut paragraphs);
        }
        Text { headline, paragraphs, printed, running_heads }
    }

    /// Makes lines of the glyphs since the last page. A page that the extractor leaves in its midst has lines too.
    fn end(&mut self) {
        let (glyphs, text) = (std::mem::take(&mut self.glyphs), std::mem::take(&mut self.text));
        let Some(last) = self.pages.last_mut() else { return };
        if glyphs.is_empty() {
            return;
        }
        let is_blank = |glyph: &&Glyph| shown(&text, glyph).trim().is_empty();
        self.count += glyphs.len();
        self.blanks += glyphs.iter().filter(is_blank).count();
        *last = [build_lines(&glyphs, &text, 0.7), build_lines(&glyphs, &text, 0.16)];
        let lines = last.iter().flatten();
        self.bytes += lines.map(|line| size_of::<TextLine>() + line.text.capacity().max(16)).sum::<usize>();
    }
}

impl OutputDev for Collector {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.end();
        self.pages.push(Default::default());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.glyphs.len() >= GLYPHS || self.text.len() >= GLYPHS * 4 {
            return Err(OutputError::IoError(std::io::Error::other("more text than is kept")));
        }
        // The size on the page: the square root of the area that a square of one size becomes.
        let area = (place.m11 * place.m22 - place.m12 * place.m21).abs();
        let size = font_size * area.sqrt();
        let text = without_ligatures(text);
        let range = self.text.len() as u32..(self.text.len() + text.len()) as u32;
        let glyph = Glyph { x: place.m31, y: place.m32, end: place.m31 + width * size, size, text: range };
        if [glyph.x, glyph.y, glyph.end, glyph.size].iter().all(|value| value.is_finite()) {
            self.text.push_str(text);
            self.glyphs.push(glyph);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Letters that typesetting joined, apart again, so that words can be found.
fn without_ligatures(text: &str) -> &str {
    let parts = [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅ", "st"), ("ﬆ", "st")];
    parts.iter().find(|(joined, _)| *joined == text).map_or(text, |(_, parts)| parts)
}

fn shown<'t>(text: &'t str, glyph: &Glyph) -> &'t str {
    &text[glyph.text.start as usize..glyph.text.end as usize]
}

/// Lines in the order of the file. A glyph further left or at another height begins a new one.
fn build_lines(glyphs: &[Glyph], text: &str, gap: f64) -> Vec<TextLine> {
    let mut lines: Vec<TextLine> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let size = glyph.size.max(0.1);
        let same = last.is_some_and(|last| {
            // A raised or lowered sign belongs to its line; one that goes back does not.
            (glyph.y - last.y).abs() < size * 0.5 && glyph.x > last.x - size
        });
        match lines.last_mut() {
            Some(line) if same => {
                let apart = last.is_some_and(|last| glyph.x - last.end > size * gap);
                if apart && !line.text.ends_with(' ') && !shown(text, glyph).starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(shown(text, glyph));
                line.size = line.size.max(glyph.size);
            }
            _ => lines.push(TextLine { text: shown(text, glyph).to_owned(), x: glyph.x, y: glyph.y, size: glyph.size }),
        }
        last = Some(glyph);
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// The lines at the top of a page that are clearly larger than its text.
fn find_headline(page: &[TextLine]) -> String {
    let mut sizes: Vec<f64> =
        page.iter().flat_map(|line| std::iter::repeat_n(line.size, line.text.len().min(200))).collect();
    if sizes.is_empty() {
        return String::new();
    }
    sizes.sort_by(f64::total_cmp);
    let usual = sizes[sizes.len() / 2];
    let largest = page.iter().take(12).map(|line| line.size).fold(0.0, f64::max);
    if largest < usual * 1.25 {
        return String::new();
    }
    let is_large = |line: &&TextLine| line.size > largest * 0.95;
    let lines = page.iter().take(14).skip_while(|line| !is_large(line)).take_while(is_large);
    let text = lines.map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters >= 8 && text.chars().count() <= 220 { text } else { String::new() }
}

/// The usual distance between a line and the next.
pub(super) fn usual_pitch(page: &[TextLine]) -> f64 {
    let mut pitches: Vec<f64> =
        page.windows(2).map(|pair| (pair[0].y - pair[1].y).abs()).filter(|pitch| *pitch > 1.0).collect();
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / 2).copied().unwrap_or(12.0)
}

/// Writes the lines of a page; more space than usual between two makes a blank line.
fn write_page(page: &[TextLine], out: &mut String) {
    let usual = usual_pitch(page);
    let mut last: Option<&TextLine> = None;
    for line in page {
        if let Some(last) = last {
            let pitch = last.y - line.y;
            let resized = (line.size - last.size).abs() > last.size * 0.15;
            // A step up is the next column, where a paragraph may go on.
            if pitch > usual * 1.4 || resized {
                out.push('\n');
            }
            if pitch > 0.0 && line.x > last.x + line.size * 0.8 && line.x < last.x + line.size * 6.0 {
                out.push_str("  ");
            }
        }
        out.push_str(line.text.trim());
        out.push('\n');
        last = Some(line);
    }
}
