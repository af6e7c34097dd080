//! The names of an article on their way into a segment.
//!
//! Owns their form in few pieces of memory: whoever builds the segment is another thread than the one that made the article,
//! and what one thread claims and another gives back costs more. The surprise: what a segment looks up, class, key and form of a
//! name, stands there in one piece.

use std::borrow::Cow;

use crate::article::Block;
use crate::engine::document::{ArticleName, NameClass, NameMention};
use crate::engine::roster::{self, SEPARATOR};

/// The names of an article.
#[derive(Debug, Default)]
pub(crate) struct GivenNames {
    /// Of each name its forms, each behind class and key, and its titles, each behind its key.
    text: String,
    /// Of each form and title where it ends, and how often the article has it.
    pieces: Vec<(u32, u32)>,
    names: Vec<Given>,
    /// All mentions in reading order, each with the number of its name.
    pub(crate) mentions: Vec<(NameMention, u32)>,
}

#[derive(Debug)]
struct Given {
    class: NameClass,
    forms: usize,
    titles: usize,
}

/// A name of an article.
#[derive(Debug, Clone)]
pub(crate) struct GivenName<'g> {
    pub(crate) class: NameClass,
    text: &'g str,
    start: usize,
    forms: &'g [(u32, u32)],
    titles: &'g [(u32, u32)],
}

impl GivenNames {
    /// Those of an article with some blocks; `mentions` are theirs, in reading order.
    pub(crate) fn new(
        names: &[ArticleName],
        mentions: Vec<(NameMention, u32)>,
        blocks: &[Block<'_>],
        derived_headline: bool,
    ) -> GivenNames {
        let bytes = names.iter().map(|name| {
            let titles: usize = name.roles.iter().map(|title| name.key.len() + title.len() + 1).sum();
            name.key.len() + name.name.len() + 2 + titles
        });
        let pieces = names.iter().map(|name| 1 + name.roles.len());
        // Some stand in another form as well.
        let mut given = GivenNames {
            text: String::with_capacity(bytes.sum::<usize>() * 3 / 2),
            pieces: Vec::with_capacity(pieces.sum::<usize>() * 3 / 2),
            names: Vec::with_capacity(names.len()),
            mentions,
        };
        let mut forms = Vec::new();
        for name in names {
            let key = without_separator(&name.key);
            roster::forms_of(name, blocks, derived_headline, &mut forms);
            for (form, count) in &forms {
                given.text.push(name.class.code());
                given.push(&key, form, *count);
            }
            for title in &name.roles {
                given.push(&key, title, 0);
            }
            given.names.push(Given { class: name.class, forms: forms.len(), titles: name.roles.len() });
        }
        given
    }

    fn push(&mut self, key: &str, what: &str, count: u64) {
        self.text.push_str(key);
        self.text.push(SEPARATOR);
        self.text.push_str(&without_separator(what));
        // An article is far smaller than that.
        self.pieces.push((self.text.len() as u32, u32::try_from(count).unwrap_or(u32::MAX)));
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Class, key and form of all names, as [`GivenName::forms`] has them.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter().flat_map(|name| name.forms().map(|(form, _)| form))
    }

    /// Key and title of all titles.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter().flat_map(|name| name.titles())
    }

    /// The names in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = GivenName<'_>> + Clone {
        let mut rest = &self.pieces[..];
        let mut start = 0;
        self.names.iter().map(move |name| {
            let (forms, behind) = rest.split_at(name.forms);
            let (titles, behind) = behind.split_at(name.titles);
            rest = behind;
            let given = GivenName { class: name.class, text: &self.text, start, forms, titles };
            start = titles.last().or(forms.last()).map_or(start, |(end, _)| *end as usize);
            given
        })
    }
}

fn without_separator(text: &str) -> Cow<'_, str> {
    if memchr::memchr(SEPARATOR as u8, text.as_bytes()).is_some() {
        text.replace(SEPARATOR, " ").into()
    } else {
        text.into()
    }
}

impl<'g> GivenName<'g> {
    /// How many forms it has.
    pub(crate) fn form_count(&self) -> usize {
        self.forms.len()
    }

    /// How many titles it has.
    pub(crate) fn title_count(&self) -> usize {
        self.titles.len()
    }

    /// Class, key and form, with how often the article has it so; first the form to show.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&'g str, u32)> + Clone + use<'g> {
        pieces(self.text, self.start, self.forms)
    }

    /// Key and title of each title.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        let start = self.forms.last().map_or(self.start, |(end, _)| *end as usize);
        pieces(self.text, start, self.titles).map(|(title, _)| title)
    }
}

fn pieces<'g>(
    text: &'g str,
    mut start: usize,
    pieces: &'g [(u32, u32)],
) -> impl Iterator<Item = (&'g str, u32)> + Clone + use<'g> {
    pieces.iter().map(move |&(end, count)| {
        let piece = &text[start..end as usize];
        start = end as usize;
        (piece, count)
    })
}
