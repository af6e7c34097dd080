//! How far a backup is: a bar on a terminal, a line every few seconds elsewhere, nothing when quiet.

use std::io::Write;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, Messages};
use crate::backup::{Progress, Step};

/// What is done in this time shows nothing.
const SILENT: Duration = Duration::from_secs(1);
/// Time between two lines.
const PAUSE: Duration = Duration::from_secs(3);

/// What is shown of a backup on its way.
pub struct Transfer {
    bar: Option<ProgressBar>,
    lines: bool,
    next: Instant,
}

impl Transfer {
    /// Nothing is shown yet.
    pub fn new(context: &Context) -> Transfer {
        let shown = context.messages == Messages::Shown;
        let bar = (shown && context.screen.terminal_error).then(|| {
            let style =
                ProgressStyle::with_template("{msg} {bar:30} {bytes} of {total_bytes}  {elapsed} elapsed, {eta} left")
                    .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
            bar.set_style(style);
            bar
        });
        let pause = if bar.is_some() { SILENT } else { PAUSE };
        Transfer { lines: shown && bar.is_none(), bar, next: Instant::now() + pause }
    }

    /// Shows how far it is.
    pub fn show(&mut self, progress: Progress) {
        let Progress { step, done, total } = progress;
        if Instant::now() < self.next {
            return;
        }
        if let Some(bar) = &self.bar {
            bar.set_length(total);
            bar.set_message(doing(step));
            bar.set_position(done);
        } else if self.lines {
            self.next = Instant::now() + PAUSE;
            let line = format!("{}: {} of {}\n", doing(step), HumanBytes(done), HumanBytes(total));
            // A message that nobody can read is no reason to stop.
            let _ = std::io::stderr().write_all(line.as_bytes());
        }
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn doing(step: Step) -> &'static str {
    match step {
        Step::Checking => "checking the index",
        Step::Packing => "writing the backup",
        Step::Reading => "reading the backup",
    }
}
