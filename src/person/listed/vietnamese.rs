//! Persons in Vietnamese: a surname of the list and capitalised syllables, or foreign names behind a title.
//!
//! Every syllable is a word. Its surprise: who has been named is called by the last syllable later on, behind `ông` or `bà` (`ông
//! Chính` is Phạm Minh Chính).

use std::collections::HashSet;

use super::{HALF, LISTED};
use crate::person::known::{known_word, listed_as_name};
use crate::person::model::class;
use crate::person::model::token::{Token, tokenize};
use crate::person::{EntityKind, Mention, TextBlock};

const SURNAMES: &str = " Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lương Tô Đào Đoàn Mai Tạ Hà Trịnh Lâm Cao Chu Châu La Thái Tăng Quách \
    Vương Kiều Từ Tống Phùng Cấn Đàm Hứa Lưu Khổng Mạc Nghiêm Ninh Ông Phí Quan Tôn Thân Thạch Tiêu Triệu Văn Viên Doãn Giang Bạch Cù Đồng Lại Lục Mã Nông Kim Choe ";
/// Before a name and before the last syllable of one.
const TITLES: &str = " ông bà anh chị em cô chú bác cụ thầy tướng tá úy trưởng lĩnh tịch thư trọng sứ viên sĩ sư thần hậu vua lan phán giáo thống môn đốc chủ lý nhân gia mạnh văn thơ ghi hoạ hệ đội vụ nước phủ hội bộ xế báo thủ phó mẹ cha con trai vợ chồng ";
/// In small letters before what is named after somebody, and towns.
const NAMED_AFTER: &str = " phố đường quận tỉnh huyện xã phường thưởng trường hát viện cầu đảo sông núi hồ lộ vịnh ga bay cảng chợ chùa đền nghiệp viên tàng bão hẻm ngõ thôn thông ";

/// Countries of one syllable or foreign letters between a title and a name.
const COUNTRIES: &str = " Mỹ Nga Pháp Đức Anh Ý Nhật Hàn Trung Ấn Lào Úc Áo Bỉ Ukraine Israel Iran Iraq Syria Singapore Malaysia Indonesia Philippines Canada Brazil Argentina Mexico Cuba Venezuela ";

struct Word<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    capital: bool,
    first: bool,
}

fn words_of<'t>(text: &'t str, tokens: &mut Vec<Token>) -> Vec<Word<'t>> {
    tokenize(text, tokens);
    let word = |token: &Token| {
        let word = token.of(text);
        let capital =
            word.starts_with(char::is_uppercase) && (word.chars().count() == 1 || word.contains(char::is_lowercase));
        Word { text: word, start: token.start as usize, end: token.end as usize, capital, first: token.first }
    };
    tokens.iter().map(word).collect()
}

fn is_in(list: &str, word: &str) -> bool {
    list.contains(&format!(" {word} "))
}

/// No name has more words.
const LONGEST: usize = 4;

/// How many words from `at` on are capitalised and stand with a blank between.
fn run(words: &[Word<'_>], at: usize, most: usize) -> usize {
    if !words[at].capital {
        return 0;
    }
    let goes_on =
        |end: &usize| words[*end].capital && !words[*end].first && words[*end].start == words[*end - 1].end + 1;
    1 + (at + 1..words.len()).take(most).take_while(goes_on).count()
}

/// Whether a word is written in letters that Vietnamese shares with others and is too long for a syllable, or listed.
fn is_foreign(word: &str) -> bool {
    word.is_ascii()
        && listed_as_name(word) > 0
        && !known_word(word).is(class::COUNTRY | class::PLACE | class::ORGANISATION)
}

/// The name that begins at a word: its number of words.
fn name(words: &[Word<'_>], at: usize) -> Option<(usize, f32)> {
    if !words[at].capital {
        return None;
    }
    let length = run(words, at, LONGEST);
    let before =
        at.checked_sub(1).filter(|before| words[*before].end + 1 == words[at].start).map(|before| words[before].text);
    let low = before.map(str::to_lowercase);
    let named_after = low.as_deref().is_some_and(|word| is_in(NAMED_AFTER, word) && !is_in(TITLES, word));
    // Towns have two syllables: "tỉnh Hà Giang", but "chủ tịch tỉnh Võ Tấn Đức".
    let town = low.as_deref().is_some_and(|word| is_in(" tỉnh huyện xã phường quận ", word));
    if named_after && !(town && length > 2) {
        return None;
    }
    // "Tổng thống Mỹ Donald Trump"
    let country = before
        .filter(|word| is_in(COUNTRIES, word))
        .and_then(|_| at.checked_sub(2))
        .map(|at| words[at].text.to_lowercase());
    let titled = [low, country].iter().flatten().any(|word| is_in(TITLES, word));
    // "Hà Nội" and "Bình Dương" have two syllables.
    if is_in(SURNAMES, words[at].text) && (length == 3 || length == 4) {
        return Some((length, LISTED));
    }
    if is_in(SURNAMES, words[at].text) && length == 2 && titled {
        return Some((2, HALF));
    }
    let foreign = words[at..at + length].iter().filter(|word| is_foreign(word.text)).count();
    if (2..=4).contains(&length) && foreign == length && (titled || known_word(words[at].text).given() > 1) {
        return Some((length, HALF));
    }
    None
}

/// Persons in the blocks of an article, in reading order.
pub(super) fn extract_blocks(blocks: &[TextBlock<'_>]) -> Vec<Mention> {
    let mut tokens = Vec::new();
    let texts: Vec<Vec<Word<'_>>> = blocks.iter().map(|block| words_of(block.text, &mut tokens)).collect();
    let mut sure = Vec::with_capacity(texts.len());
    let (mut whole, mut last): (HashSet<Vec<&str>>, HashSet<&str>) = Default::default();
    for words in &texts {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let skipped = opening_title(words, at);
            let Some((length, confidence)) = name(words, at + skipped).filter(|_| at + skipped < words.len()) else {
                at += run(words, at, usize::MAX).max(1);
                continue;
            };
            let from = at + skipped;
            found.push((from, length, confidence));
            whole.insert(words[from..from + length].iter().map(|word| word.text).collect());
            last.insert(words[from + length - 1].text);
            at = from + length;
        }
        sure.push(found);
    }
    let mut mentions = Vec::new();
    for (block, (words, found)) in texts.iter().zip(&sure).enumerate() {
        let mut at = 0;
        while at < words.len() {
            let own = found.binary_search_by_key(&at, |(from, ..)| *from).ok().map(|at| (found[at].1, found[at].2));
            let again = || {
                let length = run(words, at, LONGEST);
                let named = at > 0 && is_in(NAMED_AFTER, &words[at - 1].text.to_lowercase());
                let texts: Vec<&str> = words[at..at + length].iter().map(|word| word.text).collect();
                let known = length > 1 && whole.contains(&texts);
                let titled = at > 0 && is_in(TITLES, &words[at - 1].text.to_lowercase());
                let foreign = length == 1 && words[at].text.is_ascii() && is_foreign(words[at].text);
                let bare = length == 1 && last.contains(words[at].text) && (titled || foreign);
                ((known || bare) && !named).then_some((length, HALF))
            };
            let Some((length, confidence)) = own.or_else(again) else {
                at += 1;
                continue;
            };
            let span = words[at].start..words[at + length - 1].end;
            mentions.push(Mention { kind: EntityKind::Person, block, span, confidence });
            at += length;
        }
    }
    mentions
}

/// How many capitalised words at the beginning of a sentence are a title or a country before who is named behind them: `Ông Trump`.
fn opening_title(words: &[Word<'_>], at: usize) -> usize {
    let title =
        |word: &Word<'_>| word.capital && is_in(" ông bà anh chị em cô chú bác cụ thầy ", &word.text.to_lowercase());
    let country = at > 0 && is_in(COUNTRIES, words[at].text) && !words[at - 1].capital;
    usize::from((country || title(&words[at])) && words.get(at + 1).is_some_and(|next| next.capital))
}

#[cfg(test)]
mod tests {
    use crate::person::extract;

    fn persons(text: &str) -> Vec<String> {
        extract(text, Some("vi")).into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn a_surname_and_syllables_are_a_name_and_streets_are_none() {
        assert_eq!(
            persons(
                "Thủ tướng Phạm Minh Chính họp Chính phủ. Theo ông Chính, các tỉnh phải giải ngân nhanh hơn. Đường Trần Hưng Đạo ngập."
            ),
            ["Phạm Minh Chính", "Chính"]
        );
        assert_eq!(persons("Mưa lớn gây ngập ở Huế và Đà Nẵng. Thành phố Hồ Chí Minh có nắng."), [""; 0]);
    }
}
