//! XML as news has it: element by element, with the elements that matter as small trees.
//!
//! Owns leniency: end tags that do not match, bare ampersands, names of HTML entities, and an encoding other than the
//! declared one do not end the reading. Nothing is ever fetched and no entity of a document type is expanded. The surprise:
//! trees are never deeper than [`DEPTH`]; what nests deeper is flattened into the last level.

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::{BytesStart, Event};

use super::draft::Piece;
use super::markup::{self, Keep};
use super::outcome::ReadError;
use super::transcode::{Utf8Stream, is_over_budget};

/// Depth of a tree; dropping one recurses.
pub const DEPTH: usize = 200;

/// Tags and texts of one tree, each some two hundred bytes in memory; the longest text has some ten thousand.
const NODES: usize = 1_000_000;

/// Names of open elements that are remembered for [`XmlStream::next`].
const OPEN: usize = 64;

/// An element with what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Namespace prefix as written, empty for none.
    pub prefix: String,
    /// Name without the prefix.
    pub name: String,
    /// Attributes by their names without prefixes.
    pub attributes: Vec<(String, String)>,
    /// Elements and text in it.
    pub children: Vec<Node>,
}

/// A part of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, with its entities resolved.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements directly in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name directly in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element along a path of names.
    pub fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Every element of that name in it, in reading order, but not those inside another one.
    pub fn find_all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut stack: Vec<&Element> = self.elements().collect();
        stack.reverse();
        while let Some(element) = stack.pop() {
            if element.name == name {
                found.push(element);
                continue;
            }
            let before = stack.len();
            stack.extend(element.elements());
            stack[before..].reverse();
        }
        found
    }

    /// The first element of that name anywhere in it.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.find_all(name).into_iter().next()
    }

    /// Its text on one line; `None` when there is none.
    pub fn text(&self) -> Option<String> {
        let raw = self.raw_text();
        let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// Its text with the line breaks it has.
    pub fn raw_text(&self) -> String {
        let mut text = String::new();
        let mut stack: Vec<&Node> = self.children.iter().rev().collect();
        while let Some(node) = stack.pop() {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => stack.extend(element.children.iter().rev()),
            }
        }
        text
    }

    /// Its content as paragraphs and headings. `translate` gives the HTML name of an element, `None` to leave it out.
    pub fn pieces(&self, translate: fn(&Element) -> Option<&str>) -> Vec<Piece> {
        enum Step<'a> {
            Node(&'a Node),
            Close(&'a str),
        }
        let mut html = String::new();
        let mut stack: Vec<Step<'_>> = self.children.iter().rev().map(Step::Node).collect();
        while let Some(step) = stack.pop() {
            match step {
                Step::Node(Node::Text(text)) => html.push_str(&escape::minimal_escape(text.as_str())),
                Step::Node(Node::Element(element)) => {
                    let Some(name) = translate(element) else { continue };
                    html.push_str(&format!("<{name}>"));
                    stack.push(Step::Close(name));
                    stack.extend(element.children.iter().rev().map(Step::Node));
                }
                Step::Close(name) => html.push_str(&format!("</{name}>")),
            }
        }
        markup::read_pieces(&html, Keep::All)
    }
}

/// Reads XML and gives the elements that are asked for.
pub struct XmlStream<'a, 'b> {
    reader: Reader<Utf8Stream<'a, 'b>>,
    buffer: Vec<u8>,
    /// Names of the open elements, without prefixes.
    open: Vec<String>,
    /// Elements that are open beyond those in `open`.
    deeper: usize,
    limit: usize,
    /// What broke off the last element, which was given as far as it went.
    pending: Option<ReadError>,
}

impl<'a, 'b> XmlStream<'a, 'b> {
    /// Reads from a stream; `limit` is its budget, named in errors.
    pub fn new(stream: Utf8Stream<'a, 'b>, limit: usize) -> Self {
        let mut reader = Reader::from_reader(stream);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), open: Vec::new(), deeper: 0, limit, pending: None }
    }

    /// The names of the elements that are open around the last one that was given.
    pub fn open(&self) -> &[String] {
        &self.open
    }

    /// The next element for which `wanted` says yes, given the names of the elements around it and its own.
    ///
    /// # Errors
    /// When the XML is broken beyond reading, or an element is too large. Nothing can be read after that.
    pub fn next(&mut self, wanted: &dyn Fn(&[String], &Element) -> bool) -> Result<Option<Element>, ReadError> {
        if let Some(error) = self.pending.take() {
            return Err(error);
        }
        loop {
            self.reader.get_mut().renew_budget();
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| broken(error, self.limit))?;
            let (element, empty) = match &event {
                Event::Start(start) => (element_of(start), false),
                Event::Empty(start) => (element_of(start), true),
                Event::End(end) => {
                    close(&mut self.open, &mut self.deeper, end.local_name().as_ref());
                    continue;
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            if wanted(&self.open, &element) {
                drop(event);
                return if empty { Ok(Some(element)) } else { self.read_tree(element).map(Some) };
            }
            if !empty {
                if self.open.len() < OPEN {
                    self.open.push(element.name);
                } else {
                    self.deeper += 1;
                }
            }
        }
    }

    /// Reads on to the end of `root`, which has been opened.
    fn read_tree(&mut self, root: Element) -> Result<Element, ReadError> {
        let mut path = vec![root];
        // Elements that are open beyond the depth of the tree.
        let mut beyond = 0_usize;
        let mut nodes = 0_usize;
        loop {
            nodes += 1;
            if nodes > NODES {
                let message = format!("one element holds more than {NODES} others");
                return Err(ReadError::Malformed { format: "XML", message });
            }
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                // What there is of an article is worth more than none: it is given, and the error after it.
                Err(error @ quick_xml::Error::Syntax(_)) => {
                    self.pending = Some(broken(error, self.limit));
                    return Ok(close_all(path));
                }
                Err(error) => return Err(broken(error, self.limit)),
            };
            let text = match event {
                Event::Start(start) if path.len() >= DEPTH => {
                    let _ = start;
                    beyond += 1;
                    continue;
                }
                Event::Start(start) => {
                    path.push(element_of(&start));
                    continue;
                }
                Event::Empty(start) => {
                    add(&mut path, Node::Element(element_of(&start)));
                    continue;
                }
                Event::End(_) if beyond > 0 => {
                    beyond -= 1;
                    continue;
                }
                Event::End(end) => {
                    let name = end.local_name();
                    // An end tag that matches an outer element closes the inner ones with it.
                    let Some(at) = path.iter().rposition(|element| element.name == name.as_ref()) else { continue };
                    while path.len() > at.max(1) {
                        let closed = path.pop().expect("longer than one");
                        add(&mut path, Node::Element(closed));
                    }
                    if at == 0 {
                        return Ok(path.swap_remove(0));
                    }
                    continue;
                }
                Event::Text(text) => text.into_inner().into_owned(),
                Event::CData(text) => text.into_inner().into_owned(),
                Event::GeneralRef(reference) => resolve(&reference.into_inner()),
                // The file ends inside the element: what there is of it is not lost.
                Event::Eof => return Ok(close_all(path)),
                _ => continue,
            };
            match path.last_mut().map(|element| &mut element.children) {
                Some(children) => match children.last_mut() {
                    Some(Node::Text(before)) => before.push_str(&text),
                    _ => children.push(Node::Text(text)),
                },
                None => unreachable!("the root stays on the path until it is returned"),
            }
        }
    }
}

/// Closes the innermost open element of that name; an end tag that matches none is passed over.
fn close(open: &mut Vec<String>, deeper: &mut usize, name: &str) {
    if *deeper > 0 {
        *deeper -= 1;
    } else if let Some(at) = open.iter().rposition(|open| open == name) {
        open.truncate(at);
    }
}

/// The outermost of the open elements, with the others in it.
fn close_all(mut path: Vec<Element>) -> Element {
    while path.len() > 1 {
        let closed = path.pop().expect("longer than one");
        add(&mut path, Node::Element(closed));
    }
    path.swap_remove(0)
}

fn add(path: &mut [Element], node: Node) {
    if let Some(element) = path.last_mut() {
        element.children.push(node);
    }
}

fn element_of(start: &BytesStart<'_>) -> Element {
    let name = start.name();
    let (prefix, local) = name.as_ref().split_once(':').unwrap_or(("", name.as_ref()));
    let mut attributes = start.html_attributes();
    let attributes = attributes.with_checks(false).filter_map(Result::ok).map(|attribute| {
        let key = attribute.key.as_ref();
        let key = key.split_once(':').map_or(key, |(_, local)| local);
        (key.to_owned(), unescape(&attribute.value))
    });
    Element {
        prefix: prefix.to_owned(),
        name: local.to_owned(),
        attributes: attributes.take(100).collect(),
        children: Vec::new(),
    }
}

/// The name of the first element of a text that looks like XML, without its prefix.
pub fn root_name(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        rest = rest.strip_prefix('<')?;
        let skipped = if let Some(comment) = rest.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with('?') {
            rest.split_once('>')?.1
        } else if rest.starts_with('!') {
            after_doctype(rest)?
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
            let name = &rest[..end];
            let local = name.rsplit(':').next().unwrap_or(name);
            return local.starts_with(char::is_alphabetic).then_some(local);
        };
        rest = skipped.trim_start();
    }
}

/// What follows a document type with its declarations in brackets.
fn after_doctype(text: &str) -> Option<&str> {
    let end = text.find('>')?;
    match text.find('[') {
        Some(open) if open < end => {
            text[open..].split_once(']').and_then(|(_, rest)| rest.split_once('>')).map(|(_, rest)| rest)
        }
        _ => Some(&text[end + 1..]),
    }
}

/// Text with its entities resolved; unknown ones stay as they are.
pub fn unescape(text: &str) -> String {
    match escape::unescape_with(text, escape::resolve_html5_entity) {
        Ok(text) => text.into_owned(),
        Err(_) => text.to_owned(),
    }
}

/// The character that `&name;` stands for.
fn resolve(name: &str) -> String {
    unescape(&format!("&{name};"))
}

fn broken(error: quick_xml::Error, limit: usize) -> ReadError {
    match error {
        quick_xml::Error::Io(error) if is_over_budget(&error) => ReadError::RecordTooLarge { limit },
        quick_xml::Error::Io(error) => ReadError::Io(std::io::Error::new(error.kind(), error.to_string())),
        other => ReadError::Malformed { format: "XML", message: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read::Input;

    fn items(xml: &[u8], name: &'static str) -> Vec<Result<Element, String>> {
        let mut input = Input::from_reader(Box::new(xml), "x.xml".to_owned(), None);
        let stream = Utf8Stream::new(&mut input, 1 << 20).expect("readable");
        let mut stream = XmlStream::new(stream, 1 << 20);
        let mut found = Vec::new();
        loop {
            match stream.next(&|_, element| element.name == name) {
                Ok(Some(element)) => found.push(Ok(element)),
                Ok(None) => return found,
                Err(error) => {
                    found.push(Err(error.to_string()));
                    return found;
                }
            }
        }
    }

    fn texts(xml: &str, name: &'static str) -> Vec<String> {
        items(xml.as_bytes(), name)
            .into_iter()
            .map(|item| item.map_or_else(|e| e, |e| e.text().unwrap_or_default()))
            .collect()
    }

    #[test]
    fn elements_are_found_with_their_text() {
        let xml = "<r xmlns:x='u'><x:item a='1 &amp; 2'>One &amp; two <b>three</b> &eacute;&#233; <![CDATA[<four>]]></x:item><item/></r>";
        let found = items(xml.as_bytes(), "item");
        let first = found[0].as_ref().expect("well-formed");
        assert_eq!(first.text().as_deref(), Some("One & two three éé <four>"));
        assert_eq!((first.attribute("a"), first.prefix.as_str()), (Some("1 & 2"), "x"));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn sloppy_xml_is_read_as_far_as_it_goes() {
        assert_eq!(texts("<r><item>AT&T & co</item><item>b</wrong></item><item>c", "item"), ["AT&T & co", "b", "c"]);
        assert_eq!(texts("<r><item><a>x<b>y</item><item>z</item></r>", "item"), ["xy", "z"]);
        let torn = texts("<r><item>a</item><item>b<![CDATA[c</item>", "item");
        assert_eq!(torn[..2], ["a", "b"]);
        assert!(torn[2].starts_with("broken XML: "), "{torn:?}");
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = format!("<r><item>{}x{}</item><item>y</item></r>", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(texts(&deep, "item"), ["x", "y"]);
        let long = format!("<r><item>{}</item></r>", "x".repeat(2 << 20));
        assert_eq!(texts(&long, "item"), ["one record is larger than 1048576 bytes"]);
    }

    #[test]
    fn the_root_is_found_behind_a_prolog() {
        let cases = [
            ("<?xml version='1.0'?>\n<!-- a > b --><rss version='2.0'>", Some("rss")),
            ("<!DOCTYPE nitf [<!ENTITY a 'b'>]> <x:nitf>", Some("nitf")),
            ("<!DOCTYPE html><html>", Some("html")),
            ("plain text", None),
            ("< 5", None),
        ];
        for (text, root) in cases {
            assert_eq!(root_name(text), root, "{text}");
        }
    }

    #[test]
    fn no_entity_of_the_document_is_expanded() {
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><r><item>&b;</item></r>";
        assert_eq!(texts(bomb, "item"), ["&b;"]);
    }

    proptest::proptest! {
        #[test]
        fn any_markup_is_read(xml in "(<[a-z/!?]{0,6}[ \"'=a-z]{0,4}>?|&[a-z#0-9]{0,4};?|\\PC{0,8}){0,20}") {
            items(format!("<item>{xml}").as_bytes(), "item");
        }
    }
}
