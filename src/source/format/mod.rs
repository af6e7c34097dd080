//! The file formats: one parser per file, each a row in one table, and the choice among them.
//!
//! A parser gets an [`Input`] (bytes and a name) and a [`Sink`], builds [`Draft`](super::draft::Draft)s and hands them over; it never makes an
//! [`crate::article::Article`] itself, so that dates, languages, headlines and cleaning follow one set of rules in
//! [`super::finish`]. What the bytes say counts more than the file's extension, which only decides between formats that the bytes
//! leave open. Containers (archives, compressed files) are formats too: they call [`read_any`] on what they hold.
//!
//! The surprise: a record that is broken must not end the file. A parser reports it with [`Sink::fail`] and goes on, and
//! returns an error only when nothing after it can be read.
//!
//! To add a format: write `format/<name>.rs` with a `pub static FORMAT: Format`, and add it to [`FORMATS`].

mod budgeted;
mod bytes;
pub mod chat;
mod clusters;
pub mod compound;
pub mod compressed;
mod dialect;
pub mod evernote;
pub mod feed;
mod foreign;
mod guess;
pub mod html;
pub mod json;
mod ledger;
pub mod mail;
pub mod markdown;
pub mod mbox;
pub mod mediawiki;
pub mod newsml;
pub mod newsml_g2;
pub mod ninjs;
pub mod nitf;
pub mod ocr;
pub mod office;
mod outlook;
mod part;
pub mod pdf;
pub mod press;
mod row;
pub mod rtf;
mod seven;
mod sgml;
mod sink;
pub mod sitemap;
mod spreadsheet;
pub mod table;
pub mod tarball;
pub mod tei;
pub mod text;
pub mod twitter;
pub mod warc;
pub mod wire;
mod xml_prose;
pub mod xml_record;
pub mod zipped;

#[cfg(test)]
mod reasons;
#[cfg(test)]
mod testing;

use super::encoding::{self, Content};
use super::outcome::SkipReason;
use super::read::Input;

pub use sink::{Frame, Halt, Sink};

/// A file format: how it is recognised and how it is read.
#[derive(Debug)]
pub struct Format {
    /// What it is called in [`crate::article::Article::format`].
    pub name: &'static str,
    /// Usual endings of its file names, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What the first bytes say.
    pub detect: fn(&Probe<'_>) -> Detection,
    /// Hands every article of the input to the sink.
    pub read: fn(&mut Input<'_>, &mut Sink<'_>) -> Result<(), Halt>,
}

/// Every format, the more particular ones first: among equals the first wins.
pub static FORMATS: &[&Format] = &[
    &compressed::GZIP,
    &compressed::BZIP2,
    &compressed::XZ,
    &compressed::ZSTD,
    &pdf::FORMAT,
    &rtf::FORMAT,
    &zipped::FORMAT,
    &seven::FORMAT,
    &compound::FORMAT,
    &outlook::store::FORMAT,
    &outlook::wrapped::FORMAT,
    &tarball::FORMAT,
    &warc::WARC,
    &warc::ARC,
    &twitter::FORMAT,
    &chat::JSON,
    &json::LINES,
    &json::WHOLE,
    &feed::FORMAT,
    &sitemap::FORMAT,
    &evernote::FORMAT,
    &mediawiki::FORMAT,
    &newsml_g2::FORMAT,
    &newsml::FORMAT,
    &nitf::FORMAT,
    &ocr::FORMAT,
    &tei::FORMAT,
    &sgml::FORMAT,
    &wire::FORMAT,
    &clusters::FORMAT,
    &chat::WHATSAPP,
    &press::citation::FORMAT,
    &press::bibliography::FORMAT,
    &press::FORMAT,
    &markdown::FORMAT,
    &chat::PAGE,
    &html::FORMAT,
    &mbox::FORMAT,
    &mail::FORMAT,
    &xml_record::FORMAT,
    &table::FORMAT,
    &text::FORMAT,
];

/// What a format has to go by when it is asked whether a file is its own.
#[derive(Debug)]
pub struct Probe<'a> {
    /// The first 64 KiB, or all of a shorter file.
    pub head: &'a [u8],
    /// True when [`Probe::head`] is all there is.
    pub complete: bool,
    /// The beginning of [`Probe::head`] as text (about 4,000 characters), empty when it is no text.
    pub text: &'a str,
    /// The name inside the corpus or container, with `/` between its parts.
    pub name: &'a str,
}

impl Probe<'_> {
    /// The ending of the file name in lower case, without the dot.
    pub fn extension(&self) -> String {
        extension_of(self.name)
    }
}

/// The ending of the last part of a path in lower case, without the dot.
fn extension_of(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Formats that name their fields themselves, so that the user's own names cannot change how a file of them is read.
const OWN_NAMES: &[&str] = &[
    "html",
    "feed",
    "newsml",
    "newsml-g2",
    "nitf",
    "ocr",
    "epub",
    "mhtml",
    "nexis",
    "factiva",
    "proquest",
    "ris",
    "chat",
    "telegram",
    "whatsapp",
    "slack",
    "discord",
    "twitter",
    "evernote",
    "mediawiki",
    "sitemap",
    "tei",
];

/// Whether the user's own names of fields can change how a file of this format is read, or what is in it.
pub fn uses_mapping(format: &str) -> bool {
    !OWN_NAMES.contains(&format)
}

/// How sure a format is that a file is its own, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detection {
    /// It cannot be.
    No,
    /// It can be, and the extension decides.
    Possible,
    /// The bytes say so, whatever the extension.
    Certain,
}

/// Recognises the input's format and reads it.
///
/// # Errors
/// [`Halt::Failed`] when nothing more can be read; the caller decides whether that ends a member or a file.
pub fn read_any(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let complete = input.fill_head()?;
    let head = input.head();
    if head.is_empty() {
        return sink.skip(None, SkipReason::Empty);
    }
    if let Some(kind) = foreign::mail_state(input.name()) {
        return sink.skip(None, SkipReason::NotAnArticle(kind));
    }
    let content = encoding::classify(head);
    let text = encoding::preview(head, &content, 4000);
    let probe = Probe { head, complete, text: &text, name: input.name() };
    let Some(format) = choose(&probe) else {
        let reason = match content {
            Content::Binary(kind) => SkipReason::Binary(kind),
            Content::Text(_) => SkipReason::NotAnArticle("no format fits"),
        };
        return sink.skip(None, reason);
    };
    if let Some(kind) = foreign::kind(&probe, format.name) {
        return sink.skip(None, SkipReason::NotAnArticle(kind));
    }
    sink.read_as(format.name, |sink| (format.read)(input, sink))
}

/// The format that fits best: what the bytes say first, then the extension, then the order of the table.
fn choose(probe: &Probe<'_>) -> Option<&'static Format> {
    let extension = probe.extension();
    let mut best: Option<(&'static Format, (Detection, bool))> = None;
    for &format in FORMATS {
        let detection = (format.detect)(probe);
        let rank = (detection, format.extensions.contains(&extension.as_str()));
        if detection > Detection::No && best.is_none_or(|(_, other)| rank > other) {
            best = Some((format, rank));
        }
    }
    best.map(|(format, _)| format)
}
