//! Exports of messengers: Telegram, WhatsApp, Slack, Discord, Facebook and Instagram, Matrix, Google Chat, direct messages of X.
//!
//! What was said in a chat becomes an article a day, with a line for each message; each post in a channel of Telegram becomes an article of
//! its own. Owns that cut; the readers of the exports bring messages in their order. The surprise: a day is closed when another one begins, so
//! that an export of any size needs the memory of one day, and a day that comes again is a second article of it.

pub(super) mod directory;
mod json;
mod message;
mod page;
#[cfg(test)]
mod tests;
mod whatsapp;

pub use json::FORMAT as JSON;
pub use page::FORMAT as PAGE;
pub use whatsapp::FORMAT as WHATSAPP;

use jiff::civil;
use rustc_hash::FxHashMap;
use serde_json::Value;

pub(super) use message::{Message, read_message};

use super::{Halt, Sink};
use crate::source::draft::{Draft, fill};

/// Text of a day from which on the rest of it is another article, in bytes.
const DAY_BYTES: usize = 256 << 10;

/// Senders of a day that are kept as metadata.
const SENDERS: usize = 100;

/// How a conversation is cut into articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// An article a day.
    Days,
    /// An article a message.
    Posts,
}

/// Takes the messages of one chat in their order and hands over the articles.
#[derive(Debug)]
pub(super) struct Log {
    format: &'static str,
    chat: String,
    /// What stands before the places of its articles, where a file has several chats.
    place: Option<String>,
    cut: Cut,
    day: Option<Day>,
    /// How many articles each day has.
    days: FxHashMap<Option<civil::Date>, u32>,
    number: u64,
}

#[derive(Debug)]
struct Day {
    date: Option<civil::Date>,
    messages: Vec<Message>,
    bytes: usize,
}

impl Log {
    pub(super) fn new(format: &'static str, chat: String, place: Option<String>, cut: Cut) -> Self {
        Self { format, chat, place, cut, day: None, days: FxHashMap::default(), number: 0 }
    }

    /// Takes the next message.
    pub(super) fn add(&mut self, message: Message, sink: &mut Sink<'_>) -> Result<(), Halt> {
        self.number += 1;
        if message.text.trim().is_empty() {
            return Ok(());
        }
        if self.cut == Cut::Posts {
            let place = self.place_of(self.number.to_string());
            return sink.article(self.post(message, place));
        }
        let date = message.when.map(civil::DateTime::date);
        if self.day.as_ref().is_some_and(|day| day.date != date || day.bytes > DAY_BYTES) {
            self.finish(sink)?;
        }
        let day = self.day.get_or_insert_with(|| Day { date, messages: Vec::new(), bytes: 0 });
        day.bytes += message.text.len() + message.sender.len();
        day.messages.push(message);
        Ok(())
    }

    /// Hands over what is left.
    pub(super) fn finish(&mut self, sink: &mut Sink<'_>) -> Result<(), Halt> {
        let Some(mut day) = self.day.take() else { return Ok(()) };
        // Some exports begin with the latest message.
        if let [first, .., last] = &day.messages[..]
            && first.when > last.when
        {
            day.messages.reverse();
        }
        let part = self.days.entry(day.date).or_default();
        *part += 1;
        let name = day.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let place = if *part == 1 { name } else { format!("{name}/{part}") };
        let mut draft = Draft { format: Some(self.format), locator: Some(self.place_of(place)), ..Draft::default() };
        fill(&mut draft.publisher, self.chat.clone());
        let mut headline = self.chat.clone();
        if let Some(date) = day.date {
            headline = format!("{headline}, {date}").trim_start_matches([',', ' ']).to_owned();
            draft.date(date.to_string());
        }
        fill(&mut draft.headline, headline);
        let mut senders: Vec<&str> = Vec::new();
        for message in &day.messages {
            if !message.sender.is_empty() && senders.len() < SENDERS && !senders.contains(&message.sender.as_str()) {
                senders.push(&message.sender);
            }
            message.lines().for_each(|line| draft.paragraph(line));
        }
        senders.iter().for_each(|sender| draft.note("sender", *sender));
        sink.article(draft)
    }

    fn place_of(&self, place: String) -> String {
        self.place.as_ref().map_or_else(|| place.clone(), |chat| format!("{chat}/{place}"))
    }

    fn post(&self, message: Message, place: String) -> Draft {
        let mut draft = Draft { format: Some(self.format), locator: Some(place), ..Draft::default() };
        fill(&mut draft.publisher, self.chat.clone());
        fill(&mut draft.external_id, message.id);
        fill(&mut draft.byline, message.origin.clone());
        if message.sender != self.chat {
            fill(&mut draft.byline, message.sender);
        }
        draft.note("forwarded-from", message.origin);
        draft.date(message.date);
        message.text.lines().for_each(|line| draft.paragraph(line));
        draft
    }
}

/// A text with something in it.
fn text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// A name for a chat whose export has none: that of its folder or archive, or of the file where that is telling.
pub(super) fn name_by_path(path: &str) -> String {
    const GENERAL: &[&str] = &["result", "messages", "message", "chat", "export", "data"];
    let stem = |part: &str| part.rsplit_once('.').map_or(part, |(stem, _)| stem).trim_start_matches('_').to_owned();
    let mut parts = path.rsplit('/');
    let file = stem(parts.next().unwrap_or_default());
    let plain = file.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-').to_ascii_lowercase();
    let folder = parts.next().map(|part| part.trim_end_matches(".zip").to_owned());
    match folder {
        Some(folder) if plain.is_empty() || GENERAL.contains(&plain.as_str()) => folder,
        _ => file,
    }
}
