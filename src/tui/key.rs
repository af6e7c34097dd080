//! Which key does what: one table, which the help and the manual are made of too.
//!
//! Owns the keys and nothing of what they do. The surprise: a capital letter is a letter of its own, whatever the terminal
//! says of the shift key.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::ask::Outside;
use super::editor::Edit;

/// Where keys are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The line of the query.
    Input,
    /// The list of articles.
    List,
    /// The article beside the list, or on the whole screen.
    Reader,
    /// The counts.
    Facets,
    /// A list to choose from.
    Menu,
    /// A line that something else than the query is typed in.
    Prompt,
    /// A page above the others: a person, or the help.
    Page,
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One further.
    Down,
    /// One back.
    Up,
    /// A page further.
    PageDown,
    /// A page back.
    PageUp,
    /// Half a page further.
    HalfDown,
    /// Half a page back.
    HalfUp,
    /// To the beginning.
    First,
    /// To the end.
    Last,
}

/// One of two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Further on.
    Next,
    /// Back.
    Previous,
}

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Paths.
    Path,
    /// Headline, publisher, date and path.
    Reference,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Changes the line.
    Edit(Edit),
    /// Takes what is typed or chosen.
    Accept,
    /// An older or a newer query into the line.
    Recall(Way),
    /// The queries of this session to choose from.
    Past,
    /// A query that may have been meant.
    Choices,
    /// Goes through a list or a page.
    Move(Step),
    /// Goes through the page beside the list.
    Scroll(Step),
    /// Reads an article on the whole screen.
    Open,
    /// Marks an article.
    Mark,
    /// Articles like this one.
    Similar,
    /// The persons of this article.
    Persons,
    /// Opens it elsewhere.
    Outside(Outside),
    /// Copies.
    Copy(Copied),
    /// To a match in the text.
    Match(Way),
    /// To another article.
    Article(Way),
    /// To another property among the counts.
    Section(Way),
    /// To another part of the screen.
    Pane(Way),
    /// To the line of the query.
    Input,
    /// Shows the counts.
    Facets,
    /// Shows or hides the article beside the list.
    Preview,
    /// Another order.
    Order,
    /// Groups near copies.
    Copies,
    /// Asks for dates.
    Dates,
    /// Takes a filter away.
    Unfilter,
    /// Takes all filters away.
    Unfiltered,
    /// To an earlier or later search.
    Visit(Way),
    /// Searches again.
    Refresh,
    /// The keys.
    Help,
    /// Closes what is open.
    Close,
    /// Leaves, or closes what is open.
    Leave,
    /// Prints paths and leaves.
    Pick,
    /// Leaves at once.
    Interrupt,
    /// Back to the shell, until it says otherwise.
    Suspend,
    /// Draws everything anew.
    Redraw,
}

/// A key with what is held down beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    code: KeyCode,
    held: KeyModifiers,
}

const fn key(letter: char) -> Chord {
    Chord { code: KeyCode::Char(letter), held: KeyModifiers::NONE }
}

const fn ctrl(letter: char) -> Chord {
    Chord { code: KeyCode::Char(letter), held: KeyModifiers::CONTROL }
}

const fn alt(letter: char) -> Chord {
    Chord { code: KeyCode::Char(letter), held: KeyModifiers::ALT }
}

const fn on(code: KeyCode) -> Chord {
    Chord { code, held: KeyModifiers::NONE }
}

const fn with(held: KeyModifiers, code: KeyCode) -> Chord {
    Chord { code, held }
}

impl Chord {
    /// The chord of an event of the terminal.
    fn of(event: KeyEvent) -> Chord {
        let mut held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            held.remove(KeyModifiers::SHIFT);
        }
        Chord { code: event.code, held }
    }

    /// As it is written: `Ctrl-R`.
    fn name(self) -> String {
        let mut name = String::new();
        let holding = |what| self.held.contains(what);
        for (held, shown) in
            [(KeyModifiers::CONTROL, "Ctrl-"), (KeyModifiers::ALT, "Alt-"), (KeyModifiers::SHIFT, "Shift-")]
        {
            name.push_str(if holding(held) { shown } else { "" });
        }
        match self.code {
            KeyCode::Char(' ') => name.push_str("Space"),
            KeyCode::Char(letter) if holding(KeyModifiers::CONTROL) => name.extend(letter.to_uppercase()),
            KeyCode::Char(letter) => name.push(letter),
            KeyCode::BackTab => name.push_str("Shift-Tab"),
            KeyCode::Up => name.push('↑'),
            KeyCode::Down => name.push('↓'),
            KeyCode::Left => name.push('←'),
            KeyCode::Right => name.push('→'),
            KeyCode::PageDown => name.push_str("PgDn"),
            KeyCode::PageUp => name.push_str("PgUp"),
            KeyCode::F(number) => name.push_str(&format!("F{number}")),
            KeyCode::Esc => name.push_str("Esc"),
            KeyCode::Delete => name.push_str("Del"),
            other => name.push_str(&format!("{other}")),
        }
        name
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    chords: &'static [Chord],
    action: Action,
    help: &'static str,
}

impl Binding {
    /// Its keys as they are written.
    pub fn keys(&self) -> String {
        self.chords.iter().map(|chord| chord.name()).collect::<Vec<_>>().join(" ")
    }

    /// What it does.
    pub fn help(&self) -> &'static str {
        self.help
    }
}

const fn bind(chords: &'static [Chord], action: Action, help: &'static str) -> Binding {
    Binding { chords, action, help }
}

/// Rows that belong together.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// What stands above them in the help.
    pub title: &'static str,
    modes: &'static [Mode],
    /// The rows.
    pub bindings: &'static [Binding],
}

const CTRL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;

impl Section {
    /// Whether its keys count there.
    pub fn is_of(&self, mode: Mode) -> bool {
        self.modes.contains(&mode)
    }
}

/// Every key. The first row that fits counts.
pub const SECTIONS: &[Section] = &[
    Section {
        title: "While the query is typed",
        modes: &[Mode::Input],
        bindings: &[
            bind(&[on(KeyCode::Enter), ctrl('j')], Action::Accept, "to the list of articles"),
            bind(&[on(KeyCode::Esc)], Action::Close, "to the list of articles"),
            bind(&[ctrl('t')], Action::Choices, "take what may have been meant"),
            bind(&[on(KeyCode::Up)], Action::Recall(Way::Previous), "the query before"),
            bind(&[on(KeyCode::Down)], Action::Recall(Way::Next), "the query after; to the list of articles"),
            bind(&[ctrl('r')], Action::Past, "queries of this session"),
            bind(&[ctrl('n')], Action::Move(Step::Down), "next article"),
            bind(&[ctrl('p')], Action::Move(Step::Up), "previous article"),
            bind(&[on(KeyCode::PageDown)], Action::Move(Step::PageDown), "a page of articles further"),
            bind(&[on(KeyCode::PageUp)], Action::Move(Step::PageUp), "a page of articles back"),
        ],
    },
    Section {
        title: "In a line that is typed",
        modes: &[Mode::Input, Mode::Prompt, Mode::Menu],
        bindings: &[
            bind(&[on(KeyCode::Left), ctrl('b')], Action::Edit(Edit::Left), "a character to the left"),
            bind(&[on(KeyCode::Right), ctrl('f')], Action::Edit(Edit::Right), "a character to the right"),
            bind(&[alt('b'), with(CTRL, KeyCode::Left)], Action::Edit(Edit::WordLeft), "a word to the left"),
            bind(&[alt('f'), with(CTRL, KeyCode::Right)], Action::Edit(Edit::WordRight), "a word to the right"),
            bind(&[on(KeyCode::Home), ctrl('a')], Action::Edit(Edit::Home), "to the beginning"),
            bind(&[on(KeyCode::End), ctrl('e')], Action::Edit(Edit::End), "to the end"),
            bind(
                &[on(KeyCode::Backspace), ctrl('h')],
                Action::Edit(Edit::Backspace),
                "delete a character; in an empty line the last filter",
            ),
            bind(&[on(KeyCode::Delete), ctrl('d')], Action::Edit(Edit::Delete), "delete the character here"),
            bind(&[ctrl('w'), with(ALT, KeyCode::Backspace)], Action::Edit(Edit::DeleteWord), "delete the word before"),
            bind(&[ctrl('u')], Action::Edit(Edit::DeleteToStart), "delete all before"),
            bind(&[ctrl('k')], Action::Edit(Edit::DeleteToEnd), "delete all behind"),
        ],
    },
    Section {
        title: "In a list to choose from",
        modes: &[Mode::Menu],
        bindings: &[
            bind(&[on(KeyCode::Down), ctrl('n')], Action::Move(Step::Down), "next; letters narrow the list"),
            bind(&[on(KeyCode::Up), ctrl('p')], Action::Move(Step::Up), "previous"),
            bind(&[on(KeyCode::PageDown)], Action::Move(Step::PageDown), "a page further"),
            bind(&[on(KeyCode::PageUp)], Action::Move(Step::PageUp), "a page back"),
        ],
    },
    Section {
        title: "In a list to choose from or a line of dates",
        modes: &[Mode::Menu, Mode::Prompt],
        bindings: &[
            bind(&[on(KeyCode::Enter), ctrl('j')], Action::Accept, "take it"),
            bind(&[on(KeyCode::Esc), ctrl('g')], Action::Close, "leave it"),
        ],
    },
    Section {
        title: "List of articles",
        modes: &[Mode::List],
        bindings: &[
            bind(&[on(KeyCode::Enter)], Action::Accept, "read it (or take it, where output is not a terminal)"),
            bind(&[on(KeyCode::Right), key('l')], Action::Open, "read it"),
            bind(&[key(' ')], Action::Mark, "mark it, or not"),
            bind(&[key('J'), with(SHIFT, KeyCode::Down)], Action::Scroll(Step::Down), "the text beside further"),
            bind(&[key('K'), with(SHIFT, KeyCode::Up)], Action::Scroll(Step::Up), "the text beside back"),
        ],
    },
    Section {
        title: "Text of an article",
        modes: &[Mode::Reader],
        bindings: &[
            bind(&[on(KeyCode::Enter)], Action::Open, "on the whole screen"),
            bind(&[key(' ')], Action::Move(Step::PageDown), "a page further"),
            bind(&[key('b')], Action::Move(Step::PageUp), "a page back"),
            bind(&[key('J'), with(SHIFT, KeyCode::Down)], Action::Article(Way::Next), "next article"),
            bind(&[key('K'), with(SHIFT, KeyCode::Up)], Action::Article(Way::Previous), "previous article"),
            bind(&[key('m')], Action::Mark, "mark the article, or not"),
            bind(&[on(KeyCode::Left), key('h')], Action::Close, "back to the list"),
        ],
    },
    Section {
        title: "List and text of articles",
        modes: &[Mode::List, Mode::Reader],
        bindings: &[
            bind(&[key('n')], Action::Match(Way::Next), "next match in the text"),
            bind(&[key('N')], Action::Match(Way::Previous), "match before"),
            bind(&[key('p')], Action::Persons, "persons of the article: the page of one"),
            bind(&[key('s')], Action::Similar, "articles like this one"),
            bind(&[key('v')], Action::Outside(Outside::Pager), "in $PAGER"),
            bind(&[key('e')], Action::Outside(Outside::Editor), "source file in $VISUAL or $EDITOR"),
            bind(&[key('o')], Action::Outside(Outside::Desktop), "source file in the desktop's program for it"),
            bind(&[key('y')], Action::Copy(Copied::Path), "copy path, or paths of all marked"),
            bind(&[key('Y')], Action::Copy(Copied::Reference), "copy headline, publisher, date and path"),
            bind(&[key('P')], Action::Pick, "leave and print path, or paths of all marked"),
            bind(&[key('z')], Action::Preview, "show or hide the text beside the list"),
        ],
    },
    Section {
        title: "Facets",
        modes: &[Mode::Facets],
        bindings: &[
            bind(
                &[on(KeyCode::Enter), key(' ')],
                Action::Accept,
                "narrow the search to it, or not any more; on …: more of them",
            ),
            bind(&[key('}'), key('J')], Action::Section(Way::Next), "next property"),
            bind(&[key('{'), key('K')], Action::Section(Way::Previous), "property before"),
            bind(&[on(KeyCode::Esc), key('q'), key('f')], Action::Close, "close"),
            bind(&[on(KeyCode::Right), key('l')], Action::Pane(Way::Next), "to the list, leaving them open"),
        ],
    },
    Section {
        title: "Page of a person, or these keys",
        modes: &[Mode::Page],
        bindings: &[
            bind(&[on(KeyCode::Enter)], Action::Accept, "search for the person"),
            bind(&[key(' ')], Action::Move(Step::PageDown), "a page further"),
            bind(&[key('b')], Action::Move(Step::PageUp), "a page back"),
            bind(&[on(KeyCode::Esc), key('q'), key('?'), on(KeyCode::Left), key('h')], Action::Close, "close"),
        ],
    },
    Section {
        title: "Moving",
        modes: &[Mode::List, Mode::Reader, Mode::Facets, Mode::Page],
        bindings: &[
            bind(&[key('j'), on(KeyCode::Down), ctrl('n')], Action::Move(Step::Down), "down"),
            bind(&[key('k'), on(KeyCode::Up), ctrl('p')], Action::Move(Step::Up), "up"),
            bind(&[on(KeyCode::PageDown), ctrl('f')], Action::Move(Step::PageDown), "a page down"),
            bind(&[on(KeyCode::PageUp), ctrl('b')], Action::Move(Step::PageUp), "a page up"),
            bind(&[ctrl('d')], Action::Move(Step::HalfDown), "half a page down"),
            bind(&[ctrl('u')], Action::Move(Step::HalfUp), "half a page up"),
            bind(&[key('g'), on(KeyCode::Home)], Action::Move(Step::First), "to the beginning"),
            bind(&[key('G'), on(KeyCode::End)], Action::Move(Step::Last), "to the end (up to 1000 articles further)"),
        ],
    },
    Section {
        title: "The search",
        modes: &[Mode::List, Mode::Reader, Mode::Facets],
        bindings: &[
            bind(&[key('/'), key('i')], Action::Input, "type the query"),
            bind(&[key('f')], Action::Facets, "facets: persons, publishers, dates and others with counts"),
            bind(&[key('d')], Action::Dates, "dates: 2024-03, 2024-01..2024-03, last week"),
            bind(&[key('S')], Action::Order, "order: relevance, newest, oldest"),
            bind(&[key('c')], Action::Copies, "near copies as one hit, or each by itself"),
            bind(&[key('x')], Action::Unfilter, "take a filter away"),
            bind(&[key('X')], Action::Unfiltered, "take all filters away"),
            bind(&[key('t'), ctrl('t')], Action::Choices, "take what may have been meant"),
            bind(&[ctrl('r')], Action::Past, "queries of this session"),
            bind(&[key('r')], Action::Refresh, "search again, with what is new in the index"),
        ],
    },
    Section {
        title: "The screen",
        modes: &[Mode::Input, Mode::List, Mode::Reader, Mode::Facets],
        bindings: &[
            bind(&[with(ALT, KeyCode::Left)], Action::Visit(Way::Previous), "back to the search before"),
            bind(&[with(ALT, KeyCode::Right)], Action::Visit(Way::Next), "forward again"),
            bind(&[on(KeyCode::Tab)], Action::Pane(Way::Next), "next part of the screen"),
            bind(&[on(KeyCode::BackTab)], Action::Pane(Way::Previous), "previous part"),
            bind(&[on(KeyCode::F(1))], Action::Help, "the keys"),
        ],
    },
    Section {
        title: "The screen, but while typing",
        modes: &[Mode::List, Mode::Reader, Mode::Facets],
        bindings: &[
            bind(&[key('H')], Action::Visit(Way::Previous), "back to the search before"),
            bind(&[key('L')], Action::Visit(Way::Next), "forward again"),
            bind(&[key('?')], Action::Help, "the keys"),
            bind(&[on(KeyCode::Esc)], Action::Close, "back: from text to list, from similar articles to the search"),
            bind(&[key('q')], Action::Leave, "close the text; from the list: leave"),
        ],
    },
    Section {
        title: "Everywhere",
        modes: &[Mode::Input, Mode::List, Mode::Reader, Mode::Facets, Mode::Menu, Mode::Prompt, Mode::Page],
        bindings: &[
            bind(&[ctrl('c')], Action::Interrupt, "leave at once"),
            bind(&[ctrl('z')], Action::Suspend, "back to the shell; fg returns"),
            bind(&[ctrl('l')], Action::Redraw, "draw the screen anew"),
        ],
    },
];

/// What a key does there.
pub fn action(mode: Mode, event: KeyEvent) -> Option<Action> {
    let chord = Chord::of(event);
    let sections = SECTIONS.iter().filter(|section| section.is_of(mode));
    let mut bindings = sections.flat_map(|section| section.bindings);
    bindings.find(|binding| binding.chords.contains(&chord)).map(|binding| binding.action)
}

/// The character that a key types, where it types one.
pub fn typed(event: KeyEvent) -> Option<char> {
    let chord = Chord::of(event);
    match chord.code {
        // The key that is Alt and Control at once types signs on many keyboards.
        KeyCode::Char(letter) if chord.held.is_empty() || chord.held == CTRL.union(ALT) => Some(letter),
        _ => None,
    }
}

/// The keys as text, for the manual.
pub fn described() -> String {
    let mut text = String::from("Keys:\n");
    for section in SECTIONS {
        text.push_str(&format!("  {}\n", section.title));
        for binding in section.bindings {
            let keys = binding.keys();
            let gap = " ".repeat(22usize.saturating_sub(keys.chars().count()).max(2));
            text.push_str(&format!("    {keys}{gap}{}\n", binding.help));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, held: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, held)
    }

    #[test]
    fn a_letter_is_typed_in_a_line_and_a_command_elsewhere() {
        let j = press(KeyCode::Char('j'), KeyModifiers::NONE);
        assert_eq!((action(Mode::Input, j), typed(j)), (None, Some('j')));
        assert_eq!(action(Mode::List, j), Some(Action::Move(Step::Down)));
        let capital = press(KeyCode::Char('J'), KeyModifiers::SHIFT);
        assert_eq!(action(Mode::Reader, capital), Some(Action::Article(Way::Next)));
        assert_eq!(typed(press(KeyCode::Char('@'), CTRL.union(ALT))), Some('@'));
        assert_eq!(typed(press(KeyCode::Char('v'), ALT)), None);
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let modes = [Mode::Input, Mode::List, Mode::Reader, Mode::Facets, Mode::Menu, Mode::Prompt, Mode::Page];
        let mut twice = Vec::new();
        for mode in modes {
            let sections = SECTIONS.iter().filter(|section| section.is_of(mode));
            let mut seen: Vec<(Chord, Action)> = Vec::new();
            for binding in sections.flat_map(|section| section.bindings) {
                for chord in binding.chords {
                    if let Some((_, other)) = seen.iter().find(|(known, _)| known == chord) {
                        twice.push(format!("{mode:?} {}: {other:?} and {:?}", chord.name(), binding.action));
                    }
                    seen.push((*chord, binding.action));
                }
            }
        }
        // Among the facets keys to close and to go on are nearer than what they do elsewhere.
        let expected = ["Facets f: Close and Facets", "Facets Esc: Close and Close", "Facets q: Close and Leave"];
        assert_eq!(twice, expected);
    }

    #[test]
    fn keys_are_written_as_people_write_them() {
        let text = described();
        assert!(text.contains("    Ctrl-R                queries of this session\n"), "{text}");
        assert!(text.contains("    J Shift-↓             next article\n"), "{text}");
        assert!(text.contains("    PgDn Ctrl-F           a page down\n"), "{text}");
    }
}
