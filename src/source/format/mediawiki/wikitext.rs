//! Wikitext as plain paragraphs and headings, without a parser of all that MediaWiki knows.
//!
//! What is shown as text stays; templates are not known, so what they are given stays where it reads as sentences (quotations, captions in
//! boxes) and goes where it does not. The surprise: brackets are paired once for the whole page, since looking for the end of each takes
//! the square of the time on a page that never closes them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::source::date;
use crate::source::draft::Piece;
use crate::source::spare;
use crate::source::xml::unescape;

/// Nesting of templates and links that is followed.
const DEPTH: usize = 120;

/// Longest link out of the wiki, in bytes.
const LINK_BYTES: usize = 4000;

/// Templates that stand for their last argument, or the first where the others explain it.
const LAST: &[&str] = &[
    "w",
    "wikipedia",
    "lang",
    "nowrap",
    "nobr",
    "small",
    "big",
    "smaller",
    "link",
    "wp",
    "langue",
    "idioma",
    "l",
    "color",
    "font",
];
const FIRST: &[&str] = &["abbr", "tooltip", "abbrlink", "ill", "lien", "interlanguage link", "sic", "date wikinews"];

/// Templates that say when the news is from.
const DATES: &[&str] = &["date", "byline", "datum", "fecha", "data", "дата", "dateline", "datea", "日期", "تاريخ"];

/// Beginnings of the names of templates about other texts.
const ABOUT_OTHERS: &[&str] = &[
    "cit",
    "source",
    "ref",
    "sfn",
    "navbox",
    "quelle",
    "fuente",
    "fonte",
    "источник",
    "literatur",
    "ouvrage",
    "article",
    "lien web",
    "internetquelle",
    "main",
    "see also",
    "category",
];

/// Elements whose content is no text.
const DATA: &[&str] = &[
    "ref",
    "math",
    "score",
    "timeline",
    "graph",
    "templatestyles",
    "style",
    "imagemap",
    "mapframe",
    "maplink",
    "hiero",
    "chem",
    "dynamicpagelist",
    "inputbox",
    "section",
];

/// Words in links to pictures that are no caption.
const PLACING: &[&str] = &[
    "thumb",
    "thumbnail",
    "mini",
    "miniatur",
    "frame",
    "framed",
    "frameless",
    "border",
    "right",
    "left",
    "center",
    "centre",
    "none",
    "rechts",
    "links",
    "droite",
    "gauche",
    "vignette",
    "upright",
    "hochkant",
    "baseline",
    "middle",
    "top",
    "bottom",
    "miniaturadeimagen",
    "derecha",
    "izquierda",
    "мини",
    "справа",
    "слева",
];

/// Names of the namespaces that are no part of the text, in small letters.
#[derive(Debug, Default)]
pub(super) struct Names {
    files: FxHashSet<String>,
    categories: FxHashSet<String>,
}

impl Names {
    /// Adds the name of a namespace by its number.
    pub(super) fn add(&mut self, key: &str, name: &str) {
        let names = match key {
            "6" => &mut self.files,
            "14" => &mut self.categories,
            _ => return,
        };
        names.insert(name.to_lowercase());
    }

    fn is_file(&self, name: &str) -> bool {
        matches!(name, "file" | "image" | "media") || self.files.contains(name)
    }

    fn is_category(&self, name: &str) -> bool {
        name == "category" || self.categories.contains(name)
    }
}

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct Wiki {
    pub(super) pieces: Vec<Piece>,
    pub(super) categories: Vec<String>,
    pub(super) dates: Vec<String>,
}

/// Reads the text of a page.
pub(super) fn read_wikitext(text: &str, names: &Names) -> Wiki {
    let mut reader = Reader { text, names, pairs: pair(text), unclosed: FxHashSet::default(), wiki: Wiki::default() };
    let plain = reader.plain(0, text.len(), 0);
    let mut wiki = reader.wiki;
    wiki.pieces = pieces_of(&plain);
    wiki
}

/// Where each `{{` and `[[` is closed.
fn pair(text: &str) -> FxHashMap<usize, usize> {
    let bytes = text.as_bytes();
    let (mut pairs, mut open) = (FxHashMap::default(), Vec::<(u8, usize)>::new());
    let mut at = 0;
    let sign = |byte: &u8| matches!(byte, b'{' | b'}' | b'[' | b']');
    while let Some(next) = bytes[at..].iter().position(sign) {
        at += next;
        let sign = bytes[at];
        if bytes.get(at + 1) != Some(&sign) {
            at += 1;
            continue;
        }
        let closes = match sign {
            b'}' => Some(b'{'),
            b']' => Some(b'['),
            _ => None,
        };
        match closes {
            None => open.push((sign, at)),
            Some(opening) => {
                // One or two that were never closed may lie above.
                let found = open.iter().rev().take(4).position(|(sign, _)| *sign == opening);
                if let Some(above) = found {
                    open.truncate(open.len() - above);
                    let (_, start) = open.pop().expect("it was found");
                    pairs.insert(start, at);
                }
            }
        }
        at += 2;
    }
    pairs
}

struct Reader<'t> {
    text: &'t str,
    names: &'t Names,
    pairs: FxHashMap<usize, usize>,
    /// Elements that are not closed in the rest of the page.
    unclosed: FxHashSet<String>,
    wiki: Wiki,
}

impl<'t> Reader<'t> {
    /// A part of the page without its markup, but for that of lines.
    fn plain(&mut self, from: usize, to: usize, depth: usize) -> String {
        let mut out = String::with_capacity(to - from);
        let mut at = from;
        while at < to {
            let rest = &self.text[at..to];
            let Some(next) = rest.find(['{', '[', '<', '\'', '_', '&']) else {
                out.push_str(rest);
                break;
            };
            out.push_str(&rest[..next]);
            at += next;
            at = self.mark(at, to, depth, &mut out);
        }
        out
    }

    /// Reads what a sign at `at` begins, and says where it ends.
    fn mark(&mut self, at: usize, to: usize, depth: usize, out: &mut String) -> usize {
        let rest = &self.text[at..to];
        let end = self.pairs.get(&at).copied().filter(|end| *end + 2 <= to);
        match end {
            Some(end) if depth >= DEPTH => return end + 2,
            Some(end) if rest.starts_with('{') => {
                let text = self.template(at + 2, end, depth + 1);
                out.push_str(&text);
                return end + 2;
            }
            Some(end) => {
                let text = self.link(at + 2, end, depth + 1);
                out.push_str(&text);
                return end + 2;
            }
            None => {}
        }
        if rest.starts_with('[') {
            if let Some((length, label)) = outer_link(rest) {
                let start = at + label.0;
                let label = self.plain(start, at + label.1, depth + 1);
                out.push_str(&label);
                return at + length;
            }
        } else if rest.starts_with('<') {
            return self.tag(at, to, out);
        } else if rest.starts_with("''") {
            return at + rest.bytes().take_while(|byte| *byte == b'\'').count();
        } else if let Some(inner) = rest.strip_prefix("__") {
            let word = inner.bytes().take_while(u8::is_ascii_uppercase).count();
            if word > 0 && inner[word..].starts_with("__") {
                return at + word + 4;
            }
        } else if let Some(inner) = rest.strip_prefix('&') {
            let name = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
            let end = Some(name + 1).filter(|end| rest.as_bytes().get(*end) == Some(&b';'));
            if let Some(end) = end {
                out.push_str(&unescape(&rest[..=end]));
                return at + end + 1;
            }
        }
        let sign = rest.chars().next().map_or(1, char::len_utf8);
        out.push_str(&rest[..sign]);
        at + sign
    }

    /// Where a comment or an element ends; its text, or a break, goes to `out`.
    fn tag(&mut self, at: usize, to: usize, out: &mut String) -> usize {
        let rest = &self.text[at..to];
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(to, |end| at + end + 3);
        }
        let inner = rest[1..].trim_start_matches('/');
        let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = inner[..length].to_ascii_lowercase();
        let end = memchr::memchr2(b'>', b'<', &rest.as_bytes()[1..]).map(|end| end + 1);
        let Some(end) = end.filter(|end| length > 0 && rest.as_bytes()[*end] == b'>') else {
            out.push('<');
            return at + 1;
        };
        let after = at + end + 1;
        if matches!(name.as_str(), "br" | "p" | "div" | "li" | "tr" | "blockquote" | "poem") {
            out.push('\n');
        }
        let opens = !rest.starts_with("</") && !rest[..end].ends_with('/');
        let apart = DATA.contains(&name.as_str());
        if !opens || !(apart || matches!(name.as_str(), "nowiki" | "gallery")) || self.unclosed.contains(&name) {
            return after;
        }
        let body = &self.text[after..to];
        let Some(close) = find_ignoring_case(body, &format!("</{name}")) else {
            self.unclosed.insert(name);
            return after;
        };
        let content = &body[..close];
        if name == "nowiki" {
            out.push_str(content);
        } else if name == "gallery" {
            for caption in content.lines().filter_map(|line| line.rsplit_once('|')) {
                let start = caption.1.as_ptr() as usize - self.text.as_ptr() as usize;
                let caption = self.plain(start, start + caption.1.len(), DEPTH - 2);
                out.push_str(&format!("\n\n{caption}\n\n"));
            }
        }
        let closed = after + close;
        self.text[closed..to].find('>').map_or(to, |end| closed + end + 1)
    }

    /// The parts of a template or link between its upright bars.
    fn parts(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let (mut parts, mut start, mut at) = (Vec::new(), from, from);
        while at < to {
            match bytes[at] {
                b'{' | b'[' if self.pairs.get(&at).is_some_and(|end| *end < to) => at = self.pairs[&at] + 2,
                b'|' => {
                    parts.push((start, at));
                    at += 1;
                    start = at;
                }
                _ => at += 1,
            }
        }
        parts.push((start, to));
        parts
    }

    fn template(&mut self, from: usize, to: usize, depth: usize) -> String {
        let parts = self.parts(from, to);
        let name = self.text[parts[0].0..parts[0].1].trim().to_lowercase().replace('_', " ");
        let among = |names: &[&str]| names.contains(&name.as_str());
        if name == "!" {
            return "|".to_owned();
        }
        let mut values: Vec<(bool, String)> = Vec::new();
        for (start, end) in &parts[1..] {
            let argument = &self.text[*start..*end];
            let named = argument.find('=').filter(|at| {
                argument[..*at].chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\n'))
            });
            let value = self.plain(start + named.map_or(0, |at| at + 1), *end, depth);
            values.push((named.is_some(), value.trim().to_owned()));
        }
        let plain =
            || values.iter().filter(|(named, value)| !named && !value.is_empty()).map(|(_, value)| value.as_str());
        if among(DATES) {
            let all: Vec<&String> = values.iter().map(|(_, value)| value).collect();
            let found = all.iter().find(|value| date::parse(value, None).is_some());
            self.wiki.dates.extend(found.map(|value| (*value).clone()));
            // A place stands beside it.
            return String::new();
        }
        if among(LAST) {
            return plain().next_back().unwrap_or_default().to_owned();
        }
        if among(FIRST) {
            return plain().next().unwrap_or_default().to_owned();
        }
        if ABOUT_OTHERS.iter().any(|start| name.starts_with(start)) {
            return String::new();
        }
        let texts: Vec<&str> =
            values.iter().map(|(_, value)| value.as_str()).filter(|value| spare::is_running(value)).collect();
        if texts.is_empty() { String::new() } else { format!("\n\n{}\n\n", texts.join("\n\n")) }
    }

    fn link(&mut self, from: usize, to: usize, depth: usize) -> String {
        let parts = self.parts(from, to);
        let whole = self.text[parts[0].0..parts[0].1].trim();
        let target = whole.trim_start_matches(':');
        let (space, page) =
            target.split_once(':').map_or((String::new(), target), |(space, page)| (space.trim().to_lowercase(), page));
        if self.names.is_category(&space) && !whole.starts_with(':') {
            self.wiki.categories.push(page.trim().to_owned());
            return String::new();
        }
        let last = *parts.last().expect("there is one part at least");
        if self.names.is_file(&space) && !whole.starts_with(':') {
            let caption = if parts.len() > 1 { self.plain(last.0, last.1, depth) } else { String::new() };
            let option = caption.trim().to_lowercase();
            let placed = PLACING.contains(&option.as_str())
                || option.ends_with("px")
                || option.split_once('=').is_some_and(|(name, _)| name.chars().all(char::is_alphabetic));
            return if placed || option.is_empty() { String::new() } else { format!("\n\n{}\n\n", caption.trim()) };
        }
        let label = if parts.len() > 1 { self.plain(last.0, last.1, depth) } else { String::new() };
        if !label.trim().is_empty() {
            return label;
        }
        // The same page in another language is shown beside the text.
        let language = parts.len() == 1
            && !whole.starts_with(':')
            && matches!(space.len(), 2 | 3)
            && space.bytes().all(|byte| byte.is_ascii_lowercase());
        if language && space != "wp" {
            return String::new();
        }
        let shown =
            if matches!(space.as_str(), "w" | "wikipedia" | "wp" | "n" | "s" | "commons" | "c" | "wikt" | "q" | "d") {
                page
            } else {
                target
            };
        shown.split('#').next().filter(|page| !page.is_empty()).unwrap_or(shown).trim().to_owned()
    }
}

/// Length of `[https://example.com the label]`, and where its label lies.
fn outer_link(text: &str) -> Option<(usize, (usize, usize))> {
    let inner = &text[1..];
    let address = ["http://", "https://", "//", "ftp://", "mailto:"].iter().any(|scheme| inner.starts_with(scheme));
    let near = &inner.as_bytes()[..inner.len().min(LINK_BYTES)];
    let end = memchr::memchr2(b']', b'\n', near).filter(|end| address && inner.as_bytes()[*end] == b']')?;
    let label = inner[..end].find(' ').map_or(end, |at| at + 1);
    Some((end + 2, (label + 1, end + 1)))
}

/// Where an ASCII text stands in another in capitals or small letters.
fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|at| {
        text.as_bytes().get(*at..at + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes()))
    })
}

/// Paragraphs and headings by the signs that lines begin with.
fn pieces_of(text: &str) -> Vec<Piece> {
    // Headings with their levels, to drop those with nothing below.
    let mut found: Vec<(Option<usize>, String)> = Vec::new();
    let mut paragraph = String::new();
    let mut row: Option<Vec<String>> = None;
    let end = |paragraph: &mut String, found: &mut Vec<(Option<usize>, String)>| {
        if !paragraph.trim().is_empty() {
            found.push((None, paragraph.trim().to_owned()));
        }
        paragraph.clear();
    };
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("{|") || row.is_some() {
            end(&mut paragraph, &mut found);
            let cells = row.get_or_insert_default();
            let closes = line.starts_with("|}");
            if closes || line.starts_with("|-") || line.starts_with("{|") {
                let text = cells.join(" | ");
                end(&mut text.clone(), &mut found);
                cells.clear();
            } else {
                cells.extend(cells_of(line));
            }
            if closes {
                row = None;
            }
            continue;
        }
        let level = line.bytes().take_while(|byte| *byte == b'=').count();
        if level > 0 && line.len() > 2 * level && line.ends_with('=') {
            end(&mut paragraph, &mut found);
            found.push((Some(level), line.trim_matches('=').trim().to_owned()));
        } else if line.is_empty() || line.starts_with("----") {
            end(&mut paragraph, &mut found);
        } else if line.starts_with(['*', '#', ':', ';']) {
            end(&mut paragraph, &mut found);
            paragraph.push_str(line.trim_start_matches(['*', '#', ':', ';', ' ']));
            end(&mut paragraph, &mut found);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    end(&mut paragraph, &mut found);
    if let Some(cells) = row {
        end(&mut cells.join(" | "), &mut found);
    }
    let filled = |at: usize, level: usize| {
        let below = found[at + 1..].iter().take_while(|(other, _)| other.is_none_or(|other| other > level));
        below.clone().take(200).any(|(other, _)| other.is_none())
    };
    let kept = found.iter().enumerate().filter(|(at, (level, _))| level.is_none_or(|level| filled(*at, level)));
    kept.map(
        |(_, (level, text))| {
            if level.is_some() { Piece::Heading(text.clone()) } else { Piece::Paragraph(text.clone()) }
        },
    )
    .collect()
}

/// The cells of a line of a table, without what says how they look.
fn cells_of(line: &str) -> Vec<String> {
    let line = line.trim_start_matches("|+").trim_start_matches(['|', '!']);
    let cells = line.split("||").flat_map(|cell| cell.split("!!"));
    let text = |cell: &str| match cell.split_once('|') {
        Some((look, text)) if look.contains('=') => text.trim().to_owned(),
        _ => cell.trim().to_owned(),
    };
    cells.map(text).filter(|cell| !cell.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut names = Names::default();
        names.add("6", "Datei");
        names.add("14", "Kategorie");
        let shown = |piece: Piece| match piece {
            Piece::Heading(text) => format!("# {text}"),
            Piece::Paragraph(text) => text,
        };
        read_wikitext(text, &names).pieces.into_iter().map(shown).collect()
    }

    #[test]
    fn text_in_many_templates_is_not_lost() {
        let text = "A geyser spoke up in the north of the island on Monday, officials said.";
        let nested = format!("{}{text}{}", "{{quote|".repeat(40), "}}".repeat(40));
        assert_eq!(read(&nested), [text]);
    }

    #[test]
    fn links_and_templates_become_what_they_show() {
        for (wikitext, text) in [
            (
                "A [[w:Volcano|volcano]] in [[Iceland]]s '''north''' ''is'' [[:Category:Fire|on fire]].",
                "A volcano in Icelands north is on fire.",
            ),
            (
                "{{w|Volcano|Volcanoes}} and {{w|Cairo}}, {{lang|fr|c'est la vie}}.",
                "Volcanoes and Cairo, c'est la vie.",
            ),
            (
                "One<ref name=\"a\">{{cite web|title=The talks in Cairo went on for a third day.}}</ref>, two<ref name=\"a\" />.",
                "One, two.",
            ),
            (
                "See [https://example.com the page] or [https://example.com]. AT&T &amp; R&nbsp;D",
                "See the page or . AT&T & R\u{a0}D",
            ),
            ("A <!-- not\nthis -->b <nowiki>[[c]]</nowiki> <span style=\"x\">d</span> < 5", "A b [[c]] d < 5"),
            ("__NOTOC__The end.[[fr:Fin]][[Kategorie:Talks]]", "The end."),
            ("{{Infobox event|name=Talks|date=5 March|image=x.jpg}}The talks.", "The talks."),
            ("Unclosed {{ and [[ stay", "Unclosed {{ and [[ stay"),
        ] {
            assert_eq!(read(wikitext), [text]);
        }
    }

    #[test]
    fn captions_quotations_lists_and_tables_stay() {
        let text = "Before. [[Datei:x.jpg|thumb|250px|The [[Nile]] at night]] After.\n== One ==\n* first\n* second\n== Empty ==\n=== Sources ===\n{{source|title=x}}\n== Table ==\n{| class=\"wikitable\"\n! Day !! Place\n|-\n| style=\"x\" | Monday || Cairo\n|}\n{{quote|The talks will go on for as long as both sides want them to.|Jane Doe}}";
        assert_eq!(
            read(text),
            [
                "Before.",
                "The Nile at night",
                "After.",
                "# One",
                "first",
                "second",
                "# Table",
                "Day | Place",
                "Monday | Cairo",
                "The talks will go on for as long as both sides want them to.",
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\||<ref>|</ref>|<!--|''|==|\\{\\||\\|\\}|\\n|é|\\PC{0,4}){0,60}") {
            read(&text);
        }
    }

    #[test]
    fn a_page_that_closes_nothing_is_read_in_one_pass() {
        let page = "{{a|[[b <ref> ".repeat(100_000);
        assert!(!read(&page).is_empty());
    }
}
