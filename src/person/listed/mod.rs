//! Persons in languages without a model: only names that lists of spellings or a dictionary vouch for, so that nothing else
//! is taken for a person.
//!
//! Four ways of writing need four ways of looking: Latin, Cyrillic and Greek letters have capitals (German nouns have
//! them too, so there both parts of a name must be listed); Arabic and Hebrew have none; Chinese has not even blanks. Its
//! surprise: a bare surname counts only when the full name stands in the article.

mod caseless;
mod chinese;
mod framed;
mod japanese;
mod korean;
mod vietnamese;

use std::collections::HashSet;
use std::ops::Range;

use super::cyrillic::is_cyrillic;
use super::extract::keep_apart;
use super::greek::{self, is_greek};
use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Lexicon, spread_of};
use super::model::token::{Token, tokenize};
use super::name::{fold, is_particle};
use super::{EntityKind, Mention, TextBlock};

/// Confidence of a name that is listed as a whole, and of one that is partly so.
const LISTED: f32 = 0.7;
const HALF: f32 = 0.5;

/// Finds persons in the blocks of an article in any language.
pub(super) fn extract_blocks(blocks: &[TextBlock<'_>], language: &str) -> Vec<Mention> {
    match way_of(blocks, language) {
        Way::Framed(rules) => framed::extract_blocks(blocks, rules),
        Way::Japanese => japanese::extract_blocks(blocks),
        Way::Korean => korean::extract_blocks(blocks),
        Way::Vietnamese => vietnamese::extract_blocks(blocks),
        Way::Listed => listed(blocks, language),
        Way::None => Vec::new(),
    }
}

/// How persons are looked for.
enum Way {
    /// Between what frames a name.
    Framed(&'static framed::Rules),
    Japanese,
    Korean,
    Vietnamese,
    /// By capitals, in Arabic, or by the dictionary of Chinese.
    Listed,
    /// The language has letters of which there is no rule.
    None,
}

/// The way of a language; where it is not known that of the letters.
fn way_of(blocks: &[TextBlock<'_>], language: &str) -> Way {
    let code = language.get(..2).unwrap_or_default().to_ascii_lowercase();
    let has = |letters: std::ops::RangeInclusive<char>| {
        blocks.iter().any(|block| block.text.contains(|c| letters.contains(&c)))
    };
    match code.as_str() {
        "ja" => Way::Japanese,
        "ko" => Way::Korean,
        "vi" => Way::Vietnamese,
        // Pashto, Kurdish, Sindhi, Uyghur and Yiddish have the letters of Arabic and Hebrew.
        "ps" | "ku" | "ck" | "sd" | "ug" | "yi" | "ms" if has('\u{590}'..='\u{6ff}') => Way::None,
        "" if has('\u{ac00}'..='\u{d7a3}') => Way::Korean,
        "" if has('\u{3041}'..='\u{30fa}') => Way::Japanese,
        "" if has('\u{5d0}'..='\u{5ea}') => framed::Rules::of("he").map_or(Way::None, Way::Framed),
        "" if has('\u{900}'..='\u{97f}') => framed::Rules::of("hi").map_or(Way::None, Way::Framed),
        _ => framed::Rules::of(&code).map_or(Way::Listed, Way::Framed),
    }
}

fn listed(blocks: &[TextBlock<'_>], language: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut tokens = Vec::new();
    let german = language.to_lowercase().starts_with("de") || language.is_empty();
    let mut surnames: HashSet<String> = HashSet::new();
    let mut caseless_parts = caseless::Parts::of(blocks.iter().map(|block| block.text));
    let mut chinese = Vec::new();
    let mut singles: Vec<(usize, Range<usize>, String)> = Vec::new();
    for (block, part) in blocks.iter().enumerate() {
        tokenize(part.text, &mut tokens);
        let words: Vec<Word<'_>> = tokens.iter().map(|token| Word::of(token, part.text)).collect();
        let mut at = 0;
        while at < words.len() {
            let found = match words[at].script {
                Script::Cased => cased_name(&words, at, german),
                _ => None,
            };
            if let Some((length, _)) = found.filter(|_| at > 0 && is_named_after(words[at - 1].text)) {
                at += length;
                continue;
            }
            if let Some((length, confidence)) = found {
                let span = words[at].span.start..words[at + length - 1].span.end;
                surnames.insert(stem(&words[at + length - 1].folded));
                mentions.push(Mention { kind: EntityKind::Person, block, span, confidence });
                at += length;
                continue;
            }
            if words[at].script == Script::Cased {
                singles.push((block, words[at].span.clone(), stem(&words[at].folded)));
            }
            at += 1;
        }
        if words.iter().any(|word| word.script == Script::Caseless) {
            let names = caseless::names(part.text, &tokens, &mut caseless_parts);
            mentions.extend(names.into_iter().map(|(span, confidence)| Mention {
                kind: EntityKind::Person,
                block,
                span,
                confidence,
            }));
        }
        chinese.extend(chinese::names(part.text).into_iter().map(|(span, confidence)| (block, span, confidence)));
    }
    if !chinese.is_empty() {
        let places = chinese::everywhere(blocks, &chinese).into_iter();
        let person = |(block, span, confidence)| Mention { kind: EntityKind::Person, block, span, confidence };
        mentions.extend(places.map(person));
    }
    for (block, span, stem) in singles {
        if surnames.contains(&stem) {
            mentions.push(Mention { kind: EntityKind::Person, block, span, confidence: HALF });
        }
    }
    // A word in which letters of several scripts stand together may be found twice.
    mentions.sort_by_key(|mention| (mention.block, mention.span.start));
    keep_apart(&mut mentions);
    let caseless_alone = caseless_parts.alone();
    if !caseless_alone.is_empty() {
        add_caseless_surnames(blocks, &caseless_alone, &mut mentions);
    }
    mentions
}

/// Adds the surnames that stand alone, in reading order.
fn add_caseless_surnames(blocks: &[TextBlock<'_>], surnames: &HashSet<String>, mentions: &mut Vec<Mention>) {
    let mut tokens = Vec::new();
    let mut more = Vec::new();
    let mut rest = &mentions[..];
    for (block, part) in blocks.iter().enumerate() {
        let (own, others) = rest.split_at(rest.iter().take_while(|mention| mention.block == block).count());
        rest = others;
        let taken: Vec<Range<usize>> = own.iter().map(|mention| mention.span.clone()).collect();
        tokenize(part.text, &mut tokens);
        let spans = caseless::surnames(part.text, &tokens, surnames, &taken);
        more.extend(spans.into_iter().map(|span| Mention { kind: EntityKind::Person, block, span, confidence: HALF }));
    }
    mentions.extend(more);
    mentions.sort_by_key(|mention| (mention.block, mention.span.start));
    keep_apart(mentions);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// A word of letters that have capitals, beginning with one.
    Cased,
    /// A word in Arabic or Hebrew letters.
    Caseless,
    Other,
}

struct Word<'t> {
    text: &'t str,
    folded: String,
    span: Range<usize>,
    script: Script,
}

impl<'t> Word<'t> {
    fn of(token: &Token, text: &'t str) -> Self {
        let word = token.of(text);
        let script = match word.chars().next() {
            Some(c) if c.is_uppercase() => Script::Cased,
            Some('\u{590}'..='\u{6ff}') => Script::Caseless,
            _ => Script::Other,
        };
        let folded = if script == Script::Other { word.to_lowercase() } else { fold(word) };
        Self { text: word, folded, span: token.start as usize..token.end as usize, script }
    }

    fn entry(&self) -> super::model::lexicon::Entry {
        Lexicon::embedded().word(hash32(self.folded.as_bytes()))
    }

    /// Size of its groups of spellings, 0 to 3; inflected Russian names are looked up without their ending too.
    fn spread(&self) -> u8 {
        let lexicon = Lexicon::embedded();
        let whole = lexicon.spread(hash32(self.folded.as_bytes()));
        let cyrillic = self.folded.chars().any(is_cyrillic);
        if whole == 0 && self.is_greek() {
            let stem = greek::stem(&self.folded);
            return ["", "ς", "ος", "ης", "ας"]
                .iter()
                .map(|ending| spread_of(&format!("{stem}{ending}")))
                .max()
                .unwrap_or(0);
        }
        if whole > 0 || !cyrillic {
            return whole;
        }
        let stem = stem(&self.folded);
        let with = |ending: &str| lexicon.spread(hash32(format!("{stem}{ending}").as_bytes()));
        ["", "а", "и", "я", "ии"].iter().map(|ending| with(ending)).max().unwrap_or(0)
    }

    fn is_greek(&self) -> bool {
        self.folded.chars().any(is_greek)
    }

    /// Whether it can be no part of a person's name: a title, an institution, a place, a common word.
    fn is_other(&self) -> bool {
        let classes = class::ORGANISATION | class::NATIONALITY | class::COUNTRY | class::CALENDAR | class::BRAND;
        let entry = self.entry();
        entry.is(classes) || NO_NAMES.contains(&format!(" {} ", self.folded)) || entry.lower() == 3 && entry.given() < 2
    }
}

impl Word<'_> {
    /// Whether it ends as German nouns do that are no names.
    fn ends_like_noun(&self) -> bool {
        let endings =
            ["ung", "heit", "keit", "schaft", "tion", "tat", "ismus", "nis", "tum", "ling", "ament", "gesetz"];
        endings.iter().any(|ending| self.folded.ends_with(ending))
    }
}

/// Words directly before what is named after somebody, folded, of Greek and of languages in Cyrillic letters.
const NAMED_AFTER: &str = " οδος οδο οδου λεωφορος λεωφορο λεωφορου πλατεια πλατειας σταδιο σταδιου γηπεδο ιδρυμα ιδρυματος μουσειο μουσειου αεροδρομιο αεροδρομιου \
    νοσοκομειο νοσοκομειου βραβειο βραβειου θεατρο θεατρου γεφυρα γεφυρας πανεπιστημιο αιθουσα κακοκαιρια σχολη λιμανι παρκο σταθμος \
    вулиця вулиці вулицю проспект проспекту проспекті площа площі площу імені бульвар бульварі музеи музею театр театру премія премії премію стадіон стадіону міст мосту \
    улица улицы улице площадь имени булевард улица улица площад мост летище болница стадион ";

fn is_named_after(word: &str) -> bool {
    !word.is_ascii() && NAMED_AFTER.contains(&format!(" {} ", fold(word)))
}

/// A Cyrillic or Greek word without its case ending; other words as they are.
fn stem(folded: &str) -> String {
    if folded.chars().any(is_greek) {
        return greek::stem(folded).to_owned();
    }
    let cyrillic = folded.chars().any(is_cyrillic);
    // Folding has made an и of every й.
    let endings = ["ого", "ому", "ым", "им", "ом", "ем", "ои", "еи", "а", "у", "е", "ы", "и", "я", "ю"];
    let cut = endings.iter().filter(|_| cyrillic).find_map(|ending| folded.strip_suffix(ending));
    cut.filter(|stem| stem.chars().count() > 2).unwrap_or(folded).to_owned()
}

/// Words with a capital that stand before names, begin sentences, or are German nouns that are surnames too.
const NO_NAMES: &str = " der die das dem den des ein eine einer eines und oder mit von im am um zum zur bei nach aus fur auf an in es er sie wir ich \
    herr frau herrn minister ministerin prasident prasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin bundesprasident aussenminister \
    aussenministerin innenminister verteidigungsminister finanzminister regierungschef premier premierminister konig konigin papst general \
    burgermeister roman mark pole trainer schauspieler schauspielerin außenminister außenministerin sprecher sprecherin chef leiter partei regierung bundestag land stadt berg tag jahr zeit mann kind haus welt krieg frieden \
    recht wahl ende anfang woche monat sommer winter herbst fruhling sonntag montag dienstag mittwoch donnerstag freitag samstag januar februar \
    marz april mai juni juli august september oktober november dezember le la les un une des du de en et ou mais dans sur pour par avec \
    monsieur madame mme mlle president presidente ministre roi reine pape ville pays etat gouvernement parti el los las una uno del y o pero con \
    por para segun senor senora rey reina papa gobierno partido estado ciudad calle il lo gli uno della dello delle che con per signor signora \
    presidente ministro governo partito o os as um uma dos das e mas com senhor senhora governo van het een met voor door naar meneer mevrouw \
    saint sainte san santa sankt new los sao rio mont monte ο η το οι τα του της των τον την τους τις στο στον στη στην στους στις στα ενας μια ενα και για με σε απο προς κατα μετα πριν οταν οπως αυτο αυτη αυτος δεν θα να που πως \
    νεα νεο νεος δυτικη δυτικης ανατολικη βορεια βορειας νοτια νοτιας κεντρικη εθνικη εθνικης εθνικο ευρωπαικη ευρωπαικης ευρωπαικο πολιτικη πολιτικης δημοκρατια δημοκρατιας ελλαδα ελλαδας αθηνα αθηνας \
    θεσσαλονικη θεσσαλονικης πατρα πατρας κρητη κρητης κυπρος κυπρου τουρκια τουρκιας ρωσια ρωσιας ουκρανια ουκρανιας γαλλια γερμανια γερμανιας ιταλια ισπανια ισραηλ γαζα ηπα λαρισα αγια αγιος αγιου αγιας \
    ολυμπιακος παναθηναικος αρης παοκ αεκ υπουργειο κυβερνηση βουλη βουλης ανωτατο αρειος αρειου παγος παγου λευκος οικος τραπεζα τραπεζας αστυνομια πυροσβεστικη ενωση ενωσης ηνωμενες ηνωμενων μεγαλη μεγαλης μεσογειος αιγαιο \
    τουρκος ρωσος ουκρανος γαλλος γερμανος αμερικανος ισραηλινος τουρκου ρωσου πρωθυπουργος προεδρος υπουργος κυριε κυρια πανελληνια πανελληνιο \
    россия россии россию россиеи украина украины украине украину москва москвы москве германии \
    франции китая беларуси белоруссии казахстана грузии армении турции израиля сирии америки европы британии улица улице улицы ";

/// Words after which a listed first name may be followed by an unlisted surname, folded, in several languages.
const TITLES: &str = " herr frau minister ministerin prasident prasidentin kanzler bundeskanzler bundeskanzlerin premierminister general konig papst \
    ministre president presidente ministro senor senora monsieur madame roi rey reina sprecher sprecherin signor signora senhor senhora \
    außenminister außenministerin innenminister finanzminister verteidigungsminister regierungschef burgermeister \
    trainer schauspieler schauspielerin ";

/// Initials with their dots and a surname in Cyrillic letters: `В. Л. Гинзбург`.
fn initials_and_surname(words: &[Word<'_>], at: usize) -> Option<(usize, f32)> {
    let is_initial = |word: &Word<'_>| word.text.ends_with('.') && word.text.chars().count() == 2;
    let count = words[at..].iter().take(2).take_while(|word| is_initial(word)).count();
    let surname = words.get(at + count)?;
    let cyrillic = surname.folded.chars().all(|c| is_cyrillic(c) || c == '-');
    let name = count > 0 && surname.script == Script::Cased && cyrillic && surname.folded.chars().count() > 3;
    name.then_some((count + 1, HALF))
}

/// A name in letters with capitals that begins at `at`: its number of words, and how sure.
fn cased_name(words: &[Word<'_>], at: usize, german: bool) -> Option<(usize, f32)> {
    let first = &words[at];
    let given = first.entry().given();
    let initial = first.folded.trim_end_matches('.').chars().count() == 1;
    let titled = at > 0 && TITLES.contains(&format!(" {} ", fold(words[at - 1].text)));
    if initial {
        return initials_and_surname(words, at);
    }
    let vouched = given > 0 || first.spread() >= if titled || first.is_greek() { 1 } else { 3 };
    if first.is_other() || !vouched {
        return None;
    }
    let mut end = at + 1;
    let mut last = None;
    while end < words.len() && end < at + 6 {
        let word = &words[end];
        let particle = is_particle(word.text) && word.text.chars().all(char::is_lowercase);
        let blank = words[end].span.start - words[end - 1].span.end == 1;
        if !blank || !(particle || word.script == Script::Cased && !word.is_other()) {
            break;
        }
        // "Roman von Daniel": what follows the particle is a person of its own.
        if word.entry().given() >= 2 && end > at + 1 && words[end - 1].script == Script::Other {
            return None;
        }
        if !particle {
            last = Some(end);
        }
        end += 1;
    }
    let last = last?;
    let tail = &words[last];
    let listed = tail.spread() > 0 || tail.entry().surname() > 0;
    let length = last + 1 - at;
    match (listed, given) {
        (true, _) => Some((length, LISTED)),
        (false, _) if tail.folded.chars().any(|c| is_cyrillic(c) || is_greek(c)) => Some((length, HALF)),
        // Two capitals in a row are a name when the first is a common given name; German nouns ask for a very common one.
        (false, 3) => Some((length, HALF)),
        (false, 2) if !german || !tail.ends_like_noun() => Some((length, HALF)),
        (false, _) if titled => Some((length, HALF)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::person::{EntityKind, extract};

    fn persons(text: &str, language: &str) -> Vec<String> {
        let mentions = extract(text, Some(language));
        assert!(mentions.iter().all(|mention| mention.kind == EntityKind::Person));
        mentions.into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn german_nouns_are_no_persons_and_german_persons_are() {
        assert_eq!(
            persons(
                "Die Bundesregierung will das Gesetz im Herbst ändern. Der Minister sprach in der Stadt Berlin.",
                "de"
            ),
            Vec::<String>::new()
        );
        assert_eq!(
            persons("Finanzminister Christian Lindner und Frank-Walter Steinmeier schwiegen.", "de"),
            ["Christian Lindner", "Frank-Walter Steinmeier"]
        );
        assert_eq!(
            persons("Bundeskanzler Olaf Scholz traf am Montag Angela Merkel. Nach dem Treffen schwieg Scholz.", "de"),
            ["Olaf Scholz", "Angela Merkel", "Scholz"]
        );
    }

    #[test]
    fn french_and_spanish_persons_are_found() {
        assert_eq!(
            persons("Le président Emmanuel Macron a reçu Nicolas Sarkozy à Paris. Macron a souri.", "fr"),
            ["Emmanuel Macron", "Nicolas Sarkozy", "Macron"]
        );
        assert_eq!(
            persons("Andrés Manuel López Obrador, conocido como AMLO, ganó. AMLO sonrió.", "es"),
            ["Andrés Manuel López Obrador", "AMLO", "AMLO"]
        );
        assert_eq!(
            persons("El presidente Pedro Sánchez viajó a Madrid. Sánchez habló con María González.", "es"),
            ["Pedro Sánchez", "Sánchez", "María González"]
        );
    }

    #[test]
    fn scripts_without_capitals_yield_listed_names_only() {
        assert_eq!(persons("قال الرئيس باراك أوباما إن الاجتماع كان جيدا.", "ar"), ["باراك أوباما"]);
        assert_eq!(persons("قال الرئيس عبد الفتاح السيسي إن الاجتماع كان جيدا.", "ar"), ["عبد الفتاح السيسي"]);
        assert_eq!(persons("وصل الرئيس باراك أوباما الجمعة إلى باريس.", "ar"), ["باراك أوباما"]);
        assert_eq!(persons("قال الرئيس إن الحادث كان كبيرا.", "ar"), Vec::<String>::new());
        assert_eq!(persons("وصل الملك سلمان السبت إلى باريس.", "ar"), ["سلمان"]);
        assert_eq!(
            persons("وقال محمد البرادعي ويوسف الشاهد إن علي عبد الله صالح استقال، ورد الشاهد أمس.", "ar"),
            ["محمد البرادعي", "يوسف الشاهد", "علي عبد الله صالح", "الشاهد"]
        );
        assert_eq!(persons("سار المتظاهرون في شارع الحبيب بورقيبة إلى مطار محمد الخامس.", "ar"), Vec::<String>::new());
        assert_eq!(persons("ذهب الولد إلى المدرسة في الصباح وقرأ الكتاب.", "ar"), Vec::<String>::new());
        assert_eq!(persons("以色列总理内塔尼亚胡表示，会议将继续。", "zh"), ["内塔尼亚胡"]);
        assert_eq!(persons("قال الرئيس المصري عبد الفتاح السيسي إن الاجتماع كان جيدا.", "ar"), ["عبد الفتاح السيسي"]);
        assert_eq!(persons("国家主席习近平会见总理李强参加。习近平强调。", "zh"), ["习近平", "李强", "习近平"]);
        assert_eq!(persons("今天天气很好，我们去公园散步。", "zh"), Vec::<String>::new());
        assert_eq!(
            persons("美国总统唐纳德·特朗普12日在新加坡会见记者。特朗普说，选手郑钦文将出席，张艺谋导演也来了。", "zh"),
            ["唐纳德·特朗普", "特朗普", "郑钦文", "张艺谋"]
        );
        assert_eq!(
            persons("习近平主席会见法国总统马克龙。马克龙说，会议将继续。", "zh"),
            ["习近平", "马克龙", "马克龙"]
        );
    }

    #[test]
    fn in_arabic_a_word_that_running_text_lacks_may_be_a_surname() {
        assert_eq!(persons("فاز أحمد زويل بالجائزة، وسافر زويل أمس.", "ar"), ["أحمد زويل", "زويل"]);
        assert_eq!(persons("قال أبو عمار إن الاجتماع كان جيدا.", "ar"), ["أبو عمار"]);
        assert_eq!(persons("أعدم صدام حسين فجر السبت.", "ar"), ["صدام حسين"]);
        assert_eq!(persons("قال الحزب في بيان مقتضب إن الاجتماع كان جيدا.", "ar"), Vec::<String>::new());
        assert_eq!(persons("قرر أحمد السفر إلى باريس، وقال أحمد دفنه.", "ar"), Vec::<String>::new());
    }

    #[test]
    fn arabic_titles_stand_at_some_distance_and_have_letters_attached() {
        assert_eq!(
            persons("ووصف مايك بومبيو الاتفاق. وقال وزير الخارجية الأميركي السابق أنتوني بلينكن نعم.", "ar")
                .last()
                .unwrap(),
            "أنتوني بلينكن"
        );
        assert_eq!(persons("وقال المتحدث للرئيس السوداني عمر البشير إن الاجتماع كان جيدا.", "ar"), ["عمر البشير"]);
        assert_eq!(persons("التقى الزعيم كيم جونغ أون الوفد، ثم سافر كيم أمس.", "ar"), ["كيم جونغ أون", "كيم"]);
        assert_eq!(persons("وسافر مع زوجته سهى إلى باريس.", "ar"), ["سهى"]);
        assert_eq!(persons("توعد أحمد علي بالثأر على الفور.", "ar"), ["أحمد علي"]);
        assert_eq!(persons("وقع الحادث قرب مستشفى الأمير حمزة وجسر الملكة رانيا.", "ar"), Vec::<String>::new());
    }

    #[test]
    fn russian_names_are_found_in_their_cases() {
        assert_eq!(
            persons("Президент Владимир Путин встретился с Сергеем Лавровым. Позже Путина видели в Москве.", "ru"),
            ["Владимир Путин", "Сергеем Лавровым", "Путина"]
        );
        assert_eq!(
            persons("Премию получил В. Л. Гинзбург. Президент России Борис Ельцин поздравил Гинзбурга.", "ru"),
            ["В. Л. Гинзбург", "Борис Ельцин", "Гинзбурга"]
        );
    }
}
