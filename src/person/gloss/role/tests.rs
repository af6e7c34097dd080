use super::*;

fn around(language: &str, text: &str) -> Context {
    let start = text.find("Ana Lima").unwrap();
    let until = text.find("Rui Costa").unwrap_or(usize::MAX);
    Gloss::of(language).unwrap().context(text, 0, start..start + "Ana Lima".len(), until)
}

#[track_caller]
fn expect(language: &str, cases: &[(&str, &str)]) {
    for (text, role) in cases {
        let expected: Vec<&str> = Some(*role).filter(|role| !role.is_empty()).into_iter().collect();
        assert_eq!(around(language, text).roles, expected, "{text}");
    }
}

#[test]
fn french_titles_stand_before_a_name_or_behind_it() {
    expect(
        "fr",
        &[
            ("Le président Ana Lima a parlé", "président"),
            ("Selon la ministre de la Culture, Ana Lima, le musée", "ministre de la Culture"),
            ("le Premier ministre israélien Ana Lima", "Premier ministre israélien"),
            ("l'ancien ministre des Affaires étrangères Ana Lima", "ancien ministre des Affaires étrangères"),
            ("le secrétaire général de l'ONU Ana Lima", "secrétaire général de l'ONU"),
            ("la présidente du tribunal Ana Lima", "présidente du tribunal"),
            ("le porte-parole du président Ana Lima", "président"),
            ("le porte-parole du président, Ana Lima, a dit", "porte-parole du président"),
            ("Ana Lima, ministre de l'Intérieur, a dit", "ministre de l'Intérieur"),
            ("Ana Lima, président depuis 1982, est là", "président"),
            ("Ana Lima, qui était ministre, a dit", ""),
            ("Ana Lima, ministre Rui Costa et d'autres", ""),
            ("la compagne du réalisateur, Ana Lima, a dit", ""),
            ("Le ministre de la Justice défend Ana Lima", ""),
            ("Le message du président à Ana Lima", ""),
            ("M. Ana Lima a parlé", ""),
            ("Monsieur Ana Lima a parlé", ""),
        ],
    );
    assert_eq!(around("fr", "Mme Ana Lima a parlé").sex, Some(Sex::Female));
    assert_eq!(around("fr", "M. Ana Lima a parlé").sex, Some(Sex::Male));
    assert_eq!(around("fr", "La présidente Ana Lima a parlé").sex, Some(Sex::Female));
    assert!(around("fr", "Ana Lima, l'épouse du président, était là").relative);
}

#[test]
fn german_titles_are_told_without_the_endings_of_their_case() {
    expect(
        "de",
        &[
            ("Bundeskanzler Ana Lima sprach", "Bundeskanzler"),
            ("Sie traf den französischen Präsidenten Ana Lima", "französischer Präsident"),
            ("mit der slowenischen Ministerpräsidentin Ana Lima", "slowenische Ministerpräsidentin"),
            ("Der CDU-Vorsitzende Ana Lima sagte", "CDU-Vorsitzende"),
            ("der frühere Nationalspieler Ana Lima", "früherer Nationalspieler"),
            ("Der Vorsitzende der SPD, Ana Lima, sagte", "Vorsitzende der SPD"),
            ("Ana Lima, Ehrenpräsident des FC Bayern, sagte", "Ehrenpräsident des FC Bayern"),
            ("Ana Lima, 65 Jahre alt, Trainer, ging", "Trainer"),
            ("Gestern hat der Kanzler Ana Lima empfangen", ""),
            ("Am Montag traf der Präsident der Ukraine Ana Lima", ""),
            ("Frau Ana Lima sprach", ""),
            ("Die Gemeindepräsidentin Ana Lima dankte", "Gemeindepräsidentin"),
            ("Die Regierung Ana Lima stürzte", ""),
            ("Ana Lima (Grüne) reiste", ""),
        ],
    );
    assert_eq!(around("de", "Herrn Ana Lima").sex, Some(Sex::Male));
}

#[test]
fn spanish_italian_and_portuguese_titles_say_of_what_behind_them() {
    expect(
        "es",
        &[
            ("El presidente del Gobierno, Ana Lima, dijo", "presidente del Gobierno"),
            ("con el ministro de Asuntos Exteriores, Ana Lima.", "ministro de Asuntos Exteriores"),
            ("El presidente argentino Ana Lima viajó", "presidente argentino"),
            ("El secretario de Estado de EE.UU., Ana Lima, lo", "secretario de Estado de EE.UU."),
            ("Ana Lima, coordinador de los diputados, dijo", "coordinador de los diputados"),
            ("Ana Lima, su portavoz, dijo", "portavoz"),
            ("El último presidente del Popular, Ana Lima, dijo", "último presidente del Popular"),
            ("El ministro felicitó a Ana Lima", ""),
            ("Ana Lima, hermana del presidente, dijo", ""),
            ("el ministro Ana Lima, el presidente madrileño, Rui Costa, y", "ministro"),
        ],
    );
    expect(
        "it",
        &[
            ("Il ministro degli Esteri Ana Lima ha detto", "ministro degli Esteri"),
            ("L'ex premier Ana Lima ha detto", "ex premier"),
            ("il tecnico dell'Inter Ana Lima", "tecnico dell'Inter"),
            ("Ana Lima, segretaria del Pd, ha detto", "segretaria del Pd"),
        ],
    );
    expect(
        "pt",
        &[
            ("O ministro da Fazenda, Ana Lima, disse", "ministro da Fazenda"),
            ("O ex-presidente Ana Lima disse", "ex-presidente"),
            ("Ana Lima, primeiro-ministro de Portugal, ficou", "primeiro-ministro de Portugal"),
            ("O deputado federal Ana Lima disse", "deputado federal"),
        ],
    );
}

#[test]
fn any_text_around_a_name_is_read_without_panic() {
    let odd = ["", "'", "l'", "d’", ", ", "(", "«", "präsidenten ", "İ", "ß", "M. ", "\n", "1. ", " Präsidentin"];
    for language in ["de", "es", "fr", "it", "pt"] {
        let gloss = Gloss::of(language).unwrap();
        for (before, after) in odd.iter().flat_map(|before| odd.iter().map(move |after| (before, after))) {
            let text = format!("{before}Ana{after}");
            gloss.context(&text, 0, before.len()..before.len() + 3, usize::MAX);
        }
    }
}

#[test]
fn an_office_behind_of_is_given_where_a_thing_belongs_to_it_alone() {
    expect(
        "es",
        &[
            ("El asesino del alcalde, Ana Lima, huyó", ""),
            ("El discurso del alcalde, Ana Lima, gustó", "alcalde"),
            ("con el alcalde, Ana Lima, habló", "alcalde"),
        ],
    );
    expect(
        "fr",
        &[
            ("Le rival du président, Ana Lima, rit", ""),
            ("Le rival déclaré de l'ancien ministre, Ana Lima, rit", ""),
            ("La démission du ministre, Ana Lima, est là", "ministre"),
        ],
    );
    expect(
        "it",
        &[
            ("L'assassino del giudice, Ana Lima, morì", ""),
            ("Le dimissioni del giudice, Ana Lima, sono arrivate", "giudice"),
        ],
    );
    expect(
        "pt",
        &[("O rival do presidente, Ana Lima, riu", ""), ("A renúncia do presidente, Ana Lima,", "presidente")],
    );
    expect(
        "de",
        &[
            ("Der Gegner des Kanzlers, Ana Lima, lachte", ""),
            ("Der Gegner der Kanzlerin, Ana Lima, lachte", ""),
            ("Der Gegner von Kanzler Rui, Ana Lima, lachte", ""),
            ("Die Rede des Kanzlers, Ana Lima, war lang", "Kanzler"),
            ("mit der Kanzlerin, Ana Lima, sprach er", "Kanzlerin"),
        ],
    );
}

#[test]
fn nothing_is_said_of_a_bare_german_title_behind_what_may_be_a_verb() {
    expect(
        "de",
        &[
            ("Zuvor hatte der Staatsanwalt Ana Lima angeklagt", ""),
            ("Zuvor hatte den Staatsanwalt Ana Lima angeklagt", ""),
            ("Heute traf die Außenministerin Ana Lima in Berlin", ""),
            ("Der Staatsanwalt Ana Lima kam", "Staatsanwalt"),
            ("Er sprach mit dem Staatsanwalt Ana Lima", "Staatsanwalt"),
            ("Die Rede des Staatsanwalts Ana Lima", "Staatsanwalt"),
        ],
    );
}

#[test]
fn a_title_behind_and_is_another() {
    expect("fr", &[("Ana Lima, maire de Prades et Premier ministre, parle", "maire de Prades")]);
    expect("fr", &[("Le maire de Prades et le Premier ministre, Ana Lima, parlent", "Premier ministre")]);
    expect(
        "fr",
        &[(
            "Ana Lima, ministre de la Culture et de la Communication, parle",
            "ministre de la Culture et de la Communication",
        )],
    );
}

#[test]
fn a_word_may_be_a_title_and_another_word() {
    expect("fr", &[("Le juge Ana Lima a parlé", "juge"), ("Ana Lima, juge, a parlé", "juge")]);
    expect("fr", &[("Ana Lima, chef étoilé, cuisine", "chef étoilé")]);
}

#[test]
fn a_president_is_a_woman_by_the_form_of_the_title_in_french_alone() {
    assert_eq!(around("es", "El presidente Ana Lima habló").sex, None);
    assert_eq!(around("es", "La presidenta Ana Lima habló").sex, Some(Sex::Female));
    assert_eq!(around("fr", "La présidente Ana Lima a parlé").sex, Some(Sex::Female));
    let french = |language: &str| Gloss::of(language).unwrap().roles.french;
    assert!(french("fr") && !["de", "es", "it", "pt"].into_iter().any(french));
}

#[test]
fn no_title_ends_in_the_beginning_of_a_place() {
    let gloss = Gloss::of("pt").unwrap();
    let mut context = Context::default();
    for (text, roles) in [("governador de São", 0), ("diretor do Santa", 0), ("governador de Minas", 1)] {
        let words = gloss.role_words(text.split(' '));
        context.roles.clear();
        gloss.add_role(&words, 0, &mut context);
        assert_eq!(context.roles.len(), roles, "{text}");
    }
}

#[test]
fn what_follows_an_office_and_of_belongs_to_the_office() {
    for (language, before, word, belongs) in [
        ("fr", "selon la ministre de la ", "Défense", true),
        ("fr", "elle parle de la ", "Défense", false),
        ("fr", "selon la ministre ", "Défense", false),
        ("es", "la ministra de ", "Defensa", true),
        ("it", "con il ministro della ", "Difesa", true),
        ("it", "il giorno della ", "Difesa", false),
    ] {
        assert_eq!(Gloss::of(language).unwrap().is_of_office(before, word), belongs, "{before}{word}");
    }
}
