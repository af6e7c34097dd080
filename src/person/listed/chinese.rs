//! Persons in texts in Chinese characters, which have no blanks.
//!
//! The text is cut into words with a dictionary that says which of them are persons' names. Its surprise: that alone says so of
//! many other words too (`滑雪`), so a Chinese name has to begin with a surname, and what is found once is found everywhere
//! in the article.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use jieba_rs::Jieba;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{HALF, LISTED};
use crate::person::TextBlock;
use crate::person::han::{self, is_dot, is_han, may_be_foreign};
use crate::person::spelling::groups;

/// Takes a fifth of a second, so it is not before a text needs it.
static WORDS: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Of the characters of foreign names those that end one and are hardly ever a word by themselves.
const ENDINGS: &str = "龙尔斯克德夫娜拉雷里利莉丽琳罗洛曼纳尼诺奇萨沙莎丝索塔坦滕瓦维韦沃姆穆普兹佐顿登";
/// How foreign places end more often than foreign persons.
const PLACES: [char; 9] = ['亚', '摩', '谷', '坎', '班', '堡', '州', '岛', '站'];
/// Words that are said to be names and are none.
const OTHERS: &str = " 冬奥 哈马斯 塔利班 胡塞 博科圣地 纳粹 胡萝卜 马拉松 高尔夫 奥林匹克 诺贝尔 阿波罗 金牌 石油 白宫 安理会 金融 金属 文昌 武汉 卫星 万人 高铁 高原 江山 马上 \
    任务 方案 石墨 白银 黄金 金子 马匹 龙门 夏天 秋天 温泉 温度 安全 全国 全球 关键 关系 项目 包括 左右 齐全 车辆 梅雨 纪念 纪录 游客 申请 管理 祝贺 张贴 文明 黄尘 滑雪 雷达 乌克兰 爱尔兰 荷兰 波兰 芬兰 新西兰 斯里兰卡 \
    意大利 西班牙 葡萄牙 土耳其 以色列 巴勒斯坦 巴基斯坦 阿富汗 伊拉克 伊朗 叙利亚 黎巴嫩 埃及 沙特 卡塔尔 利比亚 突尼斯 摩洛哥 阿尔及利亚 \
    塞尔维亚 克罗地亚 格鲁吉亚 亚美尼亚 阿塞拜疆 白俄罗斯 哈萨克斯坦 阿根廷 墨西哥 委内瑞拉 哥伦比亚 古巴 巴拿马 ";
static OTHER_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| OTHERS.split_whitespace().collect());

/// Words behind whoever says something.
const SAYING: &[&str] = &["说", "表示", "称", "指出", "强调", "认为", "宣布", "写道", "承认", "回应", "告诉", "呼吁"];
/// Characters that stand behind a name and are words by themselves.
const FUNCTION: &str = "说在是将和与及或对被把向从为称于的了也又则已曾就都因以到并即却还只能会要让给同用上下中时等";
/// Words that stand directly before a name.
const TITLES: &[&str] = &[
    "总统",
    "总理",
    "主席",
    "首相",
    "部长",
    "外长",
    "国王",
    "总书记",
    "将军",
    "市长",
    "州长",
    "議員",
    "议员",
    "總統",
    "總理",
    "教授",
    "院士",
    "选手",
    "教练",
    "队长",
    "导演",
    "演员",
    "作家",
    "记者",
    "院长",
    "局长",
    "主任",
    "书记",
    "先生",
    "女士",
    "博士",
    "天皇",
    "航天员",
    "皇后",
    "创始人",
    "董事长",
    "议长",
    "代表",
    "委员",
    "法官",
    "检察官",
    "律师",
    "医生",
    "发言人",
    "队友",
    "主帅",
    "名将",
    "歌手",
    "诗人",
    "作者",
    "译者",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
];

/// Words behind what is named after a person, or only looks like one: `艾特肯盆地`.
const NAMED_AFTER: &[&str] = &[
    "盆地",
    "医学院",
    "大学",
    "学院",
    "球场",
    "体育场",
    "奖",
    "山",
    "河",
    "湖",
    "湾",
    "岛",
    "市",
    "州",
    "省",
    "机场",
    "公司",
    "集团",
    "银行",
    "杯",
    "公园",
    "街",
    "路",
    "站",
    "桥",
    "镇",
    "村",
    "县",
    "咨询",
    "火山",
    "环形山",
    "广场",
    "中心",
    "医院",
    "研究所",
    "足球场",
    "裔",
    "坑",
    "关",
];

/// A word and what the dictionary says it is.
struct Word<'t> {
    text: &'t str,
    start: usize,
    name: bool,
    /// Whether it may be a part of a foreign name.
    foreign: bool,
    /// Whether it is a thing or a place by the dictionary.
    noun: bool,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn length(&self) -> usize {
        self.text.chars().count()
    }

    fn begins_with_surname(&self) -> bool {
        han::begins_with_surname(self.text)
    }
}

/// Names in Chinese characters, in reading order.
pub(super) fn names(text: &str) -> Vec<(Range<usize>, f32)> {
    if !text.contains(is_han) {
        return Vec::new();
    }
    let mut at = 0;
    let words: Vec<Word<'_>> = WORDS
        .tag(text, true)
        .into_iter()
        .map(|tag| {
            let start = at;
            at += tag.word.len();
            let han = tag.word.chars().all(is_han);
            let other = OTHER_WORDS.contains(tag.word);
            let name = han && !other && matches!(tag.tag, "nr" | "nrt" | "nrfg");
            let foreign = name && (tag.tag == "nrt" || tag.word.chars().all(may_be_foreign));
            let noun = han && !other && matches!(tag.tag, "n" | "ns" | "nz" | "x");
            Word { text: tag.word, start, name, foreign, noun }
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    let foreign_ends = foreign_ends(&words);
    while at < words.len() {
        match name(text, &words, at, foreign_ends[at]) {
            Some((length, confidence)) => {
                found.push((words[at].start..words[at + length - 1].end(), confidence));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// No name without a dot is cut into more words; a run of words that look like parts of names may be as long as the text.
const MOST_WORDS: usize = 16;

/// For each word the end of the run of words that may be parts of foreign names which begins with it.
fn foreign_ends(words: &[Word<'_>]) -> Vec<usize> {
    let mut ends = vec![0; words.len()];
    let mut end = words.len();
    for (at, word) in words.iter().enumerate().rev() {
        if !word.text.chars().all(may_be_foreign) {
            end = at;
        }
        ends[at] = end;
    }
    ends
}

/// The name that begins with a word: its number of words, and how sure. The words that may be parts of a foreign name end at
/// `foreign_end`.
fn name(text: &str, words: &[Word<'_>], at: usize, foreign_end: usize) -> Option<(usize, f32)> {
    let first = &words[at];
    let han = |word: &Word<'_>| word.text.chars().all(is_han);
    if !han(first) {
        return None;
    }
    // Parts of foreign names with a dot between: the dictionary may not know any, and cut each into several.
    let foreign = |word: &Word<'_>| word.text.chars().all(may_be_foreign);
    let dotted = |end: usize| {
        words.get(end).is_some_and(|word| word.text.chars().all(is_dot)) && words.get(end + 1).is_some_and(han)
    };
    let mut end = foreign_end.max(at + 1);
    if dotted(end) {
        while dotted(end) {
            end += 2;
            let goes_on = |word: &Word<'_>| {
                let ending = word.length() > 1 || word.text.starts_with(|c| ENDINGS.contains(c));
                word.foreign || foreign(word) && ending
            };
            end += words[end..].iter().take_while(|word| goes_on(word)).count();
        }
        return (first.length() < 8).then_some((end - at, LISTED));
    }
    end = at + 1;
    let titled_at = |end: usize| {
        let (before, after) = (&text[..first.start], &text[words[end - 1].end()..]);
        TITLES.iter().any(|title| before.ends_with(title) || after.starts_with(title))
    };
    // "院士" behind what is said to be a mountain.
    if first.noun && first.begins_with_surname() && first.length() == 3 && titled_at(end) {
        return Some((1, HALF));
    }
    let before = &text[..first.start];
    if first.length() == 1 && first.begins_with_surname() && TITLES.iter().any(|title| before.ends_with(title)) {
        let given = words[at + 1..].iter().take(2);
        let short = |word: &Word<'_>| word.length() == 1 && han(word) && !word.text.contains(|c| FUNCTION.contains(c));
        let length = match words.get(at + 1) {
            Some(next) if next.length() == 2 && han(next) && (next.name || next.noun) => 1,
            _ => given.take_while(|word| short(word)).count(),
        };
        if length > 0 {
            return Some((length + 1, LISTED));
        }
    }
    if !first.name {
        return None;
    }
    while end - at < MOST_WORDS && words.get(end).is_some_and(|word| word.name) && !words[end].begins_with_surname() {
        end += 1;
    }
    // A surname by itself takes the next word.
    if end == at + 1 && first.length() == 1 {
        let given = words.get(end).filter(|word| han(word) && word.length() <= 2)?;
        return (first.begins_with_surname() || given.name).then_some((2, HALF));
    }
    let foreign = words[at..end].iter().any(|word| word.foreign);
    // The dictionary cuts foreign names that it does not know.
    while foreign
        && end - at < MOST_WORDS
        && words.get(end).is_some_and(|word| {
            let fits = word.text.chars().all(may_be_foreign) && word.length() <= 2;
            fits && words[end - 1].text.chars().all(may_be_foreign)
        })
    {
        end += 1;
    }
    if NAMED_AFTER.iter().any(|word| text[words[end - 1].end()..].starts_with(word)) || first.text.ends_with(PLACES) {
        return None;
    }
    let length: usize = words[at..end].iter().map(Word::length).sum();
    let titled = titled_at(end);
    let chinese = first.begins_with_surname() && (2..=4).contains(&length);
    let place = words[end - 1].text.ends_with(PLACES);
    // Foreign places, firms and works look the same, so the lists or a verb of saying have to speak for a person.
    let after = &text[words[end - 1].end()..];
    let foreign = foreign
        && (!groups(&text[first.start..words[end - 1].end()]).is_empty()
            || SAYING.iter().any(|verb| after.starts_with(verb)));
    (chinese && !place || foreign && length >= 2 && !place || titled && length >= 2)
        .then_some((end - at, if titled { LISTED } else { HALF }))
}

/// All places in the blocks of an article of what was found somewhere in them, which may have been cut in another way there.
/// `found` has the block, place and confidence of each.
pub(super) fn everywhere(
    blocks: &[TextBlock<'_>],
    found: &[(usize, Range<usize>, f32)],
) -> Vec<(usize, Range<usize>, f32)> {
    let mut names: FxHashMap<&str, f32> = FxHashMap::default();
    for (block, span, confidence) in found {
        let name = &blocks[*block].text[span.clone()];
        // Of a foreigner the surname stands alone later on.
        let surname = name.rsplit(is_dot).next().filter(|surname| surname.chars().count() > 1);
        for name in [Some(name), surname].into_iter().flatten() {
            let known = names.entry(name).or_insert(*confidence);
            *known = known.max(*confidence);
        }
    }
    let mut names: Vec<(&str, f32)> = names.into_iter().collect();
    names.sort_unstable_by_key(|(name, _)| *name);
    let finder =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names.iter().map(|(name, _)| name));
    // More names than a finder can hold are in no article.
    let Ok(finder) = finder else { return found.to_vec() };
    let places = blocks
        .iter()
        .enumerate()
        .flat_map(|(block, part)| finder.find_iter(part.text).map(|place| (block, place)).collect::<Vec<_>>());
    places
        .map(|(block, place)| {
            let (name, confidence) = names[place.pattern().as_usize()];
            // "屠呦呦": the dictionary leaves out what comes twice.
            let last = name.chars().next_back().filter(|_| name.chars().count() == 2);
            let twice = last.filter(|last| blocks[block].text[place.end()..].starts_with(*last));
            (block, place.start()..place.end() + twice.map_or(0, char::len_utf8), confidence)
        })
        .collect()
}
