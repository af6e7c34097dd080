//! Annotated text: BIO files with document lines, and which kinds of names each of them annotates.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use dateline::person::model::{document::Document, token, vocabulary::Vocabulary};

/// A name over tokens of a sentence; kinds are 0 person, 1 organisation, 2 place, [`UNSURE`].
pub type Name = (usize, Range<usize>);

/// Kind of a name that the annotation may have wrong; training leaves its words open.
pub const UNSURE: usize = 3;

/// A sentence in tokens.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    pub tokens: Vec<String>,
    pub names: Vec<Name>,
}

/// A document and what is known of its names.
#[derive(Debug, Clone, Default)]
pub struct Annotated {
    pub id: String,
    pub sentences: Vec<Sentence>,
    /// Which kinds are annotated; a word outside of names may be one of another kind.
    pub kinds: [bool; 3],
    /// How much it counts in training.
    pub weight: f32,
    /// Number that a document shares with its changed copies.
    pub family: usize,
}

/// Reads a BIO file. Files without document lines give a document for every sentence.
pub fn read(path: &Path, kinds: [bool; 3], weight: f32) -> io::Result<Vec<Annotated>> {
    let text = fs::read_to_string(path)?;
    let mut documents: Vec<Annotated> = Vec::new();
    let mut sentence = Sentence::default();
    let marked = text.lines().filter(|line| is_document_line(line)).count() > 5;
    let new = |id: &str| Annotated { id: id.to_owned(), sentences: Vec::new(), kinds, weight, family: 0 };
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !sentence.tokens.is_empty() {
                if !marked || documents.is_empty() {
                    documents.push(new(""));
                }
                if let Some(document) = documents.last_mut() {
                    document.sentences.push(std::mem::take(&mut sentence));
                }
            }
        } else if is_document_line(line) {
            if marked {
                documents.push(new(line.trim_start_matches("# doc = ")));
            }
        } else if let Some((word, tag)) = line.rsplit_once('\t') {
            add(&mut sentence, word, tag.trim());
        }
    }
    Ok(documents)
}

fn is_document_line(line: &str) -> bool {
    line.starts_with("# doc") && !line.contains('\t')
}

fn add(sentence: &mut Sentence, word: &str, tag: &str) {
    let at = sentence.tokens.len();
    sentence.tokens.push(word.to_owned());
    let kind = ["PER", "ORG", "LOC"].iter().position(|kind| tag.ends_with(kind));
    let Some(kind) = kind else { return };
    match sentence.names.last_mut() {
        Some((last, range)) if tag.starts_with("I-") && *last == kind && range.end == at => range.end = at + 1,
        _ => sentence.names.push((kind, at..at + 1)),
    }
}

/// A document split into words as running text is, with the names in words.
pub struct Prepared {
    pub document: Document,
    pub names: Vec<Name>,
    /// For every word the sentence and token that it comes from.
    pub origin: Vec<(u32, u32)>,
}

/// Splits the tokens of a document as running text is split.
pub fn prepare(annotated: &Annotated, vocabulary: &mut Vocabulary) -> Prepared {
    let mut document = Document::default();
    let mut names = Vec::new();
    let mut origin = Vec::new();
    let mut tokens = Vec::new();
    for (s, sentence) in annotated.sentences.iter().enumerate() {
        let mut starts = Vec::with_capacity(sentence.tokens.len() + 1);
        for (t, word) in sentence.tokens.iter().enumerate() {
            starts.push(document.cues.len());
            let word = token::plain(word);
            token::tokenize(word, &mut tokens);
            for (k, piece) in tokens.iter().enumerate() {
                let mut cue = vocabulary.cue(word, piece.start as usize, piece.end as usize);
                cue.first = t == 0 && k == 0;
                document.cues.push(cue);
                origin.push((s as u32, t as u32));
            }
        }
        starts.push(document.cues.len());
        for (kind, range) in &sentence.names {
            let (from, to) = (starts[range.start], starts[range.end]);
            if from < to {
                names.push((*kind, from..to));
            }
        }
    }
    document.finish();
    Prepared { document, names, origin }
}

/// Names in words back to names in tokens, with the sentence.
pub fn to_tokens(origin: &[(u32, u32)], name: &Name) -> (usize, u32, u32, u32) {
    let (sentence, start) = origin[name.1.start];
    let (_, end) = origin[name.1.end - 1];
    (name.0, sentence, start, end + 1)
}
