//! Words that stand beside names, or are none, in Arabic and Hebrew.
//!
//! Kept as text. Its surprise: papers differ in how they write hamza, so all are compared folded.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::person::name::fold;

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
    مسرح متحف بنك فندق كلية مركز حي نفق برج قاعة جبل عين بئر سوق باب وادي نهر بحيرة سجن ثانوية لقب عاصفة شركة قناة محطة \
    سفينة السفينة ناقلة الناقلة باخرة الباخرة غواصة حاملة كورنيش حديقة مجمع دوار ضاحية بلدة";
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
    السوداني الصومالي الموريتاني الأفغاني الباكستاني البحريني العماني البولندي النمساوي السويسري البرتغالي اليوناني الإثيوبي النيجيري الكيني \
    المكسيكي الكوبي الفنزويلي الكولومبي الإندونيسي الماليزي التشيكي المجري الروماني البلغاري الصربي الكرواتي الدنماركي الفنلندي \
    البلاد كوري شمالي جنوبي شرقي غربي טוב של על את";
/// Words that are in the lists of names and rather something else where no part of a name stands before them.
const AMBIGUOUS: &str = "صالح عادل سلام نصر أمل نور שלום אור";
/// Numbers of kings and popes.
const ORDINALS: &str = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر";
/// What joins parts of a name.
const JOINTS: &str = "بن ابن آل أبو عبد بو בן בר";
/// What a name by one's child begins with.
const KUNYA: &str = "أبو أبي أبا";
/// Relatives of somebody who was named: whoever they are has mostly a given name alone.
const RELATIVES: &str = "ابنه ابنته نجله نجلته شقيقه شقيقته زوجته زوجها والده والدته ابنها ابنتها نجلها شقيقها شقيقتها والدها والدتها حفيده عمه خاله أرملته \
    بناته أبناؤه نجلاه نجليه ابناه ابنيه";
/// What may stand between a title and a name beside nationalities.
const QUALIFIERS: &str = "السابق السابقة الأسبق الأسبقة الراحل الراحلة الحالي الحالية المنتخب المنتخبة المكلف المكلفة المخلوع المعزول المستقيل المستقيلة \
    الجديد الجديدة الأول الأولى العام العامة الأعلى الكبير الشهير الشهيرة الشاب المؤقت الهارب";
/// Surnames of Korea, China and Vietnam as papers write them, and syllables of the names behind them.
const EASTERN_SURNAMES: &str = "كيم بارك مون ري لي تشوي شي وانغ هو دينغ تشن تشين تشانغ تشاو ليو يانغ جانغ تشونغ هان يون شين كانغ بان رو نغوين لين ماو جيانغ وين هوانغ شو سونغ";
const SYLLABLES: &str = "جونغ جون يونغ تشول سونغ هيون هيونغ جيه جاي كيون كوان بينغ جين جينتاو شياو شياوبينغ تسي تونغ تشيانغ كتشيانغ جياباو زيمين ووك سوك يول غوان \
    هيه نام غيون كيونغ تشيول وون دونغ فوك ترونغ مينه إيل ايل أون اون هو إن ان أن كي هي ها مون مين كه بي بو يي لاي";
/// Those of them that are words too.
const AMBIGUOUS_SYLLABLES: &str = "هو إن ان أن كي هي ها بي بو مين كه أون اون نام";
/// All of them, folded.
pub(super) struct Lists {
    pub(super) personal: HashSet<String>,
    pub(super) before: HashSet<String>,
    pub(super) named_after: HashSet<String>,
    pub(super) common: HashSet<String>,
    pub(super) ambiguous: HashSet<String>,
    pub(super) joints: HashSet<String>,
    pub(super) kunya: HashSet<String>,
    pub(super) ordinals: HashSet<String>,
    pub(super) relatives: HashSet<String>,
    pub(super) qualifiers: HashSet<String>,
    pub(super) eastern_surnames: HashSet<String>,
    pub(super) syllables: HashSet<String>,
    pub(super) ambiguous_syllables: HashSet<String>,
}

pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    personal: folded(PERSONAL),
    before: folded(BEFORE),
    named_after: folded(NAMED_AFTER),
    common: folded(COMMON),
    ambiguous: folded(AMBIGUOUS),
    joints: folded(JOINTS),
    kunya: folded(KUNYA),
    ordinals: folded(ORDINALS),
    relatives: folded(RELATIVES),
    qualifiers: folded(QUALIFIERS),
    eastern_surnames: folded(EASTERN_SURNAMES),
    syllables: folded(SYLLABLES),
    ambiguous_syllables: folded(AMBIGUOUS_SYLLABLES),
});

/// Words as they are compared: papers differ in how they write hamza.
fn folded(words: &str) -> HashSet<String> {
    words.split_whitespace().map(fold).collect()
}

impl Lists {
    /// Whether a folded word is a title, common, or something that is named after persons.
    pub(super) fn is_any(&self, folded: &str) -> bool {
        [&self.personal, &self.before, &self.named_after, &self.common].iter().any(|list| list.contains(folded))
    }
}
