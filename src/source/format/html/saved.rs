//! What programs that save pages write into them: where the page was, and when it was saved.
//!
//! Internet Explorer, Chrome and Firefox (`saved from url=(0029)https://...`), SingleFile, HTTrack and monolith write a comment
//! before the page. The surprise: nothing but the first kilobytes is looked at, since a page may quote such a comment.

use memchr::memmem;

use crate::source::address::is_web_address;

/// Bytes of a page that are looked at.
const HEAD: usize = 4 << 10;

/// Where a page was saved from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saved {
    /// Its address.
    pub url: String,
    /// When it was saved, as written, without the zone.
    pub day: Option<String>,
}

/// Reads the comments at the beginning of a page.
pub(super) fn read_saved(html: &str) -> Option<Saved> {
    let head = &html.as_bytes()[..html.len().min(HEAD)];
    let mut at = 0;
    while let Some(found) = memmem::find(&head[at..], b"<!--") {
        let start = at + found + 4;
        let end = start + memmem::find(&head[start..], b"-->")?;
        if let Some(saved) = std::str::from_utf8(&head[start..end]).ok().and_then(|text| read_comment(text.trim())) {
            return Some(saved);
        }
        at = end;
    }
    None
}

fn read_comment(text: &str) -> Option<Saved> {
    let (url, day) = if let Some(rest) = text.strip_prefix("saved from url=(") {
        (rest.split_once(')')?.1, None)
    } else if text.starts_with("Page saved with SingleFile") {
        let value = |name: &str| text.lines().find_map(|line| line.trim().strip_prefix(name));
        (value("url:")?, value("saved date:"))
    } else if let Some(rest) = text.strip_prefix("Mirrored from ") {
        let (url, program) = rest.split_once(" by HTTrack")?;
        // "[XR&CO'2014], Thu, 07 Mar 2024 10:11:12 GMT"
        return saved(&format!("http://{url}"), program.split_once("], ").map(|(_, day)| day));
    } else {
        let (url, rest) = text.strip_prefix("Saved from ")?.split_once(" at ")?;
        (url, Some(rest.split_once(" using monolith")?.0))
    };
    saved(url, day)
}

fn saved(url: &str, day: Option<&str>) -> Option<Saved> {
    let url = url.split_whitespace().next().filter(|url| is_web_address(url))?;
    let day = day.map(|day| day.split(" GMT").next().unwrap_or(day).trim().to_owned()).filter(|day| !day.is_empty());
    Some(Saved { url: url.to_owned(), day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_say_where_a_page_was() {
        for (comment, url, day) in [
            ("<!-- saved from url=(0025)https://example.com/talks -->", "https://example.com/talks", None),
            (
                "<!--\n Page saved with SingleFile \n url: https://example.com/talks?id=1 \n saved date: Thu Mar 07 2024 10:11:12 GMT+0100 (Central European Standard Time)\n-->",
                "https://example.com/talks?id=1",
                Some("Thu Mar 07 2024 10:11:12"),
            ),
            (
                "<!-- Mirrored from www.example.com/talks.html by HTTrack Website Copier/3.x [XR&CO'2014], Thu, 07 Mar 2024 10:11:12 GMT -->",
                "http://www.example.com/talks.html",
                Some("Thu, 07 Mar 2024 10:11:12"),
            ),
            (
                "<!-- Saved from https://example.com/talks at 2024-03-07T10:11:12Z using monolith v2.8.1 -->",
                "https://example.com/talks",
                Some("2024-03-07T10:11:12Z"),
            ),
        ] {
            let html = format!("<!DOCTYPE html>\n<html lang=\"en\"><!-- é -->{comment}<head></head></html>");
            assert_eq!(read_saved(&html), Some(Saved { url: url.into(), day: day.map(str::to_owned) }), "{comment}");
            let day = day.and_then(|day| crate::source::date::parse(day, None)).map(|day| day.start.date().to_string());
            assert!(day.is_none_or(|day| day == "2024-03-07"), "{comment}");
        }
    }

    #[test]
    fn other_comments_say_nothing() {
        for html in [
            "<html><!-- saved from url=(0014)about:internet --><body></body></html>",
            "<html><!-- saved from url=(0021)file:///C:/talks.html --><body></body></html>",
            "<html><!-- Saved from the fire at https://example.com/talks --><body></body></html>",
            "<html><!-- saved from url=(",
            "",
        ] {
            assert_eq!(read_saved(html), None, "{html}");
        }
    }
}
