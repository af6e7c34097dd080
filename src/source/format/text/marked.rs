//! Marks that collections put into their texts: names of sections in brackets, highlights behind the text, heads of a record of debates.
//!
//! The surprise: these are told by the first bytes or by a mark that no writer types, so that other texts are read as they always were.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::DateProvenance;
use crate::source::draft::{DateClue, Draft, fill};
use crate::source::field::FieldMapping;
use crate::source::layout;

/// What begins and ends the name of a section.
const SECTION: &str = "[SN]";

/// The line above each highlight.
const HIGHLIGHT: &str = "@highlight";

/// How the record of debates of the United States begins.
const RECORD: &str = "[Congressional Record";

/// Reads a text with such marks; `None` when it has none.
pub(in crate::source::format) fn read(text: &str, mapping: &FieldMapping) -> Option<Draft> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with(SECTION) {
        return Some(read_sections(start));
    }
    if start.starts_with(RECORD) {
        return Some(read_debate(start, mapping));
    }
    let highlights = memchr::memmem::find(text.as_bytes(), HIGHLIGHT.as_bytes()).is_some();
    let paged = layout::has_page_head(start);
    if !highlights && !paged {
        return None;
    }
    let is_mark = |line: &&str| line.trim() == HIGHLIGHT;
    let kept: Vec<&str> = start.lines().filter(|line| !is_mark(line)).collect();
    let kept = kept.join("\n");
    let mut head = Draft::default();
    let rest = layout::read_page_head(&kept, &mut head);
    let mut draft = layout::parse_text(rest, mapping);
    fill(&mut draft.byline, head.byline.unwrap_or_default());
    draft.dates.extend(head.dates);
    Some(draft)
}

/// `[SN]TITLE[SN]` above the title, `[SN]URL[SN]` above the address, others above the text.
fn read_sections(text: &str) -> Draft {
    let mut draft = Draft::default();
    let mut parts = text.split(SECTION).skip(1);
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let line = || value.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.trim() {
            "URL" => draft.address(value.trim()),
            "TITLE" => fill(&mut draft.headline, line()),
            _ => draft.body.extend(layout::parse_body(value)),
        }
    }
    layout::complete_from_lede(&mut draft);
    draft
}

/// `[Congressional Record Volume 163, Number 1 (Tuesday, January 3, 2017)]`, `[Senate]`, `[Page S1]`, then who has put it online.
fn read_debate(text: &str, mapping: &FieldMapping) -> Draft {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\(([^()]{6,60})\)").expect("the pattern is part of the program"));
    let mut head = Draft::default();
    fill(&mut head.publisher, "Congressional Record");
    let mut rest = text;
    loop {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim();
        let inner = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        match inner {
            Some(inner) if line.starts_with(RECORD) => {
                if let Some(day) = DAY.captures(inner) {
                    head.dates.push(DateClue { text: day[1].to_owned(), provenance: DateProvenance::TextLine });
                }
                head.note("issue", inner);
            }
            Some(inner) if inner.starts_with("Page") => head.note("page", inner),
            Some(inner) => fill(&mut head.rubric, inner),
            None if line.starts_with("From the Congressional Record Online") => head.note("notice", line),
            None if line.is_empty() || line.starts_with("{time}") => {}
            None => break,
        }
        if behind.is_empty() {
            break;
        }
        rest = behind;
    }
    let read = layout::parse_text(rest, mapping);
    head.dates.extend(read.dates);
    head.metadata.extend(read.metadata);
    Draft { headline: read.headline, byline: read.byline, dateline: read.dateline, body: read.body, ..head }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{articles, headlines};

    #[test]
    fn sections_with_names_are_what_they_say() {
        let text = "[SN]URL[SN]\nhttp://web.archive.org/web/20150101120000/http://www.example.com/news/2014/12/31/fees\n\n[SN]TITLE[SN]\nFees settled\n\n[SN]FIRST-SENTENCE[SN]\nThe council met.\n\n[SN]RESTBODY[SN]\nNobody pays more.\n";
        let found = articles("293.summary", text.as_bytes());
        assert_eq!(headlines(&found), [("-", "Fees settled")]);
        assert_eq!((found[0].lede.as_str(), found[0].publisher.as_deref()), ("The council met.", Some("example.com")));
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2014-12-31"));
    }

    #[test]
    fn highlights_are_text_and_the_head_of_a_page_is_byline_and_day() {
        let text = "By \nJane Doe\n\nPUBLISHED:\n\n10:25 EST, 14 October 2013\n\n|\n\nUPDATED:\n\n04:06 EST, 15 October 2013\n\nThe council of the harbour met.\n\n@highlight\n\nCouncil settles the price of berths\n";
        let found = articles("0002.story", text.as_bytes());
        assert_eq!(
            (found[0].byline.as_deref(), found[0].lede.as_str()),
            (Some("Jane Doe"), "The council of the harbour met.")
        );
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2013-10-14"));
        let texts: Vec<&str> = found[0].blocks().map(|block| block.text).collect();
        assert!(texts.contains(&"Council settles the price of berths") && !texts.contains(&"@highlight"), "{texts:?}");
        let row = "id,article,highlights\n7,\"By . Jane Doe . PUBLISHED: . 10:25 EST, 14 October 2013 . | . UPDATED: . 04:06 EST, 15 October 2013 . The council of the harbour met.\",Fees settled .\n";
        let found = articles("train.csv", row.as_bytes());
        assert_eq!(
            (found[0].byline.as_deref(), found[0].lede.as_str()),
            (Some("Jane Doe"), "The council of the harbour met.")
        );
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2013-10-14"));
    }

    #[test]
    fn debates_have_their_subject_for_a_headline() {
        let text = "[Congressional Record Volume 163, Number 1 (Tuesday, January 3, 2017)]\n[Senate]\n[Page S1]\nFrom the Congressional Record Online through the Government Publishing Office [www.gpo.gov]\n\n\n\n                       RELIEF FOR FISHING BOATS\n\n  Mr. ROE. Mr. President, the harbour of Easterhaven has settled the fees \nof its berths, and I rise to say so.\n";
        let page = format!(
            "<html>\n<title>Congressional Record, Volume 163</title>\n<body><pre>\n{text}\n</pre></body>\n</html>"
        );
        for (name, bytes) in [("s1.txt", text), ("s1.htm", page.as_str())] {
            let found = articles(name, bytes.as_bytes());
            assert_eq!(headlines(&found), [("-", "RELIEF FOR FISHING BOATS")], "{name}");
            assert_eq!(
                (found[0].publisher.as_deref(), found[0].rubric.as_deref()),
                (Some("Congressional Record"), Some("Senate"))
            );
            assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2017-01-03"));
            assert!(
                found[0].lede.starts_with("Mr. ROE. Mr. President, the harbour of Easterhaven has settled the fees of"),
                "{}",
                found[0].lede
            );
        }
    }
}
