//! Bylines as papers of many languages print them: `Oleh: Siti Rahayu`, `作者：李晓华`, `김민수 기자`, `記者陳怡君／台北報導`.
//!
//! Looks at one line. The surprise: where no sign or word stands beside a name there is no telling it from a headline, so a line
//! that is a name and nothing else counts only where the next one is a date.

use std::sync::LazyLock;

use regex::Regex;

use super::stamp::is_names;
use crate::source::date;

/// No such line has more characters.
const LINE_CHARS: usize = 70;

/// What stands before a colon and names. Words for "report" open headlines too.
const LABELS: &[&str] = &[
    "oleh",
    "penulis",
    "reporter",
    "haber",
    "yazan",
    "muhabir",
    "autor",
    "autora",
    "auteur",
    "autore",
    "текст",
    "автор",
    "авторы",
    "автори",
    "журналист",
    "журналист ка",
    "كتب",
    "كتبت",
    "بقلم",
    "נכתב על ידי",
    "מאת",
    "نویسنده",
    "خبرنگار",
    "लेखक",
    "रिपोर्टर",
    "συντακτης",
    "ρεπορταζ",
    "作者",
    "记者",
    "記者",
    "文",
    "撰文",
    "撰稿",
    "取材 文",
    "글",
    "글쓴이",
    "기자",
];

/// The labels, folded.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| LABELS.iter().map(|label| date::fold_word(label)).collect());

/// `本报记者 李晓华`, `记者 李晓华 报道`, `記者陳怡君／台北報導`.
static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^[【（(]?(?P<paper>本报|本報|本网|本網|本刊|\p{Han}{2,6}[社报報网網])?(?:特约|特約|实习|首席|[驻駐]\p{Han}{2,4})?
        (?:记者|記者|通讯员|通訊員)(?P<gap>[\s:：]*)(?P<name>\p{Han}{2,4}(?:[\s、,，]\p{Han}{2,4}){0,4}?)
        (?P<work>\s*[／/]?\s*\p{Han}{0,6}(?:报道|報導|報道|[电電摄攝文讯訊]))?[】）)]?$",
    )
});

/// `山田太郎記者`, `文・山田太郎`.
static JAPANESE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:取材・)?文[・＝=／]\s?(?P<text>[\p{Han}\p{Katakana}\p{Hiragana}ー々\s]{3,12})|(?P<name>[\p{Han}\p{Katakana}\p{Hiragana}ー々\s]{3,10}?)\s?記者)$",
    )
});

/// `김민수 기자`, `(부산=연합뉴스) 박지은 기자 =`, `김민수·박지은 기자 press@example.com`.
static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^(?:[(\[][^()\[\]]{1,20}[)\]]\s*)?(?P<name>\p{Hangul}{2,4}(?:\s?[·,ㆍ]\s?\p{Hangul}{2,4}){0,3})
        \s?(?:선임|수습|인턴|객원|전문)?\s?(?:기자|특파원|논설위원)(?:\s+[\w.+-]{1,40}@[\w.-]{1,40}|\s*=)?$",
    )
});

/// Reporter, correspondent, leader writer.
const KOREAN_OFFICES: [&str; 3] = ["기자", "특파원", "논설위원"];

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is part of the program")
}

/// The names of a line that is a byline of one of these forms and nothing else.
pub(super) fn read_byline(line: &str) -> Option<&str> {
    let line = line.trim();
    // In ASCII only a colon marks them.
    if line.is_ascii() && memchr::memchr(b':', line.as_bytes()).is_none() || line.chars().nth(LINE_CHARS).is_some() {
        return None;
    }
    if let Some(names) = behind_label(line) {
        return Some(names);
    }
    if line.is_ascii() {
        return None;
    }
    let named = |pattern: &Regex| pattern.captures(line).and_then(|parts| parts.name("name").or(parts.name("text")));
    // Patterns are compiled where a line has what each match has.
    if ["记者", "記者", "通讯员", "通訊員"].iter().any(|word| line.contains(word))
        && let Some(parts) = CHINESE.captures(line)
    {
        // "记者会召开" is a press conference.
        let marked = parts.name("paper").is_some() || parts.name("work").is_some() || !parts["gap"].is_empty();
        return parts.name("name").filter(|_| marked).map(|name| name.as_str());
    }
    if line.contains("記者") || line.contains('文') {
        let possible = line.ends_with("記者") || line.starts_with('文') || line.starts_with("取材・文");
        return possible.then(|| named(&JAPANESE)).flatten().map(|name| name.as_str().trim());
    }
    if KOREAN_OFFICES.iter().any(|office| line.contains(office)) {
        let possible =
            line.ends_with('=') || line.contains('@') || KOREAN_OFFICES.iter().any(|end| line.ends_with(end));
        return possible.then(|| named(&KOREAN)).flatten().map(|name| name.as_str());
    }
    genitive(line)
}

/// Names behind a label and a colon, or in Arabic a dash.
fn behind_label(line: &str) -> Option<&str> {
    let (at, length) = line
        .find([':', '：'])
        .map(|at| (at, line[at..].chars().next().map_or(1, char::len_utf8)))
        .or_else(|| line.find(" - ").filter(|_| line.starts_with("كتب")).map(|at| (at, 3)))
        .or_else(|| line.strip_prefix("מאת ").map(|_| ("מאת".len(), 1)))?;
    let label = date::fold_word(line[..at].trim());
    let names = line[at + length..].trim();
    (FOLDED.contains(&label) && is_names(names)).then_some(names)
}

/// `Του Γιώργου Παπαδόπουλου`: "of" and two or three words with capitals.
fn genitive(line: &str) -> Option<&str> {
    let names = line.strip_prefix("Του ").or_else(|| line.strip_prefix("Της "))?.trim();
    (is_bare_name(names)).then_some(names)
}

/// Whether a line is two or three words with capitals and nothing else, as a name is.
pub(super) fn is_bare_name(line: &str) -> bool {
    // Most lines are too long, and cost nothing.
    if line.len() > 100 {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let name = |word: &&str| {
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.as_str();
        let small = rest.chars().next().is_some_and(char::is_lowercase) || rest == ".";
        capital && small && rest.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    (2..=3).contains(&words.len())
        && line.chars().count() <= 40
        && words.iter().all(name)
        && words.last().is_some_and(|word| !word.ends_with('.'))
        && is_names(line)
        && !words.iter().any(|word| date::is_weekday(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_of_many_languages_are_read() {
        for (line, names) in [
            ("Oleh: Siti Rahayu", "Siti Rahayu"),
            ("Penulis: Siti Rahayu", "Siti Rahayu"),
            ("Haber: Ayşe Yılmaz", "Ayşe Yılmaz"),
            ("Текст: Анна Ёлкина", "Анна Ёлкина"),
            ("كتب: أحمد عبد الله", "أحمد عبد الله"),
            ("كتب - أحمد عبد الله", "أحمد عبد الله"),
            ("מאת יעל כהן", "יעל כהן"),
            ("מאת: יעל כהן", "יעל כהן"),
            ("نویسنده: مریم رضایی", "مریم رضایی"),
            ("लेखक: राजेश कुमार", "राजेश कुमार"),
            ("Του Γιώργου Παπαδόπουλου", "Γιώργου Παπαδόπουλου"),
            ("作者：李晓华", "李晓华"),
            ("本报记者 李晓华", "李晓华"),
            ("本报记者李晓华 王明", "李晓华 王明"),
            ("记者 李晓华 报道", "李晓华"),
            ("記者陳怡君／台北報導", "陳怡君"),
            ("山田太郎記者", "山田太郎"),
            ("文・山田太郎", "山田太郎"),
            ("김민수 기자", "김민수"),
            ("김민수 기자 minsu@example.com", "김민수"),
            ("(부산=연합뉴스) 박지은 기자 =", "박지은"),
        ] {
            assert_eq!(read_byline(line), Some(names), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_bylines() {
        assert!(["作者：/", "Reporter: ,"].iter().all(|line| read_byline(line).is_none()));
        for line in [
            "Oleh karena itu harga naik",
            "Текст закона опубликован",
            "Haber: Belediye yeni okulu açtı",
            "记者会召开",
            "女記者",
            "记者在现场看到许多人",
            "기자회견 열려",
            "Της Δευτέρας τα νέα",
            "Του",
            "כתבה על העיר",
            "Author of the law: nobody knows",
            "كتب الوزير رسالة إلى الرئيس",
            "تقرير: ارتفاع أسعار الوقود",
        ] {
            assert_eq!(read_byline(line), None, "{line}");
        }
    }
}
