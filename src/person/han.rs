//! Names in Chinese characters: where the surname ends.
//!
//! Such names have no blank between surname and given name; foreign ones have a dot between their parts, and the surname
//! last. Knows surnames and the characters that foreign names are written with. Its surprise: a foreign surname may begin
//! like a Chinese one (`马克龙`, Macron), so a word that the lists have as one part of a name stays whole.

use super::kanji;
use super::spelling::groups;

/// Surnames of Chinese and Korean persons.
const SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘蔡蒋蔣\
    余于杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴\
    武戴莫孔向汤湯习習朴文安尹施洪季骆温葛屠全聂翟鲁管包左柳尤毕颜詹申殷倪游辛欧关焦车穆齐梅庄辜柯阮纪舒屈项祝甘禹惠郎";
/// Surnames of two characters.
const DOUBLE: [&str; 8] = ["欧阳", "歐陽", "司马", "諸葛", "诸葛", "上官", "司徒", "慕容"];
/// Characters that foreign names are written with.
const FOREIGN: &str = "龙蓬茨策蔡博阿埃艾爱安奥巴贝本比彼波伯布查达戴道德登邓迪蒂丁东杜敦多厄恩尔法菲费芬丰弗福富戈格哥古瓜哈海汉赫亨胡华霍基吉加贾杰金卡凯坎康考科可克肯库奎\
    拉莱兰朗劳勒雷里利莉丽林琳卢鲁路伦罗洛马麦迈曼梅门蒙米密莫墨默姆木穆纳娜内尼涅宁纽努诺欧帕派潘佩彭皮平珀普奇齐乔切琼让热日瑞若萨塞赛桑瑟沙莎尚舍圣施\
    史斯丝松苏索塔泰坦汤特滕提图托瓦万旺威维韦魏文沃乌伍西希锡夏谢辛休许雅亚扬耶叶伊因英尤于约扎詹泽珍芝朱卓兹佐";

pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// True for what stands between the parts of a foreign name: `唐纳德·特朗普`.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '‧' | '•')
}

/// The parts of a written name, by its blanks and commas; by dots too where it is in Chinese characters or kana, since in Latin
/// letters a dot may stand inside a word (`Marcel·lí`).
pub(super) fn split_parts(name: &str) -> impl Iterator<Item = &str> {
    let dotted = !name.is_ascii() && name.contains(|c| is_han(c) || ('\u{30a1}'..='\u{30fa}').contains(&c));
    name.split(move |c: char| c.is_whitespace() || c == ',' || dotted && is_dot(c))
}

/// Whether foreign names are written with a character.
pub(super) fn may_be_foreign(c: char) -> bool {
    FOREIGN.contains(c)
}

pub(super) fn begins_with_surname(word: &str) -> bool {
    word.starts_with(|c| SURNAMES.contains(c)) || DOUBLE.iter().any(|surname| word.starts_with(surname))
}

/// Surname and given name of a whole name of two to four characters; `None` for what may be one part of a foreign name.
pub(super) fn split_name(word: &str) -> Option<(&str, &str)> {
    let length = word.chars().count();
    if !(2..=5).contains(&length) || !word.chars().all(|c| is_han(c) || c == '々') || !groups(word).is_empty() {
        return None;
    }
    // "石破" is a surname alone.
    if length > 1 && kanji::reading(word).is_some() {
        return None;
    }
    if length > 2
        && let Some(japanese) = kanji::split_surname(word).filter(|(_, given)| !given.is_empty())
    {
        return Some(japanese);
    }
    if length > 4 {
        return None;
    }
    let split = |characters: usize| {
        let at = word.char_indices().nth(characters).map_or(word.len(), |(at, _)| at);
        word.split_at(at)
    };
    let two = || !groups(split(2).0).is_empty();
    match length {
        3.. if DOUBLE.iter().any(|surname| word.starts_with(surname)) => Some(split(2)),
        2 | 3 if begins_with_surname(word) => (!word.chars().all(may_be_foreign)).then(|| split(1)),
        // Japanese surnames: 安倍, 岸田.
        3.. if two() => Some(split(2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_japanese_names_begin_with_the_surname() {
        assert_eq!(split_name("习近平"), Some(("习", "近平")));
        assert_eq!(split_name("王毅"), Some(("王", "毅")));
        assert_eq!(split_name("司马相如"), Some(("司马", "相如")));
        assert_eq!(split_name("安倍晋三"), Some(("安倍", "晋三")));
        assert_eq!(split_name("岸田文雄"), Some(("岸田", "文雄")));
    }

    #[test]
    fn parts_of_a_foreign_name_have_a_dot_between() {
        assert_eq!(split_parts("唐纳德·特朗普").collect::<Vec<_>>(), ["唐纳德", "特朗普"]);
        assert_eq!(split_parts("Marcel·lí Antúnez").collect::<Vec<_>>(), ["Marcel·lí", "Antúnez"]);
    }

    #[test]
    fn parts_of_foreign_names_stay_whole() {
        for word in ["马克龙", "莫迪", "特朗普", "内塔尼亚胡", "习", "Xi", "近平的兄弟", ""] {
            assert_eq!(split_name(word), None, "{word}");
        }
    }
}
