//! Chats in JSON: one object with a list `messages` (Telegram, Discord, Facebook, Instagram, Matrix, Google Chat), or several of
//! them in lists of chats; and the days of Slack, which are lists of messages.
//!
//! The file is walked through as it is read, and every message is dropped once it is in its day. The surprise: Facebook names the chat
//! behind its messages, so that a file that begins with the participants is kept whole first.

use std::cell::Cell;
use std::fmt;
use std::io::BufReader;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::directory::{self, Directory};
use super::message::read_message_of;
use super::{Cut, Log, name_by_path, read_message, text};
use crate::source::encoding;
use crate::source::format::budgeted::Budgeted;
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;
use crate::source::record::Record;
use crate::source::transcode::Utf8Stream;

/// Conversations in JSON.
pub static FORMAT: Format = Format { name: "chat", extensions: &["json"], detect, read };

/// Names of lists and objects in which chats lie.
const AROUND: &[&str] = &["chats", "left_chats", "list"];

fn detect(probe: &Probe<'_>) -> Detection {
    let text = probe.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let first = |bytes: &[u8]| match serde_json::Deserializer::from_slice(bytes).into_iter::<Value>().next() {
        Some(Ok(Value::Object(record))) => Some(record),
        _ => None,
    };
    let sure = if is_list_of_slack(probe.name, text) {
        true
    } else if text.starts_with('{') {
        // All chats of an account begin with the account.
        let account = text.contains("Telegram") && text.contains("\"personal_information\"");
        account || messages_in(probe.head).and_then(first).is_some_and(|record| read_message(&record).is_some())
    } else if text.starts_with('[') && text.contains("\"ts\"") {
        let start = memchr::memchr(b'{', probe.head).unwrap_or_default();
        first(&probe.head[start..]).is_some_and(|record| is_slack(&record))
    } else {
        false
    };
    if sure { Detection::Certain } else { Detection::No }
}

/// What follows the bracket of a list of that name, from its first object on.
fn messages_in(head: &[u8]) -> Option<&[u8]> {
    let at = memchr::memmem::find(head, b"\"messages\"")? + b"\"messages\"".len();
    let rest = head[at..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start().strip_prefix(b"[")?;
    let rest = rest.trim_ascii_start();
    rest.starts_with(b"{").then_some(rest)
}

/// Whether a file is one of the lists of members and channels in an export of Slack.
fn is_list_of_slack(name: &str, text: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    directory::LISTS.contains(&file)
        && text.starts_with('[')
        && text.contains("\"id\"")
        && ["\"team_id\"", "\"members\"", "\"profile\""].iter().any(|key| text.contains(key))
}

fn is_slack(record: &Record) -> bool {
    record.get("type").and_then(Value::as_str) == Some("message") && record.get("ts").is_some_and(Value::is_string)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let name = input.name().to_owned();
    input.fill_head()?;
    let (head, charset) = (input.head(), encoding::classify(input.head()));
    if is_list_of_slack(&name, encoding::preview(head, &charset, 4000).trim_start()) {
        return sink.skip(None, SkipReason::NotAnArticle("a list of who and what is in an export of Slack"));
    }
    let directory = sink.directory().or_else(|| directory::beside(input));
    let at = |name: &[u8]| memchr::memmem::find(input.head(), name);
    let named_last =
        at(b"\"participants\"").is_some_and(|first| at(b"\"messages\"").is_none_or(|messages| first < messages));
    if named_last {
        let bytes = input.read_all(limit)?;
        let value: Value = serde_json::from_slice(&bytes).map_err(ReadError::from)?;
        return read_named_last(&value, &name, sink);
    }
    let spent = Rc::new(Cell::new(0));
    let stream = Budgeted::new(Utf8Stream::new(input, usize::MAX)?, &spent, limit);
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(stream));
    let mut walk = Walk { sink, spent, name, directory, facts: Record::new(), chats: 0, inside: false, halt: None };
    let ended = loop {
        if let Err(error) = Node(&mut walk).deserialize(&mut json) {
            break Err(error);
        }
        // Some write one chat behind the other.
        if json.end().is_ok() {
            break Ok(());
        }
    };
    if let Some(halt) = walk.halt {
        return Err(halt);
    }
    match ended {
        Err(_) if walk.spent.get() > limit => Err(ReadError::RecordTooLarge { limit }.into()),
        Err(error) => Err(ReadError::from(error).into()),
        Ok(()) if walk.chats == 0 => sink.skip(None, SkipReason::NotAnArticle("no messages in it")),
        Ok(()) => Ok(()),
    }
}

/// Facebook and Instagram: participants, messages, and then the title.
fn read_named_last(value: &Value, path: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if !value.get("messages").is_some_and(Value::is_array) {
        return sink.skip(None, SkipReason::NotAnArticle("no messages in it"));
    }
    let title = value.get("title").and_then(Value::as_str).map(|title| super::message::mended(title.to_owned()));
    let name = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| name_by_path(path));
    let mut log = Log::new("chat", name, None, Cut::Days);
    for (number, item) in (1_u64..).zip(value.get("messages").and_then(Value::as_array).into_iter().flatten()) {
        match item.as_object().and_then(read_message) {
            Some(message) => log.add(message, sink)?,
            None => unread(number, None, sink)?,
        }
    }
    log.finish(sink)
}

fn unread(number: u64, chat: Option<&str>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let place = chat.map_or_else(|| format!("message {number}"), |chat| format!("{chat}/message {number}"));
    sink.skip(Some(&place), SkipReason::NotAnArticle("a message without time or sender"))
}

/// What is known while a file is walked through.
struct Walk<'w, 'o> {
    sink: &'w mut Sink<'o>,
    spent: Rc<Cell<usize>>,
    /// Path of the file.
    name: String,
    /// Who the ids of an export of Slack stand for.
    directory: Option<Rc<Directory>>,
    /// What the present object has said of itself.
    facts: Record,
    chats: u64,
    /// In a list of chats.
    inside: bool,
    halt: Option<Halt>,
}

impl Walk<'_, '_> {
    /// The log of the chat that the facts describe.
    fn log(&mut self) -> Log {
        self.chats += 1;
        let named = |key: &str| text(self.facts.get(key).and_then(|value| value.get("name")));
        let own = ["name", "room_name", "title"].iter().find_map(|key| text(self.facts.get(*key)));
        let chat = match (named("guild"), named("channel"), own) {
            (Some(guild), Some(channel), _) => format!("{guild} #{channel}"),
            (_, Some(channel), _) => channel.to_owned(),
            (_, _, Some(name)) => name.to_owned(),
            _ => name_by_path(&self.name),
        };
        let kind = text(self.facts.get("type")).unwrap_or_default();
        let telegram = kind.ends_with("_channel")
            || kind.ends_with("_chat")
            || kind.ends_with("group")
            || kind == "saved_messages";
        let format = match (telegram, self.facts.contains_key("guild")) {
            (true, _) => "telegram",
            (_, true) => "discord",
            _ => "chat",
        };
        let cut = if kind.ends_with("_channel") { Cut::Posts } else { Cut::Days };
        let place = self.inside.then(|| self.facts.get("id").map_or_else(|| self.chats.to_string(), Value::to_string));
        Log::new(format, chat, place, cut)
    }

    /// A message of the log.
    fn message(&mut self, log: &mut Log, number: u64, value: &Value) -> Result<(), Halt> {
        let service = value.get("type").and_then(Value::as_str) == Some("service");
        match value.as_object().and_then(|record| read_message_of(record, self.directory.as_deref())) {
            Some(message) if !(service && log.cut == Cut::Posts) => log.add(message, self.sink),
            Some(_) => Ok(()),
            // Joins and calls without a word.
            None if service => Ok(()),
            None => unread(number, log.place.as_deref(), self.sink),
        }
    }

    /// Remembers why to stop, and stops the parser.
    fn stop<E: serde::de::Error>(&mut self, ended: Result<(), Halt>) -> Result<(), E> {
        ended.map_err(|halt| {
            self.halt = Some(halt);
            E::custom("stopped")
        })
    }
}

/// A value in which chats may lie.
struct Node<'n, 'w, 'o>(&'n mut Walk<'w, 'o>);

impl<'de> DeserializeSeed<'de> for Node<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a chat or a list of chats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let walk = self.0;
        let outer = std::mem::take(&mut walk.facts);
        while let Some(key) = map.next_key::<String>()? {
            walk.spent.set(0);
            match key.as_str() {
                "messages" => map.next_value_seed(Messages(walk))?,
                _ if AROUND.contains(&key.as_str()) => {
                    let before = std::mem::replace(&mut walk.inside, true);
                    map.next_value_seed(Node(walk))?;
                    walk.inside = before;
                }
                "name" | "title" | "type" | "id" | "guild" | "channel" | "room_name" => {
                    let value = map.next_value()?;
                    walk.facts.insert(key, value);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        walk.facts = outer;
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        // A list of messages without a chat around it is a day of Slack.
        if !self.0.inside {
            return Messages(self.0).visit_seq(items);
        }
        while items.next_element_seed(Node(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// The messages of the chat that the facts describe.
struct Messages<'n, 'w, 'o>(&'n mut Walk<'w, 'o>);

impl<'de> DeserializeSeed<'de> for Messages<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let walk = self.0;
        let mut log = walk.log();
        let mut number = 0_u64;
        loop {
            walk.spent.set(0);
            let value = match items.next_element::<Value>() {
                Ok(Some(value)) => value,
                Ok(None) => break,
                // The file is torn: what was read of the day is not lost.
                Err(error) => {
                    let ended = log.finish(walk.sink);
                    walk.stop(ended)?;
                    return Err(error);
                }
            };
            number += 1;
            if number == 1 && value.as_object().is_some_and(is_slack) {
                let folder = walk.name.rsplit('/').nth(1).unwrap_or_default();
                // Conversations lie in folders that are called by their ids.
                let chat = match walk.directory.as_ref().and_then(|directory| directory.name(folder)) {
                    Some(name) if folder.starts_with('D') => name.to_owned(),
                    Some(name) => format!("#{name}"),
                    None => format!("#{folder}").trim_end_matches('#').to_owned(),
                };
                log = Log::new("slack", chat, None, Cut::Days);
            }
            let ended = walk.message(&mut log, number, &value);
            walk.stop(ended)?;
        }
        let ended = log.finish(walk.sink);
        walk.stop(ended)
    }
}
