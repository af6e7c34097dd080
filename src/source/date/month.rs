//! Names of the months, as news in many languages writes them.
//!
//! Names are compared folded: lower case, without accents and full stops. The surprise: a name may mean different months
//! in different languages (`listopad` is November in Czech and October in Croatian), so the language is asked first.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Language, then twelve groups of names: groups are separated by commas, names by bars.
const MONTHS: &[(&str, &str)] = &[
    (
        "en",
        "january|jan,february|feb|febr,march|mar,april|apr,may,june|jun,july|jul,august|aug,\
         september|sept|sep,october|oct,november|nov,december|dec",
    ),
    (
        "de",
        "januar|jänner|jän,februar|feber,märz|maerz|mär|mrz,april,mai,juni,juli,august,september,oktober|okt,\
         november,dezember|dez",
    ),
    (
        "fr",
        "janvier|janv,février|févr|fév,mars,avril|avr,mai,juin,juillet|juil,août,septembre,octobre,novembre,\
         décembre|déc",
    ),
    (
        "es",
        "enero|ene,febrero,marzo,abril|abr,mayo,junio,julio,agosto|ago,septiembre|setiembre|set,octubre,\
         noviembre,diciembre|dic",
    ),
    (
        "it",
        "gennaio|gen|genn,febbraio|febbr,marzo,aprile,maggio|mag|magg,giugno|giu,luglio|lug,agosto,\
         settembre|sett,ottobre|ott,novembre,dicembre",
    ),
    (
        "pt",
        "janeiro,fevereiro|fev,março,abril,maio|mai,junho,julho,agosto,setembro,outubro|out,novembro,\
         dezembro",
    ),
    ("nl", "januari,februari,maart|mrt,april,mei,juni,juli,augustus,september,oktober,november,december"),
    ("da", "januar,februar,marts,april,maj,juni,juli,august,september,oktober,november,december"),
    ("no", "januar,februar,mars,april,mai,juni,juli,august,september,oktober,november,desember|des"),
    ("sv", "januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december"),
    (
        "fi",
        "tammikuuta|tammikuu|tammikuun|tammi,helmikuuta|helmikuu|helmikuun|helmi,\
         maaliskuuta|maaliskuu|maaliskuun|maalis,huhtikuuta|huhtikuu|huhtikuun|huhti,\
         toukokuuta|toukokuu|toukokuun|touko,kesäkuuta|kesäkuu|kesäkuun|kesä,\
         heinäkuuta|heinäkuu|heinäkuun|heinä,elokuuta|elokuu|elokuun|elo,syyskuuta|syyskuu|syyskuun|syys,\
         lokakuuta|lokakuu|lokakuun|loka,marraskuuta|marraskuu|marraskuun|marras,\
         joulukuuta|joulukuu|joulukuun|joulu",
    ),
    (
        "hu",
        "január,február,március|márc,április|ápr,május|máj,június|jún,július|júl,augusztus,szeptember|szept,\
         október,november,december",
    ),
    (
        "ro",
        "ianuarie|ian,februarie,martie,aprilie,mai,iunie|iun,iulie|iul,august,septembrie,octombrie,\
         noiembrie|noi,decembrie",
    ),
    (
        "ru",
        "января|январь|янв,февраля|февраль|фев|февр,марта|март|мар,апреля|апрель|апр,мая|май,июня|июнь|июн,\
         июля|июль|июл,августа|август|авг,сентября|сентябрь|сен|сент,октября|октябрь|окт,\
         ноября|ноябрь|ноя|нояб,декабря|декабрь|дек",
    ),
    (
        "el",
        "ιανουαρίου|ιανουάριος|ιαν,φεβρουαρίου|φεβρουάριος|φεβ|φεβρ,μαρτίου|μάρτιος|μαρ|μαρτ,\
         απριλίου|απρίλιος|απρ,μαΐου|μάιος|μαϊ|μαι,ιουνίου|ιούνιος|ιουν,ιουλίου|ιούλιος|ιουλ,\
         αυγούστου|αύγουστος|αυγ,σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ,οκτωβρίου|οκτώβριος|οκτ,\
         νοεμβρίου|νοέμβριος|νοε|νοεμ,δεκεμβρίου|δεκέμβριος|δεκ",
    ),
    (
        "tr",
        "ocak|oca,şubat|şub,mart,nisan|nis,mayıs,haziran|haz,temmuz|tem,ağustos|ağu,eylül|eyl,ekim|eki,\
         kasım|kas,aralık|ara",
    ),
    (
        "ar",
        "يناير|جانفي|كانون الثاني,فبراير|فيفري|شباط,مارس|آذار,أبريل|إبريل|أفريل|نيسان,مايو|ماي|أيار,\
         يونيو|يونيه|جوان|حزيران,يوليو|يوليه|جويلية|تموز,أغسطس|أوت|آب,سبتمبر|أيلول,أكتوبر|تشرين الأول,\
         نوفمبر|تشرين الثاني,ديسمبر|كانون الأول",
    ),
    (
        "pl",
        "stycznia|styczeń,lutego|luty,marca|marzec,kwietnia|kwiecień,maja|maj,czerwca|czerwiec,lipca|lipiec,\
         sierpnia|sierpień,września|wrzesień,października|październik,listopada|listopad,grudnia|grudzień",
    ),
    (
        "cs",
        "ledna|leden,února|únor,března|březen,dubna|duben,května|květen,června|červen,července|červenec,\
         srpna|srpen,září,října|říjen,listopadu|listopad,prosince|prosinec",
    ),
    (
        "uk",
        "січня|січень,лютого|лютий,березня|березень,квітня|квітень,травня|травень,червня|червень,\
         липня|липень,серпня|серпень,вересня|вересень,жовтня|жовтень,листопада|листопад,грудня|грудень",
    ),
    (
        "hr",
        "siječnja|siječanj,veljače|veljača,ožujka|ožujak,travnja|travanj,svibnja|svibanj,lipnja|lipanj,\
         srpnja|srpanj,kolovoza|kolovoz,rujna|rujan,listopada|listopad,studenoga|studeni,prosinca|prosinac",
    ),
    (
        "ta",
        "ஜனவரி|சனவரி,பிப்ரவரி|பெப்ரவரி,மார்ச்,ஏப்ரல்,மே,ஜூன்|சூன்,ஜூலை|சூலை,ஆகஸ்ட்|ஆகஸ்டு,\
         செப்டம்பர்|செப்டெம்பர்,அக்டோபர்,நவம்பர்,டிசம்பர்",
    ),
    ("hi", "जनवरी,फरवरी|फ़रवरी,मार्च,अप्रैल,मई,जून,जुलाई,अगस्त,सितंबर|सितम्बर,अक्टूबर|अक्तूबर,नवंबर|नवम्बर,दिसंबर|दिसम्बर"),
    (
        "he",
        "ינואר|בינואר,פברואר|בפברואר,מרץ|במרץ|מרס|במרס,אפריל|באפריל,מאי|במאי,יוני|ביוני,יולי|ביולי,\
         אוגוסט|באוגוסט,ספטמבר|בספטמבר,אוקטובר|באוקטובר,נובמבר|בנובמבר,דצמבר|בדצמבר",
    ),
    ("bg", "януари,февруари,март,април,май,юни,юли,август,септември,октомври,ноември,декември"),
    ("id", "januari,februari,maret,april,mei,juni,juli,agustus|agu|agt|ags,september,oktober,november|nop,desember"),
    ("ms", "januari,februari,mac,april,mei,jun,julai,ogos,september,oktober,november,disember"),
    (
        "sk",
        "januára|január,februára|február,marca|marec,apríla|apríl,mája|máj,júna|jún,júla|júl,augusta|august,\
         septembra|september,októbra|október,novembra|november,decembra|december",
    ),
    ("ca", "gener,febrer,març,abril,maig,juny,juliol,agost,setembre,octubre,novembre,desembre"),
    ("sr", "јануар,фебруар,март,април,мај,јун,јул,август,септембар,октобар,новембар,децембар"),
    ("th", "มกราคม,กุมภาพันธ์,มีนาคม,เมษายน,พฤษภาคม,มิถุนายน,กรกฎาคม,สิงหาคม,กันยายน,ตุลาคม,พฤศจิกายน,ธันวาคม"),
    ("fa", "ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه|جولای,اوت|آگوست,سپتامبر,اکتبر,نوامبر,دسامبر"),
    ("ur", "جنوری,فروری,مارچ,اپریل,مئی,جون,جولائی,اگست,ستمبر,اکتوبر,نومبر,دسمبر"),
    ("bn", "জানুয়ারি|জানুয়ারী,ফেব্রুয়ারি|ফেব্রুয়ারী,মার্চ,এপ্রিল,মে,জুন,জুলাই,আগস্ট,সেপ্টেম্বর,অক্টোবর,নভেম্বর,ডিসেম্বর"),
];

/// The names of each language with their month.
static OF_LANGUAGE: LazyLock<HashMap<&str, HashMap<String, i8>>> =
    LazyLock::new(|| MONTHS.iter().map(|(language, months)| (*language, names_of(months).collect())).collect());

/// Names of all languages with their month; of two languages the earlier in the table wins.
static EVERY: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (_, months) in MONTHS {
        for (name, month) in names_of(months) {
            names.entry(name).or_insert(month);
        }
    }
    names
});

fn names_of(months: &str) -> impl Iterator<Item = (String, i8)> {
    months.split(',').zip(1..).flat_map(|(names, month)| names.split('|').map(move |name| (fold(name), month)))
}

/// The month from 1 to 12 that a word names; `language` is an ISO 639-1 code.
pub fn month(word: &str, language: Option<&str>) -> Option<i8> {
    let word = fold(word);
    let own = language.and_then(|code| OF_LANGUAGE.get(code)).and_then(|names| names.get(&word));
    own.or_else(|| EVERY.get(&word)).copied()
}

/// Lower case without accents; the dotless i is an i, for texts that were typed without it, and the Persian letters are those of
/// Arabic, which many Persian texts are typed with.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.trim_end_matches('.').to_ascii_lowercase();
    }
    let plain = word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let plain: String = plain.map(same_letter).filter(|&c| !is_combining_mark(c)).collect();
    plain.trim_end_matches('.').to_owned()
}

fn same_letter(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ی' => 'ي',
        'ک' => 'ك',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages() {
        let cases = [
            ("April", 4),
            ("Sept.", 9),
            ("MÄRZ", 3),
            ("fevrier", 2),
            ("août", 8),
            ("марта", 3),
            ("Mayıs", 5),
            ("mayis", 5),
            ("أبريل", 4),
            ("ابريل", 4),
            ("toukokuuta", 5),
            ("มีนาคม", 3),
            ("ژانویه", 1),
            ("Maret", 3),
            ("Μαΐου", 5),
        ];
        for (name, number) in cases {
            assert_eq!(month(name, None), Some(number), "{name}");
        }
        assert_eq!(month("Rafah", None), None);
    }

    #[test]
    fn the_language_decides_a_shared_name() {
        assert_eq!(month("listopad", Some("cs")), Some(11));
        assert_eq!(month("listopad", Some("hr")), Some(10));
        assert_eq!(month("srpna", Some("cs")), Some(8));
    }
}
