//! Telegram's HTML export (`messages.html`, `messages2.html` ...), read by the classes of its elements.
//!
//! The surprise: the page does not say whether it is a channel; one in which only the chat itself speaks is.

use dom_query::{Document, Selection};

use super::{Cut, Log, Message, name_by_path};
use crate::source::date;
use crate::source::encoding;
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::guard::fenced;
use crate::source::markup::{self, Keep};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;

/// Telegram's pages.
pub static FORMAT: Format = Format { name: "telegram", extensions: &["html"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    let page = probe.text.trim_start().starts_with('<') && probe.text.contains("class=\"page_wrap\"");
    if page && memchr::memmem::find(probe.head, b"class=\"message ").is_some() {
        Detection::Certain
    } else {
        Detection::No
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let path = input.name().to_owned();
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let decoded = encoding::decode(&bytes, encoding::declared_in_markup(&bytes));
    let read = fenced(|| Some(read_page(&markup::read_tree(&decoded.text)?)));
    let Ok(read) = read else { return Err(broken("the page cannot be taken apart").into()) };
    let Some((chat, messages)) = read else {
        return Err(broken("its elements are too many or nest too deeply").into());
    };
    if messages.is_empty() {
        return sink.skip(None, SkipReason::NotAnArticle("no messages in it"));
    }
    let chat = if chat.is_empty() { name_by_path(&path) } else { chat };
    let alone = messages.iter().all(|message| message.sender == chat);
    let mut log = Log::new("telegram", chat, None, if alone { Cut::Posts } else { Cut::Days });
    for message in messages {
        log.add(message, sink)?;
    }
    log.finish(sink)
}

fn broken(what: &str) -> ReadError {
    ReadError::Malformed { format: "Telegram export", message: what.to_owned() }
}

/// The name of the chat and its messages.
fn read_page(page: &Document) -> (String, Vec<Message>) {
    let chat = line_of(&page.select_single(".page_header .text"));
    let mut messages: Vec<Message> = Vec::new();
    for element in page.select(".message.default").iter() {
        let own = element.select_single(".body");
        let direct = |class: &str| own.select(class).iter().find(|found| !is_forwarded(found));
        // A message that follows another one of the same sender does not name him again.
        let before = messages.last().map(|message| message.sender.clone()).unwrap_or_default();
        let sender = direct(".from_name").map(|name| line_of(&name)).filter(|name| !name.is_empty()).unwrap_or(before);
        let forwarded = own.select_single(".forwarded.body .from_name");
        let origin = if forwarded.exists() {
            let dated = line_of(&forwarded.select_single(".date"));
            line_of(&forwarded).trim_end_matches(dated.as_str()).trim().to_owned()
        } else {
            String::new()
        };
        let date = direct(".date").and_then(|date| date.attr("title")).map(|date| date.to_string()).unwrap_or_default();
        let texts = own.select(".text, .question, .answer, .media .title, .media .description");
        let mut lines: Vec<String> = Vec::new();
        for text in texts.iter() {
            let pieces = markup::read_pieces(&text.html(), Keep::All);
            lines.extend(pieces.iter().map(|piece| piece.text().to_owned()));
        }
        messages.push(Message {
            when: date::parse(&date, None).or_else(|| date::parse(&date, Some("de"))).map(|date| date.start),
            date,
            sender,
            origin,
            text: lines.join("\n"),
            id: element.attr("id").map(|id| id.trim_start_matches("message").to_owned()).unwrap_or_default(),
        });
    }
    (chat, messages)
}

fn is_forwarded(element: &Selection<'_>) -> bool {
    element.ancestors(Some(4)).iter().any(|ancestor| ancestor.has_class("forwarded"))
}

fn line_of(element: &Selection<'_>) -> String {
    element.text().split_whitespace().collect::<Vec<_>>().join(" ")
}
