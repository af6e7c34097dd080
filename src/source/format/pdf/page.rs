//! Glyphs to lines: words by the gaps between glyphs, lines by their height, paragraphs by the space between lines.
//!
//! Gathers what the extractor reports, in the order of the file, which is the reading order of nearly all news. The surprise:
//! some files hold no blanks at all and some hold them with wrong widths, so the gap that makes a word is chosen per document.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::browser::{Printed, take_printed};
use super::running::take_running_heads;

/// Glyphs of one document that are kept.
const GLYPHS: usize = 20_000_000;

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
    text: String,
}

/// One line of glyphs.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLine {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// Gathers the glyphs of a document page by page.
#[derive(Debug, Default)]
pub(super) struct Collector {
    pages: Vec<Vec<Glyph>>,
    count: usize,
}

impl Collector {
    /// Whether there is as much text as is kept.
    pub fn is_full(&self) -> bool {
        self.count >= GLYPHS
    }

    /// Puts the glyphs together.
    pub fn into_text(self) -> Text {
        let blanks = self.pages.iter().flatten().filter(|glyph| glyph.text.trim().is_empty()).count();
        // Where blanks are written, a gap must be wide to be one more.
        let gap = if blanks * 14 >= self.count { 0.7 } else { 0.16 };
        let mut pages: Vec<Vec<TextLine>> = self.pages.iter().map(|glyphs| build_lines(glyphs, gap)).collect();
        let printed = take_printed(&mut pages);
        let running_heads = take_running_heads(&mut pages);
        let headline = pages.first().map(|page| find_headline(page)).unwrap_or_default();
        let mut paragraphs = String::new();
        for page in &pages {
            write_page(page, &mut paragraphs);
        }
        Text { headline, paragraphs, printed, running_heads }
    }
}

impl OutputDev for Collector {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.pages.push(Vec::new());
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
        if self.count >= GLYPHS {
            return Err(OutputError::IoError(std::io::Error::other("more text than is kept")));
        }
        self.count += 1;
        // The size on the page: the square root of the area that a square of one size becomes.
        let area = (place.m11 * place.m22 - place.m12 * place.m21).abs();
        let size = font_size * area.sqrt();
        let glyph =
            Glyph { x: place.m31, y: place.m32, end: place.m31 + width * size, size, text: without_ligatures(text) };
        let sound = [glyph.x, glyph.y, glyph.end, glyph.size].iter().all(|value| value.is_finite());
        if let Some(page) = self.pages.last_mut().filter(|_| sound) {
            page.push(glyph);
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
fn without_ligatures(text: &str) -> String {
    let parts = [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅ", "st"), ("ﬆ", "st")];
    parts.iter().find(|(joined, _)| *joined == text).map_or(text, |(_, parts)| parts).to_owned()
}

/// Lines in the order of the file. A glyph further left or at another height begins a new one.
fn build_lines(glyphs: &[Glyph], gap: f64) -> Vec<TextLine> {
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
                if apart && !line.text.ends_with(' ') && !glyph.text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.size = line.size.max(glyph.size);
            }
            _ => lines.push(TextLine { text: glyph.text.clone(), x: glyph.x, y: glyph.y, size: glyph.size }),
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
