//! How things are set off. Without colours weight, reversal and underlining do, so that nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::tui::state::page::Look;

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Yes.
    On,
    /// No, only weights.
    Off,
}

/// The styles.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    colour: Colour,
}

impl Theme {
    /// With colours or without.
    pub fn new(colour: Colour) -> Theme {
        Theme { colour }
    }

    fn coloured(self, style: Style, colour: Color) -> Style {
        if self.colour == Colour::On { style.fg(colour) } else { style }
    }

    /// What matched.
    pub fn matched(self) -> Style {
        match self.colour {
            Colour::On => Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            Colour::Off => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }

    /// The match that was jumped to.
    pub fn current(self) -> Style {
        self.matched().add_modifier(Modifier::REVERSED)
    }

    /// What is chosen, where keys go to it.
    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A headline.
    pub fn headline(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is known of an article.
    pub fn facts(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// A line between parts of the screen.
    pub fn rule(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::DIM), Color::Cyan)
    }

    /// What stands above a part of the screen; `lit` where keys go to it.
    pub fn title(self, lit: bool) -> Style {
        let style = if lit { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        self.coloured(style, Color::Cyan)
    }

    /// What narrows the search.
    pub fn chip(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::REVERSED), Color::Cyan)
    }

    /// What is to be known of a search.
    pub fn note(self) -> Style {
        self.coloured(Style::new(), Color::Yellow)
    }

    /// What is wrong.
    pub fn problem(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Red)
    }

    /// A mark.
    pub fn mark(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Green)
    }

    /// A line of a page.
    pub fn look(self, look: Look) -> Style {
        match look {
            Look::Headline => self.headline(),
            Look::Facts => self.facts(),
            Look::Heading => Style::new().add_modifier(Modifier::BOLD | Modifier::ITALIC),
            Look::Text => Style::new(),
        }
    }
}
