//! Persons in Arabic and Hebrew letters, where nothing marks a name.
//!
//! A name needs two parts: listed given names, what follows `بن` or `عبد`, or a last part with the article as surnames
//! have it. Its surprise: one-letter words are written together with the name that follows them and do not belong to it; a
//! surname alone counts where the article has it in a full name, or behind a personal title.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::{HALF, LISTED};
use crate::person::model::class;
use crate::person::model::hash::hash32;
use crate::person::model::lexicon::{Lexicon, is_class, spread_of};
use crate::person::model::token::Token;
use crate::person::name::fold;

/// A word in Arabic or Hebrew letters; anything else has no letters.
struct Word<'t> {
    text: &'t str,
    folded: String,
    span: Range<usize>,
}

/// Titles that stand directly before a name and before a surname alone.
const PERSONAL: &str = "الرئيس الرئيسة الوزير الوزيرة السيد السيدة الأمير الأميرة الملك الملكة الشيخ الدكتور الدكتورة القائد النائب النائبة \
    الجنرال اللواء السفير السفيرة المدرب اللاعب المستشار المعارض الفنان الفنانة الشاعر الشاعرة الكاتب الكاتبة المخرج المخرجة القاضي \
    المحامي المحامية العقيد العميد المشير الزعيم البابا السلطان الإمام الأستاذ الأستاذة النجم الممثل الممثلة المطرب المطربة الصحافي \
    الصحافية الصحفي الصحفية المرشح المرشحة الناشط الناشطة المفكر الروائي الروائية الأديب المبعوث الطبيب العالم العداء العداءة الراحل \
    הנשיא השר מר גברת הרמטכ\"ל";
/// Words that stand before a full name.
const BEFORE: &str = "رئيس الوزراء وزير وزيرة الحكومة الخارجية الدفاع الداخلية العدل المالية الصحة الدولة الجمهورية الأميركي الأمريكي أمير ملك \
    قائد زعيم مدرب لاعب مهاجم حارس سفير نائب مبعوث حاكم محافظ عمدة ابنه نجله شقيقه زوجته ابنته والده أستاذ الشاعر المتحدث باسم ראש הממשלה שר";
/// Words after which something is named after a person.
const NAMED_AFTER: &str = "مطار شارع جادة ميدان ساحة جامعة مستشفى مستشفي ملعب استاد مسجد جامع كأس سد جسر كوبري مدرسة معهد قصر إعصار مخيم جائزة مؤسسة \
    مسرح متحف بنك فندق كلية مركز حي نفق برج قاعة جبل عين بئر سوق باب وادي نهر بحيرة سجن ثانوية لقب عاصفة شركة قناة محطة";
/// Words that are in the lists of names and mostly something else.
const COMMON: &str = "على علي إلى من في عن هذا هذه بعد قبل عام يوم كان قال أن إن ان لم لا ما مع كل بين عند منذ حتى أو ثم قد لقد أي اي غير دون \
    أمام امام خلال ضد حول نحو مثل جدا وقد وفي ومن هو هي هنا هم بأن بلا إنه أنه انه إنها أنها يوما الماضي المقبل اليوم جانفي فيفري مارس أفريل ماي \
    جوان جويلية أوت اوت سبتمبر أكتوبر نوفمبر ديسمبر يناير فبراير فتح الآن الان اللقاء العريضة أيضا ليس كما حيث النادي الكندي الليل رمضان ذلك تلك التي الذي الذين الله السبت \
    الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السابق الأسبق الحالي الراحل الجديد العام المنتخب المكلف حرب جديد كبير \
    رئيس أم ام به ألف الف أحد احد كأس وأن أول اول إلا الا دول جد حق والي أما اما منه ال لقاء كوريا أصحاب الأطفال وات بي يومي لأن طالب \
    أكبر أمر دور اسم إسم زيادة قاضي سن ريال بئر كبرى خلف حارس كندا وإن عيد علبة صدر ورد بد بات وان فرانس عاد دير إلي كيف دي حاجة أية ورود ملك مسك \
    ليبي سعودي دو بان السي إسرائيل اسرائيل أنا لو عريضة عالية سكاي حياة جزائري جدة ألفا آيفون لنا فان ثاني الن إشراف أد والد مرابط كنت فرنسية أجر \
    نوبل مكة محكم مات لاين كانا قادر صعب شعبة الراعي تمكين إنتصار ألا المدرسي أولا فون فور فوكس بيت بنت برلين بحر باي إرادة أنت أجمل وإلا مخرجي غال \
    قابل شاهد تام باريس لندن واشنطن سوريا الجزائر مالي سان سانت إير تونس مصر العراق لبنان الأردن المغرب ليبيا السودان اليمن قطر الكويت عمان إيران \
    تركيا فرنسا روسيا الصين الهند بيروت دمشق بغداد القاهرة الرياض رام غزة القدس صنعاء طرابلس عدن حلب أمير شيخ عودة ليلا ليلة سيما نعم عون فرار أثر \
    قطاع عمل حال شيء وقت مرة جيل ردا عالم العالم العربي العربية التونسي المصري السوري العراقي اللبناني الجزائري المغربي الليبي السعودي التركي الإيراني \
    الفرنسي الألماني الإيطالي الإسباني البريطاني الأميركي الأمريكي الروسي الصيني الهندي الأوروبي الإسرائيلي الفلسطيني الأردني القطري الكويتي اليمني \
    الوطني الدولي المحلي السياسي الرسمي الحكومي العسكري الأمني الاقتصادي المالي الشعبي الديمقراطي الإسلامي القومي المركزي الثاني الأول الثالث \
    الرابع الخامس السادس السابع الثامن الحادي الحاكم المعارض المقيم الملقب المعروف الجنوبي الشمالي الشرقي الغربي الكوري الياباني السويدي النرويجي الهولندي البلجيكي الأوكراني البرازيلي الأرجنتيني الفقيد اليمين الجديد مولاي البالغ المولود الفائز القيادي النهائي التنفيذي الذهبي \
    טוב של על את";
/// Words that are in the lists of names and rather something else where no part of a name stands before them.
const AMBIGUOUS: &str = "صالح عادل سلام نصر أمل نور שלום אור";
/// Numbers of kings and popes.
const ORDINALS: &str = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر";
/// What joins parts of a name.
const JOINTS: &str = "بن ابن آل أبو عبد بو בן בר";
/// What a name by one's child begins with.
const KUNYA: &str = "أبو أبي أبا";
/// What [`frequency`] is of common words.
const COMMON_FROM: u8 = 2;
/// One-letter words that are written together with the next word.
const ATTACHED: [char; 5] = ['و', 'ل', 'ب', 'ف', 'ك'];
/// A name has at most so many words.
const LONGEST: usize = 6;

struct Lists {
    personal: HashSet<String>,
    before: HashSet<String>,
    named_after: HashSet<String>,
    common: HashSet<String>,
    ambiguous: HashSet<String>,
    joints: HashSet<String>,
    kunya: HashSet<String>,
    ordinals: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    personal: folded(PERSONAL),
    before: folded(BEFORE),
    named_after: folded(NAMED_AFTER),
    common: folded(COMMON),
    ambiguous: folded(AMBIGUOUS),
    joints: folded(JOINTS),
    kunya: folded(KUNYA),
    ordinals: folded(ORDINALS),
});

/// Words as they are compared: papers differ in how they write hamza.
fn folded(words: &str) -> HashSet<String> {
    words.split_whitespace().map(fold).collect()
}

impl Word<'_> {
    fn is_joint(&self) -> bool {
        LISTS.joints.contains(&self.folded)
    }

    fn is_common(&self) -> bool {
        let lists = &*LISTS;
        let title = lists.personal.contains(&self.folded) || lists.before.contains(&self.folded);
        // "للنشر": what is for something.
        title || lists.common.contains(&self.folded) || self.text.starts_with("لل")
    }

    fn is_given(&self) -> bool {
        self.spread() >= 2 && self.stem().is_none() && !self.is_common()
    }

    /// Whether an unlisted word behind a title and a listed name may be the surname of a foreigner, and looks like no verb.
    fn may_be_foreign(&self) -> bool {
        let verb = self.text.starts_with(['ي', 'ت', 'س']) || self.text.ends_with(['ت', 'ة', 'ا', 'ه']);
        self.text.chars().count() > 3 && !verb && self.stem().is_none() && !self.is_common()
    }

    /// The word without its article.
    fn stem(&self) -> Option<&str> {
        self.folded.strip_prefix("ال").filter(|stem| stem.chars().count() > 2)
    }

    /// How many spellings the lists have for it, 0 to 3, with its article or without.
    fn spread(&self) -> u8 {
        spread_of(&self.folded).max(self.stem().map_or(0, spread_of))
    }

    /// Whether an unlisted word behind a given name may be a surname: papers hardly ever have it, with a letter attached to it
    /// or without.
    fn is_unknown(&self) -> bool {
        let rest = self.text.chars().next().filter(|c| ATTACHED.contains(c)).map(|c| &self.text[c.len_utf8()..]);
        // "يتنحى" and "دفنه" are verbs, or have a possessive ending; "وقصي" is the next name.
        let inflected =
            self.text.starts_with(['ي', 'ت', 'و']) || self.text.ends_with(['ه', 'ة']) || self.text.ends_with("ها");
        self.text.chars().count() > 2
            && !inflected
            && self.stem().is_none()
            && !self.is_common()
            && is_rare(&self.folded)
            && rest.is_none_or(|rest| is_rare(&fold(rest)))
    }

    /// Whether it may be the last part of a name, with its article: `البرادعي`, `السيسي`.
    fn is_surname(&self, titled: bool) -> bool {
        let classes = class::ORGANISATION | class::NATIONALITY | class::COUNTRY | class::CALENDAR | class::BRAND;
        self.stem().is_some_and(|stem| {
            let known = spread_of(stem) > 1 || spread_of(stem) == 1 && frequency(&self.folded) < COMMON_FROM;
            titled || stem.ends_with('ي') || known || stem == "دين"
        }) && !self.is_common()
            && !is_class(&self.folded, classes)
    }
}

/// How common a word is in running text, 0 to 3.
fn frequency(folded: &str) -> u8 {
    Lexicon::embedded().word(hash32(folded.as_bytes())).lower()
}

/// Whether running text hardly has a word, with the article or without.
fn is_rare(folded: &str) -> bool {
    frequency(folded) == 0 && frequency(&format!("ال{folded}")) == 0
}

/// Words of a block; a letter that is attached to a listed name is cut off.
fn words_of<'t>(text: &'t str, tokens: &[Token]) -> Vec<Word<'t>> {
    let mut words = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = token.of(text);
        let (start, end) = (token.start as usize, token.end as usize);
        if !word.starts_with(|c: char| ('\u{590}'..='\u{6ff}').contains(&c)) {
            words.push(Word { text: "", folded: String::new(), span: start..end });
            continue;
        }
        let whole = Word { text: word, folded: fold(word), span: start..end };
        let attached = word.chars().next().filter(|c| ATTACHED.contains(c));
        let rest = attached.map(|c| &word[c.len_utf8()..]).filter(|rest| rest.chars().count() > 2);
        let rest = rest.filter(|_| whole.spread() < 2 || whole.is_common());
        // "بيان" has no letter attached to a name: the word is more common than the name.
        let rest = rest.filter(|rest| frequency(&whole.folded) <= frequency(&fold(rest)));
        let rest = rest.map(|rest| Word { text: rest, folded: fold(rest), span: end - rest.len()..end });
        // "ووصل" is a verb, "ومحمد" a name.
        let name = |word: &Word<'_>| word.is_joint() || word.spread() >= 2 && !word.is_common();
        words.push(rest.filter(name).unwrap_or(whole));
    }
    words
}

/// Parts of the names of an article.
#[derive(Default)]
pub(super) struct Parts {
    /// Last parts, without article.
    last: HashSet<String>,
    /// First parts, each with the last ones that it stands before.
    first: HashMap<String, HashSet<String>>,
}

impl Parts {
    fn add(&mut self, first: &Word<'_>, last: &Word<'_>) {
        self.last.insert(last.stem().unwrap_or(&last.folded).to_owned());
        if first.span != last.span && first.is_given() && frequency(&first.folded) < COMMON_FROM {
            self.first.entry(first.folded.clone()).or_default().insert(last.folded.clone());
        }
    }

    /// What stands for somebody by itself: surnames, and given names that one person alone has in the article (`صدام`).
    pub(super) fn alone(self) -> HashSet<String> {
        let only = self.first.into_iter().filter(|(_, last)| last.len() == 1).map(|(first, _)| first);
        self.last.into_iter().chain(only).collect()
    }
}

/// Names of a block; their parts are noted.
pub(super) fn names(text: &str, tokens: &[Token], parts: &mut Parts) -> Vec<(Range<usize>, f32)> {
    let words = words_of(text, tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((length, confidence)) = name(&words, at) else {
            at += 1;
            continue;
        };
        let (first, last) = (&words[at], &words[at + length - 1]);
        let named_after = at > 0 && LISTS.named_after.contains(&words[at - 1].folded);
        if !named_after {
            parts.add(first, last);
            found.push((first.span.start..last.span.end, confidence));
        }
        at += length;
    }
    found
}

/// Surnames of the article that stand alone in a block, beside what `taken` holds.
pub(super) fn surnames(
    text: &str,
    tokens: &[Token],
    known: &HashSet<String>,
    taken: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut next = 0;
    for token in tokens {
        let (start, end) = (token.start as usize, token.end as usize);
        while taken.get(next).is_some_and(|span| span.end <= start) {
            next += 1;
        }
        if taken.get(next).is_some_and(|span| span.start < end) {
            continue;
        }
        let word = token.of(text);
        let is_known = |word: &str| {
            let folded = fold(word);
            word.chars().count() > 2
                && (known.contains(&folded) || folded.strip_prefix("ال").is_some_and(|stem| known.contains(stem)))
        };
        if is_known(word) {
            found.push(start..end);
        } else if let Some(c) = word.chars().next().filter(|c| ATTACHED.contains(c))
            && is_known(&word[c.len_utf8()..])
        {
            found.push(start + c.len_utf8()..end);
        }
    }
    found
}

/// The name that begins at a word: its number of words, and how sure.
fn name(words: &[Word<'_>], at: usize) -> Option<(usize, f32)> {
    let first = &words[at];
    if first.text.is_empty() {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].folded.as_str());
    let adjective = |word: &str| word.starts_with("ال") && (word.ends_with('ي') || word.ends_with("ية"));
    let lists = &*LISTS;
    let personal = lists.personal.contains(before(1)) || adjective(before(1)) && lists.personal.contains(before(2));
    let titled =
        personal || lists.before.contains(before(1)) || adjective(before(1)) && lists.before.contains(before(2));
    let near = |end: usize| words[end].span.start == words[end - 1].span.end + 1;
    let spread = first.spread();
    let listed_first = spread >= 2 || spread == 1 && (titled || frequency(&first.folded) == 0);
    // علي is a name, and in some papers also how على is written.
    let ali = first.text == "علي" && words.get(at + 1).is_some_and(|next| next.is_joint() || next.is_given());
    let common = first.is_common() && !ali;
    let ambiguous = lists.ambiguous.contains(&first.folded) && !personal;
    if !first.is_joint() && (!listed_first || common || ambiguous || (first.stem().is_some() && !titled)) {
        return None;
    }
    let mut end = at + 1;
    let mut parts = usize::from(!first.is_joint());
    let mut listed = parts;
    while end < words.len() && end < at + LONGEST && near(end) && !words[end].text.is_empty() {
        let word = &words[end];
        let joined = words[end - 1].is_joint();
        let listed_word = word.spread() >= if parts > 1 || titled { 1 } else { 2 } && !word.is_common();
        if word.is_joint() {
            end += 1;
            continue;
        }
        if joined || listed_word && word.stem().is_none() {
            listed += 1;
        } else if titled && parts == 1 && LISTS.ordinals.contains(&word.folded) {
            // "محمد السادس".
            return Some((end + 1 - at, LISTED));
        } else if !(parts > 0
            && (word.is_surname(titled && parts == 1)
                || titled && parts == 1 && word.may_be_foreign()
                || parts == 1 && word.is_unknown()))
        {
            break;
        }
        parts += 1;
        end += 1;
        // Behind a surname with the article no name goes on.
        if !joined && word.stem().is_some() {
            break;
        }
    }
    while end > at + 1 && words[end - 1].is_joint() {
        end -= 1;
    }
    if parts >= 2 && end - at >= 2 {
        return Some((end - at, if titled && listed >= 2 { LISTED } else { HALF }));
    }
    // "أبو عمار": the father of somebody.
    if parts == 1 && end == at + 2 && lists.kunya.contains(&first.folded) && words[at + 1].spread() >= 2 {
        return Some((2, HALF));
    }
    let alone = personal && spread >= 2 && !first.is_joint() && at + 1 == end;
    alone.then_some((1, HALF))
}
