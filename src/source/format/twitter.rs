//! The archive that X (Twitter) gives to its users: `data/tweets.js` and its neighbours, JSON behind a line of JavaScript.
//!
//! Posts, long posts and what was liked are an article each; direct messages are an article a day. The surprise: addresses in posts are
//! short ones of the service, which lead nowhere without it, so the whole address that stands beside them takes their place.

use std::io::{self, BufRead};

use serde_json::Value;

use super::chat::{Cut, Log, read_message};
use super::json::{Next, Values};
use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;
use crate::source::record::Record;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::unescape;

/// Files of the archive.
pub static FORMAT: Format = Format { name: "twitter", extensions: &["js"], detect, read };

/// What stands before the value in each of its files.
const OPENING: &str = "window.YTD.";

fn detect(probe: &Probe<'_>) -> Detection {
    let start = probe.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with(OPENING) && start.contains('=') { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut reader = Utf8Stream::new(input, usize::MAX)?;
    pass_opening(&mut reader)?;
    let mut values = Values::new(&mut reader, limit);
    let (mut bytes, mut number, mut found) = (Vec::new(), 0_u64, false);
    loop {
        let next = values.next(&mut bytes)?;
        number += 1;
        let place = number.to_string();
        match next {
            Next::End => break,
            Next::TooLarge | Next::Begun => sink.fail_at(Some(&place), ReadError::RecordTooLarge { limit })?,
            Next::Value => match serde_json::from_slice::<Value>(&bytes) {
                Ok(value) => found |= read_entry(&value, &place, sink)?,
                Err(error) => sink.fail_at(Some(&place), error.into())?,
            },
        }
    }
    if found { Ok(()) } else { sink.skip(None, SkipReason::NotAnArticle("a part of an archive of X without posts")) }
}

/// Passes over `window.YTD.tweets.part0 =`.
fn pass_opening(reader: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let available = reader.fill_buf()?;
        let at = memchr::memchr(b'=', available);
        let used = at.map_or(available.len(), |at| at + 1);
        let ended = available.is_empty();
        reader.consume(used);
        if at.is_some() || ended {
            return Ok(());
        }
    }
}

/// Hands over what an entry holds; false when it is no post and no conversation.
fn read_entry(value: &Value, place: &str, sink: &mut Sink<'_>) -> Result<bool, Halt> {
    let Some(entry) = value.as_object() else { return Ok(false) };
    // The oldest archives have no name around a post.
    let record = |name: &str| entry.get(name).and_then(Value::as_object);
    let draft = if let Some(talk) = record("dmConversation") {
        return read_talk(talk, place, sink).map(|()| true);
    } else if let Some(post) = record("tweet").or_else(|| entry.contains_key("full_text").then_some(entry)) {
        read_post(post)
    } else if let Some(note) = record("noteTweet") {
        let core = note.get("core").and_then(Value::as_object);
        post_of(
            string(note, "noteTweetId"),
            core.map(|core| string(core, "text")).unwrap_or_default(),
            string(note, "createdAt"),
        )
    } else if let Some(like) = record("like") {
        let mut draft = post_of(string(like, "tweetId"), string(like, "fullText"), String::new());
        draft.note("type", "like");
        draft
    } else {
        return Ok(false);
    };
    if draft.body.is_empty() {
        sink.skip(Some(place), SkipReason::Empty)?;
    } else {
        sink.article(Draft { locator: Some(place.to_owned()), ..draft })?;
    }
    Ok(true)
}

fn string(record: &Record, name: &str) -> String {
    record.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn post_of(id: String, text: String, date: String) -> Draft {
    let mut draft = Draft::default();
    unescape(&text).lines().for_each(|line| draft.paragraph(line));
    if !id.is_empty() {
        fill(&mut draft.url, format!("https://x.com/i/status/{id}"));
    }
    fill(&mut draft.external_id, id);
    if !date.is_empty() {
        draft.date(date);
    }
    draft
}

fn read_post(post: &Record) -> Draft {
    let mut text = if post.contains_key("full_text") { string(post, "full_text") } else { string(post, "text") };
    let entities = ["entities", "extended_entities"].iter().filter_map(|name| post.get(*name));
    let lists =
        entities.flat_map(|entities| ["urls", "media"].iter().filter_map(|name| entities.get(*name)?.as_array()));
    for item in lists.flatten() {
        let part = |name: &str| item.get(name).and_then(Value::as_str);
        if let (Some(short), Some(long)) = (part("url"), part("expanded_url")) {
            text = text.replace(short, long);
        }
    }
    let id = ["id_str", "id"].iter().map(|name| string(post, name)).find(|id| !id.is_empty()).unwrap_or_default();
    let mut draft = post_of(id, text, string(post, "created_at"));
    let user = post.get("user").and_then(Value::as_object);
    fill(&mut draft.byline, user.map(|user| string(user, "screen_name")).unwrap_or_default());
    if let Some(language) = post.get("lang").and_then(Value::as_str).filter(|language| *language != "und") {
        fill(&mut draft.language, language);
    }
    draft.note("in-reply-to", string(post, "in_reply_to_screen_name"));
    draft
}

/// A conversation by direct messages, whose latest message comes first.
fn read_talk(talk: &Record, place: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let name = format!("Direct messages {}", string(talk, "conversationId"));
    let mut log = Log::new("twitter", name.trim_end().to_owned(), Some(place.to_owned()), Cut::Days);
    for message in talk.get("messages").and_then(Value::as_array).into_iter().flatten() {
        let message = message.get("messageCreate").and_then(Value::as_object).and_then(read_message);
        if let Some(message) = message {
            log.add(message, sink)?;
        }
    }
    log.finish(sink)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn posts_are_articles_with_whole_addresses() {
        let text = r#"window.YTD.tweets.part0 = [ { "tweet" : { "id_str" : "17", "created_at" : "Wed Mar 06 10:00:00 +0000 2024", "lang" : "en",
            "full_text" : "Talks &amp; hopes: no date is set https://t.co/x", "in_reply_to_screen_name" : "janedoe",
            "entities" : { "urls" : [ { "url" : "https://t.co/x", "expanded_url" : "https://example.com/talks" } ] } } },
            { "tweet" : { "id_str" : "18", "created_at" : "Thu Mar 07 10:00:00 +0000 2024", "full_text" : "The second day.\nIt rained." } } ]"#;
        let found = articles("data/tweets.js", text.as_bytes());
        assert_eq!(
            headlines(&found),
            [("1", "Talks & hopes: no date is set https://example.com/talks"), ("2", "The second day.")]
        );
        let first = &found[0];
        assert_eq!((first.format.as_str(), first.external_id.as_deref()), ("twitter", Some("17")));
        assert_eq!((first.url.as_deref(), first.language.as_deref()), (Some("https://x.com/i/status/17"), Some("en")));
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-03-06"));
        assert_eq!(first.metadata, [("in-reply-to".to_owned(), "janedoe".to_owned())]);
        assert_eq!(found[1].sections[0].paragraphs, ["It rained."]);
    }

    #[test]
    fn direct_messages_are_days_and_other_parts_are_left_aside() {
        let text = r#"window.YTD.direct_messages.part0 = [{"dmConversation": {"conversationId": "1-2", "messages": [
            {"messageCreate": {"id": "9", "senderId": "2", "text": "Until nine.", "createdAt": "2024-03-06T10:05:00.000Z"}},
            {"messageCreate": {"id": "8", "senderId": "1", "text": "Are you there?", "createdAt": "2024-03-06T10:01:00.000Z"}}]}}]"#;
        let found = articles("direct-messages.js", text.as_bytes());
        assert_eq!(headlines(&found), [("1/2024-03-06", "Direct messages 1-2, 2024-03-06")]);
        assert_eq!(
            (found[0].lede.as_str(), found[0].sections[0].paragraphs[0].as_str()),
            ("10:01 1: Are you there?", "10:05 2: Until nine.")
        );
        let (found, others) = outcomes(
            "account.js",
            br#"window.YTD.account.part0 = [{"account": {"username": "x"}}]"#,
            &ReadOptions::default(),
        );
        assert_eq!(
            (found.len(), others),
            (0, vec![": no article in it: a part of an archive of X without posts".to_owned()])
        );
    }
}
