//! Tags text that is already split into words, for measuring on annotated collections what is found in articles.
//!
//! Its surprise: the sentences are put together again as running text, since what stands beside a name is looked at as text.

use std::io::{self, BufRead, Write};
use std::ops::Range;

use super::extract::extract_words;
use super::model::token::{Token, plain, tokenize};
use super::{BlockKind, EntityKind, TextBlock};

/// A sentence put together again as running text.
#[derive(Default)]
struct Sentence {
    /// Its tokens as they came.
    tokens: Vec<String>,
    /// The lines behind it, which hold no token.
    behind: Vec<String>,
    text: String,
    words: Vec<Token>,
    /// For each word the number of its token.
    origin: Vec<usize>,
    /// Whether a quotation is open.
    quoting: bool,
    /// Whether the next token follows without a blank.
    opens: bool,
}

/// One document under way.
#[derive(Default)]
struct Document {
    /// The lines before its first token.
    head: Vec<String>,
    sentences: Vec<Sentence>,
    sentence_ended: bool,
    /// Whether a line said where this document begins, and it is no longer than an article yet.
    announced: bool,
}

/// So many sentences may be one article; too much text read as one would mix persons.
const LONGEST: usize = 60;
/// The same where no line says where documents begin.
const UNANNOUNCED: usize = 30;

/// Reads one token a line, with blank lines between sentences and `# doc` or `-DOCSTART-` lines before documents, and writes
/// the same lines, each token followed by a tab and its BIO tag (`B-PER`, `I-ORG`, `O`). What an input line holds after a tab
/// is left out. What is too long for an article, or has no line that says where documents begin, is cut before the
/// headlines of datelines, and after so many sentences.
///
/// # Errors
/// When reading or writing fails, or the input is not UTF-8.
pub fn tag_tokens(reader: impl BufRead, mut writer: impl Write) -> io::Result<()> {
    let mut current = Document::default();
    for line in reader.lines() {
        let line = line?;
        let line = line.trim_end_matches('\r');
        if line.starts_with("# doc") && !line.contains('\t') || line.starts_with("-DOCSTART-") {
            current.write_all(&mut writer)?;
            current = Document { head: vec![line.to_owned()], announced: true, ..Document::default() };
        } else if line.trim().is_empty() {
            current.end_sentence(line);
            current.write_long(&mut writer)?;
        } else {
            current.add(line.split('\t').next().unwrap_or(line));
        }
    }
    current.write_all(&mut writer)
}

impl Document {
    fn end_sentence(&mut self, line: &str) {
        self.sentence_ended = true;
        match self.sentences.last_mut() {
            Some(sentence) => sentence.behind.push(line.to_owned()),
            None => self.head.push(line.to_owned()),
        }
    }

    fn add(&mut self, token: &str) {
        if self.sentences.is_empty() || self.sentence_ended {
            self.sentences.push(Sentence::default());
            self.sentence_ended = false;
        }
        if let Some(sentence) = self.sentences.last_mut() {
            sentence.add(token);
        }
    }

    /// Writes the articles of what has become too long for one, but for the last when it may go on.
    fn write_long(&mut self, writer: &mut impl Write) -> io::Result<()> {
        if self.sentences.len() < if self.announced { LONGEST + 1 } else { UNANNOUNCED } {
            return Ok(());
        }
        self.announced = false;
        let from = match self.beginnings().last() {
            Some(at) => *at,
            None => self.sentences.len().min(LONGEST),
        };
        let rest = Self { sentences: self.sentences.split_off(from), ..Self::default() };
        let ended = self.sentence_ended;
        std::mem::replace(self, rest).write_all(writer)?;
        self.sentence_ended = ended;
        Ok(())
    }

    /// The sentences that begin another article, by their datelines.
    fn beginnings(&self) -> Vec<usize> {
        let mut beginnings = Vec::new();
        for (at, _) in self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.is_dateline()) {
            let before = self.sentences[..at].iter().rev().take(MOST_HEADLINES);
            let from = at - before.take_while(|sentence| sentence.is_headline()).count();
            if from > 0 && beginnings.last().is_none_or(|last| *last < from) {
                beginnings.push(from);
            }
        }
        beginnings
    }

    fn write_all(self, writer: &mut impl Write) -> io::Result<()> {
        for line in &self.head {
            writeln!(writer, "{line}")?;
        }
        let cuts = if self.announced { Vec::new() } else { self.beginnings() };
        let mut from = 0;
        for to in cuts.into_iter().chain([self.sentences.len()]) {
            write_article(&self.sentences[from..to], writer)?;
            from = to;
        }
        Ok(())
    }
}

/// A headline and a byline may stand before a dateline.
const MOST_HEADLINES: usize = 2;

fn write_article(sentences: &[Sentence], writer: &mut impl Write) -> io::Result<()> {
    let blocks: Vec<TextBlock<'_>> =
        sentences.iter().map(|sentence| TextBlock { kind: BlockKind::Prose, text: &sentence.text }).collect();
    let words: Vec<&[Token]> = sentences.iter().map(|sentence| &sentence.words[..]).collect();
    let mut tags: Vec<Vec<&str>> = sentences.iter().map(|sentence| vec!["O"; sentence.tokens.len()]).collect();
    for mention in extract_words(&blocks, &words) {
        let [begin, inside] = match mention.kind {
            EntityKind::Person => ["B-PER", "I-PER"],
            EntityKind::Organisation => ["B-ORG", "I-ORG"],
            EntityKind::Place => ["B-LOC", "I-LOC"],
        };
        let Some(tokens) = sentences[mention.block].tokens_of(&mention.span) else { continue };
        let tags = &mut tags[mention.block];
        if tags[tokens.start] == "O" {
            tags[tokens.start] = begin;
            tags[tokens.start + 1..tokens.end].fill(inside);
        }
    }
    for (sentence, tags) in sentences.iter().zip(tags) {
        for (token, tag) in sentence.tokens.iter().zip(tags) {
            writeln!(writer, "{token}\t{tag}")?;
        }
        for line in &sentence.behind {
            writeln!(writer, "{line}")?;
        }
    }
    Ok(())
}

impl Sentence {
    /// Adds a token with the blank before it that running text would have.
    fn add(&mut self, token: &str) {
        let plain = plain(token);
        let closes = match token {
            "," | "." | ";" | ":" | "?" | "!" | "%" | "''" | "”" | "'s" | "’s" | "'S" | "'" | "’" | "n't" => true,
            "\"" => self.quoting,
            _ => matches!(plain, ")" | "]" | "}"),
        };
        if !self.text.is_empty() && !closes && !self.opens {
            self.text.push(' ');
        }
        let opening = token == "``" || token == "\"" && !self.quoting;
        self.opens = matches!(plain, "(" | "[" | "{" | "$" | "£" | "“") || opening;
        if plain == "\"" {
            self.quoting = opening;
        }
        let mut words = Vec::new();
        tokenize(plain, &mut words);
        let at = self.text.len() as u32;
        for word in words {
            let first = self.words.is_empty();
            self.words.push(Token { start: at + word.start, end: at + word.end, first });
            self.origin.push(self.tokens.len());
        }
        self.text.push_str(plain);
        self.tokens.push(token.to_owned());
    }

    /// Whether it says where and when an article was written: `LONDON 1996-08-30`, `PARIS , May 3 ( Agency ) - Rain fell .`
    fn is_dateline(&self) -> bool {
        let dated =
            self.tokens.len() <= 8 && self.tokens.len() > 1 && self.tokens.last().is_some_and(|last| is_date(last));
        let capitals = |token: &String| token.len() > 2 && token.chars().all(|c| c.is_uppercase() || c == '-');
        let signed = || {
            let head = &self.tokens[..self.tokens.len().min(12)];
            head.first().is_some_and(capitals)
                && head.windows(2).any(|pair| plain(&pair[0]) == ")" && matches!(&pair[1][..], "-" | "--" | "–" | "—"))
        };
        dated || signed()
    }

    /// Whether it may be a headline or a byline.
    fn is_headline(&self) -> bool {
        let ends = self.tokens.last().is_some_and(|last| matches!(&last[..], "." | "\"" | "''" | ";" | ","));
        self.tokens.len() <= 20 && !ends && !self.is_dateline()
    }

    /// The tokens of a name; `None` when it is part of a word, as in `Netanyahu-led`.
    fn tokens_of(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let first = self.words.partition_point(|word| (word.start as usize) < span.start);
        let last = self.words.partition_point(|word| (word.end as usize) < span.end);
        let (begins, ends) = (self.words.get(first)?.start as usize, self.words.get(last)?.end as usize);
        if (begins, ends) != (span.start, span.end) {
            return None;
        }
        Some(self.origin[first]..self.origin[last] + 1)
    }
}

/// Whether a token is a date in figures: `1996-08-30`.
fn is_date(token: &str) -> bool {
    token.len() == 10
        && token
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
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

    fn tagged(input: &str) -> String {
        let mut output = Vec::new();
        tag_tokens(input.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    fn lines(sentences: &[&str]) -> String {
        sentences.iter().map(|sentence| sentence.replace(' ', "\n") + "\n\n").collect()
    }

    #[test]
    fn sentences_are_running_text_again() {
        let mut sentence = Sentence::default();
        let tokens = "`` Yes , \'\' Lee \'s aide -LRB- 43 -RRB- said ; he did n\'t pay $ 5 for \" Go \" .";
        tokens.split(' ').for_each(|token| sentence.add(token));
        assert_eq!(sentence.text, "\"Yes,\" Lee's aide (43) said; he didn't pay $5 for \"Go\".");
    }

    #[test]
    fn documents_begin_at_docstart_and_long_text_is_cut_at_datelines() {
        let article = lines(&["Rain fell .", "OKONJO WINS", "LAGOS 1996-08-30", "Voters chose Chidi Okonjo , 54 ."]);
        let mut document = Document::default();
        for sentence in article.split("\n\n").filter(|sentence| !sentence.is_empty()) {
            sentence.split('\n').for_each(|token| document.add(token));
            document.end_sentence("");
        }
        assert_eq!(document.beginnings(), [1]);
        assert_eq!(tagged("-DOCSTART-\n\nParis\n"), "-DOCSTART-\n\nParis\tB-LOC\n");
        assert_eq!(tagged(&article).replace("\tO", "").replace("\tB-PER", "").lines().next(), Some("Rain"));
    }

    #[test]
    fn what_bodies_are_named_like_persons_is_looked_at_here_too() {
        let output = tagged(&lines(&["Analysts at Edward Jones said no .", "The Fenwick family sued ."]));
        assert!(output.contains("Edward\tB-ORG\nJones\tI-ORG"), "{output}");
        assert!(output.contains("Fenwick\tB-PER"), "{output}");
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
