//! A stream that a parser owns, with a limit on what it may read between two records.
//!
//! As the budget of [`Utf8Stream`](crate::source::transcode::Utf8Stream), for whoever cannot reach into the stream any more.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::source::transcode::OVER_BUDGET;

/// Fails when more is read than a record may have since `spent` was last set to 0.
pub(super) struct Budgeted<R> {
    stream: R,
    spent: Rc<Cell<usize>>,
    limit: usize,
}

impl<R: Read> Budgeted<R> {
    pub(super) fn new(stream: R, spent: &Rc<Cell<usize>>, limit: usize) -> Budgeted<R> {
        Budgeted { stream, spent: Rc::clone(spent), limit }
    }
}

impl<R: Read> Read for Budgeted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.spent.get() > self.limit {
            return Err(io::Error::other(OVER_BUDGET));
        }
        let count = self.stream.read(buffer)?;
        self.spent.set(self.spent.get() + count);
        Ok(count)
    }
}
