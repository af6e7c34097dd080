//! Messages inside the text of another: those of a digest, and the heads of those that were forwarded or answered.
//!
//! Looks at lines of plain text. Lists of mail send a day's messages as one text (Mailman's digests), in which each begins
//! with `Message: 3` below a row of dashes. The surprise: a row of dashes alone ends nothing, since people draw such rows
//! too; what follows it decides.

use std::borrow::Cow;

use super::header_names;

/// Lines with a name and a colon from which on they are the head of a message.
const HEAD_LINES: usize = 3;

/// Lines that the head of a message of a digest may have.
const HEAD: usize = 40;

/// The longest name before a colon, in characters.
const NAME: usize = 20;

/// A digest without its messages, and these; `None` for any other text.
pub(super) fn split_digest(text: &str) -> Option<(String, Vec<String>)> {
    memchr::memmem::find(text.as_bytes(), b"\nMessage: 1")?;
    let lines: Vec<&str> = text.lines().collect();
    // Where the rows of dashes are, and the line behind the blank ones below each.
    let is_row = |line: &str| line.len() >= 30 && line.bytes().all(|byte| byte == b'-');
    let next = |row: usize| (row + 1..lines.len()).find(|at| !lines[*at].trim().is_empty());
    let rows: Vec<(usize, usize)> =
        (0..lines.len()).filter(|at| is_row(lines[*at].trim_end())).filter_map(|row| Some((row, next(row)?))).collect();
    let begins = |number: usize, at: usize| {
        let counted = lines[at].trim_end().strip_prefix("Message: ") == Some(number.to_string().as_str());
        counted
            && header_names(&lines[at + 1..lines.len().min(at + 1 + HEAD)].join("\n")).iter().any(|name| name == "from")
    };
    let ends = |at: usize| {
        ["Subject: Digest Footer", "End of "].iter().any(|start| lines[at].starts_with(start))
            || lines[at].len() >= 30 && lines[at].bytes().all(|byte| byte == b'_')
    };
    let (mut kept, mut messages): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    let mut open: Option<usize> = None;
    let mut from = 0;
    for (row, at) in rows {
        let begin = begins(messages.len() + usize::from(open.is_some()) + 1, at);
        if !(begin || open.is_some() && ends(at)) {
            continue;
        }
        match open.take() {
            Some(start) => messages.push(lines[start..row].join("\n")),
            None => kept.extend(&lines[from..row]),
        }
        from = at;
        open = begin.then_some(at + 1);
    }
    match open {
        Some(start) => messages.push(lines[start..].join("\n")),
        None => kept.extend(&lines[from..]),
    }
    (!messages.is_empty()).then(|| (kept.join("\n"), messages))
}

/// A text in which each line of the head of a forwarded message is a paragraph of its own, so that a subject and the name
/// behind it do not run together.
pub(super) fn set_heads_apart(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let (mut set, mut at, mut from) = (String::new(), 0, 0);
    while at < lines.len() {
        let length = lines[at..].iter().take_while(|line| is_named(line)).count();
        let head = &lines[at..at + length];
        if length >= HEAD_LINES && head.iter().any(|line| line.contains('@')) {
            lines[from..at].iter().for_each(|line| push_line(&mut set, line));
            for line in head {
                push_line(&mut set, "");
                push_line(&mut set, line);
            }
            push_line(&mut set, "");
            from = at + length;
        }
        at += length.max(1);
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    lines[from..].iter().for_each(|line| push_line(&mut set, line));
    Cow::Owned(set)
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Whether a line is a name, a colon and a value, as in heads of any language; quoted or in bold letters too.
fn is_named(line: &str) -> bool {
    // Most lines have no colon near their beginning.
    let (name, value) = match line.bytes().take(NAME * 4).position(|byte| byte == b':') {
        Some(colon) => (&line[..colon], &line[colon + 1..]),
        // A wide colon has its blank in it.
        None => match line.split_once('：') {
            Some((name, _)) => (name, " "),
            None => return false,
        },
    };
    let name = name.trim_matches(['>', '*', ' ', '\t']);
    !name.is_empty()
        && name.chars().count() <= NAME
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        && name.split(' ').count() <= 2
        && value.starts_with([' ', '\t', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_colons_name_a_line_and_many_of_them_end() {
        assert!(is_named("发件人：王晓明") && !is_named("他说：好"[3..].trim_start_matches('说')));
        assert!(!is_named(&format!("{}{}", "字".repeat(40), "a：".repeat(50_000))));
    }

    #[test]
    fn a_digest_is_cut_into_its_messages() {
        let row = "-".repeat(30);
        let text = format!(
            "Today's Topics:\n\n   1. Bridge (Ana)\n\n{}\n\nMessage: 1\nDate: Mon, 11 Mar 2024\nFrom: Ana <ana@example.com>\nSubject: Bridge\n\nThe bridge.\n{row}\nAna\n\n{row}\n\nMessage: 2\nFrom: Ivo <ivo@example.com>\nSubject: Vote\n\nThe vote.\n\n{row}\n\nEnd of the Digest\n",
            "-".repeat(70)
        );
        let (kept, messages) = split_digest(&text).expect("a digest");
        assert_eq!(kept, "Today's Topics:\n\n   1. Bridge (Ana)\n\nEnd of the Digest");
        assert_eq!(messages.len(), 2);
        assert!(messages[0].starts_with("Date: Mon") && messages[0].trim_end().ends_with(&format!("{row}\nAna")));
        assert_eq!(messages[1].trim_end(), "From: Ivo <ivo@example.com>\nSubject: Vote\n\nThe vote.");
        assert_eq!(split_digest(&format!("a\n{row}\n\nMessage: 1 of many\nFrom: x\n")), None);
        assert_eq!(split_digest("a\nMessage: 1\nFrom: x\n\nb\n"), None);
    }

    #[test]
    fn heads_of_forwarded_messages_are_lines() {
        let text = "FYI.\n\nVon: Chef <c@example.com>\nGesendet: Dienstag, 5. März 2024\nAn: Anna\nBetreff: Termin\n\nEs bleibt dabei.\n";
        let set = "FYI.\n\n\nVon: Chef <c@example.com>\n\nGesendet: Dienstag, 5. März 2024\n\nAn: Anna\n\nBetreff: Termin\n\n\nEs bleibt dabei.\n";
        assert_eq!(set_heads_apart(text), set);
        assert!(set_heads_apart("> *From:* a@example.com\n> *Date:* today\n> *To:* b\n").contains("\n\n> *To:* b\n"));
        for text in
            ["One: a\nTwo: b@example.com\nthree\n", "Time: 10:30\nPlace: Cairo\nTopic: talks\n", "10:30\n11:30\n"]
        {
            assert_eq!(set_heads_apart(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_apart(text in "(-{30}\n|\nMessage: [12]\n|From: a@b\n|End of \n|é：x\n|\\PC{0,6}){0,9}") {
            split_digest(&text);
            set_heads_apart(&text);
        }
    }
}
