//! HTML without a tree: text by blocks, in one pass, whatever the nesting.
//!
//! For fragments (bodies in feeds, mail and JSON), for what a content extractor leaves, and for pages that are too odd to
//! build a tree of. Tree builders take quadratic time or the whole stack on hostile nesting; the tokenizer does not. The
//! surprise: [`without_large_tags`] comes first, because a tag with a hundred thousand attributes is slow even
//! to tokenize.

mod tame;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

pub use tame::read_tree;

use self::tame::{VOID, without_large_tags};
use super::draft::Piece;

/// Which parts of a page are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Everything that is shown.
    All,
    /// Not menus, headers, footers and asides.
    Main,
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
    let html = without_large_tags(html);
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
            read_tree(&html);
            read_pieces(&html, Keep::Main);
        }
    }
}
