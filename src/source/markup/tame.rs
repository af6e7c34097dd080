//! What of markup from outside is safe to hand to a parser: no tags of absurd size, no absurd nesting, no absurd length.
//!
//! The surprise: nesting is counted as the builder of trees counts it, which passes over end tags that close nothing and closes
//! paragraphs by itself.

use std::borrow::Cow;

use dom_query::Document;

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

/// Markup that is safe to hand to a parser.
#[derive(Debug)]
struct Tamed<'a> {
    /// The markup, without tags of absurd size.
    html: Cow<'a, str>,
    /// How deep elements may be nested at most, by counting tags; no more than some hundreds are told apart.
    depth: usize,
    /// Number of tags.
    tags: usize,
}

/// Elements without content, which do not nest.
pub(super) const VOID: &[&str] =
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

/// Further elements that an end tag of an unknown or inline element does not reach through, see [`is_special`].
const SPECIAL: &[&str] = &[
    "applet", "button", "caption", "colgroup", "frameset", "iframe", "marquee", "noembed", "noframes", "noscript",
    "object", "select", "table", "tbody", "td", "template", "tfoot", "th", "thead", "tr",
];

fn is_special(name: &str) -> bool {
    CLOSES_P.contains(&name) || SPECIAL.contains(&name)
}

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
fn tame(html: &str) -> Tamed<'_> {
    let mut open = Open::default();
    let walked = each_tag(html, |tag| {
        let name = tag.name.to_ascii_lowercase();
        match tag.closing {
            true => open.end(&name),
            false => open.start(name, tag.empty),
        }
    });
    let depth = if walked.slow_to_write { usize::MAX } else { open.deepest };
    Tamed { html: walked.html, depth, tags: walked.tags }
}

/// The markup without tags of absurd size, for whoever builds no tree of it.
pub(super) fn without_large_tags(html: &str) -> Cow<'_, str> {
    each_tag(html, |_| {}).html
}

/// A tag that nests.
struct NestingTag<'h> {
    /// As written.
    name: &'h str,
    closing: bool,
    /// Ends in a slash.
    empty: bool,
}

/// What a walk through all tags gives.
struct Walked<'h> {
    html: Cow<'h, str>,
    tags: usize,
    slow_to_write: bool,
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

fn each_tag<'h>(html: &'h str, mut visit: impl FnMut(NestingTag<'h>)) -> Walked<'h> {
    let bytes = html.as_bytes();
    let mut dropped: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut tags, mut slow_to_write) = (0, 0, false);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        slow_to_write |= found > LONG_STRETCH && is_slow_to_write(&bytes[at..start]);
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
        let is_large = attributes > ATTRIBUTES;
        if is_large {
            dropped.push((start, end));
        }
        let name = &html[name_at..name_end];
        at = end;
        if let Some(raw) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
            if !closing {
                at = raw_end(html, end, raw);
            }
        } else if !is_large {
            visit(NestingTag { name, closing, empty: bytes[..end].ends_with(b"/>") });
        }
    }
    Walked { html: without(html, &dropped), tags, slow_to_write }
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
        let is_foreign = |name: &str| matches!(name, "svg" | "math");
        let foreign = || is_foreign(&name) || self.names.iter().any(|open| is_foreign(open));
        // The slash at the end of a tag says something only within pictures and formulas.
        if VOID.contains(&name.as_str()) || UNNESTED.contains(&name.as_str()) || empty && foreign() {
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
        let special = is_special(name);
        for at in (0..self.names.len()).rev() {
            let open = self.names[at].as_str();
            if open == name {
                self.names.truncate(at);
                return;
            }
            // An end tag of another kind ends no block.
            if bounds.contains(&open) || !special && is_special(open) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_as_the_builder_of_trees_counts_it() {
        let html = format!("{}x{}", "<table><tr><td>".repeat(50_000), "<b>".repeat(50_000));
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
}
