//! A trial of names by origin: common given names and surnames of nine parts of the world in sentences that training does
//! not have, as small articles. Parts that training has in its own lists are left out.
//!
//! Its surprise: every origin gets the very same sentences, so that a difference is one of names.

use dateline::person::model::lexicon::Lexicon;
use dateline::person::model::tagger::Model;

use crate::corpus::{Annotated, Sentence};
use crate::evaluate::{Report, Score, evaluate};
use crate::origins::{ORIGINS, Order};
use crate::random::Random;

struct Part {
    name: &'static str,
    order: Order,
    given: &'static str,
    surnames: &'static str,
}

/// Articles whose sentences are parted by `|`; `{1}` is a full name, `{1s}` its short form.
const ARTICLES: &str = "\
The ferry left at dawn with {1} at the wheel . | {1s} had crossed the strait a thousand times . | Nobody blames {1s} now .
{1} grows onions on two acres outside the town . | Last year {1s} sold none of them .
At the hearing {1} produced a receipt . | Counsel put it to {1s} that it was forged . | {2} , who typed it , agreed with {1s} .
The prize was shared by {1} and {2} . | {2s} gave her half away . | {1s} bought a piano .
Neighbours knew {1} as a quiet man . | It was {2} who raised the alarm . | {1s} was found in the well .
A statue of {1} stands by the harbour . | Children climb on it . | {1s} would have laughed .
No one in the village had heard from {1} since spring . | {2} kept the letters . | In one of them {1s} asks for shoes .
Captain {1} landed the aircraft in a field . | {1s} and co-pilot {2} walked away .
When {1} was mayor the buses ran on time . | Under {2} they stopped . | {1s} is back .
{1} , a nurse , and {2} , a welder , won the seats . | {1s} got 412 votes , {2s} 398 .
The inquest heard that {1} had complained of pains . | Dr {2} sent {1s} home with tablets .
Her sister , {1} , keeps goats . | {1s} speaks four languages .
Bring me the ledger , {1} told the clerk . | The clerk brought {1s} the wrong one .
Investigators want to speak to {1} . | {1s} left the country in June . | A brother , {2} , said so .
Striker {1} missed twice . | {1s} was taken off for {2} .
{1} 's shop was the only one open . | {2} bought candles there . | {1s} charged double .
The choir is led by {1} . | {1s} learned singing from {2} .
Two passengers , {1} and {2} , asked for water . | {2s} fainted .
She named {1} as the father . | {1s} has asked for a test .
This was painted by {1} in 1911 . | The critic {2} called {1s} a child with a brush .
Minister {1} blamed the weather . | Opposition whip {2} blamed {1s} .
The farm passed from {1} to {2} . | {2s} sold the lower field .
Dear {1} , thank you for your letter . | Yours , {2}
Only {1} refused to sign . | The board sent {2} to talk to {1s} .
{1} rode the last ten kilometres alone . | {2} was four minutes behind {1s} .
The owner is {1} , who lives abroad . | {1s} did not answer our calls .
Guests included {1} , {2} and the bishop . | {2s} played the drums .
\" Nothing was stolen , \" {1} insisted . | A cleaner , {2} , had seen otherwise .
The class photograph shows {1} at the back . | {1s} is the one without a tie .
{1} taught {2} to drive . | {2s} later crashed {1s} 's car .
The oldest member , {1} , is 97 . | The youngest , {2} , was born last year .
{1} was appointed on probation . | The secretary , {2} , will supervise {1s} .
Doctors operated on {1} for six hours . | {1s} can walk again .
The ransom for {1} was never paid . | {2} had hidden {1s} in a mill .
A grandson of {1} runs the mill . | {1s} himself never saw it .
Police Constable {1} chased the thief . | {2} , a bystander , tripped him .
For years {1} and {2} shared a desk . | They did not speak . | {1s} hummed .
{1} has written a book about bees . | {1s} 's own bees died .
The union sent {1} . | The company sent {2} . | {1s} and {2s} ate in silence .
Yesterday {1} turned a hundred . | {1s} had soup .";

/// Common name parts by origin; the longest lists are those whose parts training lists too.
const PARTS: &[Part] = &[
    Part {
        name: "western",
        order: Order::GivenFirst,
        given: "Martha Gregory Elaine Douglas Vivian Clifford Rosalind Stanley Heather Malcolm Joanna Terence Audrey Leonard Gillian Bernard Phyllis Raymond Judith Norman Dorothy Eugene Marjorie Wesley Eleanor",
        surnames: "Abernathy Blackwood Calloway Dunmore Ellsworth Farnsworth Gallagher Hathaway Ingram Jamison Kensington Langford Merriweather Norwood Oakley Pritchard Quigley Rutherford Sherwood Tillman Underwood Vickers Westbrook Yardley Zimmer",
    },
    Part {
        name: "Arabic",
        order: Order::Arabic,
        given: "Adnan Bassam Dalal Eyad Fouad Ghada Hazem Ihab Jihad Kamal Lubna Majid Nadia Osama Qasim Rami Sahar Taha Usama Wafa Yahya Zaki Hatem Issam Munira",
        surnames: "al-Atassi al-Baghdadi al-Bashir al-Dulaimi al-Fayez al-Ghamdi al-Hashimi al-Issa al-Kubaisi al-Maktoum al-Nuaimi al-Otaibi al-Rubaie al-Saadi al-Tikriti al-Yousef al-Zahrani Antar Badawi Daoud Ghazali Hijazi Jaber Kanaan Mroueh",
    },
    Part {
        name: "East Asian",
        order: Order::SurnameFirst,
        given: "Chunhua Guofeng Haitao Jianguo Kaiwen Lanying Meiling Ningning Peishan Rongrong Shufen Tianyu Wenbin Xiuying Yaping Zhihao Byung-hun Dong-won Eun-hye Gyu-ri Hae-jin Joo-hwan Kwang-soo Mi-sook Tae-hee",
        surnames: "Bai Chai Cui Dai Duan Fang Fu Geng Gu Hao Hou Jia Kong Lei Mao Meng Niu Pang Qian Qin Shao Shi Tao Wen Xue",
    },
    Part {
        name: "South Asian",
        order: Order::GivenFirst,
        given: "Abhishek Bhavana Chandan Devendra Eknath Farooq Gayatri Hemant Indira Jagdish Kavita Lalit Madhuri Neelam Omprakash Prakash Radhika Santosh Tanvir Uma Vasudha Waheeda Yashwant Zubair Ashwini",
        surnames: "Agarwal Bhandari Chopra Dixit Eapen Faruqui Goswami Hegde Inamdar Jadhav Kapoor Lamsal Mahajan Naidu Oberoi Pandey Qazi Rathore Saxena Tiwari Upadhyay Varghese Wijesinghe Gunawardena Bandara",
    },
    Part {
        name: "South-East Asian",
        order: Order::GivenFirst,
        given: "Adisak Bunthan Corazon Danilo Endang Febri Gusti Hartono Imelda Jaime Kanya Lestari Maricel Narong Oanh Pornthip Quang Ratna Sarawut Trinh Urai Vilaysack Wati Yusril Zulkifli",
        surnames: "Ampatuan Bunnag Cojuangco Dimaculangan Estrada Fajardo Gunawan Handoyo Iskandar Juwono Kusuma Lumbantobing Magsaysay Nitisastro Ongpin Pangilinan Quisumbing Rattanakul Sihombing Tantoco Umali Vongvichit Wibowo Yulianto Zubiri",
    },
    Part {
        name: "African",
        order: Order::GivenFirst,
        given: "Abimbola Bongani Chidinma Dzifa Efua Folake Gideon Hlengiwe Ifeanyi Jabulani Khadija Lerato Mpho Nomvula Obinna Phumzile Rotimi Siphiwe Tafadzwa Uchenna Vusi Wambui Yewande Zanele Kwabena",
        surnames: "Achieng' Adeleke Agyeman Balogun Chikwanha Danjuma Ekwueme Falae Gyamfi Hamukwala Ilunga Jumbe Kgositsile Lumumba Makoni Nyambura Ogunleye Phiri Quaye Radebe Shongwe Tshabalala Uzor Wanyama Zulu",
    },
    Part {
        name: "Latin American",
        order: Order::TwoSurnames,
        given: "Adriana Bernardo Catalina Domingo Esperanza Facundo Graciela Horacio Ignacio Jacinto Leticia Maximiliano Norberto Octavio Paloma Ramiro Soledad Tomás Ulises Valentina Wilfredo Ximena Yolanda Zulema Aurelio",
        surnames: "Acosta Benavides Cárdenas Domínguez Echeverría Figueroa Galindo Huerta Ibarra Jaramillo Lozano Maldonado Navarrete Ocampo Palacios Quintero Restrepo Salazar Treviño Urquiza Valenzuela Villalobos Yáñez Zambrano Zúñiga",
    },
    Part {
        name: "Russian and neighbours",
        order: Order::GivenFirst,
        given: "Arkady Bogdan Daria Eduard Fyodor Galina Innokenty Konstantin Larisa Miroslav Nadezhda Oksana Platon Raisa Stanislav Timofey Ulyana Vadim Vyacheslav Yaroslav Zinaida Gennady Lyudmila Taras Vasyl",
        surnames: "Abramov Bogatyrev Chernenko Dovzhenko Egorov Filatov Golubev Havrylyuk Ignatiev Kapustin Lebedev Melnyk Nesterenko Ostrovsky Pavlenko Rybakov Savchenko Tarasov Ustinov Vasiliev Yakovlev Zaitsev Shevchuk Bondarenko Tkachenko",
    },
    Part {
        name: "Pacific",
        order: Order::GivenFirst,
        given: "Apisai Bale Epeli Filimone Iosefa Josefa Kelera Leota Mele Nacanieli Ofa Penaia Rusila Sakiusa Tevita Unaisi Vaiola Waisale Faleolo Taniela Etuate Litia Amelia Sefanaia Aporosa",
        surnames: "Aumua Bogidrau Cakobau Faletau Ganilau Hau'ofa Iloilo Kaitani Latu Momoedonu Nailatikau Ole Puamau Qionibaravi Ravouvou Seniloli Tamanisau Uluilakeba Vosanibola Waqanivalu Yabaki Taukeiaho Fonoti Leavasa Malakai",
    },
];

/// How many names of each origin are looked for, at least.
const NAMES: usize = 120;

/// Prints how many of the names of each origin are found.
pub fn run(lexicon: &Lexicon, model: &Model, report: Report) {
    println!("{:24} {:>6} {:>6} {:>6} names", "origin", "P", "R", "F1");
    for part in PARTS {
        let score = score(part, lexicon, model, report);
        println!("{:24} {score} {:5}", part.name, score.gold);
    }
}

fn score(part: &Part, lexicon: &Lexicon, model: &Model, report: Report) -> Score {
    let mut random = Random::new(41);
    let known = |word: &str| {
        let listed = |list: &str| list.split(' ').any(|other| other == word);
        ORIGINS.iter().any(|origin| listed(origin.given) || listed(origin.surnames))
    };
    let unknown = |list: &'static str| list.split(' ').filter(|word| !known(word)).collect::<Vec<_>>();
    let (given, surnames) = (unknown(part.given), unknown(part.surnames));
    let mut documents = Vec::new();
    let mut names = 0;
    while names < NAMES {
        for article in ARTICLES.lines() {
            let people: Vec<(Vec<String>, Vec<String>)> = (0..2)
                .map(|_| person(part.order, random.pick::<&str>(&given), random.pick::<&str>(&surnames), &mut random))
                .collect();
            let sentences = article.split(" | ").map(|sentence| fill(sentence, &people)).collect();
            let document = Annotated { sentences, kinds: [true, false, false], weight: 1.0, ..Annotated::default() };
            names += document.sentences.iter().map(|sentence| sentence.names.len()).sum::<usize>();
            documents.push(document);
        }
    }
    evaluate(&documents, lexicon, model, report)[0]
}

/// The parts of a full name and of its short form.
fn person(order: Order, given: &str, surname: &str, random: &mut Random) -> (Vec<String>, Vec<String>) {
    let (given, surname) = (given.to_owned(), surname.to_owned());
    match order {
        Order::SurnameFirst => (vec![surname.clone(), given], vec![surname]),
        Order::Arabic if random.percent(30) => {
            (vec![given, surname.clone()], vec![surname.trim_start_matches("al-").to_owned()])
        }
        _ => (vec![given, surname.clone()], vec![surname]),
    }
}

fn fill(template: &str, people: &[(Vec<String>, Vec<String>)]) -> Sentence {
    let mut sentence = Sentence::default();
    for word in template.split_whitespace() {
        let Some(slot) = word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) else {
            sentence.tokens.push(word.to_owned());
            continue;
        };
        let (full, short) = &people[usize::from(slot.starts_with('2'))];
        let from = sentence.tokens.len();
        sentence.tokens.extend_from_slice(if slot.ends_with('s') { short } else { full });
        sentence.names.push((0, from..sentence.tokens.len()));
    }
    sentence
}
