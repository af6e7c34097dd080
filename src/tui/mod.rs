//! The interactive terminal: a query that is typed, the articles it finds, one of them to read, and counts beside them.
//!
//! Owns the terminal while it runs. [`state`] says what is shown and how it changes, [`view`] draws it, [`worker`] has the
//! questions answered in a thread of their own, and whoever opens the terminal brings the answers ([`Doors`]). The
//! surprise: nothing here knows how to search; a query goes out as it is typed, and what is wrong with it comes back as
//! the lines that the command line prints.

pub mod ask;
pub mod editor;
pub mod key;
pub mod state;
pub mod terminal;
pub mod view;
pub mod worker;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event as TerminalEvent};

use self::ask::{Answer, Ask, Outside, Search};
use self::key::Copied;
use self::state::{Effect, Ended, Event, Leaving, State};
use self::terminal::{Canvas, Taken};
use self::view::theme::{Colour, Theme};
use self::worker::{Question, Reply, answer_all};
use crate::article::ArticleId;

/// The time of a tick.
const TICK: Duration = Duration::from_millis(100);
/// While an answer is waited for, so often it is looked for.
const SHORT: Duration = Duration::from_millis(4);

/// How the terminal is opened.
#[derive(Debug)]
pub struct TuiOptions {
    /// The search to begin with.
    pub search: Search,
    /// Whether colours are used.
    pub colour: Colour,
    /// Where is drawn.
    pub canvas: Canvas,
    /// What leaving is for.
    pub leaving: Leaving,
}

/// What whoever opens the terminal does for it.
pub struct Doors<'d> {
    /// Answers a question, in a thread of its own.
    pub answer: &'d mut (dyn FnMut(&Ask) -> Answer + Send),
    /// Opens an article elsewhere; what to say of it.
    pub open: &'d mut dyn FnMut(Outside, ArticleId) -> String,
    /// The text to copy of articles.
    pub text_of: &'d mut TextOf<'d>,
}

/// Who tells the text to copy of articles, or why there is none.
pub type TextOf<'d> = dyn FnMut(Copied, &[ArticleId]) -> Result<String, String> + 'd;

/// Signals that came in.
struct Signals {
    end: Arc<AtomicBool>,
    interrupt: Arc<AtomicBool>,
    goes_on: Arc<AtomicBool>,
}

impl Signals {
    fn listen() -> io::Result<Signals> {
        let signals = Signals { end: Arc::default(), interrupt: Arc::default(), goes_on: Arc::default() };
        signal_hook::flag::register(signal_hook::consts::SIGTERM, signals.end.clone())?;
        signal_hook::flag::register(signal_hook::consts::SIGINT, signals.interrupt.clone())?;
        #[cfg(unix)]
        {
            signal_hook::flag::register(signal_hook::consts::SIGHUP, signals.end.clone())?;
            signal_hook::flag::register(signal_hook::consts::SIGCONT, signals.goes_on.clone())?;
        }
        Ok(signals)
    }

    fn end(&self) -> bool {
        self.end.load(Ordering::Relaxed) || self.interrupt.load(Ordering::Relaxed)
    }
}

/// Runs the terminal until it is left.
///
/// # Errors
/// When the terminal refuses.
pub fn run(options: TuiOptions, doors: Doors<'_>) -> io::Result<Ended> {
    let signals = Signals::listen()?;
    let (asks, questions) = channel::<Question>();
    let (answers, replies) = channel::<Reply>();
    let Doors { answer, open, text_of } = doors;
    std::thread::scope(|scope| {
        scope.spawn(move || answer_all(&questions, &answers, answer));
        let (state, effects) = State::new(options.search, options.leaving, terminal::size()?);
        let taken = Taken::take(options.canvas)?;
        let theme = Theme::new(options.colour);
        let mut session = Session { state, taken, theme, asks, replies, signals, open, text_of };
        // The thread ends with the sender of the session.
        session.run(effects)
    })
}

struct Session<'s> {
    state: State,
    taken: Taken,
    theme: Theme,
    asks: Sender<Question>,
    replies: Receiver<Reply>,
    signals: Signals,
    open: &'s mut dyn FnMut(Outside, ArticleId) -> String,
    text_of: &'s mut TextOf<'s>,
}

impl Session<'_> {
    fn run(&mut self, effects: Vec<Effect>) -> io::Result<Ended> {
        let mut effects = effects;
        let mut next_tick = Instant::now() + TICK;
        loop {
            for effect in std::mem::take(&mut effects) {
                if let Some(ended) = self.follow(effect)? {
                    return Ok(ended);
                }
            }
            self.draw()?;
            let mut happened = false;
            while !happened {
                let wait = if self.state.waits() { SHORT } else { next_tick.saturating_duration_since(Instant::now()) };
                if event::poll(wait)? {
                    // All that was typed meanwhile is taken in before it is drawn.
                    while event::poll(Duration::ZERO)? {
                        happened |= self.take_in(event::read()?, &mut effects);
                    }
                }
                while let Ok(reply) = self.replies.try_recv() {
                    effects.extend(self.state.apply(Event::Reply(reply)));
                    happened = true;
                }
                if Instant::now() >= next_tick {
                    next_tick = Instant::now() + TICK;
                    happened |= self.state.heeds_ticks();
                    effects.extend(self.state.apply(Event::Tick));
                }
                if self.signals.end() {
                    return Ok(Ended::Interrupted);
                }
                if self.signals.goes_on.swap(false, Ordering::Relaxed) {
                    self.taken.enter()?;
                    happened = true;
                }
                happened |= !effects.is_empty();
            }
        }
    }

    /// Hands what the terminal tells to the state; whether that may have changed it.
    fn take_in(&mut self, event: TerminalEvent, effects: &mut Vec<Effect>) -> bool {
        let event = match event {
            TerminalEvent::Key(key) => Event::Key(key),
            TerminalEvent::Paste(text) => Event::Paste(text),
            TerminalEvent::Resize(width, height) => Event::Resize(width, height),
            _ => return false,
        };
        effects.extend(self.state.apply(event));
        true
    }

    fn draw(&mut self) -> io::Result<()> {
        self.taken.drawn().autoresize()?;
        let size = self.taken.drawn().size()?;
        if (size.width, size.height) != (self.state.panes.width, self.state.panes.height) {
            self.state.apply(Event::Resize(size.width, size.height));
        }
        for effect in self.state.arrange() {
            self.follow(effect)?;
        }
        let (state, theme) = (&self.state, self.theme);
        self.taken.drawn().draw(|frame| view::draw(state, theme, frame))?;
        Ok(())
    }

    /// Does what is to be done; how it ended when that is the end.
    fn follow(&mut self, effect: Effect) -> io::Result<Option<Ended>> {
        match effect {
            // Without the thread there are no answers; it ends only when it panics, which ends all of this too.
            Effect::Ask(question) => drop(self.asks.send(question)),
            Effect::Outside(Outside::Desktop, id) => {
                let told = (self.open)(Outside::Desktop, id);
                self.tell(told);
            }
            Effect::Outside(outside, id) => {
                let open = &mut self.open;
                let told = self.taken.lend(|| open(outside, id))?;
                // Ctrl-C was for the other program.
                self.signals.interrupt.store(false, Ordering::Relaxed);
                self.tell(told);
            }
            Effect::Copy(copied, ids) => match (self.text_of)(copied, &ids) {
                Ok(text) => {
                    self.taken.copy(&text)?;
                    self.tell(format!("copied: {}", crate::render::clean(&text.replace('\n', " "))));
                }
                Err(problem) => self.tell(problem),
            },
            Effect::Suspend => self.suspend()?,
            Effect::Redraw => self.taken.redraw()?,
            Effect::End(ended) => return Ok(Some(ended)),
        }
        Ok(None)
    }

    fn tell(&mut self, text: String) {
        if !text.is_empty() {
            self.state.apply(Event::Told(text));
        }
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        self.taken.lend(|| signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP))?
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        self.tell("this system cannot do that".to_owned());
        Ok(())
    }
}
