//! Tags text that is already split into words, for measuring the model on annotated collections.

use std::io::{self, BufRead, Write};

use super::model::reader::Reader;
use super::model::token::{Token, plain, tokenize};

/// One document under way: its lines, and where the pieces of each token went.
#[derive(Default)]
struct Lines {
    /// Every input line; for a token the number of the token.
    lines: Vec<(String, Option<usize>)>,
    /// Every word as a piece of the line of its token, and the number of the token.
    pieces: Vec<(Token, usize)>,
    /// The line of every token.
    tokens: Vec<usize>,
    sentence_begins: bool,
    sentences: usize,
    /// Whether a line said where this document begins.
    announced: bool,
}

/// Text that names no documents is cut after so many sentences: too much of it read as one article would mix persons.
const UNANNOUNCED: usize = 30;
/// So is a document much longer than an article.
const ANNOUNCED: usize = 60;

/// Reads one token a line, with blank lines between sentences and `# doc` lines before documents, and writes the same
/// lines, each token followed by a tab and its BIO tag (`B-PER`, `I-ORG`, `O`). What an input line holds after a tab is
/// left out.
///
/// # Errors
/// When reading or writing fails, or the input is not UTF-8.
pub fn tag_tokens(reader: impl BufRead, mut writer: impl Write) -> io::Result<()> {
    let mut current = Lines { sentence_begins: true, ..Lines::default() };
    for line in reader.lines() {
        let line = line?;
        let line = line.trim_end_matches('\r');
        if line.starts_with("# doc") && !line.contains('\t') {
            current.write(&mut writer)?;
            current = Lines { sentence_begins: true, ..Lines::default() };
            current.lines.push((line.to_owned(), None));
            current.announced = true;
        } else if line.trim().is_empty() {
            current.sentences += usize::from(!current.sentence_begins);
            current.sentence_begins = true;
            current.lines.push((line.to_owned(), None));
            if current.sentences >= if current.announced { ANNOUNCED } else { UNANNOUNCED } {
                let announced = current.announced;
                current.write(&mut writer)?;
                current = Lines { sentence_begins: true, announced, ..Lines::default() };
            }
        } else {
            current.add(line.split('\t').next().unwrap_or(line));
        }
    }
    current.write(&mut writer)
}

impl Lines {
    fn add(&mut self, token: &str) {
        let mut pieces = Vec::new();
        tokenize(plain(token), &mut pieces);
        for (number, piece) in pieces.iter().enumerate() {
            self.pieces.push((Token { first: self.sentence_begins && number == 0, ..*piece }, self.tokens.len()));
        }
        self.sentence_begins &= pieces.is_empty();
        self.tokens.push(self.lines.len());
        self.lines.push((token.to_owned(), Some(self.tokens.len() - 1)));
    }

    fn write(self, writer: &mut impl Write) -> io::Result<()> {
        let found = Reader::with(|reader| {
            for (piece, token) in &self.pieces {
                let line = plain(&self.lines[self.tokens[*token]].0);
                reader.add(line, piece.start as usize, piece.end as usize, piece.first);
            }
            reader.read().0
        });
        let mut tags = vec!["O"; self.tokens.len()];
        for found in found {
            let (begin, inside) = [("B-PER", "I-PER"), ("B-ORG", "I-ORG"), ("B-LOC", "I-LOC")][found.kind.min(2)];
            let (first, last) = (self.pieces[found.words.start].1, self.pieces[found.words.end - 1].1);
            if tags[first] == "O" {
                tags[first] = begin;
                tags[first + 1..=last].fill(inside);
            }
        }
        for (line, token) in &self.lines {
            match token {
                Some(token) => writeln!(writer, "{line}\t{}", tags[*token])?,
                None => writeln!(writer, "{line}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_lose_nothing() {
        let input = "# doc = 1\nAnna\nspoke\n.\n\n".to_owned() + &"Rain\nfell\n.\n\n".repeat(200);
        let mut output = Vec::new();
        tag_tokens(input.as_bytes(), &mut output).unwrap();
        let words = String::from_utf8(output).unwrap();
        let bare: Vec<&str> = words.lines().map(|line| line.split('\t').next().unwrap()).collect();
        assert_eq!(bare, input.lines().collect::<Vec<_>>());
    }

    #[test]
    fn tokens_come_back_with_tags_and_other_lines_as_they_were() {
        let input = "# doc = 1\nPresident\nBarack\nObama\nspoke\nin\nParis\n.\n\nObama\t-X-\nleft\n.\n";
        let mut output = Vec::new();
        tag_tokens(input.as_bytes(), &mut output).unwrap();
        let expected = "# doc = 1\nPresident\tO\nBarack\tB-PER\nObama\tI-PER\nspoke\tO\nin\tO\nParis\tB-LOC\n.\tO\n\nObama\tB-PER\n\
                        left\tO\n.\tO\n";
        assert_eq!(String::from_utf8(output).unwrap(), expected);
    }
}
