//! Persons in Japanese: a surname of the list and characters before a title, or foreign names in kana with a title behind them.
//!
//! What stands without a title is a name where a listed surname of two characters, two more and a particle are all there is.
//! Its surprise: titles are written together with the name, and so is what an office is of (`森山裕前幹事長`).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{HALF, LISTED};
use crate::person::kanji::{reading, split_surname};
use crate::person::model::lexicon::spread_of;
use crate::person::name::fold;
use crate::person::{EntityKind, Mention, TextBlock};

/// Titles behind a name.
const TITLES: &[&str] = &[
    "氏",
    "さん",
    "さま",
    "様",
    "ちゃん",
    "くん",
    "君",
    "首相",
    "総理",
    "大統領",
    "副大統領",
    "総裁",
    "副総裁",
    "幹事長",
    "官房長官",
    "官房副長官",
    "外相",
    "財務相",
    "防衛相",
    "法相",
    "総務相",
    "経産相",
    "農水相",
    "農相",
    "厚労相",
    "文科相",
    "環境相",
    "国交相",
    "国土交通相",
    "経済産業相",
    "厚生労働相",
    "文部科学相",
    "農林水産相",
    "大臣",
    "長官",
    "副大臣",
    "政務官",
    "議員",
    "衆院議員",
    "参院議員",
    "代表",
    "共同代表",
    "委員長",
    "書記長",
    "政調会長",
    "総務会長",
    "国対委員長",
    "議長",
    "知事",
    "市長",
    "区長",
    "町長",
    "村長",
    "監督",
    "コーチ",
    "選手",
    "投手",
    "捕手",
    "内野手",
    "外野手",
    "主将",
    "騎手",
    "棋士",
    "名人",
    "竜王",
    "九段",
    "八段",
    "七段",
    "六段",
    "五段",
    "横綱",
    "大関",
    "関脇",
    "親方",
    "容疑者",
    "被告",
    "受刑者",
    "社長",
    "副社長",
    "会長",
    "副会長",
    "専務",
    "常務",
    "取締役",
    "頭取",
    "理事長",
    "教授",
    "准教授",
    "特任教授",
    "名誉教授",
    "助教",
    "学長",
    "院長",
    "所長",
    "館長",
    "校長",
    "教諭",
    "博士",
    "医師",
    "弁護士",
    "裁判長",
    "裁判官",
    "検事",
    "検事総長",
    "総書記",
    "国家主席",
    "主席",
    "書記",
    "報道官",
    "事務総長",
    "国務長官",
    "国防長官",
    "財務長官",
    "大使",
    "公使",
    "特使",
    "補佐官",
    "司令官",
    "将軍",
    "元帥",
    "国王",
    "女王",
    "皇太子",
    "王子",
    "天皇",
    "法王",
    "教皇",
    "神父",
    "牧師",
    "住職",
    "記者",
    "編集長",
    "アナウンサー",
    "キャスター",
    "経済再生担当相",
    "担当相",
    "部長",
    "課長",
    "局長",
    "署長",
    "本部長",
    "作家",
    "画家",
    "歌手",
    "俳優",
    "女優",
    "上院議員",
    "下院議員",
    "氏ら",
    "容疑者ら",
    "両氏",
    "夫妻",
    "夫人",
    "先生",
    "師匠",
];
/// What may stand between a name and its title.
const FORMER: &[&str] = &["前", "元", "新", "現", "故"];
/// Words written directly before a name.
const BEFORE: &[&str] = &[
    "無職",
    "会社員",
    "会社役員",
    "自営業",
    "大学生",
    "高校生",
    "俳優",
    "作家",
    "歌手",
    "女優",
    "主将",
    "監督",
    "首相",
    "社長",
    "会長",
    "教授",
    "総裁",
    "代表",
    "医師",
    "弁護士",
    "党首",
    "長男",
    "次男",
    "長女",
    "次女",
    "妻",
    "夫",
];
/// Behind what is named after somebody.
const NAMED_AFTER: &[&str] = &[
    "賞",
    "杯",
    "記念館",
    "美術館",
    "文学館",
    "通り",
    "町",
    "市",
    "区",
    "村",
    "駅",
    "家",
    "派",
    "内閣",
    "政権",
    "商店",
    "建設",
    "工業",
    "製作所",
    "銀行",
    "大学",
    "高校",
    "病院",
    "県",
];
/// Particles and marks behind a name without a title.
const PARTICLES: &[char] = &['は', 'が', 'を', 'に', 'の', 'と', 'も', '、', '。', '（', '(', 'ら', '」', '』'];
/// Surnames of Chinese and Koreans.
const CONTINENTAL: &str =
    "習王李張劉陳楊黄趙周呉徐孫馬朱胡郭何林高羅鄭梁謝宋唐許韓馮鄧曹彭曽蕭董袁潘蔡蒋余金朴崔姜尹文安申洪盧温江毛潘孔丁";
/// Countries in kana, of which titles are as well.
const COUNTRIES: &str = " アメリカ ロシア ウクライナ フランス ドイツ イギリス イタリア スペイン ポルトガル オランダ ベルギー スイス オーストリア ポーランド ハンガリー チェコ ギリシャ スウェーデン ノルウェー フィンランド デンマーク \
    トルコ イスラエル パレスチナ イラン イラク シリア レバノン エジプト サウジアラビア カタール インド パキスタン バングラデシュ ネパール スリランカ ミャンマー タイ ベトナム フィリピン インドネシア マレーシア シンガポール モンゴル \
    オーストラリア ニュージーランド カナダ メキシコ ブラジル アルゼンチン チリ ペルー コロンビア ベネズエラ キューバ ケニア エチオピア ナイジェリア ガーナ ヨルダン チーム クラブ グループ メンバー ファン ";

fn is_kanji(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々'
}

fn is_kana(c: char) -> bool {
    ('\u{30a1}'..='\u{30fa}').contains(&c) || c == 'ー'
}

/// Bytes of the title that a text begins with, with what stands before it.
fn title(text: &str) -> Option<usize> {
    let longest = |text: &str| TITLES.iter().filter(|title| text.starts_with(**title)).map(|title| title.len()).max();
    longest(text).or_else(|| {
        let former = FORMER.iter().find(|former| text.starts_with(**former))?;
        // "高市早苗前経済安全保障担当相": an office of something.
        let office: &str = &text[former.len()..];
        let end = office.find(|c| !is_kanji(c) && !is_kana(c)).unwrap_or(office.len());
        let titled = TITLES.iter().any(|title| office[..end].ends_with(title));
        titled.then_some(former.len() + end)
    })
}

fn begins_with_title(text: &str) -> bool {
    title(text).is_some()
}

fn after(text: &str, characters: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(characters)
}

/// The name that begins here: its bytes, and how sure. `run` is what is in Chinese characters from here on.
fn kanji_name(text: &str, run: &str) -> Option<(usize, f32)> {
    if let Some((surname, rest)) = split_surname(run) {
        let behind = &text[surname.len()..];
        for characters in [2, 1, 3] {
            let Some(given) = after(rest, characters).filter(|_| rest.chars().count() >= characters) else { continue };
            let tail = &behind[given..];
            if begins_with_title(tail) && !begins_with_title(behind) {
                return Some((surname.len() + given, LISTED));
            }
            let all = given == rest.len();
            let name = all && characters == 2 && tail.starts_with(PARTICLES);
            if name && !NAMED_AFTER.iter().any(|word| rest.ends_with(word)) && !begins_with_title(rest) {
                return Some((surname.len() + given, HALF));
            }
        }
        return None;
    }
    let first = after(run, 1)?;
    let one = reading(&run[..first]).is_some() || CONTINENTAL.contains(&run[..first]);
    let given = one.then(|| after(run, 3)).flatten()?;
    let length = if begins_with_title(&text[given..]) {
        Some(given)
    } else {
        after(run, 2).filter(|two| begins_with_title(&text[*two..]))
    };
    length.filter(|_| !begins_with_title(&text[first..])).map(|length| (length, LISTED))
}

/// A foreign name in kana that begins here: its bytes.
fn kana_name(text: &str) -> Option<usize> {
    let end = text.find(|c| !is_kana(c) && !matches!(c, '・' | '＝')).unwrap_or(text.len());
    let name = text[..end].trim_end_matches(['・', '＝']);
    if name.is_empty() {
        return None;
    }
    let tail = &text[name.len()..];
    let dotted = name.contains(['・', '＝']);
    let known = || spread_of(&fold(name.rsplit(['・', '＝']).next().unwrap_or(name))) > 0;
    let person = match dotted {
        true => begins_with_title(tail) || known() && name.split(['・', '＝']).all(|part| spread_of(&fold(part)) > 0),
        false => {
            let country = COUNTRIES.contains(&format!(" {name} "));
            !country && name.chars().count() > 2 && (tail.starts_with("氏") || known() && begins_with_title(tail))
        }
    };
    person.then_some(name.len())
}

/// Names of a block, in reading order.
fn names(text: &str) -> Vec<(Range<usize>, f32)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let opens = if is_kanji(c) { !is_kanji(before) } else { is_kana(c) && !is_kana(before) && before != '・' };
        let name = match () {
            () if !opens => None,
            () if is_kana(c) => kana_name(rest).map(|length| (0, length, LISTED)),
            () => {
                let run = &rest[..rest.find(|c| !is_kanji(c)).unwrap_or(rest.len())];
                let skipped = BEFORE.iter().find(|word| run.starts_with(**word)).map(|word| word.len());
                let from =
                    |skip: usize| kanji_name(&rest[skip..], &run[skip..]).map(|(length, sure)| (skip, length, sure));
                from(0).or_else(|| skipped.and_then(from))
            }
        };
        if let Some((skip, length, confidence)) = name {
            let end = at + skip + length;
            if !NAMED_AFTER[..6].iter().any(|word| text[end..].starts_with(word)) {
                found.push((at + skip..end, confidence));
            }
            before = text[..end].chars().next_back().unwrap_or(' ');
            at = end;
            continue;
        }
        before = c;
        at += c.len_utf8();
    }
    found
}

/// Persons in the blocks of an article, in reading order.
pub(super) fn extract_blocks(blocks: &[TextBlock<'_>]) -> Vec<Mention> {
    let sure: Vec<Vec<(Range<usize>, f32)>> = blocks.iter().map(|block| names(block.text)).collect();
    let mut surnames: HashSet<&str> = HashSet::new();
    let mut whole: HashSet<&str> = HashSet::new();
    for (block, found) in blocks.iter().zip(&sure) {
        for (span, _) in found {
            let name = &block.text[span.clone()];
            whole.insert(name);
            match name.rsplit(['・', '＝']).next().filter(|last| last.len() < name.len()) {
                Some(last) => surnames.insert(last),
                None => surnames.insert(
                    split_surname(name).map_or_else(|| &name[..after(name, 1).unwrap_or(0)], |(surname, _)| surname),
                ),
            };
        }
    }
    // By their first character, so that one walk through a text finds all.
    let mut known: HashMap<char, Vec<&str>> = HashMap::new();
    for name in surnames.union(&whole) {
        known.entry(name.chars().next().unwrap_or_default()).or_default().push(name);
    }
    let mut mentions = Vec::new();
    for (block, found) in sure.iter().enumerate() {
        let text = blocks[block].text;
        let mut spans = found.clone();
        for (start, c) in text.char_indices() {
            for name in known.get(&c).into_iter().flatten().filter(|name| text[start..].starts_with(**name)) {
                let end = start + name.len();
                let next = found.partition_point(|(span, _)| span.end <= start);
                let free = found.get(next).is_none_or(|(span, _)| end <= span.start);
                if free
                    && (whole.contains(name) || may_stand_alone(text, start, end))
                    && !NAMED_AFTER.iter().any(|word| text[end..].starts_with(word))
                {
                    spans.push((start..end, HALF));
                }
            }
        }
        spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut last = 0;
        for (span, confidence) in spans {
            if span.start >= last {
                last = span.end;
                mentions.push(Mention { kind: EntityKind::Person, block, span, confidence });
            }
        }
    }
    mentions
}

/// Whether a surname stands by itself here.
fn may_stand_alone(text: &str, start: usize, end: usize) -> bool {
    let kana = text[start..].starts_with(is_kana);
    let same = |c: char| if kana { is_kana(c) || c == '・' } else { is_kanji(c) };
    let begins = !text[..start].ends_with(same);
    let tail = &text[end..];
    let several = text[start..end].chars().count() > 1;
    begins && (begins_with_title(tail) || several && !tail.starts_with(same) && (kana || tail.starts_with(PARTICLES)))
}

#[cfg(test)]
mod tests {
    use crate::person::extract;

    fn persons(text: &str) -> Vec<String> {
        extract(text, Some("ja")).into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn surnames_and_titles_tell_names() {
        assert_eq!(
            persons(
                "石破茂首相は高市早苗前経済安全保障担当相と会い、石破首相は習近平国家主席にも触れた。大谷翔平が打ち、大谷は笑った。"
            ),
            ["石破茂", "高市早苗", "石破", "習近平", "大谷翔平", "大谷"]
        );
        assert_eq!(
            persons("米国のドナルド・トランプ大統領は署名し、トランプ氏は帰った。"),
            ["ドナルド・トランプ", "トランプ"]
        );
    }

    #[test]
    fn prizes_firms_and_countries_are_no_persons() {
        assert_eq!(
            persons("三島由紀夫賞の選考会が開かれた。トヨタ自動車と本田技研工業も値を上げ、ロシア大統領が来た。"),
            [""; 0]
        );
    }
}
