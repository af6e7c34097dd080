//! Names in a text: which stretches of it name a person, an organisation or a place.
//!
//! English is read by the model, and so are languages that write names as English does ([`gloss`](super::gloss)). In others
//! only persons are looked for, and only where the name lists vouch for them ([`listed`](super::listed)). Its surprise: a name
//! that the model took for a person becomes an organisation when a word such as `Foundation` follows it directly.

mod ends;
mod join;
mod noise;
mod quoted;
mod roll;
mod row;
mod shortened;
mod state;
mod titled;

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use ends::{mend_ends, part_names};

use super::cyrillic::is_cyrillic;
use super::gloss::Gloss;
use super::model::class;
use super::model::cue::{Cue, Shape};
use super::model::document::{Document, evidence_bit};
use super::model::lexicon::is_class;
use super::model::reader::Reader;
use super::model::tagger;
use super::model::token::{Token, Tokens as Words};
use super::namesake::Families;
use super::placed::touching;
use super::view::View;
use super::{BlockKind, EntityKind, Mention, TextBlock, byname, gazetteer, listed, namesake, residue, tables, thing};

/// Finds the names in one text.
///
/// `language` is an ISO 639-1 code; `None` is taken as English.
pub fn extract(text: &str, language: Option<&str>) -> Vec<Mention> {
    extract_blocks(&[TextBlock { kind: BlockKind::Prose, text }], language)
}

/// Finds the names in the blocks of one article, which are read as one document: a bare surname in one block is
/// recognised by the full name in another. Mentions come in reading order and never overlap.
pub fn extract_blocks(blocks: &[TextBlock<'_>], language: Option<&str>) -> Vec<Mention> {
    let Some(view) = View::of(blocks) else { return extract_plain(blocks, language) };
    let mut mentions = extract_plain(&view.plain_blocks(), language);
    view.put_back(&mut mentions);
    mentions
}

/// The same in blocks that have ordinary blanks.
fn extract_plain(blocks: &[TextBlock<'_>], language: Option<&str>) -> Vec<Mention> {
    let english = language.is_none_or(|code| code.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en")));
    // A text in another script is no English whatever its label says.
    let other_script = blocks.iter().any(|block| block.text.len() > 40 && !is_latin(block.text));
    // What is too short to tell its language is read as Russian where its letters are.
    let cyrillic = || blocks.iter().any(|block| block.text.contains(is_cyrillic));
    let unknown = if other_script && cyrillic() { "ru" } else { "" };
    let language = language.unwrap_or(unknown);
    if english && !other_script {
        return Reader::with(|reader| read_blocks(blocks, None, reader));
    }
    match Gloss::of(language).filter(|gloss| gloss.is_cyrillic() == other_script) {
        None => listed::extract_blocks(blocks, language),
        Some(gloss) => {
            let found = Reader::with(|reader| read_blocks(blocks, Some(gloss), reader));
            gloss.persons(blocks, &found, listed::extract_blocks(blocks, language))
        }
    }
}

/// Finds the names of English sentences whose words are known. The surname of a family counts as that of a person, as
/// annotated collections have it.
pub(super) fn extract_words(sentences: &[TextBlock<'_>], words: &[&[Token]]) -> Vec<Mention> {
    Reader::with(|reader| {
        let mut tokens = Tokens { tokens: Vec::new(), starts: Vec::new() };
        for (sentence, words) in sentences.iter().zip(words) {
            tokens.starts.push(tokens.tokens.len());
            for word in *words {
                reader.add(sentence.text, word.start as usize, word.end as usize, word.first);
            }
            tokens.tokens.extend_from_slice(words);
        }
        mentions_of(sentences, &tokens, Forms::AsWritten, Families::Kept, reader)
    })
}

/// The tokens of all blocks, one after the other.
struct Tokens {
    tokens: Vec<Token>,
    /// The first token of each block.
    starts: Vec<usize>,
}

impl Tokens {
    /// The block of a token.
    fn block_of(&self, index: usize) -> usize {
        self.starts.partition_point(|start| *start <= index) - 1
    }

    /// Adds the next token of a block, and one without letters where a gap parts it from the one before it.
    #[inline(always)]
    fn add(&mut self, text: &str, before: Option<Token>, token: Token) {
        if before.is_some_and(|before| is_gap(text, &before, &token)) {
            self.tokens.push(Token { start: token.start, end: token.start, first: false });
        }
        self.tokens.push(Token { first: token.first || before.is_none(), ..token });
    }
}

fn read_blocks(blocks: &[TextBlock<'_>], gloss: Option<&Gloss>, reader: &mut Reader) -> Vec<Mention> {
    let mut tokens = Tokens { tokens: std::mem::take(&mut reader.tokens), starts: Vec::with_capacity(blocks.len()) };
    tokens.tokens.clear();
    match gloss {
        None => add_words(blocks, &mut tokens, reader),
        Some(gloss) => add_glossed(blocks, gloss, &mut tokens, reader),
    }
    let forms = if gloss.is_some() { Forms::Glossed } else { Forms::AsWritten };
    let mentions = mentions_of(blocks, &tokens, forms, Families::Dropped, reader);
    reader.tokens = tokens.tokens;
    mentions
}

/// Gives the words of the blocks to the reader.
fn add_words(blocks: &[TextBlock<'_>], tokens: &mut Tokens, reader: &mut Reader) {
    for block in blocks {
        let start = tokens.tokens.len();
        tokens.starts.push(start);
        let mut before = None;
        for token in Words::of(block.text) {
            tokens.add(block.text, before.replace(token), token);
        }
        reader.add_words(block.text, &tokens.tokens[start..], GAP);
    }
}

/// The same with what is read instead of words of another language.
fn add_glossed(blocks: &[TextBlock<'_>], gloss: &Gloss, tokens: &mut Tokens, reader: &mut Reader) {
    let (mut of_block, mut room) = (Vec::new(), String::new());
    let inside = gloss.names_in(blocks, &mut of_block);
    for block in blocks {
        tokens.starts.push(tokens.tokens.len());
        gloss.tokenize(block.text, &mut of_block);
        let mut before = None;
        for (number, token) in of_block.iter().enumerate() {
            let from = tokens.tokens.len();
            tokens.add(block.text, before.replace(*token), *token);
            if from + 1 < tokens.tokens.len() {
                reader.add(GAP, 0, GAP.len(), false);
            }
            let word = gloss.word(block.text, &of_block, number, &inside, &mut room).unwrap_or(token.of(block.text));
            reader.add(word, 0, word.len(), token.first || number == 0);
        }
    }
}

/// What the reader was given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forms {
    /// The words of the text.
    AsWritten,
    /// Words that stand for those of another language.
    Glossed,
}

fn mentions_of(
    blocks: &[TextBlock<'_>],
    tokens: &Tokens,
    forms: Forms,
    families: Families,
    reader: &mut Reader,
) -> Vec<Mention> {
    let mut notes = std::mem::take(&mut reader.notes);
    let (all, document) = reader.read();
    let lasts = OnceCell::new();
    let is_last = |at: usize| {
        let full = all.iter().filter(|name| name.kind == 0 && name.words.len() > 1);
        let gather = || -> FxHashSet<u32> { full.map(|name| document.cues[name.words.end - 1].word).collect() };
        lasts.get_or_init(gather).contains(&document.cues[at].word)
    };
    let mut mentions = Vec::with_capacity(all.len());
    // Where words begin that are too short to be sure of.
    let mut short = Vec::new();
    for found in &all {
        let nameless = |cue: &Cue| matches!(cue.shape, Shape::Initial | Shape::Mark | Shape::Number);
        let initials = || document.cues[found.words.clone()].iter().all(nameless);
        let common = || is_common_word(document, found) && !is_last(found.words.start);
        if found.kind == 0 && (common() || initials()) {
            continue;
        }
        let written = |at: usize| tokens.tokens[at].of(blocks[tokens.block_of(at)].text);
        let verdict = match found.kind {
            0 if forms == Forms::AsWritten => noise::verdict(document, found, written),
            _ => noise::Verdict::Name,
        };
        let block = tokens.block_of(found.words.start);
        let (first, last) = (tokens.tokens[found.words.start], tokens.tokens[found.words.end - 1]);
        let kind = match found.kind {
            0 => EntityKind::Person,
            1 => EntityKind::Organisation,
            _ => EntityKind::Place,
        };
        let span = first.start as usize..last.end as usize;
        if verdict != noise::Verdict::Name {
            short.push((block, span.start, verdict));
        }
        mentions.push(Mention { kind, block, span, confidence: found.confidence });
    }
    named_after_persons(blocks, &mut mentions);
    part_names(blocks, &mut mentions);
    residue::drop_residue(blocks, &mut mentions);
    mend_ends(blocks, &mut mentions);
    join::join(blocks, &mut mentions);
    noise::drop_noise(blocks, &mut mentions, &short);
    titled::cut(blocks, &mut mentions);
    state::settle(blocks, &mut mentions);
    thing::drop_things(blocks, &mut mentions);
    residue::drop_adjectives(blocks, &mut mentions);
    gazetteer::settle(blocks, &mut mentions);
    namesake::settle(blocks, &mut mentions, families);
    tables::settle(blocks, &mut mentions);
    add_compounds(blocks, document, tokens, &mut mentions);
    byname::add(blocks, &mut mentions);
    let first_of_listed = first_of_listed(blocks, document, tokens, forms, &mut notes);
    gazetteer::add(blocks, &tokens.tokens, &tokens.starts, first_of_listed, &mut mentions);
    reader.notes = notes;
    mentions
}

/// The words with which a listed name may begin, by their numbers. What was asked of a form is noted; a number of 0 is a form
/// that was not asked for.
fn first_of_listed<'a>(
    blocks: &'a [TextBlock<'_>],
    document: &'a Document,
    tokens: &'a Tokens,
    forms: Forms,
    notes: &'a mut Vec<u8>,
) -> impl Iterator<Item = usize> + 'a {
    const NO: u8 = 1;
    const YES: u8 = 2;
    let begins = |at: usize| gazetteer::may_begin(tokens.tokens[at].of(blocks[tokens.block_of(at)].text));
    // All of them have a capital.
    let written = document.namelike.iter().filter(move |_| forms == Forms::AsWritten).map(|at| *at as usize);
    let written = written.filter(move |at| {
        let form = document.cues[*at].form as usize;
        if form >= notes.len() {
            notes.resize(form + 1, 0);
        }
        if notes[form] == 0 {
            notes[form] = if begins(*at) { YES } else { NO };
        }
        notes[form] == YES
    });
    let glossed = if forms == Forms::Glossed { 0..tokens.tokens.len() } else { 0..0 };
    written.chain(glossed.filter(move |at| begins(*at)))
}

/// What is read where a gap parts two words.
const GAP: &str = ",";

/// Whether the layout parts two words that no mark parts: blanks in a row between capitalised words, or a new line before a
/// line that begins in capitals.
#[inline]
fn is_gap(text: &str, before: &Token, after: &Token) -> bool {
    let (end, start) = (before.end as usize, after.start as usize);
    if start < end + 2 && text.as_bytes().get(end) != Some(&b'\n') {
        return false;
    }
    is_gap_between(text, before, after)
}

fn is_gap_between(text: &str, before: &Token, after: &Token) -> bool {
    let (end, start) = (before.end as usize, after.start as usize);
    let (word, next) = (before.of(text), after.of(text));
    // "Frank R  Lautenberg" has lost a dot and not a comma.
    if word.len() < 2 || !word.ends_with(char::is_alphanumeric) || !next.starts_with(char::is_uppercase) {
        return false;
    }
    let capitals = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    match text[end..start].contains('\n') {
        true => capitals(next) && !capitals(word),
        false => start >= end + 2 && word.starts_with(char::is_uppercase),
    }
}

/// How sure the model must be that a common word at the beginning of a sentence is a person.
const SURE_OF_WORD: f32 = 0.97;

/// Whether a single word that ends no full name is more likely the ordinary word that begins a sentence or heading than a
/// person.
fn is_common_word(document: &Document, found: &tagger::Found) -> bool {
    let cue = &document.cues[found.words.start];
    let alone = found.words.len() == 1 && cue.first && cue.entry.lower() >= 2 && cue.entry.given() < 3;
    let elsewhere =
        evidence_bit::AFTER_TITLE | evidence_bit::AFTER_GIVEN | evidence_bit::AFTER_INITIAL | evidence_bit::AGED;
    alone && found.confidence < SURE_OF_WORD && document.shown(found.words.start) & elsewhere == 0
}

/// Whether most letters are Latin.
fn is_latin(text: &str) -> bool {
    if text.as_bytes()[..text.len().min(600)].is_ascii() {
        return true;
    }
    let is_latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(400);
    let (latin, all) = letters.fold((0, 0), |(latin, all), c| (latin + usize::from(is_latin(c)), all + 1));
    latin * 2 >= all
}

/// Persons directly before the word of an institution are part of its name: `Trump Organization`.
fn named_after_persons(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    for mention in mentions.iter_mut().filter(|mention| mention.kind == EntityKind::Person) {
        let text = blocks[mention.block].text;
        let rest = &text[mention.span.end..];
        let Some(after) = rest.strip_prefix(' ') else { continue };
        let word: &str = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if !word.starts_with(char::is_uppercase) || !word.chars().any(char::is_lowercase) {
            continue;
        }
        let lower = word.to_lowercase();
        // "Smith Police said" has no comma either, but words of people's titles are no institutions.
        if is_class(&lower, class::ORGANISATION) && !is_class(&lower, class::TITLE | class::GEOGRAPHY) {
            mention.kind = EntityKind::Organisation;
            mention.span.end += 1 + word.len();
        }
    }
    // A lengthened name may have run into the next one.
    keep_apart(mentions);
}

/// Drops mentions that run into the one before; all are in reading order.
pub(super) fn keep_apart(mentions: &mut Vec<Mention>) {
    let mut end = (0, 0);
    mentions.retain(|mention| {
        let free = mention.block != end.0 || mention.span.start >= end.1;
        if free {
            end = (mention.block, mention.span.end);
        }
        free
    });
}

const DASH: &str = "–";

/// How sure the model must be of a surname alone that stands in a compound too.
const SURE_OF_SURNAME: f32 = 0.9;

/// Whether a word before a hyphen says how something stands to a person.
fn is_prefix(word: &str) -> bool {
    (3..=5).contains(&word.len())
        && ["anti", "pro", "post", "pre", "non", "ultra"].iter().any(|prefix| prefix.eq_ignore_ascii_case(word))
}

/// Surnames inside compounds whose full form was found: `Netanyahu-led`, `the Netanyahu-US talks`.
fn add_compounds(blocks: &[TextBlock<'_>], document: &Document, tokens: &Tokens, mentions: &mut Vec<Mention>) {
    let mut lasts: Vec<&str> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person && mention.confidence >= 0.5) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        match name.rsplit_once(' ') {
            Some((_, last)) => lasts.push(last),
            None if mention.confidence >= SURE_OF_SURNAME => lasts.push(name),
            None => {}
        }
    }
    lasts.sort_unstable();
    lasts.dedup();
    if lasts.is_empty() {
        return;
    }
    let mut more = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let (text, bytes) = (block.text, block.text.as_bytes());
        let begin = tokens.starts[number];
        let of_block = &tokens.tokens[begin..tokens.starts.get(number + 1).copied().unwrap_or(tokens.tokens.len())];
        let mut from = 0;
        for at in memchr::memchr2_iter(b'-', DASH.as_bytes()[0], bytes) {
            let length = if bytes[at] == b'-' { 1 } else { DASH.len() };
            if length > 1 && !bytes[at..].starts_with(DASH.as_bytes()) {
                continue;
            }
            let index = of_block.partition_point(|token| token.end as usize <= at);
            let Some(token) = of_block.get(index).filter(|token| token.start as usize <= at) else { continue };
            let start = from.max(token.start as usize);
            from = at + length;
            // "anti-Erdogan", "post-Saddam"
            if start == token.start as usize && is_prefix(&text[start..at]) {
                let name = text[from..token.end as usize].split(['-', '–']).next().unwrap_or_default();
                if lasts.binary_search(&name).is_ok() {
                    let span = from..from + name.len();
                    more.push(Mention { kind: EntityKind::Person, block: number, span, confidence: 0.6 });
                }
                continue;
            }
            if document.cues[begin + index].is_namelike()
                && token.of(text).starts_with(char::is_uppercase)
                && lasts.binary_search(&&text[start..at]).is_ok()
            {
                more.push(Mention { kind: EntityKind::Person, block: number, span: start..at, confidence: 0.6 });
            }
        }
    }
    more.retain(|new: &Mention| touching(mentions, new.block, &new.span).is_empty());
    if !more.is_empty() {
        mentions.extend(more);
        mentions.sort_by_key(|mention| (mention.block, mention.span.start));
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The persons of an English text, as they are written there.
    pub(in crate::person) fn persons(text: &str) -> Vec<String> {
        let mentions = extract(text, Some("en"));
        let of_persons = mentions.into_iter().filter(|mention| mention.kind == EntityKind::Person);
        of_persons.map(|mention| text[mention.span].to_owned()).collect()
    }

    /// What a step makes of these persons of a text, given in reading order.
    pub(in crate::person) fn changed(
        text: &str,
        names: &[&str],
        step: fn(&[TextBlock<'_>], &mut Vec<Mention>),
    ) -> Vec<String> {
        let mut at = 0;
        let mut mentions: Vec<Mention> = Vec::new();
        for name in names {
            let start = at + text[at..].find(name).unwrap();
            at = start + name.len();
            mentions.push(Mention { kind: EntityKind::Person, block: 0, span: start..at, confidence: 1.0 });
        }
        step(&[TextBlock { kind: BlockKind::Prose, text }], &mut mentions);
        mentions.into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn persons_are_found_without_titles_and_again_by_surname() {
        let text = "Israeli Prime Minister Benjamin Netanyahu met Brigadier Funmi Adebisi in Lagos on Monday. Adebisi said \
                    the Netanyahu-led cabinet would decide. \"We wait,\" Netanyahu said.";
        assert_eq!(persons(text), ["Benjamin Netanyahu", "Funmi Adebisi", "Adebisi", "Netanyahu", "Netanyahu"]);
    }

    #[test]
    fn organisations_named_after_persons_are_no_persons() {
        let text = "Donald Trump founded no hospital. The Trump Organization sued. Researchers at Johns Hopkins University \
                    disagreed with Trump.";
        assert_eq!(persons(text), ["Donald Trump", "Trump"]);
    }

    #[test]
    fn titles_alone_are_no_persons() {
        let mend = |text, names: &[&str]| changed(text, names, mend_ends);
        assert_eq!(mend("SEN. WYDEN CALLS FOR IT", &["SEN.", "WYDEN"]), ["WYDEN"]);
        assert_eq!(mend("Gens and Amartya Sen. Sen spoke", &["Gens", "Amartya Sen", "Sen"]), ["Amartya Sen", "Sen"]);
        assert_eq!(
            mend("Keir Starmer KC, Jane Smith MBE, PhD", &["Keir Starmer KC", "Jane Smith MBE"]),
            ["Keir Starmer", "Jane Smith"]
        );
        assert_eq!(mend("Sammy Davis, Jr. sang", &["Sammy Davis", "Jr."]), ["Sammy Davis, Jr."]);
        assert_eq!(mend("Sammy Davis, Jr. sang", &["Sammy Davis"]), ["Sammy Davis, Jr."]);
        assert_eq!(mend("Joe Biden, Jrue Holiday", &["Joe Biden", "Jrue Holiday"]), ["Joe Biden", "Jrue Holiday"]);
    }

    #[test]
    fn initials_that_the_article_explains_are_the_person() {
        let text =
            "Crown Prince Mohammed bin Salman, known as MBS, met Ana Lima of the WHO. \"Yes,\" MBS said to Lima.";
        assert_eq!(persons(text), ["Mohammed bin Salman", "MBS", "Ana Lima", "MBS", "Lima"]);
    }

    #[test]
    fn the_last_word_of_a_full_name_may_begin_a_sentence() {
        let text = "Lewis Milestone directed it. Milestone won a prize.";
        assert_eq!(persons(text), ["Lewis Milestone", "Milestone"]);
    }

    #[test]
    fn what_the_layout_parts_is_not_one_name() {
        assert_eq!(
            persons(
                "Senators Blanche Lincoln  Mark Pryor and Frank R  Lautenberg met Laena Fallon   WASHINGTON  on Monday."
            ),
            ["Blanche Lincoln", "Mark Pryor", "Frank R  Lautenberg", "Laena Fallon"]
        );
        assert_eq!(persons("By Anna Kowalska\nBRUSSELS (Reuters) - Ministers met."), ["Anna Kowalska"]);
        assert_eq!(persons("The court heard Benjamin\nNetanyahu on Monday."), ["Benjamin\nNetanyahu"]);
    }

    #[test]
    fn a_row_of_surnames_is_no_name_where_their_bearers_are_named() {
        let part = |text, names: &[&str]| changed(text, names, part_names);
        assert_eq!(
            part(
                "Schumer Clinton Announce. Charles Schumer and Hillary Clinton met.",
                &["Schumer Clinton", "Charles Schumer", "Hillary Clinton"]
            ),
            ["Schumer", "Clinton", "Charles Schumer", "Hillary Clinton"]
        );
        let squad = "Saqlain Mushtaq and Ijaz Ahmed bowled. c Moin b Mushtaq Ahmed 53";
        assert_eq!(part(squad, &["Saqlain Mushtaq", "Ijaz Ahmed", "Mushtaq Ahmed"])[2], "Mushtaq Ahmed");
        assert_eq!(
            part("James Clinton met Etta James and Bill Clinton.", &["James Clinton", "Etta James", "Bill Clinton"])[0],
            "James Clinton"
        );
        assert_eq!(
            part("Schumer Clinton met Bill Clinton.", &["Schumer Clinton", "Bill Clinton"])[0],
            "Schumer Clinton"
        );
    }

    #[test]
    fn blocks_are_one_document() {
        let blocks = [
            TextBlock { kind: BlockKind::Heading, text: "Okonjo wins" },
            TextBlock { kind: BlockKind::Prose, text: "Chidi Okonjo, 54, was elected mayor of Enugu on Sunday." },
        ];
        let found: Vec<(usize, std::ops::Range<usize>)> = extract_blocks(&blocks, None)
            .into_iter()
            .filter(|mention| mention.kind == EntityKind::Person)
            .map(|mention| (mention.block, mention.span))
            .collect();
        assert_eq!(found, [(0, 0..6), (1, 0..12)]);
    }

    #[test]
    fn a_surname_behind_a_prefix_is_found() {
        let text = "Chidi Okonjo, 54, was elected mayor of Enugu on Sunday. Post-Okonjo talks and an anti-Okonjo march failed. \
                    A pro-Acme vote too.";
        assert_eq!(persons(text), ["Chidi Okonjo", "Okonjo", "Okonjo"]);
    }

    #[test]
    fn compounds_are_found_in_every_block() {
        let blocks =
            ["Chidi Okonjo, 54, was elected mayor of Enugu on Sunday.", "", "On Monday the Okonjo-led council met."];
        let blocks = blocks.map(|text| TextBlock { kind: BlockKind::Prose, text });
        let persons = extract_blocks(&blocks, None).into_iter().filter(|mention| mention.kind == EntityKind::Person);
        let places: Vec<_> = persons.map(|mention| (mention.block, mention.span)).collect();
        assert_eq!(places, [(0, 0..12), (2, 14..20)]);
    }

    proptest! {
        #[test]
        fn spans_are_ordered_on_boundaries_and_never_overlap(
            text in "(\\PC{0,10}|[“”‘’\"'()\\[\\]—–.]|By |Wm\\. |Chas\\. |, known as |PC |Sen\\. |Conn\\., | & |\"The Rock\" |-led | contributed to this report\\.|\\n|[A-Z][a-z]{1,6}[ ,.'-]{1,2}|(l'|d'|L’|Le |de la |Jean |rue |président |von |Angela |María )|\
                (الرئيس|محمد|ومحمد|بن|عبد|الشاهد|علي|ل|كيم)[ ،]{0,1}|(屠呦呦|屠呦|呦|唐纳德|·|特朗普|王|总统|的|说|张艺谋)|(В\\. |Путин|Борис )|\
                (김정은|문재인|은|대통령|위원장 )|(安倍晋三|首相|氏は|ドナルド|・|トランプ)|(ông |Nguyễn |Xuân |Phúc )|(ראש הממשלה |בנימין |נתניהו )|\
                (प्रधानमंत्री |नरेंद्र |मोदी )|(وزیراعظم |عمران |خان )|(Ο πρωθυπουργός |Κυριάκος |Μητσοτάκης )|(De |Wever |Bart |Tuska |Donald |Tusk ))\
                {0,20}",
            code in "(en|de|fr|es|it|pt|ru|uk|zh|ar|ja|ko|vi|he|fa|hi|ur|el|nl|pl|sv|tr|id|x)",
        ) {
            let mut last = 0;
            for mention in extract(&text, Some(&code)) {
                prop_assert!(mention.span.start >= last && mention.span.end > mention.span.start);
                prop_assert!(text.get(mention.span.clone()).is_some());
                prop_assert!((0.0..=1.0).contains(&mention.confidence));
                last = mention.span.end;
            }
        }
    }
}
