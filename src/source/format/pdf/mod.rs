//! PDF with a text layer: the text in reading order, title, author and date from its own record.
//!
//! Glyphs come from `pdf-extract`, lines and paragraphs are built in `page`, and `guard` makes a file safe to hand over
//! first. The surprise: the extractor panics on many malformed files; every page is read behind a guard of its own, so that
//! the pages before and after survive.

mod browser;
mod content;
mod font;
mod guard;
mod page;
mod repair;
mod running;
mod table;
mod unpack;

use pdf_extract::{Document, Object, OutputError, output_doc_page};

use super::{Detection, Format, Halt, Probe, Sink, press};
use crate::article::DatePrecision;
use crate::source::date;
use crate::source::draft::{Draft, Piece, fill};
use crate::source::guard::fenced;
use crate::source::layout;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;
use browser::Printed;
use guard::{Page, Pages, Refused};
use page::Collector;

/// PDF.
pub static FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], detect, read };

/// Pages that are read of one file.
const PAGES: usize = 50_000;

/// Bytes that streams may unpack to in all before the proportion counts.
const ALLOWANCE: u64 = 64 << 20;

/// Parts of a file that are named one by one when they are more than is read.
const NAMED: usize = 20;

fn detect(probe: &Probe<'_>) -> Detection {
    // Mailers and printers put lines before the signature; readers look for it in the first kilobyte.
    let start = &probe.head[..probe.head.len().min(1024)];
    if memchr::memmem::find(start, b"%PDF-").is_some() { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let ratio = sink.options().max_ratio;
    let allowance = ALLOWANCE.saturating_add((bytes.len() as u64).saturating_mul(ratio).min(1 << 30)) as usize;
    let encrypted = memchr::memmem::find(&bytes, b"/Encrypt").is_some();
    let document = match load_or_repair(&bytes) {
        Ok(document) => document,
        Err(Refused::TooMany) => return sink.skip(None, SkipReason::TooMuch("objects")),
        Err(Refused::Broken(_)) if encrypted => return sink.skip(None, SkipReason::Encrypted),
        Err(Refused::Broken(cause)) => return Err(broken(cause)),
    };
    drop(bytes);
    if document.is_encrypted() {
        return sink.skip(None, SkipReason::Encrypted);
    }
    let Some(mut pages) = Pages::new(document, allowance) else {
        return Err(broken("it has no list of pages".to_owned()));
    };
    let mut draft = read_information(pages.document());
    let Read { text, lost, cut } = read_pages(&mut pages);
    drop(pages);
    for part in cut.iter().take(NAMED) {
        sink.skip(Some(part), SkipReason::TooMuch("text or drawing"))?;
    }
    if cut.len() > NAMED {
        sink.skip(Some("more pages"), SkipReason::TooMuch("text or drawing"))?;
    }
    if text.paragraphs.trim().is_empty() {
        return match (cut.is_empty(), lost) {
            (false, _) => Ok(()),
            (true, 0) => sink.skip(None, SkipReason::ImageOnly),
            _ => Err(broken("no page can be read".to_owned())),
        };
    }
    if press::read_within(&text.paragraphs, sink)? {
        return Ok(());
    }
    if let Some(printed) = text.printed {
        add_printed(&mut draft, printed, &text.headline);
    }
    for head in text.running_heads {
        // Papers print their day above each page, which is better than the day on which the file was made.
        if let Some(day) = day_in_head(&head) {
            draft.weak_dates.insert(0, day);
        }
        draft.note("running-head", head);
    }
    fill(&mut draft.headline, text.headline);
    draft.body = layout::parse_body(&text.paragraphs);
    if let (Some(headline), Some(first)) = (&draft.headline, draft.body.first())
        && first.text() == headline
    {
        draft.body.remove(0);
    }
    if lost > 0 {
        draft.note("pages-lost", lost.to_string());
    }
    if draft.headline.is_none()
        && let Some(Piece::Heading(text)) = draft.body.first()
    {
        fill(&mut draft.headline, text.clone());
        draft.body.remove(0);
    }
    // Who made the file is not always who wrote the text.
    let maker = draft.byline.take();
    layout::complete_head(&mut draft, &sink.options().mapping);
    fill(&mut draft.byline, maker.unwrap_or_default());
    layout::complete_from_lede(&mut draft);
    sink.article(draft)
}

/// The objects of a file, by a table of our own where its own one leads nowhere.
fn load_or_repair(bytes: &[u8]) -> Result<Document, Refused> {
    let cause = match guard::load(bytes) {
        Err(Refused::Broken(cause)) => cause,
        done => return done,
    };
    if memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        // The table that is made anew would not say so.
        return Err(Refused::Broken(cause));
    }
    match repair::with_new_table(bytes).map(|repaired| guard::load(&repaired)) {
        Some(Ok(document)) if document.page_iter().next().is_some() => Ok(document),
        Some(Err(Refused::TooMany)) => Err(Refused::TooMany),
        _ => Err(Refused::Broken(cause)),
    }
}

fn broken(message: String) -> Halt {
    Halt::Failed(ReadError::Malformed { format: "PDF", message })
}

/// What was read of the pages.
struct Read {
    text: page::Text,
    /// How many pages could not be read.
    lost: usize,
    /// Places of what was left aside: `page 12`, `pages 13-40`.
    cut: Vec<String>,
}

fn read_pages(pages: &mut Pages) -> Read {
    let mut collector = Collector::default();
    let (mut lost, mut cut) = (0, Vec::new());
    let count = pages.count();
    for index in 0..count {
        let rest = || format!("pages {}-{count}", index + 1);
        if index >= PAGES || collector.is_full() {
            cut.push(rest());
            break;
        }
        match pages.prepare(index) {
            // The document shows one page at a time, which is its first.
            Page::Ready(document) => match fenced(|| output_doc_page(document, &mut collector, 1)) {
                Ok(Ok(())) => {}
                Ok(Err(OutputError::IoError(_))) => cut.push(format!("page {}", index + 1)),
                _ => lost += 1,
            },
            Page::TooLarge => cut.push(format!("page {}", index + 1)),
            Page::Exhausted => {
                cut.push(rest());
                break;
            }
        }
    }
    Read { text: collector.into_text(), lost, cut }
}

/// Title, author and date of the document information.
fn read_information(document: &Document) -> Draft {
    let mut draft = Draft::default();
    let information = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).ok();
    let Some(information) = information.and_then(|(_, info)| info.as_dict().ok()) else { return draft };
    let text = |key: &[u8]| {
        let value = information.get(key).ok().and_then(|value| document.dereference(value).ok());
        value.and_then(|(_, value)| text_of(value)).unwrap_or_default()
    };
    let title = text(b"Title");
    if is_title(&title) {
        fill(&mut draft.headline, title);
    }
    let author = text(b"Author");
    // One word is the name of an account.
    if author.trim().contains(' ') && author.chars().count() < 100 {
        fill(&mut draft.byline, author);
    }
    for key in [&b"CreationDate"[..], b"ModDate"] {
        if let Some(date) = read_date(&text(key)) {
            draft.weak_dates.push(date);
        }
    }
    draft.note("keywords", text(b"Keywords"));
    draft.note("subject", text(b"Subject"));
    draft
}

/// The day in a running head, with up to three words before it and behind it: `Daily Example, March 7, 2024 Page 3`.
fn day_in_head(head: &str) -> Option<String> {
    let words: Vec<&str> = head.split_whitespace().collect();
    let stretches = (0..4).flat_map(|start| (0..4).map(move |end| (start, end)));
    stretches
        .filter_map(|(start, end)| words.get(start..words.len().checked_sub(end)?))
        .map(|words| words.join(" "))
        .find(|text| date::parse(text, None).is_some_and(|date| date.precision >= DatePrecision::Day))
}

/// What a browser printed around the pages; `large` is the line that stands out on the first.
fn add_printed(draft: &mut Draft, printed: Printed, large: &str) {
    match printed.url() {
        Some(url) => fill(&mut draft.url, url),
        None => draft.note("printed-address", printed.address.as_str()),
    }
    draft.note("printed", printed.day);
    let shown = printed.title.trim_end_matches(['…', '.', ' ']);
    // The title of the file is that of the page, but for files that another program made.
    if large.is_empty() {
        fill(&mut draft.headline, printed.title.as_str());
    }
    let site = site_behind(draft.headline.as_deref().unwrap_or(&printed.title), large).map(str::to_owned);
    let said = |text: &str| text.starts_with(shown);
    if !shown.is_empty() && site.is_none() && !said(large) && !draft.headline.as_deref().is_some_and(said) {
        draft.note("page-title", printed.title.as_str());
    }
    if let Some(site) = site {
        draft.headline = Some(large.to_owned());
        fill(&mut draft.publisher, site);
    }
    draft.trim_headline();
}

/// The name of the site in the title of a page: what stands behind the headline, as the page shows that, and a sign.
fn site_behind<'t>(title: &'t str, headline: &str) -> Option<&'t str> {
    let rest = title.strip_prefix(headline).filter(|_| !headline.is_empty())?;
    let site = [" - ", " | ", " – ", " — ", " · ", " • "].iter().find_map(|mark| rest.strip_prefix(mark))?;
    (!site.contains('…') && !site.ends_with("..")).then_some(site)
}

fn text_of(value: &Object) -> Option<String> {
    pdf_extract::decode_text_string(value).ok().map(|text| text.trim_matches('\0').trim().to_owned())
}

/// Programs fill the title with the name of the file or their own.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [".doc", ".docx", ".rtf", ".indd", ".qxd", ".pdf", ".txt", ".ppt", ".xls", ".tex", ".dvi"];
    title.chars().filter(|c| c.is_alphabetic()).count() >= 5
        && title.contains(' ')
        && !file.iter().any(|ending| lower.ends_with(ending))
        && !["microsoft word", "untitled", "powerpoint"].iter().any(|start| lower.starts_with(start))
}

/// `D:20240401102030+02'00'` as an ISO date.
fn read_date(text: &str) -> Option<String> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize, to: usize| text.get(from..to).filter(|_| digits >= to);
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let Some((hour, minute)) = part(8, 10).zip(part(10, 12)) else { return Some(day) };
    let second = part(12, 14).unwrap_or("00");
    let zone = text[digits..].replace('\'', "");
    Some(format!("{day}T{hour}:{minute}:{second}{zone}"))
}

#[cfg(test)]
mod tests;
