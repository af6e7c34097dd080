//! Files with several stories of one event in each line, with a mark between them, as collections for summaries have them.
//!
//! Lines stream, so that a file may have any size. The surprise: such files have lost their line ends and say so by a word.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::Draft;
use crate::source::layout;
use crate::source::outcome::ReadError;
use crate::source::read::{Input, Line, read_line};
use crate::source::transcode::Utf8Stream;

/// Stories of one event, a line each.
pub static FORMAT: Format = Format { name: "clusters", extensions: &["src"], detect, read };

/// What stands between two stories.
const MARKS: &[&str] = &["story_separator_special_tag", "|||||"];

/// What stands for a line end.
const LINE_END: &str = "NEWLINE_CHAR";

fn detect(probe: &Probe<'_>) -> Detection {
    let has = |mark: &str| memchr::memmem::find(probe.head, mark.as_bytes()).is_some();
    // Bars may part anything.
    let marked = has(MARKS[0]) || probe.name.contains(".src") && has(MARKS[1]);
    if marked { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut stream = Utf8Stream::new(input, usize::MAX)?;
    let (mut line, mut number) = (Vec::new(), 0_u64);
    loop {
        let kind = read_line(&mut stream, &mut line, limit)?;
        number += 1;
        match kind {
            Line::End => return Ok(()),
            Line::TooLong => sink.fail_at(Some(&number.to_string()), ReadError::RecordTooLarge { limit })?,
            Line::Read => {
                let text = String::from_utf8_lossy(&line);
                let mark = MARKS.iter().find(|mark| text.contains(**mark)).copied().unwrap_or(MARKS[0]);
                let stories = text.split(mark).filter(|story| !story.trim().is_empty());
                for (index, story) in stories.enumerate() {
                    let story = story.replace(LINE_END, "\n");
                    let mut draft = Draft { body: layout::parse_field(story.trim()), ..Draft::default() };
                    draft.locator = Some(format!("{number}/{}", index + 1));
                    layout::complete_from_lede(&mut draft);
                    sink.article(draft)?;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines};

    #[test]
    fn each_story_of_a_line_is_an_article() {
        let text = "CAIRO (EX) - Talks go on. NEWLINE_CHAR NEWLINE_CHAR No date is set. story_separator_special_tag Talks went on, they said.\nFees are settled.\n";
        let found = articles("train.src", text.as_bytes());
        assert_eq!(
            headlines(&found),
            [("1/1", "CAIRO (EX) - Talks go on."), ("1/2", "Talks went on, they said."), ("2/1", "Fees are settled.")]
        );
        assert_eq!(found[0].sections[0].paragraphs, ["No date is set."]);
        let text = "Talks go on. ||||| Talks went on.\n";
        assert_eq!(
            headlines(&articles("train.src.cleaned", text.as_bytes())),
            [("1/1", "Talks go on."), ("1/2", "Talks went on.")]
        );
    }
}
