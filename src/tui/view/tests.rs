use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::theme::Colour;
use super::*;
use crate::article::{Article, ArticleDate, DatePrecision, DateProvenance, Headline};
use crate::engine::{Hit, IndexedArticle, Marked, Snippet};
use crate::tui::ask::{Answer, Choice, Filter, Found, Reading, Row, Search};
use crate::tui::state::{Effect, Event};
use crate::tui::worker::{Kind, Reply};

const HOSTILE: &str = "\u{1b}[31mRed\u{1b}]0;title\u{7} \u{202e}desrever\u{9b}2J";

/// An article as a hit, with what is between asterisks in its passage as matches.
fn hit(rank: usize, headline: &str, publisher: Option<&str>, passage: &str) -> Hit {
    let date = ArticleDate {
        start: jiff::civil::date(2024, 3, rank as i8).at(0, 0, 0, 0),
        precision: DatePrecision::Day,
        utc_offset: None,
        provenance: DateProvenance::Metadata,
        certain: true,
    };
    let article = Article {
        path: format!("2024/{rank}.txt"),
        headline: Headline { text: headline.into(), derived: false },
        publisher: publisher.map(str::to_owned),
        date: Some(date),
        lede: passage.replace('*', ""),
        word_count: 7,
        ..Article::default()
    };
    let text = marked(passage);
    let zone = crate::article::Zone::Lede;
    let snippet = Snippet { text, heading: None, zone, cut_before: false, cut_after: false };
    let article = IndexedArticle { article, names: Vec::new(), lost: None };
    Hit {
        rank,
        score: 1.0,
        id: article.id(),
        headline: Marked { text: headline.into(), highlights: Vec::new() },
        article,
        snippets: vec![snippet],
        lines: Vec::new(),
        missing: Vec::new(),
        why: None,
        copies: Vec::new(),
        byline_asked: false,
    }
}

fn marked(text: &str) -> Marked {
    let mut out = Marked::default();
    for (number, piece) in text.split('*').enumerate() {
        let start = out.text.len();
        out.text.push_str(piece);
        if number % 2 == 1 {
            out.highlights.push(start..out.text.len());
        }
    }
    out
}

fn hits() -> Vec<Hit> {
    vec![
        hit(1, "Talks on Rafah go on in Cairo", Some("Le Monde"), "Delegations spoke of *Rafah* again."),
        hit(2, "内塔尼亚胡发表讲话", Some("新华社"), "以色列总理*内塔尼亚胡*星期一启程前往美国，并将在国会发表讲话。"),
        hit(3, "محادثات في القاهرة", None, "استمرت المحادثات في *القاهرة*."),
        hit(4, HOSTILE, Some(HOSTILE), HOSTILE),
    ]
}

/// A state in which a search for `rafah` is answered and its first article is read.
fn state(size: (u16, u16), change: impl FnOnce(&mut Search)) -> State {
    let mut search = Search { words: "rafah".into(), ..Search::default() };
    change(&mut search);
    let (mut state, mut effects) = State::new(search, Leaving::Done, size);
    while let Some(question) = effects.iter().find_map(|effect| match effect {
        Effect::Ask(question) => Some(question.clone()),
        _ => None,
    }) {
        let hits = hits();
        let answer = match Kind::of(&question.ask) {
            Kind::List => {
                let total = Total { full: 4, ..Total::default() };
                Answer::Found(Found { rows: hits.iter().map(Row::of).collect(), total, ..Found::default() })
            }
            _ => {
                let article = hits[0].article.clone();
                let blocks = vec![hits[0].headline.clone(), hits[0].snippets[0].text.clone()];
                Answer::Article(Box::new(Reading { article, blocks }))
            }
        };
        effects = state.arrange();
        effects.extend(state.apply(Event::Reply(Reply { number: question.number, answer })));
        effects.extend(state.arrange());
    }
    state
}

fn press(state: &mut State, keys: &str) {
    for key in keys.chars() {
        let code = if key == '⏎' { KeyCode::Enter } else { KeyCode::Char(key) };
        state.apply(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        state.arrange();
    }
}

fn drawn(state: &State, colour: Colour) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(state.panes.width, state.panes.height)).expect("it is memory");
    terminal.draw(|frame| draw(state, Theme::new(colour), frame)).expect("it is memory");
    terminal.backend().buffer().clone()
}

/// The lines of the screen. What a character of two columns covers is left out.
fn lines(state: &State) -> Vec<String> {
    let buffer = drawn(state, Colour::On);
    let line = |y| {
        let mut text = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += symbol.width().max(1) as u16;
        }
        text
    };
    (0..buffer.area.height).map(line).collect()
}

fn trimmed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.trim_end()).collect()
}

#[test]
fn a_screen_of_the_usual_size() {
    let state = state((80, 24), |_| {});
    let id = hits()[0].article.id();
    let lines = lines(&state);
    let facts = format!(" 2024-03-01 · Le Monde · 7 words · 2024/1.txt · {id}");
    let expected = [
        "Search: rafah                                                    1 of 4 articles",
        "▌  1  2024-03-01  Le Monde            Talks on Rafah go on in Cairo",
        "▌     Delegations spoke of Rafah again.",
        "   2  2024-03-02  新华社              内塔尼亚胡发表讲话",
        "      以色列总理内塔尼亚胡星期一启程前往美国，并将在国会发表讲话。",
        "   3  2024-03-03                      محادثات في القاهرة",
        "      استمرت المحادثات في القاهرة.",
    ];
    assert_eq!(trimmed(&lines[..7]), expected);
    assert!(lines.iter().all(|line| line::columns(line) == 80), "{lines:#?}");
    assert_eq!(
        trimmed(&lines[9..]),
        [
            "",
            "",
            "── 2024/1.txt ─────────────────────────────────────────────────────────── all ──",
            " Talks on Rafah go on in Cairo",
            facts.as_str(),
            "",
            " Delegations spoke of Rafah again.",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "⏎ read  / query  f facets  ? keys  q leave  Space mark  s similar  p persons",
        ]
    );
}

#[test]
fn a_small_screen() {
    let state =
        state((40, 12), |search| search.filters = vec![Filter::new("lang", "fr"), Filter::new("on", "2024-03")]);
    assert_eq!(
        trimmed(&lines(&state)),
        [
            "> rafah                              1/4",
            " lang: fr   on: 2024-03",
            "▌  1  2024-03-01  Talks on Rafah go on …",
            "▌     Delegations spoke of Rafah again.",
            "   2  2024-03-02  内塔尼亚胡发表讲话",
            "      以色列总理内塔尼亚胡星期一启程前…",
            "   3  2024-03-03  محادثات في القاهرة",
            "      استمرت المحادثات في القاهرة.",
            "   4  2024-03-04   [31mRed ]0;title    …",
            "       [31mRed ]0;title     desrever  2J",
            "",
            "⏎ read  / query  f facets  ? keys",
        ]
    );
}

#[test]
fn everything_has_its_place_on_the_least_screen() {
    let mut state = state((32, 8), |search| search.filters = vec![Filter::new("lang", "fr")]);
    state.notes = ["did you mean, for `rafha`: rafah (2)", "two", "three"].map(str::to_owned).to_vec();
    state.choices =
        vec![Choice { query: "rafah".into(), label: "2".into() }, Choice { query: "rafa".into(), label: "1".into() }];
    state.arrange();
    assert_eq!(
        trimmed(&lines(&state)),
        [
            "> rafah                      1/4",
            " lang: fr",
            "did you mean, for `rafha`: rafa…",
            "two",
            "▌  1  2024-03-01  Talks on Rafa…",
            "▌     … of Rafah again.",
            "",
            "⏎ read  / query  f facets",
        ]
    );
    press(&mut state, "t");
    assert_eq!(
        trimmed(&lines(&state))[1..5],
        [
            "┌─ Did you mean ───────────────┐",
            "│ >                            │",
            "│ rafah                      2 │",
            "│ rafa                       1 │",
        ]
    );
}

#[test]
fn too_small_a_screen_says_so() {
    let state = state((20, 5), |_| {});
    assert_eq!(trimmed(&lines(&state))[..3], ["dateline needs 32", "columns and 8 lines", ""]);
}

#[test]
fn nothing_hostile_comes_to_the_screen() {
    for size in [(80, 24), (130, 30), (40, 12)] {
        let mut state = state(size, |search| search.filters = vec![Filter::new("person", HOSTILE)]);
        press(&mut state, "GP");
        let unsafe_sign = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
        for line in lines(&state) {
            assert!(!line.contains(unsafe_sign), "{line:?}");
        }
    }
}

#[test]
fn matches_are_set_off_with_colours_and_without() {
    let state = state((80, 24), |_| {});
    let coloured = drawn(&state, Colour::On);
    // `Delegations spoke of Rafah`: the match begins 21 columns into the passage.
    let cell = &coloured[(6 + 21, 2)];
    assert_eq!((cell.symbol(), cell.fg), ("R", Color::Red));
    assert_eq!(coloured[(6 + 20, 2)].fg, Color::Reset);
    assert_eq!((coloured[(1 + 21, 15)].symbol(), coloured[(1 + 21, 15)].fg), ("R", Color::Red));
    let plain = drawn(&state, Colour::Off);
    assert!(plain[(6 + 21, 2)].modifier.contains(Modifier::BOLD | Modifier::UNDERLINED));
    assert!(plain.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
}

#[test]
fn what_is_wrong_stands_below_the_line_as_the_command_line_says_it() {
    let mut state = state((80, 24), |_| {});
    press(&mut state, "/");
    let effects = state.apply(Event::Key(KeyEvent::new(KeyCode::Char('('), KeyModifiers::NONE)));
    let Some(Effect::Ask(question)) = effects.first() else { panic!("{effects:?}") };
    let problem = ["cannot read the query: …", "  rafah(", "       ^", "hint: close it"];
    let answer = Answer::Failed(problem.map(str::to_owned).to_vec());
    state.apply(Event::Reply(Reply { number: question.number, answer }));
    (0..6).for_each(|_| drop(state.apply(Event::Tick)));
    state.arrange();
    let lines = lines(&state);
    assert_eq!(trimmed(&lines[1..5]), problem);
    assert!(lines[6].contains("القاهرة"), "{}", lines[6]);
}

#[test]
fn an_article_has_the_whole_screen_and_pages_lie_above() {
    let mut state = state((80, 24), |_| {});
    press(&mut state, "⏎");
    let full = lines(&state);
    assert!(full[1].starts_with("── 1 · Talks on Rafah go on in Cairo ──"), "{}", full[1]);
    assert_eq!(full[2].trim_end(), " Talks on Rafah go on in Cairo");
    press(&mut state, "?");
    let help = lines(&state);
    assert!(help[1].starts_with("┌─ Keys · top ─"), "{}", help[1]);
    assert!(help[2].starts_with("│ Text of an article "), "{}", help[2]);
    assert!(help.iter().any(|line| line.contains("J Shift-↓            next article")), "{help:#?}");
}
