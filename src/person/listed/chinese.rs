//! Persons in texts in Chinese characters, which have no blanks.

use std::ops::Range;

use super::{HALF, LISTED};
use crate::person::model::hash::hash32;
use crate::person::model::lexicon::Lexicon;

/// Chinese words that stand before or after names.
const CHINESE_TITLES: &[&str] = &[
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
    "首席",
    "教授",
];

/// Single-character surnames of Chinese and Korean persons.
const CHINESE_SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘蔡蒋蔣\
    余于杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴\
    武戴莫孔向汤湯习習朴文安尹";

/// Names in Chinese characters: transliterated ones by list or by the dot between their parts, Chinese ones beside a title.
pub(super) fn names(text: &str) -> Vec<(Range<usize>, f32)> {
    let lexicon = Lexicon::embedded();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let offset = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let spread = |from: usize, to: usize| lexicon.spread(hash32(&text.as_bytes()[offset(from)..offset(to)]));
    let dot = |i: usize| chars.get(i).is_some_and(|(_, c)| matches!(c, '·' | '・' | '‧'));
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if !han(chars[i].1) {
            i += 1;
            continue;
        }
        let run = (i..chars.len()).find(|j| !han(chars[*j].1)).unwrap_or(chars.len());
        let longest = (3..=8).rev().filter(|n| i + n <= run).find(|n| spread(i, i + n) >= 2);
        // The part before a dot may be short: two characters are a given name there.
        let dotted = (2..=5).find(|n| dot(i + n) && i + n <= run && spread(i, i + n) > 0);
        let length = if let Some(n) = dotted {
            let rest = i + n + 1;
            let tail = (2..=8).rev().find(|m| rest + m <= chars.len() && spread(rest, rest + m) > 0);
            tail.map(|m| n + 1 + m)
        } else {
            longest
        };
        if let Some(length) = length {
            found.push((offset(i)..offset(i + length), LISTED));
            i += length;
            continue;
        }
        let before = &text[..offset(i)];
        if CHINESE_TITLES.iter().any(|title| before.ends_with(title)) && CHINESE_SURNAMES.contains(chars[i].1) {
            // Two characters of given name, unless the text goes on with a verb of saying.
            let verb = |j: usize| chars.get(j).is_some_and(|(_, c)| "说說表在将會会和与對对向出访於于为".contains(*c));
            let length = if i + 2 < run && !verb(i + 2) { 3 } else { 2 };
            if i + length <= run {
                found.push((offset(i)..offset(i + length), HALF));
                i += length;
                continue;
            }
        }
        i += 1;
    }
    found
}
