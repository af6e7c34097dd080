//! Exports of messengers; the talks are made up.

use super::super::testing::{archive, articles, headlines, outcomes};
use crate::article::Article;
use crate::source::read::ReadOptions;

fn lines(article: &Article) -> Vec<&str> {
    article.blocks().map(|block| block.text).skip(usize::from(!article.headline.derived)).collect()
}

fn day(article: &Article) -> Option<String> {
    article.date.as_ref().map(ToString::to_string)
}

#[test]
fn posts_of_a_channel_are_articles() {
    let text = r#"{"name": "Daily Example", "type": "public_channel", "id": 5, "messages": [
        {"id": 1, "type": "service", "date": "2024-03-05T09:00:00", "actor": "Daily Example", "action": "create_channel", "title": "Daily Example", "text": ""},
        {"id": 2, "type": "message", "date": "2024-03-06T10:00:00", "date_unixtime": "1709719200", "from": "Daily Example", "from_id": "channel5",
         "author": "Jane Doe", "text": ["Talks ", {"type": "bold", "text": "went on"}, " in Cairo.\n\nNo date is set, see ", {"type": "link", "text": "https://example.com"}], "text_entities": []},
        {"id": 3, "type": "message", "date": "2024-03-06T11:00:00", "from": "Daily Example", "photo": "photos/1.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2024-03-07T10:00:00", "from": "Daily Example", "forwarded_from": "Other Example", "text": "It rained."}]}"#;
    let found = articles("export/result.json", text.as_bytes());
    assert_eq!(headlines(&found), [("1", "Talks went on in Cairo."), ("3", "It rained.")]);
    let first = &found[0];
    assert_eq!(first.sections[0].paragraphs, ["No date is set, see https://example.com"]);
    assert_eq!((first.format.as_str(), first.external_id.as_deref()), ("telegram", Some("2")));
    assert_eq!((first.publisher.as_deref(), day(first).as_deref()), (Some("Daily Example"), Some("2024-03-06")));
    assert_eq!(found[1].byline.as_deref(), Some("Other Example"));
}

#[test]
fn a_group_is_an_article_a_day() {
    let text = r#"{"about": "Here is the data you requested. Telegram is free.", "personal_information": {"user_id": 1}, "chats": {"about": "x", "list": [
        {"name": "Desk", "type": "private_group", "id": 77, "messages": [
            {"id": 1, "type": "service", "date": "2024-03-06T09:00:00", "actor": "Jane Doe", "action": "invite_members", "members": ["John Roe"], "text": ""},
            {"id": 2, "type": "message", "date": "2024-03-06T10:00:00", "from": "Jane Doe", "text": "Are you there?"},
            {"id": 3, "type": "message", "date": "2024-03-06T10:05:00", "from": "John Roe", "text": "Until nine.\nNot longer."},
            {"id": 4, "type": "message", "date": "2024-03-07T08:00:00", "from": "John Roe", "forwarded_from": "Daily Example", "text": "Talks go on."},
            {"id": 5, "type": "message", "date": "2024-03-06T08:30:00", "from": "Jane Doe", "text": "A clock went wrong."}]},
        {"name": null, "type": "personal_chat", "id": 78, "messages": []},
        {"name": "Notes", "type": "public_channel", "id": 79, "messages": [{"id": 1, "type": "message", "date": "2024-03-08T10:00:00", "from": "Notes", "text": "Only this."}]}]}}"#;
    let found = articles("result.json", text.as_bytes());
    assert_eq!(
        headlines(&found),
        [
            ("77/2024-03-06", "Desk, 2024-03-06"),
            ("77/2024-03-07", "Desk, 2024-03-07"),
            ("77/2024-03-06/2", "Desk, 2024-03-06"),
            ("79/1", "Only this.")
        ]
    );
    assert_eq!(
        lines(&found[0]),
        [
            "09:00 Jane Doe: invite members John Roe",
            "10:00 Jane Doe: Are you there?",
            "10:05 John Roe: Until nine.",
            "Not longer."
        ]
    );
    assert_eq!(lines(&found[1]), ["08:00 John Roe (forwarded from Daily Example): Talks go on."]);
    let noted = |name: &str| found[0].metadata.contains(&("sender".to_owned(), name.to_owned()));
    assert!(noted("Jane Doe") && noted("John Roe"));
    assert_eq!((found[0].publisher.as_deref(), day(&found[0]).as_deref()), (Some("Desk"), Some("2024-03-06")));
}

#[test]
fn a_torn_export_gives_what_was_read_and_a_failure() {
    let text = r#"{"name": "Desk", "type": "private_group", "id": 7, "messages": [
        {"id": 2, "type": "message", "date": "2024-03-06T10:00:00", "from": "Jane Doe", "text": "Are you there?"}, {"id": 3, "type": "mes"#;
    let (found, others) = outcomes("result.json", text.as_bytes(), &ReadOptions::default());
    assert_eq!(headlines(&found), [("2024-03-06", "Desk, 2024-03-06")]);
    assert_eq!(others.len(), 1);
    assert!(others[0].starts_with("cannot read result.json: broken JSON: EOF"), "{others:?}");
    let long = format!("{text}sage\", \"text\": \"{}\"}}]}}", "x".repeat(200_000));
    let limited = ReadOptions { max_record_bytes: 100_000, ..ReadOptions::default() };
    let (found, others) = outcomes("result.json", long.as_bytes(), &limited);
    assert_eq!(
        (found.len(), others),
        (1, vec!["cannot read result.json: one record is larger than 100000 bytes".to_owned()])
    );
}

#[test]
fn pages_of_telegram_are_posts_or_days() {
    let page = |second: &str| {
        format!(
            r#"<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body onload="CheckLocation();">
            <div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Daily Example </div></div></div><div class="page_body chat_page"><div class="history">
            <div class="message service" id="message-1"><div class="body details">6 March 2024</div></div>
            <div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details" title="06.03.2024 10:00:00 UTC+02:00">10:00</div>
            <div class="from_name">Daily Example </div><div class="text">Talks went on.<br><br>No <strong>date</strong> is set.</div></div></div>
            <div class="message default clearfix joined" id="message2"><div class="body"><div class="pull_right date details" title="07.03.2024 11:00:00 UTC+02:00">11:00</div>{second}
            <div class="forwarded body"><div class="from_name">Other <span class="date details" title="05.03.2024 10:00:00">05.03.2024 10:00:00</span></div><div class="text">It rained.</div></div></div></div>
            </div></div></div></body></html>"#
        )
    };
    let found = articles("export/messages.html", page("").as_bytes());
    assert_eq!(headlines(&found), [("1", "Talks went on."), ("2", "It rained.")]);
    assert_eq!(found[0].sections[0].paragraphs, ["No date is set."]);
    assert_eq!((found[0].format.as_str(), found[1].byline.as_deref()), ("telegram", Some("Other")));
    assert_eq!((day(&found[0]).as_deref(), day(&found[1]).as_deref()), (Some("2024-03-06"), Some("2024-03-07")));
    let found = articles("export/messages.html", page(r#"<div class="from_name">Jane Doe</div>"#).as_bytes());
    assert_eq!(
        headlines(&found),
        [("2024-03-06", "Daily Example, 2024-03-06"), ("2024-03-07", "Daily Example, 2024-03-07")]
    );
    assert_eq!(lines(&found[1]), ["11:00 Jane Doe (forwarded from Other): It rained."]);
}

#[test]
fn whatsapp_is_read_in_its_many_ways_of_writing_a_date() {
    for (first, second) in [
        ("06/03/2024, 10:00 - ", "13/03/2024, 21:05 - "),
        ("3/6/24, 10:00 AM - ", "3/13/24, 9:05\u{202f}PM - "),
        ("[06.03.24, 10:00:02] ", "\u{200e}[13.03.24, 21:05:00] "),
        ("[3/6/24, 10:00:02 AM] ", "[3/13/24, 9:05:00 PM] "),
        ("2024-03-06 10:00 - ", "2024-03-13 21:05 - "),
        ("06/03/24 à 10:00 - ", "13/03/24 à 21:05 - "),
        ("6.3.2024 klo 10.00 - ", "13.3.2024 klo 21.05 - "),
        ("2024/3/6 上午10:00 - ", "2024/3/13 下午9:05 - "),
        ("٠٦/٠٣/٢٠٢٤، ١٠:٠٠ ص - ", "١٣/٠٣/٢٠٢٤، ٩:٠٥ م - "),
        ("[2024. 3. 6. 오전 10:00:02] ", "[2024. 3. 13. 오후 9:05:00] "),
        ("6/3/24, 10:00 a. m. - ", "13/3/24, 9:05 p. m. - "),
        ("06-03-2024 10:00 - ", "13-03-2024 21:05 - "),
    ] {
        let text = format!("{first}Jane Doe: Are you there?\n{second}John Roe: Until nine.\nNot longer: no.\n");
        let found = articles("WhatsApp Chat with Jane.txt", text.as_bytes());
        let expected = [
            ("2024-03-06", "WhatsApp Chat with Jane, 2024-03-06"),
            ("2024-03-13", "WhatsApp Chat with Jane, 2024-03-13"),
        ];
        assert_eq!(headlines(&found), expected, "{first}");
        assert_eq!(lines(&found[0]), ["10:00 Jane Doe: Are you there?"], "{first}");
        assert_eq!(lines(&found[1]), ["21:05 John Roe: Until nine.", "Not longer: no."], "{first}");
        assert_eq!(found[0].format, "whatsapp");
    }
}

#[test]
fn where_no_number_tells_day_from_month_the_course_of_the_chat_does() {
    let dates = |lines: [&str; 3]| {
        let text = lines.map(|line| format!("{line} - Jane Doe: Yes.")).join("\n");
        let found = articles("chat/_chat.txt", text.as_bytes());
        found.iter().map(|article| article.locator.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(dates(["3/1/24, 10:00", "3/2/24, 10:00", "4/1/24, 10:00"]), ["2024-03-01", "2024-03-02", "2024-04-01"]);
    assert_eq!(dates(["1/3/24, 10:00", "2/3/24, 10:00", "1/4/24, 10:00"]), ["2024-03-01", "2024-03-02", "2024-04-01"]);
    // Both ways in order: the clock of twelve hours decides.
    assert_eq!(dates(["1/3/24, 10:00", "1/3/24, 10:01", "1/3/24, 10:02"]), ["2024-03-01"]);
    assert_eq!(dates(["1/3/24, 1:00 PM", "1/3/24, 1:01 PM", "1/3/24, 1:02 PM"]), ["2024-01-03"]);
}

#[test]
fn texts_and_records_with_times_are_no_chats() {
    for text in [
        "07.03.2024, 14:05 - Cairo: the talks went on for a third day.\n\nNo date is set, and both sides left the hotel at night.\n",
        "2024-03-07 14:05:12 - app: started\n2024-03-07 14:05:13 - app: stopped\n",
        "[1] See the report, 3.4.2024.\n[2] See the other report.\n",
    ] {
        assert_eq!(articles("a.txt", text.as_bytes())[0].format, "text", "{text}");
    }
    for text in [
        r#"{"messages": [{"role": "user", "content": "Are the talks going on today or not?"}], "title": "A"}"#,
        r#"{"title": "A", "messages": [{"date": "2024-03-07", "subject": "Talks", "from": "a@example.com", "text": "The talks are going on and no date is set."}]}"#,
    ] {
        assert_eq!(articles("a.json", text.as_bytes())[0].format, "json", "{text}");
    }
}

#[test]
fn other_messengers_are_days() {
    let facebook = r#"{"participants": [{"name": "Jane Doe"}, {"name": "Zdzis\u00c5\u0082aw"}], "messages": [
        {"sender_name": "Zdzis\u00c5\u0082aw", "timestamp_ms": 1709719500000, "content": "Until nine."},
        {"sender_name": "Jane Doe", "timestamp_ms": 1709719200000, "content": "Are you there? \u00e2\u0082\u00ac5", "share": {"link": "https://example.com"}}],
        "title": "Zdzis\u00c5\u0082aw", "thread_path": "inbox/z_1"}"#;
    let found = articles("inbox/z_1/message_1.json", facebook.as_bytes());
    assert_eq!(headlines(&found), [("2024-03-06", "Zdzisław, 2024-03-06")]);
    assert_eq!(
        lines(&found[0]),
        ["10:00 Jane Doe: Are you there? €5", "https://example.com", "10:05 Zdzisław: Until nine."]
    );
    let slack = r#"[{"type": "message", "user": "U1", "text": "See &lt;<https://example.com|the page>&gt; in <#C1|desk>", "ts": "1709719200.000100", "user_profile": {"real_name": "Jane Doe"}},
        {"type": "message", "subtype": "channel_join", "user": "U2", "text": "<@U2> has joined the channel", "ts": "1709719300.000100"}]"#;
    let found = articles("general/2024-03-06.json", slack.as_bytes());
    assert_eq!(headlines(&found), [("2024-03-06", "#general, 2024-03-06")]);
    assert_eq!(found[0].format, "slack");
    assert_eq!(
        lines(&found[0]),
        ["10:00 Jane Doe: See <the page (https://example.com)> in #desk", "10:01 U2: @U2 has joined the channel"]
    );
    let discord = r#"{"guild": {"id": "1", "name": "Newsroom"}, "channel": {"id": "2", "type": "GuildTextChat", "name": "desk", "topic": null}, "messages": [
        {"id": "9", "type": "Default", "timestamp": "2024-03-06T10:00:00.123+00:00", "content": "Are you there?", "author": {"id": "3", "name": "jane", "nickname": "Jane Doe"},
         "embeds": [{"title": "Talks go on", "url": "https://example.com", "description": "No date is set."}]}], "messageCount": 1}"#;
    let found = articles("desk.json", discord.as_bytes());
    assert_eq!(headlines(&found), [("2024-03-06", "Newsroom #desk, 2024-03-06")]);
    assert_eq!(lines(&found[0]), ["10:00 Jane Doe: Are you there?", "Talks go on", "No date is set."]);
    let matrix = r#"{"room_name": "Desk", "messages": [{"type": "m.room.message", "sender": "@jane:example.com", "origin_server_ts": 1709719200000, "event_id": "$1",
        "content": {"msgtype": "m.text", "body": "Are you there?"}}]}"#;
    assert_eq!(lines(&articles("export.json", matrix.as_bytes())[0]), ["10:00 @jane:example.com: Are you there?"]);
    let google = r#"{"messages": [{"creator": {"name": "Jane Doe", "email": "j@example.com"}, "created_date": "Wednesday, March 6, 2024 at 10:00:00 AM UTC", "text": "Are you there?", "topic_id": "x"}]}"#;
    let found = articles("Groups/DM 1/messages.json", google.as_bytes());
    assert_eq!(headlines(&found), [("2024-03-06", "DM 1, 2024-03-06")]);
}

const MEMBERS: &str = r#"[{"id": "U1", "team_id": "T1", "name": "jane", "profile": {"display_name": "jd", "real_name": "Jane Doe"}},
    {"id": "U2", "name": "john", "profile": {"real_name": "", "display_name": "John Roe"}}, {"id": 7}, "x", {"id": "U3"}]"#;
const CHANNELS: &str =
    r#"[{"id": "C1", "name": "desk", "members": ["U1"], "purpose": {"value": "Everything about the talks."}}]"#;
const CONVERSATIONS: &str = r#"[{"id": "D7", "members": ["U1", "U2"]}]"#;
const SAID: &str = r#"[{"type": "message", "user": "U1", "text": "<@U2> see <#C1|> and <#C1>, <!here>: <!subteam^S1|@editors> at <!date^1|noon> &amp; <@U9|ann>", "ts": "1709719200.000100", "user_profile": {"real_name": "jd"}},
    {"type": "message", "user": "U9", "text": "Yes", "ts": "1709719260.000100"}]"#;

/// What is said of the day, however the export lies.
fn assert_named(found: &[crate::article::Article]) {
    assert_eq!(
        lines(&found[0]),
        ["10:00 Jane Doe: @John Roe see #desk and #desk, @here: @editors at noon & @ann", "10:01 U9: Yes"]
    );
}

#[test]
fn members_of_slack_have_their_names_in_archives() {
    for root in ["", "export/", "users-2024/"] {
        let files = [
            ("a/2024-03-06.json", SAID),
            ("D7/2024-03-06.json", SAID),
            ("users.json", MEMBERS),
            ("channels.json", CHANNELS),
            ("dms.json", CONVERSATIONS),
        ];
        let bytes = archive(&files.map(|(name, text)| (format!("{root}{name}"), text)));
        let (found, others) = outcomes("slack.zip", &bytes, &ReadOptions::default());
        let places = [format!("{root}a/2024-03-06.json!2024-03-06"), format!("{root}D7/2024-03-06.json!2024-03-06")];
        assert_eq!(
            headlines(&found),
            [(places[0].as_str(), "#a, 2024-03-06"), (places[1].as_str(), "Jane Doe, John Roe, 2024-03-06")]
        );
        assert_named(&found);
        assert_eq!(others.len(), 3, "{others:?}");
        assert!(others[0].ends_with("users.json: no article in it: a list of who and what is in an export of Slack"));
    }
}

#[test]
fn members_of_slack_have_their_names_in_folders() {
    use std::ops::ControlFlow;

    let corpus = tempfile::tempdir().expect("a folder for the test");
    std::fs::create_dir_all(corpus.path().join("export/desk")).expect("writable");
    let day = corpus.path().join("export/desk/2024-03-06.json");
    std::fs::write(&day, SAID).expect("writable");
    let read = || {
        let mut found = Vec::new();
        crate::source::read_source(
            &day,
            "export/desk/2024-03-06.json",
            None,
            &ReadOptions::default(),
            &mut |outcome| {
                if let crate::source::Outcome::Article(article) = outcome {
                    found.push(article);
                }
                ControlFlow::Continue(())
            },
        )
        .expect("readable");
        found
    };
    assert!(lines(&read()[0])[0].starts_with("10:00 jd: @U2 see #C1 and #C1"), "without the lists");
    std::fs::write(corpus.path().join("export/users.json"), MEMBERS).expect("writable");
    std::fs::write(corpus.path().join("export/channels.json"), CHANNELS).expect("writable");
    assert_named(&read());
}
