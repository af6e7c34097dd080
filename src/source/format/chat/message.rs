//! One message of a conversation, and how the exports of messengers write it in JSON.
//!
//! The services differ in names, so each part is looked for under all of them. The surprise: Facebook and Instagram write the bytes of
//! UTF-8 as if each were a character; where a text is nothing else, it is put right.

use jiff::civil;
use serde_json::Value;

use super::directory::Directory;
use crate::source::date;
use crate::source::record::Record;
use crate::source::xml::unescape;

/// A message, with blanks where an export says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::source::format) struct Message {
    /// When it was sent, in the zone of the export.
    pub when: Option<civil::DateTime>,
    /// The same as the export has it.
    pub date: String,
    pub sender: String,
    /// Whose message it was before it was forwarded.
    pub origin: String,
    pub text: String,
    pub id: String,
}

impl Message {
    /// The message as it stands in the article of its day: time and sender before the first line.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> + '_ {
        let time = self.when.map(|when| when.strftime("%H:%M").to_string()).unwrap_or_default();
        let mut who = self.sender.clone();
        if !self.origin.is_empty() {
            who = format!("{who} (forwarded from {})", self.origin).trim_start().to_owned();
        }
        if !who.is_empty() {
            who.push(':');
        }
        let lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.enumerate().map(move |(number, line)| match number {
            0 => [time.as_str(), who.as_str(), line]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" "),
            _ => line.to_owned(),
        })
    }
}

/// Names of the time of a message, those in the zone of the sender before those in UTC.
const TIMES: &[&str] = &[
    "date",
    "timestamp",
    "timestamp_ms",
    "ts",
    "origin_server_ts",
    "created_date",
    "createdAt",
    "created_at",
    "date_unixtime",
    "time",
];

/// Names of its sender.
const SENDERS: &[&str] =
    &["from", "sender_name", "author", "creator", "user_profile", "sender", "actor", "username", "user", "senderId"];

/// Names under which a sender has a name, the one that is shown first.
const NAMES: &[&str] =
    &["nickname", "real_name", "display_name", "displayName", "global_name", "name", "username", "email"];

/// Names of lists of what hangs on a message, and of the texts in it.
const ATTACHED: &[&str] = &["embeds", "attachments", "files", "share"];
const ATTACHED_TEXTS: &[&str] = &["title", "text", "description", "share_text", "link", "fileName"];

/// The message that a record is; `None` when it has no time, or neither sender nor text, or is a mail or an article.
pub(in crate::source::format) fn read_message(record: &Record) -> Option<Message> {
    read_message_of(record, None)
}

/// The same of an export that has a list of who its ids stand for.
pub(super) fn read_message_of(record: &Record, directory: Option<&Directory>) -> Option<Message> {
    let kind = record.get("type").and_then(Value::as_str);
    let other = |name: &&str| record.get(*name).is_some_and(Value::is_string);
    if !matches!(kind, Some("message" | "service")) && ["subject", "headline", "title", "url"].iter().any(other) {
        return None;
    }
    let facebook = record.contains_key("sender_name");
    let date = TIMES.iter().find_map(|name| scalar(record.get(*name)?))?;
    // Slack counts in parts of seconds.
    let whole = date.split_once('.').filter(|(whole, _)| whole.len() == 10).map_or(date.as_str(), |(whole, _)| whole);
    let when = date::parse(whole, None).map(|date| date.start)?;
    let mut sender = SENDERS.iter().find_map(|name| person(record.get(*name)?)).unwrap_or_default();
    // The list has the whole name, a message often the one that is shown.
    let known = || directory?.name(record.get("user")?.as_str()?);
    if let Some(name) = known() {
        name.clone_into(&mut sender);
    }
    let mut text = String::new();
    for name in ["text", "content", "message", "body"] {
        if let Some(value) = record.get(name) {
            push_text(value, &mut text);
        }
        if !text.is_empty() {
            break;
        }
    }
    if record.contains_key("ts") {
        text = without_brackets(&text, directory);
    }
    if text.is_empty() && sender.is_empty() {
        return None;
    }
    add_rest(record, &mut text);
    let mut message = Message {
        when: Some(when),
        date: whole.to_owned(),
        sender,
        origin: record.get("forwarded_from").and_then(person).unwrap_or_default(),
        text,
        id: ["id", "client_msg_id", "event_id"].iter().find_map(|name| scalar(record.get(*name)?)).unwrap_or_default(),
    };
    if facebook {
        message.sender = mended(message.sender);
        message.text = mended(message.text);
    }
    Some(message)
}

/// What was done and not said, and what hangs on the message.
fn add_rest(record: &Record, text: &mut String) {
    let mut add = |line: &str| {
        if !line.trim().is_empty() && !text.contains(line) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
    };
    if let Some(action) = record.get("action").and_then(Value::as_str) {
        let whom = record.get("members").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let what = record.get("title").and_then(Value::as_str);
        let parts: Vec<&str> = whom.chain(what).collect();
        add(&format!("{} {}", action.replace('_', " "), parts.join(", ")));
    }
    if let Some(poll) = record.get("poll") {
        let answers = poll.get("answers").and_then(Value::as_array).into_iter().flatten();
        let answers = answers.filter_map(|answer| answer.get("text"));
        for value in poll.get("question").into_iter().chain(answers) {
            let mut line = String::new();
            push_text(value, &mut line);
            add(&line);
        }
    }
    for name in ATTACHED {
        let items: Vec<&Value> = match record.get(*name) {
            Some(Value::Array(items)) => items.iter().collect(),
            Some(item) => vec![item],
            None => continue,
        };
        for item in items {
            ATTACHED_TEXTS.iter().filter_map(|name| item.get(*name)?.as_str()).for_each(&mut add);
        }
    }
}

/// Adds a text that may be written in pieces.
fn push_text(value: &Value, text: &mut String) {
    match value {
        Value::String(part) => text.push_str(part),
        Value::Array(parts) => parts.iter().for_each(|part| {
            if let Some(part) = part.as_str().or_else(|| part.get("text")?.as_str()) {
                text.push_str(part);
            }
        }),
        Value::Object(object) => {
            let part = ["body", "text"].iter().find_map(|name| object.get(*name)?.as_str());
            text.push_str(part.unwrap_or_default());
        }
        _ => {}
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn person(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => NAMES.iter().find_map(|name| scalar(object.get(*name)?)),
        _ => value.as_str().and_then(|_| scalar(value)),
    }
}

/// Slack's `<https://example.com|the page>` as `the page (https://example.com)`, `<#C1|general>` as `#general`, `<@U1>` as the name of
/// the member, `<!here>` as `@here`.
fn without_brackets(text: &str, directory: Option<&Directory>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((inside, after)) = after.split_once('>') else {
            // None is closed from here on.
            out.push('<');
            rest = after;
            break;
        };
        let (target, label) = inside.split_once('|').unwrap_or((inside, ""));
        match target.as_bytes().first() {
            Some(sign @ (b'#' | b'@' | b'!')) => {
                let name = directory.and_then(|directory| directory.name(&target[1..]));
                let label = label.trim_start_matches(['#', '@']);
                // `!date^...` is a time, and its label says which.
                if !(*sign == b'!' && target.contains('^') && !target.starts_with("!subteam")) {
                    out.push(if *sign == b'#' { '#' } else { '@' });
                }
                out.push_str(name.unwrap_or(if label.is_empty() { &target[1..] } else { label }));
            }
            _ if label.is_empty() => out.push_str(target),
            _ => out.push_str(&format!("{label} ({target})")),
        }
        rest = after;
    }
    out.push_str(rest);
    unescape(&out)
}

/// A text whose characters are the bytes of UTF-8, as what it was.
pub(super) fn mended(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}
