//! HTML without a tree: text by blocks, in one pass, whatever the nesting.
//!
//! For fragments (bodies in feeds, mail and JSON), for what a content extractor leaves, and for pages that are too odd to
//! build a tree of. Tree builders take quadratic time or the whole stack on hostile nesting; the tokenizer does not. The
//! surprise: [`tame`] must come first for text from outside, because a tag with a hundred thousand attributes is slow even
//! to tokenize.

use std::borrow::Cow;
use std::cell::RefCell;

use dom_query::Document;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use super::draft::Piece;

/// A tag with more attributes than this is dropped.
const ATTRIBUTES: usize = 400;

/// Elements of real pages nest to about fifty; browsers stop at 512.
const DEPTH: usize = 300;

/// Open elements that are told apart; more are as many as too many.
const COUNTED: usize = 600;

/// Pages above this size, or with more tags, are data and not articles, and their tree takes fifty times their bytes.
const TREE_BYTES: usize = 6 << 20;
const TREE_TAGS: usize = 300_000;

/// Bytes of text between two tags that are looked at for what is slow.
const LONG_STRETCH: usize = 32 << 10;

/// Which parts of a page are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Everything that is shown.
    All,
    /// Not menus, headers, footers and asides.
    Main,
}

/// Markup that is safe to hand to a parser.
#[derive(Debug)]
pub struct Tamed<'a> {
    /// The markup, without tags of absurd size.
    pub html: Cow<'a, str>,
    /// How deep elements may be nested at most, by counting tags; no more than some hundreds are told apart.
    pub depth: usize,
    /// Number of tags.
    pub tags: usize,
}

/// Elements without content, which do not nest.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements of which there is one of each.
const UNNESTED: &[&str] = &["html", "head", "body"];

/// Elements that an end tag of something outside does not reach through.
const SCOPE: &[&str] =
    &["applet", "button", "caption", "foreignobject", "marquee", "object", "table", "td", "template", "th"];

/// Elements whose start ends a paragraph.
const CLOSES_P: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "xmp",
];

/// Elements that an end tag of an unknown or inline element does not reach through.
const SPECIAL: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "colgroup",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "li",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// The tree of a page; `None` where it would be too deep to walk, or take too long to build.
///
/// What works on trees recurses, so a deep one is the end of the program. How deep a page is nested is reckoned from its tags,
/// which keeps the time of the builder in bounds, and looked at again in the tree.
pub fn read_tree(html: &str) -> Option<Document> {
    let tamed = tame(html);
    if tamed.depth > DEPTH || tamed.html.len() > TREE_BYTES || tamed.tags > TREE_TAGS {
        return None;
    }
    let document = Document::from(tamed.html.as_ref());
    is_shallow(&document).then_some(document)
}

/// Whether no node of a tree lies deeper than a real page's.
fn is_shallow(document: &Document) -> bool {
    let mut node = document.root();
    let mut depth = 0;
    loop {
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            if depth > DEPTH * 2 {
                return false;
            }
            continue;
        }
        node = loop {
            if let Some(next) = node.next_sibling() {
                break next;
            }
            match node.parent() {
                Some(parent) if depth > 0 => node = parent,
                _ => return true,
            }
            depth -= 1;
        };
    }
}

/// Counts the nesting, as the builder of trees does, and drops tags with absurdly many attributes.
pub fn tame(html: &str) -> Tamed<'_> {
    let bytes = html.as_bytes();
    let mut open = Open::default();
    let mut dropped: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut tags) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        if found > LONG_STRETCH && is_slow_to_write(&bytes[at..start]) {
            open.deepest = usize::MAX;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(closing);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let name_end = name_at
            + bytes[name_at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-:_".contains(byte)).count();
        let (end, attributes) = tag_end(bytes, name_end);
        tags += 1;
        if attributes > ATTRIBUTES {
            dropped.push((start, end));
        }
        let name = html[name_at..name_end].to_ascii_lowercase();
        at = end;
        if matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
            // What is inside is no markup; skip to the end tag without counting.
            if !closing {
                at = raw_end(html, end, &name);
            }
            continue;
        }
        if attributes > ATTRIBUTES {
            continue;
        }
        if closing {
            open.end(&name);
        } else {
            open.start(name, bytes[..end].ends_with(b"/>"));
        }
    }
    Tamed { html: without(html, &dropped), depth: open.deepest, tags }
}

/// Whether writing a text takes the square of the time: the writer looks on to the next tag at each `&`.
fn is_slow_to_write(text: &[u8]) -> bool {
    (memchr::memchr_iter(b'&', text).count() as u64).saturating_mul(text.len() as u64) > 1 << 31
}

/// The elements that are open where a page is read.
///
/// An end tag closes its element with all inside it, unless there is none, or one in between that bounds its scope: then it is
/// passed over, as by the builder. Where the builder does more, this counts too many open rather than too few.
#[derive(Default)]
struct Open {
    names: Vec<String>,
    deepest: usize,
}

impl Open {
    fn start(&mut self, name: String, empty: bool) {
        let foreign = self.names.iter().any(|open| matches!(open.as_str(), "svg" | "math"));
        // The slash at the end of a tag says something only within pictures and formulas.
        if VOID.contains(&name.as_str())
            || UNNESTED.contains(&name.as_str())
            || empty && (foreign || matches!(name.as_str(), "svg" | "math"))
        {
            return;
        }
        let name_of = name.as_str();
        match name_of {
            "li" => self.close_within(&["li"], &["ul", "ol"]),
            "dd" | "dt" => self.close_within(&["dd", "dt"], &["dl"]),
            "option" | "optgroup" => self.close_within(&["option"], &["select"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_within(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.close_within(&["tbody", "thead", "tfoot"], &["table"]),
            _ => {}
        }
        if CLOSES_P.contains(&name_of) {
            self.close_within(&["p"], SCOPE);
        }
        if self.names.len() < COUNTED {
            self.names.push(name);
        }
        self.deepest = self.deepest.max(self.names.len());
    }

    fn end(&mut self, name: &str) {
        let bounds: &[&str] = match name {
            "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" => &["table"],
            _ => SCOPE,
        };
        for at in (0..self.names.len()).rev() {
            let open = self.names[at].as_str();
            if open == name {
                self.names.truncate(at);
                return;
            }
            // An end tag of another kind ends no block.
            if bounds.contains(&open) || !SPECIAL.contains(&name) && SPECIAL.contains(&open) {
                return;
            }
        }
    }

    /// Closes the innermost element of these names, unless one of `bounds` is further in.
    fn close_within(&mut self, names: &[&str], bounds: &[&str]) {
        let found =
            self.names.iter().rposition(|open| names.contains(&open.as_str()) || bounds.contains(&open.as_str()));
        if let Some(at) = found.filter(|at| names.contains(&self.names[*at].as_str())) {
            self.names.truncate(at);
        }
    }
}

/// Where the tag that is open at `at` ends, and how many attributes it seems to have.
fn tag_end(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let (mut attributes, mut quote, mut blank) = (0, None, false);
    while let Some(&byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (at + 1, attributes),
            (None, b'<') => return (at, attributes),
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' => quote = Some(byte),
            (None, b' ' | b'\n' | b'\t' | b'\r' | b'/') => blank = true,
            (None, _) => {
                attributes += usize::from(blank);
                blank = false;
            }
        }
        at += 1;
    }
    (bytes.len(), attributes)
}

/// Where the content of a raw text element ends.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        let name_at = at + found + 2;
        if bytes[name_at..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return at + found;
        }
        at = name_at;
    }
    html.len()
}

fn without<'a>(html: &'a str, dropped: &[(usize, usize)]) -> Cow<'a, str> {
    if dropped.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for &(start, end) in dropped {
        // A void tag inside another dropped one lies behind `from` already.
        if start >= from {
            kept.push_str(&html[from..start]);
            from = end;
        }
    }
    kept.push_str(&html[from..]);
    Cow::Owned(kept)
}

/// Whether a text that may be plain is markup.
pub fn is_markup(text: &str) -> bool {
    let Some(start) = text.find('<') else {
        return ["&amp;", "&lt;", "&quot;", "&nbsp;", "&#"].iter().any(|entity| text.contains(entity));
    };
    let lower = text[start..].to_ascii_lowercase();
    [
        "<p>",
        "<p ",
        "<br",
        "<div",
        "</a>",
        "<a ",
        "<b>",
        "<i>",
        "<em>",
        "<strong>",
        "<ul",
        "<li",
        "<h1",
        "<h2",
        "<h3",
        "<img",
        "<span",
        "<table",
        "<!--",
        "<blockquote",
        "<body",
        "<html",
        "<article",
        "<section",
        "<font",
    ]
    .iter()
    .any(|tag| lower.contains(tag))
}

/// The paragraphs and headings of markup, in reading order.
pub fn read_pieces(html: &str, keep: Keep) -> Vec<Piece> {
    let html = tame(html).html;
    let tokenizer = Tokenizer::new(Collector(RefCell::new(Collection::new(keep))), Default::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html.as_ref()));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut collection = tokenizer.sink.0.into_inner();
    collection.flush();
    collection.pieces
}

/// The text of a piece of markup on one line.
pub fn read_line(html: &str) -> String {
    let pieces = read_pieces(html, Keep::All);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text()).collect();
    texts.join(" ")
}

struct Collector(RefCell<Collection>);

struct Collection {
    keep: Keep,
    pieces: Vec<Piece>,
    text: String,
    /// A blank is due before the next character.
    blank: bool,
    heading: bool,
    preformatted: usize,
    /// The element whose content is passed over, and how often it is open.
    skipped: Option<(String, usize)>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut collection = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return collection.tag(&tag),
            Token::CharacterTokens(text) => collection.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Collection {
    fn new(keep: Keep) -> Self {
        Self {
            keep,
            pieces: Vec::new(),
            text: String::new(),
            blank: false,
            heading: false,
            preformatted: 0,
            skipped: None,
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if let Some((skipped, open)) = self.skipped.as_mut() {
            if skipped == name {
                *open = if opens { *open + 1 } else { *open - 1 };
                if *open == 0 {
                    self.skipped = None;
                }
            }
        } else if opens && !tag.self_closing && self.is_skipped(name, tag) {
            self.flush();
            self.skipped = Some((name.to_owned(), 1));
        } else {
            self.shown_tag(name, opens);
        }
        match name {
            "script" if opens => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" if opens => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" if opens => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn is_skipped(&self, name: &str, tag: &Tag) -> bool {
        let never_shown = matches!(
            name,
            "script"
                | "style"
                | "template"
                | "svg"
                | "math"
                | "select"
                | "button"
                | "iframe"
                | "object"
                | "textarea"
                | "title"
                | "noscript"
                | "canvas"
                | "audio"
                | "video"
                | "datalist"
                | "xmp"
                | "noembed"
                | "noframes"
        );
        let hidden = tag.attrs.iter().any(|attribute| &*attribute.name.local == "hidden");
        let aside = matches!(name, "nav" | "header" | "footer" | "aside" | "form" | "menu");
        let void = VOID.contains(&name);
        never_shown || hidden && !void || self.keep == Keep::Main && aside
    }

    fn shown_tag(&mut self, name: &str, opens: bool) {
        match name {
            "br" => self.line_break(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = opens;
            }
            "pre" => {
                self.flush();
                self.preformatted = if opens { self.preformatted + 1 } else { self.preformatted.saturating_sub(1) };
            }
            "td" | "th" => self.blank = true,
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "ul" | "ol" | "li" | "dl" | "dt"
            | "dd" | "table" | "tr" | "caption" | "blockquote" | "hr" | "figure" | "figcaption" | "form"
            | "fieldset" | "address" | "body" | "html" | "head" | "center" | "aside" | "nav" | "details"
            | "summary" | "hgroup" | "option" => self.flush(),
            _ => {}
        }
    }

    /// One break is a line end; two, or one behind a long sentence, are the end of a paragraph.
    fn line_break(&mut self) {
        let ended = self.text.ends_with('\n')
            || self.text.len() > 80 && self.text.trim_end().ends_with(['.', '!', '?', '"', '”', '…', '。']);
        if ended || self.text.is_empty() {
            self.flush();
        } else {
            self.text.push('\n');
            self.blank = false;
        }
    }

    fn characters(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        for character in text.chars() {
            // A no-break space belongs to the text.
            if matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                self.blank = true;
                continue;
            }
            if self.blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.blank = false;
            self.text.push(character);
        }
    }

    fn flush(&mut self) {
        self.blank = false;
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        // Single breaks inside a paragraph are layout.
        let text = if self.preformatted > 0 { trimmed.to_owned() } else { trimmed.replace('\n', " ") };
        self.pieces.push(if self.heading { Piece::Heading(text) } else { Piece::Paragraph(text) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str, keep: Keep) -> Vec<String> {
        let line = |piece: Piece| match piece {
            Piece::Heading(text) => format!("# {text}"),
            Piece::Paragraph(text) => text,
        };
        read_pieces(html, keep).into_iter().map(line).collect()
    }

    #[test]
    fn blocks_become_paragraphs_and_inline_tags_do_not() {
        let html =
            "<h2>Talks</h2><p>Talks <b>go\n on</b> &amp; on.</p><div>One<br>line<br><br>Two</div><ul><li>a<li>b</ul>";
        assert_eq!(shown(html, Keep::All), ["# Talks", "Talks go on & on.", "One line", "Two", "a", "b"]);
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        let html = "<title>T</title><script>if (a < b) { '<p>no</p>' }</script><style>p{}</style><p>Yes<noscript>no</noscript></p><select><option>no</select><p hidden>no</p>";
        assert_eq!(shown(html, Keep::All), ["Yes"]);
        let page = "<nav><ul><li>Home</ul></nav><p>Yes</p><footer>Terms</footer>";
        assert_eq!(shown(page, Keep::Main), ["Yes"]);
    }

    #[test]
    fn any_nesting_is_read_in_one_pass() {
        let html = format!("{}x{}", "<table><tr><td>".repeat(50_000), "<b>".repeat(50_000));
        assert_eq!(shown(&html, Keep::All), ["x"]);
        assert_eq!(tame(&html).depth, COUNTED);
        assert!(read_tree(&html).is_none());
        for (html, depth) in [
            ("<p>a<p>b<br><img><p>c<ul><li>d</li></ul>", 2),
            ("<div></x><div></x><div></x>", 3),
            ("<div><table><tr><td></div><div><table><tr><td></div>", 8),
            ("<table><tr><td>a<td>b<tr><td>c</table><table><tr><th>d</table>", 3),
            ("<p><span>a</p><p><span>b</p>", 2),
            ("<div/><div/><svg><path/><path/></svg>", 3),
            ("<html><body><DIV><my-box></my-box></DIV></body></html>", 2),
        ] {
            assert_eq!(tame(html).depth, depth, "{html}");
        }
    }

    #[test]
    fn a_tree_that_is_too_deep_or_slow_to_write_is_not_given() {
        assert!(read_tree("<p>Talks go on.</p>").is_some());
        assert!(read_tree(&"<div></x>".repeat(DEPTH + 1)).is_none());
        // However tags are counted, the tree itself is looked at.
        let deep = Document::from("<div>".repeat(DEPTH * 2 + 1));
        assert!(!is_shallow(&deep) && is_shallow(&Document::from("<div>".repeat(DEPTH))));
        assert!(read_tree(&format!("<p>{}</p>", "&".repeat(60_000))).is_none());
        assert!(read_tree(&format!("<p>{}</p>", "AT&T and others ".repeat(6000))).is_some());
    }

    #[test]
    fn a_tag_with_too_many_attributes_is_dropped() {
        let many: String = (0..1000).map(|number| format!(" a{number}=1")).collect();
        let html = format!("<p>one</p><div{many}>two</div>");
        assert_eq!(tame(&html).html, "<p>one</p>two</div>");
    }

    #[test]
    fn plain_text_is_told_from_markup() {
        for text in ["a < b and c > d", "AT&T", "plain", "x <3 y"] {
            assert!(!is_markup(text), "{text}");
        }
        for text in ["<p>a", "a<br/>b", "a &amp; b", "<A HREF='x'>y</A>"] {
            assert!(is_markup(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(html in "(<[a-z/!]{0,8}[ \"'=a-z]{0,5}>?|\\PC{0,10}){0,20}") {
            tame(&html);
            read_pieces(&html, Keep::Main);
        }
    }
}
