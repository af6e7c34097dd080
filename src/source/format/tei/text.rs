//! The running text of TEI: lines joined, broken words whole, footnotes behind.

use std::collections::HashSet;

use crate::source::draft::Piece;
use crate::source::xml::{Element, Node};

/// Elements that are a paragraph or hold several.
const BLOCKS: &[&str] = &[
    "p",
    "ab",
    "l",
    "lg",
    "sp",
    "speaker",
    "stage",
    "item",
    "list",
    "row",
    "table",
    "u",
    "seg",
    "quote",
    "salute",
    "signed",
    "dateline",
    "opener",
    "closer",
    "trailer",
    "docTitle",
    "titlePart",
    "titlePage",
    "docAuthor",
    "docDate",
    "docImprint",
    "byline",
    "argument",
    "epigraph",
    "floatingText",
    "figure",
    "figDesc",
    "postscript",
    "imprimatur",
    "text",
    "body",
    "front",
    "back",
    "group",
    "div",
    "div0",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "div6",
    "div7",
    "castList",
    "castItem",
    "incident",
    "kinesic",
    "vocal",
];

/// Elements whose text is none of the story: running heads, marks of pages, what was struck out.
const LEFT_OUT: &[&str] =
    &["fw", "del", "surplus", "teiHeader", "graphic", "facsimile", "standOff", "spanGrp", "linkGrp"];

/// Elements that say what a word is in another form than the printed one, and whose word is taken.
const OTHER_FORMS: &[(&str, &str)] = &[("corr", "sic"), ("expan", "abbr"), ("ex", "am"), ("reg", "orig")];

/// Tagged names, and what they are of; no more are kept than a reader could look through.
const NAMES: &[(&str, &str)] = &[("persName", "person"), ("orgName", "organisation"), ("placeName", "place")];
const MOST_NAMES: usize = 200;

/// Signs at which a word is broken.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{ad}', '¬', '⸗'];

/// What has been read.
pub(super) struct Flow<'e> {
    /// Elements that are left out, by where they lie.
    without: &'e HashSet<*const Element>,
    pieces: Vec<Piece>,
    line: String,
    /// The next text goes on within the word.
    joins: Join,
    notes: Vec<String>,
    names: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// A blank stands between.
    No,
    /// The line ended, and may have ended within a word.
    Perhaps,
    /// The source says that it did.
    Yes,
}

impl<'e> Flow<'e> {
    /// Reads everything but some elements.
    pub(super) fn new(without: &'e HashSet<*const Element>) -> Self {
        Self { without, pieces: Vec::new(), line: String::new(), joins: Join::No, notes: Vec::new(), names: Vec::new() }
    }

    /// The pieces, with footnotes at their end, and the tagged names.
    pub(super) fn finish(mut self) -> (Vec<Piece>, Vec<(&'static str, String)>) {
        self.end(false);
        self.pieces.extend(self.notes.into_iter().map(Piece::Paragraph));
        (self.pieces, self.names)
    }

    /// Reads what is in an element. Trees are no deeper than [`crate::source::xml::DEPTH`].
    pub(super) fn read(&mut self, element: &Element) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.push(text),
                Node::Element(inner) => self.read_inner(inner),
            }
        }
    }

    fn read_inner(&mut self, inner: &Element) {
        let name = inner.name.as_str();
        if LEFT_OUT.contains(&name) || self.without.contains(&std::ptr::from_ref(inner)) {
            return;
        }
        match name {
            "lb" | "cb" | "pb" => {
                if inner.attribute("break") == Some("no") {
                    self.joins = Join::Yes;
                } else if self.joins == Join::No {
                    self.joins = Join::Perhaps;
                }
            }
            "head" | "label" if !self.line.trim().is_empty() && name == "label" => self.read(inner),
            "head" => {
                self.end(false);
                self.read(inner);
                self.end(true);
            }
            "note" => self.read_note(inner),
            "cell" => {
                if !self.line.trim().is_empty() {
                    self.line.push_str(" | ");
                }
                self.read(inner);
            }
            "choice" | "subst" => self.read_choice(inner),
            "space" | "gap" => self.line.push(' '),
            _ if BLOCKS.contains(&name) => {
                self.end(false);
                self.read(inner);
                self.end(false);
            }
            _ => {
                if let Some((_, kind)) = NAMES.iter().find(|(tag, _)| *tag == name)
                    && self.names.len() < MOST_NAMES
                    && let Some(text) = inner.text()
                    && !self.names.iter().any(|(other, known)| other == kind && *known == text)
                {
                    self.names.push((kind, text));
                }
                self.read(inner);
            }
        }
    }

    /// A footnote; one that says who speaks stays where it is.
    fn read_note(&mut self, note: &Element) {
        if note.attribute("type") == Some("speaker") {
            self.end(false);
            self.read(note);
            return self.end(false);
        }
        let mut inner = Flow::new(self.without);
        inner.read(note);
        let (pieces, names) = inner.finish();
        self.notes.extend(pieces.iter().map(|piece| piece.text().to_owned()));
        self.names.extend(names);
        self.names.truncate(MOST_NAMES);
    }

    fn read_choice(&mut self, choice: &Element) {
        let chosen = OTHER_FORMS.iter().find_map(|(form, _)| choice.child(form));
        match chosen.or_else(|| choice.child("add")) {
            Some(form) => self.read(form),
            None => {
                let first = choice.elements().next();
                first.into_iter().for_each(|first| self.read(first));
            }
        }
    }

    fn push(&mut self, text: &str) {
        // The line that ends in the source before a break of the page does not end a word by itself.
        if self.joins != Join::No {
            let next = text.trim_start();
            let Some(first) = next.chars().next() else { return };
            let line = self.line.trim_end();
            let broken = line.ends_with(HYPHENS);
            let before = line.trim_end_matches(HYPHENS);
            let word = before.ends_with(char::is_alphabetic);
            let whole = match self.joins {
                Join::Yes => true,
                _ => broken && word && first.is_lowercase(),
            };
            if whole {
                self.line.truncate(before.len());
            } else {
                self.line.push(' ');
            }
            self.joins = Join::No;
            return self.line.push_str(next);
        }
        self.line.push_str(text);
    }

    fn end(&mut self, heading: bool) {
        let line = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();
        self.joins = Join::No;
        if !line.is_empty() {
            self.pieces.push(if heading { Piece::Heading(line) } else { Piece::Paragraph(line) });
        }
    }
}
