//! Languages that are told by the letters of a text alone.
//!
//! Owns which scripts news are written in one language of, and which letters tell the languages of Arabic and Cyrillic script
//! apart. The surprise: a few letters are enough, since no other language is likely; a short text is the one in which
//! statistics of triples of letters fail.

/// Letters of a script that are enough to tell by.
const ENOUGH: usize = 8;

/// What the letters of a text tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Its language.
    Language(&'static str),
    /// Its likeliest language; other languages have the same letters.
    Likely(&'static str),
    /// Nothing.
    Nothing,
}

/// A script, as far as languages need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Of one language.
    Of(&'static str),
    Kana,
    Han,
    Hebrew,
    Arabic,
    Cyrillic,
    Devanagari,
    Other,
}

fn script_of(c: char) -> Script {
    match c {
        '\0'..='\u{36f}' => Script::Other,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Of("el"),
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{530}'..='\u{58f}' => Script::Of("hy"),
        '\u{5d0}'..='\u{5f2}' => Script::Hebrew,
        '\u{620}'..='\u{6d3}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{980}'..='\u{9ff}' => Script::Of("bn"),
        '\u{a00}'..='\u{a7f}' => Script::Of("pa"),
        '\u{a80}'..='\u{aff}' => Script::Of("gu"),
        '\u{b00}'..='\u{b7f}' => Script::Of("or"),
        '\u{b80}'..='\u{bff}' => Script::Of("ta"),
        '\u{c00}'..='\u{c7f}' => Script::Of("te"),
        '\u{c80}'..='\u{cff}' => Script::Of("kn"),
        '\u{d00}'..='\u{d7f}' => Script::Of("ml"),
        '\u{d80}'..='\u{dff}' => Script::Of("si"),
        '\u{e00}'..='\u{e7f}' => Script::Of("th"),
        '\u{1000}'..='\u{109f}' => Script::Of("my"),
        '\u{10a0}'..='\u{10ff}' => Script::Of("ka"),
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Script::Of("ko"),
        '\u{1200}'..='\u{137f}' => Script::Of("am"),
        '\u{1780}'..='\u{17ff}' => Script::Of("km"),
        '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Kana,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Script::Han,
        _ => Script::Other,
    }
}

/// What the letters of a text tell about its language: of those that most of it is written in.
pub(super) fn told(sample: &str) -> Told {
    // Most texts are in Latin letters, and a look at their bytes tells that; 0xe2 begins quotes and dashes.
    if sample.bytes().filter(|byte| *byte >= 0xcd && *byte != 0xe2).take(ENOUGH).count() < ENOUGH / 2 {
        return Told::Nothing;
    }
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let mut letters = 0;
    for script in sample.chars().filter(|c| c.is_alphabetic()).map(script_of) {
        letters += 1;
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let count = |asked: Script| counts.iter().find(|(script, _)| *script == asked).map_or(0, |(_, count)| *count);
    let (han, kana) = (count(Script::Han), count(Script::Kana));
    // A word is a few characters in Chinese and Japanese.
    if 2 * (han + kana) > letters && han + kana >= ENOUGH / 2 {
        // A Chinese text may have a Japanese name in it.
        return if 10 * kana >= han + kana { Told::Language("ja") } else { Told::Language("zh") };
    }
    let Some(&(script, most)) = counts.iter().max_by_key(|(_, count)| *count) else { return Told::Nothing };
    if most < ENOUGH || 2 * most <= letters {
        return Told::Nothing;
    }
    let has = |letters: &str| sample.chars().any(|c| letters.contains(c));
    let often = |letters: &str| 50 * sample.chars().filter(|c| letters.contains(*c)).count() >= most;
    match script {
        Script::Of(code) => Told::Language(code),
        Script::Hebrew if often("װױײ") => Told::Language("yi"),
        // Yiddish may be typed without letters of its own.
        Script::Hebrew => Told::Likely("he"),
        Script::Devanagari if often("ळ") => Told::Likely("mr"),
        Script::Devanagari => Told::Likely("hi"),
        Script::Arabic => arabic(&often),
        Script::Cyrillic => cyrillic(&has, &often),
        _ => Told::Nothing,
    }
}

/// Persian has four letters that Arabic has not, Urdu and others have more of their own.
fn arabic(often: &impl Fn(&str) -> bool) -> Told {
    match () {
        () if often("ٹڈڑںےہھ") => Told::Language("ur"),
        () if often("ټډړښځڅېۍ") => Told::Language("ps"),
        // Kurdish and Uyghur write vowels that the others do not.
        () if often("ێۆڵڕەۇۈۋ") => Told::Nothing,
        () if often("پچژگیک") => Told::Likely("fa"),
        () => Told::Likely("ar"),
    }
}

fn cyrillic(has: &impl Fn(&str) -> bool, often: &impl Fn(&str) -> bool) -> Told {
    match () {
        () if often("әғқңөұүһҳҷӯҝҹ") => Told::Nothing,
        () if has("ўЎ") => Told::Likely("be"),
        () if has("ђћЂЋ") => Told::Likely("sr"),
        () if has("ѓќЃЌѕЅ") => Told::Likely("mk"),
        () if has("јљњџЈЉЊЏ") => Told::Likely("sr"),
        () if often("іїєґІЇЄҐ") => Told::Likely("uk"),
        () if has("ыэёЫЭЁ") => Told::Likely("ru"),
        // What is left has no letter that only one of the others has.
        () if often("ъ") => Told::Likely("bg"),
        () => Told::Nothing,
    }
}
