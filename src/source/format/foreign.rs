//! Text that is no article and claims to be none: style sheets, programs, links, calendars, drawings.
//!
//! Such files lie in folders of news beside saved pages and in archives of sites. The surprise: the ending alone never
//! decides, because `Rally in D.C` and `Interview with J.S` are names of articles; what a program is has to look like one.

use super::Probe;
use crate::source::xml::root_name;

/// Endings of style sheets.
const STYLES: &[&str] = &["css", "scss", "sass", "less"];

/// Endings of programs.
const PROGRAMS: &[&str] = &[
    "js", "mjs", "cjs", "jsx", "ts", "tsx", "vue", "coffee", "py", "rb", "pl", "pm", "php", "java", "kt", "scala",
    "go", "rs", "c", "h", "cc", "cpp", "cxx", "hpp", "cs", "m", "swift", "lua", "r", "jl", "sh", "bash", "zsh", "bat",
    "cmd", "ps1", "psm1", "vbs", "sql", "awk", "el", "lisp", "hs", "ml", "ex", "exs", "erl", "dart", "gradle", "asm",
];

/// Formats that take what no other claims; what one of the others has recognised is what it is.
const CATCH_ALL: &[&str] = &["text", "markdown", "mail", "wire", "sgml", "table"];

/// What mail servers and programs keep beside their messages, told by its name; `None` for all others.
pub(super) fn mail_state(name: &str) -> Option<&'static str> {
    let file = name.rsplit('/').next().unwrap_or_default();
    // The first letters rule out nearly every name.
    let known = match file.bytes().next()? {
        b'd' => ["dovecot-", "dovecot.index", "dovecot.list", "dovecot.mailbox", "dovecot.map"]
            .iter()
            .any(|own| file.starts_with(own)),
        b'c' => file.starts_with("courierimap") || file.starts_with("courierpop"),
        b'm' => matches!(file, "maildirsize" | "maildirfolder"),
        _ => false,
    };
    // Endings of articles are left to their formats: somebody may write of Dovecot.
    let article = matches!(super::extension_of(file).as_str(), "txt" | "html" | "htm" | "md" | "pdf" | "eml" | "json");
    (known && !article).then_some("an index of a mail server")
}

/// What a text is that no news can be in; `None` for all others. `format` is the one it would be read as.
pub(super) fn kind(probe: &Probe<'_>, format: &str) -> Option<&'static str> {
    let text = probe.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // Nearly every text begins with a letter and has an ending of text.
    match text.bytes().next()? {
        b'/' if text.starts_with("// <!-- <mdb:mork") => return Some("an index of a mail program"),
        b'[' if text.starts_with("[InternetShortcut]") || text.starts_with("[Desktop Entry]") => return Some("a link"),
        b'(' if text.starts_with("(This file must be converted with BinHex") => return Some("a file in BinHex"),
        b'B' if text.starts_with("BEGIN:VCALENDAR") => return Some("a calendar"),
        b'B' if text.starts_with("BEGIN:VCARD") => return Some("address cards"),
        b'<' => match root_name(text) {
            Some("svg") => return Some("a drawing"),
            Some("plist") => return Some("a list of properties"),
            Some("opml") if text.contains("xmlUrl") => return Some("a list of feeds"),
            _ if text.starts_with("<?php") => return Some("a program"),
            _ => {}
        },
        b'{' if format.starts_with("json") && probe.extension() == "map" && text.contains("\"mappings\"") => {
            return Some("a map of a program");
        }
        _ => {}
    }
    if !CATCH_ALL.contains(&format) {
        return None;
    }
    // Browsers save scripts as `name.js.download`.
    let name = probe.name.strip_suffix(".download").unwrap_or(probe.name);
    let ending = super::extension_of(name);
    if matches!(ending.as_str(), "cdx" | "cdxj") && is_capture_index(text) {
        return Some("an index of a web archive");
    }
    let kind = if STYLES.contains(&ending.as_str()) {
        "a style sheet"
    } else if PROGRAMS.contains(&ending.as_str()) {
        "a program"
    } else {
        return None;
    };
    is_code(text).then_some(kind)
}

/// ` CDX N b a m s` and the like, or lines of an address in reverse and a time of fourteen digits.
fn is_capture_index(text: &str) -> bool {
    let captured = |line: &str| {
        let time = line.split(' ').nth(1).unwrap_or_default();
        time.len() == 14 && time.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.lines().take(2).any(|line| line.trim_start().starts_with("CDX ") || captured(line))
}

/// Whether the lines of a text begin and end as those of programs do, in whatever language.
fn is_code(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "//", "/*", "*", "#!", "#include", "#define", "# ", "--", "import ", "from ", "def ", "return", "if ", "if(",
        "for ", "else", "end", "var ", "let ", "const ", "function", "class ", "use ", "using ", "package ", "public ",
        "private ", "@", "}", ")", "]", "$", "&&", "||", ".", "<?", "set ", "echo ", "export ", "SELECT ", "INSERT ",
        "CREATE ",
    ];
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let ends = |line: &str| line.ends_with(['{', '}', ';', '(', ')', '[', ']', ',', '=', '\\', '|', '>', '+']);
    let code = lines().filter(|line| ends(line) || STARTS.iter().any(|start| line.starts_with(start))).count();
    // The last line is cut where the look at the text ends; a program packed into one line has signs all over.
    let signs = text.chars().filter(|sign| matches!(sign, '{' | '}' | ';' | '(' | ')' | '=')).count();
    code * 2 > lines().count() || signs * 25 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn programs_links_and_drawings_are_named_and_left_aside() {
        let cases: [(&str, &str, &str); 17] = [
            (
                "feeds.opml",
                "<?xml version=\"1.0\"?><opml><body><outline text=\"A\" xmlUrl=\"https://example.com/f\"/></body></opml>",
                "a list of feeds",
            ),
            (
                "a.cdxj",
                "com,example)/a 20240306100000 {\"url\": \"https://example.com/a\"}\n",
                "an index of a web archive",
            ),
            (
                "photo.hqx",
                "(This file must be converted with BinHex 4.0)\n\n:$f*TEQKPH#jdH@aP!*!:\n",
                "a file in BinHex",
            ),
            (
                "Inbox.msf",
                "// <!-- <mdb:mork:z v=\"1.4\"/> -->\n<(80=Offshore payments)>\n",
                "an index of a mail program",
            ),
            (
                "Maildir/dovecot-uidlist",
                "3 V1709700000 N4 G1234\n1 :1709700000.M1P1.host\n",
                "an index of a mail server",
            ),
            ("Maildir/dovecot.index.log", "\u{1}\u{2}(\n", "an index of a mail server"),
            ("site.css", "/* colours */\nbody {\n  color: red;\n}\n", "a style sheet"),
            (
                "app.js.download",
                "!function(e,t){return e(t)||\"a long text in it\"}(window,1);var a=2;f(a)",
                "a program",
            ),
            ("fetch.py", "import os\n\ndef fetch(url):\n    return os.path.join(url, 'x')\n", "a program"),
            ("query.sql", "SELECT title\nFROM articles\nWHERE year = 1;\nSELECT 2;\n", "a program"),
            ("feed.php", "<?php\n$title = '<div>';\n", "a program"),
            ("talks.url", "[InternetShortcut]\nURL=https://example.com/talks\n", "a link"),
            (
                "talks.webloc",
                "<?xml version=\"1.0\"?><!DOCTYPE plist><plist><dict><key>URL</key></dict></plist>",
                "a list of properties",
            ),
            (
                "logo.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Logo</title><text>Daily</text></svg>",
                "a drawing",
            ),
            ("talks.ics", "BEGIN:VCALENDAR\nSUMMARY:Talks\nEND:VCALENDAR\n", "a calendar"),
            ("desk.vcf", "BEGIN:VCARD\nFN:Jane Doe\nEND:VCARD\n", "address cards"),
            ("app.js.map", "{\"version\":3,\"sources\":[\"a.js\"],\"mappings\":\"AAAA\"}", "a map of a program"),
        ];
        for (name, text, kind) in cases {
            let (found, others) = outcomes(name, text.as_bytes(), &ReadOptions::default());
            assert_eq!(found.len(), 0, "{name}");
            assert_eq!(others, [format!(": no article in it: {kind}")], "{name}");
        }
    }

    #[test]
    fn an_article_is_one_whatever_its_name_ends_in() {
        let text = "Talks go on in Cairo\n\nThe delegations met for a third day, and no date was set.\nMediators (two of them) left; others stayed.\n";
        for name in ["Rally in D.C", "Interview with J.S", "a.py", "talks.srt", "no ending", "talks.css"] {
            assert_eq!(articles(name, text.as_bytes()).len(), 1, "{name}");
        }
        let page = "<!DOCTYPE html><html><body><h1>Talks go on</h1><p>No date is set.</p></body></html>";
        assert_eq!(articles("index.php", page.as_bytes())[0].format, "html");
    }
}
