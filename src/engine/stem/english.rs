//! English words that a stemmer keeps apart: irregular plurals, and the two ways of spelling.
//!
//! Owns which other words a typed word stands for; whether the index has them is the lexicon's business. Its surprise: some pairs are
//! left out on purpose, since one of the two is more often another word (`lives`, `leaves`), and so are irregular verbs: headlines
//! found their articles a little worse with them (`shot`, `shoot`; docs/ranking.md).

/// The stem of a word, the word, and its irregular forms.
const IRREGULAR: &[&str] = &[
    "bacterium bacterium bacteria",
    "calf calf calves",
    "child child children",
    "criterion criterion criteria",
    "crisi crisis crises",
    "curriculum curriculum curricula",
    "diagnosi diagnosis diagnoses",
    "foot foot feet",
    "fungus fungus fungi",
    "goos goose geese",
    "hypothesi hypothesis hypotheses",
    "knife knife knives",
    "loaf loaf loaves",
    "man man men",
    "memorandum memorandum memoranda",
    "mous mouse mice",
    "nucleus nucleus nuclei",
    "ox ox oxen",
    "phenomenon phenomenon phenomena",
    "referendum referendum referenda",
    "shelf shelf shelves",
    "stadium stadium stadia",
    "thief thief thieves",
    "tooth tooth teeth",
    "wife wife wives",
    "wolf wolf wolves",
    "woman woman women",
];

/// British and American spellings, as they stand anywhere in a word.
const INSIDE: &[(&str, &str)] = &[
    ("aeroplane", "airplane"),
    ("aluminium", "aluminum"),
    ("anaesth", "anesth"),
    ("analyse", "analyze"),
    ("analysing", "analyzing"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("candour", "candor"),
    ("catalogue", "catalog"),
    ("catalyse", "catalyze"),
    ("clamour", "clamor"),
    ("colour", "color"),
    ("demeanour", "demeanor"),
    ("dialogue", "dialog"),
    ("encyclopaed", "encycloped"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("fervour", "fervor"),
    ("flavour", "flavor"),
    ("foetus", "fetus"),
    ("fulfil", "fulfill"),
    ("gaol", "jail"),
    ("glamour", "glamor"),
    ("gynaecolog", "gynecolog"),
    ("haemorrhag", "hemorrhag"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"),
    ("labour", "labor"),
    ("leukaemia", "leukemia"),
    ("manoeuvr", "maneuver"),
    ("marvellous", "marvelous"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("orthopaed", "orthoped"),
    ("paediatr", "pediatr"),
    ("paralyse", "paralyze"),
    ("paralysing", "paralyzing"),
    ("parlour", "parlor"),
    ("plough", "plow"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("rancour", "rancor"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("saviour", "savior"),
    ("sceptic", "skeptic"),
    ("skilful", "skillful"),
    ("splendour", "splendor"),
    ("sulph", "sulf"),
    ("tumour", "tumor"),
    ("valour", "valor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
];

/// What words of one way of spelling and of the other begin with.
const BEGINNINGS: &[(&str, &str)] = &[
    ("calibre", "caliber"),
    ("centre", "center"),
    ("centimetre", "centimeter"),
    ("defence", "defense"),
    ("fibre", "fiber"),
    ("kilometre", "kilometer"),
    ("licence", "license"),
    ("litre", "liter"),
    ("lustre", "luster"),
    ("metre", "meter"),
    ("millimetre", "millimeter"),
    ("offence", "offense"),
    ("pretence", "pretense"),
    ("sabre", "saber"),
    ("sombre", "somber"),
    ("spectre", "specter"),
    ("theatre", "theater"),
];

/// What verbs in `-ise` and `-ize` end in.
const ENDINGS: &[&str] = &["e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational"];

/// What else a typed word stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Others {
    /// Words that are meant in all their forms.
    pub words: Vec<String>,
    /// Words that have no forms.
    pub forms: Vec<&'static str>,
}

/// The other words that an English word stands for, given with its stem, both folded.
pub fn others(word: &str, stem: &str) -> Others {
    let mut others = Others::default();
    if !word.is_ascii() || word.len() < 2 {
        return others;
    }
    for line in IRREGULAR {
        let mut parts = line.split(' ');
        let (Some(known), Some(base)) = (parts.next(), parts.next()) else { continue };
        if known == stem {
            others.forms.extend(parts);
        } else if line.len() > known.len() && parts.clone().any(|form| form == word) {
            others.words.push(base.to_owned());
            others.forms.extend(parts.filter(|form| *form != word));
        }
    }
    others.words.extend(spelled(word));
    others.words.extend(of_several(word));
    others
}

/// `policeman` for `policemen`, and the other way round.
fn of_several(word: &str) -> Option<String> {
    // Names: Carmen, Truman; of fewer letters there are too many others.
    const LEAST: usize = 6;
    let (from, to) = if word.ends_with("men") { ("men", "man") } else { ("man", "men") };
    let stem = word.strip_suffix(from).filter(|_| word.len() > LEAST)?;
    Some(format!("{stem}{to}"))
}

/// The word as it is spelled on the other side of the ocean.
fn spelled(word: &str) -> Option<String> {
    for (british, american) in INSIDE {
        // One may be a part of the other: `fulfil`, `program`.
        let mut pairs = [(british, american), (american, british)];
        pairs.sort_by_key(|(own, _)| std::cmp::Reverse(own.len()));
        for (own, other) in pairs {
            if word.contains(own) {
                return Some(word.replacen(own, other, 1));
            }
        }
    }
    for (british, american) in BEGINNINGS {
        for (own, other) in [(british, american), (american, british)] {
            if let Some(rest) = word.strip_prefix(own) {
                return Some(format!("{other}{rest}"));
            }
        }
    }
    ized(word)
}

/// `organize` for `organise`, and the other way round.
fn ized(word: &str) -> Option<String> {
    let ending = ENDINGS.iter().filter(|ending| word.ends_with(*ending)).max_by_key(|ending| ending.len())?;
    let stem = &word[..word.len() - ending.len()];
    let (stem, letter) = match (stem.strip_suffix("is"), stem.strip_suffix("iz")) {
        (Some(stem), _) => (stem, 'z'),
        (_, Some(stem)) => (stem, 's'),
        _ => return None,
    };
    (stem.len() > 2).then(|| format!("{stem}i{letter}{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::stem::StemLanguage;

    fn of(word: &str) -> Vec<String> {
        let stemmer = StemLanguage::from_code("en").expect("a language").stemmer();
        let others = others(word, &stemmer.stem(word));
        let mut all = others.words;
        all.extend(others.forms.into_iter().map(str::to_owned));
        all
    }

    #[test]
    fn irregular_forms_lead_to_each_other() {
        for (word, expected) in [
            ("child", "children"),
            ("children", "child"),
            ("women", "woman"),
            ("woman", "women"),
            ("wives", "wife"),
            ("policemen", "policeman"),
            ("congresswoman", "congresswomen"),
        ] {
            assert!(of(word).iter().any(|other| other == expected), "{word}: {:?}", of(word));
        }
    }

    #[test]
    fn both_spellings_are_one_word() {
        for (british, american) in [
            ("defence", "defense"),
            ("defences", "defenses"),
            ("labour", "labor"),
            ("unfavourable", "unfavorable"),
            ("organisation", "organization"),
            ("organised", "organized"),
            ("criticise", "criticize"),
            ("centre", "center"),
            ("centres", "centers"),
            ("theatre", "theater"),
            ("analyse", "analyze"),
            ("programmes", "programs"),
            ("neighbouring", "neighboring"),
        ] {
            assert!(of(british).iter().any(|other| other == american), "{british}: {:?}", of(british));
            assert!(of(american).iter().any(|other| other == british), "{american}: {:?}", of(american));
        }
        assert!(of("tyre").is_empty(), "it is a city");
    }

    #[test]
    fn other_words_stand_for_themselves() {
        for word in [
            "left", "struck", "rose", "carmen", "oman", "yemen", "four", "hour", "rise", "wise", "gaza", "minister",
            "a", "1916",
        ] {
            assert_eq!(of(word), Vec::<String>::new(), "{word}");
        }
    }

    #[test]
    fn lines_begin_with_the_stem_of_their_word() {
        let stemmer = StemLanguage::from_code("en").expect("a language").stemmer();
        for line in IRREGULAR {
            let mut parts = line.split(' ');
            let (stem, base) = (parts.next().expect("a stem"), parts.next().expect("a word"));
            assert_eq!(stemmer.stem(base), stem, "{line}");
            assert!(parts.next().is_some(), "{line}");
        }
    }
}
