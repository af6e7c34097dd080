//! The thread that searches, so that typing never waits for a search.
//!
//! Owns the order in which questions are answered, and which are not answered at all. The surprise: a newer question takes
//! the place of an older one of its kind that still waits; one that is being answered is finished, and its answer is told
//! from the newer one's by its number.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

use super::ask::{Answer, Ask};

/// While nothing is asked for, so often it is looked whether the index has changed.
const WATCH: Duration = Duration::from_secs(2);

/// A question with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Higher than that of every question before it.
    pub number: u64,
    /// What is asked.
    pub ask: Ask,
}

/// An answer with the number of its question; 0 where nobody asked.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The number of the question.
    pub number: u64,
    /// The answer.
    pub answer: Answer,
}

/// Kinds of questions of which only the newest is answered; the more urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A list of articles.
    List,
    /// More of it.
    More,
    /// An article or a page to read.
    Page,
    /// Counts.
    Facets,
}

impl Kind {
    /// The kind of a question.
    pub fn of(ask: &Ask) -> Kind {
        match ask {
            Ask::Search { .. } | Ask::Similar { .. } => Kind::List,
            Ask::More { .. } | Ask::Watch => Kind::More,
            Ask::Article { .. } | Ask::Person { .. } => Kind::Page,
            Ask::Facets { .. } => Kind::Facets,
        }
    }
}

/// Questions that wait.
#[derive(Debug, Default)]
pub struct Waiting {
    questions: VecDeque<Question>,
}

impl Waiting {
    /// Takes a question in.
    pub fn push(&mut self, question: Question) {
        let kind = Kind::of(&question.ask);
        // More of a list that is about to be another one is of no use to anybody.
        let is_replaced = |other: Kind| other == kind || (kind == Kind::List && other == Kind::More);
        self.questions.retain(|other| !is_replaced(Kind::of(&other.ask)));
        self.questions.push_back(question);
    }

    /// The question to answer next.
    pub fn take(&mut self) -> Option<Question> {
        let next = (0..self.questions.len()).min_by_key(|at| Kind::of(&self.questions[*at].ask))?;
        self.questions.remove(next)
    }
}

/// Answers until nobody asks any more.
pub fn answer_all(questions: &Receiver<Question>, replies: &Sender<Reply>, answer: &mut dyn FnMut(&Ask) -> Answer) {
    let mut waiting = Waiting::default();
    loop {
        loop {
            match questions.try_recv() {
                Ok(question) => waiting.push(question),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return,
            }
        }
        let question = match waiting.take() {
            Some(question) => question,
            None => match questions.recv_timeout(WATCH) {
                Ok(question) => {
                    waiting.push(question);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => Question { number: 0, ask: Ask::Watch },
                Err(RecvTimeoutError::Disconnected) => return,
            },
        };
        let reply = Reply { number: question.number, answer: answer(&question.ask) };
        if replies.send(reply).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ask::Search;
    use super::*;

    fn search(words: &str) -> Ask {
        Ask::Search { search: Search { words: words.into(), ..Search::default() }, limit: 10, width: 80 }
    }

    #[test]
    fn of_each_kind_the_newest_is_answered_and_lists_first() {
        let mut waiting = Waiting::default();
        let asks = [
            Ask::Facets { search: Search::default(), limits: Vec::new() },
            search("r"),
            search("ra"),
            Ask::More { offset: 10, limit: 10 },
            search("raf"),
            Ask::Person { name: "Ann Other".into(), width: 80 },
        ];
        for (number, ask) in (1..).zip(asks) {
            waiting.push(Question { number, ask });
        }
        let taken: Vec<u64> = std::iter::from_fn(|| waiting.take()).map(|question| question.number).collect();
        assert_eq!(taken, [5, 6, 1]);
    }

    #[test]
    fn the_thread_ends_when_nobody_asks() {
        let (ask, questions) = std::sync::mpsc::channel();
        let (reply, replies) = std::sync::mpsc::channel();
        let worker = std::thread::spawn(move || answer_all(&questions, &reply, &mut |_| Answer::Nothing));
        ask.send(Question { number: 7, ask: search("rafah") }).expect("the thread listens");
        assert_eq!(replies.recv().expect("an answer").number, 7);
        drop(ask);
        worker.join().expect("it ends");
    }
}
