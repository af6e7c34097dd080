//! Where a page goes that is laid out for reading: through the user's pager on a terminal, to standard output otherwise.
//!
//! Owns the pager's process. The surprise: a reader who leaves the pager early has read enough; that is no error.

use std::io::{self, BufWriter, Stdout, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Context;
use super::config;

/// Whether a page may go through a pager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// On a terminal.
    Allowed,
    /// No.
    Off,
}

/// A page being written.
pub struct PageOut {
    out: BufWriter<Sink>,
}

enum Sink {
    Screen(Stdout),
    Pager { child: Child, input: Option<ChildStdin> },
}

impl PageOut {
    /// Opens the pager where one is wanted and can be started, standard output otherwise.
    pub fn open(context: &Context, paging: Paging) -> PageOut {
        let wanted = context.screen.terminal && paging == Paging::Allowed && context.paging == Paging::Allowed;
        let sink = config::pager().filter(|_| wanted).and_then(|pager| start(&pager));
        PageOut { out: BufWriter::new(sink.unwrap_or_else(|| Sink::Screen(io::stdout()))) }
    }

    /// Writes what is left and waits until the reader has left the pager.
    ///
    /// # Errors
    /// When standard output refuses.
    pub fn close(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Write for PageOut {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Screen(out) => out.write(bytes),
            Sink::Pager { input, .. } => {
                let Some(input) = input else { return Err(io::ErrorKind::BrokenPipe.into()) };
                input.write(bytes)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Screen(out) => out.flush(),
            Sink::Pager { input, .. } => input.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Sink::Pager { child, input } = self {
            // The pager sees the end of the page only when its input is closed.
            drop(input.take());
            let _ = child.wait();
        }
    }
}

fn start(pager: &config::Pager) -> Option<Sink> {
    // Without this a pager that is not there would look like one that was left at once.
    let program = pager.command.split_whitespace().next().unwrap_or_default();
    let found = Command::new("sh")
        .args(["-c", "command -v \"$1\" >/dev/null 2>&1", "sh", program])
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        return None;
    }
    let mut command = Command::new("sh");
    command.args(["-c", &pager.command]).stdin(Stdio::piped());
    if pager.set_less {
        command.env("LESS", "FRX");
    }
    let mut child = command.spawn().ok()?;
    let input = child.stdin.take();
    // Ctrl-C belongs to the pager while it is open.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::new(AtomicBool::new(false)));
    Some(Sink::Pager { child, input })
}
