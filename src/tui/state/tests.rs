use ratatui::crossterm::event::{KeyCode, KeyModifiers};

use super::*;
use crate::article::{Article, Headline};
use crate::engine::{Facet, FacetCounts, FacetValue, IndexedArticle, Marked};
use crate::tui::ask::{FacetAnswer, Reading, Row};

/// A state with what it asked for.
struct Desk {
    state: State,
    effects: Vec<Effect>,
}

impl Desk {
    fn new(words: &str, leaving: Leaving) -> Desk {
        let search = Search { words: words.into(), ..Search::default() };
        let (mut state, mut effects) = State::new(search, leaving, (80, 24));
        effects.extend(state.arrange());
        Desk { state, effects }
    }

    fn happens(&mut self, event: Event) {
        let effects = self.state.apply(event);
        self.effects.extend(effects);
        let effects = self.state.arrange();
        self.effects.extend(effects);
    }

    fn press(&mut self, code: KeyCode, held: KeyModifiers) {
        self.happens(Event::Key(KeyEvent::new(code, held)));
    }

    /// Letters as they are typed, `⏎` and `⎋` for two keys without one.
    fn types(&mut self, keys: &str) {
        for key in keys.chars() {
            match key {
                '⏎' => self.press(KeyCode::Enter, KeyModifiers::NONE),
                '⎋' => self.press(KeyCode::Esc, KeyModifiers::NONE),
                key => self.press(KeyCode::Char(key), KeyModifiers::NONE),
            }
        }
    }

    fn ctrl(&mut self, letter: char) {
        self.press(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    fn ticks(&mut self, count: usize) {
        (0..count).for_each(|_| self.happens(Event::Tick));
    }

    /// The last question of a kind, and all before it forgotten.
    fn asked(&mut self, kind: Kind) -> Option<Question> {
        std::mem::take(&mut self.effects).into_iter().rev().find_map(|effect| match effect {
            Effect::Ask(question) if Kind::of(&question.ask) == kind => Some(question),
            _ => None,
        })
    }

    fn answers(&mut self, question: &Question, answer: Answer) {
        self.happens(Event::Reply(Reply { number: question.number, answer }));
    }

    /// Answers the search that was asked for last with so many articles.
    fn finds(&mut self, articles: usize) -> Search {
        let question = self.asked(Kind::List).expect("a search was asked for");
        self.answers(&question, Answer::Found(found(1..articles + 1)));
        match question.ask {
            Ask::Search { search, .. } => search,
            other => panic!("{other:?}"),
        }
    }

    fn fails(&mut self) {
        let question = self.asked(Kind::List).expect("a search was asked for");
        self.answers(&question, Answer::Failed(vec!["cannot read the query: …".into()]));
    }

    fn reads(&mut self, id: u64) {
        let question = self.asked(Kind::Page).expect("an article was asked for");
        assert!(matches!(question.ask, Ask::Article { id: asked, .. } if asked == ArticleId(id)), "{question:?}");
        let article = Article {
            path: "a.txt".into(),
            headline: Headline { text: "Talks".into(), derived: false },
            lede: "They met.".into(),
            ..Article::default()
        };
        let blocks = article.blocks().map(|block| Marked { text: block.text.into(), highlights: Vec::new() }).collect();
        let article = IndexedArticle { article, names: Vec::new(), lost: None };
        self.answers(&question, Answer::Article(Box::new(Reading { article, blocks })));
    }

    fn ended(&self) -> Option<&Ended> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::End(ended) => Some(ended),
            _ => None,
        })
    }
}

fn found(ranks: std::ops::Range<usize>) -> Found {
    let total = Total { full: ranks.len() as u64, ..Total::default() };
    Found { rows: rows(ranks), total, ..Found::default() }
}

fn rows(ranks: std::ops::Range<usize>) -> Vec<Row> {
    ranks.map(|rank| Row { rank, id: ArticleId(rank as u64), place: format!("{rank}.txt"), ..Row::default() }).collect()
}

#[test]
fn every_letter_is_a_search_and_only_the_last_answer_counts() {
    let mut desk = Desk::new("", Leaving::Done);
    assert_eq!(desk.finds(3), Search::default());
    desk.types("ra");
    let early = desk.asked(Kind::List).expect("asked for");
    desk.types("f");
    desk.answers(&early, Answer::Found(found(1..9)));
    assert_eq!(desk.state.list.rows.len(), 3);
    assert_eq!(desk.finds(2).words, "raf");
    assert_eq!(desk.state.list.rows.len(), 2);
    assert!(!desk.state.is_awaited(Kind::List));
}

#[test]
fn an_error_waits_for_a_pause_and_leaves_the_articles_alone() {
    let mut desk = Desk::new("", Leaving::Done);
    desk.finds(3);
    desk.types("a AND");
    desk.fails();
    assert!(!desk.state.shows_problem());
    assert_eq!(desk.state.list.rows.len(), 3);
    desk.ticks(5);
    assert!(!desk.state.shows_problem());
    desk.ticks(1);
    assert!(desk.state.shows_problem());
    desk.types(" ");
    assert!(!desk.state.shows_problem());
    desk.fails();
    // To the list of another query one does not get with it.
    desk.types("⏎");
    assert!(desk.state.shows_problem());
    assert_eq!(desk.state.focus, Focus::Input);
    desk.types("b");
    desk.finds(1);
    assert!(desk.state.problem.is_empty());
    desk.types("⏎");
    assert_eq!(desk.state.focus, Focus::List);
}

#[test]
fn an_article_is_read_left_and_the_next_one_read() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    assert_eq!(desk.state.focus, Focus::List);
    desk.finds(2);
    desk.reads(1);
    desk.types("j");
    desk.reads(2);
    desk.types("⏎");
    assert!(desk.state.full);
    assert_eq!(desk.state.focus, Focus::Reader);
    desk.types("J");
    assert_eq!(desk.state.message.as_deref(), Some("the last article"));
    desk.types("K");
    desk.reads(1);
    assert_eq!(desk.state.list.selected, 0);
    desk.types("q");
    assert!(!desk.state.full);
    assert_eq!(desk.ended(), None);
    desk.types("q");
    assert_eq!(desk.ended(), Some(&Ended::Left));
}

#[test]
fn more_articles_come_as_one_goes_on() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(BATCH);
    assert_eq!(desk.asked(Kind::More), None);
    (0..4).for_each(|_| desk.press(KeyCode::PageDown, KeyModifiers::NONE));
    (0..10).for_each(|_| desk.types("j"));
    let question = desk.asked(Kind::More).expect("asked for");
    assert_eq!(question.ask, Ask::More { offset: BATCH, limit: BATCH });
    desk.answers(&question, Answer::More(rows(BATCH + 1..BATCH + 11)));
    assert_eq!(desk.state.list.rows.len(), BATCH + 10);
    desk.types("G");
    assert_eq!(desk.state.list.selected, BATCH + 9);
    assert_eq!(desk.asked(Kind::More), None);
}

#[test]
fn the_end_is_that_of_many_more_articles() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(BATCH);
    desk.types("G");
    let question = desk.asked(Kind::More).expect("asked for");
    assert_eq!(question.ask, Ask::More { offset: BATCH, limit: 1000 });
    desk.answers(&question, Answer::More(rows(BATCH + 1..BATCH + 301)));
    assert_eq!(desk.state.list.selected, BATCH + 299);
}

#[test]
fn filters_come_from_the_counts_and_go_again() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(5);
    desk.types("f");
    desk.ticks(1);
    let question = desk.asked(Kind::Facets).expect("asked for");
    let value = |value: &str| FacetValue { value: value.into(), articles: 2 };
    let values = vec![value("Ann Other"), value("Ben Ohlsson")];
    let counts = vec![FacetCounts { facet: Facet::Person, values, more: false, without: 0 }];
    desk.answers(&question, Answer::Facets(FacetAnswer { counts, dates: Vec::new() }));
    desk.types("j⏎");
    let narrowed = desk.finds(2);
    assert_eq!(narrowed.filters, [Filter::new("person", "Ben Ohlsson")]);
    assert_eq!(desk.state.chips(), ["person: Ben Ohlsson"]);
    // The same again takes it away, and so does the key for that.
    desk.types("⏎");
    assert!(desk.finds(5).filters.is_empty());
    desk.types("⏎");
    desk.finds(2);
    desk.types("x");
    assert!(desk.finds(5).filters.is_empty());
    desk.types("⎋H");
    assert_eq!(desk.finds(2).filters.len(), 1);
}

#[test]
fn dates_are_typed_and_an_empty_line_deletes_the_last_filter() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.state.search.filters = vec![Filter::new("from", "2024"), Filter::new("lang", "fr")];
    desk.finds(5);
    desk.types("d");
    desk.ctrl('u');
    desk.types("2024-03⏎");
    assert_eq!(desk.finds(1).filters, [Filter::new("lang", "fr"), Filter::new("on", "2024-03")]);
    desk.types("/");
    desk.ctrl('u');
    desk.finds(1);
    desk.press(KeyCode::Backspace, KeyModifiers::NONE);
    assert_eq!(desk.finds(5).filters, [Filter::new("lang", "fr")]);
}

#[test]
fn similar_articles_are_a_list_of_their_own_that_one_comes_back_from() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(5);
    desk.types("jjs");
    let question = desk.asked(Kind::List).expect("asked for");
    assert_eq!(question.ask, Ask::Similar { id: ArticleId(3) });
    desk.answers(&question, Answer::Found(found(1..4)));
    assert!(desk.state.list.complete);
    desk.types("⎋");
    assert_eq!(desk.finds(5).words, "rafah");
    assert_eq!((desk.state.list.selected, &desk.state.list.listed), (2, &Listed::Search));
    desk.types("L");
    assert_eq!(desk.asked(Kind::List).map(|question| question.ask), Some(Ask::Similar { id: ArticleId(3) }));
}

#[test]
fn what_was_meant_is_taken_with_one_key() {
    let mut desk = Desk::new("", Leaving::Done);
    desk.finds(5);
    desk.types("netanyahoo");
    let question = desk.asked(Kind::List).expect("asked for");
    let choice = |query: &str| Choice { query: query.into(), label: "15".into() };
    let one = Found { choices: vec![choice("netanyahu")], ..Found::default() };
    desk.answers(&question, Answer::Found(one));
    desk.ctrl('t');
    let question = desk.asked(Kind::List).expect("asked for");
    assert_eq!(desk.state.input.text(), "netanyahu");
    let two = Found { choices: vec![choice("natanya"), choice("netanyahu's")], ..Found::default() };
    desk.answers(&question, Answer::Found(two));
    desk.ctrl('t');
    assert_eq!(desk.state.mode(), Mode::Menu);
    desk.types("'s⏎");
    assert_eq!(desk.finds(1).words, "netanyahu's");
    desk.ctrl('t');
    assert_eq!(desk.state.message.as_deref(), Some("there is nothing to suggest"));
}

#[test]
fn queries_come_back_to_the_line() {
    let mut desk = Desk::new("first", Leaving::Done);
    desk.finds(5);
    desk.types("/");
    desk.ctrl('u');
    desk.types("second");
    desk.finds(5);
    desk.types("⏎/x");
    desk.finds(5);
    desk.press(KeyCode::Up, KeyModifiers::NONE);
    assert_eq!(desk.finds(5).words, "second");
    desk.press(KeyCode::Down, KeyModifiers::NONE);
    assert_eq!(desk.finds(5).words, "secondx");
    desk.ctrl('r');
    desk.types("seco⏎");
    assert_eq!(desk.finds(5).words, "second");
}

#[test]
fn who_wants_paths_takes_them_with_enter() {
    let mut desk = Desk::new("rafah", Leaving::Handing);
    assert_eq!(desk.state.focus, Focus::Input);
    // What is chosen is not known before the search is answered.
    desk.types("⏎");
    assert_eq!(desk.ended(), None);
    desk.finds(3);
    assert_eq!(desk.ended(), Some(&Ended::Took(vec![ArticleId(1)])));

    let mut desk = Desk::new("rafah", Leaving::Handing);
    desk.finds(3);
    desk.types("⎋ j ");
    assert_eq!(desk.state.message.as_deref(), Some("2 articles marked"));
    desk.types("⏎");
    assert_eq!(desk.ended(), Some(&Ended::Took(vec![ArticleId(1), ArticleId(3)])));

    let mut desk = Desk::new("rafah", Leaving::Handing);
    desk.finds(0);
    desk.types("⏎");
    assert_eq!((desk.ended(), desk.state.message.as_deref()), (None, Some("there is no article to take")));
}

#[test]
fn a_changed_index_is_told_and_searched_with_a_key() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(3);
    desk.types("j");
    desk.happens(Event::Reply(Reply { number: 0, answer: Answer::Changed }));
    assert!(desk.state.changed);
    desk.types("r");
    let question = desk.asked(Kind::List).expect("asked for");
    // One article came before the chosen one.
    let mut found = found(1..5);
    found.rows.rotate_right(1);
    desk.answers(&question, Answer::Found(found));
    assert!(!desk.state.changed);
    assert_eq!(desk.state.list.chosen().map(|row| row.id), Some(ArticleId(2)));
}

#[test]
fn what_is_pasted_is_typed_and_no_row_of_commands() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(3);
    desk.happens(Event::Paste(" q\nx".into()));
    assert_eq!(desk.ended(), None);
    assert_eq!((desk.state.focus, desk.state.input.text()), (Focus::Input, "rafah q x"));
}

#[test]
fn one_leaves_at_once_from_everywhere() {
    for keys in ["", "/", "⏎", "f", "?", "d"] {
        let mut desk = Desk::new("rafah", Leaving::Done);
        desk.finds(3);
        desk.types(keys);
        desk.ctrl('c');
        assert_eq!(desk.ended(), Some(&Ended::Interrupted), "{keys}");
    }
}

#[test]
fn the_parts_of_the_screen_follow_one_another() {
    let mut desk = Desk::new("rafah", Leaving::Done);
    desk.finds(3);
    desk.reads(1);
    let mut seen = Vec::new();
    for _ in 0..3 {
        desk.press(KeyCode::Tab, KeyModifiers::NONE);
        seen.push(desk.state.focus);
    }
    assert_eq!(seen, [Focus::Reader, Focus::Input, Focus::List]);
    desk.types("f");
    desk.press(KeyCode::BackTab, KeyModifiers::SHIFT);
    assert_eq!(desk.state.focus, Focus::Input);
    // Where there is no room for an article beside the list there is none to go to.
    desk.happens(Event::Resize(40, 12));
    desk.types("⎋");
    desk.press(KeyCode::Tab, KeyModifiers::NONE);
    assert_eq!(desk.state.focus, Focus::Input);
}

#[test]
fn any_row_of_keys_is_survived() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};
    let codes = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Home,
        KeyCode::End,
    ];
    let key = prop_oneof![
        prop::char::range(' ', '~').prop_map(|letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)),
        prop::char::range('a', 'y').prop_map(|letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)),
        prop::sample::select(codes.to_vec()).prop_map(|code| KeyEvent::new(code, KeyModifiers::NONE)),
    ];
    let rows = prop::collection::vec((key, 0usize..4, 1u16..100, 1u16..40), 1..60);
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    runner
        .run(&rows, |events| {
            let mut desk = Desk::new("rafah", Leaving::Done);
            for (key, answered, width, height) in events {
                desk.happens(Event::Key(key));
                if answered == 0 {
                    desk.happens(Event::Resize(width, height));
                }
                if answered == 1
                    && let Some(question) = desk.asked(Kind::List)
                {
                    desk.answers(&question, Answer::Found(found(1..usize::from(width))));
                }
                desk.ticks(1);
                prop_assert!(desk.state.list.selected <= desk.state.list.rows.len());
                let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(
                    desk.state.panes.width,
                    desk.state.panes.height,
                ))
                .expect("it is memory");
                let theme = crate::tui::view::theme::Theme::new(crate::tui::view::theme::Colour::On);
                terminal.draw(|frame| crate::tui::view::draw(&desk.state, theme, frame)).expect("it is memory");
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}
