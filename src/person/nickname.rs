//! Short and pet forms of given names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Names that stand for each other, folded, a set a line. Some short forms belong to several sets.
const SETS: &str = "\
abraham abe bram|albert al bert|alexander alex sasha sacha sandy xander alec aleksandr oleksandr|alexandra alex sasha sandra|\
alfred alf fred|andrew andy drew|anthony tony|antonio tony|antonin tony|anatoly tolya|arthur art|barbara barb|bartholomew bart|\
benjamin ben benny bibi benji binyamin|benedict ben|bernard bernie|bradley brad|calvin cal|catherine cathy kate katie kathy katherine|\
charles charlie chuck|christina chris tina|christine chris tina|christopher chris kit|christian chris|clifford cliff|cornelius neil|\
cynthia cindy|daniel dan danny|david dave davy|deborah debbie deb|dennis denny|dmitry dima dmitri|dominic dom|donald don donny|dorothy dot|\
douglas doug|edmund ed ned|edward ed eddie ted ned teddy|edwin ed|elizabeth liz beth betty eliza lizzie|emily em|ernest ernie|eugene gene|\
ferdinand bongbong|francis frank|francisco paco pancho|franklin frank|fidel fido|frederick fred freddy|friedrich fritz|gabriel gabe|geoffrey geoff|\
george georgie|gerald gerry jerry|gerard gerry|giuseppe beppe pino|gregory greg|harold harry hal|henry harry hank|herbert herb|hubert bert|\
ignacio nacho|irving irv|isaac ike|ivan vanya|jacob jake|jacqueline jackie|james jim jimmy jamie|janet jan|jeffrey jeff|jennifer jen jenny|\
jeremy jerry|jerome jerry|jessica jess|joel joey|johann hans|johannes hans|john jack johnny jon|jonathan jon jonny|joseph joe joey|jose pepe|\
joshua josh|judith judy|julian jules|karl charlie|katherine kate kathy katie kay|kenneth ken kenny|kimberly kim|konstantin kostya|\
laurence larry|lawrence larry|leonard leo len lenny|leonid lyonya|leopold leo|lillian lily|louis lou louie|lucille lucy|luiz lula|\
manuel manny|margaret maggie meg peggy margie|maria masha|martin marty|matthew matt|maximilian max|melvin mel|michael mike mick mickey misha|\
mikhail misha|mitchell mitch|mohammed mo|mohamed mo|morris mo|moshe bogie|nancy nan|natalia natasha|nathan nate|nathaniel nate nat|nicholas nick nicky|\
nikolai kolya|norman norm|oliver ollie|oscar oz|pamela pam|patricia pat patty trish|patrick pat paddy|peter pete|philip phil|phillip phil|\
rafael rafa|randall randy|raymond ray|rebecca becky beccy|reginald reg|richard rick dick rich ricky|robert bob rob bobby robbie bert|\
roberto beto|roderick rod|rodrigo rody|roger rog|ronald ron ronnie|rosemary rose|rudolph rudy|russell russ|salvador chava|samantha sam|samuel sam sammy|\
sandra sandy|sara sarah|sergei seryozha sergey|simon si|solomon sol|stanley stan|stephanie steph|stephen steve steven|steven steve|\
stuart stu|susan sue susie|svetlana sveta|tatiana tanya|terence terry|theodore ted teddy theo|theresa terry tess|thomas tom tommy|timothy tim timmy|\
tzipora tzipi|valery valera|victor vic|victoria vicky|vincent vince|vladimir volodya vova vlad|volodymyr vova vladimir|walter walt wally|wilhelm willi|\
william bill will billy willy|winston win|yaacov koby|yevgeny zhenya evgeny|yitzhak isaac bougie|yosef yossi|joseph yossi|yuri yura|zachary zach|\
aleksei oleksii oleksiy|alexei oleksii oleksiy|alexey oleksii oleksiy|sergei serhiy serhii|sergey serhiy serhii|nikolai mykola|nikolay mykola|\
andrei andriy andrii|andrey andriy andrii|dmitry dmytro|dmitri dmytro|mikhail mykhailo|yevgeny yevhen yevhenii|evgeny yevhen|pavel pavlo|\
pyotr petro|vasily vasyl|kirill kyrylo|igor ihor|oleg oleh|grigory hryhoriy hryhorii|yekaterina kateryna|ekaterina kateryna|elena olena|\
natalia nataliia|arnold arnie|condoleezza condi|dwight ike|eleanor nell ellie|francine fran|frances fran|geraldine gerry|hillary hill|\
janice jan|josephine jo|kathleen kathy kate|marjorie marge|maximiliano max|nikita nik|rudolf rudi|virginia ginny|zbigniew zbig";

/// Given names as registers and old newspapers shorten them, with a full stop, and what they stand for; folded.
const SHORTENED: &str = "\
william wm|george geo|charles chas|thomas thos ths th|james jas|robert robt|benjamin benj|john jno joh|edward edw edwd|samuel saml|joseph jos|\
daniel danl|frederick fredk|frederic fredk|richard richd|patrick patk|michael michl|nathaniel nathl|andrew andw|archibald archd|\
alexander alexr|elizabeth eliz|margaret margt|catherine cath|christian chr|christopher chr|johannes joh|johann joh|theodor th|abraham abr|\
augustus aug|ebenezer ebenr";

/// Shortened names that are nothing else: a name goes on behind their full stop.
const SHORTENED_ONLY: &[&str] = &[
    "Wm", "Geo", "Chas", "Thos", "Ths", "Th", "Jas", "Robt", "Benj", "Jno", "Joh", "Edw", "Edwd", "Saml", "Jos",
    "Danl", "Fredk", "Richd", "Patk", "Michl", "Nathl", "Andw", "Archd", "Alexr", "Eliz", "Margt", "Chr", "Ebenr",
];

/// Those that are names by themselves or other words too.
const SHORTENED_TOO: &[&str] =
    &["Alex", "Fred", "Ed", "Theo", "Dan", "Sam", "Ben", "Will", "Abr", "Aug", "Phil", "Matt", "Tim", "Zach", "Cath"];

/// Whether a word is a shortened given name and nothing else: `Wm`, without its full stop.
pub(super) fn is_shortened(word: &str) -> bool {
    // "ERNEST GEO. HALL", but "TH." may be anything.
    let capitals = || word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let same = |short: &&str| *short == word || capitals() && short.eq_ignore_ascii_case(word);
    word.len() <= LONGEST_SHORTENED && SHORTENED_ONLY.iter().any(same)
}

/// Whether a word is a given name that may be shortened: `Alex`.
pub(super) fn is_shortened_too(word: &str) -> bool {
    word.len() <= LONGEST_SHORTENED && SHORTENED_TOO.contains(&word)
}

/// No shortened name has more letters.
const LONGEST_SHORTENED: usize = 5;

static PARTNERS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut partners: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for set in SETS.split('|').chain(SHORTENED.split('|')) {
        // The full form stands first; two short forms of one name do not make each other.
        let Some((full, forms)) = set.split_once(' ') else { continue };
        for short in forms.split(' ') {
            partners.entry(full).or_default().push(short);
            partners.entry(short).or_default().push(full);
        }
    }
    partners
});

/// Places in [`MEMBERS`], a power of two.
const PLACES: usize = 8192;

/// A bit for the place of each name in [`SETS`]. To compare a few names takes less than to make the map, and of most a bit here
/// tells that they are not in it.
static MEMBERS: [u64; PLACES / 64] =
    with_members(SHORTENED.as_bytes(), with_members(SETS.as_bytes(), [0; PLACES / 64]));

/// Adds the bits of the names of some sets.
const fn with_members(text: &[u8], mut members: [u64; PLACES / 64]) -> [u64; PLACES / 64] {
    let (mut at, mut place) = (0, place_of(b""));
    while at < text.len() {
        if matches!(text[at], b' ' | b'|') {
            members[place / 64] |= 1 << (place % 64);
            place = place_of(b"");
        } else {
            place = next_place(place, text[at]);
        }
        at += 1;
    }
    members[place / 64] |= 1 << (place % 64);
    members
}

/// The place of a name in [`MEMBERS`].
const fn place_of(name: &[u8]) -> usize {
    let (mut place, mut at) = (1, 0);
    while at < name.len() {
        place = next_place(place, name[at]);
        at += 1;
    }
    place
}

/// The place of a name that goes on with a letter.
const fn next_place(place: usize, letter: u8) -> usize {
    (place * 37 + letter as usize) % PLACES
}

fn may_be_member(name: &str) -> bool {
    let place = place_of(name.as_bytes());
    MEMBERS[place / 64] >> (place % 64) & 1 == 1
}

/// The folded given names that one stands for or is short for.
pub(super) fn nickname_partners(name: &str) -> &'static [&'static str] {
    PARTNERS.get(name).map_or(&[], Vec::as_slice)
}

/// Whether one of two folded given names is a short or pet form of the other.
pub(super) fn are_nicknames(a: &str, b: &str) -> bool {
    may_be_member(a) && may_be_member(b) && nickname_partners(a).contains(&b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_stand_for_full_ones_and_not_for_each_other() {
        assert!(are_nicknames("bibi", "benjamin") && are_nicknames("william", "bill"));
        assert!(are_nicknames("wm", "william") && are_nicknames("thos", "thomas") && !are_nicknames("wm", "bill"));
        assert!(are_nicknames("vladimir", "volodymyr") && are_nicknames("serhiy", "sergei"));
        assert!(are_nicknames("condi", "condoleezza") && are_nicknames("teddy", "edward"));
        assert!(
            !are_nicknames("dick", "rick") && !are_nicknames("boris", "benjamin") && !are_nicknames("", "benjamin")
        );
    }

    #[test]
    fn every_name_of_a_set_may_be_one_and_most_others_not() {
        assert!(SETS.split([' ', '|']).chain(SHORTENED.split([' ', '|'])).all(may_be_member));
        let others = ["", "clinton", "trump", "rodham", "ensign", "netanyahu", "putin", "müller"];
        assert!(others.into_iter().filter(|name| may_be_member(name)).count() < 3);
    }
}
