//! Firms, institutions, parties and clubs that have or seem to have the names of persons, known by name.
//!
//! Its surprise: a mention that is a part of such a name is taken for the whole.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// None is an organisation where the article shows a human being. Parted by bars; `&` stands for `and` too. Names that many
/// human beings bear (`Edward Jones`, `John Lewis`) are left to what stands beside them.
const KNOWN: &str = "\
Johns Hopkins|Eli Lilly|Rolls Royce|Aston Martin|Wells Fargo|Charles Schwab|Louis Vuitton|Calvin Klein|Harley Davidson|Arthur Andersen|\
Lockheed Martin|Booz Allen|Booz Allen Hamilton|Kinder Morgan|Berkshire Hathaway|Philip Morris|Hugo Boss|Ralph Lauren|Jack Daniel|\
Goldman Sachs|Morgan Stanley|Merrill Lynch|JP Morgan|J.P. Morgan|Smith Barney|Salomon Smith Barney|Dean Witter|Dean Witter Reynolds|\
Bear Stearns|Paine Webber|Kidder Peabody|Dillon Read|Donaldson Lufkin|Donaldson Lufkin & Jenrette|Alex. Brown|Piper Jaffray|\
Legg Mason|Robertson Stephens|Hambrecht & Quist|Dain Bosworth|Dain Rauscher|A.G. Edwards|Prudential Bache|\
Kleinwort Benson|Morgan Grenfell|James Capel|Hoare Govett|Barclays de Zoete|Barclays de Zoete Wedd|Guinness Mahon|\
Jardine Fleming|Jardine Matheson|Hutchison Whampoa|Sime Darby|Keppel Fels|Franklin Templeton|Kohlberg Kravis|Kohlberg Kravis Roberts|\
Hicks Muse|Clayton Dubilier|Forstmann Little|Price Waterhouse|Coopers & Lybrand|Ernst & Young|Grant Thornton|Peat Marwick|\
Arthur D. Little|Marsh & McLennan|Alexander & Alexander|Willis Corroon|Jones Lang|Jones Lang LaSalle|Cushman & Wakefield|\
Clifford Chance|Allen & Overy|Baker & McKenzie|Kirkland & Ellis|Sullivan & Cromwell|Skadden Arps|Jones Day|Dun & Bradstreet|Duff & Phelps|\
Dow Jones|Standard & Poor|Martin Marietta|McDonnell Douglas|Northrop Grumman|Pratt & Whitney|\
Smith & Wesson|Morrison Knudsen|Foster Wheeler|Brown & Root|Stone & Webster|Baker Hughes|Taylor Woodrow|George Wimpey|John Mowlem|\
Balfour Beatty|Johnson Matthey|Johnson & Johnson|Johnson Controls|Morgan Crucible|Black & Decker|Procter & Gamble|Eastman Kodak|\
Archer Daniels|Archer Daniels Midland|Ralston Purina|Louis Dreyfus|Sara Lee|Betty Crocker|Dr Pepper|Brown Forman|Jim Beam|Johnnie Walker|\
Allied Domecq|Pernod Ricard|Reynolds Metals|Becton Dickinson|Bausch & Lomb|Warner Lambert|Bristol Myers|\
Bristol Myers Squibb|Burroughs Wellcome|Glaxo Wellcome|Smith Kline|Parke Davis|Boehringer Ingelheim|Boehringer Mannheim|Estee Lauder|\
Helena Rubinstein|Max Factor|Laura Ashley|Marks & Spencer|Harvey Nichols|Harvey Norman|Coles Myer|\
Burns Philp|Thomas Cook|Levi Strauss|Neiman Marcus|Lord & Taylor|Liz Claiborne|\
Brooks Brothers|Abercrombie & Fitch|Barnes & Noble|Simon & Schuster|Harper Collins|\
Houghton Mifflin|Random House|Reed Elsevier|Hachette Filipacchi|Fisher Price|Pitney Bowes|Hewlett Packard|Allen Bradley|\
Leo Burnett|Young & Rubicam|Ogilvy & Mather|Saatchi & Saatchi|Freddie Mac|Fannie Mae|Sallie Mae|\
Ginnie Mae|Daimler Benz|Robert Bosch|Julius Baer|Lombard Odier|Van Cleef|Van Cleef & Arpels|Patek Philippe|Oscar Mayer|\
Thomson McKinnon|Cable & Wireless|Cammell Laird|Harland & Wolff|Vosper Thornycroft|\
Anglo American|Trafalgar House|Arthur Guinness|Samuel Montagu|Hill Samuel|Singer & Friedlander|Brown Shipley|Baring Brothers|\
al Qaeda|Al Qaeda|al Qaida|Al Qaida|al Shabaab|Al Shabaab|Boko Haram|Abu Sayyaf|Khmer Rouge|Ansar al Islam|Fatah al Islam|\
Jemaah Islamiah|Jemaah Islamiyah|Hizb ut Tahrir|Lashkar e Taiba|Sendero Luminoso|Telugu Desam|Shiv Sena|Sinn Fein|Fine Gael|Fianna Fail|Plaid Cymru|Nidaa Tounes|Janata Dal|Akali Dal|Lok Dal|Parti Quebecois|\
Petro Atletico|Sturm Graz|Sparta Prague|Slavia Prague|Rapid Vienna|Austria Vienna|Austria Memphis|Steaua Bucharest|Dinamo Bucharest|\
Hansa Rostock|Hertha Berlin|Werder Bremen|Fortuna Sittard|Roda Kerkrade|Willem II|Vitesse Arnhem|Standard Liege|Leyton Orient|\
Crystal Palace|Aston Villa|Preston North End|Plymouth Argyle|Partick Thistle|St Johnstone|Hamilton Academical|Queens Park|Notts County|\
Velez Sarsfield|Boca Juniors|Newell's Old Boys|Vasco da Gama|Colo Colo|Hajduk Split|Croatia Zagreb|Dynamo Kiev|Lokomotiv Moscow";

/// Known names by their first word, each as its words.
static BY_FIRST: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for name in KNOWN.split('|').filter(|name| name.contains(' ')) {
        by_first.entry(first(name)).or_default().push(name);
    }
    by_first
});

/// All words of known names.
static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| KNOWN.split(['|', ' ']).collect());

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The longest known name that a mention is or is a part of.
pub(super) fn around(text: &str, mention: &Range<usize>) -> Option<Range<usize>> {
    // Most mentions have no word of one.
    if !WORDS.contains(first(&text[mention.clone()])) {
        return None;
    }
    // The mention may be its last word, and the words before it no part of the mention.
    let mut start = mention.start;
    let mut best: Option<Range<usize>> = None;
    for _ in 0..MOST_WORDS {
        let words = &text[start..];
        let names = BY_FIRST.get(words.split([' ', ',', '.', '\n']).next().unwrap_or_default());
        let initials = BY_FIRST.get(words.split([' ', ',', '\n']).next().unwrap_or_default());
        for name in names.into_iter().chain(initials).flatten() {
            let Some(length) = length_of(words, name) else { continue };
            let whole = start..start + length;
            let covers = whole.end >= mention.end && whole.end > mention.start;
            if covers && best.as_ref().is_none_or(|best| best.len() < whole.len()) {
                best = Some(whole);
            }
        }
        match text[..start].strip_suffix(' ') {
            Some(before) => start = before.rfind([' ', '\n']).map_or(0, |at| at + 1),
            None => break,
        }
    }
    best
}

/// No known name has more words before its last.
const MOST_WORDS: usize = 4;

/// How much of the text a known name takes that the text begins with.
fn length_of(text: &str, name: &str) -> Option<usize> {
    let rest = match name.split_once(" & ") {
        Some((before, after)) => {
            let rest = text.strip_prefix(before)?;
            let rest = rest.strip_prefix(" & ").or_else(|| rest.strip_prefix(" and "))?;
            rest.strip_prefix(after)?
        }
        None => text.strip_prefix(name)?,
    };
    (!rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}
