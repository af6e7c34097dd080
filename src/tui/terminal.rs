//! The terminal itself: taken over, given back, and given back whatever happens.
//!
//! Owns raw mode, the second screen, and what the terminal is told besides what is drawn. The surprise: a terminal that was
//! not given back leaves the user with a shell that shows nothing, so it is given back when this is dropped, be it by a
//! panic.

use std::fs::File;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, window_size,
};
use ratatui::crossterm::{execute, terminal};
use ratatui::layout::{Position, Rect};

/// Where is drawn.
#[derive(Debug)]
pub enum Canvas {
    /// On standard output.
    Output,
    /// On standard error, since standard output goes elsewhere.
    Error,
    /// On the terminal opened as a file.
    File(File),
}

impl Write for Canvas {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Canvas::Output => io::stdout().write(bytes),
            Canvas::Error => io::stderr().write(bytes),
            Canvas::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Canvas::Output => io::stdout().flush(),
            Canvas::Error => io::stderr().flush(),
            Canvas::File(file) => file.flush(),
        }
    }
}

/// What is drawn on, a line of drawing kept back until it is whole.
type Drawn = Terminal<CrosstermBackend<io::BufWriter<Canvas>>>;

/// A terminal that was taken over.
pub struct Taken {
    drawn: Drawn,
}

impl Taken {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn take(canvas: Canvas) -> io::Result<Taken> {
        let drawn = Terminal::new(CrosstermBackend::new(io::BufWriter::with_capacity(1 << 15, canvas)))?;
        let mut taken = Taken { drawn };
        taken.enter()?;
        Ok(taken)
    }

    /// What is drawn on.
    pub fn drawn(&mut self) -> &mut Drawn {
        &mut self.drawn
    }

    /// Gives the terminal back for what `work` does, and takes it over again.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.give_back()?;
        let done = work();
        self.enter()?;
        Ok(done)
    }

    /// Takes over what somebody else may have changed, and draws all of it next time.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        execute!(self.drawn.backend_mut(), EnterAlternateScreen, EnableBracketedPaste)?;
        self.redraw()
    }

    /// Has all of it drawn next time.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn redraw(&mut self) -> io::Result<()> {
        // Not `clear`, which asks for the place of the cursor on standard output, wherever that goes.
        let size = self.drawn.size()?;
        self.drawn.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Has the terminal keep a text for pasting (OSC 52); whether it does is for the terminal to say, and it says nothing.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let out = self.drawn.backend_mut();
        write!(out, "\u{1b}]52;c;{}\u{7}", STANDARD.encode(text))?;
        Write::flush(out)
    }

    fn give_back(&mut self) -> io::Result<()> {
        let raw = disable_raw_mode();
        execute!(self.drawn.backend_mut(), DisableBracketedPaste, LeaveAlternateScreen, Show)?;
        raw
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // Nothing is left to do about a terminal that has gone.
        let _ = self.give_back();
    }
}

/// Columns and lines of the terminal.
///
/// # Errors
/// When there is none.
pub fn size() -> io::Result<(u16, u16)> {
    match window_size() {
        Ok(size) if size.columns > 0 && size.rows > 0 => Ok((size.columns, size.rows)),
        _ => terminal::size(),
    }
}
