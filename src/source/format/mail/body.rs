//! The text of a message: which of its parts are the text, in which order, and which are attached.
//!
//! Owns the walk over the parts. Every part of text that stands beside others is read, in order; of parts that say the same
//! in two forms (`multipart/alternative`) the richer one is. The surprise: two such parts often do not say the same, a plain
//! text may be no more than a link to the page. So they are compared by their words, and what only the other says is added.

use std::borrow::Cow;
use std::cell::OnceCell;

use mail_parser::parsers::MessageStream;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};
use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;
use xxhash_rust::xxh3::xxh3_64;

use super::super::html;
use super::encoded::{self, Block};
use super::header::is_ascii_label;
use super::quoted;
use crate::source::draft::Piece;
use crate::source::encoding;
use crate::source::layout;
use crate::source::markup::{self, Keep};

/// Parts in parts are looked at to this depth; deeper ones are taken one by one.
const DEPTH: usize = 32;

/// Fifths of the words of a part that another has to have to stand for it.
const COVERED_FIFTHS: usize = 3;

/// So many words that only one of two parts has make a paragraph worth keeping, however long it is.
const NEW_WORDS: usize = 5;

/// Words from which on two parts side by side are looked at as two forms of one text.
const TWIN_WORDS: usize = 12;

/// What a message holds.
#[derive(Debug, Default)]
pub(super) struct Content<'m, 'x> {
    /// The text.
    pub(super) pieces: Vec<Piece>,
    /// What is attached, in the order of the message.
    pub(super) attached: Vec<Attached<'m, 'x>>,
}

/// Something attached to a message.
#[derive(Debug)]
pub(super) enum Attached<'m, 'x> {
    /// A part of its own.
    Part(&'m MessagePart<'x>),
    /// A block between the lines of the text.
    Block(Block),
    /// A message of a digest.
    Digest(String),
    /// A text that only its recipient can read.
    Encrypted,
}

/// A part of the text as it stands in the message.
#[derive(Debug)]
enum Chunk<'m> {
    Plain(Cow<'m, str>),
    Html(Marked<'m>),
    /// The same in two forms.
    Twice(Vec<Chunk<'m>>, Vec<Chunk<'m>>),
}

/// A text in HTML; all of it is read once, when it is asked for.
#[derive(Debug)]
struct Marked<'m> {
    html: Cow<'m, str>,
    whole: OnceCell<Vec<Piece>>,
}

impl Marked<'_> {
    /// All of it, menus and footers included.
    fn whole(&self) -> &[Piece] {
        self.whole.get_or_init(|| markup::read_pieces(&self.html, Keep::All))
    }
}

/// Takes a message apart.
pub(super) fn read<'m, 'x>(message: &'m Message<'x>) -> Content<'m, 'x> {
    let mut walk = Walk {
        message,
        seen: vec![false; message.parts.len()],
        attached: Vec::new(),
        odd_forms: Vec::new(),
        blocks: Vec::new(),
        messages: Vec::new(),
    };
    let mut chunks = Vec::new();
    walk.part(0, Place::Beside, 0, &mut chunks);
    // Of a torn message the parser keeps parts that no other names.
    for id in 0..message.parts.len() {
        if !walk.seen[id] && !matches!(message.parts[id].body, PartType::Multipart(_)) {
            walk.part(id, Place::Beside, 0, &mut chunks);
        }
    }
    let mut attached = walk.attached;
    attached.extend(walk.blocks.into_iter().map(Attached::Block));
    attached.extend(walk.messages.into_iter().map(Attached::Digest));
    Content { pieces: read_chunks(&join_twins(chunks)), attached }
}

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Beside others.
    Beside,
    /// Among forms of one text.
    Form,
    /// Behind the text that it belongs to: its pictures, styles and frames.
    Belonging,
}

struct Walk<'m, 'x> {
    message: &'m Message<'x>,
    seen: Vec<bool>,
    attached: Vec<Attached<'m, 'x>>,
    /// Forms of a text that say nothing new beside the usual ones.
    odd_forms: Vec<Attached<'m, 'x>>,
    blocks: Vec<Block>,
    /// The messages of a digest.
    messages: Vec<String>,
}

impl<'m, 'x> Walk<'m, 'x> {
    fn part(&mut self, id: usize, place: Place, depth: usize, chunks: &mut Vec<Chunk<'m>>) {
        let message = self.message;
        let Some(part) = message.parts.get(id) else { return };
        if std::mem::replace(&mut self.seen[id], true) {
            return;
        }
        let PartType::Multipart(below) = &part.body else {
            self.leaf(part, place, chunks);
            return;
        };
        if depth >= DEPTH {
            // What is left unseen is read one by one.
            return;
        }
        let below = || below.iter().map(|id| *id as usize);
        match subtype(part).as_str() {
            "alternative" => self.forms(below(), depth, chunks),
            "related" => {
                for (index, id) in below().enumerate() {
                    let place = if index == 0 { place } else { Place::Belonging };
                    self.part(id, place, depth + 1, chunks);
                }
            }
            "encrypted" => {
                self.attached.push(Attached::Encrypted);
                for id in below() {
                    if let Some(seen) = self.seen.get_mut(id) {
                        *seen = true;
                    }
                }
            }
            _ => {
                let mut own = Vec::new();
                let place = if place == Place::Belonging { place } else { Place::Beside };
                below().for_each(|id| self.part(id, place, depth + 1, &mut own));
                chunks.extend(join_twins(own));
            }
        }
    }

    /// Forms of one text: those in plain text and those in HTML.
    fn forms(&mut self, below: impl Iterator<Item = usize>, depth: usize, chunks: &mut Vec<Chunk<'m>>) {
        let (mut plain, mut marked) = (Vec::new(), Vec::new());
        for id in below {
            let mut form = Vec::new();
            self.part(id, Place::Form, depth + 1, &mut form);
            let only_plain = form.iter().all(|chunk| matches!(chunk, Chunk::Plain(_)));
            if only_plain { &mut plain } else { &mut marked }.extend(form);
        }
        let odd = std::mem::take(&mut self.odd_forms);
        match (plain.is_empty(), marked.is_empty()) {
            (true, true) => self.attached.extend(odd),
            (false, false) => chunks.push(Chunk::Twice(plain, marked)),
            _ => chunks.extend(plain.into_iter().chain(marked)),
        }
    }

    fn leaf(&mut self, part: &'m MessagePart<'x>, place: Place, chunks: &mut Vec<Chunk<'m>>) {
        let kind = part.content_type().map(|kind| kind.ctype().to_ascii_lowercase()).unwrap_or_default();
        let subtype = subtype(part);
        if kind == "application" && matches!(subtype.as_str(), "pkcs7-mime" | "x-pkcs7-mime") {
            let signed = part.content_type().and_then(|kind| kind.attribute("smime-type"));
            let signed = signed.is_some_and(|kind| kind.eq_ignore_ascii_case("signed-data"));
            let inside = Attached::Block(Block::Unread("a message inside its S/MIME signature"));
            self.attached.push(if signed { inside } else { Attached::Encrypted });
            return;
        }
        let declared_text =
            matches!((kind.as_str(), subtype.as_str()), ("", _) | ("text", "plain" | "html") | ("multipart", _));
        let is_text = matches!(part.body, PartType::Text(_) | PartType::Html(_)) && declared_text;
        if !is_text {
            let odd =
                kind == "text" && matches!(subtype.as_str(), "x-amp-html" | "watch-html" | "enriched" | "richtext");
            let to = if odd && place == Place::Form { &mut self.odd_forms } else { &mut self.attached };
            to.push(Attached::Part(part));
            return;
        }
        let attached = part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
        // The text itself may bear a name; a second one with a name is a file that is shown below it.
        let file = part.attachment_name().is_some() && !chunks.is_empty();
        if attached || file || place == Place::Belonging {
            self.attached.push(Attached::Part(part));
            return;
        }
        let text = decode(part, self.message);
        if let PartType::Html(_) = &part.body {
            chunks.push(Chunk::Html(Marked { html: text, whole: OnceCell::new() }));
            return;
        }
        let text = match encoded::cut(&text) {
            Some((kept, blocks)) => {
                self.blocks.extend(blocks);
                Cow::Owned(kept)
            }
            None => text,
        };
        let digest = quoted::split_digest(&text);
        chunks.push(Chunk::Plain(match digest {
            Some((kept, messages)) => {
                self.messages.extend(messages);
                Cow::Owned(kept)
            }
            None => text,
        }));
    }
}

fn subtype(part: &MessagePart<'_>) -> String {
    part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase()
}

/// The text of a part; where its encoding is not declared, or not as it is, by the rules for all files.
pub(super) fn decode<'m>(part: &'m MessagePart<'_>, message: &'m Message<'_>) -> Cow<'m, str> {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return Cow::Borrowed("") };
    if text.is_ascii() && memchr::memchr(0x1b, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let declared =
        part.content_type().and_then(|kind| kind.attribute("charset")).filter(|label| !is_ascii_label(label));
    // The parser knows some encodings that are nowhere else, such as UTF-7.
    if declared.is_some_and(|label| encoding::label(label).is_none()) && !text.contains(char::REPLACEMENT_CHARACTER) {
        return Cow::Borrowed(text);
    }
    let range = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
    let Some(raw) = message.raw_message().get(range) else { return Cow::Borrowed(text) };
    let bytes = match part.encoding {
        Encoding::None => Cow::Borrowed(raw),
        Encoding::Base64 => MessageStream::new(raw).decode_base64_mime(b"").1,
        Encoding::QuotedPrintable => MessageStream::new(raw).decode_quoted_printable_mime(b"").1,
    };
    if bytes.is_empty() {
        return Cow::Borrowed(text);
    }
    let marked = if part.is_text_html() { encoding::declared_in_markup(&bytes) } else { None };
    let decoded = encoding::decode(&bytes, declared.or(marked));
    if decoded.replaced && !text.contains(char::REPLACEMENT_CHARACTER) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(decoded.text.into_owned())
}

/// A plain text and an HTML text side by side that say the same are two forms of it, whatever the message calls them.
fn join_twins(chunks: Vec<Chunk<'_>>) -> Vec<Chunk<'_>> {
    let mut joined: Vec<Chunk<'_>> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let twins = match (joined.last(), &chunk) {
            (Some(Chunk::Plain(plain)), Chunk::Html(marked)) | (Some(Chunk::Html(marked)), Chunk::Plain(plain)) => {
                let (plain, marked) = (words_of(&layout::parse_body(plain)), words_of(marked.whole()));
                let smaller = plain.len().min(marked.len());
                smaller >= TWIN_WORDS && plain.intersection(&marked).count() * 5 >= smaller * 4
            }
            _ => false,
        };
        match (twins, joined.pop()) {
            (true, Some(before)) if matches!(before, Chunk::Plain(_)) => {
                joined.push(Chunk::Twice(vec![before], vec![chunk]));
            }
            (true, Some(before)) => joined.push(Chunk::Twice(vec![chunk], vec![before])),
            (false, before) => {
                joined.extend(before);
                joined.push(chunk);
            }
            (true, None) => joined.push(chunk),
        }
    }
    joined
}

fn read_chunks(chunks: &[Chunk<'_>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for chunk in chunks {
        pieces.extend(match chunk {
            Chunk::Plain(text) => layout::parse_body(&quoted::set_heads_apart(text)),
            Chunk::Html(marked) => read_html(marked),
            Chunk::Twice(plain, marked) => read_forms(plain, marked),
        });
    }
    pieces
}

/// The plain text, unless the HTML says clearly more; then what only the other says.
fn read_forms(plain: &[Chunk<'_>], marked: &[Chunk<'_>]) -> Vec<Piece> {
    let mut plain = read_chunks(plain);
    let known = words_of(&plain);
    let covers =
        |words: &Words| words.iter().filter(|word| known.contains(*word)).count() * 5 >= words.len() * COVERED_FIFTHS;
    // Looking for the main text of a page costs much, and most messages say the same twice.
    let (mut whole, mut news) = (Words::default(), false);
    let mut own = Words::default();
    for piece in marked.iter().flat_map(read_whole) {
        own.clear();
        push_words(piece.text(), &mut own);
        news = news || says_more(&own, &known);
        whole.extend(&own);
    }
    let covered = covers(&whole);
    if covered && !news {
        return plain;
    }
    let mut main = read_chunks(marked);
    let words = words_of(&main);
    if covered || covers(&words) {
        plain.extend(added(main, &known));
        return plain;
    }
    main.extend(added(plain, &words));
    main
}

/// What another form of a text adds to it; its headings stand above nothing here.
fn added(pieces: Vec<Piece>, known: &Words) -> impl Iterator<Item = Piece> {
    let more = |piece: &Piece| says_more(&words_of(std::slice::from_ref(piece)), known);
    pieces.into_iter().filter(more).map(|piece| match piece {
        Piece::Heading(text) => Piece::Paragraph(text),
        paragraph => paragraph,
    })
}

/// All of a part, menus and footers included.
fn read_whole(chunk: &Chunk<'_>) -> Vec<Piece> {
    match chunk {
        Chunk::Html(marked) => marked.whole().to_vec(),
        other => read_chunks(std::slice::from_ref(other)),
    }
}

/// Whether a paragraph of these words has some that another text lacks: many, or a good part of its own.
fn says_more(own: &Words, known: &Words) -> bool {
    let new = own.iter().filter(|word| !known.contains(*word)).count();
    new >= NEW_WORDS || new * 5 > own.len()
}

/// The words of a text as their hashes, which are compared only with those of another form of it.
type Words = FxHashSet<u64>;

fn words_of(pieces: &[Piece]) -> Words {
    let mut words = Words::default();
    pieces.iter().for_each(|piece| push_words(piece.text(), &mut words));
    words
}

/// The words of a text without its addresses; of scripts without blanks two characters in a row.
fn push_words(text: &str, words: &mut Words) {
    for token in text.split_whitespace() {
        // Nearly every word of many languages stands between blanks, with signs at its ends.
        let bare = token.trim_matches(|sign: char| sign.is_ascii_punctuation() && sign != '_');
        if bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            if bare.len() > 1 {
                words.insert(hash(bare));
            }
            continue;
        }
        if token.contains("://") || token.contains("www.") || token.contains("mailto:") {
            continue;
        }
        let mut before: Option<&str> = None;
        for word in token.unicode_words() {
            let alone = !word.is_ascii() && word.chars().nth(1).is_none();
            match before.filter(|_| alone) {
                Some(first) => words.insert(hash(&format!("{first}{word}"))),
                None if word.len() > 1 => words.insert(hash(word)),
                None => false,
            };
            before = alone.then_some(word);
        }
    }
}

/// A hash of a word, whatever the case of its letters.
fn hash(word: &str) -> u64 {
    let mut short = [0; 32];
    match short.get_mut(..word.len()) {
        Some(lower) if word.is_ascii() => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            xxh3_64(lower)
        }
        _ => xxh3_64(word.to_lowercase().as_bytes()),
    }
}

/// A newsletter of one story has a main text; one of many has none, and is taken whole.
fn read_html(marked: &Marked<'_>) -> Vec<Piece> {
    let main = html::read_page(&marked.html).body;
    let size = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text().len()).sum::<usize>();
    if size(&main) * 2 >= size(marked.whole()) { main } else { marked.whole().to_vec() }
}
